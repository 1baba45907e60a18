/* SPDX-License-Identifier: Apache-2.0 */
/* kl lang train: texts of one language to a profile. */
#include "lang.h"

#include <stdio.h>
#include <string.h>

/* "bar=Bavarian" in two. */
static void cut_name(const char *given, char *code, size_t size,
                     kl_language_trainer_options *options) {
    const char *equals = strchr(given, '=');
    snprintf(code, size, "%.*s", equals ? (int)(equals - given) : (int)strlen(given), given);
    options->code = code;
    options->name = equals ? equals + 1 : NULL;
}

/* What is wrong with the texts is said with their name. */
static kl_status finish(const struct settings *settings, kl_language_trainer *trainer,
                        kl_language_profile **out, kl_error *error) {
    const kl_status status = kl_language_trainer_finish(trainer, out, error);
    return status == KL_ERROR_VALUE
               ? name_file(settings->file_count == 2 ? settings->files[1] : "the texts", error)
               : status;
}

static kl_status train(const struct settings *settings, kl_error *error) {
    char code[64];
    kl_language_trainer_options options;
    kl_language_trainer *trainer = NULL;
    kl_language_profile *profile = NULL;
    kl_language_trainer_options_init(&options);
    cut_name(settings->name, code, sizeof code, &options);
    options.bytes = settings->symbols == KL_SYMBOLS_BYTES;
    options.memory = settings->memory;
    kl_status status = kl_language_trainer_new(&options, &trainer, error);
    for (size_t i = 1; i < settings->file_count && status == KL_OK; i++)
        status = kl_language_trainer_add_file(trainer, settings->files[i], error);
    if (status == KL_OK)
        status = finish(settings, trainer, &profile, error);
    if (status == KL_OK)
        status = kl_language_profile_save(profile, settings->output, error);
    kl_language_profile_free(profile);
    kl_language_trainer_free(trainer);
    return status;
}

int lang_train(const struct settings *settings) {
    kl_error error = KL_ERROR_INIT;
    if (settings->file_count < 2)
        return complain_usage("nothing to train on: kl lang train --name CODE FILES -o PROFILE");
    if (!settings->name || !settings->output)
        return complain_usage("kl lang train needs --name CODE and -o PROFILE");
    return train(settings, &error) == KL_OK ? EXIT_WITHIN : complain(&error);
}
