/* SPDX-License-Identifier: Apache-2.0 */
/* The report room: what a document holds, what is decided on it, how it is written. */
#include "documents.h"

#include "arrays.h"
#include "estimate.h"

#include <string.h>

/* ── What it holds ────────────────────────────────────────────────────────────────────────────── */

static PyObject *texts_list(const char *const *items, size_t n) {
    PyObject *list = PyList_New(0);
    int failed = list == NULL;
    for (size_t i = 0; i < n && !failed; i++)
        failed = list_append(list, text_of(items[i])) < 0;
    if (failed)
        Py_CLEAR(list);
    return list;
}

/* None where there is none. */
static PyObject *doubles_of(module_state *state, const double *numbers, size_t n) {
    return numbers != NULL ? series_of(state, "d", numbers, n * sizeof *numbers)
                           : Py_NewRef(Py_None);
}

const char *style_name(int i) {
    static const char *const names[] = {"distribution", "contribution", "histogram", "passage"};
    return i < 4 ? names[i] : "unknown";
}

typedef PyObject *item_maker(module_state *state, const kl_document *document, size_t index);

static PyObject *input_item(module_state *state, const kl_document *document, size_t index) {
    (void)state;
    const kl_report_input *x = kl_document_input(document, index);
    return Py_BuildValue("(NNNN)", text_of(x->subject), text_of(x->name), text_of(x->kind),
                         text_of(x->detail));
}

static PyObject *estimate_item(module_state *state, const kl_document *document, size_t index) {
    const kl_report_estimate *x = kl_document_estimate(document, index);
    return Py_BuildValue("(NNNNiN)", text_of(x->id), text_of(x->label), text_of(x->subject),
                         text_of(x->per), x->headline,
                         estimate_wrap(state, &x->estimate, KL_UNIT_NATS));
}

static PyObject *series_item(module_state *state, const kl_document *document, size_t index) {
    const kl_report_series *x = kl_document_series(document, index);
    return Py_BuildValue("(NNNNssNNKd)", text_of(x->id), text_of(x->title), text_of(x->subject),
                         text_of(x->per), style_name((int)x->style), kl_unit_name(x->unit),
                         texts_list(x->labels, x->n), doubles_of(state, x->values, x->n),
                         (unsigned long long)x->left_out, x->left_out_sum);
}

static PyObject *curve_item(module_state *state, const kl_document *document, size_t index) {
    const kl_report_curve *x = kl_document_curve(document, index);
    return Py_BuildValue("(NNNNNsNNNN)", text_of(x->id), text_of(x->title), text_of(x->subject),
                         text_of(x->per), text_of(x->x_title), kl_unit_name(x->unit),
                         doubles_of(state, x->x, x->n), doubles_of(state, x->values, x->n),
                         doubles_of(state, x->low, x->n), doubles_of(state, x->high, x->n));
}

static PyObject *moves_item(module_state *state, const kl_document *document, size_t index) {
    const kl_report_moves *x = kl_document_moves(document, index);
    return Py_BuildValue("(NNNNNNNN)", text_of(x->id), text_of(x->title), text_of(x->subject),
                         doubles_of(state, x->from_x, x->n), doubles_of(state, x->from_y, x->n),
                         doubles_of(state, x->to_x, x->n), doubles_of(state, x->to_y, x->n),
                         doubles_of(state, x->mass, x->n));
}

static PyObject *matrix_item(module_state *state, const kl_document *document, size_t index) {
    const kl_report_matrix *x = kl_document_matrix(document, index);
    const size_t cells = x->n * x->n;
    return Py_BuildValue("(NNNsNNNNNN)", text_of(x->id), text_of(x->title), text_of(x->per),
                         kl_unit_name(x->unit), texts_list(x->subjects, x->n),
                         texts_list(x->labels, x->n), doubles_of(state, x->values, cells),
                         doubles_of(state, x->low, cells), doubles_of(state, x->high, cells),
                         PyBool_FromLong(x->metric));
}

static PyObject *span_item(module_state *state, const kl_document *document, size_t index) {
    (void)state;
    const kl_report_span *x = kl_document_span(document, index);
    return Py_BuildValue("(NKKNNd)", text_of(x->subject), (unsigned long long)x->begin,
                         (unsigned long long)x->end, text_of(x->label), text_of(x->status),
                         x->value);
}

static PyObject *sentence_item(module_state *state, const kl_document *document, size_t index) {
    (void)state;
    const kl_report_sentence *x = kl_document_sentence(document, index);
    return Py_BuildValue("(sN)", kl_sentence_role_name(x->role), text_of(x->text));
}

static const struct {
    const char *name;
    size_t (*count)(const kl_document *);
    item_maker *make;
} parts[] = {
    {"inputs", kl_document_input_count, input_item},
    {"estimates", kl_document_estimate_count, estimate_item},
    {"series", kl_document_series_count, series_item},
    {"curves", kl_document_curve_count, curve_item},
    {"moves", kl_document_moves_count, moves_item},
    {"matrices", kl_document_matrix_count, matrix_item},
    {"spans", kl_document_span_count, span_item},
    {"sentences", kl_document_sentence_count, sentence_item},
};

