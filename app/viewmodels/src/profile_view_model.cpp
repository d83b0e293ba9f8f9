// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/profile_view_model.h>

#include <QtCore/QBuffer>
#include <QtCore/QDate>
#include <QtCore/QFile>
#include <QtCore/QTimer>
#include <QtGui/QImageReader>
#include <QtGui/QPainter>

namespace melody::app {

using namespace Qt::StringLiterals;

namespace {

bool isCountry(const QString &code)
{
    return code.size() == 2 && std::all_of(code.begin(), code.end(), [](QChar letter) { return letter >= u'A' && letter <= u'Z'; });
}

constexpr int avatarEdge = 640;        // as large as the server shows it
constexpr int maxPictureEdge = 20'000; // of the file
constexpr qint64 maxPictureBytes = 50'000'000;
constexpr int polls = 30;
constexpr std::chrono::seconds pollEvery{1};

// A square JPEG out of the middle of a picture file, without anything but its pixels. Empty: it is no picture, or too large.
QByteArray avatarOf(const QString &file)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly) || source.size() > maxPictureBytes)
        return {};
    QImageReader reader(&source);
    const QSize size = reader.size();
    if (!size.isValid() || std::max(size.width(), size.height()) > maxPictureEdge)
        return {};
    reader.setAutoTransform(true);
    reader.setScaledSize(size.scaled(avatarEdge, avatarEdge, Qt::KeepAspectRatioByExpanding));
    const QImage whole = reader.read();
    if (whole.isNull())
        return {};
    const int edge = std::min({whole.width(), whole.height(), avatarEdge});
    const QImage square = whole.copy((whole.width() - edge) / 2, (whole.height() - edge) / 2, edge, edge);
    QImage opaque(edge, edge, QImage::Format_RGB32); // a fresh one: no text of the file comes along
    opaque.fill(Qt::white);
    QPainter(&opaque).drawImage(0, 0, square);
    QBuffer buffer;
    return opaque.save(&buffer, "JPG", 90) ? buffer.data() : QByteArray();
}

template<typename T>
std::optional<T> ifOther(const T &now, const T &before)
{
    return now == before ? std::nullopt : std::optional(now);
}

} // namespace

void ProfileViewModel::load()
{
    if (loading() || app() == nullptr)
        return;
    setLoading();
    app()->api().me(this, [this](const Result<wire::Profile> &profile) {
        if (!profile)
            return setFailed(profile.error());
        show(*profile);
        setReady();
    });
}

void ProfileViewModel::save(const QString &displayName, const QString &language, const QString &country, const QString &birthDate,
                            bool listeningVisible)
{
    const QString name = displayName.trimmed();
    const QString land = country.trimmed().toUpper();
    const QString day = birthDate.trimmed();
    if (name.isEmpty())
        return refuseField(u"display_name"_s, u"required"_s);
    if (!land.isEmpty() && !isCountry(land))
        return refuseField(u"payment_country"_s, u"not_a_country"_s);
    if (!day.isEmpty() && !QDate::fromString(day, Qt::ISODate).isValid())
        return refuseField(u"birth_date"_s, u"not_a_date"_s);
    const wire::ProfileChange change{ifOther(name, m_profile.displayName), ifOther(language, m_profile.language),
                                     ifOther(land, m_profile.paymentCountry), ifOther(day, m_profile.birthDate),
                                     ifOther(listeningVisible, m_profile.listeningVisible)};
    if (change == wire::ProfileChange{})
        return tell(true, false);
    tell(false, false);
    const qint64 version = m_profile.version;
    send<wire::Profile>(
        [this, change, version](remote::Done<wire::Profile> done) { account().changeProfile(change, version, this, std::move(done)); },
        [this](const wire::Profile &profile) {
            show(profile);
            app()->session()->setProfile(profile);
            tell(true, false);
        });
}

