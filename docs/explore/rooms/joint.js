// SPDX-License-Identifier: Apache-2.0
// A joint table that is pulled: mutual information as its distance from independence, and the bottleneck, the least
// that must be kept of X to still know Y.
import { axisX, axisY, dots, html, line, numberBox, onceAFrame, picture, pullable, scale, slider, svg } from "../draw.js";
import { number, numbers, whole } from "../state.js";
import { exact, percent } from "../number.js";
import { bottleneckAt, bottleneckCurve, jointOf } from "../compute/information.js";
import { weightsFile } from "../command.js";

const LEAST = 2, MOST = 6, HEIGHT = 250, LOWEST = 1, HIGHEST = 100;
const PARTS = ["var(--a)", "var(--bf)", "var(--h3)", "var(--b)", "var(--edge)", "var(--h6)"];
const tables = [
    { id: "weather", rows: 3, columns: 3, weights: [4, 1, 0, 1, 3, 1, 0, 1, 5] },
    { id: "independent", rows: 3, columns: 3, weights: [6, 3, 1, 12, 6, 2, 18, 9, 3] },
    { id: "function", rows: 4, columns: 2, weights: [3, 0, 2, 0, 0, 1, 0, 2] },
    { id: "rare", rows: 4, columns: 3, weights: [8, 1, 1, 7, 2, 1, 1, 8, 1, 1, 1, 2] },
];

const round = (value) => Number(value.toPrecision(3));

function command({ rows, columns, weights, beta }, found) {
    const names = Array.from({ length: columns }, (_, y) => ",y" + (y + 1)).join("");
    const lines = Array.from({ length: rows }, (_, x) => `x${x + 1},${weights.slice(x * columns, (x + 1) * columns)}`);
    const bottleneck = `printf '${[names, ...lines].map((text) => text + "\\n").join("")}' > joint.csv\nkl ib joint.csv --beta ${beta}`;
    return found === null ? bottleneck : weightsFile("x", found.marginX) + weightsFile("y", found.marginY) + weightsFile("joint", weights) +
        weightsFile("product", found.product) + "kl joint.tsv product.tsv\nkl x.tsv y.tsv\n\n" + bottleneck;
}

/**
 * A table as a map of cells. `look(i)` is {fill, text, dark} of cell i, `margins()` the totals of rows x and columns y;
 * `over(frame, box)` adds what can be pulled. `paint()` of what is returned shows what has changed, in place.
 */
function map(root, { state, label, look, margins, over }) {
    const figure = html("figure", {}, html("figcaption", {}, label));
    root.append(figure);
    let paint = () => {};
    const frame = picture(figure, { height: HEIGHT, label, margin: { left: 30, right: 52, top: 24, bottom: 26 }, draw(frame) {
        const { rows, columns } = state, wide = (frame.right - frame.left) / columns, high = (frame.bottom - frame.top) / rows;
        const box = (i) => ({ x: frame.left + (i % columns) * wide, y: frame.top + Math.floor(i / columns) * high, width: wide, height: high });
        const middleX = (y) => frame.left + (y + 0.5) * wide, middleY = (x) => frame.top + (x + 0.5) * high + 5;
        const text = (x, y, anchor, words) => svg("text", { x, y, "text-anchor": anchor }, words);
        const cells = state.weights.map((_, i) => svg("rect", { class: "cell", ...box(i) }));
        const inside = state.weights.map((_, i) => text(middleX(i % columns), middleY(Math.floor(i / columns)), "middle", ""));
        const names = [], totals = { x: [], y: [] };
        for (let x = 0; x < rows; x++) {
            names.push(text(frame.left - 6, middleY(x), "end", "x" + (x + 1)));
            totals.x.push(text(frame.right + 6, middleY(x), "start", ""));
        }
        for (let y = 0; y < columns; y++) {
            names.push(text(middleX(y), frame.top - 8, "middle", "y" + (y + 1)));
            totals.y.push(text(middleX(y), frame.bottom + 17, "middle", ""));
        }
        frame.svg.append(svg("g", { class: "heat", "aria-hidden": "true" }, cells, inside, names, totals.x, totals.y));
        over?.(frame, box);
        paint = () => {
            cells.forEach((cell, i) => {
                const { fill, text: words, dark } = look(i);
                cell.style.fill = fill;
                inside[i].textContent = words;
                inside[i].style.fill = dark ? "var(--on)" : "var(--ink)";
            });
            const sums = margins?.();
            for (const axis of ["x", "y"])
                totals[axis].forEach((node, k) => (node.textContent = sums ? percent(sums[axis][k]) : ""));
        };
        paint();
    } });
    return { svg: frame.svg, redraw: () => frame.redraw(), paint: () => paint() };
}

