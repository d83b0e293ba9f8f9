// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Every album there is, a page at a time.
#pragma once

#include <viewmodels/app_view_model.h>
#include <viewmodels/content_list_model.h>

namespace melody::app {

// Thread: the GUI's. Views call fetchMore() as they near the end; one page is under way at a time.
class BrowseModel : public melody::app::ContentListModel {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(melody::app::AppViewModel *app READ app WRITE setApp REQUIRED)
    Q_PROPERTY(bool loading READ loading NOTIFY stateChanged)
    Q_PROPERTY(bool complete READ complete NOTIFY stateChanged)
    Q_PROPERTY(QString error READ error NOTIFY stateChanged)

public:
    static constexpr int pageSize = 60;

    BrowseModel() = default;
    [[nodiscard]] AppViewModel *app() const { return m_app; }
    void setApp(AppViewModel *app);
    [[nodiscard]] bool loading() const { return m_loading; }
    [[nodiscard]] bool complete() const { return m_complete; }
    [[nodiscard]] QString error() const;
    [[nodiscard]] bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    Q_INVOKABLE void retry();

Q_SIGNALS:
    void stateChanged();

private:
    void fetch();
    void take(const Result<wire::ContentPage> &page);

    AppViewModel *m_app = nullptr;
    QString m_cursor;
    bool m_loading = false;
    bool m_complete = false;
    std::optional<Error> m_error;
};

} // namespace melody::app
