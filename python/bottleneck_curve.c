/* SPDX-License-Identifier: Apache-2.0 */
/* The bottleneck's curve, the tree of hard clusters, and normal variables. */
#include "arrays.h"
#include "bottleneck.h"
#include "estimate.h"

/* ── The curve ── */

static PyObject *point_of(const kl_bottleneck_point *p) {
    return Py_BuildValue("(ddddnN)", p->beta, p->rate, p->relevance, p->entropy,
                         (Py_ssize_t)p->clusters, PyBool_FromLong(p->converged));
}

static PyObject *points_list(const kl_bottleneck_point *points, size_t n) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < n; i++)
        if (list_append(list, point_of(&points[i])) < 0)
            Py_CLEAR(list);
    return list;
}

static PyObject *changes_list(const kl_bottleneck_change *changes, size_t n) {
    PyObject *list = PyList_New(0);
    for (size_t i = 0; list != NULL && i < n; i++)
        if (list_append(list, Py_BuildValue("(dNN)", changes[i].beta, point_of(&changes[i].below),
                                            point_of(&changes[i].above))) < 0)
            Py_CLEAR(list);
    return list;
}

/* In the order of the fields of kullback.information.BottleneckCurve. */
static PyObject *curve_result(const kl_bottleneck_curve *curve) {
    const kl_bottleneck_summary all = kl_bottleneck_curve_summary(curve);
    size_t points, changes;
    const kl_bottleneck_point *point = kl_bottleneck_curve_points(curve, &points);
    const kl_bottleneck_change *change = kl_bottleneck_curve_changes(curve, &changes);
    return Py_BuildValue("(NNddddN)", points_list(point, points), changes_list(change, changes),
                         all.information, all.entropy_x, all.entropy_y, all.onset,
                         PyBool_FromLong(all.is_function));
}

static PyObject *bottleneck_curve(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input joint = {.name = "joint"};
    kl_bottleneck_options options;
    kl_bottleneck_range range;
    kl_bottleneck_curve *curve = NULL;
    unsigned long long points;
    PyObject *threads, *result = NULL;
    kl_bottleneck_range_init(&range);
    if (!PyArg_ParseTuple(args, "O&O&(O&O&O&)O", matrix_of, &joint, bottleneck_options_of, &options,
                          optional_low, &range.low, optional_high, &range.high, whole_points,
                          &points, &threads))
        return NULL;
    range.points = (size_t)points;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status =
            kl_bottleneck_curve_new(joint.matrix, &options, &range, &curve, &made.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? curve_result(curve) : call_none(&made, status);
        call_end(&made);
    }
    kl_bottleneck_curve_free(curve);
    input_release(&joint);
    return result;
}

/* ── The tree ── */

static PyObject *merges_list(const kl_bottleneck_merge *merges, size_t n) {
    PyObject *list = PyList_New(0);
    for (size_t k = 0; list != NULL && k < n; k++)
        if (list_append(list,
                        Py_BuildValue("(IIddd)", merges[k].left, merges[k].right, merges[k].loss,
                                      merges[k].relevance, merges[k].entropy)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyObject *agglomerate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input joint = {.name = "joint"};
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O", matrix_of, &joint, &threads))
        return NULL;
    const size_t rows = joint.matrix.rows;
    kl_bottleneck_merge *merges = PyMem_Calloc(rows + 1, sizeof *merges);
    if (merges == NULL)
        PyErr_NoMemory();
    else if (call_take_pool(&made, threads) == 0) {
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status =
            kl_bottleneck_agglomerate(joint.matrix, call_pool(&made), merges, &made.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? merges_list(merges, rows - 1) : call_none(&made, status);
        call_end(&made);
    }
    PyMem_Free(merges);
    input_release(&joint);
    return result;
}

/* left and right of each merge, how many rows, and into how many clusters. */
static PyObject *cut(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    wholes left = {.name = "left"}, right = {.name = "right"};
    unsigned long long rows, clusters;
    PyObject *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&", wholes_of, &left, wholes_of, &right, whole_rows, &rows,
                          whole_clusters, &clusters))
        return NULL;
    kl_bottleneck_merge *merges = PyMem_Calloc(left.n + 1, sizeof *merges);
    uint32_t *assignment = PyMem_Calloc((size_t)rows + 1, sizeof *assignment);
    if (merges == NULL || assignment == NULL)
        PyErr_NoMemory();
    else if (left.n != right.n || left.n + 1 != rows)
        PyErr_SetString(PyExc_ValueError, "there must be one merge less than rows");
    else {
        for (size_t k = 0; k < left.n; k++) {
            merges[k].left = index_of(left.items[k]);
            merges[k].right = index_of(right.items[k]);
        }
        PyObject *fine = call_none(&made, kl_bottleneck_cut(merges, (size_t)rows, (size_t)clusters,
                                                            assignment, &made.error));
        result = fine != NULL
                     ? series_of(made.state, "I", assignment, (size_t)rows * sizeof *assignment)
                     : NULL;
        Py_XDECREF(fine);
    }
    PyMem_Free(assignment);
    PyMem_Free(merges);
    wholes_release(&right);
    wholes_release(&left);
    return result;
}

/* ── Normal variables ── */

/* In the order of the fields of kullback.information.GaussianBottleneck. */
static PyObject *gaussian_result(module_state *state, const kl_bottleneck_gaussian_result *r,
                                 const double *room, size_t k, size_t n) {
    return Py_BuildValue("(NNdnNNN)", estimate_as_it_is(state, &r->relevance),
                         estimate_as_it_is(state, &r->rate), r->information, (Py_ssize_t)r->active,
                         series_of(state, "d", room, k * sizeof *room),
                         series_of(state, "d", room + k, k * sizeof *room),
                         series_of(state, "d", room + 2 * k, k * n * sizeof *room));
}

static PyObject *gaussian(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input x = {.name = "x"}, y = {.name = "y"}, between = {.name = "between"};
    double beta;
    if (!PyArg_ParseTuple(args, "O&O&O&d", matrix_of, &x, matrix_of, &y, matrix_of, &between,
                          &beta))
        return NULL;
    const size_t n = x.matrix.rows, k = n < y.matrix.rows ? n : y.matrix.rows;
    double *room = PyMem_Calloc(k * (n + 2) + 1, sizeof *room);
    PyObject *result = NULL;
    if (room == NULL) {
        PyErr_NoMemory();
    } else {
        const kl_bottleneck_gaussian_arrays arrays = {sizeof arrays, room, room + k, room + 2 * k};
        kl_bottleneck_gaussian_result found;
        PyThreadState *thread = PyEval_SaveThread();
        const kl_status status = kl_bottleneck_gaussian(x.matrix, y.matrix, between.matrix, beta,
                                                        &arrays, &found, &made.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? gaussian_result(made.state, &found, room, k, n)
                                 : call_none(&made, status);
    }
    PyMem_Free(room);
    input_release(&between);
    input_release(&y);
    input_release(&x);
    return result;
}

static PyMethodDef methods[] = {
    {"bottleneck_curve", bottleneck_curve, METH_VARARGS,
     "(joint, options, (low, high, points), threads)"},
    {"bottleneck_agglomerate", agglomerate, METH_VARARGS, "(joint, threads)"},
    {"bottleneck_cut", cut, METH_VARARGS, "(left, right, rows, clusters)"},
    {"bottleneck_gaussian", gaussian, METH_VARARGS, "(x, y, between, beta)"},
    {0},
};

int bottleneck_curve_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
