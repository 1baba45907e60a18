// SPDX-License-Identifier: Apache-2.0
// The joint table and the bottleneck: what is shown is what kl prints of the same table.
import test from "node:test";
import assert from "node:assert/strict";
import { commanded, drawn, numberIn, printed, pull, visit } from "./browser.mjs";

async function sameAsCommand(tab) {
    await drawn(tab);
    const text = await commanded(tab), point = text.slice(text.lastIndexOf("what must be kept"));
    const [joint, margins] = text.split(/^(?=known distributions)/m).filter((part) => part.startsWith("known"));
    const told = await numberIn(tab, "I(X;Y)"), { x, y } = await edges(tab);
    assert.equal(told, printed(point, "I(X;Y): what there is to tell", "A"));
    assert.ok(Math.abs(Number(told) - Number(printed(joint, "KL divergence", "A|B"))) <= 1e-5 * Number(told) + 1e-14);
    assert.equal(await numberIn(tab, "H(X, Y)"), printed(joint, "Entropy", "A"));
    assert.equal(await numberIn(tab, "H(X)"), printed(margins, "Entropy", "A"));
    assert.equal(await numberIn(tab, "H(Y)"), printed(margins, "Entropy", "B"));
    const share = Number(told) / Number(printed(margins, "Entropy", "B"));
    assert.ok(Math.abs(parseFloat(await numberIn(tab, "Of Y told by X")) - 100 * share) <= 0.51, String(share));
    assert.equal(x.length * y.length, await tab.locator("[data-cell]").count());
    assert.equal(await numberIn(tab, "rate I(T;X)"), printed(point, "rate I(T;X): what is kept", "A"));
    assert.equal(await numberIn(tab, "relevance I(T;Y)"), printed(point, "relevance I(T;Y): what it tells", "A"));
    const clusters = await numberIn(tab, "Clusters");
    assert.match(point, clusters === "1" ? /one cluster for all/ : new RegExp(`in ${clusters} clusters tell`));
}

/** The totals of rows and columns beside the first table, as percentages. */
async function edges(tab) {
    const words = await tab.locator("svg").first().locator(".heat text").allTextContents(), size = await tab.locator("[data-cell]").count();
    const rows = words.filter((text) => /^x\d$/.test(text)).length, totals = words.slice(size + rows + size / rows).map(parseFloat);
    return { x: totals.slice(0, rows), y: totals.slice(rows) };
}

test("totals at the edges, products and ratios", () => visit("#joint?rows=2&columns=3&w=4,1,0,1,3,7", async (tab) => {
    const numbers = (nth) => tab.locator("svg").nth(nth).locator(".heat text").allTextContents();
    assert.deepEqual((await numbers(0)).slice(0, 6), ["25 %", "6.3 %", "0 %", "6.3 %", "19 %", "44 %"]);
    assert.deepEqual(await edges(tab), { x: [31, 69], y: [31, 25, 44] });
    assert.deepEqual((await numbers(1)).slice(0, 6), [25, 20, 35, 55, 44, 77].map((w) => (100 * w / 256).toFixed(w < 25.6 ? 1 : 0) + " %"));
    const ratios = [[4, 25], [1, 20], [0, 35], [1, 55], [3, 44], [7, 77]].map(([w, of]) => Math.log2((16 * w) / of));
    (await numbers(2)).slice(0, 6).forEach((text, i) => assert.equal(text, ratios[i] === -Infinity ? "-∞"
        : (ratios[i] > 0 ? "+" : "") + Number(ratios[i].toPrecision(2))));
}));

for (const [index, name] of ["weather", "independent", "function", "rare"].entries())
    test(`the example ${name}`, () => visit("#joint?beta=5", async (tab) => {
        await tab.locator("main select").selectOption(String(index));
        if (name === "independent")
            return assert.equal(await numberIn(tab, "I(X;Y)"), "0");
        await sameAsCommand(tab);
    }));

