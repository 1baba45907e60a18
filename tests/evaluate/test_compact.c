/* SPDX-License-Identifier: Apache-2.0 */
/* Compact files: what they keep exactly, what they claim of the rest, and how large they are. The oracle is long
 * double arithmetic over the rows themselves. */
#include "compact_rows.h"

#include "base/alloc.h"
#include "evaluate/compact_format.h"
#include "evaluate/rounded.h"

#include "../all_cases.h"

/* The largest float not above a double is not above what was claimed; nothing is claimed without need. */
static void claim_holds(float claim, long double truth) {
    assert_true((long double)claim >= truth);
    assert_true((long double)claim <= truth * (1 + 1e-6L) + 1e-10L);
}

static void check_row(const kl_logits *from, const kl_logits *compact, uint64_t row) {
    size_t n = (size_t)from->shape.vocabulary;
    double *x = malloc(2 * n * sizeof *x), *y = x + n;
    long double *log_p = malloc(n * sizeof *log_p), entropy = 0;
    assert_int_equal(kl_logits_read(from, row, x, NULL), KL_OK);
    assert_int_equal(kl_logits_read(compact, row, y, NULL), KL_OK);
    normalise(x, n, log_p);
    for (size_t i = 0; i < n; i++)
        entropy -= log_p[i] == -INFINITY ? 0 : expl(log_p[i]) * log_p[i];
    distance d = measure(x, y, n);
    kl_row_storage stored = kl_logits_storage(compact, row);
    int64_t target = kl_logits_target(compact, row);
    assert_true(stored.is_exact && !stored.is_log && stored.floor == -INFINITY);
    assert_int_equal(target, kl_logits_target(from, row));
    claim_holds((float)stored.total_variation, d.total_variation);
    claim_holds((float)stored.slack, d.slack);
    claim_holds((float)stored.reach, d.reach);
    /* 4·2⁻⁵³ of the numbers that it is made of. */
    assert_true(fabsl(stored.entropy - entropy) < 1e-14L * (1 + entropy));
    if (target >= 0)
        assert_true(fabsl(stored.loss + log_p[target]) <= 1e-14L * (1 - log_p[target]));
    else
        assert_true(isnan(stored.loss));
    free(x);
    free(log_p);
}

static void rows_keep_what_they_claim(void **state) {
    (void)state;
    static const size_t sizes[][2] = {{1, 1}, {1, 1000}, {5, 2}, {20, 17}, {300, 64}, {40, 4096}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        size_t rows = sizes[k][0], n = sizes[k][1];
        float *x = malloc(rows * n * sizeof *x);
        int32_t *targets = draw_targets(rows, n, k);
        zipf_rows(x, rows, n, 1 + (double)k / 2, k);
        kl_logits *from = open_rows(x, rows, n, targets);
        char path[256];
        kl_logits *compact = write_and_open(from, NULL, path);
        const kl_logits_shape *shape = kl_logits_get_shape(compact);
        assert_string_equal(shape->format, "compact");
        assert_int_equal(shape->rows, rows);
        assert_int_equal(shape->vocabulary, n);
        assert_true(shape->has_targets && shape->is_rounded && !shape->is_clipped);
        for (uint64_t row = 0; row < rows; row++)
            check_row(from, compact, row);
        kl_logits_close(compact);
        kl_logits_close(from);
        unlink(path);
        free(targets);
        free(x);
    }
}

