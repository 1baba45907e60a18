/* SPDX-License-Identifier: Apache-2.0 */
/* kl help: every verb explained from its row. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

enum { HELP_WIDTH = 78 };

void print_wrapped(const char *text, int indent, int column) {
    while (*text) {
        size_t word = strcspn(text, " \n");
        if (column > indent && column + 1 + (int)word > HELP_WIDTH) {
            printf("\n%*s", indent, "");
            column = indent;
        } else if (column > indent) {
            putchar(' ');
            column++;
        }
        printf("%.*s", (int)word, text);
        column += (int)word;
        text += word;
        if (*text == '\n') {
            size_t lines = strspn(text, "\n");
            for (size_t i = 0; i < lines; i++)
                putchar('\n');
            printf("%*s", indent, "");
            column = indent;
            text += lines;
        } else if (*text) {
            text++;
        }
    }
    putchar('\n');
}

static void print_option(const struct verb *verb, option_id id) {
    enum { INDENT = 24 };
    const option_row own = verb_option(verb, id), *row = &own;
    char left[64], help[512];
    char letter[4] = "";
    if (row->letter)
        snprintf(letter, sizeof letter, "-%c,", row->letter);
    int size = snprintf(left, sizeof left, "  %-3s --%s%s%s", letter, row->name,
                        row->argument ? " " : "", row->argument ? row->argument : "");
    snprintf(help, sizeof help, "%s%s%s%s%s%s%s", row->help, row->values ? " One of: " : "",
             row->values ? row->values : "", row->values ? "." : "",
             row->preset ? " Default: " : "", row->preset ? row->preset : "",
             row->preset ? "." : "");
    printf("%s", left);
    if (size >= INDENT - 1)
        printf("\n%*s", INDENT, "");
    else
        printf("%*s", INDENT - size, "");
    print_wrapped(help, INDENT, INDENT);
}

static void print_examples(const char *examples) {
    while (*examples) {
        size_t command = strcspn(examples, "\t"), line = strcspn(examples, "\n");
        printf("  %.*s\n      %.*s\n", (int)command, examples, (int)(line - command - 1),
               examples + command + 1);
        examples += line + 1;
    }
}

static void print_overview(void) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    printf("kl - how many bits apart, where, is it noise\n\n");
    for (size_t i = 0; i < count; i++)
        printf("  kl %s%s%s\n      %s\n", i ? all[i]->name : "", i ? " " : "", all[i]->usage,
               all[i]->summary);
    putchar('\n');
    print_wrapped(
        "kl help VERB tells more; kl help compare explains kl A B; kl help measures lists what "
        "is measured. A file whose name is a verb is written ./name.\n\n"
        "Exit code: 0 within tolerance, 1 a tolerance of --fail-above is exceeded, 2 an "
        "error, or it cannot be decided. Environment: KL_THREADS, NO_COLOR, "
        "TERM=dumb (no colours and no bar of progress), TMPDIR, "
        "KL_ISA=scalar|avx2|avx512 (the "
        "answer does not depend on it).",
        0, 0);
}

static void print_options(const struct verb *verb) {
    printf("\nOptions, in any order:\n");
    for (size_t i = 0; i < verb->option_count; i++)
        print_option(verb, verb->options[i]);
    printf("\nExamples:\n");
    print_examples(verb->examples);
}

void help_print_all(void) {
    print_overview();
    printf("\nkl %s\n", verb_compare.usage);
    print_options(&verb_compare);
}

void help_print(const struct verb *verb) {
    if (verb == &verb_help) {
        print_overview();
        return;
    }
    int first = verb == &verb_compare;
    printf("kl %s%s%s\n    %s\n\n", first ? "" : verb->name, first ? "" : " ", verb->usage,
           verb->summary);
    print_wrapped(verb->description, 0, 0);
    print_options(verb);
}

/* ── Ids ── */

