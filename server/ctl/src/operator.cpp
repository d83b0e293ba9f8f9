// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "operator.h"

#include <compliance/compliance.h>

#include <pwd.h>
#include <unistd.h>

namespace melody::ctl {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype longestOperatorName = 80;
// Of the ids that are made of names; no account's id is one of these, which are all of version 7.
constexpr QUuid operators(0x6f93'1c9e, 0x2d0b, 0x4c0e, 0x9b, 0x7f, 0x1a, 0x52, 0x80, 0x4e, 0xd3, 0x61);

QString signedInName()
{
    const passwd *entry = getpwuid(getuid());
    return entry != nullptr ? QString::fromLocal8Bit(entry->pw_name) : u"uid %1"_s.arg(getuid());
}

class OperatorsAuditLog final : public audit::AuditLog {
public:
    OperatorsAuditLog(QString name, std::unique_ptr<audit::AuditLog> log)
        : m_name(std::move(name)), m_id(QUuid::createUuidV5(operators, m_name)), m_log(std::move(log))
    {
    }

    void append(db::Transaction &transaction, const audit::Entry &entry, TimePoint now) override
    {
        appendAll(transaction, {&entry, 1}, now);
    }
    void appendAll(db::Transaction &transaction, std::span<const audit::Entry> entries, TimePoint now) override
    {
        std::vector<audit::Entry> named(entries.begin(), entries.end());
        for (audit::Entry &entry : named) {
            if (entry.role != u"operator" || entry.actor)
                continue;
            entry.actor = m_id;
            entry.details.insert(u"operator"_s, m_name);
        }
        m_log->appendAll(transaction, named, now);
    }

private:
    const QString m_name;
    const UserId m_id;
    std::unique_ptr<audit::AuditLog> m_log;
};

} // namespace

QCommandLineOption operatorOption()
{
    return {u"operator"_s, u"Who does it, for the audit log; default: your user name on this machine."_s, u"NAME"_s};
}

Result<QString> operatorOf(const QCommandLineParser &parser)
{
    const QString name = parser.isSet(u"operator"_s) ? parser.value(u"operator"_s).trimmed() : signedInName();
    const bool isReadable = std::all_of(name.begin(), name.end(), [](QChar c) { return c.isPrint(); });
    if (name.isEmpty() || name.size() > longestOperatorName || !isReadable)
        return failField(u"--operator"_s, u"not_a_name"_s, u"must be a name of 1 to %1 characters"_s.arg(longestOperatorName));
    return name;
}

std::unique_ptr<audit::AuditLog> auditLogFor(const QString &operatorName, const crypto::ContentKey &masterKey)
{
    return std::make_unique<OperatorsAuditLog>(operatorName, compliance::createAuditLog(masterKey));
}

} // namespace melody::ctl
