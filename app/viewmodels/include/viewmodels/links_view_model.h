// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Links into the app, melody://album/ID, melody://library/songs or melody://search?q=WORDS: read when another program opens one, made when
// somebody copies one.
#pragma once

#include <QtCore/QObject>
#include <QtCore/QVariantMap>
#include <QtQml/qqmlregistration.h>
#include <values/id.h>

#include <functional>
#include <optional>

namespace melody::app {

struct Link {
    QString kind; // album, track, artist, show, episode, playlist; library, search
    ContentId id;
    QString list = {}; // of the library: playlists, songs, albums, artists; of a search: its words
    bool operator==(const Link &) const = default;
};

// Nothing for whatever else somebody may pass: other kinds, queries, ports, too long ones.
[[nodiscard]] std::optional<Link> parseLink(const QString &uri);
[[nodiscard]] QString linkTo(const Link &link);

// Thread: the GUI's.
class LinksViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")

public:
    // False when it is no link. Who isn't signed in yet comes there afterwards.
    bool open(const QString &uri);
    // Where to go: {kind, id}, once; empty when nowhere. Of the library, `id` is the list; of a search, its words.
    Q_INVOKABLE QVariantMap take();
    Q_INVOKABLE void copy(const QString &kind, const QString &id);

Q_SIGNALS:
    void came();
    void said(const QString &sentence);

private:
    std::optional<Link> m_waiting;
};

} // namespace melody::app
