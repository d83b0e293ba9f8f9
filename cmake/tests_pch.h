// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pch.h"

// Not <QtTest/QtTest>: what is in it hangs on the libraries that a test links.
#include <QtCore/QtCore>
#include <QtTest/qtestassert.h>
#include <QtTest/qtestcase.h>
#include <QtTest/qtestdata.h>
