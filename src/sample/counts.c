/* SPDX-License-Identifier: Apache-2.0 */
/* Reading a table of counts. */
#include "sample/counts.h"

#include "base/alloc.h"

static const char *const symbols_names[] = {"names", "bytes", "letters", "words", "tokens"};
static const char *const symbols_nouns[] = {"name", "byte", "letter", "word", "token"};

const char *kl_symbols_name(kl_symbols symbols) {
    return (unsigned)symbols <= KL_SYMBOLS_TOKENS ? symbols_names[symbols] : "unknown";
}

const char *kl_symbols_noun(kl_symbols symbols) {
    return (unsigned)symbols <= KL_SYMBOLS_TOKENS ? symbols_nouns[symbols] : "unknown";
}

void kl_counts_free(kl_counts *counts) {
    if (counts == NULL)
        return;
    kl_free(counts->symbol_start);
    kl_free(counts->symbol_bytes);
    kl_free(counts->gram);
    kl_free(counts->count);
    kl_free(counts->cell_start);
    kl_free(counts->cell_bag);
    kl_free(counts->cell_count);
    kl_free(counts);
}

kl_symbols kl_counts_symbols(const kl_counts *counts) {
    return counts->symbols;
}
int kl_counts_order(const kl_counts *counts) {
    return counts->order;
}
size_t kl_counts_size(const kl_counts *counts) {
    return counts->size;
}
uint64_t kl_counts_total(const kl_counts *counts) {
    return counts->total;
}
size_t kl_counts_alphabet(const kl_counts *counts) {
    return counts->alphabet;
}
uint64_t kl_counts_bad_bytes(const kl_counts *counts) {
    return counts->bad_bytes;
}
uint64_t kl_counts_count(const kl_counts *counts, size_t gram) {
    return counts->count[gram];
}

unsigned kl_counts_units(const kl_counts *counts) {
    unsigned units = 0;
    for (unsigned b = 0; b < KL_BAGS; b++)
        units += counts->bag_total[b] > 0;
    return units;
}

const char *kl_counts_symbol(const kl_counts *counts, size_t symbol, size_t *length) {
    *length = (size_t)(counts->symbol_start[symbol + 1] - counts->symbol_start[symbol]);
    return counts->symbol_bytes + counts->symbol_start[symbol];
}

const uint32_t *kl_counts_gram(const kl_counts *counts, size_t gram) {
    return counts->gram + gram * (size_t)counts->order;
}
