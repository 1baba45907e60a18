/* SPDX-License-Identifier: Apache-2.0 */
/* The target and the model over each other, as bars. */
#include "base/alloc.h"
#include "base/error.h"
#include "base/format.h"
#include "family/fit_file.h"

#include <math.h>

enum { BARS = 24 };

/* Cells outside this much of both sides are not drawn. */
static const double drawn = 0.9998;

typedef struct bars {
    size_t n, begin, end; /* cells */
    double width;
    double share[2][BARS];
    char room[BARS][24];
    const char *label[BARS];
} bars;

static double share_of(const kl_fit *fit, int side, size_t cell) {
    return side == 0 ? fit->points.p[cell] : kl_exp(fit->log_q[cell]);
}

static double place_of(const kl_fit *fit, size_t cell) {
    return fit->points.centre[0] + fit->points.scale[0] * fit->points.x[cell];
}

/* From the first cell that is drawn to behind the last. */
static void set_range(bars *b, const kl_fit *fit) {
    const size_t n = fit->points.n;
    double left[2] = {0, 0}, right[2] = {0, 0};
    b->begin = 0, b->end = n;
    for (; b->begin + 1 < n; b->begin++) {
        left[0] += share_of(fit, 0, b->begin), left[1] += share_of(fit, 1, b->begin);
        if (fmax(left[0], left[1]) > (1 - drawn) / 2)
            break;
    }
    for (; b->end > b->begin + 1; b->end--) {
        right[0] += share_of(fit, 0, b->end - 1), right[1] += share_of(fit, 1, b->end - 1);
        if (fmax(right[0], right[1]) > (1 - drawn) / 2)
            break;
    }
}

/* As many digits as tell one bar from the next. */
static void set_label(bars *b, size_t bar, double middle, double largest) {
    int places = b->width < 10, digits = 3;
    for (double width = b->width; width < 1 && places < 12; width *= 10)
        places++;
    for (double step = b->width; step < largest && digits < 17; step *= 10)
        digits++;
    const int is_plain = largest < 1e9 && b->width > 1e-9;
    kl_words(b->room[bar], sizeof b->room[bar], is_plain ? "%.*f" : "%.*g",
             is_plain ? places : digits, middle);
    b->label[bar] = b->room[bar];
}

/* A bar holds as many cells as the next, or they would rise and fall with the count. */
static void fill(bars *b, const kl_fit *fit) {
    const size_t cells = b->end - b->begin, each = (cells + BARS - 1) / BARS;
    b->n = (cells + each - 1) / each;
    b->width = (place_of(fit, b->end - 1) - place_of(fit, b->begin)) / (double)b->n;
    const double largest = fmax(fabs(place_of(fit, b->begin)), fabs(place_of(fit, b->end - 1)));
    for (size_t i = 0; i < b->n; i++) {
        const size_t first = b->begin + i * each, behind = first + each;
        const size_t end = behind < b->end ? behind : b->end;
        b->share[0][i] = b->share[1][i] = 0;
        for (size_t c = first; c < end; c++)
            for (int side = 0; side < 2; side++)
                b->share[side][i] += share_of(fit, side, c);
        set_label(b, i, place_of(fit, first) / 2 + place_of(fit, end - 1) / 2, largest);
    }
}

kl_status kl_fit_draw(kl_document *document, const kl_fit *fit, kl_error *error) {
    static const char *const subjects[] = {"A", "model"};
    kl_status status = KL_OK;
    bars *b = kl_alloc(1, sizeof *b);
    if (b == NULL)
        return kl_fail_memory(error, "a picture", sizeof *b);
    set_range(b, fit);
    fill(b, fit);
    for (int side = 0; side < 2 && status == KL_OK; side++)
        status = kl_document_add_series(document, "distribution", "the target and the model",
                                        subjects[side], KL_SERIES_HISTOGRAM, KL_UNIT_ONE, NULL,
                                        b->label, b->share[side], b->n, 0, 0, error);
    kl_free(b);
    return status;
}
