/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever is computed of counts runs on the instruction set of the caller's pool. */
#include "documents.h"

#include "kernels/kernels.h"

#include <stdatomic.h>

static atomic_int asked, strangers;

/* Linked in place of src/kernels/dispatch.c. All variants give the same bits, so only who asks for which
 * one can tell. */
const kl_kernels *kl_kernels_for(const kl_pool *pool) {
    asked++;
    strangers += pool == NULL || kl_pool_isa(pool) != KL_ISA_SCALAR;
    return &kl_kernels_scalar;
}

static void nobody_asked_for_another(void) {
    assert_true(asked > 0);
    assert_int_equal(strangers, 0);
    asked = 0;
}

static kl_pool *scalar_pool(void) {
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = 2;
    options.isa = KL_ISA_SCALAR;
    kl_pool *pool = NULL;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    return pool;
}

static kl_input *counted(const char *language, int order) {
    char path[64];
    snprintf(path, sizeof path, "examples/udhr/%s.txt", language);
    return file_of(path, order);
}

static kl_input *known(const char *name) {
    return input_of(name, "e\t2\nn\t1\nt\t1\n", KL_INPUT_WEIGHTS, 1);
}

static void comparisons_keep_to_it(void **state) {
    (void)state;
    kl_sample_options sample;
    kl_sample_options_init(&sample);
    sample.pool = scalar_pool();
    kl_compare_options options;
    kl_compare_options_init(&options);
    options.sample = &sample;
    for (int smoothing = KL_SMOOTH_KT; smoothing <= KL_SMOOTH_NONE; smoothing++) {
        sample.smoothing = (kl_smoothing)smoothing;
        for (int order = 1; order <= 2; order++) {
            kl_input *inputs[3] = {counted("english", order), counted("german", order),
                                   counted("dutch", order)};
            kl_document_free(compare(inputs, 3, &options));
            nobody_asked_for_another();
            kl_document_free(
                compare_two(counted("english", order), counted("german", order), &options));
            nobody_asked_for_another();
        }
        kl_document_free(compare_two(counted("english", 1), known("p"), &options));
        nobody_asked_for_another();
        kl_input *inputs[3] = {known("p"), known("q"), counted("german", 1)};
        kl_document_free(compare(inputs, 3, &options));
        nobody_asked_for_another();
    }
    kl_pool_free(sample.pool);
}

static void entropies_keep_to_it(void **state) {
    (void)state;
    const char *const names[] = {"a", "b", "c"};
    const uint64_t numbers[] = {500, 300, 200};
    kl_counts *counts = NULL;
    assert_int_equal(kl_counts_from_names(names, numbers, 3, 0, &counts, NULL), KL_OK);
    kl_sample_options options;
    kl_sample_options_init(&options);
    options.pool = scalar_pool();
    kl_estimate entropy;
    assert_int_equal(kl_counts_entropy(counts, KL_METHOD_JACKKNIFE, &options, &entropy, NULL),
                     KL_OK);
    nobody_asked_for_another();
    kl_pool_free(options.pool);
    kl_counts_free(counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(comparisons_keep_to_it),
                                       cmocka_unit_test(entropies_keep_to_it)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
