/* SPDX-License-Identifier: Apache-2.0 */
/* --fail-above: asked for before an input is read, decided by the library on the document. */
#include "cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Each whole; behind those that fit, how many more there are. */
static void list_ids(ids_of id_at, size_t inputs, char *list, size_t size) {
    enum { MORE = sizeof ",  and 18446744073709551615 more" };
    const char *id = NULL;
    size_t used = 0, more = 0;
    for (size_t at = 0; (id = id_at(inputs, at)) != NULL; at++)
        if (more > 0 || used + strlen(id) + MORE > size)
            more++;
        else
            used += (size_t)snprintf(list + used, size - used, "%s%s", used ? ", " : "", id);
    if (more > 0)
        snprintf(list + used, size - used, " and %zu more", more);
}

int tolerances_refuse(const struct settings *settings, ids_of id_at, size_t inputs) {
    for (size_t i = 0; i < settings->tolerance_count; i++) {
        const char *wanted = settings->tolerances[i].id, *id = NULL;
        for (size_t at = 0; (id = id_at(inputs, at)) != NULL && strcmp(id, wanted) != 0;)
            at++;
        if (id)
            continue;
        char known[4096] = "";
        list_ids(id_at, inputs, known, sizeof known);
        return complain_usage(
            "--fail-above %s: with %zu input%s there is no such measure; it has %s", wanted, inputs,
            inputs == 1 ? "" : "s", known);
    }
    return EXIT_WITHIN;
}

static void tell_exceeded(const tolerance *limit, const kl_tolerance *found) {
    const char *unit = kl_unit_text(found->unit);
    char low[64] = "it is infinite", more[64] = "";
    if (!isinf(found->low))
        snprintf(low, sizeof low, "%s %g", found->exact ? "it is" : "low end of its interval",
                 found->low);
    if (found->exceeded > 1)
        snprintf(more, sizeof more, ", and so are %zu more", found->exceeded - 1);
    complain_usage("%s of %s is above %g%s%s (%s)%s", limit->id, found->subject, limit->value,
                   *unit ? " " : "", unit, low, more);
}

static int check(const kl_document *document, const struct settings *settings,
                 const tolerance *limit) {
    kl_error error = KL_ERROR_INIT;
    kl_tolerance found;
    if (kl_document_check(document, limit->id, *limit->subject ? limit->subject : NULL,
                          limit->value, settings->unit, &found, &error) != KL_OK)
        return complain_usage("--fail-above %s: %s", limit->id, error.message);
    switch (found.verdict) {
    case KL_VERDICT_WITHIN:
        return EXIT_WITHIN;
    case KL_VERDICT_EXCEEDED:
        tell_exceeded(limit, &found);
        return EXIT_EXCEEDED;
    case KL_VERDICT_UNDECIDED:
        break;
    }
    return complain_usage("--fail-above %s: cannot decide, the estimate of %s has no interval",
                          limit->id, found.subject);
}

/* What is exceeded is no matter of what else could not be decided. */
int tolerances_check(const kl_document *document, const struct settings *settings) {
    int found[3] = {0};
    for (size_t i = 0; i < settings->tolerance_count; i++)
        found[check(document, settings, &settings->tolerances[i])]++;
    return found[EXIT_EXCEEDED] ? EXIT_EXCEEDED : found[EXIT_ERROR] ? EXIT_ERROR : EXIT_WITHIN;
}
