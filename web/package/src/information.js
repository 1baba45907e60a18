// SPDX-License-Identifier: Apache-2.0
// Joint tables: mutual information, and the bottleneck.
import { OUT } from './call.js';
import { matrix, scalar } from './numbers.js';
import { sums } from './sums.js';

const X = 1n, Y = 2n;

export function information(caller, estimates) {
    const c = caller.functions, { sum, shares } = sums(caller);

    /* The shares of cells, of rows and of columns; and of cells were both independent. */
    const margins = ({ data, rows, columns }) => {
        const cells = shares(data);
        const marginX = Float64Array.from({ length: rows }, (_, x) => sum(cells.subarray(x * columns, (x + 1) * columns)));
        const marginY = Float64Array.from({ length: columns }, (_, y) => sum(cells.filter((_, i) => i % columns === y)));
        const product = cells.map((_, i) => marginX[Math.floor(i / columns)] * marginY[i % columns]);
        return { shares: cells, marginX, marginY, product };
    };

    return {
        /** Of a joint table of weights (rows X, columns Y): {mutualInformation, entropyX, entropyY, entropyXY,
         *  uncertaintyX, uncertaintyY, shares, marginX, marginY, product, pointwise}. The uncertainties are the shares
         *  of H(X) and of H(Y) that the other tells; `shares` is p(x,y), `product` p(x) p(y), `pointwise` ln of their
         *  ratio, of every cell, −∞ where it has no weight. */
        jointTable(rows, { unit } = {}) {
            const joint = matrix('rows', rows), size = estimates.size(unit);
            const made = c.kl_joint_from_table(joint.data, [joint.rows, joint.columns], 2, OUT);
            try {
                const of = Number(c.kl_joint_size(made)), found = new Float64Array(of);
                c.kl_joint_pointwise(made, X, Y, 0, found);
                const pointwise = new Float64Array(joint.data.length).fill(-Infinity);
                for (let i = 0; i < of; i++)
                    pointwise[Number(c.kl_joint_code(made, i, 0)) * joint.columns + Number(c.kl_joint_code(made, i, 1))] = found[i] / size;
                const { mutualInformation, entropyX, entropyY, entropyJoint, uncertaintyX, uncertaintyY } =
                    c.kl_joint_associate(made, X, Y, OUT);
                return { mutualInformation: mutualInformation / size, entropyX: entropyX / size, entropyY: entropyY / size,
                    entropyXY: entropyJoint / size, uncertaintyX, uncertaintyY, ...margins(joint), pointwise };
            } finally {
                c.kl_joint_free(made);
            }
        },
        /** The bottleneck at a β: {rate, relevance, entropy, information, clusters, encoder, prior, decoder,
         *  assignment}; informations in nats, encoder p(t|x) row by row. */
        bottleneck(rows, { unit, ...options } = {}) {
            const joint = matrix('rows', rows), k = scalar('clusters', options.clusters ?? 0, 'u32') || joint.rows;
            const arrays = { encoder: new Float64Array(joint.rows * k), prior: new Float64Array(k),
                decoder: new Float64Array(k * joint.columns), assignment: new Uint32Array(joint.rows) };
            const { rate, relevance, ...rest } = c.kl_bottleneck_compute(joint, options, arrays, OUT);
            return { ...rest, rate: estimates.of(rate, unit), relevance: estimates.of(relevance, unit), ...arrays };
        },
        /** The whole curve: {points: [{beta, rate, relevance, entropy, clusters, converged}], changes, information,
         *  entropyX, entropyY, onset}; nats. `low`, `high`, `points` are the range of β. */
        bottleneckCurve(rows, { low, high, points, ...options } = {}) {
            const curve = c.kl_bottleneck_curve_new(matrix('rows', rows), options, { low, high, points }, OUT);
            const list = (kind, [at, n]) => Array.from({ length: n }, (_, i) => caller.read(kind, at + i * caller.sizeOf(kind)));
            try {
                return { ...c.kl_bottleneck_curve_summary(curve),
                    points: list('kl_bottleneck_point', c.kl_bottleneck_curve_points(curve, OUT)),
                    changes: list('kl_bottleneck_change', c.kl_bottleneck_curve_changes(curve, OUT)) };
            } finally {
                c.kl_bottleneck_curve_free(curve);
            }
        },
    };
}
