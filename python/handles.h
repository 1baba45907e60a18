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

/* A kind, and the converter to a pointer to its object; `scope` is static, or nothing. */
#define HANDLE(scope, kind, type, release, converter)                                              \
    static void free_##kind(void *pointer) {                                                       \
        release((type *)pointer);                                                                  \
    }                                                                                              \
    scope const handle_kind kind = {"kullback." #type, free_##kind};                               \
    scope int converter(PyObject *capsule, void *out) {                                            \
        return (*(void **)out = PyCapsule_GetPointer(capsule, kind.name)) != NULL;                 \
    }

/* Those of several files. */
extern const handle_kind counts_handle, document_handle, logits_handle, table_handle;
int counts_of(PyObject *capsule, void *out);
int document_of(PyObject *capsule, void *out);
int logits_of(PyObject *capsule, void *out);
int table_of(PyObject *capsule, void *out);

/* A capsule of what a call made, or NULL with an exception. `owner` (or NULL) lives as long, and so does the pool
 * of the call, which is given up to the capsule. */
PyObject *call_handle(call *made, kl_status status, void *pointer, const handle_kind *kind,
                      PyObject *owner);

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
