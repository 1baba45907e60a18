/* SPDX-License-Identifier: Apache-2.0 */
/* The module: what it keeps, and what it takes from each room. */
#include "module.h"

module_state *state_of(PyObject *module) {
    return PyModule_GetState(module);
}

static PyObject *forget_pools(PyObject *module, PyObject *unused) {
    (void)unused;
    pools_free(&state_of(module)->idle_pools);
    return Py_NewRef(Py_None);
}

static PyMethodDef methods[] = {
    {"forget_pools", forget_pools, METH_NOARGS,
     "Give up the idle thread pools: a process that was forked has not their threads."},
    {0},
};

static int rooms_register(PyObject *module) {
    static int (*const rooms[])(PyObject *) = {
        measure_register,
        generator_register,
        families_register,
        privacy_register,
        fits_register,
        counts_register,
        pairs_register,
        points_register,
        two_sample_register,
        tables_register,
        profiles_register,
        drift_register,
        text_register,
        language_model_register,
        languages_register,
        ciphers_register,
        documents_register,
        fill_register,
        compare_register,
        coding_register,
        bottleneck_register,
        bottleneck_curve_register,
        channel_register,
        ksg_register,
        joint_register,
        joint_sample_register,
        logits_register,
        evaluate_register,
        files_register,
        tensors_register,
        losses_register,
        linear_register,
        divergences_register,
        preferences_register,
        latents_register,
        adversarial_register,
        policies_register,
        base_register,
        transport_register,
        transport_entropic_register,
        transport_sample_register,
        transport_sliced_register,
    };
    for (size_t i = 0; i < sizeof rooms / sizeof rooms[0]; i++)
        if (rooms[i](module) < 0)
            return -1;
    return 0;
}

static int execute(PyObject *module) {
    module_state *state = state_of(module);
    PyObject *array_module = PyImport_ImportModule("array");
    if (array_module == NULL)
        return -1;
    state->array = PyObject_GetAttrString(array_module, "array");
    Py_DECREF(array_module);
    if (state->array == NULL || error_register(module) < 0 || estimate_register(module) < 0 ||
        rooms_register(module) < 0)
        return -1;
    return PyModule_AddStringConstant(module, "version", kl_version());
}

static int traverse(PyObject *module, visitproc visit, void *arg) {
    module_state *state = state_of(module);
    Py_VISIT(state->error);
    Py_VISIT(state->file_error);
    Py_VISIT(state->array);
    Py_VISIT(state->estimate);
    Py_VISIT(state->note);
    Py_VISIT(state->view);
    return 0;
}

static int clear(PyObject *module) {
    module_state *state = state_of(module);
    Py_CLEAR(state->error);
    Py_CLEAR(state->file_error);
    Py_CLEAR(state->array);
    Py_CLEAR(state->estimate);
    Py_CLEAR(state->note);
    Py_CLEAR(state->view);
    return 0;
}

static void release(void *module) {
    clear(module);
    pools_free(&state_of(module)->idle_pools);
}

static PyModuleDef_Slot slots[] = {{Py_mod_exec, SLOT(execute)}, {0}};

static PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "kullback._kullback",
    .m_size = sizeof(module_state),
    .m_methods = methods,
    .m_slots = slots,
    .m_traverse = traverse,
    .m_clear = clear,
    .m_free = release,
};

PyMODINIT_FUNC PyInit__kullback(void);

PyMODINIT_FUNC PyInit__kullback(void) {
    return PyModuleDef_Init(&definition);
}
