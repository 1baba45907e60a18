/* SPDX-License-Identifier: Apache-2.0 */
/* What a trainer asks of a loss: its value, the gradient over the logits, and what was wrong with a batch. */
#include <kullback/loss.h>

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ROWS = 4, CLASSES = 3 };

static const float logits[ROWS][CLASSES] = {
    {2, 0, -1}, {0.5, 0.5, 0.5}, {-70, 0, -INFINITY}, {1, 2, 3}};
static const int64_t targets[ROWS] = {0, 2, 1, -100}; /* the last row is padding */

/* Forward and backward, the gradient over the logits as a trainer has it. */
static void show(const char *what, const kl_cross_entropy_options *options) {
    float x[ROWS][CLASSES];
    memcpy(x, logits, sizeof x);
    double loss, losses[ROWS], entropy[ROWS];
    const kl_matrix matrix = {x, ROWS, CLASSES, CLASSES, KL_F32};
    const kl_array y = {targets, ROWS, 1, KL_I64};
    const kl_loss_rows rows = {.loss = losses, .entropy = entropy};
    const kl_loss_gradient gradient = {.data = x, .row_stride = CLASSES};
    kl_error error = KL_ERROR_INIT;
    if (kl_loss_cross_entropy(matrix, y, options, &rows, &gradient, &loss, &error) != KL_OK) {
        printf("%s: %s\n", what, error.message);
        return;
    }
    printf("%s: loss %.4f nats, %.4f bits\n", what, loss, loss / log(2));
    printf("  target      loss   entropy   gradient\n");
    for (int i = 0; i < ROWS; i++) {
        printf("%8d %9.3g %9.3g  ", (int)targets[i], losses[i], entropy[i]);
        for (int j = 0; j < CLASSES; j++)
            printf(" %9.3g", (double)x[i][j]);
        printf("\n");
    }
}

int main(void) {
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    show("mean", &options);
    static const double weights[CLASSES] = {1, 1, 4};
    options.class_weights = kl_f64(weights, CLASSES);
    show("with class weights", &options);
    options.label_smoothing = 0.1;
    show("and smoothed over a masked class", &options);
    options.ignore_index = -1;
    show("with another ignore_index", &options);
    return 0;
}
