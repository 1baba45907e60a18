/* SPDX-License-Identifier: Apache-2.0 */
/* Weights that are zero, dealt with as the caller asked. */
#include "measure/zeros.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"
#include "measure/ratio.h"

#include <math.h>

const char *kl_zeros_name(kl_zeros zeros) {
    static const char *const names[] = {"exact", "add", "kt", "mix", "common"};
    return (unsigned)zeros <= KL_ZEROS_COMMON ? names[zeros] : "unknown";
}

kl_status kl_zeros_check(const kl_measure_options *options, int alone, kl_error *error) {
    const double amount = options->zeros_amount;
    switch (options->zeros) {
    case KL_ZEROS_ADD:
        return amount > 0.0 && isfinite(amount)
                   ? KL_OK
                   : kl_fail(error, KL_ERROR_ARGUMENT,
                             "zeros_amount is %g: what is added must be above 0 and finite",
                             amount);
    case KL_ZEROS_MIX:
        if (!(amount > 0.0 && amount < 1.0))
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "zeros_amount is %g: the share of the other must lie in (0, 1)", amount);
        break;
    case KL_ZEROS_EXACT:
    case KL_ZEROS_KT:
    case KL_ZEROS_COMMON:
        if (amount != 0.0)
            return kl_fail(error, KL_ERROR_ARGUMENT,
                           "zeros_amount is %g: only KL_ZEROS_ADD and KL_ZEROS_MIX have one",
                           amount);
        break;
    default:
        return kl_fail(error, KL_ERROR_ARGUMENT, "no way to deal with zeros has the number %d",
                       (int)options->zeros);
    }
    if (alone && (options->zeros == KL_ZEROS_MIX || options->zeros == KL_ZEROS_COMMON))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "zeros are to be dealt with by the other distribution: there is none");
    return KL_OK;
}

/* Sums over the sides but one: by addition alone, since a difference would lose digits. */
static void add_others(const double *x, size_t k, double *others) {
    double sum = 0.0;
    for (size_t j = 0; j < k; j++) {
        others[j] = sum;
        sum += x[j];
    }
    sum = 0.0;
    for (size_t j = k; j-- > 0;) {
        others[j] += sum;
        sum += x[j];
    }
}

static int all_have(const double *x, size_t k) {
    size_t having = 0;
    for (size_t j = 0; j < k; j++)
        having += x[j] > 0.0;
    return having == k;
}

/* One symbol of k sides: weights, shares where they are mixed. */
static void replace(const kl_measure_options *options, double *x, size_t k, double *others) {
    const double own = 1.0 - options->zeros_amount, share = options->zeros_amount;
    const double added = options->zeros == KL_ZEROS_KT ? 0.5 : options->zeros_amount;
    const int common = all_have(x, k);
    if (options->zeros == KL_ZEROS_MIX)
        add_others(x, k, others);
    for (size_t j = 0; j < k; j++)
        x[j] = options->zeros == KL_ZEROS_COMMON ? (common ? x[j] : 0.0)
               : options->zeros == KL_ZEROS_MIX ? own * x[j] + share * (others[j] / (double)(k - 1))
                                                : x[j] + added;
}

double kl_zeros_moved(kl_array before, kl_total before_total, kl_array after,
                      kl_total after_total) {
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < before.n; i++) {
        double was, is;
        kl_array_read(before, i, 1, &was);
        kl_array_read(after, i, 1, &is);
        was = kl_weight_share(was, before_total);
        is = kl_weight_share(is, after_total);
        if (is > was * (1.0 + 0x1p-49))
            kl_exact_sum_add(&sum, is - was);
    }
    return fmin(kl_exact_sum_round(&sum), 1.0);
}

void kl_lone_note(const kl_lone *lone, unsigned side, unsigned as, kl_estimate *out) {
    if (lone->symbols[side] > 0)
        kl_estimate_note(out, KL_FLAG_ZEROS, as, lone->symbols[side], lone->mass[side]);
    else if (lone->symbols[1 - side] == 0 && lone->moved[side] > 0.0)
        kl_estimate_note(out, KL_FLAG_ZEROS, as, 0, lone->moved[side]);
}

kl_status kl_zeros_new(const kl_measure_options *options, const kl_array *sides,
                       const kl_total *totals, size_t k, double **out, kl_error *error) {
    const size_t n = sides[0].n;
    double *made = kl_alloc(n + 2, k * sizeof *made);
    if (made == NULL)
        return kl_fail_memory(error, "weights without zeros", (n + 2) * k * sizeof *made);
    *out = made;
    double *x = made + k * n, *others = x + k;
    int some = 0;
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < k; j++) {
            kl_array_read(sides[j], i, 1, &x[j]);
            if (options->zeros == KL_ZEROS_MIX)
                x[j] = kl_weight_share(x[j], totals[j]);
        }
        some = some || all_have(x, k);
        replace(options, x, k, others);
        for (size_t j = 0; j < k; j++) {
            if (isinf(x[j]))
                return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                                  "what is added takes weight %zu beyond the doubles", i);
            made[j * n + i] = x[j];
        }
    }
    if (!some && options->zeros == KL_ZEROS_COMMON)
        return kl_fail(error, KL_ERROR_VALUE, "there is no symbol in common");
    return KL_OK;
}
