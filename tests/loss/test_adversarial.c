/* SPDX-License-Identifier: Apache-2.0 */
/* Adversarial losses: the catalogue's conjugates, differences for gradients, and the bounds on distributions that are
 * known whole. */
#include "oracle.h"

#include <kullback/loss_adversarial.h>
#include <kullback/sample.h>

#include "../older.h"
#include "../refused.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void close_to(double value, double truth, double tolerance, const char *what, int which) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s %d: %.17g, expected %.17g", what, which, value, truth);
}

static double discriminator(kl_adversarial kind, double real, double fake, double slopes[2]) {
    double loss;
    const kl_discriminator_rows rows = {slopes, slopes + 1};
    assert_int_equal(kl_loss_discriminator(kind, kl_f64(&real, 1), kl_f64(&fake, 1), 0.95, &rows,
                                           &loss, NULL, NULL),
                     KL_OK);
    return loss;
}

static double generator(kl_adversarial kind, double fake, int saturating, double *slope) {
    double loss;
    assert_int_equal(kl_loss_generator(kind, kl_f64(&fake, 1), saturating, slope, &loss, NULL),
                     KL_OK);
    return loss;
}

/* g of each f-GAN as the header says it. */
static double activation(kl_adversarial kind, double d) {
    switch (kind) {
    case KL_ADVERSARIAL_DIVERGENCE_REVERSE:
        return 1 - exp(-d);
    case KL_ADVERSARIAL_HELLINGER_SQUARED:
        return 0.5 * (1 - exp(-d));
    case KL_ADVERSARIAL_JENSEN_SHANNON:
        return 0.5 * (M_LN2 - log1p(exp(-d)));
    case KL_ADVERSARIAL_TOTAL_VARIATION:
        return 0.5 * tanh(d);
    default:
        return d;
    }
}

/* Near the end of a conjugate's domain a unit of g is many of f*: as many as its slope there says. */
static void conjugates_are_the_catalogues(void **state) {
    (void)state;
    for (int k = KL_ADVERSARIAL_DIVERGENCE; k < KL_ADVERSARIAL_COUNT; k++) {
        const kl_adversarial kind = (kl_adversarial)k;
        const kl_measure *row = kl_measure_get((kl_measure_id)kl_adversarial_measure(kind));
        assert_string_equal(kl_adversarial_name(kind), row->name);
        for (double d = -6; d <= 6; d += 0.375) {
            double slopes[2], by[2];
            const double g = activation(kind, d), f = row->conjugate(g, row->parameter.value);
            const double loss = discriminator(kind, d, d, slopes);
            close_to(generator(kind, d, 0, by), -g, 4e-16 * (1 + fabs(g)), "g", k);
            close_to(generator(kind, d, 1, by + 1), -f, 4e-16 * (1 + exp(2 * fabs(d))), "f*", k);
            close_to(loss, f - g, 4e-16 * (1 + exp(2 * fabs(d))), "discriminator", k);
            close_to(slopes[0], by[0], 0, "one gradient", k);
            close_to(slopes[1], -by[1], 0, "the other", k);
        }
    }
}

/* Against differences where there is no corner: third derivatives are below e^3, times h² = 1e-10. */
static void gradients(void **state) {
    (void)state;
    const double h = 1e-5;
    for (int k = 0; k < KL_ADVERSARIAL_COUNT; k++)
        for (double d = -2.875; d <= 3; d += 0.25) {
            const kl_adversarial kind = (kl_adversarial)k;
            double slopes[2], slope, unused[2];
            discriminator(kind, d, -d, slopes);
            const double by_real =
                (discriminator(kind, d + h, -d, unused) - discriminator(kind, d - h, -d, unused)) /
                (2 * h);
            const double by_fake =
                (discriminator(kind, d, h - d, unused) - discriminator(kind, d, -h - d, unused)) /
                (2 * h);
            close_to(slopes[0], by_real, 5e-9, "real", k);
            close_to(slopes[1], by_fake, 5e-9, "fake", k);
            for (int saturating = 0; saturating < 2; saturating++) {
                if (saturating && k != KL_ADVERSARIAL_GAN && k < KL_ADVERSARIAL_DIVERGENCE)
                    continue;
                generator(kind, d, saturating, &slope);
                const double difference = (generator(kind, d + h, saturating, NULL) -
                                           generator(kind, d - h, saturating, NULL)) /
                                          (2 * h);
                close_to(slope, difference, 5e-9, "generator", k);
            }
        }
}

/* ── Two distributions that are known: counts of 16, so that means over scores are expectations ── */

