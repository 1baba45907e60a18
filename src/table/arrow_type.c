/* SPDX-License-Identifier: Apache-2.0 */
/* Format strings of Arrow's C data interface, and what a column of such a type is read as. */
#include "table/arrow.h"

#include "base/error.h"
#include "io/excerpt.h"

#include <stdlib.h>
#include <string.h>

enum { MILLI = 1000, MICRO = 1000000, NANO = 1000000000, DAY = 86400 };

/* A format is one of these, or, where something follows it, begins so. */
static const struct format {
    const char *text;
    int goes_on;
    kl_arrow_type type;
} formats[] = {
    {"n", 0, {KL_ARROW_NULLS, KL_COLUMN_CATEGORY, 0, 0, 0, 0, 0}},
    {"b", 0, {KL_ARROW_BITS, KL_COLUMN_BOOLEAN, 0, 0, 0, 0, 0}},
    {"c", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_I8, 0, 0, 0, 0}},
    {"C", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_U8, 0, 0, 0, 0}},
    {"s", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_I16, 0, 0, 0, 0}},
    {"S", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_U16, 0, 0, 0, 0}},
    {"i", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_I32, 0, 0, 0, 0}},
    {"I", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_U32, 0, 0, 0, 0}},
    {"l", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_I64, 0, 0, 0, 0}},
    {"L", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_U64, 0, 0, 0, 0}},
    {"e", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_F16, 0, 0, 0, 0}},
    {"f", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_F32, 0, 0, 0, 0}},
    {"g", 0, {KL_ARROW_NUMBERS, KL_COLUMN_NUMBER, KL_F64, 0, 0, 0, 0}},
    {"d:", 1, {KL_ARROW_DECIMALS, KL_COLUMN_NUMBER, 0, 0, 0, 0, 0}},
    {"u", 0, {KL_ARROW_TEXT, KL_COLUMN_CATEGORY, KL_I32, 0, 0, 0, 0}},
    {"z", 0, {KL_ARROW_TEXT, KL_COLUMN_CATEGORY, KL_I32, 0, 0, 0, 0}},
    {"U", 0, {KL_ARROW_TEXT, KL_COLUMN_CATEGORY, KL_I64, 0, 0, 0, 0}},
    {"Z", 0, {KL_ARROW_TEXT, KL_COLUMN_CATEGORY, KL_I64, 0, 0, 0, 0}},
    {"vu", 0, {KL_ARROW_VIEWS, KL_COLUMN_CATEGORY, 0, 0, 0, 16, 0}},
    {"vz", 0, {KL_ARROW_VIEWS, KL_COLUMN_CATEGORY, 0, 0, 0, 16, 0}},
    {"w:", 1, {KL_ARROW_FIXED, KL_COLUMN_CATEGORY, 0, 0, 0, 0, 0}},
    {"tdD", 0, {KL_ARROW_TICKS, KL_COLUMN_TIME, KL_I32, DAY, 1, 0, 0}},
    {"tdm", 0, {KL_ARROW_TICKS, KL_COLUMN_TIME, KL_I64, 1, MILLI, 0, 0}},
    {"tss:", 1, {KL_ARROW_TICKS, KL_COLUMN_TIME, KL_I64, 1, 1, 0, 0}},
    {"tsm:", 1, {KL_ARROW_TICKS, KL_COLUMN_TIME, KL_I64, 1, MILLI, 0, 0}},
    {"tsu:", 1, {KL_ARROW_TICKS, KL_COLUMN_TIME, KL_I64, 1, MICRO, 0, 0}},
    {"tsn:", 1, {KL_ARROW_TICKS, KL_COLUMN_TIME, KL_I64, 1, NANO, 0, 0}},
    {"tts", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I32, 1, 1, 0, 0}},
    {"ttm", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I32, 1, MILLI, 0, 0}},
    {"ttu", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I64, 1, MICRO, 0, 0}},
    {"ttn", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I64, 1, NANO, 0, 0}},
    {"tDs", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I64, 1, 1, 0, 0}},
    {"tDm", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I64, 1, MILLI, 0, 0}},
    {"tDu", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I64, 1, MICRO, 0, 0}},
    {"tDn", 0, {KL_ARROW_TICKS, KL_COLUMN_NUMBER, KL_I64, 1, NANO, 0, 0}},
};

/* What is known and not read, by how it begins. */
static const struct {
    const char *text, *what;
} refused[] = {
    {"+s", "structs"},  {"+l", "lists"},  {"+L", "lists"},     {"+vl", "lists"},
    {"+vL", "lists"},   {"+w:", "lists"}, {"+m", "maps"},      {"+ud:", "unions"},
    {"+us:", "unions"}, {"+r", "runs"},   {"ti", "intervals"},
};

static int begins(const char *text, const char *with) {
    return strncmp(text, with, strlen(with)) == 0;
}

static kl_status refuse(const char *format, kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    const char *what = "an unknown type";
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (begins(format, refused[i].text))
            what = refused[i].what;
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "it is of %s (Arrow format %s); numbers, text, booleans and times are read",
                   what, kl_excerpt(format, strlen(format), shown));
}

/* A whole number of at most nine digits, and what follows it. */
static int read_number(const char *text, char **end, int *out) {
    enum { LONGEST = 9 };
    const long number = strtol(text, end, 10);
    *out = (int)number;
    return *end != text && *end - text <= LONGEST + (*text == '-');
}

/* "19,10" or "19,10,128": digits, those behind the point, bits. */
static int read_decimal(const char *text, kl_arrow_type *type) {
    int digits = 0, bits = 128;
    char *end = NULL;
    int fine =
        read_number(text, &end, &digits) && *end == ',' && read_number(end + 1, &end, &type->scale);
    if (fine && *end == ',')
        fine = read_number(end + 1, &end, &bits);
    type->width = bits / 8;
    return fine && *end == '\0' && (bits == 32 || bits == 64 || bits == 128 || bits == 256);
}

static int read_width(const char *text, kl_arrow_type *type) {
    char *end = NULL;
    return read_number(text, &end, &type->width) && *end == '\0' && type->width >= 0;
}

kl_status kl_arrow_type_of(const struct ArrowSchema *schema, kl_arrow_type *out, kl_error *error) {
    const char *format = schema->format;
    if (format == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "its Arrow schema has no format");
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        const struct format *known = &formats[i];
        if (known->goes_on ? !begins(format, known->text) : strcmp(format, known->text) != 0)
            continue;
        const char *rest = format + strlen(known->text);
        *out = known->type;
        if ((out->layout == KL_ARROW_DECIMALS && !read_decimal(rest, out)) ||
            (out->layout == KL_ARROW_FIXED && !read_width(rest, out)))
            break;
        return KL_OK;
    }
    return refuse(format, error);
}
