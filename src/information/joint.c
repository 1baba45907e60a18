/* SPDX-License-Identifier: Apache-2.0 */
/* A joint distribution: what it is made of, and what can be looked at. */
#include "information/joint.h"

#include <float.h>
#include <math.h>

#include "base/alloc.h"
#include "base/error.h"

void kl_joint_free(kl_joint *joint) {
    if (joint == NULL)
        return;
    for (unsigned v = 0; v < joint->variables; v++)
        kl_free(joint->book[v].code);
    kl_free(joint->rank);
    kl_free(joint->weight);
    kl_free(joint);
}

/* ── From cells ── */

kl_status kl_joint_room(kl_joint *cells, size_t size, kl_error *error) {
    cells->size = size;
    cells->rank = kl_alloc(size, cells->variables * sizeof *cells->rank);
    cells->weight = kl_alloc(size, sizeof *cells->weight);
    if (cells->rank == NULL || cells->weight == NULL)
        return kl_fail_memory(error, "a joint distribution",
                              size * (cells->variables * sizeof *cells->rank + 8));
    return KL_OK;
}

void kl_joint_set_ranks(kl_joint *cells, size_t cell, size_t place) {
    for (unsigned v = cells->variables; v-- > 0;) {
        cells->rank[v * cells->size + cell] = (uint32_t)(place % cells->book[v].values);
        place /= cells->book[v].values;
    }
}

static void drop_weightless(kl_joint *joint) {
    const size_t size = joint->size;
    size_t kept = 0;
    for (size_t i = 0; i < size; i++)
        kept += joint->weight[i] > 0;
    for (unsigned v = 0; v < joint->variables; v++) {
        const uint32_t *from = joint->rank + v * size;
        uint32_t *to = joint->rank + v * kept;
        for (size_t i = 0; i < size; i++) {
            *to = from[i];
            to += joint->weight[i] > 0;
        }
    }
    kept = 0;
    for (size_t i = 0; i < size; i++)
        if (joint->weight[i] > 0)
            joint->weight[kept++] = joint->weight[i];
    joint->size = kept;
}

/* Renumber a variable by the values that have weight. */
static kl_status tighten(kl_joint *joint, unsigned v, kl_error *error) {
    kl_code_book *book = &joint->book[v];
    uint32_t *rank = joint->rank + v * joint->size, *place;
    place = kl_alloc_zero(book->values, sizeof *place);
    if (place == NULL)
        return kl_fail_memory(error, "values of a variable", book->values * sizeof *place);
    for (size_t i = 0; i < joint->size; i++)
        place[rank[i]] = 1;
    size_t kept = 0;
    for (size_t k = 0; k < book->values; k++)
        kept += place[k];
    int64_t *code = kl_alloc(kept, sizeof *code);
    if (code == NULL) {
        kl_free(place);
        return kl_fail_memory(error, "values of a variable", kept * sizeof *code);
    }
    kept = 0;
    for (size_t k = 0; k < book->values; k++) {
        if (place[k] == 0)
            continue;
        code[kept] = book->code != NULL ? book->code[k] : book->first + (int64_t)k;
        place[k] = (uint32_t)kept++;
    }
    for (size_t i = 0; i < joint->size; i++)
        rank[i] = place[rank[i]];
    kl_free(place);
    kl_free(book->code);
    *book = (kl_code_book){kept, 0, code};
    return KL_OK;
}

static void add_up(kl_joint *joint) {
    joint->total = kl_pair_of(0);
    for (size_t i = 0; i < joint->size; i++)
        joint->total = kl_pair_add(joint->total, kl_pair_of(joint->weight[i]));
    joint->unit = joint->total.hi > 0 ? ldexp(1, -ilogb(joint->total.hi)) : 1;
}

/* What is no normal number beside the total would be in no sum, and is nothing. */
static void drop_tiny(kl_joint *joint) {
    for (size_t i = 0; i < joint->size; i++)
        if (!(joint->weight[i] * joint->unit >= DBL_MIN))
            joint->weight[i] = 0;
    drop_weightless(joint);
}

static int is_counted(const kl_joint *joint) {
    for (size_t i = 0; i < joint->size; i++)
        if (joint->weight[i] != floor(joint->weight[i]))
            return 0;
    return joint->exponent == 0 && joint->total.hi <= 0x1p53;
}

kl_status kl_joint_finish(kl_joint *cells, kl_joint **out, kl_error *error) {
    kl_status status = KL_OK;
    add_up(cells);
    drop_tiny(cells);
    if (cells->size >= UINT32_MAX)
        status = kl_fail(error, KL_ERROR_VALUE, "more than 2^32 combinations of values");
    for (unsigned v = 0; v < cells->variables && status == KL_OK; v++)
        status = tighten(cells, v, error);
    if (status != KL_OK) {
        kl_joint_free(cells);
        return status;
    }
    cells->counted = is_counted(cells);
    *out = cells;
    return KL_OK;
}

/* ── What can be looked at ── */

unsigned kl_joint_variables(const kl_joint *joint) {
    return joint != NULL ? joint->variables : 0;
}

size_t kl_joint_size(const kl_joint *joint) {
    return joint != NULL ? joint->size : 0;
}

double kl_joint_total(const kl_joint *joint) {
    return joint != NULL ? ldexp(joint->total.hi, joint->exponent) : 0;
}

uint64_t kl_joint_missing(const kl_joint *joint) {
    return joint != NULL ? joint->missing : 0;
}

int kl_joint_is_counted(const kl_joint *joint) {
    return joint != NULL && joint->counted;
}

size_t kl_joint_values(const kl_joint *joint, unsigned variable) {
    return joint != NULL && variable < joint->variables ? joint->book[variable].values : 0;
}

int64_t kl_joint_code(const kl_joint *joint, size_t cell, unsigned variable) {
    return joint->book[variable].code[joint->rank[variable * joint->size + cell]];
}

double kl_joint_weight(const kl_joint *joint, size_t cell) {
    return ldexp(joint->weight[cell], joint->exponent);
}

/* ── Checks ── */

kl_status kl_joint_check(const kl_joint *joint, uint64_t variables, const char *name,
                         kl_error *error) {
    if (joint == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "the joint distribution is NULL");
    if (variables == 0)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%s is an empty set of variables", name);
    if (joint->variables < 64 && variables >> joint->variables != 0)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "%s has variable %u, but there are %u variables, the first is 0", name,
                       joint->variables + (unsigned)__builtin_ctzll(variables >> joint->variables),
                       joint->variables);
    return KL_OK;
}

kl_status kl_joint_check_pair(const kl_joint *joint, uint64_t x, uint64_t y, uint64_t given,
                              kl_error *error) {
    kl_status status = kl_joint_check(joint, x, "x", error);
    if (status == KL_OK)
        status = kl_joint_check(joint, y, "y", error);
    return status == KL_OK && given != 0 ? kl_joint_check(joint, given, "given", error) : status;
}

kl_status kl_joint_check_counted(const kl_joint *joint, kl_error *error) {
    if (joint->counted)
        return KL_OK;
    for (size_t i = 0; i < joint->size; i++) {
        const double weight = kl_joint_weight(joint, i);
        if (weight != floor(weight))
            return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)i, -1,
                              "cell %zu has weight %g: this is of counts, whole numbers", i,
                              weight);
    }
    return kl_fail(error, KL_ERROR_VALUE, "counts add up to %g, more than 2^53",
                   kl_joint_total(joint));
}
