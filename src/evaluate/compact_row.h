/* SPDX-License-Identifier: Apache-2.0 */
/* One row of a compact file to bytes and back. */
#ifndef KL_EVALUATE_COMPACT_ROW_H
#define KL_EVALUATE_COMPACT_ROW_H

#include "evaluate/compact_model.h"

/* The symbol of a log-probability: a level, KL_COMPACT_IMPOSSIBLE or, too far down, KL_COMPACT_ESCAPE. */
unsigned kl_compact_symbol(double log_p);

/* The straight line nearest to the levels of a row. */
kl_compact_line kl_compact_fit(const kl_compact_model *model, const double *log_p);

/* Append the row's bytes but for the checksum; `out` becomes what will be read. `scratch` has a place a token. */
kl_status kl_compact_encode(const kl_compact_model *model, const double *log_p, double *out,
                            uint32_t *scratch, kl_buffer *bytes, kl_error *error);

/* 1, or 0 where these bytes are no row. Fast: some nanoseconds a token. */
int kl_compact_decode(const kl_compact_model *model, const uint8_t *data, size_t size, double *out);

#endif
