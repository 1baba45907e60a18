/* SPDX-License-Identifier: Apache-2.0 */
/* The pool: every task once, the failure a serial loop would meet, no thread left behind. */
#include "base/alloc.h"
#include "base/cpu.h"
#include "base/error.h"

#include <kullback/base.h>
#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static kl_pool *pool_of(unsigned threads) {
    kl_pool_options options;
    kl_pool *pool;
    kl_pool_options_init(&options);
    options.threads = threads;
    assert_int_equal(kl_pool_new(&options, &pool, NULL), KL_OK);
    assert_int_equal(kl_pool_threads(pool), threads);
    return pool;
}

enum { TASKS_MAX = 2000 };

typedef struct tally {
    unsigned
        times[TASKS_MAX]; /* not atomic: each task has its own, so a race is a bug of the pool */
    unsigned threads;
    atomic_int wrong_worker;
    size_t fail_from, fail_every; /* tasks fail_from, fail_from + fail_every, … fail; 0: none */
} tally;

static kl_status count_task(void *context, size_t index, unsigned worker, kl_error *error) {
    tally *self = context;
    self->times[index]++;
    if (worker >= self->threads)
        atomic_store(&self->wrong_worker, 1);
    if (self->fail_every != 0 && index >= self->fail_from &&
        (index - self->fail_from) % self->fail_every == 0)
        return kl_fail_at(error, KL_ERROR_VALUE, (int64_t)index, 5, "task %zu", index);
    return KL_OK;
}

static void check_every_task_once(kl_pool *pool, size_t tasks) {
    tally *self = calloc(1, sizeof *self);
    self->threads = kl_pool_threads(pool);
    assert_int_equal(kl_pool_run(pool, tasks, count_task, self, NULL), KL_OK);
    for (size_t i = 0; i < TASKS_MAX; i++)
        assert_int_equal(self->times[i], i < tasks);
    assert_false(self->wrong_worker);
    free(self);
}

static void test_every_task_once(void **state) {
    (void)state;
    static const size_t tasks[] = {0, 1, 2, 3, 7, 64, 1000, TASKS_MAX};
    for (unsigned threads = 0; threads <= 8; threads++) {
        kl_pool *pool = threads == 0 ? NULL : pool_of(threads);
        for (size_t i = 0; i < sizeof tasks / sizeof tasks[0]; i++)
            check_every_task_once(pool, tasks[i]);
        kl_pool_free(pool);
    }
}

/* Many short jobs, one after the other: a worker that is late for one must not touch the next. */
static void test_many_short_jobs(void **state) {
    (void)state;
    kl_pool *pool = pool_of(4);
    tally *self = calloc(1, sizeof *self);
    self->threads = 4;
    for (unsigned round = 1; round <= 3000; round++) {
        assert_int_equal(kl_pool_run(pool, 5, count_task, self, NULL), KL_OK);
        for (size_t i = 0; i < 5; i++)
            assert_int_equal(self->times[i], round);
    }
    free(self);
    kl_pool_free(pool);
}

static void test_pools_come_and_go(void **state) {
    (void)state;
    for (int round = 0; round < 100; round++) {
        kl_pool *pool = pool_of(1 + (unsigned)round % 6);
        if (round % 3 != 0)
            check_every_task_once(pool, (size_t)round);
        kl_pool_free(pool);
    }
    kl_pool_free(NULL);
}

static void test_lowest_failure(void **state) {
    (void)state;
    for (unsigned threads = 0; threads <= 5; threads++) {
        kl_pool *pool = threads == 0 ? NULL : pool_of(threads);
        for (size_t from = 0; from < 400; from += 13) {
            tally *self = calloc(1, sizeof *self);
            kl_error error = KL_ERROR_INIT;
            char expected[32];
            self->threads = kl_pool_threads(pool);
            self->fail_from = from;
            self->fail_every = 3;
            assert_int_equal(kl_pool_run(pool, 1000, count_task, self, &error), KL_ERROR_VALUE);
            snprintf(expected, sizeof expected, "task %zu", from);
            assert_string_equal(error.message, expected);
            assert_int_equal(error.index, from);
            assert_int_equal(error.offset, 5);
            assert_int_equal(error.code, KL_ERROR_VALUE);
            /* All before it ran, none ran twice. */
            for (size_t i = 0; i < 1000; i++)
                assert_true(i <= from ? self->times[i] == 1 : self->times[i] <= 1);
            /* The pool is as good as new. */
            assert_int_equal(kl_pool_run(pool, 1000, count_task, self, NULL), KL_ERROR_VALUE);
            free(self);
        }
        if (threads > 0)
            check_every_task_once(pool, 100);
        kl_pool_free(pool);
    }
}

