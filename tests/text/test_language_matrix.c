/* SPDX-License-Identifier: Apache-2.0 */
/* Languages beside each other: the chains of a profile that can be written down, their stationary distribution by
 * squaring, and the definitions. */
#include <math.h>

#include "language_support.h"

enum { SYMBOLS = LETTER_APOSTROPHE, LANGUAGES = 3 };

static kl_language_profile *tiny;

/* Joint p(h, c) of a Latin language, symbols from 1 on. */
static void joint_of(int language, double joint[SYMBOLS][SYMBOLS]) {
    double chain[SYMBOLS][SYMBOLS], power[SYMBOLS][SYMBOLS], next[SYMBOLS][SYMBOLS];
    for (int h = 0; h < SYMBOLS; h++) {
        double total = 0;
        for (int c = 0; c < SYMBOLS; c++) {
            double units = SINGLE_COSTS[c][language];
            if (h + 1 == LETTER_A && c + 1 == LETTER_B)
                units = language == 0 ? AB_COST : units + AB_DEARER;
            total += chain[h][c] = exp(-units / 16);
        }
        for (int c = 0; c < SYMBOLS; c++)
            power[h][c] = chain[h][c] /= total;
    }
    for (int square = 0; square < 12; square++) {
        memset(next, 0, sizeof next);
        for (int i = 0; i < SYMBOLS; i++)
            for (int k = 0; k < SYMBOLS; k++)
                for (int j = 0; j < SYMBOLS; j++)
                    next[i][j] += power[i][k] * power[k][j];
        memcpy(power, next, sizeof power);
    }
    for (int h = 0; h < SYMBOLS; h++)
        for (int c = 0; c < SYMBOLS; c++)
            joint[h][c] = power[0][h] * chain[h][c];
}

static double rate_of(double p[SYMBOLS][SYMBOLS], double q[SYMBOLS][SYMBOLS]) {
    double sum = 0;
    for (int h = 0; h < SYMBOLS; h++) {
        double of_p = 0, of_q = 0;
        for (int c = 0; c < SYMBOLS; c++) {
            of_p += p[h][c];
            of_q += q[h][c];
        }
        for (int c = 0; c < SYMBOLS; c++)
            sum += p[h][c] * log(p[h][c] / of_p / (q[h][c] / of_q));
    }
    return sum;
}

static double distance_of(double p[SYMBOLS][SYMBOLS], double q[SYMBOLS][SYMBOLS]) {
    double sum = 0;
    for (int h = 0; h < SYMBOLS; h++)
        for (int c = 0; c < SYMBOLS; c++) {
            const double middle = (p[h][c] + q[h][c]) / 2;
            sum += (p[h][c] * log(p[h][c] / middle) + q[h][c] * log(q[h][c] / middle)) / 2;
        }
    return sqrt(sum);
}

#define assert_near(value, expected) assert_true(fabs((value) - (expected)) <= 1e-12)

static void the_definitions(void **state) {
    (void)state;
    static double joint[2][SYMBOLS][SYMBOLS];
    const size_t languages[LANGUAGES] = {0, 1, 2};
    double divergence[LANGUAGES][LANGUAGES], distance[LANGUAGES][LANGUAGES];
    kl_error error = KL_ERROR_INIT;
    joint_of(0, joint[0]);
    joint_of(1, joint[1]);
    assert_ok(
        kl_language_divergences(tiny, languages, LANGUAGES, divergence[0], distance[0], &error),
        error);
    assert_near(divergence[0][1], rate_of(joint[0], joint[1]));
    assert_near(divergence[1][0], rate_of(joint[1], joint[0]));
    assert_near(distance[0][1], distance_of(joint[0], joint[1]));
    for (int i = 0; i < LANGUAGES; i++)
        for (int j = 0; j < LANGUAGES; j++) {
            assert_true(distance[i][j] == distance[j][i]);
            assert_true((i == j) == (distance[i][j] == 0) && (i == j) == (divergence[i][j] == 0));
            if (i != j && (i == 2 || j == 2))
                assert_true(isinf(divergence[i][j]) && fabs(distance[i][j] - sqrt(log(2))) < 1e-15);
        }
    const size_t unknown = 3;
    assert_int_equal(kl_language_divergences(tiny, &unknown, 1, divergence[0], distance[0], &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "language 3 of 3"));
}

