// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include <crypto/chunk_token.h>

using namespace melody;
using namespace melody::crypto;
using std::chrono::milliseconds;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using fuzz::require;
    static const QByteArray key(32, 'k');
    const TimePoint longAgo = TimePoint::min();

    // As a token of its own it is refused, whatever it says.
    const QByteArrayView text(data, qsizetype(size));
    const auto guessed = checkChunkToken(text, key, AssetId(), 0, longAgo);
    require(!guessed && guessed.error().kind == ErrorKind::Forbidden, "nobody signs without the key");

    // As a grant it comes back from its token, and no change of the token is let through.
    fuzz::Input input(data, size);
    ChunkGrant grant;
    grant.signIn = SignInId(QUuid(input.number<quint32>(), 3, 4, 5, 6, 7, 8, 9, 1, 2, 3));
    grant.session = PlaybackId(QUuid(input.number<quint32>(), input.number<quint16>(), input.number<quint16>(), 1, 2, 3, 4, 5, 6, 7, 8));
    grant.asset = AssetId(QUuid(input.number<quint32>(), input.number<quint16>(), input.number<quint16>(), 8, 7, 6, 5, 4, 3, 2, 1));
    grant.highestRung = input.byte();
    grant.expires = TimePoint(milliseconds(input.number<qint64>()));
    const QByteArray token = signChunkToken(grant, key);
    const auto checked = checkChunkToken(token, key, grant.asset, grant.highestRung, longAgo);
    const bool expired = grant.expires == longAgo;
    require(expired ? !checked : checked && *checked == grant, "a signed grant comes back");

    QByteArray changed = token;
    changed[input.byte() % changed.size()] = char(input.byte());
    require(changed == token || !checkChunkToken(changed, key, grant.asset, 0, longAgo), "a changed token is noticed");
    return 0;
}
