// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"
#include "redirect_request.h"

using namespace melody;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArrayView head(data, qsizetype(size));
    const auto visit = remote::parseVisit(head, "127.0.0.1:49152");
    const auto redirect = visit ? remote::redirectOf(*visit) : std::nullopt;
    if (!redirect)
        return 0;
    require(head.startsWith("GET /callback?") && !redirect->state.isEmpty(), "only our address is a redirect");
    require(redirect->code.isEmpty() != redirect->error.isEmpty(), "a code or an error");
    return 0;
}
