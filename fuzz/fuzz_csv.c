/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as separated text: every record ends, every field lies in the bytes or in a copy, and an error says which
 * line. The first byte chooses lines or fields, the second how many fields of a record are read. */
#include <string.h>

#include "io/csv.h"

#include "check.h"

/* Writing every byte finds one that is not there. */
static unsigned sum_of(const kl_csv_field *field) {
    unsigned sum = 0;
    for (size_t i = 0; i < field->size; i++)
        sum += (unsigned char)field->text[i];
    return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (size < 2)
        return 0;
    kl_csv csv;
    kl_csv_init(&csv, data + 2, size - 2, data[0] % 2);
    kl_error error = KL_ERROR_INIT;
    kl_status status = KL_OK;
    int found = 0;
    unsigned sum = 0;
    size_t records = 0;
    while (status == KL_OK) {
        status = kl_csv_record(&csv, &found, &error);
        if (status != KL_OK || !found)
            break;
        CHECK(records++ < size);
        kl_csv_field field = {.last = 0};
        for (unsigned i = 0; status == KL_OK && !field.last && i <= data[1]; i++) {
            status = kl_csv_read(&csv, &field, &error);
            if (status == KL_OK)
                sum += sum_of(&field);
        }
    }
    if (status != KL_OK) {
        CHECK_ERROR(status, error);
        CHECK(error.index >= 1 && (size_t)error.index <= size);
    } else {
        CHECK(csv.next == csv.end && sum <= 255 * size);
    }
    kl_csv_free(&csv);
    return 0;
}
