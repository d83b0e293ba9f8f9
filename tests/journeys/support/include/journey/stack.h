// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Melody as it runs on one machine, out of the real programs: PostgreSQL, melodyd, its worker, TLS with a certificate of its own
// authority. Every part can be killed and started again; addresses stay, as they would behind a service manager.
#pragma once

#include <support/pg_cluster.h>

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>

#include <memory>

namespace melody::test {

struct Person {
    QString email;
    QString password;
    QString passwordFile;
};

// Thread: one at a time. Whatever fails to start aborts the test with the program's own words.
class Stack {
public:
    Stack();
    ~Stack();
    Stack(const Stack &) = delete;
    Stack &operator=(const Stack &) = delete;

    [[nodiscard]] QUrl baseUrl() const;
    [[nodiscard]] qint64 serverPid() const { return m_server->processId(); }
    [[nodiscard]] qint64 workerPid() const { return m_worker->processId(); }
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString caFile() const { return path(QStringLiteral("ca.pem")); }
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] PgCluster &postgres() { return *m_postgres; }
    [[nodiscard]] QString databaseName() const { return m_database; }
    // First column of the first row, asked as superuser.
    [[nodiscard]] QString ask(const QString &sql) const;

    // Days go by for billing: what is written down lies so much further back, and what is to be done comes so much sooner.
    void passBillingDays(int days) const;

    // `roles` besides listener, comma separated. Without a plan they listen as the server leads.
    Person addPerson(const QString &name, const QString &roles = {}, const QString &plan = QStringLiteral("family"));
    // Runs melodyctl to its end; its exit code, and what it printed in `output`.
    int melodyctl(const QStringList &arguments, QString *output = nullptr) const;
    int import(const QString &folder, const Person &creator, QString *output = nullptr) const;

    // Other origins for chunks than the server's own (a slow link in front of it); before startServer().
    void setEdges(const QString &edges) { m_edges = edges; }
    // More settings of melodyd; before startServer() or startWorker().
    void addSettings(const QStringList &more) { m_moreSettings += more; }
    void startServer();
    void startWorker();
    void killServer(); // SIGKILL
    void killWorker(); // with its media workers
    void stopServer(); // SIGTERM, waits; aborts the test when it does not drain

private:
    [[nodiscard]] QStringList settings() const;
    [[nodiscard]] std::unique_ptr<QProcess> launch(const QStringList &arguments, const QString &readyFile) const;
    void makeCertificates() const;

    QTemporaryDir m_folder;
    std::unique_ptr<PgCluster> m_postgres;
    QString m_database;
    quint16 m_port = 0;
    QString m_edges;
    QStringList m_moreSettings;
    std::unique_ptr<QProcess> m_server;
    std::unique_ptr<QProcess> m_worker;
};

// Writes an album of `tracks` recordings of `seconds` each, a tone on the left and noise on the right, and its catalogue.json
// into `folder` (made if missing).
void writeAlbum(const QString &folder, const QString &artist, const QString &title, int tracks, double seconds);

} // namespace melody::test
