/* SPDX-License-Identifier: Apache-2.0 */
#include "handles.h"

#include <stdlib.h>

/* What a capsule keeps besides its pointer. */
typedef struct keeping {
    void (*free)(void *);
    PyObject *owner;
    pool_node *node;
} keeping;

static void destroy(PyObject *capsule) {
    keeping *kept = PyCapsule_GetContext(capsule);
    kept->free(PyCapsule_GetPointer(capsule, PyCapsule_GetName(capsule)));
    Py_XDECREF(kept->owner);
    pools_free(&kept->node);
    free(kept);
}

static PyObject *give_up(void *pointer, const handle_kind *kind, keeping *kept) {
    kind->free(pointer);
    free(kept);
    return PyErr_Occurred() ? NULL : PyErr_NoMemory();
}

PyObject *call_handle(call *made, kl_status status, void *pointer, const handle_kind *kind,
                      PyObject *owner) {
    if (status != KL_OK) {
        call_end(made);
        return call_none(made, status);
    }
    keeping *kept = calloc(1, sizeof *kept);
    PyObject *capsule = kept != NULL ? PyCapsule_New(pointer, kind->name, NULL) : NULL;
    if (capsule == NULL)
        return give_up(pointer, kind, kept);
    kept->free = kind->free;
    kept->owner = Py_XNewRef(owner);
    kept->node = made->node;
    made->node = NULL;
    PyCapsule_SetContext(capsule, kept);
    PyCapsule_SetDestructor(capsule, destroy);
    return capsule;
}

HANDLE(, counts_handle, kl_counts, kl_counts_free, counts_of)
HANDLE(, document_handle, kl_document, kl_document_free, document_of)
HANDLE(, logits_handle, kl_logits, kl_logits_close, logits_of)

void handles_release(handles *taken) {
    Py_CLEAR(taken->held);
    PyMem_Free(taken->items);
    taken->items = NULL;
}

int handles_of(PyObject *sequence, void *out) {
    handles *taken = out;
    if (sequence == NULL) {
        handles_release(taken);
        return 1;
    }
    taken->held = PySequence_Tuple(sequence);
    if (taken->held == NULL)
        return 0;
    taken->n = (size_t)PyTuple_Size(taken->held);
    taken->items = PyMem_Calloc(taken->n + 1, sizeof *taken->items);
    int failed = taken->items == NULL && PyErr_NoMemory() == NULL;
    for (size_t i = 0; i < taken->n && !failed; i++) {
        taken->items[i] =
            PyCapsule_GetPointer(PyTuple_GetItem(taken->held, (Py_ssize_t)i), taken->kind->name);
        failed = taken->items[i] == NULL;
    }
    if (failed)
        handles_release(taken);
    return failed ? 0 : Py_CLEANUP_SUPPORTED;
}
