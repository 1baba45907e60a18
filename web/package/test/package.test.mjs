// SPDX-License-Identifier: Apache-2.0
// The package as its users have it: values that can be worked out by hand, what is refused and how,
// memory that comes back.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { load, KullbackError } from '../src/index.js';
import { load as loadCore } from '../src/core.js';

const here = (path) => new URL(path, import.meta.url);
const kl = await load();
const near = (value, truth, tolerance = 1e-14) => assert.ok(Math.abs(value - truth) <= tolerance * Math.max(1, Math.abs(truth)),
    `${value} is not ${truth}`);
const refused = (call, code, more = {}) => assert.throws(call, (error) => {
    assert.ok(error instanceof KullbackError, String(error));
    assert.equal(error.code, code, error.message);
    for (const [key, value] of Object.entries(more)) assert.equal(error[key], value);
    return true;
});

test('what is known of two distributions', () => {
    const bits = { unit: 'bits' };
    assert.equal(kl.entropy([1, 1, 1, 1], bits).value, 2);
    near(kl.divergence('divergence', [0.5, 0.5], [0.9, 0.1], bits).value, 0.5 * Math.log2(5 / 9) + 0.5 * Math.log2(5));
    near(kl.crossEntropy([1, 0], [1, 3], bits).value, 2);
    assert.equal(kl.divergence('total_variation', new Float32Array([1, 0]), new Uint8Array([0, 7])).value, 1);
    const infinite = kl.divergence('divergence', [1, 1], [1, 0]);
    assert.equal(infinite.value, Infinity);
    assert.deepEqual(infinite.flags, ['infinite']);
    assert.deepEqual(infinite.notes, [{ flag: 'infinite', side: 0, count: 1, mass: 0.5 }]);
    near(kl.divergence('renyi', [0.5, 0.5], [0.9, 0.1], { parameter: 2 }).value, Math.log(0.25 / 0.9 + 0.25 / 0.1));
});

test('every measure has its value, and its terms add up to it', () => {
    const p = [0.2, 0.3, 0.5], q = [0.4, 0.4, 0.2];
    assert.equal(kl.measures().length, 23);
    for (const { name, id } of kl.measures()) {
        assert.ok(kl.divergence(name, p, q).value >= 0, name);
        assert.equal(kl.divergence(id, p, q).value, kl.divergence(name, p, q).value);
        if (['bhattacharyya', 'perplexity', 'renyi'].includes(id)) {
            refused(() => kl.contributions(name, p, q), 'argument');
            continue;
        }
        const sum = kl.contributions(name, p, q).reduce((x, y) => x + y), { value } = kl.divergence(name, p, q);
        near(sum, ['jensen_shannon_distance', 'hellinger'].includes(id) ? value * value : value);
    }
});

test('gradients, by differences', () => {
    const p = [0.2, 0.3, 0.5], q = [0.4, 0.4, 0.2], step = 1e-6;
    for (const id of ['divergence', 'divergence_reverse', 'jensen_shannon', 'chi_square']) {
        const slopes = kl.gradient(id, p, q);
        for (let i = 0; i < 3; i++) {
            const moved = (by) => kl.divergence(id, p, q.map((x, k) => x + (k === i ? by : 0))).value;
            near(slopes[i], (moved(step) - moved(-step)) / (2 * step), 1e-8);
        }
    }
});

test('convex functions of one’s own, of the catalogue, and drawn', () => {
    const p = [0.2, 0.3, 0.5], q = [0.4, 0.4, 0.2];
    const square = { f: (t, lessOne) => lessOne * lessOne, atZero: 1, slopeAtInfinity: Infinity };
    near(kl.fDivergence(square, p, q).value, kl.divergence('chi_square', p, q).value);
    for (const id of ['hellinger_squared', 'triangular', 'total_variation'])
        near(kl.fDivergence(kl.generator(id), p, q).value, kl.divergence(id, p, q).value);
    near(kl.fDivergence([[0, 0.5], [1, 0], [2, 0.5]], p, q).value, kl.divergence('total_variation', p, q).value);
    refused(() => kl.fDivergence([[0, 0], [1, 1], [2, 0]], p, q), 'value', { index: 1 });
    refused(() => kl.generator('entropy'), 'argument');
    const own = new RangeError('mine');
    assert.throws(() => kl.fDivergence({ ...square, f() { throw own; } }, p, q), (error) => error === own);
});

