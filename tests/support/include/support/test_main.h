// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Qt Test classes register themselves; one binary runs them all. `-list` prints the classes, `-only Name` runs one;
// every other argument goes to Qt Test.
#pragma once

#include <QtTest/QtTest>

#include <functional>

namespace melody::test {

bool registerTest(const char *name, std::function<QObject *()> make);

} // namespace melody::test

#define MELODY_TEST(Class) static const bool registered##Class = melody::test::registerTest(#Class, [] { return new Class; });
