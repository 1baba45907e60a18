/* SPDX-License-Identifier: Apache-2.0 */
/* The catalogue: which rows there are. */
#include "base/ascii.h"
#include "base/error.h"
#include "measure/row.h"

#include <string.h>

static const kl_measure_row *const rows[] = {
#define ROW(id, name) [id] = &kl_row_##name,
    KL_MEASURES(ROW)
#undef ROW
};

/* The list stands in the order of the ids, without a gap. */
enum {
#define PLACE(id, name) PLACE_OF_##name,
    KL_MEASURES(PLACE)
#undef PLACE
};
#define IN_ORDER(id, name)                                                                         \
    _Static_assert((int)id == (int)PLACE_OF_##name, "list.h: " #name " is out of order");
KL_MEASURES(IN_ORDER)
#undef IN_ORDER

int kl_measure_count(void) {
    return KL_MEASURE_COUNT;
}

const double kl_even[2] = {0.5, 0.5};
const double kl_skewed[2] = {0.9, 0.1};
const double kl_skewed_back[2] = {0.1, 0.9};
const double kl_first_only[2] = {1.0, 0.0};
const double kl_second_only[2] = {0.0, 1.0};
const double kl_first_first[4] = {1.0, 0.0, 1.0, 0.0};
const double kl_first_second[4] = {1.0, 0.0, 0.0, 1.0};
const double kl_skewed_pair[4] = {0.9, 0.1, 0.1, 0.9};

const kl_counterexample kl_one_way[3] = {KL_BREAKS_SYMMETRY, KL_BREAKS_TRIANGLE,
                                         KL_BREAKS_FINITE_WITHOUT_Q};
const kl_counterexample kl_one_way_back[3] = {KL_BREAKS_SYMMETRY, KL_BREAKS_TRIANGLE,
                                              KL_BREAKS_FINITE_WITHOUT_P};
const kl_counterexample kl_of_code[5] = {KL_BREAKS_ZERO, KL_BREAKS_SYMMETRY, KL_BREAKS_TRIANGLE,
                                         KL_BREAKS_FINITE_WITHOUT_Q, KL_BREAKS_CONVEXITY_OF_CODE};

static const double sure[] = {1.0, 1e-18}, half[] = {0.5, 0.5, 0.0}, quarter[] = {0.25, 0.75, 0.0},
                    large[] = {1e308, 1e308}, larger[] = {1.7e308, 1e306}, here[] = {0.6, 0.1},
                    beside[] = {0.6000000000001, 0.0999999999999}, first[] = {1.0, 1e-310},
                    second[] = {1e-310, 1.0};

const kl_hard_case kl_hard[KL_HARD_COUNT] = {
    [KL_HARD_SURE] = {"nearly one symbol", 2, sure, sure},
    [KL_HARD_ZERO] = {"a symbol of neither", 3, half, quarter},
    [KL_HARD_TOTALS] = {"totals above the doubles", 2, large, larger},
    [KL_HARD_NEAR] = {"nearly equal", 2, here, beside},
    [KL_HARD_FAR] = {"a ratio above the doubles", 2, first, second},
};

const kl_measure_row *kl_measure_row_get(kl_measure_id id) {
    return (unsigned)id < KL_MEASURE_COUNT ? rows[id] : NULL;
}

static int in_range(const kl_measure_parameter *parameter, double value) {
    return (value > parameter->low || (value == parameter->low && !parameter->low_open)) &&
           (value < parameter->high || (value == parameter->high && !parameter->high_open));
}

kl_status kl_measure_row_at(kl_measure_id id, double value, kl_measure_row *out, kl_error *error) {
    const kl_measure_row *row = kl_measure_row_get(id);
    if (row == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "no measure has the id %d", (int)id);
    *out = *row;
    kl_measure_parameter *parameter = &out->measure.parameter;
    if (!isnan(value)) {
        if (parameter->name == NULL)
            return kl_fail(error, KL_ERROR_ARGUMENT, "%s has no parameter to be set to %g",
                           row->measure.name, value);
        if (!in_range(parameter, value))
            return kl_fail(error, KL_ERROR_ARGUMENT, "%s: the %s is %g: it must lie in %c%g, %g%c",
                           row->measure.name, parameter->name, value,
                           parameter->low_open ? '(' : '[', parameter->low, parameter->high,
                           parameter->high_open ? ')' : ']');
        parameter->value = value;
    }
    if (out->at != NULL)
        out->at(out);
    return KL_OK;
}

kl_status kl_measure_at(kl_measure_id id, double parameter, kl_measure *out, kl_error *error) {
    kl_measure_row row;
    if (out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_measure_at: out is NULL");
    kl_status status = kl_measure_row_at(id, parameter, &row, error);
    if (status == KL_OK)
        *out = row.measure;
    return status;
}

int kl_measure_is_due_to(const kl_measure *measure, int side) {
    for (size_t k = 0; k < measure->counterexample_count; k++) {
        const kl_counterexample *c = &measure->counterexamples[k];
        const double *has = side == 0 ? c->p : c->q, *lacks = side == 0 ? c->q : c->p;
        for (size_t i = 0; c->breaks == KL_FINITE && i < c->n; i++)
            if (has[i] > 0 && lacks[i] == 0)
                return 1;
    }
    return 0;
}

const kl_measure *kl_measure_get(kl_measure_id id) {
    const kl_measure_row *row = kl_measure_row_get(id);
    return row != NULL ? &row->measure : NULL;
}

/* The same letters, where the second may have underscores for blanks. */
static int is_same(const char *a, const char *b, size_t n) {
    size_t i = 0;
    while (i < n && (kl_ascii_lower(a[i]) == kl_ascii_lower(b[i]) || (a[i] == ' ' && b[i] == '_')))
        i++;
    return i == n;
}

/* Is it one of these, which commas separate? */
static int is_among(const char *list, const char *name) {
    const size_t size = strlen(name);
    while (*list != '\0') {
        const size_t length = strcspn(list, ",");
        if (length == size && is_same(list, name, size))
            return 1;
        list += length;
        list += strspn(list, ", ");
    }
    return 0;
}

const kl_measure *kl_measure_find(const char *name) {
    if (name == NULL)
        return NULL;
    for (size_t i = 0; i < KL_COUNT(rows); i++)
        if (kl_ascii_same(rows[i]->measure.name, name, SIZE_MAX) ||
            is_among(rows[i]->measure.also, name))
            return &rows[i]->measure;
    return NULL;
}
