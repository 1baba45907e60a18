/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_plane TEXT OUT [short]: what layers keep of their input and of the answer, while they learn.
 *
 * A tanh and a ReLU network in the information plane, with bins, as the floats are, and by nearest neighbours; above
 * them the bottleneck's curve, which no layer can pass (L09). Then words of a text, clustered by what comes next.
 */
#include "draw.h"
#include "words.h"

#include <kullback/information_joint.h>
#include <kullback/sample.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FEW_RUNS = 2, EPOCHS = 1500, FEW_EPOCHS = 240, SEED = 1951, CLUSTERS = 24 };
enum { MOMENTS = 34, FEW_MOMENTS = 12 };

/* ── Training ─────────────────────────────────────────────────────────────────────────────────── */

/* The begin, and epochs by equal ratios, each at least one later than the last. */
static void choose(course *c, size_t epochs, size_t count) {
    c->moments = count;
    for (size_t m = 1; m < count; m++) {
        const double share = (double)(m - 1) / (double)(count - 2);
        const size_t epoch = (size_t)lround(pow((double)epochs, share));
        c->epoch[m] = epoch > c->epoch[m - 1] ? epoch : c->epoch[m - 1] + 1;
    }
}

static kl_status train_task(void *context, size_t index, unsigned worker, kl_error *unused) {
    (void)worker, (void)unused;
    story *s = context;
    course_run(&s->course[index], &s->task);
    look_at(&s->course[index], &s->task, &s->look[index]);
    course_free(&s->course[index]);
    return KL_OK;
}

/* A training a thread. */
static void train(story *s, size_t epochs, size_t count) {
    s->course = nn_memory(STORY_KINDS * s->runs, sizeof *s->course);
    s->look = nn_memory(STORY_KINDS * s->runs, sizeof *s->look);
    for (size_t i = 0; i < STORY_KINDS * s->runs; i++) {
        course *c = &s->course[i];
        c->is_relu = i >= s->runs;
        c->seed = SEED + i % s->runs;
        choose(c, epochs, count);
        snprintf(c->name, sizeof c->name, "%s %zu", story_kind[c->is_relu], i % s->runs + 1);
    }
    nn_call(kl_pool_run(s->pool, STORY_KINDS * s->runs, train_task, s, &nn_error));
}

/* The least that must be kept of X for each I(T;Y); of X only its level matters. */
static void bend(story *s) {
    const kl_matrix joint = {s->task.level, TASK_LEVELS, 2, 2, KL_F64};
    kl_bottleneck_options options;
    kl_bottleneck_options_init(&options);
    options.pool = s->pool;
    nn_call(kl_bottleneck_curve_new(joint, &options, NULL, &s->curve, &nn_error));
}

/* ── What is told ─────────────────────────────────────────────────────────────────────────────── */

/* How far a layer is above the bottleneck's curve: of no β does anything have more of I(T;Y) − I(T;X)/β. */
static double above(const story *s, look_place place) {
    size_t n;
    const kl_bottleneck_point *point = kl_bottleneck_curve_points(s->curve, &n);
    double most = -INFINITY;
    for (size_t i = 0; i < n; i++)
        most = fmax(most, place.relevance - point[i].relevance -
                              (place.rate - point[i].rate) / point[i].beta);
    return most;
}

static void add(const story *s, const char *id, const char *label, const char *subject,
                kl_estimate e, int headline) {
    nn_call(
        kl_document_add_estimate(s->document, id, label, subject, NULL, &e, headline, &nn_error));
}

static void add_exact(const story *s, const char *id, const char *label, const char *subject,
                      double value, kl_unit unit) {
    add(s, id, label, subject, kl_estimate_exact(value, unit), 0);
}

static kl_estimate mean_of(const double *values, size_t n, kl_unit unit) {
    kl_estimate out;
    nn_call(kl_sample_mean(kl_f64(values, n), unit, 0.95, &out, &nn_error));
    return out;
}