/* Masks, numbers that no float of the tail holds, and levels that no other row had. */
static void extreme_logits_come_back(void **state) {
    (void)state;
    enum { ROWS = 600, N = 40 };
    static float x[ROWS * N];
    zipf_rows(x, ROWS, N, 1, 7);
    for (size_t i = 0; i < N; i++) {
        x[N + i] =
            i == 3
                ? 0.0f
                : -INFINITY; /* not among the 256 rows that are looked at, as are some of these */
        x[301 * N + i] = (float)i * -1e30f;
        x[302 * N + i] = i % 2 ? -3e38f : (float)i;
        x[303 * N + i] = (float)i * -10;
        x[304 * N + i] = i % 3 ? -INFINITY : -(float)i / 8;
    }
    kl_logits *from = open_rows(x, ROWS, N, NULL);
    char path[256];
    kl_logits *compact = write_and_open(from, NULL, path);
    assert_false(kl_logits_get_shape(compact)->has_targets);
    for (uint64_t row = 0; row < ROWS; row++) {
        double read[2][N];
        assert_int_equal(kl_logits_read(from, row, read[0], NULL), KL_OK);
        assert_int_equal(kl_logits_read(compact, row, read[1], NULL), KL_OK);
        for (size_t i = 0; i < N; i++)
            assert_int_equal(read[0][i] == -INFINITY, read[1][i] == -INFINITY);
        distance d = measure(read[0], read[1], N);
        kl_row_storage stored = kl_logits_storage(compact, row);
        assert_true(stored.total_variation >= (double)d.total_variation);
        /* Forty tokens that are all likely: and more than half the bytes are not theirs. */
        assert_true(stored.total_variation < 0.1);
        assert_true(stored.slack >= (double)d.slack && stored.reach >= (double)d.reach);
    }
    kl_logits_close(compact);
    kl_logits_close(from);
    unlink(path);
}

static size_t file_size(const char *path) {
    size_t size;
    free(read_whole(path, &size));
    return size;
}

/* At most half the bytes of a llama.cpp file at a smaller error in both measures. */
static void smaller_and_closer_than_the_peer(void **state) {
    (void)state;
    static const struct {
        size_t rows, vocabulary;
        double sharpness;
    } sets[] = {{256, 512, 3}, {256, 512, 4}, {64, 32000, 2}, {24, 128256, 2}};
    for (size_t k = 0; k < cases_of(sizeof sets / sizeof *sets); k++) {
        size_t rows = sets[k].rows, n = sets[k].vocabulary;
        float *x = malloc(rows * n * sizeof *x);
        double *read = malloc(3 * n * sizeof *read);
        zipf_rows(x, rows, n, sets[k].sharpness, k);
        kl_logits *from = open_rows(x, rows, n, NULL);
        char path[256];
        kl_logits *compact = write_and_open(from, NULL, path);
        distance ours = {0, 0, 0, 0}, peer = {0, 0, 0, 0};
        for (size_t row = 0; row < rows; row++) {
            assert_int_equal(kl_logits_read(from, row, read, NULL), KL_OK);
            assert_int_equal(kl_logits_read(compact, row, read + n, NULL), KL_OK);
            llama_row(x + row * n, n, read + 2 * n);
            distance a = measure(read, read + n, n), b = measure(read, read + 2 * n, n);
            ours.total_variation += a.total_variation;
            ours.divergence += a.divergence;
            peer.total_variation += b.total_variation;
            peer.divergence += b.divergence;
        }
        size_t peer_size = 20 + rows * (8 + 2 * n);
        print_message("%zu x %zu: %.3f of the bytes, %.2g and %.2g of the error\n", rows, n,
                      (double)file_size(path) / (double)peer_size,
                      (double)(ours.total_variation / peer.total_variation),
                      (double)(ours.divergence / peer.divergence));
        assert_true(2 * file_size(path) <= peer_size);
        assert_true(ours.total_variation < peer.total_variation);
        assert_true(ours.divergence < peer.divergence);
        kl_logits_close(compact);
        kl_logits_close(from);
        unlink(path);
        free(read);
        free(x);
    }
}

/* ── Through the evaluation ───────────────────────────────────────────────────────────────────── */

