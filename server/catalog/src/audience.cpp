// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catalog/audience.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace melody::catalog {

using namespace Qt::StringLiterals;

std::string audienceText(const std::optional<rules::ParentalState> &child)
{
    if (!child || (child->controls.explicitAllowed && !child->controls.allowedKinds))
        return {};
    QJsonObject json{{u"explicit"_s, child->controls.explicitAllowed}};
    if (child->controls.allowedKinds) {
        QStringList kinds = *child->controls.allowedKinds;
        kinds.sort();
        kinds.removeDuplicates();
        json.insert(u"kinds"_s, QJsonArray::fromStringList(kinds));
    }
    return QJsonDocument(json).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace melody::catalog
