/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file family.h
 * @brief Divergences of parametric families, in closed form.
 *
 *     double p[] = {0, 1}, q[] = {1, 2}; // mean and scale
 *     kl_estimate d;
 *     kl_family_divergence(KL_FAMILY_NORMAL, kl_f64(p, 2), KL_FAMILY_NORMAL, kl_f64(q, 2), &d, NULL);
 *
 * A family is a row of one table: its parameters with their ranges, its support, its formula. p is the
 * truth, q the model; a distribution is its family and its parameters in the order of the row. Results
 * are exact values (KL_METHOD_EXACT) in nats. Normal distributions of several dimensions have a struct of
 * their own, kl_gaussian, below.
 *
 * An infinite divergence is an answer: KL_OK, value INFINITY, and KL_FLAG_INFINITE where q has no mass
 * on part of p (its note says how much of p, where that has a closed form) or KL_FLAG_HEAVY_TAIL where
 * the tail of q falls too fast for that of p (Pareto and exponential, Cauchy and normal). A value
 * beyond the doubles is INFINITY, within a family and of a sum over symbols with KL_FLAG_OVERFLOW, else between
 * two with KL_FLAG_HEAVY_TAIL.
 *
 * Error of a divergence within one family: at most 64·2⁻⁵³ relative, also for parameters that differ in
 * their last bit: each formula is a sum of non-negative terms, none of which cancels. More was seen where the
 * divergence is far below the rounding of the parameters: 170·2⁻⁵³ of gamma and inverse gamma distributions of large
 * ones an ulp apart, 110·2⁻⁵³ of Dirichlet's 1e-8 apart, 2100·2⁻⁵³ of a categorical one with a faint symbol, an ulp
 * apart. Gumbel and Weibull divergences of many nats are exponentials: (64 + 8 ln KL)·2⁻⁵³ (1.33 times that at 5e230
 * nats). Between two families it is the cross-entropy less the entropy: good to (64 + 8 ln T)·2⁻⁵³ of the largest term
 * T ≥ 1 of either, were the parameters moved by 8·2⁻⁵³ of themselves (the mean of a log-normal by as much of 1 + |μ|),
 * which shows where a log-normal or Weibull is far narrower than its place. Sums over symbols are good to
 * 64·2⁻⁵³ of the larger of 1 and their value.
 * Never negative, never NaN; equal parameters give exactly 0. The same bits on every machine.
 *
 * A subnormal shape or concentration, or one above 2^1022, may be KL_ERROR_UNSUPPORTED also within a family.
 * Between families with shapes below 2^-1000 or above 2^1000, or p and q so many powers of two apart that neither
 * fits the unit of the other, an expectation of p may itself leave the doubles: the result is then INFINITY or
 * KL_ERROR_UNSUPPORTED, also where the divergence is a double (a Weibull has such a mean below the shape 1/170).
 *
 * Sources of the formulas: Gil, Alajaji, Linder, "Rényi divergence measures for commonly used univariate
 * continuous distributions", 2013, and where a row names another.
 */
#ifndef KULLBACK_FAMILY_H
#define KULLBACK_FAMILY_H

