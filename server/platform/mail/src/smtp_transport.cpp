// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <mail/sending.h>

#include <QtNetwork/QHostAddress>

#include <curl/curl.h>

#include <cstring>

namespace melody::mail {
namespace {

using namespace Qt::StringLiterals;

struct EasyDeleter {
    void operator()(CURL *curl) const { curl_easy_cleanup(curl); }
};
struct ListDeleter {
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

// Hands the message out piece by piece.
struct Source {
    QByteArrayView rest;
    static size_t read(char *buffer, size_t size, size_t count, void *self)
    {
        QByteArrayView &rest = static_cast<Source *>(self)->rest;
        const qsizetype taken = std::min<qsizetype>(rest.size(), qsizetype(size * count));
        std::memcpy(buffer, rest.data(), size_t(taken));
        rest = rest.sliced(taken);
        return size_t(taken);
    }
};

class SmtpTransport final : public Transport {
public:
    explicit SmtpTransport(SmtpOptions options) : m_options(std::move(options)) {}

    Result<void> deliver(const Envelope &envelope) override
    {
        const std::unique_ptr<CURL, EasyDeleter> curl(curl_easy_init());
        const std::unique_ptr<curl_slist, ListDeleter> recipients(
            curl_slist_append(nullptr, ('<' + envelope.to.toUtf8() + '>').constData()));
        if (!curl || !recipients)
            return fail(ErrorKind::Unavailable, u"smtp_failed"_s, u"libcurl can't be started."_s);
        configure(curl.get());
        const QByteArray from = '<' + envelope.from.toUtf8() + '>';
        Source source{envelope.message};
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, from.constData());
        curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
        curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &Source::read);
        curl_easy_setopt(curl.get(), CURLOPT_READDATA, &source);
        std::array<char, CURL_ERROR_SIZE> words{};
        curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, words.data());
        const CURLcode code = curl_easy_perform(curl.get());
        if (code == CURLE_OK)
            return {};
        long reply = 0;
        curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
        const QString why = QString::fromUtf8(words[0] ? words.data() : curl_easy_strerror(code));
        // 5yz about this mail is final (RFC 5321, 4.2.1). A refused sign-in (535) is the operator's to mend, so the mail waits.
        if (reply >= 500 && reply < 600 && code != CURLE_LOGIN_DENIED && code != CURLE_USE_SSL_FAILED)
            return fail(ErrorKind::Invalid, u"mail_refused"_s, why);
        return fail(ErrorKind::Unavailable, u"smtp_failed"_s, why);
    }

private:
    void configure(CURL *curl) const
    {
        const QString scheme = m_options.implicitTls ? u"smtps"_s : u"smtp"_s;
        const QString host = m_options.host.contains(u':') ? u'[' + m_options.host + u']' : m_options.host;
        curl_easy_setopt(curl, CURLOPT_URL, u"%1://%2:%3"_s.arg(scheme, host).arg(m_options.port).toUtf8().constData());
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        curl_easy_setopt(curl, CURLOPT_PROXY, ""); // the environment has no say in where mail goes
        curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, long(m_options.connectTimeout.count()));
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, long(m_options.timeout.count()));
        curl_easy_setopt(curl, CURLOPT_USE_SSL, long(m_options.plain ? CURLUSESSL_NONE : CURLUSESSL_ALL));
        curl_easy_setopt(curl, CURLOPT_SSLVERSION, long(CURL_SSLVERSION_TLSv1_2));
        if (!m_options.caFile.isEmpty())
            curl_easy_setopt(curl, CURLOPT_CAINFO, m_options.caFile.toLocal8Bit().constData());
        if (!m_options.user.isEmpty()) {
            curl_easy_setopt(curl, CURLOPT_USERNAME, m_options.user.toUtf8().constData());
            curl_easy_setopt(curl, CURLOPT_PASSWORD, m_options.password.toUtf8().constData());
        }
    }

    SmtpOptions m_options;
};

bool isLocal(const QString &host)
{
    return host == u"localhost" || QHostAddress(host).isLoopback();
}

} // namespace

Result<std::unique_ptr<Transport>> createSmtpTransport(SmtpOptions options)
{
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    const auto wrong = [](const QString &why) { return fail(ErrorKind::Invalid, u"smtp_settings"_s, why); };
    if (started != CURLE_OK)
        return fail(ErrorKind::Internal, u"smtp_failed"_s, u"libcurl can't be started."_s);
    const auto inHost = [](QChar c) { return (c.unicode() < 128 && c.isLetterOrNumber()) || c == u'-' || c == u'.' || c == u':'; };
    if (options.host.isEmpty() || !std::all_of(options.host.begin(), options.host.end(), inHost) || options.port == 0)
        return wrong(u"the mail server must be a host and a port"_s);
    if (options.plain && !isLocal(options.host))
        return wrong(u"without TLS only a mail server on this machine is spoken to"_s);
    return std::make_unique<SmtpTransport>(std::move(options));
}

} // namespace melody::mail
