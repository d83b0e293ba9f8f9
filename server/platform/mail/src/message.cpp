// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "message.h"

#include <QtCore/QLocale>
#include <QtCore/QUrl>

namespace melody::mail {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxLine = 76;             // RFC 2045, 6.7 and 6.8
constexpr qsizetype maxEncodedWordBytes = 45; // base64 of it and "=?UTF-8?B??=" stay below 75 (RFC 2047, 2)
constexpr qsizetype maxFileName = 200;
constexpr const char *newLine = "\r\n";

bool hasControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
}

tl::unexpected<Error> refused(const QString &field, const QString &why)
{
    Error error{ErrorKind::Invalid, u"invalid_mail"_s, field + u' ' + why};
    error.fields.append({field, u"invalid_mail"_s, why});
    return tl::unexpected(std::move(error));
}

bool isPrintableAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u' ' && c <= u'~'; });
}

// "Your invoice", or words of base64 that never cut a character.
QByteArray headerText(const QString &text)
{
    if (isPrintableAscii(text) && !text.contains("=?"_L1) && text.size() <= maxLine - 10)
        return text.toLatin1();
    QByteArray words;
    QByteArray pending;
    const auto flush = [&] {
        if (!pending.isEmpty())
            words += (words.isEmpty() ? "" : "\r\n ") + QByteArray("=?UTF-8?B?") + pending.toBase64() + "?=";
        pending.clear();
    };
    for (qsizetype i = 0; i < text.size();) {
        const qsizetype units = text[i].isHighSurrogate() && i + 1 < text.size() ? 2 : 1;
        const QByteArray bytes = QStringView(text).sliced(i, units).toUtf8();
        if (pending.size() + bytes.size() > maxEncodedWordBytes)
            flush();
        pending += bytes;
        i += units;
    }
    flush();
    return words;
}

// RFC 2045, 6.7.
QByteArray quotedPrintable(const QString &text)
{
    QByteArray encoded;
    const QString unixLines = QString(text).replace("\r\n"_L1, "\n"_L1).replace(u'\r', u'\n');
    for (const QString &line : unixLines.split(u'\n')) {
        qsizetype column = 0;
        const QByteArray bytes = line.toUtf8();
        for (qsizetype i = 0; i < bytes.size(); ++i) {
            const uchar byte = uchar(bytes[i]);
            const bool last = i + 1 == bytes.size();
            const bool plain = (byte > ' ' && byte <= '~' && byte != '=') || ((byte == ' ' || byte == '\t') && !last);
            const QByteArray piece = plain ? QByteArray(1, char(byte)) : '=' + QByteArray(1, char(byte)).toHex().toUpper();
            if (column + piece.size() > maxLine - (last ? 0 : 1)) {
                encoded += "=\r\n";
                column = 0;
            }
            encoded += piece;
            column += piece.size();
        }
        encoded += newLine;
    }
    return encoded;
}

QByteArray base64Lines(const QByteArray &bytes)
{
    const QByteArray base64 = bytes.toBase64();
    QByteArray lines;
    lines.reserve(base64.size() + base64.size() / maxLine * 2 + 2);
    for (qsizetype i = 0; i < base64.size(); i += maxLine)
        lines += base64.mid(i, maxLine) + newLine;
    return lines;
}

bool isMediaType(const QByteArray &type)
{
    const auto inToken = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || QByteArrayView("!#$&-^_.+").contains(c);
    };
    const qsizetype slash = type.indexOf('/');
    return type.size() <= 100 && slash > 0 && slash + 1 < type.size() && std::all_of(type.begin(), type.begin() + slash, inToken) &&
           std::all_of(type.begin() + slash + 1, type.end(), inToken);
}

QByteArray attachmentPart(const Attachment &attachment)
{
    // RFC 2231: the name percent-encoded in UTF-8, so that no character of it is special.
    const QByteArray name = QUrl::toPercentEncoding(attachment.fileName);
    return "Content-Type: " + attachment.contentType + "\r\nContent-Transfer-Encoding: base64\r\n" +
           "Content-Disposition: attachment;\r\n filename*=UTF-8''" + name + "\r\n\r\n" + base64Lines(attachment.bytes);
}

} // namespace

