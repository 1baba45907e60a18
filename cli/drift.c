/* SPDX-License-Identifier: Apache-2.0 */
/* kl drift: has a table drifted from a reference? */
#include "cli.h"

static const option_id options[] = {
    OPTION_BINS,       OPTION_CLUSTER_COLUMN, OPTION_TYPE,    OPTION_FAIL_ABOVE, OPTION_UNIT,
    OPTION_CONFIDENCE, OPTION_SEED,           OPTION_JSON,    OPTION_MARKDOWN,   OPTION_HTML,
    OPTION_JUNIT,      OPTION_CONFIG,         OPTION_THREADS, OPTION_HELP};

void settings_profile(const struct settings *settings, kl_pool *pool, kl_table_options *reading,
                      kl_column_setting types[TYPES_MAX], kl_profile_options *profile) {
    kl_table_options_init(reading);
    for (size_t i = 0; i < settings->type_count; i++)
        types[i] = (kl_column_setting){settings->types[i].column, settings->types[i].type};
    reading->settings = types;
    reading->setting_count = settings->type_count;
    kl_profile_options_init(profile);
    profile->cluster = settings->cluster;
    profile->table = reading;
    profile->pool = pool;
    profile->progress = progress_start(&profile->progress_context);
}

static void fill_options(const struct settings *settings, kl_pool *pool, kl_drift_edges *edges,
                         kl_drift_tolerance *tolerances, kl_drift_options *how) {
    kl_drift_options_init(how);
    for (size_t i = 0; i < settings->edge_count; i++)
        edges[i] = (kl_drift_edges){settings->edges[i].column, settings->edges[i].edges,
                                    settings->edges[i].n};
    for (size_t i = 0; i < settings->tolerance_count; i++) {
        const tolerance *t = &settings->tolerances[i];
        tolerances[i] = (kl_drift_tolerance){t->id, *t->subject ? t->subject : NULL, t->value};
    }
    how->binning = settings->binning;
    how->bins = settings->bins;
    how->edges = edges;
    how->edge_count = settings->edge_count;
    how->tolerances = tolerances;
    how->tolerance_count = settings->tolerance_count;
    how->confidence = settings->confidence;
    how->seed = settings->seed;
    how->unit = settings->unit;
    how->pool = pool;
    how->progress = progress_start(&how->progress_context);
}

static kl_status find_drift(const struct settings *settings, kl_pool *pool, kl_drift **drift,
                            kl_error *error) {
    kl_column_setting types[TYPES_MAX];
    kl_drift_edges edges[BINS_MAX];
    kl_drift_tolerance tolerances[TOLERANCES_MAX];
    kl_table_options reading;
    kl_profile_options profile;
    kl_drift_options how;
    kl_table_profile *side[2] = {NULL, NULL};
    kl_status status = KL_OK;
    settings_profile(settings, pool, &reading, types, &profile);
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = kl_table_profile_open(settings->files[s], &profile, &side[s], error);
    fill_options(settings, pool, edges, tolerances, &how);
    if (status == KL_OK)
        status = kl_drift_new(side[0], side[1], &how, drift, error);
    kl_table_profile_free(side[0]);
    kl_table_profile_free(side[1]);
    return status;
}

static kl_status write_junit(const kl_drift *drift, const struct settings *settings,
                             kl_error *error) {
    char *text = NULL;
    size_t size = 0;
    kl_status status = kl_drift_junit(drift, settings->files[0], settings->files[1], settings->unit,
                                      &text, &size, error);
    if (status == KL_OK)
        status = write_text(settings->junit, text, size, error);
    kl_memory_free(text);
    return status;
}

/* All of it on standard output, and what can be looked at as a page. */
static kl_status show(const struct settings *settings, const kl_drift *drift, kl_error *error) {
    struct settings plain = *settings;
    kl_document *whole = NULL, *outline = NULL;
    char **files = settings->files;
    plain.html = NULL;
    kl_status status = kl_drift_describe(drift, files[0], files[1], settings->unit, &whole, error);
    if (status == KL_OK)
        status = kl_drift_outline(drift, files[0], files[1], settings->unit, &outline, error);
    if (status == KL_OK)
        status = show_page(outline, settings, error);
    if (status == KL_OK)
        status = show_document(whole, &plain, error);
    kl_document_free(whole);
    kl_document_free(outline);
    return status;
}

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    kl_drift *drift = NULL;
    if (settings->file_count != 2)
        return complain_usage("two tables are needed, %zu given: kl drift REFERENCE CURRENT (see "
                              "kl help drift)",
                              settings->file_count);
    if (tolerances_refuse(settings, kl_drift_id, 2) != EXIT_WITHIN)
        return EXIT_ERROR;
    kl_status status = find_drift(settings, pool, &drift, &error);
    if (status == KL_OK)
        status = show(settings, drift, &error);
    if (status == KL_OK && settings->junit != NULL)
        status = write_junit(drift, settings, &error);
    const int code = status != KL_OK                ? complain(&error)
                     : kl_drift_exceeded(drift) > 0 ? EXIT_EXCEEDED
                                                    : EXIT_WITHIN;
    kl_drift_free(drift);
    return code;
}

const struct verb verb_drift = {
    .name = "drift",
    .usage = "REFERENCE CURRENT",
    .summary = "has a table drifted from a reference? Every column, and an exit code",
    .description =
        "Compare every column of two tables by its type. A column has drifted if its change is "
        "told from chance, with a false discovery rate over all columns of at most 0.05, and "
        "certainly larger than a tolerance: the low end of the interval of one measure is above "
        "it. So many rows alone make no drift, and few rows none out of noise. The exit code is 0 "
        "if no column has drifted, been added, dropped or changed its type, 1 if one has, 2 on "
        "an error.\n\n"
        "Categories, booleans and the letters of texts are held to 0.01 bits of Jensen-Shannon "
        "divergence, numbers and times to a Wasserstein distance of a tenth of the reference's "
        "standard deviation, and missing values of each column to 0.01 bits as well. "
        "--fail-above ID=X states another measure and tolerance for all columns that have it, "
        "--fail-above ID@COL=X for one, and --config FILE does for many.\n\n"
        "A table is CSV, or separated by TAB or semicolon, with a header line; a .npy of two "
        "dimensions; or what kl profile wrote of one.",
    .examples =
        "kl drift january.csv february.csv\twhich columns have drifted\n"
        "kl profile january.csv -o january.kls && kl drift january.kls february.csv\twithout the "
        "reference at hand\n"
        "kl drift --cluster customer old.csv new.csv\trows of one customer belong together\n"
        "kl drift --fail-above jeffreys@age=0.2 --bins age=18,30,50 old.csv new.csv\tPSI of given "
        "bins\n"
        "kl drift --junit drift.xml old.csv new.csv\tfor a build server\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .ids = {kl_drift_id},
    .run = run,
};
