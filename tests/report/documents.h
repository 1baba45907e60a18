/* SPDX-License-Identifier: Apache-2.0 */
/* Documents that the tests of this room share. Their numbers are made of + − × ÷ alone, so that every
 * machine makes the same ones. Building returns the status of the first call that failed. */
#ifndef TESTS_REPORT_DOCUMENTS_H
#define TESTS_REPORT_DOCUMENTS_H

#include <kullback/report.h>

#include <math.h>
#include <stdio.h>

#define TRY(call)                                                                                  \
    do {                                                                                           \
        kl_status try_status = (call);                                                             \
        if (try_status)                                                                            \
            return try_status;                                                                     \
    } while (0)

/* Flags that count speak of 4 symbols of the second side. */
static kl_status add_interval(kl_document *d, const char *id, const char *label,
                              const char *subject, const char *per, double value, double low,
                              double high, kl_unit unit, kl_method method, uint32_t flags,
                              int headline, kl_error *error) {
    kl_estimate e = {.value = value,
                     .standard_error = (high - low) / 4, /* NaN where a bound is */
                     .low = low,
                     .high = high,
                     .confidence = isnan(low) && isnan(high) ? 0 : 0.95,
                     .n = 8515,
                     .unit = unit,
                     .method = method,
                     .flags = flags};
    if (flags & KL_FLAG_UNSEEN_SUPPORT)
        kl_estimate_note(&e, KL_FLAG_UNSEEN_SUPPORT, 1, 4, 0.00425);
    if (flags & KL_FLAG_INFINITE)
        kl_estimate_note(&e, KL_FLAG_INFINITE, 1, 4, 0.00425);
    return kl_document_add_estimate(d, id, label, subject, per, &e, headline, error);
}

static kl_status add_compare_estimates(kl_document *d, kl_error *error) {
    const char *kl = "Kullback–Leibler divergence";
    TRY(add_interval(d, "entropy", "entropy", "A", "letter", 2.8578, 2.8425, 2.8766, KL_UNIT_NATS,
                     KL_METHOD_JACKKNIFE, 0, 0, error));
    TRY(add_interval(d, "entropy", "entropy", "B", "letter", 2.8150, 2.7934, 2.8350, KL_UNIT_NATS,
                     KL_METHOD_JACKKNIFE, 0, 0, error));
    TRY(add_interval(d, "divergence", kl, "A|B", "letter", 0.14792, 0.14078, 0.15520, KL_UNIT_NATS,
                     KL_METHOD_KRICHEVSKY_TROFIMOV, 0, 1, error));
    TRY(add_interval(d, "divergence.reverse", kl, "A|B", "letter", 0.21474, 0.20108, INFINITY,
                     KL_UNIT_NATS, KL_METHOD_KRICHEVSKY_TROFIMOV,
                     KL_FLAG_UNSEEN_SUPPORT | KL_FLAG_ONE_SIDED, 1, error));
    TRY(add_interval(d, "jensen_shannon.distance", "Jensen–Shannon distance", "A|B", "letter",
                     0.169, 0.164, 0.174, KL_UNIT_ROOT_NATS, KL_METHOD_JACKKNIFE, 0, 0, error));
    TRY(add_interval(d, "divergence.plugin.reverse", "the same, as counted", "A|B", "letter",
                     INFINITY, NAN, NAN, KL_UNIT_NATS, KL_METHOD_PLUGIN, KL_FLAG_INFINITE, 0,
                     error));
    TRY(add_interval(d, "chi_square", "χ² (Pearson)", "A|B", NULL, 4.7e-9, 0, 7.2e-9, KL_UNIT_ONE,
                     KL_METHOD_PLUGIN, KL_FLAG_NEAR_EQUAL, 0, error));
    TRY(add_interval(d, "unseen_mass.reverse", "unseen mass", "A|B", NULL, 0.01234, 0.0110, 0.0139,
                     KL_UNIT_ONE, KL_METHOD_PLUGIN, 0, 0, error));
    TRY(add_interval(d, "p_value", "p-value: both from one source", "A|B", NULL, 0.001, NAN, NAN,
                     KL_UNIT_ONE, KL_METHOD_PERMUTATION, 0, 0, error));
    return KL_OK;
}

