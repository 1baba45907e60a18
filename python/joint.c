/* SPDX-License-Identifier: Apache-2.0 */
/* The information room: joint distributions of discrete variables. */
#include "joint.h"

HANDLE(, joint_handle, kl_joint, kl_joint_free, joint_of)

const char *joint_normaliser_name(int i) {
    return kl_normaliser_name((kl_normaliser)i);
}

int joint_sets_take(PyObject *args, kl_joint **joint, unsigned long long sets[3]) {
    return PyArg_ParseTuple(args, "O&O&O&O&", joint_of, joint, whole_variables, &sets[0],
                            whole_variables, &sets[1], whole_variables, &sets[2])
               ? 0
               : -1;
}

/* ── Columns of codes ── */

void columns_release(columns *taken) {
    for (size_t i = 0; i < taken->n; i++)
        input_release(&taken->items[i]);
    PyMem_Free(taken->items);
    PyMem_Free(taken->arrays);
}

int columns_take(columns *taken, PyObject *sequence) {
    PyObject *list = PySequence_List(sequence);
    *taken = (columns){0};
    if (list == NULL)
        return -1;
    const size_t n = (size_t)PyList_Size(list);
    taken->items = PyMem_Calloc(n + 1, sizeof *taken->items);
    taken->arrays = PyMem_Calloc(n + 1, sizeof *taken->arrays);
    int failed = taken->items == NULL || taken->arrays == NULL;
    if (failed)
        PyErr_NoMemory();
    for (size_t i = 0; i < n && !failed; i++) {
        char name[32];
        PyOS_snprintf(name, sizeof name, "column %zu", i);
        taken->n = i + 1;
        failed = input_take(&taken->items[i], PyList_GetItem(list, (Py_ssize_t)i), name) < 0;
        taken->arrays[i] = taken->items[i].array;
    }
    Py_DECREF(list);
    return failed ? -1 : 0;
}

/* ── Making one ── */

static PyObject *joint_of_sizes(call *made, kl_array weights, const size_t *sizes, unsigned n) {
    kl_joint *joint = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_joint_from_table(weights, sizes, n, &joint, &made->error);
    PyEval_RestoreThread(thread);
    return call_handle(made, status, joint, &joint_handle, NULL);
}

/* Of one or two dimensions, which the table itself says. */
static PyObject *joint_from_frame(PyObject *module, PyObject *object) {
    call made = call_begin(module);
    input weights = {.name = "table"};
    if (!flat_or_matrix_of(object, &weights))
        return NULL;
    const int is_flat = weights.dimensions == 1;
    const size_t sizes[] = {is_flat ? weights.array.n : weights.matrix.rows,
                            weights.matrix.columns};
    const double *numbers = input_doubles(&weights);
    PyObject *result = NULL;
    if (numbers != NULL)
        result = joint_of_sizes(&made, kl_f64(numbers, is_flat ? sizes[0] : sizes[0] * sizes[1]),
                                sizes, (unsigned)weights.dimensions);
    input_release(&weights);
    return result;
}

static PyObject *joint_from_table(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input weights = {.name = "weights"};
    wholes sizes = {.name = "sizes"};
    if (!PyArg_ParseTuple(args, "O&O&", input_of, &weights, wholes_of, &sizes))
        return NULL;
    size_t *size = PyMem_Calloc(sizes.n + 1, sizeof *size);
    PyObject *result = NULL;
    if (size == NULL) {
        PyErr_NoMemory();
    } else {
        for (size_t i = 0; i < sizes.n; i++)
            size[i] = (size_t)sizes.items[i];
        result = joint_of_sizes(&made, weights.array, size, (unsigned)sizes.n);
    }
    PyMem_Free(size);
    wholes_release(&sizes);
    input_release(&weights);
    return result;
}

