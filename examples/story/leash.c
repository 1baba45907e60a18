/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_leash TRAIN HELD_OUT OUT [short]: what holds a tuned model, and what becomes of it without.
 *
 * A judge likes the letter e. First a policy that is a table of answers, whose best is known: π₀ e^(r/β)/Z. Then a
 * small GPT writes answers to pieces of Shakespeare and is tuned on the judge by DPO and by policy gradient, on leashes
 * of several β and on none: reward against divergence, k1, k2 and k3 beside the divergence over all bytes, and what is
 * left of its language (L25). Logits on held-out text before and after are written for `kl eval`.
 */
#include "leash.h"
#include "figure.h"

#include <kullback/io.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 2017 };

typedef struct plan {
    transformer_size size;
    size_t batch, steps; /* of learning the text */
    double rate;
    size_t pairs, tuned, answers, group; /* comparisons; steps of tuning, answers of each */
    double tuning_rate, preference_rate;
    size_t looked, held_out; /* answers, bytes */
} plan;

static const plan whole = {
    {BYTES, CONTEXT, 64, 4, 2}, 32, 1500, 0.005, 2400, 150, 32, 8, 0.001, 0.0002, 512, 8192};
static const plan brief = {
    {BYTES, CONTEXT, 24, 2, 1}, 8, 150, 0.01, 160, 20, 16, 8, 0.005, 0.002, 64, 3072};

/* ── Models ───────────────────────────────────────────────────────────────────────────────────── */

static transformer *learn(const plan *p, const bytes_text *from, kl_pool *pool) {
    transformer *t = transformer_new(p->size, CHUNK, SEED);
    nn_tape *tape = nn_tape_new(pool);
    kl_random random;
    kl_random_init(&random, SEED, 0);
    double loss = 0;
    for (size_t step = 0; step < p->steps; step++) {
        loss = bytes_learn(t, tape, from, p->batch, bytes_rate(p->rate, step, p->steps), &random,
                           pool);
        nn_progress("learning the text", step + 1, p->steps, loss);
    }
    nn_tape_free(tape);
    return t;
}

/* DPO and policy gradient on the same leashes, and other penalties on one of them. */
enum { RUNGS = 5, LINES = 2 * RUNGS + 1, OTHERS = 4, TUNINGS = LINES + OTHERS };
static const double rung[RUNGS + 1] = {4, 2, 1, 0.5, 0.25, 0};
/* The policy gradient at β = 1, and without a leash. */
enum { LEASHED = RUNGS + 2, FREE = 2 * RUNGS };

static void list_tunings(tuning *t) {
    static const tuning other[OTHERS] = {
        {.name = "k1 loss", .leash = LEASH_LOSS, .penalty = KL_POLICY_K1},
        {.name = "k2 loss", .leash = LEASH_LOSS, .penalty = KL_POLICY_K2},
        {.name = "k3 loss", .leash = LEASH_LOSS, .penalty = KL_POLICY_K3},
        {.name = "k3 reward", .leash = LEASH_REWARD, .penalty = KL_POLICY_K3}};
    for (size_t i = 0; i < LINES; i++) {
        const int is_preference = i < RUNGS;
        const double beta = rung[i % RUNGS + (i == 2 * RUNGS ? RUNGS : 0)];
        t[i] = (tuning){.leash = is_preference ? LEASH_PREFERENCE : LEASH_REWARD, .beta = beta};
        snprintf(t[i].name, sizeof t[i].name, "%s %g", is_preference ? "dpo" : "policy", beta);
    }
    for (size_t i = 0; i < OTHERS; i++) {
        t[LINES + i] = other[i];
        t[LINES + i].beta = 1;
    }
}

/* ── Looks, side by side ──────────────────────────────────────────────────────────────────────── */

typedef struct looking {
    const transformer *reference;
    const tuning *t; /* TUNINGS, and then the reference itself */
    const answers *asked;
    const bytes_text *held_out;
    look *out;
} looking;

static kl_status look_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    const looking *l = context;
    l->out[index] = look_at(index < TUNINGS ? l->t[index].policy : l->reference, l->reference,
                            l->asked, l->held_out);
    return KL_OK;
}

/* ── What is told ─────────────────────────────────────────────────────────────────────────────── */

enum { DETAIL = -1, ROW };

static void add(kl_document *d, int rank, const char *id, const char *label, const char *subject,
                const char *per, kl_estimate e) {
    nn_call(kl_document_add_estimate(d, id, label, subject, per, &e, rank, &nn_error));
}

static void add_exact(kl_document *d, int rank, const char *id, const char *label,
                      const char *subject, double value) {
    add(d, rank, id, label, subject, NULL, kl_estimate_exact(value, KL_UNIT_ONE));
}

