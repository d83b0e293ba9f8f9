// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "asking.h"

#include <QtCore/QRandomGenerator>

#include <thread>

namespace melody::payments {
namespace {

using namespace Qt::StringLiterals;
using http_client::Answer;
using std::chrono::milliseconds;

constexpr milliseconds longestPause{2'000};
constexpr milliseconds defaultRetry{5'000};

bool mayHelpToAskAgain(const Answer &answer, const std::function<bool(const Answer &)> &isBusy)
{
    return answer.status == 429 || answer.status >= 500 || (isBusy && isBusy(answer));
}

milliseconds retryAfter(const Answer &answer)
{
    bool isNumber = false;
    const int seconds = answer.headers.value("retry-after").toInt(&isNumber);
    return isNumber && seconds > 0 && seconds <= 3600 ? milliseconds(std::chrono::seconds(seconds)) : milliseconds(0);
}

// Between the pause and its half, so that many who failed together don't come back together.
milliseconds jittered(milliseconds pause)
{
    return pause / 2 + milliseconds(QRandomGenerator::system()->bounded(int(pause.count() / 2 + 1)));
}

} // namespace

Result<Answer> ask(http_client::HttpClient &client, const http_client::Request &request, const GatewayOptions &options,
                   const std::function<bool(const Answer &)> &isBusy)
{
    milliseconds pause = options.firstPause;
    milliseconds wait{0};
    QString why;
    for (int attempt = 1; attempt <= options.attempts; ++attempt, pause = std::min(pause * 2, longestPause)) {
        auto answer = client.send(request);
        if (answer && !mayHelpToAskAgain(*answer, isBusy))
            return answer;
        if (!answer && answer.error().kind != ErrorKind::Unavailable)
            return answer;
        why = answer ? u"it answered %1"_s.arg(answer->status) : answer.error().detail;
        wait = answer ? retryAfter(*answer) : milliseconds(0);
        if (wait > longestPause)
            break;
        if (attempt < options.attempts)
            std::this_thread::sleep_for(std::max(wait, jittered(pause)));
    }
    Error error{ErrorKind::Unavailable, u"provider_unavailable"_s, u"The payment provider gave no answer: %1."_s.arg(why)};
    error.retryAfterMs = std::max(wait, defaultRetry).count();
    return tl::unexpected(error);
}

} // namespace melody::payments
