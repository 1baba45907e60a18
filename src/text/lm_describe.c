/* SPDX-License-Identifier: Apache-2.0 */
/* What a model makes of a text, as a document. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "io/descriptor.h"
#include "report/phrase.h"
#include "report/say.h"
#include "sample/interval.h"
#include "text/bad_bytes.h"
#include "text/lm_scored.h"

#include <stddef.h>
#include <string.h>

enum { PASSAGE = 4096 };

/* A row of the table: an estimate of the score, or e to it. */
typedef struct row {
    const char *id, *label, *per;
    size_t at; /* of the estimate in kl_lm_score */
    int exponential, headline;
} row;

#define AT(member) offsetof(kl_lm_score, member)
static const row rows[] = {
    {"cross_entropy", "cross-entropy", "symbol", AT(cross_entropy), 0, 1},
    {"perplexity", "perplexity", NULL, AT(cross_entropy), 1, 1},
    {"cross_entropy.known", "cross-entropy without unknown symbols", "symbol",
     AT(cross_entropy_known), 0, 0},
    {"perplexity.known", "perplexity without unknown symbols", NULL, AT(cross_entropy_known), 1, 0},
    {"bits_per_byte", "loss per byte", "byte", AT(per_byte), 0, 1},
    {"bits_per_character", "loss per character", "character", AT(per_character), 0, 0},
    {"bits_per_word", "loss per word", "word", AT(per_word), 0, 0},
    {"byte_perplexity", "perplexity per byte", NULL, AT(per_byte), 1, -1},
    {"word_perplexity", "perplexity per word", NULL, AT(per_word), 1, -1},
};
enum { ROWS = sizeof rows / sizeof *rows };
static const char unknown_id[] = "unknown";

const char *kl_lm_score_id(size_t inputs, size_t index) {
    (void)inputs;
    return index < ROWS ? rows[index].id : index == ROWS ? unknown_id : NULL;
}

static kl_status add_rows(const kl_lm_score *score, const char *noun, kl_document *document,
                          kl_error *error) {
    kl_status status = KL_OK;
    for (size_t i = 0; status == KL_OK && i < ROWS; i++) {
        const row *r = &rows[i];
        kl_estimate estimate;
        memcpy(&estimate, (const char *)score + r->at, sizeof estimate);
        if (estimate.n == 0)
            continue;
        if (r->exponential)
            kl_estimate_exponentiate(&estimate);
        const char *per = r->per != NULL && strcmp(r->per, "symbol") == 0 ? noun : r->per;
        status = kl_document_add_estimate(document, r->id, r->label, "model", per, &estimate,
                                          r->headline, error);
    }
    kl_estimate share = kl_estimate_exact(
        score->symbols == 0 ? 0 : (double)score->unknown / (double)score->symbols, KL_UNIT_ONE);
    share.n = score->symbols;
    return status == KL_OK
               ? kl_document_add_estimate(document, unknown_id, "share of unknown symbols", "model",
                                          NULL, &share, 0, error)
               : status;
}

kl_status kl_lm_note_loss(const kl_estimate *loss, kl_document *document, kl_error *error) {
    kl_status status = KL_OK;
    if (loss->value < 0)
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "A loss below 0 is none: this model gives all symbols together more than "
                        "probability 1, and nothing can be compared with it.");
    if (status == KL_OK && !isnan(loss->low))
        status = kl_say(document, KL_SENTENCE_NOTE, error,
                        "Intervals take stretches of %d bytes for independent: where a topic runs "
                        "over many lines they are too narrow.",
                        KL_TEXT_BLOCK);
    return status;
}

