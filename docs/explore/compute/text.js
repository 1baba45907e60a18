// SPDX-License-Identifier: Apache-2.0
// Languages of texts, also of enciphered ones.
import { bytes, kl } from "../compute.js";
import { newest } from "../newest.js";

const kept = {};

/** The profiles that are in the page: of languages, and of letters for ciphers. */
export const languages = () => bytes("languages");
export const ciphers = () => bytes("ciphers");

function profile() {
    kept.profile ??= kl().languageProfile(languages());
    return kept.profile;
}

/** Which language, how sure, and what a letter costs in it; code "" where there is no letter. */
export function detect(text) {
    const { best, status, posterior, crossEntropy, margin, symbols } = profile().detect(text);
    return best ? { code: best.code, status, posterior, bits: crossEntropy, margin, symbols } : { code: "", symbols: 0 };
}

/** What a letter would cost in each language, the cheapest first. */
export const rivals = (text, most) =>
    profile().costs(text).slice(0, most).map(({ code, crossEntropy }) => ({ code, bits: crossEntropy }));

/* ── Ciphers, in a worker: trying keys takes a second or two ── */

/** What the worker does: read a ciphertext. */
export function read(profile, text) {
    kept.solver ??= kl().cipherProfile(profile);
    const { best, status, margin, posterior } = kept.solver.solve(text);
    return best && { kind: best.kind, code: best.code, key: best.key, text: best.text, posterior, status,
        bits: kl().bits(best.crossEntropy), margin: kl().bits(margin) };
}

let worker;

const readings = newest((text) => worker.postMessage({ text }));

function begin() {
    const source = document.getElementById("the-script").textContent;
    worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
    worker.postMessage({ library: bytes("library"), ciphers: ciphers() });
    worker.onerror = (event) => readings.ended(new Error(event.message));
    worker.onmessage = ({ data }) => readings.ended(data.error === undefined ? null : new Error(data.error), data.reading);
}

/** Read a ciphertext; null where nothing makes sense. One search runs at a time, and then that of the newest text. */
export function solve(text) {
    if (!worker)
        begin();
    return readings.ask(text);
}
