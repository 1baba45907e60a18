# SPDX-License-Identifier: Apache-2.0
# What `make install` puts where: headers, both libraries, pkg-config file, CMake package, the command,
# its man pages and completions. All of it may be moved afterwards: nothing holds an absolute path.
include(CMakePackageConfigHelpers)

set(libraries kullback_static)
if(TARGET kullback)
  list(APPEND libraries kullback)
endif()
# DuckDB that the set-up fetched goes along, to where the command and the library look for it.
if(KL_DUCKDB_LIBRARY MATCHES "^${PROJECT_SOURCE_DIR}/build/tables/")
  set(tables ${CMAKE_INSTALL_LIBDIR}/kullback)
  get_filename_component(folder ${KL_DUCKDB_LIBRARY} DIRECTORY)
  install(FILES ${KL_DUCKDB_LIBRARY} DESTINATION ${tables})
  install(FILES ${folder}/LICENSE DESTINATION ${tables} RENAME LICENSE.duckdb)
  file(RELATIVE_PATH from_command /${CMAKE_INSTALL_BINDIR} /${tables})
  if(TARGET kl)
    set_property(TARGET kl APPEND PROPERTY INSTALL_RPATH "$ORIGIN/${from_command}")
  endif()
  if(TARGET kullback)
    set_property(TARGET kullback APPEND PROPERTY INSTALL_RPATH "$ORIGIN/kullback")
  endif()
endif()
install(TARGETS ${libraries} EXPORT kullback-targets)
install(DIRECTORY include/kullback DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN *.h)

set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/kullback)
set(KL_PC_REQUIRES "")
set(KL_FIND_PARTS "")
if(KL_PARTS)
  set(KL_FIND_PARTS "find_dependency(PkgConfig)\n")
endif()
foreach(part IN LISTS KL_PARTS)
  list(APPEND KL_PC_REQUIRES ${${part}_MODULE})
  string(APPEND KL_FIND_PARTS
    "pkg_check_modules(${part} REQUIRED QUIET IMPORTED_TARGET ${${part}_MODULE})\n")
endforeach()
list(JOIN KL_PC_REQUIRES ", " KL_PC_REQUIRES)
install(EXPORT kullback-targets NAMESPACE kullback:: DESTINATION ${package_dir})
configure_package_config_file(cmake/kullback-config.cmake.in cmake/kullback-config.cmake
  INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(cmake/kullback-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/cmake/kullback-config.cmake
  ${PROJECT_BINARY_DIR}/cmake/kullback-config-version.cmake DESTINATION ${package_dir})

file(RELATIVE_PATH KL_PC_PREFIX /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
string(REGEX REPLACE "/$" "" KL_PC_PREFIX ${KL_PC_PREFIX})
configure_file(cmake/kullback.pc.in cmake/kullback.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/cmake/kullback.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The command writes its own manual.
set(manual "")
if(TARGET kl)
  install(TARGETS kl)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/man ${PROJECT_BINARY_DIR}/completions)

  function(kl_write output)
    add_custom_command(OUTPUT ${output} COMMAND kl ${ARGN} > ${output} DEPENDS kl VERBATIM
      COMMENT "Writing ${output}")
    set(manual ${manual} ${output} PARENT_SCOPE)
  endfunction()

  # A verb is a row `const struct verb verb_NAME` in its own file; compare is kl without a verb.
  set(verbs "")
  foreach(source IN LISTS cli_sources)
    file(STRINGS ${source} rows REGEX "^const struct verb verb_[a-z_]+ = ")
    list(TRANSFORM rows REPLACE "^.* verb_([a-z_]+) = .*$" "\\1")
    list(APPEND verbs ${rows})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${source})
  endforeach()
  foreach(verb IN LISTS verbs)
    if(verb STREQUAL "compare")
      set(page man/kl.1)
    else()
      set(page man/kl-${verb}.1)
    endif()
    kl_write(${page} help --man ${verb})
    install(FILES ${PROJECT_BINARY_DIR}/${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  endforeach()

  foreach(place bash:bash-completion/completions/kl zsh:zsh/site-functions/_kl
      fish:fish/vendor_completions.d/kl.fish)
    string(REGEX REPLACE ":.*" "" shell ${place})
    string(REGEX REPLACE ".*:" "" place ${place})
    get_filename_component(directory ${place} DIRECTORY)
    get_filename_component(name ${place} NAME)
    kl_write(completions/${shell} help --completion ${shell})
    install(FILES ${PROJECT_BINARY_DIR}/completions/${shell} RENAME ${name}
      DESTINATION ${CMAKE_INSTALL_DATADIR}/${directory})
  endforeach()
endif()

# Everything that can be installed or carried around, and no tests.
add_custom_target(product ALL DEPENDS ${libraries} ${manual})
foreach(program kl kl-static)
  if(TARGET ${program})
    add_dependencies(product ${program})
  endif()
endforeach()
