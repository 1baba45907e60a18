# SPDX-License-Identifier: Apache-2.0
# How everything is compiled: the language, the warnings, the sanitizers, and the parts from outside.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
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
pkg_check_modules(UTF8PROC QUIET IMPORTED_TARGET libutf8proc)
if(NOT UTF8PROC_FOUND)
  message(STATUS "utf8proc is missing: built without Unicode letters and words; for them install "
    "libutf8proc-dev (Debian) and configure again")
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
  target_link_options(kl_compile INTERFACE -fsanitize=${KL_SANITIZE})
endif()

# Inside the library: the internal headers as well.
add_library(kl_flags INTERFACE)
target_link_libraries(kl_flags INTERFACE kl_compile)
target_include_directories(kl_flags INTERFACE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
