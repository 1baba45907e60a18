/* SPDX-License-Identifier: Apache-2.0 */
/* kullback._kullback: the library behind the package, by hand over the limited C API. */
#ifndef KL_PYTHON_MODULE_H
#define KL_PYTHON_MODULE_H

#include <Python.h>

#include <kullback/kullback.h>

#include "pools.h"

typedef struct module_state {
    PyObject *error;        /* kullback.Error */
    PyObject *file_error;   /* kullback.FileError */
    PyObject *array;        /* array.array, in which series come out */
    PyTypeObject *estimate; /* kullback.Estimate */
    PyTypeObject *note;     /* kullback.Note */
    PyTypeObject *view;     /* numbers in a file */
    pool_node *idle_pools;
} module_state;

/* A slot or a method holds its function as a pointer of another type. */
#define SLOT(function) __extension__(void *)(function)
#define METHOD(function) (PyCFunction)(void (*)(void))(function)

module_state *state_of(PyObject *module);

/* Raise what the library says: MemoryError, or kullback.Error with its code and index. Returns NULL. */
PyObject *raise_error(module_state *state, const kl_error *error);

/* "nats" or "bits"; -1: an exception is set. */
int unit_of(PyObject *text, kl_unit *unit);

/* What each room gives to the module: 0, or -1 with an exception. */
int error_register(PyObject *module);
int estimate_register(PyObject *module);
int measure_register(PyObject *module);
int generator_register(PyObject *module);
int families_register(PyObject *module);
int privacy_register(PyObject *module);
int fits_register(PyObject *module);
int counts_register(PyObject *module);
int pairs_register(PyObject *module);
int points_register(PyObject *module);
int two_sample_register(PyObject *module);
int tables_register(PyObject *module);
int profiles_register(PyObject *module);
int drift_register(PyObject *module);
int transport_register(PyObject *module);
int transport_entropic_register(PyObject *module);
int transport_sample_register(PyObject *module);
int transport_sliced_register(PyObject *module);
int text_register(PyObject *module);
int languages_register(PyObject *module);
int ciphers_register(PyObject *module);
int language_model_register(PyObject *module);
int documents_register(PyObject *module);
int fill_register(PyObject *module);
int compare_register(PyObject *module);
int coding_register(PyObject *module);
int bottleneck_register(PyObject *module);
int bottleneck_curve_register(PyObject *module);
int channel_register(PyObject *module);
int ksg_register(PyObject *module);
int joint_register(PyObject *module);
int joint_sample_register(PyObject *module);
int logits_register(PyObject *module);
int evaluate_register(PyObject *module);
int files_register(PyObject *module);
int tensors_register(PyObject *module);
int losses_register(PyObject *module);
int preferences_register(PyObject *module);
int latents_register(PyObject *module);
int adversarial_register(PyObject *module);
int policies_register(PyObject *module);
int linear_register(PyObject *module);
int divergences_register(PyObject *module);
int base_register(PyObject *module);

#endif
