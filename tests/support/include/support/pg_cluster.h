// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Real PostgreSQL for tests: a private cluster on a Unix socket in a temporary folder (in memory if there is room) and on a free loopback
// port, gone with the test.
// As root the server runs as `postgres` or `nobody`, because it refuses root. Link `tests_pg`.
#pragma once

#include <string>

#include <sys/types.h>

namespace melody::test {

// Thread: the main one; its end (also by SIGKILL) takes the server along.
class PgCluster {
public:
    struct Options {
        bool fsync = false;      // without it what was committed survives kill9(), though not a crash of the machine
        bool mayBeShared = true; // false: a test that kills the server needs its own
    };

    // With the environment variable MELODY_TEST_PG_ROOT (socket folder of a running cluster; MELODY_TEST_PG_USER: its superuser, else
    // postgres) and `mayBeShared` nothing is started. Aborts the test, saying why, when there is no PostgreSQL to be had.
    explicit PgCluster(Options options);
    PgCluster() : PgCluster(Options()) {}
    ~PgCluster();
    PgCluster(const PgCluster &) = delete;
    PgCluster &operator=(const PgCluster &) = delete;

    // libpq connection string. An empty user is the superuser, who owns what migrations make.
    [[nodiscard]] std::string connection(const std::string &database = "postgres", const std::string &user = {}) const;
    // The same over TCP: what a process on another machine would use.
    [[nodiscard]] std::string tcpConnection(const std::string &database, const std::string &user = {}) const;

    // A fresh database, a copy of `pattern` (to which nobody may be connected); its name. Dropped with the cluster object at the latest.
    std::string createDatabase(const std::string &pattern = "template1");
    void dropDatabase(const std::string &name); // whoever uses it is cut off
    // Runs SQL as superuser in a database; aborts the test when it fails. The first column of the first row, if any.
    std::string execute(const std::string &database, const std::string &sql) const;

    void kill9();   // SIGKILL to the postmaster and all its children
    void restart(); // starts it again (after kill9), or stops and starts it; returns when it takes connections

private:
    void start();
    void stop(int signal);
    void createCluster();
    [[nodiscard]] bool acceptsConnections() const;

    const Options m_options;
    std::string m_root;   // of the private cluster; empty for a shared one
    std::string m_socket; // folder
    std::string m_user;   // superuser
    int m_port = 0;
    pid_t m_postmaster = 0;
    int m_databases = 0;
    uid_t m_uid = 0;
    gid_t m_gid = 0;
};

// The cluster of this test binary, started at first use.
[[nodiscard]] PgCluster &pgCluster();

} // namespace melody::test
