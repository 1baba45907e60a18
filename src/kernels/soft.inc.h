/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The loops of entropic transport: a row of exponentials of prices less costs, and their weighted sums by columns.
 * Eight virtual lanes and no contraction: every instruction set gives the same bits.
 */

/* e^t for t ≤ 0, to one unit in the last place; below −708 it stays at what it is there, a normal number. */
INLINE vec exp_below(vec t) {
    vec low = larger(t, splat(-708.0));
    vec k = (low * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52;
    vec r = (low - k * LN2_HIGH) - k * LN2_LOW;
    return (1.0 + (r + r * r * exp_tail(r))) * power_of_two(k);
}

/* The same of a batch: chains side by side. */
INLINE void exp_batch(vec t[BATCH]) {
    vec k[BATCH], q[BATCH];
    EACH {
        t[r] = larger(t[r], splat(-708.0));
        k[r] = (t[r] * 0x1.71547652b82fep+0 + 0x1.8p52) - 0x1.8p52;
        t[r] = (t[r] - k[r] * LN2_HIGH) - k[r] * LN2_LOW;
    }
    TOGETHER(t);
    EACH q[r] = exp_tail(t[r]);
    TOGETHER(q);
    EACH t[r] = (1.0 + (t[r] + t[r] * t[r] * q[r])) * power_of_two(k[r]);
}

INLINE vec soft_exponent(const double *price, const double *cost, vec inverse) {
    return load(price) - load(cost) * inverse;
}

/* The last elements, as a whole group of lanes that adds next to nothing. */
typedef struct soft_tail {
    double price[LANES], cost[LANES];
} soft_tail;

INLINE soft_tail take_tail(const double *price, const double *cost, size_t n) {
    soft_tail tail = {{0}, {0}};
    for (size_t k = 0; k < LANES; k++)
        tail.price[k] = -0x1p1000;
    memcpy(tail.price, price, n * sizeof *price);
    memcpy(tail.cost, cost, n * sizeof *cost);
    return tail;
}

INLINE double largest_of(const vec part[PARTS]) {
    double lane[LANES];
    memcpy(lane, part, sizeof lane);
    double largest = lane[0];
    for (int k = 1; k < LANES; k++)
        largest = lane[k] > largest ? lane[k] : largest;
    return largest;
}

INLINE double sum_of(const vec part[PARTS]) {
    double lane[LANES];
    memcpy(lane, part, sizeof lane);
    return ((lane[0] + lane[1]) + (lane[2] + lane[3])) +
           ((lane[4] + lane[5]) + (lane[6] + lane[7]));
}

INLINE vec soft_one(const double *price, const double *cost, vec inverse, vec shift, double *e) {
    vec v = soft_exponent(price, cost, inverse) - shift;
    v = exp_below(v);
    store(e, v);
    return v;
}

/* A batch is whole groups of lanes, so that each element stays in its lane. */
enum { STEP = BATCH * KL_WIDTH };

static void soft_row(const double *price, const double *cost, size_t n, double inverse, double *e,
                     double out[2]) {
    const size_t whole = n / LANES * LANES;
    const soft_tail tail = take_tail(price + whole, cost + whole, n - whole);
    const vec steep = splat(inverse);
    vec part[PARTS];
    for (int p = 0; p < PARTS; p++)
        part[p] = soft_exponent(tail.price + p * KL_WIDTH, tail.cost + p * KL_WIDTH, steep);
    for (size_t j = 0; j < whole; j += LANES)
        for (int p = 0; p < PARTS; p++)
            part[p] = larger(
                part[p], soft_exponent(price + j + p * KL_WIDTH, cost + j + p * KL_WIDTH, steep));
    out[0] = largest_of(part);
    const vec shift = splat(out[0]);
    for (int p = 0; p < PARTS; p++)
        part[p] = splat(0.0);
    size_t j = 0;
    for (; j + STEP <= whole; j += STEP) {
        vec v[BATCH];
        EACH v[r] = soft_exponent(price + j + r * KL_WIDTH, cost + j + r * KL_WIDTH, steep) - shift;
        exp_batch(v);
        EACH {
            store(e + j + r * KL_WIDTH, v[r]);
            part[r % PARTS] += v[r];
        }
    }
    for (; j < whole; j += LANES)
        for (int p = 0; p < PARTS; p++)
            part[p] += soft_one(price + j + p * KL_WIDTH, cost + j + p * KL_WIDTH, steep, shift,
                                e + j + p * KL_WIDTH);
    for (int p = 0; p < PARTS && whole < n; p++)
        part[p] += soft_one(tail.price + p * KL_WIDTH, tail.cost + p * KL_WIDTH, steep, shift,
                            e + whole + p * KL_WIDTH);
    out[1] = sum_of(part);
}

INLINE void add_columns(const double *e, size_t stride, size_t rows, const double *weight, size_t n,
                        double *sum) {
    for (size_t j = 0; j < n; j += KL_WIDTH) {
        vec added = splat(weight[0]) * load(e + j);
        for (size_t r = 1; r < rows; r++)
            added += splat(weight[r]) * load(e + r * stride + j);
        store(sum + j, load(sum + j) + added);
    }
}

static void soft_columns(const double *e, size_t stride, size_t rows, const double *weight,
                         size_t n, double *sum) {
    if (rows == KL_SOFT_ROWS)
        add_columns(e, stride, KL_SOFT_ROWS, weight, n, sum);
    else
        add_columns(e, stride, rows, weight, n, sum);
}
