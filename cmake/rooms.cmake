# SPDX-License-Identifier: Apache-2.0
# A room is src/NAME/*.c over the rooms it may include; a test of a room links no more than those.

set(KL_ROOMS "")

# kl_room(NAME BELOW...): the static library kl_room_NAME.
function(kl_room name)
  file(GLOB sources CONFIGURE_DEPENDS src/${name}/*.c)
  if(NOT sources)
    return()
  endif()
  add_library(kl_room_${name} STATIC ${sources})
  target_link_libraries(kl_room_${name} PUBLIC kl_flags Threads::Threads m)
  foreach(below IN LISTS ARGN)
    if(TARGET kl_room_${below})
      target_link_libraries(kl_room_${name} PUBLIC kl_room_${below})
    endif()
  endforeach()
  list(APPEND KL_ROOMS ${name})
  set(KL_ROOMS ${KL_ROOMS} PARENT_SCOPE)
endfunction()

# kl_room_part(NAME PART): the room uses a part from outside (kl_part) if the build found it; its C sees
# KL_HAVE_PART, and tests of the room see the part too.
function(kl_room_part name part)
  if(${part}_FOUND AND TARGET kl_room_${name})
    target_link_libraries(kl_room_${name} PUBLIC PkgConfig::${part})
    target_compile_definitions(kl_room_${name} PUBLIC KL_HAVE_${part})
  endif()
endfunction()
