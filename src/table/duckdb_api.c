/* SPDX-License-Identifier: Apache-2.0 */
/* Loading DuckDB. */
#include "table/duckdb_api.h"

#include "base/error.h"

#ifdef KL_HAVE_DUCKDB
#include <dlfcn.h>
#include <string.h>

static kl_status refuse(kl_error *error) {
    const char *why = dlerror();
    return kl_fail(error, KL_ERROR_UNSUPPORTED,
                   "this is read through DuckDB, which cannot be loaded (%.200s): run make tables, "
                   "or put its %s "
                   "where the loader finds it (LD_LIBRARY_PATH)",
                   why != NULL ? why : "no reason is given", KL_DUCKDB_LIBRARY);
}

kl_status kl_duckdb_load(kl_duckdb_api *api, kl_error *error) {
    void *library = dlopen(KL_DUCKDB_LIBRARY, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
    if (library == NULL)
        return refuse(error);
/* POSIX has dlsym return functions through a pointer to data; ISO C has no cast between the two. */
#define KL_DUCKDB_CALL(name)                                                                       \
    {                                                                                              \
        void *symbol = dlsym(library, "duckdb_" #name);                                            \
        if (symbol == NULL)                                                                        \
            return refuse(error);                                                                  \
        memcpy(&api->name, &symbol, sizeof symbol);                                                \
    }
    KL_DUCKDB_CALLS(KL_DUCKDB_CALL)
#undef KL_DUCKDB_CALL
    return KL_OK;
}
#endif
