/* SPDX-License-Identifier: Apache-2.0 */
/* Masses as whole numbers. */
#include "transport/masses.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/exact_sum.h"

/* The total is below 2^60 of the unit; with a dummy it doubles. */
enum { TOTAL_BITS = 60 };
#define TOTALS_DIFFER 1e-9

static const char *name_of(size_t side) {
    return side == 0 ? "a" : "b";
}

/* ── What the caller gave ── */

typedef struct given {
    double *mass;
    size_t n;
    double total;
} given;

static kl_status read_side(kl_array array, size_t n, size_t side, given *out, kl_error *error) {
    *out = (given){NULL, n, 1};
    if (array.data == NULL && array.n == 0)
        return KL_OK;
    if (array.data == NULL || kl_dtype_size(array.dtype) == 0 || array.n != n)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s has %zu masses for %zu places, or no data or an unknown dtype",
                       name_of(side), array.n, n);
    out->mass = kl_alloc(n, sizeof(double));
    if (out->mass == NULL)
        return kl_fail_memory(error, "masses", n * sizeof(double));
    kl_array_read(array, 0, n, out->mass);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < n; i++)
        if (!(out->mass[i] >= 0) || isinf(out->mass[i]))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "mass %zu of %s is %g: masses are finite and not negative", i,
                              name_of(side), out->mass[i]);
    kl_exact_sum_add_array(&sum, out->mass, n);
    out->total = kl_exact_sum_round(&sum);
    if (out->total > 0 && out->total < INFINITY)
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE, "all masses of %s together are %g: there is %s",
                   name_of(side), out->total, out->total > 0 ? "no total" : "nothing to move");
}

static kl_status compare_totals(double a, double b, kl_error *error) {
    if (fabs(a - b) <= TOTALS_DIFFER * fmax(a, b))
        return KL_OK;
    return kl_fail(error, KL_ERROR_VALUE,
                   "a has a mass of %.10g, b of %.10g, which is %.3g %s: divide both by their "
                   "totals, or set a price of unmatched mass",
                   a, b, fabs(a - b), b > a ? "more" : "less");
}

/* ── To whole numbers ── */

static int64_t gcd(int64_t x, int64_t y) {
    while (y != 0) {
        const int64_t rest = x % y;
        x = y;
        y = rest;
    }
    return x;
}

static int64_t add_up(const int64_t *numbers, size_t n) {
    int64_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += numbers[i];
    return sum;
}

/* Equal masses on both sides: the smallest whole numbers, since fewer different sums are more ties, which are found. */
static void share_equally(kl_masses *out, size_t rows, size_t columns) {
    const int64_t common = gcd((int64_t)rows, (int64_t)columns);
    for (size_t i = 0; i < rows; i++)
        out->row[i] = (int64_t)columns / common;
    for (size_t j = 0; j < columns; j++)
        out->column[j] = (int64_t)rows / common;
    out->total = (int64_t)columns / common * (int64_t)rows;
    out->unit = 1 / (double)out->total;
}

/* In two steps, since a power of two that scales subnormal masses may be no double. */
static void round_side(const given *side, int exponent, double factor, int64_t *out) {
    const int scale = TOTAL_BITS - exponent;
    const double half = ldexp(1, scale / 2), rest = ldexp(1, scale - scale / 2) * factor;
    for (size_t i = 0; i < side->n; i++)
        out[i] = llrint((side->mass == NULL ? 1 / (double)side->n : side->mass[i]) * half * rest);
}

static void round_both(kl_masses *out, const given *a, const given *b, int apart) {
    int of_a, of_b;
    const double part_a = frexp(a->total, &of_a), part_b = frexp(b->total, &of_b);
    if (apart)
        of_a = of_b = of_a > of_b ? of_a : of_b;
    round_side(a, of_a, 1, out->row);
    round_side(b, of_b, apart ? 1 : part_a / part_b, out->column);
    out->total = add_up(out->row, a->n);
    out->unit = 1;
    out->exponent = of_a - TOTAL_BITS;
}

/* What rounding left over goes where it matters least. */
void kl_masses_settle(kl_masses *masses) {
    size_t most = 0;
    for (size_t j = 1; j < masses->columns; j++)
        most = masses->column[j] > masses->column[most] ? j : most;
    masses->column[most] += masses->total - add_up(masses->column, masses->columns);
}

double kl_masses_value(const kl_masses *masses, double units) {
    return ldexp(units * masses->unit, masses->exponent);
}

static void add_dummies(kl_masses *out, size_t rows, size_t columns) {
    out->column[columns] = add_up(out->row, rows);
    out->row[rows] = add_up(out->column, columns);
    out->total = out->column[columns] + out->row[rows];
}

static kl_status fill(kl_masses *out, const given *a, const given *b, int dummy, kl_error *error) {
    out->rows = a->n + (dummy != 0), out->columns = b->n + (dummy != 0);
    out->row = kl_alloc_zero(out->rows, sizeof *out->row);
    out->column = kl_alloc_zero(out->columns, sizeof *out->column);
    if (out->row == NULL || out->column == NULL)
        return kl_fail_memory(error, "masses", (out->rows + out->columns) * sizeof *out->row);
    if (a->mass == NULL && b->mass == NULL)
        share_equally(out, a->n, b->n);
    else
        round_both(out, a, b, dummy);
    if (dummy)
        add_dummies(out, a->n, b->n);
    out->whole = a->total;
    return KL_OK;
}

kl_status kl_masses_read(kl_array a, kl_array b, size_t rows, size_t columns, kl_masses_rule rule,
                         kl_masses *out, kl_error *error) {
    *out = (kl_masses){.row = NULL};
    given sides[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
    kl_status status = kl_fail_input(error, read_side(a, rows, 0, &sides[0], error), 0);
    if (status == KL_OK)
        status = kl_fail_input(error, read_side(b, columns, 1, &sides[1], error), 1);
    if (status == KL_OK && rule == KL_MASSES_EQUAL)
        status = compare_totals(sides[0].total, sides[1].total, error);
    if (status == KL_OK)
        status = fill(out, &sides[0], &sides[1], rule == KL_MASSES_DUMMY, error);
    if (status == KL_OK && rule == KL_MASSES_EQUAL)
        kl_masses_settle(out);
    kl_free(sides[0].mass);
    kl_free(sides[1].mass);
    return status;
}

void kl_masses_free(kl_masses *masses) {
    kl_free(masses->row);
    kl_free(masses->column);
    masses->row = masses->column = NULL;
}
