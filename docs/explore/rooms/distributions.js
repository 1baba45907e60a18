// SPDX-License-Identifier: Apache-2.0
// Two distributions as bars that are pulled: every measure of them, and where each bit comes from.
import { axisX, axisY, choice, columns, html, numberBox, onceAFrame, picture, scale, svg } from "../draw.js";
import { weightsFile } from "../command.js";
import { numbers } from "../state.js";
import { exact, percent } from "../number.js";
import { pair, terms } from "../compute.js";
import { bars } from "../bars.js";
import { examples } from "./examples.js";

const MOST = 1000, NAMED = 40;
const BOXES = ["entropy", "entropyOfQ", "crossEntropy", "jensenShannon", "totalVariation", "hellinger", "wasserstein"];

function command({ p, q }) {
    return weightsFile("p", p) + weightsFile("q", q) + "kl p.tsv q.tsv\nkl ot p.tsv q.tsv";
}

/** The bits of each symbol, in one direction. */
function termsPicture(root, app, state) {
    let backwards = false, values = terms(state.p, state.q);
    const caption = html("p", { class: "soft" });
    root.append(choice({ label: app.t("termsOf"), value: "forward",
        choices: [["forward", app.t("forwardName")], ["reverse", app.t("reverseName")]],
        onchange: (which) => ((backwards = which === "reverse"), update()) }), caption);
    const frame = picture(root, { height: 190, label: app.t("terms"), margin: { top: 30, bottom: 26 }, draw });

    function draw(frame) {
        const n = values.length, finite = values.filter(isFinite);
        const low = Math.min(0, ...finite), most = Math.max(0, ...finite);
        const high = Math.max(most, finite.length < n ? -low : 0, 1e-3 * -low) || 0.1;
        const y = scale(low - 0.04 * (high - low), high, frame.bottom, frame.top), wide = (frame.right - frame.left) / n;
        const left = (i) => frame.left + wide * (i + (n > NAMED ? 0 : 0.2)), right = (i) => left(i) + wide * (n > NAMED ? 1 : 0.6);
        axisY(frame, y, { count: 3, format: (v) => exact(v, 3), label: app.t("bits") });
        frame.svg.append(svg("path", { class: backwards ? "b" : "a", "aria-hidden": "true",
            d: columns(n, left, right, (i) => y(isFinite(values[i]) ? values[i] : high), y(0)) }));
        values.forEach((value, i) => isFinite(value) || frame.svg.append(
            svg("text", { class: "strong", x: (left(i) + right(i)) / 2, y: frame.top - 5, "text-anchor": "middle" }, "∞")));
        if (n <= NAMED)
            axisX(frame, (i) => (left(i) + right(i)) / 2, { names: state.p.map((_, i) => String(i + 1)), stroke: false });
    }
    function update() {
        values = backwards ? terms(state.q, state.p) : terms(state.p, state.q);
        const most = values.indexOf(Math.max(...values));
        caption.textContent = app.t(values[most] > 0 ? "termsMost" : "termsNone",
            { symbol: most + 1, value: exact(values[most] ?? 0, 3) });
        frame.redraw();
    }
    return update;
}

export default {
    id: "distributions",
    mount(root, app) {
        const { t } = app;
        const weights = (text) => {
            const found = numbers(text, 2, MOST, 0, 1e300);
            return found && found.some((w) => w > 0) && isFinite(found.reduce((a, b) => a + b)) ? found : null;
        };
        const first = examples[0].make(), state = { p: app.from("p", weights, first.p), q: app.from("q", weights, first.q) };
        if (state.p.length !== state.q.length)
            Object.assign(state, first, app.notice(t("lengths", { p: state.p.length, q: state.q.length })));

        root.append(html("p", { class: "lead" }, t("lead")));
        const sizes = html("div", { class: "row" });
        const same = examples.findIndex(({ make }) => make().p.join() === state.p.join() && make().q.join() === state.q.join());
        const picker = html("select", { "aria-label": t("example"), onchange: () => {
            Object.assign(state, examples[picker.value].make());
            refit();
        } }, html("option", { value: "", hidden: true }, t("own")), examples.map(({ id }, i) => html("option", { value: i }, t(id))));
        picker.value = same < 0 ? "" : same;
        const fewer = html("button", { type: "button", onclick: () => resize(state.p.length - 1) }, t("fewer"));
        const more = html("button", { type: "button", onclick: () => resize(state.p.length + 1) }, t("more"));
        sizes.append(html("label", { class: "row" }, html("span", { class: "label" }, t("example")), picker), fewer, more);
        root.append(sizes);

        const figure = html("figure", {});
        figure.append(html("ul", { class: "key" }, html("li", {}, t("keyP")), html("li", { class: "b" }, t("keyQ"))));
        root.append(figure);
        const series = [{ name: "P", get weights() { return state.p; } }, { name: "Q", get weights() { return state.q; } }];
        const chart = bars(figure, { app, series, label: t("chart"), onpull: onceAFrame(compute), ondone: store });

        const forward = numberBox("KL(P‖Q)", t("bits"), "half"), reverse = numberBox("KL(Q‖P)", t("bits"), "half other");
        const boxes = Object.fromEntries(BOXES.map((id) => [id, numberBox(t(id), "")]));
        root.append(html("div", { class: "pair" }, forward.node, reverse.node), html("div", { class: "numbers" }, BOXES.map((id) => boxes[id].node)));
        root.append(html("h2", {}, t("terms")));
        const where = html("figure", {});
        root.append(where);
        const showTerms = termsPicture(where, app, state);

        function sentence(estimate, own, from, of) {
            return estimate.infinite
                ? t(estimate.infinite.count === 1 ? "impossibleOne" : "impossible", { from, of, count: estimate.infinite.count, mass: percent(estimate.infinite.mass) })
                : t("costs", { from, of, value: exact(estimate.value), own: exact(own.value) });
        }
        function compute() {
            const found = pair(state.p, state.q);
            forward.show(exact(found.divergence.value), sentence(found.divergence, found.entropy, "Q", "P"));
            reverse.show(exact(found.reverse.value), sentence(found.reverse, found.entropyOfQ, "P", "Q"));
            for (const id of BOXES)
                boxes[id].show(exact(found[id].value), t(id + "Says"), found[id].unit === "bits" ? t("bits") : "");
            showTerms();
        }
        function store() {
            const shown = examples[picker.value]?.make();
            if (shown && (shown.p.join() !== state.p.join() || shown.q.join() !== state.q.join()))
                picker.value = "";
            fewer.disabled = state.p.length <= 2;
            more.disabled = state.p.length >= NAMED;
            app.to({ p: state.p.join(), q: state.q.join() });
        }
        function refit() {
            chart.refit();
            compute();
            store();
        }
        function resize(n) {
            for (const series of [state.p, state.q]) {
                const kept = series.slice(0, n);
                while (kept.length < n)
                    kept.push(Math.max(...series) / 2);
                series.splice(0, series.length, ...(kept.some((w) => w > 0) ? kept : kept.fill(1)));
            }
            refit();
        }
        refit();
        return { command: () => command(state), figure: () => chart.svg };
    },
};
