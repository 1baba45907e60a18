// SPDX-License-Identifier: Apache-2.0
// Elements and pictures. A picture is an SVG as wide as its place, so that its words keep their size on a phone; it is
// drawn anew when the place becomes another.

const SVG = "http://www.w3.org/2000/svg";

function make(node, attributes, children) {
    for (const [name, value] of Object.entries(attributes ?? {}))
        if (name.startsWith("on"))
            node.addEventListener(name.slice(2), value);
        else if (value !== null && value !== undefined && value !== false)
            node.setAttribute(name, value === true ? "" : value);
    node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
    return node;
}

/** An element: html("p", {class: "lead"}, "text", other). `onclick` and the like listen;
 *  null and false are left out. */
export function html(tag, attributes, ...children) {
    return make(document.createElement(tag), attributes, children);
}

export function svg(tag, attributes, ...children) {
    return make(document.createElementNS(SVG, tag), attributes, children);
}

/** `call` at most once a frame, with what it was last asked for. */
export function onceAFrame(call) {
    let waiting = null;
    return (...parts) => {
        if (waiting === null)
            requestAnimationFrame(() => {
                const last = waiting;
                waiting = null;
                call(...last);
            });
        waiting = parts;
    };
}

/**
 * A picture in `root`. `draw(frame)` is called at once, on frame.redraw() and for each new width; it fills frame.svg,
 * which is empty then. `frame` has width, height, and the inner edges left, right, top, bottom; `height` may go with
 * the width. `label` is what a screen reader says.
 */
export function picture(root, { height, label, margin = {}, draw }) {
    const place = html("div", { class: "chart" });
    const node = svg("svg", { role: "group", "aria-label": label });
    const frame = { svg: node, width: 0, height: 0, redraw };
    place.append(node);
    root.append(place);

    /* Asking for a width makes the browser lay everything out, so it is asked once and told of changes. */
    function redraw(width = frame.width || place.clientWidth) {
        const inner = { left: 44, right: 8, top: 10, bottom: 28, ...margin };
        frame.width = Math.max(Math.round(width), 200);
        frame.height = typeof height === "function" ? height(frame.width) : height;
        Object.assign(frame, { left: inner.left, right: frame.width - inner.right, top: inner.top, bottom: frame.height - inner.bottom });
        node.setAttribute("viewBox", `0 0 ${frame.width} ${frame.height}`);
        node.setAttribute("height", frame.height);
        node.replaceChildren();
        draw(frame);
    }
    new ResizeObserver(onceAFrame(([{ contentRect: { width } }]) =>
        width && frame.width && Math.max(Math.round(width), 200) !== frame.width && redraw(width))).observe(place);
    redraw();
    return frame;
}

/** From [low, high] onto [from, to]; `.back` the other way. */
export function scale(low, high, from, to) {
    const span = high - low || 1;
    const at = (value) => from + ((value - low) / span) * (to - from);
    return Object.assign(at, { low, high, back: (place) => low + ((place - from) / (to - from)) * span });
}

/** Round numbers in [low, high], about `count` of them. */
function ticks(low, high, count = 5) {
    const raw = (high - low) / Math.max(count, 1);
    if (!(raw > 0) || !isFinite(raw))
        return [low];
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = power * [1, 2, 5, 10].find((factor) => factor * power >= raw * 0.999);
    const found = [];
    for (let i = Math.ceil(low / step - 1e-9); i * step <= high + step * 1e-9; i++)
        found.push(Number((i * step).toPrecision(12)));
    return found;
}

const place = (value) => Math.round(value * 100) / 100;

/** The axis below: ticks of a scale, or names under given places. */
export function axisX(frame, x, { label, format = String, count = 6, names, stroke = true } = {}) {
    const group = svg("g", { "aria-hidden": "true" });
    if (stroke)
        group.append(svg("path", { class: "axis", d: `M${frame.left} ${frame.bottom}H${frame.right}` }));
    const marks = names ? names.map((name, i) => [x(i), name]) : ticks(x.low, x.high, count).map((v) => [x(v), format(v)]);
    for (const [at, text] of marks)
        group.append(svg("text", { x: place(at), y: frame.bottom + 18, "text-anchor": "middle" }, text));
    if (label)
        group.append(svg("text", { x: frame.right, y: frame.bottom + 34, "text-anchor": "end" }, label));
    frame.svg.append(group);
}

/** The axis at the left, with lines across. */
export function axisY(frame, y, { label, format = String, count = 4 } = {}) {
    const group = svg("g", { "aria-hidden": "true" });
    for (const value of ticks(y.low, y.high, count)) {
        const at = Math.round(y(value)) + 0.5;
        group.append(svg("path", { class: value === 0 ? "axis" : "grid", d: `M${frame.left} ${at}H${frame.right}` }),
            svg("text", { x: frame.left - 7, y: at + 4, "text-anchor": "end" }, format(value)));
    }
    if (label)
        group.append(svg("text", { x: 0, y: frame.top - 14 }, label));
    frame.svg.append(group);
}

/** The frame again, for what is cut off at its inner edges. */
export function clipped(frame) {
    const width = frame.right - frame.left, height = frame.bottom - frame.top;
    const inner = svg("svg", { x: frame.left, y: frame.top, width, height, viewBox: `${frame.left} ${frame.top} ${width} ${height}` });
    frame.svg.append(inner);
    return { ...frame, svg: inner };
}

/** A line through points of two scales; where a value is not finite, the line is broken. */
export function lineTo(xs, ys, x, y) {
    let path = "", pen = "M";
    for (let i = 0; i < xs.length; i++) {
        const up = y(ys[i]);
        if (!isFinite(up)) {
            pen = "M";
            continue;
        }
        path += `${pen}${place(x(xs[i]))} ${place(Math.min(Math.max(up, -1e4), 1e4))}`;
        pen = "L";
    }
    return path;
}