#include <kullback/base.h>
#include <kullback/measure.h>
#include <kullback/report.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum kl_family_id {
    KL_FAMILY_BERNOULLI = 0,     /**< probability */
    KL_FAMILY_BINOMIAL,          /**< trials, probability */
    KL_FAMILY_CATEGORICAL,       /**< weights, of any total */
    KL_FAMILY_POISSON,           /**< rate */
    KL_FAMILY_GEOMETRIC,         /**< probability; counts the failures before a success */
    KL_FAMILY_NEGATIVE_BINOMIAL, /**< successes (any r > 0), probability; counts the failures */
    KL_FAMILY_NORMAL,            /**< mean, scale (standard deviation) */
    KL_FAMILY_LOG_NORMAL,        /**< mean and scale of ln x */
    KL_FAMILY_HALF_NORMAL,       /**< scale: |x| of a normal with mean 0 */
    KL_FAMILY_EXPONENTIAL,       /**< rate */
    KL_FAMILY_GAMMA,             /**< shape, rate */
    KL_FAMILY_INVERSE_GAMMA,     /**< shape, scale: 1/x of a gamma with this rate */
    KL_FAMILY_BETA,              /**< a, b */
    KL_FAMILY_DIRICHLET,         /**< concentrations */
    KL_FAMILY_LAPLACE,           /**< location, scale */
    KL_FAMILY_CAUCHY,            /**< location, scale */
    KL_FAMILY_GUMBEL,            /**< location, scale (of maxima) */
    KL_FAMILY_WEIBULL,           /**< shape, scale */
    KL_FAMILY_PARETO,            /**< minimum, shape */
    KL_FAMILY_UNIFORM            /**< low, high: at least 2⁻¹⁰²¹ apart */
} kl_family_id;

/** A parameter and its range: low < value where `low_open`, low ≤ value elsewhere; value ≤ high; always
 *  finite. */
typedef struct kl_parameter {
    const char *name;
    double low, high;
    int low_open;
    int whole; /**< a whole number */
} kl_parameter;

/** A row of the table. */
typedef struct kl_family {
    kl_family_id id;
    const char *name;    /**< "negative_binomial" */
    const char *title;   /**< "negative binomial" */
    const char *support; /**< "k = 0, 1, …" */
    const char *density; /**< plain UTF-8 */
    const char *formula; /**< of the divergence, parameters of q with a prime */
    const char *source;
    kl_parameter parameters[2];
    int parameter_count;
    int vector;   /**< 1: the one parameter stands for as many as the array has */
    int discrete; /**< 1: probabilities of whole numbers; 0: a density */
} kl_family;

/** How many families: their ids are 0 … count − 1. */
KL_API int kl_family_count(void);
/** The row of an id; NULL for an id out of range. */
KL_API const kl_family *kl_family_get(kl_family_id id);
/** The row with this name, whatever the case of its letters; or NULL. */
KL_API const kl_family *kl_family_find(const char *name);

/**
 * KL(P‖Q) of two distributions, each a family and its parameters (any dtype), in nats.
 *
 * Pairs of two families: one that holds the other (exponential in gamma and Weibull, uniform on [0, 1]
 * in beta, geometric in negative binomial) as within it. Bernoulli, binomial and categorical against
 * any discrete one: the sum over the symbols of p. Where p lies outside the support of q, or q's tail
 * is too light: ∞. Else wherever p has the moments in closed form that ln q asks for: those of a normal
 * and of a half-normal ask for E X and E X², log-normal E ln X and E ln² X, exponential E X, gamma E X and
 * E ln X, inverse gamma E ln X and E 1/X, beta E ln X and E ln(1 − X), Laplace E |X − μ| (of gamma, inverse gamma,
 * Weibull and beta known for a μ that no X is on both sides of, or where E X is infinite; not known of Gumbel), Cauchy
 * E ln(1 + Z²), Z = (X − x₀)/γ (known of uniform alone), Gumbel E X and
 * E e^(−X/β) (not known of Pareto, inverse gamma, Weibull, beta and log-normal), Weibull E ln X and E X^k, Pareto
 * E ln X, uniform nothing. Gamma and Weibull of shape 1 are exponential, beta (1, 1) is uniform, and known as well.
 *
 * A parameter out of its range is KL_ERROR_VALUE with the input and the index, another number of parameters
 * KL_ERROR_ARGUMENT with the input; categorical or Dirichlet of two lengths, and Dirichlet with another family, are
 * KL_ERROR_MISMATCH; a pair without a closed form (negative binomials with unequal `successes`, Cauchy as the q of
 * another family than uniform, Dirichlet whose concentrations' sum leaves the doubles, …) KL_ERROR_UNSUPPORTED. Cost:
 * O(1); O(n) for categorical and Dirichlet. A sum over the symbols of a binomial walks those within 500 + 39σ of its
 * mean, beyond which the doubles hold no mass: O(σ), σ² = np(1 − p); at σ² > 2³² (seconds) the divergence is
 * KL_ERROR_UNSUPPORTED, an infinite one is told without its mass.
 */
