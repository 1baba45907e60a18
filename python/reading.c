/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include <stdlib.h>

void reading_release(reading *how) {
    free(how->settings);
    how->settings = NULL;
    texts_release(&how->columns);
    texts_release(&how->types);
}

static const char *type_name(int i) {
    return i < KL_COLUMN_BOOLEAN ? kl_column_type_name((kl_column_type)i) : "unknown";
}

/* 0, or -1 with an exception. */
static int take_settings(reading *how) {
    const size_t n = how->columns.n;
    kl_table_options_init(&how->options);
    how->settings = calloc(n + 1, sizeof *how->settings);
    if (how->settings == NULL)
        PyErr_NoMemory();
    for (size_t i = 0; how->settings != NULL && i < n; i++) {
        PyObject *name = PyTuple_GetItem(how->types.held, (Py_ssize_t)i);
        const int type = name != NULL ? find_name(name, "type", type_name) : -1;
        how->settings[i] = (kl_column_setting){how->columns.items[i], (kl_column_type)type};
        if (type < 0)
            return -1;
    }
    how->options.settings = how->settings;
    how->options.setting_count = n;
    return how->settings != NULL ? 0 : -1;
}

int reading_of(PyObject *pair, void *out) {
    reading *how = out;
    if (pair == NULL) {
        reading_release(how);
        return 1;
    }
    if (PyArg_ParseTuple(pair, "O&O&", texts_of, &how->columns, texts_of, &how->types) &&
        take_settings(how) == 0)
        return Py_CLEANUP_SUPPORTED;
    reading_release(how);
    return 0;
}
