// SPDX-License-Identifier: Apache-2.0
// An estimate as a user sees it.
export class Estimates {
    #c;
    #flags;

    constructor(caller) {
        this.#c = caller.functions;
        this.#flags = caller.enumerators('kl_flag');
    }

    /** A call's estimate, in bits where that is asked for. */
    of(raw, unit = 'nats') {
        const { noteCount, notes, flags, ...numbers } = raw;
        const shown = unit === 'bits' ? this.#convert(numbers) : raw;
        for (const name of Object.keys(numbers)) numbers[name] = shown[name];
        return { ...numbers, flags: this.#flags.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name), notes };
    }

    #convert(raw) {
        const c = this.#c;
        return c.kl_estimate_convert(raw, { nats: 'bits', root_nats: 'root_bits' }[raw.unit] ?? raw.unit);
    }

    /** What one nat is in a unit. */
    per(unit) {
        const c = this.#c;
        return unit === 'bits' ? c.kl_estimate_convert({ value: 1, unit: 'nats', method: 'exact' }, 'bits').value : 1;
    }
}
