/* SPDX-License-Identifier: Apache-2.0 */
/* The text room: n-gram language models. */
#include "documents.h"
#include "estimate.h"

#include <stdlib.h>

HANDLE(static, lm_handle, kl_lm, kl_lm_free, lm_of)

/* ── Training ─────────────────────────────────────────────────────────────────────────────────── */

/* Of training: KL_LM_BACKOFF is that of a model which was read. */
static const char *smoothing_name(int i) {
    return i == KL_LM_BACKOFF ? NULL : kl_lm_smoothing_name((kl_lm_smoothing)i);
}

static int smoothing_of(PyObject *name, void *out) {
    int found = find_name(name, "smoothing", smoothing_name);
    *(kl_lm_smoothing *)out = (kl_lm_smoothing)found;
    return found >= 0;
}

/* (symbols, order, smoothing, memory); pool, spill and progress are left. */
static int options_of(PyObject *parts, void *out) {
    kl_lm_options *options = out;
    unsigned long long memory;
    kl_lm_options_init(options);
    if (!PyArg_ParseTuple(parts, "O&iO&O&", symbols_of, &options->symbols, &options->order,
                          smoothing_of, &options->smoothing, whole_memory, &memory))
        return 0;
    options->memory = memory;
    return 1;
}

/* Add texts, or files where `texts` is NULL, with the interpreter's lock held only between them. */
static kl_status add_all(kl_lm_trainer *trainer, PyObject *list, progress *told, kl_error *error) {
    kl_status status = KL_OK;
    for (Py_ssize_t i = 0; status == KL_OK && i < PyList_Size(list); i++) {
        PyObject *item = PyList_GetItem(list, i), *path = NULL;
        Py_buffer data = {0};
        const int is_path = PyTuple_Check(item);
        if (is_path ? !PyUnicode_FSConverter(PyTuple_GetItem(item, 0), &path)
                    : !PyArg_Parse(item, "s*", &data))
            return KL_ERROR_ARGUMENT; /* an exception of Python's stands for it */
        const char *name = is_path ? PyBytes_AsString(path) : NULL;
        told->thread = PyEval_SaveThread();
        status = is_path ? kl_lm_trainer_add_file(trainer, name, error)
                         : kl_lm_trainer_add(trainer, data.buf, (size_t)data.len, error);
        PyEval_RestoreThread(told->thread);
        Py_XDECREF(path);
        if (!is_path)
            PyBuffer_Release(&data);
    }
    return status;
}

/* The model, or with `path` the counts as a state in a file. */
static kl_status train(const kl_lm_options *options, PyObject *list, progress *told,
                       const char *path, kl_lm **out, kl_error *error) {
    kl_lm_trainer *trainer = NULL;
    kl_status status = kl_lm_trainer_new(options, &trainer, error);
    if (status == KL_OK)
        status = add_all(trainer, list, told, error);
    if (status == KL_OK) {
        told->thread = PyEval_SaveThread();
        status = path != NULL ? kl_lm_trainer_save(trainer, path, error)
                              : kl_lm_trainer_finish(trainer, out, error);
        PyEval_RestoreThread(told->thread);
    }
    kl_lm_trainer_free(trainer);
    return status;
}

/* A list of texts, and of files as tuples of one path. */
static PyObject *lm_train(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm_options options;
    PyObject *list, *spill, *spill_path = NULL, *threads, *callback, *result = NULL;
    const char *out;
    unsigned long long part, parts;
    if (!PyArg_ParseTuple(args, "O!O&OOOO&O&O&", &PyList_Type, &list, options_of, &options, &spill,
                          &threads, &callback, path_or_none_of, &out, whole_part, &part,
                          whole_parts, &parts) ||
        (spill != Py_None && !PyUnicode_FSConverter(spill, &spill_path)))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        kl_lm *lm = NULL;
        progress told = {callback, NULL};
        options.spill = spill_path != NULL ? PyBytes_AsString(spill_path) : NULL;
        options.pool = call_pool(&made);
        options.progress = progress_report;
        options.progress_context = &told;
        options.part = part;
        options.parts = parts;
        kl_status status = train(&options, list, &told, out, &lm, &made.error);
        result = out != NULL ? call_none(&made, status)
                             : call_handle(&made, status, lm, &lm_handle, NULL);
    }
    call_end(&made);
    Py_XDECREF(spill_path);
    return result;
}

