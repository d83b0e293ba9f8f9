// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Ingest over a real database, a real object store and the real media worker, with a clock that the test moves.
#pragma once

#include <ingest/ingest.h>
#include <support/pg_fixture.h>
#include <support/test_main.h>

#include <QtCore/QTemporaryDir>

namespace melody::test {

// Sound, 16 bits, interleaved stereo noise that `seed` decides.
[[nodiscard]] QByteArray wavOf(double seconds, quint32 seed = 1, int rate = 44'100);
// A grey PNG of one size.
[[nodiscard]] QByteArray pngOf(int edge);

// What every process that works on one installation shares.
struct Installation {
    std::string connection;
    QString folder;
    crypto::ContentKey masterKey;
};

// The services over an installation, as a process builds them.
class IngestServices {
public:
    explicit IngestServices(const Installation &installation, std::optional<ingest::Options> options = {}, const Clock *clock = nullptr);

    [[nodiscard]] static ingest::Options optionsFor(const Installation &installation);
    [[nodiscard]] const Clock &clock() const { return m_clock; }
    [[nodiscard]] ingest::Ingest &ingest() const { return *m_ingest; }
    [[nodiscard]] catalog::Catalog &catalog() const { return *m_catalog; }
    [[nodiscard]] objects::ObjectStore &objects() const { return *m_objects; }
    [[nodiscard]] jobs::Runner &runner() const { return *m_runner; }
    [[nodiscard]] db::Database &database() const { return *m_database; }

private:
    SystemClock m_systemClock;
    const Clock &m_clock;
    std::unique_ptr<telemetry::Telemetry> m_telemetry;
    std::unique_ptr<db::Database> m_database;
    std::unique_ptr<objects::ObjectStore> m_objects;
    std::unique_ptr<catalog::Catalog> m_catalog;
    std::unique_ptr<ingest::Ingest> m_ingest;
    std::unique_ptr<jobs::Runner> m_runner;
};

class IngestWorld {
public:
    explicit IngestWorld(PgCluster &cluster = pgCluster(), const std::function<void(ingest::Options &)> &adjust = {});

    [[nodiscard]] ingest::Ingest &ingest() const { return m_services->ingest(); }
    [[nodiscard]] IngestServices &services() const { return *m_services; }
    [[nodiscard]] const Installation &installation() const { return m_installation; }
    [[nodiscard]] const PgFixture &pg() const { return m_pg; }
    [[nodiscard]] QString path(const QString &name) const { return m_installation.folder + u'/' + name; }
    FakeClock clock;
    UserId user = UserId::create(clock.now());

    // Announces and sends a whole file in parts.
    UploadId upload(const QByteArray &bytes, const QString &name, const std::optional<UserId> &as = {});
    // An album of the given uploads, one a track.
    [[nodiscard]] static wire::NewRelease album(const QList<UploadId> &tracks, const std::optional<UploadId> &artwork = {});
    // Draft, publication and all work that follows; the state in the end.
    wire::ReleaseState publish(const wire::NewRelease &release);
    // Runs what is due until nothing is, letting pauses pass.
    void runJobs();
    // Everything that is still due after a long time.
    void runSweeps();

    [[nodiscard]] int count(const std::string &from) const { return std::stoi(m_pg.execute("SELECT count(*) FROM " + from)); }
    [[nodiscard]] qsizetype filesIn(const QString &folder) const; // recursive

private:
    PgFixture m_pg;
    QTemporaryDir m_folder;
    Installation m_installation;
    std::unique_ptr<IngestServices> m_services;
};

} // namespace melody::test
