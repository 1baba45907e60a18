/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_cipher DECLARATIONS TEXT OUT [short]: 1951, an intercepted text.
 *
 * A text whose language is not known is enciphered by a substitution of letters. By the divergence of its letter
 * frequencies the plain text has a language (L02); the ciphertext has none, for its letters are the wrong ones. What
 * is left of them is how frequent the most frequent letter is, the second and so on, and that letters follow each
 * other: under the right language there is a key that makes words of them.
 */
#include "figure.h"
#include "letters.h"
#include "nn.h"

#include <kullback/measure.h>
#include <kullback/text_cipher.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGUAGES = 9, LENGTHS = 5, SEED = 1951, INTERCEPTED = 200, PIECES = 6 };
static const struct {
    const char *file, *code;
} known[LANGUAGES] = {{"dutch", "nl"},  {"english", "en"}, {"finnish", "fi"},
                      {"french", "fr"}, {"german", "de"},  {"italian", "it"},
                      {"polish", "pl"}, {"spanish", "es"}, {"turkish", "tr"}};
static const size_t lengths[LENGTHS] = {25, 50, 100, 200, 400};

/* ── Frequencies ──────────────────────────────────────────────────────────────────────────────── */

typedef struct frequencies {
    double of[LETTERS];
} frequencies;

static int descending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x < y) - (x > y);
}

/* Of letters; `least` more of each, so that one that did not occur is not impossible. */
static frequencies count(const char *text, size_t n, double least) {
    frequencies f;
    for (size_t i = 0; i < LETTERS; i++)
        f.of[i] = least;
    for (size_t i = 0; i < n; i++)
        f.of[text[i] - 'a']++;
    return f;
}

static frequencies sorted(frequencies f) {
    qsort(f.of, LETTERS, sizeof *f.of, descending);
    return f;
}

static double divergence(const frequencies *p, const frequencies *q) {
    kl_estimate d;
    nn_call(kl_measure_compute(KL_DIVERGENCE, kl_f64(p->of, LETTERS), kl_f64(q->of, LETTERS), NULL,
                               &d, &nn_error));
    return d.value;
}

/* The language that is least divergence away. */
static size_t nearest(const frequencies *p, const frequencies q[LANGUAGES]) {
    size_t best = 0;
    for (size_t i = 1; i < LANGUAGES; i++)
        if (divergence(p, &q[i]) < divergence(p, &q[best]))
            best = i;
    return best;
}

/* ── Declarations: half of each to learn from, half to be intercepted ─────────────────────────── */

typedef struct declarations {
    letters text[LANGUAGES];
    frequencies plain[LANGUAGES], ordered[LANGUAGES];
    kl_cipher_solver *solver; /* of these languages */
    kl_cipher_profile *profile;
    kl_pool *pool;
} declarations;

static declarations declarations_read(const char *folder) {
    declarations d;
    const char *codes[LANGUAGES];
    kl_cipher_options options;
    for (size_t i = 0; i < LANGUAGES; i++) {
        char name[32];
        snprintf(name, sizeof name, "%s.txt", known[i].file);
        d.text[i] = letters_read(nn_path(folder, name));
        nn_must(d.text[i].n / 2 > lengths[LENGTHS - 1], "cipher: a declaration is too short");
        d.plain[i] = count(d.text[i].a, d.text[i].n / 2, 0.5);
        d.ordered[i] = sorted(d.plain[i]);
        codes[i] = known[i].code;
    }
    kl_cipher_options_init(&options);
    options.only = codes;
    options.only_count = LANGUAGES;
    options.kinds = 1u << KL_CIPHER_SUBSTITUTION;
    nn_call(kl_pool_new(NULL, &d.pool, &nn_error));
    nn_call(kl_cipher_profile_open(NULL, &d.profile, &nn_error));
    nn_call(kl_cipher_solver_new(d.profile, &options, &d.solver, &nn_error));
    return d;
}

