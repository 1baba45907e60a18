/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_PYTHON_DOCUMENTS_H
#define KL_PYTHON_DOCUMENTS_H

#include "handles.h"

/* "distribution", "contribution", "histogram", "unknown". */
const char *style_name(int i);

#endif
