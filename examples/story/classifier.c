/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_classifier DIGITS OUT [short]: what a classifier's loss can and cannot reach.
 *
 * Labels of handwritten digits go through a channel that is known, so that the least possible loss is known too: the
 * channel's entropy H(Y|X). What a held-out loss has above it is the divergence still to close (L15). Then label
 * smoothing: what becomes of the gap between logits (L07), and of calibration.
 */
#include "digits.h"
#include "figure.h"
#include "nn.h"

#include <kullback/evaluate.h>
#include <kullback/io.h>
#include <kullback/loss.h>
#include <kullback/measure.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HIDDEN = 128, BATCH = 100, TRAINED = 1200, DRAWS = 64, SEED = 1951, POINTS = 64 };
static const double kept_share = 0.8, smoothing = 0.1, rate = 0.002, decay = 0.01;

/* ── The data and the channel ─────────────────────────────────────────────────────────────────── */

typedef struct data {
    digits trained, held_out;
    int64_t *drawn;                               /* DRAWS labels of each held-out digit */
    double channel[DIGIT_CLASSES][DIGIT_CLASSES]; /* of a digit, what its label may become */
    double entropy;                               /* of a row of the channel, nats: H(Y|X) */
} data;

/* A label stays with probability 0.8; else it is one of the other nine. */
static int64_t through_channel(int64_t label, kl_random *random) {
    if (kl_random_uniform(random) < kept_share)
        return label;
    return (label + 1 + (int64_t)kl_random_below(random, DIGIT_CLASSES - 1)) % DIGIT_CLASSES;
}

static data data_read(const char *path) {
    data d = {.trained = digits_read(path)};
    d.held_out = digits_split(&d.trained, TRAINED);
    for (int i = 0; i < DIGIT_CLASSES; i++)
        for (int j = 0; j < DIGIT_CLASSES; j++)
            d.channel[i][j] = i == j ? kept_share : (1 - kept_share) / (DIGIT_CLASSES - 1);
    const kl_array row = kl_f64(d.channel[0], DIGIT_CLASSES);
    kl_estimate entropy;
    nn_call(kl_measure_compute(KL_ENTROPY, row, row, NULL, &entropy, &nn_error));
    d.entropy = entropy.value;
    kl_random random;
    kl_random_init(&random, SEED, 1);
    d.drawn = nn_memory(d.held_out.n * DRAWS, sizeof *d.drawn);
    for (size_t i = 0; i < d.held_out.n * DRAWS; i++)
        d.drawn[i] = through_channel(d.held_out.labels[i / DRAWS], &random);
    return d;
}

/* ── The network ──────────────────────────────────────────────────────────────────────────────── */

typedef struct network {
    nn_weights *weights;
    nn_value *w1, *b1, *gain, *bias, *w2, *b2;
    nn_tape *tape;
} network;

static network network_new(kl_pool *pool) {
    network n = {.weights = nn_weights_new(SEED), .tape = nn_tape_new(pool)};
    n.w1 = nn_weights_add(n.weights, HIDDEN, DIGIT_PIXELS, 0, 1 / sqrtf(DIGIT_PIXELS));
    n.b1 = nn_weights_add(n.weights, 1, HIDDEN, 0, 0);
    n.gain = nn_weights_add(n.weights, 1, HIDDEN, 1, 0);
    n.bias = nn_weights_add(n.weights, 1, HIDDEN, 0, 0);
    n.w2 = nn_weights_add(n.weights, DIGIT_CLASSES, HIDDEN, 0, 0.01F);
    n.b2 = nn_weights_add(n.weights, 1, DIGIT_CLASSES, 0, 0);
    return n;
}

static nn_value *network_logits(const network *n, const float *pixels, size_t rows) {
    nn_value *x = nn_input(n->tape, pixels, rows, DIGIT_PIXELS);
    x = nn_gelu(n->tape,
                nn_normalise(n->tape, nn_dense(n->tape, x, n->w1, n->b1), n->gain, n->bias));
    return nn_dense(n->tape, x, n->w2, n->b2);
}

