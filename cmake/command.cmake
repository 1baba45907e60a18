# SPDX-License-Identifier: Apache-2.0
# kl, the command: cli/*.c over the public headers and the archive, so that one file can be carried
# around; kl-static does not even need a C library where it goes.

file(GLOB cli_sources CONFIGURE_DEPENDS cli/*.c)
if(NOT cli_sources)
  return()
endif()

# The page of kl explore, as it is.
set(explore_page ${PROJECT_SOURCE_DIR}/docs/explore/explore.html)
set_source_files_properties(cli/explore.c PROPERTIES OBJECT_DEPENDS ${explore_page}
  COMPILE_DEFINITIONS "KL_EXPLORE_PAGE=\"${explore_page}\"")

# TOML (--config) through toml++, which is C++: one file, without exceptions. Like the parts of the library it may be
# missing. The C compiler links, or the sanitizers of another one would come in.
set(toml "")
if(NOT CMAKE_CROSSCOMPILING)
  include(CheckLanguage)
  check_language(CXX)
endif()
if(CMAKE_CXX_COMPILER)
  enable_language(CXX)
  include(CheckIncludeFileCXX)
  set(CMAKE_REQUIRED_FLAGS -std=c++17)
  check_include_file_cxx(toml++/toml.h KL_HAVE_TOML)
  unset(CMAKE_REQUIRED_FLAGS)
endif()
if(KL_HAVE_TOML)
  add_library(kl_toml OBJECT cli/toml.cpp)
  target_compile_options(kl_toml PRIVATE -Wall -Wextra -fno-exceptions -fno-rtti)
  target_compile_definitions(kl_toml PRIVATE TOML_HEADER_ONLY=1 TOML_EXCEPTIONS=0 TOML_ENABLE_FORMATTERS=0)
  set(toml $<TARGET_OBJECTS:kl_toml>)
else()
  message(STATUS "toml++ is missing: built without kl drift --config; for it install libtomlplusplus-dev and g++ "
    "(Debian) and configure again")
endif()

# All but main, compiled once for every command that is made of it.
set(verb_sources ${cli_sources})
list(FILTER verb_sources EXCLUDE REGEX "/main\\.c$")
add_library(kl_verbs OBJECT ${verb_sources})
target_link_libraries(kl_verbs PRIVATE kl_compile)
target_include_directories(kl_verbs PRIVATE include)
target_compile_definitions(kl_verbs PRIVATE $<$<BOOL:${KL_HAVE_TOML}>:KL_HAVE_TOML>)
set(verb_objects $<TARGET_OBJECTS:kl_verbs> ${toml})

add_executable(kl cli/main.c ${verb_objects})
target_link_libraries(kl PRIVATE kl_compile kullback::static)
set_target_properties(kl PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR} LINKER_LANGUAGE C)

# kl-mpi, the verbs that have parts with a rank a part: once for each MPI that Debian has, as kl-mpi.NAME, and the
# first of them as kl-mpi.
set(KL_MPIS "")
set(kl_mpi_modules openmpi=ompi-c mpich=mpich)
foreach(entry IN LISTS kl_mpi_modules)
  string(REGEX REPLACE "=.*" "" mpi ${entry})
  string(REGEX REPLACE ".*=" "" module ${entry})
  if(CMAKE_CROSSCOMPILING OR KL_SANITIZE)
    continue() # an MPI of this machine, which is no subject of sanitizers
  endif()
  pkg_check_modules(KL_MPI_${mpi} QUIET IMPORTED_TARGET ${module})
  if(NOT KL_MPI_${mpi}_FOUND)
    continue()
  endif()
  add_executable(kl-mpi-${mpi} cli/mpi/main.c ${verb_objects})
  target_link_libraries(kl-mpi-${mpi} PRIVATE kl_compile kullback::static PkgConfig::KL_MPI_${mpi})
  target_include_directories(kl-mpi-${mpi} PRIVATE ${PROJECT_SOURCE_DIR}/cli)
  set_target_properties(kl-mpi-${mpi} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}
    OUTPUT_NAME kl-mpi.${mpi} LINKER_LANGUAGE C)
  if(NOT KL_MPIS)
    add_custom_command(TARGET kl-mpi-${mpi} POST_BUILD COMMAND ${CMAKE_COMMAND} -E create_symlink kl-mpi.${mpi}
      ${PROJECT_BINARY_DIR}/kl-mpi VERBATIM)
  endif()
  list(APPEND KL_MPIS ${mpi})
endforeach()
if(NOT KL_MPIS AND NOT CMAKE_CROSSCOMPILING AND NOT KL_SANITIZE)
  message(STATUS "MPI is missing: built without kl-mpi; for it install libopenmpi-dev or libmpich-dev (Debian) and "
    "configure again")
endif()

# kl-static needs the C library and every part as an archive.
find_library(KL_C_ARCHIVE NAMES libc.a)
mark_as_advanced(KL_C_ARCHIVE)
set(archives "")
foreach(part IN LISTS KL_PARTS)
  find_library(KL_${part}_ARCHIVE NAMES lib${${part}_LIBRARIES}.a)
  mark_as_advanced(KL_${part}_ARCHIVE)
  list(APPEND archives ${KL_${part}_ARCHIVE})
endforeach()
if(KL_SANITIZE OR NOT KL_C_ARCHIVE OR archives MATCHES "NOTFOUND")
  message(STATUS "kl-static is not built: sanitizers are on, or libc.a or one of a part (${KL_PARTS}) is missing")
  return()
endif()

# Not through kullback::static: its link interface names the shared parts.
add_executable(kl-static cli/main.c ${verb_objects} cmake/static_loader.c)
target_include_directories(kl-static PRIVATE include)
add_dependencies(kl-static kullback_static)
target_link_libraries(kl-static PRIVATE kl_compile $<TARGET_FILE:kullback_static> ${archives}
  Threads::Threads m)
target_link_options(kl-static PRIVATE -static LINKER:--wrap=dlopen LINKER:--wrap=dlerror)
set_target_properties(kl-static PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR} LINKER_LANGUAGE C
  LINK_DEPENDS $<TARGET_FILE:kullback_static>)
