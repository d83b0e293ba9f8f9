// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "stage.h"

#include <QtTest/QAbstractItemModelTester>
#include <support/test_main.h>
#include <viewmodels/browse_model.h>

using namespace melody;
using namespace melody::test;

class BrowseModelTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyTheFirstPageComesByItself()
    {
        Stage stage;
        app::BrowseModel model;
        model.setApp(&stage.app);
        QTRY_COMPARE(model.count(), app::BrowseModel::pageSize);
        QCOMPARE(stage.api->pagesServed(), 1);
        QVERIFY(!model.complete());
    }
    void pagesFollowUntilTheEndWithoutRepeats()
    {
        Stage stage({.albums = 150});
        app::BrowseModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setApp(&stage.app);
        while (!model.complete()) {
            model.fetchMore({});
            QTRY_VERIFY(!model.loading());
        }
        QCOMPARE(model.count(), 150);
        QSet<QString> ids;
        for (int row = 0; row < model.count(); ++row)
            ids.insert(model.data(model.index(row), app::ContentListModel::ContentIdRole).toString());
        QCOMPARE(ids.size(), 150);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(stage.api->pagesServed(), 3);
    }
    void onePageIsUnderWayAtATime()
    {
        Stage stage;
        app::BrowseModel model;
        model.setApp(&stage.app);
        model.fetchMore({});
        model.fetchMore({});
        QTRY_VERIFY(!model.loading());
        QCOMPARE(stage.api->pagesServed(), 1);
    }
    void aFailedPageStopsTheListUntilTriedAgain()
    {
        Stage stage;
        app::BrowseModel model;
        model.setApp(&stage.app);
        QTRY_VERIFY(!model.loading());
        stage.api->setFailure(offline());
        model.fetchMore({});
        QTRY_VERIFY(!model.error().isEmpty());
        QVERIFY(!model.canFetchMore({}));
        stage.api->setFailure({});
        model.retry();
        QTRY_COMPARE(model.count(), 2 * app::BrowseModel::pageSize);
        QCOMPARE(model.error(), QString());
    }
};

MELODY_TEST(BrowseModelTest)
#include "browse_model_test.moc"
