/* SPDX-License-Identifier: Apache-2.0 */
/* Whether two inputs are the same one, without reading all of a large one: every machine that has a part of it asks. */
#ifndef KL_BASE_FINGERPRINT_H
#define KL_BASE_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/* As many pieces of a large input are looked at, of as many bytes each. */
enum { KL_FINGERPRINT_PIECES = 256, KL_FINGERPRINT_PIECE = 4096 };

/* Of the size and of all bytes; of what is larger than all pieces together, of pieces that are spread evenly from the
 * first byte to the last: other inputs are told apart, a byte that was changed between two pieces is not. The same on
 * every machine, whatever the name of the file. */
uint64_t kl_fingerprint(const void *data, size_t size);

#endif
