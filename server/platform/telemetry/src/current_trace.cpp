// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <telemetry/telemetry.h>

namespace melody::telemetry {
namespace {

thread_local std::optional<TraceContext> currentTrace;

} // namespace

CurrentTrace::CurrentTrace(TraceContext context) : m_previous(std::exchange(currentTrace, std::move(context)))
{
}

CurrentTrace::~CurrentTrace()
{
    currentTrace = std::move(m_previous);
}

std::optional<TraceContext> CurrentTrace::get()
{
    return currentTrace;
}

} // namespace melody::telemetry
