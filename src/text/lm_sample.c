/* SPDX-License-Identifier: Apache-2.0 */
/* Drawing a line from a model. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/state.h"
#include "text/lm.h"

/* One symbol in proportion to p, but for the unknown one; the last that has any takes what rounding leaves. */
static uint32_t draw(const double *p, uint32_t n, double u) {
    double total = 0, sum = 0;
    uint32_t drawn = KL_LM_END;
    for (uint32_t w = KL_LM_UNKNOWN + 1; w < n; w++)
        total += p[w];
    for (uint32_t w = KL_LM_UNKNOWN + 1; w < n; w++) {
        if (p[w] > 0)
            drawn = w;
        sum += p[w];
        if (sum > u * total)
            break;
    }
    return drawn;
}

static kl_status append(const kl_lm *lm, uint32_t symbol, kl_buffer *to, kl_error *error) {
    size_t length;
    const char *name = kl_lm_name(lm, symbol, &length);
    kl_status status = KL_OK;
    if (to->size > 0 && kl_symbols_spaced(kl_lm_symbols(lm)))
        status = kl_buffer_append(to, " ", 1, error);
    return status == KL_OK ? kl_buffer_append(to, name, length, error) : status;
}

kl_status kl_lm_sample(const kl_lm *lm, kl_random *random, size_t most, char **text, size_t *size,
                       int *ended, kl_error *error) {
    if (lm == NULL || random == NULL || text == NULL || size == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_sample: lm, random, text or size is NULL");
    const uint32_t n = (uint32_t)lm->head->level[0].count;
    double *p = kl_alloc(n, sizeof *p);
    kl_buffer line = {0};
    kl_lm_state state = kl_lm_begin(lm);
    int ends = 0;
    kl_status status = p == NULL ? kl_fail_memory(error, "probabilities", n * sizeof *p) : KL_OK;
    for (size_t i = 0; status == KL_OK && !ends && i < (most ? most : KL_LM_SAMPLE_MOST); i++) {
        status = kl_lm_distribution(lm, state, p, error);
        const uint32_t symbol = status == KL_OK ? draw(p, n, kl_random_uniform(random)) : KL_LM_END;
        ends = symbol == KL_LM_END;
        if (!ends) {
            kl_lm_step(lm, &state, symbol);
            status = append(lm, symbol, &line, error);
        }
    }
    *size = line.size;
    if (status == KL_OK)
        status = kl_buffer_append(&line, "", 1, error);
    kl_free(p);
    if (status != KL_OK) {
        kl_free(line.data);
        return status;
    }
    *text = (char *)line.data;
    if (ended != NULL)
        *ended = ends;
    return KL_OK;
}
