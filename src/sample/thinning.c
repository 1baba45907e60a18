/* SPDX-License-Identifier: Apache-2.0 */
/* The hypergeometric law and the binomial one, number by number or by the Gauss rules of their polynomials, Hahn's
 * and Krawtchouk's (Koekoek, Lesky and Swarttouw 2010, "Hypergeometric Orthogonal Polynomials", 9.5 and 9.11). */
#include "sample/thinning.h"

#include <math.h>

#include "sample/hypergeometric.h"
#include "sample/quadrature.h"

/* Of the likeliest number's chance: what is less changes no sum. */
#define NEGLIGIBLE 0x1p-60
/* From this mean on, and this variance, a Gauss rule: the logarithm's end is 20 standard deviations away or more, which
 * leaves 15!!/20¹⁶ = 3e-15 of it, and (−1)ⁿ, which is in Grassberger's logarithm, has the mean e^(−2·16) = 1e-14. */
#define FAR 400
#define WIDE 16

static double step_up(const kl_urn *urn, double x) {
    return urn->put_back
               ? (urn->taken - x) * urn->marked / ((x + 1) * (urn->all - urn->marked))
               : kl_hypergeometric_step(x, urn->marked, urn->all - urn->marked, urn->taken);
}

static void put(kl_thinned *out, double number, double chance, double *sum) {
    out->number[out->size] = number;
    out->chance[out->size++] = chance;
    *sum += chance;
}

/* From the likeliest number both ways, relative to it. */
static void walk(const kl_urn *urn, kl_thinned *out) {
    const double likeliest = urn->put_back
                                 ? floor((urn->taken + 1) * (urn->marked / urn->all))
                                 : floor((urn->taken + 1) * ((urn->marked + 1) / (urn->all + 2)));
    double sum = 0, chance = 1;
    for (double x = likeliest; chance > NEGLIGIBLE; x++) {
        put(out, x, chance, &sum);
        chance *= step_up(urn, x);
    }
    chance = 1 / step_up(urn, likeliest - 1);
    for (double x = likeliest - 1; chance > NEGLIGIBLE; x--) {
        put(out, x, chance, &sum);
        chance /= step_up(urn, x - 1);
    }
    for (size_t i = 0; i < out->size; i++)
        out->chance[i] /= sum;
}

/* The recurrence −x Q_k = A_k Q_(k+1) − (A_k + C_k) Q_k + C_k Q_(k−1). */
static double upward(const kl_urn *urn, double k) {
    const double m = urn->all, left = urn->taken - k;
    return urn->put_back ? left * (urn->marked / m)
                         : (m + 1 - k) / (m + 1 - 2 * k) * ((urn->marked - k) / (m - 2 * k)) * left;
}

static double downward(const kl_urn *urn, double k) {
    const double m = urn->all, rest = m - urn->marked;
    return urn->put_back ? k * (rest / m)
                         : k * ((m + 1 - urn->taken - k) / (m + 2 - 2 * k)) *
                               ((rest + 1 - k) / (m + 1 - 2 * k));
}

static void quadrature(const kl_urn *urn, double mean, kl_thinned *out) {
    double off[KL_NODES];
    out->size = KL_NODES;
    for (int k = 0; k < KL_NODES; k++) {
        out->number[k] = upward(urn, k) + downward(urn, k) - mean;
        off[k] = k > 0 ? sqrt(upward(urn, k - 1) * downward(urn, k)) : 0;
    }
    kl_gauss_rule(out->number, off, out->chance);
    for (int k = 0; k < KL_NODES; k++)
        out->number[k] += mean;
}

void kl_thin(kl_urn urn, double beside, kl_thinned *out) {
    const double share = urn.marked / urn.all, mean = urn.taken * share;
    const double left = urn.put_back ? 1 : (urn.all - urn.taken) / (urn.all - 1);
    *out = (kl_thinned){.size = 0};
    if (urn.marked == 0 || urn.marked == urn.all) {
        out->size = 1;
        out->number[0] = mean;
        out->chance[0] = 1;
    } else if (beside + mean >= FAR && mean * (1 - share) * left >= WIDE) {
        quadrature(&urn, mean, out);
    } else {
        walk(&urn, out);
    }
}
