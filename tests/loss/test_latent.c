/* SPDX-License-Identifier: Apache-2.0 */
/* Divergences of latents against torch.distributions and 60 digits; β, free bits and balance; draws. */
#include "oracle.h"

#include <kullback/loss_latent.h>

#include "latent_golden.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { N = GOLDEN_ROWS, D = GOLDEN_LATENTS, C = GOLDEN_CLASSES, F = D * D };

static kl_matrix wide(const double *data, size_t columns) {
    return (kl_matrix){data, N, columns, (ptrdiff_t)columns, KL_F64};
}

static kl_loss_gradient into(double *data, size_t columns) {
    return (kl_loss_gradient){.data = data, .row_stride = (ptrdiff_t)columns};
}

static void close_to(double value, double truth, double tolerance, const char *what, size_t which) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s %zu: %.17g, expected %.17g", what, which, value, truth);
}

/* PyTorch cancels where this does not. */
static void all_close(const double *values, const double *truth, size_t n, const char *what) {
    for (size_t i = 0; i < n; i++)
        close_to(values[i], truth[i], 1e-13 * (1 + fabs(truth[i])), what, i);
}

static const kl_latent_gaussian *posterior(void) {
    static kl_latent_gaussian q;
    q = (kl_latent_gaussian){wide(golden_q_mean, D), wide(golden_q_log_variance, D)};
    return &q;
}
static const kl_latent_gaussian *prior(void) {
    static kl_latent_gaussian p;
    p = (kl_latent_gaussian){wide(golden_p_mean, D), wide(golden_p_log_variance, D)};
    return &p;
}

static double sum_of(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum;
}

static void gaussians(void **state) {
    (void)state;
    double loss, each[N], groups[D], by[4][N * D];
    const kl_latent_gaussian_gradient q = {into(by[0], D), into(by[1], D)},
                                      p = {into(by[2], D), into(by[3], D)};
    const kl_latent_rows rows = {each, groups};
    assert_int_equal(
        kl_loss_latent_gaussian(posterior(), prior(), NULL, &q, &p, &rows, &loss, NULL), KL_OK);
    close_to(loss, sum_of(golden_gaussian, N * D) / N, 1e-13 * loss, "mean", 0);
    for (size_t i = 0; i < N; i++)
        close_to(each[i], sum_of(golden_gaussian + i * D, D), 1e-13 * each[i], "row", i);
    for (size_t j = 0; j < D; j++)
        close_to(groups[j],
                 (golden_gaussian[j] + golden_gaussian[j + D] + golden_gaussian[j + 2 * D]) / N,
                 1e-13 * groups[j], "group", j);
    all_close(by[0], golden_gaussian_by_q_mean, N * D, "q's mean");
    all_close(by[1], golden_gaussian_by_q_log_variance, N * D, "q's variance");
    all_close(by[2], golden_gaussian_by_p_mean, N * D, "p's mean");
    all_close(by[3], golden_gaussian_by_p_log_variance, N * D, "p's variance");
}

/* 16·2⁻⁵³ of what is added up; differences of the golden numbers end at 1e-50. */
static void gaussians_near_and_far(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_gaussian_elements); i++) {
        double in[4] = {
            golden_gaussian_elements[i].q_mean, golden_gaussian_elements[i].q_log_variance,
            golden_gaussian_elements[i].p_mean, golden_gaussian_elements[i].p_log_variance};
        double by[4], loss;
        kl_matrix m[4];
        for (size_t k = 0; k < 4; k++)
            m[k] = (kl_matrix){in + k, 1, 1, 1, KL_F64};
        const kl_latent_gaussian q = {m[0], m[1]}, p = {m[2], m[3]};
        const kl_latent_gaussian_gradient to_q = {into(by, 1), into(by + 1, 1)},
                                          to_p = {into(by + 2, 1), into(by + 3, 1)};
        assert_int_equal(kl_loss_latent_gaussian(&q, &p, NULL, &to_q, &to_p, NULL, &loss, NULL),
                         KL_OK);
        /* e^x of an exponent x, which is a number, has half a unit of it besides. */
        const double bound = 16 * 0x1p-53;
        const double truth = golden_gaussian_elements[i].loss;
        close_to(loss, truth, bound * truth, "divergence", i);
        for (size_t k = 0; k < 4; k++) {
            const double slope = golden_gaussian_elements[i].by[k];
            close_to(by[k], slope, bound * fabs(slope) + 1e-49, "gradient", i);
        }
        if (in[2] != 0 || in[3] != 0)
            continue; /* and without a prior that is N(0, 1) */
        double again, slopes[2];
        const kl_latent_gaussian_gradient alone = {into(slopes, 1), into(slopes + 1, 1)};
        assert_int_equal(kl_loss_latent_gaussian(&q, NULL, NULL, &alone, NULL, NULL, &again, NULL),
                         KL_OK);
        assert_true(again == loss && slopes[0] == by[0] && slopes[1] == by[1]);
    }
}

