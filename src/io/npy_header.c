/* SPDX-License-Identifier: Apache-2.0 */
/* The header of a .npy file (NEP 1, "A simple file format for NumPy arrays"). It is a literal of
 * Python's, and numpy.load hands it to Python's own parser; here it has a grammar of its own:
 *
 *     header = "{" { string ":" value "," } "}"      the last comma may be missing
 *     value  = string | "True" | "False" | "(" { digits "," } ")"      as the key wants it
 *
 * with blanks anywhere between, and nothing but blanks behind. */
#include "io/npy_header.h"

#include <string.h>

#include "io/byte_error.h"
#include "io/excerpt.h"

enum { KEY_DESCR = 1, KEY_FORTRAN = 2, KEY_SHAPE = 4, ALL_KEYS = 7, SHOWN = 16 };

typedef struct parser {
    const char *text;
    size_t at, size;
    uint64_t start; /* of the text in the file */
    kl_tensor_view *out;
    int fortran;
    kl_error *error;
} parser;

/* ── Failures ───────────────────────────────────────────────────────────────────────────────── */

static kl_status fail_expected(const parser *p, const char *expected) {
    char shown[KL_EXCERPT_SIZE];
    size_t left = p->size - p->at;
    const char *found = left > 0 ? kl_excerpt(p->text + p->at, left < SHOWN ? left : SHOWN, shown)
                                 : "the end of the header";
    return kl_fail_byte(p->error, p->start + p->at, "the .npy header has %s where %s was expected",
                        found, expected);
}

/* ── Words ──────────────────────────────────────────────────────────────────────────────────── */

static void skip_blanks(parser *p) {
    while (p->at < p->size && memchr(" \t\r\n", p->text[p->at], 4))
        p->at++;
}

/* Whether the next byte that is no blank is this one; then it is passed. */
static int take(parser *p, char wanted) {
    skip_blanks(p);
    if (p->at == p->size || p->text[p->at] != wanted)
        return 0;
    p->at++;
    return 1;
}

static int take_word(parser *p, const char *word) {
    size_t length = strlen(word);
    if (p->size - p->at < length || memcmp(p->text + p->at, word, length) != 0)
        return 0;
    p->at += length;
    return 1;
}

static kl_status take_string(parser *p, const char **string, size_t *length, const char *expected) {
    skip_blanks(p);
    if (p->at == p->size || (p->text[p->at] != '\'' && p->text[p->at] != '"'))
        return fail_expected(p, expected);
    const char *begin = p->text + p->at + 1;
    const char *end = memchr(begin, begin[-1], p->size - p->at - 1);
    if (!end || memchr(begin, '\\', (size_t)(end - begin)))
        return fail_expected(p, expected);
    *string = begin;
    *length = (size_t)(end - begin);
    p->at += *length + 2;
    return KL_OK;
}

/* ── Values ─────────────────────────────────────────────────────────────────────────────────── */

static const struct element {
    const char *name;
    kl_dtype dtype;
} elements[] = {{"f8", KL_F64}, {"f4", KL_F32}, {"f2", KL_F16}, {"u1", KL_U8},
                {"u2", KL_U16}, {"u4", KL_U32}, {"u8", KL_U64}, {"i1", KL_I8},
                {"i2", KL_I16}, {"i4", KL_I32}, {"i8", KL_I64}};

static const char *reason_against(const char *descr, size_t length) {
    if (length > 1 && descr[0] == '>')
        return "big-endian numbers are not read: save array.astype(array.dtype.newbyteorder('<'))";
    if (length > 1 && descr[1] == 'O')
        return "Python objects are not read: save an array of numbers";
    if (length > 1 && descr[1] == 'V')
        return "records are not read, and NumPy has no bf16: save one array of f2, f4 or f8";
    return "expected f2, f4, f8, u1, u2, u4, u8, i1, i2, i4 or i8, little-endian";
}

static kl_status read_descr(parser *p) {
    const char *descr;
    size_t length;
    skip_blanks(p);
    size_t at = p->at;
    if (at < p->size && p->text[at] == '[') {
        return kl_fail_byte(p->error, p->start + at,
                            "the .npy file holds records of several fields; expected one array of "
                            "numbers");
    }
    kl_status status = take_string(p, &descr, &length, "the element type, e.g. '<f4'");
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < sizeof elements / sizeof elements[0]; i++) {
        int order = length == 3 && (descr[0] == '<' || (descr[0] == '|' && descr[2] == '1'));
        if (order && memcmp(descr + 1, elements[i].name, 2) == 0) {
            p->out->dtype = elements[i].dtype;
            return KL_OK;
        }
    }
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_byte(p->error, p->start + at, "the .npy file has elements of type %s; %s",
                        kl_excerpt(descr, length, shown), reason_against(descr, length));
}

