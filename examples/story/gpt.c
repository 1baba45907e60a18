/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_gpt TRAIN HELD_OUT OUT [short]: a language model's loss is the size of a file.
 *
 * A small GPT learns to predict each byte of a text from those before. On text that was held out its cross-entropy
 * is bits per byte; an arithmetic coder that takes its predictions for a code makes a file of that size and gets the
 * text back from it (L01). Then the model is rounded to 8 and 4 bits, and its logits are written for `kl eval`.
 */
#include "bytes.h"
#include "figure.h"

#include <kullback/information.h>
#include <kullback/io.h>

#include <math.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 1948, POINTS = 64 };

typedef struct plan {
    transformer_size size;
    size_t batch, steps, every;          /* sequences of a step, steps, steps from look to look */
    size_t held_out, looked_at, written; /* bytes: at most, in a look, whose logits are written */
    double rate;
} plan;

static const plan whole = {{BYTES, 128, 128, 4, 4}, 8, 2500, 100, SIZE_MAX, 8192, 16384, 0.003};
static const plan brief = {{BYTES, 32, 32, 2, 2}, 8, 200, 100, 3000, 1024, 2048, 0.01};

static kl_estimate estimate(const kl_eval *eval, const char *id) {
    kl_estimate out;
    nn_call(kl_eval_estimate(eval, id, "base", &out, &nn_error));
    return out;
}

/* ── A training, and how it went ──────────────────────────────────────────────────────────────── */

typedef struct history {
    size_t n;
    double bytes[POINTS], trained[POINTS], held_out[POINTS], low[POINTS], high[POINTS]; /* bits */
} history;

static void look(history *h, const transformer *t, nn_tape *tape, const bytes_text *held_out,
                 size_t n, double seen, double loss) {
    float *logits = bytes_logits(t, tape, held_out, n);
    kl_eval *eval = bytes_evaluate(logits, held_out, n);
    const kl_estimate now = kl_estimate_convert(estimate(eval, "cross_entropy"), KL_UNIT_BITS);
    kl_eval_free(eval);
    free(logits);
    h->bytes[h->n] = seen / 1e6;
    h->trained[h->n] = loss / log(2);
    h->held_out[h->n] = now.value;
    h->low[h->n] = now.low;
    h->high[h->n++] = now.high;
}

static history train(const transformer *t, nn_tape *tape, const plan *p, const bytes_text *from,
                     const bytes_text *held_out, kl_pool *pool) {
    history h = {0};
    kl_random random;
    kl_random_init(&random, SEED, 1);
    double loss = 0;
    for (size_t step = 0; step < p->steps; step++) {
        loss += bytes_learn(t, tape, from, p->batch, bytes_rate(p->rate, step, p->steps), &random,
                            pool);
        if ((step + 1) % p->every != 0)
            continue;
        loss /= (double)p->every;
        const size_t n = held_out->n < p->looked_at ? held_out->n : p->looked_at;
        look(&h, t, tape, held_out, n, (double)((step + 1) * p->batch * t->size.context), loss);
        nn_progress("held-out text", step + 1, p->steps, h.held_out[h.n - 1] * log(2));
        loss = 0;
    }
    return h;
}

/* ── The code ─────────────────────────────────────────────────────────────────────────────────── */

/* What the model says of the next byte, as frequencies of a code. */
static void frequencies_of(const float *logits, uint32_t frequency[BYTES], double shares[BYTES]) {
    float most = -INFINITY;
    double total = 0;
    for (int i = 0; i < BYTES; i++)
        most = logits[i] > most ? logits[i] : most;
    for (int i = 0; i < BYTES; i++)
        total += shares[i] = exp((double)logits[i] - (double)most);
    for (int i = 0; i < BYTES; i++)
        shares[i] /= total;
    nn_call(kl_code_quantise(shares, BYTES, frequency, &nn_error));
}

static void write_file(const char *path, const void *data, size_t size) {
    kl_file *file = NULL;
    nn_call(kl_file_create(path, &file, &nn_error));
    nn_call(kl_file_write(file, data, size, &nn_error));
    nn_call(kl_file_commit(file, &nn_error));
    kl_file_close(file);
}

/* Of one byte: its stretch of the code, and what the model loses on it, nats. */
typedef struct symbol {
    uint32_t start, frequency;
    double loss;
} symbol;

static symbol symbol_of(const float *logits, int32_t byte) {
    uint32_t frequency[BYTES];
    double shares[BYTES];
    symbol s = {0};
    frequencies_of(logits, frequency, shares);
    for (int32_t j = 0; j < byte; j++)
        s.start += frequency[j];
    s.frequency = frequency[byte];
    s.loss = -log(shares[byte]);
    return s;
}

typedef struct prediction {
    const transformer *t;
    const bytes_text *of;
    symbol *symbols;
    size_t windows;
    atomic_size_t done;
} prediction;

