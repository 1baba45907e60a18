/* SPDX-License-Identifier: Apache-2.0 */
/* kl drift: has a table drifted from a reference? */
#include "cli.h"

static const option_id options[] = {
    OPTION_BINS, OPTION_BY,         OPTION_CLUSTER_COLUMN, OPTION_TYPE,    OPTION_FAIL_ABOVE,
    OPTION_UNIT, OPTION_CONFIDENCE, OPTION_SEED,           OPTION_JSON,    OPTION_MARKDOWN,
    OPTION_HTML, OPTION_JUNIT,      OPTION_CONFIG,         OPTION_THREADS, OPTION_HELP};

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

static void fill_options(const struct settings *settings, kl_pool *pool, kl_drift_bins *columns,
                         kl_drift_tolerance *tolerances, kl_drift_options *how) {
    kl_drift_options_init(how);
    for (size_t i = 0; i < settings->column_bins_count; i++) {
        const column_bins *b = &settings->column_bins[i];
        columns[i] =
            (kl_drift_bins){b->column, b->n > 0 ? b->edges : NULL, b->n, b->binning, b->bins};
    }
    for (size_t i = 0; i < settings->tolerance_count; i++) {
        const tolerance *t = &settings->tolerances[i];
        tolerances[i] = (kl_drift_tolerance){t->id, *t->subject ? t->subject : NULL, t->value};
    }
    how->binning = settings->binning;
    how->bins = settings->bins;
    how->columns = columns;
    how->column_count = settings->column_bins_count;
    how->tolerances = tolerances;
    how->tolerance_count = settings->tolerance_count;
    how->confidence = settings->confidence;
    how->seed = settings->seed;
    how->unit = settings->unit;
    how->pool = pool;
    how->progress = progress_start(&how->progress_context);
}

/* What the options say, and what they refer to. */
typedef struct asked {
    kl_column_setting types[TYPES_MAX];
    kl_drift_bins columns[BINS_MAX];
    kl_drift_tolerance tolerances[TOLERANCES_MAX];
    kl_table_options reading;
    kl_profile_options profile;
    kl_drift_options how;
} asked;

static void ask(const struct settings *settings, kl_pool *pool, asked *out) {
    settings_profile(settings, pool, &out->reading, out->types, &out->profile);
    fill_options(settings, pool, out->columns, out->tolerances, &out->how);
}

/* The current table may be a state that stands for it. */
static kl_status find_drift(const struct settings *settings, kl_pool *pool, const char *current,
                            kl_drift **drift, kl_error *error) {
    const char *const path[2] = {settings->files[0], current};
    asked as;
    kl_table_profile *side[2] = {NULL, NULL};
    kl_status status = KL_OK;
    ask(settings, pool, &as);
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = kl_table_profile_open(path[s], &as.profile, &side[s], error);
    if (status == KL_OK)
        status = kl_drift_new(side[0], side[1], &as.how, drift, error);
    if (status != KL_OK && error->input >= 0)
        status = name_file(path[error->input], error);
    kl_table_profile_free(side[0]);
    kl_table_profile_free(side[1]);
    return status;
}

static kl_status write_junit(const kl_drift *drift, const struct settings *settings,
                             kl_error *error) {
    char *text = NULL;
    size_t size = 0;
    kl_status status =
        kl_drift_junit(drift, input_name(settings->files[0]), input_name(settings->files[1]),
                       settings->unit, &text, &size, error);
    if (status == KL_OK)
        status = write_file(settings->junit, text, size, error);
    kl_memory_free(text);
    return status;
}

/* All of it on standard output, and what can be looked at as a page. */
static kl_status show(const struct settings *settings, const kl_drift *drift, kl_error *error) {
    kl_document *whole = NULL, *outline = NULL;
    const char *reference = input_name(settings->files[0]),
               *current = input_name(settings->files[1]);
    kl_status status = kl_drift_describe(drift, reference, current, settings->unit, &whole, error);
    if (status == KL_OK)
        status = kl_drift_outline(drift, reference, current, settings->unit, &outline, error);
    if (status == KL_OK)
        status = show_page(outline, settings, error);
    if (status == KL_OK)
        status = show_report(whole, settings, error);
    kl_document_free(whole);
    kl_document_free(outline);
    return status;
}

/* ── A time line ── */

/* All groups together are called drifted by chance as rarely as one table is. */
static kl_status find_line(const asked *as, const kl_table_profile *reference,
                           const kl_profile_groups *groups, kl_drift **drifts, const char **names,
                           kl_error *error) {
    const size_t n = kl_profile_groups_count(groups);
    kl_drift_options how = as->how;
    kl_status status = KL_OK;
    how.discovery /= (double)n;
    for (size_t g = 0; status == KL_OK && g < n; g++) {
        names[g] = kl_profile_groups_name(groups, g);
        status =
            kl_drift_new(reference, kl_profile_groups_profile(groups, g), &how, &drifts[g], error);
    }
    return status;
}

