// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a country is called in a language. Qt knows names in English and in languages of the country itself, of which it takes any.
#pragma once

#include <QtCore/QString>

namespace melody::app {

// `code` as ISO 3166 has it ("DE"), `language` as the app's settings ("es"). Empty for what is no country.
[[nodiscard]] QString countryName(const QString &code, const QString &language);

} // namespace melody::app
