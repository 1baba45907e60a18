/* SPDX-License-Identifier: Apache-2.0 */
/* Whether there was enough text for an entropy. */
#include "sample/undersampled.h"

#include <math.h>

#include "base/error.h"
#include "kernels/scalar.h"

#define BYTES 256

uint64_t kl_singletons(const kl_aligned *aligned, int s) {
    const uint64_t *count = aligned->side[s].integer;
    uint64_t once = 0;
    for (size_t i = 0; i < aligned->size; i++)
        once += count[i] == 1;
    return once;
}

int kl_undersampled(uint64_t singletons, uint64_t total) {
    return (double)singletons > KL_SINGLETONS_MOST * (double)total;
}

kl_status kl_alphabet_check(const kl_aligned *aligned, uint64_t alphabet, kl_error *error) {
    if (alphabet == 0 || alphabet >= aligned->alphabet.n)
        return KL_OK;
    return kl_fail(error, KL_ERROR_ARGUMENT,
                   "the alphabet has %llu symbols, but %zu different ones were seen",
                   (unsigned long long)alphabet, aligned->alphabet.n);
}

double kl_entropy_limit(const kl_aligned *aligned, int s, uint64_t alphabet) {
    if (alphabet > 0)
        return kl_log((double)alphabet);
    if (aligned->symbols == KL_SYMBOLS_BYTES)
        return kl_log(BYTES);
    /* Names are all there are, unless several came once: then others may have been missed. */
    int closed = aligned->symbols == KL_SYMBOLS_NAMES && kl_singletons(aligned, s) <= 1;
    return closed ? kl_log((double)aligned->alphabet.n) : INFINITY;
}

double kl_entropy_doubt(const kl_aligned *aligned, int s) {
    double seen = 0;
    for (size_t i = 0; i < aligned->size; i++)
        seen += aligned->side[s].integer[i] > 0;
    return 1 + 2 * sqrt(2 / fmax(seen - 1, 1));
}

void kl_entropy_bound(const kl_aligned *aligned, int s, uint64_t alphabet, kl_estimate *entropy) {
    uint64_t once = kl_singletons(aligned, s), total = aligned->side[s].total;
    if (!kl_undersampled(once, total))
        return;
    /* An entropy is of one input, and that is its first side. */
    kl_estimate_note(entropy, KL_FLAG_UNDERSAMPLED, 0, once, (double)once / (double)total);
    entropy->standard_error = NAN;
    if (!isnan(entropy->low)) {
        entropy->high = kl_entropy_limit(aligned, s, alphabet);
        entropy->flags |= KL_FLAG_ONE_SIDED;
    }
}
