/* SPDX-License-Identifier: Apache-2.0 */
/* The sample room: two counted sources, and one beside a known distribution. */
#include "arrays.h"
#include "sample.h"

HANDLE(static, pair_handle, kl_counts_pair, kl_counts_pair_free, pair_of)
HANDLE(static, known_handle, kl_counts_known, kl_counts_known_free, known_of)

/* Either of the two: what they tell is the same. */
typedef struct sides {
    const kl_counts_pair *pair;
    const kl_counts_known *known;
} sides;

static int sides_of(PyObject *capsule, void *out) {
    sides *found = out;
    *found = (sides){0};
    return PyCapsule_IsValid(capsule, pair_handle.name) ? pair_of(capsule, &found->pair)
                                                        : known_of(capsule, &found->known);
}

static const char *direction_name(int i) {
    static const char *const names[] = {"A|B", "B|A"};
    return i < 2 ? names[i] : "unknown";
}

static int direction_of(PyObject *name, void *out) {
    int found = find_name(name, "direction", direction_name);
    *(kl_direction *)out = (kl_direction)found;
    return found >= 0;
}

/* The capsules hold the arguments, and so the counts. */
static PyObject *pair_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_counts *a, *b;
    kl_sample_options options;
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&O&O&O", counts_of, &a, counts_of, &b, sample_options_of,
                          &options, &threads) ||
        call_take_pool(&made, threads) < 0)
        return NULL;
    options.pool = call_pool(&made);
    kl_counts_pair *pair = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_counts_pair_new(a, b, &options, &pair, &made.error);
    PyEval_RestoreThread(thread);
    return call_handle(&made, status, pair, &pair_handle, args);
}

static PyObject *make_known(call *made, const kl_counts *counts, const texts *names, input *weights,
                            kl_sample_options *options, PyObject *args) {
    const double *numbers = input_doubles(weights);
    if (numbers == NULL)
        return NULL;
    options->pool = call_pool(made);
    /* The two come from one mapping. */
    const size_t n = names->n < weights->array.n ? names->n : weights->array.n;
    kl_counts_known *known = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_counts_known_new(counts, names->items, numbers, n, options, &known, &made->error);
    PyEval_RestoreThread(thread);
    return call_handle(made, status, known, &known_handle, args);
}

static PyObject *known_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_counts *counts;
    texts names;
    input weights = {.name = "weights"};
    kl_sample_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O", counts_of, &counts, texts_of, &names, input_of,
                          &weights, sample_options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0)
        result = make_known(&made, counts, &names, &weights, &options, args);
    input_release(&weights);
    texts_release(&names);
    call_end(&made);
    return result;
}

static PyObject *pair_estimate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    sides both;
    kl_measure_id id;
    kl_direction direction;
    if (!PyArg_ParseTuple(args, "O&O&O&", sides_of, &both, measure_of, &id, direction_of,
                          &direction))
        return NULL;
    kl_estimate estimate = both.pair != NULL ? kl_counts_pair_estimate(both.pair, id, direction)
                                             : kl_counts_known_estimate(both.known, id, direction);
    if (estimate.value == estimate.value)
        return call_estimate(&made, KL_OK, &estimate);
    made.error.code = KL_ERROR_UNSUPPORTED;
    PyOS_snprintf(made.error.message, sizeof made.error.message, "%s is not estimated from counts",
                  kl_measure_get(id)->name);
    return raise_error(made.state, &made.error);
}

static PyObject *pair_plugin(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    sides both;
    kl_direction direction;
    if (!PyArg_ParseTuple(args, "O&O&", sides_of, &both, direction_of, &direction))
        return NULL;
    kl_estimate estimate = both.pair != NULL ? kl_counts_pair_plugin(both.pair, direction)
                                             : kl_counts_known_plugin(both.known);
    return call_estimate(&made, KL_OK, &estimate);
}

static PyObject *pair_unseen(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    sides both;
    kl_direction direction;
    if (!PyArg_ParseTuple(args, "O&O&", sides_of, &both, direction_of, &direction))
        return NULL;
    kl_estimate estimate = both.pair != NULL ? kl_counts_pair_unseen(both.pair, direction)
                                             : kl_counts_known_unseen(both.known);
    return call_estimate(&made, KL_OK, &estimate);
}

static PyObject *pair_p_value(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    sides both;
    if (!sides_of(capsule, &both))
        return NULL;
    kl_estimate estimate =
        both.pair != NULL ? kl_counts_pair_p_value(both.pair) : kl_counts_known_p_value(both.known);
    return call_estimate(&made, KL_OK, &estimate);
}

static PyObject *pair_more_data(PyObject *module, PyObject *capsule) {
    (void)module;
    sides both;
    if (!sides_of(capsule, &both))
        return NULL;
    return PyFloat_FromDouble(both.pair != NULL ? kl_counts_pair_more_data(both.pair)
                                                : kl_counts_known_more_data(both.known));
}

/* In the order of the fields of kullback.sample.Symbol. */
static PyObject *pair_symbols(PyObject *module, PyObject *args) {
    (void)module;
    sides both;
    kl_direction direction;
    if (!PyArg_ParseTuple(args, "O&O&", sides_of, &both, direction_of, &direction))
        return NULL;
    const size_t n =
        both.pair != NULL ? kl_counts_pair_size(both.pair) : kl_counts_known_size(both.known);
    PyObject *list = PyList_New(0);
    int failed = list == NULL;
    for (size_t i = 0; i < n && !failed; i++) {
        kl_pair_symbol s = both.pair != NULL ? kl_counts_pair_symbol(both.pair, direction, i)
                                             : kl_counts_known_symbol(both.known, direction, i);
        failed =
            list_append(list,
                        Py_BuildValue("(NKKddd)", text_of(s.text), (unsigned long long)s.count_a,
                                      (unsigned long long)s.count_b, s.p, s.q, s.contribution)) < 0;
    }
    if (failed)
        Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"pair_new", pair_new, METH_VARARGS, "(a, b, options, threads)"},
    {"known_new", known_new, METH_VARARGS, "(counts, names, weights, options, threads)"},
    {"pair_estimate", pair_estimate, METH_VARARGS, "(pair, measure, direction)"},
    {"pair_plugin", pair_plugin, METH_VARARGS, "(pair, direction)"},
    {"pair_unseen", pair_unseen, METH_VARARGS, "(pair, direction)"},
    {"pair_p_value", pair_p_value, METH_O, "(pair)"},
    {"pair_more_data", pair_more_data, METH_O, "(pair)"},
    {"pair_symbols", pair_symbols, METH_VARARGS, "(pair, direction)"},
    {0},
};

int pairs_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
