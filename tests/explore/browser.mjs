// SPDX-License-Identifier: Apache-2.0
// The page in Debian's Chromium: opened from the file system, with what it must never do held against it.
import { isDeepStrictEqual } from "node:util";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before } from "node:test";
import assert from "node:assert/strict";

const require = createRequire(join(process.env.KL_NODE_PACKAGES, "here.cjs"));
const { chromium } = require("playwright-core");
export const axe = require("axe-core").source;
export const kl = process.env.KL;

const ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync"];
let browser, place, page;
/** Where the page and what it saves lie, and its commands run. */
export const folder = () => place;

before(async () => {
    place = mkdtempSync(join(tmpdir(), "explore-"));
    page = join(place, "page.html");
    execFileSync(kl, ["explore", "-o", page]);
    browser = await chromium.launch({ executablePath: process.env.KL_CHROMIUM, args: ARGUMENTS });
});

after(async () => {
    await browser?.close();
    rmSync(place, { recursive: true, force: true });
});

/**
 * `use(tab)` with the page open at an address. Afterwards: no error, nothing on the console, and not one request but
 * that for the file itself.
 */
export async function visit(hash, use, { width = 1280, height = 900, colorScheme = "light", locale = "en-US" } = {}) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale, acceptDownloads: true });
    const tab = await context.newPage(), wrong = [];
    tab.on("console", (message) => wrong.push(message.text()));
    tab.on("pageerror", (error) => wrong.push(String(error)));
    tab.on("request", (request) => /^(data|blob):/.test(request.url()) || request.url().split("#")[0] === address ||
        wrong.push("request: " + request.url()));
    const address = pathToFileURL(page).href;
    try {
        await tab.goto(address + hash);
        await tab.waitForSelector("main h1");
        await use(tab);
        assert.deepEqual(wrong, []);
    } finally {
        await context.close();
    }
}

/**
 * What the page's own thread spends on each frame that it draws during `use()`: {clock, processor} in milliseconds, of
 * the task that hands over what the hand did, computes, lays out and paints.
 */
export async function traced(tab, use) {
    await browser.startTracing(tab, { categories: ["devtools.timeline", "disabled-by-default-devtools.timeline"] });
    await use();
    const { traceEvents } = JSON.parse(await browser.stopTracing());
    const drawings = traceEvents.filter(({ name }) => name === "FireAnimationFrame"), { pid, tid } = drawings[0];
    const tasks = traceEvents.filter((event) => event.name === "RunTask" && event.pid === pid && event.tid === tid);
    return tasks.filter(({ ts, dur }) => drawings.some((at) => at.ts >= ts && at.ts <= ts + dur))
        .map(({ dur, tdur }) => ({ clock: dur / 1000, processor: tdur / 1000 }));
}

/** Until what was pulled is drawn. */
export const drawn = (tab) => tab.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** What stands in the box of numbers with this name. */
export async function numberIn(tab, name) {
    await drawn(tab);
    return (await tab.locator(".number", { has: tab.locator(".what", { hasText: new RegExp(`^${escaped(name)}$`) }) })
        .locator(".value span").first().textContent()).trim();
}

/** The address of a room as it is now shows the same numbers and the same command, opened anew. */
export async function opensAgain(tab) {
    await tab.waitForTimeout(250);
    const shown = async (page) => [await page.locator(".number .value").allTextContents(), await page.locator("#the-command").textContent()];
    const { hash } = new URL(tab.url()), before = await shown(tab);
    await visit(hash, async (other) => {
        await drawn(other);
        /* A text is read beside the page: what it was opened with comes a moment later. */
        for (let i = 0; i < 20 && !isDeepStrictEqual(await shown(other), before); i++)
            await other.waitForTimeout(100);
        assert.deepEqual(await shown(other), before);
    });
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What `kl` prints when the page's own command is run, with `more` words behind each line of kl. */
export async function commanded(tab) {
    await tab.waitForTimeout(250);
    const script = await tab.locator("#the-command").textContent();
    return execFileSync("sh", ["-ec", script], { cwd: place, encoding: "utf8",
        env: { ...process.env, PATH: `${dirname(kl)}:${process.env.PATH}`, NO_COLOR: "1" } });
}

/** The number that `kl` prints in the row that begins so, of its first or a later table. */
export function printed(text, row, of, nth = 0) {
    const found = text.split("\n").filter((line) => line.startsWith("  " + row + "  ") && (!of || line.includes(`  ${of}  `)));
    assert.ok(found.length > nth, `no row “${row}” in\n${text}`);
    return found[nth].slice(2 + row.length).trim().split(/\s+/)[of ? 1 : 0];
}

/** Pull an element of a picture to where `to(box)` says. */
export async function pull(tab, locator, to) {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox(), end = to(box);
    await tab.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await tab.mouse.down();
    await tab.mouse.move(end.x, end.y, { steps: 6 });
    await tab.mouse.up();
}
