/* SPDX-License-Identifier: Apache-2.0 */
/* Profiles of one's own: costs against the formula and counts by hand, profiles joined against each alone, files
 * written and read. */
#include <limits.h>
#include <math.h>

#include "language_support.h"

#include "../all_cases.h"

static kl_language_profile *trained(const char *code, int bytes, uint64_t memory, const char *text,
                                    size_t size) {
    kl_error error = KL_ERROR_INIT;
    kl_language_trainer_options options;
    kl_language_trainer *trainer = NULL;
    kl_language_profile *profile = NULL;
    kl_language_trainer_options_init(&options);
    options.code = code;
    options.bytes = bytes;
    options.memory = memory ? memory : options.memory;
    assert_ok(kl_language_trainer_new(&options, &trainer, &error), error);
    assert_ok(kl_language_trainer_add(trainer, text, size, &error), error);
    assert_ok(kl_language_trainer_finish(trainer, &profile, &error), error);
    kl_language_trainer_free(trainer);
    return profile;
}

static kl_language_answer answer_of(const kl_language_profile *profile, const char *only,
                                    const char *text, size_t size) {
    kl_language_options options;
    kl_language_detector *detector = NULL;
    kl_language_answer answer;
    kl_language_options_init(&options);
    options.only = only ? &only : NULL;
    options.only_count = 1;
    assert_int_equal(kl_language_detector_new(profile, &options, &detector, NULL), KL_OK);
    assert_int_equal(kl_language_detector_add(detector, text, size, NULL), KL_OK);
    assert_int_equal(kl_language_detector_finish(detector, &answer, NULL), KL_OK);
    kl_language_detector_free(detector);
    return answer;
}

/* ── Costs ────────────────────────────────────────────────────────────────────────────────────── */

enum { LINES = 60, LINE_SIZE = 12, END = 256 };

/* Lines of bytes, as symbols: END, a line, END. */
typedef struct lines {
    int symbols[LINES][LINE_SIZE + 2];
    size_t length[LINES];
} lines;

static size_t random_lines(kl_random *random, unsigned letters, lines *out, char *text) {
    size_t at = 0;
    for (size_t i = 0; i < LINES; i++) {
        const size_t n = LINE_SIZE - (size_t)kl_random_below(random, 3);
        out->symbols[i][0] = out->symbols[i][n + 1] = END;
        out->length[i] = n + 2;
        for (size_t k = 0; k < n; k++) {
            /* Any byte may be a letter, also those that are no text. */
            const int byte = 250 + (int)kl_random_below(random, letters);
            out->symbols[i][k + 1] = byte % 256 == '\n' ? 'x' : byte % 256;
            text[at++] = (char)out->symbols[i][k + 1];
        }
        text[at++] = '\n';
    }
    return at;
}

/* How often `n` symbols were met, not counting the END before a line alone; 0 symbols: all places. */
static double met(const lines *in, const int *gram, size_t n) {
    double count = 0;
    for (size_t i = 0; i < LINES; i++)
        for (size_t end = 1; end < in->length[i]; end++) {
            if (n > end + 1)
                continue;
            count += n == 0 || memcmp(&in->symbols[i][end + 1 - n], gram, n * sizeof *gram) == 0;
        }
    return count;
}

/* How often something follows them; after END at the begin of a line a letter does. */
static double history(const lines *in, const int *gram, size_t n) {
    return n == 1 && gram[0] == END ? LINES : met(in, gram, n);
}

/* Units of 1/16 nat of the symbol at `end` under the longest n-gram up to four that was met. */
static double cost_at(const lines *in, const int *symbols, size_t end) {
    static const double strength[] = {1, 50, 100, 100};
    double p = 1.0 / (3 + 256), best = 0;
    for (size_t n = 1; n <= 4 && n <= end + 1; n++) {
        const int *gram = &symbols[end + 1 - n];
        const double count = met(in, gram, n);
        p = (count + strength[n - 1] * p) / (history(in, gram, n - 1) + strength[n - 1]);
        if (n == 1 || count > 0)
            best = floor(-16 * log(p) + 0.5);
        if (n > 1 && count == 0)
            break;
    }
    return best < 255 ? best : 255;
}

