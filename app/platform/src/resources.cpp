// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/artwork_provider.h>
#include <platform/drawn_pictures.h>
#include <platform/resources.h>

#include <QtCore/QDir>
#include <QtGui/QFontDatabase>
#include <QtGui/QGuiApplication>
#include <QtQml/QQmlEngine>

namespace melody::app {

using namespace Qt::StringLiterals;

void loadFonts()
{
    const QDir folder(u":/melody/fonts"_s);
    for (const QString &file : folder.entryList(QDir::Files)) {
        if (QFontDatabase::addApplicationFont(folder.filePath(file)) < 0)
            qWarning("The font %s can't be used.", qPrintable(file));
    }
    QFont font(u"Melody Sans"_s);
    font.setPixelSize(15);
    QGuiApplication::setFont(font);
}

void prepareEngine(QQmlEngine &engine, remote::Api &api)
{
    engine.addImportPath(u"qrc:/qt/qml"_s);
    engine.addImageProvider(u"icon"_s, new IconProvider);
    engine.addImageProvider(u"shadow"_s, new ShadowProvider);
    engine.addImageProvider(u"wash"_s, new WashProvider);
    engine.addImageProvider(u"artwork"_s, new ArtworkProvider(api));
    engine.addImageProvider(u"avatar"_s, new ArtworkProvider(api, ArtworkProvider::Of::People));
}

} // namespace melody::app
