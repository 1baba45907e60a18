/* SPDX-License-Identifier: Apache-2.0 */
/*
 * story_direction OUT [short]: forward or reverse.
 *
 * A model that cannot be the target shows what each direction of the divergence asks for. One normal distribution is
 * fitted to two modes (L19), and to two equal ones that part slowly; then two of them to a marker of a disease with a
 * rare subtype, and which cases they miss is counted (L26). Nothing is drawn: targets are densities on a grid.
 */
#include "figure.h"
#include "nn.h"

#include <kullback/family.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ── Targets ──────────────────────────────────────────────────────────────────────────────────── */

enum { PARTS = 3, CELLS = 320 };

typedef struct part {
    double weight, mean, deviation;
} part;

/* A mixture on a grid whose cells are `step` wide. */
typedef struct target {
    size_t parts, cells;
    double low, step;
    part part[PARTS];
} target;

/* Those of examples/fit, on grids that no model reaches beyond. */
static const target modes = {2, 257, -16, 0.125, {{0.6, -2, 0.7}, {0.4, 2.5, 0.6}}};
static const target subtypes = {
    3, 241, -6, 0.125, {{0.55, 4, 0.8}, {0.4, 6.5, 0.8}, {0.05, 14, 0.8}}};

static double density_of(const part *of, double x) {
    const double z = (x - of->mean) / of->deviation;
    return of->weight * exp(-z * z / 2) / (of->deviation * sqrt(2 * acos(-1)));
}

static double target_density(const target *t, double x) {
    double density = 0;
    for (size_t i = 0; i < t->parts; i++)
        density += density_of(&t->part[i], x);
    return density;
}

static double log_density(void *context, const double *x, size_t d) {
    nn_must(d == 1, "direction: a target is on a line");
    return log(target_density(context, *x));
}

static void grid_of(const target *t, double x[CELLS]) {
    for (size_t i = 0; i < t->cells; i++)
        x[i] = t->low + (double)i * t->step;
}

static kl_fit *fit(const target *t, size_t components, kl_measure_id measure, kl_pool *pool) {
    double x[CELLS];
    target copy = *t;
    grid_of(t, x);
    const kl_fit_target asked = {.points = {x, t->cells, 1, 1, KL_F64},
                                 .grid = 1,
                                 .log_density = log_density,
                                 .context = &copy};
    kl_fit_options options;
    kl_fit *out = NULL;
    kl_fit_options_init(&options);
    options.family = components == 1 ? KL_FIT_GAUSSIAN : KL_FIT_MIXTURE;
    options.components = components;
    options.measure = measure;
    options.pool = pool;
    nn_call(kl_fit_new(&asked, &options, &out, &nn_error));
    nn_must(kl_fit_converged(out), "direction: a fit is not at its end");
    return out;
}

/* ── What is told of a fit ────────────────────────────────────────────────────────────────────── */

static void add(kl_document *d, const char *id, const char *label, const char *subject,
                kl_estimate e) {
    nn_call(kl_document_add_estimate(d, id, label, subject, NULL, &e, 0, &nn_error));
}

static kl_estimate parameter(const kl_fit *of, size_t component, kl_fit_parameter which) {
    kl_estimate out;
    nn_call(kl_fit_estimate(of, component, which, 0, &out, &nn_error));
    return out;
}

static kl_estimate divergence(const kl_fit *of, kl_measure_id measure) {
    kl_estimate out;
    nn_call(kl_fit_divergence(of, measure, &out, &nn_error));
    return out;
}

/* What of the cases outside 99 % of the model: of all, or of one part of the target. */
static kl_estimate missed(const kl_fit *of, const target *t, const part *only) {
    double x[CELLS], cases[CELLS];
    kl_estimate out;
    grid_of(t, x);
    for (size_t i = 0; only != NULL && i < t->cells; i++)
        cases[i] = density_of(only, x[i]);
    nn_call(kl_fit_missed(of, 0.99, only == NULL ? (kl_array){0} : kl_f64(cases, t->cells), &out,
                          &nn_error));
    return out;
}

static void tell_fit(kl_document *d, const char *subject, const kl_fit *of, const target *t) {
    add(d, "divergence", "KL(target || model)", subject, divergence(of, KL_DIVERGENCE));
    add(d, "divergence.reverse", "KL(model || target)", subject,
        divergence(of, KL_DIVERGENCE_REVERSE));
    add(d, "missed", "of the target outside 99 % of the model", subject, missed(of, t, NULL));
}

/* Its density, at the cells. */
static void density_at(const kl_fit *of, const double *x, size_t n, double *out) {
    nn_call(kl_fit_log_density(of, (kl_matrix){x, n, 1, 1, KL_F64}, out, &nn_error));
    for (size_t i = 0; i < n; i++)
        out[i] = exp(out[i]);
}

/* ── One normal distribution ──────────────────────────────────────────────────────────────────── */

static const struct {
    const char *name;
    kl_measure_id measure;
} way[] = {{"forward", KL_DIVERGENCE},
           {"reverse", KL_DIVERGENCE_REVERSE},
           {"Jensen-Shannon", KL_JENSEN_SHANNON},
           {"squared Hellinger", KL_HELLINGER_SQUARED}};
enum { WAYS = sizeof way / sizeof *way };

