// SPDX-License-Identifier: Apache-2.0
export default {
    name: "Two clouds",
    title: "Two clouds, pulled apart",
    lead: "Pull the orange cloud away from the blue one. As soon as a cell of one is not in the other, KL is infinite; as soon as they share none, the Jensen–Shannon divergence stays at one bit, however far they are. The Wasserstein distance goes on to say how far, and its gradient, the arrow, which way back.",
    keyA: "A stays", keyB: "B: pull it",
    field: "Clouds of cells with equal mass", cloudB: "Cloud B", place: "{x} cells to the right, {y} up",
    radius: "Radius of B, cells", bits: "bits", cells: "cells",
    wasserstein: "Wasserstein distance W₁", divergence: "KL(A‖B)", reverse: "KL(B‖A)", jensenShannon: "Jensen–Shannon divergence",
    wassersteinHome: "No move of B as a whole makes it less.",
    divergenceInfinite: "{mass} of A lies where B has nothing.",
    reverseInfinite: "{mass} of B lies where A has nothing.",
    finite: "Finite, for all of the first lies within the second.", flat: "No slope: it is ∞ all around.",
    step: "One cell to the right it is {right}, to the left {left}, up {up}, down {down}.",
    jensenFlat: "Flat: one cell to any side changes nothing. This is what a generator hears that is far away: nothing.",
    distance: "What each says at each distance", distanceLead: "The same cloud, slid along its row. Only one line keeps rising.",
    keyW: "W₁", keyJ: "JSD", keyK: "KL(A‖B); dashed: ∞", cellsApart: "cells to the right",
};
