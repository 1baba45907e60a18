/* SPDX-License-Identifier: Apache-2.0 */
/* An evaluation as a state:
 *
 *   META  u8 log-probabilities; u64 fingerprints of tensor, targets and vocabulary; f64 bytes, characters, words of the
 *         text; u8 measures are named, and if so their ids; u64 size, cover; of each file its name and format,
 *         u64 fingerprint, rows and vocabulary, u8 targets, clipped, rounded, u64 clipped rows, an exact sum
 *   then of each pair of files
 *   OPTS  u64 vocabulary and context, u32 worst, u8 model and precision; u64 statistics;
 *         u64 rows, targets, skipped, clipped targets of both, those left out
 *   SUMS  of each bag of each statistic a varint of rows, and if there are any one of those that are infinite and the
 *         exact sum; 2 · 15 · 3 varints of calibration; the squares and products; losses and curves
 *   ROWS  of each bag a varint n, and n times what percentiles need of a row, two f64, in order
 *   WORS  u64 tokens, passages, missing, sentinels of both; each of the worst tokens with its label
 *
 * A text is a varint length and bytes. Equal evaluations have equal bytes, whatever they were put together from. */
#ifndef KL_EVALUATE_EVALUATED_STATE_H
#define KL_EVALUATE_EVALUATED_STATE_H

#include "evaluate/evaluated.h"

kl_status kl_evaluated_write(const void *state, kl_state_writer *writer, kl_error *error);
kl_status kl_evaluated_read(kl_state_reader *reader, void **out, kl_error *error);

/* OPTS, SUMS and ROWS of one evaluation. */
kl_status kl_eval_write(const kl_eval *eval, kl_state_writer *writer, kl_error *error);
kl_status kl_eval_read(kl_state_reader *reader, kl_eval **out, kl_error *error);

#endif
