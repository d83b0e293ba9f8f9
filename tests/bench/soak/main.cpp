// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ./dev bench soak: eight hours of playing, hurried through in ten minutes (soak/soak.h says what happens meanwhile).
//   underruns   that the network did not cause: 0
//   memory      RSS of client and player at rest, after the warm-up and at the end: 5 %
// Ends with 1 when either bar is missed or anything else went wrong.

#include <bench/report.h>
#include <soak/soak.h>

#include <QtCore/QCommandLineParser>
#include <QtCore/QCoreApplication>

#include <cstdio>

using namespace melody;
using namespace Qt::StringLiterals;

namespace {

constexpr double maxGrowthPercent = 5;

void tell(const soak::Figures &figures)
{
    const soak::Rest &rest = figures.rests.back();
    fprintf(stderr,
            "%5.1f min of music in %4.1f min: %d sessions, %d underruns (%d by the network), heap %.1f MB, RSS %.1f MB, server %.1f MB, %d "
            "faults\n",
            double(figures.heardMs) / 60'000, double(figures.wallMs) / 60'000, figures.sessions, figures.underruns,
            figures.underrunsByNetwork, rest.heapMb, rest.rssMb, rest.serverRssMb, int(figures.faults.size()));
}

bench::Case underruns(const soak::Figures &figures)
{
    bench::Case measured{.name = u"underruns"_s, .n = figures.sessions};
    measured.value = figures.underruns - figures.underrunsByNetwork;
    measured.unit = u"not caused by the network"_s;
    measured.figures = {{u"music_hours"_s, double(figures.heardMs) / 3'600'000},
                        {u"minutes"_s, double(figures.wallMs) / 60'000},
                        {u"underruns_by_network"_s, figures.underrunsByNetwork},
                        {u"rung_changes"_s, figures.rungChanges},
                        {u"faults"_s, double(figures.faults.size())}};
    for (const auto &[name, times] : figures.deeds)
        measured.figures.emplace_back(name, times);
    return measured;
}

bench::Case memory(const soak::Figures &figures)
{
    bench::Case measured{.name = u"memory"_s, .n = qint64(figures.rests.size())};
    measured.value = soak::growthPercent(figures.rests, &soak::Rest::rssMb);
    measured.unit = u"% more RSS at the end"_s;
    measured.figures = {{u"rss_mb"_s, figures.rests.empty() ? 0 : figures.rests.back().rssMb},
                        {u"heap_mb"_s, figures.rests.empty() ? 0 : figures.rests.back().heapMb},
                        {u"heap_growth_mb"_s, soak::growthMb(figures.rests, &soak::Rest::heapMb)},
                        {u"server_rss_growth_percent"_s, soak::growthPercent(figures.rests, &soak::Rest::serverRssMb)}};
    return measured;
}

} // namespace

int main(int argc, char **argv)
{
    soak::startCountingHeap();
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({{u"json"_s, u"Write the figures to this file, too."_s, u"F"_s},
                       {u"hours"_s, u"Of music."_s, u"N"_s, u"8"_s},
                       {u"seed"_s, u"Of what happens."_s, u"N"_s, u"1"_s}});
    parser.process(app);
    soak::Options options;
    options.musicMs = qint64(std::clamp(parser.value(u"hours"_s).toDouble(), 0.1, 1'000.0) * 3'600'000);
    options.seed = parser.value(u"seed"_s).toUInt();
    fprintf(stderr, "seed %u\n", options.seed);
    const soak::Figures figures = soak::run(options, tell);
    for (const QString &fault : figures.faults)
        fprintf(stderr, "%s\n", qPrintable(fault));
    bench::Report report(u"soak"_s);
    report.add(underruns(figures));
    report.add(memory(figures));
    const bool held = figures.faults.isEmpty() && figures.underruns == figures.underrunsByNetwork &&
                      soak::growthPercent(figures.rests, &soak::Rest::rssMb) <= maxGrowthPercent &&
                      soak::growthMb(figures.rests, &soak::Rest::heapMb) <= soak::heapSwingMb;
    const int written = report.finish(app.arguments());
    return held ? written : 1;
}
