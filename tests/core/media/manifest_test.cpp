// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <media/manifest.h>
#include <support/test_main.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::media;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

const AssetId someAsset = AssetId::create(FakeClock().now());

RungInfo makeRung(Rung rung, qint64 durationMs, int chunks, QRandomGenerator &random)
{
    RungInfo info;
    info.rung = rung;
    info.sampleRate = rung == Rung::Flac ? 44100 : 48000;
    info.channels = 1 + int(random.bounded(8));
    info.samples = durationMs * info.sampleRate / 1000;
    info.encoderDelay = rung == Rung::Flac ? 0 : 312;
    info.init.resize(1 + random.bounded(900));
    for (char &byte : info.init)
        byte = char(random.generate());
    for (int i = 0; i < chunks; ++i)
        info.chunks.push_back({1 + random.bounded(maxChunkBytes)});
    return info;
}

Manifest makeManifest(quint32 seed, qint64 durationMs = 0)
{
    QRandomGenerator random(seed);
    Manifest manifest;
    manifest.asset = someAsset;
    manifest.durationMs = durationMs > 0 ? durationMs : 1 + qint64(random.bounded(600'000u));
    manifest.loudnessLufs = -random.bounded(70.0);
    manifest.truePeakDbtp = 3 - random.bounded(20.0);
    const int chunks = chunkCount(milliseconds(manifest.durationMs));
    for (const Rung rung : allRungs) {
        if (rung == Rung::Opus24 || random.bounded(2) == 1)
            manifest.rungs.push_back(makeRung(rung, manifest.durationMs, chunks, random));
    }
    return manifest;
}

// All five rungs.
Manifest makeFullManifest(qint64 durationMs, int chunks)
{
    QRandomGenerator random(7);
    Manifest manifest{someAsset, durationMs, -14.25, -0.1, {}};
    for (const Rung rung : allRungs)
        manifest.rungs.push_back(makeRung(rung, durationMs, chunks, random));
    return manifest;
}

QJsonObject withRung(QJsonObject json, qsizetype index, const QString &field, const QJsonValue &value)
{
    QJsonArray rungs = json[u"rungs"_s].toArray();
    QJsonObject rung = rungs[index].toObject();
    if (value.isUndefined())
        rung.remove(field);
    else
        rung[field] = value;
    rungs[index] = rung;
    json[u"rungs"_s] = rungs;
    return json;
}

QString wrongField(const QJsonObject &json)
{
    const auto parsed = parseManifest(json);
    if (parsed)
        return u"nothing"_s;
    return parsed.error().kind == ErrorKind::Invalid && parsed.error().fields.size() == 1 ? parsed.error().fields[0].field : u"?"_s;
}

} // namespace

class ManifestTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyManifestSurvivesItsText()
    {
        for (quint32 seed = 0; seed < 300; ++seed) {
            const Manifest manifest = makeManifest(seed);
            const QByteArray text = QJsonDocument(toJson(manifest)).toJson(QJsonDocument::Compact);
            const auto parsed = parseManifest(QJsonDocument::fromJson(text).object());
            QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().fields.value(0).field));
            QCOMPARE(*parsed, manifest);
        }
    }
    void theManifestOfASongIsSmallEnoughForASession()
    {
        const qint64 fourMinutes = 240'000;
        const Manifest manifest = makeFullManifest(fourMinutes, chunkCount(milliseconds(fourMinutes)));
        QVERIFY(QJsonDocument(toJson(manifest)).toJson(QJsonDocument::Compact).size() < 10'000);
    }
    void aRungIsFoundByItsName()
    {
        Manifest manifest = makeFullManifest(5000, 4);
        manifest.rungs.erase(manifest.rungs.begin() + 2);
        QCOMPARE(manifest.find(Rung::Flac), &manifest.rungs.back());
        QCOMPARE(manifest.find(Rung::Opus128), nullptr);
    }
    void theEncodersDelayMayNeedOneMoreChunk()
    {
        // Exactly 8 s: Opus ends 312 samples later, in a fifth chunk.
        QCOMPARE(wrongField(toJson(makeFullManifest(8000, 4))), u"nothing"_s);
        QCOMPARE(wrongField(toJson(makeFullManifest(8000, 5))), u"nothing"_s);
        QCOMPARE(wrongField(toJson(makeFullManifest(8000, 3))), u"rungs[0].chunks"_s);
        QCOMPARE(wrongField(toJson(makeFullManifest(8000, 6))), u"rungs[0].chunks"_s);
        // 7.9 s: the delay stays inside the fourth.
        QCOMPARE(wrongField(toJson(makeFullManifest(7900, 4))), u"nothing"_s);
        QCOMPARE(wrongField(toJson(makeFullManifest(7900, 5))), u"rungs[0].chunks"_s);
        // FLAC alone has no delay.
        Manifest flac = makeFullManifest(8000, 5);
        flac.rungs.erase(flac.rungs.begin(), flac.rungs.end() - 1);
        QCOMPARE(wrongField(toJson(flac)), u"rungs[0].chunks"_s);
    }
    void wrongFieldsAreNamed_data()
    {
        QTest::addColumn<qsizetype>("rung"); // -1: the manifest's own
        QTest::addColumn<QString>("field");
        QTest::addColumn<QJsonValue>("value");
        const qsizetype own = -1;
        const auto row = [](qsizetype rung, const QString &field, const QJsonValue &value) {
            const QByteArray text = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact).left(40);
            QTest::newRow((QByteArray::number(rung) + ' ' + field.toLatin1() + ' ' + text).constData()) << rung << field << value;
        };
        for (const QJsonValue &value : {QJsonValue(QJsonValue::Undefined), QJsonValue(), QJsonValue(u"x"_s), QJsonValue(true)}) {
            for (const QString &field : {u"asset"_s, u"duration_ms"_s, u"loudness_lufs"_s, u"true_peak_dbtp"_s, u"rungs"_s})
                row(own, field, value);
            for (const QString &field :
                 {u"rung"_s, u"sample_rate"_s, u"channels"_s, u"samples"_s, u"encoder_delay"_s, u"init"_s, u"chunks"_s})
                row(1, field, value);
        }
        for (const double number : {-1.0, 0.0, 1.5, 40'000'001.0, 1e300})
            row(own, u"duration_ms"_s, number);
        row(own, u"loudness_lufs"_s, -1e9);
        row(own, u"true_peak_dbtp"_s, 201);
        row(own, u"rungs"_s, QJsonArray());
        for (const double number : {0.0, 44100.0, 7999.0, 384'001.0})
            row(1, u"sample_rate"_s, number);
        for (const double number : {0.0, 9.0, -1.0, 1.5, 4294967298.0})
            row(1, u"channels"_s, number);
        for (const double number : {0.0, -1.0, 1e15, 100.0})
            row(1, u"samples"_s, number);
        for (const double number : {-1.0, 48'001.0, 1e10})
            row(1, u"encoder_delay"_s, number);
        row(1, u"init"_s, QString());
        row(1, u"init"_s, u"****"_s);
        row(1, u"init"_s, QString::fromLatin1(QByteArray(maxInitBytes + 1, 'x').toBase64()));
        row(1, u"init"_s, QString(10'000'000, u'A'));
        row(1, u"rung"_s, u"opus-24"_s); // twice
        row(0, u"rung"_s, u"flac"_s);    // descending (at the next) and not for its rate
    }
    void wrongFieldsAreNamed()
    {
        QFETCH(qsizetype, rung);
        QFETCH(QString, field);
        QFETCH(QJsonValue, value);
        const QJsonObject good = toJson(makeFullManifest(20'000, 7));
        QCOMPARE(wrongField(good), u"nothing"_s);
        if (rung < 0) {
            QJsonObject json = good;
            if (value.isUndefined())
                json.remove(field);
            else
                json[field] = value;
            const QString found = wrongField(json);
            QVERIFY2(found == field || (field == u"duration_ms" && found == u"rungs[0].samples"), qPrintable(found));
            return;
        }
        const QString path = u"rungs[%1].%2"_s.arg(rung == 0 ? 1 : rung).arg(field);
        QCOMPARE(wrongField(withRung(good, rung, field, value)), path);
    }
    void wrongChunksAreNamed()
    {
        const QJsonObject good = toJson(makeFullManifest(20'000, 7));
        for (const double size : {0.0, -1.0, 1.5, double(maxChunkBytes) + 1, 4294967297.0}) {
            QJsonArray chunks = good[u"rungs"_s].toArray()[2].toObject()[u"chunks"_s].toArray();
            chunks[3] = size;
            QCOMPARE(wrongField(withRung(good, 2, u"chunks"_s, chunks)), u"rungs[2].chunks[3]"_s);
        }
        QJsonArray chunks = good[u"rungs"_s].toArray()[2].toObject()[u"chunks"_s].toArray();
        chunks.removeLast();
        QCOMPARE(wrongField(withRung(good, 2, u"chunks"_s, chunks)), u"rungs[2].chunks"_s);
        QJsonArray many;
        for (int i = 0; i <= maxChunks; ++i)
            many.append(1);
        QCOMPARE(wrongField(withRung(good, 2, u"chunks"_s, many)), u"rungs[2].chunks"_s);
    }
    void theLongestRecordingIsAccepted()
    {
        QCOMPARE(wrongField(toJson(makeFullManifest(chunkStart(maxChunks - 1).count() + 3900, maxChunks))), u"nothing"_s);
    }
    void moreRungsThanThereAreIsRefused()
    {
        QJsonObject json = toJson(makeFullManifest(20'000, 7));
        QJsonArray rungs = json[u"rungs"_s].toArray();
        rungs.append(rungs.last());
        json[u"rungs"_s] = rungs;
        QCOMPARE(wrongField(json), u"rungs"_s);
    }
};

MELODY_TEST(ManifestTest)
#include "manifest_test.moc"
