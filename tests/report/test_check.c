/* SPDX-License-Identifier: Apache-2.0 */
/* Tolerances: every row and every cell is tested, and what cannot be decided is not within. */
#include "documents.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define LN_2 0.69314718055994530942

static kl_document *fresh(void) {
    kl_document *document = NULL;
    assert_int_equal(kl_document_new("test", &document, NULL), KL_OK);
    return document;
}

static void add(kl_document *d, const char *id, const char *subject, const kl_estimate *e) {
    assert_int_equal(kl_document_add_estimate(d, id, id, subject, "letter", e, 0, NULL), KL_OK);
}

/* Between low and high at 95 %, in nats. */
static kl_estimate between(double low, double high) {
    kl_estimate e = kl_estimate_bounds(low, high, KL_UNIT_NATS);
    e.method = KL_METHOD_JACKKNIFE;
    e.confidence = 0.95;
    e.value = isnan(low) ? 1 : (low + high) / 2;
    return e;
}

static kl_tolerance check(const kl_document *d, const char *id, const char *subject, double limit,
                          kl_unit unit) {
    kl_tolerance out;
    assert_int_equal(kl_document_check(d, id, subject, limit, unit, &out, NULL), KL_OK);
    return out;
}

static void test_every_row(void **state) {
    (void)state;
    kl_document *d = fresh();
    const kl_estimate near = between(0.1, 0.3), far = between(0.5, 0.7), open = between(NAN, NAN);
    add(d, "entropy", "A", &near);
    add(d, "entropy", "B", &far);
    kl_tolerance t = check(d, "entropy", NULL, 0.4, KL_UNIT_NATS);
    assert_true(t.verdict == KL_VERDICT_EXCEEDED && t.tested == 2 && t.exceeded == 1);
    assert_string_equal(t.subject, "B");
    assert_true(t.low == 0.5 && t.unit == KL_UNIT_NATS && !t.exact);
    t = check(d, "entropy", "A", 0.4, KL_UNIT_NATS);
    assert_true(t.verdict == KL_VERDICT_WITHIN && t.tested == 1 && !*t.subject);
    /* The low end decides, and the limit itself is within. */
    assert_int_equal(check(d, "entropy", NULL, 0.5, KL_UNIT_NATS).verdict, KL_VERDICT_WITHIN);
    /* Of two that are above, the one farthest. */
    t = check(d, "entropy", NULL, 0.05, KL_UNIT_NATS);
    assert_true(t.exceeded == 2 && !strcmp(t.subject, "B"));
    /* Undecided is not within, and exceeded outweighs it in either order. */
    add(d, "entropy", "C", &open);
    t = check(d, "entropy", NULL, 0.6, KL_UNIT_NATS);
    assert_true(t.verdict == KL_VERDICT_UNDECIDED && t.undecided == 1 && isnan(t.low));
    assert_string_equal(t.subject, "C");
    assert_int_equal(check(d, "entropy", NULL, 0.4, KL_UNIT_NATS).verdict, KL_VERDICT_EXCEEDED);
    add(d, "entropy", "D", &far);
    assert_int_equal(check(d, "entropy", NULL, 0.4, KL_UNIT_NATS).exceeded, 2);
    kl_document_free(d);
}

/* What a test came to decides by itself; a test that was not made decides nothing,
 * and a mean of that name would not be one. */
static void test_of_tests(void **state) {
    (void)state;
    kl_document *d = fresh();
    kl_estimate p = between(NAN, NAN);
    p.value = 0.03;
    p.unit = KL_UNIT_ONE;
    p.n = 999;
    p.method = KL_METHOD_PERMUTATION;
    add(d, "p_value", "A", &p);
    add(d, "q_value", "A", &p);
    add(d, "map_value", "A", &p);
    assert_int_equal(check(d, "p_value", NULL, 0.05, KL_UNIT_NATS).verdict, KL_VERDICT_WITHIN);
    const kl_tolerance t = check(d, "q_value", NULL, 0.01, KL_UNIT_BITS);
    assert_true(t.verdict == KL_VERDICT_EXCEEDED && t.exact && t.low == 0.03);
    assert_int_equal(check(d, "map_value", NULL, 0.01, KL_UNIT_BITS).verdict, KL_VERDICT_UNDECIDED);
    p.method = KL_METHOD_PLUGIN;
    add(d, "g_test.p_value", "A", &p);
    assert_int_equal(check(d, "g_test.p_value", NULL, 0.01, KL_UNIT_NATS).verdict,
                     KL_VERDICT_EXCEEDED);
    p.method = KL_METHOD_PERMUTATION;
    p.n = 0;
    p.value = 1;
    add(d, "mmd.p_value", "A", &p);
    assert_int_equal(check(d, "mmd.p_value", NULL, 0.01, KL_UNIT_NATS).verdict,
                     KL_VERDICT_UNDECIDED);
    kl_document_free(d);
}

