// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <invoices/invoice_pdf.h>

#include <support/test_main.h>

#include <telemetry/telemetry.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;
using fonts::FontChain;

namespace {

constexpr int patienceMs = 30'000;

wire::InvoiceInfo someInvoice()
{
    wire::InvoiceInfo invoice;
    invoice.number = u"JP-2026-000001"_s;
    invoice.kind = u"invoice"_s;
    invoice.country = u"JP"_s;
    invoice.total = {980, u"JPY"_s};
    invoice.tax = {89, u"JPY"_s};
    invoice.taxRatePpm = 100'000;
    return invoice;
}

invoices::Payer payerCalled(const QString &name)
{
    return {name, u"payer@melody.test"_s, u"en"_s};
}

class Log final : public telemetry::Telemetry {
public:
    void span(telemetry::Span) override {}
    void log(telemetry::Level, const QString &event, const QJsonObject &fields, const QByteArray &) override
    {
        lines.append(event + u' ' + fields.value(u"invoice"_s).toString());
    }
    void count(const QByteArray &, qint64, const QByteArray &) override {}
    void observe(const QByteArray &, double, const QByteArray &) override {}
    void gauge(const QByteArray &, double, const QByteArray &) override {}
    [[nodiscard]] QByteArray prometheusText() const override { return {}; }
    void setSink(telemetry::SpanSink *) override {}
    [[nodiscard]] const Clock &clock() const override { return m_clock; }
    QStringList lines;

private:
    SystemClock m_clock;
};

} // namespace

class InvoicePdfTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aNameIsReadBackAsItWasWritten_data()
    {
        QTest::addColumn<QString>("name");
        for (const QString &name :
             {u"Ana Núñez"_s, u"Łukasz Ő"_s, u"Γιώργος"_s, u"Юлия"_s, u"山田太郎"_s, u"김치"_s, u"陈伟"_s, u"Łukasz 山田"_s})
            QTest::newRow(qPrintable(name)) << name;
    }
    void aNameIsReadBackAsItWasWritten()
    {
        QFETCH(QString, name);
        const auto pdf = invoices::invoicePdf(someInvoice(), payerCalled(name), m_fonts);
        QVERIFY(pdf);
        QCOMPARE(pdf->lostLetters, 0);
        QVERIFY2(pdf->bytes.size() < 450'000, qPrintable(QString::number(pdf->bytes.size())));
        const QString text = textOf(pdf->bytes);
        QVERIFY2(text.contains(u"For "_s + name), qPrintable(text));
        QVERIFY(text.contains(u"Total 980 JPY"_s));
    }
    // That the text can be copied doesn't say that it is seen: of fonts that libharu doesn't keep whole it drew empty boxes.
    void everyLetterLeavesInkOfItsOwn()
    {
        QSet<QByteArray> pictures;
        const QString letters = u"ŁőΓώЮя山田太郎髙김치陈伟"_s;
        for (const QChar letter : letters) {
            const auto pdf = invoices::invoicePdf(someInvoice(), payerCalled(letter), m_fonts);
            QVERIFY(pdf);
            const QByteArray picture =
                read(u"pdftoppm"_s, {u"-r"_s, u"150"_s, u"-gray"_s, u"-y"_s, u"280"_s, u"-H"_s, u"120"_s}, pdf->bytes);
            QVERIFY(picture.startsWith("P5"));
            pictures.insert(picture);
        }
        QCOMPARE(pictures.size(), letters.size());
    }
    void westernNamesNeedNoFontInTheFile()
    {
        const auto pdf = invoices::invoicePdf(someInvoice(), payerCalled(u"Ana Núñez"_s), FontChain(QStringList()));
        QVERIFY(pdf);
        QCOMPARE(pdf->lostLetters, 0);
        QVERIFY(pdf->bytes.size() < 5'000);
    }
    void aMissingFontCostsLettersAndNotTheInvoice()
    {
        const FontChain latinOnly({fonts::usualFonts().constFirst(), u"/no/such.ttf"_s});
        const auto pdf = invoices::invoicePdf(someInvoice(), payerCalled(u"Łukasz 山田"_s), latinOnly);
        QVERIFY(pdf);
        QCOMPARE(pdf->lostLetters, 2);
        QVERIFY(textOf(pdf->bytes).contains(u"For Łukasz ??"_s));
        Log log;
        const invoices::InvoicePrinter printer({u"/no/such.ttf"_s}, &log);
        QVERIFY(printer.print(someInvoice(), payerCalled(u"山田"_s)));
        QCOMPARE(log.lines, QStringList{u"invoice_lost_letters JP-2026-000001"_s});
    }
    void aDamagedFontIsNamedAndDoesNotCostTheInvoice()
    {
        QFile good(fonts::usualFonts().constFirst());
        QVERIFY(good.open(QIODevice::ReadOnly));
        const QByteArray whole = good.readAll();
        QVERIFY(fonts::readFontCover(whole).problem.isEmpty());
        for (qsizetype size : {0, 3, 40, 400, 4'000, 40'000, 400'000}) {
            const QString path = write(whole.first(size));
            QVERIFY(invoices::invoicePdf(someInvoice(), payerCalled(u"Łukasz"_s), FontChain({path})));
        }
        QCOMPARE(fonts::fontProblems({write("OTTO and so on")}).size(), 1);
        QVERIFY(fonts::fontProblems({u"/no/such.ttf"_s}).constFirst().contains(u"/no/such.ttf"_s));
        QCOMPARE(fonts::fontProblems(fonts::usualFonts()), QStringList());
    }
    void whatCannotBeDrawnLetterByLetterIsAQuestionMark()
    {
        using Run = FontChain::Run;
        QCOMPARE(m_fonts.runsOf(u"Łש"_s), (QList<Run>{{0, u"Ł"_s}, {-1, u"?"_s}}));
        QCOMPARE(m_fonts.runsOf(u"Л\U00020BB7\n"_s), (QList<Run>{{0, u"Л"_s}, {-1, u"??"_s}}));
        QCOMPARE(m_fonts.runsOf(u"O\u030B\u200B"_s), (QList<Run>{{0, u"Ő"_s}})); // composed; the space without width leaves nothing
    }

private:
    // What a program of poppler says of a document.
    QByteArray read(const QString &program, QStringList arguments, const QByteArray &pdf)
    {
        QProcess reader;
        arguments.append(write(pdf));
        if (program == u"pdftotext")
            arguments.append(u"-"_s);
        reader.start(program, arguments);
        const bool done = reader.waitForFinished(patienceMs) && reader.exitStatus() == QProcess::NormalExit && reader.exitCode() == 0;
        return done ? reader.readAllStandardOutput() : QByteArray();
    }
    QString textOf(const QByteArray &pdf) { return QString::fromUtf8(read(u"pdftotext"_s, {u"-layout"_s}, pdf)).simplified(); }
    QString write(const QByteArray &bytes)
    {
        QFile file(m_folder.filePath(u"file-%1"_s.arg(++m_files)));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

    QTemporaryDir m_folder;
    int m_files = 0;
    const FontChain m_fonts{fonts::usualFonts()};
};

MELODY_TEST(InvoicePdfTest)
#include "invoice_pdf_test.moc"
