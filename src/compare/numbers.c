/* SPDX-License-Identifier: Apache-2.0 */
/* Two samples of numbers or points to one document. */
#include "compare/numbers.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/estimate.h"
#include "base/format.h"
#include "compare/kinds.h"
#include "compare/labels.h"
#include "report/number.h"
#include "sample/interval.h"

#include <kullback/transport_sample.h>
#include <math.h>
#include <string.h>

/* Up to so many points in all the maximum mean discrepancy is of all pairs. */
#define ALL_PAIRS 2048

static int is_wanted(const kl_numbers *numbers, kl_two_sample_id id) {
    switch (id) {
    case KL_TWO_SAMPLE_KOLMOGOROV_SMIRNOV:
        return numbers->columns == 1;
    case KL_TWO_SAMPLE_ENERGY:
        return 1;
    case KL_TWO_SAMPLE_MMD:
        return numbers->pooled.total <= ALL_PAIRS;
    case KL_TWO_SAMPLE_MMD_LINEAR:
        return numbers->pooled.total > ALL_PAIRS;
    default: /* Cramér's distance is half the energy distance. */
        return 0;
    }
}

static kl_status compute(kl_numbers *numbers, kl_error *error) {
    const kl_sample_options *sample = numbers->options->sample;
    kl_two_sample_options options;
    kl_two_sample_options_init(&options);
    options.confidence = sample->confidence;
    options.permutations = sample->permutations;
    options.seed = sample->seed;
    options.pool = sample->pool;
    kl_status status = KL_OK;
    for (int id = 0; status == KL_OK && id < KL_TWO_SAMPLE_COUNT; id++) {
        numbers->made[id] = is_wanted(numbers, (kl_two_sample_id)id);
        if (numbers->made[id])
            status = kl_two_sample_compute((kl_two_sample_id)id, numbers->side[0], numbers->side[1],
                                           &options, &numbers->result[id], error);
    }
    return status;
}

/* Whether they are alike another test says. */
static kl_status compute_wasserstein(kl_numbers *numbers, kl_error *error) {
    const kl_sample_options *sample = numbers->options->sample;
    kl_wasserstein_options options;
    kl_wasserstein_result found;
    if (numbers->columns != 1)
        return KL_OK;
    kl_wasserstein_options_init(&options);
    options.confidence = sample->confidence;
    options.permutations = 0;
    options.seed = sample->seed;
    options.pool = sample->pool;
    const kl_status status =
        kl_wasserstein_sample(numbers->side[0], numbers->side[1], &options, NULL, &found, error);
    if (status == KL_OK && kl_numbers_are_alike(numbers))
        kl_estimate_near_equal(&found.value);
    numbers->wasserstein = found.value;
    return status;
}

/* In the order that the content makes, since what is added to equal numbers is drawn row by row. */
static void sort_sides(const kl_numbers *numbers, double *rows, kl_matrix side[2]) {
    const kl_pooled *pooled = &numbers->pooled;
    const size_t columns = pooled->columns;
    size_t at[2] = {0, pooled->n[0]};
    for (size_t i = 0; i < pooled->total; i++)
        memcpy(rows + at[pooled->label[i]]++ * columns, pooled->rows + i * columns,
               columns * sizeof *rows);
    for (int s = 0; s < 2; s++)
        side[s] = (kl_matrix){rows + (s == 0 ? 0 : pooled->n[0] * columns), pooled->n[s], columns,
                              (ptrdiff_t)columns, KL_F64};
}

/* Two points in one place: the numbers were rounded. */
static int are_rounded(const kl_pooled *pooled) {
    for (size_t i = 1; i < pooled->total; i++) {
        const double *row = pooled->rows + i * pooled->columns, *before = row - pooled->columns;
        size_t c = 0;
        while (c < pooled->columns && row[c] == before[c])
            c++;
        if (c == pooled->columns)
            return 1;
    }
    return 0;
}

