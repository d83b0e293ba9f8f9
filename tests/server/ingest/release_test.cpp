// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ingest_world.h"

#include <crypto/sealed_key.h>

#include <QtCore/QDirIterator>
#include <QtCore/QProcess>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

class ReleaseTest : public QObject {
    Q_OBJECT
    std::unique_ptr<IngestWorld> m_world;
    ingest::Ingest &ingest() { return m_world->ingest(); }

    QString firstProblem(const wire::NewRelease &release)
    {
        const auto created = ingest().createRelease(m_world->user, release);
        if (created || created.error().fields.isEmpty())
            return {};
        return created.error().fields.first().field + u' ' + created.error().fields.first().code;
    }
    static QStringList words(const QList<FieldError> &problems)
    {
        QStringList words;
        for (const FieldError &problem : problems)
            words.append(problem.field + u' ' + problem.code);
        return words;
    }
    // Ids of the published tracks in order.
    QList<ContentId> tracksOf(const ContentId &release)
    {
        QList<ContentId> ids;
        const std::string rows =
            m_world->pg().execute("SELECT string_agg(content_id::text, ' ' ORDER BY track_number) FROM catalog.content "
                                  "WHERE parent_id = '" +
                                  release.toString().toStdString() + "'");
        for (const QString &id : QString::fromStdString(rows).split(u' ', Qt::SkipEmptyParts))
            ids.append(*ContentId::parse(id));
        return ids;
    }
    void nothingIsVisibleOrLeft()
    {
        QCOMPARE(m_world->count("catalog.content"), 0);
        QCOMPARE(m_world->count("catalog.asset"), 0);
        m_world->runSweeps();
        QCOMPARE(m_world->filesIn(u"objects"_s), 0);
        QCOMPARE(m_world->filesIn(u"uploads"_s), 0);
        QCOMPARE(m_world->filesIn(u"staging"_s), 0);
        QCOMPARE(m_world->count("ingest.leftover"), 0);
    }

private Q_SLOTS:
    void init() { m_world = std::make_unique<IngestWorld>(); }
    void cleanup() { m_world.reset(); }

