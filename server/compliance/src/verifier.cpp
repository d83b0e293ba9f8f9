// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "verifier.h"

#include "checkpoint.h"

#include <QtCore/QtEndian>

namespace melody::compliance {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype sequenceBytes = 4 + 8;
constexpr qsizetype hashFieldBytes = 4 + qsizetype(sizeof(Hash));

QString inFile(bool isFile)
{
    return isFile ? u"the file"_s : u"the row"_s;
}

} // namespace

void CheckpointVerifier::report(const QString &code, qint64 number, const QString &detail)
{
    // One finding of a kind is enough: what follows the first is often its consequence.
    const bool known = std::any_of(m_findings.begin(), m_findings.end(), [&](const Finding &finding) { return finding.code == code; });
    if (!known)
        m_findings.push_back({code, std::nullopt, number, detail});
}

std::optional<wire::AuditCheckpoint> CheckpointVerifier::check(Place place, qint64 number, QByteArrayView document)
{
    const bool isFile = place == Place::File;
    const QString where = inFile(isFile);
    const auto checkpoint = parseDocument(document);
    if (!checkpoint || checkpoint->number != number) {
        report(isFile ? u"file_altered"_s : u"checkpoint_altered"_s, number,
               u"Checkpoint %1: %2 can't be read as one."_s.arg(number).arg(where));
        return std::nullopt;
    }
    if (!m_publicKeys.contains(checkpoint->key)) {
        report(isFile ? u"file_foreign"_s : u"checkpoint_foreign"_s, number,
               u"Checkpoint %1: %2 is signed with a key that is not ours."_s.arg(number).arg(where));
        return std::nullopt;
    }
    if (!isSignatureRight(*checkpoint)) {
        report(isFile ? u"file_altered"_s : u"checkpoint_altered"_s, number,
               u"Checkpoint %1: the signature of %2 is wrong."_s.arg(number).arg(where));
        return std::nullopt;
    }
    return *checkpoint;
}

void CheckpointVerifier::takeFile(qint64 number, QByteArrayView document)
{
    ++m_files;
    if (number > m_expectedFile)
        report(u"file_missing"_s, m_expectedFile, u"The file of checkpoint %1 is missing."_s.arg(m_expectedFile));
    m_expectedFile = number + 1;
    File file{digestOf(document), {}};
    if (const auto checkpoint = check(Place::File, number, document))
        file.anchor = {number, checkpoint->entries, checkpoint->chain, checkpoint->root, {}};
    m_waiting.insert_or_assign(number, std::move(file));
}

void CheckpointVerifier::takeRow(qint64 number, QByteArrayView document, QByteArrayView frontier)
{
    ++m_rows;
    if (number > m_expectedRow)
        report(u"checkpoint_missing"_s, m_expectedRow, u"Checkpoint %1 is missing from the database."_s.arg(m_expectedRow));
    m_expectedRow = number + 1;
    const QByteArray digest = digestOf(document);
    const auto checkpoint = check(Place::Row, number, document);
    if (checkpoint && (checkpoint->previous != m_previous || checkpoint->entries <= m_lastEntries)) {
        report(u"checkpoint_disagrees"_s, number, u"Checkpoint %1 does not follow the one before it."_s.arg(number));
    } else if (checkpoint) {
        m_anchors.push_back({number, checkpoint->entries, checkpoint->chain, checkpoint->root, digestOf(frontier)});
        m_lastEntries = checkpoint->entries;
    }
    m_previous = digest;
    const auto file = m_waiting.find(number);
    if (file == m_waiting.end()) {
        m_withoutFile.emplace_back(number, checkpoint ? checkpoint->createdAt : TimePoint::min());
        return;
    }
    if (file->second.digest != digest)
        report(u"checkpoint_altered"_s, number, u"Checkpoint %1: the row and the file are not the same."_s.arg(number));
    m_waiting.erase(file);
}