/* The model of a state of counts. */
static PyObject *lm_of_counts(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm_options options;
    unsigned long long memory;
    const char *path;
    PyObject *threads, *result = NULL;
    kl_lm_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&O&O&O", path_or_none_of, &path, smoothing_of,
                          &options.smoothing, whole_memory, &memory, path_or_none_of,
                          &options.spill, &threads))
        return NULL;
    options.memory = memory;
    if (call_take_pool(&made, threads) == 0) {
        kl_lm *lm = NULL;
        kl_lm_trainer *trainer = NULL;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_lm_trainer_open(path, &options, &trainer, &made.error);
        if (status == KL_OK)
            status = kl_lm_trainer_finish(trainer, &lm, &made.error);
        kl_lm_trainer_free(trainer);
        PyEval_RestoreThread(thread);
        result = call_handle(&made, status, lm, &lm_handle, NULL);
    }
    call_end(&made);
    return result;
}

/* ("counts", "score" or None) of a file */
static PyObject *lm_state_of(PyObject *module, PyObject *path) {
    const char *name;
    (void)module;
    if (!path_or_none_of(path, &name))
        return NULL;
    return Py_BuildValue("z", kl_lm_trainer_seen(name) ? "counts"
                              : kl_lm_score_seen(name) ? "score"
                                                       : NULL);
}

/* In the order of the fields of kullback.text.Counted. */
static PyObject *lm_counted(PyObject *module, PyObject *path) {
    call made = call_begin(module);
    const char *name;
    kl_lm_counted of;
    if (!path_or_none_of(path, &name))
        return NULL;
    if (kl_lm_trainer_about(name, &of, &made.error) != KL_OK)
        return raise_error(made.state, &made.error);
    return Py_BuildValue("(siKKK)", kl_symbols_name(of.symbols), of.order,
                         (unsigned long long)of.lines, (unsigned long long)of.taken,
                         (unsigned long long)of.bytes);
}

/* ── Files ────────────────────────────────────────────────────────────────────────────────────── */

static PyObject *lm_open(PyObject *module, PyObject *path_object) {
    call made = call_begin(module);
    PyObject *path;
    if (!PyUnicode_FSConverter(path_object, &path))
        return NULL;
    kl_lm *lm = NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_lm_open(name, &lm, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_handle(&made, status, lm, &lm_handle, NULL);
}

static PyObject *lm_parse(PyObject *module, PyObject *data) {
    call made = call_begin(module);
    char *bytes;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(data, &bytes, &size) < 0)
        return NULL;
    kl_lm *lm = NULL;
    kl_status status = kl_lm_parse(bytes, (size_t)size, &lm, &made.error);
    return call_handle(&made, status, lm, &lm_handle, data);
}

static PyObject *write_to(PyObject *module, PyObject *args,
                          kl_status (*write)(const kl_lm *, const char *, kl_error *)) {
    call made = call_begin(module);
    kl_lm *lm;
    PyObject *path;
    if (!PyArg_ParseTuple(args, "O&O&", lm_of, &lm, PyUnicode_FSConverter, &path))
        return NULL;
    const char *name = PyBytes_AsString(path);
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = write(lm, name, &made.error);
    PyEval_RestoreThread(thread);
    Py_DECREF(path);
    return call_none(&made, status);
}

static PyObject *lm_save(PyObject *module, PyObject *args) {
    return write_to(module, args, kl_lm_save);
}

static PyObject *lm_write_arpa(PyObject *module, PyObject *args) {
    return write_to(module, args, kl_lm_write_arpa);
}

/* ── What it is ───────────────────────────────────────────────────────────────────────────────── */

/* (symbols, order, smoothing, [(count, D1, D2, D3, fallback)]) */
static PyObject *lm_about(PyObject *module, PyObject *capsule) {
    (void)module;
    kl_lm *lm;
    if (!lm_of(capsule, &lm))
        return NULL;
    PyObject *levels = PyList_New(0);
    for (int n = 1; levels != NULL && n <= kl_lm_order(lm); n++) {
        const kl_lm_level level = kl_lm_get_level(lm, n);
        PyObject *row =
            Py_BuildValue("(KdddN)", (unsigned long long)level.count, level.discount[0],
                          level.discount[1], level.discount[2], PyBool_FromLong(level.fallback));
        if (list_append(levels, row) < 0)
            Py_CLEAR(levels);
    }
    return levels == NULL
               ? NULL
               : Py_BuildValue("(sisN)", kl_symbols_name(kl_lm_symbols(lm)), kl_lm_order(lm),
                               kl_lm_smoothing_name(kl_lm_get_smoothing(lm)), levels);
}

