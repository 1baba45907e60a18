// SPDX-License-Identifier: Apache-2.0
// Training losses of logits, with their gradients; and the policy that a leash allows.
import { OUT } from './call.js';
import { matrixOrRow, refuse, scalar, vector } from './numbers.js';

const isRow = (value) => Array.isArray(value) || ArrayBuffer.isView(value);

/* Classes of rows of logits by their index; or, as null, rows of probabilities. */
function classes(targets, rows) {
    if (typeof targets === 'number') return vector('targets', [targets], 'i32', Int32Array);
    const soft = !isRow(targets) || isRow(targets[0]) || targets instanceof Float64Array || targets instanceof Float32Array ||
        (rows === 1 && Array.isArray(targets) && targets.length > 1);
    return soft ? null : vector('targets', targets, 'i32', Int32Array);
}

export function losses(caller) {
    const c = caller.functions;
    return {
        /** Cross-entropy in nats of rows of logits (one row: an array of numbers) and index targets, or rows of
         *  probabilities. {loss, rows, entropy, gradient}: `entropy` is the model's own. */
        crossEntropyLoss(logits, targets, options = {}) {
            const z = matrixOrRow('logits', logits), hard = classes(targets, z.rows);
            const rows = { loss: new Float64Array(z.rows), logSumExp: new Float64Array(z.rows),
                entropy: new Float64Array(z.rows), argmax: new BigInt64Array(z.rows) };
            const gradient = new Float64Array(z.data.length);
            const into = { data: gradient, rowStride: z.columns };
            const loss = hard
                ? c.kl_loss_cross_entropy(z, hard, options, rows, into, OUT)
                : c.kl_loss_soft_cross_entropy(z, matrixOrRow('targets', targets), options, rows, into, OUT);
            return { loss, rows: rows.loss, logSumExp: rows.logSumExp, entropy: rows.entropy,
                argmax: Int32Array.from(rows.argmax, Number), gradient };
        },
        /** The best policy on a leash, π ∝ reference·e^(rewards/β): {policy, reward, divergence}, nats. */
        policyOptimum(reference, rewards, beta) {
            const policy = new Float64Array(vector('rewards', rewards).length);
            return { ...c.kl_policy_optimum(reference, rewards, beta, policy, OUT), policy };
        },
        /** e^z over its sum. */
        softmax(logits) {
            const z = vector('logits', logits), policy = new Float64Array(z.length);
            z.forEach((x, i) => Number.isFinite(Number(x)) || refuse('value', `logits[${i}]`, 'a finite number', x, i));
            c.kl_policy_optimum(new Float64Array(z.length).fill(1), z, 1, policy, OUT);
            return policy;
        },
    };
}
