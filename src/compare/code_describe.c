/* SPDX-License-Identifier: Apache-2.0 */
/* kl_code_describe: what coding cost, beside what the text's own distribution would have cost. */
#include <kullback/compare.h>

#include "base/error.h"
#include "base/format.h"
#include "report/phrase.h"
#include "text/bad_bytes.h"

typedef struct code_cost {
    kl_estimate coded, entropy, extra;
} code_cost;

static kl_status cost_of(const kl_counts *own, uint64_t symbols, size_t code_size, code_cost *out,
                         kl_error *error) {
    kl_status status = kl_counts_entropy(own, KL_METHOD_PLUGIN, NULL, &out->entropy, error);
    if (status != KL_OK)
        return status;
    const double bits = 8.0 * (double)code_size / (double)symbols;
    out->coded = kl_estimate_convert(kl_estimate_exact(bits, KL_UNIT_BITS), KL_UNIT_NATS);
    /* Of this text, not of its source: that is exact. */
    out->entropy = kl_estimate_exact(out->entropy.value, KL_UNIT_NATS);
    out->extra = kl_estimate_exact(out->coded.value - out->entropy.value, KL_UNIT_NATS);
    out->coded.n = out->entropy.n = out->extra.n = symbols;
    return KL_OK;
}

static kl_status fill(kl_document *document, const char *name, const char *with_name,
                      const char *noun, const char *detail, const code_cost *cost,
                      kl_error *error) {
    kl_status status = kl_document_add_input(document, NULL, name, "text", detail, error);
    if (status == KL_OK)
        status = kl_document_add_input(document, NULL, with_name, "code", "made for this", error);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "code_length", "length of the code", "A|B",
                                          noun, &cost->coded, 1, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "entropy", "with A's own code", "A", noun,
                                          &cost->entropy, 0, error);
    if (status == KL_OK)
        status = kl_document_add_estimate(document, "extra", "extra, for using B's", "A|B", noun,
                                          &cost->extra, 0, error);
    return status;
}

kl_status kl_code_describe(const char *name, const char *with_name, const kl_counts *own,
                           uint64_t symbols, size_t bytes_size, uint64_t header_size,
                           kl_document **out, kl_error *error) {
    if (name == NULL || with_name == NULL || own == NULL || out == NULL || symbols == 0 ||
        header_size > bytes_size) {
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "kl_code_describe needs two names, counts, what kl_code_encode said of at "
                       "least one symbol, and a result");
    }
    *out = NULL;
    code_cost cost;
    kl_document *document = NULL;
    kl_status status = cost_of(own, symbols, bytes_size - (size_t)header_size, &cost, error);
    if (status == KL_OK)
        status = kl_document_new("code", &document, error);
    if (status == KL_OK) {
        const char *noun = kl_symbols_noun(kl_counts_symbols(own));
        char detail[3 * KL_PHRASE];
        kl_words(detail, sizeof detail, "%s in %s, header %s",
                 kl_phrase_counted(symbols, noun).text, kl_phrase_counted(bytes_size, "byte").text,
                 kl_phrase_count(header_size).text);
        status = fill(document, name, with_name, noun, detail, &cost, error);
        if (status == KL_OK)
            status = kl_note_bad_bytes(kl_counts_bad_bytes(own), name, KL_BAD_PASSED_OVER, document,
                                       error);
    }
    if (status != KL_OK) {
        kl_document_free(document);
        return status;
    }
    *out = document;
    return KL_OK;
}
