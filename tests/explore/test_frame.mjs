// SPDX-License-Identifier: Apache-2.0
// What holds in every room: access, looks, languages, exports, addresses that mean harm.
import { readFileSync, statSync } from "node:fs";
import test from "node:test";
import assert from "node:assert/strict";
import { axe, drawn, visit } from "./browser.mjs";

const ROOMS = await roomsOf();

/** Words of pictures that do not lie within their picture, from left to right. */
function outside() {
    return [...document.querySelectorAll("main svg text")].filter((text) => {
        const inner = text.getBoundingClientRect(), outer = text.ownerSVGElement.getBoundingClientRect();
        return text.textContent && (inner.left < outer.left - 1 || inner.right > outer.right + 1);
    }).map((text) => text.textContent);
}

/** The ids of the rooms, as the page's own list has them. */
async function roomsOf() {
    const list = readFileSync(new URL("../../docs/explore/rooms.js", import.meta.url), "utf8");
    return list.match(/rooms = \[([^\]]+)\]/)[1].split(",").map((name) => name.trim()).filter(Boolean);
}

for (const room of ROOMS)
    for (const [width, colorScheme, locale] of [[360, "light", "ru-RU"], [1440, "dark", "en-US"], [1440, "light", "ru-RU"], [360, "dark", "en-US"]])
        test(`${room} can be used by everybody: ${width} px, ${colorScheme}, ${locale}`, () => visit("#" + room, async (tab) => {
            await tab.evaluate(axe);
            const { violations } = await tab.evaluate(() => axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"] }));
            assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), []);
            const [inside, wide] = await tab.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
            assert.ok(inside <= wide, `the page is ${inside} wide in ${wide}`);
            assert.deepEqual(await tab.evaluate(outside), []);
            assert.equal(await tab.evaluate(() => document.documentElement.lang), locale.slice(0, 2));
        }, { width, height: 800, colorScheme, locale }));

for (const room of ROOMS)
    test(`${room}: the keyboard reaches everything`, () => visit("#" + room, async (tab) => {
        /* A picture's many sliders share one stop: arrows lead from one to the next. */
        const wanted = await tab.evaluate(() => [...document.querySelectorAll("a, button, select, input, textarea, [tabindex='0']")]
            .filter((node) => !node.disabled && node.getClientRects().length && node.type !== "radio").length);
        const seen = new Set();
        for (let i = 0; i < wanted + 10; i++) {
            await tab.keyboard.press("Tab");
            seen.add(await tab.evaluate(() => {
                window.stops ??= new Map();
                const node = document.activeElement;
                return stops.get(node) ?? (stops.set(node, stops.size), stops.size - 1);
            }));
        }
        assert.ok(seen.size >= wanted, `${seen.size} of ${wanted}`);
    }));

for (const room of ROOMS)
    for (const junk of ["?p=&q=", "?p=0,0&q=0,0", "?p=1e999&z=NaN", "?p=-1,2&q=1,1&z=1,1e9&truth=77&smoothing=-3",
        "?p=" + "1,".repeat(5000) + "1", "?text=%F0%9F%98%80%F0%9F%98%80", "?text=%", "?%00=%00&key=9e99&cipher=rot", "?x=<script>alert(1)</script>"])
        test(`${room}: an address like ${junk.slice(0, 40)}`, () => visit("#" + room + junk, async (tab) => {
            assert.ok((await tab.locator("main").innerText()).length > 200);
            assert.equal(await tab.locator("main .message:visible").count(), 0);
        }));

test("an unknown room", () => visit("#nowhere?a=b", async (tab) => {
    assert.match(await tab.locator("#the-notice").textContent(), /no room “nowhere”/);
    assert.match(await tab.locator(".number .value").first().textContent(), /\d/);
}));

test("language and light are switched and kept", () => visit("", async (tab) => {
    await tab.locator("#the-language").click();
    await drawn(tab);
    assert.match(await tab.locator("h1").textContent(), /распределени/);
    await tab.locator("#the-theme").click();
    await tab.locator("#the-theme").click();
    await drawn(tab);
    assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), "dark");
    await tab.reload();
    await tab.waitForSelector("main h1");
    assert.match(await tab.locator("h1").textContent(), /распределени/);
    assert.equal(await tab.evaluate(() => document.documentElement.dataset.theme), "dark");
}));

for (const room of ROOMS.filter((name) => name !== "questions"))
    test(`${room}: the picture as SVG and as PNG`, () => visit("#" + room, async (tab) => {
        for (const [kind, head] of [["SVG", "<svg"], ["PNG", "\x89PNG"]]) {
            const [download] = await Promise.all([tab.waitForEvent("download"),
                tab.getByRole("button", { name: `Save the picture as ${kind}` }).click()]);
            const path = await download.path(), file = readFileSync(path);
            assert.ok(file.toString("latin1").startsWith(head), kind);
            assert.ok(statSync(path).size > 1000);
            /* It is a picture by itself: as large as it says, and not of one colour. */
            const type = kind === "SVG" ? "image/svg+xml" : "image/png";
            const { width, height, colours } = await tab.evaluate(lookAt, `data:${type};base64,${file.toString("base64")}`);
            assert.ok(width >= 200 && height >= 40 && colours >= 3, `${kind}: ${width} × ${height}, ${colours} colours`);
        }
    }));

/** How large an image is, and how many colours are in it. */
async function lookAt(address) {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas"), { width, height } = image;
    Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    context.drawImage(image, 0, 0);
    return { width, height, colours: new Set(new Uint32Array(context.getImageData(0, 0, width, height).data.buffer)).size };
}

test("command and link are copied", () => visit("#clouds?x=3", async (tab) => {
    await tab.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const copied = async (name) => {
        await tab.getByRole("button", { name, exact: true }).click();
        await tab.waitForFunction(() => document.querySelector("#the-notice").textContent === "Copied.");
        return tab.evaluate(() => navigator.clipboard.readText());
    };
    assert.equal(await copied("Copy"), await tab.locator("#the-command").textContent());
    assert.equal(await copied("Copy a link to this state"), tab.url());
}));

test("the skip link leads into the room", () => visit("", async (tab) => {
    await tab.keyboard.press("Tab");
    await tab.keyboard.press("Enter");
    assert.equal(await tab.evaluate(() => document.activeElement.id), "the-room");
}));

test("a room that was left writes no address", () => visit("#language", async (tab) => {
    await tab.locator("textarea").fill("a text of one's own, and what comes of it is waited for by nobody");
    await tab.locator("nav a").nth(2).click();
    await tab.waitForTimeout(600);
    assert.match(new URL(tab.url()).hash, /^#\/logits/);
}));

test("an address that has changed is not written over before its room is shown", () => visit("#language", async (tab) => {
    await tab.locator("textarea").fill("a text of one's own");
    await tab.evaluate(() => history.replaceState(null, "", "#logits"));
    await tab.waitForTimeout(600);
    assert.equal(new URL(tab.url()).hash, "#logits");
}));

test("back leads to the room before", () => visit("", async (tab) => {
    const first = await tab.locator("h1").textContent();
    await tab.locator("nav a").nth(1).click();
    await tab.waitForFunction((text) => document.querySelector("h1").textContent !== text, first);
    await tab.goBack();
    await tab.waitForFunction((text) => document.querySelector("h1").textContent === text, first);
}));
