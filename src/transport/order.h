/* SPDX-License-Identifier: Apache-2.0 */
/* Points in an order in which neighbours stand together. */
#ifndef KL_TRANSPORT_ORDER_H
#define KL_TRANSPORT_ORDER_H

#include "transport/costs.h"
#include "transport/masses.h"

/* Fewer points on a side, or more dimensions, are not worth it. */
enum { KL_ORDER_POINTS_LEAST = 256, KL_ORDER_DIMENSIONS_MOST = 4 };

/* Which of the points stands at each place; NULL: they stand as they did. */
typedef struct kl_order {
    uint32_t *row, *column;
} kl_order;

/* Points and masses in a new order: each run of 2^k of them that begins at a multiple of 2^k is a cell of a k-d tree.
 * Other costs, and such with a price of what is not matched, stay as they are. To be freed also after a failure. */
kl_status kl_order_take(kl_order *out, kl_costs *costs, kl_masses *masses, kl_error *error);
/* As they were before. */
kl_status kl_order_put_back(const kl_order *order, kl_costs *costs, kl_masses *masses,
                            kl_error *error);
/* n items of `size` bytes, as many as points: from the new order to that of before, by way of `room` of as many. */
void kl_order_items_back(const uint32_t *order, void *items, size_t size, size_t n, void *room);
void kl_order_free(kl_order *order);

#endif
