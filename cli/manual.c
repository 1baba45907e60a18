/* SPDX-License-Identifier: Apache-2.0 */
/* The manual pages, in roff, from the rows. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* Text in which roff would see a command or an escape. */
static void print_roff(const char *text, size_t size) {
    for (size_t i = 0; i < size && text[i]; i++)
        if (text[i] == '\\')
            fputs("\\e", stdout);
        else if (text[i] == '-')
            fputs("\\-", stdout);
        else if (text[i] == '\n' && text[i + 1] == '\n')
            fputs("\n.PP", stdout);
        else if ((text[i] == '.' || text[i] == '\'') && (i == 0 || text[i - 1] == '\n'))
            printf("\\&%c", text[i]);
        else
            putchar(text[i]);
}

static void print_text(const char *text) {
    print_roff(text, strlen(text));
}

static void print_option(const struct verb *verb, option_id id) {
    const option_row own = verb_option(verb, id), *row = &own;
    printf(".TP\n.B ");
    if (row->letter)
        printf("\\-%c, ", row->letter);
    printf("\\-\\-");
    print_text(row->name);
    if (row->argument)
        printf(" \\fI%s\\fR", row->argument);
    putchar('\n');
    print_text(row->help);
    if (row->values)
        printf(" One of: %s.", row->values);
    if (row->preset)
        printf(" Default: %s.", row->preset);
    putchar('\n');
}

static void print_examples(const char *examples) {
    while (*examples) {
        size_t command = strcspn(examples, "\t"), line = strcspn(examples, "\n");
        printf(".TP\n.B ");
        print_roff(examples, command);
        putchar('\n');
        print_roff(examples + command + 1, line - command - 1);
        putchar('\n');
        examples += line + 1;
    }
}

void manual_print(const struct verb *verb) {
    int first = verb == &verb_compare;
    size_t count;
    const struct verb *const *all = verbs(&count);
    char page[32] = "kl";
    if (!first)
        snprintf(page, sizeof page, "kl-%s", verb->name);
    printf(".TH \"%s\" 1 \"\" \"kl %s\" \"Kullback\"\n.SH NAME\n", page, kl_version());
    print_text(page);
    printf(" \\- %s\n.SH SYNOPSIS\n.B kl%s%s\n", verb->summary, first ? "" : " ",
           first ? "" : verb->name);
    print_text(verb->usage);
    printf("\n.RI [ options ]\n.SH DESCRIPTION\n");
    print_text(verb->description);
    printf("\n.SH OPTIONS\n");
    for (size_t i = 0; i < verb->option_count; i++)
        print_option(verb, verb->options[i]);
    printf(".SH EXAMPLES\n");
    print_examples(verb->examples);
    printf(".SH EXIT STATUS\n.TP\n.B 0\nwithin tolerance\n.TP\n.B 1\na tolerance of "
           "\\-\\-fail\\-above is exceeded\n.TP\n.B 2\nan error, or a tolerance that cannot be "
           "decided: one line on standard error names the file and the place\n");
    printf(".SH ENVIRONMENT\n.TP\n.B KL_THREADS\nthreads to use\n.TP\n.B KL_ISA\nscalar, avx2 or "
           "avx512: the instruction set of the inner loops; the answer does not depend on it\n"
           ".TP\n.B NO_COLOR\nno colours\n.TP\n.B TERM\ndumb: no colours and no bar of "
           "progress\n.TP\n.B TMPDIR\nwhere large tables spill\n");
    printf(".SH SEE ALSO\n");
    for (size_t i = 0, shown = 0; i < count; i++) {
        if (all[i] == verb)
            continue;
        printf("%s.BR kl%s%s (1)", shown++ ? ",\n" : "", i ? "\\-" : "", i ? all[i]->name : "");
    }
    putchar('\n');
}
