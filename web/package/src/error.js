// SPDX-License-Identifier: Apache-2.0

/** What the library refused: `code` is the status by name, `index` which element (from 0) or line (from 1), or -1. */
export class KullbackError extends Error {
    constructor(code, message, { index = -1, offset = -1, input = -1 } = {}) {
        super(message);
        this.name = 'KullbackError';
        this.code = code;
        this.index = index;
        this.offset = offset;
        this.input = input;
    }
}
