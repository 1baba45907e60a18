// SPDX-License-Identifier: Apache-2.0
// Both languages say everything, with the same places in it.
import test from "node:test";
import assert from "node:assert/strict";
import en from "../../docs/explore/words/en.js";
import ru from "../../docs/explore/words/ru.js";

const places = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(" ");

for (const part of Object.keys(en))
    test(`the words of ${part}`, () => {
        assert.deepEqual(Object.keys(ru[part] ?? {}).sort(), Object.keys(en[part]).sort());
        for (const [key, text] of Object.entries(en[part])) {
            assert.equal(places(ru[part][key]), places(text), key);
            assert.ok(!/[а-яё]/i.test(text) || key === "other", `${key} in English: ${text}`);
        }
    });
