/* SPDX-License-Identifier: Apache-2.0 */
#ifndef KL_EVALUATE_VOCABULARY_H
#define KL_EVALUATE_VOCABULARY_H

#include <kullback/evaluate.h>

/* kl_vocabulary_open from memory; messages name no file. */
kl_status kl_vocabulary_parse(const void *data, size_t size, uint64_t vocabulary,
                              kl_vocabulary **out, kl_error *error);

#endif