static void costs_are_those_of_the_formula(void **state) {
    (void)state;
    static lines learnt, asked;
    char text[LINES * (LINE_SIZE + 1)];
    kl_random random;
    kl_random_init(&random, 3, 0);
    const size_t size = random_lines(&random, 7, &learnt, text);
    kl_language_profile *profile = trained("xx", 1, 0, text, size);
    const size_t asked_size = random_lines(&random, 9, &asked, text);
    double units = 0, symbols = 0;
    for (size_t i = 0; i < LINES; i++)
        for (size_t end = 1; end < asked.length[i]; end++, symbols++)
            units += cost_at(&learnt, asked.symbols[i], end);
    kl_language_answer answer = answer_of(profile, NULL, text, asked_size);
    assert_true((double)answer.symbols == symbols);
    /* Sums of sixteenths are exact; the mean is rounded once. */
    assert_true(fabs(answer.cross_entropy - units / 16 / symbols) <= 1e-15 * units);
    kl_language_profile_free(profile);
}

/* ── Texts ────────────────────────────────────────────────────────────────────────────────────── */

static const char GERMAN[] = "der hund liegt vor dem haus und die katze schl\xC3\xA4"
                             "ft in der sonne, aber niemand fragt warum ";
static const char LATIN[] = "gallia est omnis divisa in partes tres quarum unam incolunt belgae ";

/* A text over and over. */
static size_t repeat(const char *part, size_t times, char *out) {
    out[0] = 0;
    for (size_t i = 0; i < times; i++)
        strcat(out, part);
    return strlen(out);
}

static kl_buffer written(const kl_language_profile *profile) {
    kl_error error = KL_ERROR_INIT;
    kl_buffer bytes = {0};
    assert_ok(kl_language_write(profile, kl_sink_memory(&bytes), &error), error);
    return bytes;
}

static kl_language_profile *parsed(const kl_buffer *bytes) {
    kl_error error = KL_ERROR_INIT;
    kl_language_profile *profile = NULL;
    assert_ok(kl_language_profile_parse(bytes->data, bytes->size, &profile, &error), error);
    return profile;
}

static void what_is_written_is_read(void **state) {
    (void)state;
    char text[4096];
    kl_language_profile *profiles[3] = {NULL};
    assert_int_equal(kl_language_profile_open(NULL, &profiles[0], NULL), KL_OK);
    profiles[1] = trained("aa", 0, 0, text, repeat(GERMAN, 20, text));
    profiles[2] = trained("bb", 1, 0, text, repeat(LATIN, 20, text));
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        kl_buffer bytes = written(profiles[i]);
        kl_language_profile *again = parsed(&bytes);
        kl_buffer more = written(again);
        assert_int_equal(bytes.size, more.size);
        assert_memory_equal(bytes.data, more.data, bytes.size);
        const kl_language_answer a = answer_of(profiles[i], NULL, LATIN, strlen(LATIN));
        const kl_language_answer b = answer_of(again, NULL, LATIN, strlen(LATIN));
        assert_true(a.best == b.best && a.posterior == b.posterior && a.status == b.status &&
                    a.cross_entropy == b.cross_entropy && a.atypical == b.atypical);
        for (size_t cut = 0; cut < bytes.size; cut += 1 + bytes.size / 7) {
            kl_language_profile *none = NULL;
            assert_int_equal(kl_language_profile_parse(bytes.data, cut, &none, NULL),
                             KL_ERROR_FORMAT);
        }
        kl_language_profile_free(again);
        kl_language_profile_free(profiles[i]);
        kl_free(bytes.data);
        kl_free(more.data);
    }
}

static void own_texts_are_typical(void **state) {
    (void)state;
    char text[8192];
    kl_language_profile *profile = trained("aa", 0, 0, text, repeat(GERMAN, 60, text));
    kl_language_answer answer = answer_of(profile, NULL, GERMAN, strlen(GERMAN));
    assert_string_equal(kl_language_code(profile, answer.best), "aa");
    assert_int_equal(answer.status, KL_LANGUAGE_SURE);
    answer = answer_of(profile, NULL, LATIN, strlen(LATIN));
    assert_int_equal(answer.status, KL_LANGUAGE_UNKNOWN);
    kl_language_profile_free(profile);
}

