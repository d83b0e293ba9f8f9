// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The provider's own pages, plain HTML without a script: the card form and the bank's question. English and Spanish.
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

namespace melody::sandboxpay {

enum class Language { English, Spanish };

// Of an Accept-Language header (RFC 9110, section 12.5.4): the first of the two that it names.
[[nodiscard]] Language languageOf(const QByteArray &acceptLanguage);

// `wrong`: fields that were not right the last time, and a message for all. What was typed is never shown again.
[[nodiscard]] QByteArray cardForm(const QString &action, Language language, const std::optional<Error> &wrong);
[[nodiscard]] QByteArray challengePage(const QString &action, Language language);
// The end of a way: "done", "declined", "over".
[[nodiscard]] QByteArray notePage(const QString &what, Language language);

// Content-Security-Policy: nothing but the page's own style; forms go to us and, by a redirect, to `returnOrigin`.
[[nodiscard]] QByteArray pagePolicy(const QString &returnOrigin);

} // namespace melody::sandboxpay
