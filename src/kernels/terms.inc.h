/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The terms over vectors, for x, y > 0 in range; what they are where one is zero; and the careful way
 * of one element whose numbers are out of range.
 */

typedef struct point {
    vec x, yh, yl; /* y = yh + yl; yl is read only with `pairs` */
} point;

INLINE vec difference(point at, int pairs) {
    vec d = at.x - at.yh;
    if (!pairs)
        return d;
    d -= at.yl;
    return keep(absolute(d) > at.x * 0x1p-100, d); /* as without_noise */
}

/* Taken from the larger to the smaller, so that exchanging x and y changes no bit. */
INLINE vec jeffreys_term(point at, int pairs) {
    mask swap = at.yh > at.x;
    vec none = splat(0.0);
    vec bh = choose(swap, at.x, at.yh), bl = pairs ? keep(~swap, at.yl) : none;
    vec ah = choose(swap, at.yh, at.x), al = pairs ? keep(swap, at.yl) : none;
    ratio r = take_ratio(ah, al, bh, bl, pairs ? LOW_OF_BOTH : NO_LOW);
    if (pairs)
        r.s = without_noise(r.s);
    return absolute(difference(at, pairs) * log_of_ratio(r));
}

/* D(x, m) for the mixture m = mh + ml, from which x is known to differ by `e`: near m that is better than
 * what the pairs would give. */
INLINE vec mixture_term(vec xh, vec xl, vec mh, vec ml, vec e) {
    ratio r = take_ratio(xh, xl, mh, ml, LOW_OF_BOTH);
    mask same_binade = r.k == splat(0.0);
    r.e = choose(same_binade, e, r.e);
    r.s = choose(same_binade, e / (xh + mh), r.s);
    return divergence_of(r, xh, xl, mh, ml, LOW_OF_BOTH);
}

INLINE vec jensen_shannon_term(point at, const kl_scale *scale, int pairs) {
    vec w = splat(scale->weight), v = splat(scale->other_weight), none = splat(0.0);
    vec yl = pairs ? at.yl : none;
    vec a = w * at.x, b = v * at.yh;
    vec al = product_error(w, at.x, a), bl = product_error(v, at.yh, b);
    if (pairs)
        bl += v * yl;
    vec mh = a, ml = none;
    add_exactly(&mh, &ml, b);
    ml += al + bl;
    vec d = difference(at, pairs);
    return w * mixture_term(at.x, none, mh, ml, v * d) +
           v * mixture_term(at.yh, yl, mh, ml, -w * d);
}

/* For the surprise y is q·2^−q_exponent, compared with T itself. */
INLINE vec surprise_of(vec y, const kl_scale *scale, int pairs) {
    ratio r = take_ratio(splat(scale->q_total_hi), splat(scale->q_total_lo), y, splat(0.0),
                         pairs ? LOW_OF_BOTH : NO_LOW);
    vec surprise = log_of_ratio(r);
    return keep(surprise > splat(0.0),
                surprise); /* weights declared normalised may pass 1 a little */
}

INLINE vec term_of(kl_term term, point at, const kl_scale *scale, int pairs) {
    switch (term) {
    case KL_TERM_DIVERGENCE:
        return divergence_term(at.x, at.yh, at.yl, pairs);
    case KL_TERM_LOG_RATIO: {
        ratio r = take_ratio(at.x, splat(0.0), at.yh, at.yl, pairs);
        if (pairs)
            r.s = without_noise(r.s);
        return at.x * log_of_ratio(r);
    }
    case KL_TERM_SURPRISE:
        return at.x * surprise_of(at.yh, scale, pairs);
    case KL_TERM_JEFFREYS:
        return jeffreys_term(at, pairs);
    case KL_TERM_JENSEN_SHANNON:
        return jensen_shannon_term(at, scale, pairs);
    case KL_TERM_ABSOLUTE:
        return absolute(difference(at, pairs));
    case KL_TERM_HELLINGER: {
        vec t = difference(at, pairs) / (square_root(at.x) + square_root(at.yh));
        return t * t;
    }
    case KL_TERM_AFFINITY:
        return square_root(at.x) * square_root(at.yh);
    case KL_TERM_CHI_SQUARE: {
        vec d = difference(at, pairs);
        return (d / at.yh) * d;
    }
    case KL_TERM_TRIANGULAR: {
        vec d = difference(at, pairs);
        return (d / (at.x + at.yh)) * d;
    }
    case KL_TERM_NONE:
    case KL_TERM_COUNT:
        break;
    }
    return splat(0.0);
}

