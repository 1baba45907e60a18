/* SPDX-License-Identifier: Apache-2.0 */
/* Joint tables whose bottleneck is known, and checks that all tests of it share. */
#ifndef TESTS_INFORMATION_BOTTLENECK_TABLES_H
#define TESTS_INFORMATION_BOTTLENECK_TABLES_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/information_bottleneck.h>

#include "../refused.h"

#define BITS(nats) ((nats) / M_LN2)

/* Uniform over {00, 02, 12, 21, 22}. */
static const double five[] = {1, 0, 1, 0, 0, 1, 0, 1, 1};
/* A binary symmetric channel that turns one bit in ten over. */
static const double symmetric[] = {.45, .05, .05, .45};

static inline kl_matrix table_of(const double *cell, size_t rows, size_t columns) {
    return (kl_matrix){cell, rows, columns, (ptrdiff_t)columns, KL_F64};
}

static inline void must(kl_status status) {
    if (status != KL_OK)
        fail_msg("%s: %s", kl_status_name(status), error.message);
}

static inline void close_to(double value, double expected, double tolerance, const char *what) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%s: %.15g, expected %.15g to %g", what, value, expected, tolerance);
}

static inline double h(double p) {
    return p <= 0 || p >= 1 ? 0 : -p * log(p) - (1 - p) * log(1 - p);
}

/* A table of random weights, with zeros in about `sparse` of the cells. */
static inline void draw_table(uint64_t seed, double sparse, double *cell, size_t n) {
    kl_random random;
    kl_random_init(&random, seed, 0);
    for (size_t i = 0; i < n; i++) {
        const double weight = -log(kl_random_uniform(&random));
        cell[i] = kl_random_uniform(&random) < sparse ? 0 : weight * weight;
    }
}

/* Σ p ln(p/(p_row p_column)) of n × k shares, by the textbook's formula. */
static inline double information_of(const double *cell, size_t n, size_t k) {
    double total = 0, sum = 0;
    for (size_t i = 0; i < n * k; i++)
        total += cell[i];
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < k; j++) {
            double row = 0, column = 0;
            for (size_t l = 0; l < k; l++)
                row += cell[i * k + l] / total;
            for (size_t l = 0; l < n; l++)
                column += cell[l * k + j] / total;
            const double p = cell[i * k + j] / total;
            sum += p > 0 ? p * log(p / row / column) : 0;
        }
    return sum;
}

#endif
