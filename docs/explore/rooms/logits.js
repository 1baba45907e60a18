// SPDX-License-Identifier: Apache-2.0
// Logits as sliders: softmax, cross-entropy, label smoothing and where its optimum lies, perplexity as a die.
import { axisX, axisY, clipped, html, line, numberBox, onceAFrame, picture, pullable, scale, slider, svg } from "../draw.js";
import { weightsFile } from "../command.js";
import { number, numbers, whole } from "../state.js";
import { exact, percent } from "../number.js";
import { classify, lossAlong } from "../compute/losses.js";
import { die } from "../die.js";

const LEAST = 2, MOST = 8, FAR = 10, NEAR = -5, POINTS = 181;
const EXAMPLE = { z: [2, 1, 0, -1], truth: 0, smoothing: 0.1 };

function command({ z, truth, smoothing }, found) {
    const label = z.map((_, i) => (i === truth ? 1 : 0));
    return weightsFile("softmax", found.softmax) + weightsFile("label", label) +
        (smoothing > 0 ? weightsFile("smoothed", found.target) + "kl smoothed.tsv softmax.tsv --unit nats\n" : "") +
        "kl label.tsv softmax.tsv --unit nats";
}

/** The loss against the logit of the true class, with a dot that is pulled along. */
function curvePicture(root, app, state, set) {
    const { t } = app, gaps = Array.from({ length: POINTS }, (_, i) => NEAR + ((FAR - NEAR) * i) / (POINTS - 1));
    root.append(html("figcaption", {}, t("curve")), html("ul", { class: "key" }, html("li", {}, t("keySmoothed")),
        html("li", { class: "soft" }, t("keyPlain"))));
    let x, back, dot, paint;
    const tenth = (value) => Math.round(Math.min(FAR, Math.max(-FAR, value)) * 10) / 10;
    const name = () => t("logitOfTruth", { name: t("class" + state.truth) });

    function draw(frame) {
        const own = () => state.z[state.truth];
        x = scale(NEAR, FAR, frame.left, frame.right);
        back = svg("g", {});
        dot = svg("circle", { class: "dot grip", r: 9 });
        frame.svg.append(back, dot);
        const tell = pullable(dot, frame, { label: name(), value: own, low: -FAR, high: FAR, step: 0.1, text: (v) => exact(v, 3), orientation: "horizontal",
            from: (point) => tenth(x.back(point.x)), set: (to) => set(tenth(to)),
            other: { value: own, low: -FAR, high: FAR, step: 0.1, set: (to) => set(tenth(to)) } });
        paint = () => {
            const plain = lossAlong({ ...state, smoothing: 0 }, gaps), smoothed = lossAlong(state, gaps);
            const top = 1.3 * Math.max(smoothed.at(-1), lossAlong({ ...state, smoothing: 0 }, [0])[0], 1);
            const y = scale(0, top, frame.bottom, frame.top), ground = { ...frame, svg: back };
            back.replaceChildren();
            axisY(ground, y, { label: t("nats") });
            axisX(ground, x, { label: name() });
            const inner = clipped(ground);
            line(inner, gaps, plain, x, y, "line soft");
            line(inner, gaps, smoothed, x, y);
            const least = smoothed.indexOf(Math.min(...smoothed));
            if (state.smoothing > 0)
                back.append(svg("path", { class: "line soft dashed", d: `M${x(gaps[least])} ${frame.top + 8}V${frame.bottom}` }),
                    svg("text", { x: x(gaps[least]), y: frame.top + 2, "text-anchor": "middle" }, t("leastHere")));
            dot.setAttribute("cx", x(Math.max(own(), NEAR)));
            dot.setAttribute("cy", Math.max(y(lossAlong(state, [own()])[0]), frame.top));
            dot.setAttribute("aria-label", name());
            tell();
        };
        paint();
    }
    const frame = picture(root, { height: 260, label: t("curve"), margin: { top: 22, bottom: 44, left: 30 }, draw });
    return { svg: frame.svg, paint: () => paint() };
}

