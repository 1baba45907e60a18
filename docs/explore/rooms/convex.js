// SPDX-License-Identifier: Apache-2.0
// A convex f makes a divergence: one that is chosen or drawn; and one bell fitted to two modes, in both directions.
import { axisX, axisY, html, lineTo, numberBox, onceAFrame, picture, pullable, scale, svg } from "../draw.js";
import { numbers, word } from "../state.js";
import { exact, percent } from "../number.js";
import { bars } from "../bars.js";
import { fDivergence, generator } from "../compute/shapes.js";
import { weightsFile } from "../command.js";
import { modes } from "./modes.js";

const KINDS = ["divergence", "divergence.reverse", "jensen_shannon", "total_variation", "hellinger.squared", "chi_square", "le_cam"];
const WIDE = 4, LOW = -1, HIGH = 4, FINE = 240;
/** Where a drawn f has its corners; at 1 it is 0. */
const CORNERS = [0, 0.25, 0.5, 1, 1.5, 2, 3, 4], ONE = CORNERS.indexOf(1), LAST = CORNERS.length - 1;
const first = { p: [0.4, 0.3, 0.2, 0.08, 0.02], q: [0.1, 0.25, 0.3, 0.25, 0.1], heights: [1.2, 0.7, 0.35, 0, 0.1, 0.5, 1.8, 3.4] };

const total = (weights) => weights.reduce((a, b) => a + b);

function command({ f, p, q, heights }) {
    if (f !== "drawn")
        return weightsFile("p", p) + weightsFile("q", q) + "kl p.tsv q.tsv";
    const slope = (heights[LAST] - heights[LAST - 1]) / (CORNERS[LAST] - CORNERS[LAST - 1]);
    return `python3 -c 'import kullback
t, h = [${CORNERS}], [${heights}]
def f(x, less_one):
    k = max(i for i in range(${LAST}) if t[i] <= x)
    return h[k] + (h[k + 1] - h[k]) / (t[k + 1] - t[k]) * (x - t[k])
for p, q in ([${p}], [${q}]), ([${q}], [${p}]):
    print(kullback.f_divergence(p, q, f, at_zero=${heights[0]}, slope_at_infinity=${slope}))'`;
}

/** Between which heights corner k keeps f convex: below the chord of its neighbours, above the lines beside it. */
function room(heights, k) {
    const through = (a, b) => heights[a] + ((heights[b] - heights[a]) / (CORNERS[b] - CORNERS[a])) * (CORNERS[k] - CORNERS[a]);
    const low = Math.max(k > 1 ? through(k - 2, k - 1) : LOW, k < LAST - 1 ? through(k + 1, k + 2) : LOW, LOW);
    const high = Math.min(k > 0 && k < LAST ? through(k - 1, k + 1) : HIGH, HIGH);
    return [low, Math.max(low, high)];
}
function isConvex(heights) {
    return heights[ONE] === 0 && heights.every((height, k) => {
        const [low, high] = room(heights, k);
        return height >= low - 1e-9 && height <= high + 1e-9;
    });
}

/** The curve of f; where P and Q have their ratios; the corners of one that is drawn can be pulled. */
function curveOf(root, app, state, onpull) {
    const { t } = app;
    let paint = () => {};
    const ts = Array.from({ length: FINE + 1 }, (_, i) => (i * WIDE) / FINE);
    const frame = picture(root, { height: 280, label: t("curve"), margin: { top: 22, bottom: 44 }, draw });

    function cornersIn(frame, x, y) {
        return CORNERS.map((at, k) => {
            const grip = svg("circle", { class: k === ONE ? "dot soft" : "dot grip", r: k === ONE ? 5 : 9, cx: x(at), "data-corner": k });
            if (k === ONE) {
                grip.setAttribute("aria-hidden", "true");
                return { grip, tell() {} };
            }
            const held = (height) => {
                const [low, high] = room(state.heights, k);
                return Math.min(high, Math.max(low, Math.round(height * 100) / 100));
            };
            const tell = pullable(grip, frame, { label: t("corner", { t: at }), value: () => state.heights[k], low: LOW, high: HIGH, step: 0.05,
                text: (v) => exact(v, 3), from: ({ y: hand }) => y.back(hand), set: (height) => {
                    state.heights[k] = held(height);
                    onpull();
                } });
            return { grip, tell };
        });
    }
    function draw(frame) {
        const x = scale(0, WIDE, frame.left, frame.right), y = scale(LOW, HIGH, frame.bottom, frame.top);
        axisX(frame, x, { label: "t = p/q", count: 4 });
        axisY(frame, y, { label: "f(t)", count: 4 });
        const path = svg("path", { class: "line", "aria-hidden": "true" }), marks = svg("g", { "aria-hidden": "true" });
        const corners = state.f === "drawn" ? cornersIn(frame, x, y) : [];
        frame.svg.append(path, marks, ...corners.map(({ grip }) => grip));
        paint = () => {
            path.setAttribute("d", lineTo(ts, generator(state, ts).map((v) => (v > 2 * HIGH ? NaN : v)), x, y));
            const ratios = state.p.map((p, i) => (p * total(state.q)) / (state.q[i] * total(state.p))).filter((ratio) => ratio <= WIDE);
            const heights = generator(state, ratios);
            marks.replaceChildren(...ratios.map((ratio, i) => svg("circle", { class: "dot b", r: 5, cx: x(ratio), cy: y(Math.min(HIGH, heights[i])) })));
            corners.forEach(({ grip, tell }, k) => {
                grip.setAttribute("cy", y(state.heights[k]));
                tell();
            });
        };
        paint();
    }
    return { svg: frame.svg, redraw: () => frame.redraw(), paint: () => paint() };
}

