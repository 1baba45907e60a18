// SPDX-License-Identifier: Apache-2.0
// A convex f and the bell for two modes: what is shown is what kl, and for an f of one's own Python, say of the same.
import { dirname, join } from "node:path";
import test from "node:test";
import assert from "node:assert/strict";
import { exact, percent } from "../../docs/explore/number.js";
import { commanded, drawn, kl, numberIn, opensAgain, printed, pull, visit } from "./browser.mjs";

process.env.PYTHONPATH = join(dirname(kl), "python");
const ROWS = { divergence: "KL divergence", "divergence.reverse": "KL divergence, reversed", jensen_shannon: "Jensen–Shannon divergence",
    total_variation: "Total variation", "hellinger.squared": "Squared Hellinger distance", chi_square: "χ² divergence (Pearson)",
    le_cam: "Le Cam divergence" };
const SWAPPED = { divergence: ROWS["divergence.reverse"], "divergence.reverse": ROWS.divergence, chi_square: "χ² divergence (Neyman)" };

async function sameAsCommand(tab) {
    await drawn(tab);
    const text = await commanded(tab), f = await tab.locator("#f").inputValue();
    const [first, second, third] = text.split(/^(?=known distributions|the nearest model)/m).filter((part) => part.trim());
    const [value, swapped] = [await numberIn(tab, "D_f(P‖Q)"), await numberIn(tab, "D_f(Q‖P)")];
    if (f === "drawn") {
        const said = first.trim().split("\n").map((line) => (line.startsWith("inf") ? Infinity : Number(line)));
        assert.deepEqual([value, swapped], said.map((number) => exact(number)));
    } else {
        assert.equal(value, printed(first, ROWS[f], "A|B"));
        assert.equal(swapped, printed(first, SWAPPED[f] ?? ROWS[f], "A|B"));
    }
    assert.equal(await numberIn(tab, "KL(P‖Q)"), printed(second, "KL divergence", "A|B"));
    assert.equal(await numberIn(tab, "KL(Q‖P)"), printed(second, "KL divergence, reversed", "A|B"));
    return third;
}

for (const f of Object.keys(ROWS))
    test(`f of ${f}`, () => visit("#convex", async (tab) => {
        await tab.locator("#f").selectOption(f);
        await sameAsCommand(tab);
    }));

