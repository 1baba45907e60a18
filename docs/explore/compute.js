// SPDX-License-Identifier: Apache-2.0
// The only door to the library: every number on the page comes through here and compute/,
// none is worked out in JavaScript.
import { load } from "kullback";

const library = {}, files = {};

/** A file that stands in the page, packed. */
async function unpack(name) {
    const text = atob(document.getElementById("data-" + name).textContent), packed = new Uint8Array(text.length);
    for (let i = 0; i < packed.length; i++)
        packed[i] = text.charCodeAt(i);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    files[name] = new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The bytes of such a file: "library", "languages" or "ciphers". */
export const bytes = (name) => files[name];

/** Start the library, before the first room; in a worker from bytes that it is given. */
export async function start(source) {
    if (!source)
        await Promise.all(["library", "languages", "ciphers"].map(unpack));
    library.kl = await load(source ?? files.library);
}

/** The package `kullback`. */
export const kl = () => library.kl;

/** Weights divided by their total. */
export const shares = (weights) => kl().shares(weights);

/** One measure in the unit that `kl` prints it in; `infinite` says which mass is where the other side has none. */
export function measure(id, p, q, { parameter, unit = "bits" } = {}) {
    const { value, unit: own, notes } = kl().divergence(id, p, q, { parameter, unit });
    const note = notes.find(({ flag }) => flag === "infinite");
    return { value, unit: own, infinite: note ? { count: note.count, mass: note.mass } : null };
}

/** All that the room of two distributions shows of weights p and q. */
export function pair(p, q) {
    const a = Float64Array.from(p), b = Float64Array.from(q), places = Float64Array.from(p, (_, i) => i + 1);
    return {
        divergence: measure("divergence", a, b), reverse: measure("divergence", b, a), entropy: measure("entropy", a, null),
        entropyOfQ: measure("entropy", b, null), crossEntropy: measure("cross_entropy", a, b),
        jensenShannon: measure("jensen_shannon", a, b), totalVariation: measure("total_variation", a, b),
        hellinger: measure("hellinger", a, b),
        /* Of shares, as kl ot has them: one rounding less would be another last digit. */
        wasserstein: { value: kl().distance1d(places, places, { a: shares(a), b: shares(b) }), unit: "data", infinite: null },
    };
}

/** The bits of KL(P‖Q) by symbol. */
export const terms = (p, q) => kl().contributions("divergence", p, q, { unit: "bits" });
