// SPDX-License-Identifier: Apache-2.0
// libkullback in JavaScript: load() gives everything.
import { numbers } from './core.js';
import { Estimates } from './estimate.js';
import { start } from './load.js';
import { texts } from './texts.js';

export { KullbackError } from './error.js';

/**
 * The library, running. `source`: the bytes of kullback.wasm, a compiled WebAssembly.Module, a URL or a Response;
 * nothing: the file beside this one.
 */
export async function load(source = new URL('../dist/kullback.wasm', import.meta.url)) {
    const caller = await start(source), estimates = new Estimates(caller);
    return { ...numbers(caller, estimates), ...texts(caller, estimates) };
}
