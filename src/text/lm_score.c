/* SPDX-License-Identifier: Apache-2.0 */
/* Scoring a text: lines on all cores, sums in 64 bags. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/fingerprint.h"
#include "base/options.h"
#include "base/own_file.h"
#include "sample/interval.h"
#include "text/lines.h"
#include "text/lm.h"
#include "text/lm_scored.h"

enum { GATHER = 1 << 20, SEGMENTS_A_THREAD = 4 };

typedef kl_lm_bag bag;

typedef struct line {
    size_t first, end;  /* in id */
    uint64_t low, high; /* bytes */
} line;

typedef struct scorer {
    const kl_lm *lm;
    const unsigned char *data;
    uint64_t identity;
    kl_pool *pool;
    bag (*desk)[KL_BAGS]; /* of each worker */
    uint32_t *id;         /* symbols of lines that are not scored yet */
    size_t n, capacity;
    line *line; /* those of them that are whole */
    size_t lines, line_capacity;
    size_t begun;       /* where the line that is not whole begins in id */
    uint64_t low;       /* and in the text */
    uint64_t bad_bytes; /* passed over */
} scorer;

static kl_status number(void *context, const char *name, size_t length, uint32_t *id,
                        kl_error *error) {
    (void)error;
    const scorer *s = context;
    *id = kl_lm_text_symbol(s->lm, name, length);
    return KL_OK;
}

/* Lines that are scored in turn, a piece of a step of each: their places in memory are fetched meanwhile. */
enum { LANES = 16 };

typedef struct lane {
    const line *of; /* NULL: there is none left */
    bag *to;
    size_t at; /* of the symbol that is looked for, in id */
    kl_lm_walk walk;
} lane;

/* A symbol has its probability; 1: it ends the line. */
static int add_symbol(lane *of) {
    const double loss = -of->walk.log_p;
    bag *to = of->to;
    kl_exact_sum_add(&to->loss, loss);
    if (of->walk.symbol != KL_LM_UNKNOWN)
        kl_exact_sum_add(&to->known, loss);
    to->unknown += of->walk.symbol == KL_LM_UNKNOWN;
    to->impossible += isinf(loss) != 0;
    return of->at++ == of->of->end;
}

/* All of a line but its losses. */
static void add_text(const scorer *s, const line *of, bag *to) {
    int blank = 1;
    const kl_text_counts text =
        kl_text_count((const char *)s->data + of->low, (size_t)(of->high - of->low), &blank);
    to->text.bytes += text.bytes;
    to->text.characters += text.characters;
    to->text.words += text.words;
    to->symbols += of->end - of->first;
    to->lines++;
}

/* Lines first … end − 1, the next of them into each lane that is free. */
typedef struct stock {
    const scorer *s;
    size_t next, end;
    bag *bags;
} stock;

static void fill(stock *from, lane *into) {
    const scorer *s = from->s;
    into->of = from->next < from->end ? &s->line[from->next++] : NULL;
    if (into->of == NULL)
        return;
    into->to = &from->bags[kl_text_bag(s->identity, into->of->low / KL_TEXT_BLOCK)];
    into->at = into->of->first;
    into->walk.state = kl_lm_begin(s->lm);
    add_text(s, into->of, into->to);
}

/* The next symbol, and those behind it that wait for no place in memory; 0: nothing is left to do. */
static int start(stock *from, lane *in) {
    const scorer *s = from->s;
    while (in->of != NULL) {
        const uint32_t symbol = in->at == in->of->end ? KL_LM_END : s->id[in->at];
        if (!kl_lm_walk_begin(s->lm, &in->walk, symbol))
            return 1;
        if (add_symbol(in))
            fill(from, in);
    }
    return 0;
}

/* A piece of a step, and what follows from it at once; 0: nothing is left to do. */
static int advance(stock *from, lane *in) {
    if (!kl_lm_walk_on(from->s->lm, &in->walk))
        return 1;
    if (add_symbol(in))
        fill(from, in);
    return start(from, in);
}

