/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The inner loops: what a term of a measure is, and the table of loops over blocks of them.
 *
 * A kernel takes a block of at most KL_BLOCK elements, given by its place in the whole array, and
 * returns its sum as an unevaluated pair (hi, lo). Eight virtual lanes, a fixed tree over eight rows
 * and over the lanes: every instruction set gives the same bits. Non-negative terms are added with a
 * relative error below 4·2⁻⁵³ (three levels of the tree, then two-sums), however many there are.
 */
#ifndef KL_KERNELS_KERNELS_H
#define KL_KERNELS_KERNELS_H

#include <kullback/base.h>

enum { KL_BLOCK = 4096 };
/* Points that are taken side by side, and choices among them. */
enum { KL_TILE = 64, KL_CHOICES = 16 };
/* Rows of exponentials that are added to the sums of columns at once. */
enum { KL_SOFT_ROWS = 4 };
/* Directions that points are seen along at once. */
enum { KL_DIRECTIONS = 8 };

/*
 * Terms of x = p/S and y = q/T (both times the same power of two and S's fraction, see kl_scale).
 * All are homogeneous of degree one, non-negative (but the log ratio) and zero at x = y = 0.
 */
typedef enum kl_term {
    KL_TERM_NONE = 0,   /* no sum of terms: there is no kernel */
    KL_TERM_DIVERGENCE, /* x ln(x/y) − x + y */
    KL_TERM_LOG_RATIO,  /* x ln(x/y), signed: the term a user sees */
    KL_TERM_SURPRISE,   /* −x ln(q/T) */
    KL_TERM_JEFFREYS,   /* (x − y) ln(x/y) */
    KL_TERM_JENSEN_SHANNON, /* w·D(x, m) + (1 − w)·D(y, m), m = w x + (1 − w) y, D the first term */
    KL_TERM_ABSOLUTE,       /* |x − y| */
    KL_TERM_HELLINGER,       /* (√x − √y)² */
    KL_TERM_AFFINITY,        /* √(x y) */
    KL_TERM_CHI_SQUARE,      /* (x − y)²/y */
    KL_TERM_TRIANGULAR,      /* (x − y)²/(x + y) */
    KL_TERM_CHI_SQUARE_BOTH, /* (x − y)²/x + (x − y)²/y */
    KL_TERM_POWER, /* (x^a y^(1−a) − a x + (a − 1) y)/(a (a − 1)), a ≥ 1/2 (power.inc.h) */
    KL_TERM_POWER_AFFINITY, /* x^a y^(1−a) */
    KL_TERM_EXCESS,         /* max(x − γ y, 0), γ the threshold */
    KL_TERM_SKEW,           /* D(x, w x + (1 − w) y) */
    KL_TERM_COUNT
} kl_term;

/* An order a ≥ 1/2 as the power term needs it. a and a − 1 are given apart: a = 1 + 1e-20 is not 1. */
enum { KL_POWER_TERMS = 25 };
typedef struct kl_power {
    double order, less_one;
    double reach;                  /* how far the series reaches in ln(x/y) */
    double unit;                   /* the power of two in max(1, a) */
    double series[KL_POWER_TERMS]; /* (1 + a + … + a^(k−2))/(k! unit^(k−2)) for k = 2, 3, … */
} kl_power;

/*
 * How weights become x and y. With S = s·2^p_exponent, T = t·2^q_exponent and s, t in [1, 2):
 * x = p·2^−p_exponent exactly, and y = q·2^−q_exponent·(s/t) as a pair, so both sum to s.
 * The difference x − y is then good to 2⁻¹⁰⁵ of x; errors of the ratio itself enter a divergence only
 * squared, because it is stationary in the totals.
 */
