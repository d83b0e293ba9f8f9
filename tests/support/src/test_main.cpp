// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/test_main.h>

#include <QtCore/QCoreApplication>

namespace melody::test {
namespace {

struct Registered {
    const char *name;
    std::function<QObject *()> make;
};

std::vector<Registered> &registry()
{
    static std::vector<Registered> tests;
    return tests;
}

} // namespace

bool registerTest(const char *name, std::function<QObject *()> make)
{
    registry().push_back({name, std::move(make)});
    return true;
}

int runAll(QStringList arguments)
{
    QString only;
    if (arguments.contains(QStringLiteral("-list"))) {
        for (const Registered &test : registry())
            puts(test.name);
        return 0;
    }
    if (const auto at = arguments.indexOf(QStringLiteral("-only")); at >= 0 && at + 1 < arguments.size()) {
        only = arguments.takeAt(at + 1);
        arguments.removeAt(at);
    }
    int failures = 0;
    int ran = 0;
    for (const Registered &test : registry()) {
        if (!only.isEmpty() && only != QLatin1String(test.name))
            continue;
        const std::unique_ptr<QObject> object(test.make());
        failures += QTest::qExec(object.get(), arguments) == 0 ? 0 : 1;
        ++ran;
    }
    if (ran == 0)
        fputs("no test ran\n", stderr);
    return ran == 0 ? 2 : (failures > 0 ? 1 : 0);
}

} // namespace melody::test