KL_API kl_status kl_family_divergence(kl_family_id p_family, kl_array p, kl_family_id q_family,
                                      kl_array q, kl_estimate *out, kl_error *error);

/** Entropy in nats (of a density: differential entropy, which may be negative). Error 64·2⁻⁵³ of its
 *  largest term, which is an ln of a parameter or the inverse of a shape. KL_ERROR_UNSUPPORTED where it has no closed
 *  form (binomial, Poisson, negative binomial), and for beta and Dirichlet whose sum leaves the doubles.
 *  Source: Shannon 1948; of densities Lazo, Rathie 1978. */
KL_API kl_status kl_family_entropy(kl_family_id family, kl_array parameters, kl_estimate *out,
                                   kl_error *error);

/* ── Normal distributions of several dimensions ───────────────────────────────────────────────── */

/**
 * Mean and covariance. The covariance is one of
 *  - diagonal: `variance`, one number a dimension (not its root);
 *  - low rank: `variance` and `factor`, dimensions × rank: Σ = diag(variance) + factor·factorᵀ;
 *  - full: `covariance`, of which the lower triangle is read once it is known to be symmetric.
 * What is not used is left zero: kl_gaussian g = {.mean = kl_f64(m, 2), .variance = kl_f64(v, 2)}.
 */
typedef struct kl_gaussian {
    kl_array mean;
    kl_array variance;
    kl_matrix factor;
    kl_matrix covariance;
} kl_gaussian;

/**
 * KL(P‖Q) = ½ [tr(Σ′⁻¹Σ) − n − ln det(Σ′⁻¹Σ) + (μ − μ′)ᵀΣ′⁻¹(μ − μ′)], in nats. The forms of the two
 * covariances need not agree.
 *
 * Error: both diagonal, 64·2⁻⁵³ relative, for any n; else n·κ·2⁻⁴⁸ relative, κ the larger of the condition
 * numbers of the two correlation matrices, also for covariances that are nearly equal; where either has a factor
 * n·κ·2⁻⁴⁸·(KL + √KL), as Σ is rounded. From κ = 2⁴⁸/n on no digit is promised: p {0.3, 0.3; 0.3, 0.3 + 2⁻⁵⁰}
 * against q {1, 0; 0, 1} has two. Never negative; equal inputs give exactly 0.
 * Cost: n dimensions, O(n) for two diagonals, O(n·rank²) with factors, O(n³) and four matrices with a
 * full covariance. One thread.
 *
 * A variance that is not positive, numbers that are not finite, a factor whose squares leave the doubles, a
 * covariance that is not symmetric (to 2⁻³⁰) or not positive definite: KL_ERROR_VALUE with the index (in a
 * matrix: row·columns + column; of a sum with a factor or a pivot: the row). Shapes that
 * do not fit: KL_ERROR_ARGUMENT; two numbers of dimensions: KL_ERROR_MISMATCH.
 *
 * Source: Kullback, Information Theory and Statistics, 1959.
 */
KL_API kl_status kl_gaussian_divergence(const kl_gaussian *p, const kl_gaussian *q,
                                        kl_estimate *out, kl_error *error);

/**
 * Rényi's divergence of order α > 0, R_α = 1/(α − 1) · ln ∫ p^α q^(1−α), in nats; KL for α = 1. Infinite,
 * with KL_FLAG_HEAVY_TAIL, where αΣ′ + (1 − α)Σ is not positive definite (only for α > 1); a value beyond the
 * doubles is INFINITY with KL_FLAG_OVERFLOW. Error as of KL; for α > 1 divided by the least eigenvalue of
 * Σ′⁻¹(αΣ′ + (1 − α)Σ) where that is below 1. Covariances so near singular that their mixture has no Cholesky
 * factor are KL_ERROR_VALUE. Cost: O(n) for two diagonals, else O(n³). Source: Gil, Alajaji, Linder 2013.
 */
