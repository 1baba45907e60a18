/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file sample.h
 * @brief From what was counted to what can be said of its source: counts, bias, intervals, p-values.
 *
 * kl_counts is what one pass over data leaves behind: for every symbol (or n-gram of symbols) how often
 * it occurred, kept apart in 64 bags. A bag holds whole units (blocks of text) chosen by a hash, so that
 * leaving one bag out at a time shows how much the answer depends on which text was seen. Counts are
 * integers in a canonical order: merging is associative and commutative to the bit, and equal data give
 * equal files whatever the split.
 */
#ifndef KULLBACK_SAMPLE_H
#define KULLBACK_SAMPLE_H

#include <kullback/base.h>
#include <kullback/measure.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KL_BAGS 64
#define KL_ORDER_MAX 5

/** What the symbols are. KL_SYMBOLS_NAMES: given by the caller (a weight file that was counted). */
typedef enum kl_symbols {
    KL_SYMBOLS_NAMES = 0,
    KL_SYMBOLS_BYTES,
    KL_SYMBOLS_LETTERS,
    KL_SYMBOLS_WORDS,
    KL_SYMBOLS_TOKENS
} kl_symbols;

/** "names", "bytes", "letters", "words", "tokens". */
KL_API const char *kl_symbols_name(kl_symbols symbols);
/** "name", "byte", "letter", "word", "token": one of them, for sentences and units. */
KL_API const char *kl_symbols_noun(kl_symbols symbols);

/* ── Counts ───────────────────────────────────────────────────────────────────────────────────── */

/** Counted n-grams in canonical order (symbols by their bytes, n-grams by their symbols). Immutable. */
typedef struct kl_counts kl_counts;

/** Counts of named symbols that are taken for independent draws (KL_FLAG_INDEPENDENT_DRAWS): every
 *  draw is put in one of the 64 bags at random by `seed`. Names must be distinct, counts not all 0. */
KL_API kl_status kl_counts_from_names(const char *const *names, const uint64_t *counts, size_t n,
                                      uint64_t seed, kl_counts **out, kl_error *error);

KL_API void kl_counts_free(kl_counts *counts);

KL_API kl_symbols kl_counts_symbols(const kl_counts *counts);
KL_API int kl_counts_order(const kl_counts *counts);          /**< 1 … KL_ORDER_MAX */
KL_API size_t kl_counts_size(const kl_counts *counts);        /**< distinct n-grams */
KL_API uint64_t kl_counts_total(const kl_counts *counts);     /**< n-grams in all */
KL_API size_t kl_counts_alphabet(const kl_counts *counts);    /**< distinct symbols */
KL_API uint64_t kl_counts_bad_bytes(const kl_counts *counts); /**< bytes that were not UTF-8 */
KL_API unsigned kl_counts_units(const kl_counts *counts);     /**< bags that are not empty */
KL_API uint64_t kl_counts_count(const kl_counts *counts, size_t gram);
/** Symbol i of the alphabet; not NUL-terminated, `*length` bytes. */
KL_API const char *kl_counts_symbol(const kl_counts *counts, size_t symbol, size_t *length);
/** The `order` symbol numbers of an n-gram. */
KL_API const uint32_t *kl_counts_gram(const kl_counts *counts, size_t gram);

/** Add up states of the same symbols and order. */
KL_API kl_status kl_counts_merge(const kl_counts *const *parts, size_t n, kl_counts **out,
                                 kl_error *error);

/* State files (.kls): versioned, little-endian, checksummed chunk by chunk; written to a temporary
 * name and renamed. Equal counts give equal bytes. */
KL_API kl_status kl_counts_save(const kl_counts *counts, const char *path, kl_error *error);
KL_API kl_status kl_counts_load(const char *path, kl_counts **out, kl_error *error);
/** The same from memory: what a fuzzer, a database or a socket has. */
KL_API kl_status kl_counts_parse(const void *data, size_t size, kl_counts **out, kl_error *error);
/** Merge files without holding them in memory: a k-way merge from disk to disk. More than 64 are merged
 *  in groups, with files in between beside `out_path` (so not to "-"). KL_ERROR_MISMATCH: other symbols or another
 *  order, or a file twice. Counts do not say what they were counted in: a copy of a file counts again. */
KL_API kl_status kl_counts_merge_files(const char *const *paths, size_t n, const char *out_path,
                                       kl_error *error);

/* ── Estimates ────────────────────────────────────────────────────────────────────────────────── */

