/* SPDX-License-Identifier: Apache-2.0 */
/* docs/claims.tsv for the tests: the numbers a row states, compared with those that were computed. */
#ifndef TESTS_COMPARE_CLAIMS_H
#define TESTS_COMPARE_CLAIMS_H

#include "texts.h"

#include <math.h>

#define CLAIMS "docs/claims.tsv"
#define CLAIM_FIELDS 6

typedef struct claim {
    char *line;
    char *field[CLAIM_FIELDS]; /* id, statement, verdict, number, unit, test */
} claim;

/* The row of an id; free(line) when done. */
static inline claim claim_row(const char *id) {
    size_t size;
    char *table = read_whole(CLAIMS, &size);
    claim row = {NULL, {NULL}};
    for (char *line = strtok(table, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        const char *tab = strchr(line, '\t');
        if (tab != NULL && (size_t)(tab - line) == strlen(id) && memcmp(line, id, strlen(id)) == 0)
            row.line = strdup(line);
    }
    free(table);
    if (row.line == NULL)
        fail_msg("%s has no row %s", CLAIMS, id);
    char *at = row.line;
    for (int i = 0; i < CLAIM_FIELDS; i++) {
        row.field[i] = at;
        char *tab = strchr(at, '\t');
        if ((tab == NULL) != (i == CLAIM_FIELDS - 1))
            fail_msg("row %s has not %d fields", id, CLAIM_FIELDS);
        if (tab != NULL) {
            *tab = '\0';
            at = tab + 1;
        }
    }
    return row;
}

/* What rounding may hide: half a unit in the last decimal place that is printed; next to nothing where
 * no place is printed, for a whole number is meant as one. */
static inline double slack_of(const char *number, double stated) {
    const char *point = strchr(number, '.');
    /* 1e-9: the stated number itself is rounded when it is read. */
    double half = point == NULL ? 1e-12 * fabs(stated) : 0.5 * (1 + 1e-9);
    for (const char *c = point == NULL ? "" : point + 1; *c >= '0' && *c <= '9'; c++)
        half /= 10;
    return half;
}

/* The row names this test and states exactly these n numbers, each as rounded. */
static inline void claim_holds(const char *id, const char *test, const double *computed, size_t n) {
    claim row = claim_row(id);
    assert_string_equal(row.field[5], test);
    size_t found = 0;
    for (char *number = strtok(row.field[3], " "); number != NULL; number = strtok(NULL, " ")) {
        assert_true(found < n);
        const double value = computed[found++];
        double stated;
        assert_int_equal(kl_number_parse(number, strlen(number), &stated, NULL), KL_OK);
        if (!(isinf(stated) ? value == stated : fabs(value - stated) <= slack_of(number, stated)))
            fail_msg("%s states %s, the library computes %.17g", id, number, value);
    }
    assert_int_equal(found, n);
    free(row.line);
}

#endif
