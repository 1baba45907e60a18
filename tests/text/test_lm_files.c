/* SPDX-License-Identifier: Apache-2.0 */
/* Files of language models: read back, refused with the place, and no allocation that may not fail. */
#include "lm_support.h"

#include "../older.h"
#include "base/alloc.h"
#include "base/crc64.h"
#include "text/lm_excess.h"

#define ARPA                                                                                       \
    "made by hand\n\n\\data\\\nngram 1=5\nngram 2=3\nngram "                                       \
    "3=1\n\n\\1-grams:\n-1\t<unk>\n-99\t<s>\t-0.5\n"                                               \
    "-0.7\t</s>\n-0.5\ta\t-0.25\n-0.6\tb\t-0.125\n\n\\2-grams:\n-0.2\t<s> a\t-0.1\n-0.3\ta b\n"    \
    "-0.4\tb </s>\n\n\\3-grams:\n-0.05\t<s> a b\n\n\\end\\\n"

static const double ln10 = 2.302585092994045684;

static kl_lm *parse(const void *data, size_t size) {
    kl_error error = KL_ERROR_INIT;
    kl_lm *lm = NULL;
    assert_ok(kl_lm_parse(data, size, &lm, &error), error);
    return lm;
}

static double step(const kl_lm *lm, kl_lm_state *state, const char *name) {
    return kl_lm_step(lm, state, kl_lm_symbol(lm, name, strlen(name))) / ln10;
}

/* What an ARPA file says, with backoffs, also where an ending of an n-gram is not in the file. */
static void arpa_by_hand(void **state) {
    (void)state;
    kl_lm *lm = parse(ARPA, sizeof ARPA - 1);
    kl_lm_state at = kl_lm_begin(lm);
    assert_int_equal(kl_lm_order(lm), 3);
    assert_int_equal(kl_lm_get_smoothing(lm), KL_LM_BACKOFF);
    assert_near(step(lm, &at, "a"), -0.2, 1e-6);
    assert_near(step(lm, &at, "b"), -0.05, 1e-6);
    /* "a b" has no backoff and no continuation: p(</s> | a b) = p(</s> | b). */
    assert_near(step(lm, &at, "</s>"), -0.4, 1e-6);
    at = kl_lm_begin(lm);
    assert_near(step(lm, &at, "b"), -0.5 - 0.6, 1e-6);
    assert_near(step(lm, &at, "a"), -0.125 - 0.5, 1e-6);
    assert_near(step(lm, &at, "nobody"), -0.25 - 1, 1e-6);
    at = kl_lm_begin(lm);
    step(lm, &at, "a");
    assert_near(step(lm, &at, "</s>"), -0.1 - 0.25 - 0.7, 1e-6);
    kl_lm_free(lm);
}

/* A file need not give unknown symbols any probability. */
static void impossible_symbols(void **state) {
    (void)state;
    static const char arpa[] =
        "\\data\\\nngram 1=3\n\n\\1-grams:\n-0.5\t</s>\n-99\t<s>\n-0.25\ta\n\n\\end\\\n";
    kl_lm *lm = parse(arpa, sizeof arpa - 1);
    kl_lm_score score;
    kl_document *document = NULL;
    assert_int_equal(kl_lm_score_text(lm, "a b\na\n", 6, NULL, &score, NULL), KL_OK);
    assert_int_equal(score.impossible, 1);
    assert_true(isinf(score.cross_entropy.value) && isnan(score.cross_entropy.low));
    assert_near(score.cross_entropy_known.value / ln10, (2 * 0.25 + 2 * 0.5) / 4, 1e-6);
    assert_int_equal(kl_lm_describe(lm, "m", "t", "a b\na\n", 6, NULL, &document, NULL), KL_OK);
    assert_non_null(strstr(kl_document_sentence(document, 0)->text, "gives 1 token of the text"));
    assert_null(kl_document_sentence(document, 1));
    kl_document_free(document);
    kl_lm_free(lm);
}

static void assert_refused(const char *text, size_t size, kl_status expected, int64_t line,
                           const char *part) {
    kl_error error = KL_ERROR_INIT;
    kl_lm *lm = NULL;
    assert_int_equal(kl_lm_parse(text, size, &lm, &error), expected);
    if (line > 0)
        assert_int_equal(error.index, line);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
}