test('a loss with its gradient', () => {
    const softmax = [1, 2, 3].map((z) => Math.exp(z) / (Math.exp(1) + Math.exp(2) + Math.exp(3)));
    const { loss, gradient, argmax, entropy } = kl.crossEntropyLoss([1, 2, 3], 1);
    near(loss, -Math.log(softmax[1]));
    softmax.forEach((p, i) => near(gradient[i], p - (i === 1 ? 1 : 0)));
    assert.deepEqual([...argmax], [2]);
    near(entropy[0], -softmax.reduce((sum, p) => sum + p * Math.log(p), 0));
    near(kl.crossEntropyLoss([[1, 2, 3], [0, 0, 0]], [1, 0]).loss, (loss + Math.log(3)) / 2);
    near(kl.crossEntropyLoss([1, 2, 3], [0, 1, 0]).loss, loss);
    near(kl.crossEntropyLoss([1, 2, 3], 1, { labelSmoothing: 0.3 }).loss,
        -0.7 * Math.log(softmax[1]) - 0.1 * softmax.reduce((sum, p) => sum + Math.log(p), 0));
    kl.softmax([1, 2, 3]).forEach((p, i) => near(p, softmax[i]));
    refused(() => kl.crossEntropyLoss([1, 2, 3], 3), 'value', { index: 0 });
    refused(() => kl.crossEntropyLoss([[1, NaN], [0, 0]], [0, 0]), 'value', { index: 0 });
});

test('what it costs to move', () => {
    const { distance, plan } = kl.wasserstein1d([0, 1], [2, 5]);
    assert.equal(distance, 3);
    assert.deepEqual(plan, [{ from: 0, to: 0, mass: 0.5 }, { from: 1, to: 1, mass: 0.5 }]);
    assert.equal(kl.distance1d([0, 1], [2, 5]), 3);
    assert.equal(kl.distance1d([0, 1], [2, 5], { a: [3, 1], b: [1, 1] }), 3.25);
    const clouds = kl.wasserstein([[0, 0]], [[3, 4]]);
    assert.equal(clouds.distance, 5);
    assert.deepEqual([...clouds.xGradient], [-0.6, -0.8]);
    near(kl.sinkhorn([[0, 0]], [[3, 4]]).value.value, 5, 1e-6);
    refused(() => kl.wasserstein([[0, 0]], [[1]]), 'mismatch');
    refused(() => kl.wasserstein([[0, 0], [1]], [[1, 2]]), 'mismatch', { index: 1 });
});

test('tables, families and counts', () => {
    near(kl.jointTable([[1, 0], [0, 1]], { unit: 'bits' }).mutualInformation, 1);
    const point = kl.bottleneck([[0.4, 0.1], [0.1, 0.4]], { beta: 50 });
    near(point.relevance.value, point.information, 1e-6);
    assert.equal(point.encoder.length, 4);
    const curve = kl.bottleneckCurve([[0.4, 0.1], [0.1, 0.4]], { points: 6 });
    assert.equal(curve.points.length, 6);
    near(curve.onset, 1 / 0.36, 1e-12);
    near(kl.gaussianDivergence({ mean: 0, variance: 1 }, { mean: 1, variance: 1 }).value, 0.5);
    const grid = Array.from({ length: 161 }, (_, i) => i / 10 - 8), peak = grid.map((x) => Math.exp(-2 * (x - 1) ** 2));
    const fit = kl.fitGrid(grid, peak);
    near(fit.components[0].mean[0], 1, 1e-7);
    near(fit.components[0].deviation[0], 0.5, 1e-7);
    near(kl.entropyOfCounts({ a: 500, b: 500 }, { method: 'plugin' }).value, Math.log(2));
    assert.ok(kl.compareCounts({ a: 900, b: 100 }, { a: 100, b: 900 }).pValue.value < 0.01);
    near(kl.policyOptimum([1, 1], [0, Math.log(3)], 1).policy[1], 0.75);
});