static void test_units(void **state) {
    (void)state;
    kl_document *d = fresh();
    const kl_estimate nats = kl_estimate_exact(LN_2, KL_UNIT_NATS);
    const kl_estimate root = kl_estimate_exact(sqrt(LN_2), KL_UNIT_ROOT_NATS);
    const kl_estimate share = kl_estimate_exact(0.5, KL_UNIT_ONE);
    add(d, "divergence", "A|B", &nats);
    add(d, "distance", "A|B", &root);
    add(d, "share", "A|B", &share);
    /* One bit: a hair on either side of what the conversion rounds to. */
    for (int i = 0; i < 2; i++) {
        const char *id = i ? "distance" : "divergence";
        assert_int_equal(check(d, id, NULL, 1 + 1e-15, KL_UNIT_BITS).verdict, KL_VERDICT_WITHIN);
        kl_tolerance t = check(d, id, NULL, 1 - 1e-15, KL_UNIT_BITS);
        assert_true(t.verdict == KL_VERDICT_EXCEEDED && t.exact);
        assert_int_equal(t.unit, i ? KL_UNIT_ROOT_BITS : KL_UNIT_BITS);
        assert_int_equal(check(d, id, NULL, 0.84, KL_UNIT_NATS).verdict, KL_VERDICT_WITHIN);
    }
    assert_int_equal(check(d, "share", NULL, 0.5, KL_UNIT_BITS).verdict, KL_VERDICT_WITHIN);
    assert_int_equal(check(d, "share", NULL, 0.49, KL_UNIT_BITS).verdict, KL_VERDICT_EXCEEDED);
    kl_document_free(d);
}

/* Impossible is infinite for certain; what was only not seen proves nothing. */
static void test_infinite(void **state) {
    (void)state;
    kl_document *d = fresh();
    kl_estimate e = between(NAN, NAN);
    e.value = INFINITY;
    kl_estimate_note(&e, KL_FLAG_INFINITE, 0, 3, 0.25);
    add(d, "divergence", "A|B", &e);
    kl_tolerance t = check(d, "divergence", NULL, 1e300, KL_UNIT_BITS);
    assert_true(t.verdict == KL_VERDICT_EXCEEDED && t.low == INFINITY && !t.exact);
    kl_estimate_note(&e, KL_FLAG_UNSEEN_SUPPORT, 0, 3, 0.25);
    add(d, "plugin", "A|B", &e);
    assert_int_equal(check(d, "plugin", NULL, 1, KL_UNIT_BITS).verdict, KL_VERDICT_UNDECIDED);
    kl_document_free(d);
}

static void test_matrices(void **state) {
    (void)state;
    static const char *const labels[] = {"x", "y", "z"};
    static const double values[] = {9, 1, 2, 3, 9, 4, 5, 6, 9};
    static const double low[] = {9, 0.5, 1.5, 2.5, 9, NAN, 4.5, INFINITY, 9};
    kl_document *d = fresh();
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            kl_document_add_input(d, i == 1 ? "model" : NULL, labels[i], "text", NULL, NULL),
            KL_OK);
    assert_int_equal(kl_document_add_matrix(d, "exact", "t", KL_UNIT_ONE, NULL, NULL, labels,
                                            values, NULL, NULL, 3, 0, NULL),
                     KL_OK);
    assert_int_equal(kl_document_add_matrix(d, "counted", "t", KL_UNIT_ONE, NULL, NULL, labels,
                                            values, low, values, 3, 0, NULL),
                     KL_OK);
    /* The diagonal says nothing; the subjects are those of the inputs. */
    kl_tolerance t = check(d, "exact", NULL, 5.5, KL_UNIT_NATS);
    assert_true(t.tested == 6 && t.exceeded == 1 && t.low == 6 && t.exact);
    assert_string_equal(t.subject, "C|model");
    assert_int_equal(check(d, "exact", NULL, 6, KL_UNIT_NATS).verdict, KL_VERDICT_WITHIN);
    assert_int_equal(check(d, "exact", "A|C", 1.9, KL_UNIT_NATS).verdict, KL_VERDICT_EXCEEDED);
    t = check(d, "counted", "A|C", 1.9, KL_UNIT_NATS);
    assert_true(t.verdict == KL_VERDICT_WITHIN && t.tested == 1);
    t = check(d, "counted", "model|C", 0, KL_UNIT_NATS);
    assert_int_equal(t.verdict, KL_VERDICT_UNDECIDED);
    t = check(d, "counted", NULL, 1e9, KL_UNIT_NATS);
    assert_true(t.verdict == KL_VERDICT_EXCEEDED && t.low == INFINITY);
    /* A row of the same subject stands for its cell, and does not hide the others. */
    const kl_estimate row = kl_estimate_exact(0.25, KL_UNIT_ONE);
    add(d, "exact", "C|model", &row);
    t = check(d, "exact", NULL, 4.5, KL_UNIT_NATS);
    assert_true(t.tested == 6 && t.exceeded == 1 && !strcmp(t.subject, "C|A"));
    kl_document_free(d);
}

