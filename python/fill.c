/* SPDX-License-Identifier: Apache-2.0 */
/* The report room: a document is made and filled. */
#include "arrays.h"
#include "documents.h"
#include "estimate.h"

static PyObject *document_new(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const char *verb;
    if (!PyArg_ParseTuple(args, "s", &verb))
        return NULL;
    kl_document *document = NULL;
    kl_status status = kl_document_new(verb, &document, &made.error);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyObject *document_set(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *title, *noun;
    if (!PyArg_ParseTuple(args, "O&zz", document_of, &document, &title, &noun))
        return NULL;
    kl_status status = kl_document_set_title(document, title, &made.error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, noun, &made.error);
    return call_none(&made, status);
}

static PyObject *document_add_input(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *subject, *name, *kind, *detail;
    if (!PyArg_ParseTuple(args, "O&zyss", document_of, &document, &subject, &name, &kind, &detail))
        return NULL;
    return call_none(&made,
                     kl_document_add_input(document, subject, name, kind, detail, &made.error));
}

static PyObject *document_add_estimate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *id, *label, *subject, *per;
    int headline;
    PyObject *object;
    if (!PyArg_ParseTuple(args, "O&ssszO!i", document_of, &document, &id, &label, &subject, &per,
                          made.state->estimate, &object, &headline))
        return NULL;
    kl_estimate estimate = estimate_in_nats(object);
    return call_none(&made, kl_document_add_estimate(document, id, label, subject, per, &estimate,
                                                     headline, &made.error));
}

/* Series, curves and matrices have several arrays of one length. 0: they have. */
static int refuse_lengths(const input *a, size_t n) {
    if (a->array.n == n)
        return 0;
    PyErr_Format(PyExc_ValueError, "%s has %zu numbers: %zu are needed", a->name, a->array.n, n);
    return -1;
}

static PyObject *document_add_series(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *id, *title, *subject, *per;
    PyObject *style, *result = NULL;
    kl_unit unit;
    texts labels;
    input values = {.name = "values"};
    unsigned long long left_out;
    double left_out_sum;
    if (!PyArg_ParseTuple(args, "O&sssOO&zO&O&O&d", document_of, &document, &id, &title, &subject,
                          &style, any_unit_of, &unit, &per, texts_of, &labels, input_of, &values,
                          whole_left_out, &left_out, &left_out_sum))
        return NULL;
    int found = find_name(style, "style", style_name);
    const double *numbers = input_doubles(&values);
    if (found >= 0 && numbers != NULL && refuse_lengths(&values, labels.n) == 0)
        result = call_none(&made, kl_document_add_series(document, id, title, subject,
                                                         (kl_series_style)found, unit, per,
                                                         labels.items, numbers, labels.n, left_out,
                                                         left_out_sum, &made.error));
    input_release(&values);
    texts_release(&labels);
    return result;
}

/* x, values, low, high of a curve; values, low, high of a matrix, the last two perhaps None. */
typedef struct band {
    input x, values, low, high;
} band;

static band band_begin(void) {
    band made = {{.name = "x"}, {.name = "values"}, {.name = "low"}, {.name = "high"}};
    return made;
}

static void band_release(band *taken) {
    input_release(&taken->high);
    input_release(&taken->low);
    input_release(&taken->values);
    input_release(&taken->x);
}

static int has(const input *taken) {
    return taken->array.data != NULL;
}

/* Where the numbers of each are; NULL where it is None. -1: an exception. */
static int band_doubles(band *taken, size_t n, const double *out[4]) {
    input *all[] = {&taken->x, &taken->values, &taken->low, &taken->high};
    for (size_t i = 0; i < 4; i++) {
        out[i] = NULL;
        if (!has(all[i]))
            continue;
        out[i] = input_doubles(all[i]);
        if (out[i] == NULL || refuse_lengths(all[i], n) < 0)
            return -1;
    }
    return 0;
}

static PyObject *document_add_curve(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *id, *title, *subject, *per, *x_title;
    kl_unit unit;
    band all = band_begin();
    if (!PyArg_ParseTuple(args, "O&sssO&zsO&O&O&O&", document_of, &document, &id, &title, &subject,
                          any_unit_of, &unit, &per, &x_title, input_of, &all.x, input_of,
                          &all.values, input_or_none_of, &all.low, input_or_none_of, &all.high))
        return NULL;
    const double *at[4];
    const size_t n = all.x.array.n;
    PyObject *result = NULL;
    if (band_doubles(&all, n, at) == 0)
        result =
            call_none(&made, kl_document_add_curve(document, id, title, subject, unit, per, x_title,
                                                   at[0], at[1], at[2], at[3], n, &made.error));
    band_release(&all);
    return result;
}

