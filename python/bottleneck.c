/* SPDX-License-Identifier: Apache-2.0 */
/* The information room's bottleneck: encoders, hard clusters, their tree, and what `kl ib` tells. */
#include "bottleneck.h"

#include "arrays.h"
#include "estimate.h"
#include "handles.h"

int bottleneck_options_of(PyObject *parts, void *out) {
    kl_bottleneck_options *options = out;
    unsigned long long clusters, seed;
    kl_bottleneck_options_init(options);
    if (!PyArg_ParseTuple(parts, "ddO&O&O&dO&", &options->beta, &options->alpha, whole_clusters,
                          &clusters, count_restarts, &options->restarts, count_iterations,
                          &options->iterations, &options->tolerance, whole_seed, &seed))
        return 0;
    options->clusters = (size_t)clusters;
    options->seed = seed;
    return 1;
}

/* ── Encoders ── */

/* One block for all of them. */
typedef struct outcome {
    kl_bottleneck_arrays arrays;
    double *room;
    size_t rows, columns, clusters;
} outcome;

/* 0, or -1 with an exception. `with_encoder`: a large table of hard clusters has none. */
static int outcome_new(outcome *o, size_t rows, size_t columns, size_t clusters, int with_encoder) {
    const size_t encoder = with_encoder ? rows * clusters : 0;
    *o = (outcome){.arrays = KL_BOTTLENECK_ARRAYS_INIT,
                   .rows = rows,
                   .columns = columns,
                   .clusters = clusters};
    o->room = PyMem_Calloc(encoder + clusters * (columns + 1) + 1, sizeof *o->room);
    o->arrays.assignment = PyMem_Calloc(rows + 1, sizeof *o->arrays.assignment);
    if (o->room == NULL || o->arrays.assignment == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    o->arrays.prior = o->room;
    o->arrays.decoder = o->room + clusters;
    o->arrays.encoder = with_encoder ? o->room + clusters * (columns + 1) : NULL;
    return 0;
}

static void outcome_release(outcome *o) {
    PyMem_Free(o->room);
    PyMem_Free(o->arrays.assignment);
}

/* In the order of the fields of kullback.information.Clusters. */
static PyObject *outcome_result(module_state *state, const kl_bottleneck_result *r,
                                const outcome *o) {
    PyObject *encoder =
        o->arrays.encoder != NULL
            ? series_of(state, "d", o->arrays.encoder, o->rows * o->clusters * sizeof(double))
            : Py_NewRef(Py_None);
    return Py_BuildValue(
        "(NNdddnKINNNN)", estimate_as_it_is(state, &r->relevance),
        estimate_as_it_is(state, &r->rate), r->entropy, r->objective, r->information,
        (Py_ssize_t)r->clusters, (unsigned long long)r->iterations, r->best, encoder,
        series_of(state, "d", o->arrays.prior, o->clusters * sizeof(double)),
        series_of(state, "d", o->arrays.decoder, o->clusters * o->columns * sizeof(double)),
        series_of(state, "I", o->arrays.assignment, o->rows * sizeof(uint32_t)));
}

static PyObject *compute(call *made, kl_matrix joint, kl_bottleneck_options *options, int is_hard,
                         PyObject *threads) {
    outcome o;
    kl_bottleneck_result found;
    const size_t clusters = options->clusters > 0 ? options->clusters : joint.rows;
    PyObject *result = NULL;
    if (outcome_new(&o, joint.rows, joint.columns, clusters, 1) == 0 &&
        call_take_pool(made, threads) == 0) {
        options->pool = call_pool(made);
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status =
            is_hard
                ? kl_bottleneck_sequential_dense(joint, options, &o.arrays, &found, &made->error)
                : kl_bottleneck_compute(joint, options, &o.arrays, &found, &made->error);
        PyEval_RestoreThread(thread);
        result =
            status == KL_OK ? outcome_result(made->state, &found, &o) : call_none(made, status);
        call_end(made);
    }
    outcome_release(&o);
    return result;
}

static PyObject *bottleneck_compute(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input joint = {.name = "joint"};
    kl_bottleneck_options options;
    int is_hard;
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&O&pO", matrix_of, &joint, bottleneck_options_of, &options,
                          &is_hard, &threads))
        return NULL;
    PyObject *result = compute(&made, joint.matrix, &options, is_hard, threads);
    input_release(&joint);
    return result;
}

/* ── Sparse ── */

typedef struct sparse {
    wholes start, column;
    input weight;
    kl_sparse_table table;
    uint32_t *columns;
} sparse;