/* More points than a terminal has columns, with a spike, a gap and a band. */
static kl_status add_compare_curve(kl_document *d, kl_error *error) {
    enum { N = 500 };
    double x[N], values[N], low[N], high[N];
    for (int i = 0; i < N; i++) {
        x[i] = 20.0 * i;
        values[i] = i == 250 ? 1.5 : i >= 400 && i < 420 ? NAN : 0.25 - i / 4000.0 + i % 7 / 100.0;
        low[i] = i < 100 ? NAN : values[i] - 0.0625;
        high[i] = i < 100 ? NAN : values[i] + 0.125;
    }
    return kl_document_add_curve(d, "growth", "Divergence as more is read", "A|B", KL_UNIT_NATS,
                                 "letter", "letters read", x, values, low, high, N, error);
}

/* Shares that fall from letter to letter, the second of them with bumps. */
static kl_status add_compare_series(kl_document *d, kl_error *error) {
    static const char *const letters[] = {"e", "n", "i", "t", "a", "o", "r", "s", "h",
                                          "d", "l", "u", "c", "m", "ä", "ö", "ü", "ß"};
    enum { N = sizeof letters / sizeof *letters };
    double p[N], q[N], terms[N], p_total = 0, q_total = 0;
    for (int i = 0; i < N; i++) {
        p[i] = i < 14 ? 20.0 - i : 0;
        q[i] = 21.0 - i + 3 * (i % 3) - 2 * (i % 2);
        p_total += p[i];
        q_total += q[i];
    }
    for (int i = 0; i < N; i++) {
        p[i] /= p_total;
        q[i] /= q_total;
        terms[i] = p[i] - q[i];
    }
    TRY(kl_document_add_series(d, "distribution", "Share of each letter", "A",
                               KL_SERIES_DISTRIBUTION, KL_UNIT_ONE, NULL, letters, p, N, 0, 0,
                               error));
    TRY(kl_document_add_series(d, "distribution", "Share of each letter", "B",
                               KL_SERIES_DISTRIBUTION, KL_UNIT_ONE, NULL, letters, q, N, 0, 0,
                               error));
    TRY(kl_document_add_series(d, "contribution", "What sets A apart from B", "A|B",
                               KL_SERIES_CONTRIBUTION, KL_UNIT_NATS, "letter", letters, terms, N,
                               211, -0.0625, error));
    return add_compare_curve(d, error);
}

/* What `kl A B` makes of two texts. */
static kl_status build_compare(kl_document *d, kl_error *error) {
    TRY(kl_document_set_title(d, "Two texts compared in letters, order 1", error));
    TRY(kl_document_set_noun(d, "letter", error));
    TRY(kl_document_add_input(d, NULL, "english.txt", "text", "8,515 letters, 26 different",
                              error));
    TRY(kl_document_add_input(d, NULL, "german.txt", "text", "9,998 letters, 30 different", error));
    TRY(add_compare_estimates(d, error));
    TRY(add_compare_series(d, error));
    TRY(kl_document_add_sentence(
        d, KL_SENTENCE_SO_WHAT, "Coding A with B's code costs 0.213 ± 0.010 extra bits per letter.",
        error));
    TRY(kl_document_add_sentence(
        d, KL_SENTENCE_SO_WHAT,
        "Coding B with A's code costs at least 0.290 extra bits per letter: ä, ö, ü and ß never "
        "occur in A.",
        error));
    TRY(kl_document_add_sentence(d, KL_SENTENCE_WHERE, "Four letters make up half of it.", error));
    TRY(kl_document_add_sentence(
        d, KL_SENTENCE_NOISE,
        "None of 999 exchanges of blocks brought them as far apart (p = 0.001): not noise.",
        error));
    return kl_document_add_sentence(d, KL_SENTENCE_NOTE,
                                    "12 bytes of A were not UTF-8 and were passed over.", error);
}