/* One step on some of the digits. */
static double network_learn(network *n, const data *d, const int64_t *labels, const size_t *chosen,
                            double smooth) {
    float pixels[BATCH * DIGIT_PIXELS];
    int64_t targets[BATCH];
    for (size_t i = 0; i < BATCH; i++) {
        memcpy(pixels + i * DIGIT_PIXELS, d->trained.pixels + chosen[i] * DIGIT_PIXELS,
               DIGIT_PIXELS * sizeof *pixels);
        targets[i] = labels[chosen[i]];
    }
    nn_value *logits = network_logits(n, pixels, BATCH);
    const kl_loss_gradient gradient = {.data = logits->gradient, .row_stride = DIGIT_CLASSES};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.label_smoothing = smooth;
    double loss;
    nn_call(kl_loss_cross_entropy(nn_matrix(logits), (kl_array){targets, BATCH, 1, KL_I64},
                                  &options, NULL, &gradient, &loss, &nn_error));
    nn_backward(n->tape);
    nn_adam(n->weights, rate, decay);
    return loss;
}

/* ── What is measured ─────────────────────────────────────────────────────────────────────────── */

/* Loss, calibration error, … on held-out digits: `draws` labels of each, which are one unit. */
static kl_eval *evaluate(const nn_value *logits, const int64_t *labels, size_t draws) {
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = DIGIT_CLASSES;
    options.has_model = 0;
    kl_eval *eval = NULL;
    nn_call(kl_eval_new(&options, &eval, &nn_error));
    for (size_t i = 0; i < logits->rows * draws; i++) {
        const kl_eval_row row = {.base = kl_matrix_row(nn_matrix(logits), i / draws),
                                 .target = labels[i],
                                 .index = i,
                                 .unit = i / draws};
        nn_call(kl_eval_feed(eval, &row, &nn_error));
    }
    return eval;
}

static kl_estimate estimate(const kl_eval *eval, const char *id) {
    kl_estimate out;
    nn_call(kl_eval_estimate(eval, id, "base", &out, &nn_error));
    return out;
}

/* The same divergence without any labels: of each held-out digit, from the row of the channel to the model. */
static double exact_divergence(const nn_value *logits, const data *d) {
    double *rows = nn_memory(logits->rows, sizeof d->channel[0]), loss;
    for (size_t i = 0; i < logits->rows; i++)
        memcpy(rows + i * DIGIT_CLASSES, d->channel[d->held_out.labels[i]], sizeof d->channel[0]);
    const kl_matrix targets = {rows, logits->rows, DIGIT_CLASSES, DIGIT_CLASSES, KL_F64};
    nn_call(
        kl_loss_soft_cross_entropy(nn_matrix(logits), targets, NULL, NULL, NULL, &loss, &nn_error));
    free(rows);
    return loss - d->entropy;
}

/* By how much the label's logit is above the mean of the others, on average. */
static double logit_gap(const nn_value *logits, const int64_t *labels) {
    double gap = 0;
    for (size_t i = 0; i < logits->rows; i++)
        for (int64_t j = 0; j < DIGIT_CLASSES; j++)
            gap += logits->data[i * DIGIT_CLASSES + j] *
                   (j == labels[i] ? 1.0 : -1.0 / (DIGIT_CLASSES - 1));
    return gap / (double)logits->rows;
}

/* ── A training ───────────────────────────────────────────────────────────────────────────────── */

typedef enum noise {
    CLEAN,
    ONCE,
    FRESH
} noise; /* labels as they are, noisy, noisy anew in each epoch */

typedef struct training {
    const char *name, *label;
    noise noise;
    double smoothing;
    /* By epoch: the divergence still to close as the held-out loss has it, its interval, and exactly; the gap. */
    size_t points;
    double epoch[POINTS], open[POINTS], low[POINTS], high[POINTS], exact[POINTS], gap[POINTS];
    kl_estimate left, calibration, right; /* at the end */
} training;

