// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/home_view_model.h>

#include <QtCore/QDateTime>

namespace melody::app {

using namespace Qt::StringLiterals;

ShelfViewModel::ShelfViewModel(const wire::Shelf &shelf, QObject *parent) : QObject(parent), m_code(shelf.code)
{
    m_items.reset(shelf.items);
}

void HomeViewModel::setApp(AppViewModel *app)
{
    if (m_app == app || app == nullptr)
        return;
    m_app = app;
    connect(app->settings(), &SettingsViewModel::languageChanged, this, &HomeViewModel::phaseChanged); // errors are words
    load();
}

QVariantList HomeViewModel::shelves() const
{
    QVariantList list;
    for (ShelfViewModel *shelf : m_shelves)
        list.append(QVariant::fromValue(shelf));
    return list;
}

QString HomeViewModel::partOfDay() const
{
    if (m_app == nullptr)
        return u"evening"_s;
    const int hour = QDateTime::fromMSecsSinceEpoch(m_app->clock().now().time_since_epoch().count()).time().hour();
    return hour < 5 ? u"night"_s : hour < 12 ? u"morning"_s : hour < 18 ? u"afternoon"_s : u"evening"_s;
}

void HomeViewModel::load()
{
    if (loading() || m_app == nullptr)
        return;
    setLoading();
    m_app->api().home(this, [this](const Result<wire::Home> &home) {
        if (!home)
            return setFailed(home.error());
        show(*home);
    });
}

void HomeViewModel::show(const wire::Home &home)
{
    const QList<ShelfViewModel *> old = std::exchange(m_shelves, {});
    m_featured = {};
    for (wire::Shelf shelf : home.shelves) {
        if (shelf.code == u"new_releases" && !shelf.items.isEmpty()) {
            m_featured = shelf.items.first();
            // It is seen already; but a shelf of two would look lost.
            if (shelf.items.size() > 4)
                shelf.items.removeFirst();
        }
        if (!shelf.items.isEmpty())
            m_shelves.append(new ShelfViewModel(shelf, this));
    }
    setReady();
    Q_EMIT shelvesChanged();
    for (ShelfViewModel *shelf : old)
        shelf->deleteLater();
}

} // namespace melody::app
