/* SPDX-License-Identifier: Apache-2.0 */
#include "look.h"

#include <kullback/information_joint.h>
#include <kullback/information_nearest.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double noise = 0.05;

/* A row of so many numbers for each input. */
typedef struct layer_rows {
    size_t width;
    float *data;
} layer_rows;

/* Of all layers, each to be freed. */
static void run(const network *n, nn_tape *tape, const task *t, layer_rows layer[NETWORK_LAYERS]) {
    nn_value *value[NETWORK_LAYERS];
    network_run(n, tape, t->bits, TASK_INPUTS, value);
    for (size_t l = 0; l < NETWORK_LAYERS; l++) {
        const size_t width = l + 1 < NETWORK_LAYERS ? value[l]->columns : 1;
        layer[l] = (layer_rows){width, nn_memory(TASK_INPUTS * width, sizeof(float))};
        for (size_t i = 0; i < TASK_INPUTS * width; i++)
            layer[l].data[i] =
                width > 1 ? value[l]->data[i]
                          : 1 / (1 + expf(value[l]->data[2 * i] - value[l]->data[2 * i + 1]));
    }
    nn_clear(tape);
}

/* ── Bins ─────────────────────────────────────────────────────────────────────────────────────── */

/* Equal bins between low and high; 0 of them: numbers as they are. */
typedef struct grid {
    double low, high;
    size_t bins;
} grid;

static uint32_t bin_of(float value, grid g) {
    const double at = ((double)value - g.low) / (g.high - g.low) * (double)g.bins;
    return (uint32_t)fmax(0, fmin(at, (double)(g.bins - 1)));
}

