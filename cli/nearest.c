/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody who mistyped a verb may have meant. */
#include "cli.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* No word that is as long as this is near to a verb. */
enum { LONGEST = 15, NEAR = 2 };

static size_t smaller(size_t a, size_t b) {
    return a < b ? a : b;
}

/* Letters to be put in, taken out, changed or exchanged with their neighbour to make one of the other
 * (Damerau 1964). Both are at most LONGEST letters long. */
static size_t distance(const char *a, const char *b) {
    size_t n = strlen(a), m = strlen(b), d[LONGEST + 1][LONGEST + 1];
    for (size_t i = 0; i <= n; i++)
        for (size_t j = 0; j <= m; j++) {
            if (i == 0 || j == 0) {
                d[i][j] = i + j;
                continue;
            }
            d[i][j] = smaller(smaller(d[i - 1][j], d[i][j - 1]) + 1,
                              d[i - 1][j - 1] + (a[i - 1] != b[j - 1]));
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = smaller(d[i][j], d[i - 2][j - 2] + 1);
        }
    return d[n][m];
}

const struct verb *verb_nearest(const char *name) {
    size_t count, best = NEAR + 1;
    const struct verb *const *all = verbs(&count), *nearest = NULL;
    for (size_t i = 0; i < count && strlen(name) <= LONGEST; i++) {
        size_t far = distance(name, all[i]->name);
        if (far < best && far < strlen(all[i]->name)) {
            best = far;
            nearest = all[i];
        }
    }
    return nearest;
}

int verb_complain(const char *name) {
    if (strpbrk(name, "./-") || access(name, F_OK) == 0)
        return EXIT_WITHIN;
    size_t count, used = 0;
    const struct verb *const *all = verbs(&count), *nearest = verb_nearest(name);
    char names[128] = "", meant[64] = "";
    for (size_t i = 0; i < count && used < sizeof names; i++)
        used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "",
                                 all[i]->name);
    if (nearest)
        snprintf(meant, sizeof meant, "; did you mean %s?", nearest->name);
    return complain_usage("there is no verb %s and no file of that name%s (verbs: %s)",
                          *name ? name : "''", meant, names);
}