static void fit_modes(kl_document *d, const char *out, kl_pool *pool) {
    double x[CELLS], density[WAYS + 1][CELLS];
    figure f = {.title = "One normal distribution, fitted to two modes",
                .x_title = "x",
                .y_title = "density",
                .count = WAYS + 1};
    grid_of(&modes, x);
    for (size_t i = 0; i < WAYS; i++) {
        kl_fit *of = fit(&modes, 1, way[i].measure, pool);
        add(d, "mean", "mean", way[i].name, parameter(of, 0, KL_FIT_MEAN));
        add(d, "deviation", "standard deviation", way[i].name, parameter(of, 0, KL_FIT_SCALE));
        tell_fit(d, way[i].name, of, &modes);
        density_at(of, x, modes.cells, density[i]);
        f.line[i] = (figure_line){way[i].name, modes.cells, x, density[i], NULL, NULL, 0};
        kl_fit_free(of);
    }
    for (size_t i = 0; i < modes.cells; i++)
        density[WAYS][i] = target_density(&modes, x[i]);
    f.line[WAYS] = (figure_line){"the target", modes.cells, x, density[WAYS], NULL, NULL, 1};
    figure_write(&f, nn_path(out, "direction-modes.svg"));
}

/* ── Two modes that part ──────────────────────────────────────────────────────────────────────── */

enum { APARTS = 101, FEW_APARTS = 11, MOST_APART = 10 };

/* Two normal distributions of deviation 1, at −apart/2 and apart/2, up to MOST_APART. */
static target parted(double apart) {
    return (target){2, 289, -36, 0.25, {{0.5, -apart / 2, 1}, {0.5, apart / 2, 1}}};
}

static void part_modes(kl_document *d, const char *out, size_t count, kl_pool *pool) {
    double apart[APARTS], away[WAYS][APARTS], mode[APARTS];
    figure f = {.title = "Two equal modes that part: how far from the middle the fit is",
                .x_title = "distance of the modes, in their deviations",
                .y_title = "|mean| of the fit",
                .count = WAYS + 1};
    for (size_t a = 0; a < count; a++) {
        apart[a] = MOST_APART * (double)a / (double)(count - 1);
        mode[a] = apart[a] / 2;
    }
    for (size_t i = 0; i < WAYS; i++) {
        double together = 0; /* the last of rising distances */
        for (size_t a = 0; a < count; a++) {
            const target t = parted(apart[a]);
            kl_fit *of = fit(&t, 1, way[i].measure, pool);
            away[i][a] = fabs(parameter(of, 0, KL_FIT_MEAN).value);
            if (away[i][a] < 0.1)
                together = apart[a];
            if (a == count - 1)
                add(d, "parted.deviation", "deviation of the fit, modes 10 apart", way[i].name,
                    parameter(of, 0, KL_FIT_SCALE));
            kl_fit_free(of);
        }
        add(d, "parted.mean", "|mean| of the fit, modes 10 apart", way[i].name,
            kl_estimate_exact(away[i][count - 1], KL_UNIT_DATA));
        add(d, "parted.together", "greatest distance with the mean in the middle", way[i].name,
            kl_estimate_exact(together, KL_UNIT_DATA));
        f.line[i] = (figure_line){way[i].name, count, apart, away[i], NULL, NULL, 0};
    }
    f.line[WAYS] = (figure_line){"a mode", count, apart, mode, NULL, NULL, 1};
    figure_write(&f, nn_path(out, "direction-parted.svg"));
}

/* ── A diagnosis ──────────────────────────────────────────────────────────────────────────────── */

static void fit_subtypes(kl_document *d, const char *out, kl_pool *pool) {
    double x[CELLS], density[3][CELLS];
    figure f = {.title = "Two normal distributions, fitted to three subtypes",
                .x_title = "marker",
                .y_title = "density",
                .count = 3};
    grid_of(&subtypes, x);
    for (size_t components = 2; components <= PARTS; components++)
        for (size_t i = 0; i < 2; i++) {
            char subject[32];
            snprintf(subject, sizeof subject, "%s, %zu", way[i].name, components);
            kl_fit *of = fit(&subtypes, components, way[i].measure, pool);
            tell_fit(d, subject, of, &subtypes);
            add(d, "missed.rare", "of the rare subtype outside 99 % of the model", subject,
                missed(of, &subtypes, &subtypes.part[2]));
            for (size_t c = 0; c < components; c++) {
                char id[32];
                snprintf(id, sizeof id, "mean.%zu", c + 1);
                add(d, id, "mean of a component", subject, parameter(of, c, KL_FIT_MEAN));
            }
            if (components == 2) {
                density_at(of, x, subtypes.cells, density[i]);
                f.line[i] =
                    (figure_line){way[i].name, subtypes.cells, x, density[i], NULL, NULL, 0};
            }
            kl_fit_free(of);
        }
    for (size_t i = 0; i < subtypes.cells; i++)
        density[2][i] = target_density(&subtypes, x[i]);
    f.line[2] = (figure_line){"the target", subtypes.cells, x, density[2], NULL, NULL, 1};
    figure_write(&f, nn_path(out, "direction-subtypes.svg"));
}

int main(int argc, char **argv) {
    const int is_short = argc == 3 && strcmp(argv[2], "short") == 0;
    if (argc != 2 && !is_short)
        return fputs("usage: story_direction OUT [short]\n", stderr), 2;
    kl_pool *pool = NULL;
    kl_document *d = NULL;
    nn_call(kl_pool_new(NULL, &pool, &nn_error));
    nn_call(kl_document_new("direction", &d, &nn_error));
    nn_call(kl_document_set_title(d, "forward or reverse: what a fit covers and what it misses",
                                  &nn_error));
    fit_modes(d, argv[1], pool);
    part_modes(d, argv[1], is_short ? FEW_APARTS : APARTS, pool);
    fit_subtypes(d, argv[1], pool);
    nn_tell(d, nn_path(argv[1], "direction.json"));
    kl_document_free(d);
    kl_pool_free(pool);
    return 0;
}
