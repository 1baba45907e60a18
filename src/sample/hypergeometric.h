/* SPDX-License-Identifier: Apache-2.0 */
/* How many of the cards that are drawn are marked. */
#ifndef KL_SAMPLE_HYPERGEOMETRIC_H
#define KL_SAMPLE_HYPERGEOMETRIC_H

#include <kullback/base.h>

/* ln of the chance that x of `draws` cards from a deck of `marked` and `rest` others are marked, 0 < draws < marked +
 * rest, x one of the numbers that can be. To 1e-12 for decks of any size up to 2^53. */
double kl_hypergeometric_log(double x, double marked, double rest, double draws);

/* By how much x + 1 is more likely than x; 0 behind the last number that can be, infinite before the first. */
double kl_hypergeometric_step(double x, double marked, double rest, double draws);

/* The chance of an x as far from its mean, for numbers as there: twice the tail beyond x, at most 1. */
double kl_hypergeometric_tails(double x, double marked, double rest, double draws);

/* A draw of that x; marked + rest ≤ 2^53. Card by card for few, else by inversion from the most likely number on, in
 * steps of the order of the standard deviation. */
uint64_t kl_hypergeometric(kl_random *random, uint64_t marked, uint64_t rest, uint64_t draws);

#endif
