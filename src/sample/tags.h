/* SPDX-License-Identifier: Apache-2.0 */
/* The sections of a state of counts. */
#ifndef KL_SAMPLE_TAGS_H
#define KL_SAMPLE_TAGS_H

#include "base/state.h"

#define KL_TAG_META KL_STATE_TAG('M', 'E', 'T', 'A')
#define KL_TAG_SYMBOLS KL_STATE_TAG('S', 'Y', 'M', 'B')
#define KL_TAG_GRAMS KL_STATE_TAG('G', 'R', 'A', 'M')

#endif
