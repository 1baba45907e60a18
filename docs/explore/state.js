// SPDX-License-Identifier: Apache-2.0
// What an address says: "#/room?name=value&…". Everything in it was written by anybody, so it is checked where it is
// read, and what cannot be used is null.

/** The longest text that is put into an address. */
export const LONGEST = 20000;

export function parse(hash) {
    const [room, rest = ""] = splitOnce(hash.replace(/^#\/?/, ""), "?");
    const values = {};
    for (const part of rest.split("&")) {
        const [name, value = ""] = splitOnce(part, "=");
        if (/^[a-z]+$/.test(name))
            values[name] = decode(value);
    }
    return { room, values };
}

/** The address of a room; what is null is as it is without one. */
export function format(room, values) {
    const parts = [];
    for (const [name, value] of Object.entries(values))
        if (value !== null && value !== undefined)
            parts.push(name + "=" + encodeURIComponent(String(value)).replaceAll("%2C", ",").replaceAll("%3B", ";"));
    return "#/" + room + (parts.length ? "?" + parts.join("&") : "");
}

/** A text with what is half a character replaced: neither an address nor a file can hold that. */
export const wellFormed = (text) => text.replace(/\p{Surrogate}/gu, "\ufffd");

/** A number in [low, high], or null. */
export function number(text, low, high) {
    const value = plain(text);
    return value !== null && value >= low && value <= high ? value : null;
}

/** A whole number in [low, high], or null. */
export function whole(text, low, high) {
    const value = number(text, low, high);
    return Number.isInteger(value) ? value : null;
}

/** Numbers in [low, high] with commas between them, `least` to `most` of them; else null. */
export function numbers(text, least, most, low, high) {
    if (typeof text !== "string")
        return null;
    const values = text.split(",", most + 1).map((part) => number(part, low, high));
    return values.length < least || values.length > most || values.includes(null) ? null : values;
}

/** One of the words, or null. */
export function word(text, words) {
    return words.includes(text) ? text : null;
}

function plain(text) {
    return typeof text === "string" && /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text) && isFinite(text) ? Number(text) : null;
}

function splitOnce(text, mark) {
    const at = text.indexOf(mark);
    return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(text) {
    try {
        return decodeURIComponent(text);
    } catch {
        return null;
    }
}