static uint32_t code_of(float value, grid g) {
    if (g.bins > 0)
        return bin_of(value, g);
    uint32_t bits;
    value += 0; /* −0 is 0 */
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* A row for each x and each y; a column for each number of the layer, and one for y. */
static look_place binned(const layer_rows *layer, const task *t, grid g) {
    enum { ROWS = 2 * TASK_INPUTS };
    const unsigned y = (unsigned)layer->width;
    uint32_t *code = nn_memory((size_t)ROWS * (y + 1), sizeof *code);
    kl_array column[NETWORK_WIDEST + 1];
    for (unsigned v = 0; v <= y; v++) {
        column[v] = (kl_array){code + (size_t)v * ROWS, ROWS, 1, KL_U32};
        for (size_t i = 0; i < ROWS; i++)
            code[v * ROWS + i] = v == y ? i % 2 : code_of(layer->data[i / 2 * layer->width + v], g);
    }
    kl_joint *joint = NULL;
    look_place place;
    const uint64_t numbers = KL_VARIABLE(y) - 1;
    nn_call(kl_joint_from_codes(column, y + 1, kl_f64(*t->answer, ROWS), NULL, &joint, &nn_error));
    nn_call(kl_joint_entropy(joint, numbers, 0, &place.rate, &nn_error));
    nn_call(kl_joint_mutual_information(joint, numbers, KL_VARIABLE(y), 0, &place.relevance,
                                        &nn_error));
    kl_joint_free(joint);
    free(code);
    return place;
}

/* The share of numbers that are in the first or the last bin. */
static double edge_of(const layer_rows *layer, grid g) {
    size_t edge = 0;
    const size_t n = TASK_INPUTS * layer->width;
    for (size_t i = 0; i < n; i++) {
        const uint32_t bin = bin_of(layer->data[i], g);
        edge += bin == 0 || bin == g.bins - 1;
    }
    return (double)edge / (double)n;
}

/* ── Neighbours ───────────────────────────────────────────────────────────────────────────────── */

/* T without units that always say the same; returns how many are left. */
static size_t alive(const layer_rows *layer, double *out) {
    size_t unit[NETWORK_WIDEST], width = 0;
    for (size_t i = 0; i < layer->width; i++)
        for (size_t x = 1; x < TASK_INPUTS; x++)
            if (layer->data[x * layer->width + i] != layer->data[i]) {
                unit[width++] = i;
                break;
            }
    for (size_t x = 0; x < TASK_INPUTS; x++)
        for (size_t i = 0; i < width; i++)
            out[x * width + i] = (double)layer->data[x * layer->width + unit[i]];
    return width;
}

/* Of T and noise, which takes the place of bins; Y is drawn. */
static look_place nearest(const layer_rows *layer, const task *t, uint64_t seed) {
    const size_t room = TASK_INPUTS * NETWORK_WIDEST;
    double *clean = nn_memory(2 * room + TASK_INPUTS, sizeof *clean), *noisy = clean + room,
           *answer = noisy + room;
    const size_t width = alive(layer, clean);
    kl_random random;
    kl_random_init(&random, seed, 2);
    for (size_t i = 0; i < TASK_INPUTS * width; i++)
        noisy[i] = clean[i] + noise * nn_normal(&random);
    for (size_t x = 0; x < TASK_INPUTS; x++)
        answer[x] = task_answer(t, x, &random);
    const kl_matrix of_x = {clean, TASK_INPUTS, width, (ptrdiff_t)width, KL_F64},
                    of_t = {noisy, TASK_INPUTS, width, (ptrdiff_t)width, KL_F64};
    kl_nearest_options options;
    kl_nearest_options_init(&options);
    options.normalise = KL_NEAREST_SCALE_NONE;
    options.confidence = 0;
    kl_nearest_result rate = {0}, relevance = {0};
    if (width > 0) {
        nn_call(kl_nearest_information(of_x, of_t, &options, &rate, &nn_error));
        nn_call(kl_nearest_discrete(kl_f64(answer, TASK_INPUTS), of_t, &options, &relevance,
                                    &nn_error));
    }
    free(clean);
    return (look_place){rate.information.value, relevance.information.value};
}

/* ── A whole training ─────────────────────────────────────────────────────────────────────────── */

const char *const look_name[LOOK_METHODS] = {"30 bins", "300 bins", "as floats", "neighbours"};
static const size_t bins_of[LOOK_NEAREST] = {30, 300, 0};

static void free_layers(layer_rows layer[NETWORK_LAYERS]) {
    for (size_t l = 0; l < NETWORK_LAYERS; l++)
        free(layer[l].data);
}

/* What bins must reach to: −1 to 1 for tanh, 0 to 1 for a probability, and of what has no upper end to the largest
 * number on the way, if that is above 1. */
static void reach(const course *c, const task *t, nn_tape *tape, grid g[NETWORK_LAYERS]) {
    for (size_t l = 0; l < NETWORK_LAYERS; l++)
        g[l] = (grid){c->is_relu || l + 1 == NETWORK_LAYERS ? 0 : -1, 1, 0};
    for (size_t m = 0; c->is_relu && m < c->moments; m++) {
        layer_rows layer[NETWORK_LAYERS];
        run(&c->at[m], tape, t, layer);
        for (size_t l = 0; l + 1 < NETWORK_LAYERS; l++)
            for (size_t i = 0; i < TASK_INPUTS * layer[l].width; i++)
                g[l].high = fmax(g[l].high, (double)layer[l].data[i]);
        free_layers(layer);
    }
}

void look_at(const course *c, const task *t, look *out) {
    nn_tape *tape = nn_tape_new(NULL);
    grid g[NETWORK_LAYERS];
    reach(c, t, tape, g);
    for (size_t m = 0; m < c->moments; m++) {
        layer_rows layer[NETWORK_LAYERS];
        run(&c->at[m], tape, t, layer);
        for (size_t l = 0; l < NETWORK_LAYERS; l++) {
            for (int method = 0; method < LOOK_NEAREST; method++) {
                g[l].bins = bins_of[method];
                out->place[method][m][l] = binned(&layer[l], t, g[l]);
            }
            g[l].bins = bins_of[LOOK_BINS];
            out->edge[m][l] = edge_of(&layer[l], g[l]);
            out->place[LOOK_NEAREST][m][l] = nearest(&layer[l], t, c->seed);
        }
        free_layers(layer);
    }
    nn_tape_free(tape);
}
