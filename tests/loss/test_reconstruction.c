/* SPDX-License-Identifier: Apache-2.0 */
/* What decoders lose against PyTorch and 60 digits; the ELBO and the importance-weighted bound on a model whose
 * ln p(x) is known; what is refused of latents. */
#include "oracle.h"

#include <kullback/loss_latent.h>

#include "../older.h"
#include "../refused.h"

#include "latent_golden.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
enum { N = GOLDEN_ROWS, D = GOLDEN_LATENTS, C = GOLDEN_CLASSES };

static kl_matrix wide(const double *data, size_t columns) {
    return (kl_matrix){data, N, columns, (ptrdiff_t)columns, KL_F64};
}

static void close_to(double value, double truth, double tolerance, const char *what, size_t which) {
    if (!(fabs(value - truth) <= tolerance))
        fail_msg("%s %zu: %.17g, expected %.17g", what, which, value, truth);
}

static void all_close(const double *values, const double *truth, size_t n, const char *what) {
    for (size_t i = 0; i < n; i++)
        close_to(values[i], truth[i], 1e-13 * (1 + fabs(truth[i])), what, i);
}

static void as_torch(void **state) {
    (void)state;
    double rows[N], loss, by[2][N * D * C];
    kl_reconstruction_gradient gradient = {{.data = by[0], .row_stride = D},
                                           {.data = by[1], .row_stride = D}};
    kl_reconstruction_data data = {.prediction = wide(golden_q_mean, D),
                                   .target = wide(golden_share, D)};
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_BERNOULLI, &data, NULL, &gradient,
                                            rows, &loss, NULL),
                     KL_OK);
    all_close(rows, golden_bernoulli, N, "Bernoulli");
    all_close(by[0], golden_bernoulli_by_prediction, N * D, "Bernoulli's gradient");
    close_to(loss, (rows[0] + rows[1] + rows[2]) / N, 1e-15 * loss, "mean", 0);
    data.log_scale = wide(golden_q_log_variance, D);
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_GAUSSIAN, &data, NULL, &gradient,
                                            rows, &loss, NULL),
                     KL_OK);
    all_close(rows, golden_density, N, "Gaussian");
    all_close(by[0], golden_density_by_prediction, N * D, "Gaussian's gradient");
    all_close(by[1], golden_density_by_scale, N * D, "by its scale");
    data = (kl_reconstruction_data){.prediction = wide(golden_q_logits, D * C),
                                    .target = {golden_classes, N, D, D, KL_U8}};
    gradient = (kl_reconstruction_gradient){.prediction = {.data = by[0], .row_stride = D * C}};
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_CATEGORICAL, &data, NULL, &gradient,
                                            rows, &loss, NULL),
                     KL_OK);
    all_close(rows, golden_classes_loss, N, "categorical");
    all_close(by[0], golden_classes_by_prediction, (size_t)N * D * C, "categorical's gradient");
}

/* One scale for all: the loss of as many equal ones, and the sum of their gradients, by rows' upstream factors. */
static void a_scale_for_all(void **state) {
    (void)state;
    const double log_scale = -0.5, upstream[N] = {1, -2, 0.5};
    double many[N * D], loss, other, by_all, by_each[N * D], total = 0;
    for (size_t i = 0; i < (size_t)N * D; i++)
        many[i] = log_scale;
    for (int kind = KL_RECONSTRUCTION_GAUSSIAN; kind <= KL_RECONSTRUCTION_LOGISTIC; kind++) {
        kl_reconstruction_data data = {.prediction = wide(golden_q_mean, D),
                                       .log_scale = {&log_scale, 1, 1, 1, KL_F64},
                                       .target = wide(golden_share, D)};
        kl_reconstruction_gradient gradient = {.log_scale = {&by_all, 1, kl_f64(upstream, N)}};
        assert_int_equal(kl_loss_reconstruction((kl_reconstruction)kind, &data, NULL, &gradient,
                                                NULL, &loss, NULL),
                         KL_OK);
        data.log_scale = wide(many, D);
        gradient = (kl_reconstruction_gradient){.log_scale = {by_each, D, kl_f64(upstream, N)}};
        assert_int_equal(kl_loss_reconstruction((kl_reconstruction)kind, &data, NULL, &gradient,
                                                NULL, &other, NULL),
                         KL_OK);
        total = 0;
        for (size_t i = 0; i < (size_t)N * D; i++)
            total += by_each[i];
        assert_true(loss == other);
        close_to(by_all, total, 1e-14 * (1 + fabs(total)), "shared", 0);
    }
}

