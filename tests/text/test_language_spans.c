/* SPDX-License-Identifier: Apache-2.0 */
/* Spans: the cheapest of all ways to give the words of a short text languages, found by trying every one; and long
 * texts, texts in pieces, texts in languages that people write. */
#include <math.h>

#include "language_support.h"

static kl_language_profile *tiny;

typedef struct found {
    kl_language_span span[64];
    size_t n, stop_at;
} found;

static kl_status keep(void *context, const kl_language_span *span, kl_error *error) {
    found *kept = context;
    (void)error;
    if (kept->n == kept->stop_at)
        return KL_ERROR_CANCELLED;
    assert_true(kept->n < COUNT_OF(kept->span));
    kept->span[kept->n++] = *span;
    return KL_OK;
}

static kl_language_detector *detector_of(const kl_language_profile *profile, double price) {
    kl_error error = KL_ERROR_INIT;
    kl_language_detector *detector = NULL;
    kl_language_options options;
    kl_language_options_init(&options);
    options.price = price;
    assert_ok(kl_language_detector_new(profile, &options, &detector, &error), error);
    return detector;
}

static found spans_of(const kl_language_profile *profile, const char *text, double price) {
    kl_error error = KL_ERROR_INIT;
    found kept = {.stop_at = SIZE_MAX};
    kl_language_detector *detector = detector_of(profile, price);
    assert_ok(kl_language_detector_spans(detector, text, strlen(text), keep, &kept, &error), error);
    kl_language_detector_free(detector);
    return kept;
}

/* ── The least sum ────────────────────────────────────────────────────────────────────────────── */

enum { WORDS = 5, LANGUAGES = 3, STATES = LANGUAGES + 1 };

/* What a word that costs `in_own` nats costs beside: src/text/language_spans.c says these. */
static const double NONE = 2.25, FOREIGN = 4, DEAREST = 12, PRICE = 1.5;

/* Nats of a word under a language, by the answer to it alone; -1: it is not in its script. */
static double cost_alone(const char *word, size_t language, double *symbols) {
    const char *only[] = {kl_language_code(tiny, language)};
    kl_language_options options;
    kl_language_options_init(&options);
    options.only = only;
    options.only_count = 1;
    kl_language_detector *detector = NULL;
    kl_language_answer answer;
    assert_int_equal(kl_language_detector_new(tiny, &options, &detector, NULL), KL_OK);
    kl_language_detector_add(detector, word, strlen(word), NULL);
    kl_language_detector_finish(detector, &answer, NULL);
    kl_language_detector_free(detector);
    if (answer.best == KL_LANGUAGE_NONE)
        return -1;
    *symbols = (double)answer.symbols;
    return answer.cross_entropy * (double)answer.symbols;
}

static void costs_of(const char *word, double costs[STATES]) {
    double symbols = 0, least = INFINITY;
    for (size_t k = 0; k < LANGUAGES; k++)
        costs[k] = cost_alone(word, k, &symbols);
    costs[LANGUAGES] = symbols * (MEAN + NONE);
    for (size_t k = 0; k < STATES; k++)
        least = costs[k] >= 0 && costs[k] < least ? costs[k] : least;
    for (size_t k = 0; k < LANGUAGES; k++)
        costs[k] = costs[k] < 0                 ? symbols * (MEAN + FOREIGN)
                   : costs[k] > least + DEAREST ? least + DEAREST
                                                : costs[k];
}

static double sum_of(double costs[][STATES], const size_t *states, size_t n) {
    double sum = 0;
    for (size_t t = 0; t < n; t++) {
        sum += costs[t][states[t]];
        if (t == 0 || states[t] != states[t - 1])
            sum += (t ? PRICE : 0) + (states[t] == 1 ? -SECOND_PRIOR : 0);
    }
    return sum;
}

static double least_sum(double costs[][STATES], size_t n) {
    size_t ways = 1;
    double least = INFINITY;
    for (size_t t = 0; t < n; t++)
        ways *= STATES;
    for (size_t way = 0; way < ways; way++) {
        size_t states[WORDS], rest = way;
        for (size_t t = 0; t < n; t++, rest /= STATES)
            states[t] = rest % STATES;
        const double sum = sum_of(costs, states, n);
        least = sum < least ? sum : least;
    }
    return least;
}

