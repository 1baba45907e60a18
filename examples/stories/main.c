/* SPDX-License-Identifier: Apache-2.0 */
/* example_stories FOLDER OUT: of the model, tokenizer and text in FOLDER, the logits of the model as it is
 * (base.kld, base.npy) and rounded to 8 and 4 bits (q8.npy, q4.npy), and the tokens that came (next.npy). As in
 * llama-perplexity, chunks of 128 tokens are each begun anew, and the second half counts. */
#include "model.h"

#include <kullback/evaluate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONTEXT = 128, FIRST = CONTEXT / 2, ROWS = CONTEXT - 1 - FIRST, BEGIN = 1, PIECES = 512 };
static kl_error error = KL_ERROR_INIT;

static void must(int fine) {
    if (fine)
        return;
    fprintf(stderr, "stories: %s\n",
            error.code ? error.message : "no memory, or model and text that do not fit");
    exit(2);
}

static const char *in(const char *folder, const char *name) {
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* The token of these bytes, or −1. From the last: the first are bytes, for what has no other. */
static int find(const kl_vocabulary *pieces, const char *text, size_t n) {
    for (int token = PIECES - 1; token > BEGIN + 1; token--) {
        size_t size;
        const char *piece = kl_vocabulary_text(pieces, token, &size);
        if (size == n && memcmp(piece, text, n) == 0)
            return token;
    }
    return -1;
}

typedef struct piece {
    size_t begin;
    int32_t token, joint; /* joint: with the next one, or −1 */
} piece;

/* First every byte is a token. Then, as long as there are any, the neighbours become one whose joint
 * piece was learnt first, which has the lowest number. `part[n]` is the end of the text. */
static size_t tokenise(const kl_vocabulary *pieces, const char *text, size_t n, piece *part) {
    for (size_t i = 0; i <= n; i++) {
        part[i].begin = i;
        part[i].token = i < n ? find(pieces, text + i, 1) : -1;
        part[i].joint = i + 1 < n ? find(pieces, text + i, 2) : -1;
    }
    for (;;) {
        size_t best = n;
        for (size_t i = 0; i < n; i++)
            if (part[i].joint >= 0 && (best == n || part[i].joint < part[best].joint))
                best = i;
        if (best == n)
            return n;
        part[best].token = part[best].joint;
        memmove(part + best + 1, part + best + 2, (n-- - best - 1) * sizeof *part);
        for (size_t i = best - (best > 0); i <= best; i++) {
            const char *at = text + part[i].begin;
            part[i].joint = i + 1 < n ? find(pieces, at, part[i + 2].begin - part[i].begin) : -1;
        }
    }
}

static int32_t *read_tokens(const char *folder, size_t *n) {
    kl_bytes *bytes = NULL;
    kl_vocabulary *pieces = NULL;
    must(!kl_vocabulary_open(in(folder, "tok512.bin"), PIECES, &pieces, &error));
    must(!kl_bytes_open(in(folder, "stories.txt"), &bytes, &error));
    size_t size = kl_bytes_size(bytes) + 1;
    char *text = malloc(size);
    piece *part = malloc((size + 1) * sizeof *part);
    int32_t *tokens = malloc((size + 1) * sizeof *tokens);
    must(text != NULL && part != NULL && tokens != NULL);
    text[0] = ' '; /* every text begins with one here */
    memcpy(text + 1, kl_bytes_data(bytes), size - 1);
    *n = 1 + tokenise(pieces, text, size, part);
    tokens[0] = BEGIN;
    for (size_t i = 1; i < *n; i++)
        tokens[i] = part[i - 1].token;
    free(text);
    free(part);
    kl_bytes_close(bytes);
    kl_vocabulary_free(pieces);
    return tokens;
}

int main(int argc, char **argv) {
    static const int bits[] = {32, 8, 4};
    static const char *const name[] = {"base.npy", "q8.npy", "q4.npy"};
    if (argc != 3)
        return fputs("usage: example_stories FOLDER OUT\n", stderr), 2;
    size_t n;
    int32_t *tokens = read_tokens(argv[1], &n);
    uint32_t chunks = (uint32_t)(n / CONTEXT);
    must(chunks > 0);
    float *logits = malloc((size_t)chunks * ROWS * PIECES * sizeof *logits);
    kl_matrix rows = {logits, (size_t)chunks * ROWS, PIECES, PIECES, KL_F32};
    for (int v = 0; v < 3; v++) {
        model m;
        must(logits != NULL && !model_open(in(argv[1], "stories260K.bin"), &m, &error));
        must(m.vocabulary == PIECES && m.context >= CONTEXT);
        if (bits[v] < 32)
            model_round(&m, bits[v]);
        float *row = logits;
        for (uint32_t at = 0; at < chunks * CONTEXT; at++) {
            int i = (int)(at % CONTEXT);
            const float *next = model_next(&m, i == 0 ? BEGIN : tokens[at], i);
            if (i >= FIRST && i < CONTEXT - 1)
                row = (float *)memcpy(row, next, PIECES * sizeof *row) + PIECES;
        }
        model_close(&m);
        must(!kl_npy_write_matrix(in(argv[2], name[v]), rows, &error));
        if (v == 0)
            must(!kl_llama_write(in(argv[2], "base.kld"), rows, tokens, CONTEXT, chunks, &error));
    }
    for (uint32_t row = 0; row < chunks * ROWS; row++)
        tokens[row] = tokens[row / ROWS * CONTEXT + FIRST + 1 + row % ROWS];
    kl_array came = {tokens, rows.rows, 1, KL_I32};
    must(!kl_npy_write_array(in(argv[2], "next.npy"), came, &error));
    printf("%zu tokens, %u chunks: %zu predictions\n", n, chunks, rows.rows);
    free(logits);
    free(tokens);
    return 0;
}
