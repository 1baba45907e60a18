/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of the catalogue as the room sees it: what users see, and which kernel computes it how.
 * To add a measure: one file with its row, one line in the enum of the header and one in list.h.
 */
#ifndef KL_MEASURE_ROW_H
#define KL_MEASURE_ROW_H

#include <kullback/measure.h>

#include "kernels/kernels.h"
#include "kernels/scalar.h"
#include "measure/list.h"

#include <math.h>

/* What the sum of terms becomes. */
typedef enum kl_finish {
    KL_FINISH_SUM,           /* factor·Σ */
    KL_FINISH_ROOT,          /* √(factor·Σ) */
    KL_FINISH_EXPONENTIAL,   /* exp(factor·Σ) */
    KL_FINISH_BHATTACHARYYA, /* −ln(1 − factor·Σ), or −ln Σ√(pq) where that is better */
    KL_FINISH_RENYI          /* ln(1 + factor·Σ)/(a − 1), or what is better (renyi_value.c) */
} kl_finish;

typedef struct kl_measure_row {
    kl_measure measure;      /* what depends on the parameter is for its default */
    kl_term term;            /* what is summed */
    const char *computed_by; /* where nothing is: the function of the room above; NULL: none yet */
    kl_term shown;           /* what kl_measure_terms gives */
    double factor;
    kl_finish finish;
    /* The f-divergence, of the same parameter if it has one, that the row is an increasing function of:
     * kl_measure_of_divergence; KL_ENTROPY: none. */
    kl_measure_id function_of;
    unsigned swap : 1; /* the kernel gets q as its p */
    unsigned self : 1; /* q is p itself: always (entropy) */
    unsigned q_optional : 1;
    /* What depends on the value of the parameter, which stands in measure.parameter.value; NULL: nothing but
     * the generator. */
    void (*at)(struct kl_measure_row *row);
    double order,
        less_one; /* of the power terms, with less_one = order − 1 to its own last digit */
} kl_measure_row;

#define KL_DECLARE_ROW(id, name) extern const kl_measure_row kl_row_##name;
KL_MEASURES(KL_DECLARE_ROW)
#undef KL_DECLARE_ROW

/* The row of an id; NULL for an id out of range. */
const kl_measure_row *kl_measure_row_get(kl_measure_id id);
/* A copy of it for a value of its parameter; NaN: the default. */
kl_status kl_measure_row_at(kl_measure_id id, double parameter, kl_measure_row *out,
                            kl_error *error);

/* What a row with a function_of makes of a value of that, 0 at least, and the slope of the function there. */
double kl_measure_of_divergence(const kl_measure_row *row, double d, double *slope);

/* Whether an infinite value may be due to what a side (0: p) has and the other has not. */
int kl_measure_is_due_to(const kl_measure *measure, int side);

/* Distributions on two symbols that serve as counterexamples of many rows. */
extern const double kl_even[2], kl_skewed[2], kl_skewed_back[2], kl_first_only[2],
    kl_second_only[2];
extern const double kl_first_first[4], kl_first_second[4], kl_skewed_pair[4];

/* KL((.9, .1) ‖ (.5, .5)) is not KL((.5, .5) ‖ (.9, .1)). */
#define KL_BREAKS_SYMMETRY                                                                         \
    { KL_SYMMETRIC, 2, kl_skewed, kl_even, NULL }
/* From (.9, .1) to (.1, .9) the way over (.5, .5) is shorter than the direct one. */
#define KL_BREAKS_TRIANGLE                                                                         \
    { KL_TRIANGLE, 2, kl_skewed, kl_even, kl_skewed_back }
/* By its support a pair tells what makes a value infinite: q lacks what p has, or p lacks what q has, each
 * alone, or they must share nothing. Help and kl_measure_compute go by that. */
#define KL_BREAKS_FINITE_WITHOUT_Q                                                                 \
    { KL_FINITE, 2, kl_even, kl_first_only, NULL }
#define KL_BREAKS_FINITE_WITHOUT_P                                                                 \
    { KL_FINITE, 2, kl_first_only, kl_even, NULL }
#define KL_BREAKS_FINITE_APART                                                                     \
    { KL_FINITE, 2, kl_first_only, kl_second_only, NULL }
/* Pairs (P1, Q1) = ((1,0), (1,0)) and (P2, Q2) = ((1,0), (0,1)), mixed half and half. */
#define KL_BREAKS_CONVEXITY_OF_ROOT                                                                \
    { KL_JOINTLY_CONVEX, 2, kl_first_first, kl_first_second, NULL }

/* Never zero, unless it is clear what comes. */
#define KL_BREAKS_ZERO                                                                             \
    { KL_ZERO_ONLY_IF_EQUAL, 2, kl_even, kl_even, NULL }
/* A sure thing costs nothing, but never knowing which sure thing it is costs one bit: pairs
 * ((1,0), (.9,.1)) and ((0,1), (.1,.9)), mixed half and half. */
#define KL_BREAKS_CONVEXITY_OF_CODE                                                                \
    { KL_JOINTLY_CONVEX, 2, kl_first_second, kl_skewed_pair, NULL }

/* What rows have in common that look one way: KL and χ², and their reversals. */
extern const kl_counterexample kl_one_way[3], kl_one_way_back[3];
#define KL_ONE_WAY(examples)                                                                       \
    .kind = KL_KIND_F_DIVERGENCE, .upper = INFINITY,                                               \
    .properties =                                                                                  \
        KL_NON_NEGATIVE | KL_ZERO_ONLY_IF_EQUAL | KL_DATA_PROCESSING | KL_JOINTLY_CONVEX,          \
    .counterexamples = examples, .counterexample_count = KL_COUNT(examples)

/* And those that say what P costs in the code for Q: cross-entropy and perplexity. */
extern const kl_counterexample kl_of_code[5];
#define KL_OF_CODE                                                                                 \
    .kind = KL_KIND_ENTROPY, .upper = INFINITY,                                                    \
    .properties = KL_NON_NEGATIVE | KL_DATA_PROCESSING, .counterexamples = kl_of_code,             \
    .counterexample_count = KL_COUNT(kl_of_code)

/* What breaks textbook formulas, in such an order that those of a row stand side by side. */
enum { KL_HARD_SURE, KL_HARD_ZERO, KL_HARD_TOTALS, KL_HARD_NEAR, KL_HARD_FAR, KL_HARD_COUNT };
extern const kl_hard_case kl_hard[KL_HARD_COUNT];
#define KL_ADVERSARIAL(first, last)                                                                \
    .adversarial = &kl_hard[KL_HARD_##first],                                                      \
    .adversarial_count = KL_HARD_##last - KL_HARD_##first + 1

/* The weight of P in a mixture with Q. */
#define KL_WEIGHT_OF_P                                                                             \
    { "weight", "w", 0.5, 0.0, 1.0, 1, 1 }
/* −w ln w − (1 − w) ln(1 − w) */
double kl_weight_entropy(double w);

/* Gradients that several rows have. */
double kl_slope_code(double t, double less_one, double parameter);
double kl_slope_hellinger(double t, double less_one, double parameter);
double kl_slope_jensen_shannon(double t, double less_one, double w);
double kl_slope_triangular(double t, double less_one, double parameter);

/* ln t, from t − 1 where that says more. */
double kl_log_near(double t, double less_one);

#define KL_COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
