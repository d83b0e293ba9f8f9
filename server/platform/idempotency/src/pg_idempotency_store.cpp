// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <idempotency/idempotency_store.h>

#include <idempotency/sql.h>

#include <QtCore/QCryptographicHash>

namespace melody::idempotency {
namespace {

using namespace Qt::StringLiterals;
using http::Request;
using http::Response;

constexpr qint64 inProgressRetryMs = 500;
const db::Actor actor{"melody_platform"};

// One request as the table names it.
struct Subject {
    QString caller;
    QString operation;
    QString key;
    QByteArray fingerprint;

    Subject(const Request &request, const QByteArray &operationId)
        : caller(request.caller ? u"user "_s + request.caller->user.toString()
                                : u"address "_s + QString::fromLatin1(request.remoteAddress)),
          operation(QString::fromLatin1(operationId)), key(QString::fromLatin1(request.header("idempotency-key")))
    {
        QCryptographicHash hash(QCryptographicHash::Sha256);
        for (const QByteArray &part : {request.path, request.query.toString(QUrl::FullyEncoded).toUtf8(), request.body}) {
            hash.addData(QByteArray::number(part.size()) + ' ');
            hash.addData(part);
        }
        fingerprint = hash.result();
    }
    [[nodiscard]] std::vector<db::Param> with(std::initializer_list<db::Param> more) const
    {
        std::vector<db::Param> params{caller, operation, key};
        params.insert(params.end(), more);
        return params;
    }
};

QJsonArray headersToJson(const Response &response)
{
    QJsonArray headers;
    for (const auto &[name, value] : response.headers)
        headers.append(QJsonArray{QString::fromLatin1(name), QString::fromLatin1(value)});
    return headers;
}

Response responseOf(const db::Row &row)
{
    Response response;
    response.status = row.get<int>("status");
    response.contentType = row.get<QString>("content_type").toLatin1();
    response.body = row.get<QByteArray>("body");
    for (const QJsonValue header : row.get<QJsonArray>("headers"))
        response.headers.append(std::pair(header[0].toString().toLatin1(), header[1].toString().toLatin1()));
    return response;
}

class PgIdempotencyStore final : public http::IdempotencyStore {
public:
    PgIdempotencyStore(db::Database &database, const Clock &clock, Options options)
        : m_database(database), m_clock(clock), m_options(options)
    {
    }

    Result<Response> once(const Request &request, const QByteArray &operation, const std::function<Result<Response>()> &work) override
    {
        const Subject subject(request, operation);
        const QUuid attempt = newUuidV7(m_clock.now());
        const auto remembered = claim(subject, attempt);
        if (!remembered)
            return tl::unexpected(remembered.error());
        if (*remembered)
            return **remembered;
        Result<Response> response = runGuarded(subject, attempt, work);
        if (!response) {
            giveUp(subject, attempt);
            return response;
        }
        if (const auto noted = finish(subject, attempt, *response); !noted)
            return tl::unexpected(noted.error());
        return response;
    }

private:
    // Nothing: the request is ours to do.
    Result<std::optional<Response>> claim(const Subject &subject, const QUuid &attempt)
    {
        const TimePoint now = m_clock.now();
        return m_database.run(actor, [&](db::Transaction &transaction) -> Result<std::optional<Response>> {
            transaction.exec(sql::forgetOld, {now - m_options.memory});
            if (!transaction.exec(sql::claim, subject.with({subject.fingerprint, attempt, now + m_options.lease, now})).isEmpty())
                return std::nullopt;
            const auto row = transaction.exec(sql::request, subject.with({})).first();
            if (row && row->get<QByteArray>("fingerprint") != subject.fingerprint)
                return fail(ErrorKind::Conflict, u"idempotency_key_reused"_s, u"This Idempotency-Key belongs to another request."_s);
            if (row && !row->isNull("status"))
                return responseOf(*row);
            return tl::unexpected(Error{
                ErrorKind::Unavailable, u"request_in_progress"_s, u"The same request is under way; try again."_s, {}, inProgressRetryMs});
        });
    }

    Result<Response> runGuarded(const Subject &subject, const QUuid &attempt, const std::function<Result<Response>()> &work)
    {
        try {
            return work();
        } catch (...) {
            giveUp(subject, attempt);
            throw;
        }
    }

    Result<void> finish(const Subject &subject, const QUuid &attempt, const Response &response)
    {
        return m_database.run(actor, [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::finish, subject.with({attempt, response.status, QString::fromLatin1(response.contentType),
                                                        headersToJson(response), response.body}));
            return {};
        });
    }

    // When even this fails, the lease ends the claim.
    void giveUp(const Subject &subject, const QUuid &attempt)
    {
        (void)m_database.run(actor, [&](db::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::giveUp, subject.with({attempt}));
            return {};
        });
    }

    db::Database &m_database;
    const Clock &m_clock;
    Options m_options;
};

} // namespace

std::unique_ptr<http::IdempotencyStore> createIdempotencyStore(db::Database &database, const Clock &clock, Options options)
{
    return std::make_unique<PgIdempotencyStore>(database, clock, options);
}

} // namespace melody::idempotency
