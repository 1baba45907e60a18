/* SPDX-License-Identifier: Apache-2.0 */
/* Masses as whole numbers. */
#include "transport/masses.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "transport/sides.h"

/* The total is below 2^60 of the unit; with a dummy it doubles. */
enum { TOTAL_BITS = 60 };

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
static void round_side(const kl_side *side, int exponent, double factor, int64_t *out) {
    const int scale = TOTAL_BITS - exponent;
    const double half = ldexp(1, scale / 2), rest = ldexp(1, scale - scale / 2) * factor;
    for (size_t i = 0; i < side->n; i++)
        out[i] = llrint(side->mass[i] * half * rest);
}

static void round_both(kl_masses *out, const kl_side *a, const kl_side *b, int apart) {
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

double kl_masses_part(int64_t mass) {
    return (double)mass * 0x1p-62;
}

double kl_masses_value(const kl_masses *masses, double parts) {
    return ldexp(parts * masses->unit, masses->exponent + 62);
}

static void add_dummies(kl_masses *out, size_t rows, size_t columns) {
    out->column[columns] = add_up(out->row, rows);
    out->row[rows] = add_up(out->column, columns);
    out->total = out->column[columns] + out->row[rows];
}

static kl_status fill(kl_masses *out, const kl_side *a, const kl_side *b, int dummy,
                      kl_error *error) {
    out->rows = a->n + (dummy != 0), out->columns = b->n + (dummy != 0);
    out->row = kl_alloc_zero(out->rows, sizeof *out->row);
    out->column = kl_alloc_zero(out->columns, sizeof *out->column);
    if (out->row == NULL || out->column == NULL)
        return kl_fail_memory(error, "masses", (out->rows + out->columns) * sizeof *out->row);
    if (a->is_uniform && b->is_uniform)
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
    kl_side sides[2] = {{.mass = NULL}, {.mass = NULL}};
    kl_status status = kl_side_read(a, rows, 0, &sides[0], error);
    if (status == KL_OK)
        status = kl_side_read(b, columns, 1, &sides[1], error);
    if (status == KL_OK && rule == KL_MASSES_EQUAL)
        status = kl_sides_compare(&sides[0], &sides[1], error);
    for (size_t s = 0; status == KL_OK && s < 2 && rule == KL_MASSES_SHARES; s++)
        kl_side_share(&sides[s]);
    if (status == KL_OK)
        status = fill(out, &sides[0], &sides[1], rule == KL_MASSES_DUMMY, error);
    if (status == KL_OK && rule == KL_MASSES_EQUAL)
        kl_masses_settle(out);
    kl_side_free(&sides[0]);
    kl_side_free(&sides[1]);
    return status;
}

void kl_masses_free(kl_masses *masses) {
    kl_free(masses->row);
    kl_free(masses->column);
    masses->row = masses->column = NULL;
}
