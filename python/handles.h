/* SPDX-License-Identifier: Apache-2.0 */
/* Objects of the library, as capsules: the classes of the package hold them and give them to the functions. */
#ifndef KL_PYTHON_HANDLES_H
#define KL_PYTHON_HANDLES_H

#include "call.h"

/* A kind of object: the name of its capsules and what frees it. */
typedef struct handle_kind {
    const char *name;
    void (*free)(void *);
} handle_kind;

extern const handle_kind counts_handle, pair_handle, known_handle, counter_handle, document_handle,
    input_handle, bytes_handle, file_handle, weights_handle, tensor_handle, logits_handle,
    vocabulary_handle, eval_handle, encoder_handle, decoder_handle, random_handle, sum_handle;

/* A capsule of what a call made, or NULL with an exception. `owner` (or NULL) lives as long, and so does the pool
 * of the call, which is given up to the capsule. */
PyObject *call_handle(call *made, kl_status status, void *pointer, const handle_kind *kind,
                      PyObject *owner);

/* Converters to a pointer to the object. */
int counts_of(PyObject *capsule, void *out);
int pair_of(PyObject *capsule, void *out);
int known_of(PyObject *capsule, void *out);
int counter_of(PyObject *capsule, void *out);
int document_of(PyObject *capsule, void *out);
int input_handle_of(PyObject *capsule, void *out);
int bytes_of(PyObject *capsule, void *out);
int file_of(PyObject *capsule, void *out);
int weights_of(PyObject *capsule, void *out);
int tensor_of(PyObject *capsule, void *out);
int logits_of(PyObject *capsule, void *out);
int vocabulary_of(PyObject *capsule, void *out);
int vocabulary_or_none_of(PyObject *capsule, void *out);
int eval_of(PyObject *capsule, void *out);
int encoder_of(PyObject *capsule, void *out);
int decoder_of(PyObject *capsule, void *out);
int random_of(PyObject *capsule, void *out);
int sum_of(PyObject *capsule, void *out);

/* Several of a kind: a sequence of capsules. A converter's state, as texts. */
typedef struct handles {
    const handle_kind *kind; /* set before */
    PyObject *held;
    void **items;
    size_t n;
} handles;

int handles_of(PyObject *sequence, void *handles_out);
void handles_release(handles *taken);

#endif
