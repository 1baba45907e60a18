/* SPDX-License-Identifier: Apache-2.0 */
/* A student beside its teacher: how far apart they are by each divergence, and where its gradient pulls the student. */
#include <kullback/loss.h>

#include <stdio.h>

enum { CLASSES = 4 };

/* The teacher knows two answers; the student has one of them, and some of what is none. */
static const float teacher[CLASSES] = {3, 3, -2, -4};
static const float student[CLASSES] = {4, 0, 1, -4};

static int show(const char *name, kl_loss_divergence_kind kind, double temperature) {
    const kl_matrix p = {teacher, 1, CLASSES, CLASSES, KL_F32};
    const kl_matrix q = {student, 1, CLASSES, CLASSES, KL_F32};
    float slope[CLASSES];
    const kl_loss_gradient by_q = {.data = slope, .row_stride = CLASSES};
    kl_loss_divergence_options options;
    kl_loss_divergence_options_init(&options);
    options.kind = kind;
    options.temperature = temperature;
    options.is_distillation = 1;
    double loss;
    kl_error error = KL_ERROR_INIT;
    if (kl_loss_divergence(p, q, &options, NULL, NULL, &by_q, &loss, &error) != KL_OK) {
        printf("%s: %s\n", name, error.message);
        return 1;
    }
    printf("%7.4f %2g ", loss, temperature);
    for (int j = 0; j < CLASSES; j++)
        printf(" %8.4f", (double)slope[j]);
    printf("   %s\n", name);
    return 0;
}

int main(void) {
    printf("   loss  T   gradient by the student\n");
    return show("KL(teacher ‖ student)", KL_LOSS_FORWARD, 1) +
           show("KL(teacher ‖ student)", KL_LOSS_FORWARD, 4) +
           show("KL(student ‖ teacher)", KL_LOSS_REVERSE, 1) +
           show("Jensen–Shannon", KL_LOSS_JENSEN_SHANNON, 1) +
           show("total variation", KL_LOSS_TOTAL_VARIATION, 1);
}
