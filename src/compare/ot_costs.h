/* SPDX-License-Identifier: Apache-2.0 */
/* What it costs to turn symbols into symbols, as a file says it. */
#ifndef KL_COMPARE_OT_COSTS_H
#define KL_COMPARE_OT_COSTS_H

#include "compare/ot.h"

/* Both sides as shares of symbols, and `ot->costs` a row for each of A's and a column for each of B's, by the file of
 * the options. KL_ERROR_MISMATCH: an input without symbols; a pair that the file does not have. */
kl_status kl_ot_costs_read(kl_ot *ot, kl_error *error);

#endif
