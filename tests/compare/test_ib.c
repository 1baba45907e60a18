/* SPDX-License-Identifier: Apache-2.0 */
/* The documents of the bottleneck and of channels: what is refused, and every allocation failing once. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/compare_ib.h>

#include "base/alloc.h"

#include "../refused.h"

static const char joint[] = "x,a,b,c\nup,1,0,1\nmiddle,0,0,1\ndown,0,1,1\n";
static const char weights[] = "a,3\nb,7\n";

static kl_table *table_of(const char *text) {
    kl_table *table = NULL;
    if (kl_table_parse("table", text, strlen(text), NULL, &table, &error) != KL_OK)
        fail_msg("%s", error.message);
    return table;
}

static void refusals(void **state) {
    (void)state;
    kl_document *document = NULL;
    kl_table *of_joint = table_of(joint), *of_weights = table_of(weights);
    REFUSED(kl_ib_describe(NULL, NULL, NULL, NULL, &document, &error));
    REFUSED(kl_ib_describe(of_joint, NULL, NULL, NULL, NULL, &error));
    REFUSED(kl_ib_describe(of_joint, "a", NULL, NULL, &document, &error));
    REFUSED(kl_channel_describe(NULL, NULL, &document, &error));
    REFUSED(kl_channel_describe(of_weights, NULL, NULL, &error));
    REFUSED(kl_distortion_describe(NULL, NULL, NULL, &document, &error));
    REFUSED(kl_distortion_describe(of_weights, NULL, NULL, NULL, &error));
    kl_channel_report_options options;
    kl_channel_report_options_init(&options);
    options.beta = 2;
    REFUSED(kl_channel_describe(of_joint, &options, &document, &error));
    options.beta = -1;
    REFUSED(kl_distortion_describe(of_weights, NULL, &options, &document, &error));
    options.beta = NAN;
    options.unit = KL_UNIT_ONE;
    REFUSED(kl_channel_describe(of_joint, &options, &document, &error));
    kl_ib_options how;
    kl_ib_options_init(&how);
    how.method = KL_IB_METHOD_COUNT;
    REFUSED(kl_ib_describe(of_joint, NULL, NULL, &how, &document, &error));
    /* Columns of numbers are no categories. */
    assert_int_equal(kl_ib_describe(of_joint, "a", "b", NULL, &document, &error),
                     KL_ERROR_MISMATCH);
    assert_int_equal(kl_distortion_describe(of_weights, of_joint, NULL, &document, &error),
                     KL_ERROR_MISMATCH);
    assert_null(document);
    kl_table_free(of_weights);
    kl_table_free(of_joint);
}

static void names_and_ids(void **state) {
    (void)state;
    assert_string_equal(kl_ib_method_name(KL_IB_AGGLOMERATIVE), "agglomerative");
    assert_null(kl_ib_method_name(KL_IB_METHOD_COUNT));
    assert_string_equal(kl_ib_id(1, 0), "relevance");
    assert_string_equal(kl_ib_id(1, 3), "mutual_information.corrected");
    assert_null(kl_ib_id(1, 4));
    assert_string_equal(kl_channel_id(1, 0), "capacity");
    assert_null(kl_channel_id(1, 3));
}

#ifdef KL_ALLOC_TEST
static const char rows[] = "x,y\nup,a\nup,c\nmiddle,c\ndown,b\ndown,c\ndown,\n";
static const char channel[] = "0.9,0.1\n0.1,0.9\n";
static kl_table *tables[4];

static kl_status ask(size_t question, kl_document **document) {
    kl_ib_options options;
    kl_channel_report_options slope;
    kl_ib_options_init(&options);
    kl_channel_report_options_init(&slope);
    slope.beta = 1;
    switch (question) {
    case 0:
        return kl_ib_describe(tables[0], NULL, NULL, NULL, document, NULL);
    case 1:
        options.beta = 4;
        return kl_ib_describe(tables[0], NULL, NULL, &options, document, NULL);
    case 2:
        options.clusters = 2;
        return kl_ib_describe(tables[1], "x", "y", &options, document, NULL);
    case 3:
        options.clusters = 2;
        options.method = KL_IB_AGGLOMERATIVE;
        return kl_ib_describe(tables[0], NULL, NULL, &options, document, NULL);
    case 4:
        return kl_channel_describe(tables[2], NULL, document, NULL);
    case 5:
        return kl_distortion_describe(tables[3], tables[2], &slope, document, NULL);
    default:
        return kl_distortion_describe(tables[3], NULL, NULL, document, NULL);
    }
}

static void every_allocation_fails_once(void **state) {
    (void)state;
    static const char *const texts[] = {joint, rows, channel, weights};
    for (size_t i = 0; i < 4; i++)
        tables[i] = table_of(texts[i]);
    for (size_t question = 0; question < 7; question++)
        for (unsigned long k = 1;; k++) {
            kl_document *document = NULL;
            kl_alloc_fail_at(k);
            const kl_status status = ask(question, &document);
            kl_alloc_fail_at(0);
            kl_document_free(document);
            if (status == KL_OK) {
                assert_true(k > 10);
                break;
            }
            assert_null(document);
            assert_int_equal(status, KL_ERROR_MEMORY);
        }
    for (size_t i = 0; i < 4; i++)
        kl_table_free(tables[i]);
}
#else
static void every_allocation_fails_once(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refusals),
        cmocka_unit_test(names_and_ids),
        cmocka_unit_test(every_allocation_fails_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
