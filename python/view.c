/* SPDX-License-Identifier: Apache-2.0 */
#include "files.h"

#include <string.h>

typedef struct view_object {
    PyObject_HEAD const void *data;
    const char *format;
    PyObject *owner;
    int dimensions;
    Py_ssize_t size, length, shape[32], strides[32];
} view_object;

PyObject *view_new(module_state *state, const void *data, const char *format, int dimensions,
                   const Py_ssize_t *shape, Py_ssize_t size, PyObject *owner) {
    view_object *made = PyObject_New(view_object, state->view);
    if (made == NULL)
        return NULL;
    made->data = data != NULL ? data : "";
    made->format = format;
    made->dimensions = dimensions;
    made->size = made->length = size;
    for (int i = dimensions - 1; i >= 0; i--) {
        made->shape[i] = shape[i];
        made->strides[i] = made->length;
        made->length *= shape[i];
    }
    made->owner = Py_NewRef(owner);
    return (PyObject *)made;
}

static int get_buffer(PyObject *self, Py_buffer *view, int flags) {
    view_object *object = (view_object *)self;
    if (PyBuffer_FillInfo(view, self, (void *)object->data, object->length, 1, flags) < 0)
        return -1;
    view->itemsize = object->size;
    if ((flags & PyBUF_FORMAT) == PyBUF_FORMAT)
        view->format = (char *)object->format;
    if ((flags & PyBUF_ND) == PyBUF_ND) {
        view->ndim = object->dimensions;
        view->shape = object->shape;
    }
    if ((flags & PyBUF_STRIDES) == PyBUF_STRIDES)
        view->strides = object->strides;
    return 0;
}

static void deallocate(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    Py_DECREF(((view_object *)self)->owner);
    PyObject_Free(self);
    Py_DECREF(type);
}

static PyType_Slot slots[] = {
    {Py_tp_doc, "Numbers where they lie in a file: memoryview() and numpy.asarray() look at them."},
    {Py_tp_dealloc, SLOT(deallocate)},
    {Py_bf_getbuffer, SLOT(get_buffer)},
    {0},
};

static PyType_Spec spec = {
    .name = "kullback._kullback.View",
    .basicsize = sizeof(view_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = slots,
};

int view_register(PyObject *module) {
    module_state *state = state_of(module);
    state->view = (PyTypeObject *)PyType_FromModuleAndSpec(module, &spec, NULL);
    return state->view == NULL ? -1 : PyModule_AddType(module, state->view);
}
