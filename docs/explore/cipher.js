// SPDX-License-Identifier: Apache-2.0
// Enciphering a text letter by letter: what no alphabet has (digits, blanks, ä, é) stays, as does the case.

/** The languages that ciphers are read in here (tools/make_web_profiles.py). */
export const READABLE = ["cs", "de", "en", "es", "fr", "it", "nl", "pl", "ru", "uk"];

const ALPHABETS = ["abcdefghijklmnopqrstuvwxyz", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"];
const UKRAINIAN = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя", BULGARIAN = "абвгдежзийклмнопрстуфхцчшщъьюя";

/** The alphabet that a text is written in. */
export function alphabetOf(text) {
    if (!/[а-яё]/i.test(text.slice(0, 2000)))
        return ALPHABETS[0];
    return /[іїєґ]/i.test(text) ? UKRAINIAN : /[ыэё]/i.test(text) ? ALPHABETS[1] : BULGARIAN;
}

function replaced(text, from, to) {
    const table = new Map();
    [...from].forEach((letter, i) => table.set(letter, to[i]).set(letter.toUpperCase(), to[i].toUpperCase()));
    return Array.from(text, (letter) => table.get(letter) ?? letter).join("");
}

export function shift(text, by) {
    const letters = alphabetOf(text), turn = by % letters.length;
    return replaced(text, letters, letters.slice(turn) + letters.slice(0, turn));
}

/** Each letter another one, by an order that the number `key` stands for. */
export function substitute(text, key) {
    const letters = alphabetOf(text), order = [...letters];
    let state = key >>> 0;
    for (let i = order.length - 1; i > 0; i--) {
        state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
        const j = Math.floor((state / 2 ** 32) * (i + 1));
        [order[i], order[j]] = [order[j], order[i]];
    }
    return replaced(text, letters, order.join(""));
}
