// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/rows_model.h>

namespace melody::app {

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    return role == rowRole && checkIndex(index, CheckIndexOption::IndexIsValid) ? QVariant(m_rows[index.row()]) : QVariant();
}

void RowsModel::show(QList<QVariantMap> rows)
{
    const int before = count();
    const int after = int(rows.size());
    if (after < before) {
        beginRemoveRows({}, after, before - 1);
        m_rows.resize(after);
        endRemoveRows();
    }
    for (int row = 0; row < count(); ++row) {
        if (m_rows[row] == rows[row])
            continue;
        m_rows[row] = rows[row];
        Q_EMIT dataChanged(index(row), index(row));
    }
    if (after > before) {
        beginInsertRows({}, before, after - 1);
        m_rows = std::move(rows);
        endInsertRows();
    }
    if (before != after)
        Q_EMIT countChanged();
}

} // namespace melody::app
