// SPDX-License-Identifier: Apache-2.0
// How JavaScript calls C: every function of the library by its declaration (abi.js), with its memory kept here alone.
//
// An argument is given as what it is:
//   a number, a string, an enumerator by name ("bits"), a handle (a number), null
//   kl_array                an array of numbers or a typed array; null for none
//   kl_matrix               {data, rows, columns}
//   const struct *          an object of its fields, in camelCase; options begin with their defaults
//   const T *               an array of numbers; of strings for const char *const *
//   T *                     a typed array, which is read and written; or OUT: one of it, which is returned
//   a function pointer      a function
// A pointer that is left out at the end is null, but the last kl_error *: it becomes an exception. The result is what
// the function returns, else the one OUT, else a list of them. What is refused here is named as C names it.
import { KullbackError } from './error.js';
import { matrix, refuse, scalar, vector } from './numbers.js';

export const OUT = Symbol('OUT');

const VIEWS = { i8: 'Int8', u8: 'Uint8', i16: 'Int16', u16: 'Uint16', i32: 'Int32', u32: 'Uint32', i64: 'BigInt64',
    u64: 'BigUint64', f32: 'Float32', f64: 'Float64' };
const SIZES = { char: 1, i8: 1, u8: 1, i16: 2, u16: 2, i32: 4, u32: 4, f32: 4, i64: 8, u64: 8, f64: 8 };
const DTYPES = { Float64Array: ['f64', 0], Float32Array: ['f32', 1], Uint8Array: ['u8', 4], Uint8ClampedArray: ['u8', 4],
    Uint16Array: ['u16', 5], Uint32Array: ['u32', 6], BigUint64Array: ['u64', 7], Int8Array: ['i8', 8],
    Int16Array: ['i16', 9], Int32Array: ['i32', 10], BigInt64Array: ['i64', 11] };
const ARRAYS = { f64: Float64Array, f32: Float32Array, u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, i8: Int8Array,
    i16: Int16Array, i32: Int32Array, u64: BigUint64Array, i64: BigInt64Array, char: Uint8Array, void: Uint8Array };

const snake = (name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name) => name.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const isNothing = (value) => value === null || value === undefined;

export class Caller {
    #abi;
    #exports;
    #utf8 = { from: new TextDecoder(), to: new TextEncoder() };

    constructor(instance, abi) {
        this.#exports = instance.exports;
        this.#abi = abi;
        this.functions = {};
        for (const [name, [result, ...declared]] of Object.entries(abi.functions)) {
            const parameters = declared.map((one) => one.split(' '));
            this.functions[name] = (...given) => this.#call(name, result, parameters, given);
        }
    }

    // ── Memory ──────────────────────────────────────────────────────────────────────────────────

    /* Memory that has grown is another buffer. */
    #seen = null;

    get #view() {
        const { buffer } = this.#exports.memory;
        if (this.#seen?.buffer !== buffer) this.#seen = new DataView(buffer);
        return this.#seen;
    }

    #room(size, kept) {
        const at = this.#exports.malloc(Math.max(size, 1)) >>> 0;
        if (at === 0) throw new KullbackError('memory', `no memory for ${size} bytes`);
        kept.blocks.push(at);
        new Uint8Array(this.#exports.memory.buffer, at, size).fill(0);
        return at;
    }

    #bytes(array, kept) {
        const at = this.#room(array.byteLength, kept);
        new Uint8Array(this.#exports.memory.buffer, at, array.byteLength)
            .set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
        return at;
    }

