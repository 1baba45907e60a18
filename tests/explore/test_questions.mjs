// SPDX-License-Identifier: Apache-2.0
// The questions: an answer first, then the example; its numbers are kl's and the lesson's; what was answered is kept.
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import assert from "node:assert/strict";
import { percent } from "../../docs/explore/number.js";
import { drawn, kl, printed, visit } from "./browser.mjs";

const OPTIONS = { asymmetry: 1, smoothing: 2, twoModes: 0, apart: 2 }, WORDS = ["autoencoder", "perplexity", "diagnosis"];

async function answer(tab, id, option) {
    const box = tab.locator(`[data-question="${id}"]`);
    if (option === undefined)
        await box.locator("textarea").fill("I think so.");
    else
        await box.locator("input").nth(option).check();
    await box.locator("> button").click();
    await box.locator("table").waitFor();
    return box.locator("td.num").allTextContents();
}

/** What the box's own command prints. */
async function commanded(tab, id) {
    const script = await tab.locator(`[data-question="${id}"] pre`).textContent();
    return execFileSync("sh", ["-ec", script], { cwd: mkdtempSync(join(tmpdir(), "questions-")), encoding: "utf8",
        env: { ...process.env, PATH: `${dirname(kl)}:${process.env.PATH}`, NO_COLOR: "1" } });
}

test("nothing is told before there is an answer", () => visit("#questions", async (tab) => {
    assert.equal(await tab.locator("td.num").count(), 0);
    await tab.locator('[data-question="asymmetry"] > button').click();
    await tab.locator('[data-question="perplexity"] > button').click();
    await drawn(tab);
    assert.match(await tab.locator("#the-notice").textContent(), /Answer first/);
    assert.equal(await tab.locator("td.num").count(), 0);
}));

test("a price in each direction", () => visit("#questions", async (tab) => {
    const [there, back] = await answer(tab, "asymmetry", 1), text = await commanded(tab, "asymmetry");
    assert.deepEqual([there, back], [printed(text, "KL divergence", "A|B"), printed(text, "KL divergence, reversed", "A|B")]);
    assert.deepEqual([Number(there).toFixed(1), Number(back).toFixed(1)], ["0.5", "0.8"]);
    assert.match(await tab.locator('[data-question="asymmetry"] .answer').textContent(), /^Yes\./);
}));

test("a wrong answer is told what is right", () => visit("#questions", async (tab) => {
    const [hard, soft] = await answer(tab, "smoothing", 1);
    assert.match(await tab.locator('[data-question="smoothing"] .answer').textContent(), /^Not quite\. It was finite, and now it is infinite/);
    assert.ok(Math.abs(Number(hard) + Math.log2(0.6)) < 1e-4);
    assert.deepEqual([soft, printed(await commanded(tab, "smoothing"), "Cross-entropy", "A|B")], ["∞", "∞"]);
}));

test("two modes: the numbers of L19", () => visit("#questions", async (tab) => {
    const found = await answer(tab, "twoModes", 0), text = await commanded(tab, "twoModes");
    const reverse = text.slice(text.lastIndexOf("the nearest model"));
    assert.deepEqual([found[0], found[1]], [printed(text, "mean", "model"), printed(text, "standard deviation", "model")]);
    assert.deepEqual([found[3], found[4]], [printed(reverse, "mean", "model"), printed(reverse, "standard deviation", "model")]);
    assert.deepEqual([found[0], found[1], found[3], found[4]].map((x) => Number(x).toFixed(3)), ["-0.205", "2.331", "-1.998", "0.703"]);
}));

/** As the page shows a share that kl prints. */
const asShare = (text) => percent(Number(text));

test("what is missed of the modes is what kl says", () => visit("#questions", async (tab) => {
    for (const [id, option] of [["twoModes", 0], ["autoencoder"]]) {
        const found = await answer(tab, id, option), text = await commanded(tab, id), cut = text.lastIndexOf("the nearest model");
        for (const [k, part] of [text.slice(0, cut), text.slice(cut)].entries()) {
            assert.equal(Number(found[3 * k + 1]), Number(printed(part, "standard deviation", "model")));
            assert.ok(Math.abs(Math.abs(Number(found[3 * k])) - Math.abs(Number(printed(part, "mean", "model")))) < 1e-9);
            const missed = printed(part, "of A outside 99 % of the model", "A|model");
            assert.ok(found[3 * k + 2] === asShare(missed) || Number(missed) < 1e-20, `${found[3 * k + 2]}, not ${missed}`);
        }
    }
}));

test("without overlap: the numbers of L23", () => visit("#questions", async (tab) => {
    const found = await answer(tab, "apart", 2), text = await commanded(tab, "apart");
    assert.deepEqual(found.map((x) => (x === "∞" ? x : Number(x))), ["∞", 1, 20, "∞", 1, 40]);
    assert.deepEqual(found.slice(3), [printed(text, "KL divergence", "A|B"), printed(text, "Jensen–Shannon divergence", "A|B"),
        printed(text, "Wasserstein distance W_1", "A|B")]);
}));

test("the reflections: the numbers of L20, L13 and L26", () => visit("#questions", async (tab) => {
    const latent = await answer(tab, "autoencoder");
    assert.ok(Math.abs(Number(latent[0])) < 1e-3 && Math.abs(Math.abs(Number(latent[3])) - 0.937) < 1e-3);
    const dice = await answer(tab, "perplexity"), thrown = await commanded(tab, "perplexity");
    assert.deepEqual(dice.map(Number), [6, 100, 100]);
    assert.deepEqual(dice.slice(1), [0, 1].map((nth) => printed(thrown, "Perplexity", "A|B", nth)));
    const missed = (await answer(tab, "diagnosis")).map(parseFloat);
    assert.deepEqual(missed, [0.5, 8.6, 5.9, 100]);
    const text = await commanded(tab, "diagnosis");
    assert.deepEqual([0, 1].map((nth) => (100 * Number(printed(text, "of A outside 99 % of the model", "A|model", nth))).toFixed(1)), ["0.5", "5.9"]);
}));

test("what was answered is kept, counted and forgotten", () => visit("#questions", async (tab) => {
    for (const [id, option] of Object.entries(OPTIONS))
        await answer(tab, id, id === "apart" ? 0 : option);
    await answer(tab, WORDS[0]);
    assert.match(await tab.locator("#progress").textContent(), /5 of 7; right: 3 of 4/);
    await tab.reload();
    await tab.waitForSelector("main h1");
    assert.match(await tab.locator("#progress").textContent(), /5 of 7; right: 3 of 4/);
    assert.equal(await tab.locator('[data-question="autoencoder"] textarea').inputValue(), "I think so.");
    assert.equal(await tab.locator("table").count(), 5);
    await tab.getByRole("button", { name: "Forget my answers" }).click();
    await drawn(tab);
    assert.match(await tab.locator("#progress").textContent(), /0 of 7/);
    assert.equal(await tab.locator("table").count(), 0);
}));

for (const kept of ["{", "null", "[]", '{"asymmetry":9,"apart":"x","perplexity":7}', '"' + "x".repeat(1e5) + '"'])
    test(`other words under our name: ${kept.slice(0, 20)}`, () => visit("#questions", async (tab) => {
        await tab.evaluate((text) => localStorage.setItem("kullback.answers", text), kept);
        await tab.reload();
        await tab.waitForSelector("main h1");
        assert.match(await tab.locator("#progress").textContent(), /0 of 7/);
    }));