static PyObject *lm_symbol(PyObject *module, PyObject *args) {
    (void)module;
    kl_lm *lm;
    Py_buffer name;
    if (!PyArg_ParseTuple(args, "O&s*", lm_of, &lm, &name))
        return NULL;
    const uint32_t symbol = kl_lm_symbol(lm, name.buf, (size_t)name.len);
    PyBuffer_Release(&name);
    return PyLong_FromUnsignedLong(symbol);
}

/* None: there is no such number. */
static PyObject *lm_name(PyObject *module, PyObject *args) {
    (void)module;
    kl_lm *lm;
    unsigned symbol;
    size_t length;
    if (!PyArg_ParseTuple(args, "O&O&", lm_of, &lm, count_symbol, &symbol))
        return NULL;
    const char *name = kl_lm_name(lm, symbol, &length);
    return name != NULL ? text_of_size(name, length) : Py_NewRef(Py_None);
}

/* ── Asking it ────────────────────────────────────────────────────────────────────────────────── */

/* (at the begin of a line, nowhere) */
static PyObject *lm_states(PyObject *module, PyObject *capsule) {
    (void)module;
    kl_lm *lm;
    return lm_of(capsule, &lm) ? Py_BuildValue("(II)", kl_lm_begin(lm), kl_lm_nowhere(lm)) : NULL;
}

static PyObject *lm_step(PyObject *module, PyObject *args) {
    (void)module;
    kl_lm *lm;
    unsigned state, symbol;
    if (!PyArg_ParseTuple(args, "O&O&O&", lm_of, &lm, count_state, &state, count_symbol, &symbol))
        return NULL;
    const unsigned symbols = (unsigned)kl_lm_get_level(lm, 1).count;
    kl_lm_state next = state;
    const double log_p = kl_lm_step(lm, &next, symbol);
    if (symbol >= symbols)
        return PyErr_Format(PyExc_IndexError, "symbol %u of %u", symbol, symbols);
    if (log_p != log_p)
        return PyErr_Format(PyExc_ValueError,
                            "%u is no state of this model: begin, nowhere and step() give them",
                            state);
    return Py_BuildValue("(dI)", log_p, next);
}

static PyObject *lm_distribution(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm *lm;
    unsigned state;
    if (!PyArg_ParseTuple(args, "O&O&", lm_of, &lm, count_state, &state))
        return NULL;
    const size_t n = (size_t)kl_lm_get_level(lm, 1).count;
    double *p = malloc(n * sizeof *p);
    if (p == NULL)
        return PyErr_NoMemory();
    PyObject *result = NULL;
    if (kl_lm_distribution(lm, state, p, &made.error) == KL_OK)
        result = series_of(made.state, "d", p, n * sizeof *p);
    else
        raise_error(made.state, &made.error);
    free(p);
    return result;
}

/* In the order of the fields of kullback.text.Score. */
static PyObject *score_object(call *made, const kl_lm_score *score) {
    return Py_BuildValue("(KKKKKKKKNNNNN)", (unsigned long long)score->lines,
                         (unsigned long long)score->symbols, (unsigned long long)score->unknown,
                         (unsigned long long)score->impossible, (unsigned long long)score->bytes,
                         (unsigned long long)score->characters, (unsigned long long)score->words,
                         (unsigned long long)score->bad_bytes,
                         estimate_as_it_is(made->state, &score->cross_entropy),
                         estimate_as_it_is(made->state, &score->cross_entropy_known),
                         estimate_as_it_is(made->state, &score->per_byte),
                         estimate_as_it_is(made->state, &score->per_character),
                         estimate_as_it_is(made->state, &score->per_word));
}

static PyObject *lm_score(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm *lm;
    Py_buffer data;
    PyObject *threads, *result = NULL;
    kl_lm_score_options options;
    kl_lm_score score;
    kl_lm_score_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&s*dO", lm_of, &lm, &data, &options.confidence, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_lm_score_text(lm, data.buf, (size_t)data.len, &options, &score, &made.error);
        PyEval_RestoreThread(thread);
        result = status == KL_OK ? score_object(&made, &score) : call_none(&made, status);
    }
    call_end(&made);
    PyBuffer_Release(&data);
    return result;
}

/* Of a state. */
static PyObject *lm_score_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const char *path;
    kl_document *document = NULL;
    kl_lm_score_options options;
    kl_lm_score_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&dO&", path_or_none_of, &path, &options.confidence,
                          unit_converter, &options.unit))
        return NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_lm_score_describe(path, &options, &document, &made.error);
    PyEval_RestoreThread(thread);
    return call_handle(&made, status, document, &document_handle, NULL);
}