KL_API kl_status kl_gaussian_renyi(const kl_gaussian *p, const kl_gaussian *q, double alpha,
                                   kl_estimate *out, kl_error *error);

/** −ln ∫ √(p q), in nats: half of Rényi's divergence of order ½. Source: Bhattacharyya 1943. */
KL_API kl_status kl_gaussian_bhattacharyya(const kl_gaussian *p, const kl_gaussian *q,
                                           kl_estimate *out, kl_error *error);

/** ½ ∫ (√p − √q)² = 1 − ∫ √(p q), in 0 … 1 (KL_UNIT_ONE). Source: Hellinger 1909. */
KL_API kl_status kl_gaussian_hellinger_squared(const kl_gaussian *p, const kl_gaussian *q,
                                               kl_estimate *out, kl_error *error);

/**
 * The Wasserstein distance W_2 (of the covariances alone: Bures distance), in the unit of the coordinates:
 *
 *     W_2² = |μ − μ′|² + tr(Σ + Σ′ − 2(Σ^½ Σ′ Σ^½)^½)
 *
 * computed as a sum of squares, so that nothing cancels where the two are near; equal inputs give 0 but for
 * n²·2⁻⁵² of √tr Σ. A full covariance may be singular (a variance with no factor must be above 0). Finite where the
 * supports do not meet and KL is infinite. Cost: O(n) for two diagonals, else O(n³) and five matrices.
 *
 * A full covariance that is not positive semidefinite: KL_ERROR_VALUE; else as kl_gaussian_divergence. Sources:
 * Dowson, Landau 1982; Gelbrich 1990; Bhatia, Jain, Lim 2019.
 */
KL_API kl_status kl_gaussian_wasserstein(const kl_gaussian *p, const kl_gaussian *q,
                                         kl_estimate *out, kl_error *error);

/**
 * The map that moves p onto q at that cost: T(x) = K x + offset, with K (`matrix`, n × n, symmetric) =
 * Σ^−½ (Σ^½ Σ′ Σ^½)^½ Σ^−½ and offset (n numbers) = μ′ − K μ. (1 − t) x + t T(x) is normal for each t in 0 … 1: the
 * geodesic between them. A singular covariance of p: KL_ERROR_VALUE. Cost: O(n³). Source: Knott, Smith 1984.
 */
KL_API kl_status kl_gaussian_map(const kl_gaussian *p, const kl_gaussian *q, double *matrix,
                                 double *offset, kl_error *error);

/** Differential entropy ½ ln det(2πe Σ), in nats. Source: Shannon 1948. */
KL_API kl_status kl_gaussian_entropy(const kl_gaussian *p, kl_estimate *out, kl_error *error);

/* ── Privacy: what the noise of a mechanism hides ─────────────────────────────────────────────── */

/**
 * A mechanism adds noise to an answer that one record can move by at most `sensitivity`. What it gives away is
 * how far apart the two distributions of its output are, with and without that record:
 *
 *     kl_mechanism m = {KL_MECHANISM_GAUSSIAN, .noise = 2, .sensitivity = 1};
 *     kl_estimate delta;
 *     kl_privacy_delta(&m, 1, 1.0, &delta, NULL);   // (1, δ)-private, δ = 0.0068…
 *
 * (ε, δ)-private: δ is at least the hockey-stick divergence Σ max(p − e^ε q, 0) both ways round; at ε = 0 that
 * is the total variation. Sources: Dwork, Roth 2014; Balle, Wang, "Improving the Gaussian mechanism", 2018;
 * Mironov, "Rényi differential privacy", 2017; Mironov, Talwar, Zhang, "Rényi differential privacy of the
 * sampled Gaussian mechanism", 2019; Canonne, Kamath, Steinke, "The discrete Gaussian for differential
 * privacy", 2020.
 */
