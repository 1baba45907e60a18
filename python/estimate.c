/* SPDX-License-Identifier: Apache-2.0 */
/* kullback.Estimate: a kl_estimate that prints, compares as its value and can be looked into. */
#include "estimate.h"

#include "call.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

typedef struct estimate_object {
    PyObject_HEAD kl_estimate estimate;
} estimate_object;

static const kl_estimate *estimate_of(PyObject *self) {
    return &((estimate_object *)self)->estimate;
}

int unit_of(PyObject *text, kl_unit *unit) {
    if (PyUnicode_Check(text) && PyUnicode_CompareWithASCIIString(text, "nats") == 0)
        *unit = KL_UNIT_NATS;
    else if (PyUnicode_Check(text) && PyUnicode_CompareWithASCIIString(text, "bits") == 0)
        *unit = KL_UNIT_BITS;
    else {
        PyErr_Format(PyExc_ValueError, "unit is %R: it must be 'nats' or 'bits'", text);
        return -1;
    }
    return 0;
}

static kl_estimate in_unit(kl_estimate estimate, kl_unit unit) {
    int root = estimate.unit == KL_UNIT_ROOT_NATS || estimate.unit == KL_UNIT_ROOT_BITS;
    if (root)
        unit = unit == KL_UNIT_NATS ? KL_UNIT_ROOT_NATS : KL_UNIT_ROOT_BITS;
    return kl_estimate_convert(estimate, unit);
}

static PyObject *wrap(PyTypeObject *type, kl_estimate estimate) {
    estimate_object *made = PyObject_New(estimate_object, type);
    if (made != NULL)
        made->estimate = estimate;
    return (PyObject *)made;
}

PyObject *estimate_wrap(module_state *state, const kl_estimate *estimate, kl_unit unit) {
    return wrap(state->estimate, in_unit(*estimate, unit));
}

PyObject *estimate_as_it_is(module_state *state, const kl_estimate *estimate) {
    return wrap(state->estimate, *estimate);
}

kl_estimate estimate_in_nats(PyObject *object) {
    return in_unit(*estimate_of(object), KL_UNIT_NATS);
}

static void deallocate(PyObject *self) {
    PyTypeObject *type = Py_TYPE(self);
    PyObject_Free(self);
    Py_DECREF(type);
}

/* ── What it is ───────────────────────────────────────────────────────────────────────────────── */

static PyObject *to_float(PyObject *self) {
    return PyFloat_FromDouble(estimate_of(self)->value);
}

static int is_not_zero(PyObject *self) {
    return estimate_of(self)->value != 0;
}

/* As its value, with any number and with another estimate of the same unit; nats are not more than bits. */
static PyObject *compare(PyObject *self, PyObject *other, int operation) {
    int alike = Py_TYPE(other) == Py_TYPE(self);
    if (alike && estimate_of(other)->unit != estimate_of(self)->unit)
        return Py_NewRef(Py_NotImplemented);
    PyObject *value = to_float(self);
    PyObject *against = alike ? to_float(other) : Py_NewRef(other);
    PyObject *result =
        value != NULL && against != NULL ? PyObject_RichCompare(value, against, operation) : NULL;
    Py_XDECREF(value);
    Py_XDECREF(against);
    return result;
}

static Py_hash_t hash(PyObject *self) {
    PyObject *value = to_float(self);
    Py_hash_t result = value != NULL ? PyObject_Hash(value) : -1;
    Py_XDECREF(value);
    return result;
}

/* A format is one of numbers: f"{estimate:.3f}". */
static PyObject *format(PyObject *self, PyObject *how) {
    Py_ssize_t length = PyUnicode_GetLength(how);
    if (length <= 0)
        return length < 0 ? NULL : PyObject_Str(self);
    PyObject *value = to_float(self);
    PyObject *text = value != NULL ? PyObject_Format(value, how) : NULL;
    Py_XDECREF(value);
    return text;
}

static PyObject *to(PyObject *self, PyObject *name) {
    kl_unit unit;
    if (unit_of(name, &unit) < 0)
        return NULL;
    return wrap(Py_TYPE(self), in_unit(*estimate_of(self), unit));
}

/* ── Its parts ────────────────────────────────────────────────────────────────────────────────── */

static PyObject *number_or_none(double x) {
    return isnan(x) ? Py_NewRef(Py_None) : PyFloat_FromDouble(x);
}

/* `place` is the offset of the number in a kl_estimate. */
static PyObject *get_number(PyObject *self, void *place) {
    return number_or_none(*(const double *)((const char *)estimate_of(self) + (size_t)place));
}

static PyObject *get_floor(PyObject *self, void *unused) {
    (void)unused;
    return number_or_none(kl_estimate_floor(estimate_of(self)));
}

