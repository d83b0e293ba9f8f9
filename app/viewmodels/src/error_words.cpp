// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/error_words.h>

#include <QtCore/QCoreApplication>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

QString words(const char *text)
{
    return QCoreApplication::translate("Errors", text);
}

QString tryLater(const Error &error)
{
    if (!error.retryAfterMs)
        return words(QT_TRANSLATE_NOOP("Errors", "That was a bit fast. Wait a moment, then try again."));
    const int seconds = int(std::clamp<qint64>((*error.retryAfterMs + 999) / 1000, 1, 3600));
    return QCoreApplication::translate("Errors", "That was a bit fast. Try again in %n second(s).", nullptr, seconds);
}

struct CodeWords {
    QLatin1StringView code;
    const char *text;
};

// Codes that mean something more exact than their kind.
constexpr std::array codeWords{
    CodeWords{"offline"_L1, QT_TRANSLATE_NOOP("Errors", "You seem to be offline. Check your connection and try again.")},
    CodeWords{"server_down"_L1, QT_TRANSLATE_NOOP("Errors", "Melody can't be reached right now. It isn't you. Try again in a moment.")},
    CodeWords{"timeout"_L1, QT_TRANSLATE_NOOP("Errors", "That took too long. Your connection may be slow. Try again.")},
    CodeWords{
        "untrusted_server"_L1,
        QT_TRANSLATE_NOOP("Errors", "This isn't the server Melody expects, so nothing was sent. Check your network or your settings.")},
    CodeWords{"signed_out"_L1, QT_TRANSLATE_NOOP("Errors", "You've been signed out. Sign in to go on.")},
    CodeWords{"stream_limit_reached"_L1, QT_TRANSLATE_NOOP("Errors", "Your plan is already playing on another device. Pause it there, then "
                                                                     "press Play here.")},
    CodeWords{"email_taken"_L1, QT_TRANSLATE_NOOP("Errors", "There is already an account with this e-mail. Sign in instead?")},
    CodeWords{"no_output_device"_L1, QT_TRANSLATE_NOOP("Errors", "No speakers or headphones were found. Connect some, then press Play.")},
    CodeWords{"output_lost"_L1, QT_TRANSLATE_NOOP("Errors", "Your speakers or headphones went away. Press Play to go on.")},
    CodeWords{"chunk_damaged"_L1,
              QT_TRANSLATE_NOOP("Errors", "This track arrived damaged. Press Play to try again, or skip to the next one.")},
};

const char *kindWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unauthenticated:
        return QT_TRANSLATE_NOOP("Errors", "You've been signed out. Sign in to go on.");
    case ErrorKind::PlanRequired:
        return QT_TRANSLATE_NOOP("Errors", "Your plan doesn't include this.");
    case ErrorKind::Forbidden:
        return QT_TRANSLATE_NOOP("Errors", "You can't listen to this here.");
    case ErrorKind::NotFound:
        return QT_TRANSLATE_NOOP("Errors", "This isn't on Melody any more.");
    case ErrorKind::Conflict:
    case ErrorKind::Stale:
        return QT_TRANSLATE_NOOP("Errors", "Something changed in the meantime. Have another look and try again.");
    case ErrorKind::Invalid:
        return QT_TRANSLATE_NOOP("Errors", "Something isn't filled in right.");
    case ErrorKind::Timeout:
        return QT_TRANSLATE_NOOP("Errors", "That took too long. Your connection may be slow. Try again.");
    case ErrorKind::Unavailable:
        return QT_TRANSLATE_NOOP("Errors", "Melody can't be reached right now. It isn't you. Try again in a moment.");
    default:
        return QT_TRANSLATE_NOOP("Errors", "Something went wrong on our side. Try again.");
    }
}

} // namespace

QString errorSentence(const Error &error)
{
    if (error.kind == ErrorKind::RateLimited)
        return tryLater(error);
    const auto known = std::find_if(codeWords.begin(), codeWords.end(), [&](const CodeWords &row) { return row.code == error.code; });
    return words(known != codeWords.end() ? known->text : kindWords(error.kind));
}

QString signInSentence(const Error &error)
{
    if (error.kind == ErrorKind::Unauthenticated)
        return words(QT_TRANSLATE_NOOP("Errors", "That e-mail and password don't go together. Try again."));
    return errorSentence(error);
}

QString fieldSentence(const Error &error, const QString &field)
{
    const auto wrong = std::find_if(error.fields.begin(), error.fields.end(), [&](const FieldError &row) { return row.field == field; });
    if (wrong == error.fields.end())
        return {};
    if (field == u"email")
        return wrong->code == u"required" ? words(QT_TRANSLATE_NOOP("Errors", "Enter your e-mail address."))
               : wrong->code == u"taken"
                   ? words(QT_TRANSLATE_NOOP("Errors", "There is already an account with this e-mail. Sign in instead?"))
                   : words(QT_TRANSLATE_NOOP("Errors", "This doesn't look like an e-mail address."));
    if (field == u"password")
        return wrong->code == u"required"   ? words(QT_TRANSLATE_NOOP("Errors", "Enter your password."))
               : wrong->code == u"too_long" ? words(QT_TRANSLATE_NOOP("Errors", "This password is too long: 256 characters at most."))
                                            : words(QT_TRANSLATE_NOOP("Errors", "Use at least 8 characters that are hard to guess."));
    if (field == u"display_name")
        return wrong->code == u"too_long" ? words(QT_TRANSLATE_NOOP("Errors", "This name is too long: 80 characters at most."))
                                          : words(QT_TRANSLATE_NOOP("Errors", "Enter the name others will see."));
    return words(kindWords(ErrorKind::Invalid));
}

} // namespace melody::app
