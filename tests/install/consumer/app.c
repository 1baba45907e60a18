/* SPDX-License-Identifier: Apache-2.0 */
/* A user of the installed library: prints its version and KL({1/2, 1/2} ‖ {1/4, 3/4}). */
#include <kullback/kullback.h>
#include <stdio.h>

int main(void) {
    const double p[] = {0.5, 0.5}, q[] = {0.25, 0.75};
    kl_estimate d;
    kl_error error = KL_ERROR_INIT;
    if (kl_measure_compute(KL_DIVERGENCE, kl_f64(p, 2), kl_f64(q, 2), NULL, &d, &error) != KL_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    printf("%s %.15f\n", kl_version(), d.value);
    return 0;
}
