# SPDX-FileCopyrightText: 2026 The Melody developers
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Every outside library, found once. docs/decisions/ says why each was chosen.

find_package(Qt6 6.4 REQUIRED COMPONENTS Core Network HttpServer Test)
if(MELODY_CLIENT)
    find_package(Qt6 6.4 REQUIRED COMPONENTS DBus Gui Qml Quick Multimedia LinguistTools Svg)
    find_package(Qt6Keychain REQUIRED)
    find_path(ZXCVBN_INCLUDE_DIR zxcvbn.h REQUIRED)
    find_library(ZXCVBN_LIBRARY zxcvbn REQUIRED)
    add_library(Zxcvbn::zxcvbn UNKNOWN IMPORTED)
    set_target_properties(Zxcvbn::zxcvbn PROPERTIES IMPORTED_LOCATION "${ZXCVBN_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${ZXCVBN_INCLUDE_DIR}")
    find_package(ICU 70 REQUIRED COMPONENTS uc)
endif()
find_package(OpenSSL 3.0 REQUIRED)
find_package(CURL 7.85 REQUIRED)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(pq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(curl REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(ebur128 REQUIRED IMPORTED_TARGET libebur128)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(ffmpeg REQUIRED IMPORTED_TARGET libavformat libavcodec libavutil libswresample libswscale libavfilter)
find_path(MELODY_EXPECTED_INCLUDE tl/expected.hpp REQUIRED)
# libharu comes without a description for CMake or pkg-config.
find_path(MELODY_HPDF_INCLUDE hpdf.h REQUIRED)
find_library(MELODY_HPDF_LIBRARY hpdf REQUIRED)
add_library(melody_hpdf INTERFACE)
target_include_directories(melody_hpdf SYSTEM INTERFACE "${MELODY_HPDF_INCLUDE}")
target_link_libraries(melody_hpdf INTERFACE "${MELODY_HPDF_LIBRARY}")
