// SPDX-License-Identifier: Apache-2.0
// Calls of the package for tests in another language: a JSON list of [function, argument, …] on standard input, as many
// results on standard output, every number as the sixteen hexadecimal digits of its double. {"number": "inf"} is a
// number that JSON has not, {"file": PATH} the bytes of a file; {"of": [function, …], "call": [method, …]} makes an
// object and calls it.
import { readFileSync } from 'node:fs';
import { load, KullbackError } from '../../web/package/src/index.js';

const kl = await load();

function given(value) {
    if (Array.isArray(value)) return value.map(given);
    if (value === null || typeof value !== 'object') return value;
    if (value.number) return { inf: Infinity, '-inf': -Infinity, nan: NaN }[value.number];
    if (value.file) return readFileSync(value.file);
    return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, given(inside)]));
}

const digits = new DataView(new ArrayBuffer(8));

function told(value) {
    if (typeof value === 'bigint') return told(Number(value));
    if (typeof value === 'number') {
        digits.setFloat64(0, value);
        return digits.getBigUint64(0).toString(16).padStart(16, '0');
    }
    if (ArrayBuffer.isView(value)) return Array.from(value, told);
    if (Array.isArray(value)) return value.map(told);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).filter(([, inside]) => typeof inside !== 'function')
        .map(([key, inside]) => [key, told(inside)]));
}

function answer(request) {
    try {
        if (Array.isArray(request)) {
            const [name, ...rest] = request;
            return told(kl[name](...given(rest)));
        }
        const [name, ...rest] = request.of, [method, ...inside] = request.call;
        const made = kl[name](...given(rest));
        const result = told(made[method](...given(inside)));
        made.free();
        return result;
    } catch (error) {
        if (!(error instanceof KullbackError)) throw error;
        return { error: error.code, message: error.message, index: error.index };
    }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, 'utf8')).map(answer)));
