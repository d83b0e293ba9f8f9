# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# melody_sql(SCHEMA catalog [DATABASE store])
#   Turns sql/<name>.sql (one query each) into `constexpr db::Query` constants in the generated header <catalog/sql.h>,
#   namespace melody::catalog::sql, camelCase of the file's name, prepared and traced as "catalog.<name>"; and
#   migrations/<UTC time>_<name>.sql (20261122T200000_content.sql) into `melody::catalog::migrations()` in <catalog/migrations.h>.
#   DATABASE store: both are of the app's local store (sync/store) instead of the server's database.
#   Call it after melody_module() in the same folder. Two modules must not share a SCHEMA word: it names the headers, too.

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

# The licence lines at the top of a file are for people, not for the server.
function(melody_read_sql file out)
    file(READ "${file}" body)
    string(REGEX REPLACE "^(-- SPDX[^\n]*\n)+" "" body "${body}")
    if(body MATCHES "\\)~sql~")
        message(FATAL_ERROR "${file}: may not contain )~sql~")
    endif()
    set(${out} "${body}" PARENT_SCOPE)
endfunction()

# Leaves an unchanged file alone, so that nothing is built again for it.
function(melody_write_if_changed file text)
    if(EXISTS "${file}")
        file(READ "${file}" old)
        if(old STREQUAL text)
            return()
        endif()
    endif()
    file(WRITE "${file}" "${text}")
endfunction()

function(melody_sql)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "SCHEMA;DATABASE" "")
    if(NOT arg_SCHEMA MATCHES "^[a-z_]+$" OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "melody_sql: wants SCHEMA <name>")
    endif()
    set(database db)
    if(arg_DATABASE)
        set(database "${arg_DATABASE}")
    endif()
    melody_here(path)
    string(REPLACE "/" "_" target "${path}")
    file(GLOB queries CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/sql/*.sql")
    file(GLOB migrations CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/migrations/*.sql")
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${queries} ${migrations})
    set(generated "${CMAKE_CURRENT_BINARY_DIR}/generated")

    set(text "// Generated from ${path}/sql/*.sql\n#pragma once\n\n#include <${database}/query.h>\n\nnamespace melody::${arg_SCHEMA}::sql {\n")
    foreach(file IN LISTS queries)
        get_filename_component(name "${file}" NAME_WE)
        melody_camel_case("${name}" constant)
        melody_read_sql("${file}" body)
        string(APPEND text "inline constexpr ${database}::Query ${constant}{\"${arg_SCHEMA}.${name}\", R\"~sql~(${body})~sql~\"};\n")
    endforeach()
    string(APPEND text "} // namespace melody::${arg_SCHEMA}::sql\n")
    melody_write_if_changed("${generated}/${arg_SCHEMA}/sql.h" "${text}")

    set(text "// Generated from ${path}/migrations/*.sql\n#pragma once\n\n#include <${database}/migration.h>\n\nnamespace melody::${arg_SCHEMA} {\ninline std::vector<${database}::Migration> migrations()\n{\n    return {\n")
    foreach(file IN LISTS migrations)
        get_filename_component(name "${file}" NAME_WE)
        if(NOT name MATCHES "^20[0-9][0-9][01][0-9][0-3][0-9]T[0-2][0-9][0-5][0-9][0-5][0-9]_[a-z0-9_]+$")
            message(FATAL_ERROR "${file}: the name of a migration is <YYYYMMDD>T<hhmmss>_<what>.sql")
        endif()
        melody_read_sql("${file}" body)
        string(APPEND text "        ${database}::Migration{\"${arg_SCHEMA}\", \"${name}\", R\"~sql~(${body})~sql~\"},\n")
    endforeach()
    string(APPEND text "    };\n}\n} // namespace melody::${arg_SCHEMA}\n")
    melody_write_if_changed("${generated}/${arg_SCHEMA}/migrations.h" "${text}")
    target_include_directories(${target} PUBLIC "${generated}")
endfunction()
