/* SPDX-License-Identifier: Apache-2.0 */
/* Unicode properties and folding, by utf8proc where the build found it; in WebAssembly by the host, which has both. */
#include "text/fold.h"

#ifdef KL_HAVE_UTF8PROC

#include <utf8proc.h>

int kl_fold_available(void) {
    return 1;
}

unsigned kl_fold_class(uint32_t code_point) {
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code_point);
    switch (property->category) {
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
        return KL_FOLD_LETTER | KL_FOLD_WORD;
    default:
        break;
    }
    unsigned class = 0;
    if (property->combining_class == 0 && property->boundclass != UTF8PROC_BOUNDCLASS_V &&
        property->boundclass != UTF8PROC_BOUNDCLASS_T)
        class |= KL_FOLD_BOUNDARY;
    if (property->category >= UTF8PROC_CATEGORY_LU && property->category <= UTF8PROC_CATEGORY_LO)
        class |= KL_FOLD_LETTER | KL_FOLD_WORD;
    if (property->category >= UTF8PROC_CATEGORY_ND && property->category <= UTF8PROC_CATEGORY_NO)
        class |= KL_FOLD_WORD;
    return class;
}

static size_t decompose(const unsigned char *bytes, size_t n, unsigned folding,
                        int32_t out[KL_FOLDED_MAX]) {
    const utf8proc_ssize_t length =
        utf8proc_decompose(bytes, (utf8proc_ssize_t)n, out, KL_FOLDED_MAX,
                           (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | folding));
    /* 0 cannot be: the bytes are valid and KL_FOLDED_MAX is enough. */
    return length < 0 || length > KL_FOLDED_MAX ? 0 : (size_t)length;
}

static int has_iota(const int32_t *code, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (code[i] == 0x3B9)
            return 1;
    return 0;
}

/* First decomposed, with its marks in their order, then folded (Unicode, D145): what U+0345, the one mark that becomes
 * a letter, stands before is other than in the bytes. */
static size_t fold_decomposed(const unsigned char *bytes, size_t n, int32_t out[KL_FOLDED_MAX]) {
    int32_t plain[KL_FOLDED_MAX];
    const size_t length = decompose(bytes, n, 0, plain);
    size_t size = 0;
    for (size_t i = 0; i < length; i++) {
        int bound = UTF8PROC_BOUNDCLASS_START;
        const utf8proc_ssize_t more = utf8proc_decompose_char(
            plain[i], out + size, (utf8proc_ssize_t)(KL_FOLDED_MAX - size),
            (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD), &bound);
        size += more > 0 && (size_t)more <= KL_FOLDED_MAX - size ? (size_t)more : 0;
    }
    return size;
}

size_t kl_fold_segment(const unsigned char *bytes, size_t n, int32_t out[KL_FOLDED_MAX]) {
    size_t size = decompose(bytes, n, UTF8PROC_CASEFOLD, out);
    if (size > 1 && has_iota(out, size))
        size = fold_decomposed(bytes, n, out);
    const utf8proc_ssize_t length = utf8proc_normalize_utf32(
        out, (utf8proc_ssize_t)size, (utf8proc_option_t)(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
    return length < 0 ? 0 : (size_t)length;
}

#elif defined(__EMSCRIPTEN__)

int kl_fold_available(void) {
    return 1;
}

/* web/package/src/host.js */
__attribute__((import_module("host"), import_name("fold_class"))) unsigned
host_fold_class(uint32_t code_point);
__attribute__((import_module("host"), import_name("fold_segment"))) size_t
host_fold_segment(const unsigned char *bytes, size_t n, int32_t *out);

unsigned kl_fold_class(uint32_t code_point) {
    return host_fold_class(code_point);
}

size_t kl_fold_segment(const unsigned char *bytes, size_t n, int32_t out[KL_FOLDED_MAX]) {
    return host_fold_segment(bytes, n, out);
}

#else

int kl_fold_available(void) {
    return 0;
}

unsigned kl_fold_class(uint32_t code_point) {
    (void)code_point;
    return KL_FOLD_BOUNDARY;
}

size_t kl_fold_segment(const unsigned char *bytes, size_t n, int32_t out[KL_FOLDED_MAX]) {
    (void)bytes;
    (void)n;
    (void)out;
    return 0;
}

#endif

size_t kl_utf8_encode(uint32_t code_point, unsigned char out[4]) {
    if (code_point < 0x80) {
        out[0] = (unsigned char)code_point;
        return 1;
    }
    size_t length = code_point < 0x800 ? 2 : code_point < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (unsigned char)(0x80u | (code_point & 0x3Fu));
        code_point >>= 6;
    }
    out[0] = (unsigned char)((0xF00u >> length) | code_point);
    return length;
}
