/* SPDX-License-Identifier: Apache-2.0 */
/* kl fit: the model of a family that is nearest to a target. */
#include "cli.h"

#include <string.h>

static const option_id options[] = {OPTION_FAMILY,  OPTION_MEASURE,  OPTION_PARAMETER,
                                    OPTION_SEED,    OPTION_UNIT,     OPTION_FAIL_ABOVE,
                                    OPTION_JSON,    OPTION_MARKDOWN, OPTION_HTML,
                                    OPTION_THREADS, OPTION_HELP};

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    kl_fit_options how;
    kl_fit_options_init(&how);
    how.family = settings->family;
    how.components = settings->components;
    how.measure = settings->measure;
    if (settings->parameter_count > 0)
        how.parameter = settings->parameters[0].parameter;
    how.seed = settings->seed;
    how.pool = pool;
    return kl_fit_describe(settings->files[0], &how, document, error);
}

/* Those of every fit, then the measures, one of which a fit is by. */
static const char *id_at(size_t inputs, size_t index) {
    const char *id = NULL;
    size_t always = 0;
    for (; (id = kl_fit_id(inputs, always)) != NULL; always++)
        if (always == index)
            return id;
    for (int m = 0; inputs == 1 && m < kl_measure_count(); m++) {
        const kl_measure *measure = kl_measure_get((kl_measure_id)m);
        size_t at = 0;
        while (at < always && strcmp(kl_fit_id(inputs, at), measure->name) != 0)
            at++;
        if (measure->kind != KL_KIND_ENTROPY && at == always && index-- == always)
            return measure->name;
    }
    return NULL;
}

static int run(const struct settings *settings, kl_pool *pool) {
    if (settings->file_count != 1)
        return complain_usage("one file is fitted, %zu given: kl fit FILE (see kl help fit)",
                              settings->file_count);
    for (size_t i = 0; i < settings->parameter_count; i++)
        if (i > 0 || settings->parameters[i].measure != settings->measure)
            return complain_usage("--parameter of %s: a fit has that of its --measure, once",
                                  kl_measure_get(settings->parameters[i].measure)->name);
    return answer(settings, pool, id_at, 1, tell);
}

const struct verb verb_fit = {
    .name = "fit",
    .usage = "FILE",
    .summary = "the model of a family that is nearest to a target, in either direction",
    .description =
        "Find the model that makes a divergence from the target least, and tell its parameters, "
        "how "
        "far both directions of the divergence are, which modes of the target it covers, and draw "
        "both.\n\n"
        "FILE holds draws, one number a line or the rows of a .npy, or the cells of a grid: lines "
        "of a value and its weight. A first line without a number is a header.\n\n"
        "The forward direction (--measure divergence) asks the model to be wherever the target is, "
        "so that it covers all modes; of draws it is maximum likelihood. The reverse direction "
        "(--measure divergence.reverse) asks it to be only where the target is, so that it picks "
        "one. For any other measure draws are counted into cells, but for cross_entropy and "
        "perplexity, which are least where divergence is.",
    .examples =
        "kl fit examples/fit/modes.tsv\tone normal distribution over both modes\n"
        "kl fit --measure divergence.reverse examples/fit/modes.tsv\ton one of them\n"
        "kl fit --family mixture:2 heights.txt\ta mixture, by maximum likelihood\n"
        "kl fit --measure renyi -p renyi=0.5 cells.tsv\tby Rényi's divergence of order 1/2\n"
        "kl fit --fail-above missed=0.05 cases.tsv\tfail if a model leaves out too many\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .own = {{OPTION_PARAMETER, NULL, NULL,
             "The parameter of --measure, which is named with it: renyi=0.5 (finite), "
             "hockey_stick=2."}},
    .ids = {id_at},
    .run = run,
};