static kl_status show_line(const struct settings *settings, kl_drift *const *drifts,
                           const char *const *names, size_t n, size_t *exceeded, kl_error *error) {
    kl_document *document = NULL;
    kl_status status = kl_drift_describe_line((const kl_drift *const *)drifts, names, n,
                                              input_name(settings->files[0]),
                                              input_name(settings->files[1]), &document, error);
    if (status == KL_OK)
        status = show_document(document, settings, error);
    for (size_t g = 0; g < n; g++)
        *exceeded += kl_drift_exceeded(drifts[g]);
    kl_document_free(document);
    return status;
}

static kl_status tell_line(const struct settings *settings, kl_pool *pool, size_t *exceeded,
                           kl_error *error) {
    asked as;
    kl_table_profile *reference = NULL;
    kl_profile_groups *groups = NULL;
    kl_drift *drifts[KL_PROFILE_GROUPS] = {NULL};
    const char *names[KL_PROFILE_GROUPS];
    ask(settings, pool, &as);
    as.how.without = settings->by;
    kl_status status = kl_table_profile_open(settings->files[0], &as.profile, &reference, error);
    if (status == KL_OK)
        status =
            kl_profile_groups_open(settings->files[1], settings->by, &as.profile, &groups, error);
    if (status == KL_OK)
        status = find_line(&as, reference, groups, drifts, names, error);
    if (status != KL_OK && error->input >= 0)
        status = name_file(settings->files[error->input], error);
    const size_t n = kl_profile_groups_count(groups);
    if (status == KL_OK)
        status = show_line(settings, drifts, names, n, exceeded, error);
    for (size_t g = 0; g < n; g++)
        kl_drift_free(drifts[g]);
    kl_profile_groups_free(groups);
    kl_table_profile_free(reference);
    return status;
}

static kl_status tell_whole(const struct settings *settings, kl_pool *pool, const char *current,
                            size_t *exceeded, kl_error *error) {
    kl_drift *drift = NULL;
    kl_status status = find_drift(settings, pool, current, &drift, error);
    if (status == KL_OK)
        status = show(settings, drift, error);
    if (status == KL_OK && settings->junit != NULL)
        status = write_junit(drift, settings, error);
    *exceeded = kl_drift_exceeded(drift);
    kl_drift_free(drift);
    return status;
}

static int check_call(const struct settings *settings) {
    if (settings->file_count != 2)
        return complain_usage("two tables are needed, %zu given: kl drift REFERENCE CURRENT (see "
                              "kl help drift)",
                              settings->file_count);
    if (tolerances_refuse(settings, kl_drift_id, 2) != EXIT_WITHIN)
        return EXIT_ERROR;
    return EXIT_WITHIN;
}

static int run(const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    size_t exceeded = 0;
    if (check_call(settings) != EXIT_WITHIN)
        return EXIT_ERROR;
    if (settings->by && settings->junit)
        return complain_usage("--junit is of one table, and --by compares many");
    const kl_status status =
        settings->by ? tell_line(settings, pool, &exceeded, &error)
                     : tell_whole(settings, pool, settings->files[1], &exceeded, &error);
    return status != KL_OK ? complain(&error) : exceeded > 0 ? EXIT_EXCEEDED : EXIT_WITHIN;
}

/* A part of the current table. */
static kl_status save_part(const struct settings *settings, kl_pool *pool, kl_error *error) {
    return profile_save(settings, pool, settings->files[1], error);
}

static int tell_state(const struct settings *settings, kl_pool *pool, const char *state) {
    kl_error error = KL_ERROR_INIT;
    size_t exceeded = 0;
    return tell_whole(settings, pool, state, &exceeded, &error) != KL_OK ? complain(&error)
           : exceeded > 0                                                ? EXIT_EXCEEDED
                                                                         : EXIT_WITHIN;
}

static const verb_parts parts = {
    .options = {OPTION_BINS, OPTION_CLUSTER_COLUMN, OPTION_TYPE, OPTION_FAIL_ABOVE, OPTION_UNIT,
                OPTION_CONFIDENCE, OPTION_SEED, OPTION_JSON, OPTION_MARKDOWN, OPTION_HTML,
                OPTION_JUNIT, OPTION_CONFIG},
    .option_count = 12,
    .check = check_call,
    .part = save_part,
    .whole = tell_state,
};

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
        "A table is whatever kl mi reads (CSV, Parquet, JSON lines, a database, SQL, .npy), or "
        "what "
        "kl profile wrote of one.",
    .examples =
        "kl drift january.csv february.csv\twhich columns have drifted\n"
        "kl profile january.csv -o january.kls && kl drift january.kls february.csv\twithout the "
        "reference at hand\n"
        "kl drift --cluster customer old.csv new.csv\trows of one customer belong together\n"
        "kl drift --by month january.kls year.csv\tone month after the other\n"
        "kl drift --fail-above jeffreys@age=0.2 --bins age=18,30,50 old.csv new.csv\tPSI of given "
        "bins\n"
        "kl drift --junit drift.xml old.csv new.csv\tfor a build server\n",
    .own =
        {{OPTION_FAIL_ABOVE, NULL, NULL,
          "A column has drifted if its change is told from chance and ID is certainly above X, in "
          "the printed unit, in place of the tolerance it would have; ID@COL=X holds one column to "
          "it. May be given more than once."}},
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .ids = {kl_drift_id},
    .run = run,
    .parts = &parts,
};
