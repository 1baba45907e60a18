/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file compare_drift.h
 * @brief What `kl drift` tells: the drift of a table as a document.
 *
 *     kl_document *document = NULL;
 *     if (kl_drift_new(reference, current, NULL, &drift, &error) == KL_OK &&
 *         kl_drift_describe(drift, "january.csv", "february.csv", KL_UNIT_BITS, &document, &error) == KL_OK)
 *         …
 */
#ifndef KULLBACK_COMPARE_DRIFT_H
#define KULLBACK_COMPARE_DRIFT_H

#include <kullback/report.h>
#include <kullback/table_drift.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Estimates have the name of their column for a subject: of every column the measure that decides, the most severe
 * first, and all others as details, with p_value and q_value (".missing": of what is missing). The series "excess" has
 * for each column what can be stood for of that measure over its tolerance: drifted above 1. `unit` is that of the
 * sentences.
 */
KL_API kl_status kl_drift_describe(const kl_drift *drift, const char *reference,
                                   const char *current, kl_unit unit, kl_document **out,
                                   kl_error *error);
/** The same for a page: of more than 40 columns those that are not told from chance have only the measure that
 *  decides. */
KL_API kl_status kl_drift_outline(const kl_drift *drift, const char *reference, const char *current,
                                  kl_unit unit, kl_document **out, kl_error *error);

/**
 * A time line: n drifts from one reference, in order. Of each group its most severe column, with the name of the group
 * for a subject, and the curve "excess" of each of up to eight columns that drifted anywhere, over the number of the
 * group from 1: what can be stood for over the tolerance.
 */
KL_API kl_status kl_drift_describe_line(const kl_drift *const *drifts, const char *const *names,
                                        size_t n, const char *reference, const char *current,
                                        kl_document **out, kl_error *error);

/**
 * The same as JUnit XML, which build servers show: a test for each column, failed where it has drifted, was added,
 * dropped or has changed its type, skipped where there is nothing to compare. `*text` is NUL-terminated, `*size` bytes
 * without the NUL; kl_memory_free.
 */
KL_API kl_status kl_drift_junit(const kl_drift *drift, const char *reference, const char *current,
                                kl_unit unit, char **text, size_t *size, kl_error *error);

#ifdef __cplusplus
}
#endif
#endif
