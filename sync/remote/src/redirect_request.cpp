// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "redirect_request.h"

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

// application/x-www-form-urlencoded, as the query of a redirect is (RFC 6749, appendix B).
QString parameter(const QUrlQuery &query, const QString &name)
{
    const QStringList values = query.allQueryItemValues(name, QUrl::FullyDecoded);
    return values.size() == 1 ? values.constFirst() : QString();
}

struct Words {
    QString title;
    QString text;
};

Words wordsOf(ReturnPage page, bool spanish)
{
    switch (page) {
    case ReturnPage::Done:
        return spanish ? Words{u"Ya puedes cerrar esta ventana"_s, u"Vuelve a Melody para continuar."_s}
                       : Words{u"You can close this window"_s, u"Go back to Melody to continue."_s};
    case ReturnPage::Denied:
        return spanish ? Words{u"No se inició sesión"_s, u"Puedes cerrar esta ventana y volver a Melody."_s}
                       : Words{u"Not signed in"_s, u"You can close this window and go back to Melody."_s};
    case ReturnPage::NotFound:
        break;
    }
    return spanish ? Words{u"Aquí no hay nada"_s, u"Puedes cerrar esta ventana."_s}
                   : Words{u"There is nothing here"_s, u"You can close this window."_s};
}

} // namespace

std::optional<LoopbackVisit> parseVisit(QByteArrayView head, QByteArrayView origin)
{
    constexpr QByteArrayView method = "GET ";
    constexpr QByteArrayView version = " HTTP/1.1";
    const QList<QByteArray> lines = head.toByteArray().split('\n');
    const QByteArray first = lines.constFirst().trimmed();
    if (head.size() > maxVisitBytes || !head.startsWith(method) || !first.endsWith(version))
        return std::nullopt;
    int hosts = 0;
    for (const QByteArray &line : lines.sliced(1)) {
        const qsizetype colon = line.indexOf(':');
        if (line.first(std::max<qsizetype>(colon, 0)).toLower() != "host")
            continue;
        if (line.sliced(colon + 1).trimmed() != origin)
            return std::nullopt;
        ++hosts;
    }
    QByteArray target = first.sliced(method.size(), std::max<qsizetype>(first.size() - method.size() - version.size(), 0));
    const qsizetype mark = target.indexOf('?');
    if (hosts != 1 || !target.startsWith('/'))
        return std::nullopt;
    const QByteArray query = mark < 0 ? QByteArray() : target.sliced(mark + 1).replace('+', "%20");
    return LoopbackVisit{mark < 0 ? target : target.first(mark), QUrlQuery(QString::fromLatin1(query))};
}

std::optional<Redirect> redirectOf(const LoopbackVisit &visit)
{
    if (visit.path != redirectPath)
        return std::nullopt;
    const QUrlQuery &query = visit.query;
    Redirect redirect{parameter(query, u"state"_s), parameter(query, u"code"_s), parameter(query, u"error"_s), parameter(query, u"iss"_s)};
    if (redirect.state.isEmpty() || redirect.code.isEmpty() == redirect.error.isEmpty())
        return std::nullopt;
    return redirect;
}

QByteArray returnPage(ReturnPage page, const QString &language)
{
    const bool spanish = language == u"es";
    const Words words = wordsOf(page, spanish);
    const QString html = u"<!DOCTYPE html>\n<html lang=\"%1\">\n<head>\n<meta charset=\"utf-8\">\n"
                         "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
                         "content=\"light dark\">\n<title>%2 – Melody</title>\n"
                         "<style>body { font: 1.125rem/1.5 system-ui, sans-serif; max-width: 30rem; margin: 20vh auto; padding: 0 1rem; "
                         "text-align: center }</style>\n</head>\n<body>\n<main>\n<h1>%2</h1>\n<p>%3</p>\n</main>\n</body>\n</html>\n"_s.arg(
                             spanish ? u"es"_s : u"en"_s, words.title, words.text);
    const QByteArray body = html.toUtf8();
    return QByteArray(page == ReturnPage::NotFound ? "HTTP/1.1 404 Not Found\r\n" : "HTTP/1.1 200 OK\r\n") +
           "Content-Type: text/html; charset=utf-8\r\n"
           "Content-Length: " +
           QByteArray::number(body.size()) +
           "\r\n"
           "Cache-Control: no-store\r\n"
           "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'\r\n"
           "Referrer-Policy: no-referrer\r\n"
           "X-Content-Type-Options: nosniff\r\n"
           "Connection: close\r\n\r\n" +
           body;
}

} // namespace melody::remote
