// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "audit_world.h"

#include <compliance/migrations.h>
#include <platform/migrations.h>

#include <QtCore/QDir>

namespace melody::test {

using namespace Qt::StringLiterals;

namespace {

template<typename T>
T must(Result<T> result)
{
    if (!result)
        qFatal("%s: %s", qPrintable(result.error().code), qPrintable(result.error().detail));
    if constexpr (!std::is_void_v<T>)
        return *std::move(result);
}

} // namespace

AuditWorld::AuditWorld(compliance::Options options) : pg({platform::migrations(), compliance::migrations()}), m_options(std::move(options))
{
    m_options.checkpointsFolder = folder.filePath(u"checkpoints"_s);
    service = compliance::createCompliance(pg.database(), keys, pg.telemetry(), clock, m_options);
}

void AuditWorld::append(const audit::Entry &entry)
{
    must(pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
        service->auditLog().append(transaction, entry, clock.now());
        return {};
    }));
}

void AuditWorld::fill(int entries)
{
    std::vector<audit::Entry> all;
    for (int i = 0; i < entries; ++i) {
        audit::Entry entry;
        entry.actor = admin;
        entry.role = u"admin"_s;
        entry.action = i % 2 == 0 ? u"role.granted"_s : u"plan.changed"_s;
        entry.subject = listener;
        entry.object = u"thing/%1"_s.arg(i);
        entry.before = {{u"role"_s, u"listener"_s}};
        entry.after = {{u"role"_s, u"editor"_s}};
        entry.reason = u"because %1"_s.arg(i);
        entry.traceId = u"0af7651916cd43dd8448eb211c80319c"_s;
        all.push_back(entry);
    }
    must(pg.database().run({"melody_compliance"}, [&](db::Transaction &transaction) -> Result<void> {
        service->auditLog().appendAll(transaction, all, clock.now());
        return {};
    }));
    seal();
}

void AuditWorld::seal()
{
    must(service->seal());
}

void AuditWorld::checkpoint()
{
    must(service->checkpoint());
}

void AuditWorld::fillWithCheckpoints(int checkpoints, int every)
{
    for (int i = 0; i < checkpoints; ++i) {
        clock.advance(std::chrono::seconds(1));
        fill(every);
        checkpoint();
    }
    clock.advance(std::chrono::minutes(5));
}

Result<compliance::VerifyReport> AuditWorld::verify(bool withFiles) const
{
    compliance::VerifyOptions options;
    options.publicKeys = {compliance::auditPublicKey(keys.auditSeed)};
    options.now = clock.now();
    if (withFiles)
        options.checkpointsFolder = m_options.checkpointsFolder;
    return compliance::verifyLog(pg.database(), options);
}

QStringList AuditWorld::findings(bool withFiles) const
{
    QStringList codes;
    for (const compliance::Finding &finding : must(verify(withFiles)).findings)
        codes.append(finding.code);
    return codes;
}

std::string AuditWorld::asSuperuser(const std::string &sql) const
{
    return pg.execute("SET session_replication_role = replica; " + sql);
}

Result<void> AuditWorld::asService(const char *role, const char *sql) const
{
    return pg.database().run({role}, [&](db::Transaction &transaction) -> Result<void> {
        transaction.exec({sql, sql});
        return {};
    });
}

QString AuditWorld::checkpointFile(int number) const
{
    return QDir(m_options.checkpointsFolder).filePath(u"checkpoint-%1.json"_s.arg(number, 12, 10, QChar(u'0')));
}

} // namespace melody::test
