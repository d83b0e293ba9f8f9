// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The rows of an album or of the queue.
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <queue/play_queue.h>
#include <wire/catalog.h>

namespace melody::app {

struct TrackRow {
    ContentId content;
    QString title;
    QString artistName;
    QString imageId;
    int number = 0;
    int disc = 1;
    qint64 durationMs = 0;
    qint64 playCount = 0;
    bool explicitContent = false;
    bool operator==(const TrackRow &) const = default;
};

// Thread: the GUI's.
class TrackListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from a view model")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role {
        ContentIdRole = Qt::UserRole + 1,
        TitleRole,
        ArtistNameRole,
        ImageIdRole,
        NumberRole,
        DiscRole,
        DurationTextRole,
        PlayCountRole,
        ExplicitRole
    };

    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return int(m_rows.size()); }
    // Does nothing when the rows are the same, so that a view keeps its delegates.
    void reset(QList<TrackRow> rows);

Q_SIGNALS:
    void countChanged();

private:
    QList<TrackRow> m_rows;
};

// "3:07", "1:02:09".
[[nodiscard]] QString durationText(qint64 ms);

} // namespace melody::app
