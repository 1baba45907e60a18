/* SPDX-License-Identifier: Apache-2.0 */
#include "network.h"

#include <kullback/loss.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 128, TRAINED = 3456 }; /* of the inputs, 27 batches; the others are held out */
static const double rate = 0.2;

const size_t network_width[NETWORK_LAYERS + 1] = {TASK_BITS, NETWORK_WIDEST, 7, 5, 4, 3, 2};

/* ── The network ──────────────────────────────────────────────────────────────────────────────── */

static network network_new(int is_relu, uint64_t seed) {
    network n = {is_relu, nn_weights_new(seed)};
    for (size_t l = 0; l < NETWORK_LAYERS; l++) {
        /* What keeps the size of what goes through: He et al. 2015, Glorot and Bengio 2010. */
        const float spread = sqrtf((float)(is_relu ? 2 : 1) / (float)network_width[l]);
        nn_weights_add(n.weights, network_width[l + 1], network_width[l], 0, spread);
        nn_weights_add(n.weights, 1, network_width[l + 1], 0, 0);
    }
    return n;
}

static void network_free(network *n) {
    nn_weights_free(n->weights);
}

void network_run(const network *n, nn_tape *tape, const float *bits, size_t rows,
                 nn_value *layer[NETWORK_LAYERS]) {
    nn_value *x = nn_input(tape, bits, rows, TASK_BITS);
    for (size_t l = 0; l < NETWORK_LAYERS; l++) {
        x = nn_dense(tape, x, n->weights->value[2 * l], n->weights->value[2 * l + 1]);
        if (l + 1 < NETWORK_LAYERS)
            x = n->is_relu ? nn_relu(tape, x) : nn_tanh(tape, x);
        layer[l] = x;
    }
}

/* ── Training ─────────────────────────────────────────────────────────────────────────────────── */

/* What a network learns from, and what is kept from it: inputs in an order by chance, and an answer for each, drawn
 * once for all. */
typedef struct pupil {
    const task *t;
    nn_tape *tape;
    kl_random random;
    size_t input[TASK_INPUTS], order[TRAINED];
    int64_t answer[TASK_INPUTS];
} pupil;

static pupil *pupil_new(const task *t, uint64_t seed) {
    pupil *p = nn_memory(1, sizeof *p);
    p->t = t;
    p->tape = nn_tape_new(NULL);
    kl_random_init(&p->random, seed, 1);
    nn_shuffle(p->input, TASK_INPUTS, &p->random);
    for (size_t i = 0; i < TASK_INPUTS; i++)
        p->answer[i] = task_answer(t, p->input[i], &p->random);
    return p;
}

/* The loss of a batch, with its gradient at the end of the tape. */
static double loss_of(pupil *p, const network *n, const size_t *which) {
    float bits[BATCH * TASK_BITS];
    int64_t target[BATCH];
    for (size_t i = 0; i < BATCH; i++) {
        memcpy(bits + i * TASK_BITS, p->t->bits + p->input[which[i]] * TASK_BITS,
               TASK_BITS * sizeof *bits);
        target[i] = p->answer[which[i]];
    }
    nn_value *layer[NETWORK_LAYERS];
    network_run(n, p->tape, bits, BATCH, layer);
    const nn_value *logits = layer[NETWORK_LAYERS - 1];
    const kl_loss_gradient gradient = {.data = logits->gradient, .row_stride = 2};
    double loss;
    nn_call(kl_loss_cross_entropy(nn_matrix(logits), (kl_array){target, BATCH, 1, KL_I64}, NULL,
                                  NULL, &gradient, &loss, &nn_error));
    return loss;
}

static double learn(pupil *p, const network *n) {
    double loss = 0;
    nn_shuffle(p->order, TRAINED, &p->random);
    for (size_t at = 0; at < TRAINED; at += BATCH) {
        loss += loss_of(p, n, p->order + at) * BATCH / TRAINED;
        nn_backward(p->tape);
        nn_sgd(n->weights, rate);
    }
    return loss;
}

static double held_out(pupil *p, const network *n) {
    double loss = 0;
    for (size_t at = TRAINED; at < TASK_INPUTS; at += BATCH) {
        size_t which[BATCH];
        for (size_t i = 0; i < BATCH; i++)
            which[i] = at + i;
        loss += loss_of(p, n, which) * BATCH / (TASK_INPUTS - TRAINED);
        nn_clear(p->tape);
    }
    return loss;
}

void course_run(course *c, const task *t) {
    pupil *p = pupil_new(t, c->seed);
    network n = network_new(c->is_relu, c->seed);
    const size_t epochs = c->epoch[c->moments - 1];
    for (size_t epoch = 0, moment = 0; moment < c->moments; epoch++) {
        if (epoch == c->epoch[moment]) {
            c->at[moment] = network_new(c->is_relu, c->seed);
            nn_weights_copy(c->at[moment++].weights, n.weights);
        }
        if (epoch < epochs)
            nn_progress(c->name, epoch + 1, epochs, learn(p, &n));
    }
    c->held_out = held_out(p, &n);
    network_free(&n);
    nn_tape_free(p->tape);
    free(p);
}

void course_free(course *c) {
    for (size_t moment = 0; moment < c->moments; moment++)
        network_free(&c->at[moment]);
}
