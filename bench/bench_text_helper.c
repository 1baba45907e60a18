/* SPDX-License-Identifier: Apache-2.0 */
/* Times of counting a file, for bench_text.py: FILE SYMBOLS ORDER THREADS prints the seconds of adding
 * it, the processor seconds of adding it, the seconds of finishing, and the number of n-grams. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <kullback/io.h>
#include <kullback/text.h>

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* So that no page of the file is touched for the first time while the clock runs. */
static unsigned touch(const unsigned char *data, size_t size) {
    unsigned sum = 0;
    for (size_t i = 0; i < size; i += 512)
        sum += data[i];
    return sum;
}

static kl_symbols symbols_named(const char *name) {
    for (kl_symbols symbols = KL_SYMBOLS_BYTES; symbols < KL_SYMBOLS_WORDS; symbols++)
        if (strcmp(kl_symbols_name(symbols), name) == 0)
            return symbols;
    return KL_SYMBOLS_WORDS;
}

static kl_status run(char **arguments, kl_error *error) {
    kl_text_options options;
    kl_text_options_init(&options);
    options.symbols = symbols_named(arguments[2]);
    options.order = atoi(arguments[3]);
    options.memory = UINT64_C(8) << 30;
    kl_pool_options threads;
    kl_pool_options_init(&threads);
    threads.threads = (unsigned)atoi(arguments[4]);
    kl_bytes *bytes = NULL;
    kl_text_counter *counter = NULL;
    kl_counts *counts = NULL;
    kl_status status = kl_pool_new(&threads, &options.pool, error);
    if (status == KL_OK)
        status = kl_bytes_open(arguments[1], &bytes, error);
    if (status == KL_OK)
        status = kl_text_counter_new(&options, &counter, error);
    if (status != KL_OK)
        return status;
    volatile unsigned sum = touch(kl_bytes_data(bytes), kl_bytes_size(bytes));
    (void)sum;
    double wall = seconds(CLOCK_MONOTONIC), cpu = seconds(CLOCK_PROCESS_CPUTIME_ID);
    status = kl_text_counter_add(counter, kl_bytes_data(bytes), kl_bytes_size(bytes), error);
    double added = seconds(CLOCK_MONOTONIC), spent = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (status == KL_OK)
        status = kl_text_counter_finish(counter, &counts, error);
    if (status == KL_OK)
        printf("%.6f %.6f %.6f %zu\n", added - wall, spent - cpu, seconds(CLOCK_MONOTONIC) - added,
               kl_counts_size(counts));
    kl_counts_free(counts);
    kl_text_counter_free(counter);
    kl_bytes_close(bytes);
    kl_pool_free(options.pool);
    return status;
}

int main(int count, char **arguments) {
    kl_error error = KL_ERROR_INIT;
    if (count != 5 || run(arguments, &error) != KL_OK) {
        fprintf(stderr, "%s\n", count == 5 ? error.message : "FILE SYMBOLS ORDER THREADS");
        return 2;
    }
    return 0;
}
