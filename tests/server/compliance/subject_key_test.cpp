// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "subject_key.h"

#include <support/test_main.h>

using namespace melody;
using namespace melody::compliance;
using namespace Qt::StringLiterals;

class SubjectKeyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onePersonHasOnePseudonymAndNoTwoTheSame()
    {
        const SubjectKey one = SubjectKey::generate();
        QCOMPARE(one.pseudonym(), one.pseudonym());
        QCOMPARE(one.pseudonym().size(), 16);
        QVERIFY(one.pseudonym() != SubjectKey::generate().pseudonym());
    }
    void aDigestCantBeGuessedWithoutTheKey()
    {
        const SubjectKey one = SubjectKey::generate();
        const QJsonObject state{{u"plan"_s, u"family"_s}, {u"amount_minor"_s, 1499}};
        QCOMPARE(one.digestBefore(state), one.digestBefore({{u"amount_minor"_s, 1499}, {u"plan"_s, u"family"_s}}));
        QVERIFY(one.digestBefore(state) != one.digestAfter(state));
        QVERIFY(one.digestBefore(state) != SubjectKey::generate().digestBefore(state));
        QVERIFY(one.digestBefore({}).isEmpty());
    }
    void onlyTheKeyOpensWhatItSealedAndOnlyForItsEntry()
    {
        const SubjectKey one = SubjectKey::generate();
        const QUuid entry = QUuid::createUuid();
        const QJsonObject clear{{u"reason"_s, u"Ana asked"_s}};
        const QByteArray sealed = one.seal(entry, clear);
        QVERIFY(!sealed.contains("Ana"));
        QCOMPARE(one.open(entry, sealed), std::optional(clear));
        QVERIFY(one.seal(entry, clear) != sealed);
        QVERIFY(!one.open(QUuid::createUuid(), sealed));
        QVERIFY(!SubjectKey::generate().open(entry, sealed));
        QVERIFY(!one.open(entry, sealed.chopped(1)));
        QVERIFY(!one.open(entry, {}));
    }
    void aKeyRestsWrappedForItsPersonUnderItsMasterKey()
    {
        const auto master = crypto::ContentKey::generate();
        const KeyWrap wrap(master);
        const SubjectKey key = SubjectKey::generate();
        const UserId ana = UserId::create(TimePoint());
        const QByteArray wrapped = wrap.wrap(key, ana);
        QCOMPARE(wrapped.size(), 72);
        QCOMPARE(wrap.unwrap(wrapped, ana)->pseudonym(), key.pseudonym());
        QVERIFY(!wrap.unwrap(wrapped, UserId::create(TimePoint())));
        QVERIFY(!KeyWrap(crypto::ContentKey::generate()).unwrap(wrapped, ana));
        QVERIFY(!wrap.unwrap({}, ana));
    }
};

MELODY_TEST(SubjectKeyTest)
#include "subject_key_test.moc"
