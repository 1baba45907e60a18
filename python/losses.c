/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: cross-entropy of logits, with its gradient. */
#include "batch.h"

typedef struct loss_call {
    call base;
    input logits, targets, class_weights, row_weights;
    kl_cross_entropy_options options;
    kl_loss_rows rows;
    kl_loss_gradient gradient;
    int soft, with_gradient;
} loss_call;

/* (ignore_index, label_smoothing, z_loss, focus, softcap, temperature) */
static int numbers_of(PyObject *parts, void *out) {
    kl_cross_entropy_options *options = out;
    long long ignored;
    if (!PyArg_ParseTuple(parts, "Lddddd", &ignored, &options->label_smoothing, &options->z_loss,
                          &options->focus, &options->softcap, &options->temperature))
        return 0;
    options->ignore_index = ignored;
    return 1;
}

static kl_status compute(loss_call *made, double *loss) {
    const kl_loss_gradient *gradient = made->with_gradient ? &made->gradient : NULL;
    if (made->soft)
        return kl_loss_soft_cross_entropy(made->logits.matrix, made->targets.matrix, &made->options,
                                          &made->rows, gradient, loss, &made->base.error);
    return kl_loss_cross_entropy(made->logits.matrix, made->targets.array, &made->options,
                                 &made->rows, gradient, loss, &made->base.error);
}

/* (loss, gradient): the loss a float, or of reduction "none" an array; the gradient None or an array. */
static PyObject *run(loss_call *made) {
    const size_t rows = made->logits.matrix.rows;
    const int alone = made->options.reduction == KL_REDUCTION_NONE;
    Py_buffer view = {0};
    PyObject *gradient = made->with_gradient
                             ? gradient_room(made->base.state, &made->logits.matrix, &view)
                             : Py_NewRef(Py_None);
    double loss = 0, *each = PyMem_Calloc(rows + 1, sizeof *each);
    PyObject *result = NULL;
    if (gradient != NULL && each != NULL) {
        made->rows.loss = each;
        made->gradient.data = view.buf;
        made->gradient.row_stride = (ptrdiff_t)made->logits.matrix.columns;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = compute(made, &loss);
        PyEval_RestoreThread(thread);
        if (status != KL_OK)
            result = call_none(&made->base, status);
        else
            result =
                Py_BuildValue("(NO)",
                              alone ? series_of(made->base.state, "d", each, rows * sizeof *each)
                                    : PyFloat_FromDouble(loss),
                              gradient);
    } else if (each == NULL) {
        PyErr_NoMemory();
    }
    if (view.obj != NULL)
        PyBuffer_Release(&view);
    PyMem_Free(each);
    Py_XDECREF(gradient);
    return result;
}

static PyObject *cross_entropy(PyObject *module, PyObject *args) {
    loss_call made = {.base = call_begin(module),
                      .logits = {.name = "logits"},
                      .targets = {.name = "targets"},
                      .class_weights = {.name = "weight"},
                      .row_weights = {.name = "row_weights"}};
    PyObject *targets, *threads, *result = NULL;
    kl_cross_entropy_options_init(&made.options);
    if (!PyArg_ParseTuple(args, "pO&OO&O&O&O&pO", &made.soft, matrix_of, &made.logits, &targets,
                          input_or_none_of, &made.class_weights, input_or_none_of,
                          &made.row_weights, numbers_of, &made.options, reduction_of,
                          &made.options.reduction, &made.with_gradient, &threads))
        return NULL;
    made.options.class_weights = made.class_weights.array;
    made.options.row_weights = made.row_weights.array;
    if ((made.soft ? matrix_of : input_of)(targets, &made.targets) &&
        call_take_pool(&made.base, threads) == 0) {
        made.options.pool = call_pool(&made.base);
        result = run(&made);
    }
    call_end(&made.base);
    input_release(&made.row_weights);
    input_release(&made.class_weights);
    input_release(&made.targets);
    input_release(&made.logits);
    return result;
}

static PyMethodDef methods[] = {
    {"cross_entropy", cross_entropy, METH_VARARGS,
     "(soft, logits, targets, weight, row_weights, numbers, reduction, gradient, threads)"},
    {0},
};

int losses_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
