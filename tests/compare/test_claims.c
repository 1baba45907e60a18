/* SPDX-License-Identifier: Apache-2.0 */
/* The statements of the lesson that the main job makes real: each number in docs/claims.tsv is
 * computed here by the library. */
#include "claims.h"

#include <kullback/evaluate.h>

#include "../all_cases.h"

#define HERE "tests/compare/test_claims.c"

static double measure(kl_measure_id id, const double *p, const double *q, size_t n) {
    kl_error error = KL_ERROR_INIT;
    kl_estimate value;
    if (kl_measure_compute(id, kl_f64(p, n), kl_f64(q, n), NULL, &value, &error) != KL_OK)
        fail_msg("%s", error.message);
    return value.value;
}

/* The same in bits. */
static double bits(kl_measure_id id, const double *p, const double *q, size_t n) {
    const kl_estimate nats = kl_estimate_exact(measure(id, p, q, n), KL_UNIT_NATS);
    return kl_estimate_convert(nats, KL_UNIT_BITS).value;
}

/* ── L01: extra bits as a file size ───────────────────────────────────────────────────────────── */

/* n symbols whose shares are exactly those of p, in random order: what is left of sampling error is
 * nothing, so the sizes can be held to the divergence itself. */
static uint8_t *shuffled(const double *p, size_t symbols, size_t n) {
    uint8_t *sequence = malloc(n);
    assert_non_null(sequence);
    size_t filled = 0;
    for (size_t s = 0; s < symbols; s++)
        for (size_t i = 0; i < (size_t)(p[s] * (double)n + 0.5); i++)
            sequence[filled++] = (uint8_t)s;
    assert_int_equal(filled, n);
    kl_random random;
    kl_random_init(&random, 1951, 0);
    for (size_t i = n - 1; i > 0; i--) {
        const size_t j = (size_t)kl_random_below(&random, i + 1);
        const uint8_t swap = sequence[i];
        sequence[i] = sequence[j];
        sequence[j] = swap;
    }
    return sequence;
}

static double coded_bits(const uint8_t *sequence, size_t n, const double *code, size_t symbols) {
    uint32_t frequency[8], start[9] = {0};
    assert_int_equal(kl_code_quantise(code, symbols, frequency, NULL), KL_OK);
    for (size_t s = 0; s < symbols; s++)
        start[s + 1] = start[s] + frequency[s];
    kl_encoder *encoder;
    const uint8_t *bytes;
    size_t size;
    assert_int_equal(kl_encoder_new(&encoder, NULL), KL_OK);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(kl_encoder_put(encoder, start[sequence[i]], frequency[sequence[i]], NULL),
                         KL_OK);
    }
    assert_int_equal(kl_encoder_finish(encoder, &bytes, &size, NULL), KL_OK);
    kl_encoder_free(encoder);
    return 8 * (double)size;
}

static void test_l01(void **state) {
    (void)state;
    enum { N = 1 << 20 };
    const double p[] = {0.5, 0.25, 0.125, 0.125}, q[] = {0.25, 0.25, 0.25, 0.25};
    uint8_t *sequence = shuffled(p, 4, N);
    const double own = coded_bits(sequence, N, p, 4), other = coded_bits(sequence, N, q, 4);
    free(sequence);
    const double divergence = bits(KL_DIVERGENCE, p, q, 4);
    /* What information.h promises of the coder. */
    assert_true(fabs(other - own - N * divergence) <= 0.001 * N * divergence + 64);
    const double computed[] = {divergence, (other - own) / N};
    claim_holds("L01", HERE, computed, 2);
}

/* ── L03: two directions, two numbers ─────────────────────────────────────────────────────────── */

/* The q > p with KL(P‖Q) = target for P = (p, 1 − p), Q = (q, 1 − q), by bisection. */
static double solve_q(double p, double target) {
    double low = p, high = 1;
    for (int i = 0; i < 200; i++) {
        const double q = low + (high - low) / 2;
        const double a[] = {p, 1 - p}, b[] = {q, 1 - q};
        if (bits(KL_DIVERGENCE, a, b, 2) < target)
            low = q;
        else
            high = q;
    }
    return low;
}

