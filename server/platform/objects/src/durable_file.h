// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <values/result.h>

#include <QtCore/QByteArray>

#include <memory>

namespace melody::objects {

// Owns a file descriptor.
class Descriptor {
public:
    explicit Descriptor(int fd = -1) : m_fd(fd) {}
    Descriptor(Descriptor &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    Descriptor &operator=(Descriptor &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor();
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

// Unavailable: "storage_full" or "storage_failed", with what was tried and errno's words.
[[nodiscard]] tl::unexpected<Error> storageError(const char *tried, int error);

// Makes the names in a folder durable.
[[nodiscard]] Result<void> syncFolder(const QByteArray &folder);

// A file with a passing name in `folder`, 0600, gone with this object unless it was kept. A lock on it, which ends with the process,
// tells it from the leftovers of a process that died.
class TemporaryFile {
public:
    [[nodiscard]] static Result<TemporaryFile> create(const QByteArray &folder);
    TemporaryFile(TemporaryFile &&other) noexcept;
    TemporaryFile &operator=(TemporaryFile &&) = delete;
    ~TemporaryFile();

    [[nodiscard]] Result<void> write(QByteArrayView bytes);
    // fsync, then the rename to `path` on the same file system. The caller syncs the folder.
    [[nodiscard]] Result<void> keepAs(const QByteArray &path);

    // Removes the files in `folder` that no living process writes. Number removed.
    static int removeLeftovers(const QByteArray &folder);

private:
    TemporaryFile(Descriptor descriptor, QByteArray path) : m_descriptor(std::move(descriptor)), m_path(std::move(path)) {}

    Descriptor m_descriptor;
    QByteArray m_path; // empty once kept
};

} // namespace melody::objects
