// SPDX-License-Identifier: Apache-2.0
// Training losses of logits, with their gradients; and the policy that a leash allows.
import { OUT } from './call.js';

const matrix = (logits) => (ArrayBuffer.isView(logits) || typeof logits[0] === 'number'
    ? { data: Float64Array.from(logits), rows: 1 }
    : { data: Float64Array.from(logits.flat()), rows: logits.length });
const scalars = (x) => (typeof x === 'number' ? [x] : x);

export function losses(caller) {
    const c = caller.functions;
    return {
        /** Cross-entropy in nats of rows of logits (one row: an array of numbers) and index targets, or rows of
         *  probabilities. {loss, rows, entropy, gradient}: `entropy` is the model's own. */
        crossEntropyLoss(logits, targets, options = {}) {
            const z = matrix(logits);
            const soft = ArrayBuffer.isView(targets) ? targets instanceof Float64Array : Array.isArray(targets) &&
                (Array.isArray(targets[0]) || (z.rows === 1 && targets.length > 1));
            const rows = { loss: new Float64Array(z.rows), logSumExp: new Float64Array(z.rows),
                entropy: new Float64Array(z.rows), argmax: new BigInt64Array(z.rows) };
            const gradient = new Float64Array(z.data.length);
            const into = { data: gradient, rowStride: z.data.length / z.rows };
            const loss = soft
                ? c.kl_loss_soft_cross_entropy(z, matrix(targets), options, rows, into, OUT)
                : c.kl_loss_cross_entropy(z, Int32Array.from(scalars(targets)), options, rows, into, OUT);
            return { loss, rows: rows.loss, logSumExp: rows.logSumExp, entropy: rows.entropy,
                argmax: Int32Array.from(rows.argmax, Number), gradient };
        },
        /** The best policy on a leash, π ∝ reference·e^(rewards/β): {policy, reward, divergence}, nats. */
        policyOptimum(reference, rewards, beta) {
            const policy = new Float64Array(rewards.length);
            return { ...c.kl_policy_optimum(reference, rewards, beta, policy, OUT), policy };
        },
        /** e^z over its sum. */
        softmax(logits) {
            const policy = new Float64Array(logits.length);
            c.kl_policy_optimum(Float64Array.from(logits, () => 1), logits, 1, policy, OUT);
            return policy;
        },
    };
}
