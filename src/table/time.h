/* SPDX-License-Identifier: Apache-2.0 */
/* Points in time as text. */
#ifndef KL_TABLE_TIME_H
#define KL_TABLE_TIME_H

#include <stddef.h>

/* 1 if the text is a date or a date and a time of ISO 8601 in its long form, "2024-02-29", "2024-02-29T12:30",
 * "2024-02-29 12:30:00.5Z", "2024-02-29 12:30:00+05:30", of the years 0000 to 9999; then *seconds are those since the
 * beginning of 1970. Without a zone it is UTC. */
int kl_time_parse(const char *text, size_t size, double *seconds);

#endif
