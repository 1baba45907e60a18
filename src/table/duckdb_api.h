/* SPDX-License-Identifier: Apache-2.0 */
/* DuckDB's C API, loaded when a table asks for it: the library is large, and a program that reads no such table is to
 * run without it. In a build without its header there is none, and whoever includes this sees nothing. */
#ifndef KL_TABLE_DUCKDB_API_H
#define KL_TABLE_DUCKDB_API_H

#include <kullback/base.h>

/* The file name that is looked for as the loader looks for libraries. */
#define KL_DUCKDB_LIBRARY "libduckdb.so"

#ifdef KL_HAVE_DUCKDB
#include <duckdb.h>

#define KL_DUCKDB_CALLS(X)                                                                         \
    X(create_config)                                                                               \
    X(set_config)                                                                                  \
    X(destroy_config)                                                                              \
    X(open_ext)                                                                                    \
    X(close)                                                                                       \
    X(free)                                                                                        \
    X(connect)                                                                                     \
    X(disconnect)                                                                                  \
    X(prepare)                                                                                     \
    X(prepare_error)                                                                               \
    X(prepared_statement_type)                                                                     \
    X(nparams)                                                                                     \
    X(bind_varchar)                                                                                \
    X(execute_prepared_streaming)                                                                  \
    X(destroy_prepare)                                                                             \
    X(result_error)                                                                                \
    X(destroy_result)                                                                              \
    X(column_count)                                                                                \
    X(column_name)                                                                                 \
    X(column_type)                                                                                 \
    X(fetch_chunk)                                                                                 \
    X(destroy_data_chunk)                                                                          \
    X(data_chunk_get_size)                                                                         \
    X(data_chunk_get_vector)                                                                       \
    X(vector_get_data)                                                                             \
    X(vector_get_validity)

/* What DuckDB calls duckdb_close is close here. */
typedef struct kl_duckdb_api {
#define KL_DUCKDB_CALL(name) __typeof__(duckdb_##name) *name;
    KL_DUCKDB_CALLS(KL_DUCKDB_CALL)
#undef KL_DUCKDB_CALL
} kl_duckdb_api;

/* It stays loaded, for its threads may outlive a table. KL_ERROR_UNSUPPORTED says what to install. */
kl_status kl_duckdb_load(kl_duckdb_api *api, kl_error *error);
#endif

#endif
