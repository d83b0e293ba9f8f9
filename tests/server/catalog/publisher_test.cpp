// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "publisher.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

catalog::PublishedTrack goodTrack(int number)
{
    catalog::PublishedTrack track;
    track.title = u"Track"_s;
    track.trackNumber = number;
    track.asset.manifest.rungs.resize(2);
    track.asset.manifest.rungs[1].rung = media::Rung::Flac;
    track.asset.objects = {{media::Rung::Opus24, "a"}, {media::Rung::Flac, "b"}};
    return track;
}

catalog::PublishedRelease goodRelease()
{
    catalog::PublishedRelease release;
    release.title = u"Album"_s;
    release.artistName = u"Artist"_s;
    release.tracks = {goodTrack(1), goodTrack(2)};
    return release;
}

QStringList fieldsOf(const catalog::PublishedRelease &release)
{
    const auto checked = catalog::checkRelease(release);
    QStringList fields;
    if (!checked) {
        for (const FieldError &error : checked.error().fields)
            fields.append(error.field);
    }
    return fields;
}

} // namespace

class PublisherTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aGoodReleaseHasNothingSaidAgainstIt() { QCOMPARE(fieldsOf(goodRelease()), QStringList()); }
    void everyWrongFieldIsNamed()
    {
        auto release = goodRelease();
        release.title = u"  "_s;
        release.artistName.clear();
        release.tracks[1].title.clear();
        QCOMPARE(fieldsOf(release), (QStringList{u"title"_s, u"artist_name"_s, u"tracks[1].title"_s}));
    }
    void twoTracksCanNotHaveOnePlace()
    {
        auto release = goodRelease();
        release.tracks[1].trackNumber = 1;
        QCOMPARE(fieldsOf(release), QStringList{u"tracks[1].track_number"_s});
        release.tracks[1].discNumber = 2;
        QCOMPARE(fieldsOf(release), QStringList());
    }
    void everyRungNeedsItsObject()
    {
        auto release = goodRelease();
        release.tracks[0].asset.objects.pop_back();
        QCOMPARE(fieldsOf(release), QStringList{u"tracks[0].asset"_s});
    }
    void aReleaseHasTracks()
    {
        auto release = goodRelease();
        release.tracks.clear();
        QCOMPARE(fieldsOf(release), QStringList{u"tracks"_s});
    }
};

MELODY_TEST(PublisherTest)
#include "publisher_test.moc"
