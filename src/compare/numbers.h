/* SPDX-License-Identifier: Apache-2.0 */
/* All that is known about two samples of numbers or points: what the document is written from. */
#ifndef KL_COMPARE_NUMBERS_H
#define KL_COMPARE_NUMBERS_H

#include "compare/input.h"
#include "report/number.h"
#include "report/phrase.h"
#include "sample/pooled.h"

/* The divergences are of so many nearest neighbours. */
enum { KL_NUMBERS_NEIGHBOURS = 4 };

typedef struct kl_numbers {
    kl_matrix side[2];
    size_t columns;
    const char *noun;   /* "number", "point" */
    kl_phrase label[2]; /* short names of A and B */
    const kl_compare_options *options;
    kl_pooled pooled;
    kl_two_sample_result result[KL_TWO_SAMPLE_COUNT];
    int made[KL_TWO_SAMPLE_COUNT];
    kl_estimate wasserstein;   /* W_1 of numbers */
    kl_estimate divergence[2]; /* KL(A‖B), KL(B‖A) */
    int has_divergence;        /* 0: what there is has no density */
} kl_numbers;

/* Fill in all of it; the inputs must outlive it. */
kl_status kl_numbers_new(const kl_input *const inputs[2], const kl_compare_options *options,
                         kl_numbers *out, kl_error *error);
void kl_numbers_clear(kl_numbers *numbers);
/* 1 if nothing tells them apart: noise comes from nowhere in particular. */
int kl_numbers_are_alike(const kl_numbers *numbers);

/* Title, noun and inputs. */
kl_status kl_numbers_head(const kl_numbers *numbers, const kl_input *const inputs[2],
                          kl_document *document, kl_error *error);
/* Every estimate, and the ids of them. */
kl_status kl_numbers_rows(const kl_numbers *numbers, kl_document *document, kl_error *error);
const char *kl_numbers_id(size_t inputs, size_t index);
/* Both densities over each other, and where they differ, with a sentence. */
kl_status kl_numbers_where(const kl_numbers *numbers, kl_document *document, kl_error *error);
/* So what, and is it noise. */
kl_status kl_numbers_sentences(const kl_numbers *numbers, kl_document *document, kl_error *error);

/* Ranges of a number, from edge to edge; the first and the last may reach to infinity. */
enum { KL_RANGES_MAX = 40 };
typedef struct kl_ranges {
    size_t n;
    double edge[KL_RANGES_MAX + 1];
    char label[KL_RANGES_MAX][2 * KL_NUMBER_TEXT + 8];
    double share[2][KL_RANGES_MAX]; /* of A and of B, in [edge, next edge) */
} kl_ranges;

/* Ranges of equal width and round edges, or single values where there are few, for a picture. */
void kl_ranges_even(const kl_pooled *pooled, kl_ranges *out);
/* Ranges that hold a tenth of all numbers each, as far as equal ones allow it. */
void kl_ranges_tenths(const kl_pooled *pooled, kl_ranges *out);

#endif
