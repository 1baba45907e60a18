/* SPDX-License-Identifier: Apache-2.0 */
/* kl lang: which language is this? */
#include "lang.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const option_id options[] = {
    OPTION_LINES,      OPTION_SPANS,  OPTION_PRICE,    OPTION_CIPHER,  OPTION_SEED,
    OPTION_THREADS,    OPTION_ONLY,   OPTION_TOP,      OPTION_PROFILE, OPTION_MATRIX,
    OPTION_NAME,       OPTION_OUTPUT, OPTION_SYMBOLS,  OPTION_MEMORY,  OPTION_UNIT,
    OPTION_FAIL_ABOVE, OPTION_JSON,   OPTION_MARKDOWN, OPTION_HTML,    OPTION_HELP};

/* What each action heeds. */
static const option_id by_document[] = {OPTION_ONLY,     OPTION_TOP,        OPTION_PROFILE,
                                        OPTION_UNIT,     OPTION_FAIL_ABOVE, OPTION_JSON,
                                        OPTION_MARKDOWN, OPTION_HTML};
static const option_id by_cipher[] = {OPTION_LINES, OPTION_CIPHER,   OPTION_SEED, OPTION_ONLY,
                                      OPTION_TOP,   OPTION_PROFILE,  OPTION_UNIT, OPTION_FAIL_ABOVE,
                                      OPTION_JSON,  OPTION_MARKDOWN, OPTION_HTML};
static const option_id by_lines[] = {OPTION_LINES, OPTION_ONLY, OPTION_TOP, OPTION_PROFILE,
                                     OPTION_UNIT};
static const option_id by_spans[] = {OPTION_SPANS,   OPTION_PRICE,    OPTION_ONLY,
                                     OPTION_PROFILE, OPTION_UNIT,     OPTION_FAIL_ABOVE,
                                     OPTION_JSON,    OPTION_MARKDOWN, OPTION_HTML};
static const option_id by_matrix[] = {OPTION_MATRIX,     OPTION_ONLY, OPTION_PROFILE,  OPTION_UNIT,
                                      OPTION_FAIL_ABOVE, OPTION_JSON, OPTION_MARKDOWN, OPTION_HTML};
static const option_id by_train[] = {OPTION_NAME, OPTION_OUTPUT, OPTION_SYMBOLS, OPTION_MEMORY};

/* How many languages a document tells of. */
enum { TOP = 5 };

typedef struct work {
    const struct settings *settings;
    kl_language_profile *profile;
    kl_language_detector *detector;
    lang_codes only;
} work;

/* ── One line out for each line in ────────────────────────────────────────────────────────────── */

/* The next most probable language after those that were printed. */
static size_t next_best(const double *posterior, size_t n, size_t before) {
    size_t best = KL_LANGUAGE_NONE;
    for (size_t i = 0; i < n; i++) {
        if (posterior[i] == 0 || i == before || posterior[i] > posterior[before] ||
            (posterior[i] == posterior[before] && i < before))
            continue;
        if (best == KL_LANGUAGE_NONE || posterior[i] > posterior[best])
            best = i;
    }
    return best;
}

static kl_status print_line(void *context, const kl_language_detector *detector,
                            const kl_language_answer *answer, uint64_t line, kl_error *error) {
    const work *w = context;
    const double *posterior = kl_language_detector_posterior(detector);
    const double unit = w->settings->unit == KL_UNIT_BITS ? M_LN2 : 1;
    size_t n = kl_language_count(w->profile), at = answer->best;
    (void)line;
    (void)error;
    printf("%s\t%.4f\t%.2f\t%s", kl_language_code(w->profile, at), answer->posterior,
           answer->margin / unit, kl_language_status_name(answer->status));
    for (size_t i = 1; i < w->settings->top && at != KL_LANGUAGE_NONE; i++) {
        at = next_best(posterior, n, at);
        if (at != KL_LANGUAGE_NONE)
            printf("\t%s=%.4f", kl_language_code(w->profile, at), posterior[at]);
    }
    putchar('\n');
    return KL_OK;
}

static kl_status no_memory(kl_error *error, size_t n, const char *what) {
    snprintf(error->message, sizeof error->message, "no memory for %zu %s", n, what);
    return error->code = KL_ERROR_MEMORY;
}