/* ── One text ─────────────────────────────────────────────────────────────────────────────────── */

static void tell_divergences(kl_document *document, const char *id, const char *title,
                             const frequencies *p, const frequencies q[LANGUAGES]) {
    const char *labels[LANGUAGES];
    double values[LANGUAGES];
    for (size_t i = 0; i < LANGUAGES; i++) {
        labels[i] = known[i].file;
        values[i] = divergence(p, &q[i]);
    }
    nn_call(kl_document_add_series(document, id, title, "A", KL_SERIES_CONTRIBUTION, KL_UNIT_NATS,
                                   "letter", labels, values, LANGUAGES, 0, 0, &nn_error));
}

static void draw_ranks(const char *out, const frequencies *cipher, const declarations *d,
                       size_t truth) {
    double rank[LETTERS], share[2][LETTERS], total[2] = {0, 0};
    const frequencies *of[2] = {cipher, &d->ordered[truth]};
    for (size_t i = 0; i < 2 * LETTERS; i++)
        total[i / LETTERS] += of[i / LETTERS]->of[i % LETTERS];
    for (size_t i = 0; i < 2 * LETTERS; i++) {
        rank[i % LETTERS] = (double)(i % LETTERS + 1);
        share[i / LETTERS][i % LETTERS] = of[i / LETTERS]->of[i % LETTERS] / total[i / LETTERS];
    }
    figure f = {.title = "What a substitution leaves: letters by how frequent they are",
                .x_title = "rank",
                .y_title = "share of letters",
                .count = 2};
    f.line[0] = (figure_line){"the ciphertext", LETTERS, rank, share[0], NULL, NULL, 0};
    f.line[1] = (figure_line){known[truth].file, LETTERS, rank, share[1], NULL, NULL, 1};
    figure_write(&f, nn_path(out, "cipher-ranks.svg"));
}

static void intercept(kl_document *document, const declarations *d, const char *path,
                      const char *out) {
    const letters text = letters_read(path);
    char cipher[INTERCEPTED];
    kl_random random;
    kl_cipher_answer *answer = NULL;
    kl_cipher_solver *solver = NULL;
    nn_must(text.n >= INTERCEPTED, "cipher: the text is too short");
    kl_random_init(&random, SEED, 0);
    letters_encipher(text.a, INTERCEPTED, &random, cipher);
    const frequencies plain = count(text.a, INTERCEPTED, 0), coded = count(cipher, INTERCEPTED, 0);
    const frequencies ordered = sorted(coded);
    tell_divergences(document, "divergence.plain", "KL of the plain text's letters", &plain,
                     d->plain);
    tell_divergences(document, "divergence.cipher", "KL of the ciphertext's letters", &coded,
                     d->plain);
    tell_divergences(document, "divergence.sorted", "KL of the ciphertext's sorted frequencies",
                     &ordered, d->ordered);
    draw_ranks(out, &ordered, d, nearest(&plain, d->plain));
    nn_call(kl_cipher_solver_new(d->profile, NULL, &solver, &nn_error));
    nn_call(kl_cipher_solver_solve(solver, cipher, INTERCEPTED, d->pool, &answer, &nn_error));
    nn_call(kl_cipher_describe(answer, "A", 3, document, &nn_error));
    kl_cipher_answer_free(answer);
    kl_cipher_solver_free(solver);
    free(text.a);
}

/* ── Many texts ───────────────────────────────────────────────────────────────────────────────── */

/* Shares of pieces: language right by each method, letters read, sure though wrong. */
enum { PLAIN, SORTED, TRIAL, READ, SURE_AND_WRONG, SHARES };
static const char *const share_names[SHARES] = {"KL of plain letters", "KL of sorted frequencies",
                                                "trial decipherment", "95 % of letters read",
                                                "sure, and wrong"};