/* The file above with `old` replaced. */
static size_t replace(char text[2 * sizeof ARPA], const char *old, const char *new) {
    const char *at = strstr(ARPA, old);
    assert_non_null(at);
    return (size_t)snprintf(text, 2 * sizeof ARPA, "%.*s%s%s", (int)(at - ARPA), ARPA, new,
                            at + strlen(old));
}

static void refuse_with(const char *old, const char *new, int64_t line, const char *part) {
    char text[2 * sizeof ARPA];
    assert_refused(text, replace(text, old, new), KL_ERROR_FORMAT, line, part);
}

/* <s> has no probability after anything, whatever a file says of an n-gram that ends in it. */
static void begins_are_not_predicted(void **state) {
    (void)state;
    char text[2 * sizeof ARPA];
    kl_lm *lm = parse(text, replace(text, "-0.3\ta b", "-0.3\ta <s>"));
    kl_lm_state at = kl_lm_nowhere(lm);
    step(lm, &at, "a");
    assert_true(step(lm, &at, "<s>") == -INFINITY);
    kl_lm_free(lm);
}

/* By hand: the loss of "a" is 0.4 and that of the end behind it −2.5 in log10. */
static void more_than_probability_1(void **state) {
    (void)state;
    static const char arpa[] =
        "\\data\\\nngram 1=4\nngram 2=1\n\n\\1-grams:\n-99\t<s>\n-0.5\t</s>\n"
        "-0.4\ta\t3\n-0.6\tb\n\n\\2-grams:\n-0.2\ta b\n\n\\end\\\n";
    kl_lm *lm = parse(arpa, sizeof arpa - 1);
    char text[4001];
    for (size_t i = 0; i < 4000; i += 2)
        memcpy(text + i, "a\n", 3);
    kl_lm_score score;
    kl_lm_mixture mixture;
    kl_document *document = NULL;
    double weight[2];
    const kl_lm *both[2] = {lm, lm};
    const double loss = (0.4 - 2.5) / 2 * ln10;
    assert_int_equal(kl_lm_score_text(lm, text, 4000, NULL, &score, NULL), KL_OK);
    assert_near(score.cross_entropy.value, loss, 1e-6);
    assert_near(score.cross_entropy.low, loss, 1e-6);
    assert_int_equal(score.cross_entropy.flags & KL_FLAG_CLIPPED, 0);
    assert_int_equal(kl_lm_interpolate(both, 2, text, 4000, NULL, weight, NULL, &mixture, NULL),
                     KL_OK);
    assert_near(mixture.cross_entropy.value, loss, 1e-6);
    assert_int_equal(kl_lm_describe(lm, "m", "t", text, 4000, NULL, &document, NULL), KL_OK);
    assert_non_null(strstr(kl_document_sentence(document, 1)->text, "more than probability 1"));
    kl_document_free(document);
    kl_lm_free(lm);
}