/* ── The spans of each file ───────────────────────────────────────────────────────────────────── */

typedef struct span_list {
    kl_language_span *span;
    size_t n, room;
} span_list;

static kl_status keep_span(void *context, const kl_language_span *span, kl_error *error) {
    span_list *kept = context;
    if (kept->n == kept->room) {
        const size_t room = kept->room ? 2 * kept->room : 64;
        kl_language_span *more = realloc(kept->span, room * sizeof *more);
        if (more == NULL)
            return no_memory(error, room, "spans");
        kept->span = more;
        kept->room = room;
    }
    kept->span[kept->n++] = *span;
    return KL_OK;
}

static kl_status add_spans(const work *w, const char *path, const char *subject,
                           kl_document *document, kl_error *error) {
    span_list kept = {0};
    char detail[64];
    kl_status status = kl_language_detector_spans_file(w->detector, path, keep_span, &kept, error);
    snprintf(detail, sizeof detail, "%zu span%s", kept.n, kept.n == 1 ? "" : "s");
    if (status == KL_OK)
        status = kl_document_add_input(document, subject, input_name(path), "text", detail, error);
    if (status == KL_OK)
        status =
            kl_language_describe_spans(w->profile, kept.span, kept.n, subject, document, error);
    free(kept.span);
    return status;
}

/* ── One answer for each file ─────────────────────────────────────────────────────────────────── */

static kl_status add_input(const work *w, const char *path, const char *subject,
                           kl_document *document, kl_error *error) {
    kl_language_answer answer;
    char detail[96];
    kl_status status = kl_language_detector_add_file(w->detector, path, error);
    if (status == KL_OK)
        status = kl_language_detector_finish(w->detector, &answer, error);
    if (status != KL_OK)
        return status;
    snprintf(detail, sizeof detail, "%s, %s", kl_language_code(w->profile, answer.best),
             kl_language_status_name(answer.status));
    status = kl_document_add_input(document, subject, input_name(path), "text", detail, error);
    if (status == KL_OK)
        status = kl_language_describe(w->detector, &answer, subject,
                                      w->settings->top ? w->settings->top : TOP, document, error);
    return status;
}

static kl_status describe(const work *w, kl_document **out, kl_error *error) {
    kl_status status = kl_document_new("lang", out, error);
    if (status == KL_OK)
        status = kl_document_set_title(
            *out, w->settings->spans ? "which language, and where" : "which language", error);
    for (size_t i = 0; status == KL_OK && i < w->settings->file_count; i++) {
        const char *path = w->settings->files[i];
        char subject[16];
        kl_subject_letter(i, subject, sizeof subject);
        status = w->settings->spans ? add_spans(w, path, subject, *out, error)
                                    : add_input(w, path, subject, *out, error);
    }
    return status;
}

/* ── Languages beside each other ──────────────────────────────────────────────────────────────── */

/* The languages that are possible, each once, in the order in which they were first named. */
static size_t list_languages(const work *w, size_t named, size_t *languages) {
    size_t n = 0;
    for (size_t i = 0; i < named; i++) {
        size_t at = 0;
        languages[n] = w->only.count ? kl_language_find(w->profile, w->only.codes[i]) : i;
        while (languages[at] != languages[n])
            at++;
        n += at == n;
    }
    return n;
}

static kl_status describe_matrix(const work *w, kl_document **out, kl_error *error) {
    const size_t named = w->only.count ? w->only.count : kl_language_count(w->profile);
    size_t *languages = malloc((named + 1) * sizeof *languages);
    if (languages == NULL)
        return no_memory(error, named, "languages");
    const size_t n = list_languages(w, named, languages);
    kl_status status = kl_document_new("lang", out, error);
    if (status == KL_OK)
        status = kl_document_set_title(*out, "languages beside each other", error);
    if (status == KL_OK)
        status = kl_language_describe_divergences(w->profile, languages, n, *out, error);
    free(languages);
    return status;
}

/* ── Both ─────────────────────────────────────────────────────────────────────────────────────── */