static void full_gaussians(void **state) {
    (void)state;
    const kl_latent_full q = {wide(golden_q_mean, D), wide(golden_q_factor, F)};
    const kl_latent_full p = {wide(golden_p_mean, D), wide(golden_p_factor, F)};
    double loss, each[N], by[4][N * F];
    const kl_latent_full_gradient to_q = {into(by[0], D), into(by[1], F)},
                                  to_p = {into(by[2], D), into(by[3], F)};
    const kl_latent_rows rows = {.loss = each};
    assert_int_equal(kl_loss_latent_full(&q, &p, NULL, &to_q, &to_p, &rows, &loss, NULL), KL_OK);
    close_to(loss, sum_of(golden_full, N) / N, 1e-13 * loss, "mean", 0);
    all_close(each, golden_full, N, "full");
    all_close(by[0], golden_full_by_q_mean, N * D, "q's mean");
    all_close(by[1], golden_full_by_q_factor, N * F, "q's factor");
    all_close(by[2], golden_full_by_p_mean, N * D, "p's mean");
    all_close(by[3], golden_full_by_p_factor, N * F, "p's factor");
    assert_int_equal(kl_loss_latent_full(&q, NULL, NULL, &to_q, NULL, &rows, &loss, NULL), KL_OK);
    all_close(each, golden_full_standard, N, "full, standard");
    all_close(by[0], golden_full_standard_by_q_mean, N * D, "q's mean");
    all_close(by[1], golden_full_standard_by_q_factor, N * F, "q's factor");
    assert_int_equal(kl_loss_latent_full(&p, &p, NULL, &to_q, NULL, &rows, &loss, NULL), KL_OK);
    assert_true(loss == 0);
    for (size_t i = 0; i < (size_t)N * F; i++)
        assert_true(by[1][i] == 0);
}

/* A diagonal factor is independent latents: to the last digits, near and far. */
static void diagonal_factors(void **state) {
    (void)state;
    double factor[N * F] = {0}, prior_factor[N * F] = {0}, loss, other;
    for (size_t i = 0; i < N; i++)
        for (size_t j = 0; j < D; j++) {
            factor[i * F + j * D + j] = exp(golden_q_log_variance[i * D + j] / 2);
            prior_factor[i * F + j * D + j] = exp(golden_p_log_variance[i * D + j] / 2);
        }
    const kl_latent_full q = {wide(golden_q_mean, D), wide(factor, F)},
                         p = {wide(golden_p_mean, D), wide(prior_factor, F)};
    assert_int_equal(kl_loss_latent_full(&q, &p, NULL, NULL, NULL, NULL, &loss, NULL), KL_OK);
    assert_int_equal(
        kl_loss_latent_gaussian(posterior(), prior(), NULL, NULL, NULL, NULL, &other, NULL), KL_OK);
    close_to(loss, other, 1e-14 * other, "diagonal", 0);
}

static void categoricals(void **state) {
    (void)state;
    const kl_matrix q = wide(golden_q_logits, D * C), p = wide(golden_p_logits, D * C), none = {0};
    double loss, each[N], groups[D], by[2][N * D * C];
    const kl_loss_gradient to_q = into(by[0], D * C), to_p = into(by[1], D * C);
    const kl_latent_rows rows = {each, groups};
    assert_int_equal(kl_loss_latent_categorical(q, p, C, NULL, &to_q, &to_p, &rows, &loss, NULL),
                     KL_OK);
    close_to(loss, sum_of(golden_categorical, N * D) / N, 1e-13 * loss, "mean", 0);
    for (size_t i = 0; i < N; i++)
        close_to(each[i], sum_of(golden_categorical + i * D, D), 1e-13 * each[i], "row", i);
    all_close(by[0], golden_categorical_by_q, (size_t)N * D * C, "q's logits");
    all_close(by[1], golden_categorical_by_p, (size_t)N * D * C, "p's logits");
    assert_int_equal(kl_loss_latent_categorical(q, none, C, NULL, &to_q, NULL, &rows, &loss, NULL),
                     KL_OK);
    close_to(loss, sum_of(golden_categorical_uniform, N * D) / N, 1e-13 * loss, "uniform", 0);
    all_close(by[0], golden_categorical_uniform_by_q, (size_t)N * D * C, "q's logits, uniform");
    assert_int_equal(kl_loss_latent_categorical(q, q, C, NULL, &to_q, NULL, NULL, &loss, NULL),
                     KL_OK);
    assert_true(loss == 0);
}

