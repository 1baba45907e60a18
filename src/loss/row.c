/* SPDX-License-Identifier: Apache-2.0 */
/* Rows of logits: the loops of the kernels over blocks that stay in the first cache. */
#include "loss/row.h"

#include <math.h>

#include "base/error.h"
#include "kernels/scalar.h"
#include "loss/wide.h"

static int is_narrow(kl_dtype dtype, kl_loss_type *type) {
    switch (dtype) {
    case KL_F32:
        *type = KL_LOSS_F32;
        return 1;
    case KL_F16:
        *type = KL_LOSS_F16;
        return 1;
    case KL_BF16:
        *type = KL_LOSS_BF16;
        return 1;
    default:
        return 0;
    }
}

kl_logit_reader kl_logit_reader_of(kl_matrix logits, double softcap, double temperature,
                                   const kl_pool *pool) {
    kl_logit_reader reader = {.dtype = logits.dtype,
                              .width = kl_dtype_size(logits.dtype),
                              .columns = logits.columns,
                              .softcap = softcap,
                              .temperature = temperature,
                              .kernels = kl_kernels_for(pool)};
    kl_loss_type type;
    if (softcap == 0 && temperature == 1 && is_narrow(logits.dtype, &type))
        reader.narrow = kl_loss_kernels_for(pool, type);
    return reader;
}

static const void *at(const kl_logit_reader *reader, const void *row, size_t column) {
    return (const unsigned char *)row + column * reader->width;
}

static size_t block_size(const kl_logit_reader *reader, size_t first) {
    const size_t left = reader->columns - first;
    return left < KL_LOSS_BLOCK ? left : KL_LOSS_BLOCK;
}

/* The largest is now another one, further up by -down. */
static void raise_largest(kl_row_softmax *s, double largest, size_t argmax) {
    if (s->largest > -INFINITY) {
        const double down = s->largest - largest, factor = kl_exp(down);
        s->spread = (s->spread + down * (s->rest + 1)) * factor;
        s->rest = (s->rest + 1) * factor;
    }
    s->largest = largest;
    s->argmax = argmax;
}

static int set_narrow(kl_row_softmax *s, const kl_logit_reader *reader, const void *row,
                      int with_spread) {
    const kl_loss_kernels *kernels = reader->narrow;
    kl_loss_base base = {0, 0};
    double factor = 1; /* from the unit of the base to that of the largest */
    for (size_t first = 0; first < reader->columns; first += KL_LOSS_BLOCK) {
        const size_t n = block_size(reader, first);
        const void *x = at(reader, row, first);
        const float top = kernels->largest(x, n);
        size_t skip = n;
        if (top > s->largest) {
            skip = kernels->find(x, n, top);
            raise_largest(s, (double)top, first + skip);
            base = kl_loss_base_of(top);
            factor = kl_exp(kl_loss_base_log(base, top));
        }
        if (with_spread) {
            kl_loss_sums sums = kernels->sum_spread(x, n, skip, base, (float)s->largest);
            s->rest += sums.exponentials * factor;
            s->spread += sums.spread * factor;
        } else {
            s->rest += kernels->sum(x, n, skip, base) * factor;
        }
    }
    return kl_row_softmax_is_good(s);
}

int kl_row_softmax_set(kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                       int with_spread) {
    *softmax = (kl_row_softmax){.largest = -INFINITY};
    const int good = reader->narrow != NULL ? set_narrow(softmax, reader, row, with_spread)
                                            : kl_wide_softmax(softmax, reader, row);
    if (good)
        softmax->log_sum = kl_log1p(softmax->rest);
    return good;
}

kl_status kl_row_refuse(const kl_logit_reader *reader, const void *x, size_t row, const char *name,
                        kl_error *error) {
    for (size_t c = 0; c < reader->columns; c++) {
        const double z = kl_logit_read(reader, x, c);
        if (!(z <= KL_LOGIT_LARGEST))
            return kl_fail_at(
                error, KL_ERROR_VALUE, (int64_t)row, -1,
                "%s: row %zu, column %zu is %g: a logit is at most 1e300, or -inf for a masked "
                "class",
                name, row, c, z);
    }
    return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)row, -1,
                      "%s: row %zu has only -inf: no class is possible", name, row);
}

double kl_row_softmax_entropy(const kl_row_softmax *softmax) {
    return softmax->log_sum - softmax->spread / (1 + softmax->rest);
}

double kl_row_gap(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                  const kl_class_weights *weights) {
    if (reader->narrow == NULL)
        return kl_wide_gap(softmax, reader, row, weights->wide);
    double gap = 0;
    for (size_t first = 0; first < reader->columns; first += KL_LOSS_BLOCK)
        gap += reader->narrow->gap(at(reader, row, first),
                                   weights->narrow == NULL ? NULL : weights->narrow + first,
                                   block_size(reader, first), (float)softmax->largest);
    return gap;
}

void kl_row_gradient(const kl_row_softmax *softmax, const kl_logit_reader *reader, const void *row,
                     const kl_class_weights *weights, const kl_row_pull *how, void *out) {
    if (reader->narrow == NULL) {
        kl_wide_gradient(softmax, reader, row, weights->wide, how, out);
        return;
    }
    const float largest = (float)softmax->largest;
    const kl_loss_base base = kl_loss_base_of(largest);
    const double scale = how->slope * kl_exp(kl_loss_base_log(base, largest)) / (1 + softmax->rest);
    reader->narrow->gradient(row, weights->narrow, reader->columns, base, (float)scale,
                             (float)how->pull, out);
    if (how->target < reader->columns)
        kl_number_store(reader->dtype, out, how->target, how->at_target);
}

void kl_row_keep(const kl_loss_rows *rows, size_t row, double loss, const kl_row_softmax *softmax) {
    if (rows->loss != NULL)
        rows->loss[row] = loss;
    if (rows->log_sum_exp != NULL)
        rows->log_sum_exp[row] = softmax == NULL ? 0 : softmax->largest + softmax->log_sum;
    if (rows->entropy != NULL)
        rows->entropy[row] = softmax == NULL ? 0 : kl_row_softmax_entropy(softmax);
    if (rows->argmax != NULL)
        rows->argmax[row] = softmax == NULL ? -1 : (int64_t)softmax->argmax;
}
