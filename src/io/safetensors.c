/* SPDX-License-Identifier: Apache-2.0 */
/* safetensors: 8 bytes with the length of the header, the header in JSON, the numbers. The rules are
 * those of the format's README (github.com/huggingface/safetensors): the tensors fill what is behind
 * the header, each where its data_offsets say, without a hole and without sharing a byte. */
#include "io/safetensors.h"

#include "io/json.h"

/* Where the header begins. */
enum { LENGTH_SIZE = 8 };

int kl_safetensors_is(const unsigned char *data, size_t size) {
    return size > LENGTH_SIZE && data[LENGTH_SIZE] == '{';
}

#ifdef KL_HAVE_JANSSON

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/little_endian.h"
#include "io/byte_error.h"
#include "io/excerpt.h"

/* The bound of the format's own reader. */
#define HEADER_MAX UINT64_C(100000000)

static const char metadata[] = "__metadata__";

static const struct element {
    const char *name;
    kl_dtype dtype;
} elements[] = {{"F64", KL_F64}, {"F32", KL_F32}, {"F16", KL_F16}, {"BF16", KL_BF16},
                {"U8", KL_U8},   {"U16", KL_U16}, {"U32", KL_U32}, {"U64", KL_U64},
                {"I8", KL_I8},   {"I16", KL_I16}, {"I32", KL_I32}, {"I64", KL_I64}};

/* Where a tensor lies behind the header. */
typedef struct place {
    uint64_t begin, end;
    const char *name;
} place;

typedef struct reader {
    kl_tensor *tensor;
    const unsigned char *content;
    uint64_t start, size; /* of the content: its byte in the file, its bytes */
    json_t *header;
    place *places;      /* one for each name */
    size_t flat;        /* tensors of fewer than two dimensions */
    const char *matrix; /* the last one of the others */
    kl_error *error;
} reader;

/* ── One entry ──────────────────────────────────────────────────────────────────────────────── */

/* jansson does not tell where in the header an entry stands; its name does. */
static kl_status fail_entry(const reader *r, const char *name, const char *reason) {
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_byte(r->error, LENGTH_SIZE, "in the safetensors header the entry %s %s",
                        kl_excerpt(name, strlen(name), shown), reason);
}

static const struct element *find_element(const json_t *entry) {
    const char *dtype = json_string_value(json_object_get(entry, "dtype"));
    for (size_t i = 0; dtype && i < sizeof elements / sizeof elements[0]; i++)
        if (strcmp(dtype, elements[i].name) == 0)
            return &elements[i];
    return NULL;
}

/* A list of integers from 0 on. */
static int is_list(const json_t *list) {
    size_t i;
    json_t *number;
    if (!json_is_array(list))
        return 0;
    json_array_foreach(list, i, number) {
        if (!json_is_integer(number) || json_integer_value(number) < 0)
            return 0;
    }
    return 1;
}

static size_t element_of(const json_t *list, size_t i) {
    return (size_t)json_integer_value(json_array_get(list, i));
}

static kl_status read_view(const reader *r, const char *name, const json_t *entry,
                           kl_tensor_view *view) {
    const json_t *shape = json_object_get(entry, "shape");
    view->rank = json_array_size(shape);
    if (view->rank > KL_RANK_MAX)
        return fail_entry(r, name, "has more than 32 dimensions, which are not read");
    for (size_t i = 0; i < view->rank; i++)
        view->shape[i] = element_of(shape, i);
    return KL_OK;
}

/* Where it says it lies, and that its numbers are as many bytes; of an element type that is not
 * known here nobody can say. */
static kl_status read_place(const reader *r, const char *name, const json_t *entry, place *out) {
    const json_t *offsets = json_object_get(entry, "data_offsets");
    if (!is_list(json_object_get(entry, "shape")))
        return fail_entry(r, name, "has no shape, a list of integers from 0 on");
    if (!json_is_string(json_object_get(entry, "dtype")))
        return fail_entry(r, name, "has no dtype, a string");
    if (!is_list(offsets) || json_array_size(offsets) != 2)
        return fail_entry(r, name, "has no data_offsets, two integers from 0 on");
    *out = (place){element_of(offsets, 0), element_of(offsets, 1), name};
    if (out->begin > out->end || out->end > r->size)
        return fail_entry(r, name, "has data_offsets that are outside of the file");
    kl_tensor_view view;
    size_t bytes;
    const struct element *element = find_element(entry);
    kl_status status = read_view(r, name, entry, &view);
    if (status != KL_OK || !element)
        return status;
    view.dtype = element->dtype;
    if (!kl_view_bytes(&view, &bytes) || bytes != out->end - out->begin)
        return fail_entry(r, name, "has data_offsets that are not as far apart as its shape needs");
    return KL_OK;
}

/* ── All entries ────────────────────────────────────────────────────────────────────────────── */

