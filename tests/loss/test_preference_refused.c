/* SPDX-License-Identifier: Apache-2.0 */
/* Preference losses and sequences that are refused, with the pair or the option named. */
#include "oracle.h"

#include <kullback/loss_preference.h>

#include "../older.h"
#include "../refused.h"

#include <stdio.h>

enum { N = 2 };
static double chosen[N] = {-1, -2}, rejected[N] = {-3, -1}, reference[N] = {-2, -2};
static double lengths[N] = {3, 4};

static kl_preference_pairs good(void) {
    return (kl_preference_pairs){.policy_chosen = kl_f64(chosen, N),
                                 .policy_rejected = kl_f64(rejected, N),
                                 .reference_chosen = kl_f64(reference, N),
                                 .reference_rejected = kl_f64(reference, N)};
}

static kl_status run(kl_preference preference, const kl_preference_pairs *pairs,
                     const kl_preference_options *options) {
    double loss;
    error = (kl_error)KL_ERROR_INIT;
    return kl_loss_preference(preference, pairs, options, NULL, &loss, &error);
}

static void options_that_are_wrong(void **state) {
    (void)state;
    kl_preference_options usual;
    kl_preference_options_init(&usual);
    const kl_preference_pairs pairs = good();
#define WITH(type, member, value)                                                                  \
    do {                                                                                           \
        kl_preference_options options = usual;                                                     \
        options.member = value;                                                                    \
        refused(run(KL_PREFERENCE_##type, &pairs, &options), #type ", " #member " = " #value);     \
    } while (0)
    WITH(SIGMOID, beta, 0);
    WITH(SIGMOID, beta, -0.1);
    WITH(SIGMOID, beta, INFINITY);
    WITH(SIGMOID, beta, NAN);
    WITH(SIGMOID, label_smoothing, -0.1);
    WITH(SIGMOID, label_smoothing, 0.6);
    WITH(SIGMOID, label_smoothing, NAN);
    WITH(ROBUST, label_smoothing, 0.5);
    WITH(EXO_PAIR, label_smoothing, 0);
    WITH(EXO_PAIR, label_smoothing, 0.6);
    WITH(HINGE, label_smoothing, 0.1);
    WITH(NCA_PAIR, label_smoothing, 0.1);
    WITH(SIGMOID, divergence, (kl_preference_divergence)4);
    WITH(NCA_PAIR, divergence, KL_PREFERENCE_FORWARD_KL);
    WITH(BCO_PAIR, reference_point, NAN);
    WITH(SIGMOID, reference_point, 1);
    WITH(SIGMOID, margin, 1);
    WITH(SIGMOID, nll_weight, 1);
    WITH(SIGMOID, reduction, (kl_reduction)3);
    WITH(SIGMOID, reduction, KL_REDUCTION_NONE); /* and no place for the losses */
    WITH(SIGMOID, size, 0);
    usual.divergence = KL_PREFERENCE_ALPHA;
    WITH(SIGMOID, alpha, 0);
    WITH(SIGMOID, alpha, 1.5);
    kl_preference_options_init(&usual);
    kl_preference_options *old = older(&usual, offsetof(kl_preference_options, divergence));
    assert_int_equal(run(KL_PREFERENCE_SIGMOID, &pairs, old), KL_OK);
    free(old);
}

static void calls_that_are_wrong(void **state) {
    (void)state;
    double loss;
    kl_preference_pairs pairs = good();
    REFUSED(kl_loss_preference(KL_PREFERENCE_COUNT, &pairs, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_preference(KL_PREFERENCE_SIGMOID, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, NULL, NULL, NULL, &error));
    pairs.policy_chosen.data = NULL;
    REFUSED(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, NULL, NULL, &loss, &error));
    pairs = good();
    pairs.policy_rejected.dtype = (kl_dtype)99;
    REFUSED(kl_loss_preference(KL_PREFERENCE_SIGMOID, &pairs, NULL, NULL, &loss, &error));
    pairs = good();
    REFUSED(kl_loss_preference(KL_PREFERENCE_CPO, &pairs, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_preference(KL_PREFERENCE_IPO, &pairs, NULL, NULL, &loss, &error));
    pairs.reference_rejected.n = 0;
    assert_int_equal(run(KL_PREFERENCE_SIGMOID, &pairs, NULL), KL_ERROR_MISMATCH);
    pairs = good();
    pairs.policy_rejected.n = 1;
    assert_int_equal(run(KL_PREFERENCE_SIGMOID, &pairs, NULL), KL_ERROR_MISMATCH);
    pairs = good();
    pairs.policy_chosen.n = pairs.policy_rejected.n = 0;
    pairs.reference_chosen.n = pairs.reference_rejected.n = 0;
    assert_int_equal(run(KL_PREFERENCE_SIGMOID, &pairs, NULL), KL_ERROR_VALUE);
    kl_kto_answers answers = {.policy = kl_f64(chosen, N), .desirable = kl_f64(lengths, N)};
    REFUSED(kl_loss_kto(NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_kto(&answers, NULL, NULL, NULL, &error));
    answers.desirable.data = NULL;
    REFUSED(kl_loss_kto(&answers, NULL, NULL, &loss, &error));
}

static void refuse_value(kl_preference preference, const kl_preference_pairs *pairs, double *where,
                         double value, const char *part) {
    const double kept = *where;
    *where = value;
    assert_int_equal(run(preference, pairs, NULL), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    *where = kept;
}

static void values_that_are_wrong(void **state) {
    (void)state;
    kl_preference_pairs pairs = good();
    const kl_preference sigmoid = KL_PREFERENCE_SIGMOID;
    refuse_value(sigmoid, &pairs, chosen + 1, -INFINITY,
                 "policy_chosen: the one of pair 1 is -inf");
    refuse_value(sigmoid, &pairs, rejected + 1, NAN, "policy_rejected: the one of pair 1 is nan");
    refuse_value(sigmoid, &pairs, reference + 1, -INFINITY, "reference_chosen: the one of pair 1");
    pairs.chosen_lengths = pairs.rejected_lengths = kl_f64(lengths, N);
    refuse_value(KL_PREFERENCE_IPO, &pairs, lengths + 1, 0,
                 "chosen_lengths: the one of pair 1 is 0");
    refuse_value(KL_PREFERENCE_IPO, &pairs, chosen + 1, -1e200, "leaves the doubles");
    pairs.reference_chosen = pairs.reference_rejected = kl_f64(NULL, 0);
    refuse_value(KL_PREFERENCE_ORPO, &pairs, chosen + 1, 0.5, "at most 0");
    refuse_value(KL_PREFERENCE_ORPO, &pairs, rejected + 1, 0, "odds need one below 0");
    kl_preference_options options;
    kl_preference_options_init(&options);
    options.divergence = KL_PREFERENCE_FORWARD_KL;
    chosen[1] = -1000;
    pairs = good();
    assert_int_equal(run(sigmoid, &pairs, &options), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    chosen[1] = -2;
}

/* ── Every type ── */

static kl_preference_pairs good_for(kl_preference preference) {
    kl_preference_pairs pairs = good();
    if (preference >= KL_PREFERENCE_CPO)
        pairs.reference_chosen = pairs.reference_rejected = kl_f64(NULL, 0);
    pairs.chosen_lengths = pairs.rejected_lengths = kl_f64(lengths, N);
    return pairs;
}

static kl_preference_options good_options(kl_preference preference) {
    kl_preference_options options;
    kl_preference_options_init(&options);
    if (preference == KL_PREFERENCE_EXO_PAIR)
        options.label_smoothing = 0.1;
    return options;
}

static void refuse_option(kl_preference preference, const kl_preference_options *options,
                          const char *part) {
    const kl_preference_pairs pairs = good_for(preference);
    assert_int_equal(run(preference, &pairs, options), KL_ERROR_ARGUMENT);
    if (strstr(error.message, part) == NULL)
        fail_msg("%s: \"%s\" is not in \"%s\"", kl_preference_name(preference), part,
                 error.message);
}

static void every_type_has_its_range(void **state) {
    (void)state;
    static const double no_beta[] = {0, -0.1, INFINITY, NAN};
    static const double no_smoothing[] = {-0.1, 0.6, INFINITY, NAN};
    for (int p = 0; p < KL_PREFERENCE_COUNT; p++) {
        const kl_preference_pairs pairs = good_for((kl_preference)p);
        kl_preference_options options = good_options((kl_preference)p);
        assert_int_equal(run((kl_preference)p, &pairs, &options), KL_OK);
        for (size_t i = 0; i < 4; i++) {
            options.beta = no_beta[i];
            refuse_option((kl_preference)p, &options, "beta is");
        }
        options = good_options((kl_preference)p);
        for (size_t i = 0; i < 4; i++) {
            options.label_smoothing = no_smoothing[i];
            refuse_option((kl_preference)p, &options, "label_smoothing");
        }
    }
}

static void refuse_number(kl_preference preference, double *where, double value, const char *name) {
    const kl_preference_pairs pairs = good_for(preference);
    const kl_preference_options options = good_options(preference);
    const double kept = *where;
    char part[64];
    snprintf(part, sizeof part, "%s: the one of pair 1 is", name);
    *where = value;
    assert_int_equal(run(preference, &pairs, &options), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    if (strstr(error.message, part) == NULL)
        fail_msg("%s: \"%s\" is not in \"%s\"", kl_preference_name(preference), part,
                 error.message);
    *where = kept;
}

static void every_type_names_the_pair(void **state) {
    (void)state;
    static const double no_number[] = {-INFINITY, INFINITY, NAN}, no_length[] = {0, -1, NAN};
    for (int p = 0; p < KL_PREFERENCE_COUNT; p++)
        for (size_t i = 0; i < 3; i++) {
            const kl_preference type = (kl_preference)p;
            refuse_number(type, chosen + 1, no_number[i], "policy_chosen");
            refuse_number(type, rejected + 1, no_number[i], "policy_rejected");
            refuse_number(type, lengths + 1, no_length[i], "chosen_lengths");
            if (p < KL_PREFERENCE_CPO)
                refuse_number(type, reference + 1, no_number[i], "reference_chosen");
        }
    const double broken[N] = {-2, -INFINITY}, short_of_it[N] = {5, 0};
    kl_preference_pairs pairs = good();
    pairs.reference_rejected = kl_f64(broken, N);
    assert_int_equal(run(KL_PREFERENCE_SIGMOID, &pairs, NULL), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "reference_rejected: the one of pair 1 is -inf"));
    pairs = good_for(KL_PREFERENCE_IPO);
    pairs.rejected_lengths = kl_f64(short_of_it, N);
    assert_int_equal(run(KL_PREFERENCE_IPO, &pairs, NULL), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "rejected_lengths: the one of pair 1 is 0"));
    pairs.rejected_lengths = kl_f64(lengths, N + 1);
    assert_int_equal(run(KL_PREFERENCE_IPO, &pairs, NULL), KL_ERROR_MISMATCH);
}

static void kto_that_is_wrong(void **state) {
    (void)state;
    double loss;
    kl_kto_answers answers = {.policy = kl_f64(chosen, N), .desirable = kl_f64(lengths, N)};
    kl_kto_options usual;
    kl_kto_options_init(&usual);
#define KTO_WITH(member, value)                                                                    \
    do {                                                                                           \
        kl_kto_options options = usual;                                                            \
        options.member = value;                                                                    \
        REFUSED(kl_loss_kto(&answers, &options, NULL, &loss, &error));                             \
    } while (0)
    KTO_WITH(beta, 0);
    KTO_WITH(beta, -0.1);
    KTO_WITH(beta, INFINITY);
    KTO_WITH(beta, NAN);
    KTO_WITH(desirable_weight, -1);
    KTO_WITH(undesirable_weight, INFINITY);
    KTO_WITH(reference_point, -1);
    KTO_WITH(reduction, KL_REDUCTION_NONE);
    KTO_WITH(size, 0);
    chosen[1] = -INFINITY;
    assert_int_equal(kl_loss_kto(&answers, NULL, NULL, &loss, &error), KL_ERROR_VALUE);
    assert_int_equal(error.index, 1);
    answers.policy = kl_f64(rejected, N);
    answers.policy_mismatched = kl_f64(chosen, N);
    assert_int_equal(kl_loss_kto(&answers, NULL, NULL, &loss, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "mismatched answer 1"));
    chosen[1] = -2;
    answers.reference_mismatched = kl_f64(chosen, 1);
    assert_int_equal(kl_loss_kto(&answers, NULL, NULL, &loss, NULL), KL_ERROR_MISMATCH);
}

/* What a result would leave the doubles by is refused, and a label that is none. */
static void numbers_that_leave_the_doubles(void **state) {
    (void)state;
    double loss, far = 1e308, back = -1e308, zero = 0, huge[2] = {1.7e308, 1.7e308};
    const kl_preference_pairs pairs = {.policy_chosen = kl_f64(&far, 1),
                                       .policy_rejected = kl_f64(&back, 1)};
    assert_int_equal(run(KL_PREFERENCE_SIGMOID, &pairs, NULL), KL_ERROR_VALUE);
    kl_kto_options options;
    kl_kto_options_init(&options);
    options.beta = 1e308;
    options.desirable_weight = 1e10;
    const double liked = 1, neither = NAN;
    kl_kto_answers answers = {.policy = kl_f64(&zero, 1), .desirable = kl_f64(&liked, 1)};
    assert_int_equal(kl_loss_kto(&answers, &options, NULL, &loss, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "gradient leaves the doubles"));
    answers.policy_mismatched = kl_f64(huge, 2);
    assert_int_equal(kl_loss_kto(&answers, NULL, NULL, &loss, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "policy_mismatched"));
    answers.policy_mismatched = kl_f64(NULL, 0);
    answers.desirable = kl_f64(&neither, 1);
    assert_int_equal(kl_loss_kto(&answers, NULL, NULL, &loss, &error), KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "desirable: the one of answer 0 is NaN"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_that_are_wrong),
        cmocka_unit_test(calls_that_are_wrong),
        cmocka_unit_test(values_that_are_wrong),
        cmocka_unit_test(every_type_has_its_range),
        cmocka_unit_test(every_type_names_the_pair),
        cmocka_unit_test(kto_that_is_wrong),
        cmocka_unit_test(numbers_that_leave_the_doubles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