typedef enum kl_mechanism_kind {
    KL_MECHANISM_GAUSSIAN = 0, /**< noise: standard deviation; sensitivity: Euclidean distance */
    KL_MECHANISM_LAPLACE       /**< noise: scale; sensitivity: sum of absolute differences */
} kl_mechanism_kind;

typedef struct kl_mechanism {
    kl_mechanism_kind kind;
    double noise;       /**< > 0 */
    double sensitivity; /**< ≥ 0 */
    double sampling;    /**< share of the records that a run draws, each on its own (Poisson); 0 or 1: all. Below
                             1 neighbours differ by a record more or less, else by what the sensitivity is of */
    uint64_t times;     /**< how many runs; 0 or 1: one */
} kl_mechanism;

/**
 * The least δ for which `n` mechanisms, run together, are (ε, δ)-private, in 0 … 1. In closed form for any
 * number of Gaussian mechanisms that draw all records (Φ(a/2 − ε/a) − e^ε Φ(−a/2 − ε/a), a² = Σ
 * times·sensitivity²/noise²), and for one run of one mechanism (Laplace: 1 − e^((ε − sensitivity/noise)/2) or
 * 0); anything else is KL_ERROR_UNSUPPORTED, and for kl_privacy_account.
 *
 * Error: 64·2⁻⁵³ relative, and what 16 roundings of sensitivity/noise and of ε make of it; down to the smallest
 * doubles. A noise that is not positive, a negative sensitivity, a share outside 0 … 1, not finite:
 * KL_ERROR_VALUE with the index of the mechanism. An ε that is negative or not finite: KL_ERROR_ARGUMENT. Cost:
 * O(n).
 */
KL_API kl_status kl_privacy_delta(const kl_mechanism *mechanisms, size_t n, double epsilon,
                                  kl_estimate *out, kl_error *error);

/** The least ε ≥ 0 (in nats) whose δ, as kl_privacy_delta computes it, is at most `delta`, to the last digit;
 *  INFINITY where none is (a Gaussian mechanism at δ = 0). */
KL_API kl_status kl_privacy_epsilon(const kl_mechanism *mechanisms, size_t n, double delta,
                                    kl_estimate *out, kl_error *error);

/** The least noise that makes a mechanism (ε, δ)-private, likewise; `mechanism->noise` is not read. */
KL_API kl_status kl_privacy_noise(const kl_mechanism *mechanism, double epsilon, double delta,
                                  kl_estimate *out, kl_error *error);

/**
 * Rényi divergence of order α ≥ 1 (INFINITY: of pure privacy) of `n` mechanisms run together, in nats: the sum
 * of theirs. Gaussian: α·a²/2, a = sensitivity/noise; Laplace: Mironov 2017, table II. Of those that draw a
 * share of the records the orders 2, 3, … 65536 and INFINITY are exact (the way round that is larger), others
 * KL_ERROR_UNSUPPORTED.
 *
 * Error: 64·2⁻⁵³ relative; with a share (64 + 4·(α − 1)·R)·2⁻⁵³·α. Cost: O(n), with a share O(n·α).
 */
KL_API kl_status kl_privacy_renyi(const kl_mechanism *mechanisms, size_t n, double alpha,
                                  kl_estimate *out, kl_error *error);

/** How a Rényi divergence R of order α > 1 becomes an ε for a δ. */
typedef enum kl_conversion {
    KL_CONVERSION_TIGHT = 0, /**< R + ln(1 − 1/α) − ln(δα)/(α − 1): Canonne, Kamath, Steinke 2020 */
    KL_CONVERSION_MIRONOV    /**< R + ln(1/δ)/(α − 1): Mironov 2017; never less */
} kl_conversion;

