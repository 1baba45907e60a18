/* SPDX-License-Identifier: Apache-2.0 */
/* Which gradient a penalty has: a policy that is a table of three tokens, so that expectations are sums. */
#include <kullback/loss_policy.h>

#include <math.h>
#include <stdio.h>

enum { TOKENS = 3 };

static const double pi[TOKENS] = {0.7, 0.2, 0.1}, reference[TOKENS] = {0.2, 0.3, 0.5};

/* E w ∇ ln π by the logits. */
static void print_gradient(const char *name, const double *weight) {
    double mean = 0;
    for (int a = 0; a < TOKENS; a++)
        mean += pi[a] * weight[a];
    printf("%-26s", name);
    for (int a = 0; a < TOKENS; a++) {
        const double slope = pi[a] * (weight[a] - mean);
        printf(" %7.3f", fabs(slope) < 5e-4 ? 0 : slope);
    }
}

int main(void) {
    static const char *const of_loss[] = {"none", "that of KL(pi || ref)", "that of KL(ref || pi)"};
    double own[TOKENS], other[TOKENS], ratio[TOKENS], back[TOKENS];
    for (int a = 0; a < TOKENS; a++) {
        own[a] = log(pi[a]), other[a] = log(reference[a]);
        ratio[a] = own[a] - other[a];
        back[a] = -reference[a] / pi[a]; /* so that E w ∇ ln π = −Σ π₀ ∇ ln π */
    }
    print_gradient("gradient of KL(pi || ref)", ratio);
    printf("\n");
    print_gradient("gradient of KL(ref || pi)", back);
    printf("\n");
    const kl_matrix policy = {own, TOKENS, 1, 1, KL_F64}, to = {other, TOKENS, 1, 1, KL_F64};
    for (int k = KL_POLICY_K1; k <= KL_POLICY_K3; k++) {
        double values[TOKENS], slopes[TOKENS], mean = 0;
        char name[32];
        kl_error error = KL_ERROR_INIT;
        if (kl_policy_divergence((kl_policy_penalty)k, policy, to, (kl_matrix){0}, 0.95, values,
                                 slopes, NULL, &error) != KL_OK) {
            printf("%s\n", error.message);
            return 1;
        }
        for (int a = 0; a < TOKENS; a++)
            mean += pi[a] * values[a];
        printf("%s: mean %.3f\n", kl_policy_penalty_name((kl_policy_penalty)k), mean);
        snprintf(name, sizeof name, "  as a loss");
        print_gradient(name, slopes);
        printf("   %s\n", of_loss[k]);
        print_gradient("  as a reward", values);
        printf("%s\n", k == KL_POLICY_K1 ? "   that of KL(pi || ref)" : "");
    }
    return 0;
}
