// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What every screen that loads something has in common: it loads, is there, or failed with a sentence.
#pragma once

#include <QtCore/QObject>
#include <QtQml/qqmlregistration.h>
#include <values/result.h>

namespace melody::app {

// Thread: the GUI's.
class PageViewModel : public QObject {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(bool loading READ loading NOTIFY phaseChanged)
    Q_PROPERTY(bool ready READ ready NOTIFY phaseChanged)
    Q_PROPERTY(bool failed READ failed NOTIFY phaseChanged)
    // Empty unless failed. phaseChanged() is told again after a change of language.
    Q_PROPERTY(QString error READ error NOTIFY phaseChanged)

public:
    using QObject::QObject;
    [[nodiscard]] bool loading() const { return m_phase == Phase::Loading; }
    [[nodiscard]] bool ready() const { return m_phase == Phase::Ready; }
    [[nodiscard]] bool failed() const { return m_phase == Phase::Failed; }
    [[nodiscard]] QString error() const;

Q_SIGNALS:
    void phaseChanged();

protected:
    void setLoading();
    void setReady();
    void setFailed(const Error &error);
    void setIdle();

private:
    enum class Phase { Idle, Loading, Ready, Failed };

    Phase m_phase = Phase::Idle;
    Error m_error;
};

} // namespace melody::app
