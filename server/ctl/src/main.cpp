// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// melodyctl: the operator's command.

#include "command.h"

#include <QtCore/QCoreApplication>

namespace {

using namespace Qt::StringLiterals;
using namespace melody::ctl;

struct Command {
    QStringView name;
    QStringView help;
    int (*run)(const QStringList &);
};

constexpr Command commands[] = {
    {u"migrate", u"bring the database to the form that this version wants", runMigrate},
    {u"init-secrets", u"make the keys that a server needs", runInitSecrets},
    {u"create-user", u"make sure that an account exists and has its roles", runCreateUser},
    {u"remove-second-factor", u"let in who lost app and recovery codes", runRemoveSecondFactor},
    {u"import", u"upload a folder of music and publish it", runImport},
    {u"refund", u"give back what was paid, or a part of it", runRefund},
    {u"prices", u"list, add and end prices", runPrices},
    {u"academic-domains", u"list, add and remove domains of universities", runAcademicDomains},
    {u"house-ads", u"let the recordings of a release fill ad breaks", runHouseAds},
    {u"audit", u"prove that the audit log is whole", runAudit},
    {u"trace", u"show what happened inside one request or playback session", runTrace},
};

QString helpText()
{
    QString text = u"Usage: melodyctl COMMAND [OPTIONS]\n\nCommands:\n"_s;
    for (const Command &command : commands)
        text += u"  %1  %2\n"_s.arg(command.name.toString(), -20).arg(command.help);
    text += u"\nmelodyctl COMMAND --help says more, with examples.\n\n"
            "Examples:\n"
            "  melodyctl migrate --db-connection 'host=/run/postgresql dbname=melody user=melody_owner'\n"
            "  melodyctl init-secrets /etc/melody/secrets\n"
            "  melodyctl import ~/Music/Album --server https://127.0.0.1:8443 --ca-file ca.pem --email me@example.org --password-file -"_s;
    return text;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"melodyctl"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(MELODY_VERSION));
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    const QString name = arguments.value(0, u"--help"_s);
    if (name == u"--help" || name == u"-h" || name == u"help") {
        printLine(helpText());
        return 0;
    }
    if (name == u"--version") {
        printLine(u"melodyctl "_s + QCoreApplication::applicationVersion());
        return 0;
    }
    for (const Command &command : commands) {
        if (name == command.name)
            return command.run(arguments.sliced(1));
    }
    printError(u"melodyctl: there is no command '%1'. Try: melodyctl --help"_s.arg(name));
    return 2;
}
