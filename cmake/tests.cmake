# SPDX-License-Identifier: Apache-2.0
# Every test there is: tests/ROOM/test_*.c is an executable over that room and those below it,
# tests/{cli,report,python,house,install}/test_*.py is one run of pytest, an example must run, a documented command
# must print what the page says.
enable_testing()

pkg_check_modules(CMOCKA QUIET IMPORTED_TARGET cmocka)
pkg_check_modules(MPFR QUIET IMPORTED_TARGET mpfr)
if(NOT CMOCKA_FOUND OR NOT MPFR_FOUND)
  message(FATAL_ERROR "the tests need cmocka and MPFR: install libcmocka-dev and libmpfr-dev (Debian), "
    "run tools/setup.sh test, or configure with -DKL_TESTS=OFF")
endif()

# A crash of a sanitizer must not look like an exit code of kl. Whose allocation it was is told by one frame: where there
# are many, writing down the whole stack of each takes more time than all else (ASAN_OPTIONS=malloc_context_size=30).
set(KL_TEST_ENVIRONMENT
  "ASAN_OPTIONS=exitcode=99:detect_leaks=1:strict_string_checks=1:allocator_may_return_null=1:malloc_context_size=1"
  "UBSAN_OPTIONS=exitcode=99:print_stacktrace=1"
  "TSAN_OPTIONS=exitcode=99:halt_on_error=1:suppressions=${PROJECT_SOURCE_DIR}/cmake/thread-sanitizer.supp")
# Tests then leave out cases that look at the same memory once more (tests/all_cases.h), and what bounds address
# space, of which sanitizers and emulators reserve much.
if(KL_SANITIZE OR CMAKE_CROSSCOMPILING_EMULATOR)
  list(APPEND KL_TEST_ENVIRONMENT KL_SOME_CASES=1)
else()
  # What tools/setup_peers.sh brings, which no sanitizer is asked about.
  list(APPEND KL_TEST_ENVIRONMENT KL_PEERS=${PROJECT_SOURCE_DIR}/build-peers)
endif()

# Most tests ask much of the library and compute little themselves: to optimise them takes more time than it gives. Those
# that take longer without are named.
set(test_options "")
if(CMAKE_BUILD_TYPE STREQUAL "RelWithDebInfo")
  if(KL_SANITIZE)
    set(test_options -O0)
  else()
    set(test_options -O1 -g1)
  endif()
endif()
set(tests_that_compute information/test_nearest kernels/test_product loss/test_few loss/test_linear loss/test_linear_calls
  sample/test_tree sample/test_unequal text/test_counts text/test_lm transport/test_bins transport/test_golden
  transport/test_sampled)

