// SPDX-License-Identifier: Apache-2.0
// Languages: found as they are and enciphered, with the numbers that kl prints with the page's own profile.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import assert from "node:assert/strict";
import { commanded, folder, numberIn, printed, visit } from "./browser.mjs";

const answer = (tab) => tab.locator(".number.first .value").textContent();

async function saveProfile(tab) {
    const [download] = await Promise.all([tab.waitForEvent("download"), tab.getByRole("button", { name: /^Save languages/ }).click()]);
    await download.saveAs(join(folder(), download.suggestedFilename()));
}

async function sameAsCommand(tab) {
    await saveProfile(tab);
    const text = await commanded(tab);
    assert.equal(await numberIn(tab, "Cross-entropy"), printed(text, "cross-entropy", "A"));
    assert.match(text, new RegExp(`A is ${await answer(tab)}`));
    return text;
}

for (const [code, name] of [["de", "German"], ["en", "English"], ["fr", "French"], ["es", "Spanish"], ["pl", "Polish"],
    ["tr", "Turkish"], ["ru", "Russian"], ["uk", "Ukrainian"]])
    test(`the example in ${name}`, () => visit("#language", async (tab) => {
        await tab.locator("select").selectOption(code);
        assert.equal(await answer(tab), name);
        assert.match(await tab.locator(".number.first .says").textContent(), /^Sure/);
        await sameAsCommand(tab);
    }));

test("a text that is typed", () => visit("#language", async (tab) => {
    await tab.locator("textarea").fill("the quick brown fox jumps over the lazy dog and it's not sorry about that at all");
    await tab.waitForFunction(() => document.querySelector(".number.first .value").textContent === "English");
    await sameAsCommand(tab);
}));

for (const [code, name] of [["de", "German"], ["ru", "Russian"]])
    for (const [cipher, kind] of [["Caesar", "Caesar"], ["substitution", "substitution"]])
        test(`${name} under ${cipher}`, () => visit("#language", async (tab) => {
            await tab.locator("select").selectOption(code);
            const plain = await tab.locator("textarea").inputValue();
            await tab.getByRole("button", { name: cipher, exact: true }).click();
            await tab.waitForFunction(() => /^(Read|Too short)/.test(document.querySelector(".number.first .says").textContent), null,
                { timeout: 60000 });
            assert.equal(await answer(tab), name);
            assert.match(await tab.locator(".number.first .says").textContent(), new RegExp(`by: ${kind}`));
            const read = await tab.locator("p.cipher").last().textContent();
            const same = [...read].filter((letter, i) => letter === [...plain][i]).length;
            assert.ok(same / [...plain].length > 0.95, read);
        }));

test("nothing, emoji, digits: a calm word each", () => visit("#language", async (tab) => {
    for (const [text, words] of [["", /There is no text/], ["   \n", /There is no text/], ["😀😀 12345 !?", /no letter here/]]) {
        await tab.locator("textarea").fill(text);
        await tab.waitForFunction((source) => new RegExp(source).test(document.querySelector(".number.first .says").textContent), words.source);
        assert.equal(await answer(tab), "…");
    }
}));

test("a megabyte is pasted", () => visit("#language", async (tab) => {
    const text = readFileSync(new URL("../../examples/udhr/french.txt", import.meta.url), "utf8");
    const million = text.repeat(Math.ceil(1e6 / text.length)).slice(0, 1e6);
    await tab.locator("textarea").evaluate((area, value) => {
        area.value = value;
        area.dispatchEvent(new Event("input", { bubbles: true }));
    }, million);
    await tab.waitForFunction(() => document.querySelector(".number.first .value").textContent === "French", null, { timeout: 20000 });
    assert.match(await tab.locator("#the-notice").textContent(), /too long for an address/);
    await saveProfile(tab);
    writeFileSync(join(folder(), "text.txt"), million);
    assert.equal(await numberIn(tab, "Cross-entropy"), printed(await commanded(tab), "cross-entropy", "A"));
}));