typedef struct segments {
    const scorer *s;
    size_t n;
} segments;

static kl_status score_segment(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)error;
    const segments *all = context;
    const scorer *s = all->s;
    lane lanes[LANES];
    stock left = {s, s->lines * index / all->n, s->lines * (index + 1) / all->n, s->desk[worker]};
    size_t n = 0;
    for (size_t i = 0; i < LANES; i++) {
        fill(&left, &lanes[n]);
        n += lanes[n].of != NULL && start(&left, &lanes[n]);
    }
    while (n > 0)
        for (size_t i = 0; i < n; i++)
            if (!advance(&left, &lanes[i]))
                lanes[i--] = lanes[--n];
    return KL_OK;
}

/* Score the lines that are whole; what is left moves to the front. */
static kl_status score_lines(scorer *s, kl_error *error) {
    segments all = {s, (size_t)kl_pool_threads(s->pool) * SEGMENTS_A_THREAD};
    const kl_status status = kl_pool_run(s->pool, all.n, score_segment, &all, error);
    for (size_t i = s->begun; i < s->n; i++)
        s->id[i - s->begun] = s->id[i];
    s->n -= s->begun;
    s->begun = s->lines = 0;
    return status;
}

static kl_status add_line(scorer *s, uint64_t high, kl_error *error) {
    if (s->lines == s->line_capacity) {
        const size_t capacity = s->line_capacity == 0 ? 1024 : 2 * s->line_capacity;
        line *grown = kl_realloc(s->line, capacity, sizeof *grown);
        if (grown == NULL)
            return kl_fail_memory(error, "lines", capacity * sizeof *grown);
        s->line = grown;
        s->line_capacity = capacity;
    }
    s->line[s->lines++] = (line){s->begun, s->n, s->low, high};
    s->begun = s->n;
    s->low = high;
    return KL_OK;
}

static kl_status reserve(scorer *s, size_t n, kl_error *error) {
    if (s->n + n <= s->capacity)
        return KL_OK;
    const size_t capacity = s->n + n > 2 * s->capacity ? s->n + n : 2 * s->capacity;
    uint32_t *id = kl_realloc(s->id, capacity, sizeof *id);
    if (id == NULL)
        return kl_fail_memory(error, "the symbols of lines", capacity * sizeof *id);
    s->id = id;
    s->capacity = capacity;
    return KL_OK;
}

static kl_status take(void *context, const uint32_t *id, size_t n, const uint64_t *end,
                      kl_error *error) {
    scorer *s = context;
    kl_status status = reserve(s, n, error);
    for (size_t i = 0; status == KL_OK && i < n; i++)
        if (id[i] == KL_LINE_END)
            status = add_line(s, *end++, error);
        else
            s->id[s->n++] = id[i];
    return status == KL_OK && s->n >= GATHER ? score_lines(s, error) : status;
}

/* What a loss is divided by. */
typedef enum per { PER_SYMBOL, PER_KNOWN, PER_BYTE, PER_CHARACTER, PER_WORD } per;

static uint64_t units(const bag *of, per what) {
    return what == PER_SYMBOL      ? of->symbols + of->lines
           : what == PER_KNOWN     ? of->symbols + of->lines - of->unknown
           : what == PER_BYTE      ? of->text.bytes
           : what == PER_CHARACTER ? of->text.characters
                                   : of->text.words;
}

/* A mean that is as far below 0 as rounding leads is 0; beyond that the probabilities of a file add up to more than 1,
 * and the loss is what they make it. */
static double lowest(double mean) {
    return mean < -KL_LM_LOSS_ROUNDED ? -INFINITY : 0;
}