/* ── Joined ───────────────────────────────────────────────────────────────────────────────────── */

/* Whatever is joined, a text costs a language what it costs in the language's own profile: also where profiles number
 * the letters otherwise, as the tiny one and the one that is built in. */
static void joined_profiles_say_what_each_says(void **state) {
    (void)state;
    static const char *const texts[] = {"ab ba abab e\xC3\xA9 \xC3\xA9", "aab", "\xD1\x8F\xD1\x8F",
                                        ("e\xCC\x81"
                                         "ba")};
    kl_error error = KL_ERROR_INIT;
    char text[4096];
    kl_language_profile *tiny = tiny_parsed(), *both = NULL;
    kl_language_profile *own = trained("german", 0, 0, text, repeat(GERMAN, 20, text));
    for (int first = 0; first < 2; first++) {
        const kl_language_profile *pair[] = {first ? own : tiny, first ? tiny : own};
        assert_ok(kl_language_profile_join(pair, 2, &both, &error), error);
        assert_int_equal(kl_language_count(both), 4);
        for (size_t t = 0; t < COUNT_OF(texts); t++)
            for (size_t i = 0; i < 4; i++) {
                const char *code = kl_language_code(both, i);
                const kl_language_profile *alone =
                    kl_language_find(tiny, code) == KL_LANGUAGE_NONE ? own : tiny;
                const kl_language_answer a = answer_of(alone, code, texts[t], strlen(texts[t]));
                const kl_language_answer b = answer_of(both, code, texts[t], strlen(texts[t]));
                assert_true((a.best == KL_LANGUAGE_NONE) == (b.best == KL_LANGUAGE_NONE));
                assert_true(a.best == KL_LANGUAGE_NONE ||
                            (a.cross_entropy == b.cross_entropy && a.symbols == b.symbols));
            }
        kl_buffer file = written(both);
        kl_language_profile_free(parsed(&file));
        kl_free(file.data);
        kl_language_profile_free(both);
    }
    const kl_language_profile *twice[] = {own, own};
    assert_int_equal(kl_language_profile_join(twice, 2, &both, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "german"));
    kl_language_profile *of_bytes = trained("b", 1, 0, text, repeat(LATIN, 20, text));
    const kl_language_profile *kinds[] = {own, of_bytes};
    assert_int_equal(kl_language_profile_join(kinds, 2, &both, &error), KL_ERROR_MISMATCH);
    kl_language_profile_free(of_bytes);
    kl_language_profile_free(own);
    kl_language_profile_free(tiny);
}

/* Under either of its codes. */
static void bokmaal_is_norwegian(void **state) {
    (void)state;
    char text[4096];
    kl_error error = KL_ERROR_INIT;
    kl_language_profile *own = trained("nb", 0, 0, text, repeat(GERMAN, 20, text));
    kl_language_profile *other = trained("no", 0, 0, text, repeat(LATIN, 20, text)), *both = NULL;
    const kl_language_profile *pair[] = {own, other};
    assert_string_equal(kl_language_code(own, 0), "no");
    assert_int_equal(answer_of(own, "nb", GERMAN, strlen(GERMAN)).best, 0);
    assert_int_equal(answer_of(own, "no", GERMAN, strlen(GERMAN)).best, 0);
    assert_int_equal(kl_language_profile_join(pair, 2, &both, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "have a language no"));
    kl_language_profile_free(own);
    kl_language_profile_free(other);
}

static void added_to_the_languages_that_are_built_in(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    char text[8192];
    kl_language_profile *built_in = NULL, *both = NULL;
    assert_ok(kl_language_profile_open(NULL, &built_in, &error), error);
    /* Words that no language has. */
    kl_language_profile *own =
        trained("volap", 0, 0, text, repeat("xolu vbimo qevak uzzyp kwilu gnoxe ", 40, text));
    const kl_language_profile *pair[] = {built_in, own};
    assert_ok(kl_language_profile_join(pair, 2, &both, &error), error);
    assert_int_equal(kl_language_count(both), kl_language_count(built_in) + 1);
    const char *mine = "qevak xolu uzzyp gnoxe vbimo", *german = "Wer reitet so spaet durch Nacht?";
    assert_string_equal(kl_language_code(both, answer_of(both, NULL, mine, strlen(mine)).best),
                        "volap");
    const kl_language_answer here = answer_of(both, NULL, german, strlen(german));
    const kl_language_answer there = answer_of(built_in, NULL, german, strlen(german));
    assert_true(here.best == there.best && here.cross_entropy == there.cross_entropy);
    kl_language_profile_free(both);
    kl_language_profile_free(own);
    kl_language_profile_free(built_in);
}

