/* SPDX-License-Identifier: Apache-2.0 */
/* A distribution from outside: its parameters, read and checked. */
#include "base/alloc.h"
#include "base/error.h"
#include "family/row.h"

#include <float.h>

static kl_status of_input(kl_status status, int input, kl_error *error) {
    return input < 0 ? status : kl_fail_input(error, status, (size_t)input);
}

/* "shape of p", or "shape" where there is one distribution only. */
static const char *suffix(int input) {
    return input < 0 ? "" : input == 0 ? " of p" : " of q";
}

static int in_range(const kl_parameter *range, double value) {
    if (!isfinite(value) || value < range->low || value > range->high)
        return 0;
    if (range->low_open && value == range->low)
        return 0;
    return !range->whole || value == floor(value);
}

static kl_status refuse(const kl_family *family, const kl_parameter *range, size_t index,
                        double value, int input, kl_error *error) {
    kl_status status;
    const char *what = range->whole ? "a whole number" : "a finite number";
    const char *low = range->low_open ? "above" : "at least";
    if (range->low == -INFINITY)
        status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)index, -1,
                            "%s%s (%s) is %.17g: it must be %s", range->name, suffix(input),
                            family->title, value, what);
    else if (range->high == INFINITY)
        status = kl_fail_at(error, KL_ERROR_VALUE, (int64_t)index, -1,
                            "%s%s (%s) is %.17g: it must be %s %s %g", range->name, suffix(input),
                            family->title, value, what, low, range->low);
    else
        status =
            kl_fail_at(error, KL_ERROR_VALUE, (int64_t)index, -1,
                       "%s%s (%s) is %.17g: it must be %s %s %g and at most %.17g", range->name,
                       suffix(input), family->title, value, what, low, range->low, range->high);
    return of_input(status, input, error);
}

static kl_status check_shape(const kl_family *family, kl_array parameters, int input,
                             kl_error *error) {
    size_t expected = family->vector ? parameters.n : (size_t)family->parameter_count;
    kl_status status = KL_OK;
    if (parameters.n == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "the parameters%s (%s) are missing",
                         suffix(input), family->title);
    else if (parameters.n != expected)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "%s has %zu parameter%s (%s%s%s), not %zu",
                         family->name, expected, expected == 1 ? "" : "s",
                         family->parameters[0].name, expected == 1 ? "" : ", ",
                         expected == 1 ? "" : family->parameters[1].name, parameters.n);
    else if (parameters.data == NULL)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "the parameters%s: data is NULL", suffix(input));
    else if (kl_dtype_size(parameters.dtype) == 0)
        status = kl_fail(error, KL_ERROR_ARGUMENT, "the parameters%s: unknown dtype %d",
                         suffix(input), (int)parameters.dtype);
    return of_input(status, input, error);
}

static kl_status check_values(const kl_distribution *d, int input, kl_error *error) {
    const kl_family *family = &d->row->family;
    for (size_t i = 0; i < d->n; i++) {
        const kl_parameter *range = &family->parameters[family->vector ? 0 : i];
        if (!in_range(range, d->at[i]))
            return refuse(family, range, i, d->at[i], input, error);
    }
    if (d->row->ordered && !(d->at[1] - d->at[0] >= KL_LEAST_WIDTH))
        return of_input(kl_fail_at(error, KL_ERROR_VALUE, 1, -1,
                                   "%s%s (%s) is %.17g: it must be above %s, which is %.17g%s",
                                   family->parameters[1].name, suffix(input), family->title,
                                   d->at[1], family->parameters[0].name, d->at[0],
                                   d->at[1] > d->at[0] ? ", by 2^-1021 at least" : ""),
                        input, error);
    return KL_OK;
}

kl_status kl_distribution_read(kl_distribution *d, kl_family_id family, kl_array parameters,
                               int input, kl_error *error) {
    *d = (kl_distribution){.row = kl_family_row_get(family), .n = parameters.n};
    if (d->row == NULL)
        return of_input(kl_fail(error, KL_ERROR_ARGUMENT, "no family has the id %d", (int)family),
                        input, error);
    kl_status status = check_shape(&d->row->family, parameters, input, error);
    if (status != KL_OK)
        return status;
    double *values = d->own;
    if (d->row->family.vector)
        values = d->many = kl_alloc(d->n, sizeof *values);
    if (values == NULL)
        return kl_fail_memory(error, "parameters", d->n * sizeof *values);
    kl_array_read(parameters, 0, d->n, values);
    d->at = values;
    return check_values(d, input, error);
}

kl_status kl_distribution_normalise(kl_distribution *d, int input, kl_error *error) {
    double largest = 0, total = 0;
    if (d->row->family.id != KL_FAMILY_CATEGORICAL)
        return KL_OK;
    for (size_t i = 0; i < d->n; i++)
        largest = fmax(largest, d->at[i]);
    if (largest == 0)
        return of_input(kl_fail(error, KL_ERROR_VALUE, "the weights%s are all zero", suffix(input)),
                        input, error);
    for (size_t i = 0; i < d->n; i++)
        total += d->at[i] / largest;
    for (size_t i = 0; i < d->n; i++) {
        const double weight = d->at[i], share = weight / largest / total;
        d->many[i] = share >= DBL_MIN || weight == 0
                         ? kl_log(share)
                         : kl_log(weight) - kl_log(largest) - kl_log(total);
    }
    return KL_OK;
}

void kl_distribution_free(kl_distribution *d) {
    kl_free(d->many);
}
