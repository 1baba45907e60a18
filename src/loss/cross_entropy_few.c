/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cross-entropy of rows of few classes, a piece of rows at a time and number by number for all of them: loops of
 * one fixed length, which compilers turn into vectors. What lies behind the last row has weight 0.
 */
#include <math.h>
#include <string.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/cross_entropy.h"

#define EACH_ROW for (size_t i = 0; i < KL_PIECE; i++)

/* ℓ = r·[share·(−ln p_y) + scale·Σ_c w_c (−ln p_c) + λ (ln Σ e^z)²]: of index targets the scale is ε/V and w are the
 * weights of classes, of probabilities it is 1 and w are w t', and the share is 0. */
typedef struct few_piece {
    size_t first, n;
    kl_row_targets rows;
    double class_weight[KL_PIECE], share[KL_PIECE]; /* of the target */
    double gap[KL_PIECE], log_sum[KL_PIECE], log_sum_exp[KL_PIECE];
    double pulled[KL_PIECE]; /* Σ w */
    double loss[KL_PIECE];
    double scale;
    double inverse; /* 1/T */
    kl_few few;
    float w[KL_FEW_CLASSES][KL_FEW_ROWS];
    const float (*pulls)[KL_FEW_ROWS]; /* w, or NULL: all 1 */
    kl_few_pull pull;
    int is_any_faint; /* then, of all rows: */
    double rest[KL_PIECE], spread[KL_PIECE];
} few_piece;

/* ── What is known before the logits ── */

static void set_index_targets(const kl_cross_entropy_job *job, few_piece *piece) {
    const double ignored = kl_ignored_target(job), *w = job->weights.wide;
    const double kept = 1 - job->options.label_smoothing;
    EACH_ROW {
        const double y = piece->rows.target[i];
        piece->rows.weight[i] = y == ignored ? 0 : piece->rows.weight[i];
        piece->pull.target[i] = y == ignored ? 0 : (int32_t)y;
    }
    EACH_ROW {
        piece->class_weight[i] = w == NULL ? 1 : w[piece->pull.target[i]];
        piece->share[i] = kept * piece->class_weight[i];
    }
}

static void set_targets(const kl_cross_entropy_job *job, few_piece *piece) {
    kl_row_targets_read(job, piece->first, piece->n, &piece->rows);
    if (!job->is_soft)
        set_index_targets(job, piece);
}

static void set_class_weights(const kl_cross_entropy_job *job, few_piece *piece) {
    piece->scale = job->is_soft ? 1 : job->options.label_smoothing / (double)job->logits.columns;
    piece->pull.has_target = !job->is_soft;
    piece->pulls = NULL;
    EACH_ROW {
        piece->pull.target[i] = 0;
        piece->class_weight[i] = 1;
        piece->share[i] = 0;
        piece->pulled[i] = job->weights.total;
    }
    if (job->is_soft || job->weights.narrow != NULL)
        piece->pulls = (const float(*)[KL_FEW_ROWS])piece->w;
    for (size_t c = 0; job->weights.narrow != NULL && c < job->logits.columns; c++)
        EACH_ROW piece->w[c][i] = job->weights.narrow[c];
}

static void clear_soft_row(const kl_cross_entropy_job *job, few_piece *piece, size_t i) {
    for (size_t c = 0; c < job->logits.columns; c++)
        piece->w[c][i] = 0;
    piece->pulled[i] = 0;
}

static kl_status set_soft_row(const kl_cross_entropy_job *job, few_piece *piece, size_t i,
                              kl_class_weights *pulls, kl_error *error) {
    kl_status status = kl_soft_pulls(job, piece->first + i, pulls, error);
    if (status != KL_OK)
        return status;
    for (size_t c = 0; c < job->logits.columns; c++)
        piece->w[c][i] = pulls->narrow[c];
    piece->pulled[i] = pulls->total;
    return KL_OK;
}

/* ── The logits ── */

static int is_good(const kl_few *few, size_t i) {
    return (few->largest[i] > -INFINITY) & (few->largest[i] < INFINITY) & (few->rest[i] < INFINITY);
}

