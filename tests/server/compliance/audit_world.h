// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A log in a database of its own, with a clock that the test moves and a folder of checkpoint files.
#pragma once

#include <compliance/compliance.h>
#include <compliance/verify.h>
#include <support/pg_fixture.h>

#include <QtCore/QTemporaryDir>

namespace melody::test {

class AuditWorld {
public:
    explicit AuditWorld(compliance::Options options = {});

    // Aborts the test when it fails.
    void append(const audit::Entry &entry);
    // Ordinary entries about two people, sealed.
    void fill(int entries);
    void seal();
    void checkpoint();
    // `cut` entries, a checkpoint after each `every`.
    void fillWithCheckpoints(int checkpoints, int every);

    [[nodiscard]] Result<compliance::VerifyReport> verify(bool withFiles = true) const;
    // The code of each finding, in order.
    [[nodiscard]] QStringList findings(bool withFiles = true) const;
    // Past every trigger and privilege.
    std::string asSuperuser(const std::string &sql) const;
    // What the database says to a statement of a service's role.
    [[nodiscard]] Result<void> asService(const char *role, const char *sql) const;
    [[nodiscard]] QString checkpointFile(int number) const;

    PgFixture pg;
    FakeClock clock;
    QTemporaryDir folder;
    compliance::Keys keys{crypto::ContentKey::generate(), crypto::ContentKey::generate()};
    UserId admin = UserId::create(clock.now());
    UserId listener = UserId::create(clock.now());
    std::unique_ptr<compliance::Compliance> service;

private:
    compliance::Options m_options;
};

} // namespace melody::test
