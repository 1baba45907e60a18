/* SPDX-License-Identifier: Apache-2.0 */
/* The command in two tables: an option is a row of option_rows.c, a verb is a row in its own file.
 * Parsing, help, man pages and completions all read the rows. */
#ifndef KL_CLI_H
#define KL_CLI_H

#include <kullback/kullback.h>

/* What a process answers. */
enum { EXIT_WITHIN = 0, EXIT_EXCEEDED = 1, EXIT_ERROR = 2 };

typedef enum option_id {
    OPTION_KIND,
    OPTION_COLUMN,
    OPTION_SYMBOLS,
    OPTION_ORDER,
    OPTION_SMOOTH,
    OPTION_DISCOUNT,
    OPTION_ESTIMATOR,
    OPTION_ALPHABET,
    OPTION_UNIT,
    OPTION_CONFIDENCE,
    OPTION_SEED,
    OPTION_FAMILY,
    OPTION_MEASURE,
    OPTION_PARAMETER,
    OPTION_ZEROS,
    OPTION_FAIL_ABOVE,
    OPTION_JSON,
    OPTION_MARKDOWN,
    OPTION_HTML,
    OPTION_JUNIT,
    OPTION_CONFIG,
    OPTION_OUTPUT,
    OPTION_PART,
    OPTION_WITH,
    OPTION_TARGETS,
    OPTION_TENSOR,
    OPTION_VOCAB,
    OPTION_TEXT,
    OPTION_CLUSTER,
    OPTION_MEASURES,
    OPTION_PRECISION,
    OPTION_BAD_ROWS,
    OPTION_RESOLVE,
    OPTION_FORMAT,
    OPTION_SURPRISAL,
    OPTION_COUNT_OF,
    OPTION_DECODE,
    OPTION_MEMORY,
    OPTION_THREADS,
    OPTION_LINES,
    OPTION_CIPHER,
    OPTION_ONLY,
    OPTION_TOP,
    OPTION_PROFILE,
    OPTION_SPANS,
    OPTION_PRICE,
    OPTION_NAME,
    OPTION_MATRIX,
    OPTION_METHOD,
    OPTION_EPSILON,
    OPTION_COST,
    OPTION_POWER,
    OPTION_PLAN,
    OPTION_COSTS,
    OPTION_TARGET,
    OPTION_GIVEN,
    OPTION_TYPE,
    OPTION_COLUMNS,
    OPTION_BETA,
    OPTION_ALPHA,
    OPTION_CLUSTERS,
    OPTION_DISTORTION,
    OPTION_CLUSTER_COLUMN,
    OPTION_BINS,
    OPTION_BY,
    OPTION_OPEN,
    OPTION_MAN,
    OPTION_COMPLETION,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT
} option_id;

typedef struct option_row {
    const char *name;     /* without the dashes */
    char letter;          /* short form, or 0 */
    const char *argument; /* "FILE", "N"; NULL: a switch */
    const char *values;   /* the words it takes, separated by spaces; NULL: free */
    const char *help;     /* one sentence, without the default */
    const char *preset;   /* the default, as a user would write it; NULL: none */
} option_row;

const option_row *option_get(option_id id);

/* The most tolerances, and settings of measures, that one call may state. */
enum { TOLERANCES_MAX = 256, PARAMETERS_MAX = 32 };
/* The most profiles of languages. */
enum { PROFILES_MAX = 64 };
/* The most columns whose type is said. */
enum { TYPES_MAX = 256 };

typedef struct tolerance {
    char id[48];
    char subject[96]; /* "" : every */
    double value;
} tolerance;

typedef struct column_type {
    char column[128];
    kl_column_type type;
} column_type;

/* The most columns whose bins are given, and edges of one. */
enum { BINS_MAX = 256, EDGES_MAX = 64 };

typedef struct column_bins {
    char column[128];
    double edges[EDGES_MAX];
    size_t n; /* 0: by the rule */
    kl_binning binning;
    size_t bins;
} column_bins;

