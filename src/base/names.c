/* SPDX-License-Identifier: Apache-2.0 */
/* The words for the enumerations of base.h, and the version. */
#include <kullback/base.h>

#define TEXT_OF(x) #x
#define VERSION_TEXT(major, minor, patch) TEXT_OF(major) "." TEXT_OF(minor) "." TEXT_OF(patch)

const char *kl_version(void) {
    return VERSION_TEXT(KL_VERSION_MAJOR, KL_VERSION_MINOR, KL_VERSION_PATCH);
}

/* The word at `value`, or "unknown": a number from outside must never read past the table. */
static const char *word_at(const char *const *words, size_t n, unsigned value) {
    return value < n ? words[value] : "unknown";
}

#define WORD(words, value) word_at(words, sizeof(words) / sizeof((words)[0]), (unsigned)(value))

const char *kl_status_name(kl_status status) {
    static const char *const words[] = {"ok",          "argument", "value",   "memory",
                                        "io",          "format",   "version", "mismatch",
                                        "unsupported", "cancelled"};
    return WORD(words, status);
}

const char *kl_unit_name(kl_unit unit) {
    static const char *const words[] = {"1", "nats", "bits", "sqrt(nats)", "sqrt(bits)", "data"};
    return WORD(words, unit);
}

const char *kl_unit_text(kl_unit unit) {
    static const char *const words[] = {"", "nats", "bits", "√nats", "√bits", "data units"};
    return WORD(words, unit);
}

const char *kl_method_name(kl_method method) {
    static const char *const words[] = {"exact",
                                        "plugin",
                                        "miller_madow",
                                        "jackknife",
                                        "krichevsky_trofimov",
                                        "escape",
                                        "permutation",
                                        "bounds",
                                        "clustered",
                                        "independent",
                                        "quantile",
                                        "dirichlet_jeffreys",
                                        "dirichlet_laplace",
                                        "dirichlet_perks",
                                        "dirichlet_minimax",
                                        "shrinkage",
                                        "chao_shen",
                                        "grassberger",
                                        "zhang",
                                        "nsb",
                                        "neighbours",
                                        "model",
                                        "gaussian_copula",
                                        "succession"};
    return WORD(words, method);
}

const char *kl_isa_name(kl_isa isa) {
    static const char *const words[] = {"best", "scalar", "avx2", "avx512"};
    return WORD(words, isa);
}

const char *kl_flag_name(kl_flag flag) {
    switch (flag) {
    case KL_FLAG_INFINITE:
        return "infinite";
    case KL_FLAG_UNSEEN_SUPPORT:
        return "unseen_support";
    case KL_FLAG_CLIPPED:
        return "clipped";
    case KL_FLAG_NEAR_EQUAL:
        return "near_equal";
    case KL_FLAG_ONE_SIDED:
        return "one_sided";
    case KL_FLAG_FEW_UNITS:
        return "few_units";
    case KL_FLAG_INDEPENDENT_DRAWS:
        return "independent_draws";
    case KL_FLAG_NOT_CONVERGED:
        return "not_converged";
    case KL_FLAG_SAME_INPUT:
        return "same_input";
    case KL_FLAG_CLIPPED_TARGETS:
        return "clipped_targets";
    case KL_FLAG_UNDERSAMPLED:
        return "undersampled";
    case KL_FLAG_HEAVY_TAIL:
        return "heavy_tail";
    case KL_FLAG_TIES:
        return "ties";
    case KL_FLAG_BIASED:
        return "biased";
    case KL_FLAG_ZEROS:
        return "zeros";
    case KL_FLAG_MAY_BE_NEGATIVE:
        return "may_be_negative";
    case KL_FLAG_NEAR_LIMIT:
        return "near_limit";
    case KL_FLAG_OVERFLOW:
        return "overflow";
    }
    return NULL;
}