static kl_status estimate(const kl_logits *base, const kl_logits *model, const char *id,
                          kl_pool *pool, kl_estimate *out) {
    kl_eval *eval = NULL;
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = kl_logits_get_shape(base)->vocabulary;
    options.has_model = model != NULL;
    options.pool = pool;
    options.precision = KL_PRECISION_DOUBLE; /* by which losses and entropies are stored */
    assert_int_equal(kl_eval_new(&options, &eval, NULL), KL_OK);
    assert_int_equal(kl_eval_files(eval, base, model, NULL, 0, NULL), KL_OK);
    kl_status status = kl_eval_estimate(eval, id, model != NULL ? "base|model" : "base", out, NULL);
    kl_eval_free(eval);
    return status;
}

static kl_estimate evaluate(const kl_logits *base, const kl_logits *model, const char *id,
                            kl_pool *pool) {
    kl_estimate out;
    assert_int_equal(estimate(base, model, id, pool, &out), KL_OK);
    return out;
}

static void same_bits(double a, double b) {
    assert_memory_equal(&a, &b, sizeof a);
}

enum { PAIR_ROWS = 150, PAIR_N = 700 };

/* A model, another one near it, and both as compact files. */
typedef struct pair_files {
    float *x;
    int32_t *targets;
    kl_logits *plain[2], *compact[2];
} pair_files;

static pair_files make_pair(void) {
    pair_files files;
    kl_random random;
    kl_random_init(&random, 4, 4);
    size_t size = (size_t)PAIR_ROWS * PAIR_N;
    files.x = malloc(2 * size * sizeof *files.x);
    files.targets = draw_targets(PAIR_ROWS, PAIR_N, 9);
    zipf_rows(files.x, PAIR_ROWS, PAIR_N, 2.5, 3);
    for (size_t i = 0; i < size; i++)
        files.x[size + i] = files.x[i] + 0.2f * (float)normal(&random);
    for (int side = 0; side < 2; side++) {
        char path[256];
        files.plain[side] =
            open_rows(files.x + (size_t)side * size, PAIR_ROWS, PAIR_N, files.targets);
        files.compact[side] = write_and_open(files.plain[side], NULL, path);
        unlink(path);
    }
    return files;
}

static void free_pair(pair_files *files) {
    for (int side = 0; side < 2; side++) {
        kl_logits_close(files->plain[side]);
        kl_logits_close(files->compact[side]);
    }
    free(files->targets);
    free(files->x);
}

static void loss_and_entropy_are_those_of_the_source(void **state) {
    (void)state;
    pair_files files = make_pair();
    static const char *const single[] = {"cross_entropy", "perplexity", "entropy"};
    static const char *const pair[] = {"cross_entropy.difference", "perplexity.ratio", "delta_p"};
    for (size_t k = 0; k < 3; k++) {
        kl_estimate a = evaluate(files.plain[0], NULL, single[k], NULL);
        kl_estimate b = evaluate(files.compact[0], NULL, single[k], NULL);
        same_bits(a.value, b.value);
        same_bits(a.low, b.low);
        a = evaluate(files.plain[0], files.plain[1], pair[k], NULL);
        b = evaluate(files.compact[0], files.compact[1], pair[k], NULL);
        same_bits(a.value, b.value);
        same_bits(a.high, b.high);
    }
    free_pair(&files);
}

/* KL(p ‖ q) in long double. */
static long double divergence_of(const double *p, const double *q) {
    long double a[PAIR_N], b[PAIR_N], sum = 0;
    normalise(p, PAIR_N, a);
    normalise(q, PAIR_N, b);
    for (size_t i = 0; i < PAIR_N; i++)
        sum += expl(a[i]) * (a[i] - b[i]);
    return sum;
}