/* w·x·ln(1/w): the Jensen–Shannon term of a symbol that the other side lacks. */
INLINE vec lone_term(vec x, double weight) {
    return weight * x *
           log_of_ratio(take_ratio(splat(1.0), splat(0.0), splat(weight), splat(0.0), 0));
}

/* The term for x = 0 < y. */
INLINE vec term_without_p(kl_term term, vec y, const kl_scale *scale) {
    switch (term) {
    case KL_TERM_DIVERGENCE:
    case KL_TERM_ABSOLUTE:
    case KL_TERM_HELLINGER:
    case KL_TERM_CHI_SQUARE:
    case KL_TERM_TRIANGULAR:
        return y;
    case KL_TERM_JENSEN_SHANNON:
        return lone_term(y, scale->other_weight);
    case KL_TERM_JEFFREYS:
        return splat(INFINITY);
    default:
        return splat(0.0);
    }
}

/* The term for y = 0 < x. */
INLINE vec term_without_q(kl_term term, vec x, const kl_scale *scale) {
    switch (term) {
    case KL_TERM_ABSOLUTE:
    case KL_TERM_HELLINGER:
    case KL_TERM_TRIANGULAR:
        return x;
    case KL_TERM_JENSEN_SHANNON:
        return lone_term(x, scale->weight);
    case KL_TERM_AFFINITY:
        return splat(0.0);
    default:
        return splat(INFINITY);
    }
}

/* A positive double as m·2^e with m in [1, 2). */
static double take_apart(double x, int *e) {
    double m = frexp(x, e);
    *e -= 1;
    return m + m;
}

/* x and y so far apart that the smaller one counts only in a logarithm or a quotient. The mantissas are
 * in [1, 4), the exponents those of the scaled weights. */
static double far_term(kl_term term, double mx, int ex, double my, int ey, const kl_scale *scale) {
    int p_larger = ex > ey;
    ratio r = take_ratio(splat(mx), splat(0.0), splat(my), splat(0.0), 0);
    r.k += (double)(ex - ey);
    double log_ratio = log_of_ratio(r)[0];
    vec larger = splat(p_larger ? mx : my);
    int top = p_larger ? ex : ey;
    switch (term) {
    case KL_TERM_DIVERGENCE:
        return p_larger ? ldexp(mx * (log_ratio - 1.0), ex) : ldexp(my, ey);
    case KL_TERM_LOG_RATIO:
        return ldexp(mx * log_ratio, ex);
    case KL_TERM_JEFFREYS:
        return ldexp(larger[0] * fabs(log_ratio), top);
    case KL_TERM_AFFINITY: {
        int odd = (ex + ey) & 1;
        return ldexp(sqrt(mx * my * (odd ? 2.0 : 1.0)), (ex + ey - odd) / 2);
    }
    case KL_TERM_CHI_SQUARE:
        return p_larger ? ldexp(mx * mx / my, 2 * ex - ey) : ldexp(my, ey);
    default:
        return ldexp((p_larger ? term_without_q(term, larger, scale)
                               : term_without_p(term, larger, scale))[0],
                     top);
    }
}

/* One element with p, q ≠ 0 of any size; NaN if it is no weight. */
static double careful_term(kl_term term, double p, double q, const kl_scale *scale) {
    if (!(p > 0.0 && p < INFINITY && q > 0.0 && q < INFINITY))
        return NAN;
    int ex, ey;
    double mx = take_apart(p, &ex), mq = take_apart(q, &ey);
    ex -= scale->p_exponent;
    ey -= scale->q_exponent;
    if (term == KL_TERM_SURPRISE) {
        ratio r = take_ratio(splat(scale->q_total_hi), splat(scale->q_total_lo), splat(mq),
                             splat(0.0), LOW_OF_BOTH);
        r.k -= (double)ey;
        double surprise = log_of_ratio(r)[0];
        return ldexp(mx * (surprise > 0.0 ? surprise : 0.0), ex);
    }
    vec yh = mq * splat(scale->ratio_hi);
    vec yl = product_error(splat(mq), splat(scale->ratio_hi), yh) + mq * splat(scale->ratio_lo);
    if (ex - ey > 500 || ey - ex > 500)
        return far_term(term, mx, ex, yh[0], ey, scale);
    /* Powers of two change no bit of what follows: every term is homogeneous. */
    int top = ex > ey ? ex : ey;
    double x_power = ldexp(1.0, ex - top), y_power = ldexp(1.0, ey - top);
    point at = {mx * splat(x_power), yh * y_power, yl * y_power};
    return ldexp(term_of(term, at, scale, 1)[0], top);
}
