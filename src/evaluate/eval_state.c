/* SPDX-License-Identifier: Apache-2.0 */
/* The sums of an evaluation, written and read. Both walk them in one order. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/error.h"
#include "evaluate/evaluated_state.h"

enum { WORST_MAX = 4096 }; /* no report keeps as many */

static const uint32_t tag_options = KL_STATE_TAG('O', 'P', 'T', 'S');
static const uint32_t tag_sums = KL_STATE_TAG('S', 'U', 'M', 'S');
static const uint32_t tag_rows = KL_STATE_TAG('R', 'O', 'W', 'S');

/* ── Writing ──────────────────────────────────────────────────────────────────────────────────── */

static void put_options(const kl_eval *eval, kl_state_writer *writer) {
    const kl_eval_options *options = &eval->options;
    kl_state_begin(writer, tag_options, NULL);
    kl_state_put_u64(writer, options->vocabulary, NULL);
    kl_state_put_u64(writer, options->context, NULL);
    kl_state_put_u32(writer, options->worst, NULL);
    kl_state_put_u8(writer, (uint8_t)options->has_model, NULL);
    kl_state_put_u8(writer, (uint8_t)options->precision, NULL);
    kl_state_put_u64(writer, eval->said, NULL);
    kl_state_put_u64(writer, eval->counts.rows, NULL);
    kl_state_put_u64(writer, eval->counts.targets, NULL);
    kl_state_put_u64(writer, eval->counts.skipped, NULL);
    for (int side = 0; side < 2; side++)
        kl_state_put_u64(writer, eval->counts.clipped_targets[side], NULL);
    kl_state_put_u64(writer, eval->left_out, NULL);
}

static void put_bag(const kl_eval_bag *bag, kl_state_writer *writer) {
    for (int s = 0; s < KL_STAT_COUNT; s++) {
        kl_state_put_varint(writer, bag->rows[s], NULL);
        if (bag->rows[s] == 0)
            continue;
        kl_state_put_varint(writer, bag->infinite[s], NULL);
        kl_state_put_exact_sum(writer, &bag->sum[s], NULL);
    }
    for (int side = 0; side < 2; side++)
        for (int k = 0; k < KL_CALIBRATION_BINS; k++) {
            kl_state_put_varint(writer, bag->reliability[side].tokens[k], NULL);
            kl_state_put_varint(writer, bag->reliability[side].right[k], NULL);
            kl_state_put_varint(writer, bag->reliability[side].confidence[k], NULL);
        }
}

static void put_sums(const kl_eval *eval, kl_state_writer *writer) {
    kl_state_begin(writer, tag_sums, NULL);
    for (int b = 0; b < KL_BAGS; b++)
        put_bag(&eval->bags[b], writer);
    for (int s = 0; s < KL_STAT_COUNT; s++)
        kl_state_put_exact_sum(writer, &eval->squares[s], NULL);
    for (int k = 0; k < 2 * KL_TEXT_STATS; k++)
        kl_state_put_exact_sum(writer, &eval->products[k / KL_TEXT_STATS][k % KL_TEXT_STATS], NULL);
    for (int bin = 0; bin < KL_LOSS_BINS; bin++) {
        kl_state_put_varint(writer, eval->loss_rows[bin], NULL);
        for (int k = 0; k < 3; k++)
            kl_state_put_exact_sum(writer, &eval->losses[bin][k], NULL);
    }
    for (int k = 0; eval->curve != NULL && k < KL_CURVE_BINS * KL_CURVES; k++)
        kl_state_put_exact_sum(writer, &eval->curve[k], NULL);
    for (int k = 0; eval->curve != NULL && k < KL_CURVE_BINS * 2; k++)
        kl_state_put_varint(writer, eval->curve_rows[k], NULL);
}

/* Any order will do, as long as equal bits are the only equals. */
static int by_bits(const void *a, const void *b) {
    return memcmp(a, b, sizeof(kl_kept));
}

static void put_kept(const kl_eval_bag *bag, kl_kept *room, kl_state_writer *writer) {
    if (bag->kept_size > 0)
        memcpy(room, bag->kept, bag->kept_size * sizeof *room);
    qsort(room, bag->kept_size, sizeof *room, by_bits);
    kl_state_put_varint(writer, bag->kept_size, NULL);
    for (size_t i = 0; i < bag->kept_size; i++) {
        kl_state_put_f64(writer, room[i].divergence, NULL);
        kl_state_put_f64(writer, room[i].delta_p, NULL);
    }
}

kl_status kl_eval_write(const kl_eval *eval, kl_state_writer *writer, kl_error *error) {
    size_t most = 1;
    for (int b = 0; b < KL_BAGS; b++)
        most = eval->bags[b].kept_size > most ? eval->bags[b].kept_size : most;
    kl_kept *room = kl_alloc(most, sizeof *room);
    if (room == NULL)
        return kl_fail_memory(error, "rows in order", most * sizeof *room);
    put_options(eval, writer);
    put_sums(eval, writer);
    kl_state_begin(writer, tag_rows, NULL);
    for (int b = 0; b < KL_BAGS; b++)
        put_kept(&eval->bags[b], room, writer);
    kl_free(room);
    return KL_OK;
}

/* ── Reading ──────────────────────────────────────────────────────────────────────────────────── */