/* 32·2⁻⁵³ of what is added up, and of e^−x what x is rounded by: it is a difference over the scale. */
static void logistic_near_and_far(void **state) {
    (void)state;
    for (size_t i = 0; i < COUNT(golden_logistic_elements); i++) {
        const double mean = golden_logistic_elements[i].mean,
                     log_scale = golden_logistic_elements[i].log_scale,
                     x = golden_logistic_elements[i].x;
        double loss, by[2];
        const kl_reconstruction_data data = {
            {&mean, 1, 1, 1, KL_F64}, {&log_scale, 1, 1, 1, KL_F64}, {&x, 1, 1, 1, KL_F64}};
        const kl_reconstruction_gradient gradient = {{.data = by, .row_stride = 1},
                                                     {.data = by + 1, .row_stride = 1}};
        assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_LOGISTIC, &data, NULL, &gradient,
                                                NULL, &loss, NULL),
                         KL_OK);
        const double exponent = (fabs(x - mean) + 1.0 / 255) * exp(-log_scale);
        const double bound = (32 + 4 * exponent) * 0x1p-53;
        close_to(loss, golden_logistic_elements[i].loss, bound * golden_logistic_elements[i].loss,
                 "loss", i);
        /* Two slopes of one size 1/s are the difference where x is far off on neither side. */
        close_to(by[0], golden_logistic_elements[i].by_mean,
                 bound * (fabs(golden_logistic_elements[i].by_mean) +
                          (exponent < 1 ? exp(-log_scale) : 0)),
                 "by mean", i);
        close_to(by[1], golden_logistic_elements[i].by_scale,
                 bound * (fabs(golden_logistic_elements[i].by_scale) + (exponent < 1)), "by scale",
                 i);
    }
}

/* All 256 levels of any mean and scale have a probability of 1 together. */
static void levels_sum_to_one(void **state) {
    (void)state;
    for (int i = -2; i <= 4; i++) {
        const double mean = i / 2.5, log_scale = -1.5 * i;
        double total = 0;
        for (int level = 0; level < 256; level++) {
            const double x = 2 * level / 255.0 - 1;
            double loss;
            const kl_reconstruction_data data = {
                {&mean, 1, 1, 1, KL_F64}, {&log_scale, 1, 1, 1, KL_F64}, {&x, 1, 1, 1, KL_F64}};
            assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_LOGISTIC, &data, NULL, NULL,
                                                    NULL, &loss, NULL),
                             KL_OK);
            total += exp(-loss);
        }
        close_to(total, 1, 1e-13, "all levels", (size_t)(i + 2));
    }
}

/* z from N(0, 1), x from N(z, 1): p(x) is N(0, 2), and q(z|x) = N(x/2, 1/2) is the posterior. */
static double log_density(double x) {
    return -x * x / 4 - 0.5 * log(4 * 3.14159265358979323846);
}