enum { SYMBOLS = 5, TOTAL = 16 };
static const int p_counts[SYMBOLS] = {6, 5, 3, 1, 1}, q_counts[SYMBOLS] = {1, 2, 4, 8, 1};

static kl_estimate bound_of(kl_adversarial kind, const double score[SYMBOLS]) {
    double real[TOTAL], fake[TOTAL], loss;
    size_t n = 0, m = 0;
    for (size_t s = 0; s < SYMBOLS; s++) {
        for (int i = 0; i < p_counts[s]; i++)
            real[n++] = score[s];
        for (int i = 0; i < q_counts[s]; i++)
            fake[m++] = score[s];
    }
    kl_estimate bound;
    assert_int_equal(kl_loss_discriminator(kind, kl_f64(real, TOTAL), kl_f64(fake, TOTAL), 0.9,
                                           NULL, &loss, &bound, NULL),
                     KL_OK);
    return bound;
}

static double truth_of(kl_adversarial kind) {
    double p[SYMBOLS], q[SYMBOLS];
    kl_estimate out;
    for (size_t s = 0; s < SYMBOLS; s++)
        p[s] = p_counts[s], q[s] = q_counts[s];
    assert_int_equal(kl_measure_compute((kl_measure_id)kl_adversarial_measure(kind),
                                        kl_f64(p, SYMBOLS), kl_f64(q, SYMBOLS), NULL, &out, NULL),
                     KL_OK);
    return out.value;
}

static double best_score(kl_adversarial kind, double u) {
    switch (kind) {
    case KL_ADVERSARIAL_LEAST_SQUARES:
        return u / (1 + u);
    case KL_ADVERSARIAL_HINGE:
        return u > 1 ? 1 : -1;
    case KL_ADVERSARIAL_CHI_SQUARE:
        return 2 * (u - 1);
    case KL_ADVERSARIAL_HELLINGER_SQUARED:
        return 0.5 * log(u);
    case KL_ADVERSARIAL_TOTAL_VARIATION:
        return u > 1 ? 40 : -40;
    default:
        return log(u);
    }
}

static void a_bound_that_the_best_critic_reaches(void **state) {
    (void)state;
    kl_random random;
    kl_random_init(&random, 5, 0);
    for (int k = 0; k < KL_ADVERSARIAL_COUNT; k++) {
        const kl_adversarial kind = (kl_adversarial)k;
        if (kl_adversarial_measure(kind) < 0)
            continue;
        const double truth = truth_of(kind);
        double score[SYMBOLS], best[SYMBOLS];
        for (size_t s = 0; s < SYMBOLS; s++)
            best[s] = best_score(kind, (double)p_counts[s] / q_counts[s]);
        const kl_estimate reached = bound_of(kind, best);
        close_to(reached.value, truth, 1e-14 * (1 + truth), "bound", k);
        assert_int_equal(reached.unit,
                         kl_measure_get((kl_measure_id)kl_adversarial_measure(kind))->unit);
        for (int trial = 0; trial < 300; trial++) {
            const double width = trial % 3 == 0 ? 0.01 : trial % 3 == 1 ? 1 : 5;
            for (size_t s = 0; s < SYMBOLS; s++)
                score[s] = best[s] + width * (2 * kl_random_uniform(&random) - 1);
            const kl_estimate bound = bound_of(kind, score);
            if (!(bound.value <= truth + 1e-14))
                fail_msg("%s: %.17g above %.17g", kl_adversarial_name(kind), bound.value, truth);
        }
    }
}

/* A critic of slope 1 on the line: the symbols are the numbers 0 … 4,
 * W₁ the area between the distribution functions. */
static void the_wasserstein_bound(void **state) {
    (void)state;
    double truth = 0, between = 0, best[SYMBOLS] = {0}, score[SYMBOLS] = {0};
    for (size_t s = 0; s + 1 < SYMBOLS; s++) {
        between += (double)(p_counts[s] - q_counts[s]) / TOTAL;
        truth += fabs(between);
        best[s + 1] = best[s] - (between > 0 ? 1 : -1);
    }
    const kl_estimate reached = bound_of(KL_ADVERSARIAL_WASSERSTEIN, best);
    close_to(reached.value, truth, 1e-15, "W", 0);
    assert_int_equal(reached.unit, KL_UNIT_DATA);
    kl_random random;
    kl_random_init(&random, 6, 0);
    for (int trial = 0; trial < 300; trial++) {
        for (size_t s = 0; s + 1 < SYMBOLS; s++)
            score[s + 1] = score[s] + 2 * kl_random_uniform(&random) - 1;
        assert_true(bound_of(KL_ADVERSARIAL_WASSERSTEIN, score).value <= truth + 1e-14);
    }
    const double constant[SYMBOLS] = {3, 3, 3, 3, 3};
    const kl_estimate nothing = bound_of(KL_ADVERSARIAL_WASSERSTEIN, constant);
    assert_true(nothing.value == 0 && nothing.standard_error == 0 && nothing.high == 0);
}