typedef enum kl_smoothing {
    /** q gets 1/2 added to every count of the union of both alphabets (Krichevsky and Trofimov 1981);
     *  above order 1 a context gives 1/2 of each count it has to the next shorter context (Howard's
     *  method D, 1993), down to order 1 by Krichevsky–Trofimov. What divides by q's shares (chi-square,
     *  Rényi, Cressie–Read) adds 1: see kl_counts_pair_estimate. */
    KL_SMOOTH_KT = 0,
    KL_SMOOTH_NONE /**< plug-in values, infinite where q has not seen what p has */
} kl_smoothing;

typedef struct kl_sample_options {
    size_t size;
    kl_smoothing smoothing;
    double confidence;    /**< in (0, 1); default 0.95 */
    uint64_t seed;        /**< of the permutations; default 0 */
    /** Of the test that both come from one source; default 999, 0: no test. On large tables fewer are made,
     *  at least 99; the n of kl_counts_pair_p_value says how many. */
    unsigned permutations;
    kl_pool *pool;
    /** How many symbols there are, K; 0: those that were seen (of a pair: on either side). Fewer than were seen
     *  is KL_ERROR_ARGUMENT. Of n-grams of order N there are K^N. */
    uint64_t alphabet;
    /** Of a pair: what estimates entropies, and what is made of them, by the rules of kl_counts_entropy. Default
     *  KL_METHOD_JACKKNIFE. See kl_counts_pair_estimate. KL_METHOD_PLUGIN, what is no estimator of an entropy, and
     *  any other beside KL_SMOOTH_NONE: KL_ERROR_ARGUMENT. */
    kl_method estimator;
} kl_sample_options;

KL_API void kl_sample_options_init(kl_sample_options *options);

/**
 * Entropy of the source per symbol, nats (order N: H(N-gram) − H((N−1)-gram), each by the method).
 *
 * n draws, symbol i seen c_i times, K symbols of which S were seen (K = S unless options->alphabet says more),
 * f_j of them j times. Bias: how it falls off for a fixed source as n grows.
 *
 * method                        | value                                                        | bias
 * ------------------------------|--------------------------------------------------------------|---------
 * KL_METHOD_PLUGIN              | −Σ p ln p, p = c/n                                           | −(K−1)/2n
 * KL_METHOD_MILLER_MADOW        | plug-in + (S − 1)/2n (Miller 1955)                           | 1/n²
 * KL_METHOD_JACKKNIFE           | plug-in, a bag left out at a time (Busing et al. 1999)       | 1/n²
 * KL_METHOD_DIRICHLET_JEFFREYS  | −Σ p ln p, p = (c + a)/(n + aK) over all K, a = 1/2          | 1/n
 * KL_METHOD_DIRICHLET_LAPLACE   | … a = 1                                                      | 1/n
 * KL_METHOD_DIRICHLET_PERKS     | … a = 1/K (Schürmann and Grassberger 1996)                   | 1/n
 * KL_METHOD_DIRICHLET_MINIMAX   | … a = √n/K (Trybula 1958)                                    | 1/√n
 * KL_METHOD_SHRINKAGE           | … p = λ/K + (1 − λ)c/n, λ = (1 − Σ(c/n)²)/((n−1)Σ(1/K − c/n)²) | 1/n
 *                               |     within [0, 1] (James–Stein: Hausser and Strimmer 2009)   |
 * KL_METHOD_CHAO_SHEN           | −Σ p ln p/(1 − (1−p)ⁿ) over the seen, p = (1 − f₁/n)c/n;     | 1/n
 *                               |     where f₁ = n as if f₁ = n − 1 (Chao and Shen 2003)       |
 * KL_METHOD_GRASSBERGER         | ln n − Σ (c/n)G(c), G(c) = ψ(⌊c/2⌋ + ½) + ln 2 (2003)        | e^−n
 * KL_METHOD_ZHANG               | Σ (c/n)(ψ(n) − ψ(c)) (Zhang 2012; so summed: Schürmann 2015) | e^−n
 * KL_METHOD_NSB                 | posterior mean of H under the mixture of symmetric Dirichlet | 1/n
 *                               |     priors whose expected H is uniform in (0, ln K)          |
 *                               |     (Nemenman, Shafee and Bialek 2002)                       |
 *
 * "e^−n": of every symbol by itself a power of (1 − p), so it is large as long as some are rare. Dirichlet and
 * shrinkage are entropies of estimated shares. NSB is integrated to 1e-11 relative, else
 * KL_FLAG_NOT_CONVERGED; the others are sums of few terms. Cost beyond the plug-in value with and without each bag: a
 * sort of S counts, and per different count D ≤ √2n a logarithm or two, with NSB some thousand.
 *
 * Standard error and interval are those of the jackknife, whatever the method: to first order all have the
 * variance of the plug-in value, and what they make of the bias is no statement about their own error. The
 * interval is around the jackknifed value, t quantile of (bags in use − 1) degrees of freedom, longer by the bias
 * correction at both ends and stretched to hold the value; absent with KL_FLAG_FEW_UNITS below 4 bags. Where
 * n-grams seen once hold more than a tenth of the text (Good–Turing) only its lower end is left, and no
 * standard error: KL_FLAG_UNDERSAMPLED | KL_FLAG_ONE_SIDED. Value and interval stay within ln K where K is given,
 * of bytes within ln 256, of names within ln S where no more than one of them came once (KL_FLAG_CLIPPED).
 * docs/coverage.md has simulated coverages and errors.
 *
 * Any other method, or an alphabet below what was seen: KL_ERROR_ARGUMENT.
 */