static void the_elbo_is_a_bound(void **state) {
    (void)state;
    enum { DRAWS = 20000 };
    double *mean = malloc(DRAWS * sizeof *mean), *log_variance = malloc(DRAWS * sizeof *mean);
    double *z = malloc(DRAWS * sizeof *z), *x = malloc(DRAWS * sizeof *x), unit = 0;
    for (int exact = 0; exact < 2; exact++) {
        for (size_t i = 0; i < DRAWS; i++) {
            x[i] = 1.5;
            mean[i] = exact ? 0.75 : 0.25;
            log_variance[i] = exact ? -M_LN2 : 0;
        }
        const kl_matrix column = {x, DRAWS, 1, 1, KL_F64};
        kl_matrix of_mean = column, of_variance = column, of_z = column;
        of_mean.data = mean, of_variance.data = log_variance, of_z.data = z;
        const kl_elbo_batch batch = {.q = {of_mean, of_variance},
                                     .kind = KL_RECONSTRUCTION_GAUSSIAN,
                                     .data = {of_z, {&unit, 1, 1, 1, KL_F64}, column}};
        kl_elbo_result out;
        assert_int_equal(kl_latent_sample(&batch.q, 3, NULL, z, NULL), KL_OK);
        assert_int_equal(kl_loss_elbo(&batch, NULL, NULL, NULL, &out, NULL), KL_OK);
        assert_true(out.loss == out.reconstruction + out.divergence && out.elbo == -out.loss);
        /* ELBO = ln p(x) − KL(q‖posterior) in expectation; one (x − z)²/2 deviates by some 1.3 at most. */
        const double gap = exact ? 0 : 0.5 * (2 - 1 - M_LN2 + 2 * 0.25);
        close_to(out.elbo, log_density(1.5) - gap, 5 * 1.3 / sqrt(DRAWS), "ELBO", (size_t)exact);
        assert_true(exact || out.elbo < log_density(1.5) - 0.3);
        /* Log-weights ln p(x, z) − ln q(z|x): of the posterior ln p(x), all of them. */
        for (size_t i = 0; i < DRAWS; i++) {
            const double e = (z[i] - mean[i]) * exp(-log_variance[i] / 2);
            z[i] = -0.5 * z[i] * z[i] - 0.5 * (x[i] - z[i]) * (x[i] - z[i]) + 0.5 * e * e +
                   0.5 * log_variance[i] - 0.5 * log(2 * 3.14159265358979323846);
        }
        double elbo, tighter, samples[DRAWS / 100], bound[DRAWS / 100];
        const kl_importance_rows rows = {bound, samples};
        assert_int_equal(kl_loss_importance_weighted((kl_matrix){z, DRAWS, 1, 1, KL_F64},
                                                     KL_REDUCTION_MEAN, NULL, NULL, &elbo, NULL),
                         KL_OK);
        assert_int_equal(kl_loss_importance_weighted((kl_matrix){z, DRAWS / 100, 100, 100, KL_F64},
                                                     KL_REDUCTION_MEAN, NULL, &rows, &tighter,
                                                     NULL),
                         KL_OK);
        close_to(-elbo, log_density(1.5) - gap, 5 * 1.3 / sqrt(DRAWS), "K = 1", (size_t)exact);
        if (exact) {
            close_to(-tighter, log_density(1.5), 1e-14, "K = 100", 0);
            close_to(samples[0], 100, 1e-10, "samples", 0);
        } else {
            assert_true(tighter < elbo && -tighter < log_density(1.5) + 0.05 && samples[0] < 99);
            assert_true(-tighter > log_density(1.5) - 0.05);
        }
    }
    free(mean), free(log_variance), free(z), free(x);
}

