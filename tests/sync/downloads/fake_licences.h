// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A LicenceSource beside a FakeStreamSource: what it licenses is fetched from that.
#pragma once

#include <crypto/sealed_key.h>
#include <ports/licence_source.h>
#include <support/fake_stream_source.h>
#include <values/clock.h>

namespace melody::test {

class FakeLicences final : public ports::LicenceSource {
public:
    FakeLicences(FakeStreamSource &streams, const Clock &clock) : m_streams(streams), m_clock(clock) {}

    void licenseTo(const UserId &user);
    void forChild(const rules::ParentalState &child);
    void refuse(std::optional<Error> error);
    [[nodiscard]] int issued() const;

    std::unique_ptr<ports::StreamSource::Pending> obtain(const ContentId &content, LicenceDone done) override;
    [[nodiscard]] QByteArray devicePublicKey() const override { return m_device.publicKey; }
    [[nodiscard]] Result<crypto::ContentKey> unseal(const QByteArray &sealedKey) const override;

private:
    Result<wire::LicenceAnswer> answer(const Result<ports::Stream> &stream);

    FakeStreamSource &m_streams;
    const Clock &m_clock;
    const crypto::ContentKey m_seed = crypto::ContentKey::generate();
    const crypto::DeviceKeyPair m_device = crypto::DeviceKeyPair::generate();
    mutable std::mutex m_mutex;
    UserId m_user;
    std::optional<rules::ParentalState> m_child;
    std::optional<Error> m_refusal;
    int m_issued = 0;
};

} // namespace melody::test