static void test_what_is_refused(void **state) {
    (void)state;
    kl_document *d = fresh();
    kl_error error = KL_ERROR_INIT;
    kl_tolerance out;
    const kl_estimate e = kl_estimate_exact(1, KL_UNIT_NATS);
    add(d, "entropy", "A", &e);
    add(d, "entropy", "B", &e);
    add(d, "cross_entropy", "A|B", &e);
    assert_int_equal(kl_document_check(d, "perplexity", NULL, 1, KL_UNIT_BITS, &out, &error),
                     KL_ERROR_ARGUMENT);
    assert_string_equal(error.message,
                        "there is no perplexity here; there are entropy, cross_entropy");
    assert_int_equal(kl_document_check(d, "entropy", "C", 1, KL_UNIT_BITS, &out, &error),
                     KL_ERROR_ARGUMENT);
    assert_string_equal(error.message, "there is no entropy of C here; there is that of A, B");
    assert_int_equal(kl_document_check(d, "entropy", NULL, NAN, KL_UNIT_BITS, &out, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(kl_document_check(d, "entropy", NULL, 1, KL_UNIT_ONE, &out, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_check(NULL, "entropy", NULL, 1, KL_UNIT_BITS, &out, &error),
                     KL_ERROR_ARGUMENT);
    assert_int_equal(kl_document_check(d, "entropy", NULL, 1, KL_UNIT_BITS, NULL, &error),
                     KL_ERROR_ARGUMENT);
    kl_document_free(d);
}

/* As many names as fit, each whole, and how many more there are. */
static void assert_listed(const kl_document *d, const char *id, const char *subject, int names) {
    static const char name[] = "wasserstein_";
    kl_error error = KL_ERROR_INIT;
    kl_tolerance out;
    int listed = 0;
    assert_int_equal(kl_document_check(d, id, subject, 1, KL_UNIT_BITS, &out, &error),
                     KL_ERROR_ARGUMENT);
    for (const char *at = error.message; (at = strstr(at, name)) != NULL; at += sizeof name)
        assert_int_equal(strtol(at + strlen(name), NULL, 10), listed++);
    char behind[64];
    snprintf(behind, sizeof behind, "wasserstein_%02d and %d more", listed - 1, names - listed);
    assert_true(listed > 20 && strlen(error.message) > strlen(behind));
    assert_string_equal(error.message + strlen(error.message) - strlen(behind), behind);
}

static void test_a_long_list_of_names(void **state) {
    (void)state;
    enum { NAMES = 90 };
    kl_document *d = fresh();
    const kl_estimate e = kl_estimate_exact(1, KL_UNIT_NATS);
    for (int i = 0; i < NAMES; i++) {
        char name[32];
        snprintf(name, sizeof name, "wasserstein_%02d", i);
        add(d, name, "A", &e);
        add(d, name, "B", &e);
        add(d, "entropy", name, &e);
    }
    assert_listed(d, "perplexity", NULL, NAMES);
    assert_listed(d, "entropy", "C", NAMES);
    kl_document_free(d);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_row),
        cmocka_unit_test(test_units),
        cmocka_unit_test(test_of_tests),
        cmocka_unit_test(test_infinite),
        cmocka_unit_test(test_matrices),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_a_long_list_of_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
