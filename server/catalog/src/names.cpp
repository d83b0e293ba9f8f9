// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"

#include <values/folding.h>

#include <QtCore/QStringList>

namespace melody::catalog {
using namespace Qt::StringLiterals;

QString sortTitle(const QString &title)
{
    const QString name = foldText(title);
    for (const QStringView article : {u"the ", u"a ", u"an "}) {
        if (name.startsWith(article) && name.size() > article.size())
            return name.sliced(article.size());
    }
    return name.isEmpty() ? title : name;
}

} // namespace melody::catalog
