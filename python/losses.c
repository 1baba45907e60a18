/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: cross-entropy of logits, with its gradient. */
#include "losses.h"

#include "arrays.h"
#include "call.h"
#include "loss_details.h"
#include "slopes.h"

#include <string.h>

typedef struct loss_call {
    call base;
    input logits, targets, class_weights, row_weights;
    kl_cross_entropy_options options;
    loss_details details;
    slopes gradient;
    int soft;
} loss_call;

int cross_entropy_reduction_of(PyObject *name, void *out) {
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

int cross_entropy_numbers_of(PyObject *parts, void *out) {
    kl_cross_entropy_options *options = out;
    long long ignored;
    if (!PyArg_ParseTuple(parts, "Lddddd", &ignored, &options->label_smoothing, &options->z_loss,
                          &options->focus, &options->softcap, &options->temperature))
        return 0;
    options->ignore_index = ignored;
    return 1;
}

static kl_status compute(loss_call *made, double *loss) {
    const kl_loss_gradient *gradient = slopes_into(&made->gradient);
    if (made->soft)
        return kl_loss_soft_cross_entropy(made->logits.matrix, made->targets.matrix, &made->options,
                                          &made->details.rows, gradient, loss, &made->base.error);
    return kl_loss_cross_entropy(made->logits.matrix, made->targets.array, &made->options,
                                 &made->details.rows, gradient, loss, &made->base.error);
}

/* (loss, gradient, details). */
static PyObject *result_of(const loss_call *made, double loss) {
    module_state *state = made->base.state;
    return Py_BuildValue(
        "(NNN)", loss_details_value(&made->details, state, made->options.reduction, loss),
        slopes_result(&made->gradient), loss_details_result(&made->details, state));
}

static PyObject *run(loss_call *made) {
    double loss = 0;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = compute(made, &loss);
    PyEval_RestoreThread(thread);
    return status == KL_OK ? result_of(made, loss) : call_none(&made->base, status);
}

static PyObject *place_and_run(loss_call *made) {
    const kl_matrix logits = made->logits.matrix;
    const kl_matrix other = made->soft ? made->targets.matrix : (kl_matrix){0};
    if (slopes_place(&made->gradient, made->base.state, logits, other) < 0)
        return NULL;
    const int failed = loss_details_place(&made->details, logits.rows, made->options.reduction) < 0;
    PyObject *result = failed ? NULL : run(made);
    loss_details_release(&made->details);
    return result;
}

static PyObject *cross_entropy(PyObject *module, PyObject *args) {
    loss_call made = {.base = call_begin(module),
                      .logits = {.name = "logits"},
                      .targets = {.name = "targets"},
                      .class_weights = {.name = "weight"},
                      .row_weights = {.name = "row_weights"},
                      .gradient.given = {.name = "gradient"}};
    PyObject *targets, *threads, *result = NULL;
    kl_cross_entropy_options_init(&made.options);
    if (!PyArg_ParseTuple(args, "pO&OO&O&O&O&O&pO", &made.soft, matrix_of, &made.logits, &targets,
                          input_or_none_of, &made.class_weights, input_or_none_of,
                          &made.row_weights, cross_entropy_numbers_of, &made.options,
                          cross_entropy_reduction_of, &made.options.reduction, slopes_of,
                          &made.gradient, &made.details.is_asked, &threads))
        return NULL;
    made.options.class_weights = made.class_weights.array;
    made.options.row_weights = made.row_weights.array;
    if ((made.soft ? matrix_of : input_of)(targets, &made.targets) &&
        call_take_pool(&made.base, threads) == 0) {
        made.options.pool = call_pool(&made.base);
        result = place_and_run(&made);
    }
    call_end(&made.base);
    slopes_release(&made.gradient);
    input_release(&made.row_weights);
    input_release(&made.class_weights);
    input_release(&made.targets);
    input_release(&made.logits);
    return result;
}

static PyMethodDef methods[] = {
    {"cross_entropy", cross_entropy, METH_VARARGS,
     "(soft, logits, targets, weight, row_weights, numbers, reduction, gradient, "
     "details, threads)"},
    {0},
};

int losses_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
