/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays in and arrays out of the losses. */
#include "batch.h"

#include <string.h>

batch batch_begin(PyObject *module) {
    return (batch){.base = call_begin(module)};
}

void batch_end(batch *made) {
    for (size_t i = 0; i < made->outputs; i++)
        PyMem_Free(made->out[i]);
    for (size_t i = 0; i < made->gradients; i++) {
        if (made->views[i].obj != NULL)
            PyBuffer_Release(&made->views[i]);
        Py_XDECREF(made->slopes[i]);
    }
    for (size_t i = 0; i < made->inputs; i++)
        input_release(&made->in[i]);
    call_end(&made->base);
}

int batch_take(batch *made, PyObject *objects, const batch_name *names) {
    for (size_t i = 0; names[i].name != NULL; i++) {
        PyObject *object = PyTuple_GetItem(objects, (Py_ssize_t)i);
        if (object == NULL)
            return -1;
        input *taken = &made->in[made->inputs++];
        taken->name = names[i].name;
        if (!(names[i].dimensions == 1 ? input_or_none_of : matrix_or_none_of)(object, taken))
            return -1;
    }
    return 0;
}

double *batch_room(batch *made, size_t n) {
    double *room = PyMem_Calloc(n + 1, sizeof *room);
    if (room == NULL)
        return (double *)PyErr_NoMemory();
    made->lengths[made->outputs] = n;
    made->out[made->outputs++] = room;
    return room;
}

int batch_gradient(batch *made, size_t i, int wanted, kl_loss_gradient *gradient) {
    const kl_matrix *of = &made->in[i].matrix;
    const size_t at = made->gradients++;
    *gradient = (kl_loss_gradient){0};
    if (!wanted || of->data == NULL) {
        made->slopes[at] = Py_NewRef(Py_None);
        return 0;
    }
    made->slopes[at] = gradient_room(made->base.state, of, &made->views[at]);
    gradient->data = made->views[at].buf;
    gradient->row_stride = (ptrdiff_t)of->columns;
    return made->slopes[at] != NULL ? 0 : -1;
}

PyObject *batch_result(batch *made, kl_status status, double loss, kl_reduction reduction) {
    if (status != KL_OK)
        return call_none(&made->base, status);
    PyObject *result = PyTuple_New((Py_ssize_t)(made->outputs + made->gradients) + 1);
    if (result == NULL)
        return NULL;
    PyObject *first =
        reduction == KL_REDUCTION_NONE ? Py_NewRef(Py_None) : PyFloat_FromDouble(loss);
    int failed = first == NULL || PyTuple_SetItem(result, 0, first) < 0;
    for (size_t i = 0; i < made->outputs && !failed; i++) {
        PyObject *series =
            series_of(made->base.state, "d", made->out[i], made->lengths[i] * sizeof *made->out[i]);
        failed = series == NULL || PyTuple_SetItem(result, (Py_ssize_t)i + 1, series) < 0;
    }
    for (size_t i = 0; i < made->gradients && !failed; i++)
        failed = PyTuple_SetItem(result, (Py_ssize_t)(made->outputs + i) + 1,
                                 Py_NewRef(made->slopes[i])) < 0;
    if (failed)
        Py_CLEAR(result);
    return result;
}

int reduction_of(PyObject *name, void *out) {
    static const char *const names[] = {"mean", "sum", "none"};
    const char *text;
    if (!PyArg_Parse(name, "s;reduction must be a name", &text))
        return 0;
    for (int i = 0; i < 3; i++)
        if (strcmp(text, names[i]) == 0) {
            *(kl_reduction *)out = (kl_reduction)i;
            return 1;
        }
    PyErr_Format(PyExc_ValueError, "reduction is '%s': it must be 'mean', 'sum' or 'none'", text);
    return 0;
}

PyObject *gradient_room(module_state *state, const kl_matrix *of, Py_buffer *view) {
    const char *code = of->dtype == KL_F64 ? "d" : of->dtype == KL_F32 ? "f" : "H";
    PyObject *one = PyObject_CallFunction(state->array, "s[i]", code, 0);
    PyObject *room =
        one != NULL ? PySequence_Repeat(one, (Py_ssize_t)(of->rows * of->columns)) : NULL;
    Py_XDECREF(one);
    if (room != NULL && PyObject_GetBuffer(room, view, PyBUF_WRITABLE) < 0)
        Py_CLEAR(room);
    return room;
}
