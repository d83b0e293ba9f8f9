// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <QtCore/QCoreApplication>

namespace melody::test {
int runAll(QStringList arguments);
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    return melody::test::runAll(app.arguments());
}
