// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "json_edit.h"

#include <QtCore/QJsonArray>

namespace melody::wire::test {
namespace {

using namespace Qt::StringLiterals;

void collect(const QJsonValue &value, const QString &path, QStringList &all, QStringList &objects)
{
    if (!path.isEmpty())
        all.append(path);
    if (value.isObject()) {
        objects.append(path);
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            collect(it.value(), path.isEmpty() ? it.key() : path + u'.' + it.key(), all, objects);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            collect(array[i], u"%1[%2]"_s.arg(path).arg(i), all, objects);
    }
}

// "tracks[2].title" -> tracks, 2, title
QStringList steps(QString path)
{
    return path.replace(u'[', u'.').remove(u']').split(u'.', Qt::SkipEmptyParts);
}

QJsonValue change(const QJsonValue &in, QStringList rest, const QJsonValue &value)
{
    if (rest.isEmpty())
        return value;
    const QString step = rest.takeFirst();
    if (in.isArray()) {
        QJsonArray array = in.toArray();
        array[step.toInt()] = change(array[step.toInt()], rest, value);
        return array;
    }
    QJsonObject object = in.toObject();
    const QJsonValue changed = change(object[step], rest, value);
    if (changed.isUndefined())
        object.remove(step);
    else
        object[step] = changed;
    return object;
}

} // namespace

QStringList allPaths(const QJsonObject &json)
{
    QStringList all;
    QStringList objects;
    collect(json, {}, all, objects);
    return all;
}

QStringList allObjects(const QJsonObject &json)
{
    QStringList all;
    QStringList objects;
    collect(json, {}, all, objects);
    return objects;
}

QJsonValue valueAt(const QJsonObject &json, const QString &path)
{
    QJsonValue value = json;
    for (const QString &step : steps(path))
        value = value.isArray() ? value.toArray().at(step.toInt()) : value.toObject()[step];
    return value;
}

QJsonObject replaced(const QJsonObject &json, const QString &path, const QJsonValue &value)
{
    return change(json, steps(path), value).toObject();
}

} // namespace melody::wire::test