typedef struct kl_scale {
    enum kl_scale_mode {
        KL_SCALE_UNIT,   /* both totals are 1: x = p, y = q */
        KL_SCALE_PLAIN,  /* the factors below are ordinary numbers */
        KL_SCALE_EXTREME /* a total outside 2^±400: weights are scaled in two steps */
    } mode;
    int p_exponent, q_exponent;
    double p_step, q_step;     /* powers of two that come before the factors; 1 but in extremes */
    double p_factor, q_factor; /* with the steps: 2^−p_exponent, 2^−q_exponent */
    double ratio_hi, ratio_lo; /* s/t */
    double y_factor_hi, y_factor_lo; /* s/t·q_factor */
    double p_total;                  /* s: what a sum is divided by */
    double q_total_hi, q_total_lo;   /* t */
    double weight, other_weight;     /* of x and y in a mixture; 1/2 each unless set */
    double threshold;                /* γ of an excess; 1 unless set */
    kl_power power;                  /* of the power terms, which ask for it to be set */
} kl_scale;

/* A total: (hi + lo)·2^exponent, hi + lo in the range where nothing over- or underflows. */
typedef struct kl_total {
    double hi, lo;
    int exponent;
} kl_total;

/* Both totals are 1. */
void kl_scale_unit(kl_scale *scale);
/* From totals that are finite and > 0. */
void kl_scale_set(kl_scale *scale, kl_total p, kl_total q);
/* order ≥ 1/2, less_one = order − 1. */
void kl_power_set(kl_power *power, double order, double less_one);

/* z = c·tanh(x/c), dz/dx = 4e/(1 + e)², e = e^(−2|x|/c): c and −2/c, both finite. */
typedef struct kl_logit_cap {
    double scale, slope;
} kl_logit_cap;

/* Rows of logits x and y with their exponentials e and f: p = e·p_scale, q = f·q_scale, and
 * ln p − ln q = (x − x_largest) − (y − y_largest) − log_ratio. */
typedef struct kl_row_pair {
    double p_scale, q_scale, x_largest, y_largest, log_ratio;
    int has_zeros; /* among e or f */
} kl_row_pair;

/* A row of stored logarithms beside another: p = e·p_scale with ln p = x, good to `slack` and in probability to
 * `reach`; q = f·q_scale with ln q = y + shift, likewise; x ≤ floor says no more than that. */
typedef struct kl_clipped_row {
    double floor, shift, p_scale, q_scale, p_slack, p_reach, q_slack, q_reach;
} kl_clipped_row;

/* Over x > floor, d = ln p − ln q, b = min(p_slack·p, p_reach), c = min(q_slack·p, q_reach·p/q): Σ p, Σ p d, Σ b,
 * Σ (b + c)(|d| + 1). Over the rest: Σ q, how many, and the least y. */
typedef struct kl_clipped_sums {
    double mass, divergence, blur, wide;
    double floor_mass, at_floor, least_y;
} kl_clipped_sums;

/* What is computed of two rows of logits x and y. */
typedef enum kl_pair_kind {
    KL_PAIR_DIVERGENCE = 0, /* KL(P‖Q) */
    KL_PAIR_MIXTURE,        /* KL(P‖M) and KL(Q‖M), M = βP + (1 − β)Q */
    KL_PAIR_VARIATION,
    KL_PAIR_KINDS
} kl_pair_kind;

/* ln p = (x − p_largest)·inverse − p_log_sum, ln q likewise, and
 * ln q − ln p = ((y − x) − shift − shift_low)·inverse, which is good where the other difference is not. */
typedef struct kl_pair_row {
    double inverse, beta;
    double p_largest, p_log_sum, q_largest, q_log_sum;
    double shift, shift_low;
} kl_pair_row;

/* Σ(q − p); then of the divergence KL(P‖Q), where an impossible q with a possible p makes it infinite or NaN, of the
 * mixture KL(P‖M) and KL(Q‖M), of the variation Σ|p − q|, Σ p sgn(p − q), Σ q sgn(p − q). */
enum { KL_PAIR_SUMS = 4 };

/* Gradients by logits, p_factor·p(φ − p_mean) with φ = ln p/q, ln p/m, sgn(p − q), p_mean its mean under p, and
 * q_factor times q − p, q(ln q/m − q_mean), q(q_mean − sgn(p − q)). */