static void tell_task(const story *s) {
    const kl_bottleneck_summary of = kl_bottleneck_curve_summary(s->curve);
    kl_joint *joint = NULL;
    kl_association all;
    const size_t sizes[] = {TASK_INPUTS, 2};
    nn_call(kl_joint_from_table(kl_f64(*s->task.answer, (size_t)2 * TASK_INPUTS), sizes, 2, &joint,
                                &nn_error));
    nn_call(kl_joint_associate(joint, KL_X, KL_Y, &all, &nn_error));
    kl_joint_free(joint);
    add_exact(s, "mutual_information", "I(X;Y)", "task", all.mutual_information, KL_UNIT_NATS);
    add_exact(s, "mutual_information", "the same of its levels", "levels", of.information,
              KL_UNIT_NATS);
    add_exact(s, "entropy", "H(Y)", "task", all.entropy_y, KL_UNIT_NATS);
    add_exact(s, "entropy", "H of levels", "levels", of.entropy_x, KL_UNIT_NATS);
}

static void tell_layer(const story *s, size_t kind, look_method method, size_t layer) {
    const size_t last = s->course->moments - 1;
    double rate[STORY_RUNS], relevance[STORY_RUNS], lost[STORY_RUNS];
    char subject[64];
    for (size_t run = 0; run < s->runs; run++) {
        double most = 0;
        for (size_t m = 0; m <= last; m++)
            most = fmax(most, story_look(s, kind, run)->place[method][m][layer].rate);
        const look_place end = story_look(s, kind, run)->place[method][last][layer];
        rate[run] = end.rate;
        relevance[run] = end.relevance;
        lost[run] = most - end.rate;
    }
    snprintf(subject, sizeof subject, "%s %zu, %s", story_kind[kind], network_width[layer + 1],
             look_name[method]);
    const int headline = method == LOOK_BINS ? 0 : -1;
    add(s, "rate", "I(T;X) at the end", subject, mean_of(rate, s->runs, KL_UNIT_NATS), headline);
    add(s, "compression", "lost since its most", subject, mean_of(lost, s->runs, KL_UNIT_NATS),
        headline);
    add(s, "relevance", "I(T;Y) at the end", subject, mean_of(relevance, s->runs, KL_UNIT_NATS),
        headline);
}

/* How far tanh is saturated. */
static void tell_edges(const story *s, size_t layer) {
    static const char *const id[] = {"edge.begin", "edge"};
    char subject[32];
    double edge[STORY_RUNS];
    snprintf(subject, sizeof subject, "%s %zu", story_kind[0], network_width[layer + 1]);
    for (int end = 0; end < 2; end++) {
        for (size_t run = 0; run < s->runs; run++)
            edge[run] = story_look(s, 0, run)->edge[end ? s->course->moments - 1 : 0][layer];
        add(s, id[end], end ? "in the outer bins, end" : "in the outer bins, begin", subject,
            mean_of(edge, s->runs, KL_UNIT_ONE), -1);
    }
}

static void tell_kind(const story *s, size_t kind) {
    double loss[STORY_RUNS], most = -INFINITY;
    for (size_t run = 0; run < s->runs; run++) {
        loss[run] = s->course[kind * s->runs + run].held_out;
        for (int method = 0; method < LOOK_NEAREST; method++)
            for (size_t m = 0; m < s->course->moments; m++)
                for (size_t layer = 0; layer < NETWORK_LAYERS; layer++)
                    most = fmax(most, above(s, story_look(s, kind, run)->place[method][m][layer]));
    }
    add(s, "cross_entropy", "held-out loss", story_kind[kind], mean_of(loss, s->runs, KL_UNIT_NATS),
        0);
    add_exact(s, "above", "above the curve, at most", story_kind[kind], most, KL_UNIT_NATS);
    for (int method = 0; method < LOOK_METHODS; method++)
        for (size_t layer = 0; layer < NETWORK_LAYERS; layer++)
            tell_layer(s, kind, (look_method)method, layer);
}