static int all_are_good(const kl_few *few) {
    int good = 1;
    EACH_ROW good &= is_good(few, i);
    return good;
}

/* The first row that is refused, if there is one. */
static kl_status check_rows(const kl_cross_entropy_job *job, few_piece *piece, unsigned worker,
                            kl_error *error) {
    kl_status status = KL_OK;
    if (!job->is_soft && all_are_good(&piece->few))
        return KL_OK;
    for (size_t i = 0; i < piece->n && status == KL_OK; i++) {
        const int is_kept = !kl_is_left_out(job, &piece->rows, i);
        if (!is_good(&piece->few, i) && is_kept)
            return kl_row_refuse(&job->reader, kl_logits_row(job, piece->first + i),
                                 piece->first + i, job->name, error);
        if (job->is_soft && !is_kept)
            clear_soft_row(job, piece, i);
        else if (job->is_soft)
            status = set_soft_row(job, piece, i, &job->scratch[worker], error);
    }
    return status;
}

/* 0·∞ is 0. */
static double times(double factor, double loss) {
    const double product = factor * loss;
    return factor > 0 ? product : 0;
}

static void sum_faint_row(few_piece *piece, size_t columns, size_t i) {
    const kl_few *few = &piece->few;
    double rest = 0, spread = 0;
    for (size_t c = 0; c < columns; c++) {
        const double down = ((double)few->x[c][i] - (double)few->largest[i]) * piece->inverse;
        if (c == (size_t)few->argmax[i])
            continue;
        const double e = kl_row_exponential(down);
        rest += e;
        spread -= times(e, -down);
    }
    piece->rest[i] = rest;
    piece->spread[i] = spread;
    piece->log_sum[i] = kl_log1p(rest);
}

/* Rows that are too faint for `few`, of which there are seldom any. */
static void sum_faint_rows(few_piece *piece, size_t columns) {
    const kl_few *few = &piece->few;
    const float faint = (float)kl_faint_rest(columns);
    piece->is_any_faint = 0;
    EACH_ROW piece->is_any_faint |= few->rest[i] < faint;
    if (!piece->is_any_faint)
        return;
    EACH_ROW piece->rest[i] = (double)few->rest[i];
    EACH_ROW piece->spread[i] = (double)few->spread[i];
    for (size_t i = 0; i < piece->n; i++)
        if (few->rest[i] < faint)
            sum_faint_row(piece, columns, i);
}

static double rest_of(const few_piece *piece, size_t i) {
    return piece->is_any_faint ? piece->rest[i] : (double)piece->few.rest[i];
}

static double spread_of(const few_piece *piece, size_t i) {
    return piece->is_any_faint ? piece->spread[i] : (double)piece->few.spread[i];
}

static void set_focus(const kl_cross_entropy_job *job, const few_piece *piece,
                      double of_loss[KL_PIECE], double of_gradient[KL_PIECE]) {
    EACH_ROW of_loss[i] = of_gradient[i] = 1;
    for (size_t i = 0; job->options.focus > 0 && i < piece->n; i++) {
        const kl_few *few = &piece->few;
        const int32_t y = piece->pull.target[i];
        const double e = (double)few->e[y][i] * (double)few->unit[i];
        const kl_row_softmax softmax = {.argmax = (size_t)few->argmax[i],
                                        .rest = rest_of(piece, i),
                                        .log_sum = piece->log_sum[i]};
        const kl_row_target target = {(size_t)y, piece->class_weight[i], piece->gap[i], e};
        kl_row_focus(job->options.focus, &softmax, &target, &of_loss[i], &of_gradient[i]);
    }
}

/* Σ w (largest − x) of a row; differences of logits of f32 may leave it. */
static double wide_gap(const few_piece *piece, size_t columns, size_t i) {
    const kl_few *few = &piece->few;
    double gap = 0;
    for (size_t c = 0; c < columns; c++) {
        const double w = piece->pulls == NULL ? 1 : (double)piece->pulls[c][i];
        gap += times(w, (double)few->largest[i] - (double)few->x[c][i]);
    }
    return gap * piece->inverse;
}