static PyObject *get_n(PyObject *self, void *unused) {
    (void)unused;
    return PyLong_FromUnsignedLongLong(estimate_of(self)->n);
}

static PyObject *get_unit(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(kl_unit_name(estimate_of(self)->unit));
}

static PyObject *get_unit_text(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(kl_unit_text(estimate_of(self)->unit));
}

static PyObject *get_method(PyObject *self, void *unused) {
    (void)unused;
    return PyUnicode_FromString(kl_method_name(estimate_of(self)->method));
}

static PyObject *get_flags(PyObject *self, void *unused) {
    (void)unused;
    PyObject *names = PyList_New(0);
    for (unsigned bit = 0; bit < 32 && names != NULL; bit++)
        if (kl_estimate_has(estimate_of(self), (kl_flag)(1u << bit)) &&
            list_append(names, PyUnicode_FromString(kl_flag_name((kl_flag)(1u << bit)))) < 0)
            Py_CLEAR(names);
    return tuple_of(names);
}

static PyObject *make_note(PyTypeObject *type, const kl_note *note) {
    PyObject *fields[] = {PyUnicode_FromString(kl_flag_name(note->flag)),
                          PyLong_FromUnsignedLong(note->side),
                          PyLong_FromUnsignedLongLong(note->count), PyFloat_FromDouble(note->mass)};
    PyObject *made = PyStructSequence_New(type);
    int complete = made != NULL;
    for (Py_ssize_t i = 0; i < 4; i++)
        complete &= fields[i] != NULL;
    for (Py_ssize_t i = 0; i < 4; i++)
        if (complete)
            PyStructSequence_SetItem(made, i, fields[i]);
        else
            Py_XDECREF(fields[i]);
    if (!complete)
        Py_CLEAR(made);
    return made;
}

static PyObject *get_notes(PyObject *self, void *unused) {
    (void)unused;
    module_state *state = PyType_GetModuleState(Py_TYPE(self));
    const kl_estimate *estimate = estimate_of(self);
    PyObject *notes = PyList_New(0);
    for (uint32_t i = 0; notes != NULL && i < estimate->note_count; i++)
        if (list_append(notes, make_note(state->note, &estimate->notes[i])) < 0)
            Py_CLEAR(notes);
    return tuple_of(notes);
}

/* ── In words ─────────────────────────────────────────────────────────────────────────────────── */

/* Two flags may say the same: once is enough. */
static int append_clause(PyObject *clauses, const char *text) {
    PyObject *clause = PyUnicode_DecodeUTF8(text, (Py_ssize_t)strlen(text), "replace");
    int known = clause != NULL ? PySequence_Contains(clauses, clause) : -1;
    if (known == 0)
        return list_append(clauses, clause);
    Py_XDECREF(clause);
    return known < 0 ? -1 : 0;
}

static PyObject *clauses_of(const kl_estimate *estimate, const char *subject, const char *noun) {
    PyObject *clauses = PyList_New(0);
    for (size_t i = 0; clauses != NULL; i++) {
        char text[512];
        kl_note clause = kl_estimate_clause(estimate, i);
        if (clause.flag == 0)
            break;
        kl_estimate_describe(estimate, &clause, subject, noun, text, sizeof text);
        if (append_clause(clauses, text) < 0)
            Py_CLEAR(clauses);
    }
    return tuple_of(clauses);
}

static PyObject *describe(PyObject *self, PyObject *args, PyObject *keywords) {
    static char *names[] = {"subject", "noun", NULL};
    const char *subject = "p|q", *noun = "symbol";
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "|ss:describe", names, &subject, &noun))
        return NULL;
    return clauses_of(estimate_of(self), subject, noun);
}

/* "", " (at least 0.2)", " (0.2 to 0.4)" */
static PyObject *interval_of(const kl_estimate *estimate) {
    if (isnan(estimate->low))
        return PyUnicode_FromString("");
    PyObject *low = PyFloat_FromDouble(estimate->low), *high = PyFloat_FromDouble(estimate->high);
    PyObject *text = NULL;
    if (low != NULL && high != NULL)
        text = isfinite(estimate->high) ? PyUnicode_FromFormat(" (%S to %S)", low, high)
                                        : PyUnicode_FromFormat(" (at least %S)", low);
    Py_XDECREF(low);
    Py_XDECREF(high);
    return text;
}

static PyObject *joined_clauses(const kl_estimate *estimate) {
    PyObject *separator = PyUnicode_FromString("; ");
    PyObject *clauses = clauses_of(estimate, NULL, NULL);
    PyObject *text =
        separator != NULL && clauses != NULL ? PyUnicode_Join(separator, clauses) : NULL;
    Py_XDECREF(clauses);
    Py_XDECREF(separator);
    return text;
}