test('texts, their language and their cipher', () => {
    assert.deepEqual(kl.count('Äa ä'), [{ symbol: 'a', count: 1 }, { symbol: 'ä', count: 2 }]);
    assert.deepEqual(kl.count('no no yes', { symbols: 'words', order: 2 }).map((x) => x.symbol), ['no no', 'no yes']);
    const languages = kl.languageProfile(readFileSync(here('../../profiles/languages.kls')));
    assert.equal(languages.detect('Das ist ein Satz in deutscher Sprache.').best.code, 'de');
    assert.equal(languages.detect('Это предложение на русском языке.').best.code, 'ru');
    assert.equal(languages.costs('Das ist ein Satz in deutscher Sprache.')[0].code, 'de');
    for (const nothing of ['', '12 34', '\u{1F600}\u{1F600}', '\0'])
        assert.equal(languages.detect(nothing).best, null);
    languages.free();
    const ciphers = kl.cipherProfile(readFileSync(here('../../profiles/ciphers.kls')));
    const { best } = ciphers.solve('Wkh txlfn eurzq ira mxpsv ryhu wkh odcb grj dqg wkhq uxqv dzdb iurp wkh eljjhu dqlpdo.');
    assert.deepEqual([best.code, best.kind, best.key], ['en', 'shift', '3']);
    assert.equal(ciphers.solve('Wkh txlfn eurzq\0ira mxpsv ryhu wkh odcb grj.').best.text, 'The quick brown\0fox jumps over the lazy dog.');
    ciphers.free();
});

test('documents', () => {
    const inputs = [{ name: 'p', data: 'a\t1\nb\t1\n' }, { name: 'q', data: 'a\t9\nb\t1\n' }];
    const found = kl.compare(inputs).estimates.find((x) => x.id === 'divergence' && x.subject === 'A|B');
    near(found.value, kl.divergence('divergence', [1, 1], [9, 1], { unit: 'bits' }).value);
    refused(() => kl.compare([{ name: 'empty', data: '' }, inputs[0]]), 'value');
    refused(() => kl.mi({ data: 'x,y\na,b\nc,d\n'.repeat(9) }, 'x', 'z'), 'argument');
    refused(() => kl.ib({ data: '0,0\n0,0\n' }), 'value');
});

test('what is refused says what, where and how', () => {
    refused(() => kl.entropy([1, -1]), 'value', { index: 1 });
    refused(() => kl.entropy([]), 'value');
    refused(() => kl.entropy([0, 0]), 'value');
    refused(() => kl.divergence('divergence', [1], [1, 2]), 'mismatch');
    refused(() => kl.divergence('nonsense', [1], [1]), 'argument');
    refused(() => kl.divergence('divergence', [1], [1], { colour: 3 }), 'argument');
    refused(() => kl.divergence('divergence', [1], [1], { zeros: 'some' }), 'argument');
    refused(() => kl.divergence('hockey_stick', [1], [1], { parameter: 0.5 }), 'argument');
    refused(() => kl.languageProfile(new Uint8Array([1, 2, 3])), 'format');
});

