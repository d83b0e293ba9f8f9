// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Defines MELODY_SANITIZED where AddressSanitizer or ThreadSanitizer is compiled in: GCC and clang say it differently. For the few
// places that can't be what they are under one, because it keeps freed memory or reserves terabytes of addresses.
#pragma once

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define MELODY_SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MELODY_SANITIZED
#endif
#endif
