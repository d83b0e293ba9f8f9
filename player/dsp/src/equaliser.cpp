// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <dsp/equaliser.h>

#include <cmath>
#include <complex>
#include <numbers>

namespace melody::player {
namespace {

constexpr double octaveQ = std::numbers::sqrt2;
constexpr double highestOfRate = 0.45;

struct Biquad {
    double b0, b1, b2, a1, a2;
};

Biquad peaking(double hz, double db, int sampleRate)
{
    const double a = std::pow(10.0, db / 40.0);
    const double w0 = 2 * std::numbers::pi * hz / sampleRate;
    const double alpha = std::sin(w0) / (2 * octaveQ);
    const double a0 = 1 + alpha / a;
    const double cosine = -2 * std::cos(w0) / a0;
    return {(1 + alpha * a) / a0, cosine, (1 - alpha * a) / a0, cosine, (1 - alpha / a) / a0};
}

bool isUsed(const EqualiserDb &bands, size_t band, int sampleRate)
{
    return bands[band] != 0 && equaliserHz[band] <= highestOfRate * sampleRate;
}

} // namespace

double equaliserResponseDb(const EqualiserDb &bands, int sampleRate, double hz)
{
    const std::complex<double> z = std::polar(1.0, -2 * std::numbers::pi * hz / sampleRate); // z^-1
    double db = 0;
    for (size_t band = 0; band < bands.size(); ++band) {
        if (!isUsed(bands, band, sampleRate))
            continue;
        const Biquad f = peaking(equaliserHz[band], bands[band], sampleRate);
        db += 20 * std::log10(std::abs((f.b0 + f.b1 * z + f.b2 * z * z) / (1.0 + f.a1 * z + f.a2 * z * z)));
    }
    return db;
}

void Equaliser::set(const EqualiserDb &bands, int sampleRate)
{
    if (bands == m_bands && sampleRate == m_sampleRate)
        return;
    m_bands = bands;
    m_sampleRate = sampleRate;
    m_filters.clear();
    for (size_t band = 0; band < bands.size(); ++band) {
        if (!isUsed(bands, band, sampleRate))
            continue;
        const Biquad f = peaking(equaliserHz[band], bands[band], sampleRate);
        m_filters.push_back({f.b0, f.b1, f.b2, f.a1, f.a2});
    }
}

void Equaliser::reset()
{
    for (Filter &filter : m_filters) {
        filter.z1 = {};
        filter.z2 = {};
    }
}

void Equaliser::process(float *samples, int frames)
{
    for (Filter &f : m_filters) {
        for (size_t channel = 0; channel < 2; ++channel) {
            double z1 = f.z1[channel];
            double z2 = f.z2[channel];
            for (size_t i = channel; i < size_t(frames) * 2; i += 2) {
                const double in = double(samples[i]);
                const double out = f.b0 * in + z1;
                z1 = f.b1 * in - f.a1 * out + z2;
                z2 = f.b2 * in - f.a2 * out;
                samples[i] = float(out);
            }
            f.z1[channel] = z1;
            f.z2[channel] = z2;
        }
    }
}

} // namespace melody::player
