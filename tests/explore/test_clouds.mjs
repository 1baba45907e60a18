// SPDX-License-Identifier: Apache-2.0
// Two clouds: what is shown is what kl and kl ot print of the same cells.
import test from "node:test";
import assert from "node:assert/strict";
import { exact } from "../../docs/explore/number.js";
import { commanded, drawn, numberIn, printed, pull, visit } from "./browser.mjs";

const ROWS = [["KL(A‖B)", "KL divergence"], ["KL(B‖A)", "KL divergence, reversed"],
    ["Jensen–Shannon divergence", "Jensen–Shannon divergence"]];

async function sameAsCommand(tab) {
    await drawn(tab);
    const text = await commanded(tab);
    for (const [shown, row] of ROWS)
        assert.equal(await numberIn(tab, shown), printed(text, row, "A|B"), shown);
    assert.equal(await numberIn(tab, "Wasserstein distance W₁"), printed(text, "cost of moving A onto B", "A|B"));
}

for (const address of ["", "?x=0&y=0", "?x=3&y=2&radius=5", "?x=0&y=0&radius=6", "?x=-7&y=-7&radius=1", "?x=25&y=7"])
    test(`as ${address || "it opens"}`, () => visit("#clouds" + address, sameAsCommand));

test("without overlap only transport changes", () => visit("#clouds", async (tab) => {
    const at = async () => Promise.all(["KL(A‖B)", "Jensen–Shannon divergence", "Wasserstein distance W₁"].map((name) => numberIn(tab, name)));
    assert.deepEqual(await at(), ["∞", "1", "12"]);
    await tab.locator('[data-grip="cloud"]').focus();
    for (let i = 0; i < 5; i++)
        await tab.keyboard.press("ArrowRight");
    assert.deepEqual(await at(), ["∞", "1", "17"]);
    for (let i = 0; i < 17; i++)
        await tab.keyboard.press("ArrowLeft");
    assert.deepEqual(await at(), ["0", "0", "0"]);
    await tab.keyboard.press("ArrowUp");
    await sameAsCommand(tab);
}));

test("what is said of a cell further is what is there", () => visit("#clouds?x=2&y=1&radius=6", async (tab) => {
    const ids = ["KL(A‖B)", "KL(B‖A)", "Jensen–Shannon divergence", "Wasserstein distance W₁"];
    const says = (id) => tab.locator(".number", { hasText: id }).locator(".says").textContent();
    const promised = await Promise.all(ids.map(async (id) => /right it is (\S+), to the left (\S+), up (\S+), down (\S+?)\.$/.exec(await says(id))?.slice(1)));
    for (const [nth, x, y] of [[0, 3, 1], [1, 1, 1], [2, 2, 0], [3, 2, 2]])
        await visit(`#clouds?x=${x}&y=${y}&radius=6`, async (other) => {
            for (const [k, id] of ids.entries())
                if (promised[k])
                    assert.equal(await numberIn(other, id), promised[k][nth], `${id}, ${nth}`);
                else
                    assert.equal(await numberIn(other, id), "∞");
        });
    assert.ok(promised[2] && promised[3]);
}));

test("the arrow of transport points from one cloud to the other, also where they overlap", () => visit("#clouds?x=3&y=4", async (tab) => {
    assert.equal(await numberIn(tab, "Wasserstein distance W₁"), "5");
    assert.match(await tab.locator(".number.first .says").textContent(), new RegExp(`right it is ${exact(Math.hypot(4, 4))}, to the left ${exact(Math.hypot(2, 4))},`));
    const [, x, y, u, v] = /^M([\d.]+) ([\d.]+)L([\d.]+),([\d.]+)/.exec(await tab.locator("path.line[stroke-width]").getAttribute("d")).map(Number);
    assert.ok(Math.abs((v - y) / (u - x) - 4 / 3) < 0.05 && u < x, `${u - x}, ${v - y}`);
}));

test("pulled by hand, in both directions, and made larger", () => visit("#clouds", async (tab) => {
    await pull(tab, tab.locator('[data-grip="cloud"]'), (box) => ({ x: box.x + box.width / 2 - 60, y: box.y + box.height / 2 + 45 }));
    await drawn(tab);
    assert.match(await tab.locator('[data-grip="cloud"]').getAttribute("aria-valuetext"), /-\d up/);
    await sameAsCommand(tab);
    await tab.locator("#radius").fill("6");
    await sameAsCommand(tab);
    await tab.waitForTimeout(250);
    const shown = await numberIn(tab, "Wasserstein distance W₁"), { hash } = new URL(tab.url());
    await visit(hash, async (other) => assert.equal(await numberIn(other, "Wasserstein distance W₁"), shown));
}));

test("inside a larger cloud KL is finite one way", () => visit("#clouds?x=0&y=0&radius=6", async (tab) => {
    assert.match(await numberIn(tab, "KL(A‖B)"), /^\d/);
    assert.equal(await numberIn(tab, "KL(B‖A)"), "∞");
}));

for (const junk of ["?x=1e9&y=NaN&radius=0", "?x=1.5", "?radius=-2"])
    test(`an address like ${junk}`, () => visit("#clouds" + junk, async (tab) => assert.match(await numberIn(tab, "Wasserstein distance W₁"), /\d/)));
