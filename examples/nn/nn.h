/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The layers that the chapters of the story (examples/story) train. What a step computes is written on a tape, and
 * going back over the tape gives everything on it, and the weights, the gradient of the loss. The loss is
 * Kullback's: it writes the gradient at the end of the tape.
 *
 *     nn_weights *weights = nn_weights_new(seed);
 *     nn_value *w = nn_weights_add(weights, 10, 64, 0, 0.1f), *b = nn_weights_add(weights, 1, 10, 0, 0);
 *     nn_tape *tape = nn_tape_new(pool);
 *     for every step:
 *         nn_value *z = nn_dense(tape, nn_input(tape, pixels, rows, 64), w, b);
 *         kl_loss_gradient gradient = {.data = z->gradient, .row_stride = 10};
 *         kl_loss_cross_entropy(nn_matrix(z), targets, NULL, NULL, &gradient, &loss, &error);
 *         nn_backward(tape);
 *         nn_adam(weights, 0.001, 0);
 *
 * Values are rows of floats, row-major: a row is an example, or a position of a text. For programs: what cannot go
 * on prints why and exits. The same bits for any number of threads, on one machine.
 */
#ifndef EXAMPLES_NN_H
#define EXAMPLES_NN_H

#include <kullback/report.h>

typedef struct nn_tape nn_tape;
typedef struct nn_value nn_value;

struct nn_value {
    size_t rows, columns;
    float *data, *gradient; /* no gradient: nothing before it wants one */
    /* Where it came from: what adds its gradient to those of `from`, and what that needs. */
    void (*back)(nn_tape *tape, nn_value *self);
    nn_value *from[3];
    float *kept;
    const int32_t *index;
    size_t heads, length;
};

/* ── Weights ──────────────────────────────────────────────────────────────────────────────────── */

/* Weights that learn together. */
typedef struct nn_weights {
    kl_random random;
    size_t count, steps;
    nn_value **value;
    float **moments; /* of each: running means of its gradient, then of the square */
} nn_weights;

nn_weights *nn_weights_new(uint64_t seed);
void nn_weights_free(nn_weights *weights);
/* One more matrix, drawn from N(mean, deviation²). */
nn_value *nn_weights_add(nn_weights *weights, size_t rows, size_t columns, float mean,
                         float deviation);
/* Take over those of the same matrices, not what Adam remembers of them. */
void nn_weights_copy(nn_weights *to, const nn_weights *from);
/* How many numbers they are. */
size_t nn_weights_size(const nn_weights *weights);
/* Round to levels of so many bits; each group of 32 that follow each other in a matrix shares a step. Vectors (one
 * row) stay. */
void nn_weights_round(nn_weights *weights, int bits);
/* One step of Adam downhill, with gradients cut to a norm of 1 and matrices shrunk by rate·decay (Kingma and Ba
 * 2015; Loshchilov and Hutter 2019). Gradients are 0 afterwards. */
void nn_adam(nn_weights *weights, double rate, double decay);
/* One plain step downhill, by rate·gradient. Gradients are 0 afterwards. */
void nn_sgd(nn_weights *weights, double rate);
/* Gradients to 0, of weights that a loss went back through but that are not to learn from it. */
void nn_weights_forget(nn_weights *weights);

/* ── The tape ─────────────────────────────────────────────────────────────────────────────────── */

nn_tape *nn_tape_new(kl_pool *pool);
void nn_tape_free(nn_tape *tape);
/* Forget everything on the tape; its memory is used again. */
void nn_clear(nn_tape *tape);
/* From the end of the tape, whose gradient the loss has written, to its begin. Then the tape is clear. */
void nn_backward(nn_tape *tape);

/* Data, copied. */
nn_value *nn_input(nn_tape *tape, const float *data, size_t rows, size_t columns);
/* Rows of a table; `index` must stay until the tape is cleared. */
nn_value *nn_embed(nn_tape *tape, nn_value *table, const int32_t *index, size_t n);
/* x·wᵀ + b; w has a row for each output. b may be NULL. */
nn_value *nn_dense(nn_tape *tape, nn_value *x, nn_value *w, nn_value *b);
nn_value *nn_add(nn_tape *tape, nn_value *x, nn_value *y);
/* x·σ(1.702 x), near the Gaussian error linear unit (Hendrycks and Gimpel 2016). */
nn_value *nn_gelu(nn_tape *tape, nn_value *x);
nn_value *nn_tanh(nn_tape *tape, nn_value *x);
/* max(x, 0), the rectified linear unit. */
nn_value *nn_relu(nn_tape *tape, nn_value *x);
/* Each row to mean 0 and variance 1, then times gain plus bias (Ba, Kiros and Hinton 2016). */
nn_value *nn_normalise(nn_tape *tape, nn_value *x, nn_value *gain, nn_value *bias);
/* Causal attention in sequences of `length` rows. x holds queries, keys and values side by side (Vaswani et al.
 * 2017). */
nn_value *nn_attend(nn_tape *tape, nn_value *x, size_t heads, size_t length);
/* Draws of N(mean, e^log_variance), reparameterised: gradients go back to both. */
nn_value *nn_sample(nn_tape *tape, nn_value *mean, nn_value *log_variance, uint64_t seed);

kl_matrix nn_matrix(const nn_value *x);

/* ── For those who write a layer ──────────────────────────────────────────────────────────────── */

nn_value *nn_new(nn_tape *tape, size_t rows, size_t columns,
                 void (*back)(nn_tape *tape, nn_value *self));
/* n floats that live as long as what is on the tape. */
float *nn_scratch(nn_tape *tape, size_t n);
/* Call step(self, first, last) for stretches of `each` of 0 … n − 1, on the threads of the pool. */
void nn_share(nn_tape *tape, size_t n, size_t each,
              void (*step)(nn_value *self, size_t first, size_t last), nn_value *self);

/* A matrix as the products see it: how many numbers lie between the beginnings of its rows, and whether it is to be
 * taken by columns. */
typedef struct nn_view {
    const float *data;
    size_t stride;
    int transposed;
} nn_view;

/* c (m × n) += a (m × k)·b (k × n), on one thread: by OpenBLAS if the build has it. */
void nn_product(size_t m, size_t n, size_t k, nn_view a, nn_view b, float *c, size_t stride);
/* The same in plain C. */
void nn_product_plain(size_t m, size_t n, size_t k, nn_view a, nn_view b, float *c, size_t stride);

/* ── For programs ─────────────────────────────────────────────────────────────────────────────── */

/* End the program with this message, unless all is well. */
void nn_must(int fine, const char *message);
/* The same of what the library returns: nn_call(kl_pool_new(NULL, &pool, &nn_error)). */
void nn_call(kl_status status);
extern _Thread_local kl_error nn_error;
/* Memory, all 0, or the end. */
void *nn_memory(size_t n, size_t size);
double nn_normal(kl_random *random);
/* 0 … n − 1 in an order by chance. */
void nn_shuffle(size_t *order, size_t n, kl_random *random);
/* A line on the error output for each tenth of what is to do. A loss of NaN: there is none. */
void nn_progress(const char *what, size_t done, size_t total, double loss);
/* A file of a folder; good until the next call. */
const char *nn_path(const char *folder, const char *name);
/* Print a document, and write it as JSON to a file. */
void nn_tell(const kl_document *document, const char *path);

#endif
