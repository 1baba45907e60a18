// SPDX-License-Identifier: Apache-2.0
// The computed example behind each question: rows of [what, number, unit], and the command that says the same.
import { weightsFile } from "../command.js";
import { measure, pair } from "../compute.js";
import { apart } from "../compute/clouds.js";
import { fitBest } from "../compute/shapes.js";
import { exact, percent } from "../number.js";

const both = (p, q) => weightsFile("p", p) + weightsFile("q", q) + "kl p.tsv q.tsv";
const bell = (x, mean, scale) => Math.exp(-(((x - mean) / scale) ** 2) / 2) / scale;
const grid = (low, high, step) => Array.from({ length: Math.round((high - low) / step) + 1 }, (_, i) => Number((low + i * step).toFixed(4)));
const target = (places, density) => places.map((x) => Number(density(x).toPrecision(9)));

/** Ten cells, and the same ten slid along. */
const slid = (by) => Array.from({ length: 10 }, (_, i) => [i + by, 0]);

function twoFits(t, places, weights) {
    const rows = [];
    for (const way of ["forward", "reverse"]) {
        const fit = fitBest({ places, weights, way, components: 1 });
        rows.push([t(way + "Mean"), exact(fit.mean)], [t(way + "Deviation"), exact(fit.scale)], [t(way + "Missed"), percent(fit.missed)]);
    }
    return { rows, command: `${weightsFile("target", weights, places)}kl fit target.tsv\nkl fit --measure divergence.reverse target.tsv` };
}

export const worked = {
    asymmetry(t) {
        const p = [0.0593, 0.9407], q = [0.4252, 0.5748], found = pair(p, q);
        return { rows: [["KL(P‖Q)", exact(found.divergence.value), t("bits")], ["KL(Q‖P)", exact(found.reverse.value), t("bits")]], command: both(p, q) };
    },
    smoothing(t) {
        const hard = [0, 0, 1, 0], soft = [0.05, 0.05, 0.85, 0.05], model = [0.3, 0, 0.6, 0.1];
        const cost = (label) => exact(pair(label, model).crossEntropy.value);
        return { rows: [[t("hardLabel"), cost(hard), t("bits")], [t("softLabel"), cost(soft), t("bits")]], command: both(soft, model) };
    },
    twoModes(t) {
        const places = grid(-7, 7, 0.125);
        return twoFits(t, places, target(places, (x) => 0.6 * bell(x, -2, 0.7) + 0.4 * bell(x, 2.5, 0.6)));
    },
    apart(t) {
        const rows = [];
        for (const by of [20, 40]) {
            const found = apart(slid(0), slid(by));
            rows.push([t("klAt", { by }), exact(found.divergence), t("bits")], [t("jsdAt", { by }), exact(found.jensenShannon), t("bits")],
                [t("wAt", { by }), exact(found.wasserstein), t("cells")]);
        }
        const ten = (by) => slid(by).map(([x]) => x);
        return { rows, command: weightsFile("a", ten(0).map(() => 1), ten(0)) + weightsFile("b", ten(40).map(() => 1), ten(40)) + "kl a.tsv b.tsv\nkl ot a.tsv b.tsv" };
    },
    autoencoder(t) {
        const places = grid(-2.2, 2.2, 0.02);
        return twoFits(t, places, target(places, (z) => Math.exp(-(z * z) / 2 - (((1 - z * z) / 0.3) ** 2) / 2)));
    },
    perplexity(t) {
        const of = (weights) => exact(measure("perplexity", weights, null).value);
        return { rows: [[t("die", { faces: 6 }), of(Array(6).fill(1))], [t("die", { faces: 100 }), of(Array(100).fill(1))],
            [t("loadedDie"), of([2500, ...Array(2500).fill(1)])]],
        command: "seq 100 | sed 's/$/\\t1/' > die.tsv\n" +
            "{ printf '0\\t2500\\n'; seq 2500 | sed 's/$/\\t1/'; } > loaded.tsv\nkl die.tsv die.tsv\nkl loaded.tsv loaded.tsv" };
    },
    diagnosis(t) {
        const places = grid(0, 18, 0.125), rare = (x) => 0.05 * bell(x, 14, 0.8);
        const weights = target(places, (x) => 0.55 * bell(x, 4, 0.8) + 0.4 * bell(x, 6.5, 0.8) + rare(x));
        const rows = [];
        for (const way of ["forward", "reverse"]) {
            const { missed, cases } = fitBest({ places, weights, way, components: 2, cases: places.map((x, i) => (x > 11 ? weights[i] : 0)) });
            rows.push([t(way + "All"), percent(missed)], [t(way + "Rare"), percent(cases)]);
        }
        return { rows, command: `${weightsFile("subtypes", weights, places)}kl fit --family mixture:2 subtypes.tsv
kl fit --family mixture:2 --measure divergence.reverse subtypes.tsv` };
    },
};
