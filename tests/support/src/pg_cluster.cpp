// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/pg_cluster.h>

#include <libpq-fe.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <arpa/inet.h>
#include <csignal>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

namespace melody::test {
namespace {
namespace fs = std::filesystem;

constexpr std::string_view FOLDER_PREFIX = "melody-pg-";

[[noreturn]] void giveUp(const std::string &why)
{
    fprintf(stderr, "PostgreSQL for tests: %s\n", why.c_str());
    std::abort();
}

// The binaries of the newest PostgreSQL that is installed.
fs::path binaries()
{
    int newest = 0;
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
        if (fs::exists(entry.path() / "bin/postgres"))
            newest = std::max(newest, std::atoi(entry.path().filename().c_str()));
    }
    if (newest == 0)
        giveUp("not installed under /usr/lib/postgresql");
    return fs::path("/usr/lib/postgresql") / std::to_string(newest) / "bin";
}

int freePort()
{
    const int probe = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(probe, reinterpret_cast<sockaddr *>(&address), size) != 0 ||
        ::getsockname(probe, reinterpret_cast<sockaddr *>(&address), &size) != 0)
        giveUp("no free port");
    ::close(probe);
    return ntohs(address.sin_port);
}

// Where nothing need outlive the machine: memory, if there is plenty.
fs::path temporaryFolder(bool fsync)
{
    constexpr std::uintmax_t plenty = 4ULL * 1024 * 1024 * 1024;
    std::error_code failed;
    const fs::path memory = "/dev/shm";
    const fs::space_info space = fs::space(memory, failed);
    return !fsync && !failed && space.available >= plenty ? memory : fs::temp_directory_path();
}

// What tests left behind that were killed: folders named by a process that is gone.
void sweep(const fs::path &folder)
{
    std::error_code ignored;
    for (const auto &entry : fs::directory_iterator(folder, ignored)) {
        const std::string name = entry.path().filename();
        if (name.starts_with(FOLDER_PREFIX) && ::kill(std::atoi(name.c_str() + FOLDER_PREFIX.size()), 0) != 0 && errno == ESRCH)
            fs::remove_all(entry.path(), ignored);
    }
}

// Starts a program as another user; it gets SIGQUIT (an immediate shutdown to PostgreSQL) when this thread ends.
pid_t launch(const std::vector<std::string> &command, uid_t uid, gid_t gid, const std::string &log)
{
    std::vector<char *> arguments;
    for (const std::string &argument : command)
        arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t parent = ::getpid();
    const pid_t child = ::fork();
    if (child != 0)
        return child;
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
    if (::getuid() == 0 && (::setgroups(0, nullptr) != 0 || ::setgid(gid) != 0 || ::setuid(uid) != 0))
        ::_exit(126);
    ::setsid();
    ::prctl(PR_SET_PDEATHSIG, SIGQUIT);
    if (::getppid() != parent || ::chdir("/") != 0)
        ::_exit(126);
    ::dup2(output, STDOUT_FILENO);
    ::dup2(output, STDERR_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
}

// False for a zombie: what it held is free.
bool runs(pid_t process)
{
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    return std::getline(stat, text) && text.find(") Z ") == std::string::npos && text.find(") X ") == std::string::npos;
}

std::string tail(const std::string &file)
{
    std::ifstream stream(file);
    std::string text((std::istreambuf_iterator<char>(stream)), {});
    return text.size() > 2000 ? text.substr(text.size() - 2000) : text;
}

} // namespace

PgCluster::PgCluster(Options options) : m_options(options), m_user("postgres")
{
    const char *shared = std::getenv("MELODY_TEST_PG_ROOT");
    if (shared && *shared && options.mayBeShared && !options.fsync) {
        m_socket = shared;
        if (const char *user = std::getenv("MELODY_TEST_PG_USER"))
            m_user = user;
        for (const auto &entry : fs::directory_iterator(m_socket)) {
            const std::string name = entry.path().filename();
            if (name.starts_with(".s.PGSQL.") && !name.ends_with(".lock"))
                m_port = std::atoi(name.c_str() + 9);
        }
        if (!acceptsConnections())
            giveUp("MELODY_TEST_PG_ROOT has no running cluster");
        return;
    }
    createCluster();
    start();
}

PgCluster::~PgCluster()
{
    if (!m_root.empty()) {
        stop(SIGQUIT);
        std::error_code ignored;
        fs::remove_all(m_root, ignored);
        return;
    }
    for (int i = 1; i <= m_databases; ++i)
        dropDatabase("melody_" + std::to_string(::getpid()) + '_' + std::to_string(i));
}

