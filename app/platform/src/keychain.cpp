// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/keychain.h>

#include <QtCore/QEventLoop>
#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <qt6keychain/keychain.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int patienceMs = 15'000; // a person may have to type a password
const QString service = u"org.melody.Melody"_s;
const QString storeKeyName = u"store_key"_s; // as store/secrets.h names it

// Runs a job to its end. False when it did not come to one.
bool finish(QKeychain::Job &job)
{
    QEventLoop loop;
    bool finished = false;
    job.setAutoDelete(false);
    job.setInsecureFallback(false);
    QObject::connect(&job, &QKeychain::Job::finished, &loop, [&] {
        finished = true;
        loop.quit();
    });
    QTimer::singleShot(patienceMs, &loop, &QEventLoop::quit);
    QTimer::singleShot(0, &loop, [&job] { job.start(); });
    loop.exec();
    return finished;
}

tl::unexpected<Error> unavailable(const QString &detail)
{
    return fail(ErrorKind::Unavailable, u"keychain_unavailable"_s, detail);
}

// Thread: one with an event loop free to run: a call runs one of its own.
class DesktopKeychain final : public remote::SecretStore {
public:
    Result<QByteArray> read(const QString &name) override
    {
        QKeychain::ReadPasswordJob job(service);
        job.setKey(name);
        if (!finish(job))
            return unavailable(u"The keychain did not answer."_s);
        if (job.error() == QKeychain::EntryNotFound)
            return fail(ErrorKind::NotFound, u"no_secret"_s, u"There is no secret of that name."_s);
        if (job.error() != QKeychain::NoError)
            return unavailable(job.errorString());
        return QByteArray::fromBase64(job.binaryData());
    }
    // As text, because some keychains keep nothing else.
    Result<void> write(const QString &name, QByteArrayView secret) override
    {
        QKeychain::WritePasswordJob job(service);
        job.setKey(name);
        job.setBinaryData(secret.toByteArray().toBase64());
        if (!finish(job) || job.error() != QKeychain::NoError)
            return unavailable(job.errorString());
        return {};
    }
    void remove(const QString &name) override
    {
        QKeychain::DeletePasswordJob job(service);
        job.setKey(name);
        static_cast<void>(finish(job));
    }
};

} // namespace

Keychain openKeychain(const QString &folder)
{
    auto files = remote::createFileSecretStore(folder);
    if (files->read(storeKeyName))
        return {std::move(files), true};
    auto desktop = std::make_unique<DesktopKeychain>();
    const auto kept = desktop->read(storeKeyName);
    if (!kept && kept.error().kind != ErrorKind::NotFound)
        return {std::move(files), true};
    return {std::move(desktop), false};
}

} // namespace melody::app
