// SPDX-License-Identifier: Apache-2.0
// The leash: what is shown is what kl says of the policy and the library of its reward.
import { dirname, join } from "node:path";
import test from "node:test";
import assert from "node:assert/strict";
import { exact, percent } from "../../docs/explore/number.js";
import { commanded, drawn, kl, numberIn, printed, pull, visit } from "./browser.mjs";

process.env.PYTHONPATH = join(dirname(kl), "python");

async function sameAsCommand(tab) {
    await drawn(tab);
    const text = await commanded(tab), told = /reward=([-\d.e]+), divergence=([-\d.e]+)/.exec(text);
    assert.equal(await numberIn(tab, "KL(π‖π₀)"), printed(text, "KL divergence", "A|B"));
    assert.equal(await numberIn(tab, "Reward, on average"), exact(Number(told[1])));
    assert.equal(await numberIn(tab, "Answers in use"), printed(text, "Perplexity", "A|B", 1));
    const policy = /policy=array\('d', \[([^\]]+)\]/.exec(text.replace(/\s+/g, " "))[1].split(",").map(Number);
    assert.equal(await numberIn(tab, "Of answers nonsense"), percent(policy.at(-1)));
    assert.equal(await numberIn(tab, "Reward of the reference"), exact(Number(/reward=([-\d.e]+)/.exec(text.slice(text.lastIndexOf("reward=")))[1])));
}

test("as it opens: the table of the story", () => visit("#leash", async (tab) => {
    assert.equal(Number(await numberIn(tab, "Reward, on average")).toFixed(3), "0.682");
    assert.equal(Number(await numberIn(tab, "KL(π‖π₀)")).toFixed(3), "0.130");
    await sameAsCommand(tab);
}));

for (const [beta, reward, bits] of [["4", "0.548", "0.008"], ["2", "0.592", "0.032"], ["0.5", "0.992", "0.841"], ["0.25", "2.772", "8.482"]])
    test(`β = ${beta}, as docs/story-leash.md has it`, () => visit("#leash?beta=" + beta, async (tab) => {
        assert.equal(Number(await numberIn(tab, "Reward, on average")).toFixed(3), reward);
        assert.equal(Number(await numberIn(tab, "KL(π‖π₀)")).toFixed(3), bits);
        await sameAsCommand(tab);
    }));

test("both ends of the slider", () => visit("#leash", async (tab) => {
    await tab.locator("#beta").fill("0");
    assert.equal(await numberIn(tab, "Reward, on average"), "3");
    assert.equal(await numberIn(tab, "Of answers nonsense"), "100 %");
    assert.match(await tab.locator(".number .says").first().textContent(), /no leash: all goes to .* “nonsense”/);
    await sameAsCommand(tab);
    await tab.locator("#beta").fill("120");
    assert.equal(await numberIn(tab, "KL(π‖π₀)"), "0");
    assert.equal(await numberIn(tab, "Reward, on average"), await numberIn(tab, "Reward of the reference"));
    await tab.waitForTimeout(250);
    assert.match(new URL(tab.url()).hash, /beta=inf/);
    await tab.locator("#beta").fill("20");
    await drawn(tab);
    assert.match(await tab.locator(".number .says").first().textContent(), /Collapse/);
    await sameAsCommand(tab);
}));

test("the reference by keys, and back to the example", () => visit("#leash?beta=0.5", async (tab) => {
    await tab.locator('[data-reference="0"]').focus();
    await tab.keyboard.press("PageDown");
    await drawn(tab);
    assert.equal(await tab.locator('[data-reference="0"]').getAttribute("aria-valuetext"), "20 %");
    await sameAsCommand(tab);
    await tab.getByRole("button", { name: "Back to the example" }).click();
    await drawn(tab);
    assert.equal(await tab.locator('[data-reference="0"]').getAttribute("aria-valuetext"), "30 %");
    await sameAsCommand(tab);
}));

test("the reference, the rewards and the dot are pulled", () => visit("#leash", async (tab) => {
    await pull(tab, tab.locator('[data-reference="4"]'), (box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 3 }));
    await sameAsCommand(tab);
    await pull(tab, tab.locator('[data-reward="0"]'), (box) => ({ x: box.x + 5, y: box.y - 40 }));
    await sameAsCommand(tab);
    await tab.locator('[data-reward="2"]').focus();
    await tab.keyboard.press("PageUp");
    await drawn(tab);
    assert.equal(await tab.locator('[data-reward="2"]').getAttribute("aria-valuenow"), "1");
    await sameAsCommand(tab);
    const before = await numberIn(tab, "KL(π‖π₀)");
    await pull(tab, tab.locator('[data-grip="beta"]'), (box) => ({ x: box.x + 300, y: box.y - 100 }));
    assert.notEqual(await numberIn(tab, "KL(π‖π₀)"), before);
    await sameAsCommand(tab);
    await tab.locator('[data-grip="beta"]').focus();
    await tab.keyboard.press("Home");
    await tab.waitForTimeout(250);
    const shown = await numberIn(tab, "Reward, on average"), { hash } = new URL(tab.url());
    assert.match(hash, /beta=0$/);
    await visit(hash, async (other) => assert.equal(await numberIn(other, "Reward, on average"), shown));
}));

test("with no leash those that are worth the most are named, and only those that are given", () =>
    visit("#leash?p=0,1,2,1,0&r=3,3,3,1,3&beta=0", async (tab) => {
        assert.match(await tab.locator(".number .says").first().textContent(), /“right \/ dull”/);
        await sameAsCommand(tab);
    }));

test("an answer that the reference never gives is never given", () => visit("#leash?p=1,1,0,0,0&r=0,1,2,3,4&beta=0", async (tab) => {
    assert.equal(await numberIn(tab, "Reward, on average"), "1");
    assert.equal(await numberIn(tab, "Of answers nonsense"), "0 %");
}));

for (const junk of ["?p=0,0,0,0,0", "?p=1,2&r=1", "?r=1e99,0,0,0,0", "?beta=-1", "?beta=NaN", "?beta=1e-300"])
    test(`an address like ${junk}`, () => visit("#leash" + junk, async (tab) => assert.match(await numberIn(tab, "Reward, on average"), /\d/)));