/* What contexts add up to, held to the distribution of each: by kl_lm_distribution, over the vocabulary. */
static void assert_excess(const char *arpa, size_t size, uint64_t contexts, const char *note) {
    kl_lm *lm = parse(arpa, size);
    const uint32_t nodes = (uint32_t)lm->head->level[lm->head->order - 1].first;
    const size_t symbols = (size_t)kl_lm_get_level(lm, 1).count;
    double *p = calloc(symbols, sizeof *p), most = 0;
    kl_lm_excess excess;
    uint64_t found = 0;
    kl_document *document = NULL;
    for (uint32_t i = 0; i <= nodes; i++) {
        double sum = 0;
        if (kl_lm_distribution(lm, i == nodes ? KL_LM_NONE : i, p, NULL) != KL_OK)
            continue;
        for (size_t w = 0; w < symbols; w++)
            sum += p[w];
        most = fmax(most, sum);
        found += sum > 1 + 1e-3;
    }
    assert_int_equal(found, contexts);
    assert_int_equal(kl_lm_find_excess(lm, &excess, NULL), KL_OK);
    assert_int_equal(excess.contexts, contexts);
    if (contexts > 0)
        assert_near(excess.sum, most, 1e-12 * most);
    assert_int_equal(kl_lm_describe(lm, "m", "t", "a b\n", 4, NULL, &document, NULL), KL_OK);
    const kl_report_sentence *said = NULL;
    for (size_t i = 0; (said = kl_document_sentence(document, i)) != NULL; i++)
        if (strstr(said->text, "the probabilities of m add up to") != NULL)
            break;
    assert_int_equal(said != NULL, contexts > 0);
    if (said != NULL && strstr(said->text, note) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", note, said->text);
    kl_document_free(document);
    kl_lm_free(lm);
    free(p);
}

static void contexts_that_add_up_to_more_than_1(void **state) {
    (void)state;
    static const char nothing_before[] = "\\data\\\nngram 1=3\n\n\\1-grams:\n-99\t<s>\n-0.3\t</s>\n"
                                         "-0.25\ta\n\n\\end\\\n";
    static const char of_order_1[] =
        "\\data\\\nngram 1=4\nngram 2=1\n\n\\1-grams:\n-99\t<s>\n-0.5\t</s>\n"
        "-0.4\ta\t0.3\n-0.6\tb\n\n\\2-grams:\n-0.2\ta b\n\n\\end\\\n";
    char text[2 * sizeof ARPA];
    assert_excess(text, replace(text, "-0.05\t<s> a b", "-0.5\t<s> a b"), 0, "");
    assert_excess(nothing_before, sizeof nothing_before - 1, 1,
                  "With nothing before the probabilities of m add up to 1.0635");
    assert_excess(of_order_1, sizeof of_order_1 - 1, 1,
                  "After \"a\" the probabilities of m add up to 2.0562");
    assert_excess(
        ARPA, sizeof ARPA - 1, 1,
        "After \"<s> a\" the probabilities of m add up to 1.1663, and to more than 1 in 1 "
        "context in all");
    /* One of one symbol, and that of two which backs off to it. */
    assert_excess(text, replace(text, "a\t-0.25", "a\t0.25"), 2,
                  "and to more than 1 in 2 contexts in all");
}

/* As SRILM and others write it. */
static void counts_may_have_blanks(void **state) {
    (void)state;
    static const char *const counts[] = {"ngram 2 = 3", "ngram  2=   3 ", "ngram 2= 3\r"};
    char text[2 * sizeof ARPA];
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        kl_lm *lm = parse((const unsigned char *)text, replace(text, "ngram 2=3", counts[i]));
        assert_int_equal(kl_lm_get_level(lm, 2).count, 3);
        kl_lm_free(lm);
    }
    kl_lm_free(parse(text, replace(text, "made by hand\n\n", "\xEF\xBB\xBF")));
}

static void bad_arpa(void **state) {
    (void)state;
    refuse_with("\\data\\", "data", 1, "neither a language model");
    refuse_with("ngram 2=3", "ngram 3=3", 5, "ngram 2=COUNT");
    refuse_with("ngram 2=3", "ngram 2=3x", 5, "ngram 2=COUNT");
    refuse_with("ngram 2=3", "ngram 2=3.5", 5, "ngram 2=COUNT");
    refuse_with("ngram 2=3", "ngram 2=-1", 5, "ngram 2=COUNT");
    refuse_with("ngram 2=3", "ngram 4294967298=3", 5, "ngram 2=COUNT");
    refuse_with("ngram 2=3", "ngram 2=18446744073709551619", 5, "ngram 2=COUNT");
    refuse_with("ngram 2=3", "ngram 2=999999999", 5, "do not fit");
    refuse_with("ngram 2=3", "ngram 2=4", 20, "of order 2");
    refuse_with("\\2-grams:", "\\3-grams:", 15, "expected \\2-grams:");
    refuse_with("-0.2\t<s> a\t-0.1", "0.2\t<s> a\t-0.1", 16, "above 0");
    refuse_with("-0.2\t<s> a\t-0.1", "-0.2\t<s> c\t-0.1", 16, "\"c\" is not among");
    refuse_with("-0.2\t<s> a\t-0.1", "-0.2\t<s> a\tx", 16, "\"x\" is no logarithm");
    refuse_with("-0.2\t<s> a\t-0.1", "nan\t<s> a\t-0.1", 16, "no logarithm");
    refuse_with("-0.3\ta b", "-0.3\t<s> a", 17, "there before");
    refuse_with("-0.05\t<s> a b", "-0.05\tb a b", 21, "no n-gram of this file");
    refuse_with("-0.6\tb\t", "-0.6\ta\t", 13, "\"a\" was there before");
    refuse_with("-0.6\tb\t-0.125", "-0.6\t</s>", 13, "\"</s>\" was there before");
    refuse_with("-0.6\tb\t-0.125", "-0.6\t<unk>", 13, "\"<unk>\" was there before");
    refuse_with("-0.6\tb\t-0.125", "-99\t<s>", 13, "\"<s>\" was there before");
    refuse_with("\n\\end\\\n", "", 0, "expected \\end\\");
    assert_refused("", 0, KL_ERROR_FORMAT, 1, "neither");
}