static PyObject *joint_from_codes(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input weights = {.name = "weights"};
    PyObject *sequence, *threads, *result = NULL;
    columns taken;
    if (!PyArg_ParseTuple(args, "OO&O", &sequence, input_or_none_of, &weights, &threads))
        return NULL;
    if (columns_take(&taken, sequence) == 0 && call_take_pool(&made, threads) == 0) {
        kl_joint *joint = NULL;
        const kl_array counted = weights.array.data != NULL ? weights.array : kl_rows_once();
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_joint_from_codes(taken.arrays, (unsigned)taken.n, counted,
                                               call_pool(&made), &joint, &made.error);
        PyEval_RestoreThread(thread);
        call_end(&made);
        result = call_handle(&made, status, joint, &joint_handle, NULL);
    }
    columns_release(&taken);
    input_release(&weights);
    return result;
}

/* ── What it is ── */

/* (total, rows left out, whether counted, numbers of values) */
static PyObject *joint_about(PyObject *module, PyObject *capsule) {
    (void)module;
    kl_joint *joint;
    if (!joint_of(capsule, &joint))
        return NULL;
    PyObject *values = PyList_New(0);
    for (unsigned v = 0; v < kl_joint_variables(joint) && values != NULL; v++)
        if (list_append(values, PyLong_FromSize_t(kl_joint_values(joint, v))) < 0)
            Py_CLEAR(values);
    if (values == NULL)
        return NULL;
    return Py_BuildValue("(dKNN)", kl_joint_total(joint),
                         (unsigned long long)kl_joint_missing(joint),
                         PyBool_FromLong(kl_joint_is_counted(joint)), values);
}

/* (codes of every variable in a list, weights) of all cells */
static PyObject *joint_cells(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    kl_joint *joint;
    if (!joint_of(capsule, &joint))
        return NULL;
    const size_t n = kl_joint_size(joint);
    int64_t *code = PyMem_Calloc(n + 1, sizeof *code);
    double *weight = PyMem_Calloc(n + 1, sizeof *weight);
    PyObject *codes = code != NULL && weight != NULL ? PyList_New(0) : PyErr_NoMemory();
    for (unsigned v = 0; v < kl_joint_variables(joint) && codes != NULL; v++) {
        for (size_t i = 0; i < n; i++)
            code[i] = kl_joint_code(joint, i, v);
        if (list_append(codes, series_of(made.state, "q", code, n * sizeof *code)) < 0)
            Py_CLEAR(codes);
    }
    PyObject *result = NULL;
    if (codes != NULL) {
        for (size_t i = 0; i < n; i++)
            weight[i] = kl_joint_weight(joint, i);
        result =
            Py_BuildValue("(NN)", codes, series_of(made.state, "d", weight, n * sizeof *weight));
    }
    PyMem_Free(code);
    PyMem_Free(weight);
    return result;
}

/* ── Sets of variables ── */

static int add_variable(PyObject *given, unsigned long long *set) {
    PyObject *number = PyNumber_Index(given);
    const long variable = number != NULL ? PyLong_AsLong(number) : -1;
    Py_XDECREF(number);
    if (number == NULL)
        return -1;
    if (variable >= 0 && variable < 64) {
        *set |= 1ULL << variable;
        return 0;
    }
    PyErr_Format(PyExc_IndexError,
                 "there is no variable %S: they are numbered from 0 to 63 at most", given);
    return -1;
}

/* Bit v for variable v, of one number or several. */
static PyObject *joint_set(PyObject *module, PyObject *of) {
    (void)module;
    unsigned long long set = 0;
    PyObject *each = PyObject_GetIter(of), *one;
    if (each == NULL) {
        PyErr_Clear();
        return add_variable(of, &set) == 0 ? PyLong_FromUnsignedLongLong(set) : NULL;
    }
    while ((one = PyIter_Next(each)) != NULL) {
        const int failed = add_variable(one, &set) < 0;
        Py_DECREF(one);
        if (failed)
            break;
    }
    Py_DECREF(each);
    return PyErr_Occurred() ? NULL : PyLong_FromUnsignedLongLong(set);
}

/* ── What is true of it ── */

typedef kl_status of_set(const kl_joint *joint, uint64_t of, uint64_t given, double *out,
                         kl_error *error);