/* A task that says nothing but a status. */
static kl_status silent_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)context;
    (void)worker;
    (void)error;
    return index == 3 ? KL_ERROR_IO : KL_OK;
}

static void test_silent_failure(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        kl_pool *pool = pool_of(threads);
        assert_int_equal(kl_pool_run(pool, 10, silent_task, NULL, NULL), KL_ERROR_IO);
        kl_pool_free(pool);
    }
    assert_int_equal(kl_pool_run(NULL, 10, NULL, NULL, NULL), KL_ERROR_ARGUMENT);
}

/* Both threads must be in their task at once, else this would never end: the caller takes part and
 * the worker does, too. */
typedef struct meeting {
    pthread_barrier_t barrier;
    pthread_t thread[2];
    sigset_t blocked;
} meeting;

static kl_status meet_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)index;
    (void)error;
    meeting *self = context;
    self->thread[worker] = pthread_self();
    if (worker == 1)
        pthread_sigmask(SIG_SETMASK, NULL, &self->blocked);
    pthread_barrier_wait(&self->barrier);
    return KL_OK;
}

static void test_caller_takes_part(void **state) {
    (void)state;
    kl_pool *pool = pool_of(2);
    meeting self;
    sigset_t mine;
    memset(&self, 0, sizeof self);
    pthread_barrier_init(&self.barrier, NULL, 2);
    assert_int_equal(kl_pool_run(pool, 2, meet_task, &self, NULL), KL_OK);
    assert_true(pthread_equal(self.thread[0], pthread_self()));
    assert_false(pthread_equal(self.thread[1], pthread_self()));
    /* Signals stay with the threads of the program. */
    assert_true(sigismember(&self.blocked, SIGINT) && sigismember(&self.blocked, SIGTERM));
    pthread_sigmask(SIG_SETMASK, NULL, &mine);
    assert_false(sigismember(&mine, SIGINT));
    pthread_barrier_destroy(&self.barrier);
    kl_pool_free(pool);
}

/* Different pools at once, from different threads. */
static void *own_pool(void *argument) {
    kl_pool *pool;
    kl_pool_options options;
    (void)argument;
    kl_pool_options_init(&options);
    options.threads = 3;
    if (kl_pool_new(&options, &pool, NULL) != KL_OK)
        return argument;
    tally *self = calloc(1, sizeof *self);
    self->threads = 3;
    unsigned rounds = 200;
    for (unsigned i = 0; i < rounds; i++)
        kl_pool_run(pool, 20, count_task, self, NULL);
    int right = 1;
    for (size_t i = 0; i < 20; i++)
        right = right && self->times[i] == rounds;
    free(self);
    kl_pool_free(pool);
    return right ? NULL : argument;
}

static void test_pools_side_by_side(void **state) {
    (void)state;
    pthread_t threads[3];
    int failed = 1;
    for (int i = 0; i < 3; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, own_pool, &failed), 0);
    for (int i = 0; i < 3; i++) {
        void *result;
        pthread_join(threads[i], &result);
        assert_null(result);
    }
}

/* ── One call at a time ───────────────────────────────────────────────────────────────────────── */

static kl_status nothing_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)context, (void)index, (void)worker, (void)error;
    return KL_OK;
}

static kl_status nested_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)index, (void)worker;
    return kl_pool_run(context, index, nothing_task, NULL, error);
}

