// SPDX-License-Identifier: Apache-2.0
// What is kept on the reader's machine, and nowhere else: the language, the light, and what was answered. A browser
// that keeps nothing is no error.

const PREFIX = "kullback.";

export function get(name) {
    try {
        return localStorage.getItem(PREFIX + name);
    } catch {
        return null;
    }
}

export function set(name, value) {
    try {
        localStorage.setItem(PREFIX + name, value);
    } catch {
        // Then it is forgotten with the page.
    }
}
