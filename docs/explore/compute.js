// SPDX-License-Identifier: Apache-2.0
// The only door to the library: every number on the page comes through here, none is worked out in JavaScript.
import { load } from "kullback";

/** A file that stands in the page. */
function bytes(name) {
    const text = atob(document.getElementById("data-" + name).textContent);
    const data = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++)
        data[i] = text.charCodeAt(i);
    return data;
}

const library = {};

/** Start the library; before the first room. */
export async function start() {
    library.kl = await load(bytes("library"));
}

/** The package `kullback`, started. */
export const kl = () => library.kl;

/** The profile of languages that is in the page. */
export const languages = () => bytes("languages");
