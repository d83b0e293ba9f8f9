// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/payer.h>

#include <QtCore/QRegularExpression>
#include <QtCore/QUrl>

namespace melody::test {
namespace {

using namespace Qt::StringLiterals;
using http_client::Answer;

QByteArray formBody(const QList<std::pair<QByteArray, QString>> &fields)
{
    QByteArray body;
    for (const auto &[name, value] : fields)
        body += (body.isEmpty() ? "" : "&") + name + '=' + QUrl::toPercentEncoding(value, " ").replace(' ', '+');
    return body;
}

Result<Answer> postForm(http_client::HttpClient &client, const QString &pageUrl, const QList<std::pair<QByteArray, QString>> &fields)
{
    const auto page = client.send({"GET", pageUrl});
    if (!page || page->status != 200)
        return page;
    static const QRegularExpression action(u"<form[^>]* action=\"([^\"]+)\""_s);
    const auto found = action.match(QString::fromUtf8(page->body));
    if (!found.hasMatch())
        return fail(ErrorKind::Malformed, u"no_form"_s, u"The page has no form."_s);
    const QString target = QUrl(pageUrl).resolved(QUrl(found.captured(1))).toString();
    return client.send({"POST", target, {{"Content-Type", "application/x-www-form-urlencoded"}}, formBody(fields)});
}

} // namespace

Result<Answer> fillCardForm(http_client::HttpClient &client, const QString &formUrl, const TypedCard &card)
{
    return postForm(client, formUrl,
                    {{"number", card.number}, {"expiry_month", card.expiryMonth}, {"expiry_year", card.expiryYear}, {"code", card.code}});
}

Result<Answer> answerChallenge(http_client::HttpClient &client, const QString &url, bool approve)
{
    return postForm(client, url, {{"answer", approve ? u"approve"_s : u"refuse"_s}});
}

} // namespace melody::test
