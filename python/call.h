/* SPDX-License-Identifier: Apache-2.0 */
/* What the functions of all rooms share: how arguments become C, how a status becomes a result or an exception.
 *
 * A function takes the tuple of its arguments apart with PyArg_ParseTuple and the converters ("O&") of this file, of
 * arrays.h and of handles.h. What a converter holds is given back when a later argument is refused, and by the
 * function itself once all are there. The package's own Python calls with the right number of arguments. */
#ifndef KL_PYTHON_CALL_H
#define KL_PYTHON_CALL_H

#include "module.h"

typedef struct call {
    module_state *state;
    kl_error error;
    pool_node *node; /* NULL: one thread */
} call;

call call_begin(PyObject *module);

/* The pool for `threads`, an int, which call_end gives back. 0, or -1 with an exception. */
int call_take_pool(call *made, PyObject *threads);
kl_pool *call_pool(const call *made);
void call_end(call *made);

/* What came of it: an object, or NULL with an exception. Numbers are in nats. */
PyObject *call_none(call *made, kl_status status);
PyObject *call_estimate(call *made, kl_status status, const kl_estimate *estimate);
/* The text is the library's, and goes back to it. */
PyObject *call_text(call *made, kl_status status, char *text, size_t size);
PyObject *call_bytes(call *made, kl_status status, void *bytes, size_t size);

/* The number of the name among those that `name_of` knows, from 0 on; -1 with an exception. */
int find_name(PyObject *name, const char *what, const char *(*name_of)(int));

/* Converters of names. */
int measure_of(PyObject *name, void *kl_measure_id_out);
int unit_converter(PyObject *name, void *kl_unit_out);
int any_unit_of(PyObject *name, void *kl_unit_out);
int symbols_of(PyObject *name, void *kl_symbols_out);

/* What becomes of zeros. A converter: of a name, or of (name, amount). */
typedef struct zeros_policy {
    kl_zeros way;
    double amount;
} zeros_policy;
int zeros_of(PyObject *name, void *zeros_policy_out);

/* A whole number from 0 to 2**bits - 1, of any type that is one, called `name` in messages.
 * 0, or -1 with an exception. */
int whole_take(PyObject *given, const char *name, int bits, unsigned long long *out);

/* Converters of these: whole_seed to an unsigned long long, count_steps to an unsigned, and so on. (clang-format would
 * change such lists anew each time.) */
/* clang-format off */
#define WHOLES(X) \
    X(alphabet) X(begin) X(bins) X(bound) X(clusters) X(columns) X(component) X(components) \
    X(count) X(end) X(header) X(index) X(left_out) X(lines) X(memory) X(memory_max) X(most) X(n) \
    X(offset) X(part) X(parts) X(points) X(row) X(rows) X(seed) X(size) X(stream) X(symbols) \
    X(times) X(tokens) X(unit) X(variables) X(vocabulary)
#define COUNTS(X) \
    X(chunks) X(context) X(frequency) X(iterations) X(levels) X(local) X(memory) X(most) \
    X(neighbours) X(permutations) X(projections) X(restarts) X(side) X(start) X(starts) X(state) \
    X(steps) X(symbol)
/* Numbers that may be left out: None is NaN, the library's word for the default, and NaN itself is refused.
 * To a double. */
#define OPTIONALS(X) \
    X(balance) X(beta) X(high) X(log_mean) X(low) X(nll_weight) X(parameter)
/* clang-format on */
#define DECLARE_OPTIONAL(name) int optional_##name(PyObject *number, void *double_out);
#define DECLARE_WHOLE(name) int whole_##name(PyObject *number, void *unsigned_long_long_out);
#define DECLARE_COUNT(name) int count_##name(PyObject *number, void *unsigned_out);
WHOLES(DECLARE_WHOLE)
COUNTS(DECLARE_COUNT)
OPTIONALS(DECLARE_OPTIONAL)

/* How far a call is, told to `callback` (None: nobody), and whether Ctrl-C was pressed. */
typedef struct progress {
    PyObject *callback;
    PyThreadState *thread; /* of the call, while it is without the interpreter's lock */
} progress;

int progress_report(void *progress_in, uint64_t done, uint64_t total);

/* Whole numbers from 0 on: a sequence of int. A converter, with what it holds given back by wholes_release. */
typedef struct wholes {
    const char *name; /* in messages; set before */
    uint64_t *items;
    size_t n;
} wholes;

int wholes_of(PyObject *sequence, void *wholes_out);
void wholes_release(wholes *taken);

/* Names, one after the other: a sequence of str. A converter, with what it holds given back by texts_release. */
typedef struct texts {
    PyObject *held;
    const char **items;
    size_t n;
} texts;

int texts_of(PyObject *sequence, void *texts_out);
/* Likewise of paths. */
int paths_of(PyObject *sequence, void *texts_out);
void texts_release(texts *taken);

/* The bytes of a path (os.fsencode), or NULL for None: a converter to a const char * that lives as long as they. */
int path_or_none_of(PyObject *bytes, void *path_out);

/* A call (paths, path): files into one. */
typedef kl_status files_merger(const char *const *paths, size_t n, const char *out_path,
                               kl_error *error);
PyObject *call_merge_files(PyObject *module, PyObject *args, files_merger *merge);

/* ── Objects of what the library has ──────────────────────────────────────────────────────────── */

/* Bytes that need not be UTF-8: what is none stands as a lone surrogate. NULL: None. */
PyObject *text_of(const char *text);
PyObject *text_of_size(const char *text, size_t size);

/* array.array of n numbers of that code ("d"). */
PyObject *series_of(module_state *state, const char *code, const void *numbers, size_t bytes);

/* Append and give up the reference; 0, or -1: there was nothing, or no memory. */
int list_append(PyObject *list, PyObject *item);
/* A tuple of what the list holds, which is given up; NULL with an exception where the list is NULL. */
PyObject *tuple_of(PyObject *list);

#endif
