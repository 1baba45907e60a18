// SPDX-License-Identifier: Apache-2.0
// Both languages say everything, with the same places in it.
import { readFileSync } from "node:fs";
import test from "node:test";
import assert from "node:assert/strict";
import en from "../../docs/explore/words/en.js";
import ru from "../../docs/explore/words/ru.js";
import { READABLE } from "../../docs/explore/cipher.js";
import abi from "../../web/package/dist/abi.js";
import { load } from "../../web/package/src/index.js";

const places = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(" ");

test("an answer about a cipher has words, whatever its status", () => {
    for (const status of Object.keys(abi.enums.kl_cipher_status))
        assert.ok(en.language[`status${status}`], status);
});

test("the languages that ciphers are read in", async () => {
    const ciphers = (await load()).cipherProfile(readFileSync(new URL("../../web/profiles/ciphers.kls", import.meta.url)));
    const has = (code) => {
        try {
            return ciphers.solve("", { only: [code] }).status === "undetermined";
        } catch {
            return false;
        }
    };
    const all = "be bg ca cs da de el en es et fi fr hr hu id it lt lv mk nl no pl pt ro ru sk sl sv tr uk".split(" ");
    assert.deepEqual(all.filter(has), READABLE);
});

for (const part of Object.keys(en))
    test(`the words of ${part}`, () => {
        assert.deepEqual(Object.keys(ru[part] ?? {}).sort(), Object.keys(en[part]).sort());
        for (const [key, text] of Object.entries(en[part])) {
            assert.equal(places(ru[part][key]), places(text), key);
            assert.ok(!/[а-яё]/i.test(text) || key === "other", `${key} in English: ${text}`);
        }
    });
