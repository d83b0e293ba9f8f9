// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The first line is a token, the rest a key set and a discovery document, as a hostile provider would send them.

#include "fuzz_support.h"
#include "provider_metadata.h"

#include <oidc/id_token.h>

using namespace melody;
using namespace melody::oidc;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArray input(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype line = input.indexOf('\n');
    const QByteArray token = input.first(line < 0 ? input.size() : line);
    const QByteArray document = line < 0 ? input : input.sliced(line + 1);

    const QString issuer = QStringLiteral("https://id.example");
    const auto metadata = parseMetadata(document, issuer, false);
    if (metadata) {
        for (const QString &url : {metadata->authorizationEndpoint, metadata->tokenEndpoint, metadata->keySetUri})
            require(url.startsWith(QLatin1String("https:"), Qt::CaseInsensitive), "only https is asked");
    } else {
        require(metadata.error().code == QLatin1String("provider_unsuitable"), "a bad document is named so");
    }

    const auto keys = KeySet::parse(document);
    require(keys || keys.error().code == QLatin1String("key_set_malformed"), "a bad key set is named so");
    const KeySet set = keys.value_or(KeySet());
    require(set.size() <= maxKeys, "keys are counted");
    const Expected expected{issuer, QStringLiteral("melody"), QStringLiteral("nonce"), "access",
                            TimePoint(std::chrono::seconds(1'790'000'000))};
    const auto claims = verifyIdToken(token, set, expected);
    if (!claims) {
        require(claims.error().kind == ErrorKind::Unauthenticated && claims.error().code.startsWith(QLatin1String("id_token_")),
                "a bad token is named so");
        return 0;
    }
    // Only who can sign gets here: then everything that was asked for is there.
    require(set.size() > 0 && claims->value(QLatin1String("iss")) == issuer && claims->value(QLatin1String("nonce")) == expected.nonce,
            "a token that is taken is ours");
    return 0;
}
