// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A dispatcher to be killed: test_event_dispatcher CONNECTION. Two consumers note every event they see, without looking whether they
// had seen it before.

#include <events/events.h>
#include <telemetry/telemetry.h>

#include <QtCore/QCoreApplication>

#include <csignal>
#include <sys/prctl.h>

using namespace melody;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    QCoreApplication app(argc, argv);
    if (argc != 2)
        return 2;
    const SystemClock clock;
    const auto telemetry = telemetry::createTelemetry(clock, telemetry::Level::Error);
    const auto database = db::openDatabase({.connection = argv[1]}, *telemetry);
    std::vector<events::Consumer> consumers;
    for (const QString &name : {u"a"_s, u"b"_s})
        consumers.push_back({name, {u"counted"_s}, [name](db::Transaction &transaction, const events::Event &event) -> Result<void> {
                                 transaction.exec({"test.see", "INSERT INTO public.seen (consumer, id, n) VALUES ($1, $2, $3)"},
                                                  {name, event.id, event.payload.value(u"n"_s).toInt()});
                                 return {};
                             }});
    const auto dispatcher = events::createDispatcher(*database, consumers, clock);
    dispatcher->start();
    return QCoreApplication::exec();
}