/* A whole context first, then halves. What a reader remembers where a half begins is the half before, so that one which
 * begins there has the same sums. */
static kl_status predict_task(void *context, size_t index, unsigned worker, kl_error *unused) {
    (void)worker, (void)unused;
    prediction *p = context;
    const size_t half = p->t->size.context / 2, end = (index + 2) * half;
    const size_t begin = index * half, first = index == 0 ? 0 : begin + half;
    transformer_reader *reader = transformer_reader_new(p->t, 1);
    for (size_t i = begin; i < end && i < p->of->n; i++) {
        const float *logits = transformer_read(reader, p->of->token + i);
        if (i >= first)
            p->symbols[i] = symbol_of(logits, p->of->token[i + 1]);
    }
    transformer_reader_free(reader);
    nn_progress("encoding", atomic_fetch_add(&p->done, 1) + 1, p->windows, NAN);
    return KL_OK;
}

/* The text as a file; returned are its bytes, and in *loss what the model loses on it, nats. */
static size_t encode(const transformer *t, const bytes_text *of, const char *path, double *loss,
                     kl_pool *pool) {
    const size_t half = t->size.context / 2;
    prediction p = {t, of, nn_memory(of->n, sizeof(symbol)), of->n > half ? (of->n - 1) / half : 1,
                    0};
    nn_call(kl_pool_run(pool, p.windows, predict_task, &p, &nn_error));
    kl_encoder *encoder = NULL;
    nn_call(kl_encoder_new(&encoder, &nn_error));
    *loss = 0;
    for (size_t i = 0; i < of->n; i++) {
        nn_call(kl_encoder_put(encoder, p.symbols[i].start, p.symbols[i].frequency, &nn_error));
        *loss += p.symbols[i].loss;
    }
    free(p.symbols);
    const uint8_t *bytes;
    size_t size;
    nn_call(kl_encoder_finish(encoder, &bytes, &size, &nn_error));
    write_file(path, bytes, size);
    kl_encoder_free(encoder);
    return size;
}

/* n bytes from a code alone: each is needed to predict the next. */
static void decode(const transformer *t, const void *code, size_t size, unsigned char *out,
                   size_t n) {
    kl_decoder decoder;
    kl_decoder_init(&decoder, code, size);
    transformer_reader *reader = transformer_reader_new(t, 1);
    int32_t token = BYTES_BEGIN;
    for (size_t i = 0; i < n; i++) {
        uint32_t frequency[BYTES], start = 0;
        double shares[BYTES];
        frequencies_of(transformer_read(reader, &token), frequency, shares);
        const uint32_t point = kl_decoder_peek(&decoder);
        for (token = 0; point - start >= frequency[token]; token++)
            start += frequency[token];
        nn_call(kl_decoder_take(&decoder, start, frequency[token], &nn_error));
        out[i] = (unsigned char)token;
    }
    transformer_reader_free(reader);
}

/* Read the code back; how many bytes are right. The text that comes out is written too. */
static size_t restore(const transformer *t, const bytes_text *expected, const char *path,
                      const char *out) {
    kl_bytes *code = NULL;
    nn_call(kl_bytes_open(path, &code, &nn_error));
    unsigned char *restored = nn_memory(expected->n, 1);
    fprintf(stderr, "gpt: reading the code back\n");
    decode(t, kl_bytes_data(code), kl_bytes_size(code), restored, expected->n);
    kl_bytes_close(code);
    write_file(out, restored, expected->n);
    size_t right = 0;
    for (size_t i = 0; i < expected->n; i++)
        right += restored[i] == expected->token[i + 1];
    free(restored);
    return right;
}

/* What the model itself would write: random bits, read as its code. */
static void write_sample(const transformer *t, const char *path) {
    enum { SAMPLE = 400 };
    unsigned char code[8 * SAMPLE], out[SAMPLE];
    kl_random random;
    kl_random_init(&random, SEED, 2);
    for (size_t i = 0; i < sizeof code; i++)
        code[i] = (unsigned char)kl_random_below(&random, BYTES);
    decode(t, code, sizeof code, out, SAMPLE);
    write_file(path, out, SAMPLE);
}

/* ── What is told ─────────────────────────────────────────────────────────────────────────────── */

static void add(kl_document *d, const char *id, const char *label, const char *subject,
                const char *per, kl_estimate e) {
    nn_call(kl_document_add_estimate(d, id, label, subject, per, &e, 0, &nn_error));
}

static void tell_loss(kl_document *d, const float *logits, const bytes_text *held_out) {
    kl_eval *eval = bytes_evaluate(logits, held_out, held_out->n);
    add(d, "cross_entropy", "loss on held-out text", "model", "byte",
        estimate(eval, "cross_entropy"));
    add(d, "perplexity", "perplexity, of bytes", "model", NULL, estimate(eval, "perplexity"));
    add(d, "top1", "bytes that were thought most likely", "model", NULL, estimate(eval, "top1"));
    kl_eval_free(eval);
}

