/* SPDX-License-Identifier: Apache-2.0 */
/* What people call a measure. */
#ifndef KL_MEASURE_LABEL_H
#define KL_MEASURE_LABEL_H

#include <kullback/measure.h>

#include "report/phrase.h"

/* "Rényi divergence, a = 0.5": the value of a parameter as it was set, a default to three digits; not of the even
 * mixture, which everybody means. */
kl_phrase kl_measure_label(const kl_measure *measure, double value);

#endif