KL_API kl_status kl_counts_entropy(const kl_counts *counts, kl_method method,
                                   const kl_sample_options *options, kl_estimate *out,
                                   kl_error *error);

/** Everything about two counted sources, aligned on the union of their n-grams. */
typedef struct kl_counts_pair kl_counts_pair;

KL_API kl_status kl_counts_pair_new(const kl_counts *a, const kl_counts *b,
                                    const kl_sample_options *options, kl_counts_pair **out,
                                    kl_error *error);
KL_API void kl_counts_pair_free(kl_counts_pair *pair);

typedef enum kl_direction { KL_A_GIVEN_B = 0, KL_B_GIVEN_A } kl_direction;

/**
 * The estimate of a measure. KL_ENTROPY with KL_A_GIVEN_B is that of A, with KL_B_GIVEN_A that of B.
 * Side 0 of its notes is A and side 1 is B in both directions; an entropy has side 0 alone.
 * Per symbol for entropy, cross-entropy, KL, Jeffreys, perplexity; of the joint n-gram for the others.
 * cross_entropy = entropy + divergence to rounding. What is symmetric is the same to the bit for (B, A).
 *
 * Value: bias removed by leaving out one bag at a time, of A and of B (KL_SMOOTH_NONE: the plain plug-in
 * value). Interval: variances of both sides added, t quantile (Welch–Satterthwaite), cut to the range of
 * the measure; docs/coverage.md has simulated coverages. With KL_SMOOTH_KT what divides by the model's shares
 * (chi-square, Rényi, Cressie–Read) adds 1 to its counts instead of ½ (KL_METHOD_SUCCESSION): of d of m draws the mean
 * of (m + 1)/(d + 1) is 1/q but for (1 − q)^(m + 1) of it. Where the interval is not honest it is
 *  - [0, high], if the permutation test does not tell A from B or the lower end is not above zero (of the hockey-stick
 *    divergence, which is zero also between sources that differ, the test alone), with KL_FLAG_NEAR_EQUAL unless the
 *    test tells them apart. Near zero a divergence is a square whose spread vanishes with it, so high is also no less
 *    than what its root allows, a distance off by chance alike in K − 1 directions (non-central χ²), and cross-entropy
 *    and perplexity reach as far up as that and the entropy's interval together;
 *  - [low, infinity) with KL_FLAG_ONE_SIDED | KL_FLAG_UNSEEN_SUPPORT at order 1, for KL, Jeffreys, cross-entropy,
 *    perplexity, chi-square, Rényi and Cressie–Read, if one side has symbols that the other has not: low is that of the
 *    same measure after joining these symbols with the rarest ones of the other side, all of up to 2 counts
 *    and more until they have 8 there, which can only lower it, and counting the joined ones for as many as are
 *    expected of them (what was picked because it was seen rarely looks rarer than it is; Robbins 1956); of Jeffreys
 *    and cross-entropy also the sum of the lower ends of their parts. Of chi-square, Rényi and Cressie–Read, if n-grams
 *    seen once hold more than a hundredth of a side, low is what that of KL, l, says of them: e^l − 1, l, and
 *    2 (e^(λl) − 1)/(λ (λ + 1)) (Jensen). The skew divergence has both ends there: the low end of the joined symbols
 *    and the high end of the plain plug-in value;
 *  - absent for KL, Jeffreys and chi-square of order 2 and more with unseen n-grams. Cross-entropy and
 *    perplexity keep an interval there, of another statement: B's model is taken as it is, not as what more
 *    text of B would make of it, and the interval is that of its mean code length on text like A.
 *    KL is then the excess of that over A's entropy;
 *  - absent for KL, Jeffreys and chi-square of order 2 and more with KL_FLAG_UNDERSAMPLED, if n-grams seen once
 *    hold more than a tenth of a side: they are overestimated then. Cross-entropy is as above;
 *  - [low, the upper bound] with KL_FLAG_UNSEEN_SUPPORT for measures that have one, if nothing is in common,
 *    where leaving out bags changes nothing: low is the least value with a total variation of 1 − what one side's
 *    n-grams seen once hold of it − (1 − (1 − confidence)^(1/units)) of the other, the lesser one of both sides;
 *    absent where that is not above 0, and for measures that are not symmetric (hockey-stick, skew);
 *  - [0, m times the upper bound] for measures that have one, if both sides have the same one n-gram and no `alphabet`
 *    says that there is no other, m = 1 − (1 − confidence)^(1/units) the share that a side may have missed, the larger
 *    one; absent for the other measures;
 *  - absent with KL_FLAG_FEW_UNITS if a side has fewer than 4 bags (then no bias is removed from it).
 * Squared Hellinger and Bhattacharyya reach farther on both sides by the bias removed times the larger mean of 7/(16 n)
 * over the n-grams of a side, n the count of one: the next order of the bias of a root.
 * Total variation has a corner at p = q: its interval reaches from the lower end around the corrected
 * value to the upper end around the plug-in value. The hockey-stick divergence has one at p = γ q, and is 0 on the flat
 * side of all of them, where nothing varies and there is no standard error. It is the largest P(S) − γ Q(S) of all sets
 * S of symbols, so its interval also reaches up to the largest upper end of any set (by Wilson's limits of both shares,
 * of as many draws as the bags vary like), and down to the plug-in value less the most that chance adds to it on
 * average and less the reach of one set; of a value of 0 it is [0, high].
 *
 * options->estimator changes values, not what is known of their error: intervals stay where they are, stretched
 * to hold the value, and `method` says what was carried where.
 *  - Dirichlet and shrinkage estimate shares: at order 1 entropy, KL, cross-entropy, perplexity, Jeffreys and
 *    Jensen–Shannon are those of both estimated distributions over the union of both alphabets (or `alphabet`
 *    symbols), as in Hausser and Strimmer 2009, with no further correction;
 *  - the others estimate entropies, and at order 1 each has a logarithm for q in the cross-entropy Σ p (−ln q), d the
 *    count of the model, of m in all: Miller–Madow ln((d + ½)/(m + ½)), without bias but for 1/m² (Haldane 1956);
 *    Grassberger and Zhang ψ(d + 1) − ψ(m + 1), but for a power of (1 − q), also where d = 0 (Zhang and Grabchak
 *    2014); Chao–Shen that of C d/m, and of (1 − C)/U of each of U symbols that were not seen, C = 1 − f₁/m with f₁ of
 *    at least 1 and at most m − 1, so that of one draw the others are infinite, and 1 where U = 0; NSB that of the mean
 *    of (d + β)/(m + Kβ) over its posterior. KL is that less the estimated entropy. Where most symbols were seen on one
 *    side alone or nowhere and `alphabet` does not say how many there are, the cross-entropy is too low. Above order 1
 *    it is the smoothed model's;
 *  - of the same estimators Jensen–Shannon is the entropy of the mixture less the mean of those of A and B (of joint
 *    n-grams). Of the mixture (P + Q)/2 all n draws of the smaller side and n of the larger one are a sample; its
 *    counts of counts are the mean over all ways to take those (hypergeometric; beside known weights binomial). That
 *    both halves have one size is taken off to first order, Σ (p − q)²/(p + q)/8n.
 * Total variation, Hellinger, triangular, Le Cam, Bhattacharyya and chi-square are made of no entropy and stay.
 *
 * An id or a direction that does not exist: value, error and interval are NaN, n is 0, here and below.
 *
 * Sources: Busing, Meijer and van der Leeden 1999 (bias, intervals); Chao and Strawderman 1972 (the mean of 1/(d + 1));
 * Phipson and Smyth 2010 (p-values); of the measures `source` of its row.
 */
