// SPDX-License-Identifier: Apache-2.0
// What the lines below a room are made of.

/** The line that writes a file of weights; its symbols are 1, 2, 3 … or those given. */
export function weightsFile(name, weights, symbols) {
    const lines = Array.from(weights, (weight, i) => `${symbols ? symbols[i] : i + 1}\\t${weight}\\n`);
    return `printf -- '${lines.join("")}' > ${name}.tsv\n`;
}
