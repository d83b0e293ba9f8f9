// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message.h"

#include <support/test_main.h>

#include <QtCore/QRandomGenerator>

using namespace melody;
using namespace melody::mail;
using namespace Qt::StringLiterals;

namespace {

const Stamp stamp{u"no-reply@melody.example"_s, "0190-a", TimePoint(std::chrono::milliseconds(1'763'769'600'000))};

Mail plainMail(const QString &text = u"Hello"_s)
{
    return {u"k"_s, u"ana@example.org"_s, u"Welcome"_s, text};
}

// Reads what RFC 2045 lets a reader do: soft breaks away, =XX into bytes.
QString decodedText(const QByteArray &body)
{
    QByteArray bytes;
    for (qsizetype i = 0; i < body.size(); ++i) {
        if (body[i] != '=') {
            bytes += body[i];
        } else if (body.mid(i + 1, 2) == "\r\n") {
            i += 2;
        } else {
            bytes += QByteArray::fromHex(body.mid(i + 1, 2));
            i += 2;
        }
    }
    return QString::fromUtf8(bytes);
}

QByteArray bodyOf(const QByteArray &message)
{
    return message.sliced(message.indexOf("\r\n\r\n") + 4);
}

// The text of a header, its encoded words decoded.
QString decodedSubject(const QByteArray &message)
{
    const qsizetype start = message.indexOf("\r\nSubject: ") + 11;
    QByteArray value = message.sliced(start, message.indexOf("\r\nDate:", start) - start);
    if (!value.startsWith("=?"))
        return QString::fromLatin1(value);
    QString text;
    for (const QByteArray &word : value.replace("\r\n ", " ").split(' '))
        text += QString::fromUtf8(QByteArray::fromBase64(word.sliced(10, word.size() - 12)));
    return text;
}

} // namespace

class MessageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aMessageHasTheHeadersOfTheStandard()
    {
        QCOMPARE(buildMessage(plainMail(), stamp),
                 QByteArray("From: Melody <no-reply@melody.example>\r\nTo: <ana@example.org>\r\nSubject: Welcome\r\n"
                            "Date: Sat, 22 Nov 2025 00:00:00 +0000\r\nMessage-ID: <0190-a@melody.example>\r\n"
                            "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                            "Content-Transfer-Encoding: quoted-printable\r\n\r\nHello\r\n"));
    }
    void everyTextAndSubjectCanBeReadAgain()
    {
        const QStringList pieces{u"a"_s, u" "_s,    u"\t"_s,         u"="_s,          u"."_s,  u"é"_s,
                                 u"ñ"_s, u"日本"_s, u"\U0001F3B5"_s, u"=?UTF-8?B?"_s, u"\n"_s, u"https://melody.example/x?y=z"_s};
        for (quint32 seed = 0; seed < 500; ++seed) {
            QRandomGenerator random(seed);
            const auto make = [&](int count, bool lines) {
                QString text = u"x"_s;
                while (count-- > 0)
                    text += pieces[random.bounded(int(pieces.size()))];
                return lines ? text : text.remove(u'\n').remove(u'\t');
            };
            Mail mail = plainMail(make(random.bounded(300), true));
            mail.subject = make(random.bounded(12), false).left(maxSubject);
            const auto good = checkMail(mail);
            QVERIFY2(good, QByteArray::number(seed).constData());
            const QByteArray message = buildMessage(mail, stamp);
            QCOMPARE(decodedText(bodyOf(message)), QString(mail.text).replace(u'\n', u"\r\n"_s) + u"\r\n"_s);
            QCOMPARE(decodedSubject(message), mail.subject);
            for (const QByteArray &line : QByteArray(message).replace("\r\n", "\n").split('\n')) {
                QVERIFY2(line.size() <= 998 && !line.contains('\r'), QByteArray::number(seed).constData());
                QVERIFY2(!line.startsWith("=?") || line.size() <= 76, line.constData());
            }
            for (const QByteArray &line : bodyOf(message).split('\n'))
                QVERIFY2(line.size() <= 77 && std::all_of(line.begin(), line.end(), [](char c) { return uchar(c) < 128; }),
                         line.constData());
        }
    }
    void nothingInjectsAHeader()
    {
        for (const QString &to :
             {u"ana@example.org\r\nBcc: eve@example.org"_s, u"ana@example.org\nBcc: x"_s, u"a b@example.org"_s, u"ana@example.org>"_s,
              u"<ana@example.org"_s, u"ana@example.org,eve@example.org"_s, u"ana@@example.org"_s, u"\"a\"@example.org"_s,
              u"ana@exa mple.org"_s, u"ana@[127.0.0.1]"_s, u"@example.org"_s, u"ana@"_s, u"ana"_s, u"ana\u0085@example.org"_s,
              u"ana\u202e@example.org"_s, QString(65, u'a') + u"@example.org"_s, u"a@"_s + QString(254, u'b')}) {
            Mail mail = plainMail();
            mail.to = to;
            const auto refused = checkMail(mail);
            QVERIFY2(!refused, qPrintable(to));
            QCOMPARE(refused.error().fields[0].field, u"to"_s);
        }
        for (const QString &subject : {u"Hi\r\nBcc: eve@example.org"_s, u"Hi\nthere"_s, u"Hi\u0085"_s, QString(), QString(201, u'x')}) {
            Mail mail = plainMail();
            mail.subject = subject;
            QVERIFY(!checkMail(mail));
        }
    }
    void domainsOfOtherScriptsAreWrittenInAscii()
    {
        QCOMPARE(mailAddress(u"ana@münchen.example"_s), std::optional(u"ana@xn--mnchen-3ya.example"_s));
        QCOMPARE(mailAddress(u"ña@example.org"_s), std::optional(u"ña@example.org"_s));
    }
    void attachmentsAreWholeAndNamed()
    {
        Mail mail = plainMail();
        QByteArray bytes(100'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = char(i * 7);
        mail.attachments = {{u"Rechnung \"März\".pdf"_s, "application/pdf", bytes}, {u"b.txt"_s, "text/plain", "x"}};
        QVERIFY(checkMail(mail));
        const QByteArray message = buildMessage(mail, stamp);
        QVERIFY(message.contains("Content-Type: multipart/mixed;\r\n boundary=\"=_0190-a\"\r\n\r\n--=_0190-a\r\nContent-Type: text/plain"));
        QVERIFY(message.contains("filename*=UTF-8''Rechnung%20%22M%C3%A4rz%22.pdf\r\n"));
        QVERIFY(message.endsWith("\r\n--=_0190-a--\r\n"));
        const qsizetype start = message.indexOf("\r\n\r\n", message.indexOf("application/pdf")) + 4;
        QCOMPARE(QByteArray::fromBase64(message.sliced(start, message.indexOf("\r\n--", start) - start).replace("\r\n", "")), bytes);
    }
    void badAttachmentsAreRefused()
    {
        const auto refused = [](const Attachment &attachment) {
            Mail mail = plainMail();
            mail.attachments = {attachment};
            return !checkMail(mail);
        };
        QVERIFY(!refused({u"a.pdf"_s, "application/pdf", QByteArray(maxAttachmentBytes, 'x')}));
        QVERIFY(refused({u"a.pdf"_s, "application/pdf", QByteArray(maxAttachmentBytes + 1, 'x')}));
        QVERIFY(refused({u"../a.pdf"_s, "application/pdf", {}}));
        QVERIFY(refused({u"a\r\nX: y.pdf"_s, "application/pdf", {}}));
        QVERIFY(refused({QString(), "application/pdf", {}}));
        for (const char *type : {"", "pdf", "application/", "/pdf", "application/pdf\r\nX: y", "application/pdf; name=x"})
            QVERIFY(refused({u"a.pdf"_s, type, {}}));
    }
};

MELODY_TEST(MessageTest)
#include "message_test.moc"
