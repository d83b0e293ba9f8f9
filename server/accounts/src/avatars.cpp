// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "avatars.h"

#include <accounts/sql.h>
#include <wire/identity.h>

namespace melody::accounts {
namespace {

using namespace Qt::StringLiterals;

const QString avatarJob = u"account_avatar"_s;
constexpr std::array sizes{64, 160, 320, 640};
constexpr int defaultSize = 320;

struct Upload {
    UserId user;
    UploadId id;
};

std::optional<Upload> uploadOf(const jobs::Job &job)
{
    const auto user = UserId::parse(job.payload[u"user"_s].toString());
    const auto id = UploadId::parse(job.payload[u"upload"_s].toString());
    return user && id ? std::optional(Upload{*user, *id}) : std::nullopt;
}

bool isPicture(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').constFirst().trimmed().toLower();
    return type == "image/jpeg" || type == "image/png" || type == "image/webp";
}

} // namespace

// Nobody looks into the bytes here: a decoder is no place for a process that holds keys.
Result<http::Response> Avatars::upload(const http::Request &request)
{
    if (!isPicture(request.header("content-type")))
        return fail(ErrorKind::UnsupportedMedia, u"not_a_picture"_s, u"Send image/jpeg, image/png or image/webp."_s);
    if (request.body.isEmpty())
        return fail(ErrorKind::Invalid, u"not_a_picture"_s, u"There is nothing in it."_s);
    const UserId user = request.caller->user;
    const TimePoint now = m_shared.now();
    const auto id = UploadId::create(now);
    const auto stored = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::putAvatarUpload, {user, id, request.body, now});
        jobs::enqueue(transaction, {avatarJob, id.toString(), {{u"user"_s, user.toString()}, {u"upload"_s, id.toString()}}}, now);
        return {};
    });
    if (!stored)
        return tl::unexpected(stored.error());
    return accepted();
}

// Also what waits to be made; what is gone is not served any more, whoever knows its id.
Result<http::Response> Avatars::remove(const http::Request &request)
{
    const UserId user = request.caller->user;
    const auto removed = m_shared.parts.database.run(actorOf(user), [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec(sql::dropAvatarUpload, {user});
        const auto account = readAccount(transaction, user);
        if (!account)
            return tl::unexpected(account.error());
        if (account->profile.avatar.isNull())
            return {};
        transaction.exec(sql::setAvatar, {user, std::optional<ImageId>()});
        transaction.exec(sql::deleteAvatarPictures, {account->profile.avatar});
        publishChange(transaction, user, m_shared.now());
        return {};
    });
    if (!removed)
        return tl::unexpected(removed.error());
    return http::Response::empty();
}

Result<void> Avatars::make(const jobs::Job &job)
{
    const auto upload = uploadOf(job);
    if (!upload)
        return fail(ErrorKind::Malformed, u"avatar_job"_s, u"The job names no upload."_s);
    const auto bytes = m_shared.parts.database.run(actorOf(upload->user), [&](db::Transaction &transaction) -> Result<QByteArray> {
        const auto row = transaction.exec(sql::avatarUpload, {upload->user, upload->id}).first();
        return row ? row->get<QByteArray>("bytes") : QByteArray(); // replaced by a later one, or done before
    });
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->isEmpty())
        return {};
    const auto pictures = m_shared.parts.makePicture(*bytes);
    if (!pictures)
        return tl::unexpected(pictures.error());
    QMap<int, QByteArray> objects;
    for (const int edge : sizes) {
        if (!pictures->contains(edge))
            continue;
        const auto object = m_shared.parts.objects->put(pictures->value(edge));
        if (!object)
            return tl::unexpected(object.error());
        objects.insert(edge, *object);
    }
    return m_shared.parts.database.run(actorOf(upload->user), [&](db::Transaction &transaction) -> Result<void> {
        if (transaction.exec(sql::deleteAvatarUpload, {upload->user, upload->id}).affected() == 0)
            return {};
        const auto image = ImageId::create(m_shared.now());
        for (auto object = objects.begin(); object != objects.end(); ++object)
            transaction.exec(sql::insertAvatarPicture, {image, object.key(), QString::fromLatin1(object.value())});
        transaction.exec(sql::setAvatar, {upload->user, image});
        publishChange(transaction, upload->user, m_shared.now());
        return {};
    });
}

// What could not be made must not stay as it was sent.
void Avatars::drop(const jobs::Job &job)
{
    if (const auto upload = uploadOf(job)) {
        (void)m_shared.parts.database.run(actorOf(upload->user), [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::deleteAvatarUpload, {upload->user, upload->id});
            return {};
        });
    }
}

jobs::Handler Avatars::pictureHandler()
{
    return {avatarJob, [this](const jobs::Job &job) { return make(job); }, [this](const jobs::Job &job, const Error &) { drop(job); }};
}

Result<http::Response> Avatars::serve(const http::Request &request)
{
    const auto id = request.id<ImageId>();
    if (!id)
        return tl::unexpected(id.error());
    const QString text = request.query.queryItemValue(u"size"_s);
    const int size = text.isEmpty() ? defaultSize : text.toInt();
    if (std::find(sizes.begin(), sizes.end(), size) == sizes.end())
        return failField(u"size"_s, u"not_a_size"_s, u"must be 64, 160, 320 or 640"_s);
    const auto object = m_shared.parts.database.run({"melody_accounts"}, [&](db::Transaction &transaction) -> Result<QByteArray> {
        const auto row = transaction.exec(sql::avatarPicture, {*id, size}).first();
        if (!row)
            return fail(ErrorKind::NotFound, u"not_found"_s, u"There is no such picture."_s);
        return row->get<QString>("object").toLatin1();
    });
    if (!object)
        return tl::unexpected(object.error());
    http::Response response;
    const QByteArray tag = '"' + object->first(32) + '"';
    response.headers = {{"ETag", tag}, {"Cache-Control", "public, max-age=31536000, immutable"}};
    if (request.header("if-none-match") == tag) {
        response.status = 304;
        return response;
    }
    auto view = m_shared.parts.objects->view(*object);
    if (!view)
        return tl::unexpected(view.error());
    response.contentType = "image/jpeg";
    response.body = QByteArray::fromRawData(view->bytes.data(), view->bytes.size());
    response.bodyOwner = view->owner;
    return response;
}

http::RouteTable Avatars::routes()
{
    using http::Method;
    using http::Role;
    return {
        {.method = Method::Put,
         .path = "/v1/me/avatar",
         .operation = "setAvatar",
         .rate = http::RateClass::Upload,
         .handler = by(this, &Avatars::upload),
         .maxBodyBytes = wire::maxAvatarBytes},
        {.method = Method::Delete,
         .path = "/v1/me/avatar",
         .operation = "removeAvatar",
         .rate = http::RateClass::Write,
         .handler = by(this, &Avatars::remove)},
        // Anonymous: their ids can't be guessed, and say of nobody whose they are.
        {.method = Method::Get,
         .path = "/v1/avatars/{id}",
         .operation = "getAvatar",
         .roles = Role::Anonymous,
         .handler = by(this, &Avatars::serve)},
    };
}

} // namespace melody::accounts
