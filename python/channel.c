/* SPDX-License-Identifier: Apache-2.0 */
/* The information room's channels, and what `kl channel` tells. */
#include "arrays.h"
#include "estimate.h"
#include "handles.h"

/* (tolerance, iterations) */
static int options_of(PyObject *parts, void *out) {
    kl_channel_options *options = out;
    kl_channel_options_init(options);
    return PyArg_ParseTuple(parts, "dO&", &options->tolerance, count_iterations,
                            &options->iterations);
}

/* (capacity, input) */
static PyObject *channel_capacity(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input channel = {.name = "channel"};
    kl_channel_options options;
    kl_estimate found;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O", matrix_of, &channel, options_of, &options, &threads))
        return NULL;
    const size_t rows = channel.matrix.rows;
    double *reached = PyMem_Calloc(rows + 1, sizeof *reached);
    if (reached == NULL)
        PyErr_NoMemory();
    else if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status =
            kl_channel_capacity(channel.matrix, &options, reached, &found, &made.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK
                     ? Py_BuildValue("(NN)", estimate_as_it_is(made.state, &found),
                                     series_of(made.state, "d", reached, rows * sizeof *reached))
                     : call_none(&made, status);
        call_end(&made);
    }
    PyMem_Free(reached);
    input_release(&channel);
    return result;
}

/* In the order of the fields of kullback.information.RateDistortion. */
static PyObject *solve(call *made, kl_array source, kl_matrix distortion, double slope,
                       const kl_channel_options *options) {
    const size_t n = distortion.columns, cells = n * distortion.rows;
    double *room = PyMem_Calloc(n + cells + 1, sizeof *room);
    kl_rate_distortion_result found;
    if (room == NULL)
        return PyErr_NoMemory();
    const kl_rate_distortion_arrays arrays = {sizeof arrays, room, room + n};
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        kl_rate_distortion(source, distortion, slope, options, &arrays, &found, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result =
        status == KL_OK
            ? Py_BuildValue("(NdNN)", estimate_as_it_is(made->state, &found.rate), found.distortion,
                            series_of(made->state, "d", room, n * sizeof *room),
                            series_of(made->state, "d", room + n, cells * sizeof *room))
            : call_none(made, status);
    PyMem_Free(room);
    return result;
}

static PyObject *rate_distortion(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input source = {.name = "source"}, distortion = {.name = "distortion"};
    kl_channel_options options;
    double slope;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&dO&O", input_of, &source, matrix_of, &distortion, &slope,
                          options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        result = solve(&made, source.array, distortion.matrix, slope, &options);
        call_end(&made);
    }
    input_release(&distortion);
    input_release(&source);
    return result;
}

/* ── What `kl channel` tells ── */

static int distortion_of(PyObject *capsule, void *out) {
    if (capsule != Py_None)
        return table_of(capsule, out);
    *(const kl_table **)out = NULL;
    return 1;
}

/* Of a channel, or of a source with its distortion (None: Hamming's). */
static PyObject *channel_document(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_table *table, *distortion;
    kl_channel_report_options options;
    int of_source;
    PyObject *threads;
    kl_channel_report_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&pO&O&O&O", table_of, &table, &of_source, distortion_of,
                          &distortion, optional_beta, &options.beta, unit_converter, &options.unit,
                          &threads) ||
        call_take_pool(&made, threads) != 0)
        return NULL;
    kl_document *document = NULL;
    options.pool = call_pool(&made);
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        of_source ? kl_distortion_describe(table, distortion, &options, &document, &made.error)
                  : kl_channel_describe(table, &options, &document, &made.error);
    PyEval_RestoreThread(thread);
    call_end(&made);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *channel_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_channel_id(1, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"channel_capacity", channel_capacity, METH_VARARGS, "(channel, options, threads)"},
    {"rate_distortion", rate_distortion, METH_VARARGS,
     "(source, distortion, slope, options, threads)"},
    {"channel_document", channel_document, METH_VARARGS,
     "(table, of a source, distortion, beta, unit, threads)"},
    {"channel_ids", channel_ids, METH_NOARGS, "()"},
    {0},
};

int channel_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
