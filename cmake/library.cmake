# SPDX-License-Identifier: Apache-2.0
# libkullback: the objects of all rooms, once as an archive and once as a shared library.

list(TRANSFORM KL_ROOMS REPLACE "^(.+)$" "$<TARGET_OBJECTS:kl_room_\\1>" OUTPUT_VARIABLE objects)

# What both kinds share: public headers outside, the outside parts only for the linker.
function(kl_library target)
  target_include_directories(${target} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include>
    $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>)
  target_link_libraries(${target} PRIVATE $<BUILD_INTERFACE:kl_compile> Threads::Threads m)
  foreach(part IN LISTS KL_PARTS)
    target_link_libraries(${target} PRIVATE PkgConfig::${part})
  endforeach()
  set_target_properties(${target} PROPERTIES OUTPUT_NAME kullback LINKER_LANGUAGE C)
endfunction()

add_library(kullback_static STATIC ${objects})
kl_library(kullback_static)
set_target_properties(kullback_static PROPERTIES EXPORT_NAME static)
add_library(kullback::static ALIAS kullback_static)

if(KL_SHARED)
  set(map ${PROJECT_SOURCE_DIR}/src/libkullback.map)
  add_library(kullback SHARED ${objects})
  kl_library(kullback)
  target_link_options(kullback PRIVATE LINKER:--version-script=${map})
  if(NOT KL_SANITIZE)
    target_link_options(kullback PRIVATE LINKER:--no-undefined)
  endif()
  set_target_properties(kullback PROPERTIES VERSION ${PROJECT_VERSION}
    SOVERSION ${PROJECT_VERSION_MAJOR} LINK_DEPENDS ${map})
  add_library(kullback::kullback ALIAS kullback)
endif()
