// SPDX-License-Identifier: Apache-2.0

/** What the library refused. `index`: which element (from 0) or line (from 1), or -1; `offset`: which byte, or -1; `input`:
 *  which of several inputs, or -1. */
export class KullbackError extends Error {
    readonly code: 'argument' | 'value' | 'memory' | 'io' | 'format' | 'version' | 'mismatch' | 'unsupported' | 'cancelled';
    readonly index: number;
    readonly offset: number;
    readonly input: number;
}

/** The bytes of a .wasm file, what it compiles to, or where it is. */
export type Source = ArrayBuffer | ArrayBufferView | WebAssembly.Module | Response | URL | string;
export type Numbers = ArrayLike<number>;
/** Rows of numbers, all of a length; or the numbers row by row, with the rows or the columns that they make. */
export type Table = ArrayLike<Numbers> | { data: Numbers; rows?: number; columns?: number };
export type Unit = 'nats' | 'bits';
/** A measure by its name in the catalogue ("jensen_shannon.distance") or as an identifier. */
export type MeasureId = string;

export interface Note {
    flag: string;
    /** 0: the first input of the subject (p), 1: the second. */
    side: number;
    count: number;
    mass: number;
}

/** A value with what is known about its error; NaN where nothing is. */
export interface Estimate {
    value: number;
    standardError: number;
    low: number;
    high: number;
    confidence: number;
    n: number;
    unit: 'one' | 'nats' | 'bits' | 'root_nats' | 'root_bits' | 'data';
    method: string;
    flags: string[];
    notes: Note[];
}

export interface Measure {
    id: string;
    name: string;
    title: string;
    also: string;
    formula: string;
    meaning: string;
    source: string;
    parameter: { name: string; symbol: string; value: number; low: number; high: number; lowOpen: number; highOpen: number } | null;
    kind: string;
    unit: string;
    upper: number;
    properties: string[];
    generatorAtZero: number;
    generatorSlopeAtInfinity: number;
}

export interface MeasureOptions {
    unit?: Unit;
    parameter?: number;
    zeros?: 'exact' | 'add' | 'kt' | 'mix' | 'common';
    zerosAmount?: number;
    normalised?: boolean;
}

/** A convex f with f(1) = 0; `lessOne` is t − 1 to its own last digit. */
export interface Generator {
    f(t: number, lessOne?: number): number;
    /** f(0) */
    atZero: number;
    /** lim f(t)/t */
    slopeAtInfinity: number;
}
/** Points (t, f) of a drawn function, t ascending. */
export type Drawn = ReadonlyArray<readonly [t: number, f: number]>;

export interface LossOptions {
    classWeights?: Numbers;
    rowWeights?: Numbers;
    ignoreIndex?: number;
    labelSmoothing?: number;
    zLoss?: number;
    focus?: number;
    softcap?: number;
    temperature?: number;
    reduction?: 'mean' | 'sum';
}

export interface Loss {
    loss: number;
    /** Of each row: its loss, ln Σ e^z, the entropy of its softmax, the first of its largest logits. */
    rows: Float64Array;
    logSumExp: Float64Array;
    entropy: Float64Array;
    argmax: Int32Array;
    /** By the logits, row by row. */
    gradient: Float64Array;
}

export interface Optimum {
    policy: Float64Array;
    reward: number;
    divergence: number;
}

export interface Masses {
    /** Masses, each divided by their total; left out: all equal. */
    a?: Numbers | null;
    b?: Numbers | null;
}
export interface LineOptions extends Masses {
    power?: number;
    period?: number;
}
export interface CloudOptions extends Masses {
    ground?: 'euclidean' | 'squared_euclidean' | 'l1' | 'cosine';
    power?: number;
}
export interface SinkhornOptions extends CloudOptions {
    epsilon?: number;
    absolute?: boolean;
    penalty?: number;
    tolerance?: number;
    iterations?: number;
}

export interface Transport {
    cost: number;
    distance: number;
    mass: number;
    dualityGap: number;
    pivots: number;
    plan: { from: number; to: number; mass: number }[];
}
/** Gradients of `cost` by the points, row by row. */
export interface CloudTransport extends Transport {
    xGradient: Float64Array;
    yGradient: Float64Array;
}
export interface Sinkhorn {
    value: Estimate;
    cost: number;
    marginalError: number;
    epsilon: number;
    penalty: number;
    iterations: number;
    xGradient: Float64Array;
    yGradient: Float64Array;
}

export interface JointTable {
    mutualInformation: number;
    entropyX: number;
    entropyY: number;
    entropyXY: number;
    /** The share of H(X), and of H(Y), that the other tells. */
    uncertaintyX: number;
    uncertaintyY: number;
    /** Of each cell, row by row: p(x, y), p(x)·p(y), and the logarithm of their ratio, −∞ without weight. */
    shares: Float64Array;
    product: Float64Array;
    marginX: Float64Array;
    marginY: Float64Array;
    pointwise: Float64Array;
}