/* [a call, the code, what the message must name, the index] */
const WRONG = [
    [() => kl.entropy([1, '2']), 'argument', 'p[1]', 1],
    [() => kl.entropy([1, null]), 'argument', 'p[1]', 1],
    [() => kl.entropy([1, undefined]), 'argument', 'p[1]', 1],
    [() => kl.entropy([1, , 2]), 'argument', 'p[1]', 1], // eslint-disable-line no-sparse-arrays
    [() => kl.entropy([[1, 2]]), 'argument', 'p[0]', 0],
    [() => kl.entropy([1, 2n]), 'argument', 'p[1]', 1],
    [() => kl.entropy('12'), 'argument', 'p:'],
    [() => kl.entropy(7), 'argument', 'p:'],
    [() => kl.entropy({}), 'argument', 'p:'],
    [() => kl.entropy([1, 2], { unit: 'bit' }), 'argument', 'unit'],
    [() => kl.contributions('divergence', [1], [1], { unit: 'Bits' }), 'argument', 'unit'],
    [() => kl.bits('1'), 'argument', 'nats'],
    [() => kl.sum([1, 'x']), 'argument', 'values[1]', 1],
    [() => kl.shares([0, 0]), 'value', 'all 0'],
    [() => kl.divergence('divergence', [1, 1], [1, 'x']), 'argument', 'q[1]', 1],
    [() => kl.divergence('constructor', [1], [1]), 'argument', 'constructor'],
    [() => kl.divergence('renyi', [1], [1], { parameter: '2' }), 'argument', 'parameter'],
    [() => kl.gradient('divergence', [1], undefined), 'argument', 'q:'],
    [() => kl.contributions('divergence', undefined, [1]), 'argument', 'p:'],
    [() => kl.jensenShannon([[1, 2], [2, '1']]), 'argument', 'p[1][1]', 1],
    [() => kl.jensenShannon([[1, 2], [2, 1]], [1]), 'mismatch', 'weights'],
    [() => kl.jensenShannon([[1, 2], [2, 1]], [1, 1, 1]), 'mismatch', 'weights'],
    [() => kl.fDivergence({ f: (t) => t - 1, atZero: -1 }, [1, 1], [1, 2]), 'argument', 'slopeAtInfinity'],
    [() => kl.fDivergence({ f: () => '0', atZero: 0, slopeAtInfinity: 0 }, [1, 1], [1, 2]), 'argument', 'f('],
    [() => kl.fDivergence([1, 2], [1, 1], [1, 2]), 'argument', 'point 0', 0],
    [() => kl.crossEntropyLoss([[1, 2], [3]], [0, 0]), 'mismatch', 'logits[1]', 1],
    [() => kl.crossEntropyLoss([[1, 2, 3], [4]], [0, 0]), 'mismatch', 'logits[1]', 1],
    [() => kl.crossEntropyLoss([[1, 2], 3], [0, 0]), 'argument', 'logits[1]', 1],
    [() => kl.crossEntropyLoss([[1, 2], [3, 'x']], [0, 0]), 'argument', 'logits[1][1]', 1],
    [() => kl.crossEntropyLoss([1, 2, 3], 1.5), 'argument', 'targets[0]', 0],
    [() => kl.crossEntropyLoss([[1, 2], [3, 4]], [0, '1']), 'argument', 'targets[1]', 1],
    [() => kl.crossEntropyLoss([[1, 2], [3, 4]], [0, 2 ** 32]), 'argument', 'targets[1]', 1],
    [() => kl.crossEntropyLoss([[1, 2], [3, 4]], [0, NaN]), 'argument', 'targets[1]', 1],
    [() => kl.crossEntropyLoss([[1, 2], [3, 4]], [0]), 'mismatch', 'targets'],
    [() => kl.crossEntropyLoss([[1, 2], [3, 4]], [[1, 0], [1]]), 'mismatch', 'targets[1]', 1],
    [() => kl.crossEntropyLoss([1, 2], 0, { ignoreIndex: 0.5 }), 'argument', 'ignoreIndex'],
    [() => kl.policyOptimum([1, 1], [0, 1]), 'argument', 'beta'],
    [() => kl.policyOptimum([1, 1], [0, 1], '1'), 'argument', 'beta'],
    [() => kl.policyOptimum([1, 1], [0, 1], NaN), 'argument', 'beta'],
    [() => kl.policyOptimum([1, 1], [0, 1], -1), 'argument', 'beta'],
    [() => kl.policyOptimum([1, 1], [0, '1'], 1), 'argument', 'rewards[1]', 1],
    [() => kl.policyOptimum([1, 1], [0, NaN], 1), 'value', 'rewards[1]', 1],
    [() => kl.policyOptimum([1, 1], [0], 1), 'mismatch', 'rewards'],
    [() => kl.policyOptimum([1, 1], undefined, 1), 'argument', 'rewards'],
    [() => kl.softmax([1, NaN]), 'value', 'logits[1]', 1],
    [() => kl.softmax([1, 'x']), 'argument', 'logits[1]', 1],
    [() => kl.wasserstein1d([0, 'x'], [1, 2]), 'argument', 'x[1]', 1],
    [() => kl.wasserstein1d([0, 1], [1, 2], { a: [1, '1'] }), 'argument', 'a[1]', 1],
    [() => kl.wasserstein1d([0, 1], [1, 2], { a: [1] }), 'argument', 'a has 1 masses for 2'],
    [() => kl.wasserstein([[0, 0]], [[1, 'x']]), 'argument', 'y[0][1]', 1],
    [() => kl.wasserstein([[0, 0], [1]], [[1, 2]]), 'mismatch', 'x[1]', 1],
    [() => kl.wasserstein([0, 1], [2, 3]), 'argument', 'x[0]', 0],
    [() => kl.sinkhorn([[0]], [[1]], { iterations: -1 }), 'argument', 'iterations'],
    [() => kl.sinkhorn([[0]], [[1]], { iterations: 2.5 }), 'argument', 'iterations'],
    [() => kl.jointTable([[1, 2], [3]]), 'mismatch', 'rows[1]', 1],
    [() => kl.jointTable([[1, 2, 3], [4]]), 'mismatch', 'rows[1]', 1],
    [() => kl.jointTable([[1, 'x'], [1, 1]]), 'argument', 'rows[0][1]', 1],
    [() => kl.jointTable({ data: [1, 2, 3], rows: 2, columns: 2 }), 'mismatch', 'rows'],
    [() => kl.jointTable({ data: [1, 2, 3], rows: 1.5, columns: 2 }), 'mismatch', 'rows'],
    [() => kl.bottleneck([[1, 0], [0, 1]], { clusters: -1 }), 'argument', 'clusters'],
    [() => kl.bottleneck([[1, 0], [0, 1]], { clusters: 1.5 }), 'argument', 'clusters'],
    [() => kl.bottleneck([[1, 0], [0]]), 'mismatch', 'rows[1]', 1],
    [() => kl.bottleneckCurve([[1, 0], [0, 1]], { points: 2.5 }), 'argument', 'points'],
    [() => kl.gaussianDivergence({ mean: [0, 0], covariance: [[1], [0, 0, 1]] }, { mean: [0, 0], variance: [1, 1] }), 'mismatch', 'p.covariance[1]', 1],
    [() => kl.gaussianDivergence({ mean: 'x', variance: 1 }, { mean: 0, variance: 1 }), 'argument', 'p.mean'],
    [() => kl.gaussianDivergence({ mean: 0, variance: 1 }, { mean: 0 }), 'argument', 'q.variance'],
    [() => kl.fitGrid([0, 1, 2], [1, 'x', 1]), 'argument', 'weights[1]', 1],
    [() => kl.fitGrid([0, 1, 2], [1, 1]), 'mismatch', '3 points and 2 weights'],
    [() => kl.fitGrid([[0, 1], [2]], [1, 1]), 'mismatch', 'points[1]', 1],
    [() => kl.entropyOfCounts({ a: 1.5 }), 'argument', 'counts["a"]', 0],
    [() => kl.entropyOfCounts({ a: 1, b: -1 }), 'argument', 'counts["b"]', 1],
    [() => kl.entropyOfCounts({ a: '1' }), 'argument', 'counts["a"]', 0],
    [() => kl.entropyOfCounts([1, 2]), 'argument', 'counts'],
    [() => kl.entropyOfCounts({ a: 1 }, { seed: 0.5 }), 'argument', 'seed'],
    [() => kl.entropyOfCounts({ 'a\0b': 1 }), 'value', 'names[0]'],
    [() => kl.count(7), 'argument', 'text'],
    [() => kl.count(new Float64Array(2)), 'argument', 'text'],
    [() => kl.compare([{ name: 'p', data: [1, 2] }, { data: '' }]), 'argument', 'p.data'],
    [() => kl.compare('text'), 'argument', 'inputs'],
    [() => kl.languageProfile('bytes'), 'argument', 'bytes'],
    [() => kl.languageProfile(readFileSync(here('../../profiles/languages.kls'))).detect('text', { only: 'de' }), 'argument', 'only'],
    [() => kl.languageProfile(readFileSync(here('../../profiles/languages.kls'))).detect('text', { only: ['de', 7] }), 'argument', 'only[1]'],
];

