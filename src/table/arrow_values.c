/* SPDX-License-Identifier: Apache-2.0 */
/* Values of Arrow arrays. Loads go through memcpy: alignment is a recommendation only. */
#include "table/arrow.h"

#include "base/error.h"
#include "base/format.h"

#include <math.h>
#include <string.h>

/* ── Whether it can be read ── */

/* Without the further ones of views. */
static int64_t buffers_of(const kl_arrow_type *type) {
    static const int64_t count[] = {
        [KL_ARROW_NULLS] = 0,    [KL_ARROW_BITS] = 2, [KL_ARROW_NUMBERS] = 2, [KL_ARROW_TICKS] = 2,
        [KL_ARROW_DECIMALS] = 2, [KL_ARROW_TEXT] = 3, [KL_ARROW_VIEWS] = 3,   [KL_ARROW_FIXED] = 2};
    return count[type->layout];
}

static kl_status refuse(kl_error *error, const char *what, int64_t count) {
    return kl_fail(error, KL_ERROR_FORMAT, "its Arrow array has %s (%lld)", what, (long long)count);
}

static kl_status check_buffers(const kl_arrow_type *type, const struct ArrowArray *array,
                               kl_error *error) {
    const int64_t need = buffers_of(type), n = array->n_buffers;
    if (type->layout == KL_ARROW_VIEWS ? n < need : n != need)
        return refuse(error, "not the buffers of its type", n);
    if (need == 0 || array->length == 0)
        return KL_OK;
    if (array->buffers == NULL || array->buffers[1] == NULL ||
        (type->layout == KL_ARROW_VIEWS && n > need && array->buffers[n - 1] == NULL))
        return refuse(error, "no buffer where its values are", n);
    if (array->buffers[0] == NULL && array->null_count > 0)
        return refuse(error, "nulls, and no buffer that says where", array->null_count);
    return KL_OK;
}

kl_status kl_arrow_check(const kl_arrow_type *type, const struct ArrowArray *array, int64_t least,
                         kl_error *error) {
    if (array == NULL || array->release == NULL)
        return kl_fail(error, KL_ERROR_FORMAT, "its Arrow array was released before");
    if (array->offset < 0 || array->length < 0 || array->offset > INT64_MAX - array->length)
        return refuse(error, "a length that cannot be", array->length);
    if (array->length < least)
        return refuse(error, "too few elements for the rows", array->length);
    return check_buffers(type, array, error);
}

/* ── Elements, by their place behind the offset ── */

static int is_there(const struct ArrowArray *array, int64_t at) {
    const uint8_t *valid = array->buffers[0];
    return valid == NULL || (valid[at / 8] >> (at % 8) & 1) != 0;
}

static const char *element(const struct ArrowArray *array, int64_t at, int width) {
    return (const char *)array->buffers[1] + at * width;
}

#define LOAD(type)                                                                                 \
    {                                                                                              \
        type value;                                                                                \
        memcpy(&value, element(array, at, sizeof value), sizeof value);                            \
        return (int64_t)value;                                                                     \
    }

static int64_t integer_at(kl_dtype dtype, const struct ArrowArray *array, int64_t at) {
    switch (dtype) {
    case KL_I8:
        LOAD(int8_t)
    case KL_I16:
        LOAD(int16_t)
    case KL_I32:
        LOAD(int32_t)
    case KL_I64:
        LOAD(int64_t)
    case KL_U8:
        LOAD(uint8_t)
    case KL_U16:
        LOAD(uint16_t)
    case KL_U32:
        LOAD(uint32_t)
    case KL_U64:
        LOAD(uint64_t)
    default:
        return -1;
    }
}

int64_t kl_arrow_code(const kl_arrow_type *type, const struct ArrowArray *array, size_t at) {
    const int64_t place = array->offset + (int64_t)at;
    if (!is_there(array, place))
        return -1;
    const int64_t code = integer_at(type->dtype, array, place);
    return code >= 0 ? code : INT64_MAX;
}

size_t kl_arrow_digits(const kl_arrow_type *type, const struct ArrowArray *array, size_t at,
                       char text[32]) {
    const int64_t value = integer_at(type->dtype, array, array->offset + (int64_t)at);
    return type->dtype == KL_U64 ? kl_words(text, 32, "%llu", (unsigned long long)value)
                                 : kl_words(text, 32, "%lld", (long long)value);
}

/* ── Numbers ── */

/* Whole seconds apart from their parts, so that nanoseconds of today keep what a double can hold. */
static double seconds_of(const kl_arrow_type *type, int64_t ticks) {
    const int64_t whole = ticks / type->parts, rest = ticks % type->parts;
    return (double)whole * type->seconds + (double)rest / type->parts;
}

static double number_at(const kl_arrow_type *type, const struct ArrowArray *array, int64_t at) {
    if (type->layout == KL_ARROW_TICKS)
        return seconds_of(type, integer_at(type->dtype, array, at));
    return kl_arrow_decimal(element(array, at, type->width), type->width, type->scale);
}

