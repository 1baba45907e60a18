# SPDX-License-Identifier: Apache-2.0
# Cross compilation to 64-bit ARM with Debian's packages; what was built runs inside qemu.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR aarch64)
set(CMAKE_C_COMPILER aarch64-linux-gnu-gcc)
set(CMAKE_LIBRARY_ARCHITECTURE aarch64-linux-gnu)
# With the C library of libc6:arm64 if it is installed, else with the one of the cross compiler.
# By its path: tests run the command without PATH, too.
find_program(KL_QEMU qemu-aarch64)
set(CMAKE_CROSSCOMPILING_EMULATOR ${KL_QEMU})
if(NOT EXISTS /lib/ld-linux-aarch64.so.1)
  list(APPEND CMAKE_CROSSCOMPILING_EMULATOR -L /usr/aarch64-linux-gnu)
endif()
# pkg-config must describe the libraries of the target, not those of this machine.
set(ENV{PKG_CONFIG_LIBDIR} /usr/lib/aarch64-linux-gnu/pkgconfig)
