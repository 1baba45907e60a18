/* SPDX-License-Identifier: Apache-2.0 */
/* Language models: what holds for every one. Their numbers are checked against a second way to compute them, and
 * KenLM's, in tests/python/test_language_model.py and tests/cli/test_lm.py. */
#include "lm_support.h"

#include "../all_cases.h"

/* By hand: two lines, order 2. Counts: a after 2 begins of lines, b after a twice, … */
static void by_hand(void **state) {
    (void)state;
    kl_lm *lm = train("a b\na b b\n", 2, KL_LM_WITTEN_BELL);
    kl_lm_state at = kl_lm_begin(lm);
    /* Order 1: a 2, b 3, </s> 2 of 7, three kinds; uniform over <unk>, </s>, a, b. */
    const double a1 = (2 + 3 * 0.25) / 10, b1 = (3 + 3 * 0.25) / 10, unknown = 3 * 0.25 / 10;
    assert_int_equal(kl_lm_get_level(lm, 1).count, 5);
    assert_int_equal(kl_lm_get_level(lm, 2).count, 4); /* <s> a, a b, b b, b </s> */
    assert_near(exp(kl_lm_step(lm, &at, kl_lm_symbol(lm, "a", 1))), (2 + a1) / 3, 1e-7);
    assert_near(exp(kl_lm_step(lm, &at, kl_lm_symbol(lm, "b", 1))), (2 + b1) / 3, 1e-7);
    kl_lm_state before = at;
    assert_near(exp(kl_lm_step(lm, &at, kl_lm_symbol(lm, "b", 1))), (1 + 2 * b1) / 5, 1e-7);
    at = before;
    assert_near(exp(kl_lm_step(lm, &at, KL_LM_UNKNOWN)), 2 * unknown / 5, 1e-7);
    assert_int_equal(at, kl_lm_nowhere(lm));
    assert_near(exp(kl_lm_step(lm, &at, KL_LM_UNKNOWN)), unknown, 1e-7);
    at = kl_lm_nowhere(lm);
    assert_true(isinf(kl_lm_step(lm, &at, KL_LM_BEGIN)));
    kl_lm_free(lm);
}

/* Of all numbers only symbols, and as states only what steps lead to. */
static void strangers(void **state) {
    (void)state;
    kl_lm *lm = train("a b c\na b b c\nc a b a\n", 3, KL_LM_WITTEN_BELL);
    const uint32_t symbols = (uint32_t)kl_lm_get_level(lm, 1).count, nodes = 200;
    unsigned char given[200] = {0};
    double p[8];
    assert_true(symbols <= 8);
    /* Which states there are: all that some line leads to. */
    kl_lm_state found[200] = {kl_lm_begin(lm), kl_lm_nowhere(lm)};
    size_t n = 2;
    given[kl_lm_begin(lm)] = 1;
    for (size_t i = 0; i < n; i++)
        for (uint32_t w = 0; w < symbols; w++) {
            kl_lm_state at = found[i];
            assert_false(isnan(kl_lm_step(lm, &at, w)));
            if (at == kl_lm_nowhere(lm) || given[at])
                continue;
            assert_true(at < nodes);
            given[at] = 1;
            found[n++] = at;
        }
    assert_true(n > 5);
    for (uint32_t s = 0; s < nodes; s++) {
        kl_lm_state at = s;
        kl_error error = KL_ERROR_INIT;
        assert_int_equal(isnan(kl_lm_step(lm, &at, 3)), !given[s]);
        assert_int_equal(kl_lm_distribution(lm, s, p, &error),
                         given[s] ? KL_OK : KL_ERROR_ARGUMENT);
        assert_true(given[s] || (at == s && strstr(error.message, "is no state of this model")));
    }
    kl_lm_state at = kl_lm_begin(lm);
    assert_true(isnan(kl_lm_step(lm, &at, symbols)));
    assert_int_equal(at, kl_lm_begin(lm));
    kl_lm_free(lm);
}

