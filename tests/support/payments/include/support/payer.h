// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A payer's browser, as far as paying goes: opens the provider's form, types a card, answers the bank.
#pragma once

#include <http_client/http_client.h>

namespace melody::test {

struct TypedCard {
    QString number;
    QString expiryMonth = QStringLiteral("11");
    QString expiryYear = QStringLiteral("2039");
    QString code = QStringLiteral("123");
};

// Opens the form, then posts it where the page says. The provider's answer to the post.
[[nodiscard]] Result<http_client::Answer> fillCardForm(http_client::HttpClient &client, const QString &formUrl, const TypedCard &card);
[[nodiscard]] Result<http_client::Answer> answerChallenge(http_client::HttpClient &client, const QString &url, bool approve);

} // namespace melody::test
