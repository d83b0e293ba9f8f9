// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/security_view_model.h>

#include <QtCore/QSaveFile>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>

namespace melody::app {

using namespace Qt::StringLiterals;

QString SecurityViewModel::enrolmentSecret() const
{
    constexpr int group = 4;
    QStringList groups;
    for (qsizetype i = 0; i < m_enrolment.secret.size(); i += group)
        groups.append(m_enrolment.secret.mid(i, group));
    return groups.join(u' ');
}

void SecurityViewModel::changePassword(const QString &current, const QString &password)
{
    if (current.isEmpty())
        return refuseField(u"current_password"_s, u"required"_s);
    if (password.size() < wire::shortestPassword)
        return refuseField(u"password"_s, u"too_short"_s);
    m_passwordChanged = false;
    Q_EMIT enrolmentChanged();
    send<void>(
        [this, current, password](remote::Done<void> done) {
            account().changePassword({current, password}, this, std::move(done));
        },
        [this] {
            m_passwordChanged = true;
            Q_EMIT enrolmentChanged();
        });
}

void SecurityViewModel::beginSecondFactor()
{
    send<wire::MfaEnrolment>([this](remote::Done<wire::MfaEnrolment> done) { account().beginSecondFactor(this, std::move(done)); },
                             [this](const wire::MfaEnrolment &enrolment) {
                                 m_enrolment = enrolment;
                                 Q_EMIT enrolmentChanged();
                             });
}

void SecurityViewModel::confirmSecondFactor(const QString &code)
{
    const QString digits = typedCode(code).totp;
    if (digits.isEmpty())
        return refuseField(u"totp"_s, code.trimmed().isEmpty() ? u"required"_s : u"wrong_code"_s);
    send<wire::RecoveryCodes>(
        [this, digits](remote::Done<wire::RecoveryCodes> done) { account().confirmSecondFactor(digits, this, std::move(done)); },
        [this](const wire::RecoveryCodes &codes) { showCodes(codes); });
}

void SecurityViewModel::showCodes(const wire::RecoveryCodes &codes)
{
    m_codes = codes.codes;
    m_enrolment = {};
    app()->session()->reloadProfile();
    Q_EMIT enrolmentChanged();
}

// How many codes are left may have changed since the profile was read: signing in here may have used one.
void SecurityViewModel::begin()
{
    connect(app()->session(), &SessionViewModel::profileChanged, this, &SecurityViewModel::codesLeftChanged);
    app()->session()->reloadProfile();
    Q_EMIT codesLeftChanged();
}

QString SecurityViewModel::codesLeft() const
{
    if (app() == nullptr || !app()->session()->secondFactor())
        return {};
    const int left = app()->session()->recoveryCodesLeft();
    if (left == 0)
        return tr("No recovery code is left. Without your phone you could not sign in.");
    return tr("%n recovery code(s) left", nullptr, left);
}

bool SecurityViewModel::fewCodesLeft() const
{
    constexpr int few = 2;
    return app() != nullptr && app()->session()->secondFactor() && app()->session()->recoveryCodesLeft() <= few;
}

void SecurityViewModel::replaceCodes()
{
    send<wire::RecoveryCodes>([this](remote::Done<wire::RecoveryCodes> done) { account().replaceRecoveryCodes(this, std::move(done)); },
                              [this](const wire::RecoveryCodes &codes) { showCodes(codes); });
}

void SecurityViewModel::cancelEnrolment()
{
    m_enrolment = {};
    clearErrors();
    Q_EMIT enrolmentChanged();
}

void SecurityViewModel::removeSecondFactor()
{
    send<void>([this](remote::Done<void> done) { account().removeSecondFactor(this, std::move(done)); },
               [this] { app()->session()->reloadProfile(); });
}

void SecurityViewModel::copyCodes() const
{
    QGuiApplication::clipboard()->setText(m_codes.join(u'\n'));
}

void SecurityViewModel::saveCodes(const QUrl &file)
{
    QSaveFile out(file.toLocalFile());
    const QByteArray text =
        (tr("Melody recovery codes of %1").arg(app()->session()->email()) + u"\n\n"_s + m_codes.join(u'\n') + u'\n').toUtf8();
    const bool written = !m_codes.isEmpty() && file.isLocalFile() && out.open(QIODevice::WriteOnly) &&
                         out.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) && out.write(text) == text.size() &&
                         out.commit();
    if (!written)
        return refuse({ErrorKind::Unavailable, u"file_not_written"_s, {}});
    clearErrors();
    m_codesSaved = true;
    Q_EMIT enrolmentChanged();
}

void SecurityViewModel::printCodes()
{
    if (m_codes.isEmpty())
        return;
    const QString file = m_folder.filePath(u"melody-recovery-codes.pdf"_s);
    {
        QPdfWriter paper(file);
        paper.setTitle(tr("Melody recovery codes of %1").arg(app()->session()->email()));
        paper.setPageSize(QPageSize(QPageSize::A5));
        QPainter painter(&paper);
        const QRect page = painter.viewport();
        QFont font = painter.font();
        font.setPointSize(12);
        painter.setFont(font);
        painter.drawText(page, Qt::TextWordWrap, paper.title() + u"\n\n"_s + m_codes.join(u'\n'));
    }
    if (!app()->openUrl(QUrl::fromLocalFile(file)))
        refuse({ErrorKind::Unavailable, u"file_not_opened"_s, {}});
}

void SecurityViewModel::forgetCodes()
{
    QFile::remove(m_folder.filePath(u"melody-recovery-codes.pdf"_s));
    m_codesSaved = false;
    m_codes.clear();
    Q_EMIT enrolmentChanged();
}

} // namespace melody::app
