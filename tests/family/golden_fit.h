/* SPDX-License-Identifier: Apache-2.0 */
/* Written by tools/make_fit_golden.py; do not edit. */
// clang-format off
typedef struct golden_fit { kl_measure_id measure; double mean, scale, value; } golden_fit;
static const golden_fit golden_fits[] = {
    {KL_DIVERGENCE, -0x1.4e4342e35d6afp-1, 0x1.1977f53fea832p+1, 0x1.f0cf7ba53d146p-2},
    {KL_DIVERGENCE_REVERSE, -0x1.fed217660101ap+0, 0x1.9d87dca24fe44p-1, 0x1.6bab470de9841p-2},
    {KL_JEFFREYS, -0x1.b3e0345752640p-1, 0x1.e48d8729b0c08p+0, 0x1.64806dd6c8b9cp+0},
    {KL_JENSEN_SHANNON, -0x1.fdff671072a17p+0, 0x1.a07c15a6cb0abp-1, 0x1.ddd466a520826p-4},
    {KL_CHI_SQUARE, -0x1.199a479c0c9d0p-1, 0x1.244ef823fadc5p+1, 0x1.c538de31aa849p-1},
    {KL_CHI_SQUARE_NEYMAN, -0x1.ff7b1d5e9b1cfp+0, 0x1.9b34f21219aacp-1, 0x1.b5cad4e7b371fp-2},
    {KL_HELLINGER_SQUARED, -0x1.a3bdab9aa1b22p-1, 0x1.062b18d356c2bp+1, 0x1.30651ee06a0bep-3},
    {KL_TRIANGULAR, -0x1.febbd47911846p+0, 0x1.9dbdb5bc593c6p-1, 0x1.68349832f34a3p-2},
    {KL_LE_CAM, -0x1.febbd47911846p+0, 0x1.9dbdb5bc593c6p-1, 0x1.68349832f34a3p-3},
};
/* Measures that are functions of those. */
static const golden_fit golden_others[] = {
    {KL_CROSS_ENTROPY, -0x1.4e4342e35d6afp-1, 0x1.1977f53fea832p+1, 0x1.6ad7eb4ea0fe5p+2},
    {KL_PERPLEXITY, -0x1.4e4342e35d6afp-1, 0x1.1977f53fea832p+1, 0x1.21de6e7d7436ep+8},
    {KL_JENSEN_SHANNON_DISTANCE, -0x1.fdff671072a17p+0, 0x1.a07c15a6cb0abp-1, 0x1.5dbfc20526101p-2},
    {KL_HELLINGER, -0x1.a3bdab9aa1b22p-1, 0x1.062b18d356c2bp+1, 0x1.8ac75a7b234e0p-2},
    {KL_BHATTACHARYYA, -0x1.a3bdab9aa1b22p-1, 0x1.062b18d356c2bp+1, 0x1.498a9ae94441ep-3},
    {KL_RENYI, -0x1.199a479c0c9d0p-1, 0x1.244ef823fadc5p+1, 0x1.44a00ee5effe8p-1},
};
