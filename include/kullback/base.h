/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file base.h
 * @brief What every room shares: status, error detail, the estimate, array views, the thread pool,
 *        random numbers, the exact sum.
 *
 * Conventions of the whole library:
 *  - every function that can fail returns kl_status and takes a `kl_error *` last; NULL is fine;
 *  - options are structs that begin with their size; `_init` fills them; NULL means the defaults, also
 *    where options point to others;
 *  - inputs are const and stay the caller's; objects end in `_new` / `_free`; `_free(NULL)` is fine;
 *  - bytes and texts that a function makes for the caller go back through kl_memory_free;
 *  - nothing prints, exits, reads the environment or keeps a global;
 *  - distinct objects may be used from distinct threads at once;
 *  - logarithms are natural: information is in nats until somebody converts it.
 */
#ifndef KULLBACK_BASE_H
#define KULLBACK_BASE_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define KL_API __attribute__((visibility("default")))
#else
#define KL_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

#define KL_VERSION_MAJOR 0
#define KL_VERSION_MINOR 1
#define KL_VERSION_PATCH 0

/** "0.1.0": the version of the library that is linked, not of the header. */
KL_API const char *kl_version(void);

/* ── Status and error ─────────────────────────────────────────────────────────────────────────── */

typedef enum kl_status {
    KL_OK = 0,
    KL_ERROR_ARGUMENT,    /**< the call itself is wrong: an option out of range, a NULL, lengths differ */
    KL_ERROR_VALUE,       /**< the data are no distribution: negative, NaN, infinite, empty, all zero */
    KL_ERROR_MEMORY,      /**< an allocation failed, or a bound set by the caller was hit */
    KL_ERROR_IO,          /**< the operating system refused to open, read or write */
    KL_ERROR_FORMAT,      /**< a file is damaged or not what it says it is */
    KL_ERROR_VERSION,     /**< a file was written by a newer Kullback */
    KL_ERROR_MISMATCH,    /**< two inputs cannot be compared: other symbols, other order, other kind */
    KL_ERROR_UNSUPPORTED, /**< a part that was not built in; the message says what to install */
    KL_ERROR_CANCELLED    /**< a kl_progress of the caller said to stop */
} kl_status;

/** "ok", "argument", "value", … */
KL_API const char *kl_status_name(kl_status status);

/** Detail of a failure. Filled only when a call returns something other than KL_OK. */
typedef struct kl_error {
    size_t size;       /**< sizeof(kl_error), set by KL_ERROR_INIT */
    kl_status code;
    int64_t index;     /**< which element or line (from 0 for arrays, from 1 for lines), or -1 */
    int64_t offset;    /**< which byte of a file, or -1 */
    char message[512]; /**< one English line that names the place and the value */
    int64_t input;     /**< which of several inputs of the call (from 0, in their order), or -1 */
    int32_t system;    /**< of KL_ERROR_IO: what errno was where the operating system refused, else 0 */
    uint16_t path_at, path_size; /**< which bytes of `message` are the path it refused; 0 of them: none */
} kl_error;

#define KL_ERROR_INIT {sizeof(kl_error), KL_OK, -1, -1, "", -1, 0, 0, 0}

/** Give back bytes or a text that this library made, e.g. of kl_document_render; NULL is fine. */
KL_API void kl_memory_free(void *memory);

/** Called now and then, from the thread that made the call, with how much is done of how much (in what the
 *  options say, e.g. bytes; total 0: not known). A result other than 0 stops the call, which then returns
 *  KL_ERROR_CANCELLED. */
typedef int kl_progress(void *context, uint64_t done, uint64_t total);

/* ── The estimate: what every answer is ───────────────────────────────────────────────────────── */

typedef enum kl_unit {
    KL_UNIT_ONE = 0,   /**< a pure number: a share, a distance without dimension, perplexity */
    KL_UNIT_NATS,
    KL_UNIT_BITS,
    KL_UNIT_ROOT_NATS, /**< square root of an information: the Jensen–Shannon distance */
    KL_UNIT_ROOT_BITS,
    KL_UNIT_DATA       /**< that of the data: metres, if they are metres */
} kl_unit;

