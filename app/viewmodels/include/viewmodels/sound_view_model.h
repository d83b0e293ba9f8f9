// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How music sounds: loudness, crossfade, equaliser, and of speech speed and pauses. Kept between runs.
#pragma once

#include <QtCore/QSettings>
#include <QtCore/QTimer>
#include <QtCore/QVariantList>
#include <QtQml/qqmlregistration.h>
#include <engine/player.h>

namespace melody::app {

// Thread: the GUI's. What a file says beyond the limits is brought into them.
class SoundViewModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the composition root")
    Q_PROPERTY(QString loudness READ loudness WRITE setLoudness NOTIFY changed) // off, track, album
    Q_PROPERTY(int crossfadeSeconds READ crossfadeSeconds WRITE setCrossfadeSeconds NOTIFY changed)
    Q_PROPERTY(double speed READ speed WRITE setSpeed NOTIFY changed)
    Q_PROPERTY(bool trimSilence READ trimSilence WRITE setTrimSilence NOTIFY changed)
    Q_PROPERTY(QVariantList bands READ bands NOTIFY changed)  // ten, in dB
    Q_PROPERTY(QStringList bandNames READ bandNames CONSTANT) // "31", … "16k"
    Q_PROPERTY(QString preset READ preset NOTIFY changed)     // flat, bass, voice, treble, evening, or empty: own bands
    Q_PROPERTY(QStringList presetNames READ presetNames CONSTANT)

public:
    // An empty file keeps nothing. Sets what the file says on the player.
    SoundViewModel(player::Player &player, const QString &file);
    [[nodiscard]] QString loudness() const;
    void setLoudness(const QString &loudness);
    [[nodiscard]] int crossfadeSeconds() const { return m_sound.crossfadeMs / 1000; }
    void setCrossfadeSeconds(int seconds);
    [[nodiscard]] double speed() const { return m_sound.speed; }
    void setSpeed(double speed);
    [[nodiscard]] bool trimSilence() const { return m_sound.trimSilence; }
    void setTrimSilence(bool trim);
    [[nodiscard]] QVariantList bands() const;
    [[nodiscard]] QStringList bandNames() const;
    [[nodiscard]] QString preset() const;
    [[nodiscard]] QStringList presetNames() const;

    Q_INVOKABLE void setBand(int band, double db);
    Q_INVOKABLE void usePreset(const QString &name);

Q_SIGNALS:
    void changed();

private:
    void apply(const player::SoundSettings &sound);
    void keep();

    player::Player &m_player;
    std::unique_ptr<QSettings> m_store;
    player::SoundSettings m_sound;
    QTimer m_settle; // a slider that moves is heard when it rests
};

} // namespace melody::app