KL_API kl_estimate kl_counts_pair_estimate(const kl_counts_pair *pair, kl_measure_id id,
                                           kl_direction direction);
/** The plug-in value of KL: counts as if they were the truth; infinite with unseen support. */
KL_API kl_estimate kl_counts_pair_plugin(const kl_counts_pair *pair, kl_direction direction);
/** Share of A's n-grams (KL_A_GIVEN_B) that never occur in these counts of B, with an interval over the text
 *  of A; the note of KL_FLAG_UNSEEN_SUPPORT says how many. If none is so, the upper end is 1 − (1 −
 *  confidence)^(1/units), and if all are, the lower end is as far from 1. */
KL_API kl_estimate kl_counts_pair_unseen(const kl_counts_pair *pair, kl_direction direction);
/** p-value of "both are from one source": bags are dealt anew at random to sides of nearly the sizes n and
 *  m of A and B; statistic JSD · nm/(n + m). Where one bag is larger than half of the smaller side, Pearson's
 *  statistic, and random signs of what the bags of the larger side have too much or too little (the wild
 *  bootstrap, Wu 1986). `n` deals were made. 1 with n = 0: no test was made, because none was asked for or
 *  a side has too few bags (KL_FLAG_FEW_UNITS). */
KL_API kl_estimate kl_counts_pair_p_value(const kl_counts_pair *pair);
/** How many times as much text of both would put the JSD clear of zero; 1 if it is already, INFINITY
 *  if the estimate gives no hope. */
