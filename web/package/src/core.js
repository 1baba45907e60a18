// SPDX-License-Identifier: Apache-2.0
// The numbers alone: everything but texts and documents, in a third of the size.
import { Estimates } from './estimate.js';
import { family } from './family.js';
import { information } from './information.js';
import { start } from './load.js';
import { losses } from './losses.js';
import { measures } from './measures.js';
import { scalar } from './numbers.js';
import { samples } from './samples.js';
import { sums } from './sums.js';
import { transport } from './transport.js';

export { KullbackError } from './error.js';

/** The functions of a running library that take and give numbers. */
export function numbers(caller, estimates) {
    const c = caller.functions;
    return {
        version: c.kl_version(),
        /** Natural units in bits. */
        bits: (nats) => scalar('nats', nats) / estimates.size('bits'),
        ...sums(caller), ...measures(caller, estimates), ...losses(caller), ...transport(caller, estimates),
        ...information(caller, estimates), ...family(caller, estimates), ...samples(caller, estimates),
    };
}

/** As load() of index.js, of kullback-core.wasm. */
export async function load(source = new URL('../dist/kullback-core.wasm', import.meta.url)) {
    const caller = await start(source);
    return numbers(caller, new Estimates(caller));
}
