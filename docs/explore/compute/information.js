// SPDX-License-Identifier: Apache-2.0
// Joint tables of weights, row after row, and their bottleneck. All in bits.
import { kl } from "../compute.js";

const table = ({ rows, columns, weights }) => ({ data: Float64Array.from(weights), rows, columns });

/** The table, the one of the same margins that is independent, and what lies between them. */
export function jointOf(of) {
    const { pointwise, ...found } = kl().jointTable(table(of), { unit: "bits" });
    /* Where a margin is 0 there is no ratio. */
    return { ...found, pointwise: Array.from(pointwise, (v, i) => (found.product[i] > 0 ? v : NaN)) };
}

/** The note that is best at a β: rate, relevance, clusters, and p(t|x), a row of `rows` numbers for each x. */
export function bottleneckAt(of, beta) {
    const { rate, relevance, clusters, encoder } = kl().bottleneck(table(of), { beta, unit: "bits" });
    return { rate: rate.value, relevance: relevance.value, clusters, encoder };
}

/** Points by ascending β, and those behind which there is a cluster more. */
export function bottleneckCurve(of) {
    const { points, changes, information, entropyX } = kl().bottleneckCurve(table(of), { restarts: 3 });
    const inBits = ({ beta, rate, relevance }) => ({ beta, rate: kl().bits(rate), relevance: kl().bits(relevance) });
    return { points: points.map(inBits), changes: changes.map(({ above }) => inBits(above)),
        information: kl().bits(information), entropyX: kl().bits(entropyX) };
}
