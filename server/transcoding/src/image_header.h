// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How large a picture would be, known from its first bytes, before anything is unpacked.
#pragma once

#include <QtCore/QByteArray>

#include <optional>

namespace melody::transcoding {

enum class ImageKind { Jpeg, Png, Webp };

struct ImageHeader {
    ImageKind kind = ImageKind::Jpeg;
    int width = 0;
    int height = 0;
};

// JPEG (ITU-T T.81 annex B), PNG (W3C PNG section 11.2.1), WebP (RFC 9649). nullopt when it is none of them or has no size.
[[nodiscard]] std::optional<ImageHeader> readImageHeader(QByteArrayView bytes);

} // namespace melody::transcoding
