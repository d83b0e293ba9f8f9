// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <viewmodels/error_words.h>
#include <viewmodels/hand_over_view_model.h>

namespace melody::app {

using namespace Qt::StringLiterals;

HandOverViewModel::HandOverViewModel(handover::HandOver *handOver, PlayerWatch *watch) : m_handOver(handOver)
{
    if (handOver == nullptr)
        return;
    handover::Observer observer;
    if (watch != nullptr)
        observer.shown = [watch](const player::PlayerState &state) { watch->publish(state); };
    observer.changed = [this](const handover::Standing &standing) { take(standing); };
    observer.failed = [this](const Error &error) { Q_EMIT said(errorSentence(error)); };
    handOver->observe(std::move(observer));
    take(handOver->standing());
}

HandOverViewModel::~HandOverViewModel()
{
    if (m_handOver != nullptr)
        m_handOver->observe({});
}

QString HandOverViewModel::playsOn() const
{
    if (standing().playsOn.isNull() || standing().playsOn == standing().self)
        return {};
    for (const wire::PlayerDevice &device : standing().devices) {
        if (device.id == standing().playsOn)
            return device.name;
    }
    return tr("another device"); // that is not there any more
}

QString HandOverViewModel::current() const
{
    const SignInId &on = standing().playsOn;
    return on.isNull() ? standing().self.toString() : on.toString();
}

void HandOverViewModel::look()
{
    if (m_handOver != nullptr)
        m_handOver->lookForDevices();
}

void HandOverViewModel::transferTo(const QString &id)
{
    const auto device = SignInId::parse(id);
    if (m_handOver != nullptr && device)
        m_handOver->transferTo(*device);
}

void HandOverViewModel::retranslate()
{
    take(m_standing);
}

void HandOverViewModel::take(const handover::Standing &standing)
{
    m_standing = standing;
    QVariantList options;
    for (const wire::PlayerDevice &device : standing.devices) {
        const QString name = !device.current         ? device.name
                             : device.name.isEmpty() ? tr("This device")
                                                     : tr("%1 (this device)").arg(device.name);
        options.append(QVariantMap{{u"value"_s, device.id.toString()}, {u"text"_s, name}});
    }
    if (options != m_options) // a list that is shown stays where it is scrolled to
        m_options = options;
    Q_EMIT changed();
}

} // namespace melody::app
