// SPDX-License-Identifier: Apache-2.0
// Languages of texts, also of enciphered ones.
import { OUT } from "kullback";
import { bytes, c, kl } from "../compute.js";

const NONE = 0xffffffff;
const kept = {};

/** The profile of languages that is in the page. */
export const languages = () => bytes("languages");

/** A detector of all languages and one of each, made once. */
function detectors() {
    if (kept.all)
        return kept;
    const data = languages();
    kept.profile = c().kl_language_profile_parse(data, data.length, OUT);
    kept.codes = Array.from({ length: c().kl_language_count(kept.profile) }, (_, i) => c().kl_language_code(kept.profile, i));
    kept.one = kept.codes.map((code) => c().kl_language_detector_new(kept.profile, { only: [code], onlyCount: 1 }, OUT));
    kept.all = c().kl_language_detector_new(kept.profile, null, OUT);
    return kept;
}

function answerOf(detector, data) {
    c().kl_language_detector_add(detector, data, data.length);
    return c().kl_language_detector_finish(detector, OUT);
}

const bits = (nats) => c().kl_estimate_convert({ value: nats, unit: "nats", method: "exact" }, "bits").value;

/** Which language, how sure, and what a letter costs in it; code "" where there is no letter. */
export function detect(text) {
    const { all, codes } = detectors();
    const { best, status, posterior, crossEntropy, margin, symbols } = answerOf(all, new TextEncoder().encode(text));
    if (best === NONE)
        return { code: "", symbols: 0 };
    return { code: codes[best], status, posterior, bits: bits(crossEntropy), margin: bits(margin), symbols };
}

/** What a letter would cost in each language, the cheapest first. */
export function rivals(text, most) {
    const { one, codes } = detectors(), data = new TextEncoder().encode(text);
    return codes.map((code, i) => ({ code, bits: bits(answerOf(one[i], data).crossEntropy) }))
        .filter(({ bits }) => isFinite(bits)).sort((a, b) => a.bits - b.bits).slice(0, most);
}

/* ── Ciphers, in a worker: trying keys takes a second or two ── */

/** The bytes of the page's models of letters. */
export const ciphers = () => bytes("ciphers");

/** What the worker does: read a ciphertext. */
export function read(profile, text) {
    kept.solver ??= kl().cipherProfile(profile);
    const { best, status } = kept.solver.solve(text);
    return best && { kind: best.kind, code: best.code, key: best.key, text: best.text, posterior: best.posterior,
        bits: bits(best.crossEntropy), status };
}

let worker, waiting = null;

/** Read a ciphertext; null where nothing makes sense. What was asked before and is not answered is forgotten. */
export function solve(text) {
    return new Promise((done, failed) => {
        if (!worker) {
            const source = document.getElementById("the-script").textContent;
            worker = new Worker(URL.createObjectURL(new Blob([source], { type: "text/javascript" })), { type: "module" });
            worker.postMessage({ library: bytes("library"), ciphers: ciphers() });
            worker.onmessage = ({ data: { error, reading } }) => error ? waiting.failed(new Error(error)) : waiting.done(reading);
        }
        waiting = { done, failed };
        worker.postMessage({ text });
    });
}
