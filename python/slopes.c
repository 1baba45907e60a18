/* SPDX-License-Identifier: Apache-2.0 */
#include "slopes.h"

static int is_given(const slopes *to) {
    return to->asked != NULL && to->asked != Py_True;
}

int slopes_of(PyObject *asked, void *out) {
    slopes *to = out;
    if (asked == NULL) {
        slopes_release(to);
        return 1;
    }
    to->asked = asked == Py_False || asked == Py_None ? NULL : asked;
    if (is_given(to) && output_of(asked, &to->given) == 0)
        return 0;
    return Py_CLEANUP_SUPPORTED;
}

/* An array.array of the type: two bytes a number for halves. */
static int make_room(slopes *to, module_state *state, kl_dtype dtype, kl_matrix by) {
    const char *code = dtype == KL_F64 ? "d" : dtype == KL_F32 ? "f" : "H";
    PyObject *one = PyObject_CallFunction(state->array, "s[i]", code, 0);
    if (one == NULL)
        return -1;
    to->made = PySequence_Repeat(one, (Py_ssize_t)(by.rows * by.columns));
    Py_DECREF(one);
    if (to->made == NULL || PyObject_GetBuffer(to->made, &to->view, PyBUF_WRITABLE) < 0)
        return -1;
    to->into = (kl_loss_gradient){.data = to->view.buf, .row_stride = (ptrdiff_t)by.columns};
    return 0;
}

/* The bytes of a matrix: from its first to behind its last. */
static void bounds(kl_matrix matrix, uintptr_t *begin, uintptr_t *end) {
    const ptrdiff_t size = (ptrdiff_t)kl_dtype_size(matrix.dtype);
    const ptrdiff_t last = (ptrdiff_t)(matrix.rows - 1) * matrix.row_stride * size;
    *begin = (uintptr_t)matrix.data + (uintptr_t)(last < 0 ? last : 0);
    *end =
        (uintptr_t)matrix.data + (uintptr_t)(last > 0 ? last : 0) + matrix.columns * (size_t)size;
}

/* Rows of a common step may lie beside each other in it. */
static int overlap(kl_matrix a, kl_matrix b) {
    if (a.rows == 0 || b.rows == 0)
        return 0;
    uintptr_t a_begin, a_end, b_begin, b_end;
    bounds(a, &a_begin, &a_end);
    bounds(b, &b_begin, &b_end);
    if (a_end <= b_begin || b_end <= a_begin)
        return 0;
    const size_t a_size = kl_dtype_size(a.dtype), b_size = kl_dtype_size(b.dtype);
    const size_t step = (size_t)(a.row_stride < 0 ? -a.row_stride : a.row_stride) * a_size;
    const size_t b_step = (size_t)(b.row_stride < 0 ? -b.row_stride : b.row_stride) * b_size;
    if (step != b_step || step == 0)
        return 1;
    const size_t from = (size_t)((b_begin - a_begin) % step + step) % step;
    return from < a.columns * a_size || from + b.columns * b_size > step;
}

static int check_given(slopes *to, kl_dtype dtype, kl_matrix by, kl_matrix other) {
    const kl_matrix given = to->given.matrix;
    if (given.rows != by.rows || given.columns != by.columns || given.dtype != dtype) {
        PyErr_Format(PyExc_ValueError, "%s is %zu x %zu of %s: it must be %zu x %zu of %s",
                     to->given.name, given.rows, given.columns, dtype_name(given.dtype), by.rows,
                     by.columns, dtype_name(dtype));
        return -1;
    }
    const int over =
        given.data == by.data && given.row_stride == by.row_stride && dtype == by.dtype;
    if ((!over && overlap(given, by)) || overlap(given, other)) {
        PyErr_Format(PyExc_ValueError,
                     "%s overlaps numbers that are still read: it may be exactly what it is by",
                     to->given.name);
        return -1;
    }
    to->into =
        (kl_loss_gradient){.data = (void *)(uintptr_t)given.data, .row_stride = given.row_stride};
    return 0;
}

int slopes_place(slopes *to, module_state *state, kl_matrix by, kl_matrix other) {
    return slopes_place_as(to, state, by.dtype, by, other);
}

int slopes_place_as(slopes *to, module_state *state, kl_dtype dtype, kl_matrix by,
                    kl_matrix other) {
    if (to->asked == NULL)
        return 0;
    return is_given(to) ? check_given(to, dtype, by, other) : make_room(to, state, dtype, by);
}

int slopes_check_apart(const slopes *a, const slopes *b) {
    if (!is_given(a) || !is_given(b) || !overlap(a->given.matrix, b->given.matrix))
        return 0;
    PyErr_Format(PyExc_ValueError, "%s and %s overlap", a->given.name, b->given.name);
    return -1;
}

const kl_loss_gradient *slopes_into(const slopes *to) {
    return to->asked != NULL ? &to->into : NULL;
}

PyObject *slopes_result(const slopes *to) {
    PyObject *result = is_given(to) ? to->asked : to->made;
    return Py_NewRef(result != NULL ? result : Py_None);
}

void slopes_release(slopes *to) {
    if (to->view.obj != NULL)
        PyBuffer_Release(&to->view);
    Py_CLEAR(to->made);
    input_release(&to->given);
}