static kl_status read_entries(reader *r) {
    const char *name;
    json_t *entry;
    r->places = kl_alloc(json_object_size(r->header), sizeof *r->places);
    if (!r->places)
        return kl_fail_memory(r->error, "a list of tensors", json_object_size(r->header));
    json_object_foreach(r->header, name, entry) {
        if (!json_is_object(entry))
            return fail_entry(r, name, "is no object");
        if (strcmp(name, metadata) == 0)
            continue;
        kl_status status = read_place(r, name, entry, &r->places[r->tensor->count]);
        if (status == KL_OK)
            status = kl_tensor_name_add(r->tensor, name, strlen(name), LENGTH_SIZE, r->error);
        if (status != KL_OK)
            return status;
        if (json_array_size(json_object_get(entry, "shape")) >= 2)
            r->matrix = name;
        else
            r->flat++;
    }
    if (r->tensor->count == 0)
        return kl_fail_byte(r->error, LENGTH_SIZE, "the safetensors file holds no tensor");
    return KL_OK;
}

static int compare_places(const void *a, const void *b) {
    const place *x = a, *y = b;
    if (x->begin != y->begin)
        return x->begin < y->begin ? -1 : 1;
    return (x->end > y->end) - (x->end < y->end);
}

static kl_status check_places(const reader *r) {
    size_t n = r->tensor->count;
    uint64_t end = 0;
    qsort(r->places, n, sizeof *r->places, compare_places);
    for (size_t i = 0; i < n; i++) {
        if (r->places[i].begin < end)
            return fail_entry(r, r->places[i].name, "has data_offsets that overlap with others");
        if (r->places[i].begin > end)
            return fail_entry(r, r->places[i].name, "has data_offsets that leave a hole before it");
        end = r->places[i].end;
    }
    if (end != r->size) {
        return kl_fail_byte(r->error, r->start + end,
                            "the tensors of the safetensors file end, and %llu bytes follow",
                            (unsigned long long)(r->size - end));
    }
    return KL_OK;
}

/* ── The chosen one ─────────────────────────────────────────────────────────────────────────── */

static kl_status fail_element(const reader *r, const char *name, const json_t *entry) {
    char shown[KL_EXCERPT_SIZE], type[KL_EXCERPT_SIZE];
    const char *dtype = json_string_value(json_object_get(entry, "dtype"));
    return kl_fail(r->error, KL_ERROR_UNSUPPORTED,
                   "the tensor %s has elements of type %s; expected F64, F32, F16, BF16, U8, U16, "
                   "U32, U64, I8, I16, I32 or I64",
                   kl_excerpt(name, strlen(name), shown), kl_excerpt(dtype, strlen(dtype), type));
}

static kl_status choose(const reader *r, const char *name) {
    kl_tensor *tensor = r->tensor;
    if (!name && r->flat > 0 && tensor->count - r->flat == 1)
        name = tensor->count > 1 ? r->matrix : NULL;
    kl_status status = kl_tensor_choose(tensor, name, r->error);
    if (status != KL_OK)
        return status;
    name = tensor->names[tensor->chosen];
    const json_t *entry = json_object_get(r->header, name);
    const struct element *element = find_element(entry);
    if (!element)
        return fail_element(r, name, entry);
    tensor->view.dtype = element->dtype;
    tensor->view.data = r->content + element_of(json_object_get(entry, "data_offsets"), 0);
    return read_view(r, name, entry, &tensor->view);
}

static kl_status find_header(const unsigned char *data, size_t size, uint64_t *length,
                             kl_error *error) {
    *length = kl_load_u64(data);
    if (*length <= HEADER_MAX && *length <= size - LENGTH_SIZE)
        return KL_OK;
    return kl_fail_byte(error, 0,
                        "the safetensors header is to have %llu bytes; at most 100,000,000 are "
                        "read, and %zu follow",
                        (unsigned long long)*length, size - LENGTH_SIZE);
}

kl_status kl_safetensors_read(kl_tensor *tensor, const unsigned char *data, size_t size,
                              const char *name, kl_error *error) {
    uint64_t length = 0;
    kl_status status = find_header(data, size, &length, error);
    if (status != KL_OK)
        return status;
    uint64_t start = LENGTH_SIZE + length;
    reader r = {tensor, data + start, start, size - start, NULL, NULL, 0, NULL, error};
    status = kl_json_parse((const char *)data + LENGTH_SIZE, (size_t)length, KL_JSON_UNIQUE, 1,
                           LENGTH_SIZE, &r.header, error);
    if (status == KL_OK)
        status = read_entries(&r);
    if (status == KL_OK)
        status = check_places(&r);
    if (status == KL_OK)
        status = choose(&r, name);
    kl_free(r.places);
    json_decref(r.header);
    return status;
}

#else

kl_status kl_safetensors_read(kl_tensor *tensor, const unsigned char *data, size_t size,
                              const char *name, kl_error *error) {
    (void)tensor;
    (void)data;
    (void)size;
    (void)name;
    return kl_json_available(error);
}

#endif
