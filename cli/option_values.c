/* SPDX-License-Identifier: Apache-2.0 */
/* What the value of an option becomes. */
#include "cli.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static kl_status refuse(kl_error *error, option_id id, const char *value, const char *expected) {
    error->code = KL_ERROR_ARGUMENT;
    snprintf(error->message, sizeof error->message, "--%s %.100s: expected %s",
             option_get(id)->name, value, expected);
    return KL_ERROR_ARGUMENT;
}

/* `meanings` NULL: the word's place. */
static kl_status parse_word(const struct verb *verb, option_id id, const char *value,
                            const int *meanings, int *out, kl_error *error) {
    const char *words = verb_option(verb, id).values;
    int index = value_word(words, value);
    if (index < 0) {
        char expected[256];
        snprintf(expected, sizeof expected, "one of: %s", words);
        return refuse(error, id, value, expected);
    }
    *out = meanings ? meanings[index] : index;
    return KL_OK;
}

/* ID=X or ID@SUBJECT=X. */
static kl_status parse_tolerance(struct settings *settings, const char *value, kl_error *error) {
    const char *equals = strchr(value, '=');
    const char *at = equals ? memchr(value, '@', (size_t)(equals - value)) : NULL;
    const char *end = at ? at : equals;
    tolerance *t = &settings->tolerances[settings->tolerance_count];
    if (settings->tolerance_count == TOLERANCES_MAX)
        return refuse(error, OPTION_FAIL_ABOVE, value, "at most 256 tolerances");
    if (!equals || end == value || (at && at + 1 == equals) ||
        !value_cut(value, end, t->id, sizeof t->id) ||
        !value_cut(at ? at + 1 : equals, equals, t->subject, sizeof t->subject) ||
        !value_number(equals + 1, &t->value) || !(t->value >= 0))
        return refuse(error, OPTION_FAIL_ABOVE, value,
                      "a measure and a number >= 0, e.g. jensen_shannon=0.01");
    settings->tolerance_count++;
    return KL_OK;
}

static kl_status parse_part(struct settings *settings, const char *value, kl_error *error) {
    const char *slash = strchr(value, '/');
    char first[24];
    if (!slash || (size_t)(slash - value) >= sizeof first)
        return refuse(error, OPTION_PART, value, "I/N, e.g. 2/7");
    memcpy(first, value, (size_t)(slash - value));
    first[slash - value] = 0;
    if (!value_whole(slash + 1, 1, UINT32_MAX, &settings->parts) ||
        !value_whole(first, 1, settings->parts, &settings->part))
        return refuse(error, OPTION_PART, value, "I/N with 1 <= I <= N");
    return KL_OK;
}

/* "gaussian", "mixture:K" or "categorical:K". */
static kl_status parse_family(struct settings *settings, const char *value, kl_error *error) {
    const char *number = strchr(value, ':');
    const size_t name = number ? (size_t)(number - value) : 0;
    uint64_t whole = 1;
    if (strcmp(value, "gaussian") == 0)
        settings->family = KL_FIT_GAUSSIAN;
    else if (name == 7 && memcmp(value, "mixture", 7) == 0 &&
             value_whole(number + 1, 1, 64, &whole))
        settings->family = KL_FIT_MIXTURE;
    else if (name == 11 && memcmp(value, "categorical", 11) == 0 &&
             value_whole(number + 1, 1, 1000000, &whole))
        settings->family = KL_FIT_CATEGORICAL;
    else
        return refuse(error, OPTION_FAMILY, value,
                      "gaussian, mixture:K with K from 1 to 64, or categorical:K");
    settings->components = (size_t)whole;
    return KL_OK;
}