KL_API double kl_counts_pair_more_data(const kl_counts_pair *pair);

KL_API size_t kl_counts_pair_size(const kl_counts_pair *pair); /**< n-grams in the union */
/** One n-gram of the union: its text (symbols joined; words by a space) and its shares. */
typedef struct kl_pair_symbol {
    const char *text; /**< NUL-terminated UTF-8, owned by the pair */
    uint64_t count_a, count_b;
    double p, q;          /**< count / total */
    double contribution;  /**< to the smoothed KL in this direction, nats; they add up to its uncorrected value */
} kl_pair_symbol;
/** Out of range: text is NULL, the rest 0. */
KL_API kl_pair_symbol kl_counts_pair_symbol(const kl_counts_pair *pair, kl_direction direction,
                                            size_t index);

/* ── Counts beside a known distribution ───────────────────────────────────────────────────────── */

/** A counted source (A) beside a known distribution (B): only A has a sampling error. Sources: Busing, Meijer and van
 *  der Leeden 1999 (bias, intervals); Krichevsky and Trofimov 1981 (A as the model). */
typedef struct kl_counts_known kl_counts_known;

/** Counts of order 1 (else KL_ERROR_MISMATCH) and the weights of n distinct names. Weights that are negative or
 *  not finite, or all 0: KL_ERROR_VALUE with the index. What is not named has weight 0. */
KL_API kl_status kl_counts_known_new(const kl_counts *counts, const char *const *names,
                                     const double *weights, size_t n,
                                     const kl_sample_options *options, kl_counts_known **out,
                                     kl_error *error);
KL_API void kl_counts_known_free(kl_counts_known *known);

/**
 * The estimate of a measure, by the rules of kl_counts_pair_estimate with these differences: the entropy of
 * B is exact; a zero of A as the model is unseen and smoothed, a zero of B as the model is impossible: where A
 * has it the value is INFINITY, KL_FLAG_INFINITE with the mass of A and the number of symbols.
 */
KL_API kl_estimate kl_counts_known_estimate(const kl_counts_known *known, kl_measure_id id,
                                            kl_direction direction);
/** KL of B from A with A's counts as if they were the truth; infinite with unseen support. */
KL_API kl_estimate kl_counts_known_plugin(const kl_counts_known *known);
/** Share of B that never occurs in A: exact for these counts; the note of KL_FLAG_UNSEEN_SUPPORT says how many. */
KL_API kl_estimate kl_counts_known_unseen(const kl_counts_known *known);
/** p-value of "A was drawn from B": the excess of whole bags over what they should have gets random signs
 *  (the wild bootstrap, Wu 1986); statistic Pearson's χ². 1 with n = 0: no test was made, because none was
 *  asked for, A has too few bags, or A has what is impossible under B. */
KL_API kl_estimate kl_counts_known_p_value(const kl_counts_known *known);
/** As kl_counts_pair_more_data, of A alone. */
KL_API double kl_counts_known_more_data(const kl_counts_known *known);
KL_API size_t kl_counts_known_size(const kl_counts_known *known); /**< symbols in the union */
/** One of them; count_b is 0. Out of range: text is NULL. */
KL_API kl_pair_symbol kl_counts_known_symbol(const kl_counts_known *known, kl_direction direction,
                                             size_t index);

