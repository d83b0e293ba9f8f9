// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A writer to be killed: test_object_writer ROOT SEED stores one object after the other and prints each name once it is stored.

#include <objects/object_store.h>

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>

#include <cstdio>

#include <csignal>
#include <sys/prctl.h>

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (argc != 3)
        return 2;
    const auto store = melody::objects::openFileStore(QFile::decodeName(argv[1]));
    if (!store)
        return 1;
    QRandomGenerator random(quint32(atoi(argv[2])));
    while (true) {
        QByteArray bytes(qsizetype(random.bounded(400'000)), Qt::Uninitialized);
        for (qsizetype i = 0; i < bytes.size(); i += 7)
            bytes[i] = char(random.generate());
        const auto name = (*store)->put(bytes);
        if (!name)
            return 1;
        std::puts(name->constData());
        std::fflush(stdout);
    }
}
