/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: divergences of two models with their gradients by either side, and the Brier score. */
#include "arrays.h"
#include "call.h"
#include "slopes.h"

#include <string.h>

/* Two matrices, a gradient by each, and what the loss is. */
typedef struct pair_call {
    call base;
    input first, second, row_weights;
    slopes first_gradient, second_gradient, terms;
    double *each, loss;
} pair_call;

static void release(pair_call *made) {
    call_end(&made->base);
    PyMem_Free(made->each);
    slopes_release(&made->terms);
    slopes_release(&made->second_gradient);
    slopes_release(&made->first_gradient);
    input_release(&made->row_weights);
    input_release(&made->second);
    input_release(&made->first);
}

static int make_rooms(pair_call *made, int with_rows) {
    module_state *state = made->base.state;
    const kl_matrix first = made->first.matrix, second = made->second.matrix;
    if (slopes_place(&made->first_gradient, state, first, second) < 0 ||
        slopes_place(&made->second_gradient, state, second, first) < 0 ||
        slopes_place(&made->terms, state, first, second) < 0 ||
        slopes_check_apart(&made->first_gradient, &made->second_gradient) < 0)
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
    PyObject *loss = slopes_into(&made->terms) != NULL ? slopes_result(&made->terms)
                     : made->each != NULL ? series_of(made->base.state, "d", made->each,
                                                      made->first.matrix.rows * sizeof(double))
                                          : PyFloat_FromDouble(made->loss);
    return Py_BuildValue("(NNN)", loss, slopes_result(&made->first_gradient),
                         slopes_result(&made->second_gradient));
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
    pair_call made = {.base = call_begin(module),
                      .first = {.name = "input"},
                      .second = {.name = "target"},
                      .terms.given.name = "terms",
                      .first_gradient.given.name = "gradient",
                      .second_gradient.given.name = "target_gradient"};
    kl_loss_kl_div_options options;
    PyObject *threads, *result = NULL;
    kl_loss_kl_div_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&pO&O&O&O&O", matrix_of, &made.first, matrix_of, &made.second,
                          &options.log_target, reduction_of, &options.reduction, slopes_of,
                          &made.terms, slopes_of, &made.first_gradient, slopes_of,
                          &made.second_gradient, &threads))
        return NULL;
    if (call_take_pool(&made.base, threads) == 0 && make_rooms(&made, 0) == 0) {
        options.pool = call_pool(&made.base);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_loss_kl_div(made.first.matrix, made.second.matrix, &options,
                           slopes_into(&made.terms), slopes_into(&made.first_gradient),
                           slopes_into(&made.second_gradient), &made.loss, &made.base.error);
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
            *(kl_loss_divergence_kind *)out = (kl_loss_divergence_kind)i;
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
                      .row_weights = {.name = "row_weights"},
                      .first_gradient.given.name = "p_gradient"};
    kl_loss_divergence_options options;
    PyObject *by_second, *threads, *result = NULL;
    kl_loss_divergence_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&O&ddpO&O&O&OO", matrix_of, &made.first, matrix_of,
                          &made.second, kind_of, &options.kind, &options.beta, &options.temperature,
                          &options.is_distillation, input_or_none_of, &made.row_weights,
                          reduction_of, &options.reduction, slopes_of, &made.first_gradient,
                          &by_second, &threads))
        return NULL;
    options.row_weights = made.row_weights.array;
    made.second_gradient.given.name = options.is_distillation ? "gradient" : "q_gradient";
    if (slopes_of(by_second, &made.second_gradient) && call_take_pool(&made.base, threads) == 0 &&
        make_rooms(&made, options.reduction == KL_REDUCTION_NONE) == 0) {
        const kl_loss_divergence_rows rows = {.loss = made.each};
        options.pool = call_pool(&made.base);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_loss_divergence(made.first.matrix, made.second.matrix, &options, &rows,
                               slopes_into(&made.first_gradient),
                               slopes_into(&made.second_gradient), &made.loss, &made.base.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? result_of(&made) : call_none(&made.base, status);
    }
    release(&made);
    return result;
}

static PyObject *brier(PyObject *module, PyObject *args) {
    pair_call made = {.base = call_begin(module),
                      .first = {.name = "logits"},
                      .second = {.name = "targets"},
                      .row_weights = {.name = "row_weights"},
                      .first_gradient.given.name = "gradient"};
    kl_brier_options options;
    PyObject *targets, *threads, *result = NULL;
    long long ignored;
    int soft;
    kl_brier_options_init(&options);
    if (!PyArg_ParseTuple(args, "pO&OO&LO&O&O", &soft, matrix_of, &made.first, &targets,
                          input_or_none_of, &made.row_weights, &ignored, reduction_of,
                          &options.reduction, slopes_of, &made.first_gradient, &threads))
        return NULL;
    options.ignore_index = ignored;
    options.row_weights = made.row_weights.array;
    if ((soft ? matrix_of : input_of)(targets, &made.second) &&
        call_take_pool(&made.base, threads) == 0 &&
        make_rooms(&made, options.reduction == KL_REDUCTION_NONE) == 0) {
        const kl_loss_rows rows = {.loss = made.each};
        const kl_loss_gradient *into = slopes_into(&made.first_gradient);
        options.pool = call_pool(&made.base);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = soft
                               ? kl_loss_soft_brier(made.first.matrix, made.second.matrix, &options,
                                                    &rows, into, &made.loss, &made.base.error)
                               : kl_loss_brier(made.first.matrix, made.second.array, &options,
                                               &rows, into, &made.loss, &made.base.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? result_of(&made) : call_none(&made.base, status);
    }
    release(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"kl_div", kl_div, METH_VARARGS,
     "(input, target, log_target, reduction, terms, gradient, target_gradient, threads)"},
    {"divergence_loss", divergence, METH_VARARGS,
     "(p, q, kind, beta, temperature, is_distillation, row_weights, reduction, p_gradient, "
     "q_gradient, threads)"},
    {"brier", brier, METH_VARARGS,
     "(soft, logits, targets, row_weights, ignore_index, reduction, gradient, threads)"},
    {0},
};

int divergences_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
