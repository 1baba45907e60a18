/* SPDX-License-Identifier: Apache-2.0 */
/* What arguments become: names, whole numbers, several texts. */
#include "call.h"

#include <string.h>

/* ── Names ────────────────────────────────────────────────────────────────────────────────────── */

/* In UTF-8 and without a NUL inside; NULL with an exception. It lives as long as the object. */
static const char *plain_text(PyObject *object, const char *what) {
    Py_ssize_t size;
    if (!PyUnicode_Check(object)) {
        PyErr_Format(PyExc_TypeError, "%s is a %S: a str is needed", what,
                     (PyObject *)Py_TYPE(object));
        return NULL;
    }
    const char *text = PyUnicode_AsUTF8AndSize(object, &size);
    if (text != NULL && strlen(text) != (size_t)size) {
        PyErr_Format(PyExc_ValueError, "%s has a NUL in it: %R", what, object);
        return NULL;
    }
    return text;
}

static int is_known(const char *name) {
    return name != NULL && strcmp(name, "unknown") != 0;
}

int find_name(PyObject *name, const char *what, const char *(*name_of)(int)) {
    const char *text = plain_text(name, what);
    if (text == NULL)
        return -1;
    PyObject *known = PyList_New(0);
    int found = -1, failed = known == NULL;
    for (int i = 0; found < 0 && !failed && is_known(name_of(i)); i++)
        if (strcmp(name_of(i), text) == 0)
            found = i;
        else
            failed = list_append(known, PyUnicode_FromString(name_of(i))) < 0;
    if (found < 0 && !failed)
        PyErr_Format(PyExc_ValueError, "%s is %R: it must be one of %R", what, name, known);
    Py_XDECREF(known);
    return found;
}

/* Of texts, which have no KL_SYMBOLS_NAMES. */
static const char *symbols_name(int i) {
    return kl_symbols_name((kl_symbols)(KL_SYMBOLS_BYTES + i));
}

static const char *unit_name(int i) {
    return kl_unit_name((kl_unit)i);
}

int symbols_of(PyObject *name, void *out) {
    int found = find_name(name, "symbols", symbols_name);
    *(kl_symbols *)out = (kl_symbols)(KL_SYMBOLS_BYTES + found);
    return found >= 0;
}

static const char *zeros_name(int i) {
    return kl_zeros_name((kl_zeros)i);
}

#define ZEROS "zeros must be a name, or a name and an amount"

int zeros_of(PyObject *name, void *out) {
    zeros_policy *zeros = out;
    zeros->amount = 0.0;
    if (PyTuple_Check(name) && !PyArg_ParseTuple(name, "Od;" ZEROS, &name, &zeros->amount))
        return 0;
    if (!PyUnicode_Check(name)) {
        PyErr_SetString(PyExc_TypeError, ZEROS);
        return 0;
    }
    const int found = find_name(name, "zeros", zeros_name);
    zeros->way = (kl_zeros)found;
    return found >= 0;
}

int any_unit_of(PyObject *name, void *out) {
    int found = find_name(name, "unit", unit_name);
    *(kl_unit *)out = (kl_unit)found;
    return found >= 0;
}

int unit_converter(PyObject *name, void *out) {
    return unit_of(name, out) == 0;
}

/* Also with its dots as in Python's names: "jensen_shannon_distance". */
static const kl_measure *find_measure(const char *text) {
    const kl_measure *measure = kl_measure_find(text);
    for (int id = 0; measure == NULL && id < kl_measure_count(); id++) {
        const kl_measure *row = kl_measure_get((kl_measure_id)id);
        size_t i = 0;
        while (text[i] != '\0' && text[i] == (row->name[i] == '.' ? '_' : row->name[i]))
            i++;
        if (text[i] == '\0' && row->name[i] == '\0')
            measure = row;
    }
    return measure;
}

int measure_of(PyObject *name, void *out) {
    const kl_measure *measure = NULL;
    if (PyUnicode_Check(name)) {
        Py_ssize_t size;
        const char *text = PyUnicode_AsUTF8AndSize(name, &size);
        if (text == NULL)
            return 0;
        if (strlen(text) == (size_t)size)
            measure = find_measure(text);
    }
    if (measure == NULL) {
        PyErr_Format(PyExc_ValueError, "no measure is called %R: kullback.measures() has them all",
                     name);
        return 0;
    }
    *(kl_measure_id *)out = measure->id;
    return 1;
}

/* ── Several at once ────────────────────────────────────────────────────────────────────────────── */

void texts_release(texts *taken) {
    Py_CLEAR(taken->held);
    PyMem_Free(taken->items);
    taken->items = NULL;
}

/* Room for the pointers to the elements of a sequence, held in a tuple of our own. */
static int texts_begin(texts *taken, PyObject *held) {
    *taken = (texts){.held = held};
    if (held == NULL)
        return -1;
    taken->n = (size_t)PyTuple_Size(held);
    taken->items = PyMem_Calloc(taken->n + 1, sizeof *taken->items);
    if (taken->items != NULL)
        return 0;
    PyErr_NoMemory();
    return -1;
}

