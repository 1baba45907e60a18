/* SPDX-License-Identifier: Apache-2.0 */
/* The loss room: preference tuning. */
#include "batch.h"

#include <kullback/loss_preference.h>

/* ── Pairs ── */

static const char *preference_name(int i) {
    return kl_preference_name((kl_preference)i);
}

static const char *divergence_name(int i) {
    static const char *const names[] = {"reverse_kl", "forward_kl", "js_divergence",
                                        "alpha_divergence"};
    return i < 4 ? names[i] : NULL;
}

static int preference_of(PyObject *name, void *out) {
    int found = find_name(name, "loss_type", preference_name);
    *(kl_preference *)out = (kl_preference)found;
    return found >= 0;
}

static int divergence_of(PyObject *name, void *out) {
    int found = find_name(name, "f_divergence", divergence_name);
    *(kl_preference_divergence *)out = (kl_preference_divergence)found;
    return found >= 0;
}

/* (beta, label_smoothing, alpha, reference_point, margin, nll_weight) */
static int numbers_of(PyObject *parts, void *out) {
    kl_preference_options *options = out;
    return PyArg_ParseTuple(parts, "dddddO&", &options->beta, &options->label_smoothing,
                            &options->alpha, &options->reference_point, &options->margin,
                            optional_nll_weight, &options->nll_weight);
}

static PyObject *run_pairs(batch *made, kl_preference preference,
                           const kl_preference_options *options) {
    const kl_preference_pairs pairs = {made->in[0].array, made->in[1].array, made->in[2].array,
                                       made->in[3].array, made->in[4].array, made->in[5].array};
    double *room[6], loss = 0;
    for (size_t i = 0; i < 6; i++)
        if ((room[i] = batch_room(made, pairs.policy_chosen.n)) == NULL)
            return NULL;
    const kl_preference_rows rows = {room[0], room[1], room[2], room[3], room[4], room[5]};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_loss_preference(preference, &pairs, options, &rows, &loss, &made->base.error);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, loss, options->reduction);
}

static PyObject *preference(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"policy_chosen", 1},
                                       {"policy_rejected", 1},
                                       {"reference_chosen", 1},
                                       {"reference_rejected", 1},
                                       {"chosen_lengths", 1},
                                       {"rejected_lengths", 1},
                                       {NULL, 0}};
    kl_preference which;
    kl_preference_options options;
    PyObject *arrays, *result = NULL;
    kl_preference_options_init(&options);
    if (!PyArg_ParseTuple(args, "O&O!O&O&O&", preference_of, &which, &PyTuple_Type, &arrays,
                          numbers_of, &options, divergence_of, &options.divergence,
                          cross_entropy_reduction_of, &options.reduction))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_pairs(&made, which, &options);
    batch_end(&made);
    return result;
}

/* ── Single answers ── */

static PyObject *run_answers(batch *made, const kl_kto_options *options) {
    const kl_kto_answers answers = {made->in[0].array, made->in[1].array, made->in[2].array,
                                    made->in[3].array, made->in[4].array};
    const size_t n = answers.policy.n;
    double *each = batch_room(made, n), *reward = batch_room(made, n);
    double *gradient = batch_room(made, n), *point = batch_room(made, 1), loss = 0;
    if (each == NULL || reward == NULL || gradient == NULL || point == NULL)
        return NULL;
    const kl_kto_rows rows = {each, reward, gradient, point};
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status = kl_loss_kto(&answers, options, &rows, &loss, &made->base.error);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, loss, options->reduction);
}

static PyObject *kto(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"policy", 1},
                                       {"reference", 1},
                                       {"desirable", 1},
                                       {"policy_mismatched", 1},
                                       {"reference_mismatched", 1},
                                       {NULL, 0}};
    kl_kto_options options;
    PyObject *arrays, *result = NULL;
    kl_kto_options_init(&options);
    if (!PyArg_ParseTuple(args, "O!(dddd)O&", &PyTuple_Type, &arrays, &options.beta,
                          &options.desirable_weight, &options.undesirable_weight,
                          &options.reference_point, cross_entropy_reduction_of, &options.reduction))
        return NULL;
    batch made = batch_begin(module);
    if (batch_take(&made, arrays, names) == 0)
        result = run_answers(&made, &options);
    batch_end(&made);
    return result;
}

/* ── Sequences ── */

/* (log-probabilities, gradient) */
static PyObject *run_sequences(batch *made, Py_ssize_t sequences,
                               const kl_sequence_options *options) {
    slopes *by = &made->by[0];
    double *out = batch_room(made, sequences > 0 ? (size_t)sequences : 0);
    if (out == NULL || slopes_place(by, made->base.state, made->in[0].matrix, (kl_matrix){0}) < 0)
        return NULL;
    by->into.upstream = made->in[2].array;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_sequence_log_probabilities(made->in[0].matrix, made->in[1].array, made->lengths[0],
                                      options, slopes_into(by), out, NULL, &made->base.error);
    PyEval_RestoreThread(thread);
    return batch_result(made, status, 0, KL_REDUCTION_NONE);
}

static PyObject *sequences(PyObject *module, PyObject *args) {
    static const batch_name names[] = {{"logits", 2}, {"targets", 1}, {"upstream", 1}, {NULL, 0}};
    kl_sequence_options options;
    PyObject *arrays, *threads, *result = NULL;
    Py_ssize_t count;
    long long ignored;
    batch made = batch_begin(module);
    made.by[made.gradients++].given.name = "gradient";
    kl_sequence_options_init(&options);
    if (PyArg_ParseTuple(args, "O!n(Lpdd)O&O", &PyTuple_Type, &arrays, &count, &ignored,
                         &options.average, &options.softcap, &options.temperature, slopes_of,
                         &made.by[0], &threads) &&
        batch_take(&made, arrays, names) == 0 && call_take_pool(&made.base, threads) == 0) {
        options.ignore_index = ignored;
        options.pool = call_pool(&made.base);
        result = run_sequences(&made, count, &options);
    }
    batch_end(&made);
    return result;
}

static PyMethodDef methods[] = {
    {"preference", preference, METH_VARARGS,
     "(loss_type, arrays, numbers, f_divergence, reduction): (loss, losses, rewards of the chosen "
     "and of the rejected, "
     "margins, gradients by either)"},
    {"kto", kto, METH_VARARGS,
     "(arrays, numbers, reduction): (loss, losses, rewards, gradient, [z])"},
    {"sequences", sequences, METH_VARARGS,
     "(arrays, sequences, (ignore_index, average, softcap, temperature), gradient, threads)"},
    {0},
};

int preferences_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
