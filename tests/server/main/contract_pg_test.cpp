// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The route table against resources/openapi/melody.yaml, in both directions.

#include <main/openapi.h>
#include <support/running_server.h>
#include <support/test_main.h>

#include <QtCore/QDirIterator>
#include <QtCore/QRegularExpression>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

QString methodName(http::Method method)
{
    using http::Method;
    static const QHash<Method, QString> names{{Method::Get, u"get"_s}, {Method::Head, u"head"_s},   {Method::Post, u"post"_s},
                                              {Method::Put, u"put"_s}, {Method::Patch, u"patch"_s}, {Method::Delete, u"delete"_s}};
    return names.value(method);
}

QStringList sorted(QStringList list)
{
    list.sort();
    return list;
}

// "get /v1/home getHome listener"
QStringList routesOfTable(const http::RouteTable &table)
{
    QStringList rows;
    for (const http::Route &route : table) {
        rows.append(QStringList{methodName(route.method), QString::fromLatin1(route.path), QString::fromLatin1(route.operation),
                                sorted(accounts::roleNames(route.roles)).join(u',')}
                        .join(u' '));
    }
    return sorted(rows);
}

QStringList routesOfContract(const QJsonObject &document)
{
    QStringList rows;
    const QJsonObject paths = document.value(u"paths"_s).toObject();
    for (auto path = paths.begin(); path != paths.end(); ++path) {
        const QJsonObject methods = path.value().toObject();
        for (auto method = methods.begin(); method != methods.end(); ++method) {
            const QJsonObject operation = method.value().toObject();
            QStringList roles;
            for (const QJsonValue &role : operation.value(u"x-roles"_s).toArray())
                roles.append(role.toString());
            rows.append(
                QStringList{method.key(), path.key(), operation.value(u"operationId"_s).toString(), sorted(roles).join(u',')}.join(u' '));
        }
    }
    return sorted(rows);
}

void collectReferences(const QJsonValue &value, QSet<QString> &references)
{
    if (value.isArray()) {
        for (const QJsonValue &item : value.toArray())
            collectReferences(item, references);
        return;
    }
    const QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        if (entry.key() == u"$ref")
            references.insert(entry.value().toString());
        collectReferences(entry.value(), references);
    }
}

} // namespace

class ContractPgTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { m_server = std::make_unique<test::RunningServer>(); }
    void cleanupTestCase() { m_server.reset(); }

    void everyRouteIsInTheContractAndEveryPathOfItIsServed()
    {
        const auto document = server::openApiDocument();
        QVERIFY2(document, document ? "" : qPrintable(document.error().detail));
        const QStringList table = routesOfTable(m_server->application().routes());
        const QStringList contract = routesOfContract(*document);
        for (const QString &row : table)
            QVERIFY2(contract.contains(row), qPrintable(u"not in the contract: "_s + row));
        for (const QString &row : contract)
            QVERIFY2(table.contains(row), qPrintable(u"not served: "_s + row));
        QCOMPARE(table.size(), contract.size());
    }
    void everyReferenceLeadsSomewhereAndEveryPartIsUsed()
    {
        const auto document = server::openApiDocument();
        QSet<QString> references;
        collectReferences(*document, references);
        QSet<QString> parts;
        const QJsonObject components = document->value(u"components"_s).toObject();
        for (const QString &section : {u"schemas"_s, u"responses"_s, u"parameters"_s}) {
            for (const QString &name : components.value(section).toObject().keys())
                parts.insert(u"#/components/"_s + section + u'/' + name);
        }
        QCOMPARE(references - parts, QSet<QString>());
        QCOMPARE(parts - references, QSet<QString>());
    }
    // Proxies and logs keep queries, so none may tell who somebody is or open anything of theirs.
    void nothingPrivateStandsInAQuery()
    {
        const QSet<QString> harmless{u"size"_s,   u"limit"_s,  u"cursor"_s,    u"since"_s,   u"from"_s,
                                     u"to"_s,     u"period"_s, u"time_zone"_s, u"country"_s, u"kind"_s,
                                     u"domain"_s, u"action"_s, u"artist"_s,    u"actor"_s,   u"subject"_s, // ids and words of ours
                                     u"token"_s}; // of chunks: opens one recording for its time, whoever has it
        QSet<QString> named;
        const auto document = server::openApiDocument();
        for (const QJsonValue &path : document->value(u"paths"_s).toObject()) {
            for (const QJsonValue &operation : path.toObject()) {
                for (const QJsonValue &parameter : operation.toObject().value(u"parameters"_s).toArray()) {
                    if (parameter[u"in"].toString() == u"query")
                        named.insert(parameter[u"name"].toString());
                }
            }
        }
        QVERIFY(named.size() > 10);
        QCOMPARE(named - harmless, QSet<QString>());
        // And nothing else is read.
        static const QRegularExpression reading(u"QueryItem(?:Value)?\\(u\"(\\w+)\""_s, QRegularExpression::CaseInsensitiveOption);
        QSet<QString> read;
        for (QDirIterator files(QStringLiteral(MELODY_SOURCE_DIR "/server"), {u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
             files.hasNext();) {
            QFile file(files.next());
            if (file.fileName().contains(u"/sandboxpay/"_s)) // another program, with forms of its own
                continue;
            QVERIFY(file.open(QIODevice::ReadOnly));
            for (auto found = reading.globalMatch(QString::fromUtf8(file.readAll())); found.hasNext();)
                read.insert(found.next().captured(1));
        }
        QVERIFY(read.size() > 5);
        QCOMPARE(read - named, QSet<QString>());
    }
    void itIsServed()
    {
        const auto answer = m_server->get(u"/v1/openapi.json"_s);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.json(), server::openApiDocument().value());
    }
    void theServiceTellsHowItIs()
    {
        QCOMPARE(m_server->get(u"/healthz"_s).status, 200);
        QCOMPARE(m_server->get(u"/readyz"_s).status, 200);
        QCOMPARE(m_server->get(u"/v1/status"_s).json().value(u"status"_s).toString(), u"ok"_s);
        const auto metrics = m_server->get(u"/metrics"_s);
        QVERIFY(metrics.headers.value("content-type").startsWith("text/plain"));
        QVERIFY(metrics.body.contains("melody_http_request_seconds"));
    }
    void aClockThatIsNotTheDatabasesIsMeasured()
    {
        const auto ahead = [&] {
            (void)m_server->get(u"/readyz"_s);
            static const QRegularExpression line(u"^melody_clock_ahead_seconds (\\S+)$"_s, QRegularExpression::MultilineOption);
            return line.match(QString::fromUtf8(m_server->get(u"/metrics"_s).body)).captured(1).toDouble();
        };
        const double before = ahead();
        m_server->advance(std::chrono::hours(1));
        const double moved = ahead() - before;
        QVERIFY2(moved > 3'000 && moved <= 3'700, qPrintable(QString::number(moved))); // the test's clock stands while time passes
    }
    void onlyTheChosenServicesAreServed()
    {
        auto settings = m_server->settings();
        settings.services = QStringList{u"catalog"_s};
        const auto application = server::Application::create(settings, m_server->clock());
        const QStringList rows = routesOfTable((*application)->routes());
        QVERIFY(rows.contains(u"get /v1/home getHome listener"_s));
        QVERIFY(rows.contains(u"get /healthz getHealth anonymous"_s));
        QVERIFY(!rows.join(u'\n').contains(u"signUp"));
    }

private:
    std::unique_ptr<test::RunningServer> m_server;
};

MELODY_TEST(ContractPgTest)
#include "contract_pg_test.moc"
