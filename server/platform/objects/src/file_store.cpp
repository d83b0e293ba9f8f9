// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "durable_file.h"
#include "mapping_cache.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

#include <bitset>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace melody::objects {
using namespace Qt::StringLiterals;
namespace {

constexpr qsizetype pieceBytes = qsizetype(1024) * 1024;

Result<void> checkName(const ObjectName &name)
{
    const bool good =
        name.size() == 64 && std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (good)
        return {};
    return fail(ErrorKind::Malformed, u"object_name"_s, u"The name of an object is 64 lower-case hex digits."_s);
}

// <root>/ab/cd/abcd…, written in <root>/tmp first.
class FileStore final : public ObjectStore {
public:
    explicit FileStore(QByteArray root) : m_root(std::move(root)), m_temporary(m_root + "/tmp") {}

    Result<ObjectName> put(QByteArrayView bytes) override
    {
        const ObjectName name = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex();
        if (isThere(name))
            return keepExisting(name);
        auto file = TemporaryFile::create(m_temporary);
        if (!file)
            return tl::unexpected(file.error());
        if (const auto written = file->write(bytes); !written)
            return tl::unexpected(written.error());
        return keep(*file, name);
    }

    Result<ObjectName> putFile(const QString &path) override
    {
        const Descriptor source(::open(QFile::encodeName(path).constData(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        struct stat status {};
        if (!source.isOpen() && errno == ENOENT)
            return fail(ErrorKind::NotFound, u"file_not_found"_s, u"There is no file to store."_s);
        if (!source.isOpen() || ::fstat(source.get(), &status) != 0 || !S_ISREG(status.st_mode))
            return fail(ErrorKind::Invalid, u"not_a_file"_s, u"Only plain files can be stored."_s);
        auto file = TemporaryFile::create(m_temporary);
        if (!file)
            return tl::unexpected(file.error());
        const auto name = copy(source.get(), *file);
        if (!name)
            return name;
        return isThere(*name) ? keepExisting(*name) : keep(*file, *name);
    }

    Result<View> view(const ObjectName &name, qint64 offset, qint64 size) override
    {
        std::shared_ptr<const Mapping> mapping = m_cache.find(name);
        if (!mapping) {
            if (const auto checked = checkName(name); !checked)
                return tl::unexpected(checked.error());
            auto opened = Mapping::open(pathOf(name));
            if (!opened)
                return tl::unexpected(opened.error());
            mapping = std::move(*opened);
            m_cache.insert(name, mapping);
        }
        const qint64 whole = mapping->bytes().size();
        if (offset < 0 || offset > whole || (size >= 0 && size > whole - offset))
            return fail(ErrorKind::Invalid, u"object_range"_s, u"The range lies outside of the object."_s);
        return View{mapping->bytes().sliced(offset, size < 0 ? whole - offset : size), std::move(mapping)};
    }

    Result<qint64> size(const ObjectName &name) override
    {
        return view(name, 0, -1).map([](const View &view) { return qint64(view.bytes.size()); });
    }

    Result<void> remove(const ObjectName &name) override
    {
        if (const auto checked = checkName(name); !checked)
            return checked;
        m_cache.remove(name);
        if (::unlink(pathOf(name).constData()) == 0)
            return syncFolder(folderOf(name));
        if (errno == ENOENT || errno == ENOTDIR)
            return {};
        return storageError("removing an object", errno);
    }

private:
    [[nodiscard]] QByteArray folderOf(const ObjectName &name) const { return m_root + '/' + name.first(2) + '/' + name.sliced(2, 2); }
    [[nodiscard]] QByteArray pathOf(const ObjectName &name) const { return folderOf(name) + '/' + name; }
    [[nodiscard]] bool isThere(const ObjectName &name) const { return ::access(pathOf(name).constData(), F_OK) == 0; }

    // Its bytes were durable before it got its name; the name itself may have been given by another process a moment ago.
    Result<ObjectName> keepExisting(const ObjectName &name)
    {
        return makeFolders(name).and_then([&] { return syncFolder(folderOf(name)); }).map([&] { return name; });
    }

    Result<ObjectName> keep(TemporaryFile &file, const ObjectName &name)
    {
        return makeFolders(name)
            .and_then([&] { return file.keepAs(pathOf(name)); })
            .and_then([&] { return syncFolder(folderOf(name)); })
            .map([&] { return name; });
    }

    // Both levels of folders, durable: found or made by whomever, their names are synced once by each process.
    Result<void> makeFolders(const ObjectName &name)
    {
        const size_t number = name.first(4).toUInt(nullptr, 16);
        {
            const std::lock_guard lock(m_mutex);
            if (m_durable[number])
                return {};
        }
        const QByteArray upper = m_root + '/' + name.first(2);
        const QByteArray lower = folderOf(name);
        for (const QByteArray &folder : {upper, lower}) {
            if (::mkdir(folder.constData(), 0700) != 0 && errno != EEXIST)
                return storageError("making a folder", errno);
        }
        return syncFolder(m_root).and_then([&] { return syncFolder(upper); }).map([&] {
            const std::lock_guard lock(m_mutex);
            m_durable[number] = true;
        });
    }

    // The name of what was read is that of what was written, even if the source changes meanwhile.
    static Result<ObjectName> copy(int source, TemporaryFile &file)
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        QByteArray piece(pieceBytes, Qt::Uninitialized);
        while (true) {
            const ssize_t got = ::read(source, piece.data(), size_t(piece.size()));
            if (got < 0 && errno == EINTR)
                continue;
            if (got < 0)
                return storageError("reading a file", errno);
            if (got == 0)
                return hash.result().toHex();
            const QByteArrayView bytes = QByteArrayView(piece).first(got);
            hash.addData(bytes);
            if (const auto written = file.write(bytes); !written)
                return tl::unexpected(written.error());
        }
    }

    const QByteArray m_root;
    const QByteArray m_temporary;
    MappingCache m_cache;
    std::mutex m_mutex;
    std::bitset<65'536> m_durable; // folders, by the first four digits
};

} // namespace

Result<std::unique_ptr<ObjectStore>> openFileStore(const QString &root)
{
    const QByteArray path = QFile::encodeName(QFileInfo(root).absoluteFilePath());
    if (!QDir().mkpath(QFileInfo(root).absoluteFilePath()) || (::mkdir((path + "/tmp").constData(), 0700) != 0 && errno != EEXIST))
        return storageError("making the folder of the store", errno);
    if (::chmod(path.constData(), 0700) != 0 || ::access((path + "/tmp").constData(), W_OK) != 0)
        return storageError("opening the folder of the store", errno);
    TemporaryFile::removeLeftovers(path + "/tmp");
    return std::make_unique<FileStore>(path);
}

} // namespace melody::objects
