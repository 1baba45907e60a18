/* SPDX-License-Identifier: Apache-2.0 */
/* A profile of three languages over the letters a, b, é and я, small enough to add up by hand. */
#ifndef KL_TEST_LANGUAGE_SUPPORT_H
#define KL_TEST_LANGUAGE_SUPPORT_H

#include "text_support.h"

#include <kullback/text_language.h>

#include "base/alloc.h"
#include "base/state.h"
#include "text/language_profile.h"

/* Symbols of the script Latn: end 1, other letter 2, then these. */
enum { LETTER_A = 3, LETTER_B = 4, LETTER_E = 5, LETTER_E_ACUTE = 6, LETTER_APOSTROPHE = 7 };

/* Costs of the two Latin languages, in 1/16 nat, for each symbol from 1 on. */
static const uint8_t SINGLE_COSTS[7][2] = {{16, 16}, {200, 200}, {8, 32}, {40, 12},
                                           {30, 30}, {60, 20},   {50, 70}};
/* "ab" has costs 1 and, two dearer than b alone, 14. */
enum { AB_COST = 1, AB_DEARER = 2 };
#define SHARPNESS 0.5
#define FLATTENING 0.25
#define ODD_PRICE 4.0
#define LIMIT 3.0
#define MEAN 1.5
#define BETWEEN 0.25
#define WITHIN 2.0
#define SECOND_PRIOR -0.5

static inline void put_numbers(kl_state_writer *w, size_t n, const uint64_t *numbers) {
    for (size_t i = 0; i < n; i++)
        kl_state_put_varint(w, numbers[i], NULL);
}
#define PUT(w, ...)                                                                                \
    put_numbers(w, sizeof((uint64_t[]){__VA_ARGS__}) / sizeof(uint64_t), (uint64_t[]){__VA_ARGS__})

static inline void put_name(kl_state_writer *w, const char *name) {
    kl_state_put_varint(w, strlen(name), NULL);
    kl_state_put_bytes(w, name, strlen(name), NULL);
}

static inline void put_reals(kl_state_writer *w, size_t n, const double *values) {
    for (size_t i = 0; i < n; i++)
        kl_state_put_f64(w, values[i], NULL);
}

static inline void put_label(kl_state_writer *w, uint64_t language, double prior) {
    kl_state_put_varint(w, language, NULL);
    put_reals(w, 4, (double[]){prior, MEAN, BETWEEN, WITHIN});
}

/* A range of one code point. */
static inline void put_point(kl_state_writer *w, uint64_t gap, uint64_t kind, uint64_t upper,
                             uint64_t symbol) {
    PUT(w, gap, 1, kind, upper, symbol, 0);
}

static inline void put_points(kl_state_writer *w) {
    kl_state_begin(w, KL_STATE_TAG('P', 'N', 'T', 'S'), NULL);
    PUT(w, 14);
    put_point(w, '\'', KL_POINT_APOSTROPHE, 0, 0);
    PUT(w, '0' - '\'' - 1, 10, KL_POINT_DIGIT, 0, 0, 0);
    put_point(w, ';' - '9' - 1, KL_POINT_ODD, 0, 0);
    PUT(w, 'A' - ';' - 1, 2, 0, 1, LETTER_A, 1);
    put_point(w, 'E' - 'B' - 1, 0, 1, LETTER_E);
    PUT(w, 'a' - 'E' - 1, 2, 0, 0, LETTER_A, 1);
    put_point(w, 'e' - 'b' - 1, 0, 0, LETTER_E);
    put_point(w, 'x' - 'e' - 1, 0, 0, KL_LANGUAGE_UNKNOWN_LETTER);
    put_point(w, 0xAD - 'x' - 1, KL_POINT_SKIP, 0, 0);
    put_point(w, 0xE9 - 0xAD - 1, 0, 0, LETTER_E_ACUTE);
    put_point(w, 0x301 - 0xE9 - 1, KL_POINT_MARK, 0, 1);
    put_point(w, 0x44F - 0x301 - 1, 1, 0, LETTER_A);
    put_point(w, 0x13A0 - 0x44F - 1, KL_POINT_FOREIGN, 0, 0);
    put_point(w, 0x2019 - 0x13A0 - 1, KL_POINT_APOSTROPHE, 0, 0);
}

