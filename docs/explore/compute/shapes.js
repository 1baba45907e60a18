// SPDX-License-Identifier: Apache-2.0
// Convex functions and their divergences; one bell, or several, fitted to a target on a grid.
import { kl, measure } from "../compute.js";

const points = ({ corners, heights }) => corners.map((t, k) => [t, heights[k]]);

/** D_f(P‖Q) of a row of the catalogue, in the unit that `kl` prints, or of an f that was drawn:
 *  {value, unit, infinite}. */
export function fDivergence(state, p, q) {
    return state.f === "drawn" ? { value: kl().fDivergence(points(state), p, q).value, unit: "one", infinite: null } : measure(state.f, p, q);
}

/** f at each of some t. */
export function generator(state, ts) {
    const { f, atZero } = state.f === "drawn" ? kl().drawnGenerator(points(state)) : kl().generator(state.f);
    return ts.map((t) => (t === 0 ? atZero : f(t)));
}

/** `way` "forward" or "reverse"; `cases` weights of some of the cells, whose missed share is told as well. */
function fit({ places, weights, way, components = 1, cases = null }, more = {}) {
    const found = kl().fitGrid(places, weights, { unit: "bits", measure: way === "forward" ? "divergence" : "divergence.reverse",
        family: components > 1 ? "mixture" : "gaussian", components, level: 0.99, cases, ...more });
    const { mean, deviation } = found.components[0];
    return { mean: mean[0], scale: deviation[0], divergence: found.forward.value, reverse: found.reverse.value, shares: kl().softmax(found.logDensity),
        missed: found.missed, cases: found.missedCases, converged: found.converged };
}

/** The way down from a beginning [mean, deviation]: the bell after 0, 1 … `steps` iterations. */
export function fitFrom({ begin, steps, ...what }) {
    const way = [];
    for (let iterations = 0; iterations <= steps; iterations++) {
        const last = way.at(-1);
        way.push(last?.converged ? last : fit(what, { begin, iterations }));
    }
    return way;
}

/** The nearest model, as `kl fit` finds it. */
export const fitBest = (what) => fit(what);
