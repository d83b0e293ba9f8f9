// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pure: what one pass over the entries, the checkpoints and their files proves.
#pragma once

#include "frontier.h"

#include <compliance/verify.h>
#include <wire/audit.h>

#include <map>

namespace melody::compliance {

// The checkpoints of the database and of the files, in order, before the entries are read. Keeps what the entries must agree with.
class CheckpointVerifier {
public:
    explicit CheckpointVerifier(QSet<QByteArray> publicKeys) : m_publicKeys(std::move(publicKeys)) {}

    void takeFile(qint64 number, QByteArrayView document);
    // All files first, then every row.
    void takeRow(qint64 number, QByteArrayView document, QByteArrayView frontier);
    // `newestMayLackFiles`: checkpoints made after this may have none yet; nothing: the files are not looked at.
    void finish(std::optional<TimePoint> newestMayLackFiles);

    struct Anchor {
        qint64 number = 0;
        qint64 entries = 0;
        QByteArray chain;
        QByteArray root;
        QByteArray frontierDigest; // SHA-256; empty: only a file tells of it
    };
    [[nodiscard]] const std::vector<Anchor> &anchors() const { return m_anchors; }
    [[nodiscard]] const std::vector<Finding> &findings() const { return m_findings; }
    [[nodiscard]] qint64 rows() const { return m_rows; }
    [[nodiscard]] qint64 files() const { return m_files; }

private:
    enum class Place { File, Row };
    [[nodiscard]] std::optional<wire::AuditCheckpoint> check(Place place, qint64 number, QByteArrayView document);
    void report(const QString &code, qint64 number, const QString &detail);

    const QSet<QByteArray> m_publicKeys;
    struct File {
        QByteArray digest;
        Anchor anchor;
    };
    std::map<qint64, File> m_waiting; // files whose row has not come
    std::vector<std::pair<qint64, TimePoint>> m_withoutFile;
    std::vector<Anchor> m_anchors;
    std::vector<Finding> m_findings;
    QByteArray m_previous = QByteArray(sizeof(Hash), '\0'); // digest of the last row
    qint64 m_lastEntries = 0;
    qint64 m_rows = 0;
    qint64 m_files = 0;
    qint64 m_expectedRow = 1;
    qint64 m_expectedFile = 1;
};

// The chain itself. Thread: one.
class ChainVerifier {
public:
    explicit ChainVerifier(std::vector<CheckpointVerifier::Anchor> anchors) : m_anchors(std::move(anchors)) {}

    // The fields of sql/all_entries.sql. False: something is broken, and what follows says nothing more.
    [[nodiscard]] bool take(QByteArrayView fields);
    // Of a row; 0 when it is none.
    [[nodiscard]] static qint64 sequenceOf(QByteArrayView fields);
    void finish();
    [[nodiscard]] qint64 proved() const { return m_sequence; }
    [[nodiscard]] qint64 uncovered() const { return m_sequence - m_covered; }
    [[nodiscard]] const std::optional<Finding> &finding() const { return m_finding; }

private:
    bool broken(const QString &code, std::optional<qint64> entry, std::optional<qint64> checkpoint, const QString &detail);
    [[nodiscard]] bool agreesWith(const CheckpointVerifier::Anchor &anchor);

    const std::vector<CheckpointVerifier::Anchor> m_anchors;
    size_t m_next = 0; // anchor
    Hasher m_hasher;
    Frontier m_frontier;
    Hash m_hash = genesis();
    qint64 m_sequence = 0;
    qint64 m_covered = 0;
    std::optional<Finding> m_finding;
};

} // namespace melody::compliance
