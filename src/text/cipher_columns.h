/* SPDX-License-Identifier: Apache-2.0 */
/* Orders of the columns of a transposition. */
#ifndef KL_TEXT_CIPHER_COLUMNS_H
#define KL_TEXT_CIPHER_COLUMNS_H

#include "text/cipher_search.h"

/* An order of columns from left to right: the how manyth of the ciphertext each is. */
typedef struct kl_cipher_order {
    unsigned columns;
    uint8_t from[KL_CIPHER_COLUMNS_MAX];
    double nats; /* by pairs, and for the key */
} kl_cipher_order;

/* The cheapest first. */
enum { KL_CIPHER_ORDERS = 16 };
typedef struct kl_cipher_orders {
    kl_cipher_order best[KL_CIPHER_ORDERS];
    unsigned count;
} kl_cipher_orders;

/* The best orders by pairs of letters, one for each number of columns and choice of longer ones; none of a text of
 * fewer than four letters. */
kl_status kl_cipher_find_orders(const kl_cipher_job *job, kl_cipher_orders *out, kl_error *error);

#endif
