// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "syncer.h"

#include <QtCore/QRandomGenerator>

namespace melody::library {

Syncer::Syncer(Parts parts) : m_parts(std::move(parts))
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &Syncer::proceed);
}

void Syncer::setUser(const UserId &user)
{
    m_user = user;
    m_facts = {.hasUser = !user.isNull(), .isBusy = m_facts.isBusy, .hasLive = m_facts.hasLive};
    m_failures = 0;
    look();
    m_parts.changed();
    proceed();
}

void Syncer::wishKept()
{
    look();
    m_parts.changed();
    proceed();
}

void Syncer::hear(qint64 revision)
{
    m_facts.told = std::max(m_facts.told, revision);
    m_facts.notBefore = {};
    proceed();
}

void Syncer::hearStanding(qint64 revision)
{
    m_facts.isStale |= revision != m_facts.revision;
    hear(revision);
}

void Syncer::setLive(bool connected)
{
    m_facts.hasLive = connected;
    proceed();
}

void Syncer::retryNow()
{
    m_facts.notBefore = {};
    m_facts.isStale = true;
    proceed();
}

bool Syncer::isSettled() const
{
    return m_facts.hasUser && !m_facts.isBusy && m_facts.unsent == 0 && !m_facts.isStale && !m_facts.more &&
           m_facts.told <= m_facts.revision;
}

// Asks the store where things stand.
void Syncer::look()
{
    const auto progress = m_user.isNull() ? Progress() : m_parts.mirror.progress(m_user).value_or(Progress());
    m_facts.unsent = progress.unsent;
    m_facts.revision = progress.revision;
    m_since = progress.since;
    m_isComplete = progress.isComplete;
}

void Syncer::proceed()
{
    m_timer.stop();
    m_facts.now = monotonic();
    const SyncStep step = nextStep(m_facts, m_parts.options);
    if (step.step == Step::Push)
        push();
    else if (step.step == Step::Pull)
        pull();
    else if (step.step == Step::Wait)
        m_timer.start(step.pause + std::chrono::milliseconds(1));
}

void Syncer::push()
{
    const auto sent = m_parts.mirror.unsent(m_user, m_batch);
    if (!sent)
        return failed(sent.error());
    m_facts.isBusy = true;
    m_parts.api.send({*sent}, this,
                     [this, user = m_user, sent = *sent](const Result<wire::MutationAnswer> &answer) { pushed(user, sent, answer); });
}

void Syncer::pushed(const UserId &user, const Waiting &sent, const Result<wire::MutationAnswer> &answer)
{
    m_facts.isBusy = false;
    if (!answer && !isHopeless(answer.error()))
        return failed(answer.error());
    if (!answer) {
        m_batch = 1;
        if (sent.size() == 1) {
            (void)m_parts.mirror.giveUp(user, sent.front().id);
            m_parts.refused(sent.front(), answer.error());
        }
        return worked();
    }
    m_batch = wire::maxMutations;
    const auto refusals = m_parts.mirror.acknowledge(user, *answer);
    if (!refusals)
        return failed(refusals.error());
    if (user == m_user)
        m_facts.told = std::max(m_facts.told, answer->revision);
    for (const wire::MutationResult &result : *refusals) {
        const auto wish = std::find_if(sent.begin(), sent.end(), [&](const wire::Mutation &each) { return each.id == result.id; });
        if (wish != sent.end())
            m_parts.refused(*wish, {ErrorKind::Conflict, result.code, result.detail, result.fields});
    }
    worked();
}

void Syncer::pull()
{
    m_facts.isBusy = true;
    m_facts.isStale = false; // from now on; what is heard of meanwhile may not be in the answer
    m_facts.told = 0;
    m_parts.api.changes(m_since, this,
                        [this, user = m_user, since = m_since](const Result<wire::SyncPage> &page) { pulled(user, since, page); });
}

void Syncer::pulled(const UserId &user, const QString &since, const Result<wire::SyncPage> &page)
{
    m_facts.isBusy = false;
    const auto taken = page ? m_parts.mirror.absorb(user, since, *page) : Result<bool>(tl::unexpected(page.error()));
    if (!taken) {
        m_facts.isStale = true;
        return failed(taken.error());
    }
    m_facts.lookedAt = monotonic();
    if (user == m_user)
        m_facts.more = *taken && page->more;
    worked();
}

void Syncer::worked()
{
    m_failures = 0;
    m_isReachable = true;
    m_facts.notBefore = {};
    look();
    m_parts.changed();
    proceed();
}

void Syncer::failed(const Error &error)
{
    ++m_failures;
    m_isReachable = error.kind != ErrorKind::Unavailable;
    m_facts.notBefore =
        monotonic() + backoff(m_failures, error.retryAfterMs, m_parts.options, QRandomGenerator::global()->generateDouble());
    m_parts.changed();
    proceed();
}

} // namespace melody::library
