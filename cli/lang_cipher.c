/* SPDX-License-Identifier: Apache-2.0 */
/* kl lang --cipher: which language is this ciphertext, and what does it say? */
#include "lang.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const option_id by_lines[] = {OPTION_CIPHER, OPTION_LINES,   OPTION_SEED,
                                     OPTION_ONLY,   OPTION_PROFILE, OPTION_UNIT};

/* How many languages a document tells of. */
enum { TOP = 5 };

typedef struct work {
    const struct settings *settings;
    kl_pool *pool;
    kl_cipher_profile *profile;
    kl_cipher_solver *solver;
} work;

/* A line feed or a TAB would end a field. */
static void print_field(const char *text, size_t size) {
    putchar('\t');
    for (size_t i = 0; i < size; i++)
        putchar(text[i] == '\n' || text[i] == '\t' || text[i] == '\r' ? ' ' : text[i]);
}

static kl_status print_line(const work *w, const char *line, size_t size, kl_error *error) {
    kl_cipher_answer *answer = NULL;
    kl_status status = kl_cipher_solver_solve(w->solver, line, size, w->pool, &answer, error);
    if (status != KL_OK)
        return status;
    const double unit = w->settings->unit == KL_UNIT_BITS ? M_LN2 : 1;
    const kl_cipher_summary summary = kl_cipher_answer_summary(answer);
    const kl_cipher_reading *best = kl_cipher_answer_reading(answer, 0);
    printf("%s\t%.4f\t%.2f\t%s\t%s", best ? best->code : "und", summary.posterior,
           summary.margin / unit, kl_cipher_status_name(summary.status),
           best ? kl_cipher_kind_name(best->kind) : "none");
    print_field(best ? best->key : "", best ? strlen(best->key) : 0);
    print_field(best ? best->text : "", best ? best->text_size : 0);
    putchar('\n');
    kl_cipher_answer_free(answer);
    return KL_OK;
}

static kl_status run_lines(const work *w, const char *text, size_t size, kl_error *error) {
    kl_status status = KL_OK;
    while (status == KL_OK && size > 0) {
        const char *feed = memchr(text, '\n', size);
        const size_t length = feed ? (size_t)(feed - text) : size;
        const size_t shown = length > 0 && text[length - 1] == '\r' ? length - 1 : length;
        status = print_line(w, text, shown, error);
        text += length + (feed != NULL);
        size -= length + (feed != NULL);
    }
    return status;
}

static kl_status describe(const work *w, const char *text, size_t size, const char *path,
                          const char *subject, kl_document *document, kl_error *error) {
    kl_cipher_answer *answer = NULL;
    char detail[96];
    kl_status status = kl_cipher_solver_solve(w->solver, text, size, w->pool, &answer, error);
    if (status != KL_OK)
        return status;
    const kl_cipher_summary summary = kl_cipher_answer_summary(answer);
    const kl_cipher_reading *best = kl_cipher_answer_reading(answer, 0);
    snprintf(detail, sizeof detail, "%s, %s, %s", best ? best->code : "und",
             best ? kl_cipher_kind_name(best->kind) : "none",
             kl_cipher_status_name(summary.status));
    status =
        kl_document_add_input(document, subject, input_name(path), "ciphertext", detail, error);
    if (status == KL_OK)
        status = kl_cipher_describe(answer, subject, w->settings->top ? w->settings->top : TOP,
                                    document, error);
    kl_cipher_answer_free(answer);
    return status;
}

static kl_status run_file(const work *w, const char *path, size_t index, kl_document *document,
                          kl_error *error) {
    kl_bytes *bytes = NULL;
    char subject[16];
    kl_subject_letter(index, subject, sizeof subject);
    kl_status status = kl_bytes_open_text(path, &bytes, error);
    if (status != KL_OK)
        return status;
    const char *text = kl_bytes_data(bytes);
    const size_t size = kl_bytes_size(bytes);
    status = w->settings->lines ? run_lines(w, text, size, error)
                                : describe(w, text, size, path, subject, document, error);
    kl_bytes_close(bytes);
    return status;
}

static kl_status prepare(work *w, kl_error *error) {
    lang_codes only;
    kl_cipher_options options;
    kl_cipher_options_init(&options);
    kl_status status = lang_only(w->settings, &only, error);
    if (status != KL_OK)
        return status;
    options.only = only.count ? only.codes : NULL;
    options.only_count = only.count;
    options.seed = w->settings->seed;
    const char *path = w->settings->profile_count ? lang_profile(w->settings->profiles[0]) : NULL;
    status = kl_cipher_profile_open(path, &w->profile, error);
    if (status == KL_OK)
        status = kl_cipher_solver_new(w->profile, &options, &w->solver, error);
    return status;
}

const char *lang_cipher_id(size_t inputs, size_t index) {
    static const char *const ids[] = {"posterior",     "kind_posterior", "margin",
                                      "cross_entropy", "letters",        "unicity"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

/* Each file into the document, or with --lines line by line to standard output. */
static kl_status read_all(const struct settings *settings, kl_pool *pool, kl_document *document,
                          kl_error *error) {
    work w = {.settings = settings, .pool = pool};
    kl_status status = prepare(&w, error);
    for (size_t i = 0; status == KL_OK && i < settings->file_count; i++)
        status = run_file(&w, settings->files[i], i, document, error);
    kl_cipher_solver_free(w.solver);
    kl_cipher_profile_free(w.profile);
    return status;
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    kl_status status = kl_document_new("lang", document, error);
    if (status == KL_OK)
        status = kl_document_set_title(*document, "which language, under which cipher", error);
    return status == KL_OK ? read_all(settings, pool, *document, error) : status;
}

int lang_cipher(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (settings->lines && options_refuse(settings, "kl lang --cipher --lines", by_lines,
                                          sizeof by_lines / sizeof *by_lines))
        return EXIT_ERROR;
    if (settings->profile_count > 1)
        return complain_usage("--cipher goes with one --profile: letter models are not joined");
    if (settings->lines)
        return read_all(settings, pool, NULL, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
    return answer(settings, pool, lang_cipher_id, settings->file_count, tell);
}
