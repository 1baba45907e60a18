// SPDX-License-Identifier: Apache-2.0
// Pairs of distributions to begin with.

const round = (weight) => Math.round(weight * 1e6) / 1e6;

/** n weights of a bell around `middle`, of all the same total. */
function bell(n, middle, width) {
    const weights = Array.from({ length: n }, (_, i) => Math.exp(-(((i - middle) / width) ** 2) / 2));
    const total = weights.reduce((a, b) => a + b);
    return weights.map((weight) => round(weight / total));
}

const pair = (id, p, q) => ({ id, make: () => ({ p: p.slice(), q: q.slice() }) });

export const examples = [
    pair("threeSymbols", [0.5, 0.3, 0.2], [0.1, 0.3, 0.6]),
    pair("twoDirections", [0.6, 0.3, 0.1], [0.35, 0.63, 0.02]),
    pair("loadedDie", [0.1, 0.1, 0.1, 0.1, 0.1, 0.5], [1, 1, 1, 1, 1, 1]),
    pair("neverSaid", [0.4, 0.3, 0.2, 0.1], [0.5, 0.3, 0.2, 0]),
    pair("apart", [0.5, 0.5, 0, 0, 0, 0], [0, 0, 0, 0, 0.5, 0.5]),
    { id: "bells", make: () => ({ p: bell(30, 11, 3), q: bell(30, 17, 4) }) },
    { id: "thousand", make: () => ({ p: bell(1000, 400, 90), q: bell(1000, 560, 150) }) },
];
