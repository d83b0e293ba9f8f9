# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# melody_sqlcipher: SQLCipher with FTS5 (docs/decisions/0029-sqlcipher.md). The system's if it is 4.5 or newer; its description bears
# SQLite's version, which was 3.36 then. Otherwise the amalgamation, which melodydev.sqlcipher fetches, with hidden symbols: nothing that
# is loaded later, such as a driver with an SQLite of its own, finds it. Optimised in every preset and never instrumented.

pkg_check_modules(sqlcipher QUIET IMPORTED_TARGET sqlcipher>=3.36)
if(sqlcipher_FOUND)
    add_library(melody_sqlcipher INTERFACE)
    target_link_libraries(melody_sqlcipher INTERFACE PkgConfig::sqlcipher)
else()
    find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
    set(folder "${PROJECT_SOURCE_DIR}/build/sqlcipher")
    add_custom_command(OUTPUT "${folder}/sqlite3.c" "${folder}/sqlite3.h"
        COMMAND ${CMAKE_COMMAND} -E env "PYTHONPATH=${PROJECT_SOURCE_DIR}/tools" ${Python3_EXECUTABLE} -B -m melodydev.sqlcipher
        DEPENDS "${PROJECT_SOURCE_DIR}/tools/melodydev/sqlcipher.py"
        COMMENT "Fetching SQLCipher" VERBATIM)
    add_library(melody_sqlcipher STATIC "${folder}/sqlite3.c" "${folder}/sqlite3.h")
    set_target_properties(melody_sqlcipher PROPERTIES UNITY_BUILD OFF)
    # In a folder of its own name, as the system's package has it.
    target_include_directories(melody_sqlcipher SYSTEM INTERFACE "${folder}")
    target_compile_definitions(melody_sqlcipher PUBLIC SQLITE_HAS_CODEC PRIVATE SQLITE_API= _GNU_SOURCE NDEBUG
        SQLITE_EXTRA_INIT=sqlcipher_extra_init SQLITE_EXTRA_SHUTDOWN=sqlcipher_extra_shutdown SQLCIPHER_CRYPTO_OPENSSL
        SQLITE_TEMP_STORE=2 SQLITE_THREADSAFE=1 SQLITE_ENABLE_FTS5 SQLITE_OMIT_LOAD_EXTENSION)
    target_compile_options(melody_sqlcipher PRIVATE -O2 -g0 -w -fvisibility=hidden -include stdint.h)
    if(MELODY_SANITIZE)
        target_compile_options(melody_sqlcipher PRIVATE -fno-sanitize=${MELODY_SANITIZE})
    endif()
    target_link_libraries(melody_sqlcipher PRIVATE OpenSSL::Crypto Threads::Threads m)
endif()