/* Every distribution adds up to 1, in all states that a text leads to, of every order and smoothing. */
static void adds_up(void **state) {
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        size_t size;
        char *text = random_lines(seed, 60, &size);
        kl_lm_options options;
        kl_lm_options_init(&options);
        options.order = 1 + (int)(seed % 6);
        options.smoothing = seed % 2 ? KL_LM_WITTEN_BELL : KL_LM_KNESER_NEY;
        kl_lm *lm = train_with(&options, text, size);
        const size_t n = (size_t)kl_lm_get_level(lm, 1).count;
        double *p = malloc(n * sizeof *p);
        kl_random random;
        kl_random_init(&random, seed, 4);
        kl_lm_state at = kl_lm_begin(lm);
        for (int i = 0; i < 200; i++) {
            double sum = 0;
            assert_int_equal(kl_lm_distribution(lm, at, p, NULL), KL_OK);
            for (size_t w = 0; w < n; w++) {
                assert_true(p[w] >= 0 && p[w] <= 1);
                sum += p[w];
            }
            /* Each p has 2^-24 of each of up to `order` logarithms, which are below 20 in size. */
            assert_near(sum, 1, 20 * options.order * 0x1p-24);
            if (i % 10 == 9)
                at = kl_lm_begin(lm);
            else
                kl_lm_step(lm, &at, (uint32_t)kl_random_below(&random, n));
        }
        free(p);
        kl_lm_free(lm);
        free(text);
    }
}

static void assert_same_image(kl_lm_options options, const char *text, size_t size,
                              const unsigned char *expected, size_t expected_size) {
    size_t n;
    kl_lm *lm = train_with(&options, text, size);
    unsigned char *image = image_of(lm, &n);
    assert_int_equal(n, expected_size);
    assert_memory_equal(image, expected, n);
    free(image);
    kl_lm_free(lm);
}

/* Threads, memory (spilled runs, many blocks) and whether files come in one piece change no byte. */
static void same_bytes(void **state) {
    (void)state;
    size_t size, n;
    char *text = random_lines(5, 6000, &size), directory[64];
    make_directory(directory, sizeof directory);
    for (int order = 1; order <= 4; order += 3) {
        kl_lm_options options;
        kl_lm_options_init(&options);
        options.order = order;
        kl_lm *lm = train_with(&options, text, size);
        unsigned char *image = image_of(lm, &n);
        kl_lm_free(lm);
        for (unsigned threads = 1; threads <= 3; threads++) {
            options.pool = pool_of(threads);
            options.spill = directory;
            options.memory = threads == 2 ? 1 << 10 : 1 << 18;
            assert_same_image(options, text, size, image, n);
            kl_pool_free(options.pool);
        }
        free(image);
    }
    assert_int_equal(rmdir(directory), 0); /* nothing is left */
    free(text);
}

/* A trainer that could not add some lines, for want of room beyond its memory. */
static kl_lm_trainer *trainer_without_room(const kl_lm_options *options, kl_status status,
                                           const char *says) {
    size_t size;
    char *text = random_lines(6, 6000, &size);
    kl_lm_options little = *options;
    kl_lm_trainer *trainer = NULL;
    kl_error error = KL_ERROR_INIT;
    little.memory = 1 << 10;
    assert_ok(kl_lm_trainer_new(&little, &trainer, &error), error);
    assert_int_equal(kl_lm_trainer_add(trainer, text, size, &error), status);
    assert_non_null(strstr(error.message, says));
    free(text);
    return trainer;
}

/* A directory is asked for what does not fit into memory, and for nothing else. */
static void place_that_is_not_needed(void **state) {
    (void)state;
    size_t size;
    char *text = random_lines(6, 6000, &size);
    kl_lm_options options;
    kl_lm_options_init(&options);
    options.spill = "/nowhere";
    kl_lm_free(train_with(&options, text, size));
    kl_lm_trainer_free(trainer_without_room(&options, KL_ERROR_IO, "/nowhere"));
    free(text);
}

static void no_place_to_spill(void **state) {
    (void)state;
    kl_lm_options options;
    kl_error error = KL_ERROR_INIT;
    kl_lm_options_init(&options);
    kl_lm_trainer *trainer =
        trainer_without_room(&options, KL_ERROR_MEMORY, "no directory to spill to");
    /* What counted a part must not pass for the whole. */
    kl_lm *lm = NULL;
    assert_int_equal(kl_lm_trainer_finish(trainer, &lm, &error), KL_ERROR_ARGUMENT);
    kl_lm_trainer_free(trainer);
}

/* All symbols of a score's text one by one give its sums; threads do not matter. */
static kl_status add_up(void *context, const kl_lm_token *token, kl_error *error) {
    (void)error;
    *(double *)context -= token->log_p;
    return KL_OK;
}

