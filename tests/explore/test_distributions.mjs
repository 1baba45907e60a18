// SPDX-License-Identifier: Apache-2.0
// The bars: what is shown is what kl prints of the same weights.
import test from "node:test";
import assert from "node:assert/strict";
import { commanded, numberIn, printed, pull, visit } from "./browser.mjs";

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

test("sixty frames a second while a thousand bars are drawn over", () => visit("", async (tab) => {
    await tab.locator("select").selectOption("6");
    const target = tab.locator('[data-bar="all"]');
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox(), inside = await tab.context().newCDPSession(tab);
    /* The processor's time of the page's own thread: this machine may be busy with other things. */
    await inside.send("Performance.enable", { timeDomain: "threadTicks" });
    const spent = async () => (await inside.send("Performance.getMetrics")).metrics.find(({ name }) => name === "TaskDuration").value;
    await tab.evaluate(() => {
        window.frames_ = 0;
        const count = () => requestAnimationFrame(() => (window.frames_++, count()));
        count();
    });
    await tab.mouse.move(box.x + 10, box.y + box.height / 2);
    await tab.mouse.down();
    const before = await spent(), first = await tab.evaluate(() => window.frames_);
    for (let i = 0; i < 120; i++)
        await tab.mouse.move(box.x + 10 + (i / 120) * (box.width - 20), box.y + box.height * (0.5 + 0.4 * Math.sin(i / 9)));
    const seconds = (await spent()) - before, frames = (await tab.evaluate(() => window.frames_)) - first;
    await tab.mouse.up();
    assert.ok(frames >= 60, `${frames} frames`);
    assert.ok(seconds / frames < 1 / 60, `a frame takes ${(1000 * seconds / frames).toFixed(1)} ms`);
}));