static kl_status read_fortran(parser *p) {
    skip_blanks(p);
    if (take_word(p, "True"))
        p->fortran = 1;
    else if (!take_word(p, "False"))
        return fail_expected(p, "True or False");
    return KL_OK;
}

static kl_status read_dimension(parser *p) {
    kl_tensor_view *out = p->out;
    skip_blanks(p);
    size_t first = p->at, value = 0;
    for (; p->at < p->size && p->text[p->at] >= '0' && p->text[p->at] <= '9'; p->at++) {
        size_t digit = (size_t)(p->text[p->at] - '0');
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_add_overflow(value, digit, &value) || value > PTRDIFF_MAX) {
            p->at = first;
            return fail_expected(p, "a dimension below 2^63");
        }
    }
    if (p->at == first)
        return fail_expected(p, "a dimension of the shape, 0 or more");
    if (out->rank == KL_RANK_MAX) {
        p->at = first;
        return fail_expected(p, "the end of the shape: more than 32 dimensions are not read");
    }
    out->shape[out->rank++] = value;
    return KL_OK;
}

/* In Python (3) is a number and (3,) a tuple. */
static kl_status read_shape(parser *p) {
    if (!take(p, '('))
        return fail_expected(p, "the shape, e.g. (3, 4)");
    p->out->rank = 0;
    while (!take(p, ')')) {
        kl_status status = read_dimension(p);
        if (status != KL_OK)
            return status;
        int comma = take(p, ',');
        skip_blanks(p);
        int last = p->at < p->size && p->text[p->at] == ')';
        if (!comma && (!last || p->out->rank == 1))
            return fail_expected(p, "a comma");
    }
    return KL_OK;
}

static kl_status read_entry(parser *p, unsigned *seen) {
    static const struct key {
        const char *name;
        unsigned bit;
        kl_status (*read)(parser *);
    } keys[] = {{"descr", KEY_DESCR, read_descr},
                {"fortran_order", KEY_FORTRAN, read_fortran},
                {"shape", KEY_SHAPE, read_shape}};
    static const char expected[] = "'descr', 'fortran_order' or 'shape', each once,";
    const char *name;
    size_t length, at = p->at;
    kl_status status = take_string(p, &name, &length, expected);
    if (status != KL_OK)
        return status;
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (length != strlen(keys[i].name) || memcmp(name, keys[i].name, length) != 0 ||
            (*seen & keys[i].bit))
            continue;
        *seen |= keys[i].bit;
        return take(p, ':') ? keys[i].read(p) : fail_expected(p, "a colon");
    }
    p->at = at;
    return fail_expected(p, expected);
}

/* ── The dictionary ─────────────────────────────────────────────────────────────────────────── */

static kl_status read_dictionary(parser *p) {
    unsigned seen = 0;
    if (!take(p, '{'))
        return fail_expected(p, "{");
    while (!take(p, '}')) {
        kl_status status = read_entry(p, &seen);
        if (status != KL_OK)
            return status;
        int comma = take(p, ',');
        skip_blanks(p);
        if (!comma && (p->at == p->size || p->text[p->at] != '}'))
            return fail_expected(p, "a comma or }");
    }
    if (seen != ALL_KEYS) {
        p->at--;
        return fail_expected(p, "'descr', 'fortran_order' and 'shape', all of them,");
    }
    skip_blanks(p);
    return p->at == p->size ? KL_OK : fail_expected(p, "nothing more");
}

kl_status kl_npy_header_read(const char *text, size_t size, uint64_t start, kl_tensor_view *out,
                             kl_error *error) {
    parser p = {text, 0, size, start, out, 0, error};
    kl_status status = read_dictionary(&p);
    /* With one dimension both orders are the same. */
    if (status == KL_OK && p.fortran && out->rank > 1) {
        return kl_fail_byte(error, start,
                            "the .npy file is in Fortran order (column after column); expected C "
                            "order: save numpy.ascontiguousarray(array)");
    }
    return status;
}
