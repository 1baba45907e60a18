// SPDX-License-Identifier: Apache-2.0
import abi from '../dist/abi.js';
import { Caller } from './call.js';
import { imports } from './host.js';

async function compile(source) {
    if (source instanceof WebAssembly.Module) return source;
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
    if (String(source).startsWith('file:') && globalThis.process?.versions?.node) {
        const { readFile } = await import('node:fs/promises');
        return WebAssembly.compile(await readFile(new URL(source)));
    }
    const answer = source instanceof Response ? source : await fetch(source);
    if (!answer.ok) throw new Error(`${answer.url}: ${answer.status} ${answer.statusText}`);
    return WebAssembly.compile(await answer.arrayBuffer());
}

/** A running library: its functions by name, and what reads its memory. */
export async function start(source) {
    const module = await compile(source);
    let instance = null;
    instance = await WebAssembly.instantiate(module, imports(module, () => instance.exports.memory));
    instance.exports._initialize();
    return new Caller(instance, abi);
}
