// SPDX-License-Identifier: Apache-2.0
// A small policy, a reward, and the leash: the best policy for each β, from the reference to collapse.
import { axisX, axisY, columns, html, line, numberBox, onceAFrame, picture, pullable, scale, slider, svg } from "../draw.js";
import { number, numbers } from "../state.js";
import { exact, percent } from "../number.js";
import { weightsFile } from "../command.js";
import { frontier, optimum } from "../compute/policy.js";

const ANSWERS = 5, LOW = -2, HIGH = 4, STEPS = 120, LEAST = 0.05, MOST = 20;
const first = { reference: [0.3, 0.45, 0.2, 0.049, 0.001], rewards: [1, 0.5, 0, -0.5, 3], beta: 1 };

/** The places of the slider: 0 is no leash, the last one a leash that gives nothing. */
const betaAt = (place) => (place <= 0 ? 0 : place >= STEPS ? Infinity
    : Number((LEAST * (MOST / LEAST) ** ((place - 1) / (STEPS - 2))).toPrecision(3)));
const placeOf = (beta) => (beta <= 0 ? 0 : beta === Infinity ? STEPS
    : Math.min(STEPS - 1, Math.max(1, Math.round(1 + ((STEPS - 2) * Math.log(beta / LEAST)) / Math.log(MOST / LEAST)))));
const BETAS = Array.from({ length: STEPS + 1 }, (_, place) => betaAt(place));
const round = (value) => Number(value.toPrecision(3));

function command(state, best) {
    const beta = state.beta === Infinity ? 'float("inf")' : state.beta;
    return weightsFile("policy", best.policy) + weightsFile("reference", state.reference) +
        "kl policy.tsv reference.tsv\nkl policy.tsv policy.tsv\n" +
        `python3 -c 'from kullback import losses\nfor beta in ${beta}, float("inf"):
    print(losses.policy_optimum([${state.reference}], [${state.rewards}], beta))'`;
}

