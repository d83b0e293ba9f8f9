// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fake_licences.h"

#include <crypto/signature.h>

namespace melody::test {

using namespace Qt::StringLiterals;

void FakeLicences::licenseTo(const UserId &user)
{
    const std::lock_guard lock(m_mutex);
    m_user = user;
}

void FakeLicences::forChild(const rules::ParentalState &child)
{
    const std::lock_guard lock(m_mutex);
    m_child = child;
}

void FakeLicences::refuse(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_refusal = std::move(error);
}

int FakeLicences::issued() const
{
    const std::lock_guard lock(m_mutex);
    return m_issued;
}

std::unique_ptr<ports::StreamSource::Pending> FakeLicences::obtain(const ContentId &content, LicenceDone done)
{
    return m_streams.open(content, {}, TraceContext::create(),
                          [this, done = std::move(done)](const Result<ports::Stream> &stream) { done(answer(stream)); });
}

Result<crypto::ContentKey> FakeLicences::unseal(const QByteArray &sealedKey) const
{
    return crypto::openOnDevice(sealedKey, m_device);
}

Result<wire::LicenceAnswer> FakeLicences::answer(const Result<ports::Stream> &stream)
{
    const std::lock_guard lock(m_mutex);
    if (m_refusal)
        return tl::unexpected(*m_refusal);
    if (!stream)
        return tl::unexpected(stream.error());
    ++m_issued;
    const TimePoint now = m_clock.now();
    wire::LicenceAnswer answer;
    answer.media.id = stream->session;
    answer.media.content = stream->content;
    answer.media.manifest = stream->manifest;
    answer.media.edges = {u"http://127.0.0.1:1"_s};
    answer.media.chunkToken = u"token"_s;
    answer.media.sealedKey = crypto::sealToDevice(stream->key, m_device.publicKey).value_or(QByteArray());
    answer.media.countAfterMs = stream->countAfterMs;
    const rules::Licence licence{LicenceId(stream->session.uuid()),
                                 m_user,
                                 stream->content,
                                 stream->manifest.asset,
                                 m_device.publicKey,
                                 media::Rung::Opus192,
                                 {u"track"_s, false},
                                 now,
                                 now + rules::licenceLifetime,
                                 m_child};
    answer.document = wire::licenceDocument(licence);
    answer.signature = crypto::signDocument(answer.document, m_seed);
    answer.publicKey = crypto::publicKeyOf(m_seed);
    return answer;
}

} // namespace melody::test