/* Known weights: exact values, no unit of anything, words for names. */
static kl_status build_exact(kl_document *d, kl_error *error) {
    static const char *const words[] = {"heads", "tails", "on its edge"};
    static const double p[] = {0.5, 0.5, 0}, q[] = {0.25, 0.75, 0};
    static const double values[] = {0.5, 0.14384103622589042, 1.0 / 3, 1e-300, 123456.78, 0, 1e21};
    TRY(kl_document_set_title(d, "Two known distributions", error));
    TRY(kl_document_add_input(d, NULL, "fair.tsv", "weights", "3 symbols", error));
    TRY(kl_document_add_input(d, NULL, "loaded.tsv", "weights", NULL, error));
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        kl_estimate e = kl_estimate_exact(values[i], i == 1 ? KL_UNIT_NATS : KL_UNIT_ONE);
        TRY(kl_document_add_estimate(d, i == 1 ? "divergence" : "total_variation", "exact value",
                                     "A|B", NULL, &e, i == 1, error));
    }
    TRY(kl_document_add_series(d, "distribution", "Shares", "A", KL_SERIES_DISTRIBUTION,
                               KL_UNIT_ONE, NULL, words, p, 3, 0, 0, error));
    return kl_document_add_series(d, "distribution", "Shares", "B", KL_SERIES_DISTRIBUTION,
                                  KL_UNIT_ONE, NULL, words, q, 3, 0, 0, error);
}

/* Everything that wants to break out: markup, quotes, controls, bad bytes, directions, wide things. */
static const char *const hostile[] = {
    "</script><script>alert(1)</script>",
    "<!--",
    "\"quoted\" & 'single' \\ back",
    "\x1b[31mred\x1b[0m\a",
    "line\nbreak\ttab\r",
    "bad\xff\xc0\x80\xed\xa0\x80",
    "שלום عليكم",
    "\u202egnirts",
    "👩‍👩‍👧 family",
    "\u0301",
    "e\u0301\u0323 n\u0303",
    "漢字かな交じり文",
    " ",
    "",
    "| pipe ` tick * star _ under [x](javascript:1) #1 $y$ ~z~",
    "a-word-that-is-very-much-longer-than-the-columns-that-are-left-for-any-word-at-all-anywhere",
    "\x7f\xc2\x85",
    "𝕏 \U0001F1E9\U0001F1EA",
};
enum { HOSTILE = sizeof hostile / sizeof *hostile };

static kl_status build_hostile(kl_document *d, kl_error *error) {
    double values[HOSTILE], matrix[HOSTILE * HOSTILE];
    TRY(kl_document_set_title(d, hostile[0], error));
    TRY(kl_document_set_noun(d, hostile[2], error));
    for (int i = 0; i < HOSTILE; i++) {
        kl_estimate e = kl_estimate_exact(i + 0.5, KL_UNIT_NATS);
        e.flags = i == 3 ? KL_FLAG_INFINITE : 0;
        TRY(kl_document_add_input(d, NULL, hostile[i], "text", hostile[HOSTILE - 1 - i], error));
        TRY(kl_document_add_estimate(d, "entropy", hostile[i], "A", hostile[2], &e, 0, error));
        TRY(kl_document_add_sentence(d, (kl_sentence_role)(i % 4), hostile[i], error));
        values[i] = (i % 2 ? -1.0 : 1.0) * i / 7;
        for (int j = 0; j < HOSTILE; j++)
            matrix[i * HOSTILE + j] = i > j ? i - j : j - i;
    }
    TRY(kl_document_add_series(d, "contribution", hostile[0], "A|B", KL_SERIES_CONTRIBUTION,
                               KL_UNIT_NATS, hostile[2], hostile, values, HOSTILE, 0, 0, error));
    for (int i = 0; i < HOSTILE; i++)
        values[i] = values[i] < 0 ? -values[i] : values[i];
    TRY(kl_document_add_series(d, "distribution", hostile[5], "A", KL_SERIES_DISTRIBUTION,
                               KL_UNIT_NATS, hostile[2], hostile, values, HOSTILE, 0, 0, error));
    TRY(kl_document_add_matrix(d, "total_variation", hostile[0], KL_UNIT_ONE, NULL, NULL, hostile,
                               matrix, NULL, NULL, HOSTILE, 1, error));
    TRY(kl_document_add_span(d, "A", 0, UINT64_MAX, hostile[0], NULL, INFINITY, error));
    return kl_document_add_span(d, "A", 0, 1, "label", hostile[0], 0, error);
}

