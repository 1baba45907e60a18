/* SPDX-License-Identifier: Apache-2.0 */
/* The loops of each instruction set on one number at a time: exponentials, and numbers of 16 bits both ways. */
#include "oracle.h"

#include "kernels/scalar.h"
#include "loss/row.h"

/* Every table that this machine can run. */
static const kl_loss_kernels *tables[3];
static size_t table_count;

static int find_tables(void **state) {
    (void)state;
    const kl_loss_kernels *all[] = {kl_loss_kernels_scalar, kl_loss_kernels_avx2,
                                    kl_loss_kernels_avx512};
    const kl_isa isas[] = {KL_ISA_SCALAR, KL_ISA_AVX2, KL_ISA_AVX512};
    for (size_t i = 0; i < 3; i++)
        if (all[i] != NULL && kl_isa_available(isas[i]))
            tables[table_count++] = all[i];
        else
            print_message("this machine cannot run %s: skipped\n", kl_isa_name(isas[i]));
    return 0;
}

/* Against kl_exp, which is good to a unit of f64; x in units of the temperature. */
static void check_exponentials(const kl_loss_kernels *kernels, float largest, double temperature) {
    enum { N = 8191 }; /* with a tail */
    static float x[N], out[N];
    const kl_loss_temperature lanes = kl_loss_temperature_of(temperature);
    const kl_loss_base base = kl_loss_base_of(largest, temperature == 1 ? NULL : &lanes);
    for (size_t i = 0; i < N; i++)
        x[i] = largest - (float)(100 * temperature) * (float)i / N;
    kernels->gradient(x, NULL, N, base, -INFINITY, 1, 0, out);
    double sum = 0, spread = 0;
    for (size_t i = 0; i < N; i++) {
        const double down = (double)x[i] - (double)largest, below = down / temperature;
        const double truth = kl_exp(below - kl_loss_base_log(base, largest));
        /* Two units in the last place; nothing where less than 2⁻¹²⁶ or so is left. */
        const double bound = below < -87 ? truth : 2 * 0x1p-23 * truth;
        if (!(fabs((double)out[i] - truth) <= bound))
            fail_msg("e^(%g/%g) from %g: %g, expected %g", (double)x[i], temperature,
                     (double)largest, (double)out[i], truth);
        if (below < -89)
            assert_true(out[i] == 0);
        if (i < KL_LOSS_BLOCK && below > -87) {
            sum += truth;
            spread += truth * below;
        }
    }
    const kl_loss_sums sums = kernels->sum_spread(x, KL_LOSS_BLOCK, KL_LOSS_BLOCK, base, largest);
    const double plain = kernels->sum(x, KL_LOSS_BLOCK, KL_LOSS_BLOCK, base, x[KL_LOSS_BLOCK - 1]);
    assert_true(fabs(sums.exponentials - sum) <= 0x1p-20 * sum);
    assert_true(fabs(plain - sum) <= 0x1p-20 * sum);
    assert_true(fabs(sums.spread - spread) <= -0x1p-20 * spread);
}

static void exponentials(void **state) {
    (void)state;
    static const float largest[] = {0, 3.25f, -700.5f, 1023.75f, 1024, -5e4f};
    static const double temperatures[] = {1, 0.07, 2.5, 1e4, 0x1.3p-60, 0x1p60};
    for (size_t t = 0; t < table_count; t++)
        for (size_t k = 0; k < sizeof largest / sizeof *largest; k++)
            for (size_t i = 0; i < sizeof temperatures / sizeof *temperatures; i++)
                check_exponentials(&tables[t][KL_LOSS_F32], largest[k] * (float)temperatures[i],
                                   temperatures[i]);
}

/* Logits of a block as they may come. */
enum { EVEN, SAME, WITHIN_REACH, BEYOND_REACH, ONE_FAR_BELOW, SHAPES };

static float logit_of(int shape, float top, double u, size_t i) {
    const float reach = kl_loss_base_of(top, NULL).exponent * 0x1.62e43p-1f - KL_LOSS_REACH;
    switch (shape) {
    case EVEN:
        return top + (float)(-8 * u);
    case SAME:
        return top;
    case WITHIN_REACH:
        return i % 2 == 0 ? top : i == 1 ? reach : reach + (float)(0.3 * u);
    case BEYOND_REACH:
        return i % 2 == 0 ? top : i == 1 ? nextafterf(reach, -INFINITY) : reach - (float)(0.3 * u);
    default:
        return top + (i == 77 ? (float)(-90 * u) : (float)(-20 * u));
    }
}

