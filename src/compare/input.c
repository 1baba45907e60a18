/* SPDX-License-Identifier: Apache-2.0 */
/* Reading one input: what it is, and what is left of it once it is counted or parsed. */
#include "compare/input.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/options.h"
#include "compare/detect.h"
#include "compare/kinds.h"
#include "io/bytes.h"
#include "io/descriptor.h"

#include <kullback/io.h>
#include <kullback/table_profile.h>

#include <string.h>
#include <unistd.h>

void kl_input_options_init(kl_input_options *options) {
    memset(options, 0, sizeof *options);
    options->size = sizeof *options;
    options->kind = KL_INPUT_DETECT;
}

kl_status kl_input_options_read(const kl_input_options *given, kl_input_options *options,
                                kl_text_options *text, kl_error *error) {
    kl_input_options_init(options);
    kl_text_options_init(text);
    kl_status status = kl_options_read(options, sizeof *options, given, "kl_input_options", error);
    if (status == KL_OK)
        status = kl_options_read(text, sizeof *text, options->text, "kl_text_options", error);
    options->text = text;
    return status;
}

/* ── The kind ───────────────────────────────────────────────────────────────────────────────────
 */

static kl_status refuse_binary(const kl_source *from, kl_error *error) {
    const unsigned char *bytes = from->data;
    const unsigned char *nul = memchr(bytes, '\0', from->size);
    const int64_t offset = nul == NULL ? -1 : (int64_t)(nul - bytes);
    if (nul != NULL) {
        return kl_fail_at(error, KL_ERROR_FORMAT, -1, offset,
                          "%s: binary data (a zero byte at byte %lld); use --symbols bytes",
                          from->name, (long long)offset);
    }
    return kl_fail(error, KL_ERROR_FORMAT,
                   "%s: binary data (most of it is not UTF-8); use --symbols bytes", from->name);
}

static kl_status kind_of_sighting(kl_sighting seen, const kl_source *from,
                                  const kl_input_options *options, kl_kind *kind, kl_error *error) {
    const kl_symbols symbols = options->text->symbols;
    *kind = KL_INPUT_TEXT;
    switch (seen) {
    case KL_SEEN_STATE:
        *kind = KL_INPUT_STATE;
        return KL_OK;
    case KL_SEEN_WEIGHTS:
        *kind = KL_INPUT_WEIGHTS;
        return KL_OK;
    case KL_SEEN_TEXT:
        return KL_OK;
    case KL_SEEN_EMPTY:
        return kl_fail(error, KL_ERROR_VALUE, "%s: empty", from->name);
    case KL_SEEN_NUMBERS:
        *kind = KL_INPUT_SAMPLES;
        return KL_OK;
    case KL_SEEN_NPY:
    case KL_SEEN_NPZ:
    case KL_SEEN_SAFETENSORS:
        *kind = KL_INPUT_POINTS;
        return KL_OK;
    case KL_SEEN_UTF16:
        if (symbols == KL_SYMBOLS_BYTES)
            return KL_OK;
        return kl_fail_at(
            error, KL_ERROR_FORMAT, -1, 0,
            "%s: looks like UTF-16 text; convert it first (iconv -f UTF-16 -t UTF-8), "
            "or use --symbols bytes",
            from->name);
    case KL_SEEN_BINARY:
        return symbols == KL_SYMBOLS_BYTES ? KL_OK : refuse_binary(from, error);
    case KL_SEEN_IMAGE:
        *kind = symbols == KL_SYMBOLS_BYTES ? KL_INPUT_TEXT : KL_INPUT_IMAGE;
        return KL_OK;
    case KL_SEEN_LOGITS:
        *kind = KL_INPUT_LOGITS;
        return KL_OK;
    case KL_SEEN_RECORDS:
        *kind = KL_INPUT_POINTS;
        if (options->rows_are_points)
            return KL_OK;
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: looks like %s; say --column NAME to compare one of their columns, "
                       "--kind points if all are numbers and a row is a point, --kind text to "
                       "compare their letters, or kl eval if these are predictions",
                       from->name, kl_sighting_phrase(seen));
    case KL_SEEN_TABLE:
    case KL_SEEN_PARQUET:
    case KL_SEEN_DATABASE:
        *kind = KL_INPUT_POINTS;
        if (options->rows_are_points)
            return KL_OK;
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: looks like %s; say --column NAME to compare one column, or --kind "
                       "points if all are numbers and a row is a point",
                       from->name, kl_sighting_phrase(seen));
    default:
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "%s: looks like %s, which cannot be compared",
                       from->name, kl_sighting_phrase(seen));
    }
}

