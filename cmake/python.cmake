# SPDX-License-Identifier: Apache-2.0
# The Python package: python/*.c over the public headers and the archive, one module for every Python from 3.11 on
# (limited API), with python/kullback beside it. It can be imported from build/python.

# pip builds for the Python that it runs in.
if(SKBUILD)
  set(KL_PYTHON ${Python_EXECUTABLE})
endif()

# Debian's own Python first: another one on the PATH has not the modules that Debian installs.
find_program(KL_PYTHON NAMES python3 PATHS /usr/bin NO_DEFAULT_PATH)
find_program(KL_PYTHON NAMES python3)
mark_as_advanced(KL_PYTHON)

# A Python without sanitizers must load the runtime of the address sanitizer before a module that has it; that of
# the thread sanitizer has to be there from the beginning.
set(KL_PYTHON_PRELOAD "")
if(KL_SANITIZE MATCHES "address")
  execute_process(COMMAND ${CMAKE_C_COMPILER} -print-file-name=libclang_rt.asan-${CMAKE_SYSTEM_PROCESSOR}.so
    OUTPUT_VARIABLE runtime OUTPUT_STRIP_TRAILING_WHITESPACE)
  if(EXISTS "${runtime}")
    set(KL_PYTHON_PRELOAD ${runtime})
  endif()
  # DuckDB throws, and that runtime looks for what is thrown with at the start only.
  if(KL_PYTHON_PRELOAD AND KL_DUCKDB_LIBRARY)
    string(APPEND KL_PYTHON_PRELOAD " libstdc++.so.6")
  endif()
endif()

# Where Python.h is, or else why the package cannot be built.
function(kl_find_python_headers headers why)
  set(${headers} "" PARENT_SCOPE)
  if(NOT KL_PYTHON_PACKAGE)
    set(${why} "KL_PYTHON_PACKAGE is off" PARENT_SCOPE)
  elseif(CMAKE_CROSSCOMPILING)
    set(${why} "the Python of this machine cannot load what is cross compiled" PARENT_SCOPE)
  elseif(KL_SANITIZE AND NOT KL_PYTHON_PRELOAD)
    set(${why} "the sanitizers (${KL_SANITIZE}) have no runtime that a Python without them can load first"
      PARENT_SCOPE)
  elseif(NOT KL_PYTHON)
    set(${why} "there is no python3" PARENT_SCOPE)
  else()
    execute_process(COMMAND ${KL_PYTHON} -c
      "import sys, sysconfig; print(sys.version_info >= (3, 11)); print(sysconfig.get_path('include'))"
      OUTPUT_VARIABLE said OUTPUT_STRIP_TRAILING_WHITESPACE)
    string(REGEX REPLACE "^(True|False)\n" "" folder "${said}")
    if(NOT said MATCHES "^True")
      set(${why} "${KL_PYTHON} is older than 3.11" PARENT_SCOPE)
    elseif(NOT EXISTS "${folder}/Python.h")
      set(${why} "${folder}/Python.h is missing; install python3-dev (Debian) and configure again" PARENT_SCOPE)
    else()
      set(${headers} ${folder} PARENT_SCOPE)
    endif()
  endif()
endfunction()

kl_find_python_headers(headers why)
if(NOT headers)
  message(STATUS "The Python package is not built: ${why}")
  add_custom_target(python COMMAND ${CMAKE_COMMAND} -E echo "The Python package cannot be built: ${why}"
    COMMAND ${CMAKE_COMMAND} -E false VERBATIM)
  return()
endif()

set(folder ${PROJECT_BINARY_DIR}/python/kullback)
file(GLOB sources CONFIGURE_DEPENDS python/*.c)
add_library(kullback_python MODULE ${sources})
target_compile_definitions(kullback_python PRIVATE Py_LIMITED_API=0x030B0000 PY_SSIZE_T_CLEAN)
target_include_directories(kullback_python SYSTEM PRIVATE ${headers})
target_link_libraries(kullback_python PRIVATE kl_compile kullback::static)
# What the archive exports is none of the module's: another copy of the library may be in the same process.
target_link_options(kullback_python PRIVATE LINKER:--exclude-libs,ALL)
set_target_properties(kullback_python PROPERTIES PREFIX "" OUTPUT_NAME _kullback SUFFIX .abi3.so
  LIBRARY_OUTPUT_DIRECTORY ${folder})

file(GLOB package CONFIGURE_DEPENDS python/kullback/*)
set(copies "")
foreach(source IN LISTS package)
  get_filename_component(name ${source} NAME)
  add_custom_command(OUTPUT ${folder}/${name} COMMAND ${CMAKE_COMMAND} -E copy ${source} ${folder}/${name}
    DEPENDS ${source} VERBATIM COMMENT "Copying python/kullback/${name}")
  list(APPEND copies ${folder}/${name})
endforeach()
# scikit-build-core takes the rest of the package from python/kullback itself.
if(SKBUILD)
  install(TARGETS kullback_python DESTINATION kullback COMPONENT python)
endif()

add_custom_target(python ALL DEPENDS ${copies})
add_dependencies(python kullback_python)