static const char *part_name(int i) {
    return (size_t)i < sizeof parts / sizeof parts[0] ? parts[i].name : "unknown";
}

/* The rows of one part, in the order of the fields of its class in kullback.report. */
static PyObject *document_part(PyObject *module, PyObject *args) {
    const kl_document *document;
    PyObject *name;
    if (!PyArg_ParseTuple(args, "O&O", document_of, &document, &name))
        return NULL;
    int part = find_name(name, "part", part_name);
    PyObject *list = part >= 0 ? PyList_New(0) : NULL;
    int failed = list == NULL;
    for (size_t i = 0; !failed && i < parts[part].count(document); i++)
        failed = list_append(list, parts[part].make(state_of(module), document, i)) < 0;
    if (failed)
        Py_CLEAR(list);
    return list;
}

/* (verb, title, noun) */
static PyObject *document_head(PyObject *module, PyObject *capsule) {
    (void)module;
    const kl_document *document;
    if (!document_of(capsule, &document))
        return NULL;
    return Py_BuildValue("(NNN)", text_of(kl_document_verb(document)),
                         text_of(kl_document_title(document)), text_of(kl_document_noun(document)));
}

/* None: there is none. */
static PyObject *document_find(PyObject *module, PyObject *args) {
    const kl_document *document;
    const char *id, *subject;
    if (!PyArg_ParseTuple(args, "O&sz", document_of, &document, &id, &subject))
        return NULL;
    const kl_estimate *found = kl_document_find(document, id, subject);
    return found != NULL ? estimate_wrap(state_of(module), found, KL_UNIT_NATS)
                         : Py_NewRef(Py_None);
}

/* ── What is decided on it ────────────────────────────────────────────────────────────────────── */

static PyObject *tolerance_of(const kl_tolerance *x) {
    static const char *const verdicts[] = {"within", "exceeded", "undecided"};
    return Py_BuildValue("(snnnNdsN)", verdicts[x->verdict], (Py_ssize_t)x->tested,
                         (Py_ssize_t)x->exceeded, (Py_ssize_t)x->undecided, text_of(x->subject),
                         x->low, kl_unit_name(x->unit), PyBool_FromLong(x->exact));
}

static PyObject *document_check(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_document *document;
    const char *id, *subject;
    double limit;
    kl_unit unit;
    if (!PyArg_ParseTuple(args, "O&szdO&", document_of, &document, &id, &subject, &limit,
                          unit_converter, &unit))
        return NULL;
    kl_tolerance found;
    kl_status status = kl_document_check(document, id, subject, limit, unit, &found, &made.error);
    PyObject *fine = call_none(&made, status);
    Py_XDECREF(fine);
    return fine != NULL ? tolerance_of(&found) : NULL;
}

/* ── How it is written ────────────────────────────────────────────────────────────────────────── */

static const char *format_name(int i) {
    static const char *const names[] = {"terminal", "json", "html", "markdown"};
    return i < 4 ? names[i] : "unknown";
}

static PyObject *document_render(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const kl_document *document;
    PyObject *format;
    kl_render_options options;
    unsigned most;
    kl_render_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&OO&ipO&", document_of, &document, &format, unit_converter,
                          &options.unit, &options.width, &options.colour, count_most, &most))
        return NULL;
    options.most = most;
    int number = find_name(format, "format", format_name);
    if (number < 0)
        return NULL;
    char *text = NULL;
    size_t size = 0;
    kl_status status =
        kl_document_render(document, (kl_format)number, &options, &text, &size, &made.error);
    return call_text(&made, status, text, size);
}

static PyObject *subject_letter(PyObject *module, PyObject *args) {
    (void)module;
    Py_ssize_t index;
    char text[32];
    if (!PyArg_ParseTuple(args, "n", &index))
        return NULL;
    kl_subject_letter((size_t)index, text, sizeof text);
    return text_of(text);
}

static PyObject *safe_text(PyObject *module, PyObject *args) {
    (void)module;
    const char *bytes;
    if (!PyArg_ParseTuple(args, "y", &bytes))
        return NULL;
    const size_t size = kl_report_text(bytes, NULL, 0) + 1;
    char *safe = PyMem_Malloc(size);
    if (safe != NULL)
        kl_report_text(bytes, safe, size);
    PyObject *text = safe != NULL ? PyUnicode_FromString(safe) : PyErr_NoMemory();
    PyMem_Free(safe);
    return text;
}

static PyMethodDef methods[] = {
    {"document_head", document_head, METH_O, "(document)"},
    {"document_part", document_part, METH_VARARGS, "(document, part)"},
    {"document_find", document_find, METH_VARARGS, "(document, id, subject)"},
    {"document_check", document_check, METH_VARARGS, "(document, id, subject, limit, unit)"},
    {"document_render", document_render, METH_VARARGS,
     "(document, format, unit, width, colour, most)"},
    {"subject_letter", subject_letter, METH_VARARGS, "(index)"},
    {"safe_text", safe_text, METH_VARARGS, "(text)"},
    {0},
};

int documents_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
