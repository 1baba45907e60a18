// SPDX-License-Identifier: Apache-2.0
// Logits: the loss and what belongs to it is what kl prints of the softmax and the label.
import test from "node:test";
import assert from "node:assert/strict";
import { commanded, numberIn, opensAgain, printed, pull, visit } from "./browser.mjs";

async function sameAsCommand(tab) {
    const text = await commanded(tab), [smoothed, plain] = text.split(/^(?=known distributions)/m).slice(-2);
    const own = plain ?? smoothed;
    assert.equal(await numberIn(tab, "Cross-entropy, the loss"), printed(smoothed, "Cross-entropy", "A|B"));
    assert.equal(await numberIn(tab, "The least it can be"), printed(smoothed, "Entropy", "A"));
    assert.equal(await numberIn(tab, "What is left to learn"), printed(smoothed, "KL divergence", "A|B"));
    assert.equal(await numberIn(tab, "Loss without smoothing"), printed(own, "Cross-entropy", "A|B"));
    assert.equal(await numberIn(tab, "Perplexity"), printed(own, "Perplexity", "A|B"));
}

const slide = (tab, name, value) => tab.getByRole("slider", { name, exact: true }).first().fill(String(value));

test("as it opens", () => visit("#logits", sameAsCommand));
test("without smoothing", () => visit("#logits?z=1,0,-3&truth=2&smoothing=0", async (tab) => {
    await sameAsCommand(tab);
    assert.equal(await numberIn(tab, "Best lead of the true logit"), "∞");
    assert.ok(await tab.getByRole("button", { name: /Go to where/ }).isDisabled());
}));

test("each control moved", () => visit("#logits", async (tab) => {
    await slide(tab, "dog", 4.5);
    await sameAsCommand(tab);
    await tab.getByRole("radio", { name: "owl is the truth" }).check();
    await sameAsCommand(tab);
    await slide(tab, /Label smoothing/, 0.35);
    await sameAsCommand(tab);
    await tab.getByRole("button", { name: "One class more" }).click();
    await sameAsCommand(tab);
    await tab.getByRole("button", { name: "One class less" }).click();
    await sameAsCommand(tab);
    const dot = tab.locator("circle.grip"), before = await numberIn(tab, "Cross-entropy, the loss");
    await pull(tab, dot, (box) => ({ x: box.x + 150, y: box.y }));
    assert.notEqual(await numberIn(tab, "Cross-entropy, the loss"), before);
    await sameAsCommand(tab);
    await dot.focus();
    await tab.keyboard.press("ArrowRight");
    await sameAsCommand(tab);
    await opensAgain(tab);
}));

test("at the optimum of the lesson's label (.05, .05, .85, .05) the lead is ln 17", () =>
    visit("#logits?z=0,1,2,3&truth=3&smoothing=0.2", async (tab) => {
        assert.equal(await numberIn(tab, "Best lead of the true logit"), Math.log(17).toPrecision(5));
        await tab.getByRole("button", { name: /Go to where/ }).click();
        assert.ok(Number(await numberIn(tab, "What is left to learn")) < 1e-15);
        assert.equal(await numberIn(tab, "Cross-entropy, the loss"), await numberIn(tab, "The least it can be"));
    }));

test("the die has as many faces as the perplexity", () => visit("#logits?z=0,0,0,0&smoothing=0", async (tab) => {
    assert.equal(await numberIn(tab, "Perplexity"), "4");
    assert.equal(await tab.locator(".die path").count(), 4);
}));

for (const [address, names] of [["?z=1,2&truth=3", "truth"], ["?z=1,x&smoothing=2", "z, smoothing"], ["?z=1e9,0", "z"]])
    test(`an address like ${address} is told of`, () => visit("#logits" + address, async (tab) => {
        assert.ok((await tab.locator("#the-notice").textContent()).includes(`(${names})`));
        await sameAsCommand(tab);
    }));
