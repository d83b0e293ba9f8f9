// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "notices.h"

namespace melody::billing {
namespace {

using namespace Qt::StringLiterals;

// %1 name, %2 plan, %3 day.
struct Template {
    QStringView what;
    QString subject, text, sujeto, texto;
};

const Template &templateOf(const QString &what)
{
    static const Template templates[] = {
        {u"welcome", u"Welcome to Melody %2"_s,
         u"Hello %1,\n\nMelody %2 is yours now. It renews on %3; you can change or cancel it at any time under Account.\n\nEnjoy the music\nMelody\n"_s,
         u"Te damos la bienvenida a Melody %2"_s,
         u"Hola, %1:\n\nMelody %2 ya es tuyo. Se renueva el %3; puedes cambiarlo o cancelarlo cuando quieras en Cuenta.\n\nDisfruta de la música\nMelody\n"_s},
        {u"renewal_failed", u"Your payment for Melody %2 didn't work"_s,
         u"Hello %1,\n\nwe could not charge your payment method for Melody %2. We'll try again. Please check it under Account, Payment "
         u"methods, by %3; "
         "until then nothing changes. After that you go on with the free plan, and your library stays.\n\nMelody\n"_s,
         u"No se pudo cobrar Melody %2"_s,
         u"Hola, %1:\n\nno pudimos cobrar Melody %2 con tu método de pago. Lo intentaremos otra vez. Revísalo en Cuenta, Métodos de pago, "
         u"antes del %3; hasta "
         "entonces nada cambia. Después seguirás con el plan gratis y conservarás tu biblioteca.\n\nMelody\n"_s},
        {u"cancel_confirmation", u"Melody %2 is canceled"_s,
         u"Hello %1,\n\nyou have canceled Melody %2. You can use it until %3; nothing more will be charged. Your library stays.\n\nMelody\n"_s,
         u"Melody %2 está cancelado"_s,
         u"Hola, %1:\n\nhas cancelado Melody %2. Puedes usarlo hasta el %3; no se cobrará nada más. Conservas tu biblioteca.\n\nMelody\n"_s},
        {u"plan_ended", u"Melody %2 has ended"_s,
         u"Hello %1,\n\nMelody %2 has ended. You go on with the free plan, and your library is as it was. You can come back at any time.\n\nMelody\n"_s,
         u"Melody %2 ha terminado"_s,
         u"Hola, %1:\n\nMelody %2 ha terminado. Sigues con el plan gratis y tu biblioteca está como estaba. Puedes volver cuando quieras.\n\nMelody\n"_s},
    };
    for (const Template &one : templates) {
        if (one.what == what)
            return one;
    }
    return templates[0];
}

} // namespace

mail::Mail noticeMail(const QString &what, const Contact &payer, const Subscription &subscription)
{
    const Template &words = templateOf(what);
    const bool spanish = payer.language == u"es";
    const QString plan = invoices::planTitle(rules::planName(subscription.terms.plan), payer.language);
    const QString day = formatTime(subscription.graceUntil.value_or(subscription.periodEnd)).first(10);
    const auto filled = [&](QString text) { return text.replace(u"%2"_s, plan).replace(u"%3"_s, day).replace(u"%1"_s, payer.displayName); };
    mail::Mail mail;
    mail.to = payer.email;
    mail.subject = filled(spanish ? words.sujeto : words.subject);
    mail.text = filled(spanish ? words.texto : words.text);
    return mail;
}

mail::Mail studentMail(const ProofDue &due, const QString &currency, const Contact &payer)
{
    const bool spanish = payer.language == u"es";
    const QString day = formatTime(due.renewal).first(10);
    mail::Mail mail;
    mail.to = payer.email;
    mail.subject = (spanish ? u"Confirma antes del %1 que sigues estudiando"_s : u"Confirm by %1 that you are still a student"_s).arg(day);
    mail.text =
        spanish ? u"Hola, %1:\n\ntu prueba de que estudias está a punto de caducar: vale durante un año. Abre Cuenta, Suscripción y pide "
                  u"el correo "
                  "que confirma otra vez tu dirección de la universidad. Si no lo haces, Melody se renueva el %2 como Individual por %3. "
                  "Puedes cancelar cuando quieras.\n\nMelody\n"_s
                : u"Hello %1,\n\nyour proof of being a student runs out soon: it is good for a year. Open Account, Subscription, and ask "
                  u"for the mail that "
                  "confirms your university's address again. If you don't, Melody renews on %2 as Individual for %3. You can cancel at any "
                  "time.\n\nMelody\n"_s;
    mail.text.replace(u"%2"_s, day)
        .replace(u"%3"_s, invoices::moneyText({due.individualMinor, currency}, payer.language))
        .replace(u"%1"_s, payer.displayName);
    return mail;
}

invoices::Payer onInvoices(const Contact &payer)
{
    return {payer.displayName, payer.email, payer.language};
}

mail::Mail invoiceMail(const wire::InvoiceInfo &invoice, const Contact &payer, const QByteArray &pdf)
{
    const bool spanish = payer.language == u"es";
    const QString total = invoices::moneyText(invoice.total, payer.language);
    mail::Mail mail;
    mail.to = payer.email;
    mail.subject = (spanish ? u"Tu documento %1 de Melody"_s : u"Your Melody document %1"_s).arg(invoice.number);
    mail.text = spanish ? u"Hola, %1:\n\nadjuntamos %2 por %3.\n\nMelody\n"_s : u"Hello %1,\n\nattached is %2 for %3.\n\nMelody\n"_s;
    mail.text.replace(u"%2"_s, invoice.number).replace(u"%3"_s, total).replace(u"%1"_s, payer.displayName);
    mail.attachments = {{u"melody-"_s + invoice.number + u".pdf"_s, "application/pdf", pdf}};
    return mail;
}

} // namespace melody::billing
