/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of logits from a formula that tools/make_eval_golden.py knows too. */
#ifndef KL_TESTS_GOLDEN_LOGITS_H
#define KL_TESTS_GOLDEN_LOGITS_H

#include <kullback/base.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct golden_row {
    const char *name;
    size_t n;
    kl_dtype dtype;
    double wide, noise;
    size_t p_gap, q_gap;
    double spike;
    /* loss of token 0 for p and q, entropy of p, KL forward and reverse, Jensen–Shannon, total variation */
    double expected[7];
} golden_row;

static inline double golden_share(size_t i, uint32_t multiplier) {
    return (double)((uint32_t)(i + 1) * multiplier) / 4294967296.0 - 0.5;
}

/* Nearest f16 of a number that is in its normal range or 0; ties do not occur in the rows. */
static inline uint16_t golden_f16(double x) {
    int e;
    if (x == -INFINITY)
        return 0xFC00;
    double m = frexp(fabs(x), &e);
    uint16_t sign = x < 0 ? 0x8000 : 0;
    if (e < -13) /* subnormal */
        return (uint16_t)(sign | (uint16_t)nearbyint(ldexp(fabs(x), 24)));
    return (uint16_t)(sign | (uint16_t)(((e + 14) << 10) + (int)nearbyint(ldexp(m, 11)) - 1024));
}

static inline void golden_store(void *data, size_t i, kl_dtype dtype, double x) {
    float single = (float)x;
    uint32_t bits;
    uint16_t half;
    memcpy(&bits, &single, sizeof bits);
    switch (dtype) {
    case KL_F64:
        memcpy((char *)data + 8 * i, &x, sizeof x);
        return;
    case KL_F32:
        memcpy((char *)data + 4 * i, &single, sizeof single);
        return;
    case KL_F16:
        half = golden_f16(x);
        break;
    default: /* bf16, truncated */
        half = (uint16_t)(bits >> 16);
    }
    memcpy((char *)data + 2 * i, &half, sizeof half);
}

/* Memory of the caller's to free. */
static inline kl_array golden_logits(const golden_row *row, int side) {
    void *data = malloc(row->n * kl_dtype_size(row->dtype));
    for (size_t i = 0; i < row->n; i++) {
        double x = golden_share(i, 2654435761u) * row->wide + (i == 0 ? row->spike : 0);
        size_t gap = side ? row->q_gap : row->p_gap;
        if (side)
            x += golden_share(i, 2246822519u) * row->noise;
        golden_store(data, i, row->dtype, gap && i % gap == 1 ? -INFINITY : x);
    }
    return (kl_array){data, row->n, 1, row->dtype};
}

#endif