/* ID=X, as often as there are measures. */
static kl_status parse_parameter(struct settings *settings, const char *value, kl_error *error) {
    const char *equals = strchr(value, '=');
    char name[48] = "";
    kl_measure_setting *setting = &settings->parameters[settings->parameter_count];
    if (settings->parameter_count == PARAMETERS_MAX)
        return refuse(error, OPTION_PARAMETER, value, "at most 32 parameters");
    double number = 0;
    if (!equals || !value_cut(value, equals, name, sizeof name) ||
        !value_number(equals + 1, &number) || isnan(number))
        return refuse(error, OPTION_PARAMETER, value,
                      "ID=X, a measure and a number, e.g. renyi=0.5");
    const kl_measure *measure = kl_measure_find(name);
    if (!measure || !measure->parameter.name)
        return refuse(error, OPTION_PARAMETER, value,
                      measure ? "a measure that has a parameter (see kl help measures)"
                              : "the name of a measure before the = (see kl help measures)");
    setting->parameter = number;
    setting->measure = measure->id;
    settings->parameter_count++;
    return KL_OK;
}

/* A name, with an amount where it has one. */
static kl_status parse_zeros(struct settings *settings, const char *value, kl_error *error) {
    const char *equals = strchr(value, '=');
    const size_t length = equals ? (size_t)(equals - value) : strlen(value);
    int way = KL_ZEROS_EXACT;
    while (way <= KL_ZEROS_COMMON && (strlen(kl_zeros_name((kl_zeros)way)) != length ||
                                      memcmp(kl_zeros_name((kl_zeros)way), value, length) != 0))
        way++;
    const int has_amount = way == KL_ZEROS_ADD || way == KL_ZEROS_MIX;
    double amount = 0;
    if (way > KL_ZEROS_COMMON || has_amount != (equals != NULL) ||
        (equals && !(value_number(equals + 1, &amount) && amount > 0)) || isinf(amount) ||
        (way == KL_ZEROS_MIX && amount >= 1))
        return refuse(error, OPTION_ZEROS, value,
                      "exact, add=X with X > 0, kt, mix=X with 0 < X < 1, or common");
    settings->zeros = (kl_zeros)way;
    settings->zeros_amount = amount;
    return KL_OK;
}

static kl_status parse_measure(struct settings *settings, const char *value, kl_error *error) {
    const kl_measure *measure = kl_measure_find(value);
    if (!measure)
        return refuse(error, OPTION_MEASURE, value, "the name of a measure (see kl help measures)");
    settings->measure = measure->id;
    return KL_OK;
}

/* COL=TYPE; a name may hold a '='. */
static kl_status parse_type(struct settings *settings, const char *value, kl_error *error) {
    const char *equals = strrchr(value, '=');
    column_type *t = &settings->types[settings->type_count];
    if (settings->type_count == TYPES_MAX)
        return refuse(error, OPTION_TYPE, value, "at most 256 columns");
    int type = equals ? value_word("number category", equals + 1) : -1;
    if (type < 0 || equals == value || !value_cut(value, equals, t->column, sizeof t->column))
        return refuse(error, OPTION_TYPE, value, "COL=number or COL=category");
    t->type = type ? KL_COLUMN_CATEGORY : KL_COLUMN_NUMBER;
    settings->type_count++;
    return KL_OK;
}

/* E1,E2,... */
static int parse_edges(const char *value, column_bins *to) {
    to->n = 0;
    for (const char *at = value, *end; to->n < EDGES_MAX; at = end + 1) {
        char number[64];
        end = at + strcspn(at, ",");
        if (!value_cut(at, end, number, sizeof number) ||
            !value_number(number, &to->edges[to->n++]))
            return 0;
        if (*end == '\0')
            return 1;
    }
    return 0;
}

/* RULE or RULE:N. */
static int parse_rule(const char *value, kl_binning *binning, size_t *bins) {
    const char *colon = strchr(value, ':');
    char rule[32] = "";
    uint64_t asked = 0;
    int i = 0;
    value_cut(value, colon ? colon : value + strlen(value), rule, sizeof rule);
    while (kl_binning_name((kl_binning)i) && strcmp(kl_binning_name((kl_binning)i), rule) != 0)
        i++;
    if (!kl_binning_name((kl_binning)i) ||
        (colon && (i > KL_BINS_EQUAL_WIDTH || !value_whole(colon + 1, 1, KL_BINS_MOST, &asked))))
        return 0;
    *binning = (kl_binning)i;
    *bins = (size_t)asked;
    return 1;
}

