// SPDX-License-Identifier: Apache-2.0
// What it costs to move one distribution onto another.
import { OUT } from './call.js';
import { matrix } from './numbers.js';

const costOf = (x, y, ground, power) => ({ kind: 'points', rows: x.rows, columns: y.rows, x, y, ground, power });

export function transport(caller, estimates) {
    const c = caller.functions;

    const result = (solved, cost, wanted) => {
        const at = c.kl_transport_get_result(solved);
        const { arcs, unmatched, ...told } = caller.read('kl_transport_result', at);
        const plan = c.kl_transport_get_plan(solved), size = caller.sizeOf('kl_arc');
        const answer = { ...told, plan: Array.from({ length: arcs }, (_, i) => caller.read('kl_arc', plan + i * size)) };
        if (wanted) {
            answer.xGradient = new Float64Array(cost.x.data.length);
            answer.yGradient = new Float64Array(cost.y.data.length);
            c.kl_transport_gradient(solved, cost, answer.xGradient, answer.yGradient);
        }
        return answer;
    };

    return {
        /** W_p of numbers x with masses a and y with masses b (null: equal ones):
         *  {distance, cost, plan, dualityGap}. */
        wasserstein1d(x, y, { a = null, b = null, ...options } = {}) {
            const solved = c.kl_transport_line(x, a, y, b, options, OUT);
            try {
                return result(solved);
            } finally {
                c.kl_transport_free(solved);
            }
        },
        /** W_p of the same alone, without the plan. */
        distance1d: (x, y, { a = null, b = null, ...options } = {}) => c.kl_wasserstein_line(x, a, y, b, options, OUT),
        /** Exact transport of points: {distance, cost, plan, dualityGap, xGradient, yGradient} (gradients of `cost`,
         *  row by row). `ground` "euclidean", "squared_euclidean", "l1", "cosine"; `power` p of W_p. */
        wasserstein(x, y, { a = null, b = null, ground = 'euclidean', power = 1, ...options } = {}) {
            const cost = costOf(matrix('x', x), matrix('y', y), ground, power);
            const solved = c.kl_transport_exact(cost, a, b, options, OUT);
            try {
                return result(solved, cost, true);
            } finally {
                c.kl_transport_free(solved);
            }
        },
        /** The Sinkhorn divergence of points, with gradients by them. */
        sinkhorn(x, y, { a = null, b = null, ground = 'euclidean', power = 1, ...options } = {}) {
            const cost = costOf(matrix('x', x), matrix('y', y), ground, power);
            const arrays = { gradientX: new Float64Array(cost.x.data.length), gradientY: new Float64Array(cost.y.data.length) };
            const { value, ...rest } = c.kl_sinkhorn_divergence(cost, null, null, a, b, options, arrays, OUT);
            return { ...rest, value: estimates.of(value), xGradient: arrays.gradientX, yGradient: arrays.gradientY };
        },
    };
}
