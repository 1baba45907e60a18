/* SPDX-License-Identifier: Apache-2.0 */
/* A state that was altered at random is refused for its checksums and shows nothing of the reader
 * behind them. So under libFuzzer most of the altered ones get true checksums. */
#ifndef KL_FUZZ_REPAIR_H
#define KL_FUZZ_REPAIR_H

#include <stddef.h>
#include <stdint.h>

/* Set the checksum of every chunk, and the count in the last one, as far as the lengths lead. */
void repair_state(uint8_t *data, size_t size);

#endif