static void set_losses(const kl_cross_entropy_job *job, few_piece *piece,
                       const double focus[KL_PIECE]) {
    float gap[KL_FEW_ROWS];
    const double z_loss = job->options.z_loss;
    EACH_ROW piece->loss[i] = times(piece->share[i] * focus[i], piece->gap[i] + piece->log_sum[i]) +
                              z_loss * piece->log_sum_exp[i] * piece->log_sum_exp[i];
    if (piece->scale > 0) {
        job->reader.narrow->few_gap(&piece->few, piece->pulls, job->logits.columns, piece->n, gap);
        for (size_t i = 0; i < piece->n; i++) {
            const double apart = gap[i] < INFINITY ? (double)gap[i] * piece->inverse
                                                   : wide_gap(piece, job->logits.columns, i);
            piece->loss[i] += piece->scale * (apart + piece->pulled[i] * piece->log_sum[i]);
        }
    }
    EACH_ROW piece->loss[i] = times(piece->rows.weight[i], piece->loss[i]);
}

static void look_at_logits(few_piece *piece, size_t columns) {
    const kl_few *few = &piece->few;
    float logit[KL_PIECE];
    EACH_ROW piece->log_sum[i] = (double)few->log_sum[i];
    sum_faint_rows(piece, columns);
    EACH_ROW logit[i] = few->x[piece->pull.target[i]][i];
    EACH_ROW {
        const double largest = (double)few->largest[i];
        piece->gap[i] = (largest - (double)logit[i]) * piece->inverse;
        piece->log_sum_exp[i] = largest * piece->inverse + piece->log_sum[i];
    }
}

/* ── What becomes of them ── */

static void keep_rows(const kl_cross_entropy_job *job, const few_piece *piece) {
    const kl_loss_rows *rows = &job->rows;
    const kl_few *few = &piece->few;
    for (size_t i = 0; i < piece->n; i++) {
        const size_t row = piece->first + i;
        const int is_kept = !kl_is_left_out(job, &piece->rows, i);
        if (rows->loss != NULL)
            rows->loss[row] = piece->loss[i];
        if (rows->log_sum_exp != NULL)
            rows->log_sum_exp[row] = is_kept ? piece->log_sum_exp[i] : 0;
        if (rows->entropy != NULL)
            rows->entropy[row] =
                is_kept ? piece->log_sum[i] - spread_of(piece, i) / (1 + rest_of(piece, i)) : 0;
        if (rows->argmax != NULL)
            rows->argmax[row] = is_kept ? few->argmax[i] : -1;
    }
}

/* What the gradients are made of, in f64. */
typedef struct wide_pulls {
    double slope[KL_PIECE], pull[KL_PIECE], at_target[KL_PIECE];
} wide_pulls;

static void set_pulls(const kl_cross_entropy_job *job, few_piece *piece,
                      const double focus[KL_PIECE], wide_pulls *pulls) {
    const kl_few *few = &piece->few;
    const double divisor = job->divisor, z_loss = 2 * job->options.z_loss, scale = piece->scale;
    float e[KL_PIECE];
    EACH_ROW e[i] = few->e[piece->pull.target[i]][i];
    EACH_ROW {
        const double factor =
            piece->rows.upstream[i] * piece->rows.weight[i] / divisor * piece->inverse;
        const double rest = rest_of(piece, i), of_total = 1 / (1 + rest);
        const double unit = (double)few->unit[i] * of_total, p = (double)e[i] * unit;
        const double largest_others = rest * of_total, others = 1 - p;
        const double share = piece->share[i] * focus[i], z_slope = z_loss * piece->log_sum_exp[i];
        const double slope = share + scale * piece->pulled[i] + z_slope;
        const int is_largest = piece->pull.target[i] == few->argmax[i];
        pulls->slope[i] = factor * slope * unit;
        pulls->pull[i] = factor * scale;
        pulls->at_target[i] =
            factor * (scale * (p * piece->pulled[i] - piece->class_weight[i]) + z_slope * p -
                      share * (is_largest ? largest_others : others));
    }
    EACH_ROW {
        piece->pull.slope[i] = (float)pulls->slope[i];
        piece->pull.pull[i] = (float)pulls->pull[i];
        piece->pull.at_target[i] = (float)pulls->at_target[i];
    }
}

