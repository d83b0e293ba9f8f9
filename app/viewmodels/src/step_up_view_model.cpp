// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/step_up_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

TypedCode typedCode(const QString &text)
{
    constexpr int totpDigits = 6;
    QString bare = text;
    bare.remove(u' ');
    const bool digits = std::all_of(bare.begin(), bare.end(), [](QChar character) { return character >= u'0' && character <= u'9'; });
    if (bare.size() == totpDigits && digits)
        return {bare, {}};
    return {{}, bare.toUpper()};
}

bool StepUpViewModel::wantsProof(const Error &error)
{
    return error.code == u"step_up_required" || error.code == u"second_factor_missing";
}

void StepUpViewModel::want(Pending pending, bool codeWanted)
{
    m_pending = std::move(pending);
    setIdle();
    Q_EMIT wantedChanged();
    m_api.me(this, [this, codeWanted](const Result<wire::Profile> &profile) {
        if (profile && codeWanted && !profile->secondFactor) // there is none to give: it is to be set up
            return cancel();
        if (!profile || m_byCode == profile->secondFactor)
            return;
        m_byCode = profile->secondFactor;
        Q_EMIT wantedChanged();
    });
}

StepUpViewModel::Pending StepUpViewModel::take()
{
    Pending pending = std::exchange(m_pending, {});
    setIdle();
    Q_EMIT wantedChanged();
    return pending;
}

void StepUpViewModel::prove(const QString &text)
{
    if (loading() || !wanted() || text.trimmed().isEmpty())
        return;
    setLoading();
    const TypedCode code = m_byCode ? typedCode(text) : TypedCode{};
    const wire::ProofRequest request{m_byCode ? QString() : text, code.totp, code.recoveryCode};
    m_api.account().prove(request, this, [this](const Result<void> &proved) {
        if (!wanted())
            return;
        if (!proved)
            return setFailed(proved.error());
        if (const Pending pending = take(); pending.context)
            pending.repeat();
    });
}

void StepUpViewModel::cancel()
{
    if (!wanted())
        return;
    if (const Pending pending = take(); pending.context)
        pending.giveUp();
}

} // namespace melody::app