/** That ε, at least 0, in nats, of any R ≥ 0. An α that is not above 1 or not finite, a δ outside 0 … 1:
 *  KL_ERROR_ARGUMENT. */
KL_API kl_status kl_privacy_convert(double alpha, double renyi, double delta,
                                    kl_conversion conversion, kl_estimate *out, kl_error *error);

/**
 * An ε for which `n` mechanisms, run together, are (ε, δ)-private, by their Rényi divergences: the least that
 * kl_privacy_convert gives for any order, which is stored in `alpha` (may be NULL). An upper bound of what
 * kl_privacy_epsilon gives where both are there. With a share of the records it is the least over the orders 2
 * … 65536, with KL_FLAG_NOT_CONVERGED if that is the last one. The curve has one minimum, which the search
 * cannot miss. δ = 0 takes the order INFINITY.
 */
KL_API kl_status kl_privacy_account(const kl_mechanism *mechanisms, size_t n, double delta,
                                    kl_conversion conversion, kl_estimate *out, double *alpha,
                                    kl_error *error);

/* ── Projections: the model of a family that is nearest to a target ───────────────────────────────── */

/** ln of a density, of any total, at a point of d coordinates; −INFINITY where it is 0. Called by one thread. */
typedef double kl_log_density(void *context, const double *x, size_t d);

/**
 * What is to be fitted: points (n × d) that are either
 *  - draws (`grid` 0), all alike or with `weights`; or
 *  - the cells of a grid (`grid` 1), each with its `weights` (its share of the target) or else the value of a
 *    `log_density` at its point, and its `volumes` (none: all alike). The model then has density × volume in a
 *    cell, divided by its total over the grid: both sides are distributions over the same cells, and what of
 *    the model lies outside the grid is nobody's. The grid should be finer than the model is wide.
 * What is not used is left zero.
 */
typedef struct kl_fit_target {
    kl_matrix points;
    kl_array weights;
    int grid;
    kl_array volumes;
    kl_log_density *log_density;
    void *context;
} kl_fit_target;

typedef enum kl_fit_family {
    KL_FIT_GAUSSIAN = 0, /**< one normal distribution with any covariance */
    KL_FIT_MIXTURE,      /**< `components` of them, each with a weight */
    KL_FIT_CATEGORICAL   /**< a grid's cells, in their order, in `components` pieces of as many each, and a weight
                              for every piece, within which all densities are equal; as many as cells (or more):
                              any distribution over them */
} kl_fit_family;

typedef struct kl_fit_options {
    size_t size;
    kl_fit_family family;
    size_t components;     /**< of a mixture, or pieces of a categorical; default 2 */
    kl_measure_id measure; /**< what is to be least; default KL_DIVERGENCE */
    unsigned starts;       /**< beginnings that are tried, of which the best end is taken; default 16 */
    unsigned iterations;   /**< the most of each; default 1000 */
    uint64_t seed;         /**< of the beginnings */
    kl_pool *pool;         /**< NULL: one thread */
    double parameter;      /**< of a measure that has one; NaN, the default: the row's own */
    /** Of KL_FIT_GAUSSIAN on a grid: the one beginning, its mean and then its standard deviation in each coordinate; so
     *  many iterations from there can be watched, from 0 on. n = 0, the default: `starts` of the library's own. */
    kl_array begin;
} kl_fit_options;

KL_API void kl_fit_options_init(kl_fit_options *options);

