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

/* Of the larger to the smaller, so that exchanging x and y changes no bit. */
INLINE ratio jeffreys_ratio(point at, int pairs) {
    mask swap = at.yh > at.x;
    vec none = splat(0.0);
    vec bh = choose(swap, at.x, at.yh), bl = pairs ? keep(~swap, at.yl) : none;
    vec ah = choose(swap, at.yh, at.x), al = pairs ? keep(swap, at.yl) : none;
    ratio r = take_ratio(ah, al, bh, bl, pairs ? LOW_OF_BOTH : NO_LOW);
    if (pairs)
        r.s = without_noise(r.s);
    return r;
}

/* m = w x + v y as a pair. */
typedef struct mixture {
    vec high, low;
} mixture;

INLINE mixture mix(point at, const kl_scale *scale, int pairs) {
    vec w = splat(scale->weight), v = splat(scale->other_weight);
    vec a = w * at.x, b = v * at.yh;
    vec al = product_error(w, at.x, a), bl = product_error(v, at.yh, b);
    if (pairs)
        bl += v * at.yl;
    mixture m = {a, splat(0.0)};
    add_exactly(&m.high, &m.low, b);
    m.low += al + bl;
    return m;
}

/* x beside m, from which it is known to differ by `e`: near m that is better than what the pairs would give. */
INLINE ratio take_mixture(vec xh, vec xl, const mixture *m, vec e, int low_parts) {
    ratio r = take_ratio(xh, xl, m->high, m->low, low_parts);
    r.e = choose(r.k == splat(0.0), e, r.e);
    r.s = r.e / (xh + r.y2);
    return r;
}

/* D(x, m) */
INLINE vec mixture_term(vec xh, vec xl, const mixture *m, vec e, int low_parts) {
    return divergence_of(take_mixture(xh, xl, m, e, low_parts), xh, xl, m->high, m->low, low_parts);
}

INLINE vec jensen_shannon_term(point at, const kl_scale *scale, int pairs) {
    vec w = splat(scale->weight), v = splat(scale->other_weight), none = splat(0.0);
    const mixture m = mix(at, scale, pairs);
    vec d = difference(at, pairs);
    return w * mixture_term(at.x, none, &m, v * d, LOW_OF_Y) +
           v * mixture_term(at.yh, at.yl, &m, -w * d, pairs ? LOW_OF_BOTH : LOW_OF_Y);
}

INLINE vec skew_term(point at, const kl_scale *scale, int pairs) {
    const mixture m = mix(at, scale, pairs);
    return mixture_term(at.x, splat(0.0), &m, scale->other_weight * difference(at, pairs),
                        LOW_OF_Y);
}

/* x − γ y, the product as a pair. */
INLINE vec excess_term(point at, double threshold, int pairs) {
    vec g = splat(threshold), product = g * at.yh;
    vec low = product_error(g, at.yh, product);
    if (pairs)
        low += g * at.yl;
    vec d = (at.x - product) - low;
    return keep(d > at.x * 0x1p-100, d); /* as without_noise */
}

INLINE ratio log_ratio(point at, int pairs) {
    ratio r = take_ratio(at.x, splat(0.0), at.yh, at.yl, pairs);
    if (pairs)
        r.s = without_noise(r.s);
    return r;
}

INLINE vec log_ratio_of(point at, int pairs) {
    return log_of_ratio(log_ratio(at, pairs));
}

/* For the surprise y is q·2^−q_exponent, compared with T itself. */
INLINE ratio surprise_ratio(vec y, const kl_scale *scale) {
    return take_ratio(splat(scale->q_total_hi), splat(scale->q_total_lo), y, splat(0.0),
                      LOW_OF_BOTH);
}

/* Weights declared normalised may pass 1 a little. */
INLINE vec surprise_of(vec log) {
    return larger(log, splat(0.0));
}

