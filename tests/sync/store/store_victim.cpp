// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A program for store_test to kill: writes notes for ever, two of the same number in each transaction, and says the number once it is kept.
//   store_victim FILE

#include "test_schema.h"

#include <cstdio>

using namespace melody;

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    const auto opened = store::openStore({QString::fromLocal8Bit(argv[1]), test::keyOf('k'), {test::noteTable}});
    if (!opened)
        return 3;
    const auto before = (*opened)->read(
        [](store::Transaction &transaction) -> Result<qint64> { return transaction.exec(test::noteCount).first()->get<qint64>("n") / 2; });
    for (qint64 number = before.value_or(0);; ++number) {
        const auto kept = (*opened)->run(
            [&](store::Transaction &transaction) -> Result<void> {
                const QByteArray blob(int(number % 7) * 20'000, 'b');
                for (int i = 0; i < 2; ++i)
                    transaction.exec(test::insertNote, {QString::number(number), blob});
                return {};
            },
            number % 3 ? store::Durability::Process : store::Durability::Power);
        if (!kept)
            return 4;
        std::printf("%lld\n", static_cast<long long>(number));
        std::fflush(stdout);
    }
}