static void an_elbo_in_one_call(void **state) {
    (void)state;
    kl_latent_options latent;
    kl_latent_options_init(&latent);
    latent.beta = 3;
    latent.free_bits = 0.1;
    double by[6][N * D], alone[6][N * D], divergence, plain, reconstruction;
    const kl_elbo_batch batch = {.q = {wide(golden_q_mean, D), wide(golden_q_log_variance, D)},
                                 .kind = KL_RECONSTRUCTION_BERNOULLI,
                                 .data = {wide(golden_p_mean, D), {0}, wide(golden_share, D)}};
    const kl_elbo_gradient gradient = {
        .q = {{.data = by[0], .row_stride = D}, {.data = by[1], .row_stride = D}},
        .data = {.prediction = {.data = by[2], .row_stride = D}}};
    const kl_elbo_gradient each = {
        .q = {{.data = alone[0], .row_stride = D}, {.data = alone[1], .row_stride = D}},
        .data = {.prediction = {.data = alone[2], .row_stride = D}}};
    kl_elbo_result out;
    assert_int_equal(kl_loss_elbo(&batch, &latent, NULL, &gradient, &out, NULL), KL_OK);
    assert_int_equal(
        kl_loss_latent_gaussian(&batch.q, NULL, &latent, &each.q, NULL, NULL, &divergence, NULL),
        KL_OK);
    assert_int_equal(kl_loss_latent_gaussian(&batch.q, NULL, NULL, NULL, NULL, NULL, &plain, NULL),
                     KL_OK);
    assert_int_equal(kl_loss_reconstruction(batch.kind, &batch.data, NULL, &each.data, NULL,
                                            &reconstruction, NULL),
                     KL_OK);
    assert_true(out.reconstruction == reconstruction && out.divergence == plain);
    assert_true(out.loss == divergence + reconstruction && out.elbo == -reconstruction - plain);
    for (size_t k = 0; k < 3; k++)
        assert_memory_equal(by[k], alone[k], sizeof by[k]);
}