static kl_status compute_divergences(kl_numbers *numbers, kl_error *error) {
    const kl_sample_options *sample = numbers->options->sample;
    const size_t size = numbers->pooled.total * numbers->columns;
    double *rows = kl_alloc(size, sizeof *rows);
    if (rows == NULL)
        return kl_fail_memory(error, "points", size * sizeof *rows);
    kl_matrix side[2];
    sort_sides(numbers, rows, side);
    kl_points_options options;
    kl_points_options_init(&options);
    options.neighbours = KL_NUMBERS_NEIGHBOURS;
    options.ties = are_rounded(&numbers->pooled) ? KL_TIES_JITTER : KL_TIES_REFUSE;
    options.confidence = sample->confidence;
    options.seed = sample->seed;
    options.pool = sample->pool;
    kl_error failure = KL_ERROR_INIT;
    kl_status status = KL_OK;
    for (int d = 0; status == KL_OK && d < 2; d++)
        status =
            kl_points_divergence(side[d], side[1 - d], &options, &numbers->divergence[d], &failure);
    kl_free(rows);
    numbers->has_divergence = status == KL_OK;
    if (status == KL_OK)
        kl_estimate_exchange(&numbers->divergence[1]);
    /* Too few points, one value only or very many columns leave the rest as it is. */
    const int possible = status == KL_ERROR_VALUE || status == KL_ERROR_ARGUMENT;
    return possible || status == KL_OK ? KL_OK : kl_error_copy(error, &failure);
}

kl_status kl_numbers_new(const kl_input *const inputs[2], const kl_compare_options *options,
                         kl_numbers *out, kl_error *error) {
    memset(out, 0, sizeof *out);
    for (size_t s = 0; s < 2; s++) {
        out->side[s] = kl_input_points(inputs[s]);
        if (out->side[s].rows < 2)
            return kl_fail_input(error,
                                 kl_fail(error, KL_ERROR_VALUE,
                                         "%.200s: 1 point of %zu numbers; at least two are needed",
                                         inputs[s]->name, out->side[s].columns),
                                 s);
    }
    if (out->side[0].columns != out->side[1].columns)
        return kl_fail(error, KL_ERROR_MISMATCH,
                       "%s has %zu numbers a point, %s %zu: these cannot be compared",
                       inputs[0]->name, out->side[0].columns, inputs[1]->name,
                       out->side[1].columns);
    out->columns = out->side[0].columns;
    out->noun = out->columns == 1 ? "number" : "point";
    out->options = options;
    kl_labels_fill(inputs, 2, out->label);
    kl_status status =
        kl_pooled_new(out->side[0], out->side[1], options->sample->pool, &out->pooled, error);
    if (status == KL_OK)
        status = compute(out, error);
    if (status == KL_OK)
        status = compute_wasserstein(out, error);
    if (status == KL_ERROR_VALUE) {
        char both[420];
        kl_words(both, sizeof both, "%.200s and %.200s", inputs[0]->name, inputs[1]->name);
        status = kl_fail_prefix(error, status, both);
    }
    if (status == KL_OK)
        status = compute_divergences(out, error);
    if (status != KL_OK)
        kl_numbers_clear(out);
    return status;
}

void kl_numbers_clear(kl_numbers *numbers) {
    kl_pooled_clear(&numbers->pooled);
}

int kl_numbers_are_alike(const kl_numbers *numbers) {
    return kl_estimate_has(&numbers->result[KL_TWO_SAMPLE_ENERGY].value, KL_FLAG_NEAR_EQUAL);
}

