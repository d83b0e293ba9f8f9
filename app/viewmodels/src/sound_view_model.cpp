// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/sound_view_model.h>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;
using player::EqualiserDb;
using player::Loudness;
using player::SoundSettings;

constexpr int settleMs = 120;

struct Preset {
    QLatin1StringView name;
    EqualiserDb bands;
};

constexpr std::array presets{
    Preset{"flat"_L1, {}},
    Preset{"bass"_L1, {6, 5, 4, 2, 0, 0, 0, 0, 0, 0}},
    Preset{"voice"_L1, {-4, -3, -2, 0, 2, 4, 4, 3, 1, 0}},
    Preset{"treble"_L1, {0, 0, 0, 0, 0, 0, 2, 4, 5, 6}},
    Preset{"evening"_L1, {-6, -4, -2, 0, 1, 1, 0, -1, -2, -3}},
};

constexpr std::array<QLatin1StringView, 3> loudnessWords{"off"_L1, "track"_L1, "album"_L1};

Loudness loudnessOf(const QString &word)
{
    for (size_t i = 0; i < loudnessWords.size(); ++i) {
        if (word == loudnessWords[i])
            return Loudness(i);
    }
    return Loudness::Track;
}

} // namespace

SoundViewModel::SoundViewModel(player::Player &player, const QString &file) : m_player(player)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, [this] {
        m_player.setSound(m_sound);
        keep();
    });
    if (file.isEmpty())
        return;
    m_store = std::make_unique<QSettings>(file, QSettings::IniFormat);
    m_sound.loudness = loudnessOf(m_store->value("sound/loudness"_L1).toString());
    m_sound.crossfadeMs = m_store->value("sound/crossfade_ms"_L1, 0).toInt();
    m_sound.speed = m_store->value("sound/speed"_L1, 1.0).toDouble();
    m_sound.trimSilence = m_store->value("sound/trim_silence"_L1, false).toBool();
    const QStringList kept = m_store->value("sound/equaliser_db"_L1).toStringList();
    for (qsizetype i = 0; i < kept.size() && i < player::equaliserBands; ++i)
        m_sound.equaliserDb[size_t(i)] = kept[i].toDouble();
    m_sound = player::withinLimits(m_sound);
    m_player.setSound(m_sound);
}

void SoundViewModel::apply(const SoundSettings &sound)
{
    const SoundSettings wanted = player::withinLimits(sound);
    if (wanted == m_sound)
        return;
    m_sound = wanted;
    m_settle.start();
    Q_EMIT changed();
}

void SoundViewModel::keep()
{
    if (!m_store)
        return;
    QStringList bands;
    for (const double db : m_sound.equaliserDb)
        bands.append(QString::number(db));
    m_store->setValue("sound/loudness"_L1, loudness());
    m_store->setValue("sound/crossfade_ms"_L1, m_sound.crossfadeMs);
    m_store->setValue("sound/speed"_L1, m_sound.speed);
    m_store->setValue("sound/trim_silence"_L1, m_sound.trimSilence);
    m_store->setValue("sound/equaliser_db"_L1, bands);
}

QString SoundViewModel::loudness() const
{
    return loudnessWords[size_t(m_sound.loudness)];
}

void SoundViewModel::setLoudness(const QString &loudness)
{
    SoundSettings sound = m_sound;
    sound.loudness = loudnessOf(loudness);
    apply(sound);
}

void SoundViewModel::setCrossfadeSeconds(int seconds)
{
    SoundSettings sound = m_sound;
    sound.crossfadeMs = std::clamp(seconds, 0, player::maxCrossfadeMs / 1000) * 1000;
    apply(sound);
}

void SoundViewModel::setSpeed(double speed)
{
    SoundSettings sound = m_sound;
    sound.speed = speed;
    apply(sound);
}

void SoundViewModel::setTrimSilence(bool trim)
{
    SoundSettings sound = m_sound;
    sound.trimSilence = trim;
    apply(sound);
}

QVariantList SoundViewModel::bands() const
{
    QVariantList bands;
    for (const double db : m_sound.equaliserDb)
        bands.append(db);
    return bands;
}

QStringList SoundViewModel::bandNames() const
{
    return u"31 62 125 250 500 1k 2k 4k 8k 16k"_s.split(u' ');
}

QString SoundViewModel::preset() const
{
    const auto found =
        std::find_if(presets.begin(), presets.end(), [this](const Preset &preset) { return preset.bands == m_sound.equaliserDb; });
    return found == presets.end() ? QString() : QString(found->name);
}

QStringList SoundViewModel::presetNames() const
{
    QStringList names;
    for (const Preset &preset : presets)
        names.append(preset.name);
    return names;
}

void SoundViewModel::setBand(int band, double db)
{
    if (band < 0 || band >= player::equaliserBands)
        return;
    SoundSettings sound = m_sound;
    sound.equaliserDb[size_t(band)] = db;
    apply(sound);
}

void SoundViewModel::usePreset(const QString &name)
{
    const auto found = std::find_if(presets.begin(), presets.end(), [&](const Preset &preset) { return preset.name == name; });
    if (found == presets.end())
        return;
    SoundSettings sound = m_sound;
    sound.equaliserDb = found->bands;
    apply(sound);
}

} // namespace melody::app
