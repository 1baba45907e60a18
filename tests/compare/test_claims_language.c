/* SPDX-License-Identifier: Apache-2.0 */
/* L02: the language of an intercepted text from nothing but how often its letters occur. Half of each of sixteen
 * declarations tells how often; pieces of the other half are the intercepted texts. */
#include "../all_cases.h"
#include "claims.h"

#define HERE "tests/compare/test_claims_language.c"

static const char *const languages[] = {
    "arabic", "bulgarian", "dutch",    "english", "finnish", "french",  "german",  "greek",
    "hindi",  "italian",   "japanese", "polish",  "russian", "spanish", "turkish", "ukrainian"};
enum { LANGUAGES = sizeof languages / sizeof *languages, LETTERS_MAX = 1024, TEXT_MAX = 16384 };

/* Every letter of any of the texts has a number. */
static struct alphabet {
    char letter[LETTERS_MAX][16];
    size_t n;
} alphabet;

static struct text {
    unsigned letter[TEXT_MAX];
    size_t n;
} texts_read[LANGUAGES];

static double frequencies[LANGUAGES][LETTERS_MAX];

static kl_status note_letter(void *context, const char *symbol, size_t length, uint64_t offset,
                             kl_error *why) {
    struct text *text = context;
    size_t at = 0;
    (void)offset, (void)why;
    assert_true(length < sizeof alphabet.letter[0]);
    while (at < alphabet.n && (strlen(alphabet.letter[at]) != length ||
                               memcmp(alphabet.letter[at], symbol, length) != 0))
        at++;
    if (at == alphabet.n) {
        assert_true(alphabet.n < LETTERS_MAX);
        memcpy(alphabet.letter[alphabet.n++], symbol, length);
    }
    assert_true(text->n < TEXT_MAX);
    text->letter[text->n++] = (unsigned)at;
    return KL_OK;
}

static void read_texts(void) {
    for (size_t i = 0; i < LANGUAGES; i++) {
        char path[64];
        size_t size;
        snprintf(path, sizeof path, "examples/udhr/%s.txt", languages[i]);
        char *text = read_whole(path, &size);
        assert_int_equal(
            kl_text_visit(text, size, KL_SYMBOLS_LETTERS, note_letter, &texts_read[i], NULL, NULL),
            KL_OK);
        free(text);
    }
    /* Half a letter more of each, so that a letter that was not met is not impossible. */
    for (size_t i = 0; i < LANGUAGES; i++) {
        for (size_t s = 0; s < alphabet.n; s++)
            frequencies[i][s] = 0.5;
        for (size_t k = 0; k < texts_read[i].n / 2; k++)
            frequencies[i][texts_read[i].letter[k]]++;
    }
}

/* The language whose letters are the least divergence away from those of a piece. */
static size_t nearest(const unsigned *letters, size_t n) {
    double shares[LETTERS_MAX] = {0}, least = INFINITY;
    size_t best = 0;
    for (size_t k = 0; k < n; k++)
        shares[letters[k]]++;
    for (size_t i = 0; i < LANGUAGES; i++) {
        kl_estimate divergence;
        assert_int_equal(kl_measure_compute(KL_DIVERGENCE, kl_f64(shares, alphabet.n),
                                            kl_f64(frequencies[i], alphabet.n), NULL, &divergence,
                                            NULL),
                         KL_OK);
        if (divergence.value < least) {
            least = divergence.value;
            best = i;
        }
    }
    return best;
}

/* Per cent of the pieces of n letters that are given to their language. */
static double right(size_t n) {
    size_t pieces = 0, found = 0;
    for (size_t i = 0; i < LANGUAGES; i++)
        for (size_t at = texts_read[i].n / 2; at + n <= texts_read[i].n; at += n) {
            pieces++;
            found += nearest(texts_read[i].letter + at, n) == i;
        }
    return 100 * (double)found / (double)pieces;
}

/* The whole text of which the README pretends not to know the language, under models of longer contexts. */
static int unknown_is_german(void) {
    kl_language_profile *profile = NULL;
    kl_language_detector *detector = NULL;
    kl_language_answer answer;
    assert_int_equal(kl_language_profile_open(NULL, &profile, NULL), KL_OK);
    assert_int_equal(kl_language_detector_new(profile, NULL, &detector, NULL), KL_OK);
    assert_int_equal(kl_language_detector_add_file(detector, "examples/unknown.txt", NULL), KL_OK);
    assert_int_equal(kl_language_detector_finish(detector, &answer, NULL), KL_OK);
    int german = strcmp(kl_language_code(profile, answer.best), "de") == 0 &&
                 answer.status == KL_LANGUAGE_SURE;
    kl_language_detector_free(detector);
    kl_language_profile_free(profile);
    return german;
}

/* The first letters of that text, from a to z and without blanks, each replaced by another. */
enum { INTERCEPTED = 200 };

static void intercept(char plain[INTERCEPTED + 1], char cipher[INTERCEPTED]) {
    static const char key[] = "qwertzuiopasdfghjklyxcvbnm";
    size_t size, n = 0;
    char *text = read_whole("examples/unknown.txt", &size);
    for (size_t i = 0; i < size && n < INTERCEPTED; i++) {
        const char letter = (char)(text[i] | 0x20);
        if (letter >= 'a' && letter <= 'z') {
            plain[n] = letter;
            cipher[n++] = key[letter - 'a'];
        }
    }
    assert_int_equal(n, INTERCEPTED);
    plain[n] = '\0';
    free(text);
}

/* Per cent of its letters that are read. */
static double read_of_cipher(void) {
    char plain[INTERCEPTED + 1], cipher[INTERCEPTED];
    kl_cipher_profile *profile = NULL;
    kl_cipher_solver *solver = NULL;
    kl_cipher_answer *answer = NULL;
    size_t same = 0;
    intercept(plain, cipher);
    assert_int_equal(kl_cipher_profile_open(NULL, &profile, NULL), KL_OK);
    assert_int_equal(kl_cipher_solver_new(profile, NULL, &solver, NULL), KL_OK);
    assert_int_equal(kl_cipher_solver_solve(solver, cipher, INTERCEPTED, NULL, &answer, NULL),
                     KL_OK);
    const kl_cipher_reading *best = kl_cipher_answer_reading(answer, 0);
    assert_string_equal(best->code, "de");
    assert_int_equal(best->kind, KL_CIPHER_SUBSTITUTION);
    assert_int_equal(kl_cipher_answer_summary(answer).status, KL_CIPHER_SURE);
    for (size_t i = 0; i < INTERCEPTED; i++)
        same += best->text[i] == plain[i];
    kl_cipher_answer_free(answer);
    kl_cipher_solver_free(solver);
    kl_cipher_profile_free(profile);
    return 100 * (double)same / INTERCEPTED;
}

static void test_l02(void **state) {
    (void)state;
    assert_true(unknown_is_german());
    if (!all_cases()) /* thousands of pieces */
        return;
    read_texts();
    const double computed[] = {right(20),  right(50),   right(100),
                               right(200), INTERCEPTED, read_of_cipher()};
    claim_holds("L02", HERE, computed, 6);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_l02)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
