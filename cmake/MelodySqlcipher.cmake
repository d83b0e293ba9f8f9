# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# melody_sqlcipher: SQLCipher with FTS5 (docs/decisions/0029-sqlcipher.md). The system's if it is 4.5 or newer; its description bears
# SQLite's version, which was 3.36 then. Otherwise the library that melodydev.sqlcipher makes once for all presets: optimised, never
# instrumented.

pkg_check_modules(sqlcipher QUIET IMPORTED_TARGET sqlcipher>=3.36)
add_library(melody_sqlcipher INTERFACE)
if(sqlcipher_FOUND)
    target_link_libraries(melody_sqlcipher INTERFACE PkgConfig::sqlcipher)
else()
    find_package(Python3 3.11 REQUIRED COMPONENTS Interpreter)
    set(folder "${PROJECT_SOURCE_DIR}/build/sqlcipher")
    add_custom_command(OUTPUT "${folder}/libsqlcipher.a" "${folder}/sqlite3.h"
        COMMAND ${CMAKE_COMMAND} -E env "PYTHONPATH=${PROJECT_SOURCE_DIR}/tools" ${Python3_EXECUTABLE} -B -m melodydev.sqlcipher
        DEPENDS "${PROJECT_SOURCE_DIR}/tools/melodydev/sqlcipher.py"
        COMMENT "Making SQLCipher" VERBATIM)
    add_custom_target(melody_sqlcipher_made DEPENDS "${folder}/libsqlcipher.a" "${folder}/sqlite3.h")
    add_dependencies(melody_sqlcipher melody_sqlcipher_made)
    # In a folder of its own name, as the system's package has it.
    target_include_directories(melody_sqlcipher SYSTEM INTERFACE "${folder}")
    target_compile_definitions(melody_sqlcipher INTERFACE SQLITE_HAS_CODEC)
    target_link_libraries(melody_sqlcipher INTERFACE "${folder}/libsqlcipher.a" OpenSSL::Crypto Threads::Threads m)
endif()
