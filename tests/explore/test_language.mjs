// SPDX-License-Identifier: Apache-2.0
// Languages: found as they are and enciphered, with the numbers that kl prints with the page's own profile.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import assert from "node:assert/strict";
import { percent } from "../../docs/explore/number.js";
import { commanded, drawn, folder, numberIn, opensAgain, printed, visit } from "./browser.mjs";

const answer = (tab) => tab.locator(".number.first .value").textContent();

async function saveProfiles(tab) {
    for (const button of await tab.getByRole("button", { name: /^Save (languages|ciphers)/ }).all()) {
        const [download] = await Promise.all([tab.waitForEvent("download"), button.click()]);
        await download.saveAs(join(folder(), download.suggestedFilename()));
    }
}

/** Until a reading of the ciphertext is there. */
const isRead = (tab) => tab.waitForFunction(() => /^(Read|Too short)/.test(document.querySelector(".number.first .says").textContent), null, { timeout: 60000 });

/** The reading's numbers are those of kl lang --cipher with the page's own models. */
async function readAsCommand(tab) {
    await isRead(tab);
    await saveProfiles(tab);
    const text = await commanded(tab), found = text.slice(text.indexOf("which language, under"));
    assert.equal(await numberIn(tab, "Cross-entropy"), printed(found, "cross-entropy as read", "A"));
    assert.equal(await numberIn(tab, "Lead over the next language"), printed(found, "log-odds against the second", "A"));
    assert.match(found, new RegExp(`A is ${await answer(tab)}`));
    const share = percent(Number(printed(found, "probability of the language", "A")));
    assert.ok((await tab.locator(".number.first .says").textContent()).includes(`${share} of the belief`), share);
    const key = (await tab.locator("p.soft", { hasText: "The key:" }).textContent()).replace("The key: ", "");
    assert.ok(found.replace(/\s/g, "").includes(key.replace(/\s/g, "")), key);
}

async function sameAsCommand(tab) {
    await saveProfiles(tab);
    const text = await commanded(tab);
    assert.equal(await numberIn(tab, "Cross-entropy"), printed(text, "cross-entropy", "A"));
    assert.equal(await numberIn(tab, "Lead over the next language"), printed(text, "log-odds against the second", "A"));
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
    await tab.locator("textarea").fill("it’s 100 % sure: 'quotes', a & b = c?\n№ 1; the end of it #1");
    /* The command may come with what the page put into its address before. */
    await tab.waitForFunction(() => document.querySelector("#the-command").textContent.includes("№ 1") && location.hash.includes("%231"));
    await opensAgain(tab);
    const before = await tab.locator(".number .value").nth(1).textContent();
    await tab.locator("textarea").fill("the quick brown fox jumps over the lazy dog and it's not sorry about that at all");
    await tab.waitForFunction((was) => document.querySelectorAll(".number .value")[1].textContent !== was, before);
    await sameAsCommand(tab);
}));

for (const [code, name] of [["de", "German"], ["ru", "Russian"]])
    for (const [cipher, kind] of [["Caesar", "Caesar"], ["substitution", "substitution"]])
        test(`${name} under ${cipher}`, () => visit("#language", async (tab) => {
            await tab.locator("select").selectOption(code);
            const plain = await tab.locator("textarea").inputValue();
            await tab.getByRole("button", { name: cipher, exact: true }).click();
            await readAsCommand(tab);
            assert.equal(await answer(tab), name);
            assert.match(await tab.locator(".number.first .says").textContent(), new RegExp(`by: ${kind}`));
            const read = await tab.locator("p.cipher").last().textContent();
            const same = [...read].filter((letter, i) => letter === [...plain][i]).length;
            assert.ok(same / [...plain].length > 0.95, read);
        }));

test("a Caesar of another shift, and another key", () => visit("#language?cipher=shift", async (tab) => {
    await isRead(tab);
    const seen = () => tab.locator("p.cipher").first().textContent();
    await tab.getByRole("slider").fill("7");
    await tab.waitForFunction(() => document.querySelector("p.cipher").textContent.startsWith("Hssl Tluzjolu"));
    await readAsCommand(tab);
    assert.match(await tab.locator("p.soft", { hasText: "The key:" }).textContent(), /7$/);
    await tab.getByRole("button", { name: "substitution", exact: true }).click();
    const first = await seen();
    await tab.getByRole("button", { name: "Another key" }).click();
    assert.notEqual(await seen(), first);
    await readAsCommand(tab);
    assert.equal(await answer(tab), "German");
}));

test("a key is one of the text's own alphabet", () => visit("#language?cipher=shift&key=30", async (tab) => {
    assert.match(await tab.locator("#the-notice").textContent(), /could not be used \(key\)/);
    assert.equal(await tab.getByRole("slider").inputValue(), "3");
    await tab.locator("select").selectOption("ru");
    await drawn(tab);
    assert.equal(await tab.getByRole("slider").getAttribute("max"), "32");
    await tab.getByRole("slider").fill("30");
    await readAsCommand(tab);
    await tab.locator("select").selectOption("de");
    await drawn(tab);
    assert.deepEqual([await tab.getByRole("slider").getAttribute("max"), await tab.getByRole("slider").inputValue()], ["25", "3"]);
    await readAsCommand(tab);
}));

test("what a letter would cost in each language", () => visit("#language", async (tab) => {
    const shown = await tab.locator("figure svg text.strong").allTextContents();
    assert.deepEqual(shown, ["German", await numberIn(tab, "Cross-entropy")]);
    const costs = (await tab.locator("figure svg text").allTextContents()).map(Number).filter((cost) => cost > 0);
    assert.equal(costs.length, 8);
    assert.deepEqual(costs, [...costs].sort((a, b) => a - b));
}));

test("nothing, emoji, digits: a calm word each", () => visit("#language", async (tab) => {
    for (const [text, words] of [["", /There is no text/], ["   \n", /There is no text/], ["😀😀 12345 !?", /no letter here/]]) {
        await tab.locator("textarea").fill(text);
        await tab.waitForFunction((source) => new RegExp(source).test(document.querySelector(".number.first .says").textContent), words.source);
        assert.equal(await answer(tab), "…");
    }
}));

test("what is too long for an address is told of, in any script", () => visit("#language", async (tab) => {
    await tab.locator("textarea").fill("слово и дело ".repeat(400));
    await tab.waitForFunction(() => /too long for an address/.test(document.querySelector("#the-notice").textContent));
    assert.equal(new URL(tab.url()).hash, "#/language");
}));

test("a megabyte is pasted", () => visit("#language", async (tab) => {
    const text = readFileSync(new URL("../../examples/udhr/french.txt", import.meta.url), "utf8");
    const million = text.repeat(Math.ceil(1e6 / text.length)).slice(0, 1e6);
    await tab.locator("textarea").evaluate((area, value) => {
        area.value = value;
        area.dispatchEvent(new Event("input", { bubbles: true }));
    }, million);
    await tab.waitForFunction(() => document.querySelector(".number.first .value").textContent === "French", null, { timeout: 20000 });
    await tab.waitForFunction(() => /too long for an address/.test(document.querySelector("#the-notice").textContent));
    await saveProfiles(tab);
    writeFileSync(join(folder(), "text.txt"), million);
    assert.equal(await numberIn(tab, "Cross-entropy"), printed(await commanded(tab), "cross-entropy", "A"));
}));