/**
 * The model that makes the measure least, p the target and q the model:
 *
 *     kl_fit_options options;
 *     kl_fit *fit;
 *     kl_fit_options_init(&options);
 *     options.measure = KL_DIVERGENCE_REVERSE;
 *     if (kl_fit_new(&target, &options, &fit, &error) == KL_OK) …
 *
 * KL(p‖q), the forward direction, asks the model to be wherever the target is: it covers all modes. KL(q‖p),
 * the reverse, asks it to be only where the target is: it picks one. Of a grid any measure can be made least that
 * has a gradient with respect to q: all but the entropy, in which q has no part, and Rényi's of order ∞. In place of a
 * root, which has a corner where it is 0, its square is descended, and in place of cross-entropy and perplexity
 * KL_DIVERGENCE: they are least at the same model. One with a corner elsewhere (total variation, hockey-stick) may
 * end without a zero gradient, which KL_FLAG_NOT_CONVERGED says. Of draws only KL_DIVERGENCE can be made least, and
 * what is least with it, which is maximum likelihood; the divergence itself is not known then, only the cross-entropy.
 * For other measures, which ask for the target's density, and for a categorical kl_fit_cells_count makes a grid of
 * them.
 *
 * One normal distribution of draws has the closed form, right to rounding. Anything else is found by L-BFGS
 * from several beginnings (k-means++; expectation and maximisation for the forward direction), of which the
 * least is taken: a local minimum, for what is known. It is right to about 10⁻⁷ of the target's deviation where
 * the minimum is a point. Any number of threads gives the same bits.
 *
 * Where a component has no end but the infinite (on a grid that is higher at its ends than in the middle), it is given
 * as not converged.
 *
 * A number that is not finite, a negative weight, all weights 0, a deviation to begin with that is not above 0, a
 * coordinate without variance or with one that no double holds, draws that lie in a plane, a grid with cells of weight
 * 0 where the measure is infinite for every model (KL_DIVERGENCE_REVERSE, …): KL_ERROR_VALUE with the index. A measure
 * that cannot be made least: KL_ERROR_UNSUPPORTED. Cost: O(n·components·d²) a step; memory 8·n·(2 + d + components)
 * bytes, with as much again a thread. Source: Bishop, "Pattern Recognition and Machine Learning", 2006, sections 9.2
 * and 10.1.
 */
typedef struct kl_fit kl_fit;
KL_API kl_status kl_fit_new(const kl_fit_target *target, const kl_fit_options *options, kl_fit **out,
                            kl_error *error);
KL_API void kl_fit_free(kl_fit *fit);

/** The same model beside another target of as many dimensions, e.g. cells beside a model that was fitted to draws:
 *  another fit, whose answers are about that. Not of a categorical: KL_ERROR_UNSUPPORTED. */
KL_API kl_status kl_fit_against(const kl_fit *fit, const kl_fit_target *target, kl_fit **out,
                                kl_error *error);

/** Components of the model (1 for KL_FIT_GAUSSIAN), in descending order of their weights, or the pieces of a
 *  categorical in their own; dimensions. */
KL_API size_t kl_fit_components(const kl_fit *fit);
KL_API size_t kl_fit_dimensions(const kl_fit *fit);
/** 1: the gradient is next to zero there; 0: the way was cut short (KL_FLAG_NOT_CONVERGED in estimates). */
KL_API int kl_fit_converged(const kl_fit *fit);
KL_API unsigned kl_fit_iterations(const kl_fit *fit);

/** A component: its weight (NULL: not wanted), and its mean and full covariance, which are the fit's and good
 *  as long as it is. A component that is not there, and a piece of a categorical, has no dimension. */
KL_API kl_gaussian kl_fit_component(const kl_fit *fit, size_t component, double *weight);

/** Coordinate `index` of a component's mean and its standard deviation there, and its weight, as estimates. A
 *  normal distribution fitted to draws that are all alike has standard errors (for any distribution they are
 *  drawn from; White 1982) and intervals of 95 %: Student's for the mean, Bonett's (2006) for the deviation, which hold
 *  also for few draws if these are normal; below 4 none, with KL_FLAG_FEW_UNITS. That of a grid is exact; else none are
 *  known. Pieces of a
 *  categorical have weights only: KL_ERROR_UNSUPPORTED. */
