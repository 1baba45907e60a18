/* SPDX-License-Identifier: Apache-2.0 */
#include "table/time.h"

#include "base/format.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#include <kullback/io.h>

/* What is left of a text. */
typedef struct rest {
    const char *at, *end;
} rest;

/* A number of so many digits. */
static int take_number(rest *r, int digits, int *out) {
    if (r->end - r->at < digits)
        return 0;
    *out = 0;
    for (int i = 0; i < digits; i++, r->at++) {
        if (*r->at < '0' || *r->at > '9')
            return 0;
        *out = 10 * *out + (*r->at - '0');
    }
    return 1;
}

static int take(rest *r, char c) {
    if (r->at == r->end || *r->at != c)
        return 0;
    r->at++;
    return 1;
}

static int is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days since the first of March of the year 0: the leap day is the last one of its year. */
static int64_t days_of(int year, int month, int day) {
    static const int before[] = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};
    const int64_t y = year - (month <= 2);
    const int64_t leap = y >= 0 ? y / 4 - y / 100 + y / 400 : -1;
    return 365 * y + leap + before[month - 1] + day - 1;
}

static int take_date(rest *r, int64_t *days) {
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (!take_number(r, 4, &year) || !take(r, '-') || !take_number(r, 2, &month) || !take(r, '-') ||
        !take_number(r, 2, &day) || month < 1 || month > 12 || day < 1 ||
        day > lengths[month - 1] + (month == 2 && is_leap(year)))
        return 0;
    *days = days_of(year, month, day) - days_of(1970, 1, 1);
    return 1;
}

/* ".25": at least a digit. */
static int take_fraction(rest *r, double *fraction) {
    const char *begin = r->at;
    *fraction = 0;
    if (!take(r, '.'))
        return 1;
    while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
        r->at++;
    return r->at > begin + 1 &&
           kl_number_parse(begin, (size_t)(r->at - begin), fraction, NULL) == KL_OK;
}

static int take_clock(rest *r, int *seconds, double *fraction) {
    int hour, minute, second = 0;
    *fraction = 0;
    if (!take_number(r, 2, &hour) || !take(r, ':') || !take_number(r, 2, &minute))
        return 0;
    if (take(r, ':') && !(take_number(r, 2, &second) && take_fraction(r, fraction)))
        return 0;
    *seconds = 3600 * hour + 60 * minute + second;
    return hour <= 23 && minute <= 59 && second <= 59;
}

/* Nothing, Z, +05, +05:30 or +0530: how much later than UTC its clocks are. */
static int take_zone(rest *r, int *seconds) {
    int hour = 0, minute = 0;
    *seconds = 0;
    if (r->at == r->end || take(r, 'Z'))
        return 1;
    const int sign = take(r, '+') ? 1 : take(r, '-') ? -1 : 0;
    if (sign == 0 || !take_number(r, 2, &hour))
        return 0;
    take(r, ':');
    if (r->at < r->end && !take_number(r, 2, &minute))
        return 0;
    *seconds = sign * (3600 * hour + 60 * minute);
    return hour <= 23 && minute <= 59;
}

int kl_time_parse(const char *text, size_t size, double *out) {
    rest r = {text, text + size};
    int64_t days;
    int seconds = 0, zone = 0;
    double fraction = 0;
    if (!take_date(&r, &days))
        return 0;
    if (r.at < r.end && !((take(&r, 'T') || take(&r, ' ')) && take_clock(&r, &seconds, &fraction) &&
                          take_zone(&r, &zone)))
        return 0;
    *out = (double)(86400 * days + seconds - zone) + fraction;
    return r.at == r.end;
}

/* ── As text ── */

/* Days since 1970 to a date of the Gregorian calendar, by eras of 400 years that begin in March. */
static void put_date(double days, char *text, size_t size) {
    const int64_t shifted = (int64_t)days + 719468;
    const int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const int64_t day = shifted - era * 146097;
    const int64_t year = (day - day / 1460 + day / 36524 - day / 146096) / 365;
    const int64_t in_year = day - (365 * year + year / 4 - year / 100);
    const int64_t month = (5 * in_year + 2) / 153;
    const long long date[3] = {year + era * 400 + (month >= 10), month < 10 ? month + 3 : month - 9,
                               in_year - (153 * month + 2) / 5 + 1};
    kl_words(text, size, "%04lld-%02lld-%02lld", date[0], date[1], date[2]);
}

void kl_time_format(double seconds, char *text, size_t size) {
    if (!(fabs(seconds - 62e9) < 190e9)) {
        kl_words(text, size, "%g s", seconds);
        return;
    }
    const double days = floor(seconds / 86400), clock = seconds - 86400 * days;
    put_date(days, text, size);
    const size_t used = strlen(text);
    if (clock > 0 && used < size)
        kl_words(text + used, size - used, " %02d:%02d:%02d", (int)(clock / 3600),
                 (int)(clock / 60) % 60, (int)clock % 60);
}