/* A document; or with `out` a state, and None. */
static PyObject *lm_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm *lm;
    Py_buffer data;
    const char *model, *text, *out;
    unsigned long long part, parts;
    PyObject *threads, *result = NULL;
    kl_lm_score_options options;
    kl_lm_score_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&s*ssdO&iOO&O&O&", lm_of, &lm, &data, &model, &text,
                          &options.confidence, unit_converter, &options.unit, &options.surprisal,
                          &threads, path_or_none_of, &out, whole_part, &part, whole_parts, &parts))
        return NULL;
    options.part = part;
    options.parts = parts;
    if (call_take_pool(&made, threads) == 0) {
        kl_document *document = NULL;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = out != NULL
                               ? kl_lm_score_save(lm, model, text, data.buf, (size_t)data.len,
                                                  &options, out, &made.error)
                               : kl_lm_describe(lm, model, text, data.buf, (size_t)data.len,
                                                &options, &document, &made.error);
        PyEval_RestoreThread(thread);
        result = out != NULL ? call_none(&made, status)
                             : call_handle(&made, status, document, &document_handle, NULL);
    }
    call_end(&made);
    PyBuffer_Release(&data);
    return result;
}

/* An exception of Python's stands for the status, whichever it is. */
static kl_status append_token(void *list, const kl_lm_token *token, kl_error *error) {
    (void)error;
    PyObject *row = Py_BuildValue("(y#Id)", token->text, (Py_ssize_t)token->length, token->symbol,
                                  token->log_p);
    return list_append(list, row) == 0 ? KL_OK : KL_ERROR_MEMORY;
}

static PyObject *lm_visit(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm *lm;
    Py_buffer data;
    if (!PyArg_ParseTuple(args, "O&s*", lm_of, &lm, &data))
        return NULL;
    PyObject *list = PyList_New(0);
    kl_status status =
        list == NULL ? KL_ERROR_MEMORY
                     : kl_lm_visit(lm, data.buf, (size_t)data.len, append_token, list, &made.error);
    PyBuffer_Release(&data);
    PyObject *fine = call_none(&made, status);
    if (fine == NULL)
        Py_CLEAR(list);
    Py_XDECREF(fine);
    return list;
}

/* A list of lines. */
static PyObject *lm_sample(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_lm *lm;
    kl_lm_sampler *sampler = NULL;
    unsigned long long seed, lines, most;
    kl_random random;
    if (!PyArg_ParseTuple(args, "O&O&O&O&", lm_of, &lm, whole_seed, &seed, whole_lines, &lines,
                          whole_most, &most))
        return NULL;
    kl_random_init(&random, seed, 0);
    if (kl_lm_sampler_new(lm, &sampler, &made.error) != KL_OK)
        return raise_error(made.state, &made.error);
    PyObject *list = PyList_New(0);
    for (unsigned long long i = 0; list != NULL && i < lines; i++) {
        char *text = NULL;
        size_t size = 0;
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_lm_sampler_draw(sampler, &random, (size_t)most, &text, &size, NULL, &made.error);
        PyEval_RestoreThread(thread);
        PyObject *line =
            status == KL_OK ? text_of_size(text, size) : raise_error(made.state, &made.error);
        kl_memory_free(text);
        if (list_append(list, line) < 0)
            Py_CLEAR(list);
    }
    kl_lm_sampler_free(sampler);
    return list;
}

/* (models, text, confidence, threads) to the fields of kullback.text.Mixture */
static PyObject *lm_interpolate(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    handles models = {.kind = &lm_handle};
    Py_buffer data;
    PyObject *threads, *result = NULL;
    kl_lm_mixture mixture = {0};
    kl_lm_interpolate_options options;
    kl_lm_interpolate_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&s*dO", handles_of, &models, &data, &options.confidence,
                          &threads)) {
        handles_release(&models);
        return NULL;
    }
    double *weight = malloc((models.n + 1) * sizeof *weight);
    uint64_t *unknown = malloc((models.n + 1) * sizeof *unknown);
    if (weight == NULL || unknown == NULL)
        PyErr_NoMemory();
    else if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status =
            kl_lm_interpolate((const kl_lm *const *)models.items, models.n, data.buf,
                              (size_t)data.len, &options, weight, unknown, &mixture, &made.error);
        PyEval_RestoreThread(thread);
        result = status != KL_OK
                     ? call_none(&made, status)
                     : Py_BuildValue(
                           "(NNNIN)", series_of(made.state, "d", weight, models.n * sizeof *weight),
                           series_of(made.state, "Q", unknown, models.n * sizeof *unknown),
                           estimate_as_it_is(made.state, &mixture.cross_entropy),
                           mixture.iterations, PyBool_FromLong(mixture.converged));
    }
    call_end(&made);
    free(weight);
    free(unknown);
    PyBuffer_Release(&data);
    handles_release(&models);
    return result;
}

