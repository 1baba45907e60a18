/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two rows of logits beside each other: the divergences of their softmaxes P and Q and the gradients of these, from
 * differences of logits. With r = ln q − ln p, X the larger of p and q, and w = e^−|r| what the smaller has of it,
 * every term is X times a function of w and |r| that is formed without cancellation: no digits are lost where the
 * rows are nearly equal, and none where p or q is faint.
 */

/* One token, by lanes. */
typedef struct pair_lanes {
    mask p_larger, q_larger; /* neither: p = q */
    vec larger, smaller;     /* of p and q */
    vec r, w, less_one;      /* ln q − ln p; w, and w − 1 = −(1 − w), good relatively */
    vec excess; /* w − 1 + |r| ≥ 0: KL's term from the larger to the smaller, over the larger */
    vec back;   /* 1 − w − w |r| ≥ 0: the term the other way round, over the larger */
} pair_lanes;

/* w, w − 1 and excess of s = −|r|; what lies below FAINT is 0. */
#define FAINT -700.0
INLINE void set_powers(vec s, pair_lanes *of) {
    const vec one = splat(1.0);
    vec t = larger(s, splat(FAINT));
    vec k = (t * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52;
    vec rh = t - k * LN2_HIGH, rl = -(k * LN2_LOW);
    vec r = rh + rl, lost = (rh - r) + rl;
    vec square = r * r * exp_tail(r);
    mask near = k == splat(0.0); /* there r is s */
    of->w = keep(t > splat(FAINT), (one + (r + (square + lost))) * power_of_two(k));
    of->less_one = choose(near, s + square, of->w - one);
    of->excess = choose(near, square, of->less_one - s);
    of->back = choose(near, s * s - square * (one - s), of->w * t - of->less_one);
}

INLINE pair_lanes take_pair(vec x, vec y, const kl_pair_row *row) {
    const vec none = splat(0.0), lowest = splat(-INFINITY);
    mask no_p = x == lowest, no_q = y == lowest;
    vec high = y - x, part = high - y; /* Knuth's two-sum: the low part may be all that is left */
    vec low = keep(~(no_p | no_q), (y - (high - part)) - (x + part));
    pair_lanes of;
    of.r = ((high - row->shift) + (low - row->shift_low)) * row->inverse;
    of.r = choose(no_p & no_q, none, of.r);
    of.p_larger = of.r < none;
    of.q_larger = of.r > none;
    vec log_p = (x - row->p_largest) * row->inverse - row->p_log_sum;
    vec log_q = (y - row->q_largest) * row->inverse - row->q_log_sum;
    set_powers(-absolute(of.r), &of);
    of.larger = vector_exp(choose(of.p_larger, log_p, log_q));
    of.smaller = of.larger * of.w;
    return of;
}

/* ln(1 + v) and weight·(v − ln(1 + v)) ≥ 0; `sum` is 1 + v, good relatively where v is below −1/2, and `product`
 * weight·v, where the weight is 0 its limit. */
INLINE vec log_less(vec v, vec sum, vec weight, vec product, vec *log) {
    vec t = v / (v + 2.0), z = t * t, tail = z * log1p_tail(z);
    mask near = (v >= splat(-0.5)) & (v <= splat(1.0));
    vec far_log = vector_log(sum);
    *log = choose(near, 2.0 * t + t * tail, far_log);
    return choose(near, weight * (t * (v - tail)), product - weight * far_log);
}

/* ln(m/p) and ln(m/q), m = βp + (1 − β)q, and the terms of KL(P‖M) and KL(Q‖M). */
typedef struct mixed_lanes {
    vec p_log, q_log, p_term, q_term;
} mixed_lanes;

INLINE mixed_lanes mixture_of(const pair_lanes *of, const kl_pair_row *row) {
    const vec beta = splat(row->beta), other = splat(1.0 - row->beta);
    vec share = choose(of->p_larger, beta, other); /* of the larger in the mixture */
    vec rest = choose(of->p_larger, other, beta);
    vec smallest = larger(of->w, splat(0x1p-1000));
    vec v = rest * of->less_one, gap = share * -of->less_one, log, other_log;
    vec term = log_less(v, share + rest * of->w, splat(1.0), v, &log) * of->larger;
    vec other_term =
        log_less(gap / smallest, share / smallest + rest, of->w, gap, &other_log) * of->larger;
    mixed_lanes out = {choose(of->p_larger, log, other_log), choose(of->p_larger, other_log, log),
                       choose(of->p_larger, term, other_term),
                       choose(of->p_larger, other_term, term)};
    return out;
}

/* q − p, and the sign of p − q. */
INLINE vec gain(const pair_lanes *of) {
    vec size = of->larger * of->less_one;
    return choose(of->p_larger, size, -size);
}
INLINE vec sign_of(const pair_lanes *of) {
    return keep(of->p_larger, splat(1.0)) - keep(of->q_larger, splat(1.0));
}
INLINE vec p_of(const pair_lanes *of) {
    return choose(of->p_larger, of->larger, of->smaller);
}
INLINE vec q_of(const pair_lanes *of) {
    return choose(of->p_larger, of->smaller, of->larger);
}

/* See KL_PAIR_SUMS. */
INLINE void pair_terms(kl_pair_kind kind, const pair_lanes *of, const kl_pair_row *row,
                       vec terms[KL_PAIR_SUMS]) {
    terms[0] = gain(of);
    if (kind == KL_PAIR_DIVERGENCE) {
        terms[1] = of->larger * choose(of->p_larger, of->excess, of->back);
    } else if (kind == KL_PAIR_MIXTURE) {
        mixed_lanes mixed = mixture_of(of, row);
        terms[1] = mixed.p_term;
        terms[2] = mixed.q_term;
    } else {
        vec sign = sign_of(of);
        terms[1] = -(of->larger * of->less_one);
        terms[2] = p_of(of) * sign;
        terms[3] = q_of(of) * sign;
    }
}

/* What fills a vector up adds nothing: both impossible. */
INLINE vec load_some(const double *x, size_t left) {
    if (left >= KL_WIDTH)
        return load(x);
    double room[KL_WIDTH];
    for (size_t i = 0; i < KL_WIDTH; i++)
        room[i] = i < left ? x[i] : -INFINITY;
    return load(room);
}
INLINE void store_some(double *x, size_t left, vec v) {
    if (left >= KL_WIDTH)
        store(x, v);
    else
        memcpy(x, &v, left * sizeof *x);
}

INLINE void pair_sums(kl_pair_kind kind, const double *x, const double *y, size_t n,
                      const kl_pair_row *row, double sums[KL_PAIR_SUMS]) {
    const int count = kind == KL_PAIR_DIVERGENCE ? 2 : kind == KL_PAIR_MIXTURE ? 3 : 4;
    vec high[KL_PAIR_SUMS][PARTS], low[KL_PAIR_SUMS][PARTS], terms[KL_PAIR_SUMS];
    for (int k = 0; k < count; k++)
        for (int part = 0; part < PARTS; part++)
            high[k][part] = low[k][part] = splat(0.0);
    for (size_t i = 0; i < n; i += LANES)
        for (int part = 0; part < PARTS; part++) {
            const size_t at = i + (size_t)part * KL_WIDTH, left = at < n ? n - at : 0;
            pair_lanes of = take_pair(load_some(x + at, left), load_some(y + at, left), row);
            pair_terms(kind, &of, row, terms);
            for (int k = 0; k < count; k++)
                add_exactly(&high[k][part], &low[k][part], terms[k]);
        }
    for (int k = 0; k < count; k++) {
        double pair[2];
        finish_sum(high[k], low[k], pair);
        sums[k] += pair[0] + pair[1];
    }
}

INLINE void pair_gradient(kl_pair_kind kind, const double *x, const double *y, size_t n,
                          const kl_pair_row *row, const kl_pair_slopes *how, double *p_out,
                          double *q_out) {
    for (size_t i = 0; i < n; i += KL_WIDTH) {
        pair_lanes of = take_pair(load_some(x + i, n - i), load_some(y + i, n - i), row);
        vec p = p_of(&of), q = q_of(&of), p_slope, q_slope;
        if (kind == KL_PAIR_DIVERGENCE) { /* 0·∞ is 0 */
            p_slope = keep(p > splat(0.0), p * (-of.r - how->p_mean));
            q_slope = gain(&of);
        } else if (kind == KL_PAIR_MIXTURE) {
            mixed_lanes mixed = mixture_of(&of, row);
            p_slope = p * (-mixed.p_log - how->p_mean);
            q_slope = q * (-mixed.q_log - how->q_mean);
        } else {
            vec sign = sign_of(&of);
            p_slope = p * (sign - how->p_mean);
            q_slope = q * (how->q_mean - sign);
        }
        store_some(p_out + i, n - i, p_slope * how->p_factor);
        store_some(q_out + i, n - i, q_slope * how->q_factor);
    }
}

#define KL_PAIR_FUNCTIONS(name, kind)                                                              \
    static void pair_sums_##name(const double *x, const double *y, size_t n,                       \
                                 const kl_pair_row *row, double sums[KL_PAIR_SUMS]) {              \
        pair_sums(kind, x, y, n, row, sums);                                                       \
    }                                                                                              \
    static void pair_gradient_##name(const double *x, const double *y, size_t n,                   \
                                     const kl_pair_row *row, const kl_pair_slopes *how,            \
                                     double *p_out, double *q_out) {                               \
        pair_gradient(kind, x, y, n, row, how, p_out, q_out);                                      \
    }

KL_PAIR_FUNCTIONS(divergence, KL_PAIR_DIVERGENCE)
KL_PAIR_FUNCTIONS(mixture, KL_PAIR_MIXTURE)
KL_PAIR_FUNCTIONS(variation, KL_PAIR_VARIATION)
