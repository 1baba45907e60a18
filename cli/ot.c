/* SPDX-License-Identifier: Apache-2.0 */
/* kl ot: what moving one thing onto another costs. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

static const option_id options[] = {
    OPTION_METHOD,     OPTION_COST,  OPTION_POWER,      OPTION_EPSILON,
    OPTION_PLAN,       OPTION_COSTS, OPTION_KIND,       OPTION_COLUMN,
    OPTION_CONFIDENCE, OPTION_SEED,  OPTION_FAIL_ABOVE, OPTION_JSON,
    OPTION_MARKDOWN,   OPTION_HTML,  OPTION_THREADS,    OPTION_HELP};

static kl_status write_arc(kl_file *file, const kl_arc *arc, kl_error *error) {
    char mass[32], line[128];
    kl_number_format(arc->mass, mass);
    const int size = snprintf(line, sizeof line, "%zu,%zu,%s\n", arc->from + 1, arc->to + 1, mass);
    return kl_file_write(file, line, (size_t)size, error);
}

static kl_status write_plan(const char *path, const kl_transport *transport, kl_error *error) {
    static const char head[] = "from,to,mass\n";
    const kl_arc *plan = kl_transport_get_plan(transport);
    const size_t arcs = kl_transport_get_result(transport)->arcs;
    kl_file *file = NULL;
    kl_status status = kl_file_create(path, &file, error);
    if (status == KL_OK)
        status = kl_file_write(file, head, strlen(head), error);
    for (size_t k = 0; status == KL_OK && k < arcs; k++)
        status = write_arc(file, &plan[k], error);
    if (status == KL_OK)
        status = kl_file_commit(file, error);
    kl_file_close(file);
    return status;
}

static kl_status tell(const struct settings *settings, kl_pool *pool, kl_document **document,
                      kl_error *error) {
    kl_input *inputs[2] = {NULL, NULL};
    kl_input_options reading;
    kl_ot_options how;
    kl_transport *plan = NULL;
    kl_input_options_init(&reading);
    reading.kind = settings->kind;
    reading.column = settings->column;
    reading.rows_are_points = 1;
    kl_ot_options_init(&how);
    how.method = (kl_ot_method)settings->method;
    how.ground = settings->ground;
    how.power = settings->power;
    how.epsilon = settings->epsilon;
    how.confidence = settings->confidence;
    how.seed = settings->seed;
    how.costs = settings->costs;
    how.pool = pool;
    kl_status status =
        kl_inputs_open((const char *const *)settings->files, 2, &reading, inputs, error);
    if (status == KL_OK)
        status = kl_ot_describe(inputs[0], inputs[1], &how, document, settings->plan ? &plan : NULL,
                                error);
    if (status == KL_OK && settings->plan)
        status = write_plan(settings->plan, plan, error);
    kl_transport_free(plan);
    kl_input_free(inputs[0]);
    kl_input_free(inputs[1]);
    return status;
}

static int run(const struct settings *settings, kl_pool *pool) {
    if (settings->file_count != 2)
        return complain_usage("two inputs are needed, %zu given: kl ot A B (see kl help ot)",
                              settings->file_count);
    if (settings->given[OPTION_EPSILON] && settings->method != KL_OT_SINKHORN)
        return complain_usage("--epsilon is for --method sinkhorn");
    if (settings->method == KL_OT_SINKHORN &&
        (settings->given[OPTION_CONFIDENCE] || settings->given[OPTION_SEED]))
        return complain_usage("--confidence and --seed are not for --method sinkhorn, which draws "
                              "nothing and has no interval");
    return answer(settings, pool, kl_ot_id, 2, tell);
}

const struct verb verb_ot = {
    .name = "ot",
    .usage = "A B",
    .summary = "what it costs to move one thing onto the other",
    .description =
        "Optimal transport: how far the mass of A must be moved to become B, when it is moved as "
        "cheaply as can be. It is finite and says how far also where A and B do not overlap, where "
        "KL is infinite.\n\n"
        "A and B are numbers, one a line or a column of a table; points, the rows of a .npy or of "
        "a "
        "table of three columns of numbers or more (of two the first is a place and the second its "
        "mass: a cloud in the plane is a .npy or JSON lines); "
        "weights whose names are numbers or bins, as histograms have them (\"[0, 1)\": the mass is "
        "spread over the bin); or PNG images, whose mass is light at the places of pixels. Rows of "
        "numbers and points have one mass each. With --costs A and B "
        "are texts or weights, and their symbols move at the costs of the file.\n\n"
        "The value is that of the samples, exact, with the proof that nothing cheaper exists: the "
        "duality gap. The interval is for the sources that the samples were drawn from, and a "
        "permutation test tells whether one source would do. Of clouds that are too large for "
        "that, --method sinkhorn and --method sliced tell distances of their own.",
    .examples = "kl ot before.txt after.txt\tthe Wasserstein distance W_1 of two samples\n"
                "kl ot --p 2 a.npy b.npy\tW_2 of two clouds of points\n"
                "kl ot --plan plan.csv a.npy b.npy\tand which point goes where\n"
                "kl ot --costs keyboard.tsv typed.txt meant.txt\tsymbols, at the prices of a file\n"
                "kl ot --method sinkhorn --epsilon 0.01 a.npy b.npy\tblurred: quick, and smooth in "
                "the points\n"
                "kl ot --method sliced a.npy b.npy\tlarge clouds, along lines\n"
                "kl ot --fail-above wasserstein=0.5 old.tsv new.tsv\tfail if a histogram moved too "
                "far\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .ids = {kl_ot_id},
    .run = run,
};