/* (1, 0) against (3/4, 1/4), with a class that both mask; and q, p that differ by 1e-9: KL is ½ Σ p t², t² of 1e-18. */
static void masks_and_near_equals(void **state) {
    (void)state;
    const double q[3] = {2, -INFINITY, -INFINITY}, p[3] = {log(3), 0, -INFINITY};
    double loss, slope[3], back[3];
    const kl_matrix a = {q, 1, 3, 3, KL_F64}, b = {p, 1, 3, 3, KL_F64};
    const kl_loss_gradient to_q = into(slope, 3), to_p = into(back, 3);
    assert_int_equal(kl_loss_latent_categorical(a, b, 3, NULL, &to_q, &to_p, NULL, &loss, NULL),
                     KL_OK);
    close_to(loss, log(4.0 / 3), 1e-15, "masked", 0);
    close_to(slope[0], 0, 1e-15, "certain", 0);
    assert_true(slope[1] == 0 && slope[2] == 0 && back[2] == 0);
    close_to(back[0], -0.25, 1e-15, "p's first", 0);
    close_to(back[1], 0.25, 1e-15, "p's second", 0);
    assert_int_equal(kl_loss_latent_categorical(b, a, 3, NULL, NULL, NULL, NULL, &loss, NULL),
                     KL_ERROR_VALUE);
    /* Where q has no probability in f64, p's mask is no matter. */
    const double faint[2] = {0, -800}, masked[2] = {0, -INFINITY};
    const kl_matrix e = {faint, 1, 2, 2, KL_F64}, f = {masked, 1, 2, 2, KL_F64};
    assert_int_equal(kl_loss_latent_categorical(e, f, 2, NULL, &to_q, &to_p, NULL, &loss, NULL),
                     KL_OK);
    assert_true(loss == 0 && slope[0] == 0 && slope[1] == 0 && back[0] == 0 && back[1] == 0);
    const double near[2] = {1e-9, 0}, even[2] = {0, 0};
    const kl_matrix c = {near, 1, 2, 2, KL_F64}, d = {even, 1, 2, 2, KL_F64};
    assert_int_equal(kl_loss_latent_categorical(c, d, 2, NULL, NULL, NULL, NULL, &loss, NULL),
                     KL_OK);
    close_to(loss, 1e-18 / 8, 1e-18 / 8 * 1e-6, "near", 0); /* ln(q/p) has a unit of 2⁻⁵³ */
}

/* A constant that is added to logits is no matter: these are multiples of 1/8, so that their sums are exact. */
static void logits_moved_together(void **state) {
    (void)state;
    const double p[4] = {0.125, -2, 1.5, 0.75}, q[4] = {1, 0.25, -3, 0.5};
    const kl_matrix of_p = {p, 1, 4, 4, KL_F64}, of_q = {q, 1, 4, 4, KL_F64};
    double loss, slope[4], far_loss, far_slope[4], moved[4];
    const kl_loss_gradient into_slope = into(slope, 4), into_far = into(far_slope, 4);
    assert_int_equal(
        kl_loss_latent_categorical(of_q, of_p, 4, NULL, &into_slope, NULL, NULL, &loss, NULL),
        KL_OK);
    for (size_t j = 0; j < 4; j++)
        moved[j] = q[j] + 0x1p40;
    const kl_matrix far = {moved, 1, 4, 4, KL_F64};
    assert_int_equal(
        kl_loss_latent_categorical(far, of_p, 4, NULL, &into_far, NULL, NULL, &far_loss, NULL),
        KL_OK);
    assert_true(far_loss == loss);
    for (size_t j = 0; j < 4; j++)
        assert_true(far_slope[j] == slope[j]);
}

