// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "pages.h"

#include <QtCore/QCryptographicHash>

namespace melody::sandboxpay {
namespace {

using namespace Qt::StringLiterals;

const QByteArray style = "body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;background:#f4f4f7;color:#17171c}"
                         "main{max-width:26rem;margin:0 auto;padding:1.25rem}"
                         "label{display:block;margin:.9rem 0 .25rem;font-weight:600}"
                         "input,button{font:inherit;box-sizing:border-box;width:100%;min-height:3rem;padding:.5rem .75rem;"
                         "border:2px solid #6b6b76;border-radius:.5rem;background:#fff;color:inherit}"
                         "input[aria-invalid=true]{border-color:#b3002d}"
                         "input:focus-visible,button:focus-visible{outline:3px solid #1a56db;outline-offset:2px}"
                         ".two{display:grid;grid-template-columns:1fr 1fr;gap:1rem}"
                         "button{margin-top:1.25rem;background:#17171c;color:#fff;border-color:#17171c;font-weight:600;cursor:pointer}"
                         "button.plain{background:#fff;color:#17171c}"
                         ".wrong{color:#b3002d;margin:.25rem 0 0}"
                         "@media(prefers-color-scheme:dark){body{background:#17171c;color:#f4f4f7}input{background:#26262d}"
                         "button{background:#f4f4f7;color:#17171c}button.plain{background:#26262d;color:#f4f4f7}.wrong{color:#ff8fa3}}";

struct Words {
    const char *key;
    const char *english;
    const char *spanish;
};

constexpr Words words[] = {
    {"title", "Add a card", "Añadir una tarjeta"},
    {"sandbox", "This is a sandbox: only test cards are taken, and no money moves.",
     "Esto es un entorno de pruebas: solo se aceptan tarjetas de prueba y no se mueve dinero."},
    {"number", "Card number", "Número de tarjeta"},
    {"expiry_month", "Expiry month (MM)", "Mes de caducidad (MM)"},
    {"expiry_year", "Expiry year (YYYY)", "Año de caducidad (AAAA)"},
    {"code", "Security code", "Código de seguridad"},
    {"store", "Store this card", "Guardar esta tarjeta"},
    {"summary", "Please correct what is marked.", "Corrige lo que está marcado."},
    {"invalid_number", "This is no card number.", "Este no es un número de tarjeta."},
    {"not_a_test_card", "Only test cards are taken here.", "Aquí solo se aceptan tarjetas de prueba."},
    {"out_of_range", "This can't be.", "Esto no puede ser."},
    {"expired", "The card has expired.", "La tarjeta ha caducado."},
    {"wrong_length", "Three digits; four on American Express.", "Tres cifras; cuatro en American Express."},
    {"card_declined", "The bank declined this card. Try another one.", "El banco ha rechazado esta tarjeta. Prueba con otra."},
    {"bank", "Your bank asks", "Tu banco pregunta"},
    {"question", "Is it you who is paying?", "¿Eres tú quien paga?"},
    {"approve", "Yes, it is me", "Sí, soy yo"},
    {"refuse", "No, stop it", "No, cancelar"},
    {"done", "Done. You can go back to Melody.", "Hecho. Puedes volver a Melody."},
    {"declined", "The payment was stopped. You can go back to Melody.", "El pago se ha cancelado. Puedes volver a Melody."},
    {"over", "This page has been used. Go back to Melody and start again.",
     "Esta página ya se ha usado. Vuelve a Melody y empieza de nuevo."},
};

QString say(const QString &key, Language language)
{
    const auto found = std::find_if(std::begin(words), std::end(words), [&](const Words &each) { return key == QLatin1String(each.key); });
    if (found == std::end(words))
        return {};
    return QString::fromUtf8(language == Language::Spanish ? found->spanish : found->english).toHtmlEscaped();
}

QByteArray page(const QString &title, const QString &main, Language language)
{
    return (u"<!doctype html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, "
            "initial-scale=1\"><title>%2</title><style>"_s.arg(language == Language::Spanish ? u"es"_s : u"en"_s, title))
               .toUtf8() +
           style + (u"</style></head><body><main><h1>%1</h1>%2</main></body></html>\n"_s.arg(title, main)).toUtf8();
}

struct Field {
    const char *name;
    const char *autocomplete;
    int maxLength;
};

QString fieldHtml(const Field &field, Language language, const std::optional<Error> &wrong)
{
    const QString name = QString::fromLatin1(field.name);
    QString message;
    for (const FieldError &error : wrong ? wrong->fields : QList<FieldError>{}) {
        if (error.field == name)
            message = say(error.code, language);
    }
    const QString marks = message.isEmpty() ? QString() : u" aria-invalid=\"true\" aria-describedby=\"%1-wrong\""_s.arg(name);
    const QString note = message.isEmpty() ? QString() : u"<p class=\"wrong\" id=\"%1-wrong\">%2</p>"_s.arg(name, message);
    return u"<div><label for=\"%1\">%2</label><input id=\"%1\" name=\"%1\" required inputmode=\"numeric\" autocomplete=\"%3\" "
           "maxlength=\"%4\"%5>%6</div>"_s.arg(name, say(name, language), QString::fromLatin1(field.autocomplete))
               .arg(field.maxLength)
               .arg(marks, note);
}

} // namespace

Language languageOf(const QByteArray &acceptLanguage)
{
    const auto ranges = acceptLanguage.left(256).split(',');
    for (const QByteArray &range : ranges) {
        const QByteArray tag = range.split(';').first().trimmed().left(2).toLower();
        if (tag == "es" || tag == "en")
            return tag == "es" ? Language::Spanish : Language::English;
    }
    return Language::English;
}

QByteArray cardForm(const QString &action, Language language, const std::optional<Error> &wrong)
{
    QString main = u"<p>%1</p>"_s.arg(say(u"sandbox"_s, language));
    if (wrong)
        main += u"<p class=\"wrong\" role=\"alert\">%1</p>"_s.arg(say(wrong->fields.isEmpty() ? wrong->code : u"summary"_s, language));
    main += u"<form method=\"post\" action=\"%1\">"_s.arg(action.toHtmlEscaped());
    main += fieldHtml({"number", "cc-number", 23}, language, wrong);
    main += u"<div class=\"two\">"_s + fieldHtml({"expiry_month", "cc-exp-month", 2}, language, wrong) +
            fieldHtml({"expiry_year", "cc-exp-year", 4}, language, wrong) + u"</div>"_s;
    main += fieldHtml({"code", "cc-csc", 4}, language, wrong);
    main += u"<button type=\"submit\">%1</button></form>"_s.arg(say(u"store"_s, language));
    return page(say(u"title"_s, language), main, language);
}

QByteArray challengePage(const QString &action, Language language)
{
    const QString main = u"<p>%1</p><form method=\"post\" action=\"%2\"><button name=\"answer\" value=\"approve\">%3</button>"
                         "<button class=\"plain\" name=\"answer\" value=\"refuse\">%4</button></form>"_s.arg(
                             say(u"question"_s, language), action.toHtmlEscaped(), say(u"approve"_s, language), say(u"refuse"_s, language));
    return page(say(u"bank"_s, language), main, language);
}

QByteArray notePage(const QString &what, Language language)
{
    return page(u"Sandboxpay"_s, u"<p role=\"status\">%1</p>"_s.arg(say(what, language)), language);
}

QByteArray pagePolicy(const QString &returnOrigin)
{
    return "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; style-src 'sha256-" +
           QCryptographicHash::hash(style, QCryptographicHash::Sha256).toBase64() + "'; form-action 'self'" +
           (returnOrigin.isEmpty() ? QByteArray() : ' ' + returnOrigin.toLatin1());
}

} // namespace melody::sandboxpay
