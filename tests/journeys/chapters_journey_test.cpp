// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A folder with an audiobook becomes a show, and the real program plays one of its chapters: with the server, then without it. What is
// heard is that chapter.

#include <journey/null_sink.h>
#include <journey/stack.h>
#include <support/heard.h>
#include <support/test_main.h>

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <cmath>
#include <numbers>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr int heardRate = 48'000;
constexpr std::array<double, 3> tones{440, 880, 1'320}; // of the chapters, six seconds each
constexpr int programTime = 180'000;

// How strong a tone is in these samples (Goertzel).
double strength(const std::vector<float> &samples, size_t from, size_t count, double frequency)
{
    const double turn = 2 * std::cos(2 * std::numbers::pi * frequency / heardRate);
    double before = 0;
    double last = 0;
    for (size_t i = from; i < from + count; ++i) {
        const double now = double(samples[i]) + turn * last - before;
        before = std::exchange(last, now);
    }
    return (last * last + before * before - turn * last * before) / double(count);
}

// Which of the tones is heard in the half second behind the first sound; -1 when there is none.
int toneOf(const std::vector<float> &samples)
{
    const auto first = std::find_if(samples.begin(), samples.end(), [](float sample) { return std::abs(sample) > 0.05F; });
    const size_t from = size_t(first - samples.begin()) + heardRate / 10;
    if (from + heardRate / 2 > samples.size())
        return -1;
    std::array<double, tones.size()> strengths{};
    for (size_t i = 0; i < tones.size(); ++i)
        strengths[i] = strength(samples, from, heardRate / 2, tones[i]);
    const auto loudest = std::max_element(strengths.begin(), strengths.end());
    for (auto it = strengths.begin(); it != strengths.end(); ++it) {
        if (it != loudest && *it * 50 > *loudest)
            return -1;
    }
    return int(loudest - strengths.begin());
}

} // namespace

class ChaptersJourneyTest : public QObject {
    Q_OBJECT

    std::unique_ptr<test::NullSink> m_sink;
    std::unique_ptr<test::Stack> m_stack;
    test::Person m_listener;
    QTemporaryDir m_folder;
    QTemporaryDir m_home;
    QString m_show;

private Q_SLOTS:
    void initTestCase()
    {
        m_sink = std::make_unique<test::NullSink>();
        m_stack = std::make_unique<test::Stack>();
        const test::Person creator = m_stack->addPerson(u"reader"_s, u"creator"_s);
        m_listener = m_stack->addPerson(u"listener"_s);
        writeBook();
        QString output;
        QVERIFY2(m_stack->import(m_folder.path(), creator, &output) == 0, qPrintable(output));
        m_show = m_stack->ask(u"SELECT content_id FROM catalog.content WHERE kind = 'show'"_s);
        QVERIFY2(!m_show.isEmpty(), qPrintable(output));
        QCOMPARE(m_stack->ask(u"SELECT count(*) FROM catalog.content WHERE kind = 'episode'"_s), u"1"_s);
    }
    void cleanupTestCase()
    {
        m_stack.reset();
        m_sink.reset();
    }

