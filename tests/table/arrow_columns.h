/* SPDX-License-Identifier: Apache-2.0 */
/* A column of every type that is read, and tables of streams made by hand. */
#ifndef TESTS_TABLE_ARROW_COLUMNS_H
#define TESTS_TABLE_ARROW_COLUMNS_H

#include "../refused.h"
#include "arrow_stream.h"
#include "shown.h"

#include "table/arrow.h"

#define BYTES(text)                                                                                \
    { text, sizeof(text) - 1 }

static const kl_table_options none = {.size = sizeof none};

static inline kl_table *read_with(made_stream *stream, const kl_table_options *options) {
    struct ArrowArrayStream given = start(stream);
    kl_table *table = NULL;
    if (kl_table_from_arrow("t", &given, options, &table, &error) != KL_OK)
        fail_msg("%s", error.message);
    assert_null(given.release);
    assert_int_equal(stream->alive, 0);
    return table;
}

static inline made_stream stream_of(const made_part *part, size_t columns) {
    return (made_stream){.columns = columns, .parts = 1, .part = part};
}

/* ── Columns of three rows, the second of which is null where it can be ── */

static const int8_t tiny[] = {-1, 0, 127};
static const uint8_t small[] = {1, 0, 255};
static const int16_t i16[] = {-300, 0, 300};
static const uint16_t u16[] = {1, 0, 65535}, halves[] = {0x3C00, 0, 0xC500};
static const int32_t i32[] = {-70000, 0, 70000};
static const uint32_t u32[] = {1, 0, 4000000000u};
static const int64_t i64[] = {-5000000000, 0, 5000000000};
static const uint64_t u64[] = {1, 0, 1ull << 63};
static const float f32[] = {-0.5f, 0, 2.5f};
static const double f64[] = {-0.25, 0, INFINITY};
static const int32_t days[] = {-1, 0, 20000};
static const int64_t milliseconds[] = {-1500, 0, 1500}, seconds[] = {-2, 0, 1700000000},
                     microseconds[] = {-1, 0, 1500000}, nanoseconds[] = {1, 0, 1700000000123456789};
static const int32_t i32_seconds[] = {1, 0, 86399}, i32_milliseconds[] = {1500, 0, 1};
static const int32_t d32[] = {-12345, 0, 1};
static const int64_t d64[] = {-12345, 0, 1};
static const uint64_t d128[] = {-12345, -1, 0, 0, 1, 0};
static const uint64_t d256[] = {-12345, -1, -1, -1, 0, 0, 0, 0, 1, 0, 0, 0};
static const int32_t offsets[] = {0, 2, 2, 5};
static const int64_t large_offsets[] = {0, 2, 2, 5};
static const uint8_t second_is_null[] = {5};

/* A view of at most twelve bytes, and one of more. */
typedef struct view {
    int32_t length;
    union {
        char bytes[12];
        struct {
            char prefix[4];
            int32_t buffer, offset;
        } far;
    } u;
} view;
static const view views[] = {
    {2, {.bytes = "ab"}}, {0, {.bytes = ""}}, {13, {.far = {"four", 1, 2}}}};
static const int64_t view_sizes[] = {3, 16};

#define OF(array)                                                                                  \
    { array, sizeof(array) }
#define COLUMN(f, values)                                                                          \
    {                                                                                              \
        .format = f, .name = f, .length = 3, .nulls = 1, .buffers = 2, .buffer = {                 \
            OF(second_is_null),                                                                    \
            OF(values)                                                                             \
        }                                                                                          \
    }

static const made_column columns[] = {
    COLUMN("c", tiny),
    COLUMN("C", small),
    COLUMN("s", i16),
    COLUMN("S", u16),
    COLUMN("i", i32),
    COLUMN("I", u32),
    COLUMN("l", i64),
    COLUMN("L", u64),
    COLUMN("e", halves),
    COLUMN("f", f32),
    COLUMN("g", f64),
    COLUMN("tdD", days),
    COLUMN("tdm", milliseconds),
    COLUMN("tss:Europe/Berlin", seconds),
    COLUMN("tsm:", milliseconds),
    COLUMN("tsu:", microseconds),
    COLUMN("tsn:UTC", nanoseconds),
    COLUMN("tts", i32_seconds),
    COLUMN("ttm", i32_milliseconds),
    COLUMN("ttu", microseconds),
    COLUMN("ttn", nanoseconds),
    COLUMN("tDs", seconds),
    COLUMN("tDm", milliseconds),
    COLUMN("tDu", microseconds),
    COLUMN("tDn", nanoseconds),
    COLUMN("d:9,3,32", d32),
    COLUMN("d:9,3,64", d64),
    COLUMN("d:9,3", d128),
    COLUMN("d:9,-3,256", d256),
    {.format = "b",
     .name = "b",
     .length = 3,
     .nulls = 1,
     .buffers = 2,
     .buffer = {OF(second_is_null), BYTES("\4")}},
    {.format = "n", .name = "n", .length = 3, .nulls = 3},
    {.format = "u",
     .name = "u",
     .length = 3,
     .nulls = 1,
     .buffers = 3,
     .buffer = {OF(second_is_null), OF(offsets), BYTES("abNaN")}},
    {.format = "U",
     .name = "U",
     .length = 3,
     .nulls = 0,
     .buffers = 3,
     .buffer = {{NULL, 0}, OF(large_offsets), BYTES("abNaN")}},
    {.format = "z",
     .name = "z",
     .length = 3,
     .nulls = -1,
     .buffers = 3,
     .buffer = {OF(second_is_null), OF(offsets), BYTES("ab\0\xff\n")}},
    {.format = "vu",
     .name = "vu",
     .length = 3,
     .nulls = 0,
     .buffers = 5,
     .buffer = {{NULL, 0}, OF(views), BYTES("xyz"), BYTES("__four and more_"), OF(view_sizes)}},
    {.format = "w:2",
     .name = "w:2",
     .length = 3,
     .nulls = 1,
     .buffers = 2,
     .buffer = {OF(second_is_null), BYTES("ab  cd")}},
};
enum { COLUMNS = sizeof columns / sizeof *columns };

#endif
