/* SPDX-License-Identifier: Apache-2.0 */
/* An evaluation becomes part of a document: estimates, pictures, sentences. */
#ifndef KL_EVALUATE_DESCRIBE_H
#define KL_EVALUATE_DESCRIBE_H

#include "evaluate/evaluated.h"

/* One base and one model (or none) that were evaluated together. */
typedef struct kl_evaluation {
    const kl_eval *eval;
    const kl_evaluated_file *file[2];   /* base and model; the latter NULL: none */
    const kl_logprobs_counts *logprobs; /* of log-probabilities, else NULL */
    char *const *label;                 /* of the worst tokens */
    int has_model, has_vocabulary;
    int has_given_targets; /* base: they are not of its file */
    kl_text_size text;
    const kl_evaluate_options *options;
    const char *subject[3]; /* "base", "model:2", "base|model:2" */
    int first;              /* 1: the base was not described yet */
} kl_evaluation;

/* 1: the text that was given, whole, is that of the tokens that were scored. */
int kl_describe_fits_text(const kl_evaluation *evaluation);

/* The rows of the table. */
kl_status kl_describe_estimates(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error);
/* Histogram, curve over position, reliability, worst tokens. */
kl_status kl_describe_pictures(const kl_evaluation *evaluation, kl_document *document,
                               kl_error *error);
/* So what, is it noise, and what the file cannot tell. */
kl_status kl_describe_sentences(const kl_evaluation *evaluation, kl_document *document,
                                kl_error *error);

/* The same of log-probabilities: what their lists leave open, and which tokens are in no mean. */
kl_status kl_say_open_bounds(kl_document *document, kl_error *error);
kl_status kl_say_left_out(const kl_evaluation *evaluation, kl_document *document, kl_error *error);

/* All of a report, or of the part that it is. */
kl_status kl_describe_evaluated(const kl_evaluated *evaluated, const kl_evaluate_options *options,
                                kl_document **out, kl_error *error);

#endif
