// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <values/folding.h>

#include <support/test_main.h>

using namespace melody;
using namespace Qt::StringLiterals;

class FoldingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void accentsCaseAndSpacesMakeNoDifference()
    {
        QCOMPARE(foldText(u"  Björk "_s), u"bjork"_s);
        QCOMPARE(foldText(u"BJÖRK"_s), foldText(u"bjo\u0308rk"_s));
        QCOMPARE(foldText(u"Straße"_s), u"strasse"_s);
        QCOMPARE(foldText(u"Sigur  R\u00f3s"_s), u"sigur ros"_s);
    }
    void marksThatAreVowelsStay() { QVERIFY(foldText(u"कि"_s) != foldText(u"का"_s)); }
    void onlySpaceIsNothing() { QVERIFY(foldText(u" \t\u00a0"_s).isEmpty()); }
};

MELODY_TEST(FoldingTest)
#include "folding_test.moc"