test("a cell that is pulled by hand", () => visit("#joint", async (tab) => {
    const before = await numberIn(tab, "I(X;Y)");
    await pull(tab, tab.locator('[data-cell="4"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + 4 }));
    assert.notEqual(await numberIn(tab, "I(X;Y)"), before);
    await sameAsCommand(tab);
}));

test("a cell that is pulled by keys, and its neighbour", () => visit("#joint?rows=2&columns=2&w=1,1,1,1", async (tab) => {
    assert.equal(await numberIn(tab, "I(X;Y)"), "0");
    await tab.locator('[data-cell="0"]').focus();
    await tab.keyboard.press("ArrowRight");
    await tab.keyboard.press("Home");
    await drawn(tab);
    assert.equal(await tab.locator('[data-cell="1"]').getAttribute("aria-valuenow"), "0");
    assert.ok(await tab.locator('[data-cell="1"]').evaluate((node) => node === document.activeElement), "the hand stays at its cell");
    await sameAsCommand(tab);
    await tab.keyboard.press("ArrowRight");
    await tab.keyboard.press("Home");
    await sameAsCommand(tab);
}));

test("β by its slider, by keys at the dot, and by hand along the curve", () => visit("#joint", async (tab) => {
    await tab.locator("#beta").fill("150");
    await sameAsCommand(tab);
    await tab.locator('[data-grip="beta"]').focus();
    await tab.keyboard.press("PageDown");
    await sameAsCommand(tab);
    await tab.keyboard.press("ArrowLeft");
    await drawn(tab);
    assert.equal(await tab.locator('[data-grip="beta"]').getAttribute("aria-valuenow"), "139");
    await sameAsCommand(tab);
    await tab.keyboard.press("Home");
    assert.equal(await numberIn(tab, "Clusters"), "1");
    await pull(tab, tab.locator('[data-grip="beta"]'), (box) => ({ x: box.x + 400, y: box.y }));
    assert.notEqual(await numberIn(tab, "Clusters"), "1");
    await sameAsCommand(tab);
}));

test("rows and columns, more and fewer", () => visit("#joint", async (tab) => {
    for (const name of ["More rows", "More columns", "More rows", "Fewer columns", "Fewer rows", "More rows"]) {
        await tab.getByRole("button", { name }).click();
        await sameAsCommand(tab);
    }
    assert.equal(await tab.locator("[data-cell]").count(), 15);
}));

test("a table without weight is told calmly, and comes back", () => visit("#joint?rows=2&columns=2&w=0,0,0,0", async (tab) => {
    assert.match(await tab.locator(".message:visible").textContent(), /no distribution/);
    assert.equal(await numberIn(tab, "I(X;Y)"), "–");
    await tab.locator('[data-cell="0"]').focus();
    await tab.keyboard.press("End");
    await drawn(tab);
    assert.equal(await tab.locator(".message:visible").count(), 0);
    assert.equal(await numberIn(tab, "I(X;Y)"), "0");
}));

test("a row and a column without weight", () => visit("#joint?rows=3&columns=3&w=4,0,1,0,0,0,1,0,3", sameAsCommand));

test("weights far apart", () => visit("#joint?rows=2&columns=2&w=1e6,1e-6,1,1e-300", async (tab) => {
    assert.match(await numberIn(tab, "I(X;Y)"), /^\d/);
    await sameAsCommand(tab);
}));

test("the address is the state", () => visit("#joint", async (tab) => {
    await tab.locator("#beta").fill("90");
    await pull(tab, tab.locator('[data-cell="2"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
    await tab.waitForTimeout(250);
    const shown = [await numberIn(tab, "I(X;Y)"), await numberIn(tab, "rate I(T;X)")], { hash } = new URL(tab.url());
    await visit(hash, async (other) =>
        assert.deepEqual([await numberIn(other, "I(X;Y)"), await numberIn(other, "rate I(T;X)")], shown));
}));

test("sizes without weights are told of", () => visit("#joint?rows=5&columns=4", async (tab) => {
    assert.match(await tab.locator("#the-notice").textContent(), /no weights for a table of 5 × 4/);
    assert.equal(await tab.locator("[data-cell]").count(), 9);
}));

for (const junk of ["?rows=99&columns=-1", "?rows=2&columns=2&w=1,2,3", "?w=NaN,1&beta=inf", "?rows=6&columns=6&w=-1", "?beta=0"])
    test(`an address like ${junk}`, () => visit("#joint" + junk, async (tab) => assert.match(await numberIn(tab, "I(X;Y)"), /\d/)));
