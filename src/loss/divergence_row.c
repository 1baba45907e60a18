/* SPDX-License-Identifier: Apache-2.0 */
/* A row of two matrices of logits, through f64: the softmax of each side, then both at once, piece by piece. */
#include <math.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/divergence.h"

enum { ROW_PIECE = 1024 };

/* A smaller loss has the rows so close that their difference is taken anew, from what the first look left over: then
 * gradients are right relatively, too. A variation is not stationary in the difference, of which it has half of what is
 * lacking, 2⁻⁴⁸ or so: 2⁻⁴⁵ of it for f64, 2⁻¹⁹ for others. */
#define CLOSE 0x1p-6
#define VARIATION_CLOSE 0x1p-2
#define VARIATION_CLOSE_OF_F32 0x1p-20

typedef struct row_pair {
    const kl_divergence_job *job;
    size_t row;
    const void *x, *y;
    kl_row_softmax p, q;
    kl_pair_row lanes;
    double sums[KL_PAIR_SUMS];
} row_pair;

static kl_status look_at_side(const row_pair *of, const kl_divergence_side *side,
                              const void *logits, kl_row_softmax *softmax, kl_error *error) {
    kl_logit_reader reader = side->reader;
    if (of->job->kind != KL_PAIR_MIXTURE) /* sums of f32 do not suffice */
        reader.narrow = NULL;
    if (!kl_row_softmax_set(softmax, &reader, logits, side->entropy != NULL))
        return kl_row_refuse(&reader, logits, of->row, side->name, error);
    if (side->entropy != NULL)
        side->entropy[of->row] = kl_row_softmax_entropy(softmax);
    return KL_OK;
}

static double logit(const kl_divergence_side *side, const void *row, size_t column) {
    double value;
    kl_array_read((kl_array){row, side->logits.columns, 1, side->logits.dtype}, column, 1, &value);
    return value;
}

/* As kl_pair_row has it: logits as they are stored, differences before they are divided by T. */
static void set_lanes(row_pair *of) {
    const kl_divergence_job *job = of->job;
    const double temperature = job->options.temperature;
    kl_pair_row *lanes = &of->lanes;
    lanes->inverse = 1 / temperature;
    lanes->beta = job->options.kind == KL_LOSS_JENSEN_SHANNON ? job->options.beta : 0.5;
    lanes->p_largest = logit(&job->p, of->x, of->p.argmax);
    lanes->q_largest = logit(&job->q, of->y, of->q.argmax);
    lanes->p_log_sum = of->p.log_sum;
    lanes->q_log_sum = of->q.log_sum;
    /* q_largest − p_largest + T (q_log_sum − p_log_sum) with what is lost in the first difference and in the sum. */
    const double a = lanes->q_largest, b = -lanes->p_largest;
    const double sum = a + b, part = sum - a, lost = (a - (sum - part)) + (b - part);
    const double rest = temperature * (of->q.log_sum - of->p.log_sum);
    lanes->shift = sum + rest;
    const double other = lanes->shift - sum;
    lanes->shift_low = ((sum - (lanes->shift - other)) + (rest - other)) + lost;
}

typedef struct row_piece {
    double x[ROW_PIECE], y[ROW_PIECE];
    size_t n;
} row_piece;

static void read_piece(const row_pair *of, size_t first, row_piece *out) {
    const kl_divergence_job *job = of->job;
    const size_t columns = job->p.logits.columns, left = columns - first;
    out->n = left < ROW_PIECE ? left : ROW_PIECE;
    kl_array_read((kl_array){of->x, columns, 1, job->p.logits.dtype}, first, out->n, out->x);
    kl_array_read((kl_array){of->y, columns, 1, job->q.logits.dtype}, first, out->n, out->y);
}

static void add_up(row_pair *of) {
    const kl_divergence_job *job = of->job;
    row_piece piece;
    for (int k = 0; k < KL_PAIR_SUMS; k++)
        of->sums[k] = 0;
    for (size_t first = 0; first < job->p.logits.columns; first += ROW_PIECE) {
        read_piece(of, first, &piece);
        job->p.reader.kernels->pair_sums[job->kind](piece.x, piece.y, piece.n, &of->lanes,
                                                    of->sums);
    }
}

