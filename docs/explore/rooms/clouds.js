// SPDX-License-Identifier: Apache-2.0
// Two clouds that are pulled apart: what KL, JSD and transport say,
// and what each would tell somebody who wants them together.
import { axisX, axisY, html, line, numberBox, onceAFrame, picture, pullable, scale, slider, svg } from "../draw.js";
import { whole } from "../state.js";
import { exact, percent } from "../number.js";
import { apart } from "../compute/clouds.js";

const ACROSS = 44, DOWN = 22, CENTRE = [11, 11], RADIUS = 4, FAR = 28;
/** Where B may be. */
const LIMITS = { x: [-7, 25], y: [-7, 7] };
const first = { x: 12, y: 0, radius: RADIUS };

/** The cells within a radius of a place, all with equal mass. */
function disc([cx, cy], radius) {
    const cells = [];
    for (let y = -radius; y <= radius; y++)
        for (let x = -radius; x <= radius; x++)
            if (x * x + y * y <= radius * radius + 1)
                cells.push([cx + x, cy + y]);
    return cells;
}
const still = disc(CENTRE, RADIUS);
const cloud = ({ x, y, radius }) => disc([CENTRE[0] + x, CENTRE[1] + y], radius);

const command = ({ x, y, radius }) => `disc() { awk -v u=$1 -v v=$2 -v r=$3 'BEGIN {
    for (y = -r; y <= r; y++) for (x = -r; x <= r; x++) if (x * x + y * y <= r * r + 1) printf "%d:%d\\t1\\n", u + x, v + y }'; }
disc 0 0 ${RADIUS} > a.tsv
disc ${x} ${y} ${radius} > b.tsv
kl a.tsv b.tsv
awk -F '[:\\t]' 'NR == FNR { x[NR] = $1; y[NR] = $2; n = NR; next } { for (i = 1; i <= n; i++)
    printf "%d:%d\\t%d:%d\\t%.17g\\n", x[i], y[i], $1, $2, sqrt((x[i] - $1) ^ 2 + (y[i] - $2) ^ 2) }' a.tsv b.tsv > costs.tsv
kl ot --costs costs.tsv a.tsv b.tsv`;