static void scores(void **state) {
    (void)state;
    size_t size;
    char *text = random_lines(7, 3000, &size);
    kl_lm *lm = train("w1 w2 w3\nw1 w2\nw0 w1 w5 w6\nw2\n", 3, KL_LM_KNESER_NEY);
    kl_lm_score score[2];
    kl_lm_score_options options;
    kl_error error = KL_ERROR_INIT;
    double sum = 0;
    kl_lm_score_options_init(&options);
    assert_ok(kl_lm_score_text(lm, text, size, &options, &score[0], &error), error);
    options.pool = pool_of(3);
    assert_ok(kl_lm_score_text(lm, text, size, &options, &score[1], &error), error);
    assert_memory_equal(&score[0].cross_entropy.value, &score[1].cross_entropy.value, 8);
    assert_memory_equal(&score[0].per_byte.high, &score[1].per_byte.high, 8);
    kl_pool_free(options.pool);
    assert_ok(kl_lm_visit(lm, text, size, add_up, &sum, &error), error);
    const double n = (double)(score[0].symbols + score[0].lines);
    assert_near(score[0].cross_entropy.value, sum / n, 1e-12 * sum / n);
    assert_near(score[0].per_byte.value, sum / (double)size, 1e-12);
    assert_int_equal(score[0].lines, 3000);
    assert_int_equal(score[0].bytes, size);
    assert_int_equal(score[0].words, score[0].symbols);
    assert_true(score[0].unknown > 0 && score[0].unknown < score[0].symbols);
    assert_true(score[0].cross_entropy.low < score[0].cross_entropy.value &&
                score[0].cross_entropy.value < score[0].cross_entropy.high);
    kl_lm_free(lm);
    free(text);
}

/* ln p of every symbol of a text under two models, and what a mixture of them costs. */
typedef struct pairs {
    double log_p[2][8192];
    size_t n[2];
    int model;
} pairs;

static kl_status keep(void *context, const kl_lm_token *token, kl_error *error) {
    (void)error;
    pairs *p = context;
    assert_true(p->n[p->model] < 8192);
    p->log_p[p->model][p->n[p->model]++] = token->log_p;
    return KL_OK;
}

static double cost(const pairs *p, double weight) {
    double sum = 0;
    for (size_t i = 0; i < p->n[0]; i++)
        sum -= log(weight * exp(p->log_p[0][i]) + (1 - weight) * exp(p->log_p[1][i]));
    return sum / (double)p->n[0];
}

