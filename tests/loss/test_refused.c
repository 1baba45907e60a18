/* SPDX-License-Identifier: Apache-2.0 */
/* Calls and numbers that are refused, with the row or the option named. */
#include "oracle.h"

#include "../older.h"
#include "../refused.h"

enum { N = 3, V = 4 };
static float logits[N * V] = {0, 1, 2, 3, -1, 0, 1, 0, 5, 5, 5, 5};
static int32_t targets[N] = {0, 3, -100};

static const kl_matrix x = {logits, N, V, V, KL_F32};
static const kl_array y = {targets, N, 1, KL_I32};

static void calls_that_are_wrong(void **state) {
    (void)state;
    double loss;
    float room[N * V];
    kl_matrix bad = x;
    bad.data = NULL;
    REFUSED(kl_loss_cross_entropy(bad, y, NULL, NULL, NULL, &loss, &error));
    bad = x, bad.dtype = KL_I32;
    REFUSED(kl_loss_cross_entropy(bad, y, NULL, NULL, NULL, &loss, &error));
    bad = x, bad.columns = 0;
    REFUSED(kl_loss_cross_entropy(bad, y, NULL, NULL, NULL, &loss, &error));
    kl_array other = y;
    other.data = NULL;
    REFUSED(kl_loss_cross_entropy(x, other, NULL, NULL, NULL, &loss, &error));
    other = y, other.dtype = KL_F32;
    REFUSED(kl_loss_cross_entropy(x, other, NULL, NULL, NULL, &loss, &error));
    other.dtype = (kl_dtype)99;
    REFUSED(kl_loss_cross_entropy(x, other, NULL, NULL, NULL, &loss, &error));
    REFUSED(kl_loss_cross_entropy(x, y, NULL, NULL, NULL, NULL, &error));
    kl_loss_gradient into = {.row_stride = V};
    REFUSED(kl_loss_cross_entropy(x, y, NULL, NULL, &into, &loss, &error));
    into = (kl_loss_gradient){.data = room, .row_stride = V - 1};
    REFUSED(kl_loss_cross_entropy(x, y, NULL, NULL, &into, &loss, &error));
    into = (kl_loss_gradient){.data = logits, .row_stride = V + 1};
    REFUSED(kl_loss_cross_entropy(x, y, NULL, NULL, &into, &loss, &error));
    into = (kl_loss_gradient){room, V, kl_f64(NULL, 1)};
    REFUSED(kl_loss_cross_entropy(x, y, NULL, NULL, &into, &loss, &error));
    const double two[2] = {1, 1};
    into.upstream = kl_f64(two, 2);
    assert_int_equal(kl_loss_cross_entropy(x, y, NULL, NULL, &into, &loss, &error),
                     KL_ERROR_MISMATCH);
    other = y, other.n = 2;
    assert_int_equal(kl_loss_cross_entropy(x, other, NULL, NULL, NULL, &loss, &error),
                     KL_ERROR_MISMATCH);
}

static void options_that_are_wrong(void **state) {
    (void)state;
    double loss;
    kl_cross_entropy_options good;
    kl_cross_entropy_options_init(&good);
    error = (kl_error)KL_ERROR_INIT;
#define WITH(member, value)                                                                        \
    do {                                                                                           \
        kl_cross_entropy_options options = good;                                                   \
        options.member = value;                                                                    \
        REFUSED(kl_loss_cross_entropy(x, y, &options, NULL, NULL, &loss, &error));                 \
    } while (0)
    WITH(label_smoothing, -0.1);
    WITH(label_smoothing, 1.1);
    WITH(label_smoothing, NAN);
    WITH(z_loss, -1);
    WITH(z_loss, INFINITY);
    WITH(focus, -1);
    WITH(focus, NAN);
    WITH(softcap, -1);
    WITH(softcap, NAN);
    WITH(temperature, 0);
    WITH(temperature, INFINITY);
    WITH(temperature, NAN);
    WITH(reduction, (kl_reduction)3);
    WITH(reduction, KL_REDUCTION_NONE); /* and no place for the losses */
    WITH(size, 0);
    WITH(class_weights, kl_f64(NULL, V));
    WITH(row_weights, kl_f64(NULL, N));
    kl_cross_entropy_options options = good;
    const double one = 1;
    options.class_weights = kl_f64(&one, 1);
    assert_int_equal(kl_loss_cross_entropy(x, y, &options, NULL, NULL, &loss, NULL),
                     KL_ERROR_MISMATCH);
    kl_cross_entropy_options *old = older(&good, offsetof(kl_cross_entropy_options, softcap));
    assert_int_equal(kl_loss_cross_entropy(x, y, old, NULL, NULL, &loss, NULL), KL_OK);
    free(old);
}

