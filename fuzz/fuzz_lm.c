/* SPDX-License-Identifier: Apache-2.0 */
/* Language models, images and ARPA files, as they are and with the checksum of an image made true: what opens predicts
 * and draws without harm. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/crc64.h"
#include "base/little_endian.h"
#include "check.h"
#include "text/lm.h"

static void check_names(const kl_lm *lm) {
    const uint64_t n = kl_lm_get_level(lm, 1).count;
    CHECK(n >= 3);
    for (uint32_t w = 0; w < n; w++) {
        size_t length;
        CHECK(kl_lm_name(lm, w, &length) != NULL);
    }
}

static kl_status look(void *context, const kl_lm_token *token, kl_error *error) {
    (void)error;
    CHECK(!isnan(token->log_p));
    ++*(size_t *)context;
    return KL_OK;
}

static void check_steps(const kl_lm *lm) {
    static const char text[] = "a b a c\n\nb b d <unk> a b c\n";
    size_t seen = 0;
    CHECK(kl_lm_visit(lm, text, sizeof text - 1, look, &seen, NULL) == KL_OK);
    CHECK(seen >= 3);
    kl_lm_state state = kl_lm_begin(lm);
    const uint32_t symbols = (uint32_t)kl_lm_get_level(lm, 1).count;
    for (uint32_t i = 0; i < 64; i++) {
        const kl_lm_state before = state;
        CHECK(!isnan(kl_lm_step(lm, &state, i * 7 % symbols)) || state == before);
    }
    state = 12345; /* no state of most models */
    CHECK(!isnan(kl_lm_step(lm, &state, 2)) || state == 12345);
    CHECK(isnan(kl_lm_step(lm, &state, symbols)));
}

static void check_sample(const kl_lm *lm) {
    kl_lm_sampler *sampler = NULL;
    kl_random random;
    char *line = NULL;
    size_t size;
    kl_random_init(&random, 0, 0);
    CHECK(kl_lm_sampler_new(lm, &sampler, NULL) == KL_OK);
    const kl_status status = kl_lm_sampler_draw(sampler, &random, 3, &line, &size, NULL, NULL);
    CHECK(status == KL_OK ? line[size] == '\0' : status == KL_ERROR_VALUE && line == NULL);
    kl_memory_free(line);
    kl_lm_sampler_free(sampler);
}

static void check(const uint8_t *data, size_t size) {
    kl_error error = KL_ERROR_INIT;
    kl_lm *lm = NULL;
    kl_status status = kl_lm_parse(data, size, &lm, &error);
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        return;
    }
    check_names(lm);
    check_steps(lm);
    check_sample(lm);
    kl_lm_free(lm);
}

static void repair(uint8_t *data, size_t size) {
    if (size >= sizeof(kl_lm_head) + 8)
        kl_store_u64(data + size - 8, kl_crc64(0, data, size - 8));
}

#ifdef KL_FUZZ
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed) {
    size = LLVMFuzzerMutate(data, size, max_size);
    if (seed % 4 && size >= 8 && memcmp(data, kl_lm_magic, 8) == 0)
        repair(data, size);
    return size;
}
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    check(data, size);
    uint8_t *copy = kl_alloc(size, 1);
    CHECK(copy != NULL);
    memcpy(copy, data, size);
    repair(copy, size);
    check(copy, size);
    kl_free(copy);
    return 0;
}
