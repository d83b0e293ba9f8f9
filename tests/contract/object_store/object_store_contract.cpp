// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "object_store_contract.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QRandomGenerator>

#include <thread>

namespace melody::test {
using namespace objects;
using namespace Qt::StringLiterals;
namespace {

const ObjectName absent(64, 'a');

QByteArray noise(int size, quint32 seed)
{
    QRandomGenerator random(seed);
    QByteArray bytes(size, Qt::Uninitialized);
    for (char &byte : bytes)
        byte = char(random.generate());
    return bytes;
}

} // namespace

void ObjectStoreContract::anObjectIsNamedByTheHashOfItsBytesAndReadBack()
{
    const auto store = open();
    for (const int size : {1, 4'095, 4'096, 3'000'000}) {
        const QByteArray bytes = noise(size, quint32(size));
        const auto name = store->put(bytes);
        QVERIFY(name);
        QCOMPARE(*name, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
        QCOMPARE(store->view(*name)->bytes.toByteArray(), bytes);
        QCOMPARE(*store->size(*name), size);
    }
}

void ObjectStoreContract::theSameBytesTwiceAreOneObject()
{
    const auto store = open();
    const auto first = store->put("twice");
    const auto second = store->put("twice");
    QVERIFY(second);
    QCOMPARE(*first, *second);
    QVERIFY(store->remove(*first));
    QVERIFY(!store->view(*second));
}

void ObjectStoreContract::anEmptyObjectIsAnObject()
{
    const auto store = open();
    const auto name = store->put({});
    QVERIFY(name);
    QCOMPARE(*store->size(*name), 0);
    QVERIFY(store->view(*name)->bytes.isEmpty());
    QVERIFY(!store->view(*name, 1));
}

void ObjectStoreContract::everyRangeInsideIsServedAndNoneOutside()
{
    const auto store = open();
    const QByteArray bytes = noise(10'000, 1);
    const auto name = *store->put(bytes);
    QCOMPARE(store->view(name, 0, 10'000)->bytes.toByteArray(), bytes);
    QCOMPARE(store->view(name, 4'000, 100)->bytes.toByteArray(), bytes.sliced(4'000, 100));
    QCOMPARE(store->view(name, 9'990)->bytes.toByteArray(), bytes.sliced(9'990));
    QCOMPARE(store->view(name, 10'000)->bytes.size(), 0);
    QCOMPARE(store->view(name, 5, 0)->bytes.size(), 0);
    constexpr qint64 huge = std::numeric_limits<qint64>::max();
    for (const auto &[offset, size] :
         {std::pair<qint64, qint64>{-1, 5}, {10'001, 0}, {10'001, -1}, {9'999, 2}, {0, 10'001}, {1, huge}, {huge, huge}})
        QCOMPARE(store->view(name, offset, size).error().kind, ErrorKind::Invalid);
}

void ObjectStoreContract::aFileIsStoredAsItIsAndStays()
{
    const auto store = open();
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray bytes = noise(2'500'000, 2);
    QCOMPARE(file.write(bytes), bytes.size());
    file.close();
    const auto name = store->putFile(file.fileName());
    QVERIFY(name);
    QCOMPARE(*name, QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex());
    QCOMPARE(store->view(*name)->bytes.toByteArray(), bytes);
    QVERIFY(QFile::exists(file.fileName()));
    QCOMPARE(store->putFile(file.fileName()), name);
    QVERIFY(file.open());
    file.seek(0);
    file.write("changed afterwards");
    file.close();
    QCOMPARE(store->view(*name)->bytes.toByteArray(), bytes);
}

void ObjectStoreContract::whatIsNoPlainFileIsRefused()
{
    const auto store = open();
    const QTemporaryDir folder;
    QFile target(folder.filePath(u"target"_s));
    QVERIFY(target.open(QIODevice::WriteOnly));
    QVERIFY(target.link(folder.filePath(u"link"_s)));
    QCOMPARE(store->putFile(folder.filePath(u"absent"_s)).error().kind, ErrorKind::NotFound);
    QCOMPARE(store->putFile(folder.path()).error().kind, ErrorKind::Invalid);
    QCOMPARE(store->putFile(folder.filePath(u"link"_s)).error().kind, ErrorKind::Invalid);
    QCOMPARE(store->putFile(u"/dev/zero"_s).error().kind, ErrorKind::Invalid);
}

void ObjectStoreContract::namesThatAreNoNamesAreMalformed()
{
    const auto store = open();
    for (const QByteArray &name : {QByteArray(), QByteArray("short"), absent.toUpper(), absent + 'a', QByteArray("../../../etc/passwd"),
                                   QByteArray("../").leftJustified(64, 'a'), QByteArray(64, '\0')}) {
        QCOMPARE(store->view(name).error().kind, ErrorKind::Malformed);
        QCOMPARE(store->size(name).error().code, u"object_name"_s);
        QCOMPARE(store->remove(name).error().kind, ErrorKind::Malformed);
    }
}

void ObjectStoreContract::anAbsentObjectIsNotFound()
{
    const auto store = open();
    QCOMPARE(store->view(absent).error().kind, ErrorKind::NotFound);
    QCOMPARE(store->size(absent).error().kind, ErrorKind::NotFound);
    QVERIFY(store->remove(absent));
}

void ObjectStoreContract::aRemovedObjectIsGoneButItsViewsLiveOn()
{
    const auto store = open();
    const QByteArray bytes = noise(100'000, 3);
    const auto name = *store->put(bytes);
    const auto view = store->view(name, 10, 50'000);
    QVERIFY(store->remove(name));
    QCOMPARE(store->view(name).error().kind, ErrorKind::NotFound);
    QCOMPARE(view->bytes.toByteArray(), bytes.sliced(10, 50'000));
    QCOMPARE(*store->put(bytes), name);
    QCOMPARE(store->view(name)->bytes.toByteArray(), bytes);
}

void ObjectStoreContract::viewsOutliveTheStore()
{
    auto store = open();
    const QByteArray bytes = noise(100'000, 4);
    const auto view = store->view(*store->put(bytes));
    store.reset();
    QCOMPARE(view->bytes.toByteArray(), bytes);
}

void ObjectStoreContract::manyThreadsMayPutAndReadAtOnce()
{
    const auto store = open();
    std::atomic<int> wrong{0};
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = 0; i < 40; ++i) {
                const QByteArray bytes = noise(20'000, quint32(i % 10)); // the threads store the same objects
                const auto name = store->put(bytes);
                const auto view = name ? store->view(*name) : tl::unexpected(name.error());
                wrong += view && view->bytes == bytes ? 0 : 1;
                const QByteArray own = QByteArray::number(t * 1'000 + i);
                const auto ownName = store->put(own);
                wrong += ownName && store->view(*ownName)->bytes == own && store->remove(*ownName) ? 0 : 1;
            }
        });
    threads.clear();
    QCOMPARE(wrong.load(), 0);
}

} // namespace melody::test
