// SPDX-License-Identifier: Apache-2.0
// Bars of two distributions that are pulled. A pulled bar is where the hand is, and the others share what is left in
// their old proportions; so a zero stays zero until it is pulled up. Few bars stand side by side and each is a slider;
// many are an area and a line, and the hand draws over them.
import { axisX, axisY, choice, columns, picture, pullable, scale, svg } from "./draw.js";
import { shares } from "./compute.js";
import { percent } from "./number.js";

const BESIDE = 40, LABELLED = 31, DIGITS = 1e6;

const sum = (weights) => weights.reduce((a, b) => a + b, 0);
const round = (weight) => Math.round(weight * DIGITS) / DIGITS;

/** Let weight i be the share `to` of all. */
function pullTo(weights, i, to) {
    const rest = sum(weights) - weights[i];
    for (let j = 0; j < weights.length; j++)
        if (j !== i)
            weights[j] = rest > 0 ? round((weights[j] / rest) * (1 - to)) : round((1 - to) / (weights.length - 1));
    weights[i] = round(to);
    if (!(sum(weights) > 0))
        weights[i] = 1;
}

/** A round number not below what is shown. */
function roundUp(most) {
    const power = 10 ** Math.floor(Math.log10(most));
    return Math.min(1, [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10].find((factor) => factor * power >= most * 0.999) * power);
}

export function bars(root, { app, series, label, onpull, ondone }) {
    let top = 1, paint, pulled = 0, at = 0;
    const switcher = choice({ label: app.t("pulling"), value: 0, choices: series.map(({ name }, s) => [s, name]),
        onchange: (s) => (pulled = s) });
    root.append(switcher);
    const count = () => series[0].weights.length;
    let shown = series.map(({ weights }) => shares(weights));
    const share = (s, i) => shown[s][i];
    const say = (s, i) => app.t("bar", { symbol: i + 1, name: series[s].name });

    function pull(s, i, to, done) {
        pullTo(series[s].weights, i, Math.min(1, Math.max(0, to)));
        paint();
        onpull();
        if (done)
            ondone();
    }
    /** A height as the hand means it: whole steps, and nothing just above the ground. */
    function height(y, point) {
        const step = top / 100, to = y.back(point.y);
        return to < 1.5 * step ? 0 : Math.min(1, Math.round(to / step) * step);
    }

    function beside(frame, y) {
        const n = count(), wide = (frame.right - frame.left) / n, targets = [], labelled = wide * 0.36 >= LABELLED;
        const left = (s, i) => frame.left + wide * (i + (s ? 0.52 : 0.16)), right = (s, i) => left(s, i) + wide * 0.32;
        const labels = series.map(() => []);
        for (let i = 0; i < n; i++)
            series.forEach((_, s) => {
                const k = targets.length;
                const target = svg("rect", { class: "target", x: left(s, i) - wide * 0.04, width: wide * 0.4, y: frame.top - 6,
                    height: frame.bottom - frame.top + 6, "data-bar": series[s].name + (i + 1) });
                const tell = pullable(target, frame, { label: say(s, i), value: () => share(s, i), low: 0, high: 1, step: 0.01,
                    text: percent, focusable: k === at, set: (to, done) => pull(s, i, to, done), from: (point) => height(y, point),
                    other: { value: () => k, low: 0, high: 2 * n - 1, step: 1, set: (other) => targets[other].target.focus() } });
                target.addEventListener("dblclick", () => pull(s, i, 0, true));
                target.addEventListener("focus", () => {
                    targets[Math.min(at, targets.length - 1)].target.setAttribute("tabindex", -1);
                    target.setAttribute("tabindex", 0);
                    at = k;
                });
                targets.push({ target, tell });
                labels[s].push(svg("text", { "text-anchor": "middle", x: (left(s, i) + right(s, i)) / 2 }));
            });
        axisX(frame, (i) => frame.left + wide * (i + 0.5), { names: series[0].weights.map((_, i) => String(i + 1)) });
        const paths = series.map((_, s) => svg("path", { class: s ? "b" : "a", "aria-hidden": "true" }));
        const text = svg("g", { "aria-hidden": "true" }, labelled ? labels : []);
        frame.svg.append(...paths, text, ...targets.map(({ target }) => target));
        return () => {
            series.forEach((_, s) => {
                const up = (i) => y(Math.min(share(s, i), top));
                paths[s].setAttribute("d", columns(n, (i) => left(s, i), (i) => right(s, i), up, y(0)));
                if (labelled)
                    labels[s].forEach((node, i) => {
                        node.setAttribute("y", up(i) - 6);
                        node.textContent = percent(share(s, i));
                    });
            });
            targets.forEach(({ tell }) => tell());
        };
    }

    function over(frame, y) {
        const n = count(), wide = (frame.right - frame.left) / n, edge = (i) => frame.left + wide * i;
        const area = svg("path", { class: "a", "aria-hidden": "true" }), outline = svg("path", { class: "line b", "aria-hidden": "true" });
        const mark = svg("path", { class: "line soft", "aria-hidden": "true" });
        const target = svg("rect", { class: "target", x: frame.left, y: frame.top - 6, width: frame.right - frame.left,
            height: frame.bottom - frame.top + 6, "data-bar": "all" });
        let last = null;
        at = Math.min(at, n - 1);
        const pointed = (point) => Math.min(n - 1, Math.max(0, Math.floor((point.x - frame.left) / wide)));
        const tell = pullable(target, frame, { label: app.t("allBars"), value: () => share(pulled, at), low: 0, high: 1, step: top / 50,
            text: (value) => `${say(pulled, at)}: ${percent(value)}`,
            from: (point) => ((at = pointed(point)), height(y, point)),
            set: (to, done) => {
                /* The hand skips bars when it is quick: they get what lies between. */
                const from = last ?? { at, to }, steps = Math.abs(at - from.at);
                for (let k = 1; k < steps; k++)
                    pullTo(series[pulled].weights, from.at + Math.sign(at - from.at) * k, from.to + ((to - from.to) * k) / steps);
                last = done ? null : { at, to };
                pull(pulled, at, to, done);
            },
            other: { value: () => at, low: 0, high: n - 1, step: 1, set: (to) => ((at = to), paint()) } });
        axisX(frame, scale(1, n, edge(0.5), edge(n - 0.5)), {});
        frame.svg.append(area, outline, mark, target);
        return () => {
            const up = (s) => (i) => y(Math.min(share(s, i), top));
            area.setAttribute("d", columns(n, edge, (i) => edge(i + 1), up(0), y(0)));
            const upOther = up(1);
            let path = "";
            for (let i = 0; i < n; i++)
                path += `${i ? "V" : `M${edge(0)} `}${upOther(i).toFixed(1)}H${edge(i + 1).toFixed(1)}`;
            outline.setAttribute("d", path);
            mark.setAttribute("d", `M${edge(at + 0.5)} ${frame.bottom}v6`);
            tell();
        };
    }

    function draw(frame) {
        const y = scale(0, top, frame.bottom, frame.top);
        axisY(frame, y, { format: percent });
        switcher.hidden = count() <= BESIDE;
        const picture = count() <= BESIDE ? beside(frame, y) : over(frame, y);
        paint = () => {
            shown = series.map(({ weights }) => shares(weights));
            picture();
        };
        paint();
    }
    const frame = picture(root, { height: 300, label, draw });
    function refit() {
        shown = series.map(({ weights }) => shares(weights));
        const most = Math.max(...shown.map((of) => Math.max(...of)));
        top = roundUp(most * 1.15);
        at = 0;
        frame.redraw();
    }
    return { svg: frame.svg, refit };
}
