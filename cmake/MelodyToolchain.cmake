# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Language level, warnings, sanitizers, linker and compiler cache: the same for every target.

option(MELODY_CLIENT "Build the app, its player and its sync" ON)
option(MELODY_WERROR "Treat warnings as errors" ON)
option(MELODY_UNITY "Compile several sources of a target as one: quicker from nothing, slower after a change" OFF)
option(MELODY_FUZZ "Build the libFuzzer targets (needs clang)" OFF)
set(MELODY_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_UNITY_BUILD "${MELODY_UNITY}")
set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(MELODY_CCACHE ccache)
if(MELODY_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(launcher ${CMAKE_COMMAND} -E env "CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime"
        "CCACHE_NOHASHDIR=1" "CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}" ${MELODY_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

find_program(MELODY_MOLD mold)
if(MELODY_MOLD)
    add_link_options(-fuse-ld=mold)
endif()

add_library(melody_flags INTERFACE)
target_compile_options(melody_flags INTERFACE -Wall -Wextra -Wpedantic -Wno-unused-parameter -Wno-missing-field-initializers)
if(MELODY_WERROR)
    target_compile_options(melody_flags INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(melody_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-fpch-preprocess>)
    if(MELODY_UNITY) # a source of a unit is included, which makes its unnamed namespace look like a header's
        target_compile_options(melody_flags INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-subobject-linkage>)
    endif()
endif()
target_compile_definitions(melody_flags INTERFACE
    QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH
    MELODY_VERSION="${PROJECT_VERSION}")
if(MELODY_SANITIZE)
    add_compile_options(-fsanitize=${MELODY_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${MELODY_SANITIZE})
endif()
if(MELODY_FUZZ)
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()
