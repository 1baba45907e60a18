/* SPDX-License-Identifier: Apache-2.0 */
/* The layers of examples/nn: values against sums in double precision, gradients against differences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "nn.h"

#include <math.h>
#include <string.h>

enum { ROWS = 6, WIDE = 6, NARROW = 4, HEADS = 2, LENGTH = 3 };

static kl_pool *pool_of(unsigned threads) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = threads;
    kl_pool *pool = NULL;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    return pool;
}

/* ── Gradients ────────────────────────────────────────────────────────────────────────────────── */

/* A layer over weights, which are its inputs. */
typedef nn_value *layer(nn_tape *tape, nn_weights *weights);

static nn_value *dense(nn_tape *tape, nn_weights *weights) {
    return nn_dense(tape, weights->value[0], weights->value[1], weights->value[2]);
}

static nn_value *dense_without_bias(nn_tape *tape, nn_weights *weights) {
    return nn_dense(tape, weights->value[0], weights->value[1], NULL);
}

static nn_value *gelu(nn_tape *tape, nn_weights *weights) {
    return nn_gelu(tape, weights->value[0]);
}

static nn_value *hyperbolic(nn_tape *tape, nn_weights *weights) {
    return nn_tanh(tape, weights->value[0]);
}

static nn_value *rectified(nn_tape *tape, nn_weights *weights) {
    return nn_relu(tape, weights->value[0]);
}

/* The same twice, as around a block: gradients of both ways add up. */
static nn_value *sum(nn_tape *tape, nn_weights *weights) {
    nn_value *x = weights->value[0];
    return nn_add(tape, nn_add(tape, x, nn_gelu(tape, x)), x);
}

static nn_value *normalise(nn_tape *tape, nn_weights *weights) {
    return nn_normalise(tape, weights->value[0], weights->value[2], weights->value[3]);
}

static nn_value *attend(nn_tape *tape, nn_weights *weights) {
    return nn_attend(tape, weights->value[4], HEADS, LENGTH);
}

static nn_value *sample(nn_tape *tape, nn_weights *weights) {
    return nn_sample(tape, weights->value[0], weights->value[1], 3);
}

static const int32_t chosen[] = {3, 0, 3, 5};

static nn_value *embed(nn_tape *tape, nn_weights *weights) {
    return nn_embed(tape, weights->value[0], chosen, 4);
}

static nn_weights *inputs(void) {
    nn_weights *weights = nn_weights_new(5);
    nn_weights_add(weights, ROWS, WIDE, 0.1F, 1);
    nn_weights_add(weights, WIDE, WIDE, 0, 1);
    nn_weights_add(weights, 1, WIDE, 1, 0.5F);
    nn_weights_add(weights, 1, WIDE, 0, 1);
    nn_weights_add(weights, ROWS, 3 * NARROW, 0, 1);
    return weights;
}

/* Σ c·y with coefficients that are no pattern of the layer; also as the gradient of y. */
static double loss_of(const nn_value *y, int with_gradient) {
    double loss = 0;
    for (size_t i = 0; i < y->rows * y->columns; i++) {
        const float c = (float)(i * 37 % 11) / 5 - 1;
        loss += (double)c * (double)y->data[i];
        if (with_gradient)
            y->gradient[i] = c;
    }
    return loss;
}

static double moved(layer *of, nn_tape *tape, nn_weights *weights, float *at, float by) {
    const float was = *at;
    *at = was + by;
    const double loss = loss_of(of(tape, weights), 0);
    *at = was;
    nn_clear(tape);
    return loss;
}

static void check_gradient(layer *of) {
    kl_pool *pool = pool_of(2);
    nn_tape *tape = nn_tape_new(pool);
    nn_weights *weights = inputs();
    loss_of(of(tape, weights), 1);
    nn_backward(tape);
    size_t wanted = 0;
    for (size_t v = 0; v < weights->count; v++)
        for (size_t i = 0; i < weights->value[v]->rows * weights->value[v]->columns; i++) {
            /* By h² f‴/6 off, and by the rounding of some 36 floats, 2^-24·36/h. */
            const float h = 1.0F / 128;
            float *at = weights->value[v]->data + i;
            const double numeric =
                (moved(of, tape, weights, at, h) - moved(of, tape, weights, at, -h)) / (2 * h);
            assert_true(fabs(numeric - (double)weights->value[v]->gradient[i]) < 2e-3);
            wanted += numeric != 0;
        }
    assert_true(wanted > 10);
    nn_weights_free(weights);
    nn_tape_free(tape);
    kl_pool_free(pool);
}

