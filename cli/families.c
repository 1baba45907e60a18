/* SPDX-License-Identifier: Apache-2.0 */
/* What a family of distributions is, told from its row of the library's table. */
#include "cli.h"

#include <math.h>
#include <stdio.h>

static void print_parameter(const kl_parameter *parameter) {
    printf("%s", parameter->name);
    if (parameter->low > -INFINITY)
        printf(" %s %g", parameter->low_open ? ">" : "≥", parameter->low);
    if (parameter->high == 1)
        printf(", ≤ 1");
    if (parameter->whole)
        printf(", whole");
}

void family_print(const kl_family *family) {
    printf("%s(", family->name);
    for (int i = 0; i < family->parameter_count; i++) {
        printf("%s", i ? "; " : "");
        print_parameter(&family->parameters[i]);
    }
    printf("%s)\n    %s, %s\n    ", family->vector ? "; …" : "", family->density, family->support);
    char line[512];
    snprintf(line, sizeof line, "KL = %s", family->formula);
    print_wrapped(line, 4, 4);
}

void families_print(void) {
    for (int id = 0; id < kl_family_count(); id++) {
        if (id)
            putchar('\n');
        family_print(kl_family_get((kl_family_id)id));
    }
}