export default {
    id: "clouds",
    mount(root, app) {
        const { t } = app;
        const state = { x: app.from("x", (text) => whole(text, ...LIMITS.x), first.x), y: app.from("y", (text) => whole(text, ...LIMITS.y), first.y),
            radius: app.from("radius", (text) => whole(text, 1, 6), first.radius) };
        let found = null, near = null, profile = [], paint = () => {}, mark = () => {};
        /* A hand comes by the same places again. */
        const known = new Map();
        function at(x, y) {
            const place = `${x} ${y} ${state.radius}`;
            if (!known.has(place))
                known.set(place, apart(still, cloud({ x, y, radius: state.radius })));
            return known.get(place);
        }

        root.append(html("p", { class: "lead" }, t("lead")));
        const figure = html("figure", {}, html("ul", { class: "key" }, html("li", {}, t("keyA")), html("li", { class: "b" }, t("keyB"))));
        root.append(figure);
        const field = picture(figure, { height: (width) => Math.min(330, (width * DOWN) / ACROSS), label: t("field"), margin: { left: 4, right: 4, top: 4, bottom: 4 }, draw: drawField });
        const radius = slider({ label: t("radius"), low: 1, high: 6, step: 1, value: state.radius, oninput: (to) => {
            state.radius = to;
            soon();
        } });
        radius.input.id = "radius";
        root.append(radius.node);
        const boxes = Object.fromEntries([["wasserstein", t("cells")], ["divergence", t("bits")], ["reverse", t("bits")], ["jensenShannon", t("bits")]]
            .map(([id, unit]) => [id, numberBox(t(id), unit, id === "wasserstein" ? "first" : "")]));
        root.append(html("div", { class: "numbers" }, Object.values(boxes).map(({ node }) => node)));
        root.append(html("h2", {}, t("distance")), html("p", {}, t("distanceLead")));
        const under = html("figure", {}, html("ul", { class: "key" }, html("li", {}, t("keyW")), html("li", { class: "b" }, t("keyJ")),
            html("li", { class: "soft" }, t("keyK"))));
        root.append(under);
        const lines = picture(under, { height: 230, label: t("distance"), margin: { left: 40, right: 44, top: 26, bottom: 44 }, draw: drawLines });

        function drawField(frame) {
            const size = Math.min(frame.width / ACROSS, frame.height / DOWN);
            const at = ([x, y]) => [(frame.width - ACROSS * size) / 2 + x * size, (frame.height - DOWN * size) / 2 + y * size];
            const dot = (name, radius) => ([x, y]) => svg("circle", { class: name, cx: at([x + 0.5, 0])[0], cy: at([0, y + 0.5])[1], r: size * radius });
            const orange = svg("g", {}), arrow = svg("path", { class: "line", "aria-hidden": "true", "stroke-width": 3 });
            const target = svg("circle", { class: "target grip", "data-grip": "cloud" });
            frame.svg.append(svg("rect", { class: "soft", opacity: 0.35, width: frame.width, height: frame.height, rx: 8, "aria-hidden": "true" }),
                svg("g", { "aria-hidden": "true" }, still.map(dot("dot", 0.42))), orange, arrow, target);
            const move = (axis, to) => {
                state[axis] = Math.min(LIMITS[axis][1], Math.max(LIMITS[axis][0], Math.round(to)));
                soon();
            };
            let grabbed = null;
            target.addEventListener("pointerdown", () => (grabbed = null), true);
            const tell = pullable(target, frame, { label: t("cloudB"), value: () => -state.y, low: -LIMITS.y[1], high: -LIMITS.y[0], step: 1,
                text: () => t("place", { x: state.x, y: -state.y }), from: (hand) => hand, set: (to) => {
                    if (typeof to === "number")
                        return move("y", -to);
                    const place = { x: to.x / size, y: to.y / size };
                    grabbed ??= { x: place.x - state.x, y: place.y - state.y };
                    move("x", place.x - grabbed.x);
                    move("y", place.y - grabbed.y);
                }, other: { value: () => state.x, low: LIMITS.x[0], high: LIMITS.x[1], step: 1, set: (to) => move("x", to) } });
            paint = () => {
                orange.replaceChildren(...cloud(state).map(dot("dot b", 0.28)));
                const [x, y] = at([CENTRE[0] + state.x + 0.5, CENTRE[1] + state.y + 0.5]), long = 5 * size;
                target.setAttribute("cx", x);
                target.setAttribute("cy", y);
                target.setAttribute("r", (state.radius + 1) * size);
                const gx = (near.right.wasserstein - near.left.wasserstein) / 2, gy = (near.down.wasserstein - near.up.wasserstein) / 2;
                /* To where it is less: a shaft, and two barbs that go back from its tip. */
                const tip = [x - gx * long, y - gy * long];
                const barb = (turn) => [tip[0] + size * (1.2 * gx - turn * 0.6 * gy), tip[1] + size * (1.2 * gy + turn * 0.6 * gx)];
                arrow.setAttribute("d", Math.hypot(gx, gy) < 0.01 ? "" : `M${x} ${y}L${tip}M${barb(1)}L${tip}L${barb(-1)}`);
                tell();
            };
            if (found)
                paint();
        }
        function drawLines(frame) {
            if (!profile.length)
                return;
            const x = scale(0, FAR, frame.left, frame.right), most = Math.max(...profile.map((p) => p.wasserstein), 1);
            const left = scale(0, most, frame.bottom, frame.top), right = scale(0, 1, frame.bottom, frame.top);
            axisX(frame, x, { label: t("cellsApart") });
            axisY(frame, left, { label: "W", count: 4 });
            frame.svg.append(svg("g", { "aria-hidden": "true" }, [0, 1].map((v) => svg("text", { x: frame.right + 6, y: right(v) + 4 }, v + " " + t("bits")))));
            const at = profile.map((_, i) => i);
            line(frame, at, profile.map((p) => p.wasserstein), x, left);
            line(frame, at, profile.map((p) => p.jensenShannon), x, right, "line b");
            /* Infinity is above the picture: a line along its upper edge. */
            line(frame, at, profile.map((p) => (p.divergence === Infinity ? 1.04 : NaN)), x, right, "line soft dashed");
            line(frame, at, profile.map((p) => (p.divergence === Infinity ? NaN : p.divergence)), x, right, "line soft");
            frame.svg.append(svg("text", { x: frame.left + 6, y: frame.top - 12, "aria-hidden": "true" }, "KL = ∞"));
            const here = svg("path", { class: "axis", "aria-hidden": "true" });
            frame.svg.append(here);
            mark = () => here.setAttribute("d", state.x < 0 ? "" : `M${Math.round(x(state.x)) + 0.5} ${frame.bottom}V${frame.top}`);
            mark();
        }
        function show() {
            const { x, y } = state;
            found = at(x, y);
            /* Cells know no smaller step. */
            near = { right: at(x + 1, y), left: at(x - 1, y), up: at(x, y - 1), down: at(x, y + 1) };
            paint();
            mark();
            const flat = (id) => Object.values(near).every((there) => there[id] === found[id]);
            const isLeast = Object.values(near).every(({ wasserstein }) => wasserstein >= found.wasserstein);
            const step = (id) => t("step", { right: exact(near.right[id]), left: exact(near.left[id]), up: exact(near.up[id]), down: exact(near.down[id]) });
            for (const [id, mass] of [["divergence", found.outside], ["reverse", found.outsideReverse]])
                boxes[id].show(exact(found[id]), (found[id] === Infinity ? t(id + "Infinite", { mass: percent(mass) }) : t("finite")) + " " +
                    (found[id] === Infinity && flat(id) ? t("flat") : step(id)));
            boxes.wasserstein.show(exact(found.wasserstein), (isLeast ? t("wassersteinHome") + " " : "") + step("wasserstein"));
            boxes.jensenShannon.show(exact(found.jensenShannon), !found.meet && flat("jensenShannon") ? t("jensenFlat") : step("jensenShannon"));
        }
        /** The lines below are of this size and height of B, once the hand rests. */
        let resting;
        function slide() {
            profile = Array.from({ length: FAR + 1 }, (_, x) => at(x, state.y));
            lines.redraw();
        }
        const soon = onceAFrame(() => {
            show();
            clearTimeout(resting);
            resting = setTimeout(slide, 120);
            app.to(state);
        });
        show();
        soon();
        return { command: () => command(state), figure: () => field.svg };
    },
};