static void test_gradients(void **state) {
    (void)state;
    layer *const layers[] = {dense, dense_without_bias, gelu,   hyperbolic, rectified,
                             sum,   normalise,          attend, sample,     embed};
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        check_gradient(layers[i]);
}

/* ── Values ───────────────────────────────────────────────────────────────────────────────────── */

/* Numbers near 1 in single precision. */
static void near(float value, double expected) {
    assert_true(fabs((double)value - expected) < 4e-6);
}

static void test_values(void **state) {
    (void)state;
    nn_tape *tape = nn_tape_new(NULL);
    nn_weights *weights = inputs();
    const nn_value *x = weights->value[0], *w = weights->value[1], *b = weights->value[2];
    const nn_value *y = dense(tape, weights), *g = gelu(tape, weights),
                   *z = normalise(tape, weights), *t = nn_tanh(tape, weights->value[0]),
                   *r = nn_relu(tape, weights->value[0]);
    for (size_t i = 0; i < ROWS; i++) {
        double mean = 0, square = 0;
        for (size_t k = 0; k < WIDE; k++) {
            mean += (double)x->data[i * WIDE + k] / WIDE;
            square += pow((double)x->data[i * WIDE + k], 2) / WIDE;
        }
        for (size_t j = 0; j < WIDE; j++) {
            double product = (double)b->data[j];
            for (size_t k = 0; k < WIDE; k++)
                product += (double)x->data[i * WIDE + k] * (double)w->data[j * WIDE + k];
            near(y->data[i * WIDE + j], product);
            const double at = (double)x->data[i * WIDE + j];
            near(g->data[i * WIDE + j], at / (1 + exp(-1.702 * at)));
            near(t->data[i * WIDE + j], tanh(at));
            near(r->data[i * WIDE + j], at > 0 ? at : 0);
            const double even = (at - mean) / sqrt(square - mean * mean + 1e-5);
            near(z->data[i * WIDE + j],
                 even * (double)b->data[j] + (double)weights->value[3]->data[j]);
        }
    }
    nn_weights_free(weights);
    nn_tape_free(tape);
}

/* One output of attention, by its definition. */
static double attended(const float *x, size_t row, size_t column) {
    enum { WIDTH = NARROW / HEADS };
    const size_t head = column / WIDTH * WIDTH, begin = row / LENGTH * LENGTH;
    double total = 0, mean = 0;
    for (size_t t = begin; t <= row; t++) {
        double score = 0;
        for (size_t k = head; k < head + WIDTH; k++)
            score += (double)x[row * 3 * NARROW + k] * (double)x[t * 3 * NARROW + NARROW + k];
        const double weight = exp(score / sqrt(WIDTH));
        total += weight;
        mean += weight * (double)x[t * 3 * NARROW + 2 * NARROW + column];
    }
    return mean / total;
}

static void test_attention(void **state) {
    (void)state;
    nn_tape *tape = nn_tape_new(NULL);
    nn_weights *weights = inputs();
    const nn_value *y = attend(tape, weights);
    for (size_t i = 0; i < ROWS; i++)
        for (size_t j = 0; j < NARROW; j++)
            near(y->data[i * NARROW + j], attended(weights->value[4]->data, i, j));
    nn_weights_free(weights);
    nn_tape_free(tape);
}

/* The products of the build against the plain ones, in all four ways to lie, added to what is there. */
static void test_products(void **state) {
    (void)state;
    enum { M = 5, N = 19, K = 23, MOST = 24 };
    float a[MOST * MOST], b[MOST * MOST], c[2][M * MOST];
    kl_random random;
    kl_random_init(&random, 7, 0);
    for (size_t i = 0; i < MOST * MOST; i++) {
        a[i] = (float)nn_normal(&random);
        b[i] = (float)nn_normal(&random);
    }
    for (int way = 0; way < 4; way++) {
        memset(c, 0, sizeof c);
        c[0][1] = c[1][1] = 3;
        const nn_view left = {a, MOST, way & 1}, right = {b, MOST, way >> 1};
        nn_product(M, N, K, left, right, c[0], MOST);
        nn_product_plain(M, N, K, left, right, c[1], MOST);
        for (size_t i = 0; i < M; i++)
            for (size_t j = 0; j < MOST; j++) {
                double exact = i * MOST + j == 1 ? 3 : 0;
                for (size_t k = 0; j < N && k < K; k++)
                    exact += (double)a[way & 1 ? k * MOST + i : i * MOST + k] *
                             (double)b[way >> 1 ? j * MOST + k : k * MOST + j];
                near(c[0][i * MOST + j], exact);
                near(c[1][i * MOST + j], exact);
            }
    }
}