static void test_nested(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        kl_pool *pool = pool_of(threads);
        for (size_t tasks = 1; tasks < 8; tasks += 6) {
            kl_error error = KL_ERROR_INIT;
            assert_int_equal(kl_pool_run(pool, tasks, nested_task, pool, &error),
                             KL_ERROR_ARGUMENT);
            assert_non_null(strstr(error.message, "running another call"));
            check_every_task_once(pool, 100);
        }
        /* Another pool, or none, is fine. */
        kl_pool *other = pool_of(threads);
        assert_int_equal(kl_pool_run(pool, 1, nested_task, other, NULL), KL_OK);
        assert_int_equal(kl_pool_run(pool, 9, nested_task, NULL, NULL), KL_OK);
        kl_pool_free(other);
        kl_pool_free(pool);
    }
}

/* A call from another thread, while this one is inside a task. */
typedef struct visit {
    kl_pool *pool;
    kl_status status;
} visit;

static void *visit_pool(void *argument) {
    visit *self = argument;
    self->status = kl_pool_run(self->pool, 5, nothing_task, NULL, NULL);
    return NULL;
}

static kl_status visited_task(void *context, size_t index, unsigned worker, kl_error *error) {
    (void)worker, (void)error;
    pthread_t thread;
    if (index != 0)
        return KL_OK;
    if (pthread_create(&thread, NULL, visit_pool, context) != 0)
        return KL_ERROR_MEMORY;
    pthread_join(thread, NULL);
    return KL_OK;
}

static void test_second_caller(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads++) {
        visit self = {pool_of(threads), KL_OK};
        assert_int_equal(kl_pool_run(self.pool, 20, visited_task, &self, NULL), KL_OK);
        assert_int_equal(self.status, KL_ERROR_ARGUMENT);
        check_every_task_once(self.pool, 100);
        kl_pool_free(self.pool);
    }
}

/* Exit code of a child that uses the parent's pool: 0 if all is as promised. */
static int child_of(kl_pool *pool) {
    kl_error error = KL_ERROR_INIT;
    if (kl_pool_run(pool, 5, nothing_task, NULL, &error) != KL_ERROR_ARGUMENT)
        return 1;
    if (strstr(error.message, "fork()") == NULL)
        return 2;
    kl_pool_free(pool);
    return kl_pool_run(NULL, 5, nothing_task, NULL, NULL) == KL_OK ? 0 : 3;
}

static void test_after_fork(void **state) {
    (void)state;
    for (unsigned threads = 1; threads <= 3; threads += 2) {
        kl_pool *pool = pool_of(threads);
        check_every_task_once(pool, 100);
        usleep(20000); /* most likely the workers sleep now, which is the harder case */
        const pid_t child = fork();
        if (child == 0)
            _exit(child_of(pool));
        assert_true(child > 0);
        int result = -1;
        assert_int_equal(waitpid(child, &result, 0), child);
        assert_int_equal(result, 0);
        check_every_task_once(pool, 100);
        kl_pool_free(pool);
    }
}

static void test_options(void **state) {
    (void)state;
    kl_pool_options options;
    kl_pool *pool = (kl_pool *)&options;
    kl_error error = KL_ERROR_INIT;
    kl_pool_options_init(&options);
    assert_true(options.size == sizeof options && options.threads == 0);
    assert_int_equal(options.isa, KL_ISA_BEST);
    options.threads = 5000;
    assert_int_equal(kl_pool_new(&options, &pool, &error), KL_ERROR_ARGUMENT);
    assert_null(pool);
    assert_non_null(strstr(error.message, "5000"));
    options.threads = 1;
    options.isa = (kl_isa)9;
    assert_int_equal(kl_pool_new(&options, &pool, &error), KL_ERROR_UNSUPPORTED);
    options.isa = KL_ISA_SCALAR;
    options.size = 0;
    assert_int_equal(kl_pool_new(&options, &pool, &error), KL_ERROR_ARGUMENT);
    options.size = offsetof(kl_pool_options, isa); /* an older header knew no isa */
    assert_int_equal(kl_pool_new(&options, &pool, &error), KL_OK);
    assert_int_equal(kl_pool_isa(pool), kl_isa_best());
    kl_pool_free(pool);
    assert_int_equal(kl_pool_new(&options, NULL, &error), KL_ERROR_ARGUMENT);
}

