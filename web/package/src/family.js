// SPDX-License-Identifier: Apache-2.0
// Parametric families: closed forms, and the model of a family that is nearest to a target.
import { OUT } from './call.js';
import { matrix, refuse, vector } from './numbers.js';

const each = (value) => (typeof value === 'number' ? [value] : value);

function gaussian(name, { mean, variance, covariance } = {}) {
    if (covariance === undefined) return { mean: vector(`${name}.mean`, each(mean)), variance: vector(`${name}.variance`, each(variance)) };
    if (variance !== undefined) refuse('argument', name, 'a variance or a covariance', 'both');
    return { mean: vector(`${name}.mean`, each(mean)), covariance: matrix(`${name}.covariance`, covariance) };
}

export function family(caller, estimates) {
    const c = caller.functions;

    const component = (fit, index) => {
        const [found, weight] = c.kl_fit_component(fit, index, OUT);
        const d = found.mean.n, square = caller.array(found.covariance.data, 'f64', d * d);
        return { weight, mean: caller.array(found.mean.data, 'f64', d),
            deviation: Float64Array.from({ length: d }, (_, i) => c.kl_fit_estimate(fit, index, 'scale', i, OUT).value),
            covariance: Array.from({ length: d }, (_, i) => square.slice(i * d, (i + 1) * d)) };
    };

    return {
        /** KL(P‖Q) of two normal distributions {mean, variance} or {mean, covariance}. */
        gaussianDivergence: (p, q, { unit } = {}) =>
            estimates.of(c.kl_gaussian_divergence(gaussian('p', p), gaussian('q', q), OUT), unit),
        /** W_2 of two normal distributions. */
        gaussianWasserstein: (p, q) => estimates.of(c.kl_gaussian_wasserstein(gaussian('p', p), gaussian('q', q), OUT)),
        /** The model nearest to weights on a grid of numbers (or points): `measure` "divergence" (forward) or
         *  "divergence.reverse"; `family` "gaussian" or "mixture"; `starts`, `iterations`, `seed`, `begin` [mean…,
         *  deviation…] of one Gaussian. {components, forward, reverse, missed, missedCases, converged, iterations,
         *  logDensity}: the log-density at the grid, divergences of the cells; `missed` is the share of the weights,
         *  and `missedCases` that of `cases` (other weights of the cells),
         *  outside the region that holds `level` of the model. */
        fitGrid(points, weights, { unit, level = 0.99, cases = null, ...options } = {}) {
            const flat = ArrayBuffer.isView(points) || typeof points?.[0] === 'number';
            const grid = flat ? { data: vector('points', points), columns: 1 } : matrix('points', points);
            const fit = c.kl_fit_new({ points: grid, weights, grid: 1 }, options, OUT);
            try {
                const density = new Float64Array(grid.rows ?? grid.data.length);
                c.kl_fit_log_density(fit, grid, density);
                const divergence = (id) => estimates.of(c.kl_fit_divergence(fit, id, OUT), unit);
                return { components: Array.from({ length: c.kl_fit_components(fit) }, (_, i) => component(fit, i)),
                    forward: divergence('divergence'), reverse: divergence('divergence_reverse'),
                    missed: c.kl_fit_missed(fit, level, null, OUT).value, missedCases: c.kl_fit_missed(fit, level, cases, OUT).value,
                    converged: c.kl_fit_converged(fit) === 1, iterations: c.kl_fit_iterations(fit), logDensity: density };
            } finally {
                c.kl_fit_free(fit);
            }
        },
    };
}