/* ── Weights ──────────────────────────────────────────────────────────────────────────────────── */

/* The first step of Adam is the rate, whatever the gradient; rates, not gradients, set the pace. */
static void test_adam(void **state) {
    (void)state;
    nn_weights *weights = nn_weights_new(1);
    nn_value *w = nn_weights_add(weights, 1, 3, 2, 0);
    const float gradient[] = {0.5F, -20, 0};
    memcpy(w->gradient, gradient, sizeof gradient);
    nn_adam(weights, 0.25, 0);
    near(w->data[0], 1.75);
    near(w->data[1], 2.25);
    assert_true(w->data[2] == 2);
    for (int i = 0; i < 3; i++)
        assert_true(w->gradient[i] == 0);
    /* Downhill on (w − 1)² it arrives. */
    for (int step = 0; step < 2000; step++) {
        for (int i = 0; i < 3; i++)
            w->gradient[i] = w->data[i] - 1;
        nn_adam(weights, 0.01, 0);
    }
    for (int i = 0; i < 3; i++)
        assert_true(fabsf(w->data[i] - 1) < 0.01F);
    nn_weights_free(weights);
}

static void test_sgd(void **state) {
    (void)state;
    nn_weights *weights = nn_weights_new(1);
    nn_value *w = nn_weights_add(weights, 1, 2, 2, 0);
    w->gradient[0] = -3;
    nn_sgd(weights, 0.25);
    assert_true(w->data[0] == 2.75F && w->data[1] == 2 && w->gradient[0] == 0);
    nn_weights_free(weights);
}

static void test_rounding(void **state) {
    (void)state;
    enum { BITS = 4, LEVELS = 7, GROUP = 32 };
    nn_weights *weights = nn_weights_new(2), *same = nn_weights_new(2);
    const nn_value *w = nn_weights_add(weights, 3, 24, 0, 1),
                   *was = nn_weights_add(same, 3, 24, 0, 1);
    nn_weights_round(weights, BITS);
    for (size_t group = 0; group < 3 * 24; group += GROUP) {
        float most = 0;
        const size_t end = group + GROUP < 3 * 24 ? group + GROUP : 3 * 24;
        for (size_t i = group; i < end; i++)
            most = fmaxf(most, fabsf(was->data[i]));
        for (size_t i = group; i < end; i++) {
            const float level = w->data[i] / (most / LEVELS);
            near(level, round((double)level));
            assert_true(fabsf(w->data[i] - was->data[i]) <= most / LEVELS * 0.50001F);
        }
    }
    nn_weights_free(weights);
    nn_weights_free(same);
}

/* ── Threads ──────────────────────────────────────────────────────────────────────────────────── */

/* A block of a transformer, as large as takes several tasks; its gradients, added up in order. */
static void block(unsigned threads, float *out, size_t n) {
    enum { LONG = 320, DIM = 32, SEQUENCE = 40 };
    kl_pool *pool = pool_of(threads);
    nn_tape *tape = nn_tape_new(pool);
    nn_weights *weights = nn_weights_new(3);
    nn_value *x = nn_weights_add(weights, LONG, DIM, 0, 1);
    nn_value *gain = nn_weights_add(weights, 1, DIM, 1, 0),
             *bias = nn_weights_add(weights, 1, DIM, 0, 0);
    nn_value *in = nn_weights_add(weights, 3 * DIM, DIM, 0, 0.2F);
    nn_value *y = nn_dense(tape, nn_normalise(tape, x, gain, bias), in, NULL);
    y = nn_add(tape, x, nn_gelu(tape, nn_attend(tape, y, 4, SEQUENCE)));
    loss_of(y, 1);
    nn_backward(tape);
    assert_true(n == LONG * DIM + 3 * DIM * DIM);
    memcpy(out, x->gradient, LONG * DIM * sizeof *out);
    memcpy(out + LONG * DIM, in->gradient, 3 * DIM * DIM * sizeof *out);
    nn_weights_free(weights);
    nn_tape_free(tape);
    kl_pool_free(pool);
}

static void test_threads(void **state) {
    (void)state;
    enum { N = 320 * 32 + 3 * 32 * 32 };
    static float one[N], three[N];
    block(1, one, N);
    block(3, three, N);
    assert_memory_equal(one, three, sizeof one);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gradients), cmocka_unit_test(test_values),
        cmocka_unit_test(test_attention), cmocka_unit_test(test_products),
        cmocka_unit_test(test_adam),      cmocka_unit_test(test_sgd),
        cmocka_unit_test(test_rounding),  cmocka_unit_test(test_threads),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