export default {
    id: "convex",
    mount(root, app) {
        const { t } = app;
        const weights = (text) => {
            const found = numbers(text, 2, 12, 0, 1e6);
            return found && found.some((w) => w > 0) ? found : null;
        };
        const state = { f: app.from("f", (text) => word(text, [...KINDS, "drawn"]), "divergence"),
            p: app.from("p", weights, first.p.slice()), q: app.from("q", weights, first.q.slice()),
            corners: CORNERS, heights: app.from("heights", (text) => {
                const found = numbers(text, CORNERS.length, CORNERS.length, LOW, HIGH);
                return found && isConvex(found) ? found : null;
            }, first.heights.slice()) };
        if (state.p.length !== state.q.length) {
            app.notice(t("lengths", { p: state.p.length, q: state.q.length }));
            Object.assign(state, { p: first.p.slice(), q: first.q.slice() });
        }

        root.append(html("p", { class: "lead" }, t("lead")));
        const picker = html("select", { id: "f", onchange: () => {
            state.f = picker.value;
            curve.redraw();
            compute();
            store();
        } }, [...KINDS, "drawn"].map((id) => html("option", { value: id, selected: id === state.f }, t(id))));
        const told = html("p", { class: "soft" });
        const shape = html("figure", {});
        root.append(html("label", { class: "row" }, html("span", { class: "label" }, t("f")), picker), told, shape);
        const curve = curveOf(shape, app, state, onceAFrame(() => {
            curve.paint();
            compute();
            store();
        }));
        const figure = html("figure", {}, html("ul", { class: "key" }, html("li", {}, "P"), html("li", { class: "b" }, "Q")));
        root.append(figure);
        const series = [{ name: "P", get weights() { return state.p; } }, { name: "Q", get weights() { return state.q; } }];
        const chart = bars(figure, { app, series, label: t("chart"), ondone: store, onpull: onceAFrame(() => {
            curve.paint();
            compute();
        }) });
        const value = numberBox("D_f(P‖Q)", "", "half"), swapped = numberBox("D_f(Q‖P)", "", "half other");
        root.append(html("div", { class: "pair" }, value.node, swapped.node));
        const section = html("section", {});
        root.append(section);
        const fitted = modes(section, app, store);

        function compute() {
            const there = fDivergence(state, state.p, state.q), back = fDivergence(state, state.q, state.p);
            const unit = there.unit === "bits" ? t("bits") : "";
            value.show(exact(there.value), there.infinite ? t("infinite", { mass: percent(there.infinite.mass) }) : t("valueSays"), unit);
            swapped.show(exact(back.value), t(there.value === back.value ? "symmetric" : "swappedSays"), unit);
            told.textContent = t(state.f + "Says");
        }
        function store() {
            app.to({ f: state.f, p: state.p.join(), q: state.q.join(), heights: state.f === "drawn" ? state.heights.join() : null, ...fitted.state() });
        }
        chart.refit();
        compute();
        return { command: () => command(state) + "\n\n" + fitted.command(), figure: () => curve.svg };
    },
};
