// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench abr --traces FILE [--scale X] [--per-trace F] [--json F]: adaptive choice on recorded links, in virtual time. Cases:
//   melody      player/adaptive
//   rate, bba0, bola   the rules of the papers named in abr/simulation.h, in the same player, with the same ladder and buffer
//   omniscient  the lowest rung as early as possible: where this stops, every plan stops
// Each trace is listened to for an hour, or once through if it is longer; a shorter one begins again at its end. Without --traces
// the links are made up (--seed N).

#include <abr/simulation.h>
#include <bench/report.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

#include <algorithm>
#include <cstdio>

using namespace melody;
using namespace melody::abr;
using namespace Qt::StringLiterals;

namespace {

constexpr double hourMs = 3'600'000;
constexpr int maxTraceHours = 12;

struct Contender {
    const char *name;
    std::unique_ptr<Rule> (*create)();
};

constexpr std::array contenders{Contender{"melody", createMelodyRule}, Contender{"rate", createRateRule}, Contender{"bba0", createBba0Rule},
                                Contender{"bola", createBolaRule}, Contender{"omniscient", createLowestRule}};

struct Heard {
    Outcome outcome;
    double hours = 0;
};

double averageKbps(const Outcome &outcome)
{
    return outcome.fetchedMs > 0 ? outcome.bits / outcome.fetchedMs : 0;
}

bench::Case summary(const char *name, const std::vector<Heard> &all)
{
    Outcome sum;
    double hours = 0;
    std::vector<double> starts;
    for (const Heard &heard : all) {
        sum.rebuffers += heard.outcome.rebuffers;
        sum.switches += heard.outcome.switches;
        sum.abandoned += heard.outcome.abandoned;
        sum.stalledMs += heard.outcome.stalledMs;
        sum.bits += heard.outcome.bits;
        sum.fetchedMs += heard.outcome.fetchedMs;
        hours += heard.hours;
        starts.push_back(heard.outcome.startupMs);
    }
    bench::Case result{.name = QString::fromLatin1(name), .n = qint64(all.size())};
    result.figures = {{u"rebuffers_per_hour"_s, sum.rebuffers / hours},
                      {u"rebuffer_ratio"_s, sum.stalledMs / (hours * hourMs)},
                      {u"average_kbps"_s, averageKbps(sum)},
                      {u"switches_per_hour"_s, sum.switches / hours},
                      {u"startup_ms"_s, bench::median(starts)},
                      {u"rebuffers"_s, double(sum.rebuffers)},
                      {u"abandoned_per_hour"_s, sum.abandoned / hours}};
    return result;
}

QJsonObject perTrace(const std::vector<Trace> &traces, const std::vector<std::vector<Heard>> &heard)
{
    QJsonObject json;
    for (size_t i = 0; i < traces.size(); ++i) {
        QJsonObject rules;
        for (size_t rule = 0; rule < contenders.size(); ++rule) {
            const auto &[outcome, hours] = heard[rule][i];
            rules.insert(QString::fromLatin1(contenders[rule].name),
                         QJsonObject{{u"rebuffers_per_hour"_s, outcome.rebuffers / hours},
                                     {u"rebuffer_ratio"_s, outcome.stalledMs / (hours * hourMs)},
                                     {u"average_kbps"_s, averageKbps(outcome)},
                                     {u"switches_per_hour"_s, outcome.switches / hours},
                                     {u"startup_ms"_s, outcome.startupMs}});
        }
        json.insert(traces[i].name, rules);
    }
    return json;
}

// On how many links one rule stopped more than once an hour though it had not to.
int needlessStops(const std::vector<Heard> &rule, const std::vector<Heard> &omniscient)
{
    int count = 0;
    for (size_t i = 0; i < rule.size(); ++i)
        count += omniscient[i].outcome.rebuffers == 0 && rule[i].outcome.rebuffers > rule[i].hours ? 1 : 0;
    return count;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOptions({{u"traces"_s, u"Recorded links, JSON or .xz."_s, u"FILE"_s},
                        {u"scale"_s, u"Multiplies their bandwidth."_s, u"X"_s, u"1"_s},
                        {u"seed"_s, u"Of the links that are made up when there is no FILE."_s, u"N"_s, u"1"_s},
                        {u"buffer"_s, u"Seconds of music that may be held."_s, u"S"_s, u"240"_s},
                        {u"per-trace"_s, u"Write the figures of every trace to this file."_s, u"F"_s},
                        {u"json"_s, u"Write the figures to this file, too."_s, u"F"_s}});
    options.process(app);
    const double scale = options.value(u"scale"_s).toDouble();
    const double bufferMs = 1000 * options.value(u"buffer"_s).toDouble();
    if (!(scale > 0) || !(bufferMs >= 10'000)) {
        std::fputs("--scale must be more than 0, --buffer at least 10\n", stderr);
        return 2;
    }
    const auto traces = options.isSet(u"traces"_s) ? loadTraces(options.value(u"traces"_s), scale)
                                                   : Result<std::vector<Trace>>(syntheticTraces(options.value(u"seed"_s).toUInt(), scale));
    if (!traces) {
        std::fprintf(stderr, "%s\n", qPrintable(traces.error().detail));
        return 1;
    }

    double longestMs = hourMs;
    for (const Trace &trace : *traces)
        longestMs = std::clamp(trace.durationMs(), longestMs, maxTraceHours * hourMs);
    const media::Manifest manifest = sampleManifest(qint64(longestMs + bufferMs) + 10'000);
    std::vector<std::vector<Heard>> heard;
    for (const Contender &contender : contenders) {
        std::vector<Heard> &own = heard.emplace_back();
        for (const Trace &trace : *traces) {
            const Listening listening{.durationMs = std::clamp(trace.durationMs(), hourMs, longestMs), .limitMs = bufferMs};
            own.push_back({simulate(trace, manifest, *contender.create(), listening), listening.durationMs / hourMs});
        }
    }

    bench::Report report(u"abr"_s);
    for (size_t i = 0; i < contenders.size(); ++i) {
        bench::Case result = summary(contenders[i].name, heard[i]);
        result.figures.push_back({u"needless_links"_s, double(needlessStops(heard[i], heard.back()))});
        report.add(std::move(result));
    }
    if (const QString path = options.value(u"per-trace"_s); !path.isEmpty()) {
        QFile file(path);
        const QByteArray json = QJsonDocument(perTrace(*traces, heard)).toJson();
        if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size()) {
            std::fprintf(stderr, "%s: %s\n", qPrintable(path), qPrintable(file.errorString()));
            return 1;
        }
    }
    return report.finish(app.arguments());
}
