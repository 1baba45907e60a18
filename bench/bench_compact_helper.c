/* SPDX-License-Identifier: Apache-2.0 */
/* Errors and speed of files of predictions, for bench_compact.py: TRUTH FILE prints the mean total variation of
 * FILE's rows from TRUTH's, the mean KL divergence to and from them, the total variation that the file claims
 * (0: nothing), and the seconds of reading all of FILE's rows once. TRUTH -o FILE writes a compact file instead
 * and prints the seconds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <kullback/evaluate.h>

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static kl_status write_compact(const kl_logits *truth, const char *path, kl_error *error) {
    double before = seconds();
    kl_status status = kl_compact_write(path, truth, NULL, error);
    printf("%.6f\n", seconds() - before);
    return status;
}

static kl_status read_all(const kl_logits *file, double *spent, kl_error *error) {
    const kl_logits_shape *shape = kl_logits_get_shape(file);
    double *row = malloc((size_t)shape->vocabulary * sizeof *row);
    kl_status status = KL_OK;
    *spent = 1e300;
    for (int run = 0; row && status == KL_OK && run < 5; run++) {
        double before = seconds();
        for (uint64_t r = 0; status == KL_OK && r < shape->rows; r++)
            status = kl_logits_read(file, r, row, error);
        double now = seconds() - before;
        *spent = now < *spent ? now : *spent;
    }
    free(row);
    return status;
}

static double claimed(const kl_logits *file) {
    double sum = 0;
    uint64_t rows = kl_logits_get_shape(file)->rows;
    for (uint64_t r = 0; r < rows; r++)
        sum += kl_logits_storage(file, r).total_variation;
    return sum / (double)rows;
}

static kl_status compare(const kl_logits *truth, const kl_logits *file, kl_error *error) {
    static const char *const ids[] = {"total_variation", "divergence", "divergence.reverse"};
    kl_eval *eval = NULL;
    kl_eval_options options;
    kl_eval_options_init(&options);
    options.vocabulary = kl_logits_get_shape(truth)->vocabulary;
    kl_status status = kl_eval_new(&options, &eval, error);
    if (status == KL_OK)
        status = kl_eval_files(eval, truth, file, NULL, 0, error);
    for (int k = 0; status == KL_OK && k < 3; k++) {
        kl_estimate estimate;
        status = kl_eval_estimate(eval, ids[k], "base|model", &estimate, error);
        printf("%.6g ", estimate.value);
    }
    double spent = 0;
    if (status == KL_OK)
        status = read_all(file, &spent, error);
    printf("%.6g %.6g\n", claimed(file), spent);
    kl_eval_free(eval);
    return status;
}

int main(int argc, char **argv) {
    kl_error error = KL_ERROR_INIT;
    kl_logits *truth = NULL, *file = NULL;
    if (argc < 3)
        return 2;
    int writes = strcmp(argv[2], "-o") == 0 && argc == 4;
    kl_status status = kl_logits_open(argv[1], NULL, &truth, &error);
    if (status == KL_OK && writes)
        status = write_compact(truth, argv[3], &error);
    else if (status == KL_OK)
        status = kl_logits_open(argv[2], NULL, &file, &error);
    if (status == KL_OK && !writes)
        status = compare(truth, file, &error);
    if (status != KL_OK)
        fprintf(stderr, "%s\n", error.message);
    kl_logits_close(truth);
    kl_logits_close(file);
    return status != KL_OK;
}
