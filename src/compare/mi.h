/* SPDX-License-Identifier: Apache-2.0 */
/* Columns as random variables, and how two of them are linked. */
#ifndef KL_COMPARE_MI_H
#define KL_COMPARE_MI_H

#include <kullback/compare_mi.h>
#include <kullback/information_joint.h>
#include <kullback/information_nearest.h>

#include "report/phrase.h"
#include "report/subject.h"

typedef enum kl_mi_sort { KL_MI_DISCRETE, KL_MI_CONTINUOUS, KL_MI_MIXTURE } kl_mi_sort;

/* A column and what of it decides how it is measured. */
typedef struct kl_mi_variable {
    const kl_column *column;
    size_t index;     /* in the table */
    size_t present;   /* rows with a value */
    size_t different; /* values */
    size_t largest;   /* rows with the most frequent of them */
    kl_mi_sort sort;
    const uint32_t *codes; /* of what is or shall be discrete, else NULL */
    uint32_t *owned;       /* codes of numbers */
    double *spread;        /* numbers that were rounded, each with noise; NULL: they were not */
    char odd[160];    /* of names nearly all of which are numbers, one that is none; "": others */
    char reason[400]; /* why it can tell nothing; "": it can */
} kl_mi_variable;

typedef struct kl_mi {
    const kl_table *table;
    kl_mi_options options;
    kl_mi_variable *variable; /* of each column */
    size_t columns, rows;
} kl_mi;

/* A document of the columns of a table, which `tell` fills in. */
typedef kl_status kl_mi_teller(const kl_mi *mi, const char *const *names, kl_document *document,
                               kl_error *error);
kl_status kl_mi_document(const kl_table *table, const char *const *names,
                         const kl_mi_options *options, kl_mi_teller *tell, kl_document **out,
                         kl_error *error);

/* One variable out of a column. */
kl_status kl_mi_variable_fill(const kl_mi *mi, kl_mi_variable *variable, kl_error *error);
void kl_mi_variable_clear(kl_mi_variable *variable);
/* The variable of a column; one that can tell nothing is KL_ERROR_VALUE. */
kl_status kl_mi_find(const kl_mi *mi, const char *name, const kl_mi_variable **out,
                     kl_error *error);
/* The entropy of what has codes as its counts have it, nats. */
kl_status kl_mi_entropy(const kl_mi *mi, const kl_mi_variable *v, double *out, kl_error *error);
/* What was done of how much, told to whoever wants to know. */
kl_status kl_mi_progress(const kl_mi *mi, size_t done, size_t total, kl_error *error);

/* What two variables have to do with each other, `given` a third or not (NULL). */
typedef struct kl_mi_link {
    kl_mi_estimator used;
    size_t rows;    /* in which all have a value */
    size_t missing; /* others */
    size_t
        alone; /* of `rows` those with a label that no other has, which neighbours of one category leave out */
    kl_estimate value, p_value;
    kl_joint *joint; /* of KL_MI_COUNTS: X, Y and what is given */
    double bias;     /* of KL_MI_COUNTS: what was taken off the plug-in value, nats */
    int is_spread;   /* numbers were spread over what they were rounded to */
} kl_mi_link;

typedef struct kl_mi_test {
    unsigned deals;  /* 0: no test */
    unsigned enough; /* that have as much, after which it ends; 0: none is enough */
    kl_pool *pool;
} kl_mi_test;

/* Tests look at so many rows in all deals of all that is tested; one of columns that neighbours measure at so many. */
enum { KL_MI_ROWS_DEALT = 200000000, KL_MI_ROWS_DEALT_NEAR = 20000000 };
/* They make at least so many deals. */
enum { KL_MI_LEAST_DEALS = 99 };

/* Of a test that ends early p is known to a third or so of itself. */
enum { KL_MI_ENOUGH = 10 };

/* So many that one of `tests` alone can be a discovery, or as many as were asked for. */
unsigned kl_mi_deals(const kl_mi *mi, size_t tests);

kl_status kl_mi_link_make(const kl_mi *mi, const kl_mi_variable *const variables[3],
                          kl_mi_test test, kl_mi_link *out, kl_error *error);
void kl_mi_link_clear(kl_mi_link *link);

/* A row for the bias that was taken off; of neighbours, which have no plug-in value, there is none. */
kl_status kl_mi_add_bias(const kl_mi_link *link, const char *label, const char *subject,
                         int headline, kl_document *document, kl_error *error);

/* ── Words ── */

/* Title and inputs: what is asked, then a line for each of `n` variables. */
kl_status kl_mi_head(const kl_mi *mi, const char *title, const kl_mi_variable *const *variables,
                     size_t n, kl_document *document, kl_error *error);
/* How many rows an interval takes, if this estimate has none for want of them. */
kl_status kl_mi_note_interval(const kl_estimate *estimate, size_t columns, kl_document *document,
                              kl_error *error);
/* "counts", "nearest neighbours (KSG)", … */
const char *kl_mi_estimator_phrase(kl_mi_estimator estimator);
/* What an estimate of mutual information is worth, whatever its unit: √(1 − e^(−2I)). */
double kl_mi_correlation(double nats);

#endif