/* Coded and read back; what the file has beyond the loss is in bits, not in bits per byte. */
static void tell_code(kl_document *d, const transformer *t, const bytes_text *of, const char *out,
                      kl_pool *pool) {
    char path[4096];
    snprintf(path, sizeof path, "%s", nn_path(out, "held_out.code"));
    double loss;
    const size_t size = encode(t, of, path, &loss, pool);
    const double bits = 8 * (double)size, n = (double)of->n, bit = log(2);
    add(d, "code.loss", "loss, a byte at a time", "code", "byte",
        kl_estimate_exact(loss / n, KL_UNIT_NATS));
    add(d, "code.size", "file", "code", "byte", kl_estimate_exact(bits * bit / n, KL_UNIT_NATS));
    add(d, "code.excess", "file beyond the loss, in all", "code", NULL,
        kl_estimate_exact(bits * bit - loss, KL_UNIT_NATS));
    add(d, "code.bytes", "bytes of the file", "code", NULL,
        kl_estimate_exact((double)size, KL_UNIT_ONE));
    const size_t right = restore(t, of, path, nn_path(out, "restored.txt"));
    add(d, "code.restored", "bytes restored", "code", NULL,
        kl_estimate_exact((double)right, KL_UNIT_ONE));
    add(d, "code.text", "of", "code", NULL, kl_estimate_exact(n, KL_UNIT_ONE));
}

/* The logits of the text's begin, as they are and of weights with few bits. */
static void write_logits(transformer *t, nn_tape *tape, const bytes_text *of, size_t n,
                         const char *out) {
    static const int bits[] = {32, 8, 4};
    static const char *const name[] = {"base.npy", "q8.npy", "q4.npy"};
    transformer *rounded = transformer_new(t->size, t->most / t->size.context, SEED);
    n = of->n < n ? of->n : n;
    for (int v = 0; v < 3; v++) {
        nn_weights_copy(rounded->weights, t->weights);
        if (bits[v] < 32)
            nn_weights_round(rounded->weights, bits[v]);
        float *logits = bytes_logits(rounded, tape, of, n);
        nn_call(kl_npy_write_matrix(nn_path(out, name[v]),
                                    (kl_matrix){logits, n, BYTES, BYTES, KL_F32}, &nn_error));
        free(logits);
    }
    nn_call(kl_npy_write_array(nn_path(out, "next.npy"), (kl_array){of->token + 1, n, 1, KL_I32},
                               &nn_error));
    transformer_free(rounded);
}

static void draw(const history *h, const char *path) {
    const figure f = {
        .title = "A small GPT learns",
        .x_title = "million bytes read",
        .y_title = "bits per byte; band: 95 %",
        .count = 2,
        .line = {{"text it learns from", h->n, h->bytes, h->trained, NULL, NULL, 0},
                 {"begin of the held-out text", h->n, h->bytes, h->held_out, h->low, h->high, 0}}};
    figure_write(&f, path);
}

int main(int argc, char **argv) {
    const int is_brief = argc == 5 && strcmp(argv[4], "short") == 0;
    if (argc != 4 && !is_brief)
        return fputs("usage: story_gpt TRAIN HELD_OUT OUT [short]\n", stderr), 2;
    const plan *p = is_brief ? &brief : &whole;
    const char *out = argv[3];
    const bytes_text trained = bytes_read(argv[1], SIZE_MAX),
                     held_out = bytes_read(argv[2], p->held_out);
    nn_must(trained.n > p->size.context && held_out.n > 0, "gpt: too little text");
    kl_pool *pool = NULL;
    nn_call(kl_pool_new(NULL, &pool, &nn_error));
    nn_tape *tape = nn_tape_new(pool);
    transformer *t = transformer_new(p->size, p->batch, SEED);
    const history h = train(t, tape, p, &trained, &held_out, pool);
    draw(&h, nn_path(out, "gpt-loss.svg"));
    kl_document *document = NULL;
    nn_call(kl_document_new("gpt", &document, &nn_error));
    nn_call(kl_document_set_title(document, "a small GPT over bytes", &nn_error));
    nn_call(kl_document_set_noun(document, "byte", &nn_error));
    add(document, "weights", "weights", "model", NULL,
        kl_estimate_exact((double)nn_weights_size(t->weights), KL_UNIT_ONE));
    float *logits = bytes_logits(t, tape, &held_out, held_out.n);
    tell_loss(document, logits, &held_out);
    free(logits);
    tell_code(document, t, &held_out, out, pool);
    write_logits(t, tape, &held_out, p->written, out);
    write_sample(t, nn_path(out, "sample.txt"));
    nn_tell(document, nn_path(out, "gpt.json"));
    kl_document_free(document);
    transformer_free(t);
    nn_tape_free(tape);
    kl_pool_free(pool);
    free(trained.token);
    free(held_out.token);
    return 0;
}