/* n inputs against each other, one pair of them infinitely far in the KL divergence. */
static kl_status build_matrix(kl_document *d, int n, kl_error *error) {
    static const char *const languages[] = {"english", "deutsch", "русский", "ελληνικά", "中文"};
    char text[40][32];
    const char *names[40];
    double positions[40], distance[1600], divergence[1600], low[1600], high[1600];
    for (int i = 0; i < n; i++) {
        snprintf(text[i], sizeof text[i], i < 5 ? "%s" : "%s %d", languages[i % 5], i);
        names[i] = text[i];
        positions[i] = (double)(i * 7 % n) * (i * 7 % n) / n;
    }
    for (int i = 0; i < n; i++)
        for (int j = 0; j < n; j++) {
            double apart = positions[i] - positions[j];
            distance[i * n + j] = (apart < 0 ? -apart : apart) / 16;
            divergence[i * n + j] = i == 2 && j == 1 ? INFINITY : apart * apart / (300 + i);
            low[i * n + j] = i == 2 && j == 1 ? NAN : divergence[i * n + j] / 2;
            high[i * n + j] = i == 2 && j == 1 ? NAN : divergence[i * n + j] * 2;
        }
    TRY(kl_document_set_title(d, "Texts compared in letters", error));
    TRY(kl_document_set_noun(d, "letter", error));
    for (int i = 0; i < n; i++)
        TRY(kl_document_add_input(d, NULL, names[i], "text", "10,000 letters", error));
    TRY(kl_document_add_matrix(d, "divergence", "KL divergence", KL_UNIT_NATS, "letter", NULL,
                               names, divergence, low, high, (size_t)n, 0, error));
    return kl_document_add_matrix(d, "jensen_shannon.distance", "Jensen–Shannon distance",
                                  KL_UNIT_ROOT_NATS, "letter", NULL, names, distance, NULL, NULL,
                                  (size_t)n, 1, error);
}

static kl_status build_matrix_5(kl_document *d, kl_error *error) {
    return build_matrix(d, 5, error);
}
static kl_status build_matrix_40(kl_document *d, kl_error *error) {
    return build_matrix(d, 40, error);
}
/* Few points without a band; one point; nothing that could be drawn; nothing at all. */
static kl_status add_other_curves(kl_document *d, kl_error *error) {
    static const double x[] = {-1, 0, 0.5, 4}, y[] = {2, INFINITY, -1, 3}, none[] = {NAN, NAN};
    TRY(kl_document_add_curve(d, "few", "few points", "A", KL_UNIT_ONE, NULL, NULL, x, y, NULL,
                              NULL, 4, error));
    TRY(kl_document_add_curve(d, "one", "one point", "A", KL_UNIT_ONE, NULL, "step", x, y, NULL,
                              NULL, 1, error));
    TRY(kl_document_add_curve(d, "none", "only gaps", "A", KL_UNIT_ONE, NULL, "step", x, none, NULL,
                              NULL, 2, error));
    return kl_document_add_curve(d, "empty", "no points", "A", KL_UNIT_ONE, NULL, "step", NULL,
                                 NULL, NULL, NULL, 0, error);
}