static double backwards(double p, double target) {
    const double q = solve_q(p, target);
    const double a[] = {p, 1 - p}, b[] = {q, 1 - q};
    return bits(KL_DIVERGENCE_REVERSE, a, b, 2);
}

static void test_l03(void **state) {
    (void)state;
    /* With p near 0 the way back is long, with p = 1/2 it is short; in between it is 0.8. */
    double low = 0.001, high = 0.5;
    assert_true(backwards(low, 0.5) > 0.8 && backwards(high, 0.5) < 0.8);
    for (int i = 0; i < 100; i++) {
        const double p = low + (high - low) / 2;
        if (backwards(p, 0.5) > 0.8)
            low = p;
        else
            high = p;
    }
    const double q = solve_q(low, 0.5);
    const double a[] = {low, 1 - low}, b[] = {q, 1 - q};
    const double computed[] = {bits(KL_DIVERGENCE, a, b, 2), bits(KL_DIVERGENCE_REVERSE, a, b, 2),
                               low, q};
    claim_holds("L03", HERE, computed, 4);
}

/* ── L04: never negative, zero only if equal ──────────────────────────────────────────────────── */

static void test_l04(void **state) {
    (void)state;
    enum { PAIRS = 100000, N = 5 };
    kl_random random;
    kl_random_init(&random, 4, 0);
    double negative = 0, zero_unequal = 0, not_zero_equal = 0;
    for (int i = 0; i < (int)cases_of(PAIRS); i++) {
        double p[N], q[N];
        for (int s = 0; s < N; s++) {
            p[s] = kl_random_uniform(&random);
            q[s] = p[s];
        }
        not_zero_equal += measure(KL_DIVERGENCE, p, q, N) != 0;
        /* From one last bit in one weight up to anything. */
        const int s = (int)kl_random_below(&random, N);
        q[s] = i % 2 == 0 ? nextafter(q[s], 2) : kl_random_uniform(&random);
        const double d = measure(KL_DIVERGENCE, p, q, N);
        negative += d < 0;
        zero_unequal += d == 0;
    }
    const double computed[] = {negative, zero_unequal, not_zero_equal};
    claim_holds("L04", HERE, computed, 3);
}

/* ── L05: no metric ───────────────────────────────────────────────────────────────────────────── */

static void test_l05(void **state) {
    (void)state;
    const double p[] = {0.5, 0.5}, q[] = {0.9, 0.1}, r[] = {0.99, 0.01};
    const double left[] = {1, 0}, middle[] = {0.5, 0.5}, right[] = {0, 1};
    const double computed[] = {
        bits(KL_DIVERGENCE, p, q, 2),
        bits(KL_DIVERGENCE, q, p, 2),
        bits(KL_DIVERGENCE, p, r, 2),
        bits(KL_DIVERGENCE, p, q, 2) + bits(KL_DIVERGENCE, q, r, 2),
        bits(KL_JENSEN_SHANNON, left, right, 2),
        bits(KL_JENSEN_SHANNON, left, middle, 2) + bits(KL_JENSEN_SHANNON, middle, right, 2),
    };
    assert_true(computed[0] != computed[1]);
    assert_true(computed[2] > computed[3]);
    assert_true(computed[4] > computed[5]);
    /* The root keeps the triangle, here too. */
    const double root = measure(KL_JENSEN_SHANNON_DISTANCE, left, right, 2);
    assert_true(root <= measure(KL_JENSEN_SHANNON_DISTANCE, left, middle, 2) +
                            measure(KL_JENSEN_SHANNON_DISTANCE, middle, right, 2));
    claim_holds("L05", HERE, computed, 6);
}

/* ── L06: the impossible costs infinitely much ────────────────────────────────────────────────── */

