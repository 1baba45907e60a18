/* SPDX-License-Identifier: Apache-2.0 */
#include "sample/mixture.h"

#include <math.h>

#include "base/alloc.h"
#include "base/error.h"
#include "sample/thinning.h"

/* Small counts, of which most symbols have one, have a place each; the others come as they are found. */
enum { SMALL = 1024 };

typedef struct builder {
    kl_mixture *out;
    size_t size, room;
    kl_thinned thinned;
} builder;

static kl_status make_room(builder *to, kl_error *error) {
    if (to->size + KL_THINNED_MAX <= to->room)
        return KL_OK;
    const size_t room = 2 * (to->size + KL_THINNED_MAX);
    double *count = kl_realloc(to->out->count, room, sizeof *count);
    if (count != NULL)
        to->out->count = count;
    double *times = kl_realloc(to->out->times, room, sizeof *times);
    if (times != NULL)
        to->out->times = times;
    if (count == NULL || times == NULL)
        return kl_fail_memory(error, "counts of a mixture", 2 * room * sizeof *count);
    to->room = room;
    return KL_OK;
}

static kl_status start(builder *to, kl_error *error) {
    to->size = SMALL;
    kl_status status = make_room(to, error);
    for (size_t c = 0; status == KL_OK && c < SMALL; c++) {
        to->out->count[c] = (double)c;
        to->out->times[c] = 0;
    }
    return status;
}

/* `beside` of the one side and what was taken of the other. */
static void add(builder *to, double beside) {
    for (size_t k = 0; k < to->thinned.size; k++) {
        const double count = beside + to->thinned.number[k], chance = to->thinned.chance[k];
        if (count < SMALL && count == floor(count)) {
            to->out->times[(size_t)count] += chance;
        } else {
            to->out->count[to->size] = count;
            to->out->times[to->size++] = chance;
        }
    }
}

/* What never occurs is no count. */
static void finish(builder *to) {
    double *count = to->out->count, *times = to->out->times;
    kl_frequencies *f = &to->out->frequencies;
    *f = (kl_frequencies){
        .total = 2 * to->out->half, .once = times[1], .count = count, .times = times};
    for (size_t i = 1; i < to->size; i++) {
        if (times[i] > 0) {
            count[f->size] = count[i];
            times[f->size++] = times[i];
            f->seen += times[i];
        }
    }
}

kl_status kl_mixture_new(const kl_aligned *aligned, int known, double known_total, kl_mixture *out,
                         kl_error *error) {
    const kl_side *side = aligned->side;
    const int larger = known >= 0 ? known : side[1].total > side[0].total;
    const double all = known >= 0 ? known_total : (double)side[larger].total;
    *out = (kl_mixture){.half = (double)side[1 - larger].total};
    builder *to = kl_alloc_zero(1, sizeof *to);
    if (to == NULL)
        return kl_fail_memory(error, "a mixture", sizeof *to);
    to->out = out;
    kl_status status = start(to, error);
    for (size_t i = 0; status == KL_OK && i < aligned->size; i++) {
        const kl_urn urn = {side[larger].count[i], all, out->half, known >= 0};
        kl_thin(urn, side[1 - larger].count[i], &to->thinned);
        status = make_room(to, error);
        if (status == KL_OK)
            add(to, side[1 - larger].count[i]);
    }
    if (status == KL_OK)
        finish(to);
    else
        kl_mixture_free(out);
    kl_free(to);
    return status;
}

void kl_mixture_free(kl_mixture *mixture) {
    kl_free(mixture->count);
    kl_free(mixture->times);
    *mixture = (kl_mixture){.count = NULL};
}
