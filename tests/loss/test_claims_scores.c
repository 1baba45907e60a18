/* SPDX-License-Identifier: Apache-2.0 */
/* What docs/claims.tsv says of losses, computed. */
#include "../compare/claims.h"

#include <kullback/loss.h>

#define HERE "tests/loss/test_claims_scores.c"

/* ── L11: other proper scores ─────────────────────────────────────────────────────────────────── */

enum { OUTCOMES = 3 };

/* What happens, as probabilities and as a row for each outcome with its probability for a weight. */
static const double truth[OUTCOMES] = {0.5, 0.3, 0.2};
static const uint8_t outcomes[OUTCOMES] = {0, 1, 2};

static void softmax(const double *z, double *q) {
    double total = 0;
    for (int j = 0; j < OUTCOMES; j++)
        total += exp(z[j]);
    for (int j = 0; j < OUTCOMES; j++)
        q[j] = exp(z[j]) / total;
}

/* The gradient of an expected score by the logits. */
typedef void slope_of(const double *z, double *slope);

static void cross_entropy(const double *z, double *slope) {
    const kl_matrix logits = {z, 1, OUTCOMES, OUTCOMES, KL_F64};
    const kl_matrix targets = {truth, 1, OUTCOMES, OUTCOMES, KL_F64};
    const kl_loss_gradient into = {.data = slope, .row_stride = OUTCOMES};
    double loss;
    assert_int_equal(kl_loss_soft_cross_entropy(logits, targets, NULL, NULL, &into, &loss, NULL),
                     KL_OK);
}

static void add_rows(double rows[OUTCOMES][OUTCOMES], double *slope) {
    for (int j = 0; j < OUTCOMES; j++)
        slope[j] = rows[0][j] + rows[1][j] + rows[2][j];
}

static void brier(const double *z, double *slope) {
    double rows[OUTCOMES][OUTCOMES], loss;
    const kl_matrix logits = {z, OUTCOMES, OUTCOMES, 0, KL_F64}; /* the same row for each outcome */
    const kl_loss_gradient into = {.data = rows, .row_stride = OUTCOMES};
    kl_brier_options options;
    kl_brier_options_init(&options);
    options.row_weights = kl_f64(truth, OUTCOMES);
    assert_int_equal(kl_loss_brier(logits, (kl_array){outcomes, OUTCOMES, 1, KL_U8}, &options, NULL,
                                   &into, &loss, NULL),
                     KL_OK);
    add_rows(rows, slope);
}

/* Local, too: (1 − q)² (−ln q) of what happened. */
static void focal(const double *z, double *slope) {
    double rows[OUTCOMES][OUTCOMES], loss;
    const kl_matrix logits = {z, OUTCOMES, OUTCOMES, 0, KL_F64};
    const kl_loss_gradient into = {.data = rows, .row_stride = OUTCOMES};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.row_weights = kl_f64(truth, OUTCOMES);
    options.focus = 2;
    assert_int_equal(kl_loss_cross_entropy(logits, (kl_array){outcomes, OUTCOMES, 1, KL_U8},
                                           &options, NULL, &into, &loss, NULL),
                     KL_OK);
    add_rows(rows, slope);
}

/* How far from the truth the least expected score is. */
static double miss(slope_of *slope_of_score) {
    double z[OUTCOMES] = {0, 0, 0}, slope[OUTCOMES], q[OUTCOMES], most = 0;
    for (int step = 0; step < 2000; step++) {
        slope_of_score(z, slope);
        for (int j = 0; j < OUTCOMES; j++)
            z[j] -= 2 * slope[j];
    }
    softmax(z, q);
    for (int j = 0; j < OUTCOMES; j++)
        most = fmax(most, fabs(q[j] - truth[j]));
    return most;
}

/* By how much a loss of the first outcome differs between two models that give it the same probability. */
static void look_elsewhere(double *of_entropy, double *of_brier) {
    static const double even[2][OUTCOMES] = {{0.5, 0.25, 0.25}, {0.5, 0.5, 0}};
    double z[2][OUTCOMES], losses[2], scores[2];
    for (int i = 0; i < 2; i++)
        for (int j = 0; j < OUTCOMES; j++)
            z[i][j] = log(even[i][j]);
    static const uint8_t first[2] = {0, 0};
    const kl_matrix logits = {z, 2, OUTCOMES, OUTCOMES, KL_F64};
    const kl_array targets = {first, 2, 1, KL_U8};
    const kl_loss_rows entropies = {.loss = losses}, briers = {.loss = scores};
    double mean;
    assert_int_equal(kl_loss_cross_entropy(logits, targets, NULL, &entropies, NULL, &mean, NULL),
                     KL_OK);
    assert_int_equal(kl_loss_brier(logits, targets, NULL, &briers, NULL, &mean, NULL), KL_OK);
    *of_entropy = losses[1] - losses[0];
    *of_brier = scores[1] - scores[0];
}

static void test_l11(void **state) {
    (void)state;
    double of_entropy, of_brier;
    look_elsewhere(&of_entropy, &of_brier);
    const double computed[] = {miss(cross_entropy), miss(brier), miss(focal), of_entropy, of_brier};
    claim_holds("L11", HERE, computed, 5);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_l11)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
