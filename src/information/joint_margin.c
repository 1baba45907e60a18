/* SPDX-License-Identifier: Apache-2.0 */
/* Cells grouped by some of their variables. */
#include "base/alloc.h"
#include "base/error.h"
#include "information/joint.h"
#include "information/rank.h"

void kl_margin_clear(kl_margin *margin) {
    kl_free(margin->of);
    kl_free(margin->weight);
    *margin = (kl_margin){0, NULL, NULL};
}

/* Every cell by itself, for they differ in the set of all variables. */
static void group_each(const kl_joint *joint, kl_margin *out) {
    out->groups = joint->size;
    for (size_t i = 0; i < joint->size; i++)
        out->of[i] = (uint32_t)i;
}

/* By one more variable: the group so far and the rank in it are the key. */
static kl_status group_by(const kl_joint *joint, unsigned v, uint64_t *key, kl_margin *out,
                          kl_error *error) {
    const uint32_t *rank = joint->rank + v * joint->size;
    const uint64_t values = joint->book[v].values; /* below 2^32, as are the groups */
    for (size_t i = 0; i < joint->size; i++)
        key[i] = out->of[i] * values + rank[i];
    return kl_rank_keys(key, joint->size, out->groups * values, out->of, &out->groups, NULL, error);
}

static kl_status group(const kl_joint *joint, uint64_t variables, kl_margin *out, kl_error *error) {
    const uint64_t all = UINT64_MAX >> (KL_VARIABLES_MAX - joint->variables);
    if (variables == all) {
        group_each(joint, out);
        return KL_OK;
    }
    out->groups = 1;
    for (size_t i = 0; i < joint->size; i++)
        out->of[i] = 0;
    uint64_t *key = kl_alloc(joint->size, sizeof *key);
    if (key == NULL)
        return kl_fail_memory(error, "a margin", joint->size * sizeof *key);
    kl_status status = KL_OK;
    for (unsigned v = 0; v < joint->variables && status == KL_OK; v++)
        if (variables >> v & 1)
            status = group_by(joint, v, key, out, error);
    kl_free(key);
    return status;
}

static kl_status weigh(const kl_joint *joint, kl_margin *out, kl_error *error) {
    out->weight = kl_alloc_zero(out->groups, sizeof *out->weight);
    if (out->weight == NULL)
        return kl_fail_memory(error, "a margin", out->groups * sizeof *out->weight);
    for (size_t i = 0; i < joint->size; i++) {
        kl_pair *sum = &out->weight[out->of[i]];
        *sum = kl_pair_add(*sum, kl_pair_of(joint->weight[i] * joint->unit));
    }
    return KL_OK;
}

kl_status kl_margin_new(const kl_joint *joint, uint64_t variables, kl_margin *out,
                        kl_error *error) {
    *out = (kl_margin){.of = kl_alloc(joint->size, sizeof *out->of)};
    kl_status status = KL_OK;
    if (out->of == NULL)
        status = kl_fail_memory(error, "a margin", joint->size * sizeof *out->of);
    if (status == KL_OK)
        status = group(joint, variables, out, error);
    if (status == KL_OK)
        status = weigh(joint, out, error);
    if (status != KL_OK)
        kl_margin_clear(out);
    return status;
}

void kl_margin_counts(const kl_joint *joint, const kl_margin *margin, double *count) {
    for (size_t g = 0; g < margin->groups; g++)
        count[g] = margin->weight[g].hi / joint->unit;
}
