// SPDX-License-Identifier: Apache-2.0
// A fair die with any number of faces, as a disc: whole faces are whole sectors, what is left over is a narrower one.
import { svg } from "./draw.js";

const MOST = 200, R = 46;

/** `show(faces)` draws it in `root`. */
export function die(root, label) {
    const node = svg("svg", { class: "die", viewBox: "-50 -50 100 100", role: "img", "aria-label": label });
    root.append(node);
    const at = (turn) => `${(R * Math.sin(2 * Math.PI * turn)).toFixed(2)} ${(-R * Math.cos(2 * Math.PI * turn)).toFixed(2)}`;
    const sector = (from, to, name) => svg("path", { class: name,
        d: `M0 0L${at(from)}A${R} ${R} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}Z` });
    return (faces) => {
        if (!(faces <= MOST)) {
            node.replaceChildren(svg("circle", { class: "face", r: R }));
            return;
        }
        const whole = Math.floor(faces), sectors = [];
        if (faces - whole < 1e-9 && whole === 1)
            sectors.push(svg("circle", { class: "face first", r: R }));
        else
            for (let i = 0; i < faces - 1e-9; i++)
                sectors.push(sector(i / faces, Math.min(i + 1, faces) / faces, i === 0 ? "face first" : i < whole ? "face" : "face part"));
        node.replaceChildren(...sectors);
    };
}
