// SPDX-License-Identifier: Apache-2.0
// The lesson's questions and reflections: the reader answers first, then the library does. What was answered stays on
// the reader's machine.
import { html } from "../draw.js";
import { worked } from "./worked.js";

/** `right` is the option that is; a reflection has none, and is answered in words. */
const items = [
    { id: "asymmetry", options: 3, right: 1 },
    { id: "smoothing", options: 3, right: 2 },
    { id: "twoModes", options: 3, right: 0 },
    { id: "apart", options: 3, right: 2 },
    { id: "autoencoder" }, { id: "perplexity" }, { id: "diagnosis" },
];
const LONGEST = 2000, KEY = "answers";

/** What is kept, as far as it can be used: {id: option} and {id: words}. */
function remembered(memory) {
    let kept = null;
    try {
        kept = JSON.parse(memory.get(KEY));
    } catch {
        // Somebody else's words under our name.
    }
    const answers = {};
    for (const { id, options } of items) {
        const answer = kept?.[id];
        if (options ? Number.isInteger(answer) && answer >= 0 && answer < options : typeof answer === "string" && answer.trim())
            answers[id] = options ? answer : answer.slice(0, LONGEST);
    }
    return answers;
}

export default {
    id: "questions",
    mount(root, app) {
        const { t } = app;
        let answers = remembered(app.memory);
        const progress = html("p", { role: "status", id: "progress" });
        const forget = html("button", { type: "button", onclick: () => {
            answers = {};
            app.memory.set(KEY, "{}");
            fill();
        } }, t("forget"));
        const list = html("div", {});
        root.append(html("p", { class: "lead" }, t("lead")), html("div", { class: "row" }, progress, forget), list);

        function tell() {
            const chosen = items.filter(({ id, options }) => options && id in answers);
            progress.textContent = t("progress", { done: Object.keys(answers).length, all: items.length,
                right: chosen.filter(({ id, right }) => answers[id] === right).length, asked: chosen.length });
            forget.hidden = !Object.keys(answers).length;
        }
        function keep(id, answer) {
            answers[id] = answer;
            app.memory.set(KEY, JSON.stringify(answers));
            tell();
        }

        /** What the library says, once there is an answer. */
        function example({ id, options, right }) {
            const { rows, command } = worked[id](t);
            const verdict = options ? html("p", {}, html("strong", {}, t(answers[id] === right ? "right" : "wrong")), " ", t(`${id}.${right}`)) : null;
            return [verdict, html("p", {}, t(id + ".why")),
                html("div", { class: "scroll" }, html("table", {}, html("tbody", {}, rows.map(([what, value, unit = ""]) =>
                    html("tr", {}, html("th", { scope: "row" }, what), html("td", { class: "num", "data-value": "" }, value), html("td", {}, unit)))))),
                html("details", {}, html("summary", {}, t("command")), html("pre", { tabindex: 0 }, command))];
        }
        function item(what, i) {
            const { id, options } = what;
            const box = html("section", { class: "question", "data-question": id });
            const answer = html("div", { class: "answer", "aria-live": "polite" });
            const reveal = () => answer.replaceChildren(...example(what).filter(Boolean));
            const heading = html("h2", { id: "ask-" + id }, t(options ? "question" : "reflection", { number: options ? i + 1 : i - 3 }));
            box.append(heading);
            if (options) {
                const radios = Array.from({ length: options }, (_, k) => html("label", { class: "option" },
                    html("input", { type: "radio", name: id, value: k, checked: answers[id] === k }), " ", t(`${id}.${k}`)));
                box.append(html("fieldset", { "aria-labelledby": "ask-" + id }, html("p", {}, t(id)), radios),
                    html("button", { type: "button", onclick: () => {
                        const chosen = box.querySelector("input:checked");
                        if (!chosen)
                            return app.notice(t("first"));
                        keep(id, Number(chosen.value));
                        reveal();
                    } }, t("answer")));
            } else {
                const words = html("textarea", { "aria-labelledby": "ask-" + id, maxlength: LONGEST, rows: 3 });
                words.value = answers[id] ?? "";
                box.append(html("p", {}, t(id)), words, html("button", { type: "button", onclick: () => {
                    if (!words.value.trim())
                        return app.notice(t("first"));
                    keep(id, words.value);
                    reveal();
                } }, t("compare")));
            }
            box.append(answer);
            if (id in answers)
                reveal();
            return box;
        }
        function fill() {
            list.replaceChildren(...items.map(item));
            tell();
        }
        fill();
        app.to({});
        return {};
    },
};
