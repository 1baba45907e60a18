/* SPDX-License-Identifier: Apache-2.0 */
/* What the tests of language models share. */
#ifndef KL_TEST_LM_SUPPORT_H
#define KL_TEST_LM_SUPPORT_H

#include "text_support.h"

#include <math.h>

static inline void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.17g is not within %g of %.17g", value, tolerance, expected);
}

static inline kl_lm *train_with(const kl_lm_options *options, const void *data, size_t size) {
    kl_error error = KL_ERROR_INIT;
    kl_lm_trainer *trainer = NULL;
    kl_lm *lm = NULL;
    assert_ok(kl_lm_trainer_new(options, &trainer, &error), error);
    assert_ok(kl_lm_trainer_add(trainer, data, size, &error), error);
    assert_ok(kl_lm_trainer_finish(trainer, &lm, &error), error);
    kl_lm_trainer_free(trainer);
    return lm;
}

static inline kl_lm *train(const char *text, int order, kl_lm_smoothing smoothing) {
    kl_lm_options options;
    kl_lm_options_init(&options);
    options.order = order;
    options.smoothing = smoothing;
    return train_with(&options, text, strlen(text));
}

/* A text of `lines` lines of words of a small vocabulary, some much more often than others. */
static inline char *random_lines(uint64_t seed, size_t lines, size_t *size) {
    kl_random random;
    kl_random_init(&random, seed, 3);
    char *text = malloc(lines * 128 + 1);
    size_t n = 0;
    for (size_t i = 0; i < lines; i++) {
        for (uint64_t k = kl_random_below(&random, 12); k > 0; k--) {
            const uint64_t most = 1 + kl_random_below(&random, 40);
            n += (size_t)sprintf(text + n, "w%u ", (unsigned)kl_random_below(&random, most));
        }
        text[n++] = '\n';
    }
    *size = n;
    return text;
}

static inline unsigned char *image_of(const kl_lm *lm, size_t *size) {
    char directory[64], path[128];
    kl_error error = KL_ERROR_INIT;
    make_directory(directory, sizeof directory);
    snprintf(path, sizeof path, "%s/lm", directory);
    assert_ok(kl_lm_save(lm, path, &error), error);
    unsigned char *image = read_file(path, size);
    unlink(path);
    rmdir(directory);
    return image;
}

#endif
