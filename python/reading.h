/* SPDX-License-Identifier: Apache-2.0 */
/* How tables are read. */
#ifndef KL_PYTHON_READING_H
#define KL_PYTHON_READING_H

#include "call.h"

/* Columns and what each of them is; zero before. */
typedef struct reading {
    texts columns, types;
    kl_column_setting *settings;
    kl_table_options options;
} reading;

/* A converter of (columns, types), as many names each; what it holds goes back by reading_release. */
int reading_of(PyObject *pair, void *reading_out);
void reading_release(reading *how);

#endif