INLINE vec term_of(kl_term term, point at, const kl_scale *scale, int pairs) {
    switch (term) {
    case KL_TERM_DIVERGENCE:
        return divergence_term(at.x, at.yh, at.yl, pairs);
    case KL_TERM_LOG_RATIO:
        return at.x * log_ratio_of(at, pairs);
    case KL_TERM_SURPRISE:
        return at.x * surprise_of(pairs ? log_of_ratio(surprise_ratio(at.yh, scale))
                                        : surprise_of_share(at.yh));
    case KL_TERM_JEFFREYS:
        return absolute(difference(at, pairs) * log_of_ratio(jeffreys_ratio(at, pairs)));
    case KL_TERM_JENSEN_SHANNON:
        return are_halves(scale, pairs) ? halves_term(at.x, at.yh)
                                        : jensen_shannon_term(at, scale, pairs);
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
    case KL_TERM_CHI_SQUARE_BOTH: {
        vec d = difference(at, pairs);
        return (d / at.x) * d + (d / at.yh) * d;
    }
    case KL_TERM_POWER:
        return power_of_ratio(at.x, at.yh, difference(at, pairs), log_ratio_of(at, pairs),
                              &scale->power);
    case KL_TERM_POWER_AFFINITY:
        return times_exponential(at.x, scale->power.less_one * log_ratio_of(at, pairs));
    case KL_TERM_EXCESS:
        return excess_term(at, scale->threshold, pairs);
    case KL_TERM_SKEW:
        return skew_term(at, scale, pairs);
    case KL_TERM_NONE:
    case KL_TERM_COUNT:
        break;
    }
    return splat(0.0);
}

/* Of a mixture: the smaller of two may count in it, however far apart they are. */
#define FAINT_WEIGHT 0x1p-100