/* The same number with the same interval as from the catalogue's conjugate, which is given g(d). */
static void the_variational_bound(void **state) {
    (void)state;
    enum { N = 40, M = 25 };
    kl_random random;
    kl_random_init(&random, 9, 0);
    for (int k = KL_ADVERSARIAL_DIVERGENCE; k < KL_ADVERSARIAL_COUNT; k++) {
        double real[N], fake[M], g_real[N], g_fake[M], loss;
        for (size_t i = 0; i < N; i++)
            real[i] = 3 * kl_random_uniform(&random) - 1;
        for (size_t i = 0; i < M; i++)
            fake[i] = 3 * kl_random_uniform(&random) - 2;
        for (size_t i = 0; i < N; i++)
            g_real[i] = activation((kl_adversarial)k, real[i]);
        for (size_t i = 0; i < M; i++)
            g_fake[i] = activation((kl_adversarial)k, fake[i]);
        kl_estimate mine, other;
        assert_int_equal(kl_loss_discriminator((kl_adversarial)k, kl_f64(real, N), kl_f64(fake, M),
                                               0.9, NULL, &loss, &mine, NULL),
                         KL_OK);
        assert_int_equal(
            kl_variational_bound((kl_measure_id)kl_adversarial_measure((kl_adversarial)k), NAN,
                                 kl_f64(g_real, N), kl_f64(g_fake, M), 0.9, &other, NULL),
            KL_OK);
        close_to(mine.value, -loss, 1e-15, "value", k);
        close_to(mine.value, other.value, 1e-14, "value", k);
        close_to(mine.standard_error, other.standard_error, 1e-14, "error", k);
        close_to(mine.low, other.low, 1e-13, "low", k);
        close_to(mine.high, other.high, 1e-13, "high", k);
        assert_true(mine.n == N + M && mine.confidence == 0.9 && mine.method == other.method);
    }
    /* GAN and its f-GAN say the same, and so do their intervals: ln 2 − ½ loss. */
    const double best[SYMBOLS] = {1, 0.5, -0.25, -2, 0};
    const kl_estimate gan = bound_of(KL_ADVERSARIAL_GAN, best);
    const kl_estimate f_gan = bound_of(KL_ADVERSARIAL_JENSEN_SHANNON, best);
    close_to(gan.value, f_gan.value, 1e-15, "value", 0);
    close_to(gan.low, f_gan.low, 1e-14, "low", 0);
    const double one = 1;
    double loss;
    kl_estimate alone;
    assert_int_equal(kl_loss_discriminator(KL_ADVERSARIAL_GAN, kl_f64(&one, 1), kl_f64(best, 5),
                                           0.9, NULL, &loss, &alone, NULL),
                     KL_OK);
    assert_true(isnan(alone.low) && (alone.flags & KL_FLAG_FEW_UNITS));
}

/* Equal: ln 4. Apart: 0, no gradient of the game, all of it otherwise; and nothing overflows. */
static void sure_discriminators(void **state) {
    (void)state;
    double slopes[2], slope;
    close_to(discriminator(KL_ADVERSARIAL_GAN, 0, 0, slopes), 2 * M_LN2, 1e-15, "ln 4", 0);
    for (double d = 50; d <= 1e300; d *= 1e10) {
        const double left = exp(-d);
        close_to(discriminator(KL_ADVERSARIAL_GAN, d, -d, slopes), 2 * left, 1e-14 * left, "apart",
                 0);
        close_to(slopes[0], -left, 1e-14 * left, "real", 0);
        close_to(generator(KL_ADVERSARIAL_GAN, -d, 1, &slope), -left, 1e-14 * left, "game", 0);
        close_to(slope, -left, 1e-14 * left, "no gradient", 0);
        close_to(generator(KL_ADVERSARIAL_GAN, -d, 0, &slope), d, 1e-15 * d, "other", 0);
        assert_true(slope == -1);
        close_to(discriminator(KL_ADVERSARIAL_JENSEN_SHANNON, d, -d, slopes), -M_LN2, 1e-15, "f",
                 0);
        close_to(discriminator(KL_ADVERSARIAL_TOTAL_VARIATION, d, -d, slopes), -1, 0, "f", 0);
        assert_true(discriminator(KL_ADVERSARIAL_HINGE, d, -d, slopes) == 0);
        close_to(discriminator(KL_ADVERSARIAL_WASSERSTEIN, d, -d, slopes), -2 * d, 0, "W", 0);
    }
    /* Where the f-GAN's halves nearly cancel: ½(s(d) − ln 2) = d/4 + d²/16. */
    const double tiny = 1e-9;
    close_to(generator(KL_ADVERSARIAL_JENSEN_SHANNON, tiny, 1, NULL), -tiny / 4, 1e-18, "tiny", 0);
    close_to(generator(KL_ADVERSARIAL_TOTAL_VARIATION, tiny, 1, NULL), -tiny / 2, 1e-24, "tiny", 0);
}

