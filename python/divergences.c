/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: divergences of two models, with their gradients by either side. */
#include "arrays.h"
#include "call.h"

#include <string.h>

#include <kullback/loss.h>

/* An array of the type of a matrix, two bytes a number for halves, if it is asked for. */
typedef struct room {
    int is_asked;
    PyObject *made;
    Py_buffer view;
    kl_loss_gradient into;
} room;

static int room_make(room *to, module_state *state, kl_matrix by) {
    if (!to->is_asked)
        return 0;
    const char *code = by.dtype == KL_F64 ? "d" : by.dtype == KL_F32 ? "f" : "H";
    PyObject *one = PyObject_CallFunction(state->array, "s[i]", code, 0);
    to->made = one != NULL ? PySequence_Repeat(one, (Py_ssize_t)(by.rows * by.columns)) : NULL;
    Py_XDECREF(one);
    if (to->made == NULL || PyObject_GetBuffer(to->made, &to->view, PyBUF_WRITABLE) < 0)
        return -1;
    to->into = (kl_loss_gradient){.data = to->view.buf, .row_stride = (ptrdiff_t)by.columns};
    return 0;
}
static const kl_loss_gradient *room_into(const room *to) {
    return to->is_asked ? &to->into : NULL;
}
static PyObject *room_result(const room *to) {
    return Py_NewRef(to->made != NULL ? to->made : Py_None);
}
static void room_release(room *to) {
    if (to->view.obj != NULL)
        PyBuffer_Release(&to->view);
    Py_CLEAR(to->made);
}

/* Two matrices, a gradient by each, and what the loss is. */
typedef struct pair_call {
    call base;
    input first, second, row_weights;
    room first_gradient, second_gradient, terms;
    double *each, loss;
} pair_call;

static void release(pair_call *made) {
    call_end(&made->base);
    PyMem_Free(made->each);
    room_release(&made->terms);
    room_release(&made->second_gradient);
    room_release(&made->first_gradient);
    input_release(&made->row_weights);
    input_release(&made->second);
    input_release(&made->first);
}

static int make_rooms(pair_call *made, int with_rows) {
    module_state *state = made->base.state;
    if (room_make(&made->first_gradient, state, made->first.matrix) < 0 ||
        room_make(&made->second_gradient, state, made->second.matrix) < 0 ||
        room_make(&made->terms, state, made->first.matrix) < 0)
        return -1;
    if (with_rows)
        made->each = PyMem_Calloc(made->first.matrix.rows + 1, sizeof *made->each);
    if (!with_rows || made->each != NULL)
        return 0;
    PyErr_NoMemory();
    return -1;
}

/* (loss, gradient by the first, gradient by the second). */
static PyObject *result_of(const pair_call *made) {
    PyObject *loss = made->terms.is_asked ? room_result(&made->terms)
                     : made->each != NULL ? series_of(made->base.state, "d", made->each,
                                                      made->first.matrix.rows * sizeof(double))
                                          : PyFloat_FromDouble(made->loss);
    return Py_BuildValue("(NNN)", loss, room_result(&made->first_gradient),
                         room_result(&made->second_gradient));
}

static int reduction_of(PyObject *name, void *out) {
    static const char *const names[] = {"mean", "sum", "none", "batchmean"};
    const char *text;
    if (!PyArg_Parse(name, "s;reduction must be a name", &text))
        return 0;
    for (int i = 0; i < 4; i++)
        if (strcmp(text, names[i]) == 0) {
            *(kl_reduction *)out = (kl_reduction)i;
            return 1;
        }
    PyErr_Format(PyExc_ValueError,
                 "reduction is '%s': it must be 'mean', 'batchmean', 'sum' or 'none'", text);
    return 0;
}

static PyObject *kl_div(PyObject *module, PyObject *args) {
    pair_call made = {
        .base = call_begin(module), .first = {.name = "input"}, .second = {.name = "target"}};
    kl_kl_div_options options;
    PyObject *threads, *result = NULL;
    kl_kl_div_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&pO&ppO", matrix_of, &made.first, matrix_of, &made.second,
                          &options.log_target, reduction_of, &options.reduction,
                          &made.first_gradient.is_asked, &made.second_gradient.is_asked, &threads))
        return NULL;
    made.terms.is_asked = options.reduction == KL_REDUCTION_NONE;
    if (call_take_pool(&made.base, threads) == 0 && make_rooms(&made, 0) == 0) {
        options.pool = call_pool(&made.base);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_loss_kl_div(made.first.matrix, made.second.matrix, &options, room_into(&made.terms),
                           room_into(&made.first_gradient), room_into(&made.second_gradient),
                           &made.loss, &made.base.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? result_of(&made) : call_none(&made.base, status);
    }
    release(&made);
    return result;
}

static int kind_of(PyObject *name, void *out) {
    static const char *const names[] = {"forward", "reverse", "jensen_shannon", "total_variation"};
    const char *text;
    if (!PyArg_Parse(name, "s;kind must be a name", &text))
        return 0;
    for (int i = 0; i < 4; i++)
        if (strcmp(text, names[i]) == 0) {
            *(kl_loss_kind *)out = (kl_loss_kind)i;
            return 1;
        }
    PyErr_Format(PyExc_ValueError,
                 "kind is '%s': it must be 'forward', 'reverse', 'jensen_shannon' or "
                 "'total_variation'",
                 text);
    return 0;
}

static PyObject *divergence(PyObject *module, PyObject *args) {
    pair_call made = {.base = call_begin(module),
                      .first = {.name = "p"},
                      .second = {.name = "q"},
                      .row_weights = {.name = "row_weights"}};
    kl_divergence_options options;
    PyObject *threads, *result = NULL;
    kl_divergence_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&O&ddpO&O&ppO", matrix_of, &made.first, matrix_of, &made.second,
                          kind_of, &options.kind, &options.beta, &options.temperature,
                          &options.is_distillation, input_or_none_of, &made.row_weights,
                          reduction_of, &options.reduction, &made.first_gradient.is_asked,
                          &made.second_gradient.is_asked, &threads))
        return NULL;
    options.row_weights = made.row_weights.array;
    if (call_take_pool(&made.base, threads) == 0 &&
        make_rooms(&made, options.reduction == KL_REDUCTION_NONE) == 0) {
        const kl_divergence_rows rows = {.loss = made.each};
        options.pool = call_pool(&made.base);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_loss_divergence(
            made.first.matrix, made.second.matrix, &options, &rows, room_into(&made.first_gradient),
            room_into(&made.second_gradient), &made.loss, &made.base.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? result_of(&made) : call_none(&made.base, status);
    }
    release(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"kl_div", kl_div, METH_VARARGS,
     "(input, target, log_target, reduction, gradient, target_gradient, threads)"},
    {"divergence_loss", divergence, METH_VARARGS,
     "(p, q, kind, beta, temperature, is_distillation, row_weights, reduction, p_gradient, "
     "q_gradient, threads)"},
    {0},
};

int divergences_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
