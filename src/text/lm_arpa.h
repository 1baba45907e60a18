/* SPDX-License-Identifier: Apache-2.0 */
/* ARPA files: language models as text, what all toolkits read and write.
 *
 *     \data\                       (what stands before is passed over)
 *     ngram 1=N …
 *
 *     \1-grams:
 *     log10 p TAB symbol [TAB log10 backoff]
 *     …
 *     \end\
 */
#ifndef KL_TEXT_LM_ARPA_H
#define KL_TEXT_LM_ARPA_H

#include <kullback/text.h>

kl_status kl_lm_read_arpa(const char *data, size_t size, kl_lm **out, kl_error *error);

#endif