/* The weights are the best there are; a model beside itself gets half. */
static void mixtures(void **state) {
    (void)state;
    size_t size[3];
    char *text[3] = {random_lines(11, 400, &size[0]), random_lines(12, 400, &size[1]),
                     random_lines(13, 400, &size[2])};
    kl_lm_options options;
    kl_lm_options_init(&options);
    options.order = 2;
    kl_lm *good = train_with(&options, text[0], size[0]);
    options.order = 1;
    kl_lm *bad = train_with(&options, text[2], size[2]);
    const kl_lm *both[2] = {bad, good};
    double weight[2];
    uint64_t unknown[2];
    kl_lm_mixture mixture;
    kl_lm_score score;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_lm_interpolate(both, 2, text[1], size[1], NULL, weight, unknown, &mixture, &error),
              error);
    assert_near(weight[0] + weight[1], 1, 1e-12);
    assert_true(weight[0] > 0.01 && weight[1] > 0.01 && mixture.converged);
    static pairs p;
    for (p.model = 0; p.model < 2; p.model++)
        assert_ok(kl_lm_visit(both[p.model], text[1], size[1], keep, &p, &error), error);
    assert_near(mixture.cross_entropy.value, cost(&p, weight[0]), 1e-9);
    assert_true(cost(&p, weight[0] - 0.01) > mixture.cross_entropy.value);
    assert_true(cost(&p, weight[0] + 0.01) > mixture.cross_entropy.value);
    assert_ok(kl_lm_score_text(good, text[1], size[1], NULL, &score, &error), error);
    assert_true(mixture.cross_entropy.value <= score.cross_entropy.value + 1e-12);
    assert_int_equal(unknown[1], score.unknown);
    assert_int_equal(mixture.lines, score.lines);
    assert_int_equal(mixture.symbols, score.symbols);
    const kl_lm *twice[2] = {good, good};
    assert_ok(kl_lm_interpolate(twice, 2, text[1], size[1], NULL, weight, NULL, &mixture, &error),
              error);
    assert_near(weight[0], 0.5, 1e-12);
    assert_near(mixture.cross_entropy.value, score.cross_entropy.value, 1e-12);
    /* A model beside itself is that model: also its interval is. */
    assert_int_equal(mixture.cross_entropy.method, score.cross_entropy.method);
    assert_near(mixture.cross_entropy.low, score.cross_entropy.low, 1e-12);
    assert_near(mixture.cross_entropy.high, score.cross_entropy.high, 1e-12);
    kl_lm_interpolate_options how;
    double parallel[2];
    kl_lm_mixture same;
    kl_lm_interpolate_options_init(&how);
    how.pool = pool_of(3);
    assert_ok(kl_lm_interpolate(both, 2, text[1], size[1], NULL, weight, NULL, &mixture, &error),
              error);
    assert_ok(kl_lm_interpolate(both, 2, text[1], size[1], &how, parallel, NULL, &same, &error),
              error);
    assert_memory_equal(weight, parallel, sizeof weight);
    assert_memory_equal(&mixture.cross_entropy.value, &same.cross_entropy.value, sizeof(double));
    kl_pool_free(how.pool);
    how.confidence = 1;
    assert_int_equal(kl_lm_interpolate(both, 2, "w1\n", 3, &how, parallel, NULL, &same, &error),
                     KL_ERROR_ARGUMENT);
    how.size = 0;
    assert_int_equal(kl_lm_interpolate(both, 2, "w1\n", 3, &how, parallel, NULL, &same, &error),
                     KL_ERROR_ARGUMENT);
    options.symbols = KL_SYMBOLS_BYTES;
    kl_lm *bytes = train_with(&options, text[2], size[2]);
    twice[1] = bytes;
    assert_int_equal(kl_lm_interpolate(twice, 2, "w1\n", 3, NULL, weight, NULL, &mixture, &error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(error.input, 1);
    kl_lm_free(bytes);
    kl_lm_free(good);
    kl_lm_free(bad);
    free(text[0]);
    free(text[1]);
    free(text[2]);
}

/* Symbols of each kind, bytes that are no text included; literal <s> and </s> of a text are no ends. */
static void kinds_of_symbols(void **state) {
    (void)state;
    static const struct {
        kl_symbols symbols;
        const char *text;
        size_t names;
    } all[] = {{KL_SYMBOLS_TOKENS, "A a\xFF <s> </s> <unk>\n", 2},
               {KL_SYMBOLS_WORDS, "A a B-b\xFF c\n", 3},
               {KL_SYMBOLS_LETTERS, "Aa Bb\xFF!\n", 2},
               {KL_SYMBOLS_BYTES, "Aa\xFF\r\n", 4}};
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        kl_lm_options options;
        kl_lm_options_init(&options);
        options.symbols = all[i].symbols;
        options.order = 2;
        kl_lm *lm = train_with(&options, all[i].text, strlen(all[i].text));
        assert_int_equal(kl_lm_get_level(lm, 1).count, all[i].names + 3);
        assert_int_equal(kl_lm_symbols(lm), all[i].symbols);
        kl_lm_score score;
        assert_int_equal(kl_lm_score_text(lm, "<s> </s>", 8, NULL, &score, NULL), KL_OK);
        assert_int_equal(score.lines, 1);
        if (all[i].symbols == KL_SYMBOLS_TOKENS)
            assert_int_equal(score.unknown, 2);
        kl_lm_free(lm);
    }
}

/* A line that is longer than what one task scans, and words across the ends of tasks. */
static void long_lines(void **state) {
    (void)state;
    enum { WORDS = 400000 };
    char *text = malloc(7 * WORDS + 1);
    for (size_t i = 0; i < WORDS; i++)
        memcpy(text + 7 * i, i % 3 ? "second " : "firsts ", 7);
    kl_lm_options options;
    kl_lm_options_init(&options);
    options.order = 3;
    options.pool = pool_of(2);
    kl_lm *lm = train_with(&options, text, 7 * WORDS);
    kl_lm_score score;
    kl_lm_score_options how;
    kl_lm_score_options_init(&how);
    how.pool = options.pool;
    assert_int_equal(kl_lm_get_level(lm, 1).count, 5);
    assert_int_equal(kl_lm_score_text(lm, text, 7 * WORDS, &how, &score, NULL), KL_OK);
    assert_int_equal(score.lines, 1);
    assert_int_equal(score.symbols, WORDS);
    assert_int_equal(score.unknown, 0);
    kl_pool_free(options.pool);
    kl_lm_free(lm);
    free(text);
}

