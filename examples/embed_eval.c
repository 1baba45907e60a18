/* SPDX-License-Identifier: Apache-2.0 */
/* How an engine evaluates itself: it feeds each row of logits as it makes it, and no file is written. */
#include <kullback/evaluate.h>
#include <math.h>
#include <stdio.h>

enum { VOCABULARY = 256, CHUNKS = 32, CONTEXT = 64 };

/* Stands for an engine: the logits of what follows at a position, and of the same model rounded to eighths. */
static int64_t predict(kl_random *random, float *logits, float *rounded) {
    for (int i = 0; i < VOCABULARY; i++) {
        logits[i] = (float)(6 * kl_random_uniform(random));
        rounded[i] = rintf(8 * logits[i]) / 8;
    }
    int64_t next = (int64_t)kl_random_below(random, VOCABULARY);
    logits[next] += 3; /* it has learnt something */
    rounded[next] += 3;
    return next;
}

static kl_status feed_all(kl_eval *eval, kl_error *error) {
    static float logits[VOCABULARY], rounded[VOCABULARY];
    kl_random random;
    kl_random_init(&random, 1, 0);
    for (uint64_t n = 0; n < CHUNKS * CONTEXT; n++) {
        kl_eval_row row = {.base = {logits, VOCABULARY, 1, KL_F32},
                           .model = {rounded, VOCABULARY, 1, KL_F32},
                           .target = predict(&random, logits, rounded),
                           .index = n,
                           .unit = n / CONTEXT, /* rows of a chunk depend on each other */
                           .position = n % CONTEXT};
        kl_status status = kl_eval_feed(eval, &row, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

int main(void) {
    kl_error error = KL_ERROR_INIT;
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = VOCABULARY;
    kl_eval *eval = NULL;
    kl_estimate perplexity, divergence;
    kl_status status = kl_eval_new(&options, &eval, &error);
    if (status == KL_OK)
        status = feed_all(eval, &error);
    if (status == KL_OK)
        status = kl_eval_estimate(eval, "perplexity", "model", &perplexity, &error);
    if (status == KL_OK)
        status = kl_eval_estimate(eval, "divergence", "base|model", &divergence, &error);
    kl_eval_free(eval);
    if (status != KL_OK)
        return fprintf(stderr, "embed_eval: %s\n", error.message), 1;
    printf("perplexity %.2f (%.2f to %.2f)\n", perplexity.value, perplexity.low, perplexity.high);
    printf("KL %.3g nats (%.3g to %.3g)\n", divergence.value, divergence.low, divergence.high);
    return 0;
}
