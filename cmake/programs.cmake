# SPDX-License-Identifier: Apache-2.0
# Programs over the public headers: examples/*.c and examples/NAME/*.c (all files one program) are built
# always, bench/bench_*.c by the target bench (bench_*_helper.c belongs to a script, which builds it over the
# rooms).

function(kl_program name)
  add_executable(${name} ${ARGN})
  target_link_libraries(${name} PRIVATE kl_compile kullback::static)
endfunction()

file(GLOB KL_EXAMPLES CONFIGURE_DEPENDS examples/*.c)
foreach(source IN LISTS KL_EXAMPLES)
  get_filename_component(name ${source} NAME_WE)
  kl_program(example_${name} ${source})
endforeach()
file(GLOB mains CONFIGURE_DEPENDS examples/*/main.c)
foreach(main IN LISTS mains)
  get_filename_component(folder ${main} DIRECTORY)
  get_filename_component(name ${folder} NAME)
  file(GLOB sources CONFIGURE_DEPENDS ${folder}/*.c)
  kl_program(example_${name} ${sources})
  target_link_libraries(example_${name} PRIVATE m)
endforeach()

add_custom_target(bench)
if(TARGET kl)
  add_dependencies(bench kl)
endif()
foreach(room IN LISTS KL_ROOMS)
  add_dependencies(bench kl_room_${room})
endforeach()
file(GLOB sources CONFIGURE_DEPENDS bench/bench_*.c)
list(FILTER sources EXCLUDE REGEX "_helper\\.c$")
foreach(source IN LISTS sources)
  get_filename_component(name ${source} NAME_WE)
  kl_program(${name} ${source})
  set_target_properties(${name} PROPERTIES EXCLUDE_FROM_ALL ON)
  add_dependencies(bench ${name})
endforeach()
