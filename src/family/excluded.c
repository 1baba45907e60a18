/* SPDX-License-Identifier: Apache-2.0 */
/* What of p lies where q has no mass: outside the support of q, and on the zero weights of a categorical. */
#include "family/row.h"

static kl_support support_of(const kl_distribution *d) {
    return d->row->support(d->at, d->n);
}

static double log_mass_at(const kl_distribution *d, double k) {
    return d->row->log_mass(d->at, d->n, k);
}

static void add_symbol(const kl_distribution *p, double k, kl_excluded *out) {
    const double log_mass = log_mass_at(p, k);
    if (log_mass == -INFINITY)
        return;
    out->some = 1;
    out->count++;
    out->mass += kl_exp(log_mass);
}

/* Zeros between others: only a categorical has them. */
static void add_zero_weights(const kl_distribution *p, const kl_distribution *q, kl_excluded *out) {
    if (!q->row->family.discrete || !q->row->family.vector)
        return;
    const kl_support both = kl_support_common(support_of(p), support_of(q));
    for (size_t i = 0; (double)i <= both.high - both.low; i++)
        if (log_mass_at(q, both.low + (double)i) == -INFINITY)
            add_symbol(p, both.low + (double)i, out);
}

/* The symbols of p from low to high. */
static double mass_of(const kl_distribution *p, kl_support part) {
    if (kl_is_too_wide(p))
        return NAN;
    const kl_support walk = kl_support_common(kl_heart(p), part);
    kl_exact_sum sum;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; (double)i <= walk.high - walk.low; i++)
        kl_exact_sum_add(&sum, kl_exp(log_mass_at(p, walk.low + (double)i)));
    return kl_exact_sum_round(&sum);
}

static double symbols_in(kl_support part) {
    return fmax(part.high - part.low + 1, 0);
}

/* Of finitely many symbols, those on both sides of q. */
static void add_sides(const kl_distribution *p, kl_support q, kl_excluded *out) {
    const kl_support all = support_of(p), both = kl_support_common(all, q);
    const kl_support below = {all.low, fmin(q.low - 1, all.high)};
    const kl_support above = {fmax(q.high + 1, all.low), all.high};
    out->some = q.low > all.low || q.high < all.high;
    if (!out->some)
        return;
    out->count = (uint64_t)(symbols_in(below) + symbols_in(above));
    if (both.low > both.high)
        out->mass = 1;
    else if (both.low == both.high)
        out->mass = -kl_expm1(log_mass_at(p, both.low));
    else
        out->mass = mass_of(p, below) + mass_of(p, above);
}

/* Of a categorical, those that have a weight. */
static void add_weights(const kl_distribution *p, kl_support q, kl_excluded *out) {
    for (size_t i = 0; i < p->n; i++)
        if ((double)i < q.low || (double)i > q.high)
            add_symbol(p, (double)i, out);
}

static void add_tails(const kl_distribution *p, kl_support q, kl_excluded *out) {
    const kl_support all = support_of(p);
    if (all.low < q.low)
        out->mass += p->row->below ? p->row->below(p->at, q.low) : NAN;
    if (all.high > q.high)
        out->mass += p->row->above ? p->row->above(p->at, q.high) : NAN;
    out->some = all.low < q.low || all.high > q.high;
}

kl_excluded kl_excluded_of(const kl_distribution *p, const kl_distribution *q) {
    kl_excluded out = {0, 0, 0};
    if (p->row->family.discrete != q->row->family.discrete)
        return (kl_excluded){1, 0, 1};
    const int finite = kl_has_finite_support(p);
    if (finite && p->row->family.vector)
        add_weights(p, support_of(q), &out);
    else if (finite)
        add_sides(p, support_of(q), &out);
    else
        add_tails(p, support_of(q), &out);
    add_zero_weights(p, q, &out);
    out.count = finite ? out.count : 0;
    out.mass = out.mass > 1 ? 1 : out.mass;
    return out;
}