foreach(room IN LISTS KL_ROOMS)
  file(GLOB sources CONFIGURE_DEPENDS tests/${room}/test_*.c)
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    add_executable(${room}_${name} ${source})
    target_link_libraries(${room}_${name} PRIVATE kl_room_${room} PkgConfig::CMOCKA PkgConfig::MPFR)
    if(NOT ${room}/${name} IN_LIST tests_that_compute)
      target_compile_options(${room}_${name} PRIVATE ${test_options})
    endif()
    add_test(NAME ${room}/${name} COMMAND ${room}_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
    set_tests_properties(${room}/${name} PROPERTIES ENVIRONMENT "${KL_TEST_ENVIRONMENT}"
      LABELS unit TIMEOUT ${KL_TEST_TIMEOUT})
  endforeach()
endforeach()

# The layers that the chapters of the story share.
file(GLOB sources CONFIGURE_DEPENDS tests/story/test_*.c)
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  add_executable(story_${name} ${source})
  target_link_libraries(story_${name} PRIVATE nn PkgConfig::CMOCKA)
  add_test(NAME story/${name} COMMAND story_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(story/${name} PROPERTIES ENVIRONMENT "${KL_TEST_ENVIRONMENT}"
    LABELS unit TIMEOUT ${KL_TEST_TIMEOUT})
endforeach()

# Inside valgrind DuckDB takes longer than a test may; the sanitizers see what is ours of it.
if(CMAKE_CROSSCOMPILING_EMULATOR MATCHES "valgrind" AND TEST table/test_duckdb)
  message(STATUS "table/test_duckdb is not run inside valgrind")
  set_tests_properties(table/test_duckdb PROPERTIES DISABLED TRUE)
endif()

foreach(source IN LISTS KL_EXAMPLES)
  get_filename_component(name ${source} NAME_WE)
  add_test(NAME example/${name} COMMAND example_${name} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(example/${name} PROPERTIES ENVIRONMENT "${KL_TEST_ENVIRONMENT}" LABELS unit)
endforeach()

if(NOT KL_PYTHON_TESTS)
  return()
endif()

find_program(KL_PYTHON NAMES python3 REQUIRED)
execute_process(COMMAND ${KL_PYTHON} -c "import pytest, hypothesis, jsonschema, mpmath"
  RESULT_VARIABLE missing ERROR_VARIABLE reason)
if(missing)
  message(FATAL_ERROR "the tests of the command need pytest, hypothesis, jsonschema and mpmath for ${KL_PYTHON}: "
    "install python3-pytest, python3-hypothesis, python3-jsonschema and python3-mpmath (Debian), or run "
    "tools/setup.sh test\n${reason}")
endif()

# Where the built programs only run inside an emulator, the tests get a script that starts it.
set(kl_under_test $<TARGET_FILE:kl>)
set(emulator "")
if(CMAKE_CROSSCOMPILING_EMULATOR AND TARGET kl)
  set(kl_under_test ${PROJECT_BINARY_DIR}/kl-emulated)
  list(JOIN CMAKE_CROSSCOMPILING_EMULATOR " " emulator)
  file(GENERATE OUTPUT ${kl_under_test} CONTENT "#!/bin/sh\nexec ${emulator} $<TARGET_FILE:kl> \"$@\"\n"
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
endif()

function(kl_python_test name)
  add_test(NAME ${name} COMMAND ${KL_PYTHON} ${ARGN} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR})
  set_tests_properties(${name} PROPERTIES LABELS python TIMEOUT ${KL_TEST_TIMEOUT} ENVIRONMENT
    "${KL_TEST_ENVIRONMENT};PYTHONDONTWRITEBYTECODE=1;KL=${kl_under_test};KL_BUILD=${PROJECT_BINARY_DIR};KL_TEST_TIMEOUT=${KL_TEST_TIMEOUT};KL_EMULATOR=${emulator};CC=${CMAKE_C_COMPILER};CMAKE=${CMAKE_COMMAND};CLICOLOR_FORCE=")
endfunction()

set(rooms_of_python "")
if(TARGET kl)
  list(APPEND rooms_of_python cli)
endif()
if(TARGET kl_room_report)
  list(APPEND rooms_of_python report)
endif()
if(TARGET kullback_python)
  list(APPEND rooms_of_python python)
endif()
# The sources, the headers and the installation are the same under every sanitizer.
if(NOT KL_SANITIZE AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  list(APPEND rooms_of_python house)
  if(TARGET kullback AND TARGET kl)
    list(APPEND rooms_of_python install)
    kl_python_test(docs/commands tools/run_docs.py)
    set_tests_properties(docs/commands PROPERTIES TIMEOUT 1200)
  endif()
endif()
foreach(room IN LISTS rooms_of_python)
  file(GLOB sources CONFIGURE_DEPENDS tests/${room}/test_*.py)
  # To import PyTorch takes longer than most tests of it: one run has them all.
  file(GLOB torch CONFIGURE_DEPENDS tests/${room}/test_torch_*.py)
  list(REMOVE_ITEM sources ${torch} "")
  foreach(source IN LISTS sources)
    get_filename_component(name ${source} NAME_WE)
    set(more "")
    if(name STREQUAL "test_torch")
      set(more ${torch})
    endif()
    kl_python_test(${room}/${name} -m pytest -q -p no:cacheprovider ${source} ${more})
    # Python itself keeps memory to its end; with its own allocator nothing would be seen of what it gives out.
    if(room STREQUAL "python" AND KL_SANITIZE)
      set_tests_properties(${room}/${name} PROPERTIES ENVIRONMENT_MODIFICATION
        "LD_PRELOAD=set:${KL_PYTHON_PRELOAD};PYTHONMALLOC=set:malloc;ASAN_OPTIONS=string_append::detect_leaks=0")
    endif()
  endforeach()
endforeach()

# Every verb with every number of ranks and of threads, in check-full.
if(TEST cli/test_parts)
  set_tests_properties(cli/test_parts PROPERTIES TIMEOUT 1800)
endif()

# The npm package as it is committed.
find_program(KL_NODE NAMES node)
if(NOT KL_SANITIZE AND NOT CMAKE_CROSSCOMPILING_EMULATOR)
  if(KL_NODE)
    add_test(NAME web/package COMMAND ${KL_NODE} --test ${PROJECT_SOURCE_DIR}/web/package/test)
    set_tests_properties(web/package PROPERTIES LABELS web TIMEOUT ${KL_TEST_TIMEOUT})
  else()
    add_test(NAME web/package COMMAND ${CMAKE_COMMAND} -E echo "skipped: node is missing: tools/setup.sh web")
    set_tests_properties(web/package PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped")
  endif()
endif()

# The page in a browser: where node, Chromium and what tools/setup_node.sh brings are there.
find_program(KL_CHROMIUM NAMES chromium chromium-browser google-chrome)
set(node_packages ${PROJECT_SOURCE_DIR}/build-node)
file(GLOB sources CONFIGURE_DEPENDS tests/explore/test_*.mjs)
if(NOT TARGET kl OR KL_SANITIZE OR CMAKE_CROSSCOMPILING_EMULATOR)
  set(sources "")
endif()
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  if(KL_NODE AND KL_CHROMIUM AND EXISTS ${node_packages}/node_modules)
    add_test(NAME explore/${name} COMMAND ${KL_NODE} --test ${source})
    set_tests_properties(explore/${name} PROPERTIES LABELS browser TIMEOUT 1200 ENVIRONMENT
      "KL=$<TARGET_FILE:kl>;KL_NODE_PACKAGES=${node_packages};KL_CHROMIUM=${KL_CHROMIUM}")
  else()
    add_test(NAME explore/${name} COMMAND ${CMAKE_COMMAND} -E echo
      "skipped: node, chromium or build-node is missing: tools/setup.sh web && tools/setup_node.sh")
    set_tests_properties(explore/${name} PROPERTIES SKIP_REGULAR_EXPRESSION "^skipped")
  endif()
endforeach()

# A whole build of its own, in check-full.
if(TEST install/test_wheel)
  set_tests_properties(install/test_wheel PROPERTIES TIMEOUT 1200)
endif()

# mypy reads all of PyTorch's types.
if(TEST python/test_stubs)
  set_tests_properties(python/test_stubs PROPERTIES TIMEOUT 1200)
endif()

# The longest ones first, or they run alone at the end.
foreach(name cli/test_lang_cipher cli/test_parts cli/test_story_plane docs/commands python/test_stubs install/test_wheel
    explore/test_frame house/test_web cli/test_states kernels/test_special measure/test_accuracy table/test_profile
    text/test_split text/test_language_train cli/test_lang cli/test_mi)
  if(TEST ${name})
    set_tests_properties(${name} PROPERTIES COST 1000)
  endif()
endforeach()