static void set_wide_gradient(const kl_cross_entropy_job *job, const few_piece *piece,
                              const wide_pulls *pulls, size_t i) {
    void *out = kl_gradient_row(job, piece->first + i);
    for (size_t c = 0; c < job->logits.columns; c++) {
        const double e = (double)piece->few.e[c][i];
        const double w = piece->pulls == NULL ? 1 : (double)piece->pulls[c][i];
        kl_number_store(job->reader.dtype, out, c, e * pulls->slope[i] - w * pulls->pull[i]);
    }
    if (piece->pull.has_target)
        kl_number_store(job->reader.dtype, out, (size_t)piece->pull.target[i], pulls->at_target[i]);
}

/* Of rows whose factors are too large for `few`, of which there are seldom any. */
static void set_wide_gradients(const kl_cross_entropy_job *job, const few_piece *piece,
                               const wide_pulls *pulls) {
    int are_narrow = 1;
    EACH_ROW are_narrow &= kl_pull_is_narrow(pulls->slope[i], pulls->pull[i], piece->pulled[i]);
    for (size_t i = 0; i < piece->n && !are_narrow; i++)
        if (!kl_pull_is_narrow(pulls->slope[i], pulls->pull[i], piece->pulled[i]))
            set_wide_gradient(job, piece, pulls, i);
}

static void set_gradients(const kl_cross_entropy_job *job, few_piece *piece,
                          const double focus[KL_PIECE]) {
    wide_pulls pulls;
    set_pulls(job, piece, focus, &pulls);
    job->reader.narrow->few_gradient(&piece->few, piece->pulls, job->logits.columns, piece->n,
                                     &piece->pull, kl_gradient_row(job, piece->first),
                                     job->gradient.row_stride);
    set_wide_gradients(job, piece, &pulls);
    for (size_t i = 0; i < piece->n; i++)
        if (kl_is_left_out(job, &piece->rows, i))
            kl_clear_gradient(job, piece->first + i);
}

/* Four sums, so that none waits for itself. */
static double total_loss(const few_piece *piece) {
    double sum[4] = {0};
    for (size_t i = 0; i < KL_PIECE; i += 4)
        for (size_t a = 0; a < 4; a++)
            sum[a] += piece->loss[i + a];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

static kl_status one_piece(const kl_cross_entropy_job *job, few_piece *piece, unsigned worker,
                           kl_error *error) {
    double of_loss[KL_PIECE], of_gradient[KL_PIECE];
    const kl_loss_rows *rows = &job->rows;
    set_targets(job, piece);
    job->reader.narrow->few_softmax(
        kl_logits_row(job, piece->first), job->logits.row_stride, job->logits.columns, piece->n,
        kl_narrow_temperature(&job->reader), rows->entropy != NULL, &piece->few);
    kl_status status = check_rows(job, piece, worker, error);
    if (status != KL_OK)
        return status;
    look_at_logits(piece, job->logits.columns);
    set_focus(job, piece, of_loss, of_gradient);
    set_losses(job, piece, of_loss);
    if (rows->loss != NULL || rows->log_sum_exp != NULL || rows->entropy != NULL ||
        rows->argmax != NULL)
        keep_rows(job, piece);
    if (job->gradient.data != NULL)
        set_gradients(job, piece, of_gradient);
    return KL_OK;
}

kl_status kl_cross_entropy_few(const kl_cross_entropy_job *job, size_t begin, size_t end,
                               unsigned worker, double *loss, kl_error *error) {
    few_piece piece;
    memset(&piece.few, 0, sizeof piece.few); /* what is behind the last row, too */
    piece.inverse = 1 / job->reader.temperature;
    set_class_weights(job, &piece);
    *loss = 0;
    for (piece.first = begin; piece.first < end; piece.first += KL_PIECE) {
        piece.n = kl_piece_size(end, piece.first);
        kl_status status = one_piece(job, &piece, worker, error);
        if (status != KL_OK)
            return status;
        *loss += total_loss(&piece);
    }
    return KL_OK;
}
