// SPDX-License-Identifier: Apache-2.0
// libkullback in JavaScript: load() gives everything.
import { Estimates } from './estimate.js';
import { family } from './family.js';
import { information } from './information.js';
import { start } from './load.js';
import { losses } from './losses.js';
import { measures } from './measures.js';
import { texts } from './texts.js';
import { transport } from './transport.js';

export { KullbackError } from './error.js';

/**
 * The library, running. `source`: the bytes of kullback.wasm, a compiled WebAssembly.Module, a URL or a Response;
 * nothing: the file beside this one.
 */
export async function load(source) {
    const caller = await start(source), c = caller.functions;
    const estimates = new Estimates(caller);
    return {
        version: c.kl_version(),
        /** Natural units in bits. */
        bits: (nats) => nats * estimates.per('bits'),
        ...measures(caller, estimates), ...losses(caller), ...transport(caller, estimates),
        ...information(caller, estimates), ...family(caller, estimates), ...texts(caller, estimates),
    };
}
