/* SPDX-License-Identifier: Apache-2.0 */
/* What the colour of hair says of that of eyes: 592 students of statistics (Snee 1974, "Graphical display of two-way
 * contingency tables"), by hair, eyes and sex. */
#include <kullback/information_joint.h>

#include <stdio.h>

enum { HAIR = KL_X, EYES = KL_Y, SEX = KL_Z };

static const char *const hair[] = {"black", "brown", "red", "blond"};
static const char *const eyes[] = {"brown", "blue", "hazel", "green"};
static const double students[4][4][2] = {
    {{32, 36}, {11, 9}, {10, 5}, {3, 2}},
    {{53, 66}, {50, 34}, {25, 29}, {15, 14}},
    {{10, 16}, {10, 7}, {7, 7}, {7, 7}},
    {{3, 4}, {30, 64}, {5, 5}, {8, 8}},
};

static double bits(double nats) {
    return kl_estimate_convert(kl_estimate_exact(nats, KL_UNIT_NATS), KL_UNIT_BITS).value;
}

/* The table as it is. */
static kl_status known(const kl_joint *joint, kl_error *error) {
    kl_association a;
    double given;
    kl_status status = kl_joint_associate(joint, HAIR, EYES, &a, error);
    if (status == KL_OK)
        status = kl_joint_mutual_information(joint, HAIR, EYES, SEX, &given, error);
    if (status != KL_OK)
        return status;
    printf("H(hair) %.3f bits, H(eyes) %.3f\n", bits(a.entropy_x), bits(a.entropy_y));
    printf("I(hair; eyes) %.4f bits: %.1f %% of what there is to know of the hair\n",
           bits(a.mutual_information), 100 * a.uncertainty_x);
    printf("I(hair; eyes | sex) %.4f bits\n", bits(given));
    return KL_OK;
}

/* Which pairs make it up. */
static kl_status pairs(kl_error *error) {
    double table[16], pointwise[16];
    const size_t sizes[] = {4, 4};
    kl_joint *joint = NULL;
    for (int i = 0; i < 16; i++)
        table[i] = students[i / 4][i % 4][0] + students[i / 4][i % 4][1];
    kl_status status = kl_joint_from_table(kl_f64(table, 16), sizes, 2, &joint, error);
    if (status == KL_OK)
        status = kl_joint_pointwise(joint, HAIR, EYES, 0, pointwise, error);
    for (size_t i = 0; status == KL_OK && i < kl_joint_size(joint); i++) {
        const double often = bits(pointwise[i]);
        if (often > 0.8 || often < -2)
            printf("%s hair, %s eyes: %+.2f bits\n", hair[kl_joint_code(joint, i, 0)],
                   eyes[kl_joint_code(joint, i, 1)], often);
    }
    kl_joint_free(joint);
    return status;
}

/* The students as a sample of others. */
static kl_status sampled(const kl_joint *joint, const char *what, uint64_t y, kl_error *error) {
    kl_joint_result found;
    kl_g_test test;
    kl_status status = kl_joint_estimate(joint, HAIR, y, 0, NULL, &found, error);
    if (status == KL_OK)
        status = kl_joint_g_test(joint, HAIR, y, 0, &test, error);
    if (status != KL_OK)
        return status;
    const kl_estimate value = kl_estimate_convert(found.value, KL_UNIT_BITS);
    printf("%s %.4f bits [%.4f, %.4f], p %.3f of %u deals, %.2g of the G-test\n", what, value.value,
           value.low, value.high, found.p_value.value, (unsigned)found.p_value.n, test.p_value);
    return KL_OK;
}

int main(void) {
    const size_t sizes[] = {4, 4, 2};
    kl_error error = KL_ERROR_INIT;
    kl_joint *joint = NULL;
    kl_status status =
        kl_joint_from_table(kl_f64(&students[0][0][0], 32), sizes, 3, &joint, &error);
    if (status == KL_OK)
        status = known(joint, &error);
    if (status == KL_OK)
        status = pairs(&error);
    if (status == KL_OK)
        status = sampled(joint, "hair and eyes", EYES, &error);
    if (status == KL_OK)
        status = sampled(joint, "hair and sex ", SEX, &error);
    if (status != KL_OK)
        fprintf(stderr, "%s\n", error.message);
    kl_joint_free(joint);
    return status != KL_OK;
}