int whole_take(PyObject *given, const char *name, int bits, unsigned long long *out) {
    PyObject *number = PyNumber_Index(given);
    if (number == NULL) {
        if (PyErr_ExceptionMatches(PyExc_TypeError))
            PyErr_Format(PyExc_TypeError, "%s is a %S: a whole number is needed", name,
                         (PyObject *)Py_TYPE(given));
        return -1;
    }
    *out = PyLong_AsUnsignedLongLong(number);
    Py_DECREF(number);
    const int fits = !PyErr_Occurred() && (bits == 64 || *out >> bits == 0);
    if (!fits)
        PyErr_Format(PyExc_ValueError, "%s is %S: it must be from 0 to 2**%d - 1", name, given,
                     bits);
    return fits ? 0 : -1;
}

static int optional_take(PyObject *given, const char *name, double *out) {
    *out = NAN;
    if (given == Py_None)
        return 0;
    *out = PyFloat_AsDouble(given);
    if (isnan(*out))
        PyErr_Format(PyExc_ValueError, "%s is nan: it must be a number", name);
    return PyErr_Occurred() != NULL ? -1 : 0;
}

#define CONVERT_WHOLE(name)                                                                        \
    int whole_##name(PyObject *number, void *out) {                                                \
        return whole_take(number, #name, 64, out) == 0;                                            \
    }
#define CONVERT_COUNT(name)                                                                        \
    int count_##name(PyObject *number, void *out) {                                                \
        unsigned long long whole;                                                                  \
        const int failed = whole_take(number, #name, 32, &whole) < 0;                              \
        *(unsigned *)out = failed ? 0 : (unsigned)whole;                                           \
        return !failed;                                                                            \
    }
#define CONVERT_OPTIONAL(name)                                                                     \
    int optional_##name(PyObject *number, void *out) {                                             \
        return optional_take(number, #name, out) == 0;                                             \
    }
WHOLES(CONVERT_WHOLE)
COUNTS(CONVERT_COUNT)
OPTIONALS(CONVERT_OPTIONAL)

void wholes_release(wholes *taken) {
    PyMem_Free(taken->items);
    taken->items = NULL;
}

static int read_whole(wholes *taken, size_t i, PyObject *element) {
    char name[64];
    unsigned long long whole;
    PyOS_snprintf(name, sizeof name, "%s[%zu]", taken->name, i);
    const int failed = whole_take(element, name, 64, &whole);
    taken->items[i] = failed ? 0 : whole;
    return failed;
}

int wholes_of(PyObject *sequence, void *out) {
    wholes *taken = out;
    PyObject *held = sequence != NULL ? PySequence_Tuple(sequence) : NULL;
    if (held == NULL) {
        wholes_release(taken);
        return sequence == NULL;
    }
    taken->n = (size_t)PyTuple_Size(held);
    taken->items = PyMem_Calloc(taken->n + 1, sizeof *taken->items);
    int failed = taken->items == NULL && PyErr_NoMemory() == NULL;
    for (size_t i = 0; i < taken->n && !failed; i++)
        failed = read_whole(taken, i, PyTuple_GetItem(held, (Py_ssize_t)i)) < 0;
    Py_DECREF(held);
    if (failed)
        wholes_release(taken);
    return failed ? 0 : Py_CLEANUP_SUPPORTED;
}

int texts_of(PyObject *sequence, void *out) {
    texts *taken = out;
    if (sequence == NULL) {
        texts_release(taken);
        return 1;
    }
    int failed = texts_begin(taken, PySequence_Tuple(sequence)) < 0;
    for (size_t i = 0; i < taken->n && !failed; i++) {
        char what[32];
        PyOS_snprintf(what, sizeof what, "names[%zu]", i);
        taken->items[i] = plain_text(PyTuple_GetItem(taken->held, (Py_ssize_t)i), what);
        failed = taken->items[i] == NULL;
    }
    if (failed)
        texts_release(taken);
    return failed ? 0 : Py_CLEANUP_SUPPORTED;
}

static PyObject *encoded_paths(PyObject *sequence) {
    PyObject *list = PySequence_List(sequence);
    for (Py_ssize_t i = 0; list != NULL && i < PyList_Size(list); i++) {
        PyObject *bytes;
        if (!PyUnicode_FSConverter(PyList_GetItem(list, i), &bytes))
            Py_CLEAR(list);
        else if (PyList_SetItem(list, i, bytes) < 0)
            Py_CLEAR(list);
    }
    return tuple_of(list);
}

int paths_of(PyObject *sequence, void *out) {
    texts *taken = out;
    if (sequence == NULL) {
        texts_release(taken);
        return 1;
    }
    if (texts_begin(taken, encoded_paths(sequence)) < 0) {
        texts_release(taken);
        return 0;
    }
    for (size_t i = 0; i < taken->n; i++)
        taken->items[i] = PyBytes_AsString(PyTuple_GetItem(taken->held, (Py_ssize_t)i));
    return Py_CLEANUP_SUPPORTED;
}