static void look(training *t, network *n, const data *d, size_t epoch) {
    const nn_value *logits = network_logits(n, d->held_out.pixels, d->held_out.n);
    kl_eval *eval = t->noise == CLEAN ? evaluate(logits, d->held_out.labels, 1)
                                      : evaluate(logits, d->drawn, DRAWS);
    t->left = estimate(eval, "cross_entropy");
    const double least = t->noise == CLEAN ? 0 : d->entropy;
    t->left.value -= least;
    t->left.low -= least;
    t->left.high -= least;
    t->calibration = estimate(eval, "calibration_error");
    t->right = estimate(eval, "top1");
    kl_eval_free(eval);
    const size_t p = t->points++;
    t->epoch[p] = (double)epoch;
    t->open[p] = t->left.value;
    t->low[p] = t->left.low;
    t->high[p] = t->left.high;
    t->exact[p] = t->noise == CLEAN ? t->left.value : exact_divergence(logits, d);
    nn_clear(n->tape);
    t->gap[p] = logit_gap(network_logits(n, d->trained.pixels, d->trained.n), d->trained.labels);
    nn_clear(n->tape);
}

static void draw_labels(int64_t *labels, const data *d, kl_random *random) {
    for (size_t i = 0; i < TRAINED; i++)
        labels[i] = through_channel(d->trained.labels[i], random);
}

static void train(training *t, const data *d, size_t epochs, size_t every, kl_pool *pool,
                  const char *out) {
    network n = network_new(pool);
    kl_random random;
    kl_random_init(&random, SEED, 2);
    int64_t labels[TRAINED];
    size_t order[TRAINED] = {0};
    memcpy(labels, d->trained.labels, sizeof labels);
    for (size_t epoch = 1; epoch <= epochs; epoch++) {
        if (t->noise == FRESH || (t->noise == ONCE && epoch == 1))
            draw_labels(labels, d, &random);
        nn_shuffle(order, TRAINED, &random);
        double loss = 0;
        for (size_t at = 0; at < TRAINED; at += BATCH)
            loss = network_learn(&n, d, labels, order + at, t->smoothing);
        nn_progress(t->name, epoch, epochs, loss);
        if (epoch == 1 || epoch % every == 0)
            look(t, &n, d, epoch);
    }
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.npy", out, t->name);
    nn_call(kl_npy_write_matrix(
        path, nn_matrix(network_logits(&n, d->held_out.pixels, d->held_out.n)), &nn_error));
    nn_weights_free(n.weights);
    nn_tape_free(n.tape);
}

/* ── Free logits: the optimum itself ──────────────────────────────────────────────────────────── */

/* Four logits that nothing holds, downhill on the loss of label 2: its gap to the others after so many steps. */
static double free_gap(double smooth, size_t steps) {
    enum { CLASSES = 4, LABEL = 2 };
    double z[CLASSES] = {0}, down[CLASSES];
    const int64_t label = LABEL;
    const kl_loss_gradient gradient = {.data = down, .row_stride = CLASSES};
    kl_cross_entropy_options options;
    kl_cross_entropy_options_init(&options);
    options.label_smoothing = smooth;
    for (size_t i = 0; i < steps; i++) {
        double loss;
        nn_call(kl_loss_cross_entropy((kl_matrix){z, 1, CLASSES, CLASSES, KL_F64},
                                      (kl_array){&label, 1, 1, KL_I64}, &options, NULL, &gradient,
                                      &loss, &nn_error));
        for (int j = 0; j < CLASSES; j++)
            z[j] -= down[j];
    }
    return z[LABEL] - z[0];
}

/* ── What is told ─────────────────────────────────────────────────────────────────────────────── */

static void add(kl_document *document, const char *id, const char *label, const char *subject,
                kl_estimate e) {
    nn_call(kl_document_add_estimate(document, id, label, subject, NULL, &e, 0, &nn_error));
}

