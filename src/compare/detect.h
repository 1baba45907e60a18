/* SPDX-License-Identifier: Apache-2.0 */
/* What the first bytes of an input say it is. */
#ifndef KL_COMPARE_DETECT_H
#define KL_COMPARE_DETECT_H

#include <stddef.h>

/* As much as detection looks at, however big the input is. */
#define KL_DETECT_HEAD ((size_t)1 << 16)

typedef enum kl_sighting {
    KL_SEEN_EMPTY = 0,
    KL_SEEN_TEXT,
    KL_SEEN_BINARY,
    KL_SEEN_UTF16,
    KL_SEEN_STATE,
    KL_SEEN_WEIGHTS, /* symbol<TAB>number or symbol,number, perhaps with a bad line */
    KL_SEEN_NUMBERS, /* one number a line */
    KL_SEEN_TABLE,   /* several columns */
    KL_SEEN_NPY,
    KL_SEEN_NPZ,
    KL_SEEN_PARQUET,
    KL_SEEN_SAFETENSORS,
    KL_SEEN_LOGITS,
    KL_SEEN_CODE,     /* what kl_code_encode wrote */
    KL_SEEN_MODEL,    /* an n-gram language model */
    KL_SEEN_DATABASE, /* of DuckDB or SQLite */
    KL_SEEN_RECORDS,  /* JSON lines */
    KL_SEEN_IMAGE     /* PNG */
} kl_sighting;

/* `head`: the first `size` bytes; `whole`: there are no more. Content decides, not a name. */
kl_sighting kl_detect(const void *head, size_t size, int whole);

/* "a NumPy array (.npy)", …: for sentences; NULL for the kinds this room can read. */
const char *kl_sighting_phrase(kl_sighting sighting);

#endif