test('what is no number, or too many or too few of them, is refused where it stands', () => {
    WRONG.forEach(([call, code, named, index = -1]) => {
        assert.throws(call, (error) => {
            const told = `${call}: ${error}`;
            assert.ok(error instanceof KullbackError, told);
            assert.deepEqual([error.code, error.index], [code, index], told);
            assert.ok(error.message.includes(named), told);
            return true;
        }, String(call));
    });
});

test('rows are arrays or typed arrays, and what lies row by row', () => {
    const rows = [[4, 1, 0], [1, 3, 2]], typed = rows.map((row) => Float32Array.from(row)), flat = { data: rows.flat(), columns: 3 };
    for (const call of [(x) => kl.jointTable(x), (x) => kl.wasserstein(x, [[0, 0, 0]]), (x) => kl.crossEntropyLoss(x, [0, 1]),
        (x) => kl.bottleneck(x, { beta: 5 })])
        for (const other of [typed, flat]) assert.deepEqual(call(other), call(rows));
    assert.deepEqual(kl.crossEntropyLoss(new Float64Array([1, 2, 3]), 1), kl.crossEntropyLoss([1, 2, 3], 1));
    assert.deepEqual(kl.crossEntropyLoss([1, 2, 3], new Float32Array([0, 1, 0])).loss, kl.crossEntropyLoss([1, 2, 3], [0, 1, 0]).loss);
});

