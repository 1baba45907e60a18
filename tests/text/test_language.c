/* SPDX-License-Identifier: Apache-2.0 */
/* Languages of a profile that can be added up by hand: words, costs, the posterior, what is atypical. */
#include <math.h>

#include "language_support.h"

static kl_language_profile *profile;

#define assert_near(value, expected, most) assert_true(fabs((value) - (expected)) <= (most))

static kl_language_answer identify_with(const kl_language_options *options, const char *text,
                                        size_t size, size_t piece) {
    kl_error error = KL_ERROR_INIT;
    kl_language_detector *detector = NULL;
    kl_language_answer answer;
    assert_ok(kl_language_detector_new(profile, options, &detector, &error), error);
    for (size_t at = 0; at < size; at += piece)
        assert_ok(kl_language_detector_add(detector, text + at,
                                           size - at < piece ? size - at : piece, &error),
                  error);
    assert_ok(kl_language_detector_finish(detector, &answer, &error), error);
    kl_language_detector_free(detector);
    return answer;
}

static kl_language_answer identify(const char *text) {
    return identify_with(NULL, text, strlen(text), strlen(text) + 1);
}

/* What the symbols of one word cost both Latin languages: letters, then the end. */
static void add_word(const unsigned *symbols, size_t n, unsigned costs[2]) {
    for (size_t i = 0; i <= n; i++) {
        unsigned symbol = i < n ? symbols[i] : KL_LANGUAGE_BOUNDARY;
        int ab = i > 0 && i < n && symbols[i - 1] == LETTER_A && symbol == LETTER_B;
        costs[0] += ab ? AB_COST : SINGLE_COSTS[symbol - 1][0];
        costs[1] += SINGLE_COSTS[symbol - 1][1] + (ab ? AB_DEARER : 0);
    }
}

/* What the text costs as a list of its different letters, and for each place one of them or an end of a word. */
static double repeating(const unsigned *symbols, size_t n, size_t count) {
    int met[256] = {0}, different = 0;
    for (size_t i = 0; i < n; i++)
        different += symbols[i] != 0 && met[symbols[i]]++ == 0;
    return (double)count * log(different + 1) + different * log(256);
}

/* The words (separated by 0) without those that were there before; how many symbols and zeros. */
static size_t without_repeats(const unsigned *symbols, size_t n, unsigned *out, size_t *words) {
    size_t kept = 0;
    *words = 0;
    for (size_t begin = 0, end; begin < n; begin = end + 1) {
        int before = 0;
        for (end = begin; end < n && symbols[end] != 0; end++)
            ;
        for (size_t at = 0, stop; at < begin && !before; at = stop + 1) {
            for (stop = at; symbols[stop] != 0; stop++)
                ;
            before = stop - at == end - begin &&
                     memcmp(symbols + at, symbols + begin, (end - begin) * sizeof *symbols) == 0;
        }
        if (before)
            continue;
        if (kept > 0)
            out[kept++] = 0;
        memcpy(out + kept, symbols + begin, (end - begin) * sizeof *symbols);
        kept += end - begin;
        ++*words;
    }
    return kept;
}

/* What the words cost both languages; how many symbols with their ends. */
static size_t add_words(const unsigned *symbols, size_t n, unsigned costs[2]) {
    size_t begin = 0, count = 0;
    costs[0] = costs[1] = 0;
    for (size_t i = 0; i <= n; i++)
        if (i == n || symbols[i] == 0) {
            add_word(symbols + begin, i - begin, costs);
            count += i - begin + 1;
            begin = i + 1;
        }
    return count;
}