static void try_piece(const declarations *d, size_t language, const char *plain, size_t n,
                      kl_random *random, double shares[SHARES]) {
    char cipher[512];
    size_t same = 0;
    kl_cipher_answer *answer = NULL;
    letters_encipher(plain, n, random, cipher);
    const frequencies p = count(plain, n, 0), s = sorted(p);
    nn_call(kl_cipher_solver_solve(d->solver, cipher, n, d->pool, &answer, &nn_error));
    const kl_cipher_reading *best = kl_cipher_answer_reading(answer, 0);
    const int right = strcmp(best->code, known[language].code) == 0;
    for (size_t i = 0; i < n; i++)
        same += best->text[i] == plain[i];
    shares[PLAIN] += nearest(&p, d->plain) == language;
    shares[SORTED] += nearest(&s, d->ordered) == language;
    shares[TRIAL] += right;
    shares[READ] += (double)same >= 0.95 * (double)n;
    shares[SURE_AND_WRONG] += kl_cipher_answer_summary(answer).status == KL_CIPHER_SURE && !right;
    kl_cipher_answer_free(answer);
}

static void try_all(const declarations *d, size_t pieces, double shares[SHARES][LENGTHS]) {
    kl_random random;
    kl_random_init(&random, SEED, 1);
    for (size_t l = 0; l < LENGTHS; l++) {
        double sums[SHARES] = {0};
        for (size_t i = 0; i < LANGUAGES * pieces; i++) {
            const letters *text = &d->text[i % LANGUAGES];
            const size_t half = text->n / 2;
            const size_t at = half + kl_random_below(&random, text->n - half - lengths[l]);
            try_piece(d, i % LANGUAGES, text->a + at, lengths[l], &random, sums);
        }
        for (size_t s = 0; s < SHARES; s++)
            shares[s][l] = sums[s] / (double)(LANGUAGES * pieces);
        fprintf(stderr, "texts of %zu letters: %3zu %%\n", lengths[l], 100 * (l + 1) / LENGTHS);
    }
}

static void tell_shares(kl_document *document, const char *out, double shares[SHARES][LENGTHS]) {
    double x[LENGTHS];
    figure f = {.title = "Language of a text under a substitution, of nine",
                .x_title = "letters",
                .y_title = "share of texts",
                .count = SHARES,
                .bottom = 0,
                .top = 1};
    for (size_t l = 0; l < LENGTHS; l++)
        x[l] = (double)lengths[l];
    for (size_t s = 0; s < SHARES; s++) {
        f.line[s] = (figure_line){share_names[s], LENGTHS, x, shares[s], NULL, NULL, s == PLAIN};
        nn_call(kl_document_add_curve(document, "share", share_names[s], share_names[s],
                                      KL_UNIT_ONE, NULL, "letters", x, shares[s], NULL, NULL,
                                      LENGTHS, &nn_error));
    }
    figure_write(&f, nn_path(out, "cipher-length.svg"));
}

int main(int argc, char **argv) {
    const int is_short = argc == 5 && strcmp(argv[4], "short") == 0;
    if (argc != 4 && !is_short)
        return fputs("usage: story_cipher DECLARATIONS TEXT OUT [short]\n", stderr), 2;
    declarations d = declarations_read(argv[1]);
    kl_document *document = NULL;
    double shares[SHARES][LENGTHS];
    nn_call(kl_document_new("cipher", &document, &nn_error));
    nn_call(kl_document_set_title(document, "1951: an intercepted text", &nn_error));
    intercept(document, &d, argv[2], argv[3]);
    try_all(&d, is_short ? 1 : PIECES, shares);
    tell_shares(document, argv[3], shares);
    nn_tell(document, nn_path(argv[3], "cipher.json"));
    kl_document_free(document);
    kl_cipher_solver_free(d.solver);
    kl_cipher_profile_free(d.profile);
    kl_pool_free(d.pool);
    for (size_t i = 0; i < LANGUAGES; i++)
        free(d.text[i].a);
    return 0;
}