static inline void put_grams(kl_state_writer *w) {
    kl_state_begin(w, KL_STATE_TAG('G', 'R', 'A', 'M'), NULL);
    PUT(w, 7);
    for (size_t i = 0; i < 7; i++) {
        PUT(w, 1, 3);
        kl_state_put_u8(w, 0, NULL);
        kl_state_put_bytes(w, SINGLE_COSTS[i], 2, NULL);
    }
    /* "ab": the second language as b alone, dearer; the first has a cost of its own. */
    PUT(w, 1, LETTER_A << 8 | LETTER_B);
    kl_state_put_bytes(w, (uint8_t[]){1, AB_DEARER, AB_COST}, 3, NULL);
    /* The other script: ends of words and one letter. */
    PUT(w, 2, 1);
    kl_state_put_bytes(w, (uint8_t[]){1, 0, 16}, 3, NULL);
    PUT(w, 2);
    kl_state_put_bytes(w, (uint8_t[]){1, 0, 20}, 3, NULL);
}

/* The codes and names of its languages. */
static const char *const TINY_NAMES[6] = {"aa", "Aish", "bb", "Beish", "no", "Norwegian"};

/* The file, with these names; kl_free(bytes.data) when done. */
static inline kl_buffer tiny_profile_of(uint64_t version, const char *const names[6]) {
    kl_buffer bytes = {0};
    kl_state_writer *w = NULL;
    assert_int_equal(kl_state_writer_new(kl_sink_memory(&bytes), KL_STATE_LANGUAGES, &w, NULL),
                     KL_OK);
    kl_state_begin(w, KL_STATE_TAG('H', 'E', 'A', 'D'), NULL);
    kl_state_put_varint(w, version, NULL);
    put_reals(w, 4, (double[]){SHARPNESS, FLATTENING, ODD_PRICE, LIMIT});
    if (version >= 2)
        kl_state_put_varint(w, 0, NULL);
    kl_state_begin(w, KL_STATE_TAG('L', 'A', 'N', 'G'), NULL);
    kl_state_put_varint(w, 3, NULL);
    for (size_t i = 0; i < COUNT_OF(TINY_NAMES); i++)
        put_name(w, names[i]);
    kl_state_begin(w, KL_STATE_TAG('S', 'C', 'R', 'P'), NULL);
    kl_state_put_varint(w, 2, NULL);
    put_name(w, "Latn");
    PUT(w, 2, 8, 2, LETTER_APOSTROPHE);
    put_name(w, "Cyrl");
    PUT(w, 1, 16, 1, 2);
    kl_state_begin(w, KL_STATE_TAG('L', 'A', 'B', 'L'), NULL);
    put_label(w, 0, 0);
    put_label(w, 1, SECOND_PRIOR);
    put_label(w, 2, 0);
    put_points(w);
    kl_state_begin(w, KL_STATE_TAG('C', 'O', 'M', 'P'), NULL);
    PUT(w, 1, 0, LETTER_E, 1, LETTER_E_ACUTE);
    put_grams(w);
    assert_int_equal(kl_state_finish(w, NULL), KL_OK);
    kl_state_writer_free(w);
    return bytes;
}

static inline kl_buffer tiny_profile(uint64_t version) {
    return tiny_profile_of(version, TINY_NAMES);
}

/* The same, read; kl_language_profile_free. */
static inline kl_language_profile *tiny_parsed(void) {
    kl_buffer bytes = tiny_profile(KL_LANGUAGE_VERSION);
    kl_language_profile *profile = NULL;
    kl_error error = KL_ERROR_INIT;
    assert_ok(kl_language_profile_parse(bytes.data, bytes.size, &profile, &error), error);
    kl_free(bytes.data);
    return profile;
}

#endif
