/* SPDX-License-Identifier: Apache-2.0 */
/* Which measures there are, in the order of their ids: ROW(id, name of its file and row). */
#ifndef KL_MEASURE_LIST_H
#define KL_MEASURE_LIST_H

#define KL_MEASURES(ROW)                                                                           \
    ROW(KL_ENTROPY, entropy)                                                                       \
    ROW(KL_CROSS_ENTROPY, cross_entropy)                                                           \
    ROW(KL_DIVERGENCE, divergence)                                                                 \
    ROW(KL_DIVERGENCE_REVERSE, divergence_reverse)                                                 \
    ROW(KL_JEFFREYS, jeffreys)                                                                     \
    ROW(KL_JENSEN_SHANNON, jensen_shannon)                                                         \
    ROW(KL_JENSEN_SHANNON_DISTANCE, jensen_shannon_distance)                                       \
    ROW(KL_TOTAL_VARIATION, total_variation)                                                       \
    ROW(KL_HELLINGER, hellinger)                                                                   \
    ROW(KL_HELLINGER_SQUARED, hellinger_squared)                                                   \
    ROW(KL_BHATTACHARYYA, bhattacharyya)                                                           \
    ROW(KL_CHI_SQUARE, chi_square)                                                                 \
    ROW(KL_CHI_SQUARE_NEYMAN, chi_square_neyman)                                                   \
    ROW(KL_PERPLEXITY, perplexity)                                                                 \
    ROW(KL_TRIANGULAR, triangular)                                                                 \
    ROW(KL_LE_CAM, le_cam)                                                                         \
    ROW(KL_CHI_SQUARE_SYMMETRIC, chi_square_symmetric)                                             \
    ROW(KL_RENYI, renyi)                                                                           \
    ROW(KL_TSALLIS, tsallis)                                                                       \
    ROW(KL_ALPHA, alpha)                                                                           \
    ROW(KL_CRESSIE_READ, cressie_read)                                                             \
    ROW(KL_HOCKEY_STICK, hockey_stick)                                                             \
    ROW(KL_SKEW, skew)

/* How many, for tables inside the library; users ask kl_measure_count(). */
#define KL_MEASURE_ONE_MORE(id, name) +1
#define KL_MEASURE_COUNT (0 KL_MEASURES(KL_MEASURE_ONE_MORE))

#endif