export default {
    id: "logits",
    mount(root, app) {
        const { t } = app;
        const z = app.from("z", (text) => numbers(text, LEAST, MOST, -FAR, FAR), EXAMPLE.z.slice());
        const state = {
            z, truth: app.from("truth", (text) => whole(text, 1, z.length), EXAMPLE.truth + 1) - 1,
            smoothing: app.from("smoothing", (text) => number(text, 0, 1), EXAMPLE.smoothing),
        };
        let found;

        root.append(html("p", { class: "lead" }, t("lead")));
        const table = html("fieldset", { class: "logits" });
        const fewer = html("button", { type: "button", onclick: () => resize(state.z.length - 1) }, t("fewer"));
        const more = html("button", { type: "button", onclick: () => resize(state.z.length + 1) }, t("more"));
        const best = html("button", { type: "button", onclick: toOptimum }, t("toOptimum"));
        const smoother = slider({ label: t("smoothing"), low: 0, high: 1, step: 0.01, value: state.smoothing, text: (v) => exact(v, 3),
            oninput: (v) => ((state.smoothing = v), later()) });
        root.append(table, html("div", { class: "row" }, fewer, more, best), smoother.node);

        const loss = numberBox(t("loss"), t("nats"), "first"), least = numberBox(t("least"), t("nats")),
            excess = numberBox(t("excess"), t("nats")), plain = numberBox(t("plain"), t("nats")), gap = numberBox(t("gap"), t("logits")),
            faces = numberBox(t("perplexity"), t("faces"));
        root.append(html("div", { class: "numbers" }, [loss, least, excess, plain, gap, faces].map(({ node }) => node)));
        const picture = die(faces.node, t("die"));
        const figure = html("figure", {});
        root.append(figure);

        let rows = [];
        function list() {
            rows = state.z.map((value, i) => {
                const radio = html("input", { type: "radio", name: "truth", checked: i === state.truth, "aria-label": t("isTrue", { name: t("class" + i) }),
                    onchange: () => ((state.truth = i), later()) });
                const pull = slider({ label: t("class" + i), low: -FAR, high: FAR, step: 0.1, value, text: (v) => exact(v, 3),
                    oninput: (v) => ((state.z[i] = v), later()) });
                const bar = html("span", { class: "share" }), share = html("span", { class: "num" });
                return { pull, bar, share, node: html("div", { class: "logit" }, radio, pull.node, html("span", { class: "track" }, bar), share) };
            });
            table.replaceChildren(html("legend", {}, t("legend")), ...rows.map(({ node }) => node));
            fewer.disabled = state.z.length <= LEAST;
            more.disabled = state.z.length >= MOST;
        }
        const curve = curvePicture(figure, app, state, (to) => {
            state.z[state.truth] = to;
            rows[state.truth].pull.set(to);
            later();
        });

        function compute() {
            found = classify(state);
            rows.forEach(({ bar, share }, i) => {
                bar.style.width = 100 * found.softmax[i] + "%";
                share.textContent = percent(found.softmax[i]);
            });
            loss.show(exact(found.loss.value), t(state.smoothing > 0 ? "lossSmoothed" : "lossPlain"));
            least.show(exact(found.least.value), t(state.smoothing > 0 ? "leastSmoothed" : "leastPlain"));
            excess.show(exact(found.excess.value), t("excessSays"));
            plain.show(exact(found.plain.value), t("plainSays", { share: percent(found.softmax[state.truth]) }));
            gap.show(exact(found.gap.value), t(isFinite(found.gap.value) ? "gapSays" : "gapNone"));
            faces.show(exact(found.perplexity.value), t("perplexitySays", { faces: exact(found.perplexity.value, 3) }));
            best.disabled = !isFinite(found.gap.value);
            picture(found.perplexity.value);
            curve.paint();
            app.to({ z: state.z.join(), truth: state.truth + 1, smoothing: state.smoothing });
        }
        const later = onceAFrame(compute);
        function resize(n) {
            state.z = n < state.z.length ? state.z.slice(0, n) : [...state.z, 0];
            state.truth = Math.min(state.truth, n - 1);
            list();
            compute();
        }
        /** All others at the same height, the true one above them by as much as is best;
         *  what has digits to spare keeps one. */
        function toOptimum() {
            state.z = state.z.map((_, i) => (i === state.truth ? found.gap.value : 0));
            list();
            compute();
        }
        list();
        compute();
        return { command: () => command(state, found), figure: () => curve.svg };
    },
};
