/* SPDX-License-Identifier: Apache-2.0 */
/* The drift of a table, and what is said of it. */
#ifndef KL_COMPARE_DRIFT_H
#define KL_COMPARE_DRIFT_H

#include <kullback/compare_drift.h>

#include <string.h>

typedef struct kl_drift_tables {
    const kl_drift *drift;
    const char *name[2];
    kl_unit unit;
    int is_outline;
} kl_drift_tables;

/* 1 if it is of what is missing. */
static inline int kl_drift_is_missing(const kl_drift_measure *measure) {
    return strstr(measure->id, ".missing") != NULL;
}

/* The false discovery rate of what decides. */
double kl_drift_q(const kl_drift_column *column);
/* What can be stood for of what decides, over its tolerance. */
double kl_drift_excess(const kl_drift_column *column);

kl_status kl_drift_sentences(const kl_drift_tables *tables, kl_document *document, kl_error *error);

#endif
