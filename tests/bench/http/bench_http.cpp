// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// bench_http [--json F] [--rounds N] [--seconds S] [--only CASE]: the adaptor against a bare QHttpServer and against nginx, in interleaved
// rounds, so that whatever slows the machine slows all of them.

#include "load.h"
#include "servers.h"

#include <bench/report.h>

#include <QtCore/QCoreApplication>

using namespace melody;
using namespace melody::bench;
using namespace Qt::StringLiterals;

namespace {

struct Plan {
    QString name;
    Load load;
    bool bytes = false; // throughput in MB/s, else in req/s
    quint16 adaptor = 0;
    quint16 reference = 0;
    QString referenceName;
};

std::vector<double> column(const std::vector<Measured> &rounds, double Measured::*field)
{
    std::vector<double> values;
    for (const Measured &round : rounds)
        values.push_back(round.*field);
    return values;
}

std::optional<Case> measure(const Plan &plan, int rounds)
{
    std::vector<Measured> ours;
    std::vector<Measured> theirs;
    Load warmUp = plan.load;
    warmUp.seconds = 1;
    if (!run(warmUp, plan.adaptor) || !run(warmUp, plan.reference))
        return std::nullopt;
    for (int round = 0; round < rounds; ++round) {
        const auto a = run(plan.load, plan.adaptor);
        const auto b = run(plan.load, plan.reference);
        if (!a || !b)
            return std::nullopt;
        ours.push_back(*a);
        theirs.push_back(*b);
    }
    double Measured::*const throughput = plan.bytes ? &Measured::megabytesPerSecond : &Measured::requestsPerSecond;
    Case result{plan.name};
    for (const Measured &round : ours)
        result.n += round.requests;
    result.p50Ms = median(column(ours, &Measured::p50Ms));
    result.p95Ms = median(column(ours, &Measured::p95Ms));
    result.p99Ms = median(column(ours, &Measured::p99Ms));
    result.value = median(column(ours, throughput));
    result.unit = plan.bytes ? u"MB/s"_s : u"req/s"_s;
    result.reference = median(column(theirs, throughput));
    result.referenceName = plan.referenceName;
    return result;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    const int rounds = std::max(1, argument(arguments, u"--rounds"_s).isEmpty() ? 5 : argument(arguments, u"--rounds"_s).toInt());
    const int seconds = std::max(1, argument(arguments, u"--seconds"_s).isEmpty() ? 2 : argument(arguments, u"--seconds"_s).toInt());

    const Material material;
    const Adaptor plain(material, false);
    const Adaptor secure(material, true);
    const Bare barePlain(material, false);
    const Bare bareSecure(material, true);
    const Nginx nginx(material);
    if (nginx.port() == 0) {
        std::fputs("nginx did not start\n", stderr);
        return 1;
    }
    const QString bareName = u"bare QHttpServer"_s;
    const Load small{u"http"_s, u"/v1/small"_s, 16, seconds};
    const Load smallTls{u"https"_s, u"/v1/small"_s, 16, seconds};
    const Load chunk{u"https"_s, u"/v1/chunk"_s, 16, seconds};
    const std::vector<Plan> plans{{u"small_json"_s, small, false, plain.port(), barePlain.port(), bareName},
                                  {u"small_json_tls"_s, smallTls, false, secure.port(), bareSecure.port(), bareName},
                                  {u"chunk_tls"_s, chunk, true, secure.port(), nginx.port(), u"nginx"_s},
                                  {u"chunk_tls_bare"_s, chunk, true, secure.port(), bareSecure.port(), bareName}};
    Report report(u"http"_s);
    const QString only = argument(arguments, u"--only"_s);
    for (const Plan &plan : plans) {
        if (!only.isEmpty() && only != plan.name)
            continue;
        auto measured = measure(plan, rounds);
        if (!measured)
            return 1;
        report.add(*std::move(measured));
    }
    return report.finish(arguments);
}