typedef enum kl_fit_parameter { KL_FIT_WEIGHT = 0, KL_FIT_MEAN, KL_FIT_SCALE } kl_fit_parameter;
KL_API kl_status kl_fit_estimate(const kl_fit *fit, size_t component, kl_fit_parameter parameter,
                                 size_t index, kl_estimate *out, kl_error *error);

/** ln of the model's density (over all of space) at each of the points, which have as many columns as the fit has
 *  dimensions. A categorical has none: KL_ERROR_UNSUPPORTED. */
KL_API kl_status kl_fit_log_density(const kl_fit *fit, kl_matrix points, double *out,
                                    kl_error *error);

/** How far the target and the model are apart by any measure of two arrays, over the cells of the grid. Of
 *  draws only KL_CROSS_ENTROPY, with its standard error: the mean of −ln density (in the units of the points),
 *  beyond which nothing is known of the target; else KL_ERROR_UNSUPPORTED. Its interval is for other draws, which cost
 *  more in the mean than those that the model was fitted to; with fewer than 4 draws a parameter there is none
 *  (KL_FLAG_FEW_UNITS). */
KL_API kl_status kl_fit_divergence(const kl_fit *fit, kl_measure_id measure, kl_estimate *out,
                                   kl_error *error);

/**
 * The missed cases: what share of `cases` (weights on the grid's cells, e.g. of a rare subtype; data NULL: the
 * target itself) lies outside the smallest set of cells that holds `level` (e.g. 0.99) of the model's mass, its
 * region of highest density. Cells on its edge count as inside. Draws have no cells: KL_ERROR_UNSUPPORTED. Source:
 * Hyndman 1996.
 */
KL_API kl_status kl_fit_missed(const kl_fit *fit, double level, kl_array cases, kl_estimate *out,
                               kl_error *error);

/** A grid on a line: the middles of cells of one width, and what is in each. */
typedef struct kl_fit_cells {
    size_t n;
    double *middles, *counts;
} kl_fit_cells;

/**
 * Draws on a line, counted: into 2n^(1/3) cells over their range (the Rice rule; at least 8, at most 512) and one
 * beyond either end, with `more` ≥ 0 added to the count of each; 1/2 (Krichevsky–Trofimov) for measures that are
 * infinite where the target is 0. {middles as points, counts as weights, grid = 1} is a target of kl_fit_new. What a
 * cell has is that of the middle for the model, whose error is of the order of the width².
 *
 * A draw that is not finite (with its index), fewer than two that differ, a range or a width that no double
 * holds: KL_ERROR_VALUE; more below 0: KL_ERROR_ARGUMENT. To be freed by kl_fit_cells_free, which takes NULL too.
 * O(n).
 */
KL_API kl_status kl_fit_cells_count(kl_array draws, double more, kl_fit_cells *out, kl_error *error);
KL_API void kl_fit_cells_free(kl_fit_cells *cells);

/**
 * A file, fitted and told: parameters, both directions of the divergence, which modes are covered, a picture.
 *
 * The file holds draws (a number a line, or a .npy, whose rows are points) or the cells of a grid on a line (lines
 * of a value and its weight; each cell reaches half way to the next). A first line in which nothing begins like a
 * number is a header, and lines that begin with # and empty ones are passed over. Draws on a line are counted into
 * 2n^(1/3) cells, of which the divergences and the picture are; the model has its mass in each, those at the ends reach
 * on. For the reversed divergence, and for a fit by a measure that asks for the target's density, half a draw is added
 * to each cell (Krichevsky–Trofimov): that is said. KL_FLAG_BIASED: counts of the model itself would be half as far
 * from it, or farther. Errors as of kl_fit_new, with the path, and the line in `index`.
 */
KL_API kl_status kl_fit_describe(const char *path, const kl_fit_options *options,
                                 kl_document **out, kl_error *error);

/** The ids that every fit of cells or of draws on a line is told with, of one input; NULL behind the last. */
KL_API const char *kl_fit_id(size_t inputs, size_t index);

#ifdef __cplusplus
}
#endif
#endif