static double loss_of(const row_pair *of) {
    const double beta = of->lanes.beta, *sums = of->sums;
    switch (of->job->kind) {
    case KL_PAIR_MIXTURE:
        return beta * sums[1] + (1 - beta) * sums[2];
    case KL_PAIR_VARIATION:
        return sums[1] / 2;
    default:
        return isfinite(sums[1]) ? sums[1] : INFINITY;
    }
}

static kl_pair_slopes slopes_of(const row_pair *of, double p_factor, double q_factor) {
    const double beta = of->lanes.beta, *sums = of->sums;
    switch (of->job->kind) {
    case KL_PAIR_MIXTURE:
        return (kl_pair_slopes){beta * p_factor, (1 - beta) * q_factor, sums[1], sums[2]};
    case KL_PAIR_VARIATION:
        return (kl_pair_slopes){p_factor / 2, q_factor / 2, sums[2], sums[3]};
    default:
        return (kl_pair_slopes){p_factor, q_factor, sums[1], 0};
    }
}

static void store_piece(const kl_divergence_side *side, size_t row, size_t first, size_t n,
                        const double *values) {
    if (side->gradient.data != NULL)
        kl_numbers_store(side->logits.dtype, kl_side_gradient(side, row), first, n, values);
}

static void write_gradients(const row_pair *of, const kl_pair_slopes *how) {
    const kl_divergence_job *job = of->job;
    row_piece piece;
    for (size_t first = 0; first < job->p.logits.columns; first += ROW_PIECE) {
        read_piece(of, first, &piece);
        job->p.reader.kernels->pair_gradient[job->kind](piece.x, piece.y, piece.n, &of->lanes, how,
                                                        piece.x, piece.y);
        store_piece(&job->p, of->row, first, piece.n, piece.x);
        store_piece(&job->q, of->row, first, piece.n, piece.y);
    }
}

static kl_status set_pair(row_pair *of, kl_error *error) {
    const kl_divergence_job *job = of->job;
    kl_status status = look_at_side(of, &job->p, of->x, &of->p, error);
    if (status == KL_OK)
        status = look_at_side(of, &job->q, of->y, &of->q, error);
    if (status == KL_OK)
        set_lanes(of);
    return status;
}

static double close_of(const kl_divergence_job *job) {
    if (job->kind != KL_PAIR_VARIATION)
        return CLOSE;
    return job->p.logits.dtype == KL_F64 && job->q.logits.dtype == KL_F64 ? VARIATION_CLOSE
                                                                          : VARIATION_CLOSE_OF_F32;
}

kl_status kl_divergence_row(const kl_divergence_job *job, size_t row, double p_factor,
                            double q_factor, double *loss, kl_error *error) {
    if (job->narrow != NULL && kl_divergence_narrow(job, row, p_factor, q_factor, loss))
        return KL_OK;
    row_pair of = {
        .job = job, .row = row, .x = kl_side_row(&job->p, row), .y = kl_side_row(&job->q, row)};
    kl_status status = set_pair(&of, error);
    if (status != KL_OK)
        return status;
    if (of.lanes.beta == 0 || of.lanes.beta == 1) { /* the mixture is one of them */
        kl_side_clear(&job->p, row);
        kl_side_clear(&job->q, row);
        *loss = 0;
        return KL_OK;
    }
    add_up(&of);
    if (loss_of(&of) < close_of(job)) { /* Σ p e^r is 1: ln of what it is goes to the shift */
        of.lanes.shift_low += job->options.temperature * kl_log1p(of.sums[0]);
        add_up(&of);
    }
    *loss = loss_of(&of);
    if (job->p.gradient.data == NULL && job->q.gradient.data == NULL)
        return KL_OK;
    if (*loss == INFINITY && job->p.gradient.data != NULL)
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                          "row %zu: the divergence is infinite and has no gradient by %s", row,
                          job->p.name);
    const kl_pair_slopes how = slopes_of(&of, p_factor, q_factor);
    write_gradients(&of, &how);
    return KL_OK;
}