/* What was drawn after each state. */
enum { STATES = 1024, VOCABULARY = 64 };
typedef struct drawn {
    kl_lm_state state[STATES];
    unsigned after[STATES][VOCABULARY];
    size_t n;
} drawn;

static void note(drawn *d, kl_lm_state state, uint32_t symbol) {
    size_t i = 0;
    while (i < d->n && d->state[i] != state)
        i++;
    if (i == STATES)
        return;
    d->n += i == d->n;
    d->state[i] = state;
    d->after[i][symbol]++;
}

static void draw_lines(const kl_lm *lm, unsigned lines, drawn *d) {
    kl_lm_sampler *sampler = NULL;
    kl_random random;
    kl_random_init(&random, 1, 0);
    memset(d, 0, sizeof *d);
    assert_int_equal(kl_lm_sampler_new(lm, &sampler, NULL), KL_OK);
    for (unsigned i = 0; i < lines; i++) {
        char *text = NULL;
        size_t size = 0;
        int ended = 0;
        assert_int_equal(kl_lm_sampler_draw(sampler, &random, 40, &text, &size, &ended, NULL),
                         KL_OK);
        assert_int_equal(strlen(text), size);
        kl_lm_state state = kl_lm_begin(lm);
        for (char *name = strtok(text, " "); name; name = strtok(NULL, " ")) {
            const uint32_t symbol = kl_lm_symbol(lm, name, strlen(name));
            assert_int_not_equal(symbol, KL_LM_UNKNOWN);
            note(d, state, symbol);
            kl_lm_step(lm, &state, symbol);
        }
        if (ended)
            note(d, state, KL_LM_END);
        kl_memory_free(text);
    }
    kl_lm_sampler_free(sampler);
}

/* Pearson's χ² of what was drawn after a state against p(· | state) without unknown symbols; what is expected less than
 * five times is one cell. */
static void add_chi_square(const kl_lm *lm, const drawn *d, size_t i, double *sum,
                           double *freedom) {
    double p[VOCABULARY], total = 0, visits = 0, rest = 0, rest_expected = 0;
    const size_t n = (size_t)kl_lm_get_level(lm, 1).count;
    assert_true(n <= VOCABULARY);
    assert_int_equal(kl_lm_distribution(lm, d->state[i], p, NULL), KL_OK);
    for (size_t w = 1; w < n; w++) {
        total += p[w];
        visits += d->after[i][w];
    }
    int cells = 0;
    for (size_t w = 1; w < n; w++) {
        const double expected = visits * p[w] / total, seen = d->after[i][w];
        assert_true(expected > 0 || seen == 0);
        if (expected >= 5) {
            *sum += (seen - expected) * (seen - expected) / expected;
            cells++;
        } else {
            rest += seen;
            rest_expected += expected;
        }
    }
    if (rest_expected >= 5) {
        *sum += (rest - rest_expected) * (rest - rest_expected) / rest_expected;
        cells++;
    }
    *freedom += cells > 0 ? cells - 1 : 0;
}

/* Over all states the sum is χ² of all their degrees of freedom, whose standard deviation is √(2 freedom): 4 of
 * them. */
static void assert_drawn_by(const kl_lm *lm, unsigned lines, double least_freedom) {
    static drawn d;
    double sum = 0, freedom = 0;
    draw_lines(lm, lines, &d);
    for (size_t i = 0; i < d.n; i++)
        add_chi_square(lm, &d, i, &sum, &freedom);
    assert_true(freedom >= least_freedom);
    if (!(sum < freedom + 4 * sqrt(2 * freedom)))
        fail_msg("chi-square %g of %g degrees of freedom", sum, freedom);
}