/* (models, their names, name of the text, text, confidence, unit, threads) to a document */
static PyObject *lm_interpolate_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    handles models = {.kind = &lm_handle};
    texts names = {.held = NULL};
    Py_buffer data;
    const char *text;
    PyObject *threads, *result = NULL;
    kl_lm_interpolate_options options;
    kl_lm_interpolate_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O&ss*dO&O", handles_of, &models, texts_of, &names, &text, &data,
                          &options.confidence, unit_converter, &options.unit, &threads)) {
        handles_release(&models);
        texts_release(&names);
        return NULL;
    }
    if (names.n != models.n)
        PyErr_Format(PyExc_ValueError, "%zu names for %zu models", names.n, models.n);
    else if (call_take_pool(&made, threads) == 0) {
        kl_document *document = NULL;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_lm_interpolate_describe(
            (const kl_lm *const *)models.items, (const char *const *)names.items, models.n, text,
            data.buf, (size_t)data.len, &options, &document, &made.error);
        PyEval_RestoreThread(thread);
        result = call_handle(&made, status, document, &document_handle, NULL);
    }
    call_end(&made);
    PyBuffer_Release(&data);
    handles_release(&models);
    texts_release(&names);
    return result;
}

static PyObject *ids_of(const char *(*id_at)(size_t inputs, size_t index)) {
    PyObject *list = PyList_New(0);
    const char *id;
    for (size_t i = 0; list != NULL && (id = id_at(1, i)) != NULL; i++)
        if (list_append(list, PyUnicode_FromString(id)) < 0)
            Py_CLEAR(list);
    return list;
}

static PyObject *lm_score_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    return ids_of(kl_lm_score_id);
}

static PyObject *lm_interpolate_ids(PyObject *module, PyObject *unused) {
    (void)module, (void)unused;
    return ids_of(kl_lm_interpolate_id);
}

static PyMethodDef methods[] = {
    {"lm_train", lm_train, METH_VARARGS,
     "([text | (path,)], options, spill, threads, progress, out, part, parts)"},
    {"lm_open", lm_open, METH_O, "(path)"},
    {"lm_parse", lm_parse, METH_O, "(bytes)"},
    {"lm_save", lm_save, METH_VARARGS, "(lm, path)"},
    {"lm_write_arpa", lm_write_arpa, METH_VARARGS, "(lm, path)"},
    {"lm_about", lm_about, METH_O, "(lm)"},
    {"lm_symbol", lm_symbol, METH_VARARGS, "(lm, name)"},
    {"lm_name", lm_name, METH_VARARGS, "(lm, symbol)"},
    {"lm_states", lm_states, METH_O, "(lm)"},
    {"lm_step", lm_step, METH_VARARGS, "(lm, state, symbol)"},
    {"lm_distribution", lm_distribution, METH_VARARGS, "(lm, state)"},
    {"lm_score", lm_score, METH_VARARGS, "(lm, data, confidence, threads)"},
    {"lm_describe", lm_describe, METH_VARARGS,
     "(lm, data, model, text, confidence, unit, surprisal, threads, out, part, parts)"},
    {"lm_score_describe", lm_score_describe, METH_VARARGS, "(path, confidence, unit)"},
    {"lm_of_counts", lm_of_counts, METH_VARARGS, "(path, smoothing, memory, spill, threads)"},
    {"lm_state_of", lm_state_of, METH_O, "(path)"},
    {"lm_counted", lm_counted, METH_O, "(path)"},
    {"lm_score_ids", lm_score_ids, METH_NOARGS, "The ids of every score."},
    {"lm_visit", lm_visit, METH_VARARGS, "(lm, data)"},
    {"lm_sample", lm_sample, METH_VARARGS, "(lm, seed, lines, most)"},
    {"lm_interpolate", lm_interpolate, METH_VARARGS, "([lm], data, confidence, threads)"},
    {"lm_interpolate_describe", lm_interpolate_describe, METH_VARARGS,
     "([lm], [name], name, data, unit, threads)"},
    {"lm_interpolate_ids", lm_interpolate_ids, METH_NOARGS, "()"},
    {0},
};

int language_model_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