static kl_status detect_kind(const kl_source *from, const kl_input_options *options, kl_kind *kind,
                             kl_error *error) {
    const int whole = from->size <= KL_DETECT_HEAD;
    const kl_sighting seen = kl_detect(from->data, whole ? from->size : KL_DETECT_HEAD, whole);
    if (options->kind == KL_INPUT_DETECT && options->column != NULL && seen != KL_SEEN_EMPTY) {
        *kind = KL_INPUT_SAMPLES;
        return KL_OK;
    }
    const int is_text =
        options->kind == KL_INPUT_DETECT && options->texts_only && seen != KL_SEEN_STATE;
    if (is_text && seen == KL_SEEN_WEIGHTS)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s: looks like weights (a symbol and a number a line); expected a text or "
                       "a state; if it is a text say --kind text",
                       from->name);
    if ((options->kind == KL_INPUT_DETECT && !is_text) || seen == KL_SEEN_EMPTY)
        return kind_of_sighting(seen, from, options, kind, error);
    *kind = is_text ? KL_INPUT_TEXT : options->kind;
    const int binary = seen == KL_SEEN_BINARY || seen == KL_SEEN_UTF16;
    if (*kind == KL_INPUT_TEXT && binary)
        return kind_of_sighting(seen, from, options, kind, error);
    return KL_OK;
}

/* ── Opening ────────────────────────────────────────────────────────────────────────────────────
 */

static kl_status input_new(const char *name, kl_input **out, kl_error *error) {
    const size_t length = strlen(name) + 1;
    kl_input *input = kl_alloc_zero(1, sizeof *input);
    char *copy = kl_alloc(length, 1);
    if (input == NULL || copy == NULL) {
        kl_free(input);
        kl_free(copy);
        return kl_fail_memory(error, "an input", sizeof *input + length);
    }
    memcpy(copy, name, length);
    input->name = copy;
    *out = input;
    return KL_OK;
}

static kl_status open_source(const kl_source *from, const kl_input_options *options, int known,
                             kl_input **out, kl_error *error) {
    kl_input *input = NULL;
    kl_status status = input_new(from->name, &input, error);
    if (status != KL_OK)
        return status;
    input->kind = options->kind;
    if (!known)
        status = detect_kind(from, options, &input->kind, error);
    const kl_kind_row *row = kl_kind_get(input->kind);
    if (status == KL_OK && row == NULL)
        status =
            kl_fail(error, KL_ERROR_ARGUMENT, "there is no kind of input %d", (int)input->kind);
    if (status == KL_OK)
        status = row->read(input, from, options, error);
    if (status != KL_OK) {
        kl_input_free(input);
        return status;
    }
    *out = input;
    return KL_OK;
}

/* What is no file but a table still: a query, or one of a database. */
static int is_asked_for(const char *path) {
    return strcmp(path, "-") != 0 && access(path, F_OK) != 0 &&
           (strncmp(path, "sql:", 4) == 0 || strchr(path, '#') != NULL);
}