/* The text is these words (separated by 0) of the Latin script, with `odd` odd signs. */
static void expect_words(const char *text, const unsigned *symbols, size_t n, unsigned odd) {
    unsigned costs[2], told[2], once[256] = {0};
    size_t words;
    const size_t kept = without_repeats(symbols, n, once, &words);
    const size_t count = add_words(symbols, n, costs);
    size_t telling = add_words(once, kept, told);
    if (words > 8) {
        telling = count;
        memcpy(told, costs, sizeof told);
    }
    const double nats[2] = {costs[0] / 16.0, costs[1] / 16.0};
    const double counts = SHARPNESS * pow((double)telling, -FLATTENING);
    const double score[2] = {-counts * told[0] / 16, counts * (SECOND_PRIOR - told[1] / 16.0)};
    const size_t best = score[1] > score[0];
    const double cross = nats[best] / (double)count;
    const double z =
        (cross + odd * ODD_PRICE / (double)count - MEAN) / sqrt(BETWEEN + WITHIN / (double)count);
    for (size_t piece = 1; piece <= 3; piece++) {
        kl_language_answer answer = identify_with(NULL, text, strlen(text), piece);
        assert_int_equal(answer.best, best);
        assert_int_equal(answer.symbols, count);
        /* A few roundings of libm's exp and pow against our own. */
        assert_near(answer.cross_entropy, cross, 1e-13);
        assert_near(answer.margin, fabs(score[0] - score[1]), 1e-12);
        /* Less than one in a million beside the best counts as none. */
        const double odds = exp(-fabs(score[0] - score[1]));
        assert_near(answer.posterior, 1 / (1 + odds), odds < 1.1e-6 ? 1.1e-6 : 1e-12);
        assert_near(answer.atypical, z, 1e-12);
        const int unlike = z > LIMIT || repeating(symbols, n, count) < nats[best];
        assert_int_equal(answer.status, unlike                    ? KL_LANGUAGE_UNKNOWN
                                        : answer.posterior >= 0.9 ? KL_LANGUAGE_SURE
                                                                  : KL_LANGUAGE_UNSURE);
    }
}
#define EXPECT(text, odd, ...)                                                                     \
    expect_words(text, (unsigned[]){__VA_ARGS__},                                                  \
                 sizeof((unsigned[]){__VA_ARGS__}) / sizeof(unsigned), odd)

static void costs_add_up(void **state) {
    (void)state;
    EXPECT("a", 0, 3);
    EXPECT("b", 0, 4);
    EXPECT("ab", 0, 3, 4);
    EXPECT("aabab bb abba", 0, 3, 3, 4, 3, 4, 0, 4, 4, 0, 3, 4, 4, 3);
    EXPECT("bb bb bb, bb bb!", 0, 4, 4, 0, 4, 4, 0, 4, 4, 0, 4, 4, 0, 4, 4);
    EXPECT("x", 0, 2);
}

/* Of up to eight different words each tells once; of more, all do. */
static void a_few_words_that_return_tell_no_more(void **state) {
    (void)state;
    EXPECT("ab ab ab ab ab ab ab ab", 0, 3, 4, 0, 3, 4, 0, 3, 4, 0, 3, 4, 0, 3, 4, 0, 3, 4, 0, 3, 4,
           0, 3, 4);
    EXPECT("a b aa ab ba bb aaa bbb aaa a", 0, 3, 0, 4, 0, 3, 3, 0, 3, 4, 0, 4, 3, 0, 4, 4, 0, 3, 3,
           3, 0, 4, 4, 4, 0, 3, 3, 3, 0, 3);
    EXPECT("a b aa ab ba bb aaa bbb bab aaa a", 0, 3, 0, 4, 0, 3, 3, 0, 3, 4, 0, 4, 3, 0, 4, 4, 0,
           3, 3, 3, 0, 4, 4, 4, 0, 4, 3, 4, 0, 3, 3, 3, 0, 3);
    /* Words that are too long to be remembered are told apart too. */
    EXPECT("aaaaaaaaaaaaaaaaaaaa aaaaaaaaaaaaaaaaaaab aaaaaaaaaaaaaaaaaaaa", 0, 3, 3, 3, 3, 3, 3, 3,
           3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
           3, 3, 3, 4, 0, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3);
}

