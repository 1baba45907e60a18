/* SPDX-License-Identifier: Apache-2.0 */
/* The fused loss: values from its definition, rows that do not count, places, threads. */
#include "linear.h"

#include "golden_linear.h"

#include "../all_cases.h"

/* Of layers whose tiles wait in the memory of the gradient by W. */
static size_t held_width(void) {
    return all_cases() ? 171 : 91;
}

static size_t held_classes(void) {
    return all_cases() ? 1201 : 301;
}

/* ── Golden values ── */

static kl_cross_entropy_options golden_options(size_t i) {
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    if (golden_linear[i].has_weights)
        options.class_weights = kl_f64(golden_class_weights, GOLDEN_CLASSES);
    if (golden_linear[i].has_row_weights)
        options.row_weights = kl_f64(golden_row_weights, GOLDEN_ROWS);
    options.label_smoothing = golden_linear[i].smoothing;
    options.z_loss = golden_linear[i].z_loss;
    options.focus = golden_linear[i].focus;
    options.softcap = golden_linear[i].softcap;
    options.temperature = golden_linear[i].temperature;
    options.reduction = golden_linear[i].reduction;
    return options;
}

static void golden_values(void **state) {
    (void)state;
    enum { NH = GOLDEN_ROWS * GOLDEN_WIDTH, VH = GOLDEN_CLASSES * GOLDEN_WIDTH };
    for (size_t i = 0; i < sizeof golden_linear / sizeof *golden_linear; i++)
        for (int wide = 0; wide < 2; wide++) {
            const kl_dtype dtype = wide ? KL_F64 : KL_F32;
            double in[NH + VH], out[NH + VH + GOLDEN_CLASSES], loss;
            for (size_t j = 0; j < NH + VH; j++)
                put_number(dtype, in, j, golden_layer[j]);
            const size_t size = kl_dtype_size(dtype);
            unsigned char *const h = (unsigned char *)in, *const d = (unsigned char *)out;
            const kl_cross_entropy_options options = golden_options(i);
            const kl_linear_gradient into = {d,
                                             GOLDEN_WIDTH,
                                             d + NH * size,
                                             GOLDEN_WIDTH,
                                             d + (NH + VH) * size,
                                             kl_f64(&golden_upstream, 1)};
            assert_int_equal(
                kl_loss_linear_cross_entropy(
                    (kl_matrix){h, GOLDEN_ROWS, GOLDEN_WIDTH, GOLDEN_WIDTH, dtype},
                    (kl_matrix){h + NH * size, GOLDEN_CLASSES, GOLDEN_WIDTH, GOLDEN_WIDTH, dtype},
                    kl_f64(golden_layer + NH + VH, GOLDEN_CLASSES),
                    (kl_array){golden_targets, GOLDEN_ROWS, 1, KL_I64}, &options, NULL, &into,
                    &loss, NULL),
                KL_OK);
            /* 8 roundings of logits below 8, and their slopes below 8; f64 losses are good to 2⁻⁴⁵. */
            const double bound = wide ? 0x1p-40 : 0x1p-15;
            assert_true(fabs(loss - golden_linear[i].loss) <= bound);
            for (size_t j = 0; j < NH + VH + GOLDEN_CLASSES; j++)
                if (!(fabs(get_number(dtype, out, j) - golden_linear[i].gradient[j]) <= bound))
                    fail_msg("case %zu: gradient %zu is %.17g, expected %.17g", i, j,
                             get_number(dtype, out, j), golden_linear[i].gradient[j]);
        }
}

/* ── Rows that do not count ── */

static void same(const void *a, const void *b, size_t size) {
    assert_memory_equal(a, b, size);
}

/* They are not read, cost nothing, and what is left is the same as without them. */
static void check_ignored(size_t N, size_t H, size_t V) {
    layer all = layer_new(KL_F32, N, H, V), some = layer_new(KL_F32, N / 2, H, V);
    float *h = all.stored_h, *dh = all.out_h;
    memcpy(some.stored_w, all.stored_w, V * H * sizeof *h);
    memcpy(some.b, all.b, V * sizeof *some.b);
    for (size_t i = 0; i < N; i++) {
        if (i % 2 == 1) {
            memcpy((float *)some.stored_h + i / 2 * H, h + i * H, H * sizeof *h);
            some.targets[i / 2] = all.targets[i];
            continue;
        }
        all.targets[i] = -100;
        for (size_t k = 0; k < H; k++)
            h[i * H + k] = dh[i * H + k] = NAN;
    }
    assert_int_equal(layer_fused(&all, NULL, kl_f64(NULL, 0), 1, NULL), KL_OK);
    assert_int_equal(layer_fused(&some, NULL, kl_f64(NULL, 0), 1, NULL), KL_OK);
    /* It is summed in pieces that go by how many rows there are. */
    assert_true(fabs(all.fused_loss - some.fused_loss) <= 0x1p-50 * fabs(some.fused_loss));
    same(all.out_w, some.out_w, V * H * sizeof *h);
    same(all.out_b, some.out_b, V * sizeof *h);
    for (size_t i = 0; i < N; i++) {
        if (i % 2 == 1)
            same(dh + i * H, (float *)some.out_h + i / 2 * H, H * sizeof *h);
        for (size_t k = 0; k < H && i % 2 == 0; k++)
            assert_true(dh[i * H + k] == 0);
        assert_true(all.fused_losses[i] == (i % 2 == 1 ? some.fused_losses[i / 2] : 0));
    }
    layer_free(&all);
    layer_free(&some);
}