static kl_status add_sentences(const kl_lm_score *score, const char *noun, kl_unit unit,
                               kl_document *document, kl_error *error) {
    char text[512];
    if (score->impossible > 0) {
        kl_words(
            text, sizeof text,
            "This model gives %s of the text (ends of lines counted) no probability at all, so "
            "that the text costs it infinitely much.",
            kl_phrase_counted(score->impossible, noun).text);
        return kl_document_add_sentence(document, KL_SENTENCE_SO_WHAT, text, error);
    }
    kl_estimate perplexity = score->cross_entropy;
    kl_estimate_exponentiate(&perplexity);
    kl_words(
        text, sizeof text,
        "To this model a %s of the text (or the end of a line) costs %s %s on average: it is as "
        "unsure as before %s equally likely ones.",
        noun, kl_phrase_estimate(&score->cross_entropy, unit).text, kl_unit_name(unit),
        kl_phrase_number(&perplexity, perplexity.value, unit).text);
    kl_status status = kl_document_add_sentence(document, KL_SENTENCE_SO_WHAT, text, error);
    if (status == KL_OK)
        status = kl_lm_note_loss(&score->cross_entropy, document, error);
    if (status != KL_OK || score->unknown == 0)
        return status;
    kl_words(
        text, sizeof text,
        "The model does not know %s of %s (%s); perplexities of models with other vocabularies "
        "cannot be compared with this one, losses per byte can if both know all.",
        kl_phrase_count(score->unknown).text, kl_phrase_counted(score->symbols, noun).text,
        kl_phrase_percent((double)score->unknown / (double)score->symbols).text);
    return kl_document_add_sentence(document, KL_SENTENCE_NOTE, text, error);
}

/* The text as it is shown: symbols with what parts them. */
typedef struct passage {
    int spaced;
    char **label;
    double *value;
    size_t n;
    uint64_t left_out;
    double left_out_sum;
} passage;

static kl_status keep(void *context, const kl_lm_token *token, kl_error *error) {
    passage *p = context;
    if (p->n == PASSAGE) {
        p->left_out++;
        p->left_out_sum -= token->log_p;
        return KL_OK;
    }
    const int ends = token->symbol == KL_LM_END;
    /* A label ends at a byte of 0, of which there is one among bytes: it is told as others that are no text. */
    const int zero = token->length == 1 && *token->text == 0;
    const char *shown = ends ? "" : zero ? "\\x00" : token->text;
    const size_t length = ends || zero ? strlen(shown) : token->length;
    char *label = kl_alloc(length + 2, 1);
    if (label == NULL)
        return kl_fail_memory(error, "a symbol", length);
    kl_words(label, length + 2, "%.*s%s", (int)length, shown, ends ? "\n" : p->spaced ? " " : "");
    p->label[p->n] = label;
    p->value[p->n++] = -token->log_p;
    return KL_OK;
}

static kl_status add_surprisal(const kl_lm *lm, const void *data, size_t size, const char *noun,
                               kl_document *document, kl_error *error) {
    passage p = {.spaced = kl_symbols_spaced(kl_lm_symbols(lm)),
                 .label = kl_alloc(PASSAGE, sizeof(char *)),
                 .value = kl_alloc(PASSAGE, sizeof(double))};
    kl_status status = p.label == NULL || p.value == NULL
                           ? kl_fail_memory(error, "a passage", PASSAGE * sizeof(char *))
                           : kl_lm_visit(lm, data, size, keep, &p, error);
    if (status == KL_OK)
        status = kl_document_add_series(document, "surprisal", "What each symbol costs", "model",
                                        KL_SERIES_PASSAGE, KL_UNIT_NATS, noun,
                                        (const char *const *)p.label, p.value, p.n, p.left_out,
                                        p.left_out_sum, error);
    for (size_t i = 0; i < p.n; i++)
        kl_free(p.label[i]);
    kl_free(p.label);
    kl_free(p.value);
    return status;
}

static kl_status add_inputs(const kl_lm_scored *scored, const kl_lm_score *score,
                            kl_document *document, kl_error *error) {
    char detail[160];
    const char *noun = kl_symbols_noun(scored->symbols);
    kl_words(detail, sizeof detail, "order %u, %s", scored->order,
             kl_phrase_counted(scored->vocabulary, noun).text);
    kl_status status = kl_document_add_input(document, "model", kl_descriptor_name(scored->model),
                                             "language model", detail, error);
    kl_words(detail, sizeof detail, "%s, %s", kl_phrase_counted(score->symbols, noun).text,
             kl_phrase_counted(score->lines, "line").text);
    return status == KL_OK
               ? kl_document_add_input(document, "text", kl_descriptor_name(scored->text), "text",
                                       detail, error)
               : status;
}

static kl_status say_part(const kl_lm_scored *scored, kl_document *document, kl_error *error) {
    char text[160];
    const uint64_t taken = kl_cover_size(&scored->cover);
    if (taken == scored->size)
        return KL_OK;
    kl_words(text, sizeof text,
             "This is a part: the lines that begin in %s of %s; kl merge puts parts together.",
             kl_phrase_count(taken).text, kl_phrase_counted(scored->size, "byte").text);
    return kl_document_add_sentence(document, KL_SENTENCE_NOTE, text, error);
}

