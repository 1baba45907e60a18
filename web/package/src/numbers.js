// SPDX-License-Identifier: Apache-2.0
// What is given as numbers, held to be that before C sees it: what is no number, of another length or in a row of
// another length is refused, and the exception says where it stands.
import { KullbackError } from './error.js';

const WHOLE = { u8: [0, 2 ** 8], u16: [0, 2 ** 16], u32: [0, 2 ** 32], i8: [-(2 ** 7), 2 ** 7], i16: [-(2 ** 15), 2 ** 15],
    i32: [-(2 ** 31), 2 ** 31], u64: [0, 2 ** 64], i64: [-(2 ** 63), 2 ** 63] };

const isTyped = (value) => ArrayBuffer.isView(value) && !(value instanceof DataView);
const isList = (value) => isTyped(value) || (typeof value === 'object' && value !== null && Number.isSafeInteger(value.length));

/** A value as a message names it. */
function shown(value) {
    if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
    if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'an array' : `a ${value.constructor?.name ?? 'object'}`;
    return typeof value === 'function' ? 'a function' : String(value);
}

export function refuse(code, name, expected, value, index = -1) {
    throw new KullbackError(code, `${name}: expected ${expected}, found ${shown(value)}`, { index });
}

/** One number of a kind of C ("f64", "u32", …), as WebAssembly takes it. */
export function scalar(name, value, kind, index = -1) {
    if (WHOLE[kind] === undefined) {
        if (typeof value !== 'number') refuse('argument', name, 'a number', value, index);
        return value;
    }
    const [low, end] = WHOLE[kind], long = kind === 'i64' || kind === 'u64';
    const whole = typeof value === 'bigint' || (long ? Number.isSafeInteger(value) : Number.isInteger(value));
    if (!whole || value < low || value >= end)
        refuse('argument', name, low < 0 ? 'a whole number' : 'a whole number that is not negative', value, index);
    return long ? BigInt(value) : Number(value);
}

/** A list of numbers as a typed array, which it may be already. */
export function vector(name, value, kind = 'f64', Typed = Float64Array) {
    if (isTyped(value) && (kind === 'f64' || value instanceof Typed)) return value;
    if (!isList(value)) refuse('argument', name, 'an array of numbers', value);
    return Typed.from({ length: value.length }, (_, i) => scalar(`${name}[${i}]`, value[i], kind, i));
}

/** As many numbers as there are of something. */
export function vectorOf(n, what, name, value) {
    const found = vector(name, value);
    if (found.length !== n) throw new KullbackError('mismatch', `${name} has ${found.length} elements for ${n} ${what}`);
    return found;
}

function shaped(name, { data, rows, columns }) {
    const numbers = vector(`${name}.data`, data), n = numbers.length;
    const wide = columns ?? (rows ? n / rows : 0), high = rows ?? (wide ? n / wide : 0);
    if (!Number.isInteger(high) || !Number.isInteger(wide) || high < 0 || high * wide !== n)
        throw new KullbackError('mismatch', `${name}: ${n} numbers are no ${rows ?? '?'} × ${columns ?? '?'} matrix`);
    return { data: numbers, rows: high, columns: wide };
}

/** Rows of numbers, all of a length, or {data, rows, columns} with one of both left out: as {data, rows, columns}. */
export function matrix(name, value) {
    if (isList(value)) {
        const rows = Array.from(value, (row, i) => isList(row) ? vector(`${name}[${i}]`, row) : refuse('argument', `${name}[${i}]`, 'a row of numbers', row, i));
        const columns = rows[0]?.length ?? 0, data = new Float64Array(rows.length * columns);
        rows.forEach((row, i) => {
            if (row.length !== columns)
                throw new KullbackError('mismatch', `${name}[${i}] has ${row.length} numbers, and ${name}[0] has ${columns}`, { index: i });
            if (row instanceof BigInt64Array || row instanceof BigUint64Array)
                refuse('argument', `${name}[${i}]`, 'an array of numbers', row, i);
            data.set(row, i * columns);
        });
        return { data, rows: rows.length, columns };
    }
    if (typeof value !== 'object' || value === null) refuse('argument', name, 'rows of numbers', value);
    return shaped(name, value);
}

/** The same, or one row alone. */
export const matrixOrRow = (name, value) =>
    isTyped(value) || (isList(value) && !isList(value[0])) ? shaped(name, { data: vector(name, value), rows: 1 }) : matrix(name, value);
