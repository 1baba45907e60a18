/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays of numbers out of files, whatever their format: what a file is, which array is meant, and
 * what is looked at afterwards. */
#include "io/tensor.h"

#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "base/options.h"
#include "io/byte_error.h"
#include "io/descriptor.h"
#include "io/excerpt.h"
#include "io/npy.h"
#include "io/npz.h"
#include "io/safetensors.h"
#include "io/zip.h"

int kl_view_bytes(const kl_tensor_view *view, size_t *bytes) {
    size_t product = kl_dtype_size(view->dtype);
    int empty = 0;
    for (size_t i = 0; i < view->rank; i++) {
        empty |= view->shape[i] == 0;
        size_t factor = view->shape[i] ? view->shape[i] : 1;
        if (__builtin_mul_overflow(product, factor, &product) || product > PTRDIFF_MAX)
            return 0;
    }
    *bytes = empty ? 0 : product;
    return 1;
}

/* ── Names ──────────────────────────────────────────────────────────────────────────────────── */

kl_status kl_tensor_name_add(kl_tensor *tensor, const char *name, size_t size, uint64_t at,
                             kl_error *error) {
    char shown[KL_EXCERPT_SIZE];
    if (memchr(name, '\0', size)) {
        return kl_fail_byte(error, at, "the name %s has a NUL in it",
                            kl_excerpt(name, size, shown));
    }
    if (tensor->count == tensor->capacity) {
        size_t capacity = tensor->capacity ? tensor->capacity * 2 : 8;
        char **larger = kl_realloc(tensor->names, capacity, sizeof *larger);
        if (!larger)
            return kl_fail_memory(error, "a list of names", capacity * sizeof *larger);
        tensor->names = larger;
        tensor->capacity = capacity;
    }
    char *copy = kl_alloc(size + 1, 1);
    if (!copy)
        return kl_fail_memory(error, "a name", size + 1);
    memcpy(copy, name, size);
    copy[size] = '\0';
    tensor->names[tensor->count++] = copy;
    return KL_OK;
}

/* "a", "b" … and 7 more: as many as fit into a message. */
static void list_names(const kl_tensor *tensor, char *list, size_t room) {
    enum { TAIL = 32 };
    size_t used = 0;
    for (size_t i = 0; i < tensor->count; i++) {
        char shown[KL_EXCERPT_SIZE];
        const char *name = kl_excerpt(tensor->names[i], strlen(tensor->names[i]), shown);
        if (used + strlen(name) + 2 > room - TAIL) {
            kl_words(list + used, room - used, " … and %zu more", tensor->count - i);
            return;
        }
        used += kl_words(list + used, room - used, "%s%s", i ? ", " : "", name);
    }
}

static kl_status fail_choice(const kl_tensor *tensor, const char *name, kl_error *error) {
    char list[300], shown[KL_EXCERPT_SIZE];
    list_names(tensor, list, sizeof list);
    if (!name) {
        return kl_fail(error, KL_ERROR_ARGUMENT, "%zu arrays, of which one must be named: %s",
                       tensor->count, list);
    }
    return kl_fail(error, KL_ERROR_ARGUMENT, "no array is named %s; there %s %s",
                   kl_excerpt(name, strlen(name), shown), tensor->count == 1 ? "is" : "are", list);
}

kl_status kl_tensor_choose(kl_tensor *tensor, const char *name, kl_error *error) {
    if (!name && tensor->count == 1) {
        tensor->chosen = 0;
        return KL_OK;
    }
    size_t found = 0;
    for (size_t i = 0; name && i < tensor->count; i++) {
        if (strcmp(tensor->names[i], name) == 0) {
            tensor->chosen = i;
            found++;
        }
    }
    if (found == 0)
        return fail_choice(tensor, name, error);
    char shown[KL_EXCERPT_SIZE];
    return found == 1 ? KL_OK
                      : kl_fail(error, KL_ERROR_FORMAT, "%zu arrays are named %s", found,
                                kl_excerpt(name, strlen(name), shown));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────── */

static kl_status fail_unknown(const unsigned char *data, size_t size, kl_error *error) {
    enum { SHOWN = 8 };
    char shown[KL_EXCERPT_SIZE];
    return kl_fail_byte(error, 0, "expected .npy, .npz or safetensors; this begins with %s",
                        kl_excerpt((const char *)data, size < SHOWN ? size : SHOWN, shown));
}

static kl_status read_any(kl_tensor *tensor, const unsigned char *data, size_t size,
                          const char *name, const kl_tensor_options *options, kl_error *error) {
    if (size >= KL_NPY_MAGIC_SIZE && memcmp(data, kl_npy_magic, KL_NPY_MAGIC_SIZE) == 0) {
        tensor->format = "npy";
        kl_status status = kl_npy_read(data, size, 0, &tensor->view, error);
        return status == KL_OK ? kl_tensor_name_add(tensor, "", 0, 0, error) : status;
    }
    if (kl_zip_is(data, size)) {
        tensor->format = "npz";
        return kl_npz_read(tensor, data, size, name, options, error);
    }
    if (kl_safetensors_is(data, size)) {
        tensor->format = "safetensors";
        return kl_safetensors_read(tensor, data, size, name, error);
    }
    return fail_unknown(data, size, error);
}

/* The views are of numbers as this machine has them. */
static kl_status check_byte_order(const kl_tensor *tensor, kl_error *error) {
    if (__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ || kl_dtype_size(tensor->view.dtype) == 1)
        return KL_OK;
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "little-endian numbers are not read on a big-endian machine");
}

