// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "names.h"

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class NamesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void listsSortWithoutTheArticle()
    {
        QCOMPARE(catalog::sortTitle(u"The Greens"_s), u"greens"_s);
        QCOMPARE(catalog::sortTitle(u"The"_s), u"the"_s);
        QCOMPARE(catalog::sortTitle(u"A"_s), u"a"_s);
        QCOMPARE(catalog::sortTitle(u"Theme"_s), u"theme"_s);
    }
};

MELODY_TEST(NamesTest)
#include "names_test.moc"
