// SPDX-License-Identifier: Apache-2.0
import type { Core, Source, Unit } from './core.js';

export * from './core.js';

/** A text, or the bytes of a file. */
export type Data = string | Uint8Array;

/** A thing to be compared; its content decides what it is, unless `kind` does. */
export interface Input {
    name?: string;
    data: Data;
    kind?: 'detect' | 'text' | 'weights' | 'counts' | 'state' | 'samples' | 'points' | 'image';
    text?: { symbols?: 'letters' | 'words' | 'bytes' | 'tokens'; order?: number };
    column?: string;
    seed?: number | bigint;
}
/** A table as CSV or TSV. */
export interface TableInput {
    name?: string;
    data: Data;
    header?: boolean;
}

/** What `kl --json` writes (docs/schema). */
export interface Document {
    schema: string;
    verb: string;
    inputs: { subject: string; name: string; kind: string; detail?: string }[];
    estimates: Record<string, unknown>[];
    [part: string]: unknown;
}

export interface Language {
    code: string;
    name: string;
}
export interface DetectOptions {
    /** Codes of the languages that are possible. */
    only?: string[] | null;
    /** How many are told of. */
    top?: number;
    unit?: Unit;
    name?: string;
}
export interface Detected {
    status: 'sure' | 'unsure' | 'unknown';
    best: Language | null;
    posterior: number;
    margin: number;
    /** A letter; NaN without one. */
    crossEntropy: number;
    atypical: number;
    symbols: number;
    /** That belong to no sequence of UTF-8. */
    badBytes: number;
    languages: (Language & { posterior: number })[];
    document: Document;
}
export interface LanguageProfile {
    codes: string[];
    detect(text: Data, options?: DetectOptions): Detected;
    /** What a letter costs in each language of the text's script, the cheapest first. */
    costs(text: Data, options?: { unit?: Unit }): (Language & { crossEntropy: number })[];
    free(): void;
}

export interface Reading {
    kind: 'none' | 'shift' | 'affine' | 'vigenere' | 'substitution' | 'transposition';
    code: string;
    name: string;
    key: string;
    text: string;
    posterior: number;
    gain: number;
    crossEntropy: number;
    atypical: number;
    unicity: number;
}
export interface Deciphered {
    status: 'sure' | 'unsure' | 'undetermined';
    letters: number;
    different: number;
    blanks: number;
    badBytes: number;
    posterior: number;
    kindPosterior: number;
    margin: number;
    best: Reading | null;
    document: Document;
}
export interface CipherProfile {
    solve(text: Data, options?: DetectOptions & { kinds?: number; restarts?: number; seed?: number | bigint }): Deciphered;
    free(): void;
}

/** Everything. Documents are in bits unless a `unit` is said. */
export interface Kullback extends Core {
    count(text: Data, options?: { symbols?: 'letters' | 'words' | 'bytes'; order?: number }): { symbol: string; count: number }[];
    /** `kl A B … --json` */
    compare(inputs: Input[], options?: { unit?: Unit; sample?: Record<string, unknown>; [option: string]: unknown }): Document;
    /** `kl ot A B --json` */
    ot(a: Input, b: Input, options?: { unit?: Unit; method?: 'auto' | 'exact' | 'sinkhorn' | 'sliced'; [option: string]: unknown }): Document;
    /** `kl ib TABLE --json` */
    ib(table: TableInput, options?: { x?: string; y?: string; unit?: Unit; beta?: number; clusters?: number; [option: string]: unknown }): Document;
    /** `kl mi TABLE X Y --json` */
    mi(table: TableInput, x: string, y: string, options?: { given?: string | null; unit?: Unit; [option: string]: unknown }): Document;
    /** From the bytes of a profile that `kl lang --profile` takes. */
    languageProfile(bytes: Uint8Array): LanguageProfile;
    cipherProfile(bytes: Uint8Array): CipherProfile;
}

export function load(source?: Source): Promise<Kullback>;
