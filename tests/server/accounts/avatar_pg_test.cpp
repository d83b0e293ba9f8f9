// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A picture of a person, from the upload to what others see of it.

#include <support/running_server.h>
#include <support/test_main.h>
#include <wire/identity.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>

using namespace melody;
using namespace Qt::StringLiterals;
using std::chrono::minutes;

namespace {

const QByteArray hidden = "HIDDEN-PLACE-40.4168N-3.7038W";

QByteArray jpegFromFfmpeg()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(u"a.jpg"_s);
    QProcess ffmpeg;
    ffmpeg.start(u"ffmpeg"_s, {u"-v"_s, u"error"_s, u"-f"_s, u"lavfi"_s, u"-i"_s, u"testsrc=size=700x700"_s, u"-frames:v"_s, u"1"_s, file});
    ffmpeg.waitForFinished(60'000);
    QFile made(file);
    if (!made.open(QIODevice::ReadOnly))
        qFatal("ffmpeg made no picture: %s", ffmpeg.readAllStandardError().constData());
    return made.readAll();
}

QByteArray segment(char marker, const QByteArray &data)
{
    const quint16 length = qToBigEndian(quint16(data.size() + 2));
    return "\xff" + QByteArray(1, marker) + QByteArray(reinterpret_cast<const char *>(&length), 2) + data;
}

// With a place in EXIF, in XMP and in a comment, as a phone would leave them.
QByteArray pictureWithMetadata()
{
    const QByteArray plain = jpegFromFfmpeg();
    const QByteArray exif = segment('\xe1', QByteArray("Exif\0\0MM\0*\0\0\0\x08\0\0", 16) + hidden);
    const QByteArray xmp = segment('\xe1', QByteArray("http://ns.adobe.com/xap/1.0/\0", 29) + "<x>" + hidden + "</x>");
    return plain.first(2) + exif + xmp + segment('\xfe', hidden) + plain.sliced(2);
}

// The markers of a JPEG up to its scan.
QByteArray markersOf(const QByteArray &jpeg)
{
    QByteArray markers;
    for (qsizetype at = 2; at + 4 <= jpeg.size() && jpeg[at] == '\xff' && jpeg[at + 1] != '\xda';) {
        markers += jpeg[at + 1];
        at += 2 + qFromBigEndian<quint16>(jpeg.constData() + at + 2);
    }
    return markers;
}

} // namespace

class AvatarPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }
    void init() { m_server->advance(minutes(2)); }

    void aPictureIsMadeAnewWithNothingButItsPixels()
    {
        const QByteArray picture = pictureWithMetadata();
        QVERIFY(picture.count(hidden) == 3);
        const auto person = m_server->newPerson();
        QCOMPARE(m_server->putBytes(u"/v1/me/avatar"_s, picture, "image/jpeg", person.accessToken).status, 202);
        m_server->runJobs();
        const auto me = wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json());
        QVERIFY(me && !me->avatar.isNull());
        for (const int size : {64, 160, 320, 640}) {
            const auto served = m_server->get(u"/v1/avatars/%1?size=%2"_s.arg(me->avatar.toString()).arg(size));
            QCOMPARE(served.status, 200);
            QCOMPARE(served.headers.value("content-type"), QByteArray("image/jpeg"));
            QVERIFY(served.body.startsWith("\xff\xd8"));
            QVERIFY(!served.body.contains(hidden) && !served.body.contains("Exif") && !served.body.contains("adobe"));
            for (const char marker : markersOf(served.body)) // no application data but JFIF's own, no comment with words of ours
                QVERIFY2(uchar(marker) < 0xe1 || uchar(marker) == 0xfe, QByteArray(1, marker).toHex().constData());
            const auto again = m_server->get(u"/v1/avatars/%1?size=%2"_s.arg(me->avatar.toString()).arg(size), {},
                                             {{"If-None-Match", served.headers.value("etag")}});
            QCOMPARE(again.status, 304);
        }
        QCOMPARE(m_server->get(u"/v1/avatars/%1?size=65"_s.arg(me->avatar.toString())).status, 422);
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.avatar_upload"), std::string("0"));
    }
    void aLaterPictureReplacesAnEarlierOne()
    {
        const auto person = m_server->newPerson();
        const QByteArray picture = jpegFromFfmpeg();
        m_server->putBytes(u"/v1/me/avatar"_s, picture, "image/jpeg", person.accessToken);
        m_server->putBytes(u"/v1/me/avatar"_s, picture, "image/jpeg", person.accessToken);
        m_server->runJobs();
        const auto first = wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json());
        m_server->putBytes(u"/v1/me/avatar"_s, picture, "image/jpeg", person.accessToken);
        m_server->runJobs();
        const auto second = wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json());
        QVERIFY(!first->avatar.isNull() && first->avatar != second->avatar && second->version == first->version + 1);
    }
    void aPictureThatIsRemovedIsServedToNobody()
    {
        const auto person = m_server->newPerson();
        const auto avatar = [&] { return wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json())->avatar; };
        QCOMPARE(m_server->del(u"/v1/me/avatar"_s, person.accessToken).status, 204); // none there
        const QByteArray picture = jpegFromFfmpeg();
        m_server->putBytes(u"/v1/me/avatar"_s, picture, "image/jpeg", person.accessToken);
        m_server->runJobs();
        const QString path = u"/v1/avatars/"_s + avatar().toString();
        QCOMPARE(m_server->get(path).status, 200);
        // Another one is on its way.
        m_server->putBytes(u"/v1/me/avatar"_s, picture, "image/jpeg", person.accessToken);
        QCOMPARE(m_server->del(u"/v1/me/avatar"_s, person.accessToken).status, 204);
        m_server->runJobs();
        QVERIFY(avatar().isNull());
        QCOMPARE(m_server->get(path).status, 404);
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.avatar_upload"), std::string("0"));
    }
    void whatIsNoPictureChangesNothingAndDoesNotStay()
    {
        const auto person = m_server->newPerson();
        QCOMPARE(m_server->putBytes(u"/v1/me/avatar"_s, "<svg/>", "image/svg+xml", person.accessToken).status, 415);
        QCOMPARE(m_server->putBytes(u"/v1/me/avatar"_s, {}, "image/png", person.accessToken).status, 422);
        const QByteArray huge(wire::maxAvatarBytes + 1, 'x');
        QCOMPARE(m_server->putBytes(u"/v1/me/avatar"_s, huge, "image/png", person.accessToken).status, 413);
        QCOMPARE(m_server->putBytes(u"/v1/me/avatar"_s, huge.chopped(1), "image/png", person.accessToken).status, 202);
        m_server->runJobs();
        QVERIFY(wire::parseProfile(m_server->get(u"/v1/me"_s, person.accessToken).json())->avatar.isNull());
        QCOMPARE(m_server->pg().execute("SELECT count(*) FROM accounts.avatar_upload"), std::string("0"));
        QCOMPARE(m_server->get(u"/v1/avatars/"_s + person.user.toString()).status, 404);
    }

private:
    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(AvatarPgTest)
#include "avatar_pg_test.moc"