static void ignored_rows(void **state) {
    (void)state;
    check_ignored(200, 9, 40);
    check_ignored(160, held_width(), held_classes()); /* one tile of those that count */
    check_ignored(400, held_width(), held_classes());
}

static void nothing_counts(void **state) {
    (void)state;
    enum { N = 3, H = 2, V = 4 };
    layer l = layer_new(KL_F32, N, H, V);
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.reduction = KL_REDUCTION_SUM;
    float *const out[] = {l.out_h, l.out_w, l.out_b};
    static const size_t sizes[] = {N * H, V * H, V};
    for (int empty = 0; empty < 2; empty++) {
        for (size_t i = 0; i < 3; i++)
            for (size_t j = 0; j < sizes[i]; j++)
                out[i][j] = NAN;
        for (size_t i = 0; i < N; i++)
            l.targets[i] = -100;
        l.rows = empty ? 0 : N;
        l.fused_loss = 1;
        assert_int_equal(layer_fused(&l, &options, kl_f64(NULL, 0), 1, NULL), KL_OK);
        assert_true(l.fused_loss == 0);
        for (size_t i = (size_t)empty; i < 3; i++)
            for (size_t j = 0; j < sizes[i]; j++)
                assert_true(out[i][j] == 0);
    }
    layer_free(&l);
}

/* ── Places ── */

enum { N = 100, H = 37, V = 300 };

static kl_status call(const layer *l, size_t stride, const void *h, const void *w,
                      const kl_linear_gradient *into, double *loss) {
    return kl_loss_linear_cross_entropy((kl_matrix){h, N, H, (ptrdiff_t)stride, l->dtype},
                                        (kl_matrix){w, V, H, (ptrdiff_t)stride, l->dtype},
                                        kl_f64(l->b, V), (kl_array){l->targets, N, 1, KL_I64}, NULL,
                                        NULL, into, loss, NULL);
}

static void spread(const float *from, float *to, size_t rows, size_t stride) {
    for (size_t i = 0; i < rows; i++)
        memcpy(to + i * stride, from + i * H, H * sizeof *to);
}

/* Rows with something between them, which stays; h under its gradient; and of the three gradients only some. */
static void places(void **state) {
    (void)state;
    enum { STRIDE = H + 3 };
    layer l = layer_new(KL_F32, N, H, V);
    assert_int_equal(layer_fused(&l, NULL, kl_f64(NULL, 0), 1, NULL), KL_OK);
    float *h = calloc(N * STRIDE, sizeof *h), *w = calloc(V * STRIDE, sizeof *w);
    float *dw = calloc(V * STRIDE, sizeof *dw), *want = calloc(V * STRIDE, sizeof *want);
    float db[V];
    double loss;
    spread(l.stored_h, h, N, STRIDE);
    spread(l.stored_w, w, V, STRIDE);
    kl_linear_gradient into = {.bias = db};
    assert_int_equal(call(&l, STRIDE, h, w, &into, &loss), KL_OK);
    assert_true(loss == l.fused_loss);
    same(db, l.out_b, sizeof db);
    assert_int_equal(call(&l, STRIDE, h, w, NULL, &loss), KL_OK);
    assert_true(loss == l.fused_loss);
    into = (kl_linear_gradient){.weight = dw, .weight_stride = STRIDE};
    assert_int_equal(call(&l, STRIDE, h, w, &into, &loss), KL_OK);
    spread(l.out_w, want, V, STRIDE);
    same(dw, want, V * STRIDE * sizeof *dw);
    into = (kl_linear_gradient){.hidden = h, .hidden_stride = STRIDE};
    assert_int_equal(call(&l, STRIDE, h, w, &into, &loss), KL_OK);
    memset(want, 0, V * STRIDE * sizeof *want);
    spread(l.out_h, want, N, STRIDE);
    same(h, want, N * STRIDE * sizeof *h);
    free(h), free(w), free(dw), free(want);
    layer_free(&l);
}