test("bars that are pulled, until Q says never", () => visit("#convex?f=chi_square", async (tab) => {
    await pull(tab, tab.locator('[data-bar="P3"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 3 }));
    await sameAsCommand(tab);
    await tab.locator('[data-bar="Q2"]').focus();
    await tab.keyboard.press("Home");
    assert.equal(await numberIn(tab, "D_f(P‖Q)"), "∞");
    await sameAsCommand(tab);
}));

test("an f that is drawn stays convex, and its divergence is Python's", () => visit("#convex?f=drawn", async (tab) => {
    await sameAsCommand(tab);
    await pull(tab, tab.locator('[data-corner="5"]'), (box) => ({ x: box.x, y: box.y - 200 }));
    await pull(tab, tab.locator('[data-corner="2"]'), (box) => ({ x: box.x, y: box.y + 300 }));
    await tab.locator('[data-corner="0"]').focus();
    await tab.keyboard.press("PageUp");
    await sameAsCommand(tab);
    await tab.waitForTimeout(250);
    const heights = new URL(tab.url()).hash.match(/heights=([^&]+)/)[1].split(",").map(Number), at = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4];
    const slopes = heights.slice(1).map((h, k) => (h - heights[k]) / (at[k + 1] - at[k]));
    assert.ok(slopes.every((slope, k) => k === 0 || slope >= slopes[k - 1] - 1e-9), String(heights));
}));

for (const [way, mean] of [["forward", -0.2], ["reverse", 2.5]])
    test(`the bell goes down, ${way}`, () => visit(`#convex?way=${way}&mean=1&scale=1`, async (tab) => {
        const first = await sameAsCommand(tab);
        const id = way === "forward" ? "KL(P‖Q)" : "KL(Q‖P)", row = way === "forward" ? "KL divergence" : "KL divergence, reversed";
        let before = Infinity;
        for (const step of ["0", "3", "30"]) {
            await tab.locator("#step").fill(step);
            const now = Number(await numberIn(tab, id));
            assert.ok(now < before);
            before = now;
            await sameAsCommand(tab);
        }
        assert.ok(Math.abs(Number(await numberIn(tab, "Mean")) - mean) < 0.1);
        /* Forward there is one end only; in reverse kl takes the better mode, and this bell the nearer one. */
        if (way === "forward") {
            assert.equal(String(before), printed(first, row, "A|model"));
            assert.equal(await numberIn(tab, "Mean"), printed(first, "mean", "model"));
            assert.equal(await numberIn(tab, "Standard deviation"), printed(first, "standard deviation", "model"));
            assert.equal(await numberIn(tab, "Of the target outside 99 % of the bell"), percent(Number(printed(first, "of A outside 99 % of the model", "A|model"))));
        } else
            assert.ok(before >= Number(printed(first, row, "A|model")));
    }));

test("modes and the bell are pulled by hand and by keys", () => visit("#convex?step=5", async (tab) => {
    for (const [grip, x, y] of [["left", -40, 0], ["right", 60, 0], ["bell", 90, 0], ["width", 30, 0]]) {
        const shown = await numberIn(tab, "KL(P‖Q)");
        await pull(tab, tab.locator(`[data-grip="${grip}"]`), (box) => ({ x: box.x + x, y: box.y + y }));
        assert.notEqual(await numberIn(tab, "KL(P‖Q)"), shown, grip);
        await tab.locator(`[data-grip="${grip}"]`).focus();
        const pulled = await numberIn(tab, "KL(P‖Q)");
        await tab.keyboard.press("ArrowLeft");
        assert.notEqual(await numberIn(tab, "KL(P‖Q)"), pulled, grip);
    }
    await tab.locator("#share").fill("0.3");
    await tab.locator("#step").fill("3");
    await tab.locator("#f").selectOption("drawn");
    await sameAsCommand(tab);
    await opensAgain(tab);
}));

test("the other direction, and back to the beginning", () => visit("#convex?mean=1&scale=2&step=9", async (tab) => {
    await sameAsCommand(tab);
    await tab.getByRole("button", { name: "in reverse" }).click();
    assert.deepEqual([Number(await numberIn(tab, "Mean")), Number(await numberIn(tab, "Standard deviation"))], [1, 2]);
    await tab.locator("#step").fill("4");
    await drawn(tab);
    assert.match(await tab.locator(".number", { hasText: "KL(Q‖P)" }).last().textContent(), /made least/);
    await sameAsCommand(tab);
    await tab.getByRole("button", { name: "Back to the beginning" }).click();
    assert.equal(Number(await numberIn(tab, "Mean")), 1);
    await tab.getByRole("button", { name: "forward" }).click();
    await sameAsCommand(tab);
}));

test("let go, the bell arrives by itself", () => visit("#convex?mean=-4&scale=0.5", async (tab) => {
    await tab.locator("#run").click();
    await tab.waitForFunction(() => [...document.querySelectorAll(".number")].some((box) => box.textContent.includes("arrived")), null, { timeout: 15000 });
    await sameAsCommand(tab);
}));

test("as many bars of P as of Q", () => visit("#convex?p=1,2,3", async (tab) => {
    assert.match(await tab.locator("#the-notice").textContent(), /3 bars of P and 5 of Q/);
    await sameAsCommand(tab);
}));

for (const junk of ["?f=nothing", "?f=drawn&heights=1,2,3,0,5,6,7,8", "?f=drawn&heights=0,1,0,0,0,1,0,1",
    "?mean=1e9&scale=0&step=99&way=up", "?p=1,0&q=0,1", "?left=-6&right=6&share=0.02&scale=0.2&mean=7"])
    test(`an address like ${junk}`, () => visit("#convex" + junk, async (tab) => {
        assert.match(await numberIn(tab, "D_f(P‖Q)"), /\d|∞/);
        assert.match(await numberIn(tab, "KL(Q‖P)"), /\d|∞/);
    }));