    #string(called, text, kept) {
        if (text.includes('\0')) refuse('value', called, 'a text without a NUL', text);
        return this.#bytes(this.#utf8.to.encode(`${text}\0`), kept);
    }

    #release(kept) {
        for (const block of kept.blocks) this.#exports.free(block);
        for (const slot of kept.slots) {
            this.#exports.__indirect_function_table.set(slot, null);
            this.#free.push(slot);
        }
    }

    /** The text at an address, of so many bytes or to its 0; null for none. */
    text(at, size) {
        if (at === 0) return null;
        const bytes = new Uint8Array(this.#exports.memory.buffer);
        return this.#utf8.from.decode(bytes.slice(at, size === undefined ? bytes.indexOf(0, at) : at + size));
    }

    /** n elements of a kind at an address, copied. */
    array(at, kind, n) {
        return new ARRAYS[kind](this.#exports.memory.buffer.slice(at, at + n * SIZES[kind]));
    }

    /** A struct of zeros, by its address, for as long as `use` takes. */
    holding(struct, use) {
        const kept = { blocks: [], slots: [] };
        try {
            return use(this.#room(this.sizeOf(struct), kept));
        } finally {
            this.#release(kept);
        }
    }

    sizeOf(struct) {
        return this.#abi.structs[struct].size;
    }

    /** [name, value] of an enumeration. */
    enumerators(kind) {
        return Object.entries(this.#abi.enums[kind]);
    }

    /** Call a function of C by its pointer. */
    invoke(pointer, ...given) {
        return this.#exports.__indirect_function_table.get(pointer)(...given);
    }

    // ── Functions that C calls ──────────────────────────────────────────────────────────────────

    #free = [];

    /* A table holds WebAssembly functions only: a module of one import that it exports makes one of a JavaScript
     * function. */
    #callback(fn, kind, kept) {
        const [, from, to] = /^\((.*)\)(.*)$/.exec(kind);
        const code = (type) => ({ f64: 0x7c, f32: 0x7d, i64: 0x7e, u64: 0x7e })[type] ?? 0x7f;
        const parameters = from.split(',').map(code);
        const results = to === 'void' ? [] : [code(to)];
        const type = [1, 0x60, parameters.length, ...parameters, results.length, ...results];
        const module = new WebAssembly.Module(new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, type.length, ...type,
            2, 7, 1, 1, 0x65, 1, 0x66, 0, 0, 7, 5, 1, 1, 0x66, 0, 0]));
        const guarded = (...given) => {
            try {
                return fn(...given);
            } catch (error) {
                kept.thrown ??= error;
                return results.length === 0 ? undefined : code(to) === 0x7e ? 0n : NaN;
            }
        };
        const table = this.#exports.__indirect_function_table;
        const slot = this.#free.pop() ?? table.grow(1);
        table.set(slot, new WebAssembly.Instance(module, { e: { f: guarded } }).exports.f);
        kept.slots.push(slot);
        return slot;
    }

    // ── To C ────────────────────────────────────────────────────────────────────────────────────

    #enumerator(kind, value) {
        const names = this.#abi.enums[kind], name = String(value).replace(/[.\- ]/g, '_');
        if (Object.hasOwn(names, name)) return names[name];
        if (!Object.values(names).includes(value))
            throw new KullbackError('argument',
                `there is no ${kind.slice(3).replace(/_/g, ' ')} "${value}": one of ${Object.keys(names).join(', ')}`);
        return value;
    }

    #array(name, value, kept) {
        if (isNothing(value)) return [0, 0, 'f64', 0];
        const array = vector(name, value);
        const type = DTYPES[array.constructor.name] ?? refuse('argument', name, 'an array of numbers', value);
        return [this.#bytes(array, kept), array.length, ...type];
    }

    /* kl_array and kl_matrix have a form of their own. */
    #struct(kind, at, value, kept, called) {
        if (kind === 'kl_array') {
            const [data, n, , dtype] = this.#array(called, value, kept);
            this.#fill(kind, at, { data, n, stride: 1, dtype }, kept);
        } else if (kind === 'kl_matrix' && !isNothing(value)) {
            const { data: numbers, rows, columns } = matrix(called, value);
            const [data, , , dtype] = this.#array(called, numbers, kept);
            this.#fill(kind, at, { data, rows, columns, rowStride: columns, dtype }, kept);
        } else if (!isNothing(value)) {
            this.#fill(kind, at, value, kept);
        }
    }

    #fill(kind, at, value, kept) {
        const { fields } = this.#abi.structs[kind], what = kind.slice(3).replace(/_/g, ' ');
        if (typeof value !== 'object') refuse('argument', what, 'an object', value);
        for (const [name, given] of Object.entries(value)) {
            const wanted = snake(name), field = fields.find((x) => x[0] === wanted);
            if (field === undefined || name === 'size') throw new KullbackError('argument', `there is no "${name}" in ${what}`);
            if (given !== undefined) this.#put(field[2], at + field[1], given, kept, name);
        }
    }

    #put(kind, at, value, kept, called) {
        if (this.#abi.structs[kind]) return this.#struct(kind, at, value, kept, called);
        const repeated = /^(.*)\[(\d+)\]$/.exec(kind);
        if (repeated) {
            const size = this.#abi.structs[repeated[1]]?.size ?? SIZES[repeated[1]] ?? 4;
            if (!(value.length <= repeated[2])) refuse('argument', called, `at most ${repeated[2]} of them`, value);
            return value.forEach((x, i) => this.#put(repeated[1], at + i * size, x, kept, `${called}[${i}]`));
        }
        const low = this.#lower(kind, value, kept, called), view = this.#view;
        if (VIEWS[kind]) return view[`set${VIEWS[kind]}`](at, low, true);
        return view.setUint32(at, low, true);
    }

    /* One value as WebAssembly takes it: a number, or the address of what it is. */
    #lower(kind, value, kept, called) {
        if (this.#abi.enums[kind]) return this.#enumerator(kind, value);
        if (kind[0] === '(') {
            if (isNothing(value)) return 0;
            return typeof value === 'function' ? this.#callback(value, kind, kept) : refuse('argument', called, 'a function', value);
        }
        if (kind[0] === '*') return this.#pointer(kind, value, kept, called);
        if (this.#abi.structs[kind]) {
            const at = this.#room(this.#abi.structs[kind].size, kept);
            this.#struct(kind, at, value, kept, called);
            return at;
        }
        return scalar(called, typeof value === 'boolean' ? Number(value) : value, kind);
    }

    #pointer(kind, value, kept, called) {
        if (isNothing(value)) return 0;
        const constant = kind.startsWith('*const:'), target = kind.slice(kind.indexOf(':') + 1);
        const layout = this.#abi.structs[target];
        if (value === OUT) {
            const at = this.#room(layout?.size ?? SIZES[target] ?? 4, kept);
            kept.outs.push([target, at]);
            return at;
        }
        if (typeof value === 'number' && SIZES[target] === undefined && target[0] !== '*') return value;
        if (target === 'char') return typeof value === 'string' ? this.#string(called, value, kept) : refuse('argument', called, 'a text', value);
        if (layout) return this.#structs(target, layout, value, kept, called);
        if (target[0] === '*') {
            if (!Array.isArray(value)) refuse('argument', called, 'an array', value);
            const at = this.#room(4 * value.length, kept);
            value.forEach((x, i) => this.#put(target, at + 4 * i, x, kept, `${called}[${i}]`));
            return at;
        }
        const wanted = ARRAYS[target] ?? Uint32Array;
        const array = target === 'void' && ArrayBuffer.isView(value) ? value : vector(called, value, target, wanted);
        if (!constant && array !== value)
            throw new KullbackError('argument', `${called}: a ${wanted.name} is needed to write to`);
        const at = this.#bytes(array, kept);
        if (!constant) kept.written.push([array, at]);
        return at;
    }

    #structs(target, layout, value, kept, called) {
        const list = Array.isArray(value) ? value : [value], of = (i) => (Array.isArray(value) ? `${called}[${i}]` : called);
        const at = this.#room(layout.size * list.length, kept);
        const begin = this.#exports[`${target}_init`];
        list.forEach((one, i) => {
            if (begin) begin(at + layout.size * i);
            else if (layout.fields[0][0] === 'size') this.#view.setUint32(at + layout.size * i, layout.size, true);
            this.#struct(target, at + layout.size * i, one, kept, of(i));
        });
        return at;
    }

    // ── From C ──────────────────────────────────────────────────────────────────────────────────

    /** What lies at an address: a number, an object of a struct's fields, the name of an enumerator. */
    read(kind, at) {
        if (!this.#readers.has(kind)) this.#readers.set(kind, this.#reader(kind));
        return this.#readers.get(kind)(at);
    }

    /* How a kind is read, worked out once: an estimate has sixty fields, and a picture that is pulled asks for many. */
    #readers = new Map();

    #reader(kind) {
        const layout = this.#abi.structs[kind], repeated = /^(.*)\[(\d+)\]$/.exec(kind);
        if (layout) {
            /* Of `notes` only as many as `note_count` says, of `text` as many bytes as `text_size`. */
            const lengthOf = (name) => layout.fields.find(([other]) => [`${name.slice(0, -1)}_count`, `${name}_size`].includes(other));
            const fields = layout.fields.map(([name, from, type]) => {
                const [, start, whole] = lengthOf(name) ?? [], length = whole && this.#reader(whole);
                return [camel(name), from, this.#reader(type), (at) => length?.(at + start)];
            });
            return (at) => {
                const found = {};
                for (const [name, from, reader, length] of fields) found[name] = reader(at + from, length(at));
                return found;
            };
        }
        if (repeated && repeated[1] === 'char') return (at) => this.text(at);
        if (repeated) {
            const size = this.#abi.structs[repeated[1]]?.size ?? SIZES[repeated[1]] ?? 4, reader = this.#reader(repeated[1]);
            return (at, length = Number(repeated[2])) => Array.from({ length }, (_, i) => reader(at + i * size));
        }
        const get = VIEWS[kind] && `get${VIEWS[kind]}`;
        if (kind === 'i64' || kind === 'u64')
            return (at) => {
                const value = this.#view[get](at, true);
                return Number.isSafeInteger(Number(value)) ? Number(value) : value;
            };
        if (get) return (at) => this.#view[get](at, true);
        const names = this.#abi.enums[kind] && new Map(Object.entries(this.#abi.enums[kind]).map(([name, value]) => [value, name]));
        if (names) return (at) => names.get(this.#view.getUint32(at, true)) ?? this.#view.getUint32(at, true);
        if (kind === '*const:char') return (at, size) => this.text(this.#view.getUint32(at, true), size);
        return (at) => this.#raise(kind, this.#view.getUint32(at, true));
    }

    /* A result as JavaScript takes it. */
    #raise(kind, value) {
        const names = this.#abi.enums[kind];
        if (names) return Object.keys(names).find((name) => names[name] === value) ?? value;
        if (kind === '*const:char') return this.text(value >>> 0);
        if (kind[0] === '*') return value >>> 0;
        if (kind === 'u32') return value >>> 0;
        return typeof value === 'bigint' ? (Number.isSafeInteger(Number(value)) ? Number(value) : value) : value;
    }

    #call(name, result, parameters, given) {
        const kept = { blocks: [], slots: [], outs: [], written: [] };
        try {
            const low = [], returned = this.#abi.structs[result];
            if (returned) low.push(this.#room(returned.size, kept));
            const error = parameters.at(-1)?.[0] === '*:kl_error' ? this.#structs('kl_error', this.#abi.structs.kl_error, {}, kept) : 0;
            parameters.forEach(([kind, called], i) =>
                low.push(error && i === parameters.length - 1 ? error : this.#lower(kind, given[i], kept, called)));
            const status = this.#exports[name](...low);
            if (kept.thrown) throw kept.thrown;
            if (result === 'kl_status' && status !== 0) throw this.#failure(status, error);
            for (const [array, at] of kept.written)
                new Uint8Array(array.buffer, array.byteOffset, array.byteLength)
                    .set(new Uint8Array(this.#exports.memory.buffer, at, array.byteLength));
            const outs = kept.outs.map(([kind, at]) => this.read(kind, at));
            if (result === '*const:char' && typeof outs[0] === 'number') /* a text of a length */
                return this.#utf8.from.decode(this.array(status >>> 0, 'u8', outs[0]));
            if (result !== 'kl_status' && result !== 'void')
                outs.unshift(returned ? this.read(result, low[0]) : this.#raise(result, status));
            return outs.length > 1 ? outs : outs[0];
        } finally {
            this.#release(kept);
        }
    }

    #failure(status, error) {
        const detail = error ? this.read('kl_error', error) : {};
        return new KullbackError(this.#raise('kl_status', status).replace(/^error_/, ''), detail.message || 'refused', detail);
    }
}