/* Of narrow posteriors and priors the distance in deviations is what counts: its square is a double where neither that
 * of the distance nor 1/σ² is. */
static void narrow_gaussians(void **state) {
    (void)state;
    static const double deviations[] = {0.25, 3};
    for (size_t i = 0; i < COUNT(deviations); i++) {
        double mean = deviations[i] * 0x1p-538, zero = 0, log_variance = -1076 * M_LN2, loss, slope;
        const kl_matrix spread = {&log_variance, 1, 1, 1, KL_F64};
        const kl_latent_gaussian q = {{&mean, 1, 1, 1, KL_F64}, spread},
                                 p = {{&zero, 1, 1, 1, KL_F64}, spread};
        const kl_latent_gaussian_gradient by = {.mean = into(&slope, 1)};
        assert_int_equal(kl_loss_latent_gaussian(&q, &p, NULL, &by, NULL, NULL, &loss, NULL),
                         KL_OK);
        /* The logarithm has a unit of 2⁻⁴³. */
        const double truth = 0.5 * deviations[i] * deviations[i];
        close_to(loss, truth, truth * 0x1p-41, "narrow", i);
        close_to(slope * 0x1p-538, deviations[i], deviations[i] * 0x1p-41, "slope", i);
    }
}

static void beta_free_bits_and_balance(void **state) {
    (void)state;
    kl_latent_options options;
    kl_latent_options_init(&options);
    double plain, loss, groups[D], by[2][2][N * D];
    kl_latent_gaussian_gradient to[2][2];
    for (size_t i = 0; i < 4; i++)
        to[i / 2][i % 2] = (kl_latent_gaussian_gradient){.mean = into(by[i / 2][i % 2], D)};
    const kl_latent_rows rows = {.groups = groups};
    assert_int_equal(kl_loss_latent_gaussian(posterior(), prior(), &options, &to[0][0], &to[0][1],
                                             &rows, &plain, NULL),
                     KL_OK);
    options.beta = 4;
    options.balance = 0.75;
    assert_int_equal(kl_loss_latent_gaussian(posterior(), prior(), &options, &to[1][0], &to[1][1],
                                             NULL, &loss, NULL),
                     KL_OK);
    assert_true(loss == 4 * plain);
    for (size_t i = 0; i < (size_t)N * D; i++) {
        close_to(by[1][0][i], by[0][0][i], 4e-16 * fabs(by[0][0][i]), "posterior", i); /* 4·¼ */
        close_to(by[1][1][i], 3 * by[0][1][i], 2e-15 * fabs(by[0][1][i]), "prior", i);
    }
    /* Between the least and the other groups: that one is free, and costs λ. */
    size_t least = 0;
    for (size_t j = 1; j < D; j++)
        least = groups[j] < groups[least] ? j : least;
    kl_latent_options_init(&options);
    options.free_bits = groups[least] * 1.01;
    assert_int_equal(
        kl_loss_latent_gaussian(posterior(), prior(), &options, &to[1][0], NULL, NULL, &loss, NULL),
        KL_OK);
    close_to(loss, plain + 0.01 * groups[least], 1e-14 * loss, "free bits", 0);
    for (size_t i = 0; i < (size_t)N * D; i++)
        assert_true(by[1][0][i] == (i % D == least ? 0 : by[0][0][i]));
    options.group = D; /* one group that has enough of all: nothing is free */
    assert_int_equal(
        kl_loss_latent_gaussian(posterior(), prior(), &options, &to[1][0], NULL, NULL, &loss, NULL),
        KL_OK);
    close_to(loss, plain, 1e-15 * plain, "one group", 0);
    options.reduction = KL_REDUCTION_SUM;
    options.group = 1;
    options.free_bits = 100; /* everything is */
    assert_int_equal(
        kl_loss_latent_gaussian(posterior(), prior(), &options, &to[1][0], NULL, NULL, &loss, NULL),
        KL_OK);
    assert_true(loss == 100.0 * N * D && by[1][0][0] == 0);
}