static void add_exact(kl_document *document, const char *id, const char *label, const char *subject,
                      double value, kl_unit unit) {
    add(document, id, label, subject, kl_estimate_exact(value, unit));
}

static double last_of(const double *values, const training *t) {
    return values[t->points - 1];
}

static void tell_channel(kl_document *document, const data *d, const training *t) {
    if (t->noise == CLEAN)
        return;
    add(document, "divergence", "held-out loss less H(Y|X): KL to close", t->name, t->left);
    add_exact(document, "divergence.exact", "the same KL, from the channel itself", t->name,
              last_of(t->exact, t), KL_UNIT_NATS);
    double stopped = INFINITY;
    for (size_t p = 0; p < t->points; p++)
        stopped = fmin(stopped, t->exact[p]);
    add_exact(document, "divergence.stopped", "the same KL at its least, had one stopped there",
              t->name, stopped, KL_UNIT_NATS);
    if (t->smoothing == 0)
        return;
    double blurred[DIGIT_CLASSES];
    for (int j = 0; j < DIGIT_CLASSES; j++)
        blurred[j] = (1 - t->smoothing) * d->channel[0][j] + t->smoothing / DIGIT_CLASSES;
    kl_estimate least;
    nn_call(kl_measure_compute(KL_DIVERGENCE, kl_f64(d->channel[0], DIGIT_CLASSES),
                               kl_f64(blurred, DIGIT_CLASSES), NULL, &least, &nn_error));
    add(document, "divergence.least", "what smoothing leaves at its best", t->name, least);
}

/* ln of what smoothing leaves the label over what it gives each other class. */
static double best_gap(void) {
    return log(1 + DIGIT_CLASSES * (1 - smoothing) / smoothing);
}

static void tell_gap(kl_document *document, const training *t) {
    if (t->noise != CLEAN)
        return;
    add_exact(document, "gap.free", "gap of four free logits after 1,000 steps", t->name,
              free_gap(2 * t->smoothing, 1000), KL_UNIT_ONE);
    add_exact(document, "gap.free.later", "after 100,000 steps", t->name,
              free_gap(2 * t->smoothing, 100000), KL_UNIT_ONE);
    add_exact(document, "gap", "mean gap on the digits", t->name, last_of(t->gap, t), KL_UNIT_ONE);
    if (t->smoothing == 0)
        return;
    add_exact(document, "gap.free.best", "best gap of the free logits, ln 17", t->name, log(17),
              KL_UNIT_ONE);
    add_exact(document, "gap.best", "best gap on the digits, ln 91", t->name, best_gap(),
              KL_UNIT_ONE);
}

static void draw(const char *out, const char *name, figure f) {
    char path[4096];
    snprintf(path, sizeof path, "%s/classifier-%s.svg", out, name);
    figure_write(&f, path);
}

static figure_line line_of(const training *t, const double *y) {
    return (figure_line){.label = t->name, .n = t->points, .x = t->epoch, .y = y};
}

static void draw_all(const char *out, const training *t, size_t n) {
    figure open = {.title = "KL still to close: held-out loss less H(Y|X)",
                   .x_title = "epoch",
                   .y_title = "nats; bands: 95 %"};
    figure gap = {.title = "Gap between the label's logit and the others",
                  .x_title = "epoch",
                  .y_title = "clean labels, mean of the digits trained on"};
    for (size_t i = 0; i < n; i++) {
        figure *f = t[i].noise == CLEAN ? &gap : &open;
        figure_line *line = &f->line[f->count++];
        *line = line_of(&t[i], t[i].noise == CLEAN ? t[i].gap : t[i].open);
        if (t[i].noise != CLEAN) {
            line->low = t[i].low;
            line->high = t[i].high;
        }
    }
    const double ends[2] = {1, last_of(t->epoch, t)}, height[2] = {best_gap(), best_gap()};
    gap.line[gap.count++] = (figure_line){"ln 91", 2, ends, height, NULL, NULL, 1};
    draw(out, "divergence", open);
    draw(out, "gap", gap);
}

