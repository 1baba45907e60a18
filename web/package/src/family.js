// SPDX-License-Identifier: Apache-2.0
// Parametric families: closed forms, and the model of a family that is nearest to a target.
import { OUT } from './call.js';

const gaussian = ({ mean, variance, covariance }) => ({
    mean: typeof mean === 'number' ? [mean] : mean,
    ...(variance === undefined ? {} : { variance: typeof variance === 'number' ? [variance] : variance }),
    ...(covariance === undefined ? {} : { covariance: { data: covariance.flat(), rows: mean.length, columns: mean.length } }),
});

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
            estimates.of(c.kl_gaussian_divergence(gaussian(p), gaussian(q), OUT), unit),
        /** W_2 of two normal distributions. */
        gaussianWasserstein: (p, q) => estimates.of(c.kl_gaussian_wasserstein(gaussian(p), gaussian(q), OUT)),
        /** The model nearest to weights on a grid of numbers (or points): `measure` "divergence" (forward) or
         *  "divergence.reverse"; `family` "gaussian" or "mixture"; `starts`, `iterations`, `seed`, `begin` [mean…, deviation…]
         *  of one Gaussian. {components, forward, reverse, missed, missedCases, converged, iterations, logDensity}:
         *  the log-density at the grid, divergences of the cells; `missed` is the share of the weights, and
         *  `missedCases` that of `cases` (other weights of the cells), outside the region that holds `level` of the model. */
        fitGrid(points, weights, { unit, level = 0.99, cases = null, ...options } = {}) {
            const grid = typeof points[0] === 'number' ? { data: points, columns: 1 }
                : { data: Float64Array.from(points.flat()), columns: points[0].length };
            const fit = c.kl_fit_new({ points: grid, weights, grid: 1 }, options, OUT);
            try {
                const density = new Float64Array(weights.length);
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
