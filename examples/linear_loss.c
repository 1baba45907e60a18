/* SPDX-License-Identifier: Apache-2.0 */
/* The last layer of a language model and its loss in one call: steps down the gradient, and what they were to bring. */
#include <kullback/loss.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TOKENS = 500, WIDTH = 32, VOCABULARY = 2000, STEPS = 4 };

static float hidden[TOKENS][WIDTH], weight[VOCABULARY][WIDTH], slope[VOCABULARY][WIDTH];
static float by_hidden[TOKENS][WIDTH];
static int32_t targets[TOKENS];

static void set_layer(void) {
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (int i = 0; i < TOKENS; i++) {
        targets[i] = i % 5 == 4 ? -100 : (int32_t)kl_random_below(&random, 200); /* with padding */
        for (int k = 0; k < WIDTH; k++)
            hidden[i][k] = (float)(2 * kl_random_uniform(&random) - 1);
    }
    for (int c = 0; c < VOCABULARY; c++)
        for (int k = 0; k < WIDTH; k++)
            weight[c][k] = (float)(2 * kl_random_uniform(&random) - 1);
}

/* How much less the loss is to first order. */
static double step(double rate) {
    double gain = 0;
    for (int c = 0; c < VOCABULARY; c++)
        for (int k = 0; k < WIDTH; k++) {
            gain += rate * (double)slope[c][k] * (double)slope[c][k];
            weight[c][k] -= (float)rate * slope[c][k];
        }
    return gain;
}

int main(void) {
    set_layer();
    const kl_matrix h = {hidden, TOKENS, WIDTH, WIDTH, KL_F32};
    const kl_matrix w = {weight, VOCABULARY, WIDTH, WIDTH, KL_F32};
    const kl_array y = {targets, TOKENS, 1, KL_I32}, no_bias = {0};
    const kl_linear_gradient into = {.hidden = by_hidden, /* goes on to the layer below */
                                     .hidden_stride = WIDTH,
                                     .weight = slope,
                                     .weight_stride = WIDTH};
    double gain = 0, before = 0;
    for (int i = 0; i <= STEPS; i++) {
        double loss;
        kl_error error = KL_ERROR_INIT;
        if (kl_loss_linear_cross_entropy(h, w, no_bias, y, NULL, NULL, &into, &loss, &error) !=
            KL_OK) {
            fprintf(stderr, "%s\n", error.message);
            return 1;
        }
        printf("step %d: loss %.4f", i, loss);
        if (i > 0)
            printf(", %.4f less; the gradient said %.4f", before - loss, gain);
        printf("\n");
        before = loss;
        gain = step(2);
    }
    printf("logits: %.1f MB if they were stored, a tile of 80 rows has %.2f\n",
           TOKENS * VOCABULARY * 4e-6, 80 * VOCABULARY * 4e-6);
    return 0;
}
