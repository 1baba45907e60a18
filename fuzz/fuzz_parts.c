/* SPDX-License-Identifier: Apache-2.0 */
/* States of parts: evaluations, scores, n-grams. What is read is written and read again to the same bytes, merges with
 * nothing that it holds already, and can be told. */
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/little_endian.h"
#include "base/state_format.h"
#include "check.h"
#include "evaluate/describe.h"
#include "repair.h"
#include "text/lm_grams.h"
#include "text/lm_scored.h"

static kl_buffer written(const kl_state_type *type, const void *state) {
    kl_buffer bytes = {NULL, 0, 0};
    kl_state_writer *writer = NULL;
    CHECK(kl_state_writer_new(kl_sink_memory(&bytes), type->kind, &writer, NULL) == KL_OK);
    CHECK(type->write(state, writer, NULL) == KL_OK);
    CHECK(kl_state_finish(writer, NULL) == KL_OK);
    kl_state_writer_free(writer);
    return bytes;
}

static void *read_back(const kl_state_type *type, const uint8_t *data, size_t size,
                       kl_status *status) {
    void *state = NULL;
    kl_error error = KL_ERROR_INIT;
    kl_view view = {data, size, 0};
    *status = kl_state_read(type, kl_source_memory(&view), &state, &error);
    if (*status != KL_OK) {
        CHECK(*status == KL_ERROR_FORMAT || *status == KL_ERROR_VERSION);
        CHECK_ERROR(*status, error);
        CHECK(state == NULL);
    }
    return state;
}

/* Nothing that it holds can be added to it; what holds nothing can. */
static void check_merge(const kl_state_type *type, const uint8_t *data, size_t size) {
    kl_status status;
    void *one = read_back(type, data, size, &status), *two = read_back(type, data, size, &status);
    kl_error error = KL_ERROR_INIT;
    status = type->merge(one, two, &error);
    CHECK(status == KL_OK || status == KL_ERROR_MISMATCH);
    if (status != KL_OK)
        CHECK_ERROR(status, error);
    type->free(one);
    type->free(two);
}

static void check_told(const kl_state_type *type, const void *state) {
    kl_document *document = NULL;
    kl_lm_score score;
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    const kl_status status = type == &kl_evaluated_type
                                 ? kl_describe_evaluated(state, &options, &document, NULL)
                                 : kl_lm_scored_finish(state, 0.95, &score, NULL);
    CHECK(status == KL_OK || status == KL_ERROR_VALUE || status == KL_ERROR_ARGUMENT);
    kl_document_free(document);
}

static void check_type(const kl_state_type *type, const uint8_t *data, size_t size) {
    kl_status status, again;
    void *state = read_back(type, data, size, &status);
    if (status != KL_OK)
        return;
    kl_buffer first = written(type, state);
    check_told(type, state);
    type->free(state);
    state = read_back(type, first.data, first.size, &again);
    CHECK(again == KL_OK);
    kl_buffer second = written(type, state);
    CHECK(first.size == second.size && memcmp(first.data, second.data, first.size) == 0);
    type->free(state);
    check_merge(type, first.data, first.size);
    kl_free(first.data);
    kl_free(second.data);
}

/* N-grams are read from files. */
static void check_grams(const uint8_t *data, size_t size) {
    char path[] = "/tmp/kl-fuzz-XXXXXX", name[64];
    const int descriptor = mkstemp(path);
    CHECK(descriptor >= 0 && write(descriptor, data, size) == (ssize_t)size);
    close(descriptor);
    snprintf(name, sizeof name, "%s.out", path);
    kl_error error = KL_ERROR_INIT;
    const char *const paths[] = {path};
    const kl_status status = kl_lm_grams_merge_files(paths, 1, name, &error);
    kl_lm_trainer *trainer = NULL;
    kl_lm *lm = NULL;
    CHECK(status == KL_OK || status == KL_ERROR_FORMAT || status == KL_ERROR_VERSION ||
          status == KL_ERROR_VALUE);
    if (status != KL_OK)
        CHECK_ERROR(status, error);
    kl_lm_options options;
    kl_lm_options_init(&options);
    options.memory = 1 << 20;
    options.spill = "/tmp";
    if (status == KL_OK && kl_lm_trainer_open(name, &options, &trainer, NULL) == KL_OK)
        kl_lm_trainer_finish(trainer, &lm, NULL);
    kl_lm_free(lm);
    kl_lm_trainer_free(trainer);
    unlink(path);
    unlink(name);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const unsigned kind = size >= KL_STATE_HEADER_SIZE ? kl_load_u16(data + KL_STATE_KIND_AT) : 0;
    if (kind == KL_STATE_GRAMS)
        check_grams(data, size);
    else
        check_type(kind == KL_STATE_SCORE ? &kl_lm_scored_type : &kl_evaluated_type, data, size);
    return 0;
}

#ifdef KL_FUZZ
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed);

/* Mostly with true checksums. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned seed) {
    size = LLVMFuzzerMutate(data, size, most);
    if (seed % 8 != 0)
        repair_state(data, size);
    return size;
}
#endif