void CheckpointVerifier::finish(std::optional<TimePoint> newestMayLackFiles)
{
    if (!newestMayLackFiles)
        return;
    for (const auto &[number, createdAt] : m_withoutFile) {
        if (createdAt <= *newestMayLackFiles)
            report(u"file_missing"_s, number, u"The file of checkpoint %1 is missing."_s.arg(number));
    }
    // The files know of more than the database: what they say must still hold for the entries.
    for (const auto &[number, file] : m_waiting) {
        report(u"checkpoint_missing"_s, number, u"Checkpoint %1 is missing from the database; its file is there."_s.arg(number));
        if (file.anchor.entries > m_lastEntries)
            m_anchors.push_back(file.anchor);
    }
    std::sort(m_anchors.begin(), m_anchors.end(), [](const Anchor &a, const Anchor &b) { return a.entries < b.entries; });
}

bool ChainVerifier::broken(const QString &code, std::optional<qint64> entry, std::optional<qint64> checkpoint, const QString &detail)
{
    m_finding = Finding{code, entry, checkpoint, detail};
    return false;
}

qint64 ChainVerifier::sequenceOf(QByteArrayView fields)
{
    return fields.size() >= sequenceBytes && qFromBigEndian<qint32>(fields.data()) == 8 ? qFromBigEndian<qint64>(fields.data() + 4) : 0;
}

bool ChainVerifier::take(QByteArrayView fields)
{
    const qint64 expected = m_sequence + 1;
    if (fields.size() < sequenceBytes + hashFieldBytes || qFromBigEndian<qint32>(fields.data()) != 8 ||
        qFromBigEndian<qint32>(fields.data() + sequenceBytes) != qint32(sizeof(Hash)))
        return broken(u"entry_altered"_s, expected, {}, u"Entry %1 is no entry."_s.arg(expected));
    const auto sequence = qFromBigEndian<qint64>(fields.data() + 4);
    if (sequence != expected)
        return broken(u"entry_missing"_s, expected, {}, u"Entry %1 is missing; %2 is in its place."_s.arg(expected).arg(sequence));
    const QByteArrayView stored = fields.sliced(sequenceBytes + 4, sizeof(Hash));
    const Hash hash = linkHash(m_hasher, m_hash, quint64(sequence), fields.sliced(sequenceBytes + hashFieldBytes));
    if (viewOf(hash) != stored)
        return broken(u"entry_altered"_s, expected, {},
                      u"Entry %1 is not what was sealed: it was altered, moved or put in."_s.arg(expected));
    m_hash = hash;
    m_sequence = sequence;
    m_frontier.append(m_hasher, hash);
    while (m_next < m_anchors.size() && m_anchors[m_next].entries == sequence) {
        if (!agreesWith(m_anchors[m_next]))
            return false;
        m_covered = sequence;
        ++m_next;
    }
    return true;
}

bool ChainVerifier::agreesWith(const CheckpointVerifier::Anchor &anchor)
{
    const QString number = QString::number(anchor.number);
    if (anchor.chain != viewOf(m_hash) || anchor.root != viewOf(m_frontier.root(m_hasher))) {
        return broken(u"entry_altered"_s, m_covered + 1, anchor.number,
                      u"Of the entries %1 to %2 one or more are not those that checkpoint %3 was signed for."_s.arg(m_covered + 1)
                          .arg(anchor.entries)
                          .arg(number));
    }
    if (!anchor.frontierDigest.isEmpty() && anchor.frontierDigest != digestOf(m_frontier.toBytes()))
        return broken(u"checkpoint_altered"_s, {}, anchor.number, u"Checkpoint %1: its frontier is wrong."_s.arg(number));
    return true;
}

void ChainVerifier::finish()
{
    if (m_finding || m_next >= m_anchors.size())
        return;
    const auto &anchor = m_anchors.back();
    broken(u"entries_cut"_s, m_sequence + 1, anchor.number,
           u"The entries %1 to %2 are missing: checkpoint %3 was signed for them."_s.arg(m_sequence + 1)
               .arg(anchor.entries)
               .arg(anchor.number));
}

} // namespace melody::compliance