/** "1", "nats", "bits", "sqrt(nats)", "sqrt(bits)", "data". */
KL_API const char *kl_unit_name(kl_unit unit);
/** As it stands behind a number for people: "", "nats", "bits", "√nats", "√bits", "data units". */
KL_API const char *kl_unit_text(kl_unit unit);

typedef enum kl_method {
    KL_METHOD_EXACT = 0,            /**< known distributions: no sampling error, only rounding */
    KL_METHOD_PLUGIN,               /**< counts divided by their total */
    KL_METHOD_MILLER_MADOW,         /**< plug-in entropy plus (K − 1)/2n */
    KL_METHOD_JACKKNIFE,            /**< plug-in, bias removed by leaving out a group at a time */
    KL_METHOD_KRICHEVSKY_TROFIMOV,  /**< q smoothed by adding 1/2 to every count, bias removed likewise */
    KL_METHOD_ESCAPE,               /**< q of an n-gram model that escapes to shorter contexts, likewise */
    KL_METHOD_PERMUTATION,          /**< a p-value, (1 + b)/(1 + n) */
    KL_METHOD_BOUNDS,               /**< certainly between low and high; the value is the low end */
    KL_METHOD_CLUSTERED,            /**< a mean over observations, its error from whole clusters of them */
    KL_METHOD_INDEPENDENT,          /**< a mean over observations that are taken for independent */
    KL_METHOD_QUANTILE,             /**< an order statistic of the observations */
    KL_METHOD_DIRICHLET_JEFFREYS,   /**< shares with 1/2 added to every count; of what they are: sample.h */
    KL_METHOD_DIRICHLET_LAPLACE,    /**< … 1 */
    KL_METHOD_DIRICHLET_PERKS,      /**< … 1/K */
    KL_METHOD_DIRICHLET_MINIMAX,    /**< … √n/K */
    KL_METHOD_SHRINKAGE,            /**< shares drawn to 1/K as far as the data ask for it (James–Stein) */
    KL_METHOD_CHAO_SHEN,            /**< entropy of the seen, weighted by the chance to see it */
    KL_METHOD_GRASSBERGER,          /**< entropy with ln c replaced by Grassberger's G(c) */
    KL_METHOD_ZHANG,                /**< entropy with ln c replaced by ψ(c): Zhang's estimator */
    KL_METHOD_NSB,                  /**< entropy under a prior that is flat in the entropy */
    KL_METHOD_NEIGHBOURS,           /**< from distances to nearest neighbours */
    KL_METHOD_MODEL,                /**< under a fitted model, whose own error is not known */
    KL_METHOD_GAUSSIAN_COPULA,      /**< as if the ranks were those of a joint normal law */
    KL_METHOD_SUCCESSION            /**< q smoothed by adding 1 to every count (Laplace's rule of succession), which
                                         leaves 1/q without bias; what bias is left is removed likewise */
} kl_method;

/** "exact", "plugin", "miller_madow", "jackknife", "krichevsky_trofimov", "escape", "permutation", "bounds",
 *  "clustered", "independent", "quantile", "dirichlet_jeffreys", "dirichlet_laplace", "dirichlet_perks",
 *  "dirichlet_minimax", "shrinkage", "chao_shen", "grassberger", "zhang", "nsb", "neighbours",
 *  "model", "gaussian_copula", "succession". */
KL_API const char *kl_method_name(kl_method method);

