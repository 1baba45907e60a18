// SPDX-License-Identifier: Apache-2.0
// What the module asks of its host: Unicode, which every JavaScript has already. There are no files and no clock here;
// whatever else the C library would ask the system for is refused.

const FOLD = { boundary: 1, letter: 2, word: 4 };
const MARK = /\p{M}/u, LETTER = /\p{L}/u, NUMBER = /\p{N}/u;

/* Canonical combining class above 0, or a Hangul vowel or trailing consonant: what may join the letter before it
 * (src/text/fold.h). Every other code point begins a segment. */
const JOINS = /\p{M}|[\u1160-\u11FF\uD7B0-\uD7FF]|[\u{16D63}\u{16D67}-\u{16D6A}]/u;

function foldClass(codePoint) {
    if (codePoint >= 0xd800 && codePoint < 0xe000) return FOLD.boundary;
    const letter = String.fromCodePoint(codePoint);
    if (MARK.test(letter)) return FOLD.letter | FOLD.word;
    return (JOINS.test(letter) ? 0 : FOLD.boundary) |
        (LETTER.test(letter) ? FOLD.letter | FOLD.word : NUMBER.test(letter) ? FOLD.word : 0);
}

/* Full case folding (C + F) of one code point. Upper and back to lower case is that but for those that Unicode folds
 * otherwise: Cherokee to upper case, the dotless ı to itself, the capital ẞ as ß. */
function foldCase(letter) {
    const code = letter.codePointAt(0);
    if (code >= 0x13f8 && code <= 0x13fd) return String.fromCodePoint(code - 8);
    if (code >= 0xab70 && code <= 0xabbf) return String.fromCodePoint(code - 0xab70 + 0x13a0);
    if (code === 0x131 || (code >= 0x13a0 && code <= 0x13f5)) return letter;
    if (code === 0x1e9e) return 'ss';
    let folded = '';
    for (const upper of letter.toUpperCase()) folded += upper.toLowerCase();
    return folded;
}

function foldSegment(text) {
    let folded = '';
    for (const letter of text.normalize('NFD')) folded += foldCase(letter);
    return folded.normalize('NFC');
}

const ENOSYS = 52, EBADF = 8;

/** The imports of a module; `memory()` is its memory once it runs. */
export function imports(module, memory) {
    const utf8 = new TextDecoder();
    const known = {
        fold_class: foldClass,
        fold_segment(bytes, size, out) {
            const codes = Int32Array.from(foldSegment(utf8.decode(new Uint8Array(memory().buffer, bytes, size))),
                (letter) => letter.codePointAt(0));
            new Int32Array(memory().buffer, out, codes.length).set(codes);
            return codes.length;
        },
        emscripten_notify_memory_growth() {},
        environ_sizes_get(count, size) {
            new DataView(memory().buffer).setUint32(count, 0, true);
            new DataView(memory().buffer).setUint32(size, 0, true);
            return 0;
        },
        environ_get: () => 0,
    };
    const found = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
        found[from] ??= {};
        found[from][name] = known[name] ?? (() => (from.startsWith('wasi') ? EBADF : -ENOSYS));
    }
    return found;
}
