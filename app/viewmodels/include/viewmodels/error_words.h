// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What went wrong, as a sentence a listener understands, in the language of the app.
#pragma once

#include <values/result.h>

namespace melody::app {

// Says what happened and, where there is something to do about it, what. Never shows `detail`, which is for developers.
[[nodiscard]] QString errorSentence(const Error &error);

// The same for a sign-in, where Unauthenticated means a wrong password and not a lost session.
[[nodiscard]] QString signInSentence(const Error &error);

// The same for a child, who signs in with a code.
[[nodiscard]] QString childSignInSentence(const Error &error);

// What is wrong with one field of the sign-up form ("email", "password", "display_name"); empty if nothing.
[[nodiscard]] QString fieldSentence(const Error &error, const QString &field);

} // namespace melody::app
