# SPDX-License-Identifier: Apache-2.0
# How everything is compiled: the language, the warnings, the sanitizers, and the parts from outside.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
# clang-tidy asks no compiler for its default.
set(CMAKE_CXX_STANDARD 17)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
if(NOT DEFINED CMAKE_POSITION_INDEPENDENT_CODE)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
endif()
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE RelWithDebInfo)
endif()

find_program(CCACHE ccache)
mark_as_advanced(CCACHE)
if(CCACHE AND NOT CMAKE_C_COMPILER_LAUNCHER)
  set(CMAKE_C_COMPILER_LAUNCHER ${CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
# kl_part(NAME MODULE PACKAGE WITHOUT): a part from outside that may be missing; then the library is whole
# except for WITHOUT. What was found stands in KL_PARTS, each as PkgConfig::NAME and NAME_MODULE.
set(KL_PARTS "")
macro(kl_part name module package without)
  pkg_check_modules(${name} QUIET IMPORTED_TARGET ${module})
  if(${name}_FOUND)
    list(APPEND KL_PARTS ${name})
    set(${name}_MODULE ${module})
  else()
    message(STATUS "${module} is missing: built without ${without}; for them install ${package} (Debian) "
      "and configure again")
  endif()
endmacro()
kl_part(UTF8PROC libutf8proc libutf8proc-dev "Unicode letters and words")
# Before zlib, which it needs when both are linked statically.
kl_part(PNG libpng libpng-dev "images as weights")
kl_part(ZLIB zlib zlib1g-dev "compressed .npz and checks of .npz sums")
kl_part(JANSSON jansson libjansson-dev "safetensors and JSON lines")
kl_part(SQLITE3 sqlite3 libsqlite3-dev "SQLite databases as tables")

# DuckDB is compiled against but not linked: it is loaded when a table asks for it, from where the loader finds it or,
# in this build, from where the set-up put it.
find_path(KL_DUCKDB_INCLUDE duckdb.h HINTS ${PROJECT_SOURCE_DIR}/build/tables)
find_library(KL_DUCKDB_LIBRARY duckdb HINTS ${PROJECT_SOURCE_DIR}/build/tables)
mark_as_advanced(KL_DUCKDB_INCLUDE KL_DUCKDB_LIBRARY)
if(KL_DUCKDB_INCLUDE AND KL_DUCKDB_LIBRARY)
  get_filename_component(folder ${KL_DUCKDB_LIBRARY} DIRECTORY)
  list(APPEND CMAKE_BUILD_RPATH ${folder})
else()
  message(STATUS "duckdb.h or libduckdb.so is missing: built without Parquet, JSON lines and SQL as tables; for them "
    "run make tables, or install DuckDB's C library and configure again")
endif()

# What all our C shares, whoever wrote the headers it may see.
add_library(kl_compile INTERFACE)
target_compile_definitions(kl_compile INTERFACE _GNU_SOURCE $<$<BOOL:${KL_ALLOC_TEST}>:KL_ALLOC_TEST>)
# A value must not depend on where the compiler saw a chance to fuse.
target_compile_options(kl_compile INTERFACE -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow
  -Wstrict-prototypes -Wmissing-prototypes -Wconversion -Wno-sign-conversion
  $<$<BOOL:${KL_WERROR}>:-Werror>)
if(KL_SANITIZE)
  target_compile_options(kl_compile INTERFACE -fsanitize=${KL_SANITIZE} -fno-omit-frame-pointer
    -fno-sanitize-recover=all)
  target_compile_definitions(kl_compile INTERFACE KL_SANITIZED)
  target_link_options(kl_compile INTERFACE -fsanitize=${KL_SANITIZE})
  # Every test has the sanitizers' runtime in it; LLVM's linker takes half of the time that binutils' takes for that.
  include(CheckLinkerFlag)
  check_linker_flag(C -fuse-ld=lld KL_HAVE_LLD)
  if(KL_HAVE_LLD)
    target_link_options(kl_compile INTERFACE -fuse-ld=lld)
  endif()
  # DuckDB throws, and the address sanitizer looks for what is thrown with at the start only.
  if(KL_DUCKDB_LIBRARY)
    target_link_options(kl_compile INTERFACE LINKER:--no-as-needed -lstdc++)
  endif()
endif()

# Inside the library: the internal headers as well.
add_library(kl_flags INTERFACE)
target_link_libraries(kl_flags INTERFACE kl_compile)
target_include_directories(kl_flags INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
