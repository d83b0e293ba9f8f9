// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <downloads/offline.h>

#include "downloader.h"
#include "offline_streams.h"

#include <QtCore/QThread>

namespace melody::downloads {
namespace {

using namespace Qt::StringLiterals;

class DownloadsFace final : public Downloads {
public:
    DownloadsFace(Desk &desk, Downloader &downloader) : m_desk(desk), m_downloader(downloader) {}

    void add(const wire::AlbumInfo &what) override
    {
        change([this, what] {
            m_downloader.drop(what.summary.id); // what is under way may not be wanted any more
            const auto unused = m_desk.shelf.add(m_desk.user, what, m_desk.parts.clock.now());
            if (!unused)
                qWarning("downloads: %s", qUtf8Printable(unused.error().code));
            letGo(unused);
        });
    }
    void pause(const ContentId &id) override { setPaused(id, true); }
    void resume(const ContentId &id) override { setPaused(id, false); }
    void remove(const ContentId &id) override
    {
        change([this, id] {
            m_downloader.drop(id);
            letGo(m_desk.shelf.remove(m_desk.user, id));
        });
    }
    void retryNow() override
    {
        m_desk.thread.post([this] {
            m_desk.goneUntil = {};
            m_downloader.retryNow();
        });
    }
    void noteServer(bool reachable) override
    {
        m_desk.thread.post([this, reachable] { m_desk.saw(reachable); });
    }
    State state() const override { return m_downloader.state(); }
    void observe(std::function<void(const State &)> changed) override { m_downloader.observe(std::move(changed)); }

private:
    void letGo(const Result<QList<AssetId>> &unused)
    {
        for (const AssetId &asset : unused.value_or(QList<AssetId>())) {
            if (!m_desk.parts.chunks.removePinned(asset))
                qWarning("downloads: a recording can't be removed");
        }
    }
    void setPaused(const ContentId &id, bool paused)
    {
        change([this, id, paused] {
            if (paused)
                m_downloader.drop(id);
            if (!m_desk.shelf.setPaused(m_desk.user, id, paused))
                qWarning("downloads: this can't be noted");
        });
    }
    void change(std::function<void()> work)
    {
        m_desk.thread.post([this, work = std::move(work)] {
            if (m_desk.user.isNull())
                return;
            work();
            m_downloader.publish();
            m_downloader.retryNow();
        });
    }

    Desk &m_desk;
    Downloader &m_downloader;
};

class OfflineImpl final : public Offline, private ports::PlayReporter {
public:
    OfflineImpl(const Parts &parts, const Options &options) : m_desk(parts, options), m_streams(m_desk)
    {
        m_desk.mark = m_desk.shelf.timeMark().value_or(std::nullopt);
        m_lastUser = m_desk.shelf.user().value_or(UserId());
        m_thread.setObjectName(u"offline"_s);
        m_desk.thread.moveToThread(&m_thread);
        m_thread.start();
        m_desk.thread.run([this] {
            m_downloader = std::make_unique<Downloader>(m_desk);
            m_face = std::make_unique<DownloadsFace>(m_desk, *m_downloader);
            m_desk.changed = [this] {
                m_downloader->publish();
                if (m_desk.serverReachable)
                    m_downloader->retryNow();
            };
            m_desk.needsMending = [this](const ContentId &content) {
                if (m_desk.shelf.mend(m_desk.user, content))
                    m_desk.thread.post([this] { m_downloader->goOn(); });
            };
        });
    }

    ~OfflineImpl() override
    {
        m_desk.thread.run([this] {
            m_downloader->stop();
            m_streams.shutDown();
            m_downloader.reset();
            m_desk.changed = nullptr;
            m_desk.needsMending = nullptr;
        });
        m_thread.quit();
        m_thread.wait();
    }

    void setUser(const UserId &user) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_lastUser = user;
        }
        m_desk.thread.post([this, user] {
            if (m_desk.user == user)
                return;
            m_desk.user = user;
            if (!m_desk.shelf.setUser(user))
                qWarning("downloads: who listens can't be kept");
            m_downloader->userChanged();
        });
    }
    UserId lastUser() const override
    {
        const std::lock_guard lock(m_mutex);
        return m_lastUser;
    }

    void planChanged() override
    {
        m_desk.thread.post([this] { m_downloader->planChanged(); });
    }

    ports::StreamSource &streams() override { return m_streams; }
    ports::PlayReporter &reporter() override { return *this; }
    Downloads &downloads() override { return *m_face; }
    std::optional<wire::OfflinePlay> playOf(const PlaybackId &session) override
    {
        return m_desk.shelf.playOf(session).value_or(std::nullopt);
    }

private:
    void report(const PlaybackId &session, const wire::Tick &tick) override
    {
        m_desk.parts.reporter.report(session, tick);
        m_desk.thread.post([this, session, tick] { m_streams.heard(session, tick); });
    }

    QThread m_thread;
    Desk m_desk;
    OfflineStreams m_streams;
    std::unique_ptr<Downloader> m_downloader;
    std::unique_ptr<DownloadsFace> m_face;
    mutable std::mutex m_mutex;
    UserId m_lastUser;
};

} // namespace

std::unique_ptr<Offline> createOffline(const Parts &parts, const Options &options)
{
    return std::make_unique<OfflineImpl>(parts, options);
}

} // namespace melody::downloads
