// SPDX-License-Identifier: Apache-2.0
// Softmax, and what a classifier loses.
import { kl, measure } from "../compute.js";

const nats = { unit: "nats" };

/** The label with a share `smoothing` of it spread over all classes. */
function targetOf({ z, truth, smoothing }) {
    return z.map((_, i) => Number(((i === truth ? 1 - smoothing : 0) + smoothing / z.length).toPrecision(15)));
}

/** All that the room of logits shows. */
export function classify(state) {
    const { z, truth } = state, target = targetOf(state), label = z.map((_, i) => (i === truth ? 1 : 0)), q = kl().softmax(z);
    const other = target[truth === 0 ? 1 : 0];
    return {
        softmax: q, target,
        loss: { value: kl().crossEntropyLoss([z], [target]).loss },
        plain: { value: kl().crossEntropyLoss([z], [label]).loss },
        least: measure("entropy", target, null, nats),
        excess: measure("divergence", target, q, nats),
        perplexity: measure("perplexity", label, q),
        /* ln(t/s) is how far apart two coins are at most that show heads with t and with s. */
        gap: measure("renyi", [target[truth], 1 - target[truth]], [other, 1 - other], { parameter: Infinity, ...nats }),
    };
}

/** The loss with the true logit at each of some values. */
export function lossAlong(state, values) {
    const target = targetOf(state);
    return kl().crossEntropyLoss(values.map((value) => state.z.with(state.truth, value)), values.map(() => target)).rows;
}
