// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/track_list_model.h>

namespace melody::app {

int TrackListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant TrackListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TrackRow &row = m_rows[index.row()];
    switch (role) {
    case ContentIdRole:
        return row.content.toString();
    case Qt::DisplayRole:
    case TitleRole:
        return row.title;
    case ArtistNameRole:
        return row.artistName;
    case ImageIdRole:
        return row.imageId;
    case NumberRole:
        return row.number;
    case DiscRole:
        return row.disc;
    case DurationTextRole:
        return durationText(row.durationMs);
    case PlayCountRole:
        return row.playCount;
    case ExplicitRole:
        return row.explicitContent;
    default:
        return {};
    }
}

QHash<int, QByteArray> TrackListModel::roleNames() const
{
    return {{ContentIdRole, "contentId"},       {TitleRole, "title"},         {ArtistNameRole, "artistName"},
            {ImageIdRole, "imageId"},           {NumberRole, "number"},       {DiscRole, "disc"},
            {DurationTextRole, "durationText"}, {PlayCountRole, "playCount"}, {ExplicitRole, "explicitContent"}};
}

void TrackListModel::reset(QList<TrackRow> rows)
{
    if (rows == m_rows)
        return;
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
    Q_EMIT countChanged();
}

QString durationText(qint64 ms)
{
    const qint64 seconds = std::max<qint64>(ms, 0) / 1000;
    const QChar zero(u'0');
    if (seconds >= 3600)
        return QStringLiteral("%1:%2:%3").arg(seconds / 3600).arg(seconds / 60 % 60, 2, 10, zero).arg(seconds % 60, 2, 10, zero);
    return QStringLiteral("%1:%2").arg(seconds / 60).arg(seconds % 60, 2, 10, zero);
}

} // namespace melody::app
