// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <engine/sink_output.h>

namespace melody::player {

std::unique_ptr<AudioOutput> createSinkOutput()
{
#ifdef MELODY_PULSE
    return createPulseOutput();
#else
    return createQtOutput();
#endif
}

} // namespace melody::player
