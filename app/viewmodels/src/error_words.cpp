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
    CodeWords{"refresh_reused"_L1, QT_TRANSLATE_NOOP("Errors", "You've been signed out, because somebody else may have used this device's "
                                                               "sign-in. Sign in again, and change your password if that wasn't you.")},
    CodeWords{"stream_limit_reached"_L1, QT_TRANSLATE_NOOP("Errors", "Your plan is already playing on another device. Pause it there, then "
                                                                     "press Play here.")},
    CodeWords{"device_silent"_L1, QT_TRANSLATE_NOOP("Errors", "That device didn't answer, so the music stays here.")},
    CodeWords{"device_not_found"_L1, QT_TRANSLATE_NOOP("Errors", "That device is signed out.")},
    CodeWords{"skip_limit_reached"_L1,
              QT_TRANSLATE_NOOP("Errors", "No skips left this hour, so this song plays on. With a plan you skip as "
                                          "you like: Settings, Plans.")},
    CodeWords{"break_not_heard"_L1,
              QT_TRANSLATE_NOOP("Errors", "The music goes on after this short break. With a plan there are none: Settings, Plans.")},
    CodeWords{"shuffle_only"_L1,
              QT_TRANSLATE_NOOP("Errors", "Without a plan songs come shuffled. With one you choose what plays and when: Settings, Plans.")},
    CodeWords{"email_taken"_L1, QT_TRANSLATE_NOOP("Errors", "There is already an account with this e-mail. Sign in instead?")},
    CodeWords{"challenge_invalid"_L1, QT_TRANSLATE_NOOP("Errors", "That took too long. Give your e-mail and password again.")},
    CodeWords{"token_invalid"_L1, QT_TRANSLATE_NOOP("Errors", "This code was used already, or is too old. Ask for another e-mail.")},
    CodeWords{"wrong_proof"_L1, QT_TRANSLATE_NOOP("Errors", "That wasn't right. Try again.")},
    CodeWords{"step_up_required"_L1, QT_TRANSLATE_NOOP("Errors", "Nothing was changed, because we couldn't make sure that it's you.")},
    CodeWords{"second_factor_missing"_L1,
              QT_TRANSLATE_NOOP("Errors", "Staff pages open with two-step sign-in only. Set it up under Settings, Security.")},
    CodeWords{"version_conflict"_L1, QT_TRANSLATE_NOOP("Errors", "This was changed on another device. Look at it again, then save.")},
    CodeWords{"email_wanted"_L1, QT_TRANSLATE_NOOP("Errors", "This doesn't look like an e-mail address.")},
    CodeWords{
        "no_single_sign_on"_L1,
        QT_TRANSLATE_NOOP("Errors", "We know no organisation for this address. Sign in with your password, or ask your organisation.")},
    CodeWords{"no_loopback"_L1, QT_TRANSLATE_NOOP("Errors", "Your browser can't come back to Melody on this device. Sign in with your "
                                                            "password.")},
    CodeWords{"authorization_denied"_L1, QT_TRANSLATE_NOOP("Errors", "You weren't signed in there. Try again, or choose another way.")},
    CodeWords{"authorization_timeout"_L1, QT_TRANSLATE_NOOP("Errors", "Nobody came back from the browser. Try again when you like.")},
    CodeWords{"authorization_unknown"_L1, QT_TRANSLATE_NOOP("Errors", "That took too long. Try again.")},
    CodeWords{"identity_taken"_L1,
              QT_TRANSLATE_NOOP("Errors", "This account is linked to an account of Melody already. Sign in with it to see which one.")},
    CodeWords{"too_many_identities"_L1, QT_TRANSLATE_NOOP("Errors", "You have linked many accounts. Unlink one first.")},
    CodeWords{"browser_failed"_L1, QT_TRANSLATE_NOOP("Errors", "The page can't be opened. Is there a browser on this device?")},
    CodeWords{"file_not_written"_L1, QT_TRANSLATE_NOOP("Errors", "The file can't be written there. Choose another place.")},
    CodeWords{"file_not_opened"_L1, QT_TRANSLATE_NOOP("Errors", "Nothing on this device shows a PDF. Copy or save the codes instead.")},
    CodeWords{"mail_unavailable"_L1, QT_TRANSLATE_NOOP("Errors", "We can't send e-mail right now. Try again in a while.")},
    CodeWords{"family_full"_L1,
              QT_TRANSLATE_NOOP("Errors", "Your plan takes no more members. Change your plan, or remove somebody first.")},
    CodeWords{"in_a_family"_L1, QT_TRANSLATE_NOOP("Errors", "You are in a family already. Leave it first.")},
    CodeWords{"invitation_invalid"_L1, QT_TRANSLATE_NOOP("Errors", "This invitation is over, or was used already. Ask for another one.")},
    CodeWords{"not_the_owner"_L1, QT_TRANSLATE_NOOP("Errors", "Only who manages the family can change this.")},
    CodeWords{"not_for_children"_L1, QT_TRANSLATE_NOOP("Errors", "Ask who manages your family to do this for you.")},
    CodeWords{"explicit_not_allowed"_L1,
              QT_TRANSLATE_NOOP("Errors", "Your family doesn't allow explicit music for you. Pick something else.")},
    CodeWords{"kind_not_allowed"_L1, QT_TRANSLATE_NOOP("Errors", "Your family doesn't allow this for you. Pick something else.")},
    CodeWords{"quiet_hours"_L1, QT_TRANSLATE_NOOP("Errors", "It's quiet time now. You can listen again when it's over.")},
    CodeWords{"daily_limit"_L1, QT_TRANSLATE_NOOP("Errors", "Your listening time for today is up. See you tomorrow!")},
    CodeWords{"no_output_device"_L1, QT_TRANSLATE_NOOP("Errors", "No speakers or headphones were found. Connect some, then press Play.")},
    CodeWords{"output_lost"_L1, QT_TRANSLATE_NOOP("Errors", "Your speakers or headphones went away. Press Play to go on.")},
    CodeWords{"licence_expired"_L1,
              QT_TRANSLATE_NOOP("Errors", "This download hasn't met Melody for 30 days. Go online once, then it plays "
                                          "offline again.")},
    CodeWords{"licence_not_yours"_L1, QT_TRANSLATE_NOOP("Errors", "This was downloaded for another account or device. Download it again.")},
    CodeWords{"disk_full"_L1, QT_TRANSLATE_NOOP("Errors", "There is no room left on this device. Remove something, then try again.")},
    CodeWords{"chunk_damaged"_L1,
              QT_TRANSLATE_NOOP("Errors", "This track arrived damaged. Press Play to try again, or skip to the next one.")},
};