static PyObject *number_of_set(PyObject *module, PyObject *args, of_set *function) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long of, given;
    double out;
    if (!PyArg_ParseTuple(args, "O&O&O&", joint_of, &joint, whole_variables, &of, whole_variables,
                          &given))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = function(joint, of, given, &out, &made.error);
    PyEval_RestoreThread(thread);
    return status == KL_OK ? PyFloat_FromDouble(out) : call_none(&made, status);
}

static PyObject *joint_entropy(PyObject *module, PyObject *args) {
    return number_of_set(module, args, kl_joint_entropy);
}

static PyObject *joint_multi_information(PyObject *module, PyObject *args) {
    return number_of_set(module, args, kl_joint_multi_information);
}

static PyObject *joint_mutual_information(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long sets[3];
    double out;
    if (joint_sets_take(args, &joint, sets) < 0)
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_joint_mutual_information(joint, sets[0], sets[1], sets[2], &out, &made.error);
    PyEval_RestoreThread(thread);
    return status == KL_OK ? PyFloat_FromDouble(out) : call_none(&made, status);
}

static PyObject *joint_pointwise(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long sets[3];
    if (joint_sets_take(args, &joint, sets) < 0)
        return NULL;
    const size_t n = kl_joint_size(joint);
    double *out = PyMem_Calloc(n + 1, sizeof *out);
    if (out == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_joint_pointwise(joint, sets[0], sets[1], sets[2], out, &made.error);
    PyEval_RestoreThread(thread);
    PyObject *result = status == KL_OK ? series_of(made.state, "d", out, n * sizeof *out)
                                       : call_none(&made, status);
    PyMem_Free(out);
    return result;
}

/* In the order of the fields of kullback.information.Association. */
static PyObject *joint_associate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_joint *joint;
    unsigned long long x, y;
    kl_association a;
    if (!PyArg_ParseTuple(args, "O&O&O&", joint_of, &joint, whole_variables, &x, whole_variables,
                          &y))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_joint_associate(joint, x, y, &a, &made.error);
    PyEval_RestoreThread(thread);
    if (status != KL_OK)
        return call_none(&made, status);
    PyObject *normalised = PyDict_New();
    for (int n = 0; n < KL_NORMALISER_COUNT && normalised != NULL; n++) {
        PyObject *share = PyFloat_FromDouble(a.normalised[n]);
        if (share == NULL || PyDict_SetItemString(normalised, joint_normaliser_name(n), share) < 0)
            Py_CLEAR(normalised);
        Py_XDECREF(share);
    }
    if (normalised == NULL)
        return NULL;
    return Py_BuildValue("(ddddddddNdd)", a.entropy_x, a.entropy_y, a.entropy_joint,
                         a.entropy_x_given_y, a.entropy_y_given_x, a.mutual_information,
                         a.mutual_information_of_entropies, a.variation_of_information, normalised,
                         a.uncertainty_x, a.uncertainty_y);
}

static PyMethodDef methods[] = {
    {"joint_from_table", joint_from_table, METH_VARARGS, "(weights, sizes)"},
    {"joint_from_frame", joint_from_frame, METH_O, "(table)"},
    {"joint_from_codes", joint_from_codes, METH_VARARGS, "(columns, weights, threads)"},
    {"joint_about", joint_about, METH_O, "(joint)"},
    {"joint_cells", joint_cells, METH_O, "(joint)"},
    {"joint_set", joint_set, METH_O, "(variable | variables)"},
    {"joint_entropy", joint_entropy, METH_VARARGS, "(joint, of, given)"},
    {"joint_multi_information", joint_multi_information, METH_VARARGS, "(joint, of, given)"},
    {"joint_mutual_information", joint_mutual_information, METH_VARARGS, "(joint, x, y, given)"},
    {"joint_pointwise", joint_pointwise, METH_VARARGS, "(joint, x, y, given)"},
    {"joint_associate", joint_associate, METH_VARARGS, "(joint, x, y)"},
    {0},
};

int joint_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