/* What the options said. */
struct settings {
    const char *column;
    kl_kind kind;
    kl_symbols symbols;
    int order;
    kl_smoothing smoothing;
    kl_lm_smoothing discount;
    int estimator; /* its place among the words of the verb */
    kl_unit unit;
    uint64_t alphabet;
    double confidence;
    uint64_t seed, top;
    kl_fit_family family;
    kl_measure_id measure;
    size_t components;
    kl_measure_setting parameters[PARAMETERS_MAX];
    size_t parameter_count;
    kl_zeros zeros;
    double zeros_amount;
    tolerance tolerances[TOLERANCES_MAX];
    size_t tolerance_count;
    const char *html;
    const char *junit;
    const char *config; /* the file that was read */
    const char *output;
    uint64_t part, parts;
    const char *with, *only, *name;
    const char *profiles[PROFILES_MAX];
    size_t profile_count;
    const char *targets, *tensor, *vocab, *text;
    kl_clustering clustering;
    kl_bad_row bad_rows;
    kl_precision precision;
    kl_format format;
    const char *measures;
    double resolve;
    const char *layout; /* of --format; NULL: a report */
    uint64_t count, memory;
    int surprisal, decode;
    int method; /* its place among the words of the verb */
    kl_ground ground;
    double power;
    double epsilon;
    const char *plan, *costs;
    const char *target, *given_column;
    column_type types[TYPES_MAX];
    size_t type_count;
    char columns[2][128];
    double beta, alpha;
    size_t clusters;
    const char *distortion;
    const char *cluster, *by; /* columns */
    kl_binning binning;
    size_t bins;
    column_bins column_bins[BINS_MAX];
    size_t column_bins_count;
    unsigned threads;
    kl_isa isa;
    int man, lines, spans, matrix, cipher;
    double price; /* nats; negative: the library's */
    const char *completion;
    int open, help, version;
    char **files;
    size_t file_count;
    unsigned char given[OPTION_COUNT]; /* 1: somebody wrote it */
};

/* What a verb has otherwise than the option table: the default, the words, what it means. */
typedef struct option_own {
    option_id id;
    const char *preset, *values, *help; /* NULL: the table's */
} option_own;

/* The most options that a verb has otherwise, and things that it does of which each has ids of its own. */
enum { OPTION_OWN_MAX = 8, VERB_IDS_MAX = 4 };

/* The ids of numbers that a document of so many inputs may hold, one after the other; NULL behind the last. */
typedef const char *(*ids_of)(size_t inputs, size_t index);

/* How a verb works in parts, for kl-mpi. */
enum { PARTED_OPTIONS_MAX = 24 };
typedef struct verb_parts {
    option_id options[PARTED_OPTIONS_MAX]; /* that may be given then */
    size_t option_count;
    /* Complain of what the verb itself refuses before it reads anything, and of what has no parts. */
    int (*check)(const struct settings *settings);
    /* Part settings->part of settings->parts as a state in the file settings->output. */
    kl_status (*part)(const struct settings *settings, kl_pool *pool, kl_error *error);
    /* What is made of the state of the whole, in the file `state`; the exit code. NULL: it is the result. */
    int (*whole)(const struct settings *settings, kl_pool *pool, const char *state);
} verb_parts;

struct verb {
    const char *name;
    const char *usage;       /* what stands behind the name */
    const char *summary;     /* one line */
    const char *description; /* paragraphs for --help and the man page */
    const char *examples;    /* lines "command\texplanation\n" */
    const char *actions;     /* the first word may be one of these, and no file; NULL: it is one */
    size_t file_words;       /* so many of the words are files, and no more; 0: all */
    const option_id *options;
    size_t option_count;
    option_own own[OPTION_OWN_MAX]; /* of nothing: all NULL */
    ids_of ids[VERB_IDS_MAX];       /* what --fail-above takes, of each thing that it does */
    int (*run)(const struct settings *settings, kl_pool *pool);
    const verb_parts *parts; /* NULL: it has none */
};

extern const struct verb verb_compare, verb_count, verb_merge, verb_code, verb_eval, verb_fit,
    verb_drift, verb_profile, verb_lang, verb_lm, verb_mi, verb_ib, verb_channel, verb_ot,
    verb_explore, verb_help;

/* All verbs; the first is the one that needs no name. */
const struct verb *const *verbs(size_t *count);
const struct verb *verb_find(const char *name);
/* The verb that somebody who wrote `name` may have meant, or NULL. */
const struct verb *verb_nearest(const char *name);
/* Run it with the threads that the settings say; the exit code. */
int verb_run(const struct verb *verb, const struct settings *settings);
kl_status settings_pool(const struct settings *settings, kl_pool **pool, kl_error *error);
/* Complain of a first word that is neither a verb nor looks like a file; EXIT_WITHIN: it may be one. */
int verb_complain(const char *name);

/* An option as this verb has it. */
option_row verb_option(const struct verb *verb, option_id id);

/* Values: 1, or 0 where the text is none. A whole number in [low, high]; any number; a size with K, M, G or T; [from,
 * to) as a string of its own. */
int value_whole(const char *text, uint64_t low, uint64_t high, uint64_t *out);
int value_number(const char *text, double *out);
int value_size(const char *text, uint64_t *out);
int value_cut(const char *from, const char *to, char *text, size_t size);
/* The place of `value` among words with blanks between them, or -1. */
int value_word(const char *words, const char *value);

