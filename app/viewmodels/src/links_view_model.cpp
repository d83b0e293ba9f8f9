// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/links_view_model.h>

#include <QtCore/QUrl>
#include <QtCore/QUrlQuery>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <utility>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxLinkLength = 1'000; // of 200 letters, each written as %XX a few times
constexpr qsizetype maxWords = 200;

// melody://search?q=WORDS, and nothing else.
std::optional<Link> searchOf(const QUrl &url)
{
    const auto items = QUrlQuery(url).queryItems(QUrl::FullyDecoded);
    if ((!url.path().isEmpty() && url.path() != u"/") || url.hasFragment() || items.size() != 1 || items.constFirst().first != u"q")
        return {};
    const QString words = items.constFirst().second.simplified();
    return words.isEmpty() || words.size() > maxWords ? std::nullopt : std::optional(Link{u"search"_s, {}, words});
}

} // namespace

std::optional<Link> parseLink(const QString &uri)
{
    if (uri.size() > maxLinkLength)
        return {};
    const QUrl url(uri, QUrl::StrictMode);
    const QString kind = url.host();
    if (url.isValid() && url.scheme() == u"melody" && kind == u"search" && url.port() == -1 && url.userInfo().isEmpty())
        return searchOf(url);
    const bool known = kind == u"album" || kind == u"track" || kind == u"artist" || kind == u"show" || kind == u"episode" ||
                       kind == u"playlist" || kind == u"library";
    if (!url.isValid() || url.scheme() != u"melody" || !known || !url.path().startsWith(u'/'))
        return {};
    if (url.hasQuery() || url.hasFragment() || url.port() != -1 || !url.userInfo().isEmpty())
        return {};
    const QString rest = url.path().sliced(1);
    if (kind == u"library")
        return QStringList{u"playlists"_s, u"songs"_s, u"albums"_s, u"artists"_s, u"shows"_s}.contains(rest)
                   ? std::optional(Link{kind, {}, rest})
                   : std::nullopt;
    const auto id = ContentId::parse(rest);
    return id ? std::optional(Link{kind, *id}) : std::nullopt;
}

QString linkTo(const Link &link)
{
    return u"melody://%1/%2"_s.arg(link.kind, link.id.toString());
}

bool LinksViewModel::open(const QString &uri)
{
    const auto link = parseLink(uri);
    if (!link)
        return false;
    m_waiting = link;
    Q_EMIT came();
    return true;
}

QVariantMap LinksViewModel::take()
{
    const auto link = std::exchange(m_waiting, {});
    return link ? QVariantMap{{u"kind"_s, link->kind}, {u"id"_s, link->list.isEmpty() ? link->id.toString() : link->list}} : QVariantMap();
}

void LinksViewModel::copy(const QString &kind, const QString &id)
{
    const auto content = ContentId::parse(id);
    if (!content)
        return;
    QGuiApplication::clipboard()->setText(linkTo({kind, *content}));
    Q_EMIT said(tr("The link is copied. Who opens it comes here."));
}

} // namespace melody::app
