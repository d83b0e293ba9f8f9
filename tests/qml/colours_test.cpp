// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "shown.h"

#include <QtQml/QQmlComponent>
#include <QtQml/QQmlEngine>

#include <cmath>

using namespace melody;
using namespace melody::test;
using namespace Qt::StringLiterals;

namespace {

// WCAG 2.1, relative luminance and contrast ratio.
double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double high = std::max(luminance(a), luminance(b));
    const double low = std::min(luminance(a), luminance(b));
    return (high + 0.05) / (low + 0.05);
}

// The singletons as QML sees them.
class Design {
public:
    explicit Design(Shown &shown) : m_component(qmlEngine(&shown.window()))
    {
        m_component.setData(
            "import QtQml; import Melody.Design; QtObject { property QtObject theme: Theme; property QtObject paint: Paint }", {});
        m_both.reset(m_component.create());
    }
    [[nodiscard]] QObject *theme() const { return m_both->property("theme").value<QObject *>(); }
    [[nodiscard]] QObject *paint() const { return m_both->property("paint").value<QObject *>(); }

private:
    QQmlComponent m_component;
    std::unique_ptr<QObject> m_both;
};

} // namespace

class ColoursTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void textStandsOutInBothPalettes_data()
    {
        QTest::addColumn<QString>("theme");
        QTest::newRow("dark") << u"dark"_s;
        QTest::newRow("light") << u"light"_s;
    }
    void textStandsOutInBothPalettes()
    {
        QFETCH(QString, theme);
        Shown shown;
        shown.gui->settings().setTheme(theme);
        const Design design(shown);
        const QObject *tokens = design.theme();
        QVERIFY(tokens);
        const auto color = [&](const char *name) { return tokens->property(name).value<QColor>(); };
        for (const char *ground : {"ground", "surface", "raised", "overlay"}) {
            for (const char *ink : {"text", "textSecondary", "accent", "danger"}) {
                const QByteArray what = QByteArray(ink) + " on " + ground;
                QVERIFY2(contrast(color(ink), color(ground)) >= 4.5, what.constData());
            }
        }
        QVERIFY(contrast(color("textTertiary"), color("ground")) >= 4.5);
        for (const char *button : {"accent", "accentHover", "accentPress"})
            QVERIFY2(contrast(color("accentInk"), color(button)) >= 4.5, button);
        QVERIFY(contrast(color("focus"), color("ground")) >= 3.0);
    }
    void textStandsOutOnTheWashOfAnyArtwork()
    {
        Shown shown;
        const Design design(shown);
        for (const QString &theme : {u"dark"_s, u"light"_s}) {
            shown.gui->settings().setTheme(theme);
            const QObject *tokens = design.theme();
            for (int hue = 0; hue < 360; hue += 15) {
                for (const int saturation : {0, 120, 255}) {
                    const QColor artwork = QColor::fromHsl(hue, saturation, 128);
                    QColor wash;
                    QVERIFY(QMetaObject::invokeMethod(design.paint(), "wash", Q_RETURN_ARG(QColor, wash), Q_ARG(QString, artwork.name()),
                                                      Q_ARG(double, 0.85)));
                    const double ratio = contrast(tokens->property("textSecondary").value<QColor>(), wash);
                    QVERIFY2(ratio >= 4.5, qPrintable(u"%1 %2: %3"_s.arg(theme, artwork.name()).arg(ratio)));
                }
            }
        }
    }
};

MELODY_TEST(ColoursTest)
#include "colours_test.moc"
