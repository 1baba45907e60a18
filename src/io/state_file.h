/* SPDX-License-Identifier: Apache-2.0 */
/* State containers (base/state.h) in files: where a writer's bytes go and a reader's come from.
 *
 *     kl_file_create(path, &file, e)                kl_input_stream_open(path, &stream, e)
 *     kl_state_writer_new(kl_sink_file(file), …)    kl_state_reader_new(kl_source_stream(stream),
 * …) …, kl_state_finish(w, e)                      …, kl_state_end(r, e) kl_file_commit(file, e)
 * kl_input_stream_close(stream) kl_file_close(file)
 *
 * Only commit makes the file appear; a failure before leaves the old one whole. What fails in the
 * file system names the path; what a reader refuses does not: put it before with kl_fail_prefix. */
#ifndef KL_IO_STATE_FILE_H
#define KL_IO_STATE_FILE_H

#include <kullback/io.h>

#include "base/state.h"

/* Write to `file`, which must outlive the sink. */
kl_sink kl_sink_file(kl_file *file);

/* A file that is read from its begin to its end in bounded memory, a pipe or "-" as well: many can
 * be open at once, as a merge needs it. A directory is KL_ERROR_IO. */
typedef struct kl_input_stream kl_input_stream;
kl_status kl_input_stream_open(const char *path, kl_input_stream **out, kl_error *error);
void kl_input_stream_close(kl_input_stream *stream);

/* Read from `stream`, which must outlive the source. */
kl_source kl_source_stream(kl_input_stream *stream);

#endif
