/* SPDX-License-Identifier: Apache-2.0 */
/* A tiny reader of the models of llama2.c: enough of an engine to have logits to evaluate. */
#include <kullback/io.h>

/* In each array the layers follow each other; w1, w2, w3 are the feed-forward matrices. */
typedef struct model {
    int32_t dim, hidden, layers, heads, kv_heads, vocabulary, context;
    float *embedding, *norm_attention, *wq, *wk, *wv, *wo, *norm_hidden, *w1, *w2, *w3, *norm_final;
    float *cosines, *sines, *room; /* room: the state of a run */
} model;

kl_status model_open(const char *path, model *out, kl_error *error);
void model_close(model *m);

/* Round every matrix: 32 weights in a row share a step, the largest of them/(2^(bits − 1) − 1). */
void model_round(model *m, int bits);

/* The logits of what follows `token` at `position`; positions come in order from 0. */
const float *model_next(model *m, int token, int position);