int kl_table_seen(const char *path) {
    kl_bytes *bytes = NULL;
    if (path == NULL || !kl_path_is_regular(path))
        return path != NULL && is_asked_for(path);
    if (kl_table_profile_seen(path))
        return 1;
    if (kl_bytes_open(path, &bytes, NULL) != KL_OK)
        return 0;
    const size_t size = kl_bytes_size(bytes);
    const int whole = size <= KL_DETECT_HEAD;
    const kl_sighting seen = kl_detect(kl_bytes_data(bytes), whole ? size : KL_DETECT_HEAD, whole);
    kl_bytes_close(bytes);
    return seen == KL_SEEN_TABLE || seen == KL_SEEN_PARQUET || seen == KL_SEEN_DATABASE ||
           seen == KL_SEEN_RECORDS;
}

static kl_status open_table(const char *path, const kl_input_options *options, kl_input **out,
                            kl_error *error) {
    const kl_source from = {path, path, NULL, 0};
    kl_input_options reading = *options;
    if (reading.kind == KL_INPUT_DETECT)
        reading.kind =
            reading.rows_are_points && reading.column == NULL ? KL_INPUT_POINTS : KL_INPUT_SAMPLES;
    if (reading.kind == KL_INPUT_SAMPLES || reading.kind == KL_INPUT_POINTS)
        return open_source(&from, &reading, 1, out, error);
    return kl_fail(error, KL_ERROR_MISMATCH, "%s: a table is samples or points, not %s", path,
                   kl_kind_name(reading.kind));
}

static kl_status open_mapped(const char *path, const kl_input_options *options, kl_input **out,
                             kl_error *error) {
    kl_bytes *bytes = NULL;
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status != KL_OK)
        return status;
    kl_source from = {kl_descriptor_name(path), NULL, kl_bytes_data(bytes), kl_bytes_size(bytes)};
    /* By path where that is possible: the counter then maps the file itself and reads it in
     * parallel. */
    from.path = kl_path_is_regular(path) ? path : NULL;
    status = open_source(&from, options, 0, out, error);
    kl_bytes_close(bytes);
    return status;
}

kl_status kl_input_open(const char *path, const kl_input_options *given, kl_input **out,
                        kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_input_open needs a path and a result");
    *out = NULL;
    kl_input_options options;
    kl_text_options text;
    kl_status status = kl_input_options_read(given, &options, &text, error);
    if (status != KL_OK)
        return status;
    /* A pipe that is said to be text is streamed; what it is cannot be looked at first. */
    if (options.kind == KL_INPUT_TEXT && !kl_path_is_regular(path)) {
        const kl_source from = {kl_descriptor_name(path), path, NULL, 0};
        return open_source(&from, &options, 1, out, error);
    }
    return is_asked_for(path) ? open_table(path, &options, out, error)
                              : open_mapped(path, &options, out, error);
}

kl_status kl_input_parse(const char *name, const void *data, size_t size,
                         const kl_input_options *given, kl_input **out, kl_error *error) {
    if (name == NULL || out == NULL || (data == NULL && size > 0)) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_input_parse needs a name, the bytes and a result");
    }
    *out = NULL;
    kl_input_options options;
    kl_text_options text;
    kl_status status = kl_input_options_read(given, &options, &text, error);
    const kl_source from = {name, NULL, data, size};
    return status == KL_OK ? open_source(&from, &options, 0, out, error) : status;
}

void kl_input_free(kl_input *input) {
    if (input == NULL)
        return;
    kl_counts_free(input->counts);
    kl_weights_free(input->weights);
    kl_free(input->numbers);
    kl_free(input->masses);
    kl_free(input->name);
    kl_free(input);
}

kl_kind kl_input_kind(const kl_input *input) {
    return input->kind;
}

const char *kl_input_name(const kl_input *input) {
    return input->name;
}

const kl_counts *kl_input_counts(const kl_input *input) {
    return input->counts;
}

kl_matrix kl_input_points(const kl_input *input) {
    return (kl_matrix){input->numbers, input->rows, input->columns, (ptrdiff_t)input->columns,
                       KL_F64};
}
