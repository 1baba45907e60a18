/* SPDX-License-Identifier: Apache-2.0 */
/* The inside of a counter, for the files that feed it and the one that empties it. */
#ifndef KL_TEXT_COUNTER_H
#define KL_TEXT_COUNTER_H

#include "text/worker.h"

struct kl_text_counter {
    kl_text_options options;
    char *spill; /* our copy of options.spill */
    kl_worker_plan plan;
    kl_worker *worker;
    kl_unfinished *unfinished; /* of the text that is being read */
    size_t unfinished_n;
    int failed; /* a text was counted in part only */
};

/* That a text has such symbols and that this build can count them. */
kl_status kl_symbols_check(kl_symbols symbols, kl_error *error);

/* Tasks that run between two looks at progress and memory. */
size_t kl_counter_batch(const kl_text_counter *counter);

/* Count what begins in [low, high) of a window; readable up to `end`. `done` and `total`: bytes of
 * the text before `low`, and in all (0: not known), for the progress. */
kl_status kl_counter_feed(kl_text_counter *counter, const kl_window *window, size_t low,
                          size_t high, size_t end, uint64_t done, uint64_t total, kl_error *error);

/* Count what can only be read once, in bounded memory. */
kl_status kl_counter_stream(kl_text_counter *counter, int descriptor, const char *path,
                            kl_error *error);

#endif