void kl_arrow_numbers(const kl_arrow_type *type, const struct ArrowArray *array, size_t first,
                      size_t n, double *out) {
    const int64_t begin = array->offset + (int64_t)first;
    if (n > 0 && type->layout == KL_ARROW_NUMBERS)
        kl_array_read(
            (kl_array){element(array, begin, (int)kl_dtype_size(type->dtype)), n, 1, type->dtype},
            0, n, out);
    for (size_t i = 0; i < n; i++)
        if (!is_there(array, begin + (int64_t)i))
            out[i] = NAN;
        else if (type->layout != KL_ARROW_NUMBERS)
            out[i] = number_at(type, array, begin + (int64_t)i);
}

const double *kl_arrow_doubles(const kl_arrow_type *type, const struct ArrowArray *array,
                               size_t first) {
    if (type->layout != KL_ARROW_NUMBERS || type->dtype != KL_F64 || array->length == 0 ||
        array->buffers[0] != NULL || (uintptr_t)array->buffers[1] % _Alignof(double) != 0)
        return NULL;
    return (const double *)array->buffers[1] + array->offset + first;
}

/* ── Names ── */

/* How many bytes there are is not told: the last offset, behind all texts, is the nearest to it. */
static kl_status text_at(const kl_arrow_type *type, const struct ArrowArray *array, int64_t at,
                         kl_symbol_name *out, kl_error *error) {
    const int64_t begin = integer_at(type->dtype, array, at),
                  end = integer_at(type->dtype, array, at + 1),
                  last = integer_at(type->dtype, array, array->offset + array->length);
    const char *bytes = array->buffers[2];
    if (begin < 0 || end < begin || end > last || (bytes == NULL && end > begin))
        return kl_fail(error, KL_ERROR_FORMAT, "its Arrow array has a text from byte %lld to %lld",
                       (long long)begin, (long long)end);
    *out = (kl_symbol_name){end > begin ? bytes + begin : "", (size_t)(end - begin)};
    return KL_OK;
}

/* Length, then up to twelve bytes, or a prefix, the number of a further buffer and where in it. */
static kl_status view_at(const struct ArrowArray *array, int64_t at, kl_symbol_name *out,
                         kl_error *error) {
    enum { VIEW = 16, IN_PLACE = 12, FIRST_FURTHER = 2 };
    const int64_t further = array->n_buffers - FIRST_FURTHER - 1;
    const int64_t *sizes = array->buffers[array->n_buffers - 1];
    const char *view = element(array, at, VIEW);
    int32_t part[4]; /* length, prefix, buffer, offset */
    memcpy(part, view, sizeof part);
    if (part[0] >= 0 && part[0] <= IN_PLACE) {
        *out = (kl_symbol_name){view + sizeof *part, (size_t)part[0]};
        return KL_OK;
    }
    int64_t size = -1;
    if (part[2] >= 0 && part[2] < further && array->buffers[FIRST_FURTHER + part[2]] != NULL)
        memcpy(&size, sizes + part[2], sizeof size);
    if (part[0] < 0 || part[3] < 0 || (int64_t)part[3] + part[0] > size)
        return kl_fail(error, KL_ERROR_FORMAT,
                       "its Arrow array has a text of %lld bytes from byte %lld of buffer %lld, "
                       "which has %lld",
                       (long long)part[0], (long long)part[3], (long long)part[2], (long long)size);
    *out = (kl_symbol_name){(const char *)array->buffers[FIRST_FURTHER + part[2]] + part[3],
                            (size_t)part[0]};
    return KL_OK;
}

static kl_symbol_name truth_at(const struct ArrowArray *array, int64_t at) {
    const uint8_t *bits = array->buffers[1];
    return (bits[at / 8] >> (at % 8) & 1) != 0 ? (kl_symbol_name){"true", 4}
                                               : (kl_symbol_name){"false", 5};
}

static kl_status name_at(const kl_arrow_type *type, const struct ArrowArray *array, int64_t at,
                         kl_symbol_name *out, kl_error *error) {
    *out = (kl_symbol_name){NULL, 0};
    if (type->layout == KL_ARROW_NULLS || !is_there(array, at))
        return KL_OK;
    if (type->layout == KL_ARROW_TEXT)
        return text_at(type, array, at, out, error);
    if (type->layout == KL_ARROW_VIEWS)
        return view_at(array, at, out, error);
    *out = type->layout == KL_ARROW_BITS
               ? truth_at(array, at)
               : (kl_symbol_name){element(array, at, type->width), (size_t)type->width};
    return KL_OK;
}

kl_status kl_arrow_names(const kl_arrow_type *type, const struct ArrowArray *array, size_t first,
                         size_t n, kl_symbol_name *out, kl_error *error) {
    for (size_t i = 0; i < n; i++) {
        const int64_t at = array->offset + (int64_t)(first + i);
        kl_error why = KL_ERROR_INIT;
        const kl_status status = name_at(type, array, at, &out[i], &why);
        if (status != KL_OK)
            return kl_fail_at(error, status, (int64_t)i, -1, "%s", why.message);
    }
    return KL_OK;
}
