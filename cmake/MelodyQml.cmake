# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# melody_qml_module(URI Melody.X [SOURCES …] [QML_FILES …] [SINGLETONS …] [IMPORTS …] [PUBLIC …] [PRIVATE …])
#   Declares the QML module that lives in this folder, under qrc:/qt/qml. QML files lie in the folder itself, C++ types as in
#   melody_module. IMPORTS are QML modules it uses, for qmllint. Link it as a module (qml/design): its plugin comes with it.

set(MELODY_QML_DIR "${CMAKE_BINARY_DIR}/qml_modules")

function(melody_qml_module)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "URI" "SOURCES;QML_FILES;SINGLETONS;IMPORTS;PUBLIC;PRIVATE")
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "melody_qml_module: unknown arguments '${arg_UNPARSED_ARGUMENTS}'")
    endif()
    melody_here(path)
    string(REPLACE "/" "_" target "${path}")
    string(REPLACE "." "/" uri_path "${arg_URI}")
    file(GLOB_RECURSE headers CONFIGURE_DEPENDS include/*.h)
    foreach(file IN LISTS arg_SINGLETONS)
        set_source_files_properties(${file} PROPERTIES QT_QML_SINGLETON_TYPE TRUE)
    endforeach()
    qt_add_library(${target}_types STATIC)
    set_target_properties(${target}_types PROPERTIES AUTOMOC ON)
    # Compiling every QML file ahead costs a build minutes and saves a start milliseconds: only for what is shipped.
    set(compiled_ahead NO_CACHEGEN)
    if(CMAKE_BUILD_TYPE STREQUAL "Release")
        set(compiled_ahead)
    endif()
    qt_add_qml_module(${target}_types
        URI ${arg_URI}
        VERSION 1.0
        RESOURCE_PREFIX /qt/qml
        ${compiled_ahead}
        OUTPUT_DIRECTORY "${MELODY_QML_DIR}/${uri_path}"
        IMPORT_PATH "${MELODY_QML_DIR}"
        DEPENDENCIES QtQuick QtQml.Models ${arg_IMPORTS}
        SOURCES ${arg_SOURCES} ${headers}
        QML_FILES ${arg_QML_FILES} ${arg_SINGLETONS})
    # The generated registration includes the headers by their bare names.
    file(GLOB folders LIST_DIRECTORIES true include/*)
    target_include_directories(${target}_types PUBLIC include PRIVATE src ${folders})
    target_link_libraries(${target}_types PUBLIC Qt6::Core Qt6::Qml Qt6::Quick)
    target_link_libraries(${target}_types PRIVATE melody_flags)
    melody_link(${target}_types "${path}" PUBLIC ${arg_PUBLIC})
    melody_link(${target}_types "${path}" PRIVATE ${arg_PRIVATE})
    # What others link: the types, and the plugin that announces them to the engine.
    add_library(${target} INTERFACE)
    target_link_libraries(${target} INTERFACE ${target}_types ${target}_typesplugin)
endfunction()
