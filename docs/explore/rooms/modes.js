// SPDX-License-Identifier: Apache-2.0
// One bell fitted to two modes, step by step: forward it covers both, in reverse it picks one.
import { axisX, choice, columns, html, lineTo, numberBox, onceAFrame, picture, pullable, scale, slider, svg } from "../draw.js";
import { number, whole, word } from "../state.js";
import { exact, percent } from "../number.js";
import { weightsFile } from "../command.js";
import { fitFrom } from "../compute/shapes.js";

const LOW = -7, HIGH = 7, STEP = 0.25, MOST = 30, WIDTH = 0.7;
const places = Array.from({ length: Math.round((HIGH - LOW) / STEP) + 1 }, (_, i) => LOW + i * STEP);
const first = { left: -2, right: 2.5, share: 0.6, mean: 0.5, scale: 1, way: "forward", step: 0 };

const bell = (x, mean) => Math.exp(-(((x - mean) / WIDTH) ** 2) / 2);
/** The target, to six digits, as the command's file has it. */
function targetOf({ left, right, share }) {
    return places.map((x) => Number((share * bell(x, left) + (1 - share) * bell(x, right)).toPrecision(6)));
}

export function modes(root, app, onchange) {
    const { t } = app;
    const between = (low, high) => (text) => number(text, low, high);
    const state = { left: app.from("left", between(LOW + 1, HIGH - 1), first.left), right: app.from("right", between(LOW + 1, HIGH - 1), first.right),
        share: app.from("share", between(0.02, 0.98), first.share), mean: app.from("mean", between(LOW, HIGH), first.mean),
        scale: app.from("scale", between(0.2, 5), first.scale), way: app.from("way", (text) => word(text, ["forward", "reverse"]), first.way),
        step: app.from("step", (text) => whole(text, 0, MOST), first.step) };
    let way = [], timer = null, paint = () => {};

    root.append(html("h2", {}, t("modes")), html("p", {}, t("modesLead")));
    const directions = html("div", {});
    const run = html("button", { type: "button", class: "primary", id: "run", onclick: () => (timer ? stop() : start()) }, t("run"));
    root.append(directions);
    const figure = html("figure", {}, html("ul", { class: "key" }, html("li", {}, t("keyTarget")), html("li", { class: "b" }, t("keyModel"))));
    root.append(figure);
    const frame = picture(figure, { height: 270, label: t("modesPicture"), margin: { left: 10, right: 10, top: 26 }, draw });
    const steps = slider({ label: t("step"), low: 0, high: MOST, step: 1, value: state.step, oninput: (to) => {
        stop();
        state.step = to;
        changed();
    } });
    steps.input.id = "step";
    const share = slider({ label: t("share"), low: 0.02, high: 0.98, step: 0.01, value: state.share, text: percent, oninput: (to) => {
        state.share = to;
        begun();
    } });
    share.input.id = "share";
    root.append(steps.node, html("div", { class: "row" }, run, html("button", { type: "button", onclick: begun }, t("restart"))), share.node);
    const forward = numberBox("KL(P‖Q)", t("bits")), reverse = numberBox("KL(Q‖P)", t("bits"));
    const missed = numberBox(t("missed"), ""), mean = numberBox(t("mean"), ""), deviation = numberBox(t("deviation"), "");
    root.append(html("div", { class: "numbers" }, forward.node, reverse.node, missed.node, mean.node, deviation.node));
    const ways = choice({ label: t("way"), value: state.way, choices: [["forward", t("forward")], ["reverse", t("reverse")]], onchange: (to) => {
        state.way = to;
        begun();
    } });
    directions.append(ways);

    const now = () => way[Math.min(state.step, way.length - 1)];

    function draw(frame) {
        const x = scale(LOW, HIGH, frame.left, frame.right), half = (x(STEP) - x(0)) / 2;
        axisX(frame, x, { count: 7 });
        const area = svg("path", { class: "area", "aria-hidden": "true" }), past = svg("g", { "aria-hidden": "true" });
        const model = svg("path", { class: "line b", "aria-hidden": "true" });
        const grip = (name, of) => svg("circle", { class: "dot grip" + of, r: 9, "data-grip": name });
        const grips = { left: grip("left", ""), right: grip("right", ""), bell: grip("bell", " b"), width: grip("width", " b") };
        frame.svg.append(area, past, model, ...Object.values(grips));
        const tells = [];
        /* Up and down as well as left and right. */
        const both = (grip, label, way, from) => tells.push(pullable(grip, frame, { label, text: (v) => exact(v, 3), from, orientation: "horizontal", ...way, other: way }));
        for (const name of ["left", "right"])
            both(grips[name], t(name + "Mode"), { value: () => state[name], low: LOW + 1, high: HIGH - 1, step: STEP, set: (to) => {
                state[name] = Math.min(HIGH - 1, Math.max(LOW + 1, to));
                begun();
            } }, (hand) => Math.round(x.back(hand.x) / STEP) * STEP);
        const moveMean = (to) => ((state.mean = Math.round(20 * Math.min(HIGH, Math.max(LOW, to))) / 20), begun());
        const setScale = (to) => ((state.scale = Math.round(20 * Math.min(5, Math.max(0.2, to))) / 20), begun());
        both(grips.bell, t("beginMean"), { value: () => state.mean, low: LOW, high: HIGH, step: 0.1, set: moveMean }, (hand) => x.back(hand.x));
        both(grips.width, t("beginScale"), { value: () => state.scale, low: 0.2, high: 5, step: 0.1, set: setScale },
            (hand) => Math.abs(x.back(hand.x) - now().mean));
        paint = () => {
            const target = targetOf(state), total = target.reduce((a, b) => a + b), shares = target.map((w) => w / total);
            const tallest = Math.max(...shares, ...now().shares) * 1.08, y = scale(0, tallest, frame.bottom, frame.top);
            area.setAttribute("d", columns(places.length, (i) => x(places[i]) - half, (i) => x(places[i]) + half, (i) => y(shares[i]), y(0)));
            past.replaceChildren(...way.slice(0, state.step).map((at) =>
                svg("path", { class: "line soft", opacity: 0.35, d: lineTo(places, at.shares, x, y) })));
            model.setAttribute("d", lineTo(places, now().shares, x, y));
            const put = (grip, at, up) => (grip.setAttribute("cx", x(Math.min(HIGH, Math.max(LOW, at)))), grip.setAttribute("cy", up));
            put(grips.left, state.left, frame.bottom);
            put(grips.right, state.right, frame.bottom);
            put(grips.bell, now().mean, y(Math.max(...now().shares)));
            put(grips.width, now().mean + now().scale, y(Math.max(...now().shares) * 0.6065));
            tells.forEach((tell) => tell());
        };
        if (way.length)
            paint();
    }

    const changed = onceAFrame(show);
    function show() {
        steps.set(state.step);
        const at = now();
        paint();
        forward.show(exact(at.divergence), t(state.way === "forward" ? "madeLeast" : "forwardSays"));
        reverse.show(exact(at.reverse), t(state.way === "reverse" ? "madeLeast" : "reverseSays"));
        missed.show(percent(at.missed), t("missedSays"));
        mean.show(exact(at.mean), t(state.step === 0 ? "yours" : at.converged ? "arrived" : "under"));
        deviation.show(exact(at.scale), "");
        onchange();
    }
    /** From the beginning, which is where the bell was put. */
    const again = onceAFrame(() => {
        way = fitFrom({ places, weights: targetOf(state), way: state.way, begin: [state.mean, state.scale], steps: MOST });
        show();
    });
    function begun() {
        stop();
        state.step = 0;
        share.set(state.share);
        again();
    }
    function start() {
        if (state.step >= MOST)
            state.step = 0;
        run.textContent = t("stop");
        timer = setInterval(() => {
            if (!root.isConnected || state.step >= MOST || now().converged)
                return stop();
            state.step++;
            changed();
        }, 260);
    }
    function stop() {
        clearInterval(timer);
        timer = null;
        run.textContent = t("run");
    }
    way = fitFrom({ places, weights: targetOf(state), way: state.way, begin: [state.mean, state.scale], steps: MOST });
    queueMicrotask(show);

    return {
        state: () => ({ left: state.left, right: state.right, share: state.share, mean: state.mean, scale: state.scale, way: state.way, step: state.step }),
        command: () => weightsFile("target", targetOf(state), places) + weightsFile("model", now().shares, places) + "kl target.tsv model.tsv\n" +
            `kl fit --measure ${state.way === "forward" ? "divergence" : "divergence.reverse"} target.tsv`,
    };
}