static void refuse_values(const kl_cross_entropy_options *options, int64_t index,
                          const char *part) {
    double loss;
    error = (kl_error)KL_ERROR_INIT;
    assert_int_equal(kl_loss_cross_entropy(x, y, options, NULL, NULL, &loss, &error),
                     KL_ERROR_VALUE);
    assert_int_equal(error.index, index);
    if (strstr(error.message, part) == NULL)
        fail_msg("\"%s\" is not in \"%s\"", part, error.message);
    error = (kl_error)KL_ERROR_INIT;
}

static void values_that_are_wrong(void **state) {
    (void)state;
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    const float kept[V] = {-1, 0, 1, 0};
    for (int wide = 0; wide < 2; wide++) { /* both ways to read a row */
        options.temperature = wide ? 2 : 1;
        logits[V + 2] = NAN;
        refuse_values(&options, 1, "row 1, column 2 is nan");
        logits[V + 2] = INFINITY;
        refuse_values(&options, 1, "row 1, column 2 is inf");
        for (size_t j = 0; j < V; j++)
            logits[V + j] = -INFINITY;
        refuse_values(&options, 1, "row 1 has only -inf");
        logits[V] = NAN;
        refuse_values(&options, 1, "row 1, column 0 is nan");
        memcpy(logits + V, kept, sizeof kept);
    }
    options.temperature = 1;
    enum { MANY = 3000 }; /* the third way: blocks of a row */
    float *many = calloc(MANY, sizeof *many);
    const uint16_t first = 0;
    double unused;
    many[2999] = NAN;
    assert_int_equal(kl_loss_cross_entropy((kl_matrix){many, 1, MANY, MANY, KL_F32},
                                           (kl_array){&first, 1, 1, KL_U16}, NULL, NULL, NULL,
                                           &unused, &error),
                     KL_ERROR_VALUE);
    assert_non_null(strstr(error.message, "row 0, column 2999 is nan"));
    for (size_t j = 0; j < MANY - 1; j++)
        many[j] = -INFINITY;
    assert_int_equal(kl_loss_cross_entropy((kl_matrix){many, 1, MANY, MANY, KL_F32},
                                           (kl_array){&first, 1, 1, KL_U16}, NULL, NULL, NULL,
                                           &unused, &error),
                     KL_ERROR_VALUE);
    free(many);
    logits[2 * V] = NAN; /* an ignored row is not read */
    float gradient[N * V];
    const kl_loss_gradient into = {.data = gradient, .row_stride = V};
    double loss;
    assert_int_equal(kl_loss_cross_entropy(x, y, &options, NULL, &into, &loss, NULL), KL_OK);
    assert_true(gradient[2 * V] == 0 && gradient[2 * V + 3] == 0);
    logits[2 * V] = 5;
    targets[1] = V;
    refuse_values(&options, 1, "row 1 has class 4 of 4");
    targets[1] = -1;
    refuse_values(&options, 1, "row 1 has class -1 of 4");
    targets[0] = targets[1] = -100;
    refuse_values(&options, -1, "all of 3 rows are ignored");
    options.reduction = KL_REDUCTION_SUM;
    assert_int_equal(kl_loss_cross_entropy(x, y, &options, NULL, NULL, &loss, NULL), KL_OK);
    assert_true(loss == 0);
    targets[0] = 0, targets[1] = 3;
    const double negative[V] = {1, 1, -0.5, 1}, endless[N] = {1, INFINITY, 1}, none[N] = {0, 0, 0};
    options.class_weights = kl_f64(negative, V);
    refuse_values(&options, 2, "class 2 is -0.5: a weight is from 0 to 1e30");
    options.class_weights = kl_f64(NULL, 0);
    options.row_weights = kl_f64(endless, N);
    refuse_values(&options, 1, "row 1 is inf");
    options.row_weights = kl_f64(none, N);
    options.reduction = KL_REDUCTION_MEAN;
    refuse_values(&options, -1, "weight 0");
}

static void no_rows(void **state) {
    (void)state;
    double loss = -1;
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    const kl_matrix empty = {NULL, 0, V, V, KL_F32};
    const kl_array nothing = {NULL, 0, 1, KL_I64};
    assert_int_equal(kl_loss_cross_entropy(empty, nothing, &options, NULL, NULL, &loss, NULL),
                     KL_ERROR_VALUE);
    options.reduction = KL_REDUCTION_SUM;
    assert_int_equal(kl_loss_cross_entropy(empty, nothing, &options, NULL, NULL, &loss, NULL),
                     KL_OK);
    assert_true(loss == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_that_are_wrong),
        cmocka_unit_test(options_that_are_wrong),
        cmocka_unit_test(values_that_are_wrong),
        cmocka_unit_test(no_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
