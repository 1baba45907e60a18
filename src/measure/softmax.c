/* SPDX-License-Identifier: Apache-2.0 */
/* Softmax without overflow, and the divergences of two of them. */
#include "measure/softmax.h"

#include <math.h>
#include <string.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "measure/softmax_close.h"

/* Differences of larger ones might overflow. */
#define LARGEST 1e300

/* Logits are read in pieces that stay in the first cache, two of them beside what belongs to them. */
enum { PIECE = 1024 };

/* Contiguous numbers of one type that are the logits. */
static int is_plain(const kl_softmax *row, kl_dtype dtype) {
    return row->stored.dtype == dtype && row->stored.stride == 1 && !row->is_levels;
}

/* A piece where it lies, or in `room`. */
static const double *read_piece(const kl_softmax *row, size_t first, size_t n,
                                const kl_kernels *kernels, double *room) {
    const kl_array *stored = &row->stored;
    const unsigned char *data = stored->data;
    if (is_plain(row, KL_F64) && (uintptr_t)data % _Alignof(double) == 0)
        return (const double *)stored->data + first;
    if (is_plain(row, KL_F32)) {
        kernels->widen_f32(data + first * sizeof(float), n, room);
    } else if (stored->stride == 1 && stored->dtype == KL_U16 && row->is_levels) {
        kernels->widen_u16(data + first * sizeof(uint16_t), n, row->scale, row->offset, room);
    } else {
        kl_array_read(*stored, first, n, room);
        for (size_t i = 0; row->is_levels && i < n; i++)
            room[i] = room[i] * row->scale + row->offset;
    }
    return room;
}

static size_t piece_size(const kl_softmax *row, size_t first) {
    size_t left = row->stored.n - first;
    return left < PIECE ? left : PIECE;
}

double kl_softmax_logit(const kl_softmax *row, size_t token) {
    double x;
    kl_array_read(row->stored, token, 1, &x);
    return row->is_levels ? x * row->scale + row->offset : x;
}

void kl_softmax_unpack(kl_softmax *row, const kl_kernels *kernels) {
    if (row->x == NULL)
        row->x = read_piece(row, 0, row->stored.n, kernels, row->room);
}

static kl_status refuse(const kl_softmax *row, kl_error *error) {
    for (size_t i = 0; i < row->stored.n; i++) {
        double x = kl_softmax_logit(row, i);
        if (isnan(x) || x > LARGEST)
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)i, -1,
                "logit %zu is %g: a logit is at most 1e300, or -inf for an impossible "
                "token",
                i, x);
    }
    return kl_fail(error, KL_ERROR_VALUE, "all logits are -inf: no token is possible");
}

/* The first of equals wins, so that the order does not depend on how the row was split. */
void kl_softmax_insert_top(kl_softmax *row, size_t token, double x) {
    size_t at = row->tops < KL_TOP ? row->tops++ : KL_TOP - 1;
    for (; at > 0 && x > row->top_logit[at - 1]; at--) {
        row->top[at] = row->top[at - 1];
        row->top_logit[at] = row->top_logit[at - 1];
    }
    row->top[at] = token;
    row->top_logit[at] = x;
}

static void find_tops(kl_softmax *row, const kl_kernels *kernels) {
    const size_t size = row->stored.n, begin = size < KL_TOP ? size : KL_TOP;
    row->tops = 0;
    for (size_t i = 0; i < begin; i++)
        kl_softmax_insert_top(row, i, kl_softmax_logit(row, i));
    const double *least = &row->top_logit[begin - 1];
    if (is_plain(row, KL_F32)) {
        const unsigned char *x = row->stored.data;
        for (size_t i = begin;
             (i += kernels->above_f32(x + i * sizeof(float), size - i, *least)) < size; i++)
            kl_softmax_insert_top(row, i, kl_softmax_logit(row, i));
    } else {
        double room[PIECE];
        for (size_t first = 0; first < size; first += PIECE) {
            size_t n = piece_size(row, first), i = first == 0 ? begin : 0;
            const double *x = read_piece(row, first, n, kernels, room);
            for (; (i += kernels->above_f64(x + i, n - i, *least)) < n; i++)
                kl_softmax_insert_top(row, first + i, x[i]);
        }
    }
    row->largest = row->top_logit[0];
}

/* Both parts of an unevaluated pair to another (Knuth's two-sum). */
static void add_pair(double sum[2], const double pair[2]) {
    double high = sum[0] + pair[0], part = high - sum[0];
    sum[1] += ((sum[0] - (high - part)) + (pair[0] - part)) + pair[1];
    sum[0] = high;
}

static int has_zero(const double *e, size_t n) {
    int found = 0;
    for (size_t i = 0; i < n; i++)
        found |= e[i] == 0;
    return found;
}

/* The exponentials; and of all but the largest, which is 1, their sum and that of e^t·t: as one token takes it
 * all, that is what counts. */
