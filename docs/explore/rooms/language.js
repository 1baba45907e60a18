// SPDX-License-Identifier: Apache-2.0
// Type a text: which language is it in, by how many bits a letter? Encipher it, and it is found all the same.
import { choice, html, numberBox, picture, scale, slider, svg } from "../draw.js";
import { wellFormed, whole, word } from "../state.js";
import { count, exact, percent } from "../number.js";
import { ciphers, detect, languages, rivals, solve } from "../compute/text.js";
import { save } from "../export.js";
import { READABLE, alphabetOf, shift, substitute } from "../cipher.js";
import { texts } from "./texts.js";

const CIPHERS = ["none", "shift", "substitution"], RIVALS = 8, KEYS = 999999, COMPARED = 20000, REST = 250;

export default {
    id: "language",
    mount(root, app) {
        const { t } = app;
        const names = new Intl.DisplayNames([app.language], { type: "language" });
        const nameOf = (code) => names.of(code) ?? code;
        const state = { text: app.from("text", (text) => text, texts.de), cipher: app.from("cipher", (text) => word(text, CIPHERS), "none") };
        /** A shift leads to another letter of the alphabet, a substitution has a number. */
        const keys = () => (state.cipher === "shift" ? alphabetOf(state.text).length - 1 : KEYS), firstKey = () => (state.cipher === "shift" ? 3 : 1);
        state.key = app.from("key", (text) => whole(text, 1, keys()), firstKey());
        let clock, turn = 0, found = null, compared = [], shownKeys = 0;

        root.append(html("p", { class: "lead" }, t("lead")));
        const picker = html("select", { onchange: () => {
            area.value = state.text = texts[picker.value];
            compute();
        } }, html("option", { value: "", hidden: true }, t("own")), Object.keys(texts).map((code) => html("option", { value: code }, nameOf(code))));
        picker.value = Object.keys(texts).find((code) => texts[code] === state.text) ?? "";
        const area = html("textarea", { spellcheck: "false", "aria-label": t("text"), oninput: () => {
            state.text = wellFormed(area.value);
            picker.value = "";
            soon();
        } });
        area.value = state.text;
        root.append(html("label", { class: "row" }, html("span", { class: "label" }, t("example")), picker), area);

        const keyRow = html("div", { class: "row" });
        root.append(choice({ label: t("cipher"), value: state.cipher, choices: CIPHERS.map((id) => [id, t(id)]), onchange: (id) => {
            state.cipher = id;
            state.key = firstKey();
            shownKeys = 0;
            compute();
        } }), keyRow);
        const seen = html("p", { class: "cipher", lang: "und" });
        const seenBox = html("div", {}, html("h2", {}, t("seen")), seen,
            html("p", { class: "soft" }, t("readable", { languages: READABLE.map(nameOf).join(", ") })));
        root.append(seenBox);

        const answer = html("div", { class: "number first", role: "status" });
        const bits = numberBox(t("bits"), t("bitsUnit")), margin = numberBox(t("margin"), t("bitsOf")), letters = numberBox(t("letters"), "");
        root.append(answer, html("div", { class: "numbers" }, bits.node, margin.node, letters.node));
        const reading = html("div", {});
        root.append(reading);
        const figure = html("figure", {}, html("figcaption", {}, t("chart")));
        root.append(figure);
        const frame = picture(figure, { height: 40 + 30 * RIVALS, label: t("chart"), margin: { right: 60, top: 6, bottom: 6 }, draw });
        const saver = (name, bytes) => html("button", { type: "button", onclick: () => save(new Blob([bytes()]), name) }, t("saveProfile", { name }));
        const letterModels = saver("ciphers-page.kls", ciphers);
        root.append(html("p", { class: "soft" }, t("profile"), " ", saver("languages-page.kls", languages), " ", letterModels));

        function draw(frame) {
            const names = compared.map(({ code }, i) =>
                svg("text", { class: i ? null : "strong", y: frame.top + 30 * i + 17, "text-anchor": "end" }, nameOf(code)));
            frame.svg.append(...names);
            const left = 8 + Math.max(0, ...names.map((name) => name.getComputedTextLength()));
            const most = Math.max(...compared.map(({ bits }) => bits), 1), x = scale(0, most, left, frame.right);
            compared.forEach(({ bits }, i) => {
                const y = frame.top + 30 * i;
                names[i].setAttribute("x", left - 8);
                frame.svg.append(svg("rect", { class: i ? "soft" : "a", x: left, y: y + 2, width: x(bits) - left, height: 22 }),
                    svg("text", { class: i ? null : "strong", x: x(bits) + 7, y: y + 17 }, exact(bits)));
            });
        }
        function say(headline, words) {
            answer.replaceChildren(html("p", { class: "what" }, t("answer")), html("p", { class: "value" }, headline), html("p", { class: "says" }, words));
        }
        const enciphered = () => state.cipher === "shift" ? shift(state.text, state.key)
            : state.cipher === "substitution" ? substitute(state.text, state.key) : state.text;

        function compute() {
            clearTimeout(clock);
            if (keys() !== shownKeys)
                showKeys();
            const text = enciphered(), mine = ++turn;
            found = detect(text);
            seenBox.hidden = state.cipher === "none";
            seen.textContent = text.slice(0, 1200) + (text.length > 1200 ? " …" : "");
            if (!found.code)
                say("…", t(state.text.trim() ? "noLetters" : "empty"));
            else
                say(nameOf(found.code), t(found.status, { share: percent(found.posterior) }));
            bits.show(found.code ? exact(found.bits) : "…", t("bitsSays"));
            margin.show(found.code ? exact(found.margin) : "…", t("marginSays"));
            letters.show(count(found.symbols), "");
            reading.replaceChildren();
            if (state.cipher !== "none" && found.symbols) {
                say(t("asItStands", { language: nameOf(found.code) }), t("searching"));
                solve(text).then((best) => mine === turn && read(best), (error) => mine === turn && say("…", error.message));
            }
            compared = rivals(text.slice(0, COMPARED), RIVALS);
            frame.redraw();
            app.to({ text: texts.de === state.text ? null : state.text, cipher: state.cipher === "none" ? null : state.cipher,
                key: state.cipher === "none" ? null : state.key });
        }
        function read(best) {
            if (!best)
                return say("…", t("unread"));
            say(nameOf(best.code), t("solved", { kind: t(best.kind), share: percent(best.posterior), status: t("status" + best.status) }));
            bits.show(exact(best.bits), t("bitsRead"));
            margin.show(exact(best.margin), t("marginSays"));
            reading.append(html("h2", {}, t("plain")), html("p", { class: "cipher", lang: best.code }, best.text.slice(0, 1200)),
                html("p", { class: "soft" }, t("keyIs", { key: best.key })));
        }
        function soon() {
            clearTimeout(clock);
            clock = setTimeout(compute, REST);
        }
        function showKeys() {
            shownKeys = keys();
            if (state.key > shownKeys)
                state.key = firstKey();
            keyRow.replaceChildren();
            letterModels.hidden = state.cipher === "none";
            if (state.cipher === "shift")
                keyRow.append(slider({ label: t("shiftBy"), low: 1, high: shownKeys, step: 1, value: state.key,
                    oninput: (to) => ((state.key = to), soon()) }).node);
            else if (state.cipher === "substitution")
                keyRow.append(html("button", { type: "button", onclick: () => {
                    state.key = (state.key % KEYS) + 1;
                    compute();
                } }, t("anotherKey")));
        }
        compute();
        const quoted = (text) => "'" + text.replaceAll("'", "'\\''") + "'";
        return {
            command: () => (state.text.length > 4000 ? "# " + t("commandLong") : `printf %s ${quoted(enciphered())} > text.txt`) +
                "\nkl lang --profile languages-page.kls text.txt" +
                (state.cipher === "none" ? "" : "\nkl lang --cipher --profile ciphers-page.kls text.txt"),
            figure: () => frame.svg,
        };
    },
};
