/* SPDX-License-Identifier: Apache-2.0 */
/* What the lines of a text look like: a list of weights, bare numbers, a table, or prose. */
#include "compare/lines.h"

#include <stdint.h>
#include <string.h>

/* Lines with content, by what stands in them. */
typedef struct line_tally {
    uint64_t lines;
    uint64_t tab_number;   /* name<TAB>number */
    uint64_t comma_number; /* name,number */
    uint64_t pair;         /* of both: the name is a number too */
    uint64_t bare_number;
    uint64_t same_tabs, same_commas; /* as many as in the first line */
    uint64_t first_tabs, first_commas;
} line_tally;

static int is_digit(char c) {
    return c >= '0' && c <= '9';
}

static int is_word(const char *text, size_t size, const char *word) {
    size_t i = 0;
    for (; i < size && word[i] != '\0'; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (c != word[i])
            return 0;
    }
    return i == size && word[i] == '\0';
}

static void trim(const char **text, size_t *size) {
    while (*size > 0 && (**text == ' ' || **text == '\t')) {
        (*text)++;
        (*size)--;
    }
    while (*size > 0 && strchr(" \t\r", (*text)[*size - 1]) != NULL)
        (*size)--;
}

/* Meant as a number: "0,5" and "12x" count, for a bad number must be named, not taken for prose. */
static int looks_number(const char *text, size_t size) {
    trim(&text, &size);
    if (size > 64)
        return 0;
    if (size > 0 && (*text == '-' || *text == '+')) {
        text++;
        size--;
    }
    if (size > 0 && *text == '.')
        return size > 1 && is_digit(text[1]);
    return (size > 0 && is_digit(*text)) || is_word(text, size, "nan") ||
           is_word(text, size, "inf") || is_word(text, size, "infinity");
}

/* A number and nothing else, as far as its characters go. */
static int is_bare_number(const char *text, size_t size) {
    trim(&text, &size);
    if (!looks_number(text, size))
        return 0;
    for (size_t i = 0; i < size; i++)
        if (!is_digit(text[i]) && strchr("+-.eEinfatyINFATY", text[i]) == NULL)
            return 0;
    return 1;
}

static uint64_t occurrences(const char *text, size_t size, char c) {
    uint64_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += text[i] == c;
    return n;
}

static void tally_line(line_tally *tally, const char *line, size_t size) {
    while (size > 0 && (line[size - 1] == '\r' || line[size - 1] == ' '))
        size--;
    if (size == 0 || line[0] == '#')
        return;
    const uint64_t tabs = occurrences(line, size, '\t');
    const uint64_t commas = occurrences(line, size, ',');
    if (tally->lines++ == 0) {
        tally->first_tabs = tabs;
        tally->first_commas = commas;
    }
    tally->same_tabs += tabs == tally->first_tabs;
    tally->same_commas += commas == tally->first_commas;
    const char *tab = memchr(line, '\t', size);
    if (tab != NULL && tabs == 1 && looks_number(tab + 1, (size_t)(line + size - tab - 1))) {
        tally->tab_number++;
        tally->pair += is_bare_number(line, (size_t)(tab - line));
        return;
    }
    const char *comma = memrchr(line, ',', size);
    const int quoted = comma != NULL && line[0] == '"' && comma[-1] == '"';
    if (comma != NULL && (commas == 1 || quoted) &&
        looks_number(comma + 1, (size_t)(line + size - comma - 1))) {
        tally->comma_number++;
        tally->pair += is_bare_number(line, (size_t)(comma - line));
        return;
    }
    tally->bare_number += is_bare_number(line, size);
}

static kl_layout judge(const line_tally *tally) {
    /* At least half of the lines: so that one bad line, or a header, does not turn weights to
     * prose. */
    if (tally->tab_number > 0 && 2 * tally->tab_number >= tally->lines)
        return KL_LAYOUT_WEIGHTS;
    if (tally->comma_number > 0 && 2 * tally->comma_number >= tally->lines)
        return KL_LAYOUT_WEIGHTS;
    if (2 * tally->bare_number > tally->lines)
        return KL_LAYOUT_NUMBERS;
    /* Prose has commas too, but not three lines or more with the same two or more. */
    const int tabs = tally->first_tabs >= 2 && tally->same_tabs == tally->lines;
    const int commas = tally->first_commas >= 2 && tally->same_commas == tally->lines;
    return tally->lines >= 3 && (tabs || commas) ? KL_LAYOUT_TABLE : KL_LAYOUT_PROSE;
}

static line_tally tally_lines(const char *text, size_t size, int whole) {
    line_tally tally = {0};
    const char *end = text + size;
    while (text < end) {
        const char *newline = memchr(text, '\n', (size_t)(end - text));
        if (newline == NULL && !whole)
            break;
        const char *stop = newline == NULL ? end : newline;
        tally_line(&tally, text, (size_t)(stop - text));
        text = newline == NULL ? end : newline + 1;
    }
    return tally;
}

kl_layout kl_lines_layout(const char *text, size_t size, int whole) {
    const line_tally tally = tally_lines(text, size, whole);
    return tally.lines == 0 ? KL_LAYOUT_PROSE : judge(&tally);
}

int kl_lines_are_pairs(const char *text, size_t size) {
    const line_tally tally = tally_lines(text, size, 1);
    return tally.pair > 0 && tally.pair == tally.tab_number + tally.comma_number;
}