/* A block of them, at most `top`, in the type of the loops and as f32. What rounding takes out of reach is `top`. */
typedef struct block {
    size_t n;
    float top, lowest, x[KL_LOSS_BLOCK];
    uint16_t halves[KL_LOSS_BLOCK];
} block;

static void fill(block *b, kl_loss_type type, int shape, kl_random *random) {
    const kl_dtype dtype = type == KL_LOSS_BF16 ? KL_BF16 : KL_F16;
    const float reach = logit_of(WITHIN_REACH, b->top, 0, 1);
    b->lowest = INFINITY;
    for (size_t i = 0; i < b->n; i++) {
        b->x[i] = logit_of(shape, b->top, kl_random_uniform(random), i);
        if (type != KL_LOSS_F32) {
            kl_number_store(dtype, b->halves, i, (double)b->x[i]);
            b->x[i] = (float)get_number(dtype, b->halves, i);
        }
        if (shape == WITHIN_REACH && b->x[i] < reach) {
            b->x[i] = b->top;
            kl_number_store(dtype, b->halves, i, (double)b->top);
        }
        b->lowest = fminf(b->lowest, b->x[i]);
    }
}

static double exact_sum(const block *b, size_t skip, double zero) {
    double sum = 0;
    for (size_t i = 0; i < b->n; i++)
        sum += i == skip ? 0 : kl_exp((double)b->x[i] - zero);
    return sum;
}

/* To 2⁻²⁰ of it, as the header says. The tops are numbers of 16 bits. */
static void sums(void **state) {
    (void)state;
    static const float tops[] = {0, 3.25f, -700, 1020, -49152};
    static const size_t sizes[] = {1, 7, 33, 100, 767, KL_LOSS_BLOCK};
    enum { TOPS = 5, SIZES = 6, TIMES = 8 };
    static block b;
    kl_random random;
    kl_random_init(&random, 12, 0);
    for (size_t k = 0; k < KL_LOSS_TYPES * TOPS * SIZES * SHAPES * TIMES; k++) {
        const kl_loss_type type = (kl_loss_type)(k % KL_LOSS_TYPES);
        const int shape = (int)(k / (KL_LOSS_TYPES * TOPS * SIZES) % SHAPES);
        b.top = tops[k / KL_LOSS_TYPES % TOPS];
        b.n = sizes[k / (KL_LOSS_TYPES * TOPS) % SIZES];
        fill(&b, type, shape, &random);
        const void *x = type == KL_LOSS_F32 ? (const void *)b.x : b.halves;
        const kl_loss_base base = kl_loss_base_of(b.top, NULL);
        const size_t skip = kl_random_u64(&random) % (b.n + 1);
        const double truth = exact_sum(&b, skip, (double)b.top + kl_loss_base_log(base, b.top));
        for (size_t t = 0; t < table_count; t++) {
            const double got = tables[t][type].sum(x, b.n, skip, base, b.lowest);
            if (!(fabs(got - truth) <= 0x1p-20 * truth))
                fail_msg("type %d, shape %d, %zu below %g: off by %g", (int)type, shape, b.n,
                         (double)b.top, got / truth - 1);
            assert_true(tables[t][type].range(x, b.n).lowest == b.lowest);
        }
    }
}

/* What is NaN stays it in every place and whatever the range was taken to be. */
static void not_a_number(void **state) {
    (void)state;
    static block b;
    kl_random random;
    kl_random_init(&random, 14, 0);
    b.n = 200;
    b.top = 1;
    for (int type = 0; type < KL_LOSS_TYPES; type++)
        for (size_t i = 0; i < b.n; i++) {
            fill(&b, (kl_loss_type)type, EVEN, &random);
            b.x[i] = NAN;
            b.halves[i] = 0x7FC0; /* of either type */
            const void *x = type == KL_LOSS_F32 ? (const void *)b.x : b.halves;
            for (size_t t = 0; t < table_count; t++)
                assert_true(isnan(
                    tables[t][type].sum(x, b.n, b.n, kl_loss_base_of(b.top, NULL), b.lowest)));
        }
}

