// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <support/fake_stream_source.h>

namespace melody::test {
namespace {

QByteArray flipped(QByteArray sealed)
{
    sealed[sealed.size() / 2] = char(sealed[sealed.size() / 2] ^ 0x10);
    return sealed;
}

} // namespace

class FakeStreamSource::Ticket final : public Pending {
public:
    Ticket(FakeStreamSource &source, std::shared_ptr<std::function<void()>> work, Received received)
        : m_source(source), m_work(std::move(work)), m_received(std::move(received))
    {
    }
    ~Ticket() override
    {
        const std::lock_guard lock(m_source.m_calling);
        *m_work = nullptr;
    }
    [[nodiscard]] std::optional<qint64> receivedBytes() const override
    {
        return m_received ? std::optional(m_received->load()) : std::nullopt;
    }

private:
    FakeStreamSource &m_source;
    std::shared_ptr<std::function<void()>> m_work;
    const Received m_received;
};

FakeStreamSource::FakeStreamSource()
{
    m_thread = std::thread([this] { run(); });
}

FakeStreamSource::~FakeStreamSource()
{
    {
        const std::lock_guard lock(m_mutex);
        m_quit = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

ContentId FakeStreamSource::add(TestAsset asset)
{
    const std::lock_guard lock(m_mutex);
    const auto content = ContentId::create(SystemClock().now());
    m_assets.emplace(content, std::move(asset));
    return content;
}

void FakeStreamSource::inlineFirst(std::optional<media::Rung> rung)
{
    const std::lock_guard lock(m_mutex);
    m_inline = rung;
}

void FakeStreamSource::giveAlbumLevel(const ports::Stream::Level &level)
{
    const std::lock_guard lock(m_mutex);
    m_albumLevel = level;
}

void FakeStreamSource::holdFrom(int index)
{
    {
        const std::lock_guard lock(m_mutex);
        m_holdFrom = index;
    }
    m_changed.notify_all();
}

void FakeStreamSource::release()
{
    holdFrom(INT_MAX);
}

void FakeStreamSource::damage(int index, int times)
{
    const std::lock_guard lock(m_mutex);
    m_damage[index] = times;
}

void FakeStreamSource::damageInline()
{
    const std::lock_guard lock(m_mutex);
    m_damageInline = true;
}

void FakeStreamSource::refuseOpening(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_openError = std::move(error);
}

void FakeStreamSource::refuseFetching(std::optional<Error> error)
{
    const std::lock_guard lock(m_mutex);
    m_fetchError = std::move(error);
}

void FakeStreamSource::overloadOnce(int index)
{
    const std::lock_guard lock(m_mutex);
    m_overloaded = index;
}

void FakeStreamSource::findBelow(int index)
{
    const std::lock_guard lock(m_mutex);
    m_foundBelow = index;
}

std::vector<FakeStreamSource::Fetch> FakeStreamSource::fetches() const
{
    const std::lock_guard lock(m_mutex);
    return m_fetches;
}

std::vector<PlaybackId> FakeStreamSource::openedSessions() const
{
    const std::lock_guard lock(m_mutex);
    return m_opened;
}

std::set<PlaybackId> FakeStreamSource::closedSessions() const
{
    const std::lock_guard lock(m_mutex);
    return m_closed;
}

std::unique_ptr<ports::StreamSource::Pending> FakeStreamSource::open(const ContentId &content, const PlaybackId &session,
                                                                     const TraceContext &trace, OpenDone done)
{
    return enqueue(-1, [this, content, session, trace, done = std::move(done)] { done(makeStream(content, session, trace)); });
}

void FakeStreamSource::lead(std::vector<Led> order, int skips, std::function<bool(const PlaybackId &)> isReported)
{
    const std::lock_guard lock(m_mutex);
    m_led = std::move(order);
    m_skips = skips;
    m_isReported = std::move(isReported);
}

std::unique_ptr<ports::StreamSource::Pending> FakeStreamSource::advance(const PlaybackId &session, bool skipped, const TraceContext &trace,
                                                                        OpenDone done)
{
    return enqueue(-1, [this, session, skipped, trace, done = std::move(done)] {
        {
            const std::lock_guard lock(m_mutex);
            const bool isBreak = m_led[m_ledPlace % m_led.size()].adBreak;
            if (isBreak && !m_isReported(session))
                return done(fail(ErrorKind::Conflict, QStringLiteral("break_not_heard"), {}));
            if (skipped && m_skips-- <= 0)
                return done(fail(ErrorKind::RateLimited, QStringLiteral("skip_limit_reached"), {}));
            ++m_ledPlace;
        }
        done(makeStream({}, {}, trace));
    });
}

std::unique_ptr<ports::StreamSource::Pending> FakeStreamSource::fetchChunk(const PlaybackId &session, media::Rung rung, int index,
                                                                           bool refresh, ChunkDone done)
{
    Received received;
    {
        const std::lock_guard lock(m_mutex);
        m_fetches.push_back({session, rung, index, refresh});
        if (index >= m_foundBelow)
            received = std::make_shared<std::atomic<qint64>>(0);
    }
    const auto work = [this, session, rung, index, received, done = std::move(done)] {
        auto chunk = makeChunk(session, rung, index);
        if (chunk && received)
            *received = chunk->size();
        done(std::move(chunk));
    };
    return enqueue(index, work, received);
}

void FakeStreamSource::takeOver(const ContentId &content)
{
    const std::lock_guard lock(m_mutex);
    m_takenOver.push_back(content);
}

std::vector<ContentId> FakeStreamSource::takenOver() const
{
    const std::lock_guard lock(m_mutex);
    return m_takenOver;
}

void FakeStreamSource::close(const PlaybackId &session)
{
    const std::lock_guard lock(m_mutex);
    m_closed.insert(session);
}

std::unique_ptr<ports::StreamSource::Pending> FakeStreamSource::enqueue(int chunk, std::function<void()> work, Received received)
{
    auto shared = std::make_shared<std::function<void()>>(std::move(work));
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back({chunk, shared});
    }
    m_changed.notify_all();
    return std::make_unique<Ticket>(*this, std::move(shared), std::move(received));
}

Result<ports::Stream> FakeStreamSource::makeStream(const ContentId &asked, const PlaybackId &session, const TraceContext &trace)
{
    const std::lock_guard lock(m_mutex);
    if (m_openError)
        return tl::unexpected(*m_openError);
    const std::optional<Led> led = m_led.empty() ? std::nullopt : std::optional(m_led[m_ledPlace % m_led.size()]);
    const ContentId content = led ? led->content : asked;
    const TestAsset &asset = m_assets.at(content);
    ports::Stream stream;
    stream.session = led || session.isNull() ? PlaybackId::create(SystemClock().now()) : session;
    stream.content = content;
    stream.manifest = asset.manifest;
    stream.key = asset.key;
    stream.countAfterMs = std::min<qint64>(30'000, asset.manifest.durationMs);
    stream.trace = trace;
    stream.album = m_albumLevel;
    if (led)
        stream.lead = ports::Stream::Lead{led->adBreak, std::max(0, m_skips)};
    if (m_inline && asset.manifest.find(*m_inline))
        stream.firstChunk = {*m_inline, 0, asset.sealed.at({*m_inline, 0})};
    if (stream.firstChunk && m_damageInline)
        stream.firstChunk->sealed = flipped(stream.firstChunk->sealed);
    m_sessions.emplace(stream.session, content);
    m_opened.push_back(stream.session);
    return stream;
}

Result<QByteArray> FakeStreamSource::makeChunk(const PlaybackId &session, media::Rung rung, int index)
{
    const std::lock_guard lock(m_mutex);
    if (m_fetchError)
        return tl::unexpected(*m_fetchError);
    if (m_overloaded == index) {
        m_overloaded = -1;
        return tl::unexpected(Error{ErrorKind::Unavailable, QStringLiteral("overloaded"), {}, {}, 100});
    }
    QByteArray sealed = m_assets.at(m_sessions.at(session)).sealed.at({rung, index});
    if (m_damage[index] > 0) {
        --m_damage[index];
        sealed = flipped(sealed);
    }
    return sealed;
}

void FakeStreamSource::run()
{
    for (;;) {
        std::shared_ptr<std::function<void()>> work;
        {
            std::unique_lock lock(m_mutex);
            const auto ready = [this] {
                return std::find_if(m_jobs.begin(), m_jobs.end(), [this](const Job &job) { return job.chunk < m_holdFrom; });
            };
            m_changed.wait(lock, [&] { return m_quit || ready() != m_jobs.end(); });
            if (m_quit)
                return;
            const auto job = ready();
            work = job->work;
            m_jobs.erase(job);
        }
        const std::lock_guard calling(m_calling);
        if (*work)
            (*work)();
    }
}

void RecordingReporter::report(const PlaybackId &session, const wire::Tick &tick)
{
    const std::lock_guard lock(m_mutex);
    m_ticks[session].push_back(tick);
}

std::vector<wire::Tick> RecordingReporter::ticks(const PlaybackId &session) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_ticks.find(session);
    return found == m_ticks.end() ? std::vector<wire::Tick>() : found->second;
}

} // namespace melody::test
