/* SPDX-License-Identifier: Apache-2.0 */
/* The thread pool: persistent workers, tasks handed out by an atomic index. */
#include "base/alloc.h"
#include "base/cpu.h"
#include "base/error.h"
#include "base/options.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdint.h>
#include <unistd.h>

enum { THREADS_MAX = 4096 };

/* One call of kl_pool_run. */
typedef struct job {
    kl_task *task;
    void *context;
    size_t tasks;
    atomic_size_t next;          /* the first index nobody has taken */
    atomic_size_t lowest_failed; /* tasks above it are skipped; SIZE_MAX: none failed */
    pthread_mutex_t *lock;       /* guards `failure` */
    kl_error failure;            /* of task lowest_failed */
} job;

typedef struct worker {
    kl_pool *pool;
    pthread_t thread;
    unsigned number;
} worker;

struct kl_pool {
    unsigned threads; /* the caller's one included */
    kl_isa isa;
    worker *workers; /* threads − 1 */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    job *current;        /* guarded by `lock`, as is what follows */
    uint64_t calls;      /* how many jobs were announced */
    unsigned unfinished; /* workers that have not left the current job */
    int closing;
    atomic_flag busy; /* a call is being run */
    pid_t maker;      /* the process that has the threads */
};

static void record_failure(job *current, size_t index, kl_status status, const kl_error *error) {
    pthread_mutex_lock(current->lock);
    if (index < atomic_load(&current->lowest_failed)) {
        current->failure = *error;
        current->failure.code = status;
        atomic_store(&current->lowest_failed, index);
    }
    pthread_mutex_unlock(current->lock);
}

/* Indices are handed out in rising order and a task below the lowest failure is never skipped, so
 * the failure that is reported is the one a serial loop would have stopped at. */
static void take_tasks(job *current, unsigned number) {
    for (;;) {
        size_t index = atomic_fetch_add(&current->next, 1);
        if (index >= current->tasks || index > atomic_load(&current->lowest_failed))
            return;
        kl_error error = KL_ERROR_INIT;
        kl_status status = current->task(current->context, index, number, &error);
        if (status != KL_OK)
            record_failure(current, index, status, &error);
    }
}

