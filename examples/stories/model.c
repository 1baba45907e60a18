/* SPDX-License-Identifier: Apache-2.0 */
/* RMS norm, attention with rotated positions and shared keys, a gated feed-forward network. */
#include "model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEADER = 7, GROUP = 32 };

/* Where the arrays begin, and how many floats they are; without a file only that. */
static size_t lay_out(model *m, float *file) {
    size_t dim = (size_t)m->dim, pairs = dim / (size_t)m->heads / 2, used = 0;
    size_t norm = (size_t)m->layers * dim, full = norm * dim, wide = norm * (size_t)m->hidden;
    size_t kv = norm * 2 * pairs * (size_t)m->kv_heads, all = (size_t)m->vocabulary * dim;
    size_t turn = (size_t)m->context * pairs;
    float **const array[] = {&m->embedding,  &m->norm_attention, &m->wq,   &m->wk, &m->wv,
                             &m->wo,         &m->norm_hidden,    &m->w1,   &m->w2, &m->w3,
                             &m->norm_final, &m->cosines,        &m->sines};
    const size_t n[] = {all, norm, full, kv, kv, full, norm, wide, wide, wide, dim, turn, turn};
    for (size_t i = 0; i < sizeof n / sizeof *n; used += n[i++])
        *array[i] = file == NULL ? NULL : file + used;
    return used;
}

static int read_weights(const int32_t *number, size_t size, model *m) {
    for (int i = 0; i < HEADER; i++)
        if (size < HEADER * sizeof *number || number[i] < 1 || number[i] > 1 << 14)
            return 0;
    memcpy(m, number, HEADER * sizeof *number); /* the fields of model, up to context */
    size -= HEADER * sizeof *number;
    if (m->dim % (4 * m->heads) || m->heads % m->kv_heads || m->hidden % 4 ||
        lay_out(m, NULL) != size / sizeof(float))
        return 0;
    float *weights = malloc(size);
    size_t kept = 2 * (size_t)m->layers * (size_t)m->context * (size_t)m->dim;
    m->room = calloc(kept + (size_t)(4 * m->dim + 2 * m->hidden + m->context + m->vocabulary), 4);
    lay_out(m, weights);
    return weights != NULL && m->room != NULL && memcpy(weights, number + HEADER, size) != NULL;
}

kl_status model_open(const char *path, model *out, kl_error *error) {
    kl_bytes *bytes = NULL;
    *out = (model){0};
    kl_status status = kl_bytes_open(path, &bytes, error);
    if (status == KL_OK && !read_weights(kl_bytes_data(bytes), kl_bytes_size(bytes), out))
        status = KL_ERROR_FORMAT;
    kl_bytes_close(bytes);
    return status;
}

void model_close(model *m) {
    free(m->embedding);
    free(m->room);
}

static void round_weights(float *w, const float *end, int bits) {
    for (; w < end; w += GROUP) {
        ptrdiff_t n = end - w < GROUP ? end - w : GROUP;
        float most = 0;
        for (ptrdiff_t i = 0; i < n; i++)
            most = fmaxf(most, fabsf(w[i]));
        float step = most / (float)((1 << (bits - 1)) - 1);
        for (ptrdiff_t i = 0; step > 0 && i < n; i++)
            w[i] = step * rintf(w[i] / step);
    }
}

void model_round(model *m, int bits) {
    round_weights(m->embedding, m->norm_attention, bits);
    round_weights(m->wq, m->norm_hidden, bits);
    round_weights(m->w1, m->norm_final, bits);
}

/* Four sums side by side, so that the compiler may take them at once; n is a multiple of four. */
static float dot(const float *a, const float *b, int n) {
    float sum[4] = {0};
    for (int i = 0; i < n; i += 4)
        for (int k = 0; k < 4; k++)
            sum[k] += a[i + k] * b[i + k];
    return sum[0] + sum[1] + sum[2] + sum[3];
}

/* matrix·x, in place of what is there or added to it. */
static void multiply(float *out, int added, const float *matrix, const float *x, int rows, int n) {
    for (int r = 0; r < rows; r++)
        out[r] = (added ? out[r] : 0) + dot(matrix + r * n, x, n);
}

static void normalise(float *out, const float *x, const float *weight, int n) {
    float scale = 1 / sqrtf(dot(x, x, n) / (float)n + 1e-5f);
    for (int i = 0; i < n; i++)
        out[i] = weight[i] * (scale * x[i]);
}

/* Each pair of a head turns by its own angle with the position. */
static void rotate(const model *m, float *x, int heads, int position) {
    int pairs = m->dim / m->heads / 2;
    const float *c = m->cosines + position * pairs, *s = m->sines + position * pairs;
    for (int i = 0; i < heads * pairs; i++) {
        float a = x[2 * i], b = x[2 * i + 1];
        x[2 * i] = a * c[i % pairs] - b * s[i % pairs];
        x[2 * i + 1] = a * s[i % pairs] + b * c[i % pairs];
    }
}

/* One head: the values of all positions so far, by how well their keys match the query. */
static void attend(float *out, const float *query, const float *keys, const float *values,
                   float *share, int positions, int width, int stride) {
    float most = -INFINITY, total = 0;
    for (int t = 0; t < positions; t++) {
        share[t] = dot(query, keys + t * stride, width) / sqrtf((float)width);
        most = fmaxf(most, share[t]);
    }
    for (int t = 0; t < positions; t++)
        total += share[t] = expf(share[t] - most);
    memset(out, 0, (size_t)width * sizeof *out);
    for (int t = 0; t < positions; t++)
        for (int i = 0; i < width; i++)
            out[i] += share[t] / total * values[t * stride + i];
}

const float *model_next(model *m, int token, int position) {
    int dim = m->dim, hidden = m->hidden, width = dim / m->heads, kv = width * m->kv_heads;
    int group = m->heads / m->kv_heads;
    float *x = m->room, *y = x + dim, *query = y + dim, *mixed = query + dim, *gate = mixed + dim;
    float *up = gate + hidden, *share = up + hidden, *logits = share + m->context;
    memcpy(x, m->embedding + token * dim, (size_t)dim * sizeof *x);
    for (int l = 0; l < m->layers; l++) {
        float *keys = logits + m->vocabulary + 2 * l * m->context * kv,
              *values = keys + m->context * kv;
        normalise(y, x, m->norm_attention + l * dim, dim);
        multiply(query, 0, m->wq + l * dim * dim, y, dim, dim);
        multiply(keys + position * kv, 0, m->wk + l * kv * dim, y, kv, dim);
        multiply(values + position * kv, 0, m->wv + l * kv * dim, y, kv, dim);
        rotate(m, query, m->heads, position);
        rotate(m, keys + position * kv, m->kv_heads, position);
        for (int h = 0; h < m->heads; h++)
            attend(mixed + h * width, query + h * width, keys + h / group * width,
                   values + h / group * width, share, position + 1, width, kv);
        multiply(x, 1, m->wo + l * dim * dim, mixed, dim, dim);
        normalise(y, x, m->norm_hidden + l * dim, dim);
        multiply(gate, 0, m->w1 + l * dim * hidden, y, hidden, dim);
        multiply(up, 0, m->w3 + l * dim * hidden, y, hidden, dim);
        for (int i = 0; i < hidden; i++)
            gate[i] *= up[i] / (1 + expf(-gate[i]));
        multiply(x, 1, m->w2 + l * dim * hidden, gate, dim, hidden);
    }
    normalise(y, x, m->norm_final, dim);
    multiply(logits, 0, m->embedding, y, m->vocabulary, dim);
    return logits;
}
