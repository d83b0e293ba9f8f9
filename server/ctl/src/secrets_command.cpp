// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "command.h"

#include <QtCore/QDir>
#include <QtCore/QFile>

#include <sodium.h>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr size_t secretBytes = 32;

// An existing secret is never touched: what it protects would be lost.
Result<bool> writeNewSecret(const QString &path)
{
    const QByteArray file = QFile::encodeName(path);
    const int descriptor = ::open(file.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST)
        return false;
    std::array<unsigned char, secretBytes> secret{};
    randombytes_buf(secret.data(), secret.size());
    const bool written =
        descriptor >= 0 && ::write(descriptor, secret.data(), secret.size()) == ssize_t(secret.size()) && ::fsync(descriptor) == 0;
    sodium_memzero(secret.data(), secret.size());
    if (descriptor >= 0)
        ::close(descriptor);
    if (!written) {
        ::unlink(file.constData());
        return fail(ErrorKind::Unavailable, u"secret_not_written"_s,
                    u"%1 can't be written: %2"_s.arg(path, QString::fromLocal8Bit(strerror(errno))));
    }
    return true;
}

Result<void> initSecrets(const QCommandLineParser &options)
{
    if (options.positionalArguments().size() != 2)
        return failField(u"DIR"_s, u"required"_s, u"name the folder"_s);
    if (sodium_init() < 0)
        return fail(ErrorKind::Internal, u"no_random"_s, u"libsodium can't be initialised."_s);
    const QString folder = options.positionalArguments().at(1);
    if (!QDir().mkpath(folder) || !QFile::setPermissions(folder, QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner))
        return fail(ErrorKind::Unavailable, u"folder_unusable"_s, u"%1 can't be made private to its owner."_s.arg(folder));
    for (const QString &name : {u"master.key"_s, u"chunk_token.key"_s, u"access_token.seed"_s}) {
        const auto made = writeNewSecret(folder + u'/' + name);
        if (!made)
            return tl::unexpected(made.error());
        printf("%s %s\n", qPrintable(name), *made ? "made" : "was there already");
    }
    return {};
}

} // namespace

Command initSecretsCommand()
{
    return {.name = "init-secrets",
            .summary = "make the secrets that melodyd needs, once",
            .usage = "DIR",
            .examples = "  melodyctl init-secrets /etc/melody/secrets\n"
                        "Makes master.key (wraps content keys), chunk_token.key (signs chunk URLs) and access_token.seed (signs access\n"
                        "tokens), readable by their owner only. Existing ones stay. Keep a copy of master.key: without it no recording\n"
                        "can be played again.\n",
            .addOptions = [](QCommandLineParser &) {},
            .run = initSecrets};
}

} // namespace melody::ctl