typedef struct kl_pair_slopes {
    double p_factor, q_factor, p_mean, q_mean;
} kl_pair_slopes;

enum { KL_NORMS = KL_NORM_MAX + 1 };

/* Distances (KL_NORM_EUCLIDEAN: their squares) of a box, which may be a point, from eight, and a bit for each that
 * is below `bound`; where no bit is set the distances may be left out. The same bits on every instruction set. */
typedef unsigned kl_eight(const double *rows, const double *low, const double *high,
                          size_t dimension, double bound, double distance[8]);

/* Points of the plane: cut by x into strips of equally many, a multiple of eight (the last one may have fewer), and in
 * each strip in the order of y. */
typedef struct kl_strips {
    size_t n, strip;          /* points, and how many a strip has */
    const double *x, *y;      /* strip after strip */
    const double *low, *high; /* the least and the largest x of each strip */
} kl_strips;
enum { KL_PLANE_NEIGHBOURS = 128 };

/* Points that ask for their k nearest in leaves of a tree, and the distances found so far, in rising order. A leaf has
 * groups of eight points, each a row of eight for each coordinate. */
typedef struct kl_queries {
    const double *points; /* count × dimension */
    double *best;         /* count × k */
    size_t count, dimension, k;
    size_t groups; /* of a leaf, at most KL_LEAF_GROUPS */
    size_t self;   /* place of the first query in the leaf that has them all, or SIZE_MAX */
} kl_queries;
enum { KL_LEAF_GROUPS = 4 };

