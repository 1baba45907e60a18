/* SPDX-License-Identifier: Apache-2.0 */
/* All that a report is made of: the sums of every pair of files, and what is said of the files. It is made of a part
 * of the predictions as well, and parts merge to what the whole would have been. */
#ifndef KL_EVALUATE_EVALUATED_H
#define KL_EVALUATE_EVALUATED_H

#include "base/cover.h"
#include "evaluate/eval.h"
#include "evaluate/feed_logprobs.h"
#include "io/state_type.h"

/* What a report says of a file of predictions. */
typedef struct kl_evaluated_file {
    char *name, *format;
    uint64_t fingerprint, rows, vocabulary;
    int has_targets, is_clipped, is_rounded;
    uint64_t clipped_rows; /* of those that were taken */
    kl_exact_sum moved;    /* by how much rounding moved them: total variation */
} kl_evaluated_file;

/* One base and one model, or a base alone. */
typedef struct kl_evaluated_pair {
    kl_eval *eval;
    kl_logprobs_counts counts; /* of log-probabilities */
    char **label;              /* of each of eval->worst */
} kl_evaluated_pair;

/* How long the text is that all rows together score. */
typedef struct kl_text_size {
    double bytes, characters, words; /* 0: not known */
} kl_text_size;

/* Fingerprints of what the files were read with; 0: with none. */
typedef struct kl_evaluated_with {
    uint64_t tensor, targets, vocabulary;
} kl_evaluated_with;

typedef struct kl_evaluated {
    int is_logprobs;
    kl_evaluated_with with;
    kl_text_size text;
    char *measures; /* NULL: all */
    kl_evaluated_file *file;
    size_t files;
    kl_evaluated_pair *pair;
    size_t pairs;
    uint64_t size;  /* rows of a file, or lines of JSON */
    kl_cover cover; /* those of them that were taken */
} kl_evaluated;

kl_status kl_evaluated_new(size_t files, const char *measures, kl_evaluated **out, kl_error *error);
void kl_evaluated_free(kl_evaluated *evaluated);

extern const kl_state_type kl_evaluated_type;

#endif
