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
        const { noteCount, notes, flags, ...rest } = unit === 'bits' ? this.#convert(raw) : raw;
        return { ...rest, flags: this.#flags.filter(([, bit]) => (flags & bit) !== 0).map(([name]) => name),
            notes: notes.slice(0, noteCount) };
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