static void tell_table(kl_document *d) {
    for (size_t i = 0; i < RUNGS; i++) {
        const table_end end = table_tune(rung[i]);
        char subject[32];
        snprintf(subject, sizeof subject, "table %g", rung[i]);
        add_exact(d, ROW, "table.reward", "reward", subject, end.reward);
        add(d, ROW, "table.divergence", "KL to reference", subject, NULL,
            kl_estimate_exact(end.divergence, KL_UNIT_NATS));
        add_exact(d, ROW, "table.nonsense", "share of nonsense", subject, end.policy[TABLE - 1]);
        add_exact(d, DETAIL, "table.off.preference", "DPO, off the tilted reference", subject,
                  end.off_preference);
        add_exact(d, DETAIL, "table.off.policy", "policy gradient, off it", subject,
                  end.off_policy);
    }
}

static void tell_look(kl_document *d, const char *subject, const look *l) {
    static const char *const id[] = {"drawn.k1", "drawn.k2", "drawn.k3"};
    static const char *const label[] = {"KL by k1", "KL by k2", "KL by k3"};
    add(d, ROW, "reward", "e's in an answer", subject, NULL, l->reward);
    add(d, ROW, "divergence", "KL to reference", subject, "answer", l->divergence);
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++)
        add(d, DETAIL, id[k], label[k], subject, "answer", l->drawn[k]);
    add(d, DETAIL, "judged", "what the reference loses on its answers", subject, "byte", l->judged);
    add(d, DETAIL, "entropy", "entropy of what it writes next", subject, "byte", l->entropy);
    add_exact(d, DETAIL, "distinct", "stretches of 4 bytes that are different", subject,
              l->distinct);
    add(d, ROW, "cross_entropy", "held-out loss", subject, "byte", l->held_out);
    add(d, DETAIL, "perplexity", "perplexity of held-out bytes", subject, NULL, l->perplexity);
}

/* At the places of answers of a policy that has gone some way. */
static void tell_gradients(kl_document *d, const transformer *policy, const transformer *reference,
                           const answers *a) {
    static const char *const name[2][3] = {{"k1 loss", "k2 loss", "k3 loss"},
                                           {"k1 reward", "k2 reward", "k3 reward"}};
    for (int is_reward = 0; is_reward < 2; is_reward++) {
        const gradients g = gradients_of(policy, reference, a, is_reward);
        for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++) {
            const char *subject = name[is_reward][k];
            add_exact(d, DETAIL, "gradient.own", "gradient, off that of KL(policy, reference)",
                      subject, g.own[k]);
            add_exact(d, DETAIL, "gradient.other", "off that of KL(reference, policy)", subject,
                      g.other[k]);
            add_exact(d, DETAIL, "gradient.noise", "noise of a single draw", subject, g.noise[k]);
        }
    }
}

static void write_answers(const char *path, const tuning *t, const look *looks) {
    FILE *file = fopen(path, "w");
    nn_must(file != NULL, path);
    for (size_t i = 0; i <= TUNINGS; i++)
        for (size_t k = 0; k < SHOWN; k++)
            fprintf(file, "%-12s %s\n",
                    k > 0         ? ""
                    : i < TUNINGS ? t[i].name
                                  : "reference",
                    looks[i].answer[k]);
    nn_must(fclose(file) == 0, path);
}

static void write_logits(const transformer *t, const bytes_text *of, const char *path) {
    nn_tape *tape = nn_tape_new(NULL);
    float *logits = bytes_logits(t, tape, of, of->n);
    nn_call(kl_npy_write_matrix(path, (kl_matrix){logits, of->n, BYTES, BYTES, KL_F32}, &nn_error));
    free(logits);
    nn_tape_free(tape);
}

/* ── Figures ──────────────────────────────────────────────────────────────────────────────────── */

enum { BESIDE = RUNGS + 2 }; /* the rungs, no leash, and the reference in front */

/* A number of the reference and of some tunings after it. */
typedef struct path {
    size_t n;
    double x[BESIDE], y[BESIDE], low[BESIDE], high[BESIDE];
} path;

static double bits(kl_estimate e) {
    return kl_estimate_convert(e, KL_UNIT_BITS).value;
}

static void add_point(path *p, double x, kl_estimate y) {
    p->x[p->n] = x;
    p->y[p->n] = y.value;
    p->low[p->n] = y.low;
    p->high[p->n++] = y.high;
}

/* Without a leash it is ten times as far as the figure reaches. */
static void draw_frontier(const look *looks, const char *file) {
    path preference = {0}, policy = {0};
    add_point(&preference, 0, looks[TUNINGS].reward);
    add_point(&policy, 0, looks[TUNINGS].reward);
    for (size_t i = 0; i < FREE; i++)
        add_point(i < RUNGS ? &preference : &policy, bits(looks[i].divergence), looks[i].reward);
    const figure f = {
        .title = "Reward is bought with divergence",
        .x_title = "KL to the reference, bits an answer",
        .y_title = "e's in an answer of 32 bytes; bands: 95 %",
        .count = 2,
        .line = {
            {"policy gradient", policy.n, policy.x, policy.y, policy.low, policy.high, 0},
            {"DPO", preference.n, preference.x, preference.y, preference.low, preference.high, 0}}};
    figure_write(&f, file);
}