kl_status lang_only(const struct settings *settings, lang_codes *out, kl_error *error) {
    *out = (lang_codes){.count = 0};
    if (settings->only == NULL)
        return KL_OK;
    const int is_long = strlen(settings->only) >= sizeof out->text;
    snprintf(out->text, sizeof out->text, "%s", settings->only);
    for (char *code = strtok(out->text, ","); code && !is_long; code = strtok(NULL, ","))
        out->codes[out->count++] = code;
    if (out->count > 0)
        return KL_OK;
    snprintf(error->message, sizeof error->message, "--only %.100s: expected %s", settings->only,
             is_long ? "fewer than 1024 bytes" : "codes with commas between, e.g. de,nl");
    return error->code = KL_ERROR_ARGUMENT;
}

const char *lang_profile(const char *name) {
    return strcmp(name, "built-in") == 0 ? NULL : name;
}

/* The profiles that were named as one, or the one that is built in. */
static kl_status open_profiles(work *w, kl_error *error) {
    const size_t n = w->settings->profile_count;
    kl_language_profile *each[PROFILES_MAX] = {NULL};
    kl_status status = KL_OK;
    if (n == 0)
        return kl_language_profile_open(NULL, &w->profile, error);
    for (size_t i = 0; i < n && status == KL_OK; i++)
        status = kl_language_profile_open(lang_profile(w->settings->profiles[i]), &each[i], error);
    if (status == KL_OK && n == 1) {
        w->profile = each[0];
        return KL_OK;
    }
    if (status == KL_OK)
        status = kl_language_profile_join((const kl_language_profile *const *)each, n, &w->profile,
                                          error);
    for (size_t i = 0; i < n; i++)
        kl_language_profile_free(each[i]);
    return status;
}

static kl_status prepare(work *w, kl_error *error) {
    kl_language_options how;
    kl_language_options_init(&how);
    if (w->settings->price >= 0)
        how.price = w->settings->price;
    kl_status status = lang_only(w->settings, &w->only, error);
    if (status != KL_OK)
        return status;
    how.only = w->only.count ? w->only.codes : NULL;
    how.only_count = w->only.count;
    status = open_profiles(w, error);
    if (status == KL_OK)
        status = kl_language_detector_new(w->profile, &how, &w->detector, error);
    return status;
}

static void release(work *w) {
    kl_language_detector_free(w->detector);
    kl_language_profile_free(w->profile);
}

static int run_lines(const struct settings *settings) {
    kl_error error = KL_ERROR_INIT;
    work w = {.settings = settings};
    kl_status status = prepare(&w, &error);
    for (size_t i = 0; status == KL_OK && i < settings->file_count; i++)
        status = kl_language_detector_lines(w.detector, settings->files[i], print_line, &w, &error);
    release(&w);
    return status == KL_OK ? EXIT_WITHIN : complain(&error);
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    (void)pool;
    work w = {.settings = settings};
    kl_status status = prepare(&w, error);
    if (status == KL_OK)
        status =
            settings->matrix ? describe_matrix(&w, document, error) : describe(&w, document, error);
    release(&w);
    return status;
}

