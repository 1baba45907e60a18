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

add_executable(kl ${cli_sources})
target_link_libraries(kl PRIVATE kl_compile kullback::static)
set_target_properties(kl PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR})

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
add_executable(kl-static ${cli_sources})
target_include_directories(kl-static PRIVATE include)
add_dependencies(kl-static kullback_static)
target_link_libraries(kl-static PRIVATE kl_compile $<TARGET_FILE:kullback_static> ${archives}
  Threads::Threads m)
target_link_options(kl-static PRIVATE -static)
set_target_properties(kl-static PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}
  LINK_DEPENDS $<TARGET_FILE:kullback_static>)
