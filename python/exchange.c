/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange.h"

#include <string.h>

#include <kullback/table_arrow.h>

/* ── Arrow: https://arrow.apache.org/docs/format/CDataInterface.html ──────────────────────────── */

static int arrow_dtype(const struct ArrowSchema *schema, kl_dtype *dtype) {
    static const char letters[] = "gfeCSILcsil";
    static const kl_dtype dtypes[] = {KL_F64, KL_F32, KL_F16, KL_U8,  KL_U16, KL_U32,
                                      KL_U64, KL_I8,  KL_I16, KL_I32, KL_I64};
    const char *format = schema->format;
    const char *letter = format[0] != '\0' ? strchr(letters, format[0]) : NULL;
    if (letter == NULL || format[1] != '\0' || schema->dictionary != NULL)
        return -1;
    *dtype = dtypes[letter - letters];
    return 0;
}

static int has_nulls(const struct ArrowArray *array) {
    const uint8_t *valid = array->buffers[0];
    if (array->null_count == 0 || valid == NULL)
        return 0;
    for (int64_t i = array->offset; i < array->offset + array->length; i++)
        if ((valid[i / 8] >> (i % 8) & 1) == 0)
            return 1;
    return 0;
}

static int read_arrow(const struct ArrowSchema *schema, const struct ArrowArray *array,
                      const char *name, layout *found) {
    *found = (layout){.dimensions = 1, .shape = {(Py_ssize_t)array->length}};
    if (arrow_dtype(schema, &found->dtype) < 0 || array->n_buffers != 2) {
        PyErr_Format(PyExc_TypeError,
                     "%s is an Arrow array of format '%s': floats of 16, 32 or 64 bits or integers "
                     "are needed",
                     name, schema->format);
        return -1;
    }
    if (has_nulls(array)) {
        PyErr_Format(PyExc_ValueError, "%s has nulls: every element must be a number", name);
        return -1;
    }
    found->step[0] = (Py_ssize_t)kl_dtype_size(found->dtype);
    if (array->length > 0)
        found->data = (const char *)array->buffers[1] + array->offset * found->step[0];
    return 0;
}

int arrow_array_of(PyObject *pair, const char *name, struct ArrowSchema **schema,
                   struct ArrowArray **array) {
    PyObject *schema_capsule, *array_capsule;
    if (!PyTuple_Check(pair)) {
        PyErr_Format(PyExc_TypeError, "__arrow_c_array__ of %s gave no tuple", name);
        return -1;
    }
    if (!PyArg_ParseTuple(pair, "OO", &schema_capsule, &array_capsule))
        return -1;
    *schema = PyCapsule_GetPointer(schema_capsule, "arrow_schema");
    *array = *schema != NULL ? PyCapsule_GetPointer(array_capsule, "arrow_array") : NULL;
    if (*array == NULL)
        return -1;
    if ((*schema)->release != NULL && (*array)->release != NULL)
        return 0;
    PyErr_Format(PyExc_ValueError, "the Arrow array of %s was released before", name);
    return -1;
}

int arrow_look_at(PyObject *object, const char *name, PyObject **held, layout *found) {
    if (PyCapsule_CheckExact(object) || !PyObject_HasAttrString(object, "__arrow_c_array__"))
        return 0;
    *held = PyObject_CallMethod(object, "__arrow_c_array__", NULL);
    if (*held == NULL)
        return -1;
    struct ArrowSchema *schema;
    struct ArrowArray *array;
    if (arrow_array_of(*held, name, &schema, &array) < 0)
        return -1;
    return read_arrow(schema, array, name, found) == 0 ? 1 : -1;
}

/* ── DLPack: https://dmlc.github.io/dlpack/latest/c_api.html ──────────────────────────────────── */

enum { DEVICE_CPU = 1 };
enum { TYPE_INT = 0, TYPE_UINT, TYPE_FLOAT, TYPE_BFLOAT = 4 };