export default {
    id: "joint",
    mount(root, app) {
        const { t } = app;
        const sizes = (text) => whole(text, LEAST, MOST);
        const state = { rows: app.from("rows", sizes, tables[0].rows), columns: app.from("columns", sizes, tables[0].columns),
            beta: app.from("beta", (text) => number(text, LOWEST, HIGHEST), 3), weights: null };
        state.weights = app.from("w", (text) => {
            const found = numbers(text, 1, MOST * MOST, 0, 1e6);
            return found && found.length === state.rows * state.columns ? found : null;
        }, null);
        if (state.weights === null) {
            if (state.rows !== tables[0].rows || state.columns !== tables[0].columns)
                app.notice(t("sizes", { rows: state.rows, columns: state.columns }));
            Object.assign(state, { ...tables[0], weights: tables[0].weights.slice() });
        }

        let found = null, curve = null, point = null, top = 10, at = 0, placeGrip = () => {};
        const some = () => state.weights.some((w) => w > 0);

        root.append(html("p", { class: "lead" }, t("lead")));
        const picker = html("select", { "aria-label": t("example"), onchange: () => {
            const table = tables[picker.value];
            Object.assign(state, { rows: table.rows, columns: table.columns, weights: table.weights.slice() });
            refit();
        } }, tables.map(({ id }, i) => html("option", { value: i }, t(id))));
        const resizer = (axis, by) => html("button", { type: "button", onclick: () => resize(axis, by) }, t(axis + (by > 0 ? "More" : "Fewer")));
        const buttons = { rows: [resizer("rows", -1), resizer("rows", 1)], columns: [resizer("columns", -1), resizer("columns", 1)] };
        root.append(html("div", { class: "row" }, html("label", { class: "row" }, html("span", { class: "label" }, t("example")), picker),
            buttons.rows, buttons.columns));
        const empty = html("p", { class: "message", role: "status", hidden: true }, t("empty"));
        const maps = html("div", { class: "maps" });
        root.append(empty, maps);

        const NOTHING = { fill: "var(--h0)", text: "", dark: false };
        const shadeIn = (value, most) => Math.min(7, Math.floor((Math.abs(value) / most) * 7.99));
        function share(values, i) {
            const shade = shadeIn(values[i], Math.max(...found.shares, ...found.product));
            return { fill: `var(--h${shade})`, text: percent(values[i]), dark: shade >= 6 };
        }
        /** Blue where a pair is commoner than among independent ones, orange where it is rarer. */
        function ratio(value) {
            const shade = value === -Infinity ? 7 : shadeIn(value, Math.max(...found.pointwise.filter(isFinite).map(Math.abs), 1e-300));
            return { fill: value > 0 ? `var(--h${shade})` : `color-mix(in srgb, var(--bf) ${14 * shade}%, var(--h0))`,
                text: (value > 0 ? "+" : "") + exact(value, 2), dark: value > 0 && shade >= 6 };
        }
        const margins = () => found && { x: found.marginX, y: found.marginY };
        const charts = [
            map(maps, { state, label: t("jointMap"), look: (i) => (found ? share(found.shares, i) : NOTHING), margins, over: hands }),
            map(maps, { state, label: t("productMap"), look: (i) => (found ? share(found.product, i) : NOTHING), margins }),
            map(maps, { state, label: t("pointwiseMap"), look: (i) => (found && !Number.isNaN(found.pointwise[i]) ? ratio(found.pointwise[i]) : NOTHING) }),
        ];

        /** What can be pulled: a cell is a slider, its level where the hand is. */
        function hands(frame, box) {
            /* At both sides of the cell, as the number stands in the middle. */
            const levelAt = ({ x, y, width, height }, weight) => {
                const up = y + height * (1 - Math.min(1, weight / top)), long = Math.min(14, width / 5);
                return `M${x + 2} ${up}h${long}M${x + width - 2} ${up}h${-long}`;
            };
            const targets = state.weights.map((_, i) => {
                const place = box(i);
                const level = svg("path", { class: "level", "aria-hidden": "true", d: levelAt(place, state.weights[i]) });
                const node = svg("rect", { class: "target", "data-cell": i, ...place });
                pullable(node, frame, { label: t("cell", { x: "x" + (1 + Math.floor(i / state.columns)), y: "y" + (1 + (i % state.columns)) }),
                    value: () => state.weights[i], low: 0, high: top, step: round(top / 20), focusable: i === at,
                    from: ({ y }) => {
                        const to = ((place.y + place.height - y) / place.height) * top;
                        return to < top / 40 ? 0 : round(Math.min(top, to));
                    },
                    set: (to, done) => {
                        state.weights[i] = round(to);
                        level.setAttribute("d", levelAt(place, to));
                        pulled(done);
                    },
                    other: { value: () => i, low: 0, high: state.weights.length - 1, step: 1, set: (next) => {
                        at = next;
                        targets.forEach(({ node: other }, k) => other.setAttribute("tabindex", k === at ? 0 : -1));
                        targets[next].node.focus();
                    } } });
                node.addEventListener("focus", () => (at = i));
                return { node, level };
            });
            frame.svg.append(...targets.map(({ level }) => level), ...targets.map(({ node }) => node));
        }

        const told = numberBox("I(X;Y)", t("bits"), "first");
        const boxes = ["entropyX", "entropyY", "entropyXY", "share"].map((id) => [id, numberBox(t(id), id === "share" ? "" : t("bits"))]);
        root.append(html("div", { class: "numbers" }, told.node, boxes.map(([, box]) => box.node)));

        root.append(html("h2", {}, t("bottleneck")), html("p", {}, t("bottleneckLead")));
        const figure = html("figure", {});
        root.append(figure);
        const steps = 200, position = (beta) => (steps * Math.log(beta / LOWEST)) / Math.log(HIGHEST / LOWEST);
        const betaOf = (place) => round(LOWEST * (HIGHEST / LOWEST) ** (place / steps));
        const beta = slider({ label: t("beta"), low: 0, high: steps, step: 1, value: Math.round(position(state.beta)), text: () => exact(state.beta),
            oninput: (place) => setBeta(betaOf(place)) });
        beta.input.id = "beta";
        const plane = picture(figure, { height: 260, label: t("curve"), margin: { top: 26, bottom: 44 }, draw: drawCurve });
        root.append(beta.node);
        const kept = numberBox(t("rate"), t("bits")), known = numberBox(t("relevance"), t("bits")), clusters = numberBox(t("clusters"), "");
        root.append(html("div", { class: "numbers" }, kept.node, known.node, clusters.node));
        const groups = html("figure", {}, html("figcaption", {}, t("encoder")));
        root.append(groups);
        const bands = picture(groups, { height: 170, label: t("encoder"), margin: { left: 30, top: 4, bottom: 4 }, draw: drawBands });

        function drawCurve(frame) {
            placeGrip = () => {};
            if (!curve)
                return;
            const x = scale(0, Math.max(curve.entropyX, 0.1), frame.left, frame.right);
            const y = scale(0, Math.max(curve.information, 0.05) * 1.08, frame.bottom, frame.top);
            axisX(frame, x, { label: t("rate"), format: (v) => exact(v, 3) });
            axisY(frame, y, { label: t("relevance"), format: (v) => exact(v, 3) });
            line(frame, [x.low, x.high], [curve.information, curve.information], x, y, "line soft dashed");
            const points = curve.points;
            line(frame, [0, ...points.map((p) => p.rate)], [0, ...points.map((p) => p.relevance)], x, y);
            dots(frame, curve.changes.map((c) => [c.rate, c.relevance]), x, y, { name: "dot soft", radius: 4 });
            const near = (hand) => (best, p) => (Math.abs(x(p.rate) - hand.x) < Math.abs(x(best.rate) - hand.x) ? p : best);
            const grip = svg("circle", { class: "dot grip", r: 9, "data-grip": "beta" });
            const tell = pullable(grip, frame, { label: t("beta"), value: () => Math.round(position(state.beta)), low: 0, high: steps, step: 1, orientation: "horizontal",
                text: () => `β = ${exact(state.beta)}`, set: (place) => setBeta(betaOf(place)),
                from: (hand) => Math.min(steps, Math.max(0, Math.round(position(points.reduce(near(hand)).beta)))) });
            frame.svg.append(grip);
            placeGrip = () => {
                grip.setAttribute("cx", x(point.rate));
                grip.setAttribute("cy", y(point.relevance));
                tell();
            };
            if (point)
                placeGrip();
        }
        function drawBands(frame) {
            if (!point)
                return;
            const high = (frame.bottom - frame.top) / state.rows, wide = frame.right - frame.left;
            const group = svg("g", { "aria-hidden": "true" });
            for (let x = 0; x < state.rows; x++) {
                let from = frame.left;
                group.append(svg("text", { x: frame.left - 6, y: frame.top + (x + 0.5) * high + 5, "text-anchor": "end" }, "x" + (x + 1)));
                for (let k = 0; k < point.clusters; k++) {
                    const size = point.encoder[x * state.rows + k] * wide;
                    const part = svg("rect", { x: from, y: frame.top + x * high + 2, width: Math.max(0, size), height: high - 4 });
                    part.style.fill = PARTS[k];
                    group.append(part);
                    from += size;
                }
            }
            frame.svg.append(group);
        }

        function showBottleneck() {
            point = some() ? bottleneckAt(state, state.beta) : null;
            for (const [box, text, words] of [[kept, point && exact(point.rate), t("rateSays")],
                [known, point && exact(point.relevance), point && t("relevanceSays", { most: exact(found.mutualInformation) })],
                [clusters, point && String(point.clusters), point && t(point.clusters > 1 ? "clustersSay" : "clustersOne", { count: point.clusters })]])
                box.show(text ?? "–", words ?? "");
            placeGrip();
            bands.redraw();
        }
        function setBeta(to) {
            state.beta = to;
            beta.set(Math.round(position(to)));
            soon();
        }
        const soon = onceAFrame(() => {
            showBottleneck();
            store();
        });
        function showJoint() {
            found = some() ? jointOf(state) : null;
            empty.hidden = found !== null;
            told.show(found ? exact(found.mutualInformation) : "–", found ? t(found.mutualInformation > 0 ? "told" : "toldNothing",
                { bits: exact(found.mutualInformation), of: exact(found.entropyY) }) : "");
            for (const [id, box] of boxes)
                box.show(found ? (id === "share" ? percent(found.uncertaintyY) : exact(found[id])) : "–", t(id + "Says"));
        }
        /** While a cell is held only the pictures change that show it; the hand keeps its cell. */
        const follow = onceAFrame(() => {
            showJoint();
            charts.forEach((chart) => chart.paint());
        });
        function pulled(done) {
            if (done)
                refit();
            else
                follow();
        }
        function refit() {
            const held = document.activeElement?.dataset?.cell;
            const most = Math.max(...state.weights), power = 10 ** Math.floor(Math.log10(most || 1));
            top = most > 0 ? [1.25, 2.5, 5, 10, 20].find((factor) => factor * power >= most * 1.15) * power : 10;
            at = Math.min(at, state.weights.length - 1);
            for (const axis of ["rows", "columns"])
                buttons[axis].forEach((button, k) => (button.disabled = state[axis] === [LEAST, MOST][k]));
            curve = some() ? bottleneckCurve(state) : null;
            showJoint();
            charts.forEach((chart) => chart.redraw());
            if (held !== undefined)
                charts[0].svg.querySelector(`[data-cell="${held}"]`)?.focus();
            point = null;
            plane.redraw();
            showBottleneck();
            store();
        }
        function resize(axis, by) {
            const { rows, columns, weights } = state;
            state[axis] += by;
            state.weights = Array.from({ length: state.rows * state.columns }, (_, i) => {
                const x = Math.floor(i / state.columns), y = i % state.columns;
                return x < rows && y < columns ? weights[x * columns + y] : 1;
            });
            refit();
        }
        function store() {
            app.to({ rows: state.rows, columns: state.columns, w: state.weights.join(), beta: state.beta });
        }
        refit();
        return { command: () => command(state, found), figure: () => charts[0].svg };
    },
};