static void samples(void **state) {
    (void)state;
    size_t size;
    char *text = random_lines(17, 400, &size);
    for (int order = 1; order <= 4; order += all_cases() ? 1 : 3)
        for (kl_lm_smoothing smoothing = 0; smoothing <= KL_LM_WITTEN_BELL; smoothing++) {
            kl_lm_options options;
            kl_lm_options_init(&options);
            options.order = order;
            options.smoothing = smoothing;
            kl_lm *lm = train_with(&options, text, size);
            assert_drawn_by(lm, 20000, order == 1 ? 30 : 1000);
            kl_lm_free(lm);
        }
    free(text);
}

/* Probabilities that do not add up to 1, of which the unknown symbol has most; an ending that is no context. */
static void samples_of_odd_models(void **state) {
    (void)state;
    static const char odd[] =
        "\\data\\\nngram 1=5\nngram 2=3\nngram 3=2\n\n\\1-grams:\n-0.2\t<unk>\n-99\t<s>\t-0.1\n"
        "-1\t</s>\n-1\ta\t0.3\n-2\tb\t-0.4\n\n\\2-grams:\n-0.3\t<s> a\t-0.2\n-0.9\tb "
        "a\t-0.1\n-0.4\tb <unk>\n\n"
        "\\3-grams:\n-0.5\t<s> a a\n-1.5\tb a b\n\n\\end\\\n";
    /* All of the probability is the unknown symbol's, but for an end that hardly ever comes. */
    static const char nobody[] =
        "\\data\\\nngram 1=3\n\n\\1-grams:\n0\t<unk>\n-99\t<s>\n-12\t</s>\n\n\\end\\\n";
    /* Backoffs of 1-grams that nothing follows, as some toolkits write them. */
    static const char alone[] = "\\data\\\nngram 1=5\n\n\\1-grams:\n-1\t<unk>\n-99\t<s>\t-0.3\n"
                                "-0.5\t</s>\n-0.4\ta\t-0.2\n-0.7\tb\t-0.1\n\n\\end\\\n";
    kl_lm *lm = NULL;
    assert_int_equal(kl_lm_parse(odd, sizeof odd - 1, &lm, NULL), KL_OK);
    assert_drawn_by(lm, 20000, 8);
    kl_lm_free(lm);
    assert_int_equal(kl_lm_parse(alone, sizeof alone - 1, &lm, NULL), KL_OK);
    assert_drawn_by(lm, 2000, 2);
    kl_lm_free(lm);
    assert_int_equal(kl_lm_parse(nobody, sizeof nobody - 1, &lm, NULL), KL_OK);
    static drawn d;
    draw_lines(lm, 10, &d);
    assert_int_equal(d.after[0][KL_LM_END], 10);
    kl_lm_free(lm);
}

/* Only the unknown symbol has a probability: there is no line, not even an empty one. */
static void nothing_to_draw(void **state) {
    (void)state;
    static const char nothing[] = "\\data\\\nngram 1=4\n\n\\1-grams:\n0\t<unk>\n-99\t<s>\n-99\t"
                                  "</s>\n-99\ta\n\n\\end\\\n";
    kl_error error = KL_ERROR_INIT;
    kl_lm *lm = NULL;
    kl_lm_sampler *sampler = NULL;
    kl_random random;
    char *line = NULL;
    size_t size;
    kl_random_init(&random, 0, 0);
    assert_int_equal(kl_lm_parse(nothing, sizeof nothing - 1, &lm, NULL), KL_OK);
    assert_int_equal(kl_lm_sampler_new(lm, &sampler, NULL), KL_OK);
    assert_int_equal(kl_lm_sampler_draw(sampler, &random, 0, &line, &size, NULL, &error),
                     KL_ERROR_VALUE);
    assert_null(line);
    assert_non_null(strstr(error.message, "has a probability"));
    kl_lm_sampler_free(sampler);
    kl_lm_free(lm);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_to_draw),
        cmocka_unit_test(by_hand),
        cmocka_unit_test(strangers),
        cmocka_unit_test(adds_up),
        cmocka_unit_test(same_bytes),
        cmocka_unit_test(no_place_to_spill),
        cmocka_unit_test(place_that_is_not_needed),
        cmocka_unit_test(scores),
        cmocka_unit_test(mixtures),
        cmocka_unit_test(long_lines),
        cmocka_unit_test(samples),
        cmocka_unit_test(kinds_of_symbols),
        cmocka_unit_test(samples_of_odd_models),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
