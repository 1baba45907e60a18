// SPDX-License-Identifier: Apache-2.0
// Languages of texts, also of enciphered ones.
import { bytes, kl } from "../compute.js";

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

let worker, turn = 0, waiting = null;

/** Read a ciphertext; null where nothing makes sense. What was asked before and is not answered is forgotten. */
export function solve(text) {
    return new Promise((done, failed) => {
        if (!worker) {
            const source = document.getElementById("the-script").textContent;
            worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })));
            worker.postMessage({ library: bytes("library"), ciphers: ciphers() });
            worker.onerror = (event) => waiting.failed(new Error(event.message));
            worker.onmessage = ({ data }) => {
                if (data.turn !== turn)
                    return;
                if (data.error === undefined)
                    waiting.done(data.reading);
                else
                    waiting.failed(new Error(data.error));
            };
        }
        waiting = { done, failed };
        worker.postMessage({ text, turn: ++turn });
    });
}
