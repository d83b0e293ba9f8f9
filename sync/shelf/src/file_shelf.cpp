// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <shelf/file_shelf.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace melody::shelf {
namespace {

constexpr qint64 maxRecordBytes = 64 * 1024 * 1024;

class FileShelf final : public ports::PlayerShelf {
public:
    explicit FileShelf(QString folder) : m_folder(std::move(folder))
    {
        QDir().mkpath(m_folder);
        QFile::setPermissions(m_folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        m_thread = std::thread([this] { run(); });
    }

    ~FileShelf() override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_quit = true;
        }
        m_changed.notify_one();
        m_thread.join();
    }

    void keep(const QString &name, const QByteArray &record) override
    {
        {
            const std::lock_guard lock(m_mutex);
            const auto waiting = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const auto &entry) { return entry.first == name; });
            if (waiting == m_waiting.end())
                m_waiting.emplace_back(name, record);
            else
                waiting->second = record;
        }
        m_changed.notify_one();
    }

    QByteArray kept(const QString &name) const override
    {
        const std::lock_guard lock(m_mutex);
        const auto waiting = std::find_if(m_waiting.cbegin(), m_waiting.cend(), [&](const auto &entry) { return entry.first == name; });
        if (waiting != m_waiting.cend())
            return waiting->second;
        QFile file(pathOf(name));
        if (!file.open(QIODevice::ReadOnly) || file.size() > maxRecordBytes)
            return {};
        return file.readAll();
    }

private:
    [[nodiscard]] QString pathOf(const QString &name) const { return m_folder + QLatin1Char('/') + name; }

    void run()
    {
        std::unique_lock lock(m_mutex);
        for (;;) {
            m_changed.wait(lock, [this] { return m_quit || !m_waiting.empty(); });
            if (m_waiting.empty())
                return;
            const auto [name, record] = m_waiting.front(); // stays there until it is written, for kept()
            lock.unlock();
            write(name, record);
            lock.lock();
            if (m_waiting.front().second == record)
                m_waiting.pop_front();
        }
    }

    void write(const QString &name, const QByteArray &record) const
    {
        if (record.isEmpty()) {
            QFile::remove(pathOf(name));
            return;
        }
        QSaveFile file(pathOf(name));
        if (!file.open(QIODevice::WriteOnly))
            return;
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
        if (file.write(record) == record.size())
            file.commit();
    }

    const QString m_folder;
    mutable std::mutex m_mutex; // guards all below
    std::condition_variable m_changed;
    std::deque<std::pair<QString, QByteArray>> m_waiting; // each name once
    bool m_quit = false;
    std::thread m_thread; // last: everything else is there when it starts
};

} // namespace

std::unique_ptr<ports::PlayerShelf> createFileShelf(const QString &folder)
{
    return std::make_unique<FileShelf>(folder);
}

} // namespace melody::shelf
