/* SPDX-License-Identifier: Apache-2.0 */
#include "look.h"

#include <kullback/information_joint.h>
#include <kullback/information_nearest.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double noise = 0.05;

void look_run(const network *n, nn_tape *tape, const task *t, look_layer layer[NETWORK_LAYERS]) {
    nn_value *value[NETWORK_LAYERS];
    network_run(n, tape, t->bits, TASK_INPUTS, value);
    for (size_t l = 0; l < NETWORK_LAYERS; l++) {
        const size_t width = l + 1 < NETWORK_LAYERS ? value[l]->columns : 1;
        layer[l] = (look_layer){width, nn_memory(TASK_INPUTS * width, sizeof(float))};
        for (size_t i = 0; i < TASK_INPUTS * width; i++)
            layer[l].data[i] =
                width > 1 ? value[l]->data[i]
                          : 1 / (1 + expf(value[l]->data[2 * i] - value[l]->data[2 * i + 1]));
    }
    nn_clear(tape);
}

/* ── Bins ─────────────────────────────────────────────────────────────────────────────────────── */

static uint32_t bin_of(float value, look_grid grid) {
    const double at = ((double)value - grid.low) / (grid.high - grid.low) * (double)grid.bins;
    return (uint32_t)fmax(0, fmin(at, (double)(grid.bins - 1)));
}

static uint32_t code_of(float value, look_grid grid) {
    if (grid.bins > 0)
        return bin_of(value, grid);
    uint32_t bits;
    value += 0; /* −0 is 0 */
    memcpy(&bits, &value, sizeof bits);
    return bits;
}

/* A row for each x and each y; a column for each number of the layer, and one for y. */
look_place look_binned(const look_layer *layer, const task *t, look_grid grid) {
    enum { ROWS = 2 * TASK_INPUTS };
    const unsigned y = (unsigned)layer->width;
    uint32_t *code = nn_memory((size_t)ROWS * (y + 1), sizeof *code);
    kl_array column[NETWORK_WIDEST + 1];
    for (unsigned v = 0; v <= y; v++) {
        column[v] = (kl_array){code + (size_t)v * ROWS, ROWS, 1, KL_U32};
        for (size_t i = 0; i < ROWS; i++)
            code[v * ROWS + i] =
                v == y ? i % 2 : code_of(layer->data[i / 2 * layer->width + v], grid);
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

double look_edge(const look_layer *layer, look_grid grid) {
    size_t edge = 0;
    const size_t n = TASK_INPUTS * layer->width;
    for (size_t i = 0; i < n; i++) {
        const uint32_t bin = bin_of(layer->data[i], grid);
        edge += bin == 0 || bin == grid.bins - 1;
    }
    return (double)edge / (double)n;
}

/* ── Neighbours ───────────────────────────────────────────────────────────────────────────────── */

/* T without units that always say the same; returns how many are left. */
static size_t alive(const look_layer *layer, double *out) {
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

look_place look_nearest(const look_layer *layer, const task *t, uint64_t seed) {
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
    options.normalise = KL_NORMALISE_NONE;
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

static void free_layers(look_layer layer[NETWORK_LAYERS]) {
    for (size_t l = 0; l < NETWORK_LAYERS; l++)
        free(layer[l].data);
}

/* What bins must reach to: −1 to 1 for tanh, 0 to 1 for a probability, and to the largest number on the way for what
 * has no upper end. */
static void reach(const course *c, const task *t, nn_tape *tape, look_grid grid[NETWORK_LAYERS]) {
    for (size_t l = 0; l < NETWORK_LAYERS; l++)
        grid[l] = (look_grid){c->is_relu || l + 1 == NETWORK_LAYERS ? 0 : -1, 1, 0};
    for (size_t m = 0; c->is_relu && m < c->moments; m++) {
        look_layer layer[NETWORK_LAYERS];
        look_run(&c->at[m], tape, t, layer);
        for (size_t l = 0; l + 1 < NETWORK_LAYERS; l++)
            for (size_t i = 0; i < TASK_INPUTS * layer[l].width; i++)
                grid[l].high = fmax(grid[l].high, (double)layer[l].data[i]);
        free_layers(layer);
    }
}

void look_at(const course *c, const task *t, look *out) {
    nn_tape *tape = nn_tape_new(NULL);
    look_grid grid[NETWORK_LAYERS];
    reach(c, t, tape, grid);
    for (size_t m = 0; m < c->moments; m++) {
        look_layer layer[NETWORK_LAYERS];
        look_run(&c->at[m], tape, t, layer);
        for (size_t l = 0; l < NETWORK_LAYERS; l++) {
            for (int method = 0; method < LOOK_NEAREST; method++) {
                grid[l].bins = bins_of[method];
                out->place[method][m][l] = look_binned(&layer[l], t, grid[l]);
            }
            grid[l].bins = bins_of[LOOK_BINS];
            out->edge[m][l] = look_edge(&layer[l], grid[l]);
            out->place[LOOK_NEAREST][m][l] = look_nearest(&layer[l], t, c->seed);
        }
        free_layers(layer);
    }
    nn_tape_free(tape);
}
