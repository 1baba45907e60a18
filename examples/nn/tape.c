/* SPDX-License-Identifier: Apache-2.0 */
/* The tape: values in the order they were computed, in memory that is used again by the next step. */
#include "nn.h"

#include <stdlib.h>
#include <string.h>

#ifdef KL_HAVE_OPENBLAS
#include <cblas.h>
#endif

enum { VALUES = 1024, BLOCKS = 256, BLOCK = 1 << 22, ALIGN = 16 };

struct nn_tape {
    kl_pool *pool;
    nn_value *value[VALUES];
    size_t count;
    float *block[BLOCKS];
    size_t size[BLOCKS], blocks, current, used; /* floats; `current` is the block in use */
};

nn_tape *nn_tape_new(kl_pool *pool) {
#ifdef KL_HAVE_OPENBLAS
    openblas_set_num_threads(1); /* the threads are the pool's */
#endif
    nn_tape *tape = nn_memory(1, sizeof *tape);
    tape->pool = pool;
    return tape;
}

void nn_tape_free(nn_tape *tape) {
    for (size_t i = 0; i < tape->blocks; i++)
        free(tape->block[i]);
    free(tape);
}

void nn_clear(nn_tape *tape) {
    tape->count = tape->current = tape->used = 0;
}

float *nn_scratch(nn_tape *tape, size_t n) {
    n = (n + ALIGN - 1) / ALIGN * ALIGN;
    while (tape->current < tape->blocks && tape->used + n > tape->size[tape->current]) {
        tape->current++;
        tape->used = 0;
    }
    if (tape->current == tape->blocks) {
        nn_must(tape->blocks < BLOCKS, "more on a tape than it can hold");
        tape->size[tape->blocks] = n > BLOCK ? n : BLOCK;
        tape->block[tape->blocks] = nn_memory(tape->size[tape->blocks], sizeof(float));
        tape->blocks++;
    }
    float *memory = tape->block[tape->current] + tape->used;
    tape->used += n;
    return memory;
}

nn_value *nn_new(nn_tape *tape, size_t rows, size_t columns,
                 void (*back)(nn_tape *tape, nn_value *self)) {
    nn_must(tape->count < VALUES, "more on a tape than it can hold");
    nn_value *self = (nn_value *)nn_scratch(tape, (sizeof *self + 3) / 4);
    *self = (nn_value){.rows = rows, .columns = columns, .back = back};
    self->data = nn_scratch(tape, rows * columns);
    if (back != NULL) {
        self->gradient = nn_scratch(tape, rows * columns);
        memset(self->gradient, 0, rows * columns * sizeof *self->gradient);
    }
    return tape->value[tape->count++] = self;
}

void nn_backward(nn_tape *tape) {
    for (size_t i = tape->count; i-- > 0;)
        if (tape->value[i]->back != NULL)
            tape->value[i]->back(tape, tape->value[i]);
    nn_clear(tape);
}

nn_value *nn_input(nn_tape *tape, const float *data, size_t rows, size_t columns) {
    nn_value *self = nn_new(tape, rows, columns, NULL);
    memcpy(self->data, data, rows * columns * sizeof *data);
    return self;
}

kl_matrix nn_matrix(const nn_value *x) {
    return (kl_matrix){x->data, x->rows, x->columns, (ptrdiff_t)x->columns, KL_F32};
}

typedef struct work {
    void (*step)(nn_value *self, size_t first, size_t last);
    nn_value *self;
    size_t n, each;
} work;

static kl_status share_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const work *w = context;
    const size_t first = index * w->each, last = first + w->each;
    w->step(w->self, first, last < w->n ? last : w->n);
    return KL_OK;
}

void nn_share(nn_tape *tape, size_t n, size_t each,
              void (*step)(nn_value *self, size_t first, size_t last), nn_value *self) {
    work w = {step, self, n, each};
    nn_must(!kl_pool_run(tape->pool, (n + each - 1) / each, share_task, &w, NULL),
            "the threads have failed");
}
