/* SPDX-License-Identifier: Apache-2.0 */
/* The transport room: entropic transport and the Sinkhorn divergence. */
#include "call.h"
#include "estimate.h"
#include "transport.h"

/* (epsilon, absolute, penalty, tolerance, iterations, memory, scaling); start and the pool are left NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_sinkhorn_options *options = out;
    kl_sinkhorn_options_init(options);
    return PyArg_ParseTuple(parts, "dpddO&O&p", &options->epsilon, &options->absolute,
                            &options->penalty, &options->tolerance, count_iterations,
                            &options->iterations, count_memory, &options->memory,
                            &options->scaling);
}

/* (divergence, plan, gradients) */
typedef struct wanted {
    int divergence, plan, gradients;
} wanted;

static int wanted_of(PyObject *parts, void *out) {
    wanted *w = out;
    return PyArg_ParseTuple(parts, "ppp", &w->divergence, &w->plan, &w->gradients);
}

/* In this order: f, g, the plan, and gradients by x, y, a, b. */
enum { F, G, PLAN, BY_X, BY_Y, BY_A, BY_B, ARRAYS };

typedef struct arrays {
    double *room, *at[ARRAYS]; /* NULL: not wanted */
    size_t n[ARRAYS];
} arrays;

static int arrays_new(const kl_cost *cost, const wanted *w, arrays *out) {
    const size_t n = cost->rows, m = cost->columns;
    const int with_points = w->gradients && cost->kind == KL_COST_POINTS;
    const size_t d = with_points ? cost->x.columns : 0;
    size_t all = 1;
    *out = (arrays){
        .n = {n, m, w->plan ? n * m : 0, n * d, m * d, w->gradients ? n : 0, w->gradients ? m : 0}};
    for (int k = 0; k < ARRAYS; k++)
        all += out->n[k];
    out->room = PyMem_Calloc(all, sizeof *out->room);
    if (out->room == NULL) {
        PyErr_NoMemory();
        return -1;
    }
    double *next = out->room;
    for (int k = 0; k < ARRAYS; k++) {
        out->at[k] = out->n[k] > 0 ? next : NULL;
        next += out->n[k];
    }
    return 0;
}

static PyObject *array_result(module_state *state, const arrays *made, int which) {
    if (made->at[which] == NULL)
        Py_RETURN_NONE;
    return series_of(state, "d", made->at[which], made->n[which] * sizeof(double));
}

/* In the order of the fields of kullback.transport.Sinkhorn. */
static PyObject *result_of(module_state *state, const kl_sinkhorn_result *r, const arrays *made) {
    PyObject *parts[ARRAYS];
    for (int k = 0; k < ARRAYS; k++)
        parts[k] = array_result(state, made, k);
    return Py_BuildValue("(NddddKNNNNNNN)", estimate_as_it_is(state, &r->value), r->cost,
                         r->marginal_error, r->epsilon, r->penalty,
                         (unsigned long long)r->iterations, parts[F], parts[G], parts[PLAN],
                         parts[BY_X], parts[BY_Y], parts[BY_A], parts[BY_B]);
}

typedef struct problem {
    kl_cost cost[3]; /* across, and of a matrix within x and within y */
    input a, b, start;
    kl_sinkhorn_options options;
    wanted wanted;
    PyObject *threads;
} problem;

static PyObject *solve(call *made, problem *p) {
    arrays found;
    kl_sinkhorn_result r;
    if (p->start.array.data != NULL && p->start.array.n != p->cost[0].columns) {
        PyErr_SetString(PyExc_ValueError, "start: as many potentials as columns are needed");
        return NULL;
    }
    p->options.start = p->start.array.data != NULL ? input_doubles(&p->start) : NULL;
    if (PyErr_Occurred() || call_take_pool(made, p->threads) != 0 ||
        arrays_new(&p->cost[0], &p->wanted, &found) != 0)
        return NULL;
    const kl_sinkhorn_arrays into = {sizeof into,    found.at[F],    found.at[G],
                                     found.at[PLAN], found.at[BY_X], found.at[BY_Y],
                                     found.at[BY_A], found.at[BY_B]};
    const kl_cost *within[2] = {NULL, NULL};
    for (int k = 0; k < 2 && p->cost[0].kind != KL_COST_POINTS; k++)
        within[k] = &p->cost[k + 1];
    p->options.pool = call_pool(made);
    PyThreadState *thread = PyEval_SaveThread();
    const kl_status status =
        p->wanted.divergence
            ? kl_sinkhorn_divergence(&p->cost[0], within[0], within[1], mass_of(&p->a),
                                     mass_of(&p->b), &p->options, &into, &r, &made->error)
            : kl_sinkhorn_compute(&p->cost[0], mass_of(&p->a), mass_of(&p->b), &p->options, &into,
                                  &r, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result =
        status == KL_OK ? result_of(made->state, &r, &found) : call_none(made, status);
    PyMem_Free(found.room);
    return result;
}

static void problem_release(problem *p) {
    input_release(&p->start);
    input_release(&p->b);
    input_release(&p->a);
}

static PyObject *sinkhorn_points(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input x = {.name = "x"}, y = {.name = "y"};
    problem p = {.a = {.name = "a"}, .b = {.name = "b"}, .start = {.name = "start"}};
    kl_cost said;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O&O&O&O", points_of, &x, points_of, &y, input_or_none_of,
                          &p.a, input_or_none_of, &p.b, input_or_none_of, &p.start, ground_of,
                          &said, options_of, &p.options, wanted_of, &p.wanted, &p.threads))
        return NULL;
    p.cost[0] = kl_cost_points(x.matrix, y.matrix, said.ground);
    p.cost[0].power = said.power;
    PyObject *result = solve(&made, &p);
    call_end(&made);
    problem_release(&p);
    input_release(&y);
    input_release(&x);
    return result;
}

static PyObject *sinkhorn_costs(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input costs[3] = {{.name = "costs"}, {.name = "within_x"}, {.name = "within_y"}};
    problem p = {.a = {.name = "a"}, .b = {.name = "b"}, .start = {.name = "start"}};
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O&O&O&O", matrix_of, &costs[0], matrix_or_none_of,
                          &costs[1], matrix_or_none_of, &costs[2], input_or_none_of, &p.a,
                          input_or_none_of, &p.b, input_or_none_of, &p.start, options_of,
                          &p.options, wanted_of, &p.wanted, &p.threads))
        return NULL;
    for (int k = 0; k < 3; k++)
        p.cost[k] = kl_cost_matrix(costs[k].matrix);
    PyObject *result = solve(&made, &p);
    call_end(&made);
    problem_release(&p);
    for (int k = 0; k < 3; k++)
        input_release(&costs[k]);
    return result;
}

static PyMethodDef methods[] = {
    {"sinkhorn_points", sinkhorn_points, METH_VARARGS,
     "(x, y, a, b, start, cost, options, wanted, threads)"},
    {"sinkhorn_costs", sinkhorn_costs, METH_VARARGS,
     "(costs, within_x, within_y, a, b, start, options, wanted, threads)"},
    {0},
};

int transport_entropic_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
