/* SPDX-License-Identifier: Apache-2.0 */
/* Completions for bash, zsh and fish, from the rows. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

/* All option words of a verb, separated by blanks. */
static void print_words(const struct verb *verb) {
    for (size_t i = 0; i < verb->option_count; i++) {
        const option_row *row = option_get(verb->options[i]);
        printf("%s--%s", i ? " " : "", row->name);
        if (row->letter)
            printf(" -%c", row->letter);
    }
}

static void print_verb_names(void) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    for (size_t i = 0; i < count; i++)
        printf("%s%s", i ? " " : "", all[i]->name);
}

/* The words that a verb has otherwise. */
static void print_bash_own(const struct verb *verb) {
    for (size_t i = 0; i < OPTION_OWN_MAX; i++)
        if (verb->own[i].values)
            printf("    %s:--%s) values='%s' ;;\n", verb->name, option_get(verb->own[i].id)->name,
                   verb->own[i].values);
}

/* "--NAME|-L" of a row. */
static void print_bash_pattern(const option_row *row) {
    printf("--%s", row->name);
    if (row->letter)
        printf("|-%c", row->letter);
}

/* Behind what names a file stands a file. */
static void print_bash_files(void) {
    printf("    case $previous in\n    ");
    for (int id = 0, shown = 0; id < OPTION_COUNT; id++) {
        const option_row *row = option_get((option_id)id);
        if (!row->argument || strcmp(row->argument, "FILE") != 0)
            continue;
        printf("%s", shown++ ? "|" : "");
        print_bash_pattern(row);
    }
    printf(")\n        mapfile -t COMPREPLY < <(compgen -f -- \"$current\")\n"
           "        return ;;\n    esac\n");
}

static void print_bash(void) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    printf("# bash completion for kl\n_kl() {\n"
           "    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local words values=\n    COMPREPLY=()\n"
           "    # --option=value are three words\n"
           "    if [[ $current == = ]]; then\n        current=\n"
           "    elif [[ $previous == = ]]; then\n        previous=${COMP_WORDS[COMP_CWORD-2]}\n"
           "    fi\n");
    print_bash_files();
    printf("    case $previous in\n");
    for (int id = 0; id < OPTION_COUNT; id++) {
        const option_row *row = option_get((option_id)id);
        if (!row->values)
            continue;
        printf("    ");
        print_bash_pattern(row);
        printf(") values='%s' ;;\n", row->values);
    }
    printf("    esac\n    case ${COMP_WORDS[1]}:$previous in\n");
    for (size_t i = 1; i < count; i++)
        print_bash_own(all[i]);
    printf("    esac\n    if [[ -n $values ]]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"$values\" -- \"$current\")\n"
           "        return\n    fi\n    case ${COMP_WORDS[1]} in\n");
    for (size_t i = 1; i < count; i++) {
        printf("    %s) words='", all[i]->name);
        print_words(all[i]);
        printf("' ;;\n");
    }
    printf("    *) words='");
    print_words(all[0]);
    printf("' ;;\n    esac\n    if [[ $COMP_CWORD -eq 2 && ${COMP_WORDS[1]} == help ]]; then\n"
           "        words+=' ");
    print_verb_names();
    printf("'\n    elif [[ $COMP_CWORD -eq 1 ]]; then\n        words+=' ");
    print_verb_names();
    printf("'\n    fi\n"
           "    mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n"
           "    [[ $current == -* ]] || mapfile -t -O ${#COMPREPLY[@]} COMPREPLY < <(compgen -f -- "
           "\"$current\")\n}\ncomplete -o filenames -F _kl kl\n");
}

/* A help sentence inside single quotes and zsh's brackets. */
static void print_zsh_text(const char *text) {
    for (; *text; text++) {
        if (strchr("[]:\\", *text))
            putchar('\\');
        if (*text == '\'')
            fputs("'\\''", stdout);
        else
            putchar(*text);
    }
}

static void print_zsh_argument(const option_row *row, const char *values) {
    if (!row->argument)
        return;
    printf(":%s:", row->argument);
    if (values)
        printf("(%s)", values);
    else if (strcmp(row->argument, "FILE") == 0)
        printf("_files");
}

static void print_zsh_options(const struct verb *verb) {
    for (size_t i = 0; i < verb->option_count; i++) {
        const option_row own = verb_option(verb, verb->options[i]), *row = &own;
        const char *values = row->values;
        printf("            '*--%s[", row->name);
        print_zsh_text(row->help);
        putchar(']');
        print_zsh_argument(row, values);
        printf("' \\\n");
        if (row->letter) {
            printf("            '*-%c[", row->letter);
            print_zsh_text(row->help);
            putchar(']');
            print_zsh_argument(row, values);
            printf("' \\\n");
        }
    }
    printf("            '*:file:_files'\n");
}

static void print_zsh(void) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    printf("#compdef kl\n_kl() {\n    if (( CURRENT == 2 )); then\n        compadd -- ");
    print_verb_names();
    printf("\n    fi\n    case $words[2] in\n");
    for (size_t i = 1; i < count; i++) {
        printf("    %s)\n        _arguments \\\n", all[i]->name);
        print_zsh_options(all[i]);
        printf("        ;;\n");
    }
    printf("    *)\n        _arguments \\\n");
    print_zsh_options(all[0]);
    printf("        ;;\n    esac\n}\n_kl \"$@\"\n");
}

static void print_fish_text(const char *text) {
    putchar('\'');
    for (; *text; text++) {
        if (*text == '\'' || *text == '\\')
            putchar('\\');
        putchar(*text);
    }
    putchar('\'');
}

static void print_fish(void) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    printf("# fish completion for kl\n");
    for (size_t i = 0; i < count; i++) {
        printf("complete -c kl -n __fish_use_subcommand -a %s -d ", all[i]->name);
        print_fish_text(all[i]->summary);
        putchar('\n');
        for (size_t j = 0; j < all[i]->option_count; j++) {
            const option_row own = verb_option(all[i], all[i]->options[j]), *row = &own;
            if (i)
                printf("complete -c kl -n '__fish_seen_subcommand_from %s'", all[i]->name);
            else {
                printf("complete -c kl -n 'not __fish_seen_subcommand_from ");
                print_verb_names();
                putchar('\'');
            }
            printf(" -l %s", row->name);
            if (row->letter)
                printf(" -s %c", row->letter);
            if (row->argument)
                printf(" -r");
            if (row->values)
                printf(" -f -a '%s'", row->values);
            printf(" -d ");
            print_fish_text(row->help);
            putchar('\n');
        }
    }
}

void completion_print(const char *shell) {
    if (strcmp(shell, "bash") == 0)
        print_bash();
    else if (strcmp(shell, "zsh") == 0)
        print_zsh();
    else
        print_fish();
}
