// SPDX-License-Identifier: Apache-2.0
// The best policy on a leash.
import { kl, measure, shares } from "../compute.js";

/** π ∝ π₀ e^(r/β): {policy, reward, divergence in bits, perplexity, before: π₀, referenceReward}. */
export function optimum(reference, rewards, beta) {
    const { policy, reward, divergence } = kl().policyOptimum(reference, rewards, beta);
    return { policy: [...policy], reward, divergence: kl().bits(divergence), perplexity: measure("perplexity", policy, null).value, before: shares(reference),
        referenceReward: kl().policyOptimum(reference, rewards, Infinity).reward };
}

/** Reward and divergence of the best policy for each of some β. */
export function frontier(reference, rewards, betas) {
    return betas.map((beta) => {
        const { reward, divergence } = kl().policyOptimum(reference, rewards, beta);
        return { reward, divergence: kl().bits(divergence) };
    });
}
