/* SPDX-License-Identifier: Apache-2.0 */
/* The information room's range coder, and texts coded with the distribution of another. */
#include "arrays.h"
#include "handles.h"

#include <stdlib.h>

HANDLE(static, encoder_handle, kl_encoder, kl_encoder_free, encoder_of)
HANDLE(static, decoder_handle, kl_decoder, free, decoder_of)

static PyObject *quantise(call *made, input *probabilities) {
    const double *numbers = input_doubles(probabilities);
    const size_t n = probabilities->array.n;
    uint32_t *frequencies = numbers != NULL ? PyMem_Calloc(n + 1, sizeof *frequencies) : NULL;
    if (frequencies == NULL)
        return PyErr_Occurred() ? NULL : PyErr_NoMemory();
    PyObject *fine = call_none(made, kl_code_quantise(numbers, n, frequencies, &made->error));
    PyObject *result =
        fine != NULL ? series_of(made->state, "I", frequencies, n * sizeof *frequencies) : NULL;
    Py_XDECREF(fine);
    PyMem_Free(frequencies);
    return result;
}

static PyObject *code_quantise(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input probabilities = {.name = "probabilities"};
    if (!PyArg_ParseTuple(args, "O&", input_of, &probabilities))
        return NULL;
    PyObject *result = quantise(&made, &probabilities);
    input_release(&probabilities);
    return result;
}

static PyObject *encoder_new(PyObject *module, PyObject *unused) {
    (void)unused;
    call made = call_begin(module);
    kl_encoder *encoder = NULL;
    kl_status status = kl_encoder_new(&encoder, &made.error);
    return call_handle(&made, status, encoder, &encoder_handle, NULL);
}

static PyObject *encoder_put(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_encoder *encoder;
    unsigned start, frequency;
    if (!PyArg_ParseTuple(args, "O&O&O&", encoder_of, &encoder, count_start, &start,
                          count_frequency, &frequency))
        return NULL;
    return call_none(&made, kl_encoder_put(encoder, start, frequency, &made.error));
}

static PyObject *encoder_finish(PyObject *module, PyObject *capsule) {
    call made = call_begin(module);
    kl_encoder *encoder;
    const uint8_t *bytes = NULL;
    size_t size = 0;
    if (!encoder_of(capsule, &encoder))
        return NULL;
    PyObject *fine = call_none(&made, kl_encoder_finish(encoder, &bytes, &size, &made.error));
    Py_XDECREF(fine);
    return fine != NULL ? PyBytes_FromStringAndSize((const char *)bytes, (Py_ssize_t)size) : NULL;
}

/* The bytes stay those of the object, which the capsule holds. */
static PyObject *decoder_new(PyObject *module, PyObject *bytes) {
    call made = call_begin(module);
    char *data;
    Py_ssize_t size;
    if (PyBytes_AsStringAndSize(bytes, &data, &size) < 0)
        return NULL;
    kl_decoder *decoder = malloc(sizeof *decoder);
    if (decoder == NULL)
        return PyErr_NoMemory();
    kl_decoder_init(decoder, (const uint8_t *)data, (size_t)size);
    return call_handle(&made, KL_OK, decoder, &decoder_handle, bytes);
}

static PyObject *decoder_peek(PyObject *module, PyObject *capsule) {
    (void)module;
    kl_decoder *decoder;
    return decoder_of(capsule, &decoder) ? PyLong_FromUnsignedLong(kl_decoder_peek(decoder)) : NULL;
}

static PyObject *decoder_take(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    kl_decoder *decoder;
    unsigned start, frequency;
    if (!PyArg_ParseTuple(args, "O&O&O&", decoder_of, &decoder, count_start, &start,
                          count_frequency, &frequency))
        return NULL;
    return call_none(&made, kl_decoder_take(decoder, start, frequency, &made.error));
}

/* ── Texts ────────────────────────────────────────────────────────────────────────────────────── */

/* (bytes, symbols, size of the header) */
static PyObject *code_encode(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer data;
    const kl_counts *with;
    if (!PyArg_ParseTuple(args, "s*O&", &data, counts_of, &with))
        return NULL;
    uint8_t *bytes = NULL;
    size_t size = 0;
    uint64_t symbols = 0, header = 0;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_code_encode(data.buf, (size_t)data.len, with, &bytes, &size, &symbols,
                                      &header, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    PyObject *coded = call_bytes(&made, status, bytes, size);
    if (coded == NULL)
        return NULL;
    return Py_BuildValue("(NKK)", coded, (unsigned long long)symbols, (unsigned long long)header);
}

static PyObject *code_decode(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    Py_buffer data;
    const kl_counts *with;
    if (!PyArg_ParseTuple(args, "y*O&", &data, counts_of, &with))
        return NULL;
    char *text = NULL;
    size_t size = 0;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_code_decode(data.buf, (size_t)data.len, with, &text, &size, &made.error);
    PyEval_RestoreThread(thread);
    PyBuffer_Release(&data);
    return call_bytes(&made, status, text, size);
}

static PyObject *code_describe(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    const char *name, *with_name;
    const kl_counts *own;
    unsigned long long symbols, size, header;
    if (!PyArg_ParseTuple(args, "ssO&O&O&O&", &name, &with_name, counts_of, &own, whole_symbols,
                          &symbols, whole_size, &size, whole_header, &header))
        return NULL;
    kl_document *document = NULL;
    kl_status status = kl_code_describe(name, with_name, own, symbols, (size_t)size, header,
                                        &document, &made.error);
    return call_handle(&made, status, document, &document_handle, NULL);
}

static PyMethodDef methods[] = {
    {"code_quantise", code_quantise, METH_VARARGS, "(probabilities)"},
    {"encoder_new", encoder_new, METH_NOARGS, "()"},
    {"encoder_put", encoder_put, METH_VARARGS, "(encoder, start, frequency)"},
    {"encoder_finish", encoder_finish, METH_O, "(encoder)"},
    {"decoder_new", decoder_new, METH_O, "(bytes)"},
    {"decoder_peek", decoder_peek, METH_O, "(decoder)"},
    {"decoder_take", decoder_take, METH_VARARGS, "(decoder, start, frequency)"},
    {"code_encode", code_encode, METH_VARARGS, "(text, counts)"},
    {"code_decode", code_decode, METH_VARARGS, "(bytes, counts)"},
    {"code_describe", code_describe, METH_VARARGS,
     "(name, with_name, own counts, symbols, size, header size)"},
    {0},
};

int coding_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
