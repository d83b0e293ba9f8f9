// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings from a file (JSON), then the environment (MELODY_HTTP_PORT), then flags (--http-port): later wins. Unknown keys are
// refused, and the nearest known one is suggested. `melodyd --check-config` prints what would be used, secrets hidden.
#pragma once

#include <values/result.h>

#include <QtCore/QHash>
#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <vector>

namespace melody::config {

enum class Type { Text, Integer, Boolean, Path, Secret };

struct Option {
    QString name; // "http.port"
    Type type = Type::Text;
    QVariant fallback; // used as it is when nothing sets it; invalid means required
    QString help;      // one line for --help
    qint64 min = 0;
    qint64 max = 0; // integers: min..max when max > min
};

class Settings {
public:
    // Of Text, Path (absolute) and Secret.
    [[nodiscard]] QString text(const QString &name) const { return m_values.value(name).toString(); }
    [[nodiscard]] qint64 integer(const QString &name) const { return m_values.value(name).toLongLong(); }
    [[nodiscard]] bool boolean(const QString &name) const { return m_values.value(name).toBool(); }
    // Every setting, a line each, "name = value   (from where)"; secrets as "***".
    [[nodiscard]] QString describe() const;

private:
    friend Result<Settings> load(const std::vector<Option> &, const QStringList &, const QHash<QString, QString> &);
    QHash<QString, QVariant> m_values;
    QStringList m_description;
};

// `arguments` without the program's name and what the program reads itself; `--config FILE` (or MELODY_CONFIG) names the file. In the
// file "http.port" is {"http": {"port": 1}}; as a flag --http-port=1, --http-port 1, for booleans also --name alone. Relative paths begin
// at the folder of the file that has them, else at the working folder. Variables MELODY_TEST_… are not ours.
// Invalid ("invalid_config") with every wrong setting, a line each in `detail`, and in `fields`.
[[nodiscard]] Result<Settings> load(const std::vector<Option> &options, const QStringList &arguments,
                                    const QHash<QString, QString> &environment);
[[nodiscard]] QString helpText(const std::vector<Option> &options);

} // namespace melody::config