void ProfileViewModel::chooseAvatar(const QUrl &file)
{
    m_picture = avatarOf(file.isLocalFile() ? file.toLocalFile() : QString());
    m_preview = m_picture.isEmpty() ? QUrl() : QUrl(u"data:image/jpeg;base64,"_s + QString::fromLatin1(m_picture.toBase64()));
    Q_EMIT avatarChanged();
    if (m_picture.isEmpty())
        return refuseField(u"avatar"_s, u"not_a_picture"_s);
    clearErrors();
}

void ProfileViewModel::forgetAvatar()
{
    m_picture.clear();
    m_preview.clear();
    Q_EMIT avatarChanged();
    clearErrors();
}

void ProfileViewModel::sendAvatar()
{
    if (m_picture.isEmpty())
        return;
    send<void>([this](remote::Done<void> done) { account().setAvatar(m_picture, this, std::move(done)); },
               [this] {
                   m_pollsLeft = polls;
                   forgetAvatar();
                   awaitAvatar(m_profile.avatar);
               });
}

// The picture is made in the background: asked for until it is another one.
void ProfileViewModel::awaitAvatar(const ImageId &before)
{
    app()->api().me(this, [this, before](const Result<wire::Profile> &profile) {
        --m_pollsLeft;
        if (profile && profile->avatar != before) {
            m_pollsLeft = 0;
            takeAvatar(*profile);
        } else if (m_pollsLeft == 0) {
            refuseField(u"avatar"_s, u"not_a_picture"_s);
        } else {
            QTimer::singleShot(pollEvery, this, [this, before] { awaitAvatar(before); });
        }
        Q_EMIT avatarChanged();
    });
}

// What is typed in other fields stays.
void ProfileViewModel::takeAvatar(const wire::Profile &profile)
{
    app()->session()->setProfile(profile);
    m_profile.avatar = profile.avatar;
    m_profile.version = profile.version;
    Q_EMIT profileChanged();
}

void ProfileViewModel::removeAvatar()
{
    send<void>([this](remote::Done<void> done) { account().removeAvatar(this, std::move(done)); },
               [this] {
                   app()->api().me(this, [this](const Result<wire::Profile> &profile) {
                       if (profile)
                           takeAvatar(*profile);
                   });
               });
}

void ProfileViewModel::changeEmail(const QString &email)
{
    const QString wanted = email.trimmed();
    const qsizetype at = wanted.indexOf(u'@');
    if (at < 1 || at == wanted.size() - 1 || wanted.contains(u' '))
        return refuseField(u"email"_s, wanted.isEmpty() ? u"required"_s : u"not_an_email"_s);
    send<void>([this, wanted](remote::Done<void> done) { account().changeEmail(wanted, this, std::move(done)); },
               [this, wanted] {
                   m_newEmail = wanted;
                   tell(false, true);
               });
}

void ProfileViewModel::sendConfirmation()
{
    send<void>(
        [this](remote::Done<void> done) {
            account().confirmEmail({{}, m_profile.email}, this, std::move(done));
        },
        [this] { tell(false, true); });
}

void ProfileViewModel::confirmEmail(const QString &token)
{
    const QString code = token.trimmed();
    if (code.isEmpty())
        return refuseField(u"token"_s, u"required"_s);
    send<void>(
        [this, code](remote::Done<void> done) {
            account().confirmEmail({code, {}}, this, std::move(done));
        },
        [this] {
            m_profile.emailConfirmed = true;
            if (!m_newEmail.isEmpty())
                m_profile.email = std::exchange(m_newEmail, {});
            show(m_profile);
            tell(false, false);
            app()->session()->reloadProfile();
        });
}

void ProfileViewModel::show(const wire::Profile &profile)
{
    m_profile = profile;
    Q_EMIT profileChanged();
}

void ProfileViewModel::tell(bool saved, bool mailSent)
{
    m_saved = saved;
    m_mailSent = mailSent;
    Q_EMIT savedChanged();
}

} // namespace melody::app
