# SPDX-License-Identifier: Apache-2.0
# kullback.wasm: what the npm package calls of the library, and nothing else of it (tools/make_wasm.sh).

find_program(EMCC emcc REQUIRED)
set(exports ${PROJECT_BINARY_DIR}/web/exports.txt)
file(GLOB package CONFIGURE_DEPENDS web/package/src/*.js)
file(GLOB headers CONFIGURE_DEPENDS include/kullback/*.h)
add_custom_command(OUTPUT ${exports} ${PROJECT_BINARY_DIR}/web/abi.js
  COMMAND ${PROJECT_SOURCE_DIR}/tools/make_web_abi.py ${PROJECT_BINARY_DIR}/web
  DEPENDS tools/make_web_abi.py ${package} ${headers} WORKING_DIRECTORY ${PROJECT_SOURCE_DIR} VERBATIM)
add_custom_command(OUTPUT ${PROJECT_BINARY_DIR}/web/kullback.wasm
  COMMAND ${EMCC} -Os -msimd128 $<TARGET_FILE:kullback_static> -o ${PROJECT_BINARY_DIR}/web/kullback.wasm --no-entry
    -sSTANDALONE_WASM -sALLOW_MEMORY_GROWTH -sALLOW_TABLE_GROWTH -sERROR_ON_UNDEFINED_SYMBOLS=0 -sMALLOC=emmalloc
    -sEXPORTED_FUNCTIONS=@${exports} -Wno-undefined
  DEPENDS kullback_static ${exports} VERBATIM)
add_custom_target(web DEPENDS ${PROJECT_BINARY_DIR}/web/kullback.wasm)
