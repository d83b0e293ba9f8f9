// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Walks over every screen and dialog: what can be operated has a name, a role and the keyboard, and shows where the keyboard is.

#include "scenes.h"

#include <QtCore/QDir>
#include <QtGui/QAccessible>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

// More than any scene has: the walk ends, whatever it finds.
constexpr int maxTabs = 400;

QString spokenName(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face != nullptr ? face->text(QAccessible::Name) : QString();
}

QAccessible::Role spokenRole(QQuickItem *item)
{
    QAccessibleInterface *face = QAccessible::queryAccessibleInterface(item);
    return face != nullptr ? face->role() : QAccessible::NoRole;
}

// A mouse area has no voice of its own: the thing it belongs to must have one.
bool speaksForItsArea(const QQuickItem *area)
{
    return area->parentItem() != nullptr && !spokenName(area->parentItem()).isEmpty();
}

bool isRing(const QQuickItem *item)
{
    return QLatin1StringView(item->metaObject()->className()).startsWith("FocusRing_"_L1) && item->isVisible() && item->width() > 0 &&
           item->property("shown").toBool();
}

bool hasRing(const QQuickItem *item)
{
    const QList<QQuickItem *> children = item->childItems();
    return std::any_of(children.begin(), children.end(), [](const QQuickItem *child) { return isRing(child) || hasRing(child); });
}

// By the design module's FocusRing, the only thing that shows focus: on it, or around the list it is in.
bool showsFocus(const QQuickItem *item)
{
    bool shows = hasRing(item);
    for (const QQuickItem *each = item->parentItem(); each != nullptr && !shows; each = each->parentItem()) {
        const QList<QQuickItem *> children = each->childItems();
        shows = std::any_of(children.begin(), children.end(), isRing);
    }
    return shows;
}

// Rows of a list are alike, and come and go as it scrolls: each is reached when one of them is. Null: it is in no list.
const QQuickItem *listOf(const QQuickItem *item)
{
    for (const QQuickItem *each = item->parentItem(); each != nullptr; each = each->parentItem()) {
        if (each->inherits("QQuickItemView"))
            return each;
    }
    return nullptr;
}

QString keyOf(const QQuickItem *item)
{
    const QQuickItem *list = listOf(item);
    const QString type = QString::fromLatin1(item->metaObject()->className()).section(u'_', 0, 0);
    const auto number = [](const void *pointer) { return QString::number(quintptr(pointer)); };
    return list != nullptr ? number(list) + type + item->objectName().section(u'_', 0, 0) : number(item);
}

bool inSight(const Shown &shown, const QQuickItem *item)
{
    const QPointF middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2));
    return QRectF(QPointF(0, 0), QSizeF(shown.window().size())).contains(middle);
}

// Parts of other files that are no items: how pages move, how screens ask, which keys there are, which settings.
const QSet<QString> notShown{u"Navigator"_s,      u"PageIn"_s,      u"PageOut"_s, u"PlayerKeys"_s,
                             u"SettingsPlaces"_s, u"ShellPlaces"_s, u"Paint"_s,   u"Theme"_s};

} // namespace

class ScenesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyControlHasANameARoleAndTheKeyboard_data()
    {
        addSceneRows({{"desktop", desktop}, {"phone", phone}});
        QTest::newRow("home-narrow") << u"home"_s << QSize(820, 700);
        QTest::newRow("sign_in-low") << u"sign_in"_s << QSize(820, 560);
    }
    void everyControlHasANameARoleAndTheKeyboard()
    {
        QFETCH(QString, scene);
        QFETCH(QSize, size);
        const Scene &it = sceneCalled(scene);
        Shown shown(it.options, size, it.serverReachable);
        QVERIFY2(it.arrange(shown), "can't be arranged");
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&shown.window(), &leave); // what comes with the pointer is not what is meant
        QTest::qWait(50);
        m_files[scene] += filesShown(shown);
        checkNames(shown);
        if (!QTest::currentTestFailed())
            checkTab(shown);
    }
    // A new screen or dialog that no scene shows would be walked by no test.
    void everyFileOfTheScreensIsPartOfAScene()
    {
        QSet<QString> files;
        for (const Scene &scene : scenes()) {
            if (!m_files.contains(scene.name)) { // this function runs alone
                Shown shown(scene.options, phone, scene.serverReachable);
                QVERIFY2(scene.arrange(shown), qPrintable(scene.name));
                m_files[scene.name] = filesShown(shown);
                shown.window().resize(desktop);
                QTest::qWait(100);
                m_files[scene.name] += filesShown(shown);
            }
            files += m_files[scene.name];
        }
        QStringList missing;
        for (const char *module : {"screens", "components", "design"}) {
            const QDir folder(QStringLiteral(MELODY_SOURCE_DIR "/qml/") + QLatin1StringView(module));
            for (const QFileInfo &file : folder.entryInfoList({u"*.qml"_s})) {
                const QString name = file.completeBaseName();
                if (!files.contains(name) && !notShown.contains(name) && !seldomShown.contains(name))
                    missing.append(name);
            }
        }
        QVERIFY2(missing.isEmpty(), qPrintable(missing.join(u' ')));
    }

private:
    static void checkNames(Shown &shown)
    {
        int controls = 0;
        for (QQuickItem *item : shown.everything()) {
            if (item->inherits("QQuickMouseArea")) {
                QVERIFY2(speaksForItsArea(item), qPrintable(described(*item)));
            } else if (isControl(*item)) {
                ++controls;
                QVERIFY2(!spokenName(item).isEmpty(), qPrintable(described(*item) + u" has no name"_s));
                QVERIFY2(spokenRole(item) != QAccessible::NoRole && spokenRole(item) != QAccessible::Client,
                         qPrintable(described(*item) + u" has no role"_s));
            }
        }
        QVERIFY(controls > 0);
    }
    static QSet<QString> live(Shown &shown)
    {
        QSet<QString> keys;
        for (const QQuickItem *item : operable(shown)) {
            if (isControl(*item) && item->isEnabled())
                keys.insert(keyOf(item));
        }
        return keys;
    }
    static void checkTab(Shown &shown)
    {
        const QSet<QString> before = live(shown); // what only lives once a list is scrolled may have been passed
        QSet<QString> reached;
        goRound(shown, reached);
        if (QTest::currentTestFailed())
            return;
        for (const QQuickItem *item : operable(shown)) {
            if (isControl(*item) && item->isEnabled() && before.contains(keyOf(item)))
                QVERIFY2(reached.contains(keyOf(item)), qPrintable(described(*item) + u" is not reached by Tab"_s));
        }
    }
    static void goRound(Shown &shown, QSet<QString> &reached)
    {
        const QQuickItem *first = nullptr;
        for (int i = 0; i < maxTabs; ++i) {
            shown.key(Qt::Key_Tab);
            const QQuickItem *now = shown.focused();
            QVERIFY(now);
            if (now == first)
                return;
            first = first != nullptr ? first : now;
            for (const QQuickItem *each = now; each != nullptr; each = each->parentItem()) {
                if (each == now || each->activeFocusOnTab()) // a list, by one of its rows
                    reached.insert(keyOf(each));
            }
            QVERIFY2(showsFocus(now), qPrintable(described(*now) + u" has the focus and doesn't show it"_s));
            QTRY_VERIFY2(inSight(shown, now), qPrintable(described(*now) + u" has the focus out of sight, at "_s +
                                                         QDebug::toString(now->mapToScene(QPointF(0, 0)))));
        }
        QFAIL(qPrintable(u"Tab doesn't come round, it is at "_s + described(*shown.focused())));
    }

    // For a moment, or under the pointer.
    const QSet<QString> seldomShown{u"AlbumSkeleton"_s, u"PlayingBars"_s, u"ShelfSkeleton"_s, u"Skeleton"_s, u"Tooltip"_s};
    QHash<QString, QSet<QString>> m_files;
};

MELODY_TEST(ScenesTest)
#include "scenes_test.moc"
