// SPDX-License-Identifier: Apache-2.0
// Texts: their symbols, their language, their cipher; and the documents that the command kl writes.
import { OUT } from './call.js';
import { refuse } from './numbers.js';

/* Of a text in UTF-8, or of a file. */
function bytesOf(name, data) {
    if (typeof data === 'string') return new TextEncoder().encode(data);
    return data instanceof Uint8Array ? data : refuse('argument', name, 'a text or a Uint8Array', data);
}
const fileOf = (bytes) => (bytes instanceof Uint8Array ? bytes : refuse('argument', 'bytes', 'a Uint8Array', bytes));

/* A name of the input, for messages. */
function inputOf(otherwise, given) {
    const { name = otherwise, data, ...options } = typeof given === 'object' && given !== null ? given : refuse('argument', otherwise, '{name, data}', given);
    return [name, bytesOf(`${name}.data`, data), options];
}

export function texts(caller, estimates) {
    const c = caller.functions;

    /* What `kl --json` prints, as an object; takes the document. Numbers that JSON has not are strings there. */
    const told = (document, unit = 'bits') => {
        try {
            const [text, size] = c.kl_document_render(document, 'json', { unit }, OUT, OUT);
            try {
                return JSON.parse(new TextDecoder().decode(caller.array(text, 'u8', size)));
            } finally {
                c.kl_memory_free(text);
            }
        } finally {
            c.kl_document_free(document);
        }
    };

    /* Opens one thing after another for `use`, and gives all of them back. */
    const within = (open, free, list, use) => {
        const held = [];
        try {
            for (const one of list) held.push(open(one));
            return use(held);
        } finally {
            held.forEach(free);
        }
    };

    const parse = (given) => {
        const [name, bytes, options] = inputOf('A', given);
        return c.kl_input_parse(name, bytes, bytes.length, options, OUT);
    };
    const table = (given) => {
        const [name, bytes, options] = inputOf('table', given);
        return c.kl_table_parse(name, bytes, bytes.length, options, OUT);
    };
    const document = (verb, title, fill, unit) => {
        const made = c.kl_document_new(verb, OUT);
        try {
            c.kl_document_set_title(made, title);
            fill(made);
        } catch (error) {
            c.kl_document_free(made);
            throw error;
        }
        return told(made, unit);
    };

    const language = (bytes, options) => {
        const profile = c.kl_language_profile_parse(fileOf(bytes), bytes.length, OUT);
        const codes = Array.from({ length: c.kl_language_count(profile) }, (_, i) => c.kl_language_code(profile, i));
        const of = (index) => (index >= codes.length ? null : { code: codes[index], name: c.kl_language_name(profile, index) });

        let alone = null;

        const detect = (text, { only = null, top = 5, unit = 'bits', name = 'text' } = {}) => {
            const detector = c.kl_language_detector_new(profile, { ...options, ...(only ? { only, onlyCount: only.length } : {}) }, OUT);
            try {
                const data = bytesOf('text', text);
                c.kl_language_detector_add(detector, data, data.length);
                const raw = c.kl_language_detector_finish(detector, OUT);
                const posterior = caller.array(c.kl_language_detector_posterior(detector), 'f64', codes.length);
                const list = document('lang', 'which language', (made) => {
                    c.kl_document_add_input(made, 'A', name, 'text', `${of(raw.best)?.code ?? 'und'}, ${raw.status}`);
                    c.kl_language_describe(detector, raw, 'A', top, made);
                }, unit);
                return { ...raw, best: of(raw.best), crossEntropy: raw.crossEntropy / estimates.size(unit),
                    margin: raw.margin / estimates.size(unit),
                    languages: codes.map((_, i) => ({ ...of(i), posterior: posterior[i] }))
                        .filter((x) => x.posterior > 0).sort((a, b) => b.posterior - a.posterior).slice(0, top),
                    document: list };
            } finally {
                c.kl_language_detector_free(detector);
            }
        };
        /* What a letter of a text would cost in each language: [{code, name, crossEntropy}], the cheapest first; those
         * of other scripts are left out. */
        const costs = (text, { unit = 'bits' } = {}) => {
            const data = bytesOf('text', text), size = estimates.size(unit);
            alone ??= codes.map((code) => c.kl_language_detector_new(profile, { ...options, only: [code], onlyCount: 1 }, OUT));
            return alone.map((detector, i) => {
                c.kl_language_detector_add(detector, data, data.length);
                return { ...of(i), crossEntropy: c.kl_language_detector_finish(detector, OUT).crossEntropy / size };
            }).filter((x) => x.crossEntropy >= 0).sort((x, y) => x.crossEntropy - y.crossEntropy);
        };
        const free = () => {
            alone?.forEach((detector) => c.kl_language_detector_free(detector));
            c.kl_language_profile_free(profile);
        };
        return { codes, detect, costs, free };
    };

    const cipher = (bytes) => {
        const profile = c.kl_cipher_profile_parse(fileOf(bytes), bytes.length, OUT);
        const solve = (text, { top = 5, unit = 'bits', name = 'text', only = null, ...options } = {}) => {
            const data = bytesOf('text', text);
            const solver = c.kl_cipher_solver_new(profile, { ...options, ...(only ? { only, onlyCount: only.length } : {}) }, OUT);
            try {
                const answer = c.kl_cipher_solver_solve(solver, data, data.length, null, OUT);
                try {
                    const summary = c.kl_cipher_answer_summary(answer);
                    const at = c.kl_cipher_answer_reading(answer, 0);
                    const best = at === 0 ? null : caller.read('kl_cipher_reading', at);
                    const made = document('lang', 'which language, under which cipher', (into) => {
                        c.kl_document_add_input(into, 'A', name, 'ciphertext', `${best?.code ?? 'und'}, ${best ? c.kl_cipher_kind_name(best.kind) : 'none'}, ${c.kl_cipher_status_name(summary.status)}`);
                        c.kl_cipher_describe(answer, 'A', top, into);
                    }, unit);
                    return { ...summary, best, document: made };
                } finally {
                    c.kl_cipher_answer_free(answer);
                }
            } finally {
                c.kl_cipher_solver_free(solver);
            }
        };
        return { solve, free: () => c.kl_cipher_profile_free(profile) };
    };

    return {
        /** The symbols of a text with their counts: [{symbol, count}]; `symbols` "letters", "words" or "bytes". */
        count(text, options = {}) {
            const data = bytesOf('text', text);
            const counter = c.kl_text_counter_new(options, OUT);
            try {
                c.kl_text_counter_add(counter, data, data.length);
                const counts = c.kl_text_counter_finish(counter, OUT);
                try {
                    const join = options.symbols === 'words' ? ' ' : '';
                    const order = c.kl_counts_order(counts);
                    return Array.from({ length: c.kl_counts_size(counts) }, (_, i) => {
                        const gram = caller.array(c.kl_counts_gram(counts, i), 'u32', order);
                        return { symbol: Array.from(gram, (s) => c.kl_counts_symbol(counts, s, OUT)).join(join),
                            count: c.kl_counts_count(counts, i) };
                    });
                } finally {
                    c.kl_counts_free(counts);
                }
            } finally {
                c.kl_text_counter_free(counter);
            }
        },
        /** What `kl A B … --json` prints of inputs {name, data, kind, …}. `options`: {unit, sample: {…}, settings}. */
        compare(inputs, { unit = 'bits', ...options } = {}) {
            if (!Array.isArray(inputs)) refuse('argument', 'inputs', 'an array of {name, data}', inputs);
            return within(parse, c.kl_input_free, inputs, (held) => told(c.kl_compare(held, held.length, { unit, ...options }, OUT), unit));
        },
        /** What `kl ot A B --json` prints. */
        ot(a, b, { unit = 'bits', ...options } = {}) {
            return within(parse, c.kl_input_free, [a, b], ([x, y]) => told(c.kl_ot_describe(x, y, options, OUT), unit));
        },
        /** What `kl ib TABLE --json` prints, or with x and y of two columns. */
        ib(data, { x = null, y = null, unit = 'bits', ...options } = {}) {
            return within(table, c.kl_table_free, [data], ([made]) => told(c.kl_ib_describe(made, x, y, { unit, ...options }, OUT), unit));
        },
        /** What `kl mi TABLE X Y --json` prints of two columns. */
        mi(data, x, y, { given = null, unit = 'bits', ...options } = {}) {
            return within(table, c.kl_table_free, [data], ([made]) => told(c.kl_mi_pair(made, x, y, given, { unit, ...options }, OUT), unit));
        },
        /** Languages of a profile (bytes of a .kls file):
         *  {codes, detect(text, {only, top, unit}), costs(text), free()}. */
        languageProfile: language,
        /** Models of letters (bytes of a .kls file): {solve(ciphertext, {only, kinds, seed, …}), free()}. */
        cipherProfile: cipher,
    };
}
