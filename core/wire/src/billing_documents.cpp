// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "billing_parts.h"

namespace melody::wire {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxSetup = 200;

PaymentMethodInfo readMethod(ObjectReader &reader)
{
    PaymentMethodInfo method;
    method.id = readUuid(reader, u"id"_s);
    method.brand = readWord(reader, u"brand"_s);
    method.last4 = reader.string(u"last4"_s, 4, 4);
    method.expiryMonth = int(reader.integer(u"expiry_month"_s, 1, 12));
    method.expiryYear = int(reader.integer(u"expiry_year"_s, 2000, 9999));
    method.isDefault = reader.boolean(u"is_default"_s);
    return method;
}

NewPaymentMethod readNewMethod(ObjectReader &reader)
{
    NewPaymentMethod request{readUrl(reader, u"return_url"_s), readText(reader, u"setup"_s, maxSetup)};
    const bool both = !request.returnUrl.isEmpty() && !request.setup.isEmpty();
    if (both)
        reader.report(u"setup"_s, u"one_of_two"_s, u"give either return_url or setup"_s);
    if (!reader.has(u"return_url"_s) && !reader.has(u"setup"_s)) {
        reader.report(u"return_url"_s, u"required"_s, u"is missing, and so is setup"_s);
        reader.report(u"setup"_s, u"required"_s, u"is missing, and so is return_url"_s);
    }
    return request;
}

PaymentMethodSetup readSetup(ObjectReader &reader)
{
    return {reader.string(u"setup"_s, 1, maxSetup), readUrl(reader, u"form_url"_s)};
}

InvoiceInfo readInvoice(ObjectReader &reader)
{
    InvoiceInfo invoice;
    invoice.id = readUuid(reader, u"id"_s);
    invoice.number = reader.string(u"number"_s, 1, maxWordLength);
    invoice.kind = readWord(reader, u"kind"_s);
    invoice.issued = reader.time(u"issued"_s);
    invoice.country = readCountry(reader, u"country"_s);
    invoice.total = readMoney(reader, u"total"_s);
    invoice.tax = readMoney(reader, u"tax"_s);
    invoice.taxRatePpm = reader.integer(u"tax_rate_ppm"_s, 0, maxPpm);
    invoice.lines = reader.list(u"lines"_s, 0, maxLines, readLine);
    invoice.corrects = readText(reader, u"corrects"_s, maxWordLength);
    return invoice;
}

} // namespace

QJsonObject toJson(const InvoiceInfo &invoice)
{
    QJsonObject json{
        {u"id"_s, uuidText(invoice.id)},           {u"number"_s, invoice.number},           {u"kind"_s, invoice.kind},
        {u"issued"_s, formatTime(invoice.issued)}, {u"country"_s, invoice.country},         {u"total"_s, toJson(invoice.total)},
        {u"tax"_s, toJson(invoice.tax)},           {u"tax_rate_ppm"_s, invoice.taxRatePpm}, {u"lines"_s, toJsonArray(invoice.lines)}};
    insertText(json, u"corrects"_s, invoice.corrects);
    return json;
}

QJsonObject toJson(const PaymentMethodInfo &method)
{
    return {{u"id"_s, uuidText(method.id)},
            {u"brand"_s, method.brand},
            {u"last4"_s, method.last4},
            {u"expiry_month"_s, method.expiryMonth},
            {u"expiry_year"_s, method.expiryYear},
            {u"is_default"_s, method.isDefault}};
}

QJsonObject toJson(const PaymentMethodList &list)
{
    return pageJson(list.items, list.nextCursor);
}

QJsonObject toJson(const NewPaymentMethod &request)
{
    QJsonObject json;
    insertText(json, u"return_url"_s, request.returnUrl);
    insertText(json, u"setup"_s, request.setup);
    return json;
}

QJsonObject toJson(const PaymentMethodSetup &setup)
{
    return {{u"setup"_s, setup.setup}, {u"form_url"_s, setup.formUrl}};
}

QJsonObject toJson(const InvoicePage &page)
{
    return pageJson(page.items, page.nextCursor);
}

Result<PaymentMethodInfo> parsePaymentMethodInfo(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readMethod);
}

Result<PaymentMethodList> parsePaymentMethodList(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) { return readPage<PaymentMethodList>(reader, readMethod); });
}

Result<NewPaymentMethod> parseNewPaymentMethod(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Refuse, readNewMethod);
}

Result<PaymentMethodSetup> parsePaymentMethodSetup(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, readSetup);
}

Result<InvoicePage> parseInvoicePage(const QJsonObject &json)
{
    return parseWhole(json, UnknownFields::Ignore, [](ObjectReader &reader) { return readPage<InvoicePage>(reader, readInvoice); });
}

} // namespace melody::wire
