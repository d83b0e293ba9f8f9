// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An event as it stands on the stream (WHATWG HTML, section 9.2.6). Pure.
#pragma once

#include <wire/live.h>

namespace melody::live {

// `id`: what the client says as Last-Event-ID when it comes back.
[[nodiscard]] QByteArray eventText(const wire::LiveEvent &event, std::optional<qint64> id = {});
// A comment, which says nothing but that somebody is there.
[[nodiscard]] QByteArray heartbeatText();
// nullopt for what is not one of our ids: nothing was seen.
[[nodiscard]] std::optional<qint64> parseEventId(const QByteArray &text);

} // namespace melody::live
