// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "sources.h"

#include "names.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonDocument>
#include <QtCore/QJsonObject>

namespace melody::config {
using namespace Qt::StringLiterals;
namespace {

constexpr qint64 maxFileBytes = 1024 * 1024;
constexpr auto configFlag = "--config"_L1;
constexpr auto configVariable = "MELODY_CONFIG"_L1;
// Belong to the test runner, whose environment a server under test inherits.
constexpr auto testPrefix = "MELODY_TEST_"_L1;

using NameOf = QString (*)(const QString &);

// "http.port" by what it is called in a source.
QHash<QString, const Option *> optionsBy(NameOf nameOf, const std::vector<Option> &options)
{
    QHash<QString, const Option *> byName;
    for (const Option &option : options)
        byName.insert(nameOf(option.name), &option);
    return byName;
}

QString plainName(const QString &option)
{
    return option;
}

FieldError unknown(const QString &name, const QString &where, const QStringList &known)
{
    const QString meant = nearest(name, known);
    return {name, u"unknown_setting"_s,
            u"%1: there is no setting \"%2\"%3"_s.arg(where, name, meant.isEmpty() ? u"."_s : u"; did you mean \"%1\"?"_s.arg(meant))};
}

void flatten(const QJsonObject &object, const QString &prefix, QList<std::pair<QString, QJsonValue>> &to)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const QString name = prefix + member.key();
        if (member->isObject())
            flatten(member->toObject(), name + u'.', to);
        else
            to.append({name, *member});
    }
}

Result<QJsonObject> parseFile(const QString &path)
{
    QFile file(path);
    const auto wrong = [&](const QString &what) { return fail(ErrorKind::Invalid, u"invalid_file"_s, u"%1: %2"_s.arg(path, what)); };
    if (!file.open(QIODevice::ReadOnly))
        return wrong(file.errorString());
    const QByteArray text = file.read(maxFileBytes + 1);
    if (text.size() > maxFileBytes)
        return wrong(u"larger than 1 MiB"_s);
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        return wrong(u"line %1: %2"_s.arg(text.first(error.offset).count('\n') + 1).arg(error.errorString()));
    if (!document.isObject())
        return wrong(u"must be one JSON object"_s);
    return document.object();
}

} // namespace

void readFile(const QString &path, const std::vector<Option> &options, Findings &findings, QList<FieldError> &errors)
{
    const auto object = parseFile(path);
    if (!object) {
        errors.append({u"config"_s, object.error().code, object.error().detail});
        return;
    }
    const auto byName = optionsBy(plainName, options);
    QList<std::pair<QString, QJsonValue>> members;
    flatten(*object, {}, members);
    for (const auto &[name, value] : members) {
        if (byName.contains(name))
            findings.insert(name, {value.toVariant(), u"file "_s + path, QFileInfo(path).absolutePath()});
        else
            errors.append(unknown(name, path, byName.keys()));
    }
}

void readEnvironment(const QHash<QString, QString> &environment, const std::vector<Option> &options, Findings &findings,
                     QList<FieldError> &errors)
{
    const auto byName = optionsBy(environmentName, options);
    for (auto variable = environment.begin(); variable != environment.end(); ++variable) {
        if (!variable.key().startsWith("MELODY_"_L1) || variable.key().startsWith(testPrefix) || variable.key() == configVariable)
            continue;
        if (const Option *option = byName.value(variable.key()))
            findings.insert(option->name, {variable.value(), u"environment "_s + variable.key(), {}});
        else
            errors.append(unknown(variable.key(), u"environment"_s, byName.keys()));
    }
}

void readFlags(const QStringList &arguments, const std::vector<Option> &options, Findings &findings, QList<FieldError> &errors)
{
    const auto byName = optionsBy(flagName, options);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        const QString &argument = arguments[i];
        const QString flag = argument.section(u'=', 0, 0);
        const bool hasValue = argument.contains(u'=');
        const Option *option = byName.value(flag);
        if (!option && flag != configFlag) {
            errors.append(unknown(flag, u"command line"_s, byName.keys() << configFlag));
            continue;
        }
        QString value = argument.section(u'=', 1);
        if (!hasValue && option && option->type == Type::Boolean) {
            value = u"true"_s;
        } else if (!hasValue) {
            if (i + 1 == arguments.size() || arguments[i + 1].startsWith("--"_L1)) {
                errors.append({flag, u"value_missing"_s, u"command line: %1 needs a value."_s.arg(flag)});
                continue;
            }
            value = arguments[++i];
        }
        if (option)
            findings.insert(option->name, {value, u"flag "_s + flag, {}});
    }
}

QString filePath(const QStringList &arguments, const QHash<QString, QString> &environment)
{
    QString path = environment.value(configVariable);
    for (qsizetype i = 0; i < arguments.size(); ++i) {
        if (arguments[i] == configFlag && i + 1 < arguments.size())
            path = arguments[++i];
        else if (arguments[i].startsWith(configFlag + u'='))
            path = arguments[i].sliced(configFlag.size() + 1);
    }
    return path;
}

} // namespace melody::config