void kl_tensor_options_init(kl_tensor_options *options) {
    *options = (kl_tensor_options){.size = sizeof *options};
}

kl_status kl_tensor_parse(const void *data, size_t size, const char *name,
                          const kl_tensor_options *options, kl_tensor **out, kl_error *error) {
    if (!out || (!data && size > 0))
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_tensor_parse: data and out must not be NULL");
    kl_tensor_options known;
    kl_tensor_options_init(&known);
    kl_status status = kl_options_read(&known, sizeof known, options, "kl_tensor_options", error);
    if (status != KL_OK)
        return status;
    kl_tensor *tensor = kl_alloc_zero(1, sizeof *tensor);
    if (!tensor)
        return kl_fail_memory(error, "an array", sizeof *tensor);
    status = read_any(tensor, data ? data : (const void *)"", size, name, &known, error);
    if (status == KL_OK)
        status = check_byte_order(tensor, error);
    if (status != KL_OK) {
        kl_tensor_close(tensor);
        return status;
    }
    *out = tensor;
    return KL_OK;
}

kl_status kl_tensor_open(const char *path, const char *name, const kl_tensor_options *options,
                         kl_tensor **out, kl_error *error) {
    if (!path || !out)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_tensor_open: path and out must not be NULL");
    kl_bytes *file = NULL;
    kl_status status = kl_bytes_open(path, &file, error);
    if (status != KL_OK)
        return status;
    kl_tensor *tensor = NULL;
    status =
        kl_tensor_parse(kl_bytes_data(file), kl_bytes_size(file), name, options, &tensor, error);
    if (status != KL_OK) {
        kl_bytes_close(file);
        return kl_fail_prefix(error, status, kl_descriptor_name(path));
    }
    tensor->file = file;
    *out = tensor;
    return KL_OK;
}

void kl_tensor_close(kl_tensor *tensor) {
    if (!tensor)
        return;
    for (size_t i = 0; i < tensor->count; i++)
        kl_free(tensor->names[i]);
    kl_free(tensor->names);
    kl_free(tensor->inflated);
    kl_bytes_close(tensor->file);
    kl_free(tensor);
}

/* ── What is in it ──────────────────────────────────────────────────────────────────────────── */

const char *kl_tensor_format(const kl_tensor *tensor) {
    return tensor->format;
}

const size_t *kl_tensor_shape(const kl_tensor *tensor, size_t *rank) {
    *rank = tensor->view.rank;
    return tensor->view.shape;
}

/* Never overflows: kl_view_bytes has taken dimensions of 0 for 1. */
static size_t product(const size_t *shape, size_t n) {
    size_t value = 1;
    for (size_t i = 0; i < n; i++)
        value *= shape[i];
    return value;
}

kl_matrix kl_tensor_matrix(const kl_tensor *tensor) {
    const kl_tensor_view *view = &tensor->view;
    size_t folded = view->rank > 1 ? view->rank - 1 : view->rank;
    size_t columns = product(view->shape + folded, view->rank - folded);
    return (kl_matrix){view->data, product(view->shape, folded), columns, (ptrdiff_t)columns,
                       view->dtype};
}

kl_array kl_tensor_array(const kl_tensor *tensor) {
    const kl_tensor_view *view = &tensor->view;
    return (kl_array){view->data, product(view->shape, view->rank), 1, view->dtype};
}

size_t kl_tensor_count(const kl_tensor *tensor) {
    return tensor->count;
}

const char *kl_tensor_name(const kl_tensor *tensor, size_t i) {
    return tensor->names[i];
}

size_t kl_tensor_chosen(const kl_tensor *tensor) {
    return tensor->chosen;
}
