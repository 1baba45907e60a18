# SPDX-License-Identifier: Apache-2.0
# kullback.wasm: what the npm package calls of the library, and nothing else of it; kullback-core.wasm: of that what
# gives numbers (tools/make_wasm.sh).

find_program(EMCC emcc REQUIRED)
set(web ${PROJECT_BINARY_DIR}/web)
file(GLOB package CONFIGURE_DEPENDS web/package/src/*.js)
file(GLOB headers CONFIGURE_DEPENDS include/kullback/*.h)
add_custom_command(OUTPUT ${web}/exports.txt ${web}/exports-core.txt ${web}/abi.js
  COMMAND ${PROJECT_SOURCE_DIR}/tools/make_web_abi.py ${web}
  DEPENDS tools/make_web_abi.py ${package} ${headers} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)

add_custom_target(web)
foreach(part "" -core)
  # What no object defines is asked of the host (web/package/src/host.js).
  add_custom_command(OUTPUT ${web}/kullback${part}.wasm
    COMMAND ${EMCC} -Os -msimd128 $<TARGET_FILE:kullback_static> -o ${web}/kullback${part}.wasm --no-entry
      -sSTANDALONE_WASM -sALLOW_MEMORY_GROWTH -sALLOW_TABLE_GROWTH -sERROR_ON_UNDEFINED_SYMBOLS=0
      -sWARN_ON_UNDEFINED_SYMBOLS=0 -sMALLOC=emmalloc -sEXPORTED_FUNCTIONS=@${web}/exports${part}.txt
    DEPENDS kullback_static ${web}/exports${part}.txt VERBATIM)
  add_custom_target(web${part}_wasm DEPENDS ${web}/kullback${part}.wasm)
  add_dependencies(web web${part}_wasm)
endforeach()