/* ── Points ───────────────────────────────────────────────────────────────────────────────────── */

/* Draws from a continuous distribution are a matrix, a row each; what is one number each is a matrix of one column:
 * (kl_matrix){array.data, array.n, 1, array.stride, array.dtype}. */

/** What to do with rounded data, where more than k points lie in one place: their k-th neighbour is at distance 0,
 *  the logarithm of which is no number. */
typedef enum kl_ties {
    KL_TIES_REFUSE = 0, /**< KL_ERROR_VALUE that says how many points and names the first */
    KL_TIES_JITTER      /**< add uniform noise to every coordinate, half of `resolution` up and down */
} kl_ties;

typedef struct kl_points_options {
    size_t size;
    unsigned neighbours; /**< k, 1 … 128; default 4 */
    kl_norm norm;        /**< of the distance; default KL_NORM_EUCLIDEAN */
    kl_ties ties;        /**< default KL_TIES_REFUSE */
    /** To what the coordinates were rounded; 0 (default): in each column the smallest gap between different values,
     *  of x and y together. Read for KL_TIES_JITTER only. */
    double resolution;
    double confidence;   /**< in (0, 1), default 0.95; 0: no interval, in half of the time */
    uint64_t seed;       /**< of the groups and of the noise; default 0 */
    kl_pool *pool;
} kl_points_options;

KL_API void kl_points_options_init(kl_points_options *options);

/**
 * Differential entropy of n points in d dimensions, nats (it may be negative, and depends on the unit of x):
 *
 *     H = d/n Σ_i ln ρ_i + ln V_d + ln(n − 1) − ψ(k)
 *
 * where ρ_i is the distance of x_i to its k-th nearest neighbour and V_d the volume of the unit ball of the norm
 * (Kozachenko and Leonenko 1987; for any k Goria, Leonenko, Mergel and Novi Inverardi 2005).
 *
 * Shapes: n ≥ k + 1 rows, 1 ≤ d ≤ 64. Values of any size: they are scaled by a power of two. What is 1e300 times
 * closer than the largest coordinate counts as the same place (1e600 times on a line and with KL_NORM_MAX). Exact
 * neighbours; the same bits for any number of threads, any instruction set and any order of the rows (not with jitter,
 * which is drawn row by row).
 * Expected O(d n log n) in few dimensions, O(d n²) in many.
 *
 * Bias: of order (k/n)^(2/d) where the density is smooth, (k/n)^(1/d) where it ends abruptly (balls reach over the
 * boundary: the entropy is overestimated), and larger for long tails.
 * Interval, for d ≤ 3: x is split into G = 16 random groups (8 or 4 where they would not have more than
 * 4kd·min(d, 3) points), and each gives its own estimate. Their spread has the standard error; their mean, further from
 * the truth than the value, has the most that the bias may be, (mean − value)/(G^(1/4) − 1), by which the interval is
 * longer on its side. It holds the value. Draws must be independent. docs/coverage-points.md has simulated coverages.
 * Flags: KL_FLAG_FEW_UNITS without an interval where there are too few points for 4 groups; KL_FLAG_BIASED with only
 * the standard error from d = 4 on, where the bias need not become smaller than it; KL_FLAG_TIES.
 * Errors: what is not finite (KL_ERROR_VALUE with row and column), a column of one value, ties (KL_TIES_REFUSE).
 */
KL_API kl_status kl_points_entropy(kl_matrix x, const kl_points_options *options, kl_estimate *out,
                                   kl_error *error);

/**
 * KL(P‖Q) in nats of n points x drawn from P and m points y drawn from Q:
 *
 *     D = d/n Σ_i ln(ν_i/ρ_i) + ln(m/(n − 1))
 *
 * where ρ_i is the distance of x_i to its k-th nearest neighbour in x and ν_i that in y (Wang, Kulkarni and Verdú
 * 2009, "Divergence estimation for multidimensional densities via k-nearest-neighbor distances", eq. (5) with one k
 * for both, so that the terms ψ(k) of the bias cancel). The unit of the coordinates has no influence.
 *
 * As kl_points_entropy, with y of m ≥ k rows. The bias is upwards mostly, and 0 where P = Q. A value below 0 becomes
 * 0 with KL_FLAG_CLIPPED. Interval [0, high] with KL_FLAG_NEAR_EQUAL where its lower end is not above 0;
 * [low, infinity) with KL_FLAG_ONE_SIDED where the value is above the mean of groups by two standard errors: it will
 * rise with more points, because y does not reach where x has its tail (where it is less, by 1/6 in place of 1/4). It
 * is finite even where KL is not: what P has where Q has nothing shows in no finite sample.
 */