static void bounds_hold_in_every_row(void **state) {
    (void)state;
    pair_files files = make_pair();
    const kl_kernels *kernels = kl_kernels_for(NULL);
    static double x[4][PAIR_N], e[2][PAIR_N];
    for (uint64_t row = 0; row < cases_of(PAIR_ROWS); row++)
        for (int which = 1; which < 4; which++) {
            kl_softmax side[2];
            kl_row_storage stored[2];
            for (int k = 0; k < 2; k++) {
                const kl_logits *file = which >> k & 1 ? files.compact[k] : files.plain[k];
                assert_int_equal(kl_logits_read(files.plain[k], row, x[2 + k], NULL), KL_OK);
                assert_int_equal(kl_logits_read(file, row, x[k], NULL), KL_OK);
                stored[k] = kl_logits_storage(file, row);
                side[k] = (kl_softmax){.stored = kl_f64(x[k], PAIR_N), .e = e[k]};
                assert_int_equal(kl_softmax_set(&side[k], kernels, NULL), KL_OK);
            }
            kl_row_divergences read = kl_softmax_compare(&side[0], &side[1], kernels);
            kl_softmax_unpack(&side[0], kernels);
            kl_softmax_unpack(&side[1], kernels);
            double low, high;
            kl_rounded_bounds(&stored[0], &side[0], &stored[1], &side[1], PAIR_N, read.forward,
                              &low, &high);
            long double truth = divergence_of(x[2], x[3]);
            assert_true(low <= truth && truth <= high);
        }
    free_pair(&files);
}

static void bounds_hold_the_truth(void **state) {
    (void)state;
    pair_files files = make_pair();
    static const char *const ids[][2] = {{"divergence", "divergence.bounds"},
                                         {"total_variation", "total_variation.bounds"}};
    for (int which = 1; which < 4; which++)
        for (int k = 0; k < 2; k++) {
            const kl_logits *p = which & 1 ? files.compact[0] : files.plain[0];
            const kl_logits *q = which & 2 ? files.compact[1] : files.plain[1];
            kl_estimate truth = evaluate(files.plain[0], files.plain[1], ids[k][0], NULL);
            kl_estimate bounds = evaluate(p, q, ids[k][1], NULL);
            assert_int_equal(bounds.method, KL_METHOD_BOUNDS);
            assert_true(bounds.low <= truth.value && truth.value <= bounds.high);
            /* 700 tokens off by 2^-21 or so, each a logarithm of 10 or so: a tenth of this divergence. */
            assert_true(bounds.high - bounds.low < 0.1 * truth.value);
        }
    free_pair(&files);
}

static void threads_do_not_matter(void **state) {
    (void)state;
    enum { ROWS = 70, N = 3000 };
    float *x = malloc((size_t)ROWS * N * sizeof *x);
    int32_t *targets = draw_targets(ROWS, N, 2);
    zipf_rows(x, ROWS, N, 2, 11);
    kl_logits *from = open_rows(x, ROWS, N, targets), *compact = NULL;
    uint8_t *first = NULL;
    size_t first_size = 0;
    double value = 0;
    for (unsigned threads = 1; threads <= 3; threads++) {
        for (int isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
            if (!kl_isa_available((kl_isa)isa))
                continue;
            kl_pool_options options;
            kl_pool *pool = NULL;
            kl_pool_options_init(&options);
            options.threads = threads;
            options.isa = (kl_isa)isa;
            assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
            kl_compact_options writing;
            kl_compact_options_init(&writing);
            writing.pool = pool;
            char path[256];
            size_t size;
            compact = write_and_open(from, &writing, path);
            uint8_t *bytes = read_whole(path, &size);
            double now = evaluate(compact, from, "divergence", pool).value;
            if (first == NULL) {
                first = bytes;
                first_size = size;
                value = now;
            } else {
                assert_int_equal(size, first_size);
                assert_memory_equal(bytes, first, size);
                free(bytes);
            }
            same_bits(now, value);
            kl_logits_close(compact);
            kl_pool_free(pool);
            unlink(path);
        }
    }
    free(first);
    kl_logits_close(from);
    free(targets);
    free(x);
}

/* ── From a file that clips ───────────────────────────────────────────────────────────────────── */

enum { CHUNKS = 3, CONTEXT = 21, CHUNK_ROWS = CONTEXT - 1 - CONTEXT / 2, CLIPPED_N = 601 };

