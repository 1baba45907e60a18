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
#include <time.h>
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

/* Launchers drop what they have not yet passed on when a job is aborted, or a rank ends with an error. */
static void let_it_be_read(void) {
    const struct timespec second = {.tv_sec = 1};
    fflush(stderr);
    nanosleep(&second, NULL);
}

/* Open MPI's own mpirun stops the others when a rank has ended without MPI_Finalize, and is better not asked to: after
 * MPI_Abort its PMIx (4.2.2) leaves while it is still told of ranks that are gone, and one job in fifty crashes or
 * hangs. Other launchers, srun among them, may wait for the others for ever if they are not told. */
static void abort_job(void) {
    if (!getenv("OMPI_MCA_orte_local_daemon_uri"))
        MPI_Abort(MPI_COMM_WORLD, EXIT_ERROR);
    _exit(EXIT_ERROR);
}

/* The job stops with the reason of whoever failed first. */
static void fail(const char *reason) {
    char safe[8192];
    kl_report_text(reason, safe, sizeof safe);
    fprintf(stderr, "kl-mpi: rank %d of %d: %s\n", rank, ranks, safe);
    remove_states();
    let_it_be_read();
    abort_job();
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

/* The state of rank `from` and of those below it, which lies in `theirs`, into our own. */
static void merge_state(int from) {
    kl_error error = KL_ERROR_INIT;
    const char *const both[] = {own, theirs};
    const size_t name = strlen(theirs);
    kl_status status = kl_states_merge(both, 2, own, &error);
    if (status != KL_OK && strncmp(error.message, theirs, name) == 0) {
        char reason[sizeof error.message + 32];
        snprintf(reason, sizeof reason, "the state of rank %d%s", from, error.message + name);
        fail(reason);
    }
    check(status, &error);
    unlink(theirs);
}

/* Up a binary tree of ⌈log2 ranks⌉ levels: in the end rank 0 has the state of the whole in `own`. An MPI_Op of our own
 * under MPI_Reduce would not do: its operands are as many elements of one datatype on every rank, and a state is as
 * large as what was found in its part, and grows when another is merged into it. */
static void reduce(void) {
    char *piece = malloc(PIECE);
    if (!piece)
        fail("no memory for a piece of a state");
    for (int step = 1; step < ranks; step *= 2) {
        if (rank % (2 * step) == step) {
            send_state(rank - step);
            break;
        }
        if (rank + step < ranks) {
            receive_state(rank + step, piece);
            merge_state(rank + step);
        }
    }
    free(piece);
}

/* ── The verb ─────────────────────────────────────────────────────────────────────────────────── */

static int is_stream(const char *path, const void *context) {
    (void)context;
    return strcmp(path, "-") == 0;
}

static int check_call(const struct verb *verb, const struct settings *settings) {
    char doing[64];
    snprintf(doing, sizeof doing, "kl-mpi %s", verb->name);
    if (options_refuse(settings, doing, verb->parts->options, verb->parts->option_count))
        return EXIT_ERROR;
    if (input_find(settings, verb, is_stream, NULL))
        return complain_usage("%s: standard input is that of one rank; name a file that all "
                              "ranks see",
                              doing);
    return outputs_refuse(settings, verb) != EXIT_WITHIN ? EXIT_ERROR
                                                         : verb->parts->check(settings);
}

static int takes(const verb_parts *parts, option_id id) {
    int taken = id == OPTION_THREADS || id == OPTION_HELP;
    for (size_t i = 0; i < parts->option_count; i++)
        taken |= parts->options[i] == id;
    return taken;
}

static void help(const struct verb *verb) {
    printf("mpirun -n RANKS kl-mpi %s ...: what kl %s tells, a part a rank. It has no", verb->name,
           verb->name);
    for (size_t i = 0; i < verb->option_count; i++)
        if (!takes(verb->parts, verb->options[i]))
            printf(" --%s", option_get(verb->options[i])->name);
    puts(".\n");
    help_print(verb);
}

/* Of rank 0: the exit code of a call that ends here, or GO. */
enum { GO = -1 };
static int begin(const struct verb *verb, const struct settings *settings, kl_status status,
                 const kl_error *error) {
    if (status != KL_OK)
        return complain(error);
    if (settings->help)
        return help(verb), EXIT_WITHIN;
    return check_call(verb, settings) == EXIT_WITHIN ? GO : EXIT_ERROR;
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
    /* Rank 0 alone says what is wrong with the call, which is the same for all. */
    int code = rank == 0 ? begin(verb, &settings, status, &error) : GO;
    MPI_Bcast(&code, 1, MPI_INT, 0, MPI_COMM_WORLD);
    if (code != GO)
        return code;
    check(status, &error);
    check(settings_pool(&settings, &pool, &error), &error);
    name_states();
    make_part(verb, &settings, pool);
    reduce();
    code = rank == 0 ? output_finish(finish(verb, &settings, pool)) : EXIT_WITHIN;
    kl_pool_free(pool);
    remove_states();
    return code;
}

static void usage(FILE *to) {
    size_t count;
    const struct verb *const *all = verbs(&count);
    fputs("kl-mpi: mpirun -n RANKS kl-mpi VERB …, of the verbs", to);
    for (size_t i = 0; i < count; i++)
        if (all[i]->parts)
            fprintf(to, " %s", all[i]->name);
    fputs(": what kl VERB … says, a part a rank (see kl-mpi VERB --help, man kl-mpi)\n", to);
}

static int run_any(int argc, char **argv) {
    const struct verb *verb = argc > 1 ? verb_find(argv[1]) : NULL;
    if (verb && verb->parts)
        return run(verb, argc - 1, argv + 1);
    const int asked = argc > 1 && strcmp(argv[1], "--help") == 0;
    if (rank == 0)
        usage(asked ? stdout : stderr);
    return asked ? EXIT_WITHIN : EXIT_ERROR;
}

int main(int argc, char **argv) {
    MPI_Init(&argc, &argv);
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &ranks);
    /* Some mpirun give a rank a terminal of its own, whatever theirs is. */
    setenv("NO_COLOR", "1", 1);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGTERM, stop);
    const int code = run_any(argc, argv);
    if (code != EXIT_WITHIN)
        let_it_be_read();
    MPI_Finalize();
    return code;
}