KL_API kl_status kl_points_divergence(kl_matrix x, kl_matrix y, const kl_points_options *options,
                                      kl_estimate *out, kl_error *error);

/* ── Two samples of numbers or points ─────────────────────────────────────────────────────────── */

/** How far two samples are apart, without a density. F, G: distribution functions; X, X' and Y, Y': independent
 *  draws of either; k(x, y) = exp(−‖x − y‖²/2σ²), the Gaussian kernel. */
typedef enum kl_two_sample_id {
    KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV = 0, /**< max |F − G|; one dimension */
    KL_TWO_SAMPLE_CRAMER,                 /**< ∫ (F − G)² dx; one dimension */
    KL_TWO_SAMPLE_ENERGY,     /**< 2E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖; in one dimension twice Cramér's */
    KL_TWO_SAMPLE_MMD,        /**< squared: E k(X, X') + E k(Y, Y') − 2E k(X, Y), from all pairs */
    KL_TWO_SAMPLE_MMD_LINEAR, /**< the same from every point once, in O(n) */
    KL_TWO_SAMPLE_COUNT
} kl_two_sample_id;

typedef struct kl_two_sample {
    const char *name;     /**< "kolmogorov_smirnov", "cramer", "energy", "mmd", "mmd_linear" */
    const char *title;    /**< for people */
    const char *formula;
    kl_unit unit;         /**< KL_UNIT_DATA or KL_UNIT_ONE */
    int one_dimension;    /**< 1: only for numbers, that is points of one column */
    const char *source;
} kl_two_sample;

/** NULL for an id that does not exist. */
KL_API const kl_two_sample *kl_two_sample_get(kl_two_sample_id id);

typedef struct kl_two_sample_options {
    size_t size;
    double bandwidth;  /**< σ of the kernel; 0 (default): the median heuristic */
    double confidence; /**< in (0, 1); default 0.95 */
    uint64_t seed;     /**< of all that is drawn; default 0 */
    /** Of the test that both are draws of one distribution; default 999, 0: no test. On large samples fewer are
     *  made, at least 99; the n of the p-value says how many. */
    unsigned permutations;
    kl_pool *pool;
} kl_two_sample_options;

KL_API void kl_two_sample_options_init(kl_two_sample_options *options);

typedef struct kl_two_sample_result {
    kl_estimate value;   /**< with its interval */
    double plugin;       /**< of the samples as if they were all there is (the V-statistic); NaN: none */
    kl_estimate p_value; /**< of "one distribution"; 1 with n = 0: no test was made */
    double more_data;    /**< how many times as much of both the test would need to tell them apart; 1: it does
                              already (without a test: the low end is above 0), INFINITY: nothing here
                              promises that it would */
    double place;        /**< Kolmogorov–Smirnov: the least number at which |F − G| is largest; else NaN */
    double bandwidth;    /**< σ; NaN without a kernel */
    size_t bandwidth_points; /**< of how many points the median was taken; 0: σ was given, or there is none */
} kl_two_sample_result;

