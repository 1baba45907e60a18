/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: cross-entropy behind a linear layer, with its gradients. */
#include "losses.h"

#include "arrays.h"
#include "call.h"
#include "loss_details.h"
#include "slopes.h"

typedef struct linear_call {
    call base;
    input hidden, weight, bias, targets, class_weights, row_weights, upstream;
    kl_cross_entropy_options options;
    loss_details details;
    slopes by_hidden, by_weight, by_bias;
} linear_call;

/* Gradients of halves are f32; that by the bias is a matrix of one row, of as many numbers as there are classes also
 * where the bias is missing or of another length, which the library says. */
static int place(linear_call *made) {
    const kl_matrix hidden = made->hidden.matrix, weight = made->weight.matrix;
    const kl_array bias = made->bias.array;
    const kl_matrix row = {bias.data, 1, weight.rows, (ptrdiff_t)weight.rows, bias.dtype};
    const kl_matrix none = {0};
    const kl_dtype dtype = weight.dtype == KL_F64 ? KL_F64 : KL_F32;
    module_state *state = made->base.state;
    return slopes_place_as(&made->by_hidden, state, dtype, hidden, weight) == 0 &&
           slopes_place_as(&made->by_weight, state, dtype, weight, hidden) == 0 &&
           slopes_place_as(&made->by_bias, state, dtype, row, none) == 0;
}

static kl_status compute(linear_call *made, double *loss) {
    const kl_linear_gradient into = {.hidden = made->by_hidden.into.data,
                                     .hidden_stride = made->by_hidden.into.row_stride,
                                     .weight = made->by_weight.into.data,
                                     .weight_stride = made->by_weight.into.row_stride,
                                     .bias = made->by_bias.into.data,
                                     .upstream = made->upstream.array};
    return kl_loss_linear_cross_entropy(made->hidden.matrix, made->weight.matrix, made->bias.array,
                                        made->targets.array, &made->options, &made->details.rows,
                                        &into, loss, &made->base.error);
}

/* (loss, by hidden, by weight, by bias, details). */
static PyObject *run(linear_call *made) {
    double loss = 0;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = compute(made, &loss);
    PyEval_RestoreThread(thread);
    if (status != KL_OK)
        return call_none(&made->base, status);
    module_state *state = made->base.state;
    return Py_BuildValue("(NNNNN)",
                         loss_details_value(&made->details, state, made->options.reduction, loss),
                         slopes_result(&made->by_hidden), slopes_result(&made->by_weight),
                         slopes_result(&made->by_bias), loss_details_result(&made->details, state));
}

static PyObject *place_and_run(linear_call *made) {
    if (!place(made))
        return NULL;
    const size_t rows = made->hidden.matrix.rows;
    const int failed = loss_details_place(&made->details, rows, made->options.reduction) < 0;
    PyObject *result = failed ? NULL : run(made);
    loss_details_release(&made->details);
    return result;
}

static void release(linear_call *made) {
    slopes_release(&made->by_bias);
    slopes_release(&made->by_weight);
    slopes_release(&made->by_hidden);
    input_release(&made->upstream);
    input_release(&made->row_weights);
    input_release(&made->class_weights);
    input_release(&made->bias);
    input_release(&made->targets);
    input_release(&made->weight);
    input_release(&made->hidden);
}

static PyObject *linear_cross_entropy(PyObject *module, PyObject *args) {
    linear_call made = {.base = call_begin(module),
                        .hidden = {.name = "hidden"},
                        .weight = {.name = "weight"},
                        .targets = {.name = "targets"},
                        .bias = {.name = "bias"},
                        .class_weights = {.name = "class_weight"},
                        .row_weights = {.name = "row_weights"},
                        .upstream = {.name = "upstream"},
                        .by_hidden.given = {.name = "the gradient by hidden"},
                        .by_weight.given = {.name = "the gradient by weight"},
                        .by_bias.given = {.name = "the gradient by bias"}};
    PyObject *threads, *result = NULL;
    kl_cross_entropy_options_init(&made.options);
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O&O&O&O&O&O&O&pO", matrix_of, &made.hidden, matrix_of,
                          &made.weight, input_of, &made.targets, input_or_none_of, &made.bias,
                          input_or_none_of, &made.class_weights, input_or_none_of,
                          &made.row_weights, cross_entropy_numbers_of, &made.options,
                          cross_entropy_reduction_of, &made.options.reduction, slopes_of,
                          &made.by_hidden, slopes_of, &made.by_weight, slopes_of, &made.by_bias,
                          input_or_none_of, &made.upstream, &made.details.is_asked, &threads))
        return NULL;
    made.options.class_weights = made.class_weights.array;
    made.options.row_weights = made.row_weights.array;
    if (call_take_pool(&made.base, threads) == 0) {
        made.options.pool = call_pool(&made.base);
        result = place_and_run(&made);
    }
    call_end(&made.base);
    release(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"linear_cross_entropy", linear_cross_entropy, METH_VARARGS,
     "(hidden, weight, targets, bias, class_weight, row_weights, numbers, reduction, by_hidden, "
     "by_weight, by_bias, upstream, details, threads)"},
    {0},
};

int linear_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
