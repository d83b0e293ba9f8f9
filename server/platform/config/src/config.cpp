// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <config/config.h>

#include "names.h"
#include "sources.h"

#include <QtCore/QDir>

#include <limits>

namespace melody::config {
using namespace Qt::StringLiterals;
namespace {

bool isBounded(const Option &option)
{
    return option.max > option.min;
}

// A fraction, an exponent or a number beyond 64 bits is no integer.
std::optional<qint64> integerFrom(const QVariant &value)
{
    bool good = false;
    if (value.metaType().id() == QMetaType::QString) {
        const qint64 number = value.toString().trimmed().toLongLong(&good);
        return good ? std::optional(number) : std::nullopt;
    }
    if (value.metaType().id() == QMetaType::LongLong)
        return value.toLongLong();
    const double number = value.toDouble(&good);
    const bool isWhole = good && value.metaType().id() == QMetaType::Double && std::abs(number) <= 9e15 && double(qint64(number)) == number;
    return isWhole ? std::optional(qint64(number)) : std::nullopt;
}

std::optional<bool> booleanFrom(const QVariant &value)
{
    if (value.metaType().id() == QMetaType::Bool)
        return value.toBool();
    const QString word = value.metaType().id() == QMetaType::QString ? value.toString().trimmed().toLower() : QString();
    if (word == u"true" || word == u"yes" || word == u"on" || word == u"1")
        return true;
    if (word == u"false" || word == u"no" || word == u"off" || word == u"0")
        return false;
    return std::nullopt;
}

// The value in the option's type, or what is wrong with it. The value itself is not repeated: it may be a secret.
tl::expected<QVariant, QString> converted(const Option &option, const Found &found)
{
    switch (option.type) {
    case Type::Integer: {
        const auto number = integerFrom(found.value);
        if (!number)
            return tl::unexpected(u"must be a whole number"_s);
        if (isBounded(option) && (*number < option.min || *number > option.max))
            return tl::unexpected(u"must be between %1 and %2"_s.arg(option.min).arg(option.max));
        return QVariant(*number);
    }
    case Type::Boolean: {
        const auto boolean = booleanFrom(found.value);
        return boolean ? tl::expected<QVariant, QString>(*boolean) : tl::unexpected(u"must be true or false"_s);
    }
    case Type::Text:
    case Type::Secret:
    case Type::Path:
        break;
    }
    if (found.value.metaType().id() != QMetaType::QString)
        return tl::unexpected(u"must be a text"_s);
    const QString text = found.value.toString();
    if (option.type != Type::Path || text.isEmpty())
        return QVariant(text);
    return QVariant(QDir::cleanPath(QDir(found.baseFolder.isEmpty() ? QDir::currentPath() : found.baseFolder).absoluteFilePath(text)));
}

QString shown(const Option &option, const QVariant &value)
{
    if (!value.isValid())
        return {};
    if (option.type == Type::Secret)
        return value.toString().isEmpty() ? u"(empty)"_s : u"***"_s;
    return value.toString();
}

Error refusal(QList<FieldError> wrong)
{
    std::stable_sort(wrong.begin(), wrong.end(), [](const FieldError &a, const FieldError &b) { return a.field < b.field; });
    QStringList lines;
    for (const FieldError &error : wrong)
        lines += error.detail;
    return {ErrorKind::Invalid, u"invalid_config"_s, lines.join(u'\n'), std::move(wrong)};
}

} // namespace

QString Settings::describe() const
{
    return m_description.join(u'\n');
}

Result<Settings> load(const std::vector<Option> &options, const QStringList &arguments, const QHash<QString, QString> &environment)
{
    Findings findings;
    QList<FieldError> errors;
    if (const QString path = filePath(arguments, environment); !path.isEmpty())
        readFile(path, options, findings, errors);
    readEnvironment(environment, options, findings, errors);
    readFlags(arguments, options, findings, errors);

    Settings settings;
    for (const Option &option : options) {
        const bool isSet = findings.contains(option.name);
        const Found found = isSet ? findings.value(option.name) : Found{option.fallback, u"default"_s, {}};
        if (!found.value.isValid() || found.value.isNull()) {
            errors.append(
                {option.name, u"required"_s,
                 u"%1 is required: %2 (%3 or %4)."_s.arg(option.name, option.help, environmentName(option.name), flagName(option.name))});
            continue;
        }
        const auto value = isSet ? converted(option, found) : tl::expected<QVariant, QString>(found.value);
        if (!value) {
            errors.append({option.name, u"invalid_value"_s, u"%1 (%2) %3."_s.arg(option.name, found.where, value.error())});
            continue;
        }
        settings.m_values.insert(option.name, *value);
        settings.m_description += u"%1 = %2   (%3)"_s.arg(option.name, shown(option, *value), found.where);
    }
    if (!errors.isEmpty())
        return tl::unexpected(refusal(std::move(errors)));
    return settings;
}

QString helpText(const std::vector<Option> &options)
{
    static constexpr std::array words{"TEXT"_L1, "N"_L1, "BOOL"_L1, "PATH"_L1, "SECRET"_L1};
    QString text = u"  --config FILE\n      settings as JSON; MELODY_CONFIG does the same\n"_s;
    for (const Option &option : options) {
        text += u"  %1 %2\n      %3"_s.arg(flagName(option.name), words[size_t(option.type)], option.help);
        if (isBounded(option))
            text += u"; %1 to %2"_s.arg(option.min).arg(option.max);
        text += option.fallback.isValid() ? u"; default \"%1\"\n"_s.arg(shown(option, option.fallback)) : u"; required\n"_s;
    }
    return text;
}

} // namespace melody::config