/* Every thread that could be had is allowed by the affinity mask, and no more are made. */
static void test_threads_follow_affinity(void **state) {
    (void)state;
    cpu_set_t before, one;
    kl_pool *pool;
    if (sched_getaffinity(0, sizeof before, &before) != 0)
        skip();
    assert_int_equal(kl_cpu_count(), CPU_COUNT(&before));
    assert_int_equal(kl_pool_new(NULL, &pool, NULL), KL_OK);
    assert_int_equal(kl_pool_threads(pool), CPU_COUNT(&before));
    kl_pool_free(pool);
    CPU_ZERO(&one);
    CPU_SET(sched_getcpu(), &one);
    assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
    assert_int_equal(kl_pool_new(NULL, &pool, NULL), KL_OK);
    assert_int_equal(kl_pool_threads(pool), 1);
    kl_pool_free(pool);
    sched_setaffinity(0, sizeof before, &before);
}

static void test_instruction_sets(void **state) {
    (void)state;
    kl_isa best = kl_isa_best();
    assert_int_not_equal(best, KL_ISA_BEST);
    assert_true(kl_isa_available(KL_ISA_BEST) && kl_isa_available(KL_ISA_SCALAR));
    assert_true(kl_isa_available(best));
    assert_false(kl_isa_available((kl_isa)4) || kl_isa_available((kl_isa)-1));
    for (int isa = KL_ISA_SCALAR; isa <= KL_ISA_AVX512; isa++) {
        kl_pool_options options;
        kl_pool *pool;
        kl_pool_options_init(&options);
        options.threads = 1;
        options.isa = (kl_isa)isa;
        kl_status status = kl_pool_new(&options, &pool, NULL);
        assert_int_equal(status, kl_isa_available((kl_isa)isa) ? KL_OK : KL_ERROR_UNSUPPORTED);
        if (status == KL_OK)
            assert_int_equal(kl_pool_isa(pool), isa);
        kl_pool_free(pool);
        /* Better ones are supersets. */
        if (isa > (int)best)
            assert_false(kl_isa_available((kl_isa)isa));
        else
            assert_true(kl_isa_available((kl_isa)isa));
    }
    assert_int_equal(kl_pool_isa(NULL), best);
    assert_int_equal(kl_pool_threads(NULL), 1);
}

static void test_allocation_failure(void **state) {
    (void)state;
#ifdef KL_ALLOC_TEST
    kl_pool_options options;
    kl_pool_options_init(&options);
    options.threads = 3;
    for (unsigned long k = 1; k <= 2; k++) {
        kl_pool *pool;
        kl_error error = KL_ERROR_INIT;
        kl_alloc_fail_at(k);
        assert_int_equal(kl_pool_new(&options, &pool, &error), KL_ERROR_MEMORY);
        assert_null(pool);
    }
    kl_alloc_fail_at(0);
    kl_pool *pool = pool_of(3);
    assert_int_equal(kl_alloc_fail_at(0), 2);
    check_every_task_once(pool, 10);
    assert_int_equal(kl_alloc_fail_at(0), 0); /* running allocates nothing */
    kl_pool_free(pool);
#else
    skip();
#endif
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_task_once),         cmocka_unit_test(test_many_short_jobs),
        cmocka_unit_test(test_pools_come_and_go),       cmocka_unit_test(test_lowest_failure),
        cmocka_unit_test(test_silent_failure),          cmocka_unit_test(test_caller_takes_part),
        cmocka_unit_test(test_pools_side_by_side),      cmocka_unit_test(test_options),
        cmocka_unit_test(test_threads_follow_affinity), cmocka_unit_test(test_instruction_sets),
        cmocka_unit_test(test_allocation_failure),      cmocka_unit_test(test_nested),
        cmocka_unit_test(test_second_caller),           cmocka_unit_test(test_after_fork),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