/* ── What is refused, and what is bounded ─────────────────────────────────────────────────────── */

static void wrong_options_and_little_text_are_refused(void **state) {
    (void)state;
    static const char *const codes[] = {NULL,    "",      "ninechars", "und",
                                        "a\x01", "a\x7F", "a\xC2\x9F", "\xC3"};
    static const char *const names[] = {"", "A\nB", "\x1B[2J", "A\xFF", "\xC2\x80"};
    kl_error error = KL_ERROR_INIT;
    kl_language_trainer_options options;
    kl_language_trainer *trainer = NULL;
    kl_language_profile *profile = NULL;
    kl_language_trainer_options_init(&options);
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        options.code = codes[i];
        assert_int_equal(kl_language_trainer_new(&options, &trainer, &error), KL_ERROR_ARGUMENT);
    }
    options.code = "xx";
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        options.name = names[i];
        assert_int_equal(kl_language_trainer_new(&options, &trainer, &error), KL_ERROR_ARGUMENT);
    }
    options.name = NULL;
    options.prior = NAN;
    assert_int_equal(kl_language_trainer_new(&options, &trainer, &error), KL_ERROR_VALUE);
    options.prior = 0;
    options.memory = 1000;
    assert_int_equal(kl_language_trainer_new(&options, &trainer, &error), KL_ERROR_ARGUMENT);
    kl_language_trainer_options_init(&options);
    options.code = "xx";
    assert_ok(kl_language_trainer_new(&options, &trainer, &error), error);
    assert_int_equal(kl_language_trainer_finish(trainer, &profile, &error), KL_ERROR_VALUE);
    assert_ok(kl_language_trainer_add(trainer, "little", 6, &error), error);
    assert_int_equal(kl_language_trainer_finish(trainer, &profile, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "expected at least 500"));
    kl_language_trainer_free(trainer);
}

static char *random_words(kl_random *random, size_t size) {
    char *text = malloc(size);
    assert_non_null(text);
    for (size_t i = 0; i < size; i++)
        text[i] = kl_random_below(random, 7) == 0 ? ' ' : (char)('a' + kl_random_below(random, 26));
    return text;
}

static void memory_is_bounded(void **state) {
    (void)state;
    enum { SIZE = 1 << 20 };
    kl_random random;
    kl_random_init(&random, 5, 0);
    const size_t size = all_cases() ? SIZE : SIZE / 2;
    char *text = random_words(&random, size);
    kl_language_profile *wide = trained("xx", 0, 0, text, size);
    kl_language_profile *narrow = trained("xx", 0, (uint64_t)1 << 22, text, size);
    /* 4 MiB hold less than 90,000 n-grams of 48 bytes beside those of the profile that is built in. */
    assert_true(wide->scripts[0].row_count > narrow->scripts[0].row_count + 100000);
    char *other = random_words(&random, 4096);
    const double a = answer_of(wide, NULL, other, 4096).cross_entropy;
    const double b = answer_of(narrow, NULL, other, 4096).cross_entropy;
    free(other);
    /* Random letters: what was left out is worth next to nothing. */
    assert_true(fabs(a - b) < 0.2);
    kl_language_profile_free(wide);
    kl_language_profile_free(narrow);
    free(text);
}