static void exponentiate(kl_softmax *row, const kl_kernels *kernels, double rest[2],
                         double spread[2]) {
    double room[PIECE];
    row->has_zeros = 0;
    for (size_t first = 0; first < row->stored.n; first += PIECE) {
        size_t n = piece_size(row, first), top = row->top[0] - first;
        const double *x = read_piece(row, first, n, kernels, room);
        if (top < n) {
            x = memcpy(room, x, n * sizeof *x);
            room[top] = -INFINITY;
        }
        double sums[4];
        double *e = row->e + first;
        int has_zeros = kernels->exp_shifted(x, n, row->largest, e, sums);
        if (top < n) {
            e[top] = 1;
            has_zeros = has_zero(e, n);
        }
        row->has_zeros |= has_zeros;
        add_pair(rest, sums);
        add_pair(spread, sums + 2);
    }
}

/* The exponentials that the kernel, which ends at e^−700, has made 0. */
static void restore_faint(kl_softmax *row, double rest[2], double spread[2]) {
    for (size_t i = 0; row->has_zeros && i < row->stored.n; i++) {
        const double t = row->e[i] == 0 ? kl_softmax_logit(row, i) - row->largest : -INFINITY;
        if (t == -INFINITY)
            continue;
        row->e[i] = kl_exp(t);
        add_pair(rest, (double[2]){row->e[i], 0});
        add_pair(spread, (double[2]){row->e[i] > 0 ? row->e[i] * t : 0, 0});
    }
}

/* Of a sum above this, what is left out is nothing. */
#define FAINT 0x1p-900

kl_status kl_softmax_set(kl_softmax *row, const kl_kernels *kernels, kl_error *error) {
    row->x = NULL;
    find_tops(row, kernels);
    if (!(row->largest > -INFINITY && row->largest <= LARGEST))
        return refuse(row, error);
    double rest[2] = {0, 0}, spread[2] = {0, 0};
    exponentiate(row, kernels, rest, spread);
    if (isnan(spread[0]))
        return refuse(row, error);
    if (rest[0] < FAINT)
        restore_faint(row, rest, spread);
    row->z = 1 + (rest[0] + rest[1]);
    row->log_z = kl_log1p(rest[0] + rest[1]);
    row->entropy = row->log_z - (spread[0] + spread[1]) / row->z;
    return KL_OK;
}

double kl_softmax_probability(const kl_softmax *row, size_t token) {
    return row->e[token] / row->z;
}

double kl_softmax_loss(const kl_softmax *row, size_t token) {
    return row->log_z + (row->largest - kl_softmax_logit(row, token));
}

/* Closer than this, the fast sums, good to an absolute 2⁻⁵⁰, have not enough digits. */
#define CLOSE 0x1p-20

static kl_row_divergences compare_fast(const kl_softmax *p, const kl_softmax *q,
                                       const kl_kernels *kernels) {
    const kl_row_pair pair = {1 / p->z,
                              1 / q->z,
                              p->largest,
                              q->largest,
                              p->log_z - q->log_z,
                              p->has_zeros || q->has_zeros};
    double x_room[PIECE], y_room[PIECE], sum[4][2] = {{0}};
    int impossible = 0;
    for (size_t first = 0; first < p->stored.n; first += PIECE) {
        size_t n = piece_size(p, first);
        const double *x = read_piece(p, first, n, kernels, x_room);
        const double *y = read_piece(q, first, n, kernels, y_room);
        double sums[8];
        kernels->compare(x, y, p->e + first, q->e + first, n, &pair, sums);
        for (int k = 0; k < 4; k++)
            add_pair(sum[k], sums + 2 * k);
        if (pair.has_zeros) /* however faint such a token is: exp may have made it 0 */
            impossible |= kernels->impossible(x, y, n);
    }
    double value[4];
    for (int k = 0; k < 4; k++)
        value[k] = sum[k][0] + sum[k][1];
    return (kl_row_divergences){impossible & 1 ? INFINITY : value[0],
                                impossible & 2 ? INFINITY : value[1], value[2] / 2, value[3] / 2};
}

int kl_softmax_is_same(const kl_softmax *p, const kl_softmax *q) {
    const kl_array *a = &p->stored, *b = &q->stored;
    return a->dtype == b->dtype && a->stride == 1 && b->stride == 1 &&
           p->is_levels == q->is_levels && p->scale == q->scale && p->offset == q->offset &&
           memcmp(a->data, b->data, a->n * kl_dtype_size(a->dtype)) == 0;
}

kl_row_divergences kl_softmax_compare(kl_softmax *p, kl_softmax *q, const kl_kernels *kernels) {
    if (kl_softmax_is_same(p, q))
        return (kl_row_divergences){0, 0, 0, 0};
    kl_row_divergences d = compare_fast(p, q, kernels);
    if (fabs(d.forward) < CLOSE && fabs(d.reverse) < CLOSE) {
        double none[2][2] = {{0}};
        restore_faint(p, none[0], none[1]);
        restore_faint(q, none[0], none[1]);
        kl_softmax_unpack(p, kernels);
        kl_softmax_unpack(q, kernels);
        return kl_softmax_compare_close(p, q, p->stored.n);
    }
    /* The same distribution less a rounding may come out below 0; it is not below. */
    d.forward = d.forward > 0 ? d.forward : 0;
    d.reverse = d.reverse > 0 ? d.reverse : 0;
    d.jensen_shannon = d.jensen_shannon > 0 ? d.jensen_shannon : 0;
    return d;
}
