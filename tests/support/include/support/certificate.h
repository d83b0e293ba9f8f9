// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A certificate made at run time, so that no key lies in the repository.
#pragma once

#include <QtCore/QByteArray>

namespace melody::test {

struct Certificate {
    QByteArray certificatePem;
    QByteArray keyPem; // EC P-256
};

// Self-signed, for localhost, 127.0.0.1 and ::1, good for a day.
[[nodiscard]] Certificate makeCertificate();

} // namespace melody::test