    void aChapterThatIsAskedForIsHeard()
    {
        for (int chapter = 1; chapter <= int(tones.size()); ++chapter) {
            QJsonObject report;
            const auto heard = listen({u"--email"_s, m_listener.email, u"--password-file"_s, m_listener.passwordFile}, chapter, &report);
            QCOMPARE(toneOf(heard), chapter - 1);
            QCOMPARE(report.value(u"chapter"_s).toString(),
                     QStringList({u"The first tone"_s, u"The second tone"_s, u"Þe þird"_s})[chapter - 1]);
        }
    }
    void aChapterThatIsNotThereIsSaid()
    {
        QJsonObject report;
        (void)listen({u"--email"_s, m_listener.email, u"--password-file"_s, m_listener.passwordFile}, 4, &report, 1);
        QCOMPARE(report.value(u"error"_s).toObject().value(u"code"_s).toString(), u"no_chapter"_s);
    }
    void chaptersComeAlongWithADownload()
    {
        QVERIFY(run({u"--email"_s, m_listener.email, u"--password-file"_s, m_listener.passwordFile, u"--album"_s, m_show, u"--download"_s},
                    nullptr) == 0);
        m_stack->killServer();
        QJsonObject report;
        const auto heard = listen({}, 3, &report);
        QCOMPARE(report.value(u"offline"_s).toBool(), true);
        QCOMPARE(toneOf(heard), 2);
    }

private:
    // By its ending and tags alone, without a catalogue.json.
    void writeBook()
    {
        const QTemporaryDir work;
        QFile marks(work.filePath(u"marks.txt"_s));
        QVERIFY(marks.open(QIODevice::WriteOnly));
        marks.write(";FFMETADATA1\nalbum=Three Tones\nalbum_artist=Ada Reader\nartist=Ada Reader\ntitle=All of it\n");
        int start = 0;
        for (const QByteArray &title : {"The first tone"_ba, "The second tone"_ba, "Þe þird"_ba}) {
            marks.write("[CHAPTER]\nTIMEBASE=1/1000\nSTART=" + QByteArray::number(start) + "\nEND=" + QByteArray::number(start + 6'000) +
                        "\ntitle=" + title + '\n');
            start += 6'000;
        }
        marks.close();
        const QString sound = u"aevalsrc='0.4*if(lt(t,6),sin(2*PI*440*t),if(lt(t,12),sin(2*PI*880*t),sin(2*PI*1320*t)))':s=48000:d=18"_s;
        QCOMPARE(QProcess::execute(u"ffmpeg"_s, {u"-v"_s,
                                                 u"error"_s,
                                                 u"-f"_s,
                                                 u"lavfi"_s,
                                                 u"-i"_s,
                                                 sound,
                                                 u"-f"_s,
                                                 u"ffmetadata"_s,
                                                 u"-i"_s,
                                                 marks.fileName(),
                                                 u"-map_metadata"_s,
                                                 u"1"_s,
                                                 u"-map_chapters"_s,
                                                 u"1"_s,
                                                 u"-c:a"_s,
                                                 u"aac"_s,
                                                 u"-b:a"_s,
                                                 u"128k"_s,
                                                 u"-f"_s,
                                                 u"ipod"_s,
                                                 m_folder.filePath(u"book.m4b"_s)}),
                 0);
    }
    // What the sound device was given while the program played.
    std::vector<float> listen(const QStringList &more, int chapter, QJsonObject *report, int code = 0)
    {
        test::MonitorRecording recording(m_folder.filePath(u"heard.raw"_s));
        const int ended = run(QStringList{u"--output"_s, u"device"_s, u"--album"_s, m_show, u"--chapter"_s, QString::number(chapter),
                                          u"--seconds"_s, u"2"_s, u"--rung"_s, u"opus-128"_s} +
                                  more,
                              report);
        auto heard = recording.stop();
        if (ended != code)
            qFatal("melody ended with %d", ended);
        return heard;
    }
    int run(const QStringList &more, QJsonObject *report) const
    {
        const QString file = m_home.filePath(u"report.json"_s);
        QFile::remove(file);
        QProcess program;
        program.setProcessChannelMode(QProcess::MergedChannels);
        program.start(QStringLiteral(MELODY_BIN_DIR "/melody"),
                      QStringList{u"--headless"_s, u"--server"_s, m_stack->baseUrl().toString(), u"--ca-file"_s, m_stack->caFile(),
                                  u"--data-dir"_s, m_home.path(), u"--json"_s, file} +
                          more);
        if (!program.waitForFinished(programTime))
            return -1;
        QFile json(file);
        if (report && json.open(QIODevice::ReadOnly))
            *report = QJsonDocument::fromJson(json.readAll()).object();
        if (program.exitCode() != 0)
            qInfo("melody %s: %s", qPrintable(more.join(u' ')), program.readAll().constData());
        return program.exitStatus() == QProcess::NormalExit ? program.exitCode() : -1;
    }
};

MELODY_TEST(ChaptersJourneyTest)
#include "chapters_journey_test.moc"
