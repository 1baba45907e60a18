// SPDX-License-Identifier: Apache-2.0
// The frame: which room, in which language and light, what the address says, and what every room ends with.
import { html } from "./draw.js";
import { copyText, savePNG, saveSVG } from "./export.js";
import { format, LONGEST, parse } from "./state.js";
import { rooms } from "./rooms.js";
import * as compute from "./compute.js";
import * as memory from "./memory.js";
import en from "./words/en.js";
import ru from "./words/ru.js";

const languages = { en, ru };
const themes = ["auto", "light", "dark"];
const find = (id) => document.getElementById(id);
let language = languages[memory.get("language")] ? memory.get("language") : navigator.language.startsWith("ru") ? "ru" : "en";
let theme = themes.includes(memory.get("theme")) ? memory.get("theme") : "auto";

/** The words of a part, with {name} filled in. */
function speaker(part) {
    return (key, values = {}) => {
        const text = languages[language][part][key] ?? languages.en[part][key];
        if (text === undefined)
            throw new Error(`no words for ${part}.${key}`);
        return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    };
}
const t = speaker("frame");

/** What is done when a room's state has changed, the clock that waits for it, and the address of what is shown. */
let update = () => {}, resting, shownAt;

let silence;
function notice(text) {
    const place = find("the-notice");
    place.textContent = text;
    place.hidden = false;
    clearTimeout(silence);
    silence = setTimeout(() => (place.hidden = true), 7000);
}

/** What a room is given: see CONTRIBUTING.md. One that was left, and still ends something, says no more. */
function roomApp(room, root, values) {
    const unused = new Set();
    return {
        t: speaker(room.id),
        language,
        notice: (text) => root.isConnected && notice(text),
        memory,
        /** What the address says of `name`, as `read(text)` makes it;
         *  `otherwise` where it says nothing or nothing of use. */
        from(name, read, otherwise) {
            if (!(name in values))
                return otherwise;
            const value = read(values[name]);
            if (value !== null)
                return value;
            if (!unused.size)
                queueMicrotask(() => notice(t("address", { names: [...unused].join(", ") })));
            unused.add(name);
            return otherwise;
        },
        /** Put the state into the address, and what depends on it (the command) on the page; when the hand rests, as a
         *  browser takes few addresses a second. */
        to(state) {
            if (!root.isConnected)
                return;
            clearTimeout(resting);
            resting = setTimeout(() => {
                if (location.hash !== shownAt) // another room is on its way
                    return;
                const address = format(room.id, state), fits = address.length <= LONGEST;
                history.replaceState(null, "", fits ? address : format(room.id, {}));
                shownAt = location.hash;
                if (!fits)
                    notice(t("long"));
                update();
            }, 120);
        },
    };
}

function show({ focus = false } = {}) {
    clearTimeout(resting);
    update = () => {};
    shownAt = location.hash;
    const { room: name, values } = parse(shownAt);
    const room = rooms.find(({ id }) => id === name) ?? rooms[0];
    if (name && room.id !== name)
        notice(t("nowhere", { name: name.slice(0, 40) }));
    const root = html("div", {}), title = speaker(room.id)("title");
    document.title = title + " · Kullback";
    find("the-room").replaceChildren(html("h1", {}, title), root);
    document.querySelectorAll("#the-rooms a").forEach((link) =>
        link.hash === format(room.id, {}) ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
    document.querySelector("#the-rooms a[aria-current]").scrollIntoView({ block: "nearest", inline: "center" });
    try {
        const shown = room.mount(root, roomApp(room, root, values));
        find("the-room").append(take(room, shown));
    } catch (error) {
        console.warn(error);
        root.append(html("p", { class: "message" }, t("broken", { message: error.message }), " ",
            html("button", { type: "button", onclick: () => go(room.id) }, t("again"))));
    }
    if (focus)
        find("the-room").focus({ preventScroll: true }), scrollTo(0, 0);
}

function go(id) {
    history.pushState(null, "", format(id, {}));
    show({ focus: true });
}

/** The command, the link and the picture. `shown` is what mount returned: {command(), figure()},
 *  each may be missing. */
function take(room, shown = {}) {
    const section = html("section", { class: "take", "aria-labelledby": "the-take" }, html("h2", { id: "the-take" }, t("take")));
    const button = (text, onclick) => html("button", { type: "button", onclick }, text);
    const copy = async (text) => notice(t((await copyText(text)) ? "copied" : "uncopied"));
    if (shown.command) {
        const text = html("pre", { tabindex: 0, "aria-label": t("command"), id: "the-command" });
        update = () => (text.textContent = shown.command());
        update();
        section.append(html("p", { class: "soft" }, t("command")),
            html("div", { class: "command" }, text, button(t("copy"), () => copy(text.textContent))));
    }
    const row = html("div", { class: "row" }, button(t("link"), () => copy(location.href)));
    if (shown.figure)
        row.append(button(t("svg"), () => saveSVG(shown.figure(), "kullback-" + room.id)),
            button(t("png"), () => savePNG(shown.figure(), "kullback-" + room.id).catch(() => notice(t("unsaved")))));
    section.append(row);
    return section;
}

function dress() {
    document.documentElement.lang = language;
    const dark = theme === "dark" || (theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    find("the-language").textContent = t("other");
    find("the-language").lang = language === "en" ? "ru" : "en";
    find("the-theme").replaceChildren("◐ ", html("span", { class: "wide" }, t("theme", { mode: t(theme) })));
    find("the-theme").setAttribute("aria-label", t("theme", { mode: t(theme) }));
    find("the-skip").textContent = t("skip");
    find("the-rooms").setAttribute("aria-label", t("rooms"));
    find("the-rooms").firstElementChild.replaceChildren(...rooms.map((room) =>
        html("li", {}, html("a", { href: format(room.id, {}) }, speaker(room.id)("name")))));
}

function switches() {
    find("the-language").addEventListener("click", () => {
        language = language === "en" ? "ru" : "en";
        memory.set("language", language);
        dress();
        show();
    });
    find("the-theme").addEventListener("click", () => {
        theme = themes[(themes.indexOf(theme) + 1) % themes.length];
        memory.set("theme", theme);
        dress();
        show();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", dress);
    find("the-skip").addEventListener("click", (event) => {
        event.preventDefault();
        find("the-room").focus();
    });
    addEventListener("hashchange", () => show({ focus: true }));
    addEventListener("error", (event) => notice(t("broken", { message: event.message })));
}

/** The page, from here on. */
export async function open() {
    dress();
    switches();
    try {
        await compute.start();
    } catch (error) {
        find("the-room").replaceChildren(html("p", { class: "message" }, t("unloaded", { message: error.message })));
        return;
    }
    show();
    performance.mark("first room");
}