export interface BottleneckOptions {
    unit?: Unit;
    beta?: number;
    alpha?: number;
    clusters?: number;
    restarts?: number;
    iterations?: number;
    tolerance?: number;
    seed?: number | bigint;
}
export interface Bottleneck {
    rate: Estimate;
    relevance: Estimate;
    entropy: number;
    objective: number;
    information: number;
    clusters: number;
    iterations: number;
    best: number;
    /** p(t|x) row by row, p(t), p(y|t) row by row, and the likeliest cluster of each row. */
    encoder: Float64Array;
    prior: Float64Array;
    decoder: Float64Array;
    assignment: Uint32Array;
}
export interface BottleneckPoint {
    beta: number;
    rate: number;
    relevance: number;
    entropy: number;
    clusters: number;
    converged: number;
}
export interface BottleneckCurve {
    information: number;
    entropyX: number;
    entropyY: number;
    onset: number;
    isFunction: number;
    points: BottleneckPoint[];
    changes: { beta: number; below: BottleneckPoint; above: BottleneckPoint }[];
}

export interface Gaussian {
    mean: number | Numbers;
    /** Of each coordinate, or: */
    variance?: number | Numbers;
    covariance?: number[][];
}
export interface FitOptions {
    unit?: Unit;
    family?: 'gaussian' | 'mixture' | 'categorical';
    components?: number;
    measure?: MeasureId;
    parameter?: number;
    starts?: number;
    iterations?: number;
    seed?: number | bigint;
    /** Of one Gaussian: means, then deviations. */
    begin?: Numbers;
    level?: number;
    cases?: Numbers | null;
}
export interface Fit {
    components: { weight: number; mean: Float64Array; deviation: Float64Array; covariance: Float64Array[] }[];
    forward: Estimate;
    reverse: Estimate;
    missed: number;
    missedCases: number;
    converged: boolean;
    iterations: number;
    logDensity: Float64Array;
}

/** How often each symbol came. */
export type Counts = Record<string, number | bigint>;
export interface CountOptions {
    unit?: Unit;
    confidence?: number;
    alphabet?: number;
    seed?: number | bigint;
}
export type Direction = 'a_given_b' | 'b_given_a';
export interface CountedPair {
    estimates: Record<Direction, Record<string, Estimate>>;
    plugin: Record<Direction, Estimate>;
    unseen: Record<Direction, Estimate>;
    pValue: Estimate;
}

/** What takes and gives numbers. Natural units unless a `unit` is said. */
export interface Core {
    readonly version: string;
    /** Natural units in bits. */
    bits(nats: number): number;
    /** Rounded once, in whatever order they stand. */
    sum(values: Numbers): number;
    /** Weights divided by their total. */
    shares(weights: Numbers): Float64Array;

    /** The catalogue. */
    measures(): Measure[];
    entropy(p: Numbers, options?: MeasureOptions): Estimate;
    crossEntropy(p: Numbers, q: Numbers, options?: MeasureOptions): Estimate;
    perplexity(p: Numbers, q?: Numbers | null, options?: MeasureOptions): Estimate;
    divergence(id: MeasureId, p: Numbers, q?: Numbers | null, options?: MeasureOptions): Estimate;
    divergenceOfLogits(id: MeasureId, x: Numbers, y?: Numbers | null, options?: MeasureOptions): Estimate;
    /** What each symbol gives. */
    contributions(id: MeasureId, p: Numbers, q?: Numbers | null, options?: MeasureOptions): Float64Array;
    /** By the weights of q, or by its logits; nats. */
    gradient(id: MeasureId, p: Numbers, q: Numbers, options?: MeasureOptions & { by?: 'weights' | 'logits' }): Float64Array;
    generator(id: MeasureId, parameter?: number): Generator;
    drawnGenerator(points: Drawn): Generator;
    fDivergence(generator: Generator | Drawn, p: Numbers, q: Numbers, options?: MeasureOptions): Estimate;
    jensenShannon(distributions: ReadonlyArray<Numbers>, weights?: Numbers | null, options?: MeasureOptions): Estimate;

    /** Rows of logits (or one), with index targets or rows of probabilities. */
    crossEntropyLoss(logits: Numbers | Table, targets: number | Numbers | Table, options?: LossOptions): Loss;
    policyOptimum(reference: Numbers, rewards: Numbers, beta: number): Optimum;
    softmax(logits: Numbers): Float64Array;

    wasserstein1d(x: Numbers, y: Numbers, options?: LineOptions): Transport;
    distance1d(x: Numbers, y: Numbers, options?: LineOptions): number;
    wasserstein(x: Table, y: Table, options?: CloudOptions): CloudTransport;
    sinkhorn(x: Table, y: Table, options?: SinkhornOptions): Sinkhorn;

    /** Weights, rows X and columns Y. */
    jointTable(rows: Table, options?: { unit?: Unit }): JointTable;
    bottleneck(rows: Table, options?: BottleneckOptions): Bottleneck;
    bottleneckCurve(rows: Table, options?: Omit<BottleneckOptions, 'unit' | 'beta'> &
        { low?: number; high?: number; points?: number }): BottleneckCurve;

    gaussianDivergence(p: Gaussian, q: Gaussian, options?: { unit?: Unit }): Estimate;
    gaussianWasserstein(p: Gaussian, q: Gaussian): Estimate;
    /** The model nearest to weights at points of a grid: numbers, or rows of coordinates. */
    fitGrid(points: Numbers | Table, weights: Numbers, options?: FitOptions): Fit;

    entropyOfCounts(counts: Counts, options?: CountOptions & { method?: string }): Estimate;
    compareCounts(a: Counts, b: Counts, options?: CountOptions & { permutations?: number; smoothing?: 'kt' | 'none' }): CountedPair;
}

/** The numbers alone. */
export function load(source?: Source): Promise<Core>;
