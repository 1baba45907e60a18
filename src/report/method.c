/* SPDX-License-Identifier: Apache-2.0 */
/* Methods in the words of people. */
#include "report/method.h"

#include <stddef.h>

typedef struct words {
    const char *title, *note;
} words;

static words words_of(kl_method method) {
    switch (method) {
    case KL_METHOD_EXACT:
        return (words){"exact", NULL};
    case KL_METHOD_PLUGIN:
        return (words){"plug-in", "plug-in: counts divided by their total"};
    case KL_METHOD_MILLER_MADOW:
        return (words){"Miller–Madow", "Miller–Madow: plug-in, its bias of first order taken off"};
    case KL_METHOD_JACKKNIFE:
        return (words){"jackknife", "jackknifed: bias removed by leaving out a part at a time"};
    case KL_METHOD_KRICHEVSKY_TROFIMOV:
        return (words){"Krichevsky–Trofimov",
                       "Krichevsky–Trofimov: 1/2 added to every count of the model; jackknifed"};
    case KL_METHOD_ESCAPE:
        return (words){"escape model", "escape model: what a context has not seen is taken from "
                                       "shorter contexts; jackknifed"};
    case KL_METHOD_PERMUTATION:
        return (words){"permutation", "permutation test: parts dealt anew at random"};
    case KL_METHOD_BOUNDS:
        return (words){"bounds", "bounds: the value lies between them for certain"};
    case KL_METHOD_CLUSTERED:
        return (words){"clustered mean", "a mean; its error is taken over whole clusters"};
    case KL_METHOD_INDEPENDENT:
        return (words){"mean", "a mean; its error takes observations for independent"};
    case KL_METHOD_QUANTILE:
        return (words){"quantile", "a quantile of the observations"};
    case KL_METHOD_NEIGHBOURS:
        return (words){"nearest neighbours", "from the distances to nearest neighbours"};
    case KL_METHOD_MODEL:
        return (words){"model", "model: the value under a fitted model, whose own error is not "
                                "known"};
    case KL_METHOD_GAUSSIAN_COPULA:
        return (words){"Gaussian copula", "Gaussian copula: as if the ranks were those of a joint "
                                          "normal law"};
    case KL_METHOD_SUCCESSION:
        return (words){"rule of succession",
                       "rule of succession: 1 added to every count of the model; jackknifed"};
    case KL_METHOD_DIRICHLET_JEFFREYS:
        return (words){"Jeffreys", "Jeffreys: 1/2 added to every count"};
    case KL_METHOD_DIRICHLET_LAPLACE:
        return (words){"Laplace", "Laplace: 1 added to every count"};
    case KL_METHOD_DIRICHLET_PERKS:
        return (words){"Perks", "Perks: one observation more, spread over all symbols"};
    case KL_METHOD_DIRICHLET_MINIMAX:
        return (words){"minimax", "minimax: √n observations more, spread over all symbols"};
    case KL_METHOD_SHRINKAGE:
        return (words){"shrinkage", "James–Stein shrinkage: shares drawn towards equal ones"};
    case KL_METHOD_CHAO_SHEN:
        return (words){"Chao–Shen", "Chao–Shen: what was seen stands for what was not"};
    case KL_METHOD_GRASSBERGER:
        return (words){"Grassberger", "Grassberger: the logarithm of a count corrected"};
    case KL_METHOD_ZHANG:
        return (words){"Zhang", "Zhang: the logarithm of a count corrected"};
    case KL_METHOD_NSB:
        return (words){"NSB", "Nemenman–Shafee–Bialek: a prior that is flat in the entropy"};
    }
    return (words){"", NULL};
}

const char *kl_method_title(kl_method method) {
    return words_of(method).title;
}

const char *kl_method_note(kl_method method) {
    return words_of(method).note;
}
