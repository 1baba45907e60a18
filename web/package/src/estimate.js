// SPDX-License-Identifier: Apache-2.0
// An estimate as a user sees it.
import { refuse } from './numbers.js';

export class Estimates {
    #c;
    #flags;
    #bit;

    constructor(caller) {
        this.#c = caller.functions;
        this.#flags = caller.enumerators('kl_flag');
    }

    /** A call's estimate, in bits where that is asked for. */
    of(raw, unit = 'nats') {
        const { noteCount, notes, flags, ...numbers } = raw;
        const shown = this.size(unit) !== 1 ? this.#convert(numbers) : raw;
        for (const name of Object.keys(numbers)) numbers[name] = shown[name];
        return { ...numbers, flags: this.#flags.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name), notes };
    }

    #convert(raw) {
        const c = this.#c;
        return c.kl_estimate_convert(raw, { nats: 'bits', root_nats: 'root_bits' }[raw.unit] ?? raw.unit);
    }

    /** How many nats a unit has; numbers of nats are divided by it, as C does it. */
    size(unit = 'nats') {
        const c = this.#c;
        if (unit !== 'nats' && unit !== 'bits') refuse('argument', 'unit', '"nats" or "bits"', unit);
        if (unit === 'nats') return 1;
        return this.#bit ??= c.kl_estimate_convert({ value: 1, unit: 'bits', method: 'exact' }, 'nats').value;
    }
}
