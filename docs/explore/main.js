// SPDX-License-Identifier: Apache-2.0
// Where the script begins: in the page, and once more in the worker that reads ciphers.
import { open } from "./app.js";
import { start } from "./compute.js";
import { read } from "./compute/text.js";

/** The first message brings the library and the models, each further one a text. */
function work() {
    let profile, ready;
    onmessage = async ({ data }) => {
        try {
            if (data.library) {
                profile = data.ciphers;
                ready = start(data.library);
                return;
            }
            await ready;
            postMessage({ reading: read(profile, data.text) });
        } catch (error) {
            postMessage({ error: error.message });
        }
    };
}

if (typeof document === "undefined")
    work();
else
    open();
