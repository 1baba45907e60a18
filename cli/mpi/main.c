/* SPDX-License-Identifier: Apache-2.0 */
/* kl-mpi: the verbs of kl that have parts, a part a rank. Every rank makes its state, states are merged up a binary
 * tree, and rank 0 tells what the whole says: the same bytes as kl alone. A state lies in a file, so that one that
 * would not fit into memory does not have to. */
#include "cli.h"

#include <mpi.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PIECE = 1 << 24, PATH_SIZE = 4096 };

/* Where this rank keeps its state, and that of another while it is merged. */
static char own[PATH_SIZE], theirs[PATH_SIZE + 16];
static int rank, ranks;

static void remove_states(void) {
    if (*own)
        unlink(own);
    if (*theirs)
        unlink(theirs);
}

/* mpirun stops the others when a rank has failed. */
static void stop(int signal_number) {
    remove_states();
    _exit(128 + signal_number);
}

/* The job stops with the reason of whoever failed first. */
static void fail(const char *reason) {
    fprintf(stderr, "kl-mpi: rank %d of %d: %s\n", rank, ranks, reason);
    remove_states();
    MPI_Abort(MPI_COMM_WORLD, EXIT_ERROR);
    exit(EXIT_ERROR);
}

static void check(kl_status status, const kl_error *error) {
    if (status != KL_OK)
        fail(error->message[0] ? error->message : kl_status_name(status));
}

static void name_states(void) {
    const char *folder = getenv("TMPDIR");
    snprintf(own, sizeof own - 1, "%s/kl-mpi-XXXXXX", folder && *folder ? folder : "/tmp");
    const int descriptor = mkstemp(own);
    if (descriptor < 0) {
        char reason[PATH_SIZE + 64];
        snprintf(reason, sizeof reason, "no file for a state can be made: %s", own);
        *own = 0;
        fail(reason);
    }
    close(descriptor);
    snprintf(theirs, sizeof theirs, "%s-other", own);
}

/* ── States from rank to rank ─────────────────────────────────────────────────────────────────── */

static void send_state(int to) {
    kl_error error = KL_ERROR_INIT;
    kl_bytes *bytes = NULL;
    check(kl_bytes_open(own, &bytes, &error), &error);
    const char *data = kl_bytes_data(bytes);
    uint64_t size = kl_bytes_size(bytes);
    MPI_Send(&size, 1, MPI_UINT64_T, to, 0, MPI_COMM_WORLD);
    for (uint64_t at = 0; at < size; at += PIECE)
        MPI_Send(data + at, size - at < PIECE ? (int)(size - at) : PIECE, MPI_BYTE, to, 0,
                 MPI_COMM_WORLD);
    kl_bytes_close(bytes);
}

static void receive_state(int from, char *piece) {
    kl_error error = KL_ERROR_INIT;
    kl_file *file = NULL;
    uint64_t size = 0;
    MPI_Recv(&size, 1, MPI_UINT64_T, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    check(kl_file_create(theirs, &file, &error), &error);
    for (uint64_t at = 0; at < size; at += PIECE) {
        const int n = size - at < PIECE ? (int)(size - at) : PIECE;
        MPI_Recv(piece, n, MPI_BYTE, from, 0, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        check(kl_file_write(file, piece, (size_t)n, &error), &error);
    }
    check(kl_file_commit(file, &error), &error);
    kl_file_close(file);
}

/* Up a binary tree: in the end rank 0 has the state of the whole in `own`. */
static void reduce(void) {
    kl_error error = KL_ERROR_INIT;
    char *piece = malloc(PIECE);
    if (!piece)
        fail("no memory for a piece of a state");
    for (int step = 1; step < ranks; step *= 2) {
        if (rank % (2 * step) == step) {
            send_state(rank - step);
            break;
        }
        if (rank + step < ranks) {
            const char *const both[] = {own, theirs};
            receive_state(rank + step, piece);
            check(kl_states_merge(both, 2, own, &error), &error);
            unlink(theirs);
        }
    }
    free(piece);
}

/* ── The verb ─────────────────────────────────────────────────────────────────────────────────── */

/* Rank 0 alone complains of what is wrong with the call, which is the same for all. */
static int check_call(const struct verb *verb, const struct settings *settings) {
    char doing[64];
    snprintf(doing, sizeof doing, "kl-mpi %s", verb->name);
    if (options_refuse(settings, doing, verb->parts->options, verb->parts->option_count))
        return EXIT_ERROR;
    if (settings->file_count == 0)
        return complain_usage("%s: of which files? (see kl help %s)", doing, verb->name);
    if (!verb->parts->whole && !settings->output)
        return complain_usage("%s: where to? -o STATE.kls", doing);
    return EXIT_WITHIN;
}

static void make_part(const struct verb *verb, const struct settings *given, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    struct settings settings = *given;
    settings.part = (uint64_t)rank + 1;
    settings.parts = (uint64_t)ranks;
    settings.output = own;
    check(verb->parts->part(&settings, pool, &error), &error);
}

static int finish(const struct verb *verb, const struct settings *settings, kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    const char *const state[] = {own};
    if (verb->parts->whole)
        return verb->parts->whole(settings, pool, own);
    return kl_states_merge(state, 1, settings->output, &error) == KL_OK ? EXIT_WITHIN
                                                                        : complain(&error);
}

static int run(const struct verb *verb, int argc, char **argv) {
    kl_error error = KL_ERROR_INIT;
    struct settings settings;
    kl_pool *pool = NULL;
    kl_status status = settings_parse(&settings, verb, argc, argv, &error);
    int code = EXIT_WITHIN;
    if (rank == 0)
        code = status != KL_OK ? complain(&error) : check_call(verb, &settings);
    MPI_Bcast(&code, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (code != EXIT_WITHIN)
        return code;
    check(status, &error);
    check(settings_pool(&settings, &pool, &error), &error);
    name_states();
    make_part(verb, &settings, pool);
    reduce();
    if (rank == 0) {
        code = finish(verb, &settings, pool);
        if (fflush(stdout) || ferror(stdout))
            code = complain_usage("standard output: could not be written");
    }
    kl_pool_free(pool);
    remove_states();
    return code;
}

static int usage(void) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    if (rank > 0)
        return EXIT_ERROR;
    fputs("kl-mpi: mpirun -n RANKS kl-mpi VERB …, of the verbs", stderr);
    for (size_t i = 0; i < count; i++)
        if (all[i]->parts)
            fprintf(stderr, " %s", all[i]->name);
    fputs(": what kl VERB … says, a part a rank (see man kl-mpi)\n", stderr);
    return EXIT_ERROR;
}

int main(int argc, char **argv) {
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    /* Some mpirun give a rank a terminal of its own, whatever theirs is. */
    setenv("NO_COLOR", "1", 1);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, stop);
    const struct verb *verb = argc > 1 ? verb_find(argv[1]) : NULL;
    const int code = verb && verb->parts ? run(verb, argc - 1, argv + 1) : usage();
    MPI_Finalize();
    return code;
}
