// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/socket.h>

namespace melody::http_client {

// Pure: whether the address can belong to a stranger's server on the internet. False for this machine, private and link-local networks
// (a cloud's metadata service lives there), multicast, documentation, and IPv6 forms that carry an IPv4 address: IANA's registries of
// special-purpose addresses (RFC 6890). A name that resolves to one of these must not lead a server into its own network.
[[nodiscard]] bool isPublicAddress(const sockaddr &address);

} // namespace melody::http_client
