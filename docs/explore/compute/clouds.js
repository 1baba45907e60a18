// SPDX-License-Identifier: Apache-2.0
// Two clouds of cells [x, y], all of a cloud with equal mass.
import { kl, measure } from "../compute.js";

export function apart(a, b) {
    const name = (cell) => cell.join(), inA = new Set(a.map(name)), inB = new Set(b.map(name));
    const cells = [...new Set([...inA, ...inB])];
    const p = cells.map((cell) => Number(inA.has(cell))), q = cells.map((cell) => Number(inB.has(cell)));
    const there = measure("divergence", p, q), back = measure("divergence", q, p);
    return { divergence: there.value, outside: there.infinite?.mass ?? 0, reverse: back.value, outsideReverse: back.infinite?.mass ?? 0,
        jensenShannon: measure("jensen_shannon", p, q).value, wasserstein: kl().wasserstein(a, b).distance,
        meet: p.some((there, i) => there && q[i]) };
}