/* w·x·ln(1/w): the Jensen–Shannon term of a symbol that the other side lacks. */
INLINE vec lone_term(vec x, double weight, double other_weight) {
    if (weight < FAINT_WEIGHT) /* neither it nor its product with x need be a normal double */
        return weight * (x * -kl_log(weight));
    double rest = (1.0 - weight) - other_weight; /* what the weight lost when it was rounded */
    return weight * x *
           log_of_ratio(take_ratio(splat(1.0), splat(0.0), splat(weight), splat(rest), LOW_OF_Y));
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
        return lone_term(y, scale->other_weight, scale->weight);
    case KL_TERM_POWER:
        return y / scale->power.order;
    case KL_TERM_SKEW:
        return y * scale->other_weight;
    case KL_TERM_JEFFREYS:
    case KL_TERM_CHI_SQUARE_BOTH:
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
        return lone_term(x, scale->weight, scale->other_weight);
    case KL_TERM_POWER:
        return scale->power.less_one < 0 ? x / -scale->power.less_one : splat(INFINITY);
    case KL_TERM_EXCESS:
        return x;
    case KL_TERM_SKEW: { /* D(x, w x), w = 1 − v as a pair */
        double w = scale->weight, v = scale->other_weight, rest = (1.0 - w) - v;
        const mixture m = {splat(w), splat(rest)};
        return x * mixture_term(splat(1.0), splat(0.0), &m, splat(v), LOW_OF_Y);
    }
    case KL_TERM_AFFINITY:
        return splat(0.0);
    case KL_TERM_POWER_AFFINITY:
        return scale->power.less_one < 0 ? splat(0.0) : splat(INFINITY);
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

/* The larger one is m·2^e. Of the growth (power.inc.h) and of x − y what the smaller one adds is lost. */
static double far_power(int p_larger, double m, int e, double log_ratio, const kl_power *power) {
    double a = power->order, b = power->less_one, u = b * log_ratio;
    if (!p_larger)
        return ldexp(m / a, e);
    if (fabs(u) <= EXPONENT_SMALL)
        return ldexp((power_growth(splat(m), splat(log_ratio), power)[0] - m) / a, e);
    exponential part = take_exponential(larger(smaller(splat(u), splat(1e6)), splat(-1e6)));
    const double divisor =
        smaller(splat(a) * b, splat(DBL_MAX))[0]; /* where that is more, e^u is */
    return ldexp(m * part.m[0] / divisor, e + (int)part.k[0]) - ldexp(m / b, e);
}

/* A positive number m·2^e. */
typedef struct parted {
    double m;
    int e;
} parted;

/* a + b, but for 2⁻¹⁰⁰ of it. */
static parted sum_parted(parted a, parted b) {
    if (a.e < b.e)
        return sum_parted(b, a);
    return (parted){a.m + ldexp(b.m, b.e - a.e > -100 ? b.e - a.e : -100), a.e};
}

/* D(x, x + d) */
static double divergence_parted(parted x, parted d) {
    if (d.e - x.e > 100)
        return ldexp(d.m, d.e);
    const vec more = splat(ldexp(d.m, d.e - x.e));
    mixture m = {splat(x.m), splat(0.0)};
    add_exactly(&m.high, &m.low, more);
    return ldexp(mixture_term(splat(x.m), splat(0.0), &m, -more, LOW_OF_Y)[0], x.e);
}

/* Of x and y far apart the larger has so faint a weight w in their mixture m that the smaller counts there:
 * m = smaller + w·larger and D(smaller, m); `both`: with w·D(larger, m), which is w·larger·(ln(larger/m) − 1). */
static double faint_term(parted large, parted small, double w, int both) {
    parted share = {1.0, 0};
    share.m = large.m * take_apart(w, &share.e);
    share.e += large.e;
    const double term = divergence_parted(small, share);
    if (!both)
        return term;
    const parted m = sum_parted(small, share);
    const double log_ratio = kl_log(large.m / m.m) + (double)(large.e - m.e) * M_LN2;
    return ldexp(share.m * (log_ratio - 1.0), share.e) + term;
}

/* Which of x and y is so faint in a mixture, if it is the larger one. */
static int is_faint_mixture(kl_term term, int p_larger, const kl_scale *scale) {
    return p_larger ? term == KL_TERM_JENSEN_SHANNON && scale->weight < FAINT_WEIGHT
                    : term == KL_TERM_SKEW && scale->other_weight < FAINT_WEIGHT;
}

/* x and y so far apart that the smaller one counts only in a logarithm or a quotient. The mantissas are
 * in [1, 4), the exponents those of the scaled weights. */
static double far_term(kl_term term, double mx, int ex, double my, int ey, const kl_scale *scale) {
    int p_larger = ex > ey;
    const parted x = {mx, ex}, y = {my, ey};
    if (is_faint_mixture(term, p_larger, scale))
        return p_larger ? faint_term(x, y, scale->weight, 1)
                        : faint_term(y, x, scale->other_weight, 0);
    ratio r = take_ratio(splat(mx), splat(0.0), splat(my), splat(0.0), 0);
    r.k += (double)(ex - ey);
    double log_ratio = log_of_ratio(r)[0];
    vec larger_one = splat(p_larger ? mx : my);
    int top = p_larger ? ex : ey;
    switch (term) {
    case KL_TERM_DIVERGENCE:
        return p_larger ? ldexp(mx * (log_ratio - 1.0), ex) : ldexp(my, ey);
    case KL_TERM_LOG_RATIO:
        return ldexp(mx * log_ratio, ex);
    case KL_TERM_JEFFREYS:
        return ldexp(larger_one[0] * fabs(log_ratio), top);
    case KL_TERM_AFFINITY: {
        int odd = (ex + ey) & 1;
        return ldexp(sqrt(mx * my * (odd ? 2.0 : 1.0)), (ex + ey - odd) / 2);
    }
    case KL_TERM_CHI_SQUARE:
        return p_larger ? ldexp(mx * mx / my, 2 * ex - ey) : ldexp(my, ey);
    case KL_TERM_CHI_SQUARE_BOTH:
        return p_larger ? ldexp(mx * mx / my, 2 * ex - ey) : ldexp(my * my / mx, 2 * ey - ex);
    case KL_TERM_POWER:
        return far_power(p_larger, larger_one[0], top, log_ratio, &scale->power);
    case KL_TERM_POWER_AFFINITY: {
        vec u = splat(scale->power.less_one * log_ratio);
        exponential part = take_exponential(larger(smaller(u, splat(1e6)), splat(-1e6)));
        return ldexp(mx * part.m[0], ex + (int)part.k[0]);
    }
    default:
        return ldexp((p_larger ? term_without_q(term, larger_one, scale)
                               : term_without_p(term, larger_one, scale))[0],
                     top);
    }
}

/* Of a ratio above 2^(k − 2) the power is so high that it drowns x and y. */
static int is_high_power(kl_term term, int k, const kl_scale *scale) {
    return term == KL_TERM_POWER && k > 2 && scale->power.less_one * (k - 2) > 500.0;
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
    if (term == KL_TERM_EXCESS) /* γ may be as large as the ratio */
        return ldexp(
            excess_term((point){splat(mx), yh, yl}, ldexp(scale->threshold, ey - ex), 1)[0], ex);
    if (ex - ey > 500 || ey - ex > 500 || is_high_power(term, ex - ey, scale))
        return far_term(term, mx, ex, yh[0], ey, scale);
    /* Powers of two change no bit of what follows: every term is homogeneous. */
    int top = ex > ey ? ex : ey;
    double x_power = ldexp(1.0, ex - top), y_power = ldexp(1.0, ey - top);
    point at = {mx * splat(x_power), yh * y_power, yl * y_power};
    return ldexp(term_of(term, at, scale, 1)[0], top);
}