static void words_are_read_as_written(void **state) {
    (void)state;
    EXPECT("AB ab", 0, 3, 4, 0, 3, 4);      /* in any case */
    EXPECT("a'b \xE2\x80\x99", 0, 3, 7, 4); /* an apostrophe between letters is one */
    EXPECT("a\xE2\x80\x99"
           "b",
           0, 3, 7, 4);                            /* however it is written */
    EXPECT("'a' b''a b'", 0, 3, 0, 4, 0, 3, 0, 4); /* but not at an edge */
    EXPECT("e\xCC\x81", 0, 6);                     /* either form of an accent */
    EXPECT("\xC3\xA9", 0, 6);
    EXPECT("a\xCC\x81", 0, 3); /* one that joins nothing is passed over */
    EXPECT("a\xC2\xAD"
           "b",
           0, 3, 4); /* and so is a soft hyphen */
    EXPECT("a-b a.b", 0, 3, 0, 4, 0, 3, 0, 4);
    EXPECT("a 12 b", 0, 3, 0, 4);
}

static void signs_of_programs_are_odd(void **state) {
    (void)state;
    EXPECT("a;", 1, 3);
    EXPECT("a1b", 2, 3, 0, 4);
    EXPECT("aB", 1, 3, 4);
    EXPECT("AB Ab", 0, 3, 4, 0, 3, 4);
    EXPECT("a(b) (a)", 1, 3, 0, 4, 0, 3); /* a call */
    EXPECT("a\xFF\xFE"
           "b",
           2, 3, 0, 4);        /* bytes that are no UTF-8 */
    EXPECT("a\xE2\x80", 2, 3); /* a sequence that is cut */
}

/* What is longer than a word may be is taken in pieces of 64. */
static void long_words_are_taken_in_pieces(void **state) {
    (void)state;
    char text[200];
    unsigned symbols[203];
    size_t n = 0;
    for (size_t i = 0; i < sizeof text - 1; i++) {
        text[i] = 'b';
        if (i > 0 && i % 64 == 0)
            symbols[n++] = 0;
        symbols[n++] = LETTER_B;
    }
    text[sizeof text - 1] = 0;
    expect_words(text, symbols, n, 0);
}

static void the_script_comes_first(void **state) {
    (void)state;
    kl_language_answer answer = identify("a \xD1\x8F\xD1\x8F\xD1\x8F");
    assert_string_equal(kl_language_code(profile, answer.best), "no");
    assert_int_equal(answer.symbols, 4);
    assert_true(answer.posterior == 1 && answer.margin == INFINITY);
    assert_int_equal(identify("abab \xD1\x8F").best, 0);
    /* With nearly half of the text in another script nothing is sure; how many bytes a letter has does not matter. */
    assert_int_equal(identify("bbbbb").status, KL_LANGUAGE_SURE);
    assert_int_equal(identify("bbbbb \xD1\x8F\xD1\x8F").status, KL_LANGUAGE_SURE);
    assert_int_equal(identify("bbbbb \xD1\x8F\xD1\x8F\xD1\x8F\xD1\x8F").status, KL_LANGUAGE_UNSURE);
    assert_int_equal(identify("abab \xD1\x8F\xD1\x8F\xD1\x8F").best, 0);
    /* Letters of a script that the profile has not. */
    assert_int_equal(identify("a \xE1\x8E\xA0\xE1\x8E\xA0").best, 0);
    assert_int_equal(identify("a \xE1\x8E\xA0\xE1\x8E\xA0\xE1\x8E\xA0").best, KL_LANGUAGE_NONE);
}

static void nothing_is_no_language(void **state) {
    (void)state;
    const char *texts[] = {"",      "   \t\r\n", "\xF0\x9F\x98\x80 \xF0\x9F\x98\x80",
                           "12:30", "\xFF\xFF",  "\xE1\x8E\xA0",
                           "'",     "\xCC\x81"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        kl_language_answer answer = identify(texts[i]);
        assert_int_equal(answer.best, KL_LANGUAGE_NONE);
        assert_int_equal(answer.status, KL_LANGUAGE_UNKNOWN);
        assert_true(answer.posterior == 0 && answer.margin == 0 && answer.symbols == 0);
        assert_true(isnan(answer.cross_entropy) && isnan(answer.atypical));
    }
    assert_string_equal(kl_language_code(profile, KL_LANGUAGE_NONE), "und");
    assert_null(kl_language_code(profile, 3));
}