static void *worker_main(void *argument) {
    worker *self = argument;
    kl_pool *pool = self->pool;
    uint64_t seen = 0;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (!pool->closing && pool->calls == seen)
            pthread_cond_wait(&pool->work, &pool->lock);
        if (pool->closing)
            break;
        seen = pool->calls;
        job *current = pool->current;
        pthread_mutex_unlock(&pool->lock);
        take_tasks(current, self->number);
        pthread_mutex_lock(&pool->lock);
        if (--pool->unfinished == 0)
            pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

void kl_pool_options_init(kl_pool_options *options) {
    kl_pool_options defaults = {sizeof defaults, 0, KL_ISA_BEST};
    *options = defaults;
}

static kl_status resolve_options(const kl_pool_options *given, kl_pool_options *options,
                                 kl_error *error) {
    kl_pool_options_init(options);
    kl_status status = kl_options_read(options, sizeof *options, given, "kl_pool_options", error);
    if (status != KL_OK)
        return status;
    if (options->threads > THREADS_MAX)
        return kl_fail(error, KL_ERROR_ARGUMENT, "%u threads: at most %d are possible",
                       options->threads, THREADS_MAX);
    if (!kl_isa_available(options->isa))
        return kl_fail(error, KL_ERROR_UNSUPPORTED, "this machine cannot run instruction set %s",
                       kl_isa_name(options->isa));
    if (options->threads == 0)
        options->threads = kl_cpu_count() < THREADS_MAX ? kl_cpu_count() : THREADS_MAX;
    if (options->isa == KL_ISA_BEST)
        options->isa = kl_isa_best();
    return KL_OK;
}

/* Tell the first `started` workers to leave, and wait until they have. */
static void stop_workers(kl_pool *pool, unsigned started) {
    pthread_mutex_lock(&pool->lock);
    pool->closing = 1;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (unsigned i = 0; i < started; i++)
        pthread_join(pool->workers[i].thread, NULL);
}

/* Workers take no signals: they belong to the threads of the program that uses the library. */
static kl_status start_workers(kl_pool *pool, kl_error *error) {
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    int refused = 0;
    unsigned started = 0;
    while (refused == 0 && started < pool->threads - 1) {
        worker *next = &pool->workers[started];
        next->pool = pool;
        next->number = started + 1;
        refused = pthread_create(&next->thread, NULL, worker_main, next);
        started += refused == 0;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (refused == 0)
        return KL_OK;
    stop_workers(pool, started);
    return kl_fail(error, KL_ERROR_MEMORY, "the system gave %u of %u threads (errno %d)",
                   started + 1, pool->threads, refused);
}

static void release(kl_pool *pool) {
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    kl_free(pool->workers);
    kl_free(pool);
}

kl_status kl_pool_new(const kl_pool_options *options, kl_pool **pool, kl_error *error) {
    if (pool == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_pool_new: pool is NULL");
    *pool = NULL;
    kl_pool_options resolved;
    kl_status status = resolve_options(options, &resolved, error);
    if (status != KL_OK)
        return status;
    kl_pool *made = kl_alloc_zero(1, sizeof *made);
    worker *workers = kl_alloc_zero(resolved.threads, sizeof *workers);
    if (made == NULL || workers == NULL) {
        kl_free(workers);
        kl_free(made);
        return kl_fail_memory(error, "a thread pool", resolved.threads * sizeof *workers);
    }
    made->threads = resolved.threads;
    made->isa = resolved.isa;
    made->workers = workers;
    made->maker = getpid();
    atomic_flag_clear(&made->busy);
    pthread_mutex_init(&made->lock, NULL);
    pthread_cond_init(&made->work, NULL);
    pthread_cond_init(&made->done, NULL);
    status = start_workers(made, error);
    if (status != KL_OK) {
        release(made);
        return status;
    }
    *pool = made;
    return KL_OK;
}

void kl_pool_free(kl_pool *pool) {
    if (pool == NULL)
        return;
    if (pool->maker == getpid()) {
        stop_workers(pool, pool->threads - 1);
        release(pool);
        return;
    }
    /* A child of fork has the memory and none of the threads; destroying a condition would wait for those
     * that slept on it when the process forked. */
    kl_free(pool->workers);
    kl_free(pool);
}

unsigned kl_pool_threads(const kl_pool *pool) {
    return pool == NULL ? 1 : pool->threads;
}

kl_isa kl_pool_isa(const kl_pool *pool) {
    return pool == NULL ? kl_isa_best() : pool->isa;
}

static kl_status run_serially(size_t tasks, kl_task *task, void *context, kl_error *error) {
    for (size_t index = 0; index < tasks; index++) {
        kl_status status = task(context, index, 0, error);
        if (status != KL_OK)
            return status;
    }
    return KL_OK;
}

static void announce(kl_pool *pool, job *current) {
    pthread_mutex_lock(&pool->lock);
    pool->current = current;
    pool->unfinished = pool->threads - 1;
    pool->calls++;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
}

static void wait_for_workers(kl_pool *pool) {
    pthread_mutex_lock(&pool->lock);
    while (pool->unfinished > 0)
        pthread_cond_wait(&pool->done, &pool->lock);
    pool->current = NULL;
    pthread_mutex_unlock(&pool->lock);
}

static kl_status run_in_parallel(kl_pool *pool, size_t tasks, kl_task *task, void *context,
                                 kl_error *error) {
    job current = {.task = task,
                   .context = context,
                   .tasks = tasks,
                   .lock = &pool->lock,
                   .failure = KL_ERROR_INIT};
    atomic_init(&current.next, 0);
    atomic_init(&current.lowest_failed, SIZE_MAX);
    announce(pool, &current);
    take_tasks(&current, 0);
    wait_for_workers(pool);
    if (atomic_load(&current.lowest_failed) == SIZE_MAX)
        return KL_OK;
    return kl_error_copy(error, &current.failure);
}

/* With one thread or one task nothing would go wrong; what is a mistake with two is one here, too, so that
 * it shows on any machine. */
kl_status kl_pool_run(kl_pool *pool, size_t tasks, kl_task *task, void *context, kl_error *error) {
    if (task == NULL)
        return kl_fail(error, KL_ERROR_ARGUMENT, "kl_pool_run: task is NULL");
    if (pool == NULL)
        return run_serially(tasks, task, context, error);
    if (pool->maker != getpid())
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "this pool was made before fork(): its threads are in the parent process; "
                       "make a new one");
    if (atomic_flag_test_and_set(&pool->busy))
        return kl_fail(error, KL_ERROR_ARGUMENT,
                       "this pool is running another call: a task cannot use its own pool, and "
                       "every thread that calls needs a pool of its own");
    const kl_status status = pool->threads == 1 || tasks < 2
                                 ? run_serially(tasks, task, context, error)
                                 : run_in_parallel(pool, tasks, task, context, error);
    atomic_flag_clear(&pool->busy);
    return status;
}