#define BINS_EXPECTED                                                                              \
    "quantile[:N], equal_width[:N], doane, sturges, freedman_diaconis or exact, also as "          \
    "COL=RULE, "                                                                                   \
    "or COL=E1,E2,... with at most 64 edges"

/* A rule, or COL=RULE, or COL=E1,E2,...; a name may hold a '='. */
static kl_status parse_bins(struct settings *settings, const char *value, kl_error *error) {
    const char *equals = strrchr(value, '=');
    column_bins *to = &settings->column_bins[settings->column_bins_count];
    if (!equals)
        return parse_rule(value, &settings->binning, &settings->bins)
                   ? KL_OK
                   : refuse(error, OPTION_BINS, value, BINS_EXPECTED);
    if (settings->column_bins_count == BINS_MAX)
        return refuse(error, OPTION_BINS, value, "at most 256 columns");
    *to = (column_bins){.n = 0};
    if (equals == value || !value_cut(value, equals, to->column, sizeof to->column) ||
        !(parse_rule(equals + 1, &to->binning, &to->bins) || parse_edges(equals + 1, to)))
        return refuse(error, OPTION_BINS, value, BINS_EXPECTED);
    settings->column_bins_count++;
    return KL_OK;
}

/* X,Y. */
static kl_status parse_columns(struct settings *settings, const char *value, kl_error *error) {
    const char *comma = strchr(value, ','), *end = value + strlen(value);
    if (!comma || comma == value || comma + 1 == end || strchr(comma + 1, ',') ||
        !value_cut(value, comma, settings->columns[0], sizeof settings->columns[0]) ||
        !value_cut(comma + 1, end, settings->columns[1], sizeof settings->columns[1]))
        return refuse(error, OPTION_COLUMNS, value, "the names of two columns, X,Y");
    return KL_OK;
}

static kl_status parse_threads(struct settings *settings, const char *value, kl_error *error) {
    uint64_t whole;
    if (!value_whole(value, 1, 4096, &whole))
        return refuse(error, OPTION_THREADS, value, "a whole number from 1 to 4096");
    settings->threads = (unsigned)whole;
    return KL_OK;
}

/* Standard output has one of them. */
static kl_status take_format(struct settings *settings, option_id id, kl_error *error) {
    settings->format = id == OPTION_JSON ? KL_FORMAT_JSON : KL_FORMAT_MARKDOWN;
    if (!settings->given[id == OPTION_JSON ? OPTION_MARKDOWN : OPTION_JSON])
        return KL_OK;
    error->code = KL_ERROR_ARGUMENT;
    snprintf(error->message, sizeof error->message,
             "--json and --markdown are two formats: give one of them");
    return KL_ERROR_ARGUMENT;
}

