// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "framing_guard.h"
#include "fuzz_support.h"
#include "listener.h"
#include "qt_http.h"

#include <QtCore/QCoreApplication>

using namespace melody;
using namespace melody::http;
using fuzz::require;

namespace {

Verdict inspectInPieces(FramingGuard &guard, QByteArrayView bytes, qsizetype step)
{
    for (qsizetype size = std::min(step, bytes.size());; size = std::min(size + step, bytes.size())) {
        const Verdict verdict = guard.inspect(bytes.first(size));
        if (verdict != Verdict::NeedMore || size == bytes.size())
            return verdict;
    }
}

bool isClean(QByteArrayView text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return c == '\0' || c == '\r' || c == '\n'; });
}

void checkHead(const RequestHead &head, QByteArrayView bytes, const GuardLimits &limits)
{
    require(head.bytes <= bytes.size() && head.bytes <= limits.maxHeadBytes, "the head lies within the bytes and the limit");
    require(bytes.first(head.bytes).endsWith("\r\n\r\n"), "the head ends with a blank line");
    require(head.contentLength >= 0 && head.contentLength <= limits.maxBodyBytes, "the length is within the limit");
    require(head.target.in(bytes).startsWith('/') && isClean(head.target.in(bytes)), "the target is a path");
    require(qsizetype(head.headers.size()) <= limits.maxHeaders, "the number of headers is within the limit");
    for (const HeaderSlices &header : head.headers)
        require(header.name.size > 0 && isClean(header.name.in(bytes)) && isClean(header.value.in(bytes)), "headers are clean");
}

// QHttpServer itself, as the server uses it.
struct Parser {
    Parser()
    {
        auto listener = std::make_unique<Listener>([](qintptr) {});
        require(listener->listen(QHostAddress::LocalHost), "a socket can be had");
        http = std::make_unique<QtHttp>(std::move(listener));
        socket = http->open(QHostAddress::LocalHost);
    }
    std::unique_ptr<QtHttp> http;
    VettedSocket *socket = nullptr;
};

// What the guard lets through is for QHttpServer one request with the same body, neither less nor more.
void checkAgainstQHttpServer(const RequestHead &head, QByteArrayView bytes)
{
    static int argc = 0;
    static QCoreApplication application(argc, nullptr);
    static Parser parser;
    const QByteArray request = bytes.first(head.bytes).sliced(head.startsAt).toByteArray() + QByteArray(head.contentLength, 'b');
    const auto parsed = parser.http->parse(*parser.socket, request, head.contentLength);
    require(parsed.has_value(), "QHttpServer understands the same");
    require(parsed->body == QByteArray(head.contentLength, 'b'), "the body is the body");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    if (size == 0)
        return 0;
    GuardLimits limits;
    limits.maxBodyBytes = 64 * 1024;
    const QByteArrayView bytes(data + 1, qsizetype(size) - 1);
    FramingGuard whole(limits);
    FramingGuard cut(limits);
    const Verdict verdict = whole.inspect(bytes);
    require(inspectInPieces(cut, bytes, 1 + data[0] % 64) == verdict, "the verdict does not depend on how bytes were cut");
    if (verdict == Verdict::Refused) {
        require(whole.refusal().status == cut.refusal().status, "nor does the reason");
        require(whole.refusal().status >= 400 && whole.refusal().status <= 505, "a refusal has a status");
    } else if (verdict == Verdict::Complete) {
        checkHead(whole.head(), bytes, limits);
        require(whole.head().bytes == cut.head().bytes && whole.head().contentLength == cut.head().contentLength, "nor does the end");
        checkAgainstQHttpServer(whole.head(), bytes);
    }
    return 0;
}
