// SPDX-License-Identifier: Apache-2.0
// The bars: what is shown is what kl prints of the same weights.
import test from "node:test";
import assert from "node:assert/strict";
import { commanded, drawn, numberIn, printed, pull, visit } from "./browser.mjs";

const ROWS = [["KL(P‖Q)", "KL divergence", "A|B"], ["KL(Q‖P)", "KL divergence, reversed", "A|B"], ["Entropy H(P)", "Entropy", "A"],
    ["Entropy H(Q)", "Entropy", "B"], ["Cross-entropy H(P, Q)", "Cross-entropy", "A|B"],
    ["Jensen–Shannon divergence", "Jensen–Shannon divergence", "A|B"], ["Total variation", "Total variation", "A|B"],
    ["Hellinger distance", "Hellinger distance", "A|B"]];

async function sameAsCommand(tab) {
    const text = await commanded(tab);
    for (const [shown, row, of] of ROWS)
        assert.equal(await numberIn(tab, shown), printed(text, row, of), shown);
    const moved = text.split("transport")[1] ?? text;
    assert.equal(await numberIn(tab, "Wasserstein distance"), printed(moved, "Wasserstein distance W_1", "A|B"));
}

test("as it opens", () => visit("", sameAsCommand));

test("a bar that is pulled by hand takes its share, and all numbers follow", () => visit("", async (tab) => {
    const before = await numberIn(tab, "KL(P‖Q)");
    await pull(tab, tab.locator('[data-bar="P1"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
    assert.notEqual(await numberIn(tab, "KL(P‖Q)"), before);
    await sameAsCommand(tab);
}));

test("a bar that is pulled by keys", () => visit("#distributions?p=0.5,0.5&q=0.5,0.5", async (tab) => {
    assert.equal(await numberIn(tab, "KL(P‖Q)"), "0");
    await tab.locator('[data-bar="Q2"]').focus();
    for (let i = 0; i < 10; i++)
        await tab.keyboard.press("ArrowUp");
    await drawn(tab);
    assert.match(await tab.locator('[data-bar="Q2"]').getAttribute("aria-valuetext"), /60 %/);
    await sameAsCommand(tab);
}));

test("a zero in Q costs infinity and says how much of P it is", () => visit("", async (tab) => {
    await tab.locator('[data-bar="Q1"]').focus();
    await tab.keyboard.press("Home");
    assert.equal(await numberIn(tab, "KL(P‖Q)"), "∞");
    assert.match(await tab.locator(".number .says").first().textContent(), /one symbol impossible that makes up 50 % of P/);
    assert.equal(await tab.locator("svg text", { hasText: "∞" }).count(), 1);
    await sameAsCommand(tab);
}));

for (const [index, name] of ["threeSymbols", "twoDirections", "loadedDie", "neverSaid", "apart", "bells", "thousand"].entries())
    test(`the example ${name}`, () => visit("", async (tab) => {
        await tab.locator("select").selectOption(String(index));
        await sameAsCommand(tab);
    }));

test("where each bit comes from, in both directions", () => visit("#distributions?p=0.5,0.3,0.2&q=0.1,0.3,0.6", async (tab) => {
    const most = async () => /symbol (\d): ([\d.]+) bits/.exec(await tab.locator("figure p.soft").textContent()).slice(1);
    assert.deepEqual(await most(), ["1", (0.5 * Math.log2(5)).toPrecision(3)]);
    await tab.getByRole("button", { name: "KL(Q‖P)" }).click();
    await drawn(tab);
    assert.deepEqual(await most(), ["3", Number((0.6 * Math.log2(3)).toPrecision(3)).toString()]);
    await pull(tab, tab.locator('[data-bar="Q1"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 4 }));
    await sameAsCommand(tab);
}));

test("a bar is nothing after a double click", () => visit("", async (tab) => {
    await tab.locator('[data-bar="Q3"]').dblclick();
    await drawn(tab);
    assert.match(await tab.locator('[data-bar="Q3"]').getAttribute("aria-valuetext"), /^0 %/);
    await sameAsCommand(tab);
}));

test("a thousand bars, drawn over by hand and by keys, of either side", () => visit("#distributions", async (tab) => {
    await tab.locator("select").selectOption("6");
    const all = tab.locator('[data-bar="all"]'), shown = [];
    for (const side of ["Q", "P"]) {
        await tab.locator('[role="group"][aria-label="The hand pulls"]').getByRole("button", { name: side }).click();
        await pull(tab, all, (box) => ({ x: box.x + box.width * 0.7, y: box.y + box.height * 0.3 }));
        await all.focus();
        for (const key of ["ArrowRight", "PageUp"])
            await tab.keyboard.press(key);
        shown.push(await numberIn(tab, "Entropy H(P)"), await numberIn(tab, "Entropy H(Q)"));
        await sameAsCommand(tab);
    }
    assert.equal(shown[0] === shown[2], false);
    assert.equal(shown[1], shown[3]);
}));

test("more symbols and fewer", () => visit("", async (tab) => {
    await tab.getByRole("button", { name: "One symbol more" }).click();
    await sameAsCommand(tab);
    await tab.getByRole("button", { name: "One symbol less" }).click();
    await tab.getByRole("button", { name: "One symbol less" }).click();
    assert.ok(await tab.getByRole("button", { name: "One symbol less" }).isDisabled());
    await sameAsCommand(tab);
}));

test("the address is the state, and opens it again", () => visit("", async (tab) => {
    await pull(tab, tab.locator('[data-bar="P2"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + box.height * 0.8 }));
    await tab.waitForTimeout(250);
    const shown = await numberIn(tab, "KL(P‖Q)"), hash = new URL(tab.url()).hash;
    await visit(hash, async (other) => assert.equal(await numberIn(other, "KL(P‖Q)"), shown));
}));