/* A line for each cluster, the heaviest first. */
static void tell_clusters(const story *s, const words *w, const uint32_t cluster[WORDS]) {
    static char text[CLUSTERS][80];
    const char *line[CLUSTERS];
    const double nothing[CLUSTERS] = {0};
    const char *path = nn_path(s->out, "plane-words.txt");
    FILE *file = fopen(path, "w");
    nn_must(file != NULL, path);
    for (size_t c = 0; c < CLUSTERS; c++) {
        words_line(w, cluster, c, text[c], sizeof text[c]);
        line[c] = text[c];
        fprintf(file, "%s\n", text[c]);
    }
    nn_must(fclose(file) == 0, path);
    nn_call(kl_document_add_series(s->document, "clusters", "Words clustered by the next word",
                                   "words", KL_SERIES_PASSAGE, KL_UNIT_ONE, NULL, line, nothing,
                                   CLUSTERS, 0, 0, &nn_error));
}

static void tell_words(const story *s, const words *w) {
    static const size_t sizes[] = {2, 4, 8, 16, CLUSTERS, 32, 64};
    enum { SIZES = sizeof sizes / sizeof *sizes };
    uint32_t cluster[WORDS];
    look_place found[SIZES], dealt[SIZES];
    char subject[64];
    for (size_t i = 0; i < SIZES; i++) {
        const kl_bottleneck_result of = words_cluster(w, sizes[i], s->pool, cluster);
        found[i] = (look_place){of.rate.value, of.relevance.value};
        dealt[i] = (look_place){of.rate.value, words_deal(w, cluster)};
        snprintf(subject, sizeof subject, "words, %zu clusters", sizes[i]);
        add(s, "rate", "I(T;X)", subject, of.rate, 0);
        add(s, "relevance", "I(T;Y)", subject, of.relevance, 0);
        snprintf(subject, sizeof subject, "words, %zu clusters dealt", sizes[i]);
        add_exact(s, "relevance", "I(T;Y)", subject, dealt[i].relevance, KL_UNIT_NATS);
        if (sizes[i] == CLUSTERS)
            tell_clusters(s, w, cluster);
    }
    const words_information all = words_inform(w);
    add_exact(s, "entropy", "H(X)", "words", all.entropy, KL_UNIT_NATS);
    add_exact(s, "mutual_information", "I(X;Y)", "words", all.counted, KL_UNIT_NATS);
    add(s, "mutual_information", "I(X;Y)", "words, the source", all.source, 0);
    draw_words(s, w, found, dealt, SIZES);
}

int main(int argc, char **argv) {
    const int is_short = argc == 4 && strcmp(argv[3], "short") == 0;
    if (argc != 3 && !is_short)
        return fputs("usage: story_plane TEXT OUT [short]\n", stderr), 2;
    words *w = words_read(argv[1]);
    story *s = nn_memory(1, sizeof *s);
    s->out = argv[2];
    s->runs = is_short ? FEW_RUNS : STORY_RUNS;
    nn_call(kl_pool_new(NULL, &s->pool, &nn_error));
    nn_call(kl_document_new("plane", &s->document, &nn_error));
    nn_call(kl_document_set_title(s->document, "the information plane of two networks, and words",
                                  &nn_error));
    task_make(&s->task);
    bend(s);
    train(s, is_short ? FEW_EPOCHS : EPOCHS, is_short ? FEW_MOMENTS : MOMENTS);
    tell_task(s);
    for (size_t kind = 0; kind < STORY_KINDS; kind++)
        tell_kind(s, kind);
    for (size_t layer = 0; layer + 1 < NETWORK_LAYERS; layer++)
        tell_edges(s, layer);
    draw_trainings(s);
    tell_words(s, w);
    nn_tell(s->document, nn_path(s->out, "plane.json"));
    free(s->course);
    free(s->look);
    kl_bottleneck_curve_free(s->curve);
    kl_document_free(s->document);
    kl_pool_free(s->pool);
    free(s);
    words_free(w);
    return 0;
}
