/* SPDX-License-Identifier: Apache-2.0 */
/* Readings in their order, with posterior, key and text. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "kernels/scalar.h"
#include "text/cipher_solver.h"

/* Less than one in a million beside the best counts as none. */
#define NEGLIGIBLE (-13.8)

typedef struct weighed {
    kl_cipher_reading reading;
    const kl_cipher_candidate *candidate;
    double evidence;
} weighed;

static void sort_in(weighed *list, size_t *n, const weighed *one) {
    size_t at = *n < KL_CIPHER_READINGS_MAX ? (*n)++ : KL_CIPHER_READINGS_MAX;
    for (; at > 0 && list[at - 1].evidence < one->evidence; at--)
        if (at < KL_CIPHER_READINGS_MAX)
            list[at] = list[at - 1];
    if (at < KL_CIPHER_READINGS_MAX)
        list[at] = *one;
}

static size_t collect(const kl_cipher_case *c, weighed *list) {
    size_t n = 0;
    for (size_t i = 0; i < c->count; i++)
        for (unsigned kind = 0; kind < KL_CIPHER_KINDS; kind++) {
            weighed one = {.candidate = &c->candidates[i]};
            if (!kl_cipher_weigh(c, one.candidate, kind, &one.reading))
                continue;
            one.evidence = kl_cipher_evidence(c, one.candidate, &one.reading);
            sort_in(list, &n, &one);
        }
    return n;
}

/* log of what a language's readings say together, −INFINITY if it has none. */
static double log_sum(const weighed *list, size_t n, size_t language) {
    double most = -INFINITY, sum = 0;
    for (size_t i = 0; i < n; i++) {
        if (list[i].candidate->language != language)
            continue;
        if (sum == 0)
            most = KL_CIPHER_SHARPNESS * list[i].evidence;
        sum += kl_exp(KL_CIPHER_SHARPNESS * list[i].evidence - most);
    }
    return sum > 0 ? most + kl_log(sum) : -INFINITY;
}

/* Posteriors of readings, and how many have any. */
static size_t normalise(weighed *list, size_t n) {
    double total = 0;
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        double less = KL_CIPHER_SHARPNESS * (list[i].evidence - list[0].evidence);
        list[i].reading.posterior = less > NEGLIGIBLE ? kl_exp(less) : 0;
        total += list[i].reading.posterior;
        kept += list[i].reading.posterior > 0;
    }
    for (size_t i = 0; i < n; i++)
        list[i].reading.posterior /= total;
    return kept;
}

/* The best reading of the language that is most probable over all kinds goes first; its log-odds against the next. */
static double put_first(weighed *list, size_t n) {
    double most = -INFINITY, next = -INFINITY;
    size_t best = 0;
    for (size_t i = 0; i < n; i++) {
        const double sum = log_sum(list, n, list[i].candidate->language);
        if (list[i].candidate->language == list[best].candidate->language) {
            most = sum;
        } else if (sum > most) {
            next = most;
            most = sum;
            best = i;
        } else if (sum > next) {
            next = sum;
        }
    }
    const weighed first = list[best];
    memmove(list + 1, list, best * sizeof *list);
    list[0] = first;
    return most - next;
}

/* ── Keys as people write them ────────────────────────────────────────────────────────────────── */

static kl_status add_letter(const kl_cipher_profile *profile, const kl_cipher_language *language,
                            unsigned symbol, int upper, kl_buffer *out, kl_error *error) {
    char letter[5] = ".";
    if (symbol)
        kl_cipher_letter(profile, language, symbol, upper, letter);
    return kl_buffer_append(out, letter, strlen(letter), error);
}

static kl_status write_numbers(const kl_cipher_key *key, unsigned n, unsigned first, kl_buffer *out,
                               kl_error *error) {
    kl_status status = KL_OK;
    for (unsigned i = 0; status == KL_OK && i < n; i++) {
        char text[16];
        int length = snprintf(text, sizeof text, "%s%u", i ? " " : "", key->values[i] + first);
        status = kl_buffer_append(out, text, (size_t)length, error);
    }
    return status;
}