/* "0.3 nats (0.2 to 0.4)", "inf nats: q has no mass on 1 symbol that holds 50 % of p" */
static PyObject *to_text(PyObject *self) {
    const kl_estimate *estimate = estimate_of(self);
    PyObject *value = to_float(self), *interval = interval_of(estimate);
    PyObject *why = joined_clauses(estimate), *text = NULL;
    if (value != NULL && interval != NULL && why != NULL) {
        const char *unit = kl_unit_text(estimate->unit);
        text = PyUnicode_FromFormat("%S%s%s%U%s%U", value, *unit ? " " : "", unit, interval,
                                    PyUnicode_GetLength(why) > 0 ? ": " : "", why);
    }
    Py_XDECREF(why);
    Py_XDECREF(interval);
    Py_XDECREF(value);
    return text;
}

static PyObject *represent(PyObject *self) {
    PyObject *text = to_text(self);
    PyObject *result = text != NULL ? PyUnicode_FromFormat("<Estimate %U>", text) : NULL;
    Py_XDECREF(text);
    return result;
}

/* ── For pickle, copy and documents that are read ─────────────────────────────────────────────── */

/* By its names, in the order of restore_estimate: the numbers behind them are the library's own. */
static PyObject *reduce(PyObject *self, PyObject *unused) {
    (void)unused;
    const kl_estimate *e = estimate_of(self);
    PyObject *module = PyType_GetModule(Py_TYPE(self));
    PyObject *make = module != NULL ? PyObject_GetAttrString(module, "restore_estimate") : NULL;
    if (make == NULL)
        return NULL;
    return Py_BuildValue("(N(dddddKssNN))", make, e->value, e->standard_error, e->low, e->high,
                         e->confidence, (unsigned long long)e->n, kl_unit_name(e->unit),
                         kl_method_name(e->method), get_flags(self, NULL), get_notes(self, NULL));
}

static const char *flag_name(int bit) {
    return bit < 32 ? kl_flag_name((kl_flag)(1u << bit)) : NULL;
}

static const char *method_name(int i) {
    return kl_method_name((kl_method)i);
}

static int flag_of(PyObject *name, void *out) {
    int bit = find_name(name, "flag", flag_name);
    *(kl_flag *)out = bit < 0 ? (kl_flag)0 : (kl_flag)(1u << bit);
    return bit >= 0;
}

static int method_of(PyObject *name, void *out) {
    int found = find_name(name, "method", method_name);
    *(kl_method *)out = (kl_method)found;
    return found >= 0;
}

static int restore_flags(kl_estimate *estimate, PyObject *names) {
    for (Py_ssize_t i = 0; i < PyTuple_Size(names); i++) {
        kl_flag flag;
        if (!flag_of(PyTuple_GetItem(names, i), &flag))
            return -1;
        estimate->flags |= (uint32_t)flag;
    }
    return 0;
}

static int restore_note(kl_estimate *estimate, PyObject *note) {
    kl_flag flag;
    unsigned side;
    unsigned long long count;
    double mass;
    if (!PyTuple_Check(note)) {
        PyErr_SetString(PyExc_TypeError, "a note must be a tuple");
        return -1;
    }
    if (!PyArg_ParseTuple(note, "O&O&O&d", flag_of, &flag, count_side, &side, whole_count, &count,
                          &mass))
        return -1;
    kl_estimate_note(estimate, flag, side, count, mass);
    return 0;
}

static PyObject *restore(PyObject *module, PyObject *args) {
    kl_estimate e = {0};
    unsigned long long n;
    PyObject *flags, *notes;
    if (!PyArg_ParseTuple(args, "dddddO&O&O&O!O!", &e.value, &e.standard_error, &e.low, &e.high,
                          &e.confidence, whole_n, &n, any_unit_of, &e.unit, method_of, &e.method,
                          &PyTuple_Type, &flags, &PyTuple_Type, &notes) ||
        restore_flags(&e, flags) < 0)
        return NULL;
    e.n = n;
    for (Py_ssize_t i = 0; i < PyTuple_Size(notes); i++)
        if (restore_note(&e, PyTuple_GetItem(notes, i)) < 0)
            return NULL;
    return wrap(state_of(module)->estimate, e);
}

/* A number in another unit: (number, from, "nats" or "bits"). */
static PyObject *convert(PyObject *module, PyObject *args) {
    (void)module;
    double number;
    kl_unit from, unit;
    if (!PyArg_ParseTuple(args, "dO&O&", &number, any_unit_of, &from, unit_converter, &unit))
        return NULL;
    return PyFloat_FromDouble(in_unit(kl_estimate_exact(number, from), unit).value);
}

