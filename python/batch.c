/* SPDX-License-Identifier: Apache-2.0 */
/* Arrays in and arrays out of the losses. */
#include "batch.h"

batch batch_begin(PyObject *module) {
    return (batch){.base = call_begin(module)};
}

void batch_end(batch *made) {
    for (size_t i = 0; i < made->outputs; i++)
        PyMem_Free(made->out[i]);
    for (size_t i = 0; i < made->gradients; i++)
        slopes_release(&made->by[i]);
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
    slopes *by = &made->by[made->gradients++];
    by->asked = wanted && made->in[i].matrix.data != NULL ? Py_True : NULL;
    const int failed = slopes_place(by, made->base.state, made->in[i].matrix, (kl_matrix){0});
    *gradient = by->into;
    return failed;
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
                                 slopes_result(&made->by[i])) < 0;
    if (failed)
        Py_CLEAR(result);
    return result;
}
