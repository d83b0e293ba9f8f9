// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What commands are read with wherever they stand.
#pragma once

#include <wire/player.h>

#include "parts.h"

namespace melody::wire {

PlayerCommand readPlayerCommand(ObjectReader &reader);

} // namespace melody::wire