/* Written and read again, both ways, a model predicts the same: the image to the bit. */
static void read_back(void **state) {
    (void)state;
    size_t size, n;
    char *text = random_lines(21, 300, &size), path[] = "/tmp/kl-test-lm-XXXXXX";
    kl_lm_options options;
    kl_error error = KL_ERROR_INIT;
    kl_lm_options_init(&options);
    options.order = 4;
    kl_lm *lm = train_with(&options, text, size), *arpa = NULL;
    unsigned char *image = image_of(lm, &n), *moved = malloc(n + 1);
    close(mkstemp(path));
    assert_ok(kl_lm_write_arpa(lm, path, &error), error);
    assert_ok(kl_lm_open(path, &arpa, &error), error);
    unlink(path);
    memcpy(moved + 1, image, n); /* at an odd address */
    kl_lm *again = parse(moved + 1, n);
    kl_lm_score score[3];
    const kl_lm *all[3] = {lm, again, arpa};
    for (int i = 0; i < 3; i++)
        assert_ok(kl_lm_score_text(all[i], text, size, NULL, &score[i], &error), error);
    assert_memory_equal(&score[0].cross_entropy.value, &score[1].cross_entropy.value, 8);
    assert_near(score[0].cross_entropy.value, score[2].cross_entropy.value, 1e-7);
    for (int k = 1; k <= 4; k++)
        assert_int_equal(kl_lm_get_level(lm, k).count, kl_lm_get_level(arpa, k).count);
    kl_lm_free(lm);
    kl_lm_free(again);
    kl_lm_free(arpa);
    free(moved);
    free(image);
    free(text);
}

/* Without harm, whatever comes of it. */
static void sample_and_write(const kl_lm *lm) {
    char path[] = "/tmp/kl-test-lm-XXXXXX", *line = NULL;
    kl_lm_sampler *sampler = NULL;
    kl_random random;
    size_t size;
    kl_random_init(&random, 0, 0);
    assert_int_equal(kl_lm_sampler_new(lm, &sampler, NULL), KL_OK);
    kl_status status = kl_lm_sampler_draw(sampler, &random, 5, &line, &size, NULL, NULL);
    assert_true(status == KL_OK || status == KL_ERROR_VALUE);
    kl_memory_free(line);
    kl_lm_sampler_free(sampler);
    close(mkstemp(path));
    status = kl_lm_write_arpa(lm, path, NULL);
    assert_true(status == KL_OK || status == KL_ERROR_FORMAT || status == KL_ERROR_MISMATCH);
    unlink(path);
}

/* Every bit of an image counts; with its checksum made true again it is refused or answers without harm. */
static void bad_images(void **state) {
    (void)state;
    kl_lm *lm = train("a b c\nb c\na c b\n", 3, KL_LM_KNESER_NEY);
    size_t n;
    unsigned char *image = image_of(lm, &n);
    kl_lm_free(lm);
    assert_refused((const char *)image, n - 1, KL_ERROR_FORMAT, 0, "bytes and says it has");
    assert_refused((const char *)image, 64, KL_ERROR_FORMAT, 0, "ends inside the head");
    image[8] = 9;
    assert_refused((const char *)image, n, KL_ERROR_VERSION, 0, "version 9");
    image[8] = 1;
    for (size_t at = 12; at < n - 8; at++) {
        image[at] ^= 0x41;
        if (at < 24 || at >= 32)
            assert_refused((const char *)image, n, KL_ERROR_FORMAT, 0, "checksum");
        const uint64_t sum = kl_crc64(0, image, n - 8);
        unsigned char kept[8];
        memcpy(kept, image + n - 8, 8);
        memcpy(image + n - 8, &sum, 8);
        kl_lm *other = NULL;
        if (kl_lm_parse(image, n, &other, NULL) == KL_OK) {
            kl_lm_score score;
            assert_int_equal(kl_lm_score_text(other, "a b c a\n", 8, NULL, &score, NULL), KL_OK);
            sample_and_write(other);
            kl_lm_free(other);
        }
        memcpy(image + n - 8, kept, 8);
        image[at] ^= 0x41;
    }
    free(image);
}