kl_estimate kl_lm_rate(const kl_exact_sum loss[KL_BAGS], const uint64_t size[KL_BAGS],
                       double confidence) {
    kl_exact_sum whole = loss[0];
    uint64_t n = size[0];
    for (unsigned b = 1; b < KL_BAGS; b++) {
        kl_exact_sum_merge(&whole, &loss[b]);
        n += size[b];
    }
    if (n == 0)
        return kl_estimate_bare(INFINITY, KL_UNIT_NATS, KL_METHOD_CLUSTERED, 0);
    const double sum = kl_exact_sum_round(&whole), mean = sum / (double)n;
    double without[KL_BAGS];
    for (unsigned b = 0; b < KL_BAGS; b++)
        without[b] = (sum - kl_exact_sum_round(&loss[b])) / (double)(n - size[b]);
    kl_estimate out = kl_estimate_bare(mean, KL_UNIT_NATS, KL_METHOD_CLUSTERED, n);
    kl_estimate_fill(&out, mean, kl_jackknife_side(mean, without, size, n), kl_jackknife_constant(),
                     (kl_interval_rule){INFINITY, confidence, 0, 0, lowest(mean)});
    return out;
}

static kl_estimate rate(const bag bags[KL_BAGS], per what, double confidence) {
    kl_exact_sum loss[KL_BAGS];
    uint64_t size[KL_BAGS];
    for (unsigned b = 0; b < KL_BAGS; b++) {
        loss[b] = what == PER_KNOWN ? bags[b].known : bags[b].loss;
        size[b] = units(&bags[b], what);
    }
    return kl_lm_rate(loss, size, confidence);
}

kl_status kl_lm_scored_finish(const kl_lm_scored *scored, double confidence, kl_lm_score *out,
                              kl_error *error) {
    const bag *bags = scored->bag;
    bag whole = bags[0];
    for (unsigned b = 1; b < KL_BAGS; b++)
        kl_lm_bag_add(&whole, &bags[b]);
    if (whole.lines == 0)
        return kl_fail(error, KL_ERROR_VALUE, "there is no line to score");
    *out = (kl_lm_score){
        .lines = whole.lines,
        .symbols = whole.symbols,
        .unknown = whole.unknown,
        .impossible = whole.impossible,
        .bytes = whole.text.bytes,
        .characters = whole.text.characters,
        .words = whole.text.words,
        .bad_bytes = scored->bad_bytes,
        .cross_entropy = rate(bags, PER_SYMBOL, confidence),
        .cross_entropy_known = rate(bags, PER_KNOWN, confidence),
        .per_byte = rate(bags, PER_BYTE, confidence),
        .per_character = rate(bags, PER_CHARACTER, confidence),
        .per_word = rate(bags, PER_WORD, confidence),
    };
    return KL_OK;
}

static kl_status score_range(scorer *s, kl_range bytes, kl_error *error) {
    kl_lines *lines = NULL;
    s->low = bytes.low;
    if (bytes.low == bytes.high)
        return KL_OK;
    kl_status status = kl_lines_new(kl_lm_symbols(s->lm), s->pool, (kl_lines_user){number, take, s},
                                    &lines, error);
    if (status == KL_OK)
        status = kl_lines_read(lines, s->data, bytes, NULL, NULL, error);
    if (status == KL_OK)
        status = score_lines(s, error);
    if (status == KL_OK)
        s->bad_bytes = kl_lines_bad(lines);
    kl_lines_free(lines);
    return status;
}

void kl_lm_score_options_init(kl_lm_score_options *options) {
    *options = (kl_lm_score_options){
        .size = sizeof *options, .confidence = 0.95, .unit = KL_UNIT_BITS, .part = 1, .parts = 1};
}

kl_status kl_lm_check_confidence(double confidence, kl_error *error) {
    if (!(confidence > 0 && confidence < 1))
        return kl_fail(error, KL_ERROR_ARGUMENT, "confidence %g is not between 0 and 1",
                       confidence);
    return KL_OK;
}

