// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A list of small records for QML. What did not move keeps its delegate, and so the keyboard's focus.
#pragma once

#include <QtCore/QAbstractListModel>
#include <QtQml/qqmlregistration.h>

namespace melody::app {

// One role, "row": a map. Thread: the GUI's.
class RowsModel : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from a view model")
    Q_PROPERTY(int count READ count NOTIFY countChanged)

public:
    static constexpr int rowRole = Qt::UserRole + 1;

    using QAbstractListModel::QAbstractListModel;
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : count(); }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override { return {{rowRole, "row"}}; }
    [[nodiscard]] int count() const { return int(m_rows.size()); }
    [[nodiscard]] const QVariantMap &at(int row) const { return m_rows[row]; }
    void show(QList<QVariantMap> rows);

Q_SIGNALS:
    void countChanged();

private:
    QList<QVariantMap> m_rows;
};

} // namespace melody::app