export function line(frame, xs, ys, x, y, name = "line") {
    const node = svg("path", { class: name, d: lineTo(xs, ys, x, y) });
    frame.svg.append(node);
    return node;
}

/** Columns as one path: `left(i)` and `right(i)` are the edges of column i, `up(i)` its height's place, from `base`. */
export function columns(n, left, right, up, base) {
    let path = "";
    for (let i = 0; i < n; i++)
        path += `M${place(left(i))} ${place(base)}V${place(up(i))}H${place(right(i))}V${place(base)}Z`;
    return path;
}

export function dots(frame, points, x, y, { name = "dot", radius = 4 } = {}) {
    const group = svg("g", { "aria-hidden": "true" });
    for (const [a, b] of points)
        group.append(svg("circle", { class: name, cx: place(x(a)), cy: place(y(b)), r: radius }));
    frame.svg.append(group);
    return group;
}

/**
 * Make an element of a picture something that can be pulled: by pointer, and by the keys of a slider (arrows, page up
 * and down, home, end). `value()` now; `set(value, done)` with done = false while the pointer is down; `from(point)`
 * the value at a point {x, y} of the picture; `low`, `high`, `step`; `text(value)` what a screen reader says;
 * `orientation` "horizontal" where it is pulled left and right. Two directions: give `other` with the same members for
 * left and right.
 */
export function pullable(node, frame, { label, value, set, from, low, high, step, text = String, focusable = true, orientation = "vertical", other }) {
    node.setAttribute("role", "slider");
    node.setAttribute("aria-label", label);
    node.setAttribute("aria-orientation", orientation);
    node.setAttribute("tabindex", focusable ? 0 : -1);
    const tell = () => {
        node.setAttribute("aria-valuemin", low);
        node.setAttribute("aria-valuemax", high);
        node.setAttribute("aria-valuenow", value());
        node.setAttribute("aria-valuetext", text(value()));
    };
    const clamp = (v) => Math.min(high, Math.max(low, v));
    const pull = (event, done) => {
        set(from(pointIn(frame.svg, event)), done);
        tell();
    };
    node.addEventListener("pointerdown", (event) => {
        event.preventDefault();
        node.focus({ preventScroll: true });
        node.setPointerCapture(event.pointerId);
        pull(event, false);
    });
    node.addEventListener("pointermove", (event) => node.hasPointerCapture(event.pointerId) && pull(event, false));
    node.addEventListener("pointerup", (event) => node.hasPointerCapture(event.pointerId) && pull(event, true));
    /* The browser has taken the hand, for scrolling: what was pulled stays where it is. */
    node.addEventListener("pointercancel", () => set(value(), true));
    node.addEventListener("keydown", (event) => {
        const sideways = other ? {} : { ArrowRight: step, ArrowLeft: -step };
        const by = { ArrowUp: step, ArrowDown: -step, PageUp: 10 * step, PageDown: -10 * step, ...sideways }[event.key];
        const across = other && { ArrowRight: other.step, ArrowLeft: -other.step }[event.key];
        const to = { Home: low, End: high, Delete: low, Backspace: low }[event.key];
        if (by !== undefined)
            set(clamp(value() + by), true);
        else if (across)
            other.set(Math.min(other.high, Math.max(other.low, other.value() + across)), true);
        else if (to !== undefined)
            set(to, true);
        else
            return;
        event.preventDefault();
        tell();
    });
    tell();
    return tell;
}

/** Where an event is, in the units of the picture. */
function pointIn(node, event) {
    const box = node.getBoundingClientRect(), view = node.viewBox.baseVal;
    return { x: ((event.clientX - box.left) / box.width) * view.width, y: ((event.clientY - box.top) / box.height) * view.height };
}

/** A slider with its name and its value beside it. */
export function slider({ label, low, high, step, value, text = String, oninput }) {
    const output = html("output", {}, text(value));
    const input = html("input", { type: "range", min: low, max: high, step, "aria-label": label, "aria-valuetext": text(value) });
    input.value = value;
    const show = (v) => {
        output.textContent = text(v);
        input.setAttribute("aria-valuetext", text(v));
    };
    input.addEventListener("input", () => {
        show(input.valueAsNumber);
        oninput(input.valueAsNumber);
    });
    const node = html("label", { class: "field" }, html("span", {}, label), output, input);
    return { node, input, set: (v) => ((input.value = v), show(v)) };
}

/** Buttons of which one is pressed. `choices`: [word, label] each. */
export function choice({ label, choices, value, onchange }) {
    const buttons = choices.map(([word, text]) =>
        html("button", { type: "button", "aria-pressed": String(word === value), onclick: () => press(word) }, text));
    const press = (word) => {
        buttons.forEach((button, i) => button.setAttribute("aria-pressed", String(choices[i][0] === word)));
        onchange(word);
    };
    return html("div", { class: "row", role: "group", "aria-label": label }, html("span", { class: "label" }, label), ...buttons);
}

/** A number in a box: the name, the value with its unit, and a sentence. `show(value, sentence, unit)` changes it.
 *  `kind`: "first" is large and as wide as the page, "half" shares its row with another. */
export function numberBox(label, unit, kind = "") {
    const value = html("span", {}), unitOf = html("span", { class: "unit" }), sentence = html("p", { class: "says" });
    const node = html("div", { class: kind ? "number " + kind : "number" }, html("p", { class: "what" }, label),
        html("p", { class: "value" }, value, " ", unitOf), sentence);
    unitOf.textContent = unit;
    return {
        node,
        show(text, words = "", otherUnit = unit) {
            value.textContent = text;
            unitOf.textContent = otherUnit;
            sentence.textContent = words;
        },
    };
}