/* The beginning of a DLManagedTensor: its deleter belongs to the capsule, which is held meanwhile. */
typedef struct dlpack_tensor {
    void *data;
    struct {
        int32_t type, id;
    } device;
    int32_t dimensions;
    struct {
        uint8_t code, bits;
        uint16_t lanes;
    } dtype;
    const int64_t *shape, *strides;
    uint64_t byte_offset;
} dlpack_tensor;

static int dlpack_dtype(const dlpack_tensor *tensor, kl_dtype *dtype) {
    static const struct {
        uint8_t code, bits;
        kl_dtype dtype;
    } known[] = {
        {TYPE_FLOAT, 64, KL_F64}, {TYPE_FLOAT, 32, KL_F32},   {TYPE_FLOAT, 16, KL_F16},
        {TYPE_INT, 64, KL_I64},   {TYPE_INT, 32, KL_I32},     {TYPE_INT, 16, KL_I16},
        {TYPE_INT, 8, KL_I8},     {TYPE_UINT, 64, KL_U64},    {TYPE_UINT, 32, KL_U32},
        {TYPE_UINT, 16, KL_U16},  {TYPE_BFLOAT, 16, KL_BF16}, {TYPE_UINT, 8, KL_U8},
    };
    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
        if (known[i].code == tensor->dtype.code && known[i].bits == tensor->dtype.bits &&
            tensor->dtype.lanes == 1) {
            *dtype = known[i].dtype;
            return 0;
        }
    return -1;
}

static int read_dlpack(const dlpack_tensor *tensor, const char *name, layout *found) {
    *found = (layout){.dimensions = tensor->dimensions};
    if (tensor->data != NULL) /* of an empty tensor it is */
        found->data = (const char *)tensor->data + tensor->byte_offset;
    if (dlpack_dtype(tensor, &found->dtype) < 0) {
        PyErr_Format(PyExc_TypeError,
                     "the elements of %s are of DLPack's type %d with %d bits: floats of 16, 32 or "
                     "64 bits or integers are needed",
                     name, tensor->dtype.code, tensor->dtype.bits);
        return -1;
    }
    const Py_ssize_t size = (Py_ssize_t)kl_dtype_size(found->dtype);
    for (int i = 0; i < tensor->dimensions && i < 2; i++) {
        found->shape[i] = (Py_ssize_t)tensor->shape[i];
        found->step[i] = tensor->strides != NULL ? (Py_ssize_t)tensor->strides[i] * size : size;
    }
    if (tensor->strides == NULL && tensor->dimensions == 2)
        found->step[0] = found->shape[1] * size;
    return 0;
}

static int refuse_device(const char *name, int type) {
    PyErr_Format(PyExc_ValueError, "%s is on a device (DLPack's type %d): move it to the CPU first",
                 name, type);
    return -1;
}

static int is_on_the_cpu(PyObject *object, const char *name) {
    PyObject *device = PyObject_CallMethod(object, "__dlpack_device__", NULL);
    int type = 0, id = 0,
        fine =
            device != NULL && PyTuple_Check(device) && PyArg_ParseTuple(device, "ii", &type, &id);
    Py_XDECREF(device);
    if (fine && type == DEVICE_CPU)
        return 1;
    if (!PyErr_Occurred())
        refuse_device(name, type);
    return 0;
}

/* What an object exports, or a capsule that somebody had from it already. */
static PyObject *dlpack_export(PyObject *object, const char *name) {
    if (PyCapsule_CheckExact(object))
        return Py_NewRef(object);
    return is_on_the_cpu(object, name) ? PyObject_CallMethod(object, "__dlpack__", NULL) : NULL;
}

int dlpack_look_at(PyObject *object, const char *name, PyObject **held, layout *found) {
    if (!PyCapsule_CheckExact(object) && !PyObject_HasAttrString(object, "__dlpack__"))
        return 0;
    *held = dlpack_export(object, name);
    const dlpack_tensor *tensor = *held != NULL ? PyCapsule_GetPointer(*held, "dltensor") : NULL;
    if (tensor == NULL)
        return -1;
    if (tensor->device.type != DEVICE_CPU)
        return refuse_device(name, tensor->device.type);
    return read_dlpack(tensor, name, found) == 0 ? 1 : -1;
}
