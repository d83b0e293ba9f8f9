// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Text twice as large: nothing that can be operated loses its words, and nothing leaves the window.

#include "scenes.h"

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

constexpr double largest = 2;
constexpr double tolerance = 1.5; // what is rounded to whole pixels

bool isText(const QQuickItem &item)
{
    return item.inherits("QQuickText") && !item.property("text").toString().trimmed().isEmpty();
}

// What is written of it, in the window.
QRectF written(const QQuickItem &text)
{
    const double width = text.property("contentWidth").toDouble();
    const double height = text.property("contentHeight").toDouble();
    const int across = text.property("effectiveHorizontalAlignment").toInt();
    const int down = text.property("verticalAlignment").toInt();
    const double room = text.width() - width - text.property("leftPadding").toDouble() - text.property("rightPadding").toDouble();
    const double below = text.height() - height - text.property("topPadding").toDouble() - text.property("bottomPadding").toDouble();
    const double x = text.property("leftPadding").toDouble() + (across & Qt::AlignRight ? room : across & Qt::AlignHCenter ? room / 2 : 0);
    const double y = text.property("topPadding").toDouble() + (down & Qt::AlignBottom ? below : down & Qt::AlignVCenter ? below / 2 : 0);
    return text.mapRectToScene(QRectF(x, y, width, height));
}

QRectF placeOf(const QQuickItem &item)
{
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()));
}

bool holds(const QRectF &outer, const QRectF &inner)
{
    return outer.adjusted(-tolerance, -tolerance, tolerance, tolerance).contains(inner);
}

// What is beside the window can be scrolled into it.
bool scrollsSideways(const QQuickItem *item)
{
    for (const QQuickItem *each = item->parentItem(); each != nullptr; each = each->parentItem()) {
        if (each->inherits("QQuickFlickable") && each->property("contentWidth").toDouble() > each->width() + tolerance)
            return true;
    }
    return false;
}

// What the words are written on: a button, a tab, a bar of the player.
const QQuickItem *groundOf(const QQuickItem *text)
{
    for (const QQuickItem *each = text->parentItem(); each != nullptr; each = each->parentItem()) {
        if (each->inherits("QQuickFlickable") && each->property("contentHeight").toDouble() > each->height() + tolerance)
            return nullptr; // what is beyond it can be scrolled into it
        const QLatin1StringView name(each->metaObject()->className());
        if (each->inherits("QQuickAbstractButton") || each->inherits("QQuickPopupItem") || name.startsWith("PlayerBar_"_L1) ||
            name.startsWith("MiniPlayer_"_L1))
            return each;
    }
    return nullptr;
}

// Rows and cards show what artists and listeners wrote, as long as it may be; what we wrote on a button is read whole.
bool isOurs(const QQuickItem *ground)
{
    return ground->inherits("QQuickButton") || ground->inherits("QQuickRadioButton") || ground->inherits("QQuickCheckBox") ||
           ground->objectName().startsWith("nav_"_L1) || ground->objectName().startsWith("setting_"_L1);
}

QStringList faultsOf(Shown &shown)
{
    QStringList faults;
    const QRectF window(QPointF(0, 0), QSizeF(shown.window().size()));
    for (const QQuickItem *item : operable(shown)) {
        const bool text = isText(*item);
        if (!text && !isControl(*item))
            continue;
        const QRectF place = text ? written(*item) : placeOf(*item);
        if ((place.left() < -tolerance || place.right() > window.right() + tolerance) && !scrollsSideways(item))
            faults.append(described(*item) + u" leaves the window"_s);
        if (!text)
            continue;
        if (item->property("contentHeight").toDouble() > item->height() + tolerance)
            faults.append(described(*item) + u" is higher than its place"_s);
        const QQuickItem *ground = groundOf(item);
        if (ground == nullptr)
            continue;
        if (!holds(placeOf(*ground), place))
            faults.append(described(*item) + u" is written beyond "_s + described(*ground));
        if (isOurs(ground) && item->property("truncated").toBool())
            faults.append(described(*item) + u" is cut off on "_s + described(*ground));
    }
    return faults;
}

} // namespace

class TextSizeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingIsCutOffWhenTextIsTwiceAsLarge_data() { addSceneRows({{"phone", phone}}); }
    void nothingIsCutOffWhenTextIsTwiceAsLarge()
    {
        QFETCH(QString, scene);
        QFETCH(QSize, size);
        const Scene &it = sceneCalled(scene);
        Shown shown(it.options, size, it.serverReachable);
        QVERIFY2(it.arrange(shown), "can't be arranged");
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(&shown.window(), &leave);
        shown.gui->settings().setTextScale(largest);
        QStringList faults;
        for (const QSize &window : {size, desktop}) {
            shown.window().resize(window);
            for (const QString &language : {u"en"_s, u"es"_s}) {
                shown.gui->settings().setLanguage(language);
                QTest::qWait(80);
                (void)QTest::qWaitFor([&] { return faultsOf(shown).isEmpty(); }); // laid out, however busy the machine is
                const QString where = QStringLiteral(" (%1 wide, %2)").arg(window.width()).arg(language);
                for (const QString &fault : faultsOf(shown))
                    faults.append(fault + where);
            }
        }
        QVERIFY2(faults.isEmpty(), qPrintable(faults.join(u'\n')));
    }
};

MELODY_TEST(TextSizeTest)
#include "text_size_test.moc"
