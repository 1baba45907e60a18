// SPDX-License-Identifier: Apache-2.0
// Sums of numbers, and weights as shares of theirs.
import { OUT } from './call.js';
import { vector } from './numbers.js';

export function sums(caller) {
    const c = caller.functions;
    return {
        /** The sum of numbers, rounded once. */
        sum: (values) => caller.holding('kl_exact_sum', (sum) => {
            c.kl_exact_sum_init(sum);
            vector('values', values).forEach((value) => c.kl_exact_sum_add(sum, Number(value)));
            return c.kl_exact_sum_round(sum);
        }),
        /** Weights divided by their total: what a leash of ∞ leaves of any policy. */
        shares(weights) {
            const given = vector('weights', weights), shares = new Float64Array(given.length);
            c.kl_policy_optimum(given, new Float64Array(given.length), Infinity, shares, OUT);
            return shares;
        },
    };
}
