// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace melody::server {

// Takes over SIGTERM and SIGINT and leaves SIGPIPE unheard. One in the process, made before any thread.
// The signal mask is left alone, so that child processes start with a clean one.
class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal &) = delete;
    StopSignal &operator=(const StopSignal &) = delete;
    // Blocks until one of the two arrives. A second one after that ends the process at once.
    void wait();

private:
    int m_pipe[2] = {-1, -1};
};

} // namespace melody::server
