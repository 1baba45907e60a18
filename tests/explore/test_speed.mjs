// SPDX-License-Identifier: Apache-2.0
// How soon there is a number, and how smoothly a thousand bars follow the hand: by the wall clock. Only where the
// machine is busy with other things, so that the clock tells of those,
// by the processor's time of what the clock was about.
import { cpus, loadavg } from "node:os";
import test from "node:test";
import assert from "node:assert/strict";
import { traced, visit } from "./browser.mjs";

/** The share of a processor that a process gets which wants all of it. */
function share() {
    const before = process.cpuUsage(), begin = process.hrtime.bigint();
    while (process.hrtime.bigint() - begin < 200_000_000n);
    const { user, system } = process.cpuUsage(before);
    return (1000 * (user + system)) / Number(process.hrtime.bigint() - begin);
}
const isBusy = () => share() < 0.9 || loadavg()[0] > cpus().length;

/** Milliseconds within a bar: those of the clock, or on a busy machine those of the processor. */
function within(t, bar, clock, processor) {
    const found = `${clock.toFixed(1)} ms by the clock, ${processor.toFixed(1)} ms of the processor`;
    t.diagnostic(found);
    if (clock <= bar)
        return;
    assert.ok(isBusy(), `not within ${bar} ms: ${found}`);
    t.diagnostic("the machine is busy: the processor's time is held to the bar");
    assert.ok(processor <= bar, `not within ${bar} ms: ${found}`);
}

test("the first number is on the screen within a second", (t) => visit("", async (tab) => {
    assert.match(await tab.locator(".number .value").first().textContent(), /\d/);
    /* When what is largest was painted: words and numbers of the room come together. */
    const painted = () => tab.evaluate(() => new Promise((done) => new PerformanceObserver((list) =>
        done(list.getEntries().at(-1).startTime)).observe({ type: "largest-contentful-paint", buffered: true })));
    const room = () => tab.evaluate(() => performance.getEntriesByName("first room")[0].startTime);
    const clock = Math.max(await painted(), await room());
    /* Once more from the beginning: all that the page's processes spend, be it beside each other. */
    const inside = await tab.context().browser().newBrowserCDPSession();
    const spent = async () => (await inside.send("SystemInfo.getProcessInfo")).processInfo
        .filter(({ type }) => type === "renderer").reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
    const before = await spent();
    await tab.reload();
    await tab.waitForFunction(() => performance.getEntriesByName("first room").length);
    within(t, 1000, clock, (await spent()) - before);
}));

test("sixty frames a second while a thousand bars are drawn over", (t) => visit("", async (tab) => {
    await tab.locator("select").selectOption("6");
    const target = tab.locator('[data-bar="all"]');
    await target.scrollIntoViewIfNeeded();
    const box = await target.boundingBox();
    await tab.mouse.move(box.x + 10, box.y + box.height / 2);
    await tab.mouse.down();
    const frames = await traced(tab, async () => {
        for (let i = 0; i < 120; i++)
            await tab.mouse.move(box.x + 10 + (i / 120) * (box.width - 20), box.y + box.height * (0.5 + 0.4 * Math.sin(i / 9)));
    });
    await tab.mouse.up();
    assert.ok(frames.length >= 30, `${frames.length} frames`);
    /* So many frames in a second are the mean of their times by the clock. Of the processor's time the middle one:
     * single frames take more of it where others have emptied the caches. */
    const mean = frames.reduce((sum, { clock }) => sum + clock, 0) / frames.length;
    const processor = frames.map((frame) => frame.processor).sort((a, b) => a - b)[Math.floor(frames.length / 2)];
    within(t, 1000 / 60, mean, processor);
}));
