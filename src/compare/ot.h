/* SPDX-License-Identifier: Apache-2.0 */
/* Two inputs as masses at places, and the transport between them. */
#ifndef KL_COMPARE_OT_H
#define KL_COMPARE_OT_H

#include <kullback/transport_entropic.h>
#include <kullback/transport_sample.h>
#include <kullback/transport_sliced.h>

#include "compare/input.h"
#include "report/phrase.h"

/* A symbol, as its input has it. */
typedef struct kl_ot_symbol {
    const char *text;
    size_t size;
} kl_ot_symbol;

typedef struct kl_ot_side {
    size_t n;         /* places, or symbols that costs of a file are for */
    kl_matrix points; /* of places; of bins where they begin */
    kl_array high;    /* of bins where they end; else without data */
    kl_array masses;
    uint64_t draws;        /* 0: known */
    double *owned;         /* places and shares of weights */
    kl_ot_symbol *symbols; /* at the costs of a file */
} kl_ot_side;

typedef struct kl_ot {
    const kl_input *input[2];
    kl_phrase label[2];
    kl_ot_options options;
    kl_ot_side side[2];
    double *costs;    /* of a file: a row for each symbol of A */
    int are_samples;  /* 0: both are known distributions */
    int both_samples; /* 0: one of them is known */
    const char *noun;
    kl_transport *plan;           /* of an exact method */
    kl_wasserstein_result sample; /* of that, where both are samples */
    kl_sinkhorn_result sinkhorn;
    kl_estimate sliced;
} kl_ot;

/* Where what lies. KL_ERROR_MISMATCH: points of different dimensions; an input that has no places. */
kl_status kl_ot_read(kl_ot *ot, kl_error *error);
void kl_ot_clear(kl_ot *ot);

/* 1: masses are spread over bins. */
int kl_ot_has_bins(const kl_ot *ot);

/* The p of W_p. */
double kl_ot_order(const kl_ot *ot);

/* Numbers and a cost that grows with their distance. */
int kl_ot_is_on_line(const kl_ot *ot);

/* Of samples theirs ("plug-in"): biased upwards, and nobody says by how much; else exact. */
kl_estimate kl_ot_value(const kl_ot *ot, double value, kl_unit unit);
/* Of samples, why a value that is theirs has no interval. */
kl_status kl_ot_say_noise(const kl_ot *ot, kl_document *document, kl_error *error);

/* Of two samples what is known of their sources: looked for in what is solved, and told. */
kl_status kl_ot_look_at_draws(kl_ot *ot, kl_error *error);
kl_status kl_ot_add_sample_rows(const kl_ot *ot, kl_document *document, kl_error *error);
kl_status kl_ot_say_sample(const kl_ot *ot, kl_document *document, kl_error *error);

/* The plan as a picture, where there is one to draw. */
kl_status kl_ot_draw(const kl_ot *ot, kl_document *document, kl_error *error);

/* What is not exact: solved, and said. */
kl_status kl_ot_solve_sinkhorn(kl_ot *ot, kl_error *error);
kl_status kl_ot_say_sinkhorn(const kl_ot *ot, kl_document *document, kl_error *error);
kl_status kl_ot_solve_sliced(kl_ot *ot, kl_error *error);
kl_status kl_ot_say_sliced(const kl_ot *ot, kl_document *document, kl_error *error);

#endif