/* One option with its value into the settings. KL_OK or a filled error. */
kl_status option_apply(struct settings *settings, const struct verb *verb, option_id id,
                       const char *value, kl_error *error);

/* What a file says, as the options that it stands for. KL_OK or a filled error that names the line and the key. */
kl_status config_read(struct settings *settings, const struct verb *verb, const char *file,
                      kl_error *error);

/* Parse the words behind the verb (options in any order) and the environment. KL_OK or a filled
 * error. */
kl_status settings_parse(struct settings *settings, const struct verb *verb, int argc, char **argv,
                         kl_error *error);

/* Complain of the first option that was given though `doing` (a verb and what it is asked for) has no use for it;
 * --threads and --help are no matter. */
int options_refuse(const struct settings *settings, const char *doing, const option_id *taken,
                   size_t n);

/* "kl: MESSAGE" on standard error; returns EXIT_ERROR, so that a failure is one line. */
int complain(const kl_error *error);
/* What an input is called: its path, or "standard input". */
const char *input_name(const char *path);
/* Put the file that an error of the library speaks of, or of which it is, before its message; returns its code. */
kl_status name_file(const char *path, kl_error *error);
__attribute__((format(printf, 1, 2))) int complain_usage(const char *format, ...);

/* What is asked of a path. */
typedef int (*path_test)(const char *path, const void *context);
/* The first input that a call names, by a word or by an option, of which `is` says so; NULL: there is none. */
const char *input_find(const struct settings *settings, const struct verb *verb, path_test is,
                       const void *context);
/* 1: an option has standard output for its own file, in place of a report ("--html -"). */
int output_streamed(const struct settings *settings);
/* Complain of an output that is also an input, and of two of them on standard output; before anything is written. */
int outputs_refuse(const struct settings *settings, const struct verb *verb);

/* Complain of --symbols and --order that are not what a state was counted with. */
int settings_refuse_state(const struct settings *settings, const kl_input *input);
/* How texts are to be counted, with progress on a terminal. */
void settings_text(const struct settings *settings, kl_pool *pool, kl_text_options *text);
/* How tables are to be profiled, with progress on a terminal; `types` is room for what `reading` refers to. */
void settings_profile(const struct settings *settings, kl_pool *pool, kl_table_options *reading,
                      kl_column_setting types[TYPES_MAX], kl_profile_options *profile);
/* The profile of a table, or of the part of it that the settings say, into settings->output. */
kl_status profile_save(const struct settings *settings, kl_pool *pool, const char *path,
                       kl_error *error);
/* 1: a terminal that can be steered, which one that calls itself dumb (TERM) cannot. */
int is_terminal(int descriptor);
/* Show how far a call is, where somebody can see it; NULL: nobody can. */
kl_progress *progress_start(void **context);
/* The same of the counting of texts. */
void progress_show(kl_text_options *text);

/* What was printed reaches standard output, or is complained of; the exit code. */
int output_finish(int code);
/* All of a file, or of standard output where it is "-". */
kl_status write_file(const char *path, const void *data, size_t size, kl_error *error);

/* The document on standard output and, with --html, as a page. */
kl_status show_document(const kl_document *document, const struct settings *settings,
                        kl_error *error);

/* Only the page of --html; nothing without it. */
kl_status show_page(const kl_document *document, const struct settings *settings, kl_error *error);
/* Only what stands on standard output; nothing where an option has that for a file of its own. */
kl_status show_report(const kl_document *document, const struct settings *settings,
                      kl_error *error);

/* What a verb has to tell, as one document. */
typedef kl_status (*teller)(const struct settings *settings, kl_pool *pool, kl_document **document,
                            kl_error *error);
/* Refuse tolerances of what `id_at` does not name; make the document, show it and hold it to the others. The exit
 * code. */
int answer(const struct settings *settings, kl_pool *pool, ids_of id_at, size_t inputs,
           teller tell);

/* Complain of the first tolerance that speaks of what `id_at` does not name; before anything is read. */
int tolerances_refuse(const struct settings *settings, ids_of id_at, size_t inputs);
/* What the tolerances make of a document: an exit code, and a line for each that is exceeded. */
int tolerances_check(const kl_document *document, const struct settings *settings);

/* The manual in three shapes. */
void help_print(const struct verb *verb);
/* What kl --help shows: all verbs, and the options of the one that needs no name. */
void help_print_all(void);
/* Text in lines, every line behind `indent` blanks; `column` is where the first begins. */
void print_wrapped(const char *text, int indent, int column);
/* One measure, and all of them, from the library's catalogue. */
void measure_print(const kl_measure *measure);
void measures_print(void);

/* A family of distributions, or all of them. */
void family_print(const kl_family *family);
void families_print(void);
void manual_print(const struct verb *verb);
void completion_print(const char *shell);

#endif