/* ── Critics ── */

static void penalty(void **state) {
    (void)state;
    const double slopes[8] = {3, 4, 0, 0, 0.3, 0.4, 3e200, 4e200};
    double loss, gradient[8], each[4], length[4];
    const kl_matrix rows = {slopes, 3, 2, 2, KL_F64}, far = {slopes + 6, 1, 2, 2, KL_F64};
    const kl_loss_gradient into = {.data = gradient, .row_stride = 2};
    const kl_gradient_penalty_rows kept = {each, length};
    assert_int_equal(kl_loss_gradient_penalty(rows, NULL, &into, &kept, &loss, NULL), KL_OK);
    close_to(loss, 10 * (16 + 1 + 0.25) / 3, 1e-14, "loss", 0);
    close_to(length[0], 5, 0, "length", 0);
    close_to(each[2], 2.5, 1e-15, "row", 2);
    close_to(gradient[0], 20 * 0.8 * 3 / 3, 1e-14, "gradient",
             0); /* 2λ(1 − 1/5)·3, of three rows */
    close_to(gradient[1], 20 * 0.8 * 4 / 3, 1e-14, "gradient", 1);
    assert_true(gradient[2] == 0 && gradient[3] == 0);
    close_to(gradient[5], 20 * (1 - 2) * 0.4 / 3, 1e-14, "gradient", 5);
    kl_gradient_penalty_options options;
    kl_gradient_penalty_options_init(&options);
    options.one_sided = 1;
    options.reduction = KL_REDUCTION_SUM;
    assert_int_equal(kl_loss_gradient_penalty(rows, &options, &into, &kept, &loss, NULL), KL_OK);
    assert_true(loss == 160 && gradient[4] == 0);
    options.target = 0;
    options.weight = 0.5;
    assert_int_equal(kl_loss_gradient_penalty(rows, &options, &into, &kept, &loss, NULL), KL_OK);
    close_to(loss, 0.5 * 25.25, 1e-14, "R1", 0);
    close_to(gradient[1], 4, 1e-15, "R1's gradient", 0);
    assert_int_equal(kl_loss_gradient_penalty(far, &options, NULL, &kept, &loss, &error),
                     KL_ERROR_VALUE); /* its square leaves the doubles */
    options.reduction = (kl_reduction)3;
    REFUSED(kl_loss_gradient_penalty(rows, &options, NULL, NULL, &loss, &error));
    kl_gradient_penalty_options_init(&options);
    options.weight = -1;
    REFUSED(kl_loss_gradient_penalty(rows, &options, NULL, NULL, &loss, &error));
    options.weight = 1;
    options.target = NAN;
    REFUSED(kl_loss_gradient_penalty(rows, &options, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_gradient_penalty((kl_matrix){NULL, 1, 2, 2, KL_F64}, NULL, NULL, NULL, &loss,
                                     &error));
    REFUSED(kl_loss_gradient_penalty(rows, NULL, NULL, NULL, NULL, &error));
    const double broken[2] = {0, INFINITY};
    assert_int_equal(kl_loss_gradient_penalty((kl_matrix){broken, 2, 1, 1, KL_F64}, NULL, NULL,
                                              NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    error = (kl_error)KL_ERROR_INIT;
}

static void clipping(void **state) {
    (void)state;
    static const kl_dtype dtypes[] = {KL_F64, KL_F32, KL_F16, KL_BF16};
    static const double weights[5] = {0.5, -0.125, 0.25, -4, 0};
    for (size_t k = 0; k < COUNT(dtypes); k++) {
        uint64_t stored[5], count;
        for (size_t i = 0; i < 5; i++)
            put_number(dtypes[k], stored, i, weights[i]);
        assert_int_equal(kl_critic_clip(stored, 5, dtypes[k], 0.25, &count, NULL), KL_OK);
        assert_int_equal(count, 2);
        for (size_t i = 0; i < 5; i++)
            assert_true(get_number(dtypes[k], stored, i) == fmax(-0.25, fmin(0.25, weights[i])));
    }
    double weight = NAN;
    assert_int_equal(kl_critic_clip(&weight, 1, KL_F64, 1, NULL, &error), KL_ERROR_VALUE);
    error = (kl_error)KL_ERROR_INIT;
    REFUSED(kl_critic_clip(&weight, 1, KL_F64, 0, NULL, &error));
    REFUSED(kl_critic_clip(&weight, 1, KL_I32, 1, NULL, &error));
    REFUSED(kl_critic_clip(NULL, 1, KL_F64, 1, NULL, &error));
}

/* What is put down lies within the limit, also where the type has no such number,
 * and a second time nothing is moved. */
static void clipping_to_what_the_type_has(void **state) {
    (void)state;
    static const kl_dtype dtypes[] = {KL_F64, KL_F32, KL_F16, KL_BF16};
    static const double limits[] = {0.01, 0.1, 1e-9};
    for (size_t k = 0; k < COUNT(dtypes) * COUNT(limits); k++) {
        const kl_dtype dtype = dtypes[k % COUNT(dtypes)];
        const double limit = limits[k / COUNT(dtypes)];
        uint64_t stored[2], count;
        put_number(dtype, stored, 0, 2);
        put_number(dtype, stored, 1, -4);
        assert_int_equal(kl_critic_clip(stored, 2, dtype, limit, NULL, NULL), KL_OK);
        const double most = get_number(dtype, stored, 0);
        assert_true(most <= limit && (dtype == KL_F16 || most > limit * (1 - 0x1p-7)));
        assert_true(get_number(dtype, stored, 1) == -most);
        assert_int_equal(kl_critic_clip(stored, 2, dtype, limit, &count, NULL), KL_OK);
        assert_int_equal(count, 0);
    }
}

static void what_is_refused(void **state) {
    (void)state;
    double loss, scores[2] = {0, 1};
    const kl_array good = kl_f64(scores, 2), lost = kl_f64(NULL, 2), none = kl_f64(scores, 0);
    const kl_adversarial gan = KL_ADVERSARIAL_GAN;
    REFUSED(
        kl_loss_discriminator(KL_ADVERSARIAL_COUNT, good, good, 0.9, NULL, &loss, NULL, &error));
    REFUSED(kl_loss_discriminator(gan, lost, good, 0.9, NULL, &loss, NULL, &error));
    REFUSED(kl_loss_discriminator(gan, good, lost, 0.9, NULL, &loss, NULL, &error));
    REFUSED(kl_loss_discriminator(gan, good, good, 0.9, NULL, NULL, NULL, &error));
    REFUSED(kl_loss_discriminator(gan, good, good, 1, NULL, &loss, NULL, &error));
    REFUSED(kl_loss_generator(KL_ADVERSARIAL_COUNT, good, 0, NULL, &loss, &error));
    REFUSED(kl_loss_generator(gan, lost, 0, NULL, &loss, &error));
    REFUSED(kl_loss_generator(gan, good, 0, NULL, NULL, &error));
    REFUSED(kl_loss_generator(KL_ADVERSARIAL_HINGE, good, 1, NULL, &loss, &error));
    assert_int_equal(kl_loss_discriminator(gan, none, good, 0.9, NULL, &loss, NULL, NULL),
                     KL_ERROR_VALUE);
    scores[1] = NAN;
    assert_int_equal(
        kl_loss_discriminator(gan, kl_f64(scores, 1), good, 0.9, NULL, &loss, NULL, &error),
        KL_ERROR_VALUE);
    assert_true(error.index == 1 && error.input == 1);
    assert_non_null(strstr(error.message, "fake: score 1 is nan"));
    scores[1] = 800;
    assert_int_equal(kl_loss_generator(KL_ADVERSARIAL_DIVERGENCE, good, 1, NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "leaves the doubles"));
    assert_null(kl_adversarial_name(KL_ADVERSARIAL_COUNT));
    assert_int_equal(kl_adversarial_measure(KL_ADVERSARIAL_COUNT), -1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conjugates_are_the_catalogues),
        cmocka_unit_test(gradients),
        cmocka_unit_test(a_bound_that_the_best_critic_reaches),
        cmocka_unit_test(the_wasserstein_bound),
        cmocka_unit_test(the_variational_bound),
        cmocka_unit_test(sure_discriminators),
        cmocka_unit_test(penalty),
        cmocka_unit_test(clipping),
        cmocka_unit_test(clipping_to_what_the_type_has),
        cmocka_unit_test(what_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