/* Until finish every call says that one failed; then the trainer is as new. */
static void a_failure_is_remembered(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    char text[4096];
    const size_t size = repeat(GERMAN, 20, text);
    kl_language_trainer_options options;
    kl_language_trainer *trainer = NULL;
    kl_language_profile *profile = NULL;
    kl_language_trainer_options_init(&options);
    options.code = "xx";
    assert_int_equal(kl_language_trainer_new(&options, &trainer, NULL), KL_OK);
    kl_alloc_fail_at(1);
    assert_int_equal(kl_language_trainer_add(trainer, text, size, NULL), KL_ERROR_MEMORY);
    kl_alloc_fail_at(0);
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_language_trainer_add(trainer, text, size, &error), KL_ERROR_MEMORY);
    assert_non_null(strstr(error.message, "a text before"));
    error.message[0] = '\0';
    assert_int_equal(kl_language_trainer_finish(trainer, &profile, &error), KL_ERROR_MEMORY);
    assert_non_null(strstr(error.message, "a text before"));
    assert_ok(kl_language_trainer_add(trainer, text, size, &error), error);
    assert_ok(kl_language_trainer_finish(trainer, &profile, &error), error);
    kl_language_profile_free(profile);
    kl_language_trainer_free(trainer);
#else
    skip(); /* needs a build with KL_ALLOC_TEST */
#endif
}

#ifdef KL_ALLOC_TEST
/* From a text to a profile that answers, with what fails given back. `made`: how many allocations the trainer took. */
static kl_status train(const char *text, size_t size, unsigned long *made) {
    kl_language_trainer_options options;
    kl_language_trainer *trainer = NULL;
    kl_language_profile *profile = NULL, *both = NULL;
    kl_language_trainer_options_init(&options);
    options.code = "xx";
    options.bytes = 1;
    kl_status status = kl_language_trainer_new(&options, &trainer, NULL);
    if (made != NULL)
        *made = kl_alloc_fail_at(ULONG_MAX);
    if (status == KL_OK)
        status = kl_language_trainer_add(trainer, text, size, NULL);
    if (status == KL_OK)
        status = kl_language_trainer_finish(trainer, &profile, NULL);
    const kl_language_profile *one[] = {profile};
    if (status == KL_OK)
        status = kl_language_profile_join(one, 1, &both, NULL);
    kl_language_profile_free(both);
    kl_language_profile_free(profile);
    kl_language_trainer_free(trainer);
    return status;
}

static kl_status read_again(const kl_buffer *bytes) {
    kl_language_profile *profile = NULL;
    kl_status status = kl_language_profile_parse(bytes->data, bytes->size, &profile, NULL);
    assert_true((status == KL_OK) == (profile != NULL));
    kl_language_profile_free(profile);
    return status;
}

static void a_small_profile_without_memory(const char *text, size_t size) {
    kl_language_profile *small = trained("aa", 1, 0, text, size);
    kl_buffer bytes = written(small);
    unsigned long k = 1;
    for (;; k++) {
        kl_alloc_fail_at(k);
        kl_status status = read_again(&bytes);
        if (kl_alloc_fail_at(0) < k)
            break;
        assert_int_equal(status, KL_ERROR_MEMORY);
    }
    assert_true(k > 5);
    kl_language_profile_free(small);
    kl_free(bytes.data);
}
#endif

static void no_memory_is_a_status(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    enum { FEW = 10, STEP = 23 };
    char text[4096];
    const size_t size = repeat(GERMAN, 20, text);
    unsigned long made, failures = 0;
    kl_alloc_fail_at(ULONG_MAX);
    assert_int_equal(train(text, size, &made), KL_OK);
    kl_alloc_fail_at(0);
    assert_true(made > FEW + STEP);
    for (unsigned long k = 1;; failures++) {
        kl_alloc_fail_at(k);
        kl_status status = train(text, size, NULL);
        if (kl_alloc_fail_at(0) < k)
            break;
        assert_int_equal(status, KL_ERROR_MEMORY);
        /* Hundreds read the profile that is built in, over and over. */
        const int is_one_of_many = k >= FEW && k + STEP + FEW < made;
        k += is_one_of_many && !all_cases() ? STEP : 1;
    }
    assert_true(failures > 20);
    a_small_profile_without_memory(text, size);
#else
    skip(); /* needs a build with KL_ALLOC_TEST */
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_are_those_of_the_formula),
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(own_texts_are_typical),
        cmocka_unit_test(joined_profiles_say_what_each_says),
        cmocka_unit_test(bokmaal_is_norwegian),
        cmocka_unit_test(added_to_the_languages_that_are_built_in),
        cmocka_unit_test(wrong_options_and_little_text_are_refused),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(a_failure_is_remembered),
        cmocka_unit_test(no_memory_is_a_status),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
