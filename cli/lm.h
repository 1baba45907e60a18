/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of kl lm. */
#ifndef KL_CLI_LM_H
#define KL_CLI_LM_H

#include "cli.h"

/* 1 if that is what --format says. */
int lm_is(const char *layout, const char *name);
/* The name of a file before what is wrong with its content, which the library had from memory. */
kl_status lm_name_content(kl_status status, const char *path, kl_error *error);

/* Complain of what training lacks. */
int lm_check_train(const struct settings *settings);
/* What is counted of the part that the settings say, to a state. */
kl_status lm_train_part(const struct settings *settings, kl_pool *pool, kl_error *error);
/* The model of files[1] …, which are texts or one state, to the output; the exit code. `on`: what it is of, for an
 * error. */
int lm_train(const struct settings *settings, const char *on, kl_pool *pool);
/* What a model is of, for an error. */
const char *lm_trained_on(const struct settings *settings);
/* The action. */
int lm_run_train(const struct settings *settings, kl_pool *pool);

#endif
