// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "answer_shelf.h"

#include <kept/sql.h>

namespace melody::kept {
namespace {

QString keyOf(const UserId &user, const QString &name)
{
    return user.toString() + u'/' + name;
}

} // namespace

std::optional<Answer> AnswerShelf::find(const UserId &user, const QString &name)
{
    if (user.isNull())
        return std::nullopt;
    const QString key = keyOf(user, name);
    if (auto recent = m_recent.get(key); recent || m_store == nullptr)
        return recent;
    const auto found = m_store->read([&](store::Transaction &transaction) -> Result<std::optional<Answer>> {
        const auto row = transaction.exec(sql::answer, {user, name}).first();
        if (!row)
            return std::nullopt;
        return Answer{row->get<QString>("json").toUtf8(), row->get<TimePoint>("kept_at")};
    });
    if (!found)
        qWarning("kept: %s", qUtf8Printable(found.error().code));
    const auto answer = found.value_or(std::nullopt);
    if (answer)
        m_recent.put(key, *answer);
    return answer;
}

void AnswerShelf::keep(const UserId &user, const QString &name, const QByteArray &json)
{
    if (user.isNull())
        return;
    const TimePoint now = m_clock.now();
    m_recent.put(keyOf(user, name), {json, now});
    if (m_store == nullptr)
        return;
    const auto kept = m_store->run(
        [&](store::Transaction &transaction) -> Result<void> {
            transaction.exec(sql::putAnswer, {user, name, QString::fromUtf8(json), now});
            transaction.exec(sql::dropOldest, {m_most});
            return {};
        },
        store::Durability::Process);
    if (!kept)
        qWarning("kept: %s", qUtf8Printable(kept.error().code));
}

} // namespace melody::kept