/* ── The head ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct summary {
    double low, high, mean, deviation;
} summary;

static double number_at(kl_matrix m, size_t i) {
    double x;
    kl_array_read(kl_matrix_row(m, i), 0, 1, &x);
    return x;
}

/* Of numbers below 1 in size, so that neither sums nor squares leave the doubles. */
static summary summarise(kl_matrix m) {
    summary s = {.low = INFINITY, .high = -INFINITY};
    int exponent = 0;
    kl_exact_sum sum;
    for (size_t i = 0; i < m.rows; i++) {
        s.low = fmin(s.low, number_at(m, i));
        s.high = fmax(s.high, number_at(m, i));
    }
    frexp(fmax(-s.low, s.high), &exponent);
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < m.rows; i++)
        kl_exact_sum_add(&sum, ldexp(number_at(m, i), -exponent));
    const double mean = kl_exact_sum_round(&sum) / (double)m.rows;
    kl_exact_sum_init(&sum);
    for (size_t i = 0; i < m.rows; i++) {
        const double away = ldexp(number_at(m, i), -exponent) - mean;
        kl_exact_sum_add(&sum, away * away);
    }
    s.mean = ldexp(mean, exponent);
    s.deviation = ldexp(sqrt(kl_exact_sum_round(&sum) / (double)(m.rows - 1)), exponent);
    return s;
}

/* Where the third digit of the standard deviation stands, and none behind the number's own. */
static void write_beside(double value, double deviation, char text[KL_NUMBER_TEXT]) {
    const int exact = kl_number_place(value, 17), third = kl_number_exponent(deviation, 3) - 2;
    kl_number_rounded(value, deviation > 0 && third > exact ? third : exact, text);
}

/* "10 numbers from −3.21 to 3.1, mean 0.12, standard deviation 1.24" */
static void describe_numbers(const kl_numbers *numbers, int side, char *text, size_t size) {
    const summary s = summarise(numbers->side[side]);
    char low[KL_NUMBER_TEXT], high[KL_NUMBER_TEXT], mean[KL_NUMBER_TEXT], deviation[KL_NUMBER_TEXT];
    write_beside(s.low, s.deviation, low);
    write_beside(s.high, s.deviation, high);
    write_beside(s.mean, s.deviation, mean);
    write_beside(s.deviation, s.deviation, deviation);
    kl_words(text, size, "%s from %s to %s, mean %s, standard deviation %s",
             kl_phrase_counted(numbers->side[side].rows, "number").text, low, high, mean,
             deviation);
}

kl_status kl_numbers_head(const kl_numbers *numbers, const kl_input *const inputs[2],
                          kl_document *document, kl_error *error) {
    char text[4 * KL_NUMBER_TEXT + 100];
    if (numbers->columns == 1)
        kl_words(text, sizeof text, "numbers, each an independent draw");
    else
        kl_words(text, sizeof text, "points of %zu numbers, each an independent draw",
                 numbers->columns);
    kl_status status = kl_document_set_title(document, text, error);
    if (status == KL_OK)
        status = kl_document_set_noun(document, numbers->noun, error);
    for (int s = 0; status == KL_OK && s < 2; s++) {
        if (numbers->columns == 1)
            describe_numbers(numbers, s, text, sizeof text);
        else
            kl_words(text, sizeof text, "%s",
                     kl_phrase_counted(numbers->side[s].rows, "point").text);
        status = kl_document_add_input(document, NULL, inputs[s]->name,
                                       kl_kind_name(inputs[s]->kind), text, error);
    }
    return status;
}

/* ── All of it ────────────────────────────────────────────────────────────────────────────────── */

static kl_status compare_two(const kl_input *const *inputs, const kl_compare_options *options,
                             kl_document *document, kl_error *error) {
    kl_numbers numbers;
    kl_status status = kl_numbers_new(inputs, options, &numbers, error);
    if (status != KL_OK)
        return status;
    status = kl_numbers_head(&numbers, inputs, document, error);
    if (status == KL_OK)
        status = kl_numbers_rows(&numbers, document, error);
    if (status == KL_OK)
        status = kl_numbers_sentences(&numbers, document, error);
    if (status == KL_OK)
        status = kl_numbers_where(&numbers, document, error);
    kl_numbers_clear(&numbers);
    return status;
}

const kl_comparer kl_compare_numbers = {"numbers", compare_two, NULL, kl_numbers_id};
