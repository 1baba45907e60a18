/* SPDX-License-Identifier: Apache-2.0 */
/* The reference of the loss kernels, and which table a pool gets. */
#define KL_WIDTH 4
#define KL_TABLE kl_loss_kernels_scalar
#define KL_TABLE_LINKAGE
#include "kernels/loss.inc.h"

kl_loss_base kl_loss_base_of(float largest, const kl_loss_temperature *temperature) {
    const double t = temperature == NULL ? 1 : temperature->temperature;
    const float log2_e = temperature == NULL ? LOG2_E : temperature->log2_e;
    if (!(fabs((double)largest) <= (double)KL_LOSS_SHIFT * t))
        return (kl_loss_base){isinf(largest) ? 0.0f : largest, 0.0f, temperature};
    return (kl_loss_base){0.0f, floorf(largest * log2_e + 0.5f), temperature};
}

double kl_loss_base_log(kl_loss_base base, float largest) {
    const double t = base.temperature == NULL ? 1 : base.temperature->temperature;
    return ((double)base.shift - (double)largest) / t +
           (double)base.exponent * 0x1.62e42fefa39efp-1;
}

kl_loss_temperature kl_loss_temperature_of(double temperature) {
    const double ln2 = temperature * 0x1.62e42fefa39efp-1;
    uint32_t bits_of_high;
    float high = (float)ln2;
    memcpy(&bits_of_high, &high, sizeof high);
    bits_of_high &= UINT32_C(0xFFFFF800); /* 13 bits are left */
    memcpy(&high, &bits_of_high, sizeof high);
    return (kl_loss_temperature){.temperature = temperature,
                                 .inverse = (float)(1 / temperature),
                                 .log2_e = (float)(1 / ln2),
                                 .ln2_high = high,
                                 .ln2_low = (float)(ln2 - (double)high)};
}

const kl_loss_kernels *kl_loss_kernels_for(const kl_pool *pool, kl_loss_type type) {
    const kl_loss_kernels *table = kl_loss_kernels_scalar;
    kl_isa isa = kl_pool_isa(pool);
    if (isa >= KL_ISA_AVX2 && kl_loss_kernels_avx2 != NULL)
        table = kl_loss_kernels_avx2;
    if (isa >= KL_ISA_AVX512 && kl_loss_kernels_avx512 != NULL)
        table = kl_loss_kernels_avx512;
    return &table[type];
}