static PyObject *document_add_moves(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *id, *title, *subject;
    input all[5] = {{.name = "from_x"},
                    {.name = "from_y"},
                    {.name = "to_x"},
                    {.name = "to_y"},
                    {.name = "mass"}};
    if (!PyArg_ParseTuple(args, "O&sssO&O&O&O&O&", document_of, &document, &id, &title, &subject,
                          input_of, &all[0], input_of, &all[1], input_of, &all[2], input_of,
                          &all[3], input_of, &all[4]))
        return NULL;
    const double *at[5];
    const size_t n = all[0].array.n;
    int fine = 1;
    for (size_t k = 0; fine && k < 5; k++) {
        at[k] = input_doubles(&all[k]);
        fine = at[k] != NULL && refuse_lengths(&all[k], n) == 0;
    }
    PyObject *result = NULL;
    if (fine)
        result = call_none(&made, kl_document_add_moves(document, id, title, subject, at[0], at[1],
                                                        at[2], at[3], at[4], n, &made.error));
    for (size_t k = 5; k-- > 0;)
        input_release(&all[k]);
    return result;
}

static PyObject *document_add_matrix(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *id, *title, *per;
    kl_unit unit;
    texts subjects, labels;
    band all = band_begin();
    int metric;
    if (!PyArg_ParseTuple(args, "O&ssO&zO&O&O&O&O&p", document_of, &document, &id, &title,
                          any_unit_of, &unit, &per, texts_of, &subjects, texts_of, &labels,
                          input_of, &all.values, input_or_none_of, &all.low, input_or_none_of,
                          &all.high, &metric))
        return NULL;
    const double *at[4];
    const size_t n = labels.n;
    PyObject *result = NULL;
    if (subjects.n != 0 && subjects.n != n)
        PyErr_SetString(PyExc_ValueError, "there must be as many subjects as labels");
    else if (band_doubles(&all, n * n, at) == 0)
        result = call_none(&made, kl_document_add_matrix(document, id, title, unit, per,
                                                         subjects.n != 0 ? subjects.items : NULL,
                                                         labels.items, at[1], at[2], at[3], n,
                                                         metric, &made.error));
    band_release(&all);
    texts_release(&labels);
    texts_release(&subjects);
    return result;
}

static PyObject *document_add_span(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    const char *subject, *label, *status;
    unsigned long long begin, end;
    double value;
    if (!PyArg_ParseTuple(args, "O&sO&O&szd", document_of, &document, &subject, whole_begin, &begin,
                          whole_end, &end, &label, &status, &value))
        return NULL;
    return call_none(&made, kl_document_add_span(document, subject, begin, end, label, status,
                                                 value, &made.error));
}

static const char *role_name(int i) {
    return kl_sentence_role_name((kl_sentence_role)i);
}

static PyObject *document_add_sentence(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_document *document;
    PyObject *role;
    const char *text;
    if (!PyArg_ParseTuple(args, "O&Os", document_of, &document, &role, &text))
        return NULL;
    int found = find_name(role, "role", role_name);
    if (found < 0)
        return NULL;
    return call_none(
        &made, kl_document_add_sentence(document, (kl_sentence_role)found, text, &made.error));
}

static PyMethodDef methods[] = {
    {"document_new", document_new, METH_VARARGS, "(verb)"},
    {"document_set", document_set, METH_VARARGS, "(document, title, noun)"},
    {"document_add_input", document_add_input, METH_VARARGS,
     "(document, subject, name, kind, detail)"},
    {"document_add_estimate", document_add_estimate, METH_VARARGS,
     "(document, id, label, subject, per, estimate, headline)"},
    {"document_add_series", document_add_series, METH_VARARGS,
     "(document, id, title, subject, style, unit, per, labels, values, left_out, left_out_sum)"},
    {"document_add_moves", document_add_moves, METH_VARARGS,
     "(document, id, title, subject, from_x, from_y, to_x, to_y, mass)"},
    {"document_add_curve", document_add_curve, METH_VARARGS,
     "(document, id, title, subject, unit, per, x_title, x, values, low, high)"},
    {"document_add_matrix", document_add_matrix, METH_VARARGS,
     "(document, id, title, unit, per, subjects, labels, values, low, high, metric)"},
    {"document_add_span", document_add_span, METH_VARARGS,
     "(document, subject, begin, end, label, value)"},
    {"document_add_sentence", document_add_sentence, METH_VARARGS, "(document, role, text)"},
    {0},
};

int fill_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