static void halves_over_their_own_memory(void **state) {
    (void)state;
    uint16_t mean[N * D], log_variance[N * D];
    float expected[2][N * D], single[2][N * D];
    for (size_t i = 0; i < (size_t)N * D; i++) {
        const double m = rint(golden_q_mean[i] * 8) / 8, l = rint(golden_q_log_variance[i] * 8) / 8;
        put_number(KL_BF16, mean, i, m);
        put_number(KL_BF16, log_variance, i, l);
        single[0][i] = (float)m, single[1][i] = (float)l;
    }
    const kl_latent_gaussian halves = {{mean, N, D, D, KL_BF16}, {log_variance, N, D, D, KL_BF16}};
    const kl_latent_gaussian singles = {{single[0], N, D, D, KL_F32}, {single[1], N, D, D, KL_F32}};
    const double upstream = -2;
    const kl_latent_gaussian_gradient to = {{mean, D, kl_f64(&upstream, 1)},
                                            {log_variance, D, kl_f64(&upstream, 1)}};
    const kl_latent_gaussian_gradient check = {{.data = expected[0], .row_stride = D},
                                               {.data = expected[1], .row_stride = D}};
    double loss, other;
    assert_int_equal(
        kl_loss_latent_gaussian(&singles, NULL, NULL, &check, NULL, NULL, &other, NULL), KL_OK);
    assert_int_equal(kl_loss_latent_gaussian(&halves, NULL, NULL, &to, NULL, NULL, &loss, NULL),
                     KL_OK);
    assert_true(loss == other);
    for (size_t i = 0; i < (size_t)N * D; i++) {
        const double m = -2 * (double)expected[0][i], l = -2 * (double)expected[1][i];
        close_to(get_number(KL_BF16, mean, i), m, rounding(KL_BF16) * fabs(m) * 1.01, "mean", i);
        close_to(get_number(KL_BF16, log_variance, i), l, rounding(KL_BF16) * fabs(l) * 1.01,
                 "variance", i);
    }
}

/* Moments to five standard errors, the whole distribution to the 1e-6 quantile of Kolmogorov's statistic. */
static int by_size(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}
static void draws(void **state) {
    (void)state;
    enum { ROWS = 2000, COLUMNS = 25, ALL = ROWS * COLUMNS };
    double *zero = calloc(ALL, sizeof *zero), *e = malloc(ALL * sizeof *e);
    double *z = malloc(ALL * sizeof *z);
    const kl_latent_gaussian q = {{zero, ROWS, COLUMNS, COLUMNS, KL_F64},
                                  {zero, ROWS, COLUMNS, COLUMNS, KL_F64}};
    assert_int_equal(kl_latent_sample(&q, 7, e, z, NULL), KL_OK);
    double sum = 0, squares = 0, worst = 0;
    for (size_t i = 0; i < ALL; i++) {
        assert_true(z[i] == e[i]);
        sum += e[i], squares += e[i] * e[i];
    }
    assert_true(fabs(sum) < 5 * sqrt(ALL));
    assert_true(fabs(squares - ALL) < 5 * sqrt(2.0 * ALL));
    /* Rows do not depend on how many there are, nor on their length but for its end. */
    const kl_latent_gaussian few = {{zero, 3, 4, 4, KL_F64}, {zero, 3, 4, 4, KL_F64}};
    double part[12];
    assert_int_equal(kl_latent_sample(&few, 7, part, NULL, NULL), KL_OK);
    for (size_t i = 0; i < 12; i++)
        assert_true(part[i] == e[i / 4 * COLUMNS + i % 4]);
    assert_int_equal(kl_latent_sample(&few, 8, part, NULL, NULL), KL_OK);
    assert_true(part[0] != e[0]);
    qsort(z, ALL, sizeof *z, by_size);
    for (size_t i = 0; i < ALL; i++) {
        const double share = 0.5 * erfc(-z[i] / sqrt(2));
        worst =
            fmax(worst, fmax(fabs(share - (double)i / ALL), fabs(share - (double)(i + 1) / ALL)));
    }
    assert_true(worst < 2.69 / sqrt(ALL)); /* 2 e^(−2·2.69²) = 1e-6 */
    const kl_latent_gaussian moved = {wide(golden_q_mean, D), wide(golden_q_log_variance, D)};
    double noise[N * D], at[N * D];
    assert_int_equal(kl_latent_sample(&moved, 1, noise, at, NULL), KL_OK);
    for (size_t i = 0; i < (size_t)N * D; i++)
        close_to(at[i], golden_q_mean[i] + exp(golden_q_log_variance[i] / 2) * noise[i], 1e-14,
                 "moved", i);
    free(zero), free(e), free(z);
}

