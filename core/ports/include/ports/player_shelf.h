// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the player keeps what it must know again after a crash: a few small records by name.
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace melody::ports {

// Thread: any. A record is whole or not there, whenever the process ends.
class PlayerShelf {
public:
    virtual ~PlayerShelf() = default;
    // Returns at once; of several under one name the last stays. Empty removes it. Written in the order of the calls.
    virtual void keep(const QString &name, const QByteArray &record) = 0;
    // Empty where there is none. May wait for the disk.
    [[nodiscard]] virtual QByteArray kept(const QString &name) const = 0;
};

} // namespace melody::ports