/** What a user must know besides the number: a set of bits. What some of them count is in their notes. */
typedef enum kl_flag {
    KL_FLAG_INFINITE = 1u << 0,          /**< the other side has no mass on `count` symbols with `mass` of this; of a
                                              mean, in `count` observations, a share `mass` of the n; without a
                                              note by shares or models, estimated or of a formula */
    KL_FLAG_UNSEEN_SUPPORT = 1u << 1,    /**< `count` symbols with `mass` of this side never occur in the other */
    KL_FLAG_CLIPPED = 1u << 2,           /**< the bias correction left the range; moved to its edge */
    KL_FLAG_NEAR_EQUAL = 1u << 3,        /**< not distinguishable from equal: the interval is one-sided */
    KL_FLAG_ONE_SIDED = 1u << 4,         /**< only a lower bound can be stood for */
    KL_FLAG_FEW_UNITS = 1u << 5,         /**< too few independent draws or blocks for an interval */
    KL_FLAG_INDEPENDENT_DRAWS = 1u << 6, /**< the interval takes every count for an independent draw */
    KL_FLAG_NOT_CONVERGED = 1u << 7,     /**< an iteration stopped before its tolerance */
    KL_FLAG_SAME_INPUT = 1u << 8,        /**< both inputs hold the same counts */
    KL_FLAG_UNDERSAMPLED = 1u << 9,      /**< `count` n-grams seen once hold `mass` of this side: too little text */
    KL_FLAG_CLIPPED_TARGETS = 1u << 10,  /**< `count` targets are at the floor of this side's file, which clips:
                                              the loss of this side is too low, and by how much is not known */
    KL_FLAG_HEAVY_TAIL = 1u << 11,       /**< infinite: the tail of this side is too heavy for that of the other */
    KL_FLAG_TIES = 1u << 12,             /**< `count` points, a share `mass` of this side, have another one in the same
                                              place, which no density has */
    KL_FLAG_BIASED = 1u << 13,           /**< the bias may be larger than the sampling error */
    KL_FLAG_ZEROS = 1u << 14,            /**< `count` symbols with `mass` of this side were zero on the other, and that
                                              was dealt with as the caller asked; count 0: no symbol was, and `mass` of
                                              this side is elsewhere by it all the same */
    KL_FLAG_MAY_BE_NEGATIVE = 1u << 15,  /**< no theorem says that this quantity is not, as it is not of others */
    KL_FLAG_NEAR_LIMIT = 1u << 16,       /**< near the most that n observations can show, ln n or so: it may be more */
    KL_FLAG_OVERFLOW = 1u << 17          /**< infinite as a double alone: it, or a part of it, is above the largest */
} kl_flag;

/** "infinite", "unseen_support", … for one bit; NULL for an unknown one. */
KL_API const char *kl_flag_name(kl_flag flag);

/** What a flag counts, of one side. */
typedef struct kl_note {
    kl_flag flag;   /**< one bit */
    unsigned side;  /**< 0: the first input of the subject ("A" of "A|B", the p of a measure), 1: the second */
    uint64_t count; /**< how many */
    double mass;    /**< probability, 0 … 1 */
} kl_note;

/** The most notes that an estimate holds: both sides of each flag that counts. */
#define KL_NOTES_MAX 12

/** A value with what is known about its error. Exact quantities have method KL_METHOD_EXACT. */
typedef struct kl_estimate {
    double value;          /**< may be ±INFINITY, never NaN */
    double standard_error; /**< NaN: none is known; 0 for exact values */
    double low, high;      /**< interval at `confidence`; NaN: none; high may be INFINITY */
    double confidence;     /**< e.g. 0.95; 0 where there is no interval; 1 for KL_METHOD_BOUNDS */
    uint64_t n;            /**< observations behind the value; 0 for known distributions */
    kl_unit unit;
    kl_method method;
    uint32_t flags;        /**< bits of kl_flag */
    uint32_t note_count;
    kl_note notes[KL_NOTES_MAX]; /**< in the order of flags, then of sides */
} kl_estimate;

/** An exact value: no interval, standard error 0. */
KL_API kl_estimate kl_estimate_exact(double value, kl_unit unit);

/** Certainly between low and high ≥ low (KL_METHOD_BOUNDS): the value is the low end, the confidence 1. */
KL_API kl_estimate kl_estimate_bounds(double low, double high, kl_unit unit);

/** The same estimate in another unit (value, error and interval are converted).
 *  nats ↔ bits divides by ln 2, root nats ↔ root bits by √(ln 2); anything else is left as it is. */