test('sums, shares and margins', () => {
    assert.equal(kl.sum([1e16, 1, -1e16, 1]), 2);
    assert.equal(kl.sum([]), 0);
    assert.equal(kl.sum([1, Infinity]), Infinity);
    assert.deepEqual([...kl.shares([3, 1, 0])], [0.75, 0.25, 0]);
    const { shares, marginX, marginY, product } = kl.jointTable([[4, 1, 0], [1, 3, 7]]);
    assert.deepEqual([...shares], [4, 1, 0, 1, 3, 7].map((w) => w / 16));
    assert.deepEqual([[...marginX], [...marginY]], [[5 / 16, 11 / 16], [5 / 16, 4 / 16, 7 / 16]]);
    assert.deepEqual([...product], [25, 20, 35, 55, 44, 77].map((w) => w / 256));
});

test('a bit is what C divides by', () => {
    for (const nats of [1, 3, 0.1, 1e-300, 12345.678]) assert.equal(kl.bits(nats), nats / Math.LN2);
    const inNats = kl.jointTable([[4, 1], [1, 3]]), inBits = kl.jointTable([[4, 1], [1, 3]], { unit: 'bits' });
    assert.equal(inBits.mutualInformation, inNats.mutualInformation / Math.LN2);
    const terms = kl.contributions('divergence', [1, 2, 3], [3, 2, 2]);
    assert.deepEqual([...kl.contributions('divergence', [1, 2, 3], [3, 2, 2], { unit: 'bits' })], [...terms].map((x) => x / Math.LN2));
});

test('memory comes back', async (t) => {
    const { instantiate } = WebAssembly;
    let memory = null;
    t.mock.method(WebAssembly, 'instantiate', async (...given) => {
        const made = await instantiate(...given);
        memory = made.exports.memory;
        return made;
    });
    const own = await load(), p = new Float64Array(20_000).fill(1), weights = [{ data: 'a\t1\nb\t1\n' }, { data: 'a\t9\nb\t1\n' }];
    const languages = readFileSync(here('../../profiles/languages.kls'));
    const use = () => {
        own.divergence('divergence', p, p);
        refused(() => own.divergence('divergence', p, [1]), 'mismatch');
        own.fDivergence([[0, 1], [1, 0], [2, 1]], [1, 2], [2, 1]);
        own.compare(weights);
        refused(() => own.compare([weights[0], { data: '' }]), 'value');
        own.bottleneckCurve([[3, 1], [1, 3]], { points: 3 });
        own.wasserstein([[0, 0], [1, 1]], [[1, 2]]);
        own.compareCounts({ a: 9, b: 1 }, { a: 1, b: 9 });
        const profile = own.languageProfile(languages);
        profile.detect('ein Text');
        profile.costs('ein Text');
        profile.free();
    };
    for (let i = 0; i < 3; i++) use();
    const before = memory.buffer.byteLength;
    for (let i = 0; i < 60; i++) use();
    assert.equal(memory.buffer.byteLength, before);
});

test('from bytes, from a module, and the numbers alone', async () => {
    const bytes = readFileSync(here('../dist/kullback.wasm'));
    for (const source of [bytes, await WebAssembly.compile(bytes), here('../dist/kullback.wasm')])
        assert.equal((await load(source)).entropy([1, 1], { unit: 'bits' }).value, 1);
    const core = await loadCore();
    assert.equal(core.entropy([1, 1], { unit: 'bits' }).value, 1);
    assert.equal(core.compare, undefined);
    assert.ok(readFileSync(here('../dist/kullback-core.wasm')).length <= 400_000);
});

test('types know every function, and no other', () => {
    const named = (path, from) => [...readFileSync(here(path), 'utf8').split(`export interface ${from} `)[1].split('\n}')[0]
        .matchAll(/^ {4}(?:readonly )?(\w+)[(:]/gm)].map((found) => found[1]);
    const typed = [...named('../src/core.d.ts', 'Core'), ...named('../src/index.d.ts', 'Kullback')];
    assert.deepEqual(typed.sort(), Object.keys(kl).sort());
});
