// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What somebody says about themselves.
#pragma once

#include "shared.h"

namespace melody::accounts {

class Profiles {
public:
    explicit Profiles(Shared &shared) : m_shared(shared) {}
    [[nodiscard]] http::RouteTable routes();

private:
    Result<http::Response> show(const http::Request &request);
    Result<http::Response> change(const http::Request &request);

    Shared &m_shared;
};

} // namespace melody::accounts
