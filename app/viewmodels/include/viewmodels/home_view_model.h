// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Home: shelves of cards.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/content_list_model.h>
#include <viewmodels/page_view_model.h>

namespace melody::app {

// One row of Home. `code` is stable; the screen has words for it.
class ShelfViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("comes from HomeViewModel")
    Q_PROPERTY(QString code MEMBER m_code CONSTANT)
    Q_PROPERTY(melody::app::ContentListModel *items READ items CONSTANT)

public:
    ShelfViewModel(const wire::Shelf &shelf, QObject *parent);
    [[nodiscard]] ContentListModel *items() { return &m_items; }

private:
    QString m_code;
    ContentListModel m_items;
};

// Thread: the GUI's. Loads as soon as it knows the app.
class HomeViewModel : public melody::app::PageViewModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    // Of ShelfViewModel.
    Q_PROPERTY(QVariantList shelves READ shelves NOTIFY shelvesChanged)
    // The newest album, shown large; empty without one.
    Q_PROPERTY(QString featuredId READ featuredId NOTIFY shelvesChanged)
    Q_PROPERTY(QString featuredTitle READ featuredTitle NOTIFY shelvesChanged)
    Q_PROPERTY(QString featuredSubtitle READ featuredSubtitle NOTIFY shelvesChanged)
    Q_PROPERTY(QString featuredImageId READ featuredImageId NOTIFY shelvesChanged)
    Q_PROPERTY(QString featuredColor READ featuredColor NOTIFY shelvesChanged)
    // "morning", "afternoon", "evening" or "night", by the device's clock.
    Q_PROPERTY(QString partOfDay READ partOfDay NOTIFY shelvesChanged)
    // The server is there and has no music yet.
    Q_PROPERTY(bool empty READ empty NOTIFY shelvesChanged)

public:
    using PageViewModel::PageViewModel;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] QVariantList shelves() const;
    [[nodiscard]] QString featuredId() const { return m_featured.id.isNull() ? QString() : m_featured.id.toString(); }
    [[nodiscard]] QString featuredTitle() const { return m_featured.title; }
    [[nodiscard]] QString featuredSubtitle() const { return m_featured.subtitle; }
    [[nodiscard]] QString featuredImageId() const { return imageText(m_featured.image); }
    [[nodiscard]] QString featuredColor() const { return m_featured.imageColor; }
    [[nodiscard]] QString partOfDay() const;
    [[nodiscard]] bool empty() const { return ready() && m_shelves.isEmpty(); }
    Q_INVOKABLE void load();

Q_SIGNALS:
    void shelvesChanged();

private:
    void show(const wire::Home &home);

    AppViewModel *m_app = nullptr;
    QList<ShelfViewModel *> m_shelves;
    wire::ContentSummary m_featured;
};

} // namespace melody::app
