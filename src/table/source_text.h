/* SPDX-License-Identifier: Apache-2.0 */
/* Separated text as a source: read twice, once for what its columns are and once for their values, by as many threads
 * as there are, and never kept. */
#ifndef KL_TABLE_SOURCE_TEXT_H
#define KL_TABLE_SOURCE_TEXT_H

#include "table/source.h"

#include <kullback/io.h>

/* `bytes` outlive the source. Columns and errors are those that kl_table_read_text gives;
 * failures do not name the source. */
kl_status kl_text_source_open(const char *name, const kl_bytes *bytes,
                              const kl_table_options *options, kl_table_source **out,
                              kl_error *error);

#endif