static void only_some_are_possible(void **state) {
    (void)state;
    const char *second[] = {"bb"}, *cyrillic[] = {"nb"}, *none[] = {"bb", "xx"};
    kl_language_options options;
    kl_language_options_init(&options);
    options.only = second;
    options.only_count = 1;
    assert_int_equal(identify("abab").best, 0);
    kl_language_answer answer = identify_with(&options, "abab", 4, 4);
    assert_true(answer.best == 1 && answer.posterior == 1 && answer.margin == INFINITY);
    options.only = cyrillic;
    assert_int_equal(identify_with(&options, "abab", 4, 4).best, KL_LANGUAGE_NONE);
    /* The script is one of a possible language, whatever else there is. */
    answer = identify_with(&options, "abab abab \xD1\x8F", 12, 12);
    assert_int_equal(answer.best, 2);
    assert_int_equal(answer.status, KL_LANGUAGE_UNSURE);
    options.only = none;
    options.only_count = 2;
    kl_language_detector *detector = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_language_detector_new(profile, &options, &detector, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(error.index, 1);
    assert_non_null(strstr(error.message, "xx"));
    options.only_count = 0;
    assert_int_equal(kl_language_detector_new(profile, &options, &detector, &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "no language is possible"));
}

/* A detector is empty after each answer, whatever the text before left in it. */
static void a_detector_forgets(void **state) {
    (void)state;
    const char *texts[] = {"abab ab", "a;;;1", "\xE1\x8E\xA0", "\xD1\x8F", "e\xCC", "bbb'", "aB"};
    kl_error error = KL_ERROR_INIT;
    kl_language_detector *detector = NULL;
    assert_ok(kl_language_detector_new(profile, NULL, &detector, &error), error);
    for (size_t i = 0; i < 200; i++) {
        const char *text = texts[(i * i + i / 7) % COUNT_OF(texts)];
        kl_language_answer answer, alone = identify(text);
        double total = 0;
        assert_ok(kl_language_detector_add(detector, text, strlen(text), &error), error);
        assert_ok(kl_language_detector_finish(detector, &answer, &error), error);
        assert_true(answer.best == alone.best && answer.posterior == alone.posterior &&
                    answer.margin == alone.margin && answer.symbols == alone.symbols &&
                    answer.status == alone.status);
        for (size_t k = 0; k < kl_language_count(profile); k++)
            total += kl_language_detector_posterior(detector)[k];
        assert_near(total, answer.best == KL_LANGUAGE_NONE ? 0 : 1, 1e-15);
    }
    kl_language_detector_free(detector);
}

/* ── Damaged files ────────────────────────────────────────────────────────────────────────────── */

static void damage_is_refused(void **state) {
    (void)state;
    kl_buffer bytes = tiny_profile(KL_LANGUAGE_VERSION);
    for (size_t i = 0; i < bytes.size; i++) {
        kl_language_profile *read = NULL;
        kl_error error = KL_ERROR_INIT;
        bytes.data[i] ^= 1;
        kl_status status = kl_language_profile_parse(bytes.data, bytes.size, &read, &error);
        assert_true(status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION);
        assert_true(error.offset >= 0 && error.message[0] != 0);
        bytes.data[i] ^= 1;
        assert_int_equal(kl_language_profile_parse(bytes.data, i, &read, &error), KL_ERROR_FORMAT);
        assert_null(read);
    }
    kl_free(bytes.data);
}

static void newer_files_are_refused(void **state) {
    (void)state;
    kl_buffer bytes = tiny_profile(KL_LANGUAGE_VERSION + 1);
    kl_language_profile *read = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_int_equal(kl_language_profile_parse(bytes.data, bytes.size, &read, &error),
                     KL_ERROR_VERSION);
    assert_non_null(strstr(error.message, "version 3"));
    kl_free(bytes.data);
}

/* What codes and names may be, and that none stands for two. */
static void names_that_cannot_be_are_refused(void **state) {
    (void)state;
    static const struct {
        size_t place; /* of the name among those of the profile */
        const char *name, *said;
    } rows[] = {
        {0, "a\nb", "language 0"},  {1, "A\x1B[31m", "language 0"}, {2, "b b", "language 1"},
        {2, "b\xC3", "language 1"}, {3, "\xFF", "language 1"},      {3, "B\xC2\x85", "language 1"},
        {4, "\x7F", "language 2"},  {0, "und", "the code und"},     {2, "aa", "the code aa"},
        {0, "nb", "the code no"},   {2, "no", "the code no"},       {4, "x,y", "language 2"}};
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *names[COUNT_OF(TINY_NAMES)];
        memcpy(names, TINY_NAMES, sizeof names);
        names[rows[i].place] = rows[i].name;
        kl_buffer bytes = tiny_profile_of(KL_LANGUAGE_VERSION, names);
        kl_language_profile *read = NULL;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(kl_language_profile_parse(bytes.data, bytes.size, &read, &error),
                         KL_ERROR_FORMAT);
        assert_non_null(strstr(error.message, rows[i].said));
        kl_free(bytes.data);
    }
    const char *names[] = {"aa", "\xC3\x85 ish", "b\xC3\xA9", "B, = b", "nb", "Bokm\xC3\xA5l"};
    kl_buffer bytes = tiny_profile_of(KL_LANGUAGE_VERSION, names);
    kl_language_profile *read = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_language_profile_parse(bytes.data, bytes.size, &read, &error), error);
    assert_string_equal(kl_language_code(read, 2), "no");
    assert_int_equal(kl_language_find(read, "nb"), 2);
    assert_int_equal(kl_language_find(read, "b\xC3\xA9"), 1);
    kl_language_profile_free(read);
    kl_free(bytes.data);
}