/* Of what is near, 2⁻²⁰ and half a unit of the type; −1/8 is taken off, so that one is 0 at times. */
static void slopes(void **state) {
    (void)state;
    static const float tops[] = {0, 3.25f, -700, 1020};
    enum { TOPS = 4, NEAR_SHAPES = BEYOND_REACH };
    static block b;
    static uint16_t out[KL_LOSS_BLOCK];
    kl_random random;
    kl_random_init(&random, 13, 0);
    b.n = 1000;
    for (size_t k = 0; k < 2 * TOPS * NEAR_SHAPES; k++) {
        const kl_loss_type type = k % 2 == 0 ? KL_LOSS_F16 : KL_LOSS_BF16;
        const kl_dtype dtype = k % 2 == 0 ? KL_F16 : KL_BF16;
        const double unit = k % 2 == 0 ? 0x1p-11 : 0x1p-8;
        b.top = tops[k / 2 % TOPS];
        fill(&b, type, (int)(k / (2 * TOPS)), &random);
        const kl_loss_base base = kl_loss_base_of(b.top, NULL);
        const double zero = (double)b.top + kl_loss_base_log(base, b.top);
        for (size_t t = 0; t < table_count; t++) {
            tables[t][type].gradient(b.halves, NULL, b.n, base, b.lowest, 0.3f, 0.125f, out);
            for (size_t i = 0; i < b.n; i++) {
                const double e = (double)0.3f * kl_exp((double)b.x[i] - zero), truth = e - 0.125;
                const double bound = unit * fabs(truth) + 0x1p-20 * e + 0x1p-25; /* f16: ½ 2⁻²⁴ */
                if (!(fabs(get_number(dtype, out, i) - truth) <= bound))
                    fail_msg("type %d, %g below %g: %g, expected %g", (int)type, (double)b.x[i],
                             (double)b.top, get_number(dtype, out, i), truth);
            }
        }
    }
}

/* All of 2¹⁶, as the largest and the lowest of one. */
static void halves_are_widened(void **state) {
    (void)state;
    for (size_t t = 0; t < table_count; t++)
        for (uint32_t bits = 0; bits < 1 << 16; bits++)
            for (int is_bf16 = 0; is_bf16 < 2; is_bf16++) {
                const uint16_t half = (uint16_t)bits;
                const double truth = get_number(is_bf16 ? KL_BF16 : KL_F16, &half, 0);
                if (isnan(truth))
                    continue;
                const kl_loss_range got =
                    tables[t][is_bf16 ? KL_LOSS_BF16 : KL_LOSS_F16].range(&half, 1);
                if ((double)got.largest != truth || (double)got.lowest != truth)
                    fail_msg("%#x: %g, expected %g", bits, (double)got.largest, truth);
            }
}

/* e^0 times a number is the number, rounded: as the other way to round, which goes through f64, has it. */
static void rounded_to_halves(void **state) {
    (void)state;
    static const uint16_t zero = 0;
    kl_random random;
    kl_random_init(&random, 11, 0);
    for (size_t t = 0; t < table_count; t++)
        for (size_t i = 0; i < 100000; i++) {
            uint32_t bits = (uint32_t)kl_random_u64(&random);
            if (i % 2 == 0) /* halfway between two, or a unit beside */
                bits = (bits & 0xFFFFE000) + 0x1000 + (uint32_t)(i / 2 % 3) - 1;
            if (i % 4 == 0)
                bits = (bits & 0xFFFF0000) + 0x8000 + (uint32_t)(i / 4 % 3) - 1;
            float number;
            memcpy(&number, &bits, sizeof number);
            if (isnan(number))
                continue;
            for (int is_bf16 = 0; is_bf16 < 2; is_bf16++) {
                uint16_t got, truth;
                tables[t][is_bf16 ? KL_LOSS_BF16 : KL_LOSS_F16].gradient(
                    &zero, NULL, 1, kl_loss_base_of(0, NULL), 0, number, 0, &got);
                kl_number_store(is_bf16 ? KL_BF16 : KL_F16, &truth, 0, (double)number);
                if (got != truth && (got & 0x7FFF || truth & 0x7FFF)) /* −0 is 0 */
                    fail_msg("%a: %#x, expected %#x", (double)number, got, truth);
            }
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(exponentials),       cmocka_unit_test(sums),
        cmocka_unit_test(not_a_number),       cmocka_unit_test(slopes),
        cmocka_unit_test(halves_are_widened), cmocka_unit_test(rounded_to_halves),
    };
    return cmocka_run_group_tests(tests, find_tables, NULL);
}
