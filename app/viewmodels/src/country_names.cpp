// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "country_names.h"

#include <QtCore/QLocale>

#include <unicode/uloc.h>

#include <array>

namespace melody::app {

QString countryName(const QString &code, const QString &language)
{
    if (QLocale::codeToTerritory(code) == QLocale::AnyTerritory)
        return {};
    std::array<UChar, 100> name{};
    UErrorCode error = U_ZERO_ERROR;
    const int length = uloc_getDisplayCountry(("und_" + code.toLatin1()).constData(), language.toLatin1().constData(), name.data(),
                                              int(name.size()), &error);
    return U_SUCCESS(error) && length > 0 ? QString::fromUtf16(name.data(), length) : code;
}

} // namespace melody::app