/* A document of these languages in Markdown; kl_memory_free. */
static char *told_of(const kl_language_profile *profile, const size_t *languages, size_t n) {
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    kl_render_options options;
    char *text = NULL;
    kl_render_options_init(&options);
    assert_ok(kl_document_new("lang", &document, &error), error);
    assert_ok(kl_language_describe_divergences(profile, languages, n, document, &error), error);
    assert_ok(kl_document_render(document, KL_FORMAT_MARKDOWN, &options, &text, NULL, &error),
              error);
    kl_document_free(document);
    return text;
}

static void expect_told(const kl_language_profile *profile, const size_t *languages, size_t n,
                        const char *said) {
    char *text = told_of(profile, languages, n);
    assert_non_null(strstr(text, said));
    assert_null(strstr(text, "\u221E bits more"));
    kl_memory_free(text);
}

static void the_closest_share_a_script(void **state) {
    (void)state;
    const size_t apart[] = {2, 0}, all[] = {2, 0, 1}, twice[] = {0, 1, 0};
    kl_error error = KL_ERROR_INIT;
    kl_document *document = NULL;
    expect_told(tiny, apart, 2, "No two of these languages share a script");
    expect_told(tiny, all, 3, "Aish and Beish are the closest: letters of Aish cost");
    assert_ok(kl_document_new("lang", &document, &error), error);
    assert_int_equal(kl_language_describe_divergences(tiny, twice, 3, document, &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "languages 0 and 2 are both aa"));
    kl_document_free(document);
}

static size_t find(const kl_language_profile *profile, const char *code) {
    const size_t found = kl_language_find(profile, code);
    assert_true(found != KL_LANGUAGE_NONE);
    return found;
}

/* A metric, in which relatives are closer than strangers; a language of two scripts is half in either. */
static void languages_that_are_built_in(void **state) {
    (void)state;
    static const char *const codes[] = {"da", "no", "sv", "pt", "es", "ru", "sr", "hr", "zh", "ja"};
    enum { N = sizeof codes / sizeof *codes };
    size_t languages[N];
    double divergence[N][N], distance[N][N];
    kl_error error = KL_ERROR_INIT;
    kl_language_profile *profile = NULL;
    assert_ok(kl_language_profile_open(NULL, &profile, &error), error);
    for (size_t i = 0; i < N; i++)
        languages[i] = find(profile, codes[i]);
    assert_ok(kl_language_divergences(profile, languages, N, divergence[0], distance[0], &error),
              error);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++)
            for (int k = 0; k < N; k++)
                assert_true(distance[i][k] <= distance[i][j] + distance[j][k] + 1e-12);
    assert_true(distance[0][1] < distance[0][2] && distance[0][2] < distance[0][3]);
    assert_true(distance[3][4] < distance[3][0] && distance[8][9] < distance[8][0]);
    assert_true(divergence[0][1] < divergence[0][3]);
    const size_t serbian[] = {languages[7], languages[6]};
    expect_told(profile, serbian, 2, "share a script, but Serbian has one that the other has not");
    /* Serbian in Cyrillic has no model in Croatian, Croatian one in Serbian. */
    assert_true(isinf(divergence[6][7]) && isfinite(divergence[7][6]));
    assert_true(distance[6][7] < sqrt(log(2)) && distance[6][5] < sqrt(log(2)));
    kl_language_profile_free(profile);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_definitions),
        cmocka_unit_test(the_closest_share_a_script),
        cmocka_unit_test(languages_that_are_built_in),
    };
    tiny = tiny_parsed();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    kl_language_profile_free(tiny);
    return failed;
}
