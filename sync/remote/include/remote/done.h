// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How the answers of the server arrive: see Api.
#pragma once

#include <values/result.h>

#include <functional>

namespace melody::remote {

template<typename T>
using Done = std::function<void(Result<T>)>;

} // namespace melody::remote
