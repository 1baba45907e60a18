/* SPDX-License-Identifier: Apache-2.0 */
/* Twelve bits, one for each vertex of an icosahedron: is what is set there lopsided? The answer is drawn,
 *
 *     P(y = 1 | x) = 1/(1 + e^(−g(|Σ x_i v_i|² − θ))),
 *
 * and does not change when the body is turned: a rule as that of Shwartz-Ziv and Tishby 2017, with everything known. */
#ifndef STORY_PLANE_TASK_H
#define STORY_PLANE_TASK_H

#include "nn.h"

enum { TASK_BITS = 12, TASK_INPUTS = 1 << TASK_BITS, TASK_LEVELS = 20 };

typedef struct task {
    float bits[TASK_INPUTS * TASK_BITS]; /* of each input, −1 or 1 */
    double answer[TASK_INPUTS][2];       /* P(x, y) */
    /* The same of all inputs that are as lopsided, which is all that tells of y. */
    double level[TASK_LEVELS][2];
} task;

void task_make(task *t);
/* y of an input, drawn. */
int task_answer(const task *t, size_t input, kl_random *random);

#endif
