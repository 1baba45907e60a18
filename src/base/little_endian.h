/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers to and from bytes, the low byte first, on any machine (compilers make one move of it). */
#ifndef KL_BASE_LITTLE_ENDIAN_H
#define KL_BASE_LITTLE_ENDIAN_H

#include <stdint.h>
#include <string.h>

static inline uint16_t kl_load_u16(const uint8_t *from) {
    return (uint16_t)(from[0] | from[1] << 8);
}

static inline uint32_t kl_load_u32(const uint8_t *from) {
    return (uint32_t)from[0] | (uint32_t)from[1] << 8 | (uint32_t)from[2] << 16 |
           (uint32_t)from[3] << 24;
}

static inline uint64_t kl_load_u64(const uint8_t *from) {
    return (uint64_t)kl_load_u32(from) | (uint64_t)kl_load_u32(from + 4) << 32;
}

static inline void kl_store_u16(uint8_t *to, uint16_t value) {
    to[0] = (uint8_t)value;
    to[1] = (uint8_t)(value >> 8);
}

static inline void kl_store_u32(uint8_t *to, uint32_t value) {
    kl_store_u16(to, (uint16_t)value);
    kl_store_u16(to + 2, (uint16_t)(value >> 16));
}

static inline void kl_store_u64(uint8_t *to, uint64_t value) {
    kl_store_u32(to, (uint32_t)value);
    kl_store_u32(to + 4, (uint32_t)(value >> 32));
}

static inline float kl_load_f32(const uint8_t *from) {
    uint32_t bits = kl_load_u32(from);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline double kl_load_f64(const uint8_t *from) {
    uint64_t bits = kl_load_u64(from);
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static inline void kl_store_f32(uint8_t *to, float value) {
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    kl_store_u32(to, bits);
}

static inline void kl_store_f64(uint8_t *to, double value) {
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    kl_store_u64(to, bits);
}

#endif