static const char *id_at(size_t inputs, size_t index) {
    static const char *const ids[] = {"posterior", "margin", "cross_entropy"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

static const char *matrix_id_at(size_t inputs, size_t index) {
    static const char *const ids[] = {"divergence", "jensen_shannon.distance"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

static const char *span_id_at(size_t inputs, size_t index) {
    static const char *const ids[] = {"languages", "spans"};
    (void)inputs;
    return index < sizeof ids / sizeof *ids ? ids[index] : NULL;
}

/* What a call may be for. */
typedef struct action {
    const char *name;
    const option_id *heeds;
    size_t heeded;
    ids_of id_at; /* of its tolerances; NULL: it makes no document */
} action;

static const action *action_of(const struct settings *settings) {
#define HEEDS(list) list, sizeof(list) / sizeof *(list)
    static const action train = {"kl lang train", HEEDS(by_train), NULL},
                        cipher = {"kl lang --cipher", HEEDS(by_cipher), NULL},
                        matrix = {"kl lang --matrix", HEEDS(by_matrix), matrix_id_at},
                        spans = {"kl lang --spans", HEEDS(by_spans), span_id_at},
                        lines = {"kl lang --lines", HEEDS(by_lines), NULL},
                        document = {"kl lang", HEEDS(by_document), id_at};
#undef HEEDS
    if (settings->file_count > 0 && strcmp(settings->files[0], "train") == 0)
        return &train;
    return settings->cipher   ? &cipher
           : settings->matrix ? &matrix
           : settings->spans  ? &spans
           : settings->lines  ? &lines
                              : &document;
}

static int run(const struct settings *settings, kl_pool *pool) {
    char *standard[] = {"-"};
    struct settings reading = *settings;
    const action *does = action_of(settings);
    if (options_refuse(settings, does->name, does->heeds, does->heeded))
        return EXIT_ERROR;
    if (does->heeds == by_train)
        return lang_train(settings);
    if (settings->matrix && settings->file_count > 0)
        return complain_usage(
            "--matrix compares languages and reads no text: it goes without FILES");
    if (settings->file_count == 0 && !settings->matrix && isatty(STDIN_FILENO))
        return complain_usage("nothing to read: kl lang FILES (see kl help lang)");
    if (settings->file_count == 0) {
        reading.files = standard;
        reading.file_count = 1;
    }
    if (settings->cipher)
        return lang_cipher(&reading, pool);
    return settings->lines ? run_lines(&reading)
                           : answer(&reading, pool, does->id_at, reading.file_count, tell);
}

const struct verb verb_lang = {
    .name = "lang",
    .usage = "[train] [FILES]",
    .summary = "which language a text is in, or that it cannot be told",
    .description =
        "Tell the language of each FILE (without one, of standard input), of 108 languages. It is "
        "the one whose model would code the text in the fewest bits; the posterior is the "
        "probability that this is right, the margin the log of its odds against the next "
        "language.\n\n"
        "The answer is sure, unsure (short, between close relatives, in two scripts) or unknown: "
        "like no text of a known language, whichever is the nearest. That is so if it takes more "
        "bits a letter than nearly all texts of that language. Sure means sure among the languages "
        "that are known: a close relative of one that is not known is taken for it. And it means "
        "the text as a whole: one half in another language of the same script may pass unseen, and "
        "--spans finds it.\n\n"
        "With --lines every line is a text, and has one line of output: code, posterior, margin "
        "and status, separated by TAB. The code is that of the most probable language also when "
        "the answer is not sure, and \"und\" where there is no letter of a known script.\n\n"
        "With --spans the text may be in several languages: every word gets one, so that the "
        "words' "
        "bits and a price for each change are the least. The answer is a list of spans in bytes, "
        "each with its language, its status and how probable the language is; what is unknown "
        "counts as no language.\n\n"
        "`kl lang train --name CODE FILES -o PROFILE` makes a profile of texts in one language, "
        "dialect "
        "or hand; with --symbols bytes of files of any kind. --profile takes it, alone, with "
        "others, "
        "or with those that are built in. With --matrix no text is read: the languages themselves "
        "are "
        "compared, and a tree says which are close.\n\n"
        "With --cipher each FILE is a ciphertext in one of 30 languages: enciphered by a shift, an "
        "affine or a Vigenère cipher, a substitution of letters or a columnar transposition, or "
        "not at all. The answer is language, kind, key and plain text, or that the text is too "
        "short to tell. Of a longer text the first 1,500 letters are searched, and the key is "
        "applied to all of it. With --lines kind, key and text follow behind the status.",
    .examples =
        "kl lang letter.txt\tthe language of a file\n"
        "kl lang --lines --only de,nl,fr lines.txt\tone answer a line, of three languages\n"
        "echo Guten Abend | kl lang --top 3\tthe three most probable languages\n"
        "kl lang --spans mail.txt\twhere each language begins and ends\n"
        "kl lang --matrix --only da,no,sv,de,nl\thow far languages are apart, with their tree\n"
        "kl lang train --name bar=Bavarian bar.txt -o bar.kls\ta profile of one's own\n"
        "kl lang --profile built-in --profile bar.kls x.txt\tadded to the languages that are "
        "built in\n"
        "kl lang --cipher intercepted.txt\tits language, the kind of cipher, the key and the "
        "text\n",
    .actions = "train",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_SYMBOLS, "letters", "bytes letters",
             "With train: what the text is made of, letters or, for files of any kind, bytes."},
            {OPTION_OUTPUT, NULL, NULL, "With train: write the profile to FILE."},
            {OPTION_MEMORY, NULL, NULL,
             "With train: what the counts may take before rare n-grams are left out, e.g. 512M or "
             "4G."}},
    .ids = {id_at, matrix_id_at, span_id_at, lang_cipher_id},
    .run = run,
};