/* ── The profile that is built in ─────────────────────────────────────────────────────────────── */

static void the_built_in_profile_knows_languages(void **state) {
    (void)state;
    static const char *const rows[][2] = {
        {"de", "Wer reitet so spät durch Nacht und Wind? Es ist der Vater mit seinem Kind."},
        {"en", "Shall I compare thee to a summer's day? Thou art more lovely and more temperate."},
        {"fr", "Longtemps, je me suis couché de bonne heure."},
        {"ru", "Мой дядя самых честных правил, когда не в шутку занемог."},
        {"uk", "Як умру, то поховайте мене на могилі серед степу широкого."},
        {"el", "Τη γλώσσα μου έδωσαν ελληνική, το σπίτι φτωχικό στις αμμουδιές του Ομήρου."},
        {"ja", "吾輩は猫である。名前はまだ無い。"},
        {"zh", "床前明月光，疑是地上霜。举头望明月，低头思故乡。"},
        {"ko", "나 보기가 역겨워 가실 때에는 말없이 고이 보내 드리우리다."}};
    kl_error error = KL_ERROR_INIT;
    kl_language_profile *own = NULL, *tiny = profile;
    assert_ok(kl_language_profile_open(NULL, &own, &error), error);
    assert_true(kl_language_count(own) >= 100);
    profile = own;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        kl_language_answer answer = identify(rows[i][1]);
        assert_string_equal(kl_language_code(own, answer.best), rows[i][0]);
        assert_int_equal(answer.status, KL_LANGUAGE_SURE);
    }
    assert_int_equal(identify("xkq zvwq jfgh qqzx wvkj pqxz").status, KL_LANGUAGE_UNKNOWN);
    profile = tiny;
    kl_language_profile_free(own);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_add_up),
        cmocka_unit_test(a_few_words_that_return_tell_no_more),
        cmocka_unit_test(words_are_read_as_written),
        cmocka_unit_test(signs_of_programs_are_odd),
        cmocka_unit_test(long_words_are_taken_in_pieces),
        cmocka_unit_test(the_script_comes_first),
        cmocka_unit_test(nothing_is_no_language),
        cmocka_unit_test(only_some_are_possible),
        cmocka_unit_test(a_detector_forgets),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(newer_files_are_refused),
        cmocka_unit_test(names_that_cannot_be_are_refused),
        cmocka_unit_test(the_built_in_profile_knows_languages),
    };
    profile = tiny_parsed();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    kl_language_profile_free(profile);
    return failed;
}
