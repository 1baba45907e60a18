// SPDX-License-Identifier: Apache-2.0
// What a typed program writes: tsc reads this and runs nothing.
import { load, KullbackError, type Estimate } from '../src/index.js';
import { load as loadCore } from '../src/core.js';

const kl = await load(new Uint8Array());
const found: Estimate = kl.divergence('divergence', [0.5, 0.5], new Float32Array([0.9, 0.1]), { unit: 'bits', zeros: 'exact' });
const mass: number | undefined = found.notes[0]?.mass;
const { gradient } = kl.crossEntropyLoss([[1, 2], [3, 4]], [0, 1], { labelSmoothing: 0.1 });
const own = kl.fDivergence({ f: (t) => t * t - 1, atZero: -1, slopeAtInfinity: Infinity }, gradient, gradient);
kl.fDivergence([[0, 1], [1, 0], [2, 1]], [1, 2], [2, 1]);
kl.wasserstein([[0, 0]], [[1, 1]], { ground: 'l1' }).plan[0].mass.toFixed(own.n);
kl.languageProfile(new Uint8Array()).detect('text', { only: ['de'] }).best?.code.length;
try {
    (await loadCore()).entropy([]);
} catch (error) {
    if (error instanceof KullbackError && error.code === 'value') error.index.toFixed(mass);
}

// @ts-expect-error an option that there is not
kl.divergence('divergence', [1], [1], { colour: 1 });
// @ts-expect-error text where numbers are needed
kl.softmax('text', 1);
// @ts-expect-error the numbers alone have no texts
(await loadCore()).compare([]);