/* Intervals of different confidence, each with its own word for it; negative and large values. */
static kl_status build_mixed(kl_document *d, kl_error *error) {
    kl_estimate e = {.value = -0.0123,
                     .standard_error = 0.004,
                     .low = -0.02,
                     .high = -0.004,
                     .confidence = 0.9,
                     .n = 100,
                     .method = KL_METHOD_MILLER_MADOW,
                     .flags = KL_FLAG_CLIPPED | KL_FLAG_FEW_UNITS};
    TRY(kl_document_add_estimate(d, "total_variation", "at 90 %", "A|B", NULL, &e, 0, error));
    e.confidence = 0.995;
    e.flags = KL_FLAG_CLIPPED;
    TRY(kl_document_add_estimate(d, "total_variation", "at 99.5 %", "A|B", NULL, &e, 0, error));
    e = (kl_estimate){.value = 52340,
                      .standard_error = 2100,
                      .low = 48100,
                      .high = INFINITY,
                      .confidence = 0.95,
                      .method = KL_METHOD_ESCAPE};
    TRY(kl_document_add_estimate(d, "perplexity", "perplexity", "A|B", "token", &e, 0, error));
    e = (kl_estimate){.value = 3,
                      .standard_error = NAN,
                      .low = NAN,
                      .high = 8,
                      .confidence = 0.95,
                      .method = KL_METHOD_JACKKNIFE};
    TRY(kl_document_add_estimate(d, "chi_square", "upper bound", "A|B", NULL, &e, 0, error));
    e = kl_estimate_bounds(0.5, 0.75, KL_UNIT_NATS);
    static const char *const bins[] = {"below 0.1", "0.1 to 0.2", "0.2 to 0.5", "above"};
    static const double parts[] = {0.25, 0.125, 0.5, 0.125};
    TRY(kl_document_add_series(d, "divergence.histogram", "Tokens by divergence", "base|model",
                               KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL, bins, parts, 4, 0, 0,
                               error));
    static const char *const passage[] = {"It ", "was ", "<b>not</b> ", "\n", "me", "\xff\x1b"};
    static const double costs[] = {0.5, 0.25, 8, 0, INFINITY, 3};
    TRY(kl_document_add_series(d, "surprisal", "What each symbol costs", "model", KL_SERIES_PASSAGE,
                               KL_UNIT_NATS, "token", passage, costs, 6, 7, 20, error));
    TRY(add_interval(d, "divergence.p99", "KL divergence, 99 %", "base|model", "token", 2.5, 2.25,
                     2.75, KL_UNIT_NATS, KL_METHOD_QUANTILE, 0, -1, error));
    TRY(kl_document_add_estimate(d, "divergence", "of truncated logits", "base|model", "token", &e,
                                 1, error));
    return add_other_curves(d, error);
}
static kl_status build_empty(kl_document *d, kl_error *error) {
    (void)d;
    (void)error;
    return KL_OK;
}

typedef struct sample_document {
    const char *name;
    kl_status (*build)(kl_document *document, kl_error *error);
} sample_document;

static const sample_document samples[] = {
    {"compare", build_compare},   {"exact", build_exact},         {"hostile", build_hostile},
    {"matrix-5", build_matrix_5}, {"matrix-40", build_matrix_40}, {"empty", build_empty},
    {"mixed", build_mixed},
};
enum { SAMPLES = sizeof samples / sizeof *samples };

/* A sample, or NULL with its status in *status. */
static inline kl_document *sample_new(const sample_document *sample, kl_status *status,
                                      kl_error *error) {
    kl_document *document = NULL;
    *status = kl_document_new("compare", &document, error);
    if (!*status)
        *status = sample->build(document, error);
    if (!*status)
        return document;
    kl_document_free(document);
    return NULL;
}

#endif