static void draw_collapse(const look *looks, const char *file) {
    path judged = {0}, held_out = {0}, entropy = {0};
    for (size_t i = 0; i < BESIDE; i++) {
        const look *l = &looks[i == 0 ? TUNINGS : RUNGS + i - 1];
        const double x = l->reward.value;
        add_point(&judged, x, kl_estimate_convert(l->judged, KL_UNIT_BITS));
        add_point(&held_out, x, kl_estimate_convert(l->held_out, KL_UNIT_BITS));
        add_point(&entropy, x, kl_estimate_convert(l->entropy, KL_UNIT_BITS));
    }
    const figure f = {.title = "What the reward costs (policy gradient)",
                      .x_title = "e's in an answer of 32 bytes",
                      .y_title = "bits per byte; bands: 95 %",
                      .count = 3,
                      .line = {{"loss on held-out text", held_out.n, held_out.x, held_out.y,
                                held_out.low, held_out.high, 0},
                               {"its answers, by the reference", judged.n, judged.x, judged.y,
                                judged.low, judged.high, 0},
                               {"entropy of what it writes", entropy.n, entropy.x, entropy.y,
                                entropy.low, entropy.high, 0}}};
    figure_write(&f, file);
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static void look_and_tell(kl_document *d, const plan *p, const transformer *reference,
                          const tuning *t, const bytes_text *held_out, const char *out,
                          kl_pool *pool) {
    look *looks = nn_memory(TUNINGS + 1, sizeof *looks);
    answers asked = answers_new(p->looked);
    kl_random random;
    kl_random_init(&random, SEED, 1);
    answers_ask(&asked, held_out, 1, &random);
    looking l = {reference, t, &asked, held_out, looks};
    nn_call(kl_pool_run(pool, TUNINGS + 1, look_task, &l, &nn_error));
    tell_look(d, "reference", &looks[TUNINGS]);
    for (size_t i = 0; i < TUNINGS; i++)
        tell_look(d, t[i].name, &looks[i]);
    draw_frontier(looks, nn_path(out, "leash-frontier.svg"));
    draw_collapse(looks, nn_path(out, "leash-collapse.svg"));
    write_answers(nn_path(out, "leash-answers.txt"), t, looks);
    answers_free(&asked);
    free(looks);
}

static void tell_places(kl_document *d, const plan *p, const transformer *policy,
                        const transformer *reference, const bytes_text *held_out) {
    answers some = answers_new(p->answers);
    kl_random random;
    kl_random_init(&random, SEED, 2);
    answers_ask(&some, held_out, 1, &random);
    transformer_reader *reader = transformer_reader_new(policy, some.n);
    answers_write(&some, reader, &random);
    transformer_reader_free(reader);
    tell_gradients(d, policy, reference, &some);
    answers_free(&some);
}

int main(int argc, char **argv) {
    const int is_brief = argc == 5 && strcmp(argv[4], "short") == 0;
    if (argc != 4 && !is_brief)
        return fputs("usage: story_leash TRAIN HELD_OUT OUT [short]\n", stderr), 2;
    const plan *p = is_brief ? &brief : &whole;
    const char *out = argv[3];
    const bytes_text text = bytes_read(argv[1], SIZE_MAX),
                     held_out = bytes_read(argv[2], p->held_out);
    nn_must(text.n > CONTEXT && held_out.n > CONTEXT, "leash: too little text");
    kl_pool *pool = NULL;
    nn_call(kl_pool_new(NULL, &pool, &nn_error));
    kl_document *document = NULL;
    nn_call(kl_document_new("leash", &document, &nn_error));
    nn_call(kl_document_set_title(document, "a small GPT, tuned on a judge that likes the letter e",
                                  &nn_error));
    tell_table(document);
    transformer *reference = learn(p, &text, pool);
    comparisons made = comparisons_new(reference, &text, p->pairs, pool);
    tuning t[TUNINGS];
    list_tunings(t);
    const tuning_plan tuned = {reference,  &text,    &made,          p->tuned,
                               p->answers, p->group, p->tuning_rate, p->preference_rate};
    tune(t, TUNINGS, &tuned, pool);
    look_and_tell(document, p, reference, t, &held_out, out, pool);
    tell_places(document, p, t[LEASHED].policy, reference, &held_out);
    write_logits(reference, &held_out, nn_path(out, "leash-base.npy"));
    write_logits(t[LEASHED].policy, &held_out, nn_path(out, "leash-held.npy"));
    write_logits(t[FREE].policy, &held_out, nn_path(out, "leash-free.npy"));
    nn_call(kl_npy_write_array(nn_path(out, "leash-next.npy"),
                               (kl_array){held_out.token + 1, held_out.n, 1, KL_I32}, &nn_error));
    nn_tell(document, nn_path(out, "leash.json"));
    kl_document_free(document);
    for (size_t i = 0; i < TUNINGS; i++)
        transformer_free(t[i].policy);
    comparisons_free(&made);
    transformer_free(reference);
    kl_pool_free(pool);
    free(text.token);
    free(held_out.token);
    return 0;
}
