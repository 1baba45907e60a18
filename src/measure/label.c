/* SPDX-License-Identifier: Apache-2.0 */
#include "measure/label.h"

#include "base/format.h"
#include "report/number.h"

#include <math.h>
#include <string.h>

kl_phrase kl_measure_label(const kl_measure *measure, double value) {
    const kl_measure_parameter *parameter = &measure->parameter;
    const int even = parameter->name != NULL && strcmp(parameter->name, "weight") == 0 &&
                     parameter->value == 0.5 && value == 0.5;
    kl_phrase out;
    char number[KL_NUMBER_TEXT];
    if (parameter->name == NULL || even)
        kl_words(out.text, sizeof out.text, "%s", measure->title);
    else if (isinf(value))
        kl_words(out.text, sizeof out.text, "%s, %s = ∞", measure->title, parameter->symbol);
    else {
        if (value == parameter->value)
            kl_number_rounded(value, kl_number_place(value, 3), number);
        else
            kl_number_shortest(value, number);
        kl_words(out.text, sizeof out.text, "%s, %s = %s", measure->title, parameter->symbol,
                 number);
    }
    return out;
}
