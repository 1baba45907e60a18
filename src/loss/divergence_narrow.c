/* SPDX-License-Identifier: Apache-2.0 */
/* KL(P‖Q) of two rows of f32, f16 or bf16 by the kernels of losses. */
#include <math.h>

#include "kernels/scalar.h"
#include "loss/divergence.h"

/* The sums of a first look are good to 2⁻²³ or so of what is added. Where the divergence is a smaller part of that, it
 * is taken from its terms. */
#define PART 0x1p-2
/* Roundings of many terms cancel, so that where no term has much they may be larger by that. */
#define PART_OF_MANY 0x1p-4

/* Below this the difference of the rows is taken anew from what the first look left over. */
#define CLOSE 0x1p-10

/* Below this the pair of floats that the difference is taken to does not suffice. */
#define CLOSER 0x1p-40

typedef struct narrow_pair {
    const kl_divergence_job *job;
    size_t row;
    const void *x, *y;
    kl_loss_base x_base, y_base;
    double p_sum, q_sum; /* of exponentials relative to the bases */
    double moved; /* ln q − ln p is (y − x) less the difference of the log-sum-exps and this */
    kl_loss_pair lanes;
} narrow_pair;

static const kl_loss_temperature *temperature_of(const narrow_pair *of) {
    return kl_narrow_temperature(&of->job->p.reader);
}

/* Exponentials as they are may leave f32, or lose what is small beside them. */
static int is_in_range(float largest, double sum, double temperature) {
    return (double)largest < 69 * temperature && sum > 0x1p-60 && sum < INFINITY;
}

/* From sums; NaN where their digits do not suffice. */
static double far_loss(const narrow_pair *of, const kl_loss_cross *sums) {
    const double temperature = of->job->options.temperature;
    const double difference = kl_log(sums->q / sums->p);
    const double loss = sums->gap / sums->p / temperature + difference;
    const double top = sqrt(kl_exp((double)sums->x_largest / temperature) / sums->p);
    const double size = (1 + fabs(difference)) * (top > PART_OF_MANY ? top : PART_OF_MANY);
    return loss > PART * size ? loss : NAN;
}

static size_t block_size(const narrow_pair *of, size_t first) {
    const size_t left = of->job->p.logits.columns - first;
    return left < KL_LOSS_BLOCK ? left : KL_LOSS_BLOCK;
}
static const void *block_of(const narrow_pair *of, const void *row, size_t first) {
    return (const unsigned char *)row + first * of->job->p.reader.width;
}

static void sum_side(const narrow_pair *of, const void *row, kl_loss_base *base, double *sum) {
    const kl_loss_kernels *kernels = of->job->narrow;
    const size_t columns = of->job->p.logits.columns;
    const kl_loss_range range = kernels->range(row, columns);
    *base = kl_loss_base_of(range.largest, NULL);
    *sum = 0;
    for (size_t first = 0; first < columns; first += KL_LOSS_BLOCK) {
        const size_t n = block_size(of, first);
        *sum += kernels->sum(block_of(of, row, first), n, n, *base, range.lowest);
    }
}

/* Either the loss, or NaN and what it takes to look closer. */
static double look(narrow_pair *of) {
    const kl_loss_cross sums =
        of->job->narrow->cross(of->x, of->y, of->job->p.logits.columns, temperature_of(of));
    const double temperature = of->job->options.temperature;
    if (is_in_range(sums.x_largest, sums.p, temperature) &&
        is_in_range(sums.y_largest, sums.q, temperature)) {
        of->p_sum = sums.p;
        of->q_sum = sums.q;
        return far_loss(of, &sums);
    }
    of->p_sum = of->q_sum = NAN;
    if (temperature_of(of) == NULL) {
        sum_side(of, of->x, &of->x_base, &of->p_sum);
        sum_side(of, of->y, &of->y_base, &of->q_sum);
    }
    return NAN;
}

/* The difference of the log-sum-exps in two floats, from the differences of what they are made of. */
static void set_lanes(narrow_pair *of) {
    const double units = (double)of->y_base.shift - (double)of->x_base.shift;
    const double rest =
        ((double)of->y_base.exponent - (double)of->x_base.exponent) * 0x1.62e42fefa39efp-1 +
        of->job->options.temperature * (kl_log(of->q_sum) - kl_log(of->p_sum) + of->moved);
    const float high = (float)(units + rest);
    of->lanes = (kl_loss_pair){.temperature = temperature_of(of),
                               .x_base = of->x_base,
                               .y_base = of->y_base,
                               .p_scale = (float)(1 / of->p_sum),
                               .q_scale = (float)(1 / of->q_sum),
                               .shift = high,
                               .shift_low = (float)((units - (double)high) + rest)};
}

static kl_loss_pair_sums add_up(const narrow_pair *of) {
    kl_loss_pair_sums total = {0, 0};
    for (size_t first = 0; first < of->job->p.logits.columns; first += KL_LOSS_BLOCK) {
        const kl_loss_pair_sums sums =
            of->job->narrow->pair_sums(block_of(of, of->x, first), block_of(of, of->y, first),
                                       block_size(of, first), &of->lanes);
        total.divergence += sums.divergence;
        total.rest += sums.rest;
    }
    return total;
}

static double close_loss(narrow_pair *of) {
    set_lanes(of);
    kl_loss_pair_sums sums = add_up(of);
    of->moved = kl_log1p(sums.rest); /* Σ p e^r is 1: ln of what it is goes to the shift */
    if (sums.divergence < CLOSE) { /* else that is for the gradient only: the loss is stationary */
        set_lanes(of);
        sums = add_up(of);
    }
    return sums.divergence;
}

static void write_gradients(const narrow_pair *of, double loss, double p_factor, double q_factor) {
    const kl_divergence_job *job = of->job;
    kl_loss_pair_slopes how = {
        .p_factor = (float)p_factor, .q_factor = (float)q_factor, .p_mean = (float)loss};
    if (job->p.gradient.data != NULL)
        how.p_out = kl_side_gradient(&job->p, of->row);
    if (job->q.gradient.data != NULL)
        how.q_out = kl_side_gradient(&job->q, of->row);
    job->narrow->pair_gradient(of->x, of->y, job->p.logits.columns, &of->lanes, &how);
}

static void keep_entropy(const narrow_pair *of, const kl_divergence_side *side, const void *x) {
    kl_row_softmax softmax;
    if (side->entropy != NULL && kl_row_softmax_set(&softmax, &side->reader, x, 1))
        side->entropy[of->row] = kl_row_softmax_entropy(&softmax);
}

int kl_divergence_narrow(const kl_divergence_job *job, size_t row, double p_factor, double q_factor,
                         double *loss) {
    narrow_pair of = {
        .job = job, .row = row, .x = kl_side_row(&job->p, row), .y = kl_side_row(&job->q, row)};
    if (!(fabs(p_factor) <= KL_PULL_LARGEST && fabs(q_factor) <= KL_PULL_LARGEST))
        return 0;
    *loss = look(&of);
    if (!(of.p_sum > 0 && of.p_sum < INFINITY && of.q_sum > 0 && of.q_sum < INFINITY))
        return 0;
    if (isnan(*loss))
        *loss = close_loss(&of);
    if (!(*loss >= CLOSER && *loss < INFINITY))
        return 0;
    keep_entropy(&of, &job->p, of.x);
    keep_entropy(&of, &job->q, of.y);
    if (job->p.gradient.data != NULL || job->q.gradient.data != NULL) {
        set_lanes(&of);
        write_gradients(&of, *loss, p_factor, q_factor);
    }
    return 1;
}
