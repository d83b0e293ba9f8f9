// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Pictures of people: taken as they come, made anew by the worker, served in sizes.
#pragma once

#include "shared.h"

namespace melody::accounts {

class Avatars {
public:
    explicit Avatars(Shared &shared) : m_shared(shared) {}
    [[nodiscard]] http::RouteTable routes();
    [[nodiscard]] jobs::Handler pictureHandler();

private:
    Result<http::Response> upload(const http::Request &request);
    Result<http::Response> remove(const http::Request &request);
    Result<http::Response> serve(const http::Request &request);
    Result<void> make(const jobs::Job &job);
    void drop(const jobs::Job &job);

    Shared &m_shared;
};

} // namespace melody::accounts