kl_status kl_lm_score_read_options(const kl_lm_score_options *given, kl_lm_score_options *options,
                                   kl_error *error) {
    kl_lm_score_options_init(options);
    kl_status status =
        kl_options_read(options, sizeof *options, given, "kl_lm_score_options", error);
    if (status == KL_OK)
        status = kl_lm_check_confidence(options->confidence, error);
    if (status == KL_OK && (options->part < 1 || options->part > options->parts))
        return kl_fail(error, KL_ERROR_ARGUMENT, "there is no part %llu of %llu",
                       (unsigned long long)options->part, (unsigned long long)options->parts);
    return status;
}

/* Sums of each worker to those of the whole. */
static kl_status score_bags(scorer *s, kl_range bytes, kl_lm_bag *out, kl_error *error) {
    const unsigned workers = kl_pool_threads(s->pool);
    s->desk = kl_alloc_zero(workers, sizeof *s->desk);
    if (s->desk == NULL)
        return kl_fail_memory(error, "sums", workers * sizeof *s->desk);
    for (unsigned w = 0; w < workers; w++)
        for (unsigned b = 0; b < KL_BAGS; b++) {
            kl_exact_sum_init(&s->desk[w][b].loss);
            kl_exact_sum_init(&s->desk[w][b].known);
        }
    const kl_status status = score_range(s, bytes, error);
    for (unsigned w = 0; status == KL_OK && w < workers; w++)
        for (unsigned b = 0; b < KL_BAGS; b++)
            kl_lm_bag_add(&out[b], &s->desk[w][b]);
    kl_free(s->desk);
    kl_free(s->id);
    kl_free(s->line);
    return status;
}

static kl_status score_part(const kl_lm *lm, const void *data, size_t size,
                            const kl_lm_score_options *options, kl_lm_scored *scored,
                            kl_error *error) {
    scorer s = {
        .lm = lm, .data = data, .identity = kl_text_identity(data, size), .pool = options->pool};
    const kl_range owned = kl_range_part(size, options->part, options->parts);
    scored->model_id = kl_lm_identity(lm);
    scored->text_id = kl_fingerprint(data, size);
    scored->symbols = kl_lm_symbols(lm);
    scored->order = (uint32_t)kl_lm_order(lm);
    scored->vocabulary = kl_lm_get_level(lm, 1).count;
    scored->size = size;
    kl_status status = kl_own_refuse_as_text(data, size, error);
    if (status == KL_OK)
        status = kl_cover_add(&scored->cover, owned, error);
    if (status == KL_OK)
        status = score_bags(&s, kl_lines_of(data, size, owned), scored->bag, error);
    scored->bad_bytes = s.bad_bytes;
    return status;
}

kl_status kl_lm_score_part(const kl_lm *lm, const char *model, const char *text, const void *data,
                           size_t size, const kl_lm_score_options *options, kl_lm_scored **out,
                           kl_error *error) {
    kl_lm_scored *scored = *out = kl_lm_scored_new();
    if (scored == NULL)
        return kl_fail_memory(error, "a score", sizeof *scored);
    kl_status status = kl_copy_text(model, &scored->model, error);
    if (status == KL_OK)
        status = kl_copy_text(text, &scored->text, error);
    if (status == KL_OK)
        status = score_part(lm, data, size, options, scored, error);
    if (status == KL_OK && model != NULL)
        status = kl_lm_find_excess(lm, &scored->excess, error);
    if (status != KL_OK) {
        kl_lm_scored_free(scored);
        *out = NULL;
    }
    return status;
}

kl_status kl_lm_score_text(const kl_lm *lm, const void *data, size_t size,
                           const kl_lm_score_options *given, kl_lm_score *out, kl_error *error) {
    if (lm == NULL || (data == NULL && size > 0) || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_score_text: lm, data or out is NULL");
    kl_lm_score_options options;
    kl_lm_scored *scored = NULL;
    kl_status status = kl_lm_score_read_options(given, &options, error);
    if (status == KL_OK)
        status = kl_lm_score_part(lm, NULL, NULL, data, size, &options, &scored, error);
    if (status == KL_OK)
        status = kl_lm_scored_finish(scored, options.confidence, out, error);
    kl_lm_scored_free(scored);
    return status;
}
