// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "library_client.h"

#include <QtCore/QUrl>

namespace melody::remote {
namespace {

using namespace Qt::StringLiterals;

constexpr int pageChanges = 500;

} // namespace

void LibraryClient::changes(const QString &since, QObject *context, Done<wire::SyncPage> done)
{
    QString path = u"/v1/sync?limit=%1"_s.arg(pageChanges);
    if (!since.isEmpty())
        path += u"&since="_s + QString::fromLatin1(QUrl::toPercentEncoding(since));
    m_exchange.ask(Exchange::get(path), &wire::parseSyncPage, context, std::move(done));
}

void LibraryClient::send(const wire::MutationBatch &batch, QObject *context, Done<wire::MutationAnswer> done)
{
    Call call = Exchange::write("POST", u"/v1/sync/mutations"_s, wire::toJson(batch));
    call.idempotencyKey.clear(); // every mutation has one
    call.repeatable = true;
    m_exchange.ask(std::move(call), &wire::parseMutationAnswer, context, std::move(done));
}

} // namespace melody::remote
