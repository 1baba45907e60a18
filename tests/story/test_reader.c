/* SPDX-License-Identifier: Apache-2.0 */
/* One token at a time the transformer of examples/nn is the same model, of one text and of several side by side. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "transformer.h"

#include <math.h>
#include <string.h>

enum { TOKENS = 11, CONTEXT = 6, TEXTS = 3, MORE = 10 };

static transformer *model(void) {
    return transformer_new((transformer_size){TOKENS, CONTEXT, 8, 2, 2}, TEXTS, 5);
}

static void draw(int32_t *tokens, size_t n) {
    kl_random random;
    kl_random_init(&random, 7, 0);
    for (size_t i = 0; i < n; i++)
        tokens[i] = (int32_t)kl_random_below(&random, TOKENS);
}

static void test_same_model(void **state) {
    (void)state;
    transformer *t = model();
    nn_tape *tape = nn_tape_new(NULL);
    int32_t tokens[TEXTS * CONTEXT];
    draw(tokens, TEXTS * CONTEXT);
    const nn_value *all =
        nn_dense(tape, transformer_hidden(t, tape, tokens, TEXTS), t->token, NULL);
    transformer_reader *reader = transformer_reader_new(t, TEXTS);
    for (int again = 0; again < 2; again++) {
        for (size_t at = 0; at < CONTEXT; at++) {
            int32_t next[TEXTS];
            for (size_t text = 0; text < TEXTS; text++)
                next[text] = tokens[text * CONTEXT + at];
            const float *logits = transformer_read(reader, next);
            for (size_t text = 0; text < TEXTS; text++)
                for (size_t k = 0; k < TOKENS; k++) /* some tens of roundings of numbers below 1 */
                    assert_true(fabsf(logits[text * TOKENS + k] -
                                      all->data[(text * CONTEXT + at) * TOKENS + k]) < 1e-5F);
        }
        transformer_reader_restart(reader);
    }
    transformer_reader_free(reader);
    nn_tape_free(tape);
    transformer_free(t);
}

/* Beyond the context too, where the window moves on. */
static void test_texts_do_not_see_each_other(void **state) {
    (void)state;
    transformer *t = model();
    int32_t tokens[TEXTS * MORE];
    draw(tokens, TEXTS * MORE);
    transformer_reader *together = transformer_reader_new(t, TEXTS), *alone[TEXTS];
    for (size_t text = 0; text < TEXTS; text++)
        alone[text] = transformer_reader_new(t, 1);
    for (size_t at = 0; at < MORE; at++) {
        const float *logits = transformer_read(together, tokens + at * TEXTS);
        for (size_t text = 0; text < TEXTS; text++) {
            const float *own = transformer_read(alone[text], tokens + at * TEXTS + text);
            for (size_t k = 0; k < TOKENS; k++)
                assert_true(fabsf(logits[text * TOKENS + k] - own[k]) < 1e-5F);
        }
    }
    for (size_t text = 0; text < TEXTS; text++)
        transformer_reader_free(alone[text]);
    transformer_reader_free(together);
    transformer_free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_model),
        cmocka_unit_test(test_texts_do_not_see_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