/* ── Types ── */

/* What one type can hold another can: the same numbers, the same bits. */
static void types_of_either(void **state) {
    (void)state;
    static const kl_dtype dtypes[] = {KL_F32, KL_F16, KL_BF16};
    layer l = layer_new(KL_BF16, N, H, V);
    double first = 0;
    float *dw = calloc(V * H, sizeof *dw), *want = calloc(V * H, sizeof *want);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++) {
            uint64_t h[N * H], w[V * H];
            for (size_t k = 0; k < N * H; k++)
                put_number(dtypes[i], h, k, l.h[k]);
            for (size_t k = 0; k < V * H; k++)
                put_number(dtypes[j], w, k, l.w[k]);
            double loss;
            const kl_linear_gradient into = {.weight = dw, .weight_stride = H};
            assert_int_equal(kl_loss_linear_cross_entropy((kl_matrix){h, N, H, H, dtypes[i]},
                                                          (kl_matrix){w, V, H, H, dtypes[j]},
                                                          kl_f64(l.b, V),
                                                          (kl_array){l.targets, N, 1, KL_I64}, NULL,
                                                          NULL, &into, &loss, NULL),
                             KL_OK);
            if (i + j == 0) {
                first = loss;
                memcpy(want, dw, V * H * sizeof *want);
            }
            assert_true(loss == first);
            same(dw, want, V * H * sizeof *dw);
        }
    free(dw);
    free(want);
    layer_free(&l);
}

/* ── Threads and instruction sets ── */

static void check_threads(size_t ROWS, size_t WIDTH, size_t CLASSES) {
    for (kl_isa isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        if (!kl_isa_available(isa)) {
            print_message("this machine cannot run %s: skipped\n", kl_isa_name(isa));
            continue;
        }
        layer one = layer_new(KL_F32, ROWS, WIDTH, CLASSES);
        for (unsigned threads = 1; threads < 8; threads += all_cases() ? 2 : 6) {
            layer l = layer_new(KL_F32, ROWS, WIDTH, CLASSES);
            kl_cross_entropy_options options;
            kl_cross_entropy_options_init(&options);
            options.pool = pool_of(threads, isa);
            assert_int_equal(
                layer_fused(threads == 1 ? &one : &l, &options, kl_f64(NULL, 0), 1, NULL), KL_OK);
            kl_pool_free(options.pool);
            if (threads > 1) {
                assert_true(l.fused_loss == one.fused_loss);
                same(l.fused_losses, one.fused_losses, ROWS * sizeof(double));
                same(l.out_h, one.out_h, ROWS * WIDTH * sizeof(float));
                same(l.out_w, one.out_w, CLASSES * WIDTH * sizeof(float));
                same(l.out_b, one.out_b, CLASSES * sizeof(float));
            }
            layer_free(&l);
        }
        layer_free(&one);
    }
}

static void same_bits_for_any_number_of_threads(void **state) {
    (void)state;
    check_threads(170, 33, 1500);
    check_threads(250, held_width(), held_classes());
}

/* The gradient by h over h: all of h is read before the first of it is written. */
static void gradient_over_hidden(void **state) {
    (void)state;
    layer l = layer_new(KL_F32, 250, held_width(), held_classes());
    float *dw = calloc(l.classes * l.width, sizeof *dw);
    const ptrdiff_t stride = (ptrdiff_t)l.width;
    const kl_linear_gradient into = {
        .hidden = l.stored_h, .hidden_stride = stride, .weight = dw, .weight_stride = stride};
    double loss;
    assert_int_equal(layer_fused(&l, NULL, kl_f64(NULL, 0), 1, NULL), KL_OK);
    assert_int_equal(kl_loss_linear_cross_entropy(
                         (kl_matrix){l.stored_h, l.rows, l.width, stride, KL_F32},
                         (kl_matrix){l.stored_w, l.classes, l.width, stride, KL_F32},
                         kl_f64(l.b, l.classes), (kl_array){l.targets, l.rows, 1, KL_I64}, NULL,
                         NULL, &into, &loss, NULL),
                     KL_OK);
    assert_true(loss == l.fused_loss);
    same(l.stored_h, l.out_h, l.rows * l.width * sizeof(float));
    same(dw, l.out_w, l.classes * l.width * sizeof(float));
    free(dw);
    layer_free(&l);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_values),
        cmocka_unit_test(ignored_rows),
        cmocka_unit_test(nothing_counts),
        cmocka_unit_test(places),
        cmocka_unit_test(gradient_over_hidden),
        cmocka_unit_test(types_of_either),
        cmocka_unit_test(same_bits_for_any_number_of_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
