// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/content_list_model.h>

namespace melody::app {

QString imageText(const std::optional<ImageId> &image)
{
    return image ? image->toString() : QString();
}

int ContentListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant ContentListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const wire::ContentSummary &item = m_items[index.row()];
    switch (role) {
    case ContentIdRole:
        return item.id.toString();
    case KindRole:
        return item.kind;
    case Qt::DisplayRole:
    case TitleRole:
        return item.title;
    case SubtitleRole:
        return item.subtitle;
    case ImageIdRole:
        return imageText(item.image);
    case ImageColorRole:
        return item.imageColor;
    case ExplicitRole:
        return item.explicitContent;
    default:
        return {};
    }
}

QHash<int, QByteArray> ContentListModel::roleNames() const
{
    return {{ContentIdRole, "contentId"},     {KindRole, "kind"},       {TitleRole, "title"},
            {SubtitleRole, "subtitle"},       {ImageIdRole, "imageId"}, {ImageColorRole, "imageColor"},
            {ExplicitRole, "explicitContent"}};
}

void ContentListModel::reset(QList<wire::ContentSummary> items)
{
    beginResetModel();
    m_items = std::move(items);
    endResetModel();
    Q_EMIT countChanged();
}

void ContentListModel::append(const QList<wire::ContentSummary> &items)
{
    if (items.isEmpty())
        return;
    beginInsertRows({}, count(), count() + int(items.size()) - 1);
    m_items += items;
    endInsertRows();
    Q_EMIT countChanged();
}

} // namespace melody::app
