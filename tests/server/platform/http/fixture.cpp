// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fixture.h"

#include <support/certificate.h>
#include <support/test_main.h>

#include <QtNetwork/QSslKey>

#include <csignal>
#include <thread>

namespace melody::test {
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using http::Execution;
using http::Method;
using http::Request;
using http::Response;
namespace {

constexpr std::chrono::seconds patience{20};

QSslConfiguration tlsConfiguration()
{
    static const Certificate certificate = makeCertificate();
    QSslConfiguration configuration;
    configuration.setLocalCertificate(QSslCertificate(certificate.certificatePem));
    configuration.setPrivateKey(QSslKey(certificate.keyPem, QSsl::Ec));
    return configuration;
}

Result<Response> echo(const Request &request)
{
    return Response::json({{u"name"_s, request.parameters.value(u"name"_s)},
                           {u"q"_s, request.query.queryItemValue(u"q"_s)},
                           {u"body_bytes"_s, request.body.size()},
                           {u"remote"_s, QString::fromLatin1(request.remoteAddress)}});
}

struct Block {
    explicit Block(qsizetype size, std::shared_ptr<std::atomic<int>> alive) : bytes(size, Qt::Uninitialized), count(std::move(alive))
    {
        for (qsizetype i = 0; i < size; ++i)
            bytes[i] = char('a' + i % 23);
        ++*count;
    }
    ~Block()
    {
        bytes.fill('!'); // whoever still reads it is found out
        --*count;
    }
    QByteArray bytes;
    std::shared_ptr<std::atomic<int>> count;
};

} // namespace

void Gate::open()
{
    const std::lock_guard lock(m_mutex);
    m_open = true;
    m_changed.notify_all();
}

void Gate::pass()
{
    std::unique_lock lock(m_mutex);
    ++m_arrivals;
    m_changed.notify_all();
    m_changed.wait(lock, [this] { return m_open; });
}

bool Gate::waitForArrivals(int count)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, patience, [&] { return m_arrivals >= count; });
}

int Gate::arrivals() const
{
    const std::lock_guard lock(m_mutex);
    return m_arrivals;
}

void SpanLog::take(telemetry::Span span)
{
    const std::lock_guard lock(m_mutex);
    m_spans.push_back(std::move(span));
}

std::vector<telemetry::Span> SpanLog::named(const QString &name) const
{
    const std::lock_guard lock(m_mutex);
    std::vector<telemetry::Span> found;
    std::copy_if(m_spans.begin(), m_spans.end(), std::back_inserter(found), [&](const telemetry::Span &span) { return span.name == name; });
    return found;
}

http::Route route(Method method, const QByteArray &path, http::Handler handler, Execution execution)
{
    http::Route row;
    row.method = method;
    row.path = path;
    row.operation = QByteArray::number(int(method)) + path;
    row.roles = http::Role::Anonymous;
    row.handler = std::move(handler);
    row.execution = execution;
    return row;
}

Fixture::Fixture(bool overTls)
    : tls(overTls), telemetry(telemetry::createTelemetry(clock, telemetry::Level(99))), parts{{}, {}, nullptr, *telemetry, clock}
{
    std::signal(SIGPIPE, SIG_IGN); // Qt does so once in a process, Qt Test undoes it with every class
    telemetry->setSink(&spans);
    options.ioThreads = 2;
    options.workerThreads = 4;
    options.limits.rates.fill({1'000'000, 1'000'000}); // the clock stands still
    if (tls)
        options.tls = tlsConfiguration();
    addRoutes();
}

Fixture::~Fixture()
{
    gate.open();
    server.reset();
}

void Fixture::start()
{
    server = http::createServer(options, parts);
    const auto port = server->listen();
    if (!port)
        qFatal("%s", qPrintable(port.error().detail));
}

void Fixture::addRoutes()
{
    const auto hello = [](const Request &) -> Result<Response> { return Response::json({{u"hello"_s, u"world"_s}}); };
    auto &routes = parts.routes;
    routes.push_back(route(Method::Get, "/v1/hello", hello, Execution::Inline));
    routes.push_back(route(Method::Get, "/v1/pooled", hello));
    routes.push_back(route(Method::Get, "/v1/echo/{name}", echo));
    routes.push_back(route(Method::Post, "/v1/echo/{name}", echo));
    routes.back().maxBodyBytes = 2 * 1024 * 1024;
    routes.push_back(route(Method::Post, "/v1/small", echo));
    routes.back().maxBodyBytes = 1000;
    routes.push_back(route(Method::Get, "/v1/gate", [this, hello](const Request &request) {
        gate.pass();
        return hello(request);
    }));
    routes.push_back(route(Method::Get, "/v1/wait/{ms}", [](const Request &request) -> Result<Response> {
        const int ms = request.parameters.value(u"ms"_s).toInt();
        std::this_thread::sleep_for(std::chrono::milliseconds(ms));
        return Response::json({{u"ms"_s, ms}});
    }));
    const auto thrower = [](const Request &request) -> Result<Response> {
        if (request.path.endsWith("int"))
            throw 7;
        throw std::runtime_error("a secret of ours");
    };
    routes.push_back(route(Method::Get, "/v1/throw/inline", thrower, Execution::Inline));
    routes.push_back(route(Method::Get, "/v1/throw/pool", thrower));
    routes.push_back(route(Method::Get, "/v1/throw/int", thrower));
    routes.push_back(route(
        Method::Get, "/v1/large/{n}",
        [alive = owners](const Request &request) -> Result<Response> {
            const auto block = std::make_shared<const Block>(request.parameters.value(u"n"_s).toLongLong(), alive);
            Response response;
            response.contentType = "application/octet-stream";
            response.body = QByteArray::fromRawData(block->bytes.constData(), block->bytes.size());
            response.bodyOwner = block;
            return response;
        },
        Execution::Inline));
    routes.push_back(route(Method::Get, "/v1/trace", [](const Request &) -> Result<Response> {
        const auto trace = telemetry::CurrentTrace::get();
        return Response::json({{u"trace"_s, trace ? QString::fromLatin1(trace->toTraceparent()) : QString()}});
    }));
}

bool waitUntil(const std::function<bool()> &condition)
{
    for (auto waited = 0ms; waited < patience; waited += 5ms) {
        if (condition())
            return true;
        std::this_thread::sleep_for(5ms);
    }
    return condition();
}

void overPlainAndTls()
{
    QTest::addColumn<bool>("tls");
    QTest::newRow("plain") << false;
    QTest::newRow("tls") << true;
}

} // namespace melody::test