/* ── The types ────────────────────────────────────────────────────────────────────────────────── */

#define NUMBER(field, doc)                                                                         \
    { #field, get_number, NULL, doc, (void *)offsetof(kl_estimate, field) }

static PyGetSetDef parts[] = {
    NUMBER(value, "The number; may be infinite, never NaN."),
    NUMBER(standard_error, "Its standard error: 0 for exact values, None where it is not known."),
    NUMBER(low, "Lower end of the interval, None where there is none."),
    NUMBER(high, "Upper end of the interval, None where there is none."),
    NUMBER(confidence, "Of the interval, e.g. 0.95; 0 where there is none."),
    {"floor", get_floor, NULL,
     "What can be stood for from below: an exact value itself, else the low end of the interval, "
     "None\n"
     "where there is none.",
     NULL},
    {"n", get_n, NULL, "Observations behind the value; 0 for known distributions.", NULL},
    {"unit", get_unit, NULL,
     "'nats', 'bits', 'sqrt(nats)', 'sqrt(bits)', 'data' for the unit of the data, or '1' for a "
     "pure number.",
     NULL},
    {"unit_text", get_unit_text, NULL,
     "The unit as it stands behind a number for people: '', 'nats', 'bits', '√nats', '√bits' or "
     "'data units'.",
     NULL},
    {"method", get_method, NULL, "'exact', or the name of the estimator.", NULL},
    {"flags", get_flags, NULL, "What one must know besides the number, e.g. ('infinite',).", NULL},
    {"notes", get_notes, NULL, "What flags count: a Note (flag, side, count, mass) for each.",
     NULL},
    {0},
};

static PyMethodDef estimate_methods[] = {
    {"to", to, METH_O,
     "to($self, unit, /)\n--\n\n"
     "The same in 'nats' or 'bits' (their square roots for a root); a pure number stays as it is."},
    {"describe", METHOD(describe), METH_VARARGS | METH_KEYWORDS,
     "describe($self, subject='p|q', noun='symbol')\n--\n\n"
     "Its flags as plain English clauses; subject names the two sides, noun what is counted."},
    {"__format__", format, METH_O,
     "__format__($self, how, /)\n--\n\nThe value as a float is formatted; with no format, str()."},
    {"__reduce__", reduce, METH_NOARGS, "__reduce__($self, /)\n--\n\nFor pickle and copy."},
    {0},
};

static const char estimate_manual[] = "A value with what is known about its error. float() gives "
                                      "the value, which arithmetic needs; formats,\n"
                                      "comparisons and truth are those of the value. Two in "
                                      "different units are neither equal nor in an order.";

static PyType_Slot estimate_slots[] = {
    {Py_tp_doc, SLOT(estimate_manual)},
    {Py_tp_dealloc, SLOT(deallocate)},
    {Py_tp_repr, SLOT(represent)},
    {Py_tp_str, SLOT(to_text)},
    {Py_tp_hash, SLOT(hash)},
    {Py_tp_richcompare, SLOT(compare)},
    {Py_tp_getset, parts},
    {Py_tp_methods, estimate_methods},
    {Py_nb_float, SLOT(to_float)},
    {Py_nb_bool, SLOT(is_not_zero)},
    {0},
};

static PyType_Spec estimate_spec = {
    .name = "kullback.Estimate",
    .basicsize = sizeof(estimate_object),
    .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
    .slots = estimate_slots,
};

static PyStructSequence_Field note_fields[] = {
    {"flag", "Its name, e.g. 'infinite'."},
    {"side", "Of which it counts: 0 is p, 1 is q."},
    {"count", "How many symbols."},
    {"mass", "Their probability, 0 to 1."},
    {0},
};

static PyStructSequence_Desc note_spec = {
    .name = "kullback.Note",
    .doc = "What a flag of an Estimate counts, of one side.",
    .fields = note_fields,
    .n_in_sequence = 4,
};

static PyMethodDef functions[] = {
    {"convert", convert, METH_VARARGS, "(number, unit, unit)"},
    {"restore_estimate", restore, METH_VARARGS, "The Estimate with these numbers, for pickle."},
    {0},
};

int estimate_register(PyObject *module) {
    module_state *state = state_of(module);
    state->estimate = (PyTypeObject *)PyType_FromModuleAndSpec(module, &estimate_spec, NULL);
    state->note = PyStructSequence_NewType(&note_spec);
    if (state->estimate == NULL || state->note == NULL)
        return -1;
    if (PyModule_AddType(module, state->estimate) < 0)
        return -1;
    if (PyModule_AddType(module, state->note) < 0)
        return -1;
    return PyModule_AddFunctions(module, functions);
}
