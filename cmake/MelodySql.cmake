# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# melody_sql(SCHEMA catalog)
#   Turns sql/<name>.sql (one query each) into `constexpr db::Query` constants in the generated header <catalog/sql.h>,
#   namespace melody::catalog::sql, camelCase of the file's name; and migrations/<UTC time>_<name>.sql into
#   `migrations()` in <catalog/migrations.h>. Call it after melody_module() in the same folder.

function(melody_camel_case snake out)
    string(REPLACE "_" ";" words "${snake}")
    list(POP_FRONT words camel)
    foreach(word IN LISTS words)
        string(SUBSTRING "${word}" 0 1 head)
        string(SUBSTRING "${word}" 1 -1 tail)
        string(TOUPPER "${head}" head)
        string(APPEND camel "${head}${tail}")
    endforeach()
    set(${out} "${camel}" PARENT_SCOPE)
endfunction()

function(melody_sql)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "SCHEMA" "")
    melody_here(path)
    string(REPLACE "/" "_" target "${path}")
    file(GLOB queries CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql")
    file(GLOB migrations CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${queries} ${migrations})
    set(generated "${CMAKE_CURRENT_BINARY_DIR}/generated")

    set(text "// Generated from ${path}/sql/*.sql\n#pragma once\n\n#include <db/query.h>\n\nnamespace melody::${arg_SCHEMA}::sql {\n")
    foreach(file IN LISTS queries)
        get_filename_component(name "${file}" NAME_WE)
        melody_camel_case("${name}" constant)
        file(READ "${file}" body)
        string(APPEND text "inline constexpr db::Query ${constant}{\"${arg_SCHEMA}.${name}\", R\"~sql~(${body})~sql~\"};\n")
    endforeach()
    string(APPEND text "} // namespace melody::${arg_SCHEMA}::sql\n")
    file(CONFIGURE OUTPUT "${generated}/${arg_SCHEMA}/sql.h" CONTENT "${text}" @ONLY NEWLINE_STYLE UNIX)

    set(text "// Generated from ${path}/migrations/*.sql\n#pragma once\n\n#include <db/migration.h>\n\nnamespace melody::${arg_SCHEMA} {\ninline std::vector<db::Migration> migrations()\n{\n    return {\n")
    foreach(file IN LISTS migrations)
        get_filename_component(name "${file}" NAME_WE)
        file(READ "${file}" body)
        string(APPEND text "        db::Migration{\"${arg_SCHEMA}\", \"${name}\", R\"~sql~(${body})~sql~\"},\n")
    endforeach()
    string(APPEND text "    };\n}\n} // namespace melody::${arg_SCHEMA}\n")
    file(CONFIGURE OUTPUT "${generated}/${arg_SCHEMA}/migrations.h" CONTENT "${text}" @ONLY NEWLINE_STYLE UNIX)
    target_include_directories(${target} PUBLIC "${generated}")
endfunction()
