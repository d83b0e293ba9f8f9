// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <http_client/http_client.h>

#include "address_guard.h"

#include <QtCore/QFile>
#include <QtCore/QUrl>
#include <QtCore/QVector>

#include <curl/curl.h>
#include <mutex>

namespace melody::http_client {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype maxHeaderBytes = 64 * 1024;
constexpr size_t maxIdleHandles = 16;

using Handle = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

struct Receipt {
    Answer answer;
    qsizetype maxBytes = 0;
    qsizetype headerBytes = 0;
};

// libcurl calls these two; a result other than the size ends the transfer.
size_t takeBody(char *data, size_t, size_t size, void *into)
{
    auto &receipt = *static_cast<Receipt *>(into);
    if (receipt.answer.body.size() + qsizetype(size) > receipt.maxBytes)
        return 0;
    receipt.answer.body.append(data, qsizetype(size));
    return size;
}

size_t takeHeader(char *data, size_t, size_t size, void *into)
{
    auto &receipt = *static_cast<Receipt *>(into);
    receipt.headerBytes += qsizetype(size);
    if (receipt.headerBytes > maxHeaderBytes)
        return 0;
    const QByteArray line(data, qsizetype(size));
    if (const auto colon = line.indexOf(':'); colon > 0)
        receipt.answer.headers.insert(line.first(colon).trimmed().toLower(), line.sliced(colon + 1).trimmed());
    return size;
}

// In place of libcurl's own socket(2), after the name was resolved: here the address is known that will be connected to.
curl_socket_t openPublicSocket(void *, curlsocktype, curl_sockaddr *address)
{
    if (!isPublicAddress(address->addr))
        return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool mayBeAsked(const QUrl &url)
{
    if (!url.isValid() || url.host().isEmpty() || !url.userInfo().isEmpty())
        return false;
    const QString host = url.host();
    const bool loopback = host == u"localhost" || host == u"127.0.0.1" || host == u"::1";
    return url.scheme() == u"https" || (url.scheme() == u"http" && loopback);
}

// Whether the failure shows that no byte of the request was sent.
bool neverArrived(CURLcode code)
{
    return code == CURLE_COULDNT_RESOLVE_HOST || code == CURLE_COULDNT_CONNECT || code == CURLE_SSL_CONNECT_ERROR ||
           code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE;
}

class CurlClient final : public HttpClient {
public:
    explicit CurlClient(Options options) : m_options(std::move(options))
    {
        static std::once_flag once;
        std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    }
    Result<Answer> send(const Request &request) override;

private:
    Handle take();
    void giveBack(Handle handle);
    void prepare(CURL *curl, const Request &request, const curl_slist *headers, Receipt &receipt) const;

    const Options m_options;
    std::mutex m_mutex;
    std::vector<Handle> m_idle;
};

Handle CurlClient::take()
{
    const std::lock_guard lock(m_mutex);
    if (m_idle.empty())
        return {curl_easy_init(), curl_easy_cleanup};
    Handle handle = std::move(m_idle.back());
    m_idle.pop_back();
    return handle;
}

void CurlClient::giveBack(Handle handle)
{
    curl_easy_reset(handle.get()); // keeps its connections
    const std::lock_guard lock(m_mutex);
    if (m_idle.size() < maxIdleHandles)
        m_idle.push_back(std::move(handle));
}

void CurlClient::prepare(CURL *curl, const Request &request, const curl_slist *headers, Receipt &receipt) const
{
    curl_easy_setopt(curl, CURLOPT_URL, request.url.toUtf8().constData());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!m_options.caFile.isEmpty()) {
        curl_easy_setopt(curl, CURLOPT_CAINFO, QFile::encodeName(m_options.caFile).constData());
        curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    }
    if (m_options.publicAddressesOnly)
        curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, openPublicSocket);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, long(m_options.connectTimeout.count()));
    curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long(m_options.totalTimeout.count()));
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, request.method.constData());
    if (request.method == "POST" || request.method == "PUT" || request.method == "PATCH") {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.size()));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, request.body.constData());
    }
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &receipt);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, &receipt);
}

Result<Answer> CurlClient::send(const Request &request)
{
    if (!mayBeAsked(QUrl(request.url, QUrl::StrictMode)))
        return fail(ErrorKind::Invalid, u"url"_s, u"Only https, or http to this machine, is asked."_s);
    HeaderList headers(nullptr, curl_slist_free_all);
    const auto add = [&](const QByteArray &line) {
        if (curl_slist *longer = curl_slist_append(headers.get(), line.constData())) {
            (void)headers.release();
            headers.reset(longer);
        }
    };
    add("Expect:"); // a body goes with its head
    for (const auto &[name, value] : request.headers) {
        if (name.contains('\n') || value.contains('\n') || value.contains('\r') || value.contains('\0'))
            return fail(ErrorKind::Invalid, u"header"_s, u"A header may not hold a line break."_s);
        add(name + ": " + value);
    }
    Handle curl = take();
    if (!curl)
        return fail(ErrorKind::Unavailable, u"unreachable"_s, u"No memory for a request."_s);
    Receipt receipt;
    receipt.maxBytes = m_options.maxAnswerBytes;
    prepare(curl.get(), request, headers.get(), receipt);
    const CURLcode code = curl_easy_perform(curl.get());
    long status = 0;
    curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
    giveBack(std::move(curl));
    if (code != CURLE_OK)
        return fail(ErrorKind::Unavailable, neverArrived(code) ? u"unreachable"_s : u"no_answer"_s,
                    QString::fromUtf8(curl_easy_strerror(code)));
    receipt.answer.status = int(status);
    return std::move(receipt.answer);
}

} // namespace

std::unique_ptr<HttpClient> createHttpClient(Options options)
{
    return std::make_unique<CurlClient>(std::move(options));
}

} // namespace melody::http_client