/* The cipher's letter for each plain one. */
static kl_status write_alphabet(const kl_cipher_profile *profile, const weighed *w,
                                const kl_cipher_text *text, kl_buffer *out, kl_error *error) {
    const kl_cipher_language *language = &profile->languages[w->candidate->language];
    kl_status status = KL_OK;
    for (unsigned plain = 1; status == KL_OK && plain < language->size; plain++) {
        unsigned cipher = 0;
        for (unsigned i = 1; i < language->size; i++)
            if (text->counts[i] &&
                w->candidate->found[KL_CIPHER_SUBSTITUTION].key.values[i] == plain)
                cipher = i;
        status = add_letter(profile, language, cipher, 0, out, error);
    }
    return status;
}

static kl_status write_key(const kl_cipher_profile *profile, const weighed *w,
                           const kl_cipher_text *text, kl_buffer *out, kl_error *error) {
    const kl_cipher_kind kind = w->reading.kind;
    const kl_cipher_key *key = &w->candidate->found[kind].key;
    kl_status status = KL_OK;
    if (kind == KL_CIPHER_SHIFT || kind == KL_CIPHER_AFFINE)
        status = write_numbers(key, kind == KL_CIPHER_SHIFT ? 1 : 2, 0, out, error);
    else if (kind == KL_CIPHER_TRANSPOSITION)
        status = write_numbers(key, key->period, 1, out, error);
    else if (kind == KL_CIPHER_SUBSTITUTION)
        status = write_alphabet(profile, w, text, out, error);
    else if (kind == KL_CIPHER_VIGENERE)
        for (unsigned i = 0; status == KL_OK && i < key->period; i++)
            status = add_letter(profile, &profile->languages[w->candidate->language],
                                key->values[i] + 1u, 1, out, error);
    return status == KL_OK ? kl_buffer_append(out, "", 1, error) : status;
}

/* ── The text ─────────────────────────────────────────────────────────────────────────────────── */

/* The symbols that replace letters in turn: of a transposition all, else those of the alphabet. */
static void gather(const kl_cipher_text *text, kl_cipher_kind kind, uint8_t *plain) {
    if (kind != KL_CIPHER_TRANSPOSITION)
        for (size_t i = 0; i < text->letters; i++)
            plain[i] = plain[text->places[i]];
}

static kl_status write_text(const kl_cipher_case *c, const weighed *w, const uint8_t *data,
                            size_t size, kl_buffer *out, kl_error *error) {
    const kl_cipher_profile *profile = c->solver->profile;
    const kl_cipher_language *language = &profile->languages[w->candidate->language];
    const kl_cipher_kind kind = w->reading.kind;
    kl_cipher_text text;
    uint8_t *plain = NULL;
    kl_status status = kl_cipher_text_read(profile, language, kl_cipher_mode_of(c, kind), data,
                                           size, SIZE_MAX / 4, &text, error);
    if (status == KL_OK && (plain = kl_alloc(text.n, 1)) == NULL)
        status = kl_fail_memory(error, "a plain text", text.n);
    if (status == KL_OK) {
        kl_cipher_apply(&text, &w->candidate->found[kind].key, plain);
        gather(&text, kind, plain);
        status = kl_cipher_text_write(profile, language, data, size, plain,
                                      kind == KL_CIPHER_TRANSPOSITION, out, error);
    }
    kl_free(plain);
    kl_cipher_text_free(&text);
    return status;
}

static kl_status tell(const kl_cipher_case *c, const weighed *w, const uint8_t *data, size_t size,
                      kl_cipher_answer *answer, kl_error *error) {
    const kl_cipher_text *text = &w->candidate->texts[kl_cipher_mode_of(c, w->reading.kind)];
    kl_cipher_reading *reading = &answer->readings[answer->count];
    kl_buffer key = {0}, plain = {0};
    *reading = w->reading;
    kl_status status = write_key(c->solver->profile, w, text, &key, error);
    if (status == KL_OK)
        status = write_text(c, w, data, size, &plain, error);
    answer->strings[answer->count][0] = (char *)key.data;
    answer->strings[answer->count][1] = (char *)plain.data;
    reading->key = (const char *)key.data;
    reading->text = (const char *)plain.data;
    reading->text_size = plain.size ? plain.size - 1 : 0;
    answer->count++;
    return status;
}

