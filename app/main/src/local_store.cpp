// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <main/local_store.h>

#include <chunks/migrations.h>
#include <downloads/migrations.h>
#include <kept/migrations.h>
#include <library/migrations.h>
#include <outbox/migrations.h>
#include <shelf/migrations.h>
#include <store/migrations.h>
#include <store/secrets.h>

#include <QtCore/QFile>

namespace melody::app {

using namespace Qt::StringLiterals;

Result<LocalStore> openLocalStore(const QString &dataDir)
{
    LocalStore local;
    local.former = remote::createFileSecretStore(dataDir + u"/secrets"_s);
    const QString file = dataDir + u"/offline.db"_s;
    local.keychain = openKeychain(dataDir + u"/secrets"_s);
    if (local.keychain.isFile)
        local.notes.append(u"No keychain opens here: the key of the offline store lies in a file that only you may read (%1)."_s.arg(
            dataDir + u"/secrets"_s));
    const auto key = store::storeKey(*local.keychain.secrets, !local.keychain.isFile || !QFile::exists(file));
    if (!key && key.error().code == u"store_key_missing")
        return fail(
            key.error().kind, key.error().code,
            u"The keychain with the key of %1 does not open. Open it and start again, or remove that file to begin anew."_s.arg(file));
    if (!key)
        return tl::unexpected(key.error());
    store::Options options{file, *key, store::migrations()};
    for (const auto &more : {chunks::migrations(), downloads::migrations(), library::migrations(), outbox::migrations(),
                             shelf::migrations(), kept::migrations()})
        options.migrations.insert(options.migrations.end(), more.begin(), more.end());
    std::optional<Error> replaced;
    auto opened = store::openOrReplaceStore(options, &replaced);
    if (!opened)
        return tl::unexpected(opened.error());
    if (replaced)
        local.notes.append(u"What was kept offline can't be read any more (%1); it begins anew."_s.arg(replaced->code));
    local.store = std::move(*opened);
    local.secrets = store::createStoredSecrets(*local.store, *local.former);
    return local;
}

} // namespace melody::app
