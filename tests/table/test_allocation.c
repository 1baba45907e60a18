/* SPDX-License-Identifier: Apache-2.0 */
/* Every allocation of reading a table fails once: a status, and under the sanitizers nothing leaked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include <kullback/table_drift.h>

#include "arrow_stream.h"
#include "base/alloc.h"
#include "table/profile.h"

#include "../all_cases.h"

#ifdef KL_ALLOC_TEST
/* Numbers, names, text behind numbers, a column that is named, and one that is not. */
static const char text[] = "x,name,late,,flag\n1,\"a \"\"b\"\"\",1,,true\n2,c,x,NA,false\n,d,2,,\n";

static kl_status read_text(void) {
    const kl_column_setting setting = {"x", KL_COLUMN_CATEGORY};
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.settings = &setting;
    options.setting_count = 1;
    const kl_status status = kl_table_parse("t", text, sizeof text - 1, &options, &table, NULL);
    assert_true((status == KL_OK) == (table != NULL));
    kl_table_free(table);
    return status;
}

/* Two rows of two numbers, 0 to 3, as a .npy file. */
static kl_status read_array(void) {
    char file[128 + 4 * sizeof(double)];
    memset(file, ' ', sizeof file);
    memcpy(file, "\x93NUMPY\x01\x00\x76\x00", 10);
    static const char header[] = "{'descr': '<f8', 'fortran_order': False, 'shape': (2, 2), }";
    memcpy(file + 10, header, sizeof header - 1);
    file[127] = '\n';
    for (int i = 0; i < 4; i++) {
        const double number = i;
        memcpy(file + 128 + (size_t)i * sizeof number, &number, sizeof number);
    }
    kl_table *table = NULL;
    const kl_status status = kl_table_parse("t", file, sizeof file, NULL, &table, NULL);
    kl_table_free(table);
    return status;
}

/* Numbers as names, and words of a dictionary. */
static kl_status read_arrow(void) {
    static const int32_t ends[] = {0, 1, 3};
    static const made_column words = {.format = "u",
                                      .length = 2,
                                      .buffers = 3,
                                      .buffer = {{NULL, 0}, {ends, sizeof ends}, {"abb", 3}}};
    static const made_column column[] = {
        {.format = "C", .name = "x", .length = 2, .buffers = 2, .buffer = {{NULL, 0}, {"\1\2", 2}}},
        {.format = "c",
         .name = "word",
         .length = 2,
         .buffers = 2,
         .buffer = {{NULL, 0}, {"\1\0", 2}},
         .dictionary = &words}};
    static const made_part part = {.length = 2, .column = column};
    made_stream stream = {.columns = 2, .parts = 1, .part = &part};
    struct ArrowArrayStream given = start(&stream);
    const kl_column_setting setting = {"x", KL_COLUMN_CATEGORY};
    kl_table_options options;
    kl_table *table = NULL;
    kl_table_options_init(&options);
    options.settings = &setting;
    options.setting_count = 1;
    const kl_status status = kl_table_from_arrow("t", &given, &options, &table, NULL);
    kl_table_free(table);
    assert_null(given.release);
    assert_int_equal(stream.alive, 0);
    return status;
}

/* A table's profile, to bytes and back, beside another one. */
static kl_status profile_of(const char *of, const char *cluster, kl_table_profile **out) {
    kl_table *table = NULL;
    kl_profile_options options;
    kl_profile_options_init(&options);
    options.cluster = cluster;
    kl_status status = kl_table_parse("t", of, strlen(of), NULL, &table, NULL);
    if (status == KL_OK)
        status = kl_table_profile_of(table, &options, out, NULL);
    kl_table_free(table);
    return status;
}

static kl_status drift_of(const char *const tables[2], const char *cluster) {
    kl_table_profile *side[2] = {NULL, NULL}, *again = NULL;
    kl_buffer bytes = {NULL, 0, 0};
    kl_drift *drift = NULL;
    kl_status status = profile_of(tables[0], cluster, &side[0]);
    if (status == KL_OK)
        status = profile_of(tables[1], cluster, &side[1]);
    if (status == KL_OK)
        status = kl_state_write(&kl_profile_type, side[0], kl_sink_memory(&bytes), NULL);
    if (status == KL_OK)
        status = kl_table_profile_parse(bytes.data, bytes.size, &again, NULL);
    if (status == KL_OK)
        status = kl_drift_new(again, side[1], NULL, &drift, NULL);
    assert_true((status == KL_OK) == (drift != NULL));
    kl_drift_free(drift);
    kl_memory_free(bytes.data);
    kl_table_profile_free(again);
    kl_table_profile_free(side[0]);
    kl_table_profile_free(side[1]);
    return status;
}

static const char *const both_columns[] = {"x,c,who\n1,a,p\n2,b,q\n,a,r\n4,b,s\n5,a,t\n",
                                           "x,c,who\n2,a,p\n3,c,q\n4,,r\n5,c,s\n9,a,t\n"};

static kl_status drift_of_rows(void) {
    static const char *const numbers[] = {"x\n1\n2\n\n4\n5\n", "x\n2\n3\n4\n5\n9\n"};
    return drift_of(all_cases() ? both_columns : numbers, NULL);
}

static kl_status drift_of_clusters(void) {
    static const char *const categories[] = {"c,who\na,p\nb,q\na,r\nb,s\na,t\n",
                                             "c,who\na,p\nc,q\n,r\nc,s\na,t\n"};
    return drift_of(all_cases() ? both_columns : categories, "who");
}

/* `gives_back`: there are tables of counts in it, which keep what they have where they cannot be made smaller. */
static void fails_everywhere(kl_status (*work)(void), unsigned long least, int gives_back) {
    unsigned long k = 1;
    assert_int_equal(work(), KL_OK);
    for (;; k++) {
        kl_alloc_fail_at(k);
        const kl_status status = work();
        if (kl_alloc_fail_at(0) < k) {
            assert_int_equal(status, KL_OK);
            break;
        }
        assert_true(status == KL_ERROR_MEMORY || (gives_back && status == KL_OK));
    }
    assert_true(k > least);
}

static void every_allocation(void **state) {
    (void)state;
    fails_everywhere(read_text, 20, 0);
    fails_everywhere(read_array, 6, 0);
    fails_everywhere(drift_of_rows, 100, 1);
    fails_everywhere(drift_of_clusters, 100, 1);
    fails_everywhere(read_arrow, 20, 0);
}
#else
static void every_allocation(void **state) {
    (void)state;
    skip(); /* needs a build with KL_ALLOC_TEST */
}
#endif

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