static void tell(kl_document *document, const data *d, const training *t) {
    tell_channel(document, d, t);
    tell_gap(document, t);
    add(document, "top1", "held-out digits named as their labels", t->name, t->right);
    add(document, "calibration_error", "calibration error", t->name, t->calibration);
}

static kl_document *document_new(const data *d) {
    kl_document *document = NULL;
    nn_call(kl_document_new("classifier", &document, &nn_error));
    nn_call(kl_document_set_title(
        document, "handwritten digits, their labels through a known channel", &nn_error));
    nn_call(kl_document_set_noun(document, "label", &nn_error));
    add_exact(document, "entropy", "least possible loss, H(Y|X) of the channel", "noisy",
              d->entropy, KL_UNIT_NATS);
    return document;
}

/* How often each was right where it was so sure: `kl eval` of the two. */
static void draw_reliability(const char *out, const training *plain, const training *smoothed) {
    char base[4096], model[4096], targets[4096];
    snprintf(base, sizeof base, "%s/%s.npy", out, plain->name);
    snprintf(model, sizeof model, "%s/%s.npy", out, smoothed->name);
    snprintf(targets, sizeof targets, "%s/labels.npy", out);
    const char *const files[] = {base, model};
    kl_evaluate_options options;
    kl_evaluate_options_init(&options);
    options.targets = targets;
    kl_document *document = NULL;
    nn_call(kl_evaluate(files, 2, &options, &document, &nn_error));
    static const double diagonal[2] = {0, 1};
    figure f = {.title = "Reliability on held-out digits, noisy labels",
                .x_title = "probability of the digit named",
                .y_title = "share that is right; bands: 95 %"};
    for (size_t i = 0; i < kl_document_curve_count(document) && f.count < 2; i++) {
        const kl_report_curve *c = kl_document_curve(document, i);
        if (strcmp(c->id, "calibration") == 0)
            f.line[f.count++] =
                (figure_line){strcmp(c->subject, "base") == 0 ? plain->name : smoothed->name,
                              c->n,
                              c->x,
                              c->values,
                              c->low,
                              c->high,
                              0};
    }
    f.line[f.count++] = (figure_line){"calibrated", 2, diagonal, diagonal, NULL, NULL, 1};
    draw(out, "reliability", f);
    kl_document_free(document);
}

int main(int argc, char **argv) {
    const int is_short = argc == 4 && strcmp(argv[3], "short") == 0;
    if (argc != 3 && !is_short)
        return fputs("usage: story_classifier DIGITS OUT [short]\n", stderr), 2;
    kl_pool *pool = NULL;
    nn_call(kl_pool_new(NULL, &pool, &nn_error));
    const data d = data_read(argv[1]);
    training t[] = {{.name = "noisy", .noise = ONCE},
                    {.name = "noisy anew", .noise = FRESH},
                    {.name = "noisy smoothed", .noise = ONCE, .smoothing = smoothing},
                    {.name = "clean", .noise = CLEAN},
                    {.name = "clean smoothed", .noise = CLEAN, .smoothing = smoothing}};
    enum { TRAININGS = sizeof t / sizeof *t };
    kl_document *document = document_new(&d);
    for (size_t i = 0; i < TRAININGS; i++) {
        train(&t[i], &d, is_short ? 60 : 200, is_short ? 12 : 4, pool, argv[2]);
        tell(document, &d, &t[i]);
    }
    draw_all(argv[2], t, TRAININGS);
    nn_call(kl_npy_write_array(nn_path(argv[2], "labels.npy"),
                               (kl_array){d.drawn, d.held_out.n, DRAWS, KL_I64}, &nn_error));
    draw_reliability(argv[2], &t[0], &t[2]);
    nn_tell(document, nn_path(argv[2], "classifier.json"));
    kl_document_free(document);
    kl_pool_free(pool);
    free(d.trained.pixels);
    free(d.trained.labels);
    free(d.drawn);
    return 0;
}