std::optional<QString> mailAddress(const QString &text)
{
    const qsizetype at = text.lastIndexOf(u'@');
    if (at < 1 || text.size() > 254 || text.indexOf(u'@') != at || !text.isValidUtf16())
        return std::nullopt;
    const QString local = text.first(at);
    const auto isBad = [](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control || c.category() == QChar::Other_Format ||
               QStringView(u"<>()[]\\,;:\"").contains(c);
    };
    const QString domain = QString::fromLatin1(QUrl::toAce(text.sliced(at + 1)));
    const auto inDomain = [](QChar c) { return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'.'; };
    if (local.toUtf8().size() > 64 || std::any_of(local.begin(), local.end(), isBad) || domain.isEmpty() || domain.size() > 253 ||
        domain.startsWith(u'-') || domain.startsWith(u'.') || !std::all_of(domain.begin(), domain.end(), inDomain))
        return std::nullopt;
    return local + u'@' + domain;
}

Result<void> checkMail(const Mail &mail)
{
    if (mail.key.isEmpty() || mail.key.size() > maxKey || hasControl(mail.key))
        return refused(u"key"_s, u"must have 1 to %1 characters"_s.arg(maxKey));
    if (!mailAddress(mail.to))
        return refused(u"to"_s, u"must be an e-mail address"_s);
    if (mail.subject.isEmpty() || mail.subject.size() > maxSubject || hasControl(mail.subject) || !mail.subject.isValidUtf16())
        return refused(u"subject"_s, u"must be one line of at most %1 characters"_s.arg(maxSubject));
    if (mail.text.isEmpty() || mail.text.size() > maxText || mail.text.contains(QChar(0)) || !mail.text.isValidUtf16())
        return refused(u"text"_s, u"must be text of at most %1 characters"_s.arg(maxText));
    qsizetype bytes = 0;
    for (const Attachment &attachment : mail.attachments) {
        bytes += attachment.bytes.size();
        const QString &name = attachment.fileName;
        if (name.isEmpty() || name.size() > maxFileName || hasControl(name) || name.contains(u'/') || name.contains(u'\\'))
            return refused(u"attachments"_s, u"must have names without folders"_s);
        if (!isMediaType(attachment.contentType))
            return refused(u"attachments"_s, u"must have a media type such as application/pdf"_s);
    }
    if (mail.attachments.size() > maxAttachments || bytes > maxAttachmentBytes)
        return refused(u"attachments"_s, u"may have %1 bytes together"_s.arg(maxAttachmentBytes));
    return {};
}

QByteArray buildMessage(const Mail &mail, const Stamp &stamp)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(stamp.at.time_since_epoch().count(), Qt::UTC);
    const QString domain = stamp.from.section(u'@', -1);
    QByteArray message = "From: Melody <" + stamp.from.toUtf8() + ">\r\nTo: <" + mailAddress(mail.to).value_or(QString()).toUtf8() +
                         ">\r\nSubject: " + headerText(mail.subject) +
                         "\r\nDate: " + QLocale::c().toString(at, u"ddd, dd MMM yyyy HH:mm:ss '+0000'").toLatin1() + "\r\nMessage-ID: <" +
                         stamp.id + '@' + domain.toLatin1() + ">\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n";
    const QByteArray text =
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quotedPrintable(mail.text);
    if (mail.attachments.isEmpty())
        return message + text;
    // '_' and '=' together never stand in quoted-printable or base64.
    const QByteArray boundary = "=_" + stamp.id;
    message += "Content-Type: multipart/mixed;\r\n boundary=\"" + boundary + "\"\r\n\r\n--" + boundary + newLine + text;
    for (const Attachment &attachment : mail.attachments)
        message += "\r\n--" + boundary + newLine + attachmentPart(attachment);
    return message + "\r\n--" + boundary + "--\r\n";
}

} // namespace melody::mail
