// SPDX-License-Identifier: Apache-2.0
// A picture as a file: the SVG with its styles written into it, or drawn onto a canvas.

const KEPT = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "font-family",
    "font-size", "font-weight", "text-anchor"];

/** The SVG as text that looks the same anywhere. */
function svgText(node) {
    const copy = node.cloneNode(true);
    const from = node.querySelectorAll("*"), to = copy.querySelectorAll("*");
    from.forEach((element, i) => {
        const style = getComputedStyle(element);
        for (const name of KEPT)
            to[i].setAttribute(name, style.getPropertyValue(name));
        for (const name of ["class", "style", "tabindex"])
            to[i].removeAttribute(name);
    });
    const { width, height } = node.viewBox.baseVal;
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.setAttribute("width", width);
    copy.setAttribute("height", height);
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    ground.setAttribute("width", "100%");
    ground.setAttribute("height", "100%");
    ground.setAttribute("fill", getComputedStyle(document.body).backgroundColor);
    copy.prepend(ground);
    return new XMLSerializer().serializeToString(copy);
}

export function saveSVG(node, name) {
    save(new Blob([svgText(node)], { type: "image/svg+xml" }), name + ".svg");
}

/** Twice as many points as on the screen. */
export async function savePNG(node, name) {
    const { width, height } = node.viewBox.baseVal;
    const image = new Image();
    image.src = "data:image/svg+xml," + encodeURIComponent(svgText(node));
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * width;
    canvas.height = 2 * height;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    save(await new Promise((done) => canvas.toBlob(done, "image/png")), name + ".png");
}

/** Hand a file to the reader. */
export function save(blob, name) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

/** True when the text is on the clipboard. */
export async function copyText(text) {
    try {
        await navigator.clipboard.writeText(text);
        return true;
    } catch {
        const area = document.createElement("textarea");
        area.value = text;
        document.body.append(area);
        area.select();
        const done = document.execCommand("copy");
        area.remove();
        return done;
    }
}
