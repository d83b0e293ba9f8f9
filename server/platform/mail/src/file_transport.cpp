// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <mail/sending.h>

#include <QtCore/QDir>
#include <QtCore/QSaveFile>

namespace melody::mail {
namespace {

using namespace Qt::StringLiterals;

class FileTransport final : public Transport {
public:
    explicit FileTransport(const QString &folder) : m_folder(folder) {}

    Result<void> deliver(const Envelope &envelope) override
    {
        QSaveFile file(m_folder.filePath(QString::fromLatin1(envelope.id) + u".eml"_s));
        if (!m_folder.mkpath(u"."_s) || !file.open(QIODevice::WriteOnly) ||
            !file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) ||
            file.write(envelope.message) != envelope.message.size() || !file.commit())
            return fail(ErrorKind::Unavailable, u"mail_folder"_s, file.fileName() + u": "_s + file.errorString());
        return {};
    }

private:
    QDir m_folder;
};

} // namespace

std::unique_ptr<Transport> createFileTransport(const QString &folder)
{
    return std::make_unique<FileTransport>(folder);
}

} // namespace melody::mail
