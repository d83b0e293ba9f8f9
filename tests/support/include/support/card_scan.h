// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Looks for card numbers where none may be: in every table of a database, in the files of a folder, in the memory of a living process.
// A number is found in any spacing (up to three signs that are no letters or digits between its digits, so UTF-16 too), and in the
// hexadecimal and Base64 forms in which databases and mails show bytes.
//     CardScan scan({u"4242424242424242"_s});
//     scan.database(fixture.cluster(), fixture.name());
//     scan.folder(logs);
//     scan.process(server.pid());
//     QCOMPARE(scan.findings(), QStringList());
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <functional>
#include <string>

namespace melody::test {

class CardScan {
public:
    explicit CardScan(const QStringList &numbers);

    // Every table that is no system's, all columns as text. `ask` runs SQL as a superuser and gives the first column of the first row.
    void database(const std::function<std::string(const std::string &sql)> &ask);
    // Every file below, also hidden ones.
    void folder(const QString &path);
    // Every mapping that can be read, while the process stands still. Ours to read: a child of this process, or we are root.
    void process(qint64 pid);
    void bytes(const QString &where, QByteArrayView bytes);

    // "where: …4242" for each.
    [[nodiscard]] QStringList findings() const { return m_findings; }
    // How much was looked at, so that a test can see that there was something.
    [[nodiscard]] int tables() const { return m_tables; }
    [[nodiscard]] int files() const { return m_files; }
    [[nodiscard]] qint64 memoryBytes() const { return m_memoryBytes; }

private:
    [[nodiscard]] bool holds(QByteArrayView bytes, const QByteArray &number) const;
    void note(const QString &where, const QByteArray &number);
    void searchPlain(const QString &where, QByteArrayView bytes);
    void search(const QString &where, QByteArrayView bytes);

    QByteArrayList m_numbers;
    QStringList m_findings;
    int m_tables = 0;
    int m_files = 0;
    qint64 m_memoryBytes = 0;
};

} // namespace melody::test