static void importance_weights(void **state) {
    (void)state;
    const double w[6] = {-1000, -1001, -1002, 800, -INFINITY, 800};
    double loss, gradient[6], bound[2], samples[2];
    const kl_loss_gradient into = {.data = gradient, .row_stride = 3};
    const kl_importance_rows rows = {bound, samples};
    assert_int_equal(kl_loss_importance_weighted((kl_matrix){w, 2, 3, 3, KL_F64}, KL_REDUCTION_NONE,
                                                 &into, &rows, NULL, NULL),
                     KL_OK);
    const double sum = 1 + exp(-1.0) + exp(-2.0);
    close_to(bound[0], -1000 + log(sum / 3), 1e-12, "bound", 0);
    close_to(bound[1], 800 + log(2.0 / 3), 1e-12, "bound", 1);
    close_to(samples[1], 2, 1e-15, "samples", 1);
    for (size_t k = 0; k < 3; k++)
        close_to(gradient[k], -exp(-(double)k) / sum, 1e-15, "gradient", k);
    assert_true(gradient[4] == 0 && gradient[3] == -0.5);
    assert_int_equal(kl_loss_importance_weighted((kl_matrix){w + 4, 1, 1, 1, KL_F64},
                                                 KL_REDUCTION_MEAN, NULL, NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 0);
    const double far = INFINITY;
    assert_int_equal(kl_loss_importance_weighted((kl_matrix){&far, 1, 1, 1, KL_F64},
                                                 KL_REDUCTION_MEAN, NULL, NULL, &loss, NULL),
                     KL_ERROR_VALUE);
}

/* ── What is refused ── */

static void calls_that_are_wrong(void **state) {
    (void)state;
    double loss, z[N * D];
    kl_elbo_result out;
    const kl_matrix m = wide(golden_q_mean, D), nothing = {NULL, N, D, D, KL_F64};
    kl_matrix whole = m, short_one = m;
    whole.dtype = KL_I32;
    short_one.columns = D - 1;
    const kl_latent_gaussian q = {m, m}, no_mean = {nothing, m}, integers = {m, whole};
    const kl_latent_full full = {m, wide(golden_q_factor, D * D)}, no_factor = {m, nothing};
    const kl_reconstruction_data data = {.prediction = m, .target = m},
                                 lacking = {.prediction = nothing, .target = m},
                                 no_target = {.prediction = m, .target = nothing};
    REFUSED(kl_loss_latent_gaussian(NULL, NULL, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_gaussian(&no_mean, NULL, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_gaussian(&integers, NULL, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_gaussian(&q, NULL, NULL, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_loss_latent_full(NULL, NULL, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_full(&full, NULL, NULL, NULL, NULL, NULL, NULL, &error));
    assert_int_equal(kl_loss_latent_full(&no_factor, NULL, NULL, NULL, NULL, NULL, &loss, &error),
                     KL_ERROR_MISMATCH);
    REFUSED(kl_loss_latent_categorical(nothing, m, 1, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_categorical(m, nothing, 1, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_categorical(m, m, 2, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_categorical(m, m, 0, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_latent_categorical(m, m, 1, NULL, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_latent_sample(NULL, 0, z, z, &error));
    REFUSED(kl_latent_sample(&q, 0, NULL, NULL, &error));
    REFUSED(kl_latent_sample(&no_mean, 0, z, NULL, &error));
    int64_t chosen;
    REFUSED(kl_latent_categorical_sample(nothing, 1, 1, 0, NULL, NULL, &chosen, &error));
    REFUSED(kl_latent_categorical_sample(m, 1, 1, 0, NULL, NULL, NULL, &error));
    const kl_reconstruction bernoulli = KL_RECONSTRUCTION_BERNOULLI;
    REFUSED(kl_loss_reconstruction(bernoulli, NULL, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_reconstruction(bernoulli, &lacking, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_reconstruction(bernoulli, &no_target, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_reconstruction(bernoulli, &data, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_loss_reconstruction((kl_reconstruction)4, &data, NULL, NULL, NULL, &loss, &error));
    assert_int_equal(
        kl_loss_reconstruction(KL_RECONSTRUCTION_GAUSSIAN, &data, NULL, NULL, NULL, &loss, &error),
        KL_ERROR_MISMATCH); /* it has no scale */
    const kl_reconstruction_data scaled = {m, m, m},
                                 ragged = {.prediction = short_one, .target = m};
    REFUSED(kl_loss_reconstruction(bernoulli, &scaled, NULL, NULL, NULL, &loss, &error));
    assert_int_equal(kl_loss_reconstruction(bernoulli, &ragged, NULL, NULL, NULL, &loss, &error),
                     KL_ERROR_MISMATCH);
    REFUSED(kl_loss_elbo(NULL, NULL, NULL, NULL, &out, &error));
    const kl_elbo_batch batch = {.q = q, .data = data};
    REFUSED(kl_loss_elbo(&batch, NULL, NULL, NULL, NULL, &error));
    kl_latent_options none;
    kl_latent_options_init(&none);
    none.reduction = KL_REDUCTION_NONE;
    REFUSED(kl_loss_elbo(&batch, &none, NULL, NULL, &out, &error));
    REFUSED(kl_loss_importance_weighted(nothing, KL_REDUCTION_MEAN, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_importance_weighted(m, KL_REDUCTION_MEAN, NULL, NULL, NULL, &error));
    kl_latent_gaussian_gradient overlap = {.mean = {.data = z, .row_stride = D - 1}};
    REFUSED(kl_loss_latent_gaussian(&q, NULL, NULL, &overlap, NULL, NULL, &loss, &error));
    const kl_latent_gaussian p = {m, short_one};
    assert_int_equal(kl_loss_latent_gaussian(&q, &p, NULL, NULL, NULL, NULL, &loss, NULL),
                     KL_ERROR_MISMATCH);
}

static void options_that_are_wrong(void **state) {
    (void)state;
    double loss;
    const kl_latent_gaussian q = {wide(golden_q_mean, D), wide(golden_q_log_variance, D)};
    kl_latent_options usual;
    kl_latent_options_init(&usual);
#define LATENT(member, value)                                                                      \
    do {                                                                                           \
        kl_latent_options options = usual;                                                         \
        options.member = value;                                                                    \
        REFUSED(kl_loss_latent_gaussian(&q, NULL, &options, NULL, NULL, NULL, &loss, &error));     \
    } while (0)
    LATENT(beta, -1);
    LATENT(beta, NAN);
    LATENT(free_bits, -1);
    LATENT(free_bits, INFINITY);
    LATENT(group, 0);
    LATENT(group, 2); /* of three latents */
    LATENT(balance, 1.5);
    LATENT(reduction, (kl_reduction)3);
    LATENT(reduction, KL_REDUCTION_NONE);
    LATENT(size, 0);
    usual.reduction = KL_REDUCTION_NONE;
    LATENT(free_bits, 1);
    kl_latent_options_init(&usual);
    kl_latent_options *old = older(&usual, offsetof(kl_latent_options, balance));
    assert_int_equal(kl_loss_latent_gaussian(&q, NULL, old, NULL, NULL, NULL, &loss, NULL), KL_OK);
    free(old);
    const kl_reconstruction_data data = {.prediction = q.mean, .target = wide(golden_share, D)};
    kl_reconstruction_options other;
    kl_reconstruction_options_init(&other);
#define DATA(member, value)                                                                        \
    do {                                                                                           \
        kl_reconstruction_options options = other;                                                 \
        options.member = value;                                                                    \
        REFUSED(kl_loss_reconstruction(KL_RECONSTRUCTION_BERNOULLI, &data, &options, NULL, NULL,   \
                                       &loss, &error));                                            \
    } while (0)
    DATA(levels, 1);
    DATA(low, 1);
    DATA(high, INFINITY);
    DATA(reduction, (kl_reduction)3);
    DATA(size, 0);
}

/* A number of the second row is another one. */
static void refuse_value(kl_status (*run)(double *), const double *kept, double value,
                         const char *part) {
    double numbers[N * D * D];
    memcpy(numbers, kept, (size_t)N * D * sizeof *kept);
    numbers[D + 1] = value;
    assert_int_equal(run(numbers), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static kl_status as_mean(double *x) {
    double loss;
    const kl_latent_gaussian q = {wide(x, D), wide(golden_q_log_variance, D)};
    return kl_loss_latent_gaussian(&q, NULL, NULL, NULL, NULL, NULL, &loss, &error);
}
static kl_status as_prior_variance(double *x) {
    double loss;
    const kl_latent_gaussian q = {wide(golden_q_mean, D), wide(golden_q_log_variance, D)};
    const kl_latent_gaussian p = {wide(golden_q_mean, D), wide(x, D)};
    return kl_loss_latent_gaussian(&q, &p, NULL, NULL, NULL, NULL, &loss, &error);
}
static kl_status as_drawn(double *x) {
    double z[N * D];
    const kl_latent_gaussian q = {wide(golden_q_mean, D), wide(x, D)};
    return kl_latent_sample(&q, 0, NULL, z, &error);
}
static kl_status as_share(double *x) {
    double loss;
    const kl_reconstruction_data data = {.prediction = wide(golden_q_mean, D),
                                         .target = wide(x, D)};
    return kl_loss_reconstruction(KL_RECONSTRUCTION_BERNOULLI, &data, NULL, NULL, NULL, &loss,
                                  &error);
}
static kl_status as_level(double *x) {
    double loss;
    const kl_reconstruction_data data = {wide(golden_q_mean, D), wide(golden_q_mean, D),
                                         wide(x, D)};
    return kl_loss_reconstruction(KL_RECONSTRUCTION_LOGISTIC, &data, NULL, NULL, NULL, &loss,
                                  &error);
}
static kl_status as_logit(double *x) {
    double loss;
    const kl_reconstruction_data data = {.prediction = wide(x, D), .target = wide(golden_share, D)};
    return kl_loss_reconstruction(KL_RECONSTRUCTION_BERNOULLI, &data, NULL, NULL, NULL, &loss,
                                  &error);
}
static kl_status as_categories(double *x) {
    double loss;
    return kl_loss_latent_categorical(wide(x, D), (kl_matrix){0}, D, NULL, NULL, NULL, NULL, &loss,
                                      &error);
}

static void values_that_are_wrong(void **state) {
    (void)state;
    refuse_value(as_mean, golden_q_mean, NAN, "mean of q: row 1, latent 1 is nan");
    refuse_value(as_mean, golden_q_mean, 1e200, "row 1, latent 1: the divergence leaves");
    refuse_value(as_prior_variance, golden_q_mean, -INFINITY, "log_variance of p: row 1, latent 1");
    refuse_value(as_drawn, golden_q_mean, INFINITY, "log_variance of q: row 1, latent 1 is inf");
    refuse_value(as_share, golden_share, 1.5, "target: row 1, column 1 is 1.5: it must be from 0");
    refuse_value(as_share, golden_share, NAN, "must be finite");
    refuse_value(as_level, golden_share, 1.5, "not among the levels");
    refuse_value(as_logit, golden_q_mean, -INFINITY, "prediction: row 1, column 1 is -inf");
    refuse_value(as_categories, golden_q_mean, INFINITY, "logits of q: row 1, latent 0");
    double factor[N * D * D], loss;
    memcpy(factor, golden_q_factor, sizeof factor);
    const kl_latent_full full = {wide(golden_q_mean, D), wide(factor, D * D)};
    factor[D * D + 4] = 0;
    assert_int_equal(kl_loss_latent_full(&full, NULL, NULL, NULL, NULL, NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "factor of q: row 1, entry 1, 1 is 0"));
    const uint8_t classes[N * D] = {0, 0, 0, 0, 4};
    const kl_reconstruction_data data = {.prediction = wide(golden_q_logits, D * C),
                                         .target = {classes, N, D, D, KL_U8}};
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_CATEGORICAL, &data, NULL, NULL, NULL,
                                            &loss, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    assert_non_null(
        strstr(error.message, "target: row 1, column 1 is 4: it is none of the classes"));
    const uint8_t good_classes[N * D] = {0};
    double logits[N * D * C] = {0};
    logits[(2 * D + 1) * C + 3] = NAN;
    const kl_reconstruction_data lost = {.prediction = wide(logits, D * C),
                                         .target = {good_classes, N, D, D, KL_U8}};
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_CATEGORICAL, &lost, NULL, NULL, NULL,
                                            &loss, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, 2);
    assert_non_null(strstr(error.message, "the logits of row 2, variable 1 have a NaN"));
    const kl_reconstruction_data real = {.prediction = wide(logits, D * C),
                                         .target = wide(golden_share, D)};
    assert_int_equal(kl_loss_reconstruction(KL_RECONSTRUCTION_CATEGORICAL, &real, NULL, NULL, NULL,
                                            &loss, &error),
                     KL_ERROR_ARGUMENT);
    assert_non_null(strstr(error.message, "target: dtype is f64, expected integers"));
    const kl_latent_gaussian empty = {{NULL, 0, D, D, KL_F64}, {NULL, 0, D, D, KL_F64}};
    assert_int_equal(kl_loss_latent_gaussian(&empty, NULL, NULL, NULL, NULL, NULL, &loss, NULL),
                     KL_ERROR_VALUE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_torch),
        cmocka_unit_test(a_scale_for_all),
        cmocka_unit_test(logistic_near_and_far),
        cmocka_unit_test(levels_sum_to_one),
        cmocka_unit_test(the_elbo_is_a_bound),
        cmocka_unit_test(an_elbo_in_one_call),
        cmocka_unit_test(importance_weights),
        cmocka_unit_test(calls_that_are_wrong),
        cmocka_unit_test(options_that_are_wrong),
        cmocka_unit_test(values_that_are_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