/* 0, or -1 with an exception. */
static int sparse_take(sparse *s, size_t columns) {
    const size_t cells = s->column.n;
    const double *weight = input_doubles(&s->weight);
    if (weight == NULL)
        return -1;
    if (s->start.n == 0 || s->weight.array.n != cells || s->start.items[s->start.n - 1] != cells) {
        PyErr_SetString(PyExc_ValueError,
                        "indptr must end with the number of cells, of which indices and data have "
                        "one each");
        return -1;
    }
    s->columns = PyMem_Calloc(cells + 1, sizeof *s->columns);
    if (s->columns == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    for (size_t i = 0; i < cells; i++)
        s->columns[i] = index_of(s->column.items[i]);
    s->table = (kl_sparse_table){s->start.items, s->columns, weight, s->start.n - 1, columns};
    return 0;
}

static PyObject *bottleneck_sparse(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    sparse s = {
        .start = {.name = "indptr"}, .column = {.name = "indices"}, .weight = {.name = "data"}};
    kl_bottleneck_options options;
    kl_bottleneck_result found;
    outcome o = {.room = NULL};
    unsigned long long columns;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O", wholes_of, &s.start, wholes_of, &s.column, input_of,
                          &s.weight, whole_columns, &columns, bottleneck_options_of, &options,
                          &threads))
        return NULL;
    if (sparse_take(&s, (size_t)columns) == 0 &&
        outcome_new(&o, s.table.rows, s.table.columns, options.clusters, 0) == 0 &&
        call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status =
            kl_bottleneck_sequential(&s.table, &options, &o.arrays, &found, &made.error);
        PyEval_RestoreThread(thread);
        result =
            status == KL_OK ? outcome_result(made.state, &found, &o) : call_none(&made, status);
        call_end(&made);
    }
    outcome_release(&o);
    PyMem_Free(s.columns);
    input_release(&s.weight);
    wholes_release(&s.column);
    wholes_release(&s.start);
    return result;
}

/* ── Rows, for what is computed of them in Python ── */

static PyObject *row_list(const kl_matrix *matrix, size_t row) {
    PyObject *list = PyList_New(0);
    const kl_array numbers = kl_matrix_row(*matrix, row);
    for (size_t j = 0; list != NULL && j < numbers.n; j++) {
        double x;
        kl_array_read(numbers, j, 1, &x);
        if (list_append(list, PyFloat_FromDouble(x)) < 0)
            Py_CLEAR(list);
    }
    return list;
}

static PyObject *matrix_rows(PyObject *module, PyObject *args) {
    (void)module;
    input taken = {.name = "rows"};
    if (!PyArg_ParseTuple(args, "O&", matrix_of, &taken))
        return NULL;
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < taken.matrix.rows; i++)
        if (list_append(list, row_list(&taken.matrix, i)) < 0)
            Py_CLEAR(list);
    input_release(&taken);
    return list;
}

/* ── What `kl ib` tells ── */

static const char *method_name(int i) {
    const char *name = kl_ib_method_name((kl_ib_method)i);
    return name != NULL ? name : "unknown";
}

/* (method, beta, alpha, clusters, seed, unit) */
static int asking_of(PyObject *parts, void *out) {
    kl_ib_options *options = out;
    PyObject *method;
    unsigned long long clusters, seed;
    kl_ib_options_init(options);
    if (!PyArg_ParseTuple(parts, "OO&dO&O&O&", &method, optional_beta, &options->beta,
                          &options->alpha, whole_clusters, &clusters, whole_seed, &seed,
                          unit_converter, &options->unit))
        return 0;
    options->clusters = (size_t)clusters;
    options->seed = seed;
    const int found = find_name(method, "method", method_name);
    options->method = (kl_ib_method)found;
    return found >= 0;
}

/* Two empty names: the table as it stands. */
static PyObject *ib_document(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_table *table;
    const char *x, *y;
    kl_ib_options options;
    PyObject *threads;
    if (!PyArg_ParseTuple(args, "O&yyO&O", table_of, &table, &x, &y, asking_of, &options,
                          &threads) ||
        call_take_pool(&made, threads) != 0)
        return NULL;
    kl_document *document = NULL;
    options.pool = call_pool(&made);
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status = kl_ib_describe(table, x[0] != '\0' ? x : NULL, y[0] != '\0' ? y : NULL,
                                            &options, &document, &made.error);
    PyEval_RestoreThread(thread);
    call_end(&made);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *ib_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = kl_ib_id(1, i)) != NULL; i++)
        if (list_append(list, text_of(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyMethodDef methods[] = {
    {"bottleneck_compute", bottleneck_compute, METH_VARARGS, "(joint, options, is hard, threads)"},
    {"bottleneck_sparse", bottleneck_sparse, METH_VARARGS,
     "(indptr, indices, data, columns, options, threads)"},
    {"matrix_rows", matrix_rows, METH_VARARGS, "(matrix)"},
    {"ib_document", ib_document, METH_VARARGS, "(table, x, y, options, threads)"},
    {"ib_ids", ib_ids, METH_NOARGS, "()"},
    {0},
};

int bottleneck_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