kl_status option_apply(struct settings *settings, const struct verb *verb, option_id id,
                       const char *value, kl_error *error) {
    static const int kinds[] = {KL_INPUT_TEXT,   KL_INPUT_WEIGHTS, KL_INPUT_COUNTS, KL_INPUT_STATE,
                                KL_INPUT_LOGITS, KL_INPUT_SAMPLES, KL_INPUT_POINTS, KL_INPUT_IMAGE};
    static const int symbols[] = {KL_SYMBOLS_BYTES, KL_SYMBOLS_LETTERS, KL_SYMBOLS_WORDS,
                                  KL_SYMBOLS_TOKENS};
    static const int smoothings[] = {KL_SMOOTH_KT, KL_SMOOTH_NONE};
    static const int units[] = {KL_UNIT_BITS, KL_UNIT_NATS};
    static const int clusterings[] = {KL_CLUSTER_UNITS, KL_CLUSTER_NONE};
    static const int bad_rows[] = {KL_BAD_ROW_REFUSE, KL_BAD_ROW_SKIP};
    static const int precisions[] = {KL_PRECISION_SINGLE, KL_PRECISION_DOUBLE};
    kl_status status = KL_OK;
    int meaning = 0;
    uint64_t whole = 0;
    const char *argument = option_get(id)->argument;
    if (argument && strcmp(argument, "FILE") == 0 && *value == '\0')
        return refuse(error, id, "''", "the name of a file");
    switch (id) {
    case OPTION_KIND:
        status = parse_word(verb, id, value, kinds, &meaning, error);
        settings->kind = (kl_kind)meaning;
        break;
    case OPTION_COLUMN:
        settings->column = value;
        break;
    case OPTION_SYMBOLS:
        status = parse_word(verb, id, value, symbols, &meaning, error);
        settings->symbols = (kl_symbols)meaning;
        break;
    case OPTION_ORDER:
        status = parse_word(verb, id, value, NULL, &meaning, error);
        settings->order = 1 + meaning;
        break;
    case OPTION_SMOOTH:
        status = parse_word(verb, id, value, smoothings, &meaning, error);
        settings->smoothing = (kl_smoothing)meaning;
        break;
    case OPTION_DISCOUNT:
        status = parse_word(verb, id, value, NULL, &meaning, error);
        settings->discount = (kl_lm_smoothing)meaning;
        break;
    case OPTION_ESTIMATOR:
        status = parse_word(verb, id, value, NULL, &settings->estimator, error);
        break;
    case OPTION_ALPHABET:
        if (!value_whole(value, 1, UINT64_MAX, &settings->alphabet))
            return refuse(error, id, value, "a whole number >= 1");
        break;
    case OPTION_UNIT:
        status = parse_word(verb, id, value, units, &meaning, error);
        settings->unit = (kl_unit)meaning;
        break;
    case OPTION_CONFIDENCE:
        if (!value_number(value, &settings->confidence) ||
            !(settings->confidence > 0 && settings->confidence < 1))
            return refuse(error, id, value, "a number between 0 and 1, e.g. 0.95");
        break;
    case OPTION_SEED:
        if (!value_whole(value, 0, UINT64_MAX, &settings->seed))
            return refuse(error, id, value, "a whole number >= 0");
        break;
    case OPTION_FAMILY:
        return parse_family(settings, value, error);
    case OPTION_MEASURE:
        return parse_measure(settings, value, error);
    case OPTION_PARAMETER:
        return parse_parameter(settings, value, error);
    case OPTION_ZEROS:
        return parse_zeros(settings, value, error);
    case OPTION_FAIL_ABOVE:
        return parse_tolerance(settings, value, error);
    case OPTION_JSON:
    case OPTION_MARKDOWN:
        return take_format(settings, id, error);
    case OPTION_HTML:
        settings->html = value;
        break;
    case OPTION_CONFIG:
        settings->config = value;
        return config_read(settings, verb, value, error);
    case OPTION_JUNIT:
        settings->junit = value;
        break;
    case OPTION_OUTPUT:
        settings->output = value;
        break;
    case OPTION_PART:
        return parse_part(settings, value, error);
    case OPTION_WITH:
        settings->with = value;
        break;
    case OPTION_TARGETS:
        settings->targets = value;
        break;
    case OPTION_TENSOR:
        settings->tensor = value;
        break;
    case OPTION_VOCAB:
        settings->vocab = value;
        break;
    case OPTION_TEXT:
        settings->text = value;
        break;
    case OPTION_CLUSTER:
        status = parse_word(verb, id, value, clusterings, &meaning, error);
        settings->clustering = (kl_clustering)meaning;
        break;
    case OPTION_MEASURES:
        settings->measures = value;
        break;
    case OPTION_PRECISION:
        status = parse_word(verb, id, value, precisions, &meaning, error);
        settings->precision = (kl_precision)meaning;
        break;
    case OPTION_BAD_ROWS:
        status = parse_word(verb, id, value, bad_rows, &meaning, error);
        settings->bad_rows = (kl_bad_row)meaning;
        break;
    case OPTION_RESOLVE:
        if (!value_number(value, &settings->resolve) || !(settings->resolve > 0))
            return refuse(error, id, value, "a number above 0, e.g. 0.01");
        break;
    case OPTION_FORMAT:
        status = parse_word(verb, id, value, NULL, &meaning, error);
        settings->layout = value;
        break;
    case OPTION_SURPRISAL:
        settings->surprisal = 1;
        break;
    case OPTION_COUNT_OF:
        if (!value_whole(value, 1, UINT64_MAX, &settings->count))
            return refuse(error, id, value, "a whole number >= 1");
        break;
    case OPTION_DECODE:
        settings->decode = 1;
        break;
    case OPTION_MEMORY:
        if (!value_size(value, &settings->memory))
            return refuse(error, id, value, "a size such as 512M or 4G");
        break;
    case OPTION_THREADS:
        return parse_threads(settings, value, error);
    case OPTION_LINES:
        settings->lines = 1;
        break;
    case OPTION_CIPHER:
        settings->cipher = 1;
        break;
    case OPTION_ONLY:
        settings->only = value;
        break;
    case OPTION_TOP:
        if (!value_whole(value, 1, 64, &settings->top))
            return refuse(error, id, value, "a whole number from 1 to 64");
        break;
    case OPTION_PROFILE:
        if (settings->profile_count == PROFILES_MAX)
            return refuse(error, id, value, "at most 64 profiles");
        settings->profiles[settings->profile_count++] = value;
        break;
    case OPTION_MATRIX:
        settings->matrix = 1;
        break;
    case OPTION_NAME:
        settings->name = value;
        break;
    case OPTION_SPANS:
        settings->spans = 1;
        break;
    case OPTION_PRICE:
        if (!value_number(value, &settings->price) ||
            !(settings->price >= 0 && settings->price <= 1e6))
            return refuse(error, id, value, "a number of bits, 0 or more, e.g. 16");
        settings->price *= M_LN2;
        break;
    case OPTION_METHOD:
        status = parse_word(verb, id, value, NULL, &settings->method, error);
        break;
    case OPTION_EPSILON:
        if (!value_number(value, &settings->epsilon) ||
            !(settings->epsilon > 0 && settings->epsilon < INFINITY))
            return refuse(error, id, value, "a number above 0");
        break;
    case OPTION_COST:
        status = parse_word(verb, id, value, NULL, &meaning, error);
        settings->ground = (kl_ground)meaning;
        break;
    case OPTION_POWER:
        if (!value_number(value, &settings->power) || !(settings->power >= 1))
            return refuse(error, id, value, "a number from 1, or inf for numbers on a line");
        break;
    case OPTION_PLAN:
        settings->plan = value;
        break;
    case OPTION_COSTS:
        settings->costs = value;
        break;
    case OPTION_TARGET:
        settings->target = value;
        break;
    case OPTION_GIVEN:
        settings->given_column = value;
        break;
    case OPTION_COLUMNS:
        return parse_columns(settings, value, error);
    case OPTION_BETA:
        if (!value_number(value, &settings->beta) || !(settings->beta >= 0))
            return refuse(error, id, value, "a number, 0 or more, e.g. 5");
        break;
    case OPTION_ALPHA:
        if (!value_number(value, &settings->alpha) ||
            !(settings->alpha > 0 && settings->alpha <= 1))
            return refuse(error, id, value, "a number above 0, at most 1, e.g. 0.5");
        break;
    case OPTION_CLUSTERS:
        if (!value_whole(value, 1, UINT32_MAX - 1, &whole))
            return refuse(error, id, value, "a whole number >= 1");
        settings->clusters = (size_t)whole;
        break;
    case OPTION_DISTORTION:
        settings->distortion = value;
        break;
    case OPTION_TYPE:
        return parse_type(settings, value, error);
    case OPTION_CLUSTER_COLUMN:
        settings->cluster = value;
        break;
    case OPTION_BINS:
        return parse_bins(settings, value, error);
    case OPTION_BY:
        settings->by = value;
        break;
    case OPTION_OPEN:
        settings->open = 1;
        break;
    case OPTION_MAN:
        settings->man = 1;
        break;
    case OPTION_COMPLETION:
        status = parse_word(verb, id, value, NULL, &meaning, error);
        settings->completion = value;
        break;
    case OPTION_HELP:
        settings->help = 1;
        break;
    case OPTION_VERSION:
        settings->version = 1;
        break;
    case OPTION_COUNT:
        break;
    }
    return status;
}