static void test_l06(void **state) {
    (void)state;
    const double p[] = {0.6, 0.396, 0.003, 0.001}, q[] = {0.6, 0.4, 0, 0};
    kl_estimate there;
    assert_int_equal(
        kl_measure_compute(KL_DIVERGENCE, kl_f64(p, 4), kl_f64(q, 4), NULL, &there, NULL), KL_OK);
    const kl_note *note = kl_estimate_get_note(&there, KL_FLAG_INFINITE);
    const double computed[] = {there.value, note->mass, (double)note->count,
                               bits(KL_DIVERGENCE, q, p, 4)};
    claim_holds("L06", HERE, computed, 4);
}

/* ── L12: what is older than 1951 ─────────────────────────────────────────────────────────────── */

static void test_l12(void **state) {
    (void)state;
    /* The example of section 9 of Shannon's paper of 1948: four letters, 7/4 bits. */
    const double p[] = {0.5, 0.25, 0.125, 0.125}, even[] = {1, 1, 1, 1};
    const double computed[] = {bits(KL_ENTROPY, p, p, 4), bits(KL_CROSS_ENTROPY, p, even, 4),
                               bits(KL_DIVERGENCE, p, even, 4)};
    claim_holds("L12", HERE, computed, 3);
}

/* ── L13: perplexity ──────────────────────────────────────────────────────────────────────────── */

static double text_perplexity(kl_symbols symbols) {
    kl_counts *counts = count_file("examples/udhr/english.txt", symbols, 1);
    const size_t n = kl_counts_size(counts);
    double *shares = malloc(n * sizeof *shares);
    assert_non_null(shares);
    for (size_t g = 0; g < n; g++)
        shares[g] = (double)kl_counts_count(counts, g);
    const double value = measure(KL_PERPLEXITY, shares, shares, n);
    free(shares);
    kl_counts_free(counts);
    return value;
}

static void test_l13(void **state) {
    (void)state;
    double die[100];
    for (int i = 0; i < 100; i++)
        die[i] = 1;
    /* One text, three counts of symbols, three perplexities: only like may be compared with like. */
    const double computed[] = {
        measure(KL_PERPLEXITY, die, die, 100), text_perplexity(KL_SYMBOLS_BYTES),
        text_perplexity(KL_SYMBOLS_LETTERS), text_perplexity(KL_SYMBOLS_WORDS)};
    claim_holds("L13", HERE, computed, 4);
}

/* ── L14: a model's loss ──────────────────────────────────────────────────────────────────────── */

/* Cross-entropy of a model on tokens, in nats; its logits are n for each token. */
static double model_loss(const double *logits, size_t n, const int64_t *targets, size_t tokens) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = n;
    options.has_model = 0;
    kl_eval *eval = NULL;
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    for (size_t t = 0; t < tokens; t++) {
        kl_eval_row row = {.base = kl_f64(logits + t * n, n), .target = targets[t], .unit = t};
        assert_int_equal(kl_eval_feed(eval, &row, NULL), KL_OK);
    }
    kl_estimate loss;
    assert_int_equal(kl_eval_estimate(eval, "cross_entropy", "base", &loss, NULL), KL_OK);
    kl_eval_free(eval);
    return loss.value;
}

/* Bits a token where the perplexity is this: the target has one part in so many. */
static double bits_of_perplexity(double perplexity) {
    const double logits[2] = {0, log(perplexity - 1)};
    const int64_t target = 0;
    return kl_estimate_convert(kl_estimate_exact(model_loss(logits, 2, &target, 1), KL_UNIT_NATS),
                               KL_UNIT_BITS)
        .value;
}

static void test_l14(void **state) {
    (void)state;
    const double computed[] = {bits_of_perplexity(37.50), bits_of_perplexity(29.41),
                               bits_of_perplexity(30) - bits_of_perplexity(7.5)};
    claim_holds("L14", HERE, computed, 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_l01), cmocka_unit_test(test_l03), cmocka_unit_test(test_l04),
        cmocka_unit_test(test_l05), cmocka_unit_test(test_l06), cmocka_unit_test(test_l12),
        cmocka_unit_test(test_l13), cmocka_unit_test(test_l14),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