static void save_state(const char *from, const kl_lm_options *options, const char *path) {
    kl_error error = KL_ERROR_INIT;
    kl_lm_trainer *trainer = NULL;
    if (from != NULL) {
        assert_ok(kl_lm_trainer_open(from, NULL, &trainer, &error), error);
    } else {
        assert_ok(kl_lm_trainer_new(options, &trainer, &error), error);
        assert_ok(kl_lm_trainer_add(trainer, "a b\nb c\nc a b\n", 14, &error), error);
    }
    assert_ok(kl_lm_trainer_save(trainer, path, &error), error);
    kl_lm_trainer_free(trainer);
}

/* What a state holds is saved as the same state; it takes nothing more, and has no parts. */
static void states_opened(void **state) {
    (void)state;
    char directory[64], path[128], again[128];
    kl_error error = KL_ERROR_INIT;
    kl_lm_trainer *trainer = NULL;
    kl_lm_options options;
    kl_lm_options_init(&options);
    options.part = options.parts = 2;
    make_directory(directory, sizeof directory);
    snprintf(path, sizeof path, "%s/state", directory);
    snprintf(again, sizeof again, "%s/again", directory);
    save_state(NULL, &options, path);
    save_state(path, NULL, again);
    size_t size, again_size;
    unsigned char *bytes = read_file(path, &size), *same = read_file(again, &again_size);
    assert_int_equal(size, again_size);
    assert_memory_equal(bytes, same, size);
    free(bytes);
    free(same);
    kl_lm_counted of;
    assert_ok(kl_lm_trainer_about(again, &of, &error), error);
    assert_int_equal(of.symbols, KL_SYMBOLS_TOKENS);
    assert_true(of.order == 5 && of.lines == 1 && of.taken == 7 && of.bytes == 14);
    assert_int_equal(kl_lm_trainer_open(path, &options, &trainer, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "part 2 of 2 of a state"));
    assert_ok(kl_lm_trainer_open(path, NULL, &trainer, &error), error);
    assert_int_equal(kl_lm_trainer_add(trainer, "a\n", 2, &error), KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "nothing can be added"));
    kl_lm_trainer_free(trainer);
    unlink(path);
    unlink(again);
    rmdir(directory);
}

static void wrong_calls(void **state) {
    (void)state;
    kl_lm_options options;
    kl_lm_trainer *trainer = NULL;
    kl_lm *lm = NULL;
    kl_error error = KL_ERROR_INIT;
#define REFUSED(member, value, part)                                                               \
    kl_lm_options_init(&options);                                                                  \
    options.member = (value);                                                                      \
    assert_int_equal(kl_lm_trainer_new(&options, &trainer, &error), KL_ERROR_ARGUMENT);            \
    assert_non_null(strstr(error.message, part))
    REFUSED(order, 0, "order 0");
    REFUSED(order, 11, "order 11");
    REFUSED(smoothing, KL_LM_BACKOFF, "Kneser-Ney or Witten-Bell");
    REFUSED(symbols, KL_SYMBOLS_NAMES, "bytes, letters, words or tokens");
    REFUSED(size, 0, "kl_lm_options");
#undef REFUSED
    assert_ok(kl_lm_trainer_new(NULL, &trainer, &error), error);
    assert_ok(kl_lm_trainer_add(trainer, "", 0, &error), error);
    assert_int_equal(kl_lm_trainer_finish(trainer, &lm, &error), KL_ERROR_VALUE);
    kl_lm_trainer_free(trainer);
    kl_lm_trainer_free(NULL);
    kl_lm_free(NULL);
    lm = train("a\n", 1, KL_LM_KNESER_NEY);
    kl_lm_score score;
    kl_lm_score_options how;
    kl_lm_score_options_init(&how);
    how.confidence = 1;
    assert_int_equal(kl_lm_score_text(lm, "a\n", 2, &how, &score, &error), KL_ERROR_ARGUMENT);
    assert_int_equal(kl_lm_score_text(lm, "", 0, NULL, &score, &error), KL_ERROR_VALUE);
    kl_lm_free(lm);
}