static void append(uint8_t **at, const void *data, size_t size) {
    memcpy(*at, data, size);
    *at += size;
}

/* The bytes of a llama.cpp file with these rows; little-endian machines. */
static size_t llama_file(const float *x, const int32_t *tokens, uint8_t *out) {
    uint8_t *at = out;
    const int32_t header[3] = {CONTEXT, CLIPPED_N, CHUNKS};
    append(&at, "_logits_", 8);
    append(&at, header, sizeof header);
    append(&at, tokens, CHUNKS * CONTEXT * sizeof *tokens);
    for (size_t row = 0; row < CHUNKS * CHUNK_ROWS; row++) {
        float numbers[2];
        uint16_t levels[CLIPPED_N + 1] = {0};
        llama_levels(x + row * CLIPPED_N, CLIPPED_N, numbers, levels);
        append(&at, numbers, sizeof numbers);
        append(&at, levels, sizeof levels);
    }
    return (size_t)(at - out);
}

static uint64_t clipped_targets(const kl_logits *logits) {
    uint64_t count = 0;
    for (uint64_t row = 0; row < logits->shape.rows; row++) {
        kl_row_storage stored = kl_logits_storage(logits, row);
        double x[CLIPPED_N];
        assert_int_equal(kl_logits_read(logits, row, x, NULL), KL_OK);
        count += stored.is_exact ? (uint64_t)stored.target_clipped
                                 : x[kl_logits_target(logits, row)] <= stored.floor;
    }
    return count;
}

static void a_clipped_file_stays_one(void **state) {
    (void)state;
    static float x[CHUNKS * CHUNK_ROWS * CLIPPED_N];
    static uint8_t bytes[sizeof x];
    int32_t tokens[CHUNKS * CONTEXT];
    kl_random random;
    kl_random_init(&random, 8, 8);
    zipf_rows(x, CHUNKS * CHUNK_ROWS, CLIPPED_N, 3, 5);
    for (size_t i = 0; i < CHUNKS * CONTEXT; i++)
        tokens[i] = (int32_t)kl_random_below(&random, CLIPPED_N);
    char path[2][256];
    path_of(path[0], "clipped.kld");
    write_whole(path[0], bytes, llama_file(x, tokens, bytes));
    kl_logits *clipped = NULL, *plain = open_rows(x, CHUNKS * CHUNK_ROWS, CLIPPED_N, NULL);
    assert_int_equal(kl_logits_open(path[0], NULL, &clipped, NULL), KL_OK);
    kl_logits *compact = write_and_open(clipped, NULL, path[1]);
    const kl_logits_shape *a = kl_logits_get_shape(clipped), *b = kl_logits_get_shape(compact);
    assert_true(b->is_clipped && b->context == a->context && b->unit_rows == a->unit_rows &&
                b->first_position == a->first_position && b->rows == a->rows);
    assert_true(clipped_targets(clipped) > 0);
    assert_int_equal(clipped_targets(compact), clipped_targets(clipped));
    same_bits(evaluate(compact, NULL, "cross_entropy", NULL).value,
              evaluate(clipped, NULL, "cross_entropy", NULL).value);
    /* KL of a model to itself is 0, and both files must leave room for that. */
    kl_estimate own = evaluate(compact, plain, "divergence.bounds", NULL);
    assert_true(own.low == 0 && own.high < 0.1);
    /* How much clipping moved is not known, and so no total variation before it. */
    static const char id[] = "total_variation.bounds";
    assert_int_equal(estimate(compact, plain, id, NULL, &own), KL_ERROR_VALUE);
    assert_int_equal(estimate(plain, compact, id, NULL, &own), KL_ERROR_VALUE);
    kl_logits_close(compact);
    kl_logits_close(clipped);
    kl_logits_close(plain);
    unlink(path[0]);
    unlink(path[1]);
}

