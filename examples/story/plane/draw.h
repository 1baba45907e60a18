/* SPDX-License-Identifier: Apache-2.0 */
#ifndef STORY_PLANE_DRAW_H
#define STORY_PLANE_DRAW_H

#include "story.h"
#include "words.h"

/* All that trainings show; bits, and means over runs. */
void draw_trainings(const story *s);
/* Clusters that were found, and dealt ones, n sizes of each, beside those of the tree. */
void draw_words(const story *s, const words *w, const look_place *found, const look_place *dealt,
                size_t n);

#endif