static int tells(const struct verb *verb, const char *topic) {
    enum { MOST_INPUTS = 3 }; /* of more than two a comparison has other ids */
    const char *id = NULL;
    for (size_t f = 0; f < VERB_IDS_MAX && verb->ids[f]; f++)
        for (size_t inputs = 1; inputs <= MOST_INPUTS; inputs++)
            for (size_t i = 0; (id = verb->ids[f](inputs, i)) != NULL; i++)
                if (strcmp(id, topic) == 0)
                    return 1;
    return 0;
}

/* The verbs whose documents hold this number; 0: there is none. */
static int id_print(const char *topic) {
    size_t count;
    int found = 0;
    const struct verb *const *all = verbs(&count);
    for (size_t i = 0; i < count; i++) {
        if (!tells(all[i], topic))
            continue;
        if (!found++)
            printf("%s\n    a number that --json writes and --fail-above takes. It is told by\n\n",
                   topic);
        printf("  kl %s%s%s\n      %s\n      kl help %s tells more\n", i ? all[i]->name : "",
               i ? " " : "", all[i]->usage, all[i]->summary, all[i]->name);
    }
    return found;
}

/* Verbs, ids and lists have their names in small letters. What does not fit is longer than any of them. */
static void to_lower(const char *name, char *lower, size_t size) {
    size_t i = 0;
    for (; name[i] && i + 1 < size; i++)
        lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];
    lower[i] = 0;
}

static const option_id options[] = {OPTION_MAN, OPTION_COMPLETION, OPTION_HELP, OPTION_VERSION};

static int run(const struct settings *settings, kl_pool *pool) {
    (void)pool;
    if (settings->completion) {
        completion_print(settings->completion);
        return EXIT_WITHIN;
    }
    if (settings->file_count > 1)
        return complain_usage("kl help explains one thing at a time: %s is the second",
                              settings->files[1]);
    const char *asked = settings->file_count ? settings->files[0] : verb_help.name;
    char topic[128];
    to_lower(asked, topic, sizeof topic);
    const struct verb *verb = verb_find(topic);
    const kl_measure *measure = kl_measure_find(topic);
    if (strcmp(topic, "measures") == 0)
        return measures_print(), EXIT_WITHIN;
    if (strcmp(topic, "families") == 0)
        return families_print(), EXIT_WITHIN;
    if (measure && !verb)
        return measure_print(measure), EXIT_WITHIN;
    if (kl_family_find(topic) && !verb)
        return family_print(kl_family_find(topic)), EXIT_WITHIN;
    if (!verb && id_print(topic))
        return EXIT_WITHIN;
    if (!verb) {
        const struct verb *nearest = verb_nearest(topic);
        return complain_usage("there is no verb, measure, id or family %s%s%s (see kl help)",
                              *asked ? asked : "''", nearest ? "; did you mean " : "",
                              nearest ? nearest->name : "");
    }
    if (settings->man)
        manual_print(verb);
    else
        help_print(verb);
    return EXIT_WITHIN;
}

const struct verb verb_help = {
    .name = "help",
    .usage = "[VERB | MEASURE | measures | ID | FAMILY | families]",
    .summary = "explain a verb, a measure, an id or a family of distributions",
    .description =
        "Show what a verb does, its options and examples; or what a measure is: its formula, what "
        "it "
        "means, what it promises and the distributions that break what it does not; or which verbs "
        "tell the number that an id of --fail-above or --json stands for. With --man the "
        "manual page in roff; with --completion the completions of a shell.",
    .examples = "kl help compare\twhat kl A B does\n"
                "kl help jensen_shannon\twhat a measure is\n"
                "kl help measures\tall of them\n"
                "kl help capacity\tthe verbs that tell it\n"
                "kl help families\tthe distributions that the library knows in closed form\n"
                "kl help --man count\tthe manual page of kl count\n"
                "kl help --completion bash\tcompletions for bash\n",
    .options = options,
    .option_count = sizeof options / sizeof *options,
    .run = run,
};