    void aDraftNamesEveryFileThatCannotBeUsed()
    {
        const UploadId good = m_world->upload(wavOf(0.6), u"a.wav"_s);
        const auto begun = ingest().createUpload(m_world->user, {u"b.wav"_s, 1000, QByteArray(32, 'x')});
        QCOMPARE(firstProblem(IngestWorld::album({good, begun->id})), u"tracks[1].upload incomplete"_s);
        QCOMPARE(firstProblem(IngestWorld::album({UploadId::create(m_world->clock.now())})), u"tracks[0].upload not_found"_s);
        QCOMPARE(firstProblem(IngestWorld::album({good, good})), u"tracks[1].upload in_use"_s);
        QCOMPARE(firstProblem(IngestWorld::album({good}, good)), u"artwork in_use"_s);
        auto twins = IngestWorld::album({good, m_world->upload(wavOf(0.6, 2), u"b.wav"_s)});
        twins.tracks[1].trackNumber = 1;
        QCOMPARE(firstProblem(twins), u"tracks[1].track_number taken"_s);
        QVERIFY(ingest().createRelease(m_world->user, IngestWorld::album({good})));
        QCOMPARE(firstProblem(IngestWorld::album({good})), u"tracks[0].upload in_use"_s);
    }
    void aReleaseGoesFromDraftToPublishedAndItsTracksCanBePlayed()
    {
        const auto draft = IngestWorld::album({m_world->upload(wavOf(2.5, 1), u"one.wav"_s), m_world->upload(wavOf(1.2, 2), u"two.wav"_s)},
                                              m_world->upload(pngOf(400), u"cover.png"_s));
        const auto created = ingest().createRelease(m_world->user, draft);
        QVERIFY(created);
        QCOMPARE(created->state, u"draft"_s);
        QCOMPARE(created->tracksTotal, 2);
        const auto started = ingest().publishRelease(m_world->user, created->id);
        QCOMPARE(started->state, u"processing"_s);
        QCOMPARE(m_world->count("catalog.content"), 0);
        m_world->runJobs();
        const auto done = ingest().release(m_world->user, created->id);
        QCOMPARE(done->state, u"published"_s);
        QCOMPARE(done->tracksDone, 2);
        QVERIFY(done->problems.isEmpty());

        const QList<ContentId> tracks = tracksOf(created->id);
        QCOMPARE(tracks.size(), 2);
        QCOMPARE(m_world->count("catalog.image_size"), 3); // 64, 160, 320
        for (int i = 0; i < 2; ++i) {
            const auto playable = m_world->services().catalog().playable(tracks[i]);
            QVERIFY(playable);
            const catalog::PublishedAsset &asset = (*playable)->asset;
            QCOMPARE(asset.manifest.durationMs, i == 0 ? 2500 : 1200);
            QCOMPARE(asset.manifest.rungs.size(), size_t(5));
            QVERIFY(!asset.waveform.isEmpty());
            const auto key = crypto::unwrapKey(asset.wrappedKey, asset.manifest.asset, m_world->installation().masterKey);
            QVERIFY(key);
            for (size_t r = 0; r < asset.objects.size(); ++r) {
                qint64 offset = 0;
                for (size_t chunk = 0; chunk < asset.manifest.rungs[r].chunks.size(); ++chunk) {
                    const qint64 size = asset.manifest.rungs[r].chunks[chunk].sizeBytes;
                    const auto sealed = m_world->services().objects().view(asset.objects[r].object, offset, size);
                    QVERIFY(sealed);
                    const auto clear = crypto::openChunk(*key, {asset.manifest.asset, quint8(asset.objects[r].rung), chunk}, sealed->bytes);
                    QVERIFY(clear);
                    QVERIFY(clear->contains("moof"));
                    offset += size;
                }
                QCOMPARE(*m_world->services().objects().size(asset.objects[r].object), offset);
            }
        }
        QCOMPARE(m_world->pg().execute("SELECT count(*) FROM platform.event WHERE type = 'release_published'"), "1");
    }
    void chaptersOfAnEpisodeAreInTheCatalogueWithIt()
    {
        // Vorbis comments, as Ogg and FLAC carry them.
        const QByteArray wav = wavOf(6, 5);
        const QString source = m_world->path(u"talk.wav"_s);
        const QString file = m_world->path(u"talk.flac"_s);
        QFile out(source);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(wav) == wav.size());
        out.close();
        QCOMPARE(QProcess::execute(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-i"_s, source, u"-metadata"_s, u"CHAPTER000=00:00:00.000"_s,
                                                 u"-metadata"_s, u"CHAPTER000NAME=Hello"_s, u"-metadata"_s, u"CHAPTER001=00:00:02.500"_s,
                                                 u"-metadata"_s, u"CHAPTER001NAME=Goodbye"_s, file}),
                 0);
        QFile made(file);
        QVERIFY(made.open(QIODevice::ReadOnly));
        wire::NewRelease draft = IngestWorld::album({m_world->upload(made.readAll(), u"talk.flac"_s)});
        draft.kind = u"show"_s;
        draft.description = u"Two of us talk."_s;
        draft.tracks[0].releaseDate = u"2026-03-01"_s;
        draft.tracks[0].description = u"The first time."_s;
        QCOMPARE(m_world->publish(draft).state, u"published"_s);
        QCOMPARE(m_world->pg().execute(
                     "SELECT string_agg((c ->> 'start_ms') || ' ' || (c ->> 'title'), ', ') FROM catalog.chapters "
                     "JOIN catalog.content USING (content_id), jsonb_array_elements(document -> 'items') c WHERE kind = 'episode'"),
                 std::string("0 Hello, 2500 Goodbye"));
        QCOMPARE(m_world->pg().execute(
                     "SELECT string_agg(attributes ->> 'summary', ', ' ORDER BY kind) FROM catalog.content WHERE attributes ? 'summary'"),
                 std::string("The first time., Two of us talk."));
    }
    void afterPublicationOnlySealedObjectsAreLeft()
    {
        const auto done =
            m_world->publish(IngestWorld::album({m_world->upload(wavOf(1.0), u"one.wav"_s)}, m_world->upload(pngOf(70), u"c.png"_s)));
        QCOMPARE(done.state, u"published"_s);
        m_world->runSweeps();
        QCOMPARE(m_world->filesIn(u"uploads"_s), 0);
        QCOMPARE(m_world->filesIn(u"staging"_s), 0);
        QCOMPARE(m_world->filesIn(u"objects"_s), 6); // five rungs and the cover in one size
        QCOMPARE(m_world->count("ingest.upload"), 0);
        QCOMPARE(m_world->count("ingest.leftover"), 0);
        for (QDirIterator it(m_world->path(u"objects"_s), QDir::Files, QDirIterator::Subdirectories); it.hasNext();) {
            QFile file(it.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            if (bytes.startsWith("\xff\xd8\xff"))
                continue; // the cover
            for (const QByteArray &word : {"RIFF"_ba, "fLaC"_ba, "Opus"_ba, "moof"_ba, "mdat"_ba, "ftyp"_ba})
                QVERIFY2(!bytes.contains(word), word.constData());
        }
    }
    void publishingAgainChangesNothing()
    {
        const auto done = m_world->publish(IngestWorld::album({m_world->upload(wavOf(0.7), u"one.wav"_s)}));
        QCOMPARE(ingest().publishRelease(m_world->user, done.id)->state, u"published"_s);
        m_world->runJobs();
        QCOMPARE(m_world->count("catalog.asset"), 1);
        QCOMPARE(m_world->pg().execute("SELECT count(*) FROM platform.event WHERE type = 'release_published'"), "1");
    }
    void aBadFileRejectsTheWholeReleaseAndNamesEveryReason()
    {
        const QByteArray whole = wavOf(2.0);
        const UploadId good = m_world->upload(wavOf(0.8, 3), u"good.wav"_s);
        const auto release =
            IngestWorld::album({good, m_world->upload(whole.first(whole.size() / 2), u"cut.wav"_s),
                                m_world->upload("no sound at all", u"text.mp3"_s), m_world->upload(wavOf(0.9), u"named.flac"_s)},
                               m_world->upload("no picture", u"cover.jpg"_s));
        const auto done = m_world->publish(release);
        QCOMPARE(done.state, u"rejected"_s);
        QCOMPARE(words(done.problems), QStringList({u"artwork artwork_unsupported"_s, u"tracks[1].upload truncated"_s,
                                                    u"tracks[2].upload unsupported_format"_s, u"tracks[3].upload wrong_extension"_s}));
        for (const FieldError &problem : done.problems)
            QVERIFY(!problem.detail.isEmpty());
        QCOMPARE(ingest().publishRelease(m_world->user, done.id).error().code, u"release_rejected"_s);

        // The sound file can go into the next draft.
        QVERIFY(ingest().upload(m_world->user, good));
        QCOMPARE(m_world->publish(IngestWorld::album({good})).state, u"published"_s);
    }
    void aRejectedReleaseLeavesNothingBehind()
    {
        const auto done =
            m_world->publish(IngestWorld::album({m_world->upload(wavOf(0.8), u"good.wav"_s), m_world->upload("not sound", u"bad.wav"_s)}));
        QCOMPARE(done.state, u"rejected"_s);
        nothingIsVisibleOrLeft();
    }
    void whatTheCatalogueRefusesRejectsTheRelease()
    {
        auto first = IngestWorld::album({m_world->upload(wavOf(0.7, 1), u"a.wav"_s)});
        first.tracks[0].isrc = u"GBAYE6800123"_s;
        QCOMPARE(m_world->publish(first).state, u"published"_s);
        m_world->user = UserId::create(m_world->clock.now());
        auto second = IngestWorld::album({m_world->upload(wavOf(0.7, 2), u"b.wav"_s)});
        second.tracks[0].isrc = u"GBAYE6800123"_s;
        const auto done = m_world->publish(second);
        QCOMPARE(done.state, u"rejected"_s);
        QCOMPARE(words(done.problems), QStringList{u"tracks[0].isrc taken"_s});
        QCOMPARE(m_world->count("catalog.asset"), 1);
        auto kindless = IngestWorld::album({m_world->upload(wavOf(0.7, 3), u"c.wav"_s)});
        kindless.kind = u"track"_s;
        QCOMPARE(words(m_world->publish(kindless).problems), QStringList{u"kind unknown"_s});
    }
    void aJobThatIsDoneAgainDoesNoHarm()
    {
        const auto draft = IngestWorld::album({m_world->upload(wavOf(0.7, 1), u"a.wav"_s), m_world->upload(wavOf(0.7, 2), u"b.wav"_s)});
        const ContentId id = ingest().createRelease(m_world->user, draft)->id;
        QVERIFY(ingest().publishRelease(m_world->user, id));
        const auto handlers = ingest().jobHandlers();
        for (int round = 0; round < 3; ++round) {
            for (const auto &handler : handlers) {
                for (int position = 0; position < (handler.kind == u"ingest_track" ? 2 : 1); ++position) {
                    jobs::Job job;
                    job.kind = handler.kind;
                    job.payload = {{u"user"_s, m_world->user.toString()}, {u"release"_s, id.toString()}, {u"position"_s, position}};
                    if (handler.kind == u"ingest_artwork")
                        job.payload[u"position"_s] = -1;
                    QVERIFY2(handler.work(job), qPrintable(handler.kind));
                }
            }
        }
        m_world->runJobs();
        QCOMPARE(ingest().release(m_world->user, id)->state, u"published"_s);
        QCOMPARE(m_world->count("catalog.asset"), 2);
        QCOMPARE(m_world->filesIn(u"objects"_s), 10);
    }
    void objectsOfALostAttemptAreSwept()
    {
        const auto draft = IngestWorld::album({m_world->upload(wavOf(0.7), u"a.wav"_s)});
        const ContentId id = ingest().createRelease(m_world->user, draft)->id;
        QVERIFY(ingest().publishRelease(m_world->user, id));
        // The database forgets what the first attempt did, as after a kill between storing the objects and the commit.
        m_world->pg().execute("CREATE FUNCTION public.lose() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'lost'; END $$; "
                              "CREATE TRIGGER lose BEFORE UPDATE ON ingest.release_file FOR EACH ROW EXECUTE FUNCTION public.lose()");
        (void)m_world->services().runner().runDue();
        QCOMPARE(m_world->filesIn(u"objects"_s), 5);
        QCOMPARE(m_world->filesIn(u"staging"_s), 0);
        m_world->pg().execute("DROP FUNCTION public.lose CASCADE");
        m_world->runJobs();
        QCOMPARE(ingest().release(m_world->user, id)->state, u"published"_s);
        QCOMPARE(m_world->filesIn(u"objects"_s), 10);
        m_world->runSweeps();
        QCOMPARE(m_world->filesIn(u"objects"_s), 5);
    }
    void aFileThatKillsItsWorkersIsRejectedInTheEnd()
    {
        m_world = std::make_unique<IngestWorld>(pgCluster(), [](ingest::Options &options) {
            options.worker.program = u"/bin/sh"_s;
            options.worker.arguments = {u"-c"_s, u"kill -KILL $$"_s};
        });
        const auto done = m_world->publish(IngestWorld::album({m_world->upload(wavOf(0.7), u"a.wav"_s)}));
        QCOMPARE(done.state, u"rejected"_s);
        QCOMPARE(words(done.problems), QStringList{u"tracks[0].upload processing_failed"_s});
        nothingIsVisibleOrLeft();
    }
    void releasesAreListedNewestFirstInPages()
    {
        QList<ContentId> made;
        for (quint32 i = 0; i < 5; ++i) {
            m_world->clock.advance(std::chrono::seconds(1));
            made.prepend(ingest().createRelease(m_world->user, IngestWorld::album({m_world->upload(wavOf(0.6, i), u"a.wav"_s)}))->id);
        }
        QList<ContentId> listed;
        std::optional<ContentId> after;
        do {
            const auto page = ingest().releases(m_world->user, after, 2);
            QVERIFY(page && page->items.size() <= 2);
            for (const wire::ReleaseState &item : page->items)
                listed.append(item.id);
            after = page->next;
        } while (after);
        QVERIFY(listed == made);
        QVERIFY(ingest().releases(UserId::create(m_world->clock.now()), {}, 10)->items.isEmpty());
        QCOMPARE(ingest().release(UserId::create(m_world->clock.now()), made.first()).error().kind, ErrorKind::NotFound);
    }
};

MELODY_TEST(ReleaseTest)
#include "release_test.moc"