/* Single precision may put the most probable token of a llama.cpp row above ln 1, and that where none of the rows
 * that the code was fitted to had such a token. */
static void what_is_above_certainty_can_be_read(void **state) {
    (void)state;
    enum { ROWS = 512, N = 4, TOKENS = 2 * ROWS + 2 };
    static float x[ROWS * N];
    static int32_t tokens[TOKENS];
    for (size_t row = 1; row < ROWS; row += 2)
        for (size_t i = 1; i < N; i++)
            x[row * N + i] = -15.656128f;
    char path[2][256];
    path_of(path[0], "peak.kld");
    const kl_matrix matrix = {x, ROWS, N, N, KL_F32};
    assert_int_equal(kl_llama_write(path[0], matrix, tokens, TOKENS, 1, NULL), KL_OK);
    kl_logits *peak = NULL;
    double read[N];
    assert_int_equal(kl_logits_open(path[0], NULL, &peak, NULL), KL_OK);
    assert_int_equal(kl_logits_read(peak, 1, read, NULL), KL_OK);
    assert_true(read[0] > 0);
    kl_logits *compact = write_and_open(peak, NULL, path[1]);
    assert_int_equal(kl_logits_read(compact, 1, read, NULL), KL_OK);
    assert_true(read[0] == 0);
    kl_logits_close(compact);
    kl_logits_close(peak);
    unlink(path[0]);
    unlink(path[1]);
}

/* ── Documents ────────────────────────────────────────────────────────────────────────────────── */

static void documents_are_kept(void **state) {
    (void)state;
    enum { ROWS = 30, N = 8 };
    float x[ROWS * N];
    zipf_rows(x, ROWS, N, 1, 1);
    static const uint64_t uneven[] = {4, 1, 20, 5}, even[] = {7, 7, 7, 7, 2}, wrong[] = {29},
                          empty[] = {30, 0};
    kl_logits *from = open_rows(x, ROWS, N, NULL);
    kl_compact_options options;
    kl_compact_options_init(&options);
    options.documents = uneven;
    options.document_count = 4;
    char path[256];
    kl_logits *compact = write_and_open(from, &options, path);
    assert_int_equal(compact->units, 4);
    static const uint64_t begin[] = {0, 4, 5, 25, 30};
    assert_memory_equal(compact->unit_begin, begin, sizeof begin);
    /* Four units are four clusters, so there is an error; and one only where all is one block. */
    assert_true(isfinite(evaluate(compact, NULL, "entropy", NULL).standard_error));
    assert_true(isnan(evaluate(from, NULL, "entropy", NULL).standard_error));
    kl_logits_close(compact);
    options.documents = even;
    options.document_count = 5;
    kl_error error = KL_ERROR_INIT;
    compact = write_and_open(from, &options, path);
    assert_true(compact->unit_begin != NULL || compact->shape.unit_rows == 7);
    /* A compact file is not rounded again. */
    assert_int_equal(kl_compact_write(path, compact, NULL, &error), KL_ERROR_ARGUMENT);
    kl_logits_close(compact);
    options.documents = wrong;
    options.document_count = 1;
    assert_int_equal(kl_compact_write(path, from, &options, &error), KL_ERROR_MISMATCH);
    options.documents = empty;
    options.document_count = 2;
    assert_int_equal(kl_compact_write(path, from, &options, &error), KL_ERROR_ARGUMENT);
    kl_logits_close(from);
    unlink(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_keep_what_they_claim),
        cmocka_unit_test(extreme_logits_come_back),
        cmocka_unit_test(smaller_and_closer_than_the_peer),
        cmocka_unit_test(loss_and_entropy_are_those_of_the_source),
        cmocka_unit_test(bounds_hold_in_every_row),
        cmocka_unit_test(bounds_hold_the_truth),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(a_clipped_file_stays_one),
        cmocka_unit_test(what_is_above_certainty_can_be_read),
        cmocka_unit_test(documents_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
