# SPDX-License-Identifier: Apache-2.0
# Cross compilation to WebAssembly with Debian's emscripten: its headers and its C library, compiled by the clang that
# it is made for, linked by emcc (cmake/web.cmake). What is compiled needs a runtime that has SIMD128.
set(CMAKE_SYSTEM_NAME Generic)
set(CMAKE_SYSTEM_PROCESSOR wasm32)
set(CMAKE_C_COMPILER clang)
set(CMAKE_C_COMPILER_TARGET wasm32-unknown-emscripten)
set(CMAKE_SYSROOT /usr/share/emscripten/cache/sysroot)
set(CMAKE_AR llvm-ar)
set(CMAKE_RANLIB llvm-ranlib)
set(CMAKE_C_FLAGS_INIT "-msimd128")
set(CMAKE_POSITION_INDEPENDENT_CODE OFF)
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)
# No library of this machine is one of the target.
set(ENV{PKG_CONFIG_LIBDIR} /nonexistent)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
