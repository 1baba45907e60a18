// SPDX-License-Identifier: Apache-2.0
// From what was counted to what can be said of its source.
import { OUT } from './call.js';
import { refuse, scalar } from './numbers.js';

export function samples(caller, estimates) {
    const c = caller.functions;

    /* Counts {symbol: count} as the library has them, for `use`. */
    const counted = (name, counts, seed, use) => {
        if (typeof counts !== 'object' || counts === null || Array.isArray(counts)) refuse('argument', name, '{symbol: count}', counts);
        const symbols = Object.keys(counts);
        const numbers = BigUint64Array.from(symbols, (symbol, i) => scalar(`${name}[${JSON.stringify(symbol)}]`, counts[symbol], 'u64', i));
        const made = c.kl_counts_from_names(symbols, numbers, symbols.length, seed, OUT);
        try {
            return use(made);
        } finally {
            c.kl_counts_free(made);
        }
    };

    return {
        /** The entropy of the source of counts {symbol: count}: `method` "jackknife", "plugin", "miller_madow",
         *  "chao_shen", "grassberger", "nsb", …; `alphabet`, `confidence`; `seed` of the bags. */
        entropyOfCounts: (counts, { method = 'jackknife', seed = 0, unit, ...options } = {}) => counted('counts', counts, seed, (made) =>
            estimates.of(c.kl_counts_entropy(made, method, options, OUT), unit)),
        /** What two counted sources A and B say of each other: {estimates, plugin, unseen, pValue}, each but the last
         *  by direction, "a_given_b" and "b_given_a", and the estimates by measure. */
        compareCounts: (a, b, { seed = 0, unit, ...options } = {}) => counted('a', a, seed, (left) => counted('b', b, seed, (right) => {
            const pair = c.kl_counts_pair_new(left, right, { seed, ...options }, OUT);
            try {
                const ids = caller.enumerators('kl_measure_id').map(([id]) => id);
                const each = (of) => Object.fromEntries(['a_given_b', 'b_given_a'].map((direction) =>
                    [direction, of(direction)]));
                return {
                    estimates: each((direction) => Object.fromEntries(ids.map((id) =>
                        [id, estimates.of(c.kl_counts_pair_estimate(pair, id, direction), unit)])
                        .filter(([, found]) => !Number.isNaN(found.value)))),
                    plugin: each((direction) => estimates.of(c.kl_counts_pair_plugin(pair, direction), unit)),
                    unseen: each((direction) => estimates.of(c.kl_counts_pair_unseen(pair, direction))),
                    pValue: estimates.of(c.kl_counts_pair_p_value(pair)),
                };
            } finally {
                c.kl_counts_pair_free(pair);
            }
        })),
    };
}