/* Frequencies beside the softmax: Pearson's χ² below the 1e-6 quantile of two degrees of freedom, 27.6. */
static void categorical_draws(void **state) {
    (void)state;
    enum { ROWS = 20000, LATENTS = 2, KINDS = 4, ALL = ROWS * LATENTS * KINDS };
    static const double logits[LATENTS * KINDS] = {0,    1,    -INFINITY, -0.5,
                                                   -700, -701, -699.5,    -INFINITY};
    static const double shares[LATENTS * KINDS] = {
        0.23122389762214907, 0.6285317192117624, 0, 0.14024438316608848, 0.33149896042409155,
        0.12195165230972886, 0.5465493872661796, 0};
    double *rows = malloc(ALL * sizeof *rows), *z = malloc(ALL * sizeof *z);
    double *g = malloc(ALL * sizeof *g), counts[LATENTS * KINDS] = {0};
    int64_t *chosen = malloc(ALL / KINDS * sizeof *chosen);
    for (size_t i = 0; i < ALL; i++)
        rows[i] = logits[i % (LATENTS * KINDS)];
    const kl_matrix of = {rows, ROWS, LATENTS * KINDS, LATENTS * KINDS, KL_F64};
    assert_int_equal(kl_latent_categorical_sample(of, KINDS, 0.7, 7, g, z, chosen, NULL), KL_OK);
    for (size_t i = 0; i < ALL / KINDS; i++) {
        double sum = 0, all = 0;
        counts[i % LATENTS * KINDS + (size_t)chosen[i]]++;
        for (size_t c = 0; c < KINDS; c++) {
            sum += exp((rows[i * KINDS + c] + g[i * KINDS + c] - rows[i * KINDS] - g[i * KINDS]) /
                       0.7);
            all += z[i * KINDS + c];
            assert_true(z[i * KINDS + c] <= z[i * KINDS + (size_t)chosen[i]]);
        }
        close_to(z[i * KINDS], 1 / sum, 1e-11, "relaxed", i); /* 700·2⁻⁵³/0.7 in the exponent */
        close_to(all, 1, 1e-15, "sum", i);
    }
    for (size_t latent = 0; latent < LATENTS; latent++) {
        double chi = 0;
        for (size_t c = latent * KINDS; c < latent * KINDS + KINDS; c++) {
            const double expected = ROWS * shares[c];
            if (expected > 0)
                chi += (counts[c] - expected) * (counts[c] - expected) / expected;
            else
                assert_true(counts[c] == 0);
        }
        assert_true(chi < 27.6);
    }
    /* A row does not depend on the others, nor a choice on what else is asked for. */
    int64_t few[3 * LATENTS];
    const kl_matrix part = {rows, 3, LATENTS * KINDS, LATENTS * KINDS, KL_F64};
    assert_int_equal(kl_latent_categorical_sample(part, KINDS, 5, 7, NULL, NULL, few, NULL), KL_OK);
    assert_memory_equal(few, chosen, sizeof few);
    free(rows), free(z), free(g), free(chosen);
}

static void categorical_draws_refused(void **state) {
    (void)state;
    kl_error error = KL_ERROR_INIT;
    const double bad[6] = {0, 1, 2, 3, NAN, 0}, none[4] = {0, 1, -INFINITY, -INFINITY};
    const kl_matrix of = {bad, 3, 2, 2, KL_F64}, masked = {none, 2, 2, 2, KL_F64};
    int64_t chosen[6];
    assert_int_equal(kl_latent_categorical_sample(of, 2, 1, 0, NULL, NULL, chosen, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 2);
    assert_int_equal(kl_latent_categorical_sample(masked, 2, 1, 0, NULL, NULL, chosen, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_int_equal(kl_latent_categorical_sample(of, 2, 0, 0, NULL, NULL, chosen, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_latent_categorical_sample(of, 3, 1, 0, NULL, NULL, chosen, &error),
                     KL_ERROR_ARGUMENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gaussians),
        cmocka_unit_test(gaussians_near_and_far),
        cmocka_unit_test(full_gaussians),
        cmocka_unit_test(diagonal_factors),
        cmocka_unit_test(categoricals),
        cmocka_unit_test(masks_and_near_equals),
        cmocka_unit_test(logits_moved_together),
        cmocka_unit_test(narrow_gaussians),
        cmocka_unit_test(beta_free_bits_and_balance),
        cmocka_unit_test(halves_over_their_own_memory),
        cmocka_unit_test(draws),
        cmocka_unit_test(categorical_draws),
        cmocka_unit_test(categorical_draws_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