KL_API kl_estimate kl_estimate_convert(kl_estimate estimate, kl_unit unit);

/** What can be stood for from below: an exact value itself, and what a model says (KL_METHOD_MODEL); INFINITY
 *  where that is certain (KL_FLAG_INFINITE of known weights, without KL_FLAG_UNSEEN_SUPPORT); else the low end of
 *  the interval, NaN where there is none. Tolerances are decided on it. */
KL_API double kl_estimate_floor(const kl_estimate *estimate);

/** Set a flag and what it counts of one side, 0 or 1. What it counted of that side before is replaced. A flag
 *  that counts nothing, or another side, leaves no note. */
KL_API void kl_estimate_note(kl_estimate *estimate, kl_flag flag, unsigned side, uint64_t count,
                             double mass);

/** 1 if the flag is set. */
KL_API int kl_estimate_has(const kl_estimate *estimate, kl_flag flag);

/** The note of a flag, that of the first side before that of the second, or NULL: it is not set or counts
 *  nothing. */
KL_API const kl_note *kl_estimate_get_note(const kl_estimate *estimate, kl_flag flag);

/** The index-th thing to be told: flags in the order of their bits, each once for every note it has, or once
 *  with count 0 if it has none. Its `flag` is 0 behind the last. */
KL_API kl_note kl_estimate_clause(const kl_estimate *estimate, size_t index);

/** One of those as a plain English clause, e.g. "3 letters with 0.4 % of A never occur in B". `subject` is
 *  that of the estimate ("A", "A|B"; NULL: "p|q"), `noun` what is counted (NULL: "symbol"). Writes at most
 *  `size` bytes including the NUL; returns the length it needed. */
KL_API size_t kl_estimate_describe(const kl_estimate *estimate, const kl_note *clause,
                                   const char *subject, const char *noun, char *text, size_t size);

/* ── Array views ──────────────────────────────────────────────────────────────────────────────── */

typedef enum kl_dtype {
    KL_F64 = 0, KL_F32, KL_F16, KL_BF16, KL_U8, KL_U16, KL_U32, KL_U64, KL_I8, KL_I16, KL_I32, KL_I64
} kl_dtype;

/** Size of one element in bytes, 0 for an unknown type. */
KL_API size_t kl_dtype_size(kl_dtype dtype);

/** A view of n numbers that somebody else owns. `stride` counts elements; 1 is contiguous. */
typedef struct kl_array {
    const void *data;
    size_t n;
    ptrdiff_t stride;
    kl_dtype dtype;
} kl_array;

/** A view of rows × columns numbers that somebody else owns, e.g. logits: a row is contiguous, and
 *  `row_stride` elements lie between the beginnings of two rows. */
typedef struct kl_matrix {
    const void *data;
    size_t rows, columns;
    ptrdiff_t row_stride;
    kl_dtype dtype;
} kl_matrix;

/** How far two points are apart: the root of the sum of squared differences, or the largest difference of a
 *  coordinate. */
typedef enum kl_norm { KL_NORM_EUCLIDEAN = 0, KL_NORM_MAX } kl_norm;

static inline kl_array kl_f64(const double *data, size_t n) {
    kl_array array = {data, n, 1, KL_F64};
    return array;
}

static inline kl_array kl_u64(const uint64_t *data, size_t n) {
    kl_array array = {data, n, 1, KL_U64};
    return array;
}

/** Copy elements [first, first + n) to f64. f16, bf16 and f32 convert exactly; u64 and i64 beyond 2^53
 *  round to nearest. The caller guarantees the range. */
KL_API void kl_array_read(kl_array array, size_t first, size_t n, double *out);

/** One row of a matrix; the caller guarantees the range. */
KL_API kl_array kl_matrix_row(kl_matrix matrix, size_t row);

/* ── Instruction sets and the pool ────────────────────────────────────────────────────────────── */

/** Which compiled variant of the inner loops runs. All give the same bits but where a header says otherwise: losses,
 *  soft clusters of the bottleneck and channels have them on one machine. */