static kl_status fill(const kl_lm_scored *scored, const kl_lm_score_options *options,
                      kl_document *document, kl_error *error) {
    const char *noun = kl_symbols_noun(scored->symbols);
    kl_lm_score score;
    char title[96];
    kl_words(title, sizeof title, "n-grams of up to %s",
             kl_phrase_counted(scored->order, noun).text);
    kl_status status = kl_lm_scored_finish(scored, options->confidence, &score, error);
    if (status != KL_OK)
        return kl_fail_prefix(error, status, kl_descriptor_name(scored->text));
    status = kl_document_set_title(document, title, error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, noun, error);
    if (status == KL_OK)
        status = add_inputs(scored, &score, document, error);
    if (status == KL_OK)
        status = add_rows(&score, noun, document, error);
    if (status == KL_OK)
        status = add_sentences(&score, noun, options->unit, document, error);
    if (status == KL_OK)
        status =
            kl_note_bad_bytes(score.bad_bytes, "The text", KL_BAD_PASSED_OVER, document, error);
    return status == KL_OK ? say_part(scored, document, error) : status;
}

static kl_status describe(const kl_lm_scored *scored, const kl_lm_score_options *options,
                          kl_document **out, kl_error *error) {
    kl_status status = kl_document_new("lm", out, error);
    if (status == KL_OK)
        status = fill(scored, options, *out, error);
    return status == KL_OK ? kl_lm_note_excess(&scored->excess, scored->model, *out, error)
                           : status;
}

/* The document, or nothing after a failure. */
static kl_status hand_over(kl_status status, kl_document *document, kl_document **out) {
    if (status == KL_OK)
        *out = document;
    else
        kl_document_free(document);
    return status;
}

kl_status kl_lm_describe(const kl_lm *lm, const char *model, const char *text, const void *data,
                         size_t size, const kl_lm_score_options *given, kl_document **out,
                         kl_error *error) {
    if (lm == NULL || model == NULL || text == NULL || (data == NULL && size > 0) || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_describe: lm, model, text, data or out is NULL");
    kl_lm_score_options options;
    kl_lm_scored *scored = NULL;
    kl_document *document = NULL;
    kl_status status = kl_lm_score_read_options(given, &options, error);
    if (status == KL_OK &&
        (status = kl_lm_score_part(lm, model, text, data, size, &options, &scored, error)) != KL_OK)
        kl_fail_prefix(error, status, kl_descriptor_name(text));
    if (status == KL_OK)
        status = describe(scored, &options, &document, error);
    if (status == KL_OK && options.surprisal)
        status = add_surprisal(lm, data, size, kl_symbols_noun(scored->symbols), document, error);
    kl_lm_scored_free(scored);
    return hand_over(status, document, out);
}

kl_status kl_lm_score_save(const kl_lm *lm, const char *model, const char *text, const void *data,
                           size_t size, const kl_lm_score_options *given, const char *out_path,
                           kl_error *error) {
    if (lm == NULL || model == NULL || text == NULL || (data == NULL && size > 0) ||
        out_path == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_lm_score_save: lm, model, text, data or out_path is NULL");
    kl_lm_score_options options;
    kl_lm_scored *scored = NULL;
    kl_status status = kl_lm_score_read_options(given, &options, error);
    if (status == KL_OK &&
        (status = kl_lm_score_part(lm, model, text, data, size, &options, &scored, error)) != KL_OK)
        kl_fail_prefix(error, status, kl_descriptor_name(text));
    if (status == KL_OK)
        status = kl_state_save(&kl_lm_scored_type, scored, out_path, error);
    kl_lm_scored_free(scored);
    return status;
}

kl_status kl_lm_score_describe(const char *path, const kl_lm_score_options *given,
                               kl_document **out, kl_error *error) {
    if (path == NULL || out == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_lm_score_describe: path or out is NULL");
    kl_lm_score_options options;
    void *scored = NULL;
    kl_document *document = NULL;
    kl_status status = kl_lm_score_read_options(given, &options, error);
    if (status == KL_OK)
        status = kl_state_load(&kl_lm_scored_type, path, &scored, error);
    if (status == KL_OK)
        status = describe(scored, &options, &document, error);
    kl_lm_scored_free(scored);
    return hand_over(status, document, out);
}

int kl_lm_score_seen(const char *path) {
    return path != NULL && kl_state_kind_of(path) == KL_STATE_SCORE;
}
