// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest_world.h"

#include <catalog/migrations.h>
#include <events/migrations.h>
#include <ingest/migrations.h>
#include <jobs/migrations.h>
#include <platform/migrations.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDirIterator>
#include <QtCore/QtEndian>

#include <random>

using namespace Qt::StringLiterals;

namespace melody::test {
namespace {

void require(bool condition, const Error &error)
{
    if (!condition)
        throw std::runtime_error((error.code + u": "_s + error.detail).toStdString());
}

template<typename T>
T must(Result<T> result)
{
    require(result.has_value(), result ? Error() : result.error());
    return std::move(*result);
}

QByteArray little(quint32 value, int bytes)
{
    value = qToLittleEndian(value);
    return QByteArray(reinterpret_cast<const char *>(&value), bytes);
}

QByteArray pngChunk(const QByteArray &name, const QByteArray &data)
{
    const auto big = [](quint32 value) {
        value = qToBigEndian(value);
        return QByteArray(reinterpret_cast<const char *>(&value), 4);
    };
    quint32 crc = 0xffff'ffff;
    for (const char c : name + data) {
        crc ^= uchar(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc & 1 ? crc >> 1 ^ 0xedb8'8320 : crc >> 1;
    }
    return big(quint32(data.size())) + name + data + big(~crc);
}

} // namespace

QByteArray wavOf(double seconds, quint32 seed, int rate)
{
    std::mt19937 random(seed);
    const int frames = int(seconds * rate);
    QByteArray data(qsizetype(frames) * 4, Qt::Uninitialized);
    double smooth = 0;
    for (int i = 0; i < 2 * frames; ++i) {
        smooth += 0.2 * (double(random()) / 4294967296.0 - 0.5 - smooth);
        qToLittleEndian(qint16(smooth * 20'000), data.data() + 2 * i);
    }
    const auto size = quint32(data.size());
    return "RIFF" + little(size + 36, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(2, 2) + little(quint32(rate), 4) +
           little(quint32(rate) * 4, 4) + little(4, 2) + little(16, 2) + "data" + little(size, 4) + data;
}

QByteArray pngOf(int edge)
{
    QByteArray header;
    for (int i = 0; i < 2; ++i)
        header += QByteArray(2, '\0') + char(edge >> 8) + char(edge);
    const QByteArray rows = (QByteArray(1, '\0') + QByteArray(edge, '\x60')).repeated(edge);
    return "\x89PNG\r\n\x1a\n"_ba + pngChunk("IHDR", header + QByteArray("\x08\0\0\0\0", 5)) + pngChunk("IDAT", qCompress(rows).mid(4)) +
           pngChunk("IEND", {});
}

ingest::Options IngestServices::optionsFor(const Installation &installation)
{
    ingest::Options options;
    options.dataDir = installation.folder;
    options.masterKey = installation.masterKey;
    options.worker.program = QStringLiteral(MELODY_BIN_DIR "/melody-media-worker");
    return options;
}

IngestServices::IngestServices(const Installation &installation, std::optional<ingest::Options> options, const Clock *clock)
    : m_clock(clock ? *clock : m_systemClock), m_telemetry(telemetry::createTelemetry(m_clock, telemetry::Level::Error)),
      m_database(db::openDatabase({.connection = installation.connection}, *m_telemetry)),
      m_objects(must(objects::openFileStore(installation.folder + u"/objects"_s))),
      m_catalog(catalog::createCatalog(*m_database, *m_objects, m_clock)),
      m_ingest(must(ingest::createIngest(*m_database, *m_catalog, *m_objects, *m_telemetry, m_clock,
                                         std::move(options).value_or(optionsFor(installation))))),
      m_runner(jobs::createRunner(*m_database, m_ingest->jobHandlers(),
                                  {.concurrency = 2, .lease = std::chrono::seconds(3), .backoffBase = std::chrono::milliseconds(50)},
                                  m_clock))
{
}

IngestWorld::IngestWorld(PgCluster &cluster, const std::function<void(ingest::Options &)> &adjust)
    : m_pg(Migrations{platform::migrations(), events::migrations(), jobs::migrations(), catalog::migrations(), ingest::migrations()}, {},
           cluster)
{
    m_installation = {m_pg.appConnection(), m_folder.path(), crypto::ContentKey::generate()};
    ingest::Options options = IngestServices::optionsFor(m_installation);
    if (adjust)
        adjust(options);
    m_services = std::make_unique<IngestServices>(m_installation, options, &clock);
}

UploadId IngestWorld::upload(const QByteArray &bytes, const QString &name, const std::optional<UserId> &as)
{
    const UserId owner = as.value_or(user);
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
    wire::UploadState state = must(ingest().createUpload(owner, {name, bytes.size(), hash}));
    while (!state.complete) {
        const qsizetype size = std::min<qsizetype>(ingest::maxPartBytes, bytes.size() - state.offsetBytes);
        state = must(ingest().appendUpload(owner, state.id, state.offsetBytes, QByteArrayView(bytes).sliced(state.offsetBytes, size)));
    }
    return state.id;
}

wire::NewRelease IngestWorld::album(const QList<UploadId> &tracks, const std::optional<UploadId> &artwork)
{
    wire::NewRelease release;
    release.kind = u"album"_s;
    release.title = u"Noise"_s;
    release.artistName = u"The Generators"_s;
    release.artwork = artwork;
    for (const UploadId &upload : tracks) {
        wire::NewTrack track;
        track.upload = upload;
        track.trackNumber = int(release.tracks.size()) + 1;
        track.title = u"Noise %1"_s.arg(track.trackNumber);
        release.tracks.append(track);
    }
    return release;
}

wire::ReleaseState IngestWorld::publish(const wire::NewRelease &release)
{
    const ContentId id = must(ingest().createRelease(user, release)).id;
    must(ingest().publishRelease(user, id));
    runJobs();
    return must(ingest().release(user, id));
}

void IngestWorld::runJobs()
{
    int idle = 0;
    for (int round = 0; round < 400 && idle < 15; ++round) {
        const int ran = must(services().runner().runDue());
        idle = ran == 0 ? idle + 1 : 0;
        clock.advance(std::chrono::minutes(1));
    }
}

void IngestWorld::runSweeps()
{
    for (int day = 0; day < 6; ++day) {
        clock.advance(std::chrono::hours(24));
        must(services().runner().runDue());
    }
}

qsizetype IngestWorld::filesIn(const QString &folder) const
{
    qsizetype files = 0;
    for (QDirIterator it(path(folder), QDir::Files, QDirIterator::Subdirectories); it.hasNext(); it.next())
        ++files;
    return files;
}

} // namespace melody::test
