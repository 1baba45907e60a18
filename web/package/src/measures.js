// SPDX-License-Identifier: Apache-2.0
// Measures of known distributions: the catalogue, and a convex function of one's own.
import { OUT } from './call.js';
import { KullbackError } from './error.js';
import { refuse, scalar, vector, vectorOf } from './numbers.js';

/* f through points (t, f) in ascending order of t, straight between them and beyond; f(1) is taken off it, which
 * changes no divergence of a function that goes through it anyway. */
function drawn(points) {
    if (!(points.length >= 2)) throw new KullbackError('argument', 'a drawn function needs two points');
    Array.from(points, (point, i) => {
        const [t, f] = Array.isArray(point) ? point : refuse('argument', `point ${i}`, 'a pair of numbers', point, i);
        if (!(Number.isFinite(t) && Number.isFinite(f) && t >= 0 && (i === 0 || t > points[i - 1][0])))
            throw new KullbackError('value', `point ${i}: expected finite numbers and t ascending from 0`, { index: i });
    });
    const slope = (i) => (points[i + 1][1] - points[i][1]) / (points[i + 1][0] - points[i][0]);
    for (let i = 1; i + 1 < points.length; i++)
        if (slope(i) < slope(i - 1) - 1e-9 * (Math.abs(slope(i)) + Math.abs(slope(i - 1))))
            throw new KullbackError('value', `point ${i}: the function is not convex there`, { index: i });
    const last = points.length - 2;
    const place = (t) => {
        let i = 0;
        while (i < last && t > points[i + 1][0]) i++;
        return i;
    };
    const value = (t) => points[place(t)][1] + (t - points[place(t)][0]) * slope(place(t));
    const at = value(1);
    return { f: (t) => value(t) - at, atZero: value(0) - at, slopeAtInfinity: slope(last) };
}

export function measures(caller, estimates) {
    const c = caller.functions;
    const row = (id) => c.kl_measure_get(id);
    const compute = (id, p, q, { unit, ...options } = {}) =>
        estimates.of(c.kl_measure_compute(id, p, q ?? null, options, OUT), unit);

    return {
        /** Every row of the catalogue. */
        measures() {
            return Array.from({ length: c.kl_measure_count() }, (_, i) => {
                const { id, name, title, also, formula, meaning, source, parameter, kind, unit, upper, properties,
                    generatorAtZero, generatorSlopeAtInfinity } = caller.read('kl_measure', row(i));
                return { id, name, title, also, formula, meaning, source, parameter: parameter.name ? parameter : null, kind,
                    unit, upper, properties: caller.enumerators('kl_property')
                        .filter(([, bit]) => (properties & bit) !== 0).map(([property]) => property),
                    generatorAtZero, generatorSlopeAtInfinity };
            });
        },
        entropy: (p, options) => compute('entropy', p, null, options),
        crossEntropy: (p, q, options) => compute('cross_entropy', p, q, options),
        perplexity: (p, q, options) => compute('perplexity', p, q, options),
        divergence: compute,
        /** The same of two arrays of logits. */
        divergenceOfLogits: (id, x, y, { unit, ...options } = {}) =>
            estimates.of(c.kl_measure_logits(id, x, y ?? null, options, OUT), unit),
        /** What every symbol gives to it. */
        contributions(id, p, q, { unit, ...options } = {}) {
            const size = estimates.size(unit), terms = new Float64Array(vector('p', p).length);
            c.kl_measure_terms(id, p, q ?? null, options, terms);
            const { unit: own } = caller.read('kl_measure', c.kl_measure_get(id));
            return own === 'one' ? terms : terms.map((x) => x / size);
        },
        /** By the weights of q, or by its logits (`by: "logits"`); natural units. */
        gradient(id, p, q, { by = 'weights', ...options } = {}) {
            const slopes = new Float64Array(vector('q', q).length);
            c.kl_measure_gradient(id, p, q, by, options, slopes);
            return slopes;
        },
        /** The function f of a row of the catalogue, to draw it: {f(t), atZero, slopeAtInfinity}. */
        generator(id, parameter) {
            const { parameter: own, ...found } = caller.read('kl_measure', c.kl_measure_get(id));
            if (found.generator === 0) throw new KullbackError('argument', `${found.name} is no f-divergence`);
            const at = parameter ?? own.value;
            const of = parameter === undefined ? found : c.kl_measure_at(id, at, OUT);
            return { f: (t) => caller.invoke(of.generator, t, at), atZero: of.generatorAtZero,
                slopeAtInfinity: of.generatorSlopeAtInfinity };
        },
        /** A drawn function as a generator. */
        drawnGenerator: drawn,
        /** The divergence of a convex function: {f(t, tLessOne), atZero, slopeAtInfinity},
         *  or the points of a drawn one. */
        fDivergence(generator, p, q, { unit, ...options } = {}) {
            const { f, atZero, slopeAtInfinity } = Array.isArray(generator) ? drawn(generator) : generator;
            const own = { f: (t, lessOne) => scalar(`f(${t})`, f(t, lessOne)), atZero: scalar('atZero', atZero),
                slopeAtInfinity: scalar('slopeAtInfinity', slopeAtInfinity) };
            return estimates.of(c.kl_f_divergence(own, p, q, options, OUT), unit);
        },
        /** Of several distributions, each with a weight. */
        jensenShannon(ps, weights = null, { unit, ...options } = {}) {
            const rows = Array.isArray(ps) ? ps : refuse('argument', 'ps', 'an array of distributions', ps);
            const each = weights === null ? null : vectorOf(rows.length, 'distributions', 'weights', weights);
            return estimates.of(c.kl_jensen_shannon_compute(rows, rows.length, each, options, OUT), unit);
        },
    };
}
