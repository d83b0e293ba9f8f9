// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "subject_keys.h"

#include <compliance/sql.h>

namespace melody::compliance {
namespace {

constexpr const char *keyRole = "melody_compliance";

// In one order everywhere, so that two transactions that make the same keys wait for each other and don't lock each other up.
QList<UserId> sorted(const QSet<UserId> &people)
{
    QList<UserId> list(people.begin(), people.end());
    std::sort(list.begin(), list.end());
    return list;
}

} // namespace

QStringList byteaArray(const QList<QByteArray> &items)
{
    QStringList texts;
    texts.reserve(items.size());
    for (const QByteArray &item : items)
        texts.append(QStringLiteral("\\x") + QString::fromLatin1(item.toHex()));
    return texts;
}

SubjectKeys::Keys SubjectKeys::find(db::Transaction &transaction, const QSet<UserId> &people) const
{
    Keys keys;
    if (people.isEmpty())
        return keys;
    const db::RoleScope scope(transaction, keyRole);
    QStringList ids;
    for (const UserId &person : sorted(people))
        ids.append(person.toString());
    for (const db::Row row : transaction.exec(sql::subjectKeys, {ids})) {
        const auto person = row.get<UserId>("user_id");
        const auto key = m_wrap.unwrap(row.get<QByteArray>("wrapped_key"), person);
        if (!key)
            throw std::runtime_error(key.error().detail.toStdString());
        keys.insert(person, *key);
    }
    return keys;
}

SubjectKeys::Keys SubjectKeys::obtain(db::Transaction &transaction, const QSet<UserId> &people, TimePoint now) const
{
    Keys keys = find(transaction, people);
    if (keys.size() == people.size())
        return keys;
    {
        const db::RoleScope scope(transaction, keyRole);
        for (const UserId &person : sorted(people)) {
            if (keys.contains(person))
                continue;
            const SubjectKey key = SubjectKey::generate();
            transaction.exec(sql::createSubjectKey, {person, m_wrap.wrap(key, person), key.pseudonym(), now});
        }
    }
    // Somebody else may have been first.
    keys = find(transaction, people);
    if (keys.size() != people.size())
        throw std::runtime_error("the key of a person is not there after it was made");
    return keys;
}

void SubjectKeys::forget(db::Transaction &transaction, const UserId &person) const
{
    const db::RoleScope scope(transaction, keyRole);
    transaction.exec(sql::forgetSubject, {person});
}

QHash<QByteArray, SubjectKeys::Known> SubjectKeys::behind(db::Transaction &transaction, const QSet<QByteArray> &pseudonyms) const
{
    const db::RoleScope scope(transaction, keyRole);
    QHash<QByteArray, UserId> claimed;
    for (const db::Row row : transaction.exec(sql::peopleBehind, {byteaArray(pseudonyms.values())}))
        claimed.insert(row.get<QByteArray>("pseudonym"), row.get<UserId>("user_id"));
    const Keys keys = find(transaction, QSet<UserId>(claimed.cbegin(), claimed.cend()));
    QHash<QByteArray, Known> known;
    for (auto claim = claimed.cbegin(); claim != claimed.cend(); ++claim) {
        const auto key = keys.constFind(claim.value());
        if (key != keys.constEnd() && key->pseudonym() == claim.key())
            known.insert(claim.key(), {claim.value(), *key});
    }
    return known;
}

} // namespace melody::compliance
