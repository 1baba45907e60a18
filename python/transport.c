/* SPDX-License-Identifier: Apache-2.0 */
/* The transport room: exact transport of costs and of points, and on a line. */
#include "transport.h"
#include "arrays.h"
#include "call.h"

static const char *ground_name(int i) {
    return kl_ground_name((kl_ground)i);
}

static const char *solver_name(int i) {
    static const char *const names[] = {"auto", "simplex"};
    return i < 2 ? names[i] : "unknown";
}

/* (unmatched, solver); the pool is left NULL. */
static int options_of(PyObject *parts, void *out) {
    kl_transport_options *options = out;
    PyObject *solver;
    kl_transport_options_init(options);
    if (!PyArg_ParseTuple(parts, "dO", &options->unmatched, &solver))
        return 0;
    const int found = find_name(solver, "solver", solver_name);
    options->solver = (kl_transport_solver)found;
    return found >= 0;
}

/* (p, period); likewise. */
static int line_options_of(PyObject *parts, void *out) {
    kl_line_options *options = out;
    kl_line_options_init(options);
    return PyArg_ParseTuple(parts, "dd", &options->power, &options->period);
}

/* ── What was found ── */

static PyObject *potential_of(module_state *state, const kl_transport *found, unsigned side,
                              size_t n) {
    const double *potential = kl_transport_get_potential(found, side);
    if (potential == NULL)
        Py_RETURN_NONE;
    return series_of(state, "d", potential, n * sizeof *potential);
}

/* (from, to, mass): an array each. */
static PyObject *plan_of(module_state *state, const kl_transport *found) {
    const size_t n = kl_transport_get_result(found)->arcs;
    const kl_arc *plan = kl_transport_get_plan(found);
    uint64_t *ends = PyMem_Calloc(2 * n + 1, sizeof *ends);
    double *mass = PyMem_Calloc(n + 1, sizeof *mass);
    PyObject *result = NULL;
    if (ends == NULL || mass == NULL) {
        PyErr_NoMemory();
    } else {
        for (size_t k = 0; k < n; k++) {
            ends[k] = plan[k].from, ends[n + k] = plan[k].to;
            mass[k] = plan[k].mass;
        }
        result = Py_BuildValue("(NNN)", series_of(state, "Q", ends, n * sizeof *ends),
                               series_of(state, "Q", ends + n, n * sizeof *ends),
                               series_of(state, "d", mass, n * sizeof *mass));
    }
    PyMem_Free(ends);
    PyMem_Free(mass);
    return result;
}

/* In the order of the fields of kullback.transport.Transport but for gradients. */
static PyObject *transport_of(call *made, kl_status status, kl_transport *found, size_t rows,
                              size_t columns) {
    if (status != KL_OK)
        return call_none(made, status);
    const kl_transport_result *r = kl_transport_get_result(found);
    PyObject *result = Py_BuildValue(
        "(ddd(dd)dKNNN)", r->distance, r->cost, r->mass, r->unmatched[0], r->unmatched[1],
        r->duality_gap, (unsigned long long)r->pivots, plan_of(made->state, found),
        potential_of(made->state, found, 0, rows), potential_of(made->state, found, 1, columns));
    kl_transport_free(found);
    return result;
}

/* ── Costs ── */

typedef struct masses {
    input a, b;
} masses;

kl_array mass_of(const input *taken) {
    return taken->array.data == NULL && taken->array.n == 0 ? kl_uniform() : taken->array;
}

static PyObject *solve(call *made, const kl_cost *cost, const masses *m,
                       const kl_transport_options *options) {
    kl_transport *found = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_transport_exact(cost, mass_of(&m->a), mass_of(&m->b), options, &found, &made->error);
    PyEval_RestoreThread(thread);
    return transport_of(made, status, found, cost->rows, cost->columns);
}

static PyObject *transport_costs(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input costs = {.name = "costs"};
    masses m = {{.name = "a"}, {.name = "b"}};
    kl_transport_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O", matrix_of, &costs, input_or_none_of, &m.a,
                          input_or_none_of, &m.b, options_of, &options, &threads))
        return NULL;
    const kl_cost cost = kl_cost_matrix(costs.matrix);
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        result = solve(&made, &cost, &m, &options);
    }
    call_end(&made);
    input_release(&m.b);
    input_release(&m.a);
    input_release(&costs);
    return result;
}

int ground_of(PyObject *parts, void *out) {
    kl_cost *cost = out;
    PyObject *ground;
    if (!PyArg_ParseTuple(parts, "Od", &ground, &cost->power))
        return 0;
    const int found = find_name(ground, "cost", ground_name);
    cost->ground = (kl_ground)found;
    return found >= 0;
}

/* ── Points ── */

/* The cost, and the gradients by points and by masses. */
static PyObject *gradients_of(call *made, const kl_cost *cost, const masses *m,
                              const kl_transport_options *options) {
    const size_t d = cost->x.columns, nx = cost->rows * d, ny = cost->columns * d;
    double *room = PyMem_Calloc(nx + ny + 1, sizeof *room);
    kl_transport *found = NULL;
    if (room == NULL)
        return PyErr_NoMemory();
    PyThreadState *thread = PyEval_SaveThread();
    kl_status status =
        kl_transport_exact(cost, mass_of(&m->a), mass_of(&m->b), options, &found, &made->error);
    if (status == KL_OK)
        status = kl_transport_gradient(found, cost, room, room + nx, &made->error);
    PyEval_RestoreThread(thread);
    PyObject *result = NULL;
    if (status != KL_OK)
        call_none(made, status);
    else
        result = Py_BuildValue("(dNNNN)", kl_transport_get_result(found)->cost,
                               series_of(made->state, "d", room, nx * sizeof *room),
                               series_of(made->state, "d", room + nx, ny * sizeof *room),
                               series_of(made->state, "d", kl_transport_get_potential(found, 0),
                                         cost->rows * sizeof(double)),
                               series_of(made->state, "d", kl_transport_get_potential(found, 1),
                                         cost->columns * sizeof(double)));
    kl_transport_free(found);
    PyMem_Free(room);
    return result;
}