const char *kindWords(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Unauthenticated:
        return QT_TRANSLATE_NOOP("Errors", "You've been signed out. Sign in to go on.");
    case ErrorKind::PlanRequired:
        return QT_TRANSLATE_NOOP("Errors", "Your plan doesn't include this. See what others do in Settings, Plans.");
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

struct FieldWords {
    QLatin1StringView field;
    QLatin1StringView code; // empty: whatever else is wrong with it
    const char *text;
};

constexpr std::array fieldWords{
    FieldWords{"email"_L1, "required"_L1, QT_TRANSLATE_NOOP("Errors", "Enter your e-mail address.")},
    FieldWords{"email"_L1, "taken"_L1, QT_TRANSLATE_NOOP("Errors", "There is already an account with this e-mail. Sign in instead?")},
    FieldWords{"email"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "This doesn't look like an e-mail address.")},
    FieldWords{"password"_L1, "required"_L1, QT_TRANSLATE_NOOP("Errors", "Enter your password.")},
    FieldWords{"password"_L1, "too_long"_L1, QT_TRANSLATE_NOOP("Errors", "This password is too long: 128 characters at most.")},
    FieldWords{"password"_L1, "too_common"_L1,
               QT_TRANSLATE_NOOP("Errors", "This password is one of the first a thief tries. Choose another one.")},
    FieldWords{"password"_L1, "common_with_more"_L1,
               QT_TRANSLATE_NOOP("Errors", "This is a password that thieves try, with something added. Choose another one.")},
    FieldWords{"password"_L1, "is_name"_L1,
               QT_TRANSLATE_NOOP("Errors", "Your password can't be made of your name, your e-mail or Melody's. Choose another one.")},
    FieldWords{"password"_L1, "is_email"_L1, QT_TRANSLATE_NOOP("Errors", "Your password can't be your e-mail address.")},
    FieldWords{"password"_L1, "child_too_short"_L1, QT_TRANSLATE_NOOP("Errors", "Use at least 4 characters.")},
    FieldWords{"password"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Use at least 12 characters that are hard to guess.")},
    FieldWords{"current_password"_L1, "required"_L1, QT_TRANSLATE_NOOP("Errors", "Enter your password.")},
    FieldWords{"current_password"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "This isn't your present password.")},
    FieldWords{"display_name"_L1, "too_long"_L1, QT_TRANSLATE_NOOP("Errors", "This name is too long: 80 characters at most.")},
    FieldWords{"display_name"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Enter the name others will see.")},
    FieldWords{"code"_L1, "required"_L1, QT_TRANSLATE_NOOP("Errors", "Enter the code.")},
    FieldWords{"code"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "That isn't the code of this moment. Codes change every 30 seconds.")},
    FieldWords{"totp"_L1, "required"_L1, QT_TRANSLATE_NOOP("Errors", "Enter the code.")},
    FieldWords{"totp"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "That isn't the code of this moment. Codes change every 30 seconds.")},
    FieldWords{"token"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Enter the code of the e-mail.")},
    FieldWords{"avatar"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "This can't be used as a picture. Choose a JPEG, PNG or WebP.")},
    FieldWords{"time_zone"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Choose a time zone of the list, such as Europe/Madrid.")},
    FieldWords{"birth_date"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Write the date as year, month, day: 1990-12-31.")},
    FieldWords{"payment_country"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Use the two letters of a country, such as ES.")},
    FieldWords{"quiet_from"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Write the time as hours and minutes: 20:00.")},
    FieldWords{"quiet_until"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Write the time as hours and minutes: 20:00.")},
    FieldWords{"user_name"_L1, "taken"_L1, QT_TRANSLATE_NOOP("Errors", "Another child of your family has this name already.")},
    FieldWords{"user_name"_L1, ""_L1, QT_TRANSLATE_NOOP("Errors", "Use small letters, digits, dots and dashes; 40 at most.")},
};

} // namespace

QString errorSentence(const Error &error)
{
    const auto known = std::find_if(codeWords.begin(), codeWords.end(), [&](const CodeWords &row) { return row.code == error.code; });
    if (known != codeWords.end())
        return words(known->text);
    return error.kind == ErrorKind::RateLimited ? tryLater(error) : words(kindWords(error.kind));
}

QString signInSentence(const Error &error)
{
    if (error.kind == ErrorKind::Unauthenticated && error.code != u"challenge_invalid" && error.code != u"refresh_reused")
        return words(QT_TRANSLATE_NOOP("Errors", "That e-mail and password don't go together. Try again."));
    return errorSentence(error);
}

QString childSignInSentence(const Error &error)
{
    if (error.kind == ErrorKind::Unauthenticated)
        return words(QT_TRANSLATE_NOOP("Errors", "The code or the password isn't right. A code works once: ask for a new one."));
    return errorSentence(error);
}

QString fieldSentence(const Error &error, const QString &field)
{
    const auto wrong = std::find_if(error.fields.begin(), error.fields.end(), [&](const FieldError &row) { return row.field == field; });
    if (wrong == error.fields.end())
        return {};
    const auto known = std::find_if(fieldWords.begin(), fieldWords.end(), [&](const FieldWords &row) {
        return row.field == field && (row.code.isEmpty() || row.code == wrong->code);
    });
    return words(known != fieldWords.end() ? known->text : kindWords(ErrorKind::Invalid));
}

} // namespace melody::app
