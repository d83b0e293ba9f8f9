// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list of cards: albums, artists, tracks.
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>
#include <wire/catalog.h>

namespace melody::app {

// Thread: the GUI's.
class ContentListModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from a view model")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    enum Role { ContentIdRole = Qt::UserRole + 1, KindRole, TitleRole, SubtitleRole, ImageIdRole, ImageColorRole, ExplicitRole };

    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] int count() const { return int(m_items.size()); }
    [[nodiscard]] const QList<wire::ContentSummary> &items() const { return m_items; }
    void reset(QList<wire::ContentSummary> items);
    void append(const QList<wire::ContentSummary> &items);

Q_SIGNALS:
    void countChanged();

private:
    QList<wire::ContentSummary> m_items;
};

// How ids and images are written for QML: empty when there is none.
[[nodiscard]] QString imageText(const std::optional<ImageId> &image);

} // namespace melody::app