/* ── Allocations that fail ────────────────────────────────────────────────────────────────────── */

#ifdef KL_ALLOC_TEST
static kl_status everything(const char *text, size_t size, const char *path) {
    kl_lm_options options;
    kl_lm_trainer *trainer = NULL;
    kl_lm *lm = NULL, *arpa = NULL;
    kl_document *document = NULL, *together = NULL;
    const char *name = "m";
    kl_lm_score_options how;
    kl_lm_mixture mixture;
    kl_lm_sampler *sampler = NULL;
    kl_random random;
    char *line = NULL;
    size_t length;
    double weight[1];
    kl_lm_options_init(&options);
    options.order = 3;
    options.memory = 1 << 14;
    options.spill = "/tmp";
    kl_lm_score_options_init(&how);
    how.surprisal = 1;
    kl_status status = kl_lm_trainer_new(&options, &trainer, NULL);
    if (status == KL_OK)
        status = kl_lm_trainer_add(trainer, text, size, NULL);
    if (status == KL_OK)
        status = kl_lm_trainer_finish(trainer, &lm, NULL);
    if (status == KL_OK)
        status = kl_lm_write_arpa(lm, path, NULL);
    if (status == KL_OK)
        status = kl_lm_open(path, &arpa, NULL);
    if (status == KL_OK)
        status = kl_lm_describe(arpa, "m", "t", text, size, &how, &document, NULL);
    if (status == KL_OK)
        status = kl_lm_interpolate((const kl_lm *const *)&lm, 1, text, size, NULL, weight, NULL,
                                   &mixture, NULL);
    if (status == KL_OK)
        status = kl_lm_interpolate_describe((const kl_lm *const *)&lm, &name, 1, "t", text, size,
                                            NULL, &together, NULL);
    kl_random_init(&random, 0, 0);
    if (status == KL_OK)
        status = kl_lm_sampler_new(lm, &sampler, NULL);
    if (status == KL_OK)
        status = kl_lm_sampler_draw(sampler, &random, 0, &line, &length, NULL, NULL);
    kl_memory_free(line);
    kl_lm_sampler_free(sampler);
    kl_document_free(together);
    kl_document_free(document);
    kl_lm_free(arpa);
    kl_lm_free(lm);
    kl_lm_trainer_free(trainer);
    return status;
}

static void failing_allocations(void **state) {
    (void)state;
    char path[] = "/tmp/kl-test-lm-XXXXXX";
    size_t size;
    char *text = random_lines(31, 40, &size);
    close(mkstemp(path));
    kl_alloc_fail_at(0);
    assert_int_equal(everything(text, size, path), KL_OK);
    const unsigned long all = kl_alloc_fail_at(0);
    /* The labels of the passage are all alike: every seventh of them will do. */
    for (unsigned long k = 1; k <= all; k += k < 400 ? 1 : 7) {
        kl_alloc_fail_at(k);
        assert_int_equal(everything(text, size, path), KL_ERROR_MEMORY);
    }
    kl_alloc_fail_at(0);
    unlink(path);
    free(text);
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arpa_by_hand),
        cmocka_unit_test(impossible_symbols),
        cmocka_unit_test(contexts_that_add_up_to_more_than_1),
        cmocka_unit_test(bad_arpa),
        cmocka_unit_test(counts_may_have_blanks),
        cmocka_unit_test(read_back),
        cmocka_unit_test(bad_images),
        cmocka_unit_test(states_opened),
        cmocka_unit_test(begins_are_not_predicted),
        cmocka_unit_test(more_than_probability_1),
        cmocka_unit_test(wrong_calls),
#ifdef KL_ALLOC_TEST
        cmocka_unit_test(failing_allocations),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
