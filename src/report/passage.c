/* SPDX-License-Identifier: Apache-2.0 */
/* Symbols of a passage and the strength of their colours. */
#include "report/passage.h"

#include "base/alloc.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

kl_status kl_passage_split(const char *label, kl_passage_symbol *out, kl_error *error) {
    size_t length = strlen(label);
    const char last = length ? label[length - 1] : 0;
    out->after = last == ' ' || last == '\n' ? last : 0;
    length -= out->after != 0;
    out->shown = kl_alloc(length + 1, 1);
    if (!out->shown)
        return kl_fail_memory(error, "a symbol", length + 1);
    memcpy(out->shown, label, length);
    out->shown[length] = 0;
    return KL_OK;
}

const char *kl_passage_shown(const kl_passage_symbol *symbol) {
    return *symbol->shown ? symbol->shown : symbol->after == ' ' ? "␣" : "↵";
}

double kl_passage_largest(const kl_sheet *sheet, const kl_report_series *series) {
    double largest = 0;
    for (size_t i = 0; i < series->n; i++) {
        const double value = fabs(kl_sheet_value(sheet, series->values[i], series->unit));
        if (isfinite(value))
            largest = fmax(largest, value);
    }
    return largest;
}

unsigned kl_passage_level(double value, double largest) {
    const double share = isinf(value) ? 1 : largest > 0 ? fabs(value) / largest : 0;
    return (unsigned)(share * (KL_PASSAGE_LEVELS - 0.001));
}