typedef enum kl_isa { KL_ISA_BEST = 0, KL_ISA_SCALAR, KL_ISA_AVX2, KL_ISA_AVX512 } kl_isa;

/** "best", "scalar", "avx2", "avx512". */
KL_API const char *kl_isa_name(kl_isa isa);

/** 1 if this build has the variant and this machine can run it. */
KL_API int kl_isa_available(kl_isa isa);

/** What a call may use: threads and an instruction set. One call at a time per pool: a second one, from
 *  another thread or from a task of the first, is KL_ERROR_ARGUMENT. So is one in a child after fork(), which
 *  has none of the threads: make a new pool there (freeing the old one is fine). */
typedef struct kl_pool kl_pool;

typedef struct kl_pool_options {
    size_t size;
    unsigned threads; /**< 0: as many as the machine lets this process use */
    kl_isa isa;       /**< KL_ISA_BEST by default; an unavailable one is KL_ERROR_UNSUPPORTED */
} kl_pool_options;

KL_API void kl_pool_options_init(kl_pool_options *options);
KL_API kl_status kl_pool_new(const kl_pool_options *options, kl_pool **pool, kl_error *error);
KL_API void kl_pool_free(kl_pool *pool);

/** Threads of a pool; 1 for NULL. */
KL_API unsigned kl_pool_threads(const kl_pool *pool);

/** Instruction set of a pool, never KL_ISA_BEST; the best available one for NULL. */
KL_API kl_isa kl_pool_isa(const kl_pool *pool);

/** One task: `index` in [0, tasks), `worker` in [0, threads). */
typedef kl_status kl_task(void *context, size_t index, unsigned worker, kl_error *error);

/** Run task 0 … tasks − 1, in any order, on all threads of the pool, and wait. If some fail, the
 *  remaining ones may be skipped and the failure with the lowest index seen is returned. */
KL_API kl_status kl_pool_run(kl_pool *pool, size_t tasks, kl_task *task, void *context,
                             kl_error *error);

/* ── Random numbers ───────────────────────────────────────────────────────────────────────────── */

/** Counter-based generator Philox4x32-10 (Salmon et al., SC 2011): a stream is (seed, stream), so
 *  parallel work draws the same numbers in any order. Plain data; copy it freely. */
typedef struct kl_random {
    uint32_t key[2];
    uint32_t counter[4];
    uint32_t block[4];
    unsigned used;
} kl_random;

KL_API void kl_random_init(kl_random *random, uint64_t seed, uint64_t stream);
KL_API uint64_t kl_random_u64(kl_random *random);
/** Uniform in [0, bound), without bias; bound 0 gives 0. Source: Lemire 2019. */
KL_API uint64_t kl_random_below(kl_random *random, uint64_t bound);
/** Uniform in (0, 1), 53 bits, never 0 and never 1. */
KL_API double kl_random_uniform(kl_random *random);

/* ── The exact sum ────────────────────────────────────────────────────────────────────────────── */

/** A sum of doubles without rounding error (Neal 2015, "Fast exact summation using small and large
 *  superaccumulators"): adding and merging are associative and commutative to the bit, so any split
 *  of the terms over threads, files or machines rounds to the same double. Plain data, 544 bytes. */
typedef struct kl_exact_sum {
    int64_t chunk[67];
    int32_t adds_left;  /**< before carries must be propagated */
    uint32_t specials;  /**< bit 0 +inf, bit 1 −inf, bit 2 NaN were added */
} kl_exact_sum;

KL_API void kl_exact_sum_init(kl_exact_sum *sum);
KL_API void kl_exact_sum_add(kl_exact_sum *sum, double term);
KL_API void kl_exact_sum_merge(kl_exact_sum *sum, const kl_exact_sum *other);
/** Correctly rounded (to nearest, ties to even). */
KL_API double kl_exact_sum_round(const kl_exact_sum *sum);

#ifdef __cplusplus
}
#endif
#endif