/**
 * Rows of `a` and `b` are points, independent draws of two distributions (a column of one number each: numbers).
 * Nothing depends on the order of rows or on the number of threads; exchanging a and b changes no bit of
 * Kolmogorov–Smirnov, Cramér and energy in one dimension.
 *
 * Values. Kolmogorov–Smirnov: that of the samples, exact to rounding, biased up (KL_METHOD_PLUGIN). Cramér,
 * energy, MMD: unbiased, the U-statistic, which is the V-statistic less its jackknife bias
 * (KL_METHOD_JACKKNIFE); below zero it is set to 0, KL_FLAG_CLIPPED. Linear MMD: mean of
 * k(x, x') + k(y, y') − k(x, y') − k(x', y) over disjoint pairs of points that are drawn by the seed
 * (KL_METHOD_INDEPENDENT). scipy.stats.energy_distance is the root of the plug-in energy. Cramér and energy are in the
 * unit of the data, the others in none.
 *
 * Interval. Kolmogorov–Smirnov: value ± √(ln(2/α)/2 · (1/n + 1/m)), the bound of Dvoretzky, Kiefer and Wolfowitz
 * for two samples (Wei and Dudley 2012), which is conservative. Cramér, energy, MMD: leaving out a point at a time,
 * t quantile, for the root of the value, which has an error of one size near zero and far from it. Linear MMD:
 * from its terms, t quantile. It is [0, high] with KL_FLAG_NEAR_EQUAL if the test does not tell the samples apart
 * or the low end is not above zero; there the high end of Cramér, energy and MMD is what the spread of the permutations
 * allows at most. But for Kolmogorov–Smirnov it is absent with KL_FLAG_FEW_UNITS below 4 points of a side (of the
 * linear MMD: 4 terms), and where it makes no difference which one is left out, as of equal points.
 * docs/coverage-samples.md has simulated coverages.
 *
 * Test: labels are dealt anew, p = (1 + b)/(1 + n) (Phipson and Smyth 2010): exact whatever the sizes and the
 * distributions. The statistic is the plug-in value; of the linear MMD its mean, whose terms get random signs, which is
 * what exchanging x' and y' does.
 *
 * Median heuristic: σ is the median distance of two points of both samples together, those at distance 0 left
 * out, over all pairs of up to 2048 points, else over the pairs of 2048 points drawn by the seed.
 *
 * Cost: one dimension O(N log N) at most for N points in all, then O(N) for each permutation; MMD, and energy of
 * points, O(N² · (columns + permutations/2)) and 8 · N · permutations bytes; linear MMD O(N).
 *
 * KL_ERROR_VALUE: fewer than two points of a side, or a number that is not finite (`index`: its row, `input`: 0
 * or 1), or numbers whose range no double holds. KL_ERROR_MISMATCH: columns differ. KL_ERROR_ARGUMENT: no
 * such id, an option out of range, several columns for what is of one dimension.
 *
 * Sources: Székely and Rizzo 2013 (energy), Gretton et al. 2012 (MMD; linear: section 6).
 */
KL_API kl_status kl_two_sample_compute(kl_two_sample_id id, kl_matrix a, kl_matrix b,
                                       const kl_two_sample_options *options,
                                       kl_two_sample_result *out, kl_error *error);

/* ── Variational bounds ───────────────────────────────────────────────────────────────────────── */

/**
 * The variational lower bound of an f-divergence (Nguyen, Wainwright and Jordan 2010; the f-GAN):
 *
 *     D_f(P‖Q) ≥ E_P[T] − E_Q[f*(T)],   with equality for T = f′(p/q),
 *
 * from what any critic T says of draws of P (`critic_p`) and of others of Q (`critic_q`); f* is the conjugate of the
 * measure's row. For KL it is E_P[T] − E_Q[e^T − 1]. Value unbiased, whatever T; standard error and interval from
 * the variances of both means (Welch), for draws that are independent of each other and of how T was found.
 * Absent with KL_FLAG_FEW_UNITS where a side has one draw. `parameter` as in kl_measure_at.
 *
 * What is an increasing function g of an f-divergence is bounded by g of that one's bound, from a critic for that
 * one: Rényi of order a by Tsallis of order a, g(d) = ln(1 + (a − 1)d)/(a − 1); Hellinger and Bhattacharyya by the
 * squared Hellinger distance, √d and −ln(1 − d); the Jensen–Shannon distance by the divergence of its weight, √d. The
 * ends of the interval are g of those (g of 0 below 0, KL_FLAG_CLIPPED if the value is, and the row's `upper` above
 * the other's), the error is g′ of it. g bends: the value is too low on average where it bends down (roots, Rényi
 * above order 1), and too high by g″/2 of the variance where it bends up.
 *
 * KL_ERROR_ARGUMENT: a measure that is no f-divergence and no such function, and Rényi of an order that Tsallis does
 * not have (0, ∞, above 10⁶). KL_ERROR_VALUE with the index: a score that is not finite, or one of Q outside the
 * domain of f*, where the bound is −∞. Cost: O(n + m).
 */
KL_API kl_status kl_variational_bound(kl_measure_id id, double parameter, kl_array critic_p,
                                      kl_array critic_q, double confidence, kl_estimate *out,
                                      kl_error *error);

/* ── Means ────────────────────────────────────────────────────────────────────────────────────── */

/**
 * The mean of n numbers in `unit`, e.g. of the losses of rows that a loss hands out; of two models on the same rows, of
 * their differences. Standard error and interval at `confidence`, in (0, 1), by Student's t, for numbers that are
 * independent of each other; absent with KL_FLAG_FEW_UNITS of one.
 *
 * KL_ERROR_VALUE: a number that is not finite, with its index; none. Cost: O(n). Source: Student 1908.
 */
KL_API kl_status kl_sample_mean(kl_array values, kl_unit unit, double confidence, kl_estimate *out,
                                kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