static void no_way_is_cheaper(void **state) {
    (void)state;
    static const char *const words[] = {
        "ab",      "aaab", "b", "bbb", "\xC3\xA9\xC3\xA9", "eeee", "x", "xxx", "\xD1\x8F\xD1\x8F",
        "\xD1\x8F"};
    kl_random random;
    kl_random_init(&random, 11, 0);
    size_t changes = 0;
    for (int round = 0; round < 300; round++) {
        const size_t n = 1 + (size_t)kl_random_below(&random, WORDS);
        double costs[WORDS][STATES];
        size_t begins[WORDS], states[WORDS];
        char text[256] = "";
        for (size_t t = 0; t < n; t++) {
            const char *word = words[kl_random_below(&random, COUNT_OF(words))];
            begins[t] = strlen(text);
            strcat(strcat(text, word), " ");
            costs_of(word, costs[t]);
        }
        const found kept = spans_of(tiny, text, PRICE);
        size_t at = 0;
        for (size_t t = 0; t < n; t++) {
            while (kept.span[at].end <= begins[t])
                at++;
            assert_true(at < kept.n && kept.span[at].begin <= begins[t]);
            states[t] =
                kept.span[at].language == KL_LANGUAGE_NONE ? LANGUAGES : kept.span[at].language;
        }
        changes += kept.n - 1;
        /* All numbers are multiples of 1/16: sums are exact. */
        assert_true(sum_of(costs, states, n) == least_sum(costs, n));
    }
    assert_true(changes > 100);
}

/* ── Where they begin and end ─────────────────────────────────────────────────────────────────── */

static void expect_cover(const found *kept, size_t size) {
    assert_true(kept->n > 0 && kept->span[0].begin == 0 && kept->span[kept->n - 1].end == size);
    for (size_t i = 1; i < kept->n; i++) {
        assert_int_equal(kept->span[i].begin, kept->span[i - 1].end);
        assert_true(kept->span[i].language != kept->span[i - 1].language);
    }
}

static void spans_begin_behind_the_blank(void **state) {
    (void)state;
    static const struct {
        const char *code, *text;
    } parts[] = {
        {"de", "Der Hund liegt vor dem Haus und schl\xC3\xA4"
               "ft den ganzen Tag. "},
        {"en", "\"The dog is sleeping in front of the house,\" he said.\n"},
        {"ru", "\xD0\xA1\xD0\xBE\xD0\xB1\xD0\xB0\xD0\xBA\xD0\xB0 \xD1\x81\xD0\xBF\xD0\xB8\xD1\x82 "
               "\xD0\xB2\xD0\xB5\xD1\x81\xD1\x8C \xD0\xB4\xD0\xB5\xD0\xBD\xD1\x8C. "},
        {"und", "xqzj wvkx qqpz zzvx kjqw xzvq \xE1\x8E\xA3\xE1\x8F\x8F\xE1\x8F\xB2"},
    };
    kl_error error = KL_ERROR_INIT;
    kl_language_profile *built_in = NULL;
    char text[512] = "";
    assert_ok(kl_language_profile_open(NULL, &built_in, &error), error);
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        strcat(text, parts[i].text);
    const found kept = spans_of(built_in, text, KL_LANGUAGE_PRICE);
    expect_cover(&kept, strlen(text));
    assert_int_equal(kept.n, COUNT_OF(parts));
    for (size_t i = 0, at = 0; i < COUNT_OF(parts); i++) {
        assert_int_equal(kept.span[i].begin, at);
        at += strlen(parts[i].text);
        assert_int_equal(kept.span[i].end, at);
        assert_string_equal(kl_language_code(built_in, kept.span[i].language), parts[i].code);
        assert_true(i == 3 ? kept.span[i].status == KL_LANGUAGE_UNKNOWN
                           : kept.span[i].posterior > 0.5);
    }
    kl_language_profile_free(built_in);
}