/* ── What they say together ───────────────────────────────────────────────────────────────────── */

static kl_status summarise(const kl_cipher_case *c, const weighed *list, size_t n,
                           kl_cipher_answer *answer, kl_error *error) {
    kl_cipher_summary *summary = &answer->summary;
    for (size_t i = 0; i < n; i++) {
        answer->language_posterior[list[i].candidate->language] += list[i].reading.posterior;
        if (list[i].reading.kind == list[0].reading.kind)
            summary->kind_posterior += list[i].reading.posterior;
    }
    summary->posterior = answer->language_posterior[list[0].candidate->language];
    return kl_cipher_find_status(c, list[0].candidate, &list[0].reading, summary, error);
}

kl_status kl_cipher_answer_make(const kl_cipher_case *c, const uint8_t *data, size_t size,
                                kl_cipher_answer **out, kl_error *error) {
    weighed list[KL_CIPHER_READINGS_MAX];
    kl_cipher_answer *answer = kl_alloc_zero(1, sizeof *answer);
    if (answer == NULL)
        return kl_fail_memory(error, "an answer", sizeof *answer);
    answer->profile = c->solver->profile;
    answer->summary.status = KL_CIPHER_UNDETERMINED;
    answer->summary.blanks = c->mode == KL_CIPHER_WORDS;
    answer->summary.bad_bytes = kl_utf8_bad_bytes(data, size);
    answer->language_posterior =
        kl_alloc_zero(answer->profile->language_count, sizeof *answer->language_posterior);
    kl_status status = KL_OK;
    if (answer->language_posterior == NULL)
        status = kl_fail_memory(error, "an answer", sizeof *answer);
    size_t n = status == KL_OK ? collect(c, list) : 0, kept = n ? normalise(list, n) : 0;
    if (n > 0)
        answer->summary.margin = put_first(list, n);
    for (size_t i = 0; status == KL_OK && i < kept; i++)
        status = tell(c, &list[i], data, size, answer, error);
    if (c->count > 0) {
        const kl_cipher_candidate *first = n > 0 ? list[0].candidate : c->candidates;
        answer->summary.letters = first->texts[c->mode].letters;
        answer->summary.different = first->texts[c->mode].different;
        answer->summary.cut = first->texts[c->mode].is_cut;
    }
    if (status == KL_OK && n > 0)
        status = summarise(c, list, n, answer, error);
    if (status == KL_OK)
        *out = answer;
    else
        kl_cipher_answer_free(answer);
    return status;
}

void kl_cipher_answer_free(kl_cipher_answer *answer) {
    if (answer == NULL)
        return;
    for (size_t i = 0; i < answer->count; i++) {
        kl_free(answer->strings[i][0]);
        kl_free(answer->strings[i][1]);
    }
    kl_free(answer->language_posterior);
    kl_free(answer);
}

kl_cipher_summary kl_cipher_answer_summary(const kl_cipher_answer *answer) {
    return answer->summary;
}

const kl_cipher_reading *kl_cipher_answer_reading(const kl_cipher_answer *answer, size_t index) {
    return index < answer->count ? &answer->readings[index] : NULL;
}

/* ── Names ────────────────────────────────────────────────────────────────────────────────────── */

const char *kl_cipher_kind_name(kl_cipher_kind kind) {
    static const char *const names[] = {"none",     "shift",        "affine",
                                        "vigenere", "substitution", "transposition"};
    return (size_t)kind < sizeof names / sizeof *names ? names[kind] : NULL;
}

const char *kl_cipher_status_name(kl_cipher_status status) {
    static const char *const names[] = {"sure", "unsure", "not determined"};
    return (size_t)status < sizeof names / sizeof *names ? names[status] : NULL;
}
