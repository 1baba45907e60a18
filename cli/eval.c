/* SPDX-License-Identifier: Apache-2.0 */
/* kl eval: language models, from what they predicted. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const option_id options[] = {OPTION_TARGETS,  OPTION_TENSOR,     OPTION_VOCAB,
                                    OPTION_TEXT,     OPTION_CLUSTER,    OPTION_BAD_ROWS,
                                    OPTION_RESOLVE,  OPTION_FORMAT,     OPTION_UNIT,
                                    OPTION_CONFIDENCE, OPTION_FAIL_ABOVE, OPTION_JSON,
                                    OPTION_MARKDOWN, OPTION_HTML,       OPTION_THREADS,
                                    OPTION_HELP};

static kl_status print_llama(const struct settings *settings, kl_pool *pool, kl_error *error) {
    kl_logits *side[2] = {NULL, NULL};
    char *text = NULL;
    kl_logits_options reading;
    kl_logits_options_init(&reading);
    reading.tensor = settings->tensor;
    kl_status status = KL_OK;
    for (int s = 0; status == KL_OK && s < 2; s++)
        status = kl_logits_open(settings->files[s], &reading, &side[s], error);
    if (status == KL_OK)
        status = kl_llama_report(side[0], side[1], pool, &text, error);
    if (status == KL_OK)
        fputs(text, stdout);
    free(text);
    kl_logits_close(side[0]);
    kl_logits_close(side[1]);
    return status;
}