static void texts_without_words(void **state) {
    (void)state;
    found kept = spans_of(tiny, "", PRICE);
    assert_int_equal(kept.n, 0);
    kept = spans_of(tiny, " 12:30 ?", PRICE);
    assert_int_equal(kept.n, 1);
    expect_cover(&kept, 8);
    assert_true(kept.span[0].language == KL_LANGUAGE_NONE && kept.span[0].posterior == 0);
    assert_int_equal(kept.span[0].status, KL_LANGUAGE_UNKNOWN);
}

/* Far more words than are held, from a file that comes in blocks. */
static void long_texts(void **state) {
    (void)state;
    enum { EACH = 30000, PARTS = 3 };
    static const char *const words[PARTS] = {"ab ", "eb ", "\xD1\x8F "};
    static const size_t language[PARTS] = {0, 1, 2};
    char path[] = "/tmp/kl_spans_XXXXXX";
    kl_error error = KL_ERROR_INIT;
    FILE *file = fdopen(mkstemp(path), "w");
    assert_non_null(file);
    for (size_t i = 0; i < PARTS * EACH; i++)
        fputs(words[i / EACH], file);
    fclose(file);
    found kept = {.stop_at = SIZE_MAX};
    kl_language_detector *detector = detector_of(tiny, 5);
    assert_ok(kl_language_detector_spans_file(detector, path, keep, &kept, &error), error);
    kl_language_detector_free(detector);
    unlink(path);
    expect_cover(&kept, 3 * PARTS * EACH);
    assert_int_equal(kept.n, PARTS);
    for (size_t i = 0; i < PARTS; i++) {
        assert_int_equal(kept.span[i].language, language[i]);
        assert_int_equal(kept.span[i].begin, 3 * EACH * i);
    }
}

static void the_visitor_may_stop(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    const char *text = "ab ab ab ab eb eb eb eb eb \xD1\x8F\xD1\x8F\xD1\x8F\xD1\x8F";
    found kept = {.stop_at = 1};
    kl_language_detector *detector = detector_of(tiny, 1);
    assert_int_equal(kl_language_detector_spans(detector, text, strlen(text), keep, &kept, &error),
                     KL_ERROR_CANCELLED);
    assert_int_equal(kept.n, 1);
    /* And the detector is as new. */
    found all = {.stop_at = SIZE_MAX};
    assert_ok(kl_language_detector_spans(detector, text, strlen(text), keep, &all, &error), error);
    expect_cover(&all, strlen(text));
    assert_true(all.n == 3 && all.span[0].posterior == kept.span[0].posterior);
    kl_language_detector_free(detector);
}

static void bad_prices_are_refused(void **state) {
    (void)state;
    static const double prices[] = {-1, NAN, INFINITY};
    for (size_t i = 0; i < COUNT_OF(prices); i++) {
        kl_language_detector *detector = NULL;
        kl_language_options options;
        kl_language_options_init(&options);
        options.price = prices[i];
        assert_int_equal(kl_language_detector_new(tiny, &options, &detector, NULL), KL_ERROR_VALUE);
    }
}

static void no_memory_is_a_status(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    unsigned long failures = 0;
    kl_language_detector *detector = detector_of(tiny, 1);
    for (unsigned long k = 1;; k++) {
        found kept = {.stop_at = SIZE_MAX};
        kl_alloc_fail_at(k);
        kl_status status = kl_language_detector_spans(detector, "ab eb", 5, keep, &kept, NULL);
        if (kl_alloc_fail_at(0) < k)
            break;
        assert_int_equal(status, KL_ERROR_MEMORY);
        failures++;
    }
    assert_true(failures >= 7);
    kl_language_detector_free(detector);
#else
    skip(); /* needs a build with KL_ALLOC_TEST */
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_way_is_cheaper),     cmocka_unit_test(spans_begin_behind_the_blank),
        cmocka_unit_test(texts_without_words),   cmocka_unit_test(long_texts),
        cmocka_unit_test(the_visitor_may_stop),  cmocka_unit_test(bad_prices_are_refused),
        cmocka_unit_test(no_memory_is_a_status),
    };
    tiny = tiny_parsed();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    kl_language_profile_free(tiny);
    return failed;
}