static kl_status get_options(kl_state_reader *reader, kl_eval_options *options, uint64_t *said,
                             kl_error *error) {
    uint8_t has_model = 0, precision = 0;
    uint32_t worst = 0;
    kl_state_expect(reader, tag_options, error);
    kl_state_get_u64(reader, &options->vocabulary, error);
    kl_state_get_u64(reader, &options->context, error);
    kl_state_get_u32(reader, &worst, error);
    kl_state_get_u8(reader, &has_model, error);
    kl_state_get_u8(reader, &precision, error);
    kl_status status = kl_state_get_u64(reader, said, error);
    if (status == KL_OK && (has_model > 1 || precision > KL_PRECISION_DOUBLE || worst > WORST_MAX))
        return kl_state_refuse(reader, error, "options of an evaluation out of range");
    options->worst = worst;
    options->has_model = has_model;
    options->precision = (kl_precision)precision;
    return status;
}

static kl_status get_counts(kl_state_reader *reader, kl_eval *eval, kl_error *error) {
    kl_eval_counts *counts = &eval->counts;
    kl_state_get_u64(reader, &counts->rows, error);
    kl_state_get_u64(reader, &counts->targets, error);
    kl_state_get_u64(reader, &counts->skipped, error);
    for (int side = 0; side < 2; side++)
        kl_state_get_u64(reader, &counts->clipped_targets[side], error);
    kl_status status = kl_state_get_u64(reader, &eval->left_out, error);
    if (status == KL_OK && counts->targets > counts->rows)
        return kl_state_refuse(reader, error, "%llu targets of %llu rows",
                               (unsigned long long)counts->targets,
                               (unsigned long long)counts->rows);
    return status;
}

static kl_status get_bag(kl_state_reader *reader, uint64_t rows, kl_eval_bag *bag,
                         kl_error *error) {
    for (int s = 0; s < KL_STAT_COUNT; s++) {
        kl_status status = kl_state_get_varint(reader, &bag->rows[s], error);
        if (status == KL_OK && bag->rows[s] > 0) {
            kl_state_get_varint(reader, &bag->infinite[s], error);
            status = kl_state_get_exact_sum(reader, &bag->sum[s], error);
        }
        if (status == KL_OK && (bag->rows[s] > rows || bag->infinite[s] > bag->rows[s]))
            status = kl_state_refuse(reader, error, "a bag of more rows than there are");
        if (status != KL_OK)
            return status;
    }
    kl_status status = KL_OK;
    for (int side = 0; side < 2; side++)
        for (int k = 0; k < KL_CALIBRATION_BINS; k++) {
            kl_state_get_varint(reader, &bag->reliability[side].tokens[k], error);
            kl_state_get_varint(reader, &bag->reliability[side].right[k], error);
            status = kl_state_get_varint(reader, &bag->reliability[side].confidence[k], error);
        }
    return status;
}

static kl_status get_sums(kl_state_reader *reader, kl_eval *eval, kl_error *error) {
    kl_status status = kl_state_expect(reader, tag_sums, error);
    for (int b = 0; status == KL_OK && b < KL_BAGS; b++)
        status = get_bag(reader, eval->counts.rows, &eval->bags[b], error);
    for (int s = 0; s < KL_STAT_COUNT; s++)
        kl_state_get_exact_sum(reader, &eval->squares[s], error);
    for (int k = 0; k < 2 * KL_TEXT_STATS; k++)
        kl_state_get_exact_sum(reader, &eval->products[k / KL_TEXT_STATS][k % KL_TEXT_STATS],
                               error);
    for (int bin = 0; bin < KL_LOSS_BINS; bin++) {
        kl_state_get_varint(reader, &eval->loss_rows[bin], error);
        for (int k = 0; k < 3; k++)
            status = kl_state_get_exact_sum(reader, &eval->losses[bin][k], error);
    }
    for (int k = 0; eval->curve != NULL && k < KL_CURVE_BINS * KL_CURVES; k++)
        kl_state_get_exact_sum(reader, &eval->curve[k], error);
    for (int k = 0; eval->curve != NULL && k < KL_CURVE_BINS * 2; k++)
        status = kl_state_get_varint(reader, &eval->curve_rows[k], error);
    return status;
}

static kl_status get_kept(kl_state_reader *reader, kl_eval_bag *bag, kl_error *error) {
    uint64_t n = 0;
    kl_status status = kl_state_get_varint(reader, &n, error);
    for (uint64_t i = 0; status == KL_OK && i < n; i++) {
        kl_kept kept = {NAN, NAN};
        kl_state_get_f64(reader, &kept.divergence, error);
        status = kl_state_get_f64(reader, &kept.delta_p, error);
        if (status == KL_OK)
            status = kl_eval_bag_reserve(bag, 1, error);
        if (status == KL_OK)
            bag->kept[bag->kept_size++] = kept;
    }
    return status;
}

kl_status kl_eval_read(kl_state_reader *reader, kl_eval **out, kl_error *error) {
    kl_eval_options options;
    uint64_t said = 0;
    kl_eval_options_init(&options);
    *out = NULL;
    kl_status status = get_options(reader, &options, &said, error);
    if (status == KL_OK)
        status = kl_eval_new_sums(&options, said, out, error);
    if (status == KL_OK)
        status = get_counts(reader, *out, error);
    if (status == KL_OK)
        status = get_sums(reader, *out, error);
    if (status == KL_OK)
        status = kl_state_expect(reader, tag_rows, error);
    for (int b = 0; status == KL_OK && b < KL_BAGS; b++)
        status = get_kept(reader, &(*out)->bags[b], error);
    return status;
}
