/* SPDX-License-Identifier: Apache-2.0 */
/* Tables as text, the drift between them, and what it says of a column. */
#ifndef TESTS_TABLE_DRIFT_TABLES_H
#define TESTS_TABLE_DRIFT_TABLES_H

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "table/drift.h"

static kl_error error = KL_ERROR_INIT;

#define LN2 0.693147180559945309417

static inline void near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance * fmax(1e-300, fabs(expected))))
        fail_msg("%.17g, expected %.17g", value, expected);
}

/* ── Tables ── */

static inline kl_table_profile *profile_of(const char *text, const char *cluster) {
    kl_table *table = NULL;
    kl_table_profile *out = NULL;
    kl_profile_options options;
    kl_profile_options_init(&options);
    options.cluster = cluster;
    if (kl_table_parse("t", text, strlen(text), NULL, &table, &error) != KL_OK ||
        kl_table_profile_of(table, &options, &out, &error) != KL_OK)
        fail_msg("%s", error.message);
    kl_table_free(table);
    return out;
}

static inline kl_status try_drift(const char *reference, const char *current,
                                  const kl_drift_options *options, kl_drift **out) {
    kl_table_profile *a = profile_of(reference, NULL), *b = profile_of(current, NULL);
    const kl_status status = kl_drift_new(a, b, options, out, &error);
    kl_table_profile_free(a);
    kl_table_profile_free(b);
    return status;
}

static inline kl_drift *drift_of(const char *reference, const char *current,
                                 const kl_drift_options *options) {
    kl_drift *out = NULL;
    if (try_drift(reference, current, options, &out) != KL_OK)
        fail_msg("%s", error.message);
    return out;
}

static inline size_t find(const kl_drift *drift, const char *name) {
    for (size_t i = 0; i < kl_drift_columns(drift); i++)
        if (strcmp(kl_drift_column_at(drift, i).name, name) == 0)
            return i;
    fail_msg("no column %s", name);
    return 0;
}

static inline kl_drift_measure measure(const kl_drift *drift, const char *column, const char *id) {
    const size_t at = find(drift, column);
    for (size_t i = 0; i < kl_drift_measures(drift, at); i++)
        if (strcmp(kl_drift_measure_at(drift, at, i).id, id) == 0)
            return kl_drift_measure_at(drift, at, i);
    fail_msg("no measure %s", id);
    return (kl_drift_measure){.id = NULL};
}

static char room[2][400000];

/* A column of numbers, each with all its digits. */
static inline const char *numbers(int which, const double *values, size_t n) {
    size_t at = (size_t)sprintf(room[which], "x\n");
    for (size_t i = 0; i < n; i++)
        at += (size_t)sprintf(room[which] + at, "%.17g\n", values[i]);
    return room[which];
}

#endif