void PgCluster::createCluster()
{
    m_uid = ::getuid();
    m_gid = ::getgid();
    if (m_uid == 0) {
        const passwd *user = ::getpwnam("postgres");
        user = user ? user : ::getpwnam("nobody");
        if (!user)
            giveUp("root needs a user postgres or nobody to run it as");
        m_uid = user->pw_uid;
        m_gid = user->pw_gid;
    }
    const fs::path folder = temporaryFolder(m_options.fsync);
    sweep(folder);
    std::string root = folder / (std::string(FOLDER_PREFIX) + std::to_string(::getpid()) + "-XXXXXX");
    if (!::mkdtemp(root.data()) || ::chown(root.c_str(), m_uid, m_gid) != 0)
        giveUp("no temporary folder");
    m_root = m_socket = root;
    const std::string log = m_root + "/initdb.log";
    const pid_t initdb = launch({binaries() / "initdb", "--pgdata", m_root + "/data", "--username", m_user, "--auth", "trust", "--encoding",
                                 "UTF8", "--locale", "C.UTF-8", "--no-sync", "--no-instructions"},
                                m_uid, m_gid, log);
    int status = 0;
    if (::waitpid(initdb, &status, 0) != initdb || status != 0)
        giveUp("initdb failed: " + tail(log));
    std::ofstream(m_root + "/data/postgresql.conf", std::ios::app)
        << "listen_addresses = '127.0.0.1'\nunix_socket_directories = '" << m_root << "'\nmax_connections = 200\nshared_buffers = 64MB\n"
        << "max_wal_size = 256MB\ndeadlock_timeout = 100ms\nautovacuum_naptime = 10min\nlog_min_messages = fatal\nlog_min_error_statement "
           "= panic\n"
        << (m_options.fsync ? "fsync = on\n" : "fsync = off\nfull_page_writes = off\n");
}

void PgCluster::start()
{
    const std::string log = m_root + "/postgres.log";
    for (int attempt = 0; attempt < 5; ++attempt) { // another process may take the port first
        m_port = m_port == 0 ? freePort() : m_port;
        m_postmaster = launch({binaries() / "postgres", "-D", m_root + "/data", "-p", std::to_string(m_port)}, m_uid, m_gid, log);
        while (::waitpid(m_postmaster, nullptr, WNOHANG) == 0) {
            if (acceptsConnections())
                return;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        m_postmaster = m_port = 0;
    }
    giveUp("it does not start: " + tail(log));
}

void PgCluster::stop(int signal)
{
    if (m_postmaster == 0)
        return;
    ::kill(m_postmaster, signal);
    ::waitpid(m_postmaster, nullptr, 0);
    m_postmaster = 0;
}

void PgCluster::kill9()
{
    ::kill(m_postmaster, SIGSTOP); // so that it starts no others meanwhile
    std::vector<pid_t> children;
    std::ifstream list("/proc/" + std::to_string(m_postmaster) + "/task/" + std::to_string(m_postmaster) + "/children");
    for (pid_t child = 0; list >> child;)
        children.push_back(child);
    for (const pid_t child : children)
        ::kill(child, SIGKILL);
    stop(SIGKILL);
    while (std::any_of(children.begin(), children.end(), runs))
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

void PgCluster::restart()
{
    stop(SIGINT); // a fast shutdown
    start();
}

bool PgCluster::acceptsConnections() const
{
    return PQping(connection().c_str()) == PQPING_OK;
}

std::string PgCluster::connection(const std::string &database, const std::string &user) const
{
    return "host=" + m_socket + " port=" + std::to_string(m_port) + " dbname=" + database + " user=" + (user.empty() ? m_user : user);
}

std::string PgCluster::tcpConnection(const std::string &database, const std::string &user) const
{
    return "host=127.0.0.1 port=" + std::to_string(m_port) + " dbname=" + database + " user=" + (user.empty() ? m_user : user);
}

std::string PgCluster::createDatabase(const std::string &pattern)
{
    const std::string name = "melody_" + std::to_string(::getpid()) + '_' + std::to_string(++m_databases);
    // Copying files is faster than writing a log of what is in them, which is for servers that are used meanwhile.
    execute("postgres", "CREATE DATABASE " + name + " TEMPLATE " + pattern + " STRATEGY FILE_COPY");
    return name;
}

void PgCluster::dropDatabase(const std::string &name)
{
    if (acceptsConnections()) // a test may have killed it
        execute("postgres", "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
}

std::string PgCluster::execute(const std::string &database, const std::string &sql) const
{
    PGconn *session = PQconnectdb(connection(database).c_str());
    PQsetNoticeProcessor(
        session, [](void *, const char *) {}, nullptr);
    PGresult *result = PQexec(session, sql.c_str());
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        giveUp(sql + ": " + PQerrorMessage(session));
    const std::string answer = PQntuples(result) > 0 && PQnfields(result) > 0 ? PQgetvalue(result, 0, 0) : "";
    PQclear(result);
    PQfinish(session);
    return answer;
}

PgCluster &pgCluster()
{
    static PgCluster cluster;
    return cluster;
}

} // namespace melody::test
