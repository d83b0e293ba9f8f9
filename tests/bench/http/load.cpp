// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "load.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>
#include <QtCore/QProcess>
#include <QtCore/QTemporaryFile>

#include <cstdio>

namespace melody::bench {
using namespace Qt::StringLiterals;
namespace {

constexpr auto script = R"(
done = function(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format('\nRESULT {"requests":%d,"bytes":%d,"us":%d,"p50":%d,"p95":%d,"p99":%d,"errors":%d}\n',
    summary.requests, summary.bytes, summary.duration, latency:percentile(50), latency:percentile(95), latency:percentile(99),
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
)";

} // namespace

std::optional<Measured> run(const Load &load, quint16 port)
{
    QTemporaryFile file;
    if (!file.open() || file.write(script) < 0 || !file.flush())
        return std::nullopt;
    QProcess wrk;
    wrk.start(u"wrk"_s, {u"-t1"_s, u"-c%1"_s.arg(load.connections), u"-d%1s"_s.arg(load.seconds), u"-s"_s, file.fileName(),
                         u"%1://127.0.0.1:%2%3"_s.arg(load.scheme).arg(port).arg(load.path)});
    if (!wrk.waitForFinished(-1) || wrk.exitCode() != 0) {
        std::fprintf(stderr, "wrk: %s\n", qPrintable(wrk.errorString()));
        return std::nullopt;
    }
    const QByteArray output = wrk.readAllStandardOutput();
    const QJsonObject result = QJsonDocument::fromJson(output.sliced(output.indexOf("RESULT ") + 7).trimmed()).object();
    const double seconds = result[u"us"].toDouble() / 1e6;
    if (result[u"errors"].toInt() > 0 || result[u"requests"].toInteger() == 0 || seconds <= 0) {
        std::fprintf(stderr, "wrk saw errors:\n%s\n", output.constData());
        return std::nullopt;
    }
    const auto ms = [&result](const char *name) { return result[QLatin1StringView(name)].toDouble() / 1000; };
    return Measured{result[u"requests"].toInteger(),
                    result[u"requests"].toDouble() / seconds,
                    result[u"bytes"].toDouble() / seconds / 1e6,
                    ms("p50"),
                    ms("p95"),
                    ms("p99")};
}

} // namespace melody::bench