typedef struct places {
    input x, y;
    masses m;
} places;

static void places_release(places *p) {
    input_release(&p->m.b);
    input_release(&p->m.a);
    input_release(&p->y);
    input_release(&p->x);
}

static PyObject *between_points(PyObject *module, PyObject *args, int with_gradients) {
    call made = call_begin(module);
    places p = {{.name = "x"}, {.name = "y"}, {{.name = "a"}, {.name = "b"}}};
    kl_cost said;
    kl_transport_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O&O", points_of, &p.x, points_of, &p.y, input_or_none_of,
                          &p.m.a, input_or_none_of, &p.m.b, ground_of, &said, options_of, &options,
                          &threads))
        return NULL;
    kl_cost cost = kl_cost_points(p.x.matrix, p.y.matrix, said.ground);
    cost.power = said.power;
    if (call_take_pool(&made, threads) == 0) {
        options.pool = call_pool(&made);
        result = with_gradients ? gradients_of(&made, &cost, &p.m, &options)
                                : solve(&made, &cost, &p.m, &options);
    }
    call_end(&made);
    places_release(&p);
    return result;
}

static PyObject *transport_points(PyObject *module, PyObject *args) {
    return between_points(module, args, 0);
}

static PyObject *transport_gradient(PyObject *module, PyObject *args) {
    return between_points(module, args, 1);
}

/* ── A line ── */

static PyObject *on_line(PyObject *module, PyObject *args, int with_plan) {
    call made = call_begin(module);
    places n = {{.name = "x"}, {.name = "y"}, {{.name = "a"}, {.name = "b"}}};
    kl_line_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O", input_of, &n.x, input_of, &n.y, input_or_none_of,
                          &n.m.a, input_or_none_of, &n.m.b, line_options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        const kl_array x = n.x.array, y = n.y.array, a = mass_of(&n.m.a), b = mass_of(&n.m.b);
        kl_transport *found = NULL;
        double value = 0;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = with_plan
                               ? kl_transport_line(x, a, y, b, &options, &found, &made.error)
                               : kl_wasserstein_line(x, a, y, b, &options, &value, &made.error);
        PyEval_RestoreThread(thread);
        if (with_plan)
            result = transport_of(&made, status, found, x.n, y.n);
        else
            result = status == KL_OK ? PyFloat_FromDouble(value) : call_none(&made, status);
    }
    call_end(&made);
    places_release(&n);
    return result;
}

static PyObject *transport_line(PyObject *module, PyObject *args) {
    return on_line(module, args, 1);
}

static PyObject *wasserstein_line(PyObject *module, PyObject *args) {
    return on_line(module, args, 0);
}

static PyObject *transport_bins(PyObject *module, PyObject *args) {
    call made = call_begin(module);
    input low[2] = {{.name = "x_edges"}, {.name = "y_edges"}};
    input high[2] = {{.name = "x_edges"}, {.name = "y_edges"}};
    masses m = {{.name = "a"}, {.name = "b"}};
    kl_line_options options;
    PyObject *threads, *result = NULL;
    if (!PyArg_ParseTuple(args, "O&O&O&O&O&O&O&O", input_of, &low[0], input_of, &high[0], input_of,
                          &m.a, input_of, &low[1], input_of, &high[1], input_of, &m.b,
                          line_options_of, &options, &threads))
        return NULL;
    if (call_take_pool(&made, threads) == 0) {
        const kl_bins x = {low[0].array, high[0].array, m.a.array};
        const kl_bins y = {low[1].array, high[1].array, m.b.array};
        kl_transport *found = NULL;
        options.pool = call_pool(&made);
        PyThreadState *thread = PyEval_SaveThread();
        kl_status status = kl_transport_bins(&x, &y, &options, &found, &made.error);
        PyEval_RestoreThread(thread);
        result = transport_of(&made, status, found, x.low.n, y.low.n);
    }
    call_end(&made);
    input_release(&m.b);
    input_release(&high[1]);
    input_release(&low[1]);
    input_release(&m.a);
    input_release(&high[0]);
    input_release(&low[0]);
    return result;
}

static PyMethodDef methods[] = {
    {"transport_costs", transport_costs, METH_VARARGS, "(costs, a, b, options, threads)"},
    {"transport_points", transport_points, METH_VARARGS, "(x, y, a, b, cost, options, threads)"},
    {"transport_gradient", transport_gradient, METH_VARARGS,
     "(x, y, a, b, cost, options, threads)"},
    {"transport_bins", transport_bins, METH_VARARGS,
     "(x_low, x_high, a, y_low, y_high, b, options, threads)"},
    {"transport_line", transport_line, METH_VARARGS, "(x, y, a, b, options, threads)"},
    {"wasserstein_line", wasserstein_line, METH_VARARGS, "(x, y, a, b, options, threads)"},
    {0},
};

int transport_register(PyObject *module) {
    return PyModule_AddFunctions(module, methods);
}