typedef struct kl_kernels {
    /* Sum of x[i]·factor, compensated: error below n²·2⁻¹⁰⁶ of the sum. Negative, NaN and infinite
     * elements make the pair NaN; so does overflow (see kl_first_invalid). */
    void (*total)(const double *x, size_t n, double factor, double pair[2]);
    /* Sum of terms. Infinite terms give (INFINITY, 0). In the unit mode an invalid element gives NaN. */
    void (*sum[KL_TERM_COUNT])(const double *p, const double *q, size_t n, const kl_scale *scale,
                               double pair[2]);
    /* The terms themselves. */
    void (*map[KL_TERM_COUNT])(const double *p, const double *q, size_t n, const kl_scale *scale,
                               double *terms);
    /* Element-wise, any n; the functions of scalar.h to the bit. */
    void (*log)(const double *x, size_t n, double *out);
    void (*exp)(const double *x, size_t n, double *out);
    /* Rows of logits, any n. Capped, to 2⁻⁵⁰ of each, and the derivatives, to (4 + 2|x|/c)·2⁻⁵² (NULL: not wanted); ±∞
     * and NaN stay. z may be x. */
    void (*capped)(const double *x, size_t n, const kl_logit_cap *cap, double *z, double *slope);
    /* Numbers of other types to f64. */
    void (*widen_f32)(const void *x, size_t n, double *out);
    void (*widen_u16)(const void *x, size_t n, double scale, double offset, double *out);
    /* The first index whose x is larger than `threshold`, a number of x's type; n if none is. */
    size_t (*above_f64)(const void *x, size_t n, double threshold);
    size_t (*above_f32)(const void *x, size_t n, double threshold);
    /* 1 if some y is −∞ where x is not, plus 2 if some x is where y is not. */
    int (*impossible)(const double *x, const double *y, size_t n);
    /* e[i] = exp(x[i] − shift), x[i] ≤ shift, 0 from −700 down; their sum, and that of e[i]·(x[i] − shift),
     * each an unevaluated pair: the latter NaN if an x[i] is. 1 if some e[i] is 0. */
    int (*exp_shifted)(const double *x, size_t n, double shift, double *e, double sums[4]);
    /* Both divergences of two rows, twice the Jensen–Shannon divergence and twice the total variation, each an
     * unevaluated pair, to an absolute 8·2⁻⁵³ or so. A zero among e or f adds nothing to the divergence from it. */
    void (*compare)(const double *x, const double *y, const double *e, const double *f, size_t n,
                    const kl_row_pair *how, double sums[8]);
    /* Added to what is there; at most KL_BLOCK elements, to n·2⁻⁵³ of the sums of magnitudes. */
    void (*clipped)(const double *x, const double *y, const double *e, const double *f, size_t n,
                    const kl_clipped_row *how, kl_clipped_sums *sums);
    /* Of two rows of logits, at most KL_BLOCK of each: added to the sums; and gradients, which may be over x and y. */
    void (*pair_sums[KL_PAIR_KINDS])(const double *x, const double *y, size_t n,
                                     const kl_pair_row *row, double sums[KL_PAIR_SUMS]);
    void (*pair_gradient[KL_PAIR_KINDS])(const double *x, const double *y, size_t n,
                                         const kl_pair_row *row, const kl_pair_slopes *how,
                                         double *p_out, double *q_out);
    /* Squared distances (or with `root` their roots) of a point from KL_TILE others, whose coordinates stand in
     * `columns` rows of KL_TILE. */
    void (*distances)(const double *point, const double *tile, size_t columns, int root,
                      double *out);
    /* sums[c] += weight · Σ_ij mine[i][c] kernel[i][j] theirs[j][c] for KL_CHOICES choices c of a tile, row by row. */
    void (*chosen)(const double *kernel, const double *mine, const double *theirs, double weight,
                   double *sums);
    /* A point from eight points, which have a row of eight for each coordinate. */
    kl_eight *near_points[KL_NORMS];
    /* A box from eight boxes, which have rows of low and of high ends, and a point from the farthest place of each.
     * As computed the one is never more and the other never less than the distance of any points inside. */
    kl_eight *near_boxes[KL_NORMS], *inside_boxes[KL_NORMS];
    /* Among the points of leaves, whose boxes are eights as above. Boxes NULL: of one leaf, perhaps that of the
     * queries, each of which leaves itself out. */
    void (*nearest[KL_NORMS])(const kl_queries *queries, const double *boxes,
                              const double *const *leaf, size_t leaves);
    /* out: the largest price − cost·inverse, L, and Σ e, e = e^(price − cost·inverse − L) but never below e^−708, which
     * is next to nothing. Any n > 0; e has room for n rounded up to eights. */
    void (*soft_row)(const double *price, const double *cost, size_t n, double inverse, double *e,
                     double out[2]);
    /* sum[j] += Σ weight[r]·e[r·stride + j] over up to KL_SOFT_ROWS rows; n and stride are multiples of eight. */
    void (*soft_columns)(const double *e, size_t stride, size_t rows, const double *weight,
                         size_t n, double *sum);
    /* out[r·n + j] = Σ_c direction[r·columns + c]·x_jc of n points and KL_DIRECTIONS directions. n is a multiple of
     * eight; points have a row of eight for each coordinate. */
    void (*project)(const double *points, size_t n, size_t columns, const double *direction,
                    double *out);
    /* Of the points first … first + 7, or to the end of their strip, the distance (KL_NORM_MAX) of the k-th neighbour,
     * k ≤ KL_PLANE_NEIGHBOURS; INFINITY where there are not so many. `first` is a multiple of eight in its strip. */
    void (*plane_nearest)(const kl_strips *strips, size_t first, size_t k, double radius[8]);
    /* How many of n ascending numbers are at a distance < radius[i] of x[i]. */
    void (*line_counts)(const double *sorted, size_t n, const double x[8], const double radius[8],
                        size_t counts[8]);
} kl_kernels;

/* The table for the instruction set of a pool (NULL: the best one). */
const kl_kernels *kl_kernels_for(const kl_pool *pool);

/* Index of the first element that is negative, NaN or infinite; −1 if there is none. */
ptrdiff_t kl_first_invalid(const double *x, size_t n);

/* One table per instruction set; the reference is always there. */
extern const kl_kernels kl_kernels_scalar;
/* NULL where the compiler was not asked for that instruction set. */
extern const kl_kernels *const kl_kernels_avx2;
extern const kl_kernels *const kl_kernels_avx512;

#endif
