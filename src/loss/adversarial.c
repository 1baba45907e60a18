/* SPDX-License-Identifier: Apache-2.0 */
/* Discriminator and generator: means of losses of scores, and what they bound. */
#include "loss/adversarial.h"

#include "base/error.h"
#include "loss/reduce.h"
#include "sample/interval.h"
#include "sample/welch.h"

#include <math.h>

const char *kl_adversarial_name(kl_adversarial kind) {
    return kind < KL_ADVERSARIAL_COUNT ? kl_adversarial_rows_of[kind].name : NULL;
}

int kl_adversarial_measure(kl_adversarial kind) {
    return kind < KL_ADVERSARIAL_COUNT ? kl_adversarial_rows_of[kind].measure : -1;
}

/* Scores, and the loss of each. */
typedef struct side {
    kl_array scores;
    const char *name;
    size_t input;
    kl_score_function *loss;
} side;

static double loss_at(const void *context, size_t i) {
    const side *of = context;
    double score;
    kl_array_read(of->scores, i, 1, &score);
    return of->loss(score).loss;
}

static kl_status refuse_score(const side *of, size_t i, double score, kl_error *error) {
    const char *why = isfinite(score) ? "its loss leaves the doubles" : "a score must be finite";
    return kl_fail_input(error,
                         kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                    "%s: score %zu is %g: %s", of->name, i, score, why),
                         of->input);
}

/* Their mean; gradients of it go to `gradient` (NULL: nowhere). */
static kl_status run_side(const side *of, double *gradient, kl_mean *mean, kl_error *error) {
    const size_t n = of->scores.n;
    kl_status status = kl_check_array(of->scores, of->name, n, "scores", error);
    if (status == KL_OK && n == 0)
        status = kl_fail(error, KL_ERROR_VALUE, "%s: there are no scores", of->name);
    for (size_t i = 0; i < n && status == KL_OK; i++) {
        double score;
        kl_array_read(of->scores, i, 1, &score);
        const kl_score_loss at = of->loss(score);
        if (!isfinite(score) || !isfinite(at.loss) || !isfinite(at.slope))
            status = refuse_score(of, i, score, error);
        kl_keep(gradient, i, at.slope / (double)n);
    }
    if (status == KL_OK)
        *mean = kl_mean_of(loss_at, of, n);
    return status;
}

static void set_bound(const kl_adversarial_row *row, kl_mean real, kl_mean fake, double confidence,
                      kl_estimate *bound) {
    const double scale = row->scale;
    *bound = kl_estimate_bare(row->offset - scale * (real.value + fake.value), row->unit,
                              KL_METHOD_INDEPENDENT, real.n + fake.n);
    bound->flags = KL_FLAG_INDEPENDENT_DRAWS;
    real.standard_error *= fabs(scale);
    fake.standard_error *= fabs(scale);
    kl_welch_interval(real, fake, confidence, bound);
}

kl_status kl_loss_discriminator(kl_adversarial kind, kl_array real, kl_array fake,
                                double confidence, const kl_discriminator_rows *rows, double *loss,
                                kl_estimate *bound, kl_error *error) {
    if (kind >= KL_ADVERSARIAL_COUNT)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kind is %d", (int)kind);
    if (loss == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_discriminator: loss is NULL");
    if (!(confidence > 0 && confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence is %g: it must lie between 0 and 1",
                       confidence);
    const kl_adversarial_row *row = &kl_adversarial_rows_of[kind];
    const side of_real = {real, "real", 0, row->real}, of_fake = {fake, "fake", 1, row->fake};
    kl_mean real_mean, fake_mean;
    kl_status status = run_side(&of_real, rows != NULL ? rows->real : NULL, &real_mean, error);
    if (status == KL_OK)
        status = run_side(&of_fake, rows != NULL ? rows->fake : NULL, &fake_mean, error);
    if (status != KL_OK)
        return status;
    *loss = real_mean.value + fake_mean.value;
    if (bound != NULL)
        set_bound(row, real_mean, fake_mean, confidence, bound);
    return KL_OK;
}

kl_status kl_loss_generator(kl_adversarial kind, kl_array fake, int saturating, double *gradient,
                            double *loss, kl_error *error) {
    if (kind >= KL_ADVERSARIAL_COUNT)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kind is %d", (int)kind);
    if (loss == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_loss_generator: loss is NULL");
    const kl_adversarial_row *row = &kl_adversarial_rows_of[kind];
    if (saturating && row->saturating == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s has no saturating generator", row->name);
    const side of_fake = {fake, "fake", 1, saturating ? row->saturating : row->generator};
    kl_mean mean;
    kl_status status = run_side(&of_fake, gradient, &mean, error);
    if (status == KL_OK)
        *loss = mean.value;
    return status;
}