export default {
    id: "leash",
    mount(root, app) {
        const { t } = app;
        const weights = (text) => {
            const found = numbers(text, ANSWERS, ANSWERS, 0, 1e6);
            return found && found.some((w) => w > 0) ? found : null;
        };
        const state = { reference: app.from("p", weights, first.reference.slice()),
            rewards: app.from("r", (text) => numbers(text, ANSWERS, ANSWERS, -100, 100), first.rewards.slice()),
            beta: app.from("beta", (text) => (text === "inf" ? Infinity : number(text, 0, 1000)), first.beta) };
        let best = optimum(state.reference, state.rewards, state.beta), all = frontier(state.reference, state.rewards, BETAS);
        let placeGrip = () => {}, paintChances = () => {};
        const names = Array.from({ length: ANSWERS }, (_, i) => t("answer" + (i + 1)));

        const wide = (frame) => (frame.right - frame.left) / ANSWERS;
        const middle = (frame, i) => frame.left + wide(frame) * (i + 0.5);
        const isNarrow = (frame) => wide(frame) < 84;
        const share = (i) => best.before[i];

        root.append(html("p", { class: "lead" }, t("lead")));
        root.append(html("div", { class: "row" }, html("button", { type: "button", onclick: () => {
            Object.assign(state, { reference: first.reference.slice(), rewards: first.rewards.slice(), beta: first.beta });
            refit();
        } }, t("example"))));

        const figure = html("figure", {}, html("ul", { class: "key" }, html("li", {}, t("keyPolicy")), html("li", { class: "b" }, t("keyReference"))));
        const numbered = html("p", { class: "soft" }, names.map((name, i) => `${i + 1}\u00a0${name}`).join(" · "));
        root.append(figure);
        const chances = picture(figure, { height: 230, label: t("chances"), margin: { left: 48, top: 22, bottom: 30 }, draw: drawChances });
        figure.append(numbered);
        const second = html("figure", {}, html("figcaption", {}, t("rewards")));
        root.append(second);
        const worth = picture(second, { height: 150, label: t("rewards"), margin: { left: 48, top: 12, bottom: 16 }, draw: drawRewards });
        const beta = slider({ label: t("beta"), low: 0, high: STEPS, step: 1, value: placeOf(state.beta), text: () => exact(state.beta),
            oninput: (place) => setBeta(betaAt(place)) });
        beta.input.id = "beta";
        root.append(beta.node);

        const reward = numberBox(t("reward"), "", "first"), divergence = numberBox("KL(π‖π₀)", t("bits"));
        const odd = numberBox(t("nonsense"), ""), spread = numberBox(t("perplexity"), ""), bound = numberBox(t("reference"), "");
        root.append(html("div", { class: "numbers" }, reward.node, divergence.node, odd.node, spread.node, bound.node));

        root.append(html("h2", {}, t("frontier")), html("p", {}, t("frontierLead")));
        const third = html("figure", {});
        root.append(third);
        const plane = picture(third, { height: 270, label: t("frontier"), margin: { left: 48, top: 26, bottom: 44 }, draw: drawFrontier });

        function drawChances(frame) {
            const y = scale(0, 1, frame.bottom, frame.top), step = wide(frame);
            axisY(frame, y, { format: percent });
            axisX(frame, (i) => middle(frame, i), { names: names.map((name, i) => (isNarrow(frame) ? String(i + 1) : name)) });
            numbered.hidden = !isNarrow(frame);
            const now = svg("path", { class: "a", "aria-hidden": "true" }), before = svg("path", { class: "b", "aria-hidden": "true" });
            const labels = names.map((_, i) => svg("text", { class: "strong", "text-anchor": "middle", x: middle(frame, i), "aria-hidden": "true" }));
            const targets = names.map((answer, i) => {
                const node = svg("rect", { class: "target", x: middle(frame, i) - step * 0.4, width: step * 0.8, y: frame.top - 8,
                    height: frame.bottom - frame.top + 8, "data-reference": i });
                const tell = pullable(node, frame, { label: t("chanceOf", { answer }), value: () => share(i), low: 0, high: 1, step: 0.01, text: percent,
                    from: (point) => Math.min(1, Math.max(0, round(y.back(point.y)))), set: (to) => setShare(i, to) });
                return { node, tell };
            });
            frame.svg.append(now, before, ...labels, ...targets.map(({ node }) => node));
            paintChances = () => {
                now.setAttribute("d", columns(ANSWERS, (i) => middle(frame, i) - step * 0.36, (i) => middle(frame, i) - 2, (i) => y(best.policy[i]), y(0)));
                before.setAttribute("d", columns(ANSWERS, (i) => middle(frame, i) + 2, (i) => middle(frame, i) + step * 0.36, (i) => y(share(i)), y(0)));
                labels.forEach((label, i) => {
                    label.setAttribute("y", y(Math.max(best.policy[i], share(i))) - 6);
                    label.textContent = percent(best.policy[i]);
                });
                targets.forEach(({ tell }) => tell());
            };
            paintChances();
        }
        function drawRewards(frame) {
            const y = scale(Math.min(LOW, ...state.rewards), Math.max(HIGH, ...state.rewards), frame.bottom, frame.top), step = wide(frame);
            axisY(frame, y, { count: 3 });
            for (let i = 0; i < ANSWERS; i++) {
                const bar = svg("rect", { class: "soft", "aria-hidden": "true", x: middle(frame, i) - step * 0.2, width: step * 0.4 });
                const grip = svg("circle", { class: "dot grip", cx: middle(frame, i), r: 8, "data-reward": i });
                pullable(grip, frame, { label: t("rewardOf", { answer: names[i] }), value: () => state.rewards[i],
                    low: y.low, high: y.high, step: 0.1, text: (v) => exact(v),
                    from: (point) => Math.round(10 * Math.min(y.high, Math.max(y.low, y.back(point.y)))) / 10,
                    set: (to) => {
                        state.rewards[i] = Math.round(to * 1000) / 1000;
                        place();
                        changed();
                    } });
                const label = svg("text", { "text-anchor": "middle", x: middle(frame, i), "aria-hidden": "true" });
                const place = () => {
                    const now = y(state.rewards[i]);
                    grip.setAttribute("cy", now);
                    bar.setAttribute("y", Math.min(now, y(0)));
                    bar.setAttribute("height", Math.abs(now - y(0)));
                    label.setAttribute("y", now - 13);
                    label.textContent = exact(state.rewards[i], 3);
                };
                place();
                frame.svg.append(bar, label, grip);
            }
        }
        function drawFrontier(frame) {
            const rewards = all.map((p) => p.reward), most = Math.max(...all.map((p) => p.divergence), 0.1);
            const low = Math.min(...rewards), high = Math.max(...rewards, low + 0.1);
            const x = scale(0, most, frame.left, frame.right), y = scale(low - 0.06 * (high - low), high, frame.bottom, frame.top);
            axisX(frame, x, { label: "KL(π‖π₀), " + t("bits"), format: (v) => exact(v, 3) });
            axisY(frame, y, { label: t("reward"), format: (v) => exact(v, 3) });
            line(frame, all.map((p) => p.divergence), rewards, x, y);
            const far = (p, hand) => Math.hypot(x(p.divergence) - hand.x, y(p.reward) - hand.y);
            const grip = svg("circle", { class: "dot grip", r: 9, "data-grip": "beta" });
            const tell = pullable(grip, frame, { label: t("beta"), value: () => placeOf(state.beta), low: 0, high: STEPS, step: 1, orientation: "horizontal",
                text: (place) => `β = ${exact(betaAt(place))}`, set: (place) => setBeta(betaAt(place)),
                from: (hand) => all.reduce((near, p, i) => (far(p, hand) < far(all[near], hand) ? i : near), 0) });
            frame.svg.append(grip);
            placeGrip = () => {
                grip.setAttribute("cx", x(best.divergence));
                grip.setAttribute("cy", y(best.reward));
                tell();
            };
            placeGrip();
        }

        /** The others share what is left. */
        function setShare(i, to) {
            const rest = state.reference.reduce((a, b) => a + b) - state.reference[i];
            state.reference = state.reference.map((w, j) => (j === i ? to : rest > 0 ? round((w / rest) * (1 - to)) : round((1 - to) / (ANSWERS - 1))));
            if (!state.reference.some((w) => w > 0))
                state.reference[i] = 1;
            changed();
        }
        function show() {
            best = optimum(state.reference, state.rewards, state.beta);
            /* What the reference never says is worth nothing to it; several may be worth the same. */
            const given = (i) => state.reference[i] > 0, most = Math.max(...state.rewards.filter((_, i) => given(i)));
            const tops = names.map((_, i) => i).filter((i) => given(i) && state.rewards[i] === most), top = tops[0];
            const collapsed = best.policy[top] > 0.5 && share(top) < 0.05;
            reward.show(exact(best.reward), t(state.beta === Infinity ? "held" : state.beta === 0 ? "free" : collapsed ? "collapsed" : "leashed",
                { beta: exact(state.beta), answer: tops.map((i) => names[i]).join(" / ") }));
            divergence.show(exact(best.divergence), t("divergenceSays"));
            odd.show(percent(best.policy[ANSWERS - 1]), t("nonsenseSays", { before: percent(share(ANSWERS - 1)) }));
            spread.show(exact(best.perplexity), t("perplexitySays"));
            bound.show(exact(best.referenceReward), t("referenceSays"));
            paintChances();
        }
        const soon = onceAFrame((lineToo) => {
            if (lineToo)
                all = frontier(state.reference, state.rewards, BETAS);
            show();
            if (lineToo)
                plane.redraw();
            else
                placeGrip();
            store();
        });
        function changed() {
            soon(true);
        }
        function setBeta(to) {
            state.beta = to;
            beta.set(placeOf(to));
            soon(false);
        }
        function store() {
            app.to({ p: state.reference.join(), r: state.rewards.join(), beta: state.beta === Infinity ? "inf" : state.beta });
        }
        function refit() {
            all = frontier(state.reference, state.rewards, BETAS);
            beta.set(placeOf(state.beta));
            show();
            [chances, worth, plane].forEach((frame) => frame.redraw());
            store();
        }
        refit();
        return { command: () => command(state, best), figure: () => plane.svg };
    },
};
