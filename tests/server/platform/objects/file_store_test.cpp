// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <objects/object_store.h>
#include <support/test_main.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QDirIterator>
#include <QtCore/QProcess>

#include <random>

#include <csignal>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace melody;
using namespace melody::objects;
using namespace Qt::StringLiterals;

namespace {

QStringList filesUnder(const QString &root)
{
    QStringList files;
    QDirIterator iterator(root, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (iterator.hasNext())
        files += QDir(root).relativeFilePath(iterator.next());
    return files;
}

int mappingsOf(const QString &root)
{
    QFile maps(u"/proc/self/maps"_s);
    return maps.open(QIODevice::ReadOnly) ? int(maps.readAll().count(root.toLocal8Bit() + '/')) : -1;
}

} // namespace

class FileStoreTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void objectsLieTwoLevelsDeepForTheirOwnerOnly()
    {
        const QTemporaryDir root;
        const auto store = *openFileStore(root.path());
        const auto name = QString::fromLatin1(*store->put("abc"));
        QCOMPARE(name, u"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"_s); // FIPS 180-2, B.1
        QCOMPARE(filesUnder(root.path()), QStringList{u"ba/78/"_s + name});
        struct stat status {};
        QCOMPARE(::stat(qPrintable(root.filePath(u"ba/78/"_s + name)), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0600));
        QCOMPARE(::stat(qPrintable(root.filePath(u"ba/78"_s)), &status), 0);
        QCOMPARE(status.st_mode & 07777, mode_t(0700));
    }
    void objectsAreThereWhenTheStoreIsOpenedAgain()
    {
        const QTemporaryDir root;
        const auto name = *(*openFileStore(root.path()))->put("kept");
        QCOMPARE((*openFileStore(root.path()))->view(name)->bytes.toByteArray(), "kept"_ba);
    }
    void aWarmObjectIsServedWithoutTouchingTheDisk()
    {
        const QTemporaryDir root;
        const auto store = *openFileStore(root.path());
        const auto name = *store->put("warm");
        QVERIFY(store->view(name));
        QVERIFY(QFile::remove(root.filePath(filesUnder(root.path()).value(0))));
        QCOMPARE(store->view(name)->bytes.toByteArray(), "warm"_ba);
        QCOMPARE((*openFileStore(root.path()))->view(name).error().kind, ErrorKind::NotFound);
    }
    void openMappingsAreBoundedAndGoWithTheStore()
    {
        const QTemporaryDir root;
        auto store = *openFileStore(root.path());
        std::vector<ObjectName> names;
        for (int i = 0; i < 2'000; ++i) { // put() would wait for the disk each time
            names.push_back(QCryptographicHash::hash(QByteArray::number(i), QCryptographicHash::Sha256).toHex());
            const QString name = QString::fromLatin1(names.back());
            QVERIFY(QDir(root.path()).mkpath(name.first(2) + u'/' + name.sliced(2, 2)));
            QFile file(root.filePath(name.first(2) + u'/' + name.sliced(2, 2) + u'/' + name));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(QByteArray::number(i)) > 0);
            file.close();
            QVERIFY(store->view(names.back()));
        }
        const int mapped = mappingsOf(root.path());
        QVERIFY2(mapped > 500 && mapped <= 16 * 64, qPrintable(QString::number(mapped)));
        for (int i = 0; i < 2'000; ++i)
            QCOMPARE(store->view(names[size_t(i)])->bytes.toByteArray(), QByteArray::number(i));
        store.reset();
        QCOMPARE(mappingsOf(root.path()), 0);
    }
    void leftoversAreRemovedAtOpeningButNotWhatALivingProcessWrites()
    {
        const QTemporaryDir root;
        QVERIFY(openFileStore(root.path()));
        QFile dead(root.filePath(u"tmp/dead"_s));
        QVERIFY(dead.open(QIODevice::WriteOnly));
        dead.close();
        const QByteArray living = QFile::encodeName(root.filePath(u"tmp/living"_s));
        const int fd = ::open(living.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        QCOMPARE(::flock(fd, LOCK_EX), 0);
        QVERIFY(openFileStore(root.path()));
        QCOMPARE(filesUnder(root.path()), QStringList{u"tmp/living"_s});
        ::close(fd);
        QVERIFY(openFileStore(root.path()));
        QCOMPARE(filesUnder(root.path()), QStringList());
    }
    void aFolderThatCannotBeMadeIsAnErrorNotACrash()
    {
        const auto store = openFileStore(u"/proc/no/such/place"_s);
        QVERIFY(!store);
        QCOMPARE(store.error().kind, ErrorKind::Unavailable);
    }
    void aFullDiskIsToldAndLeavesNothing()
    {
        const QTemporaryDir root;
        const auto store = *openFileStore(root.path());
        const rlimit smallFiles{64 * 1024, RLIM_INFINITY};
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        const auto ignored = std::signal(SIGXFSZ, SIG_IGN);
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &smallFiles), 0);
        const auto stored = store->put(QByteArray(1'000'000, 'x'));
        ::setrlimit(RLIMIT_FSIZE, &before);
        std::signal(SIGXFSZ, ignored);
        QCOMPARE(stored.error().kind, ErrorKind::Unavailable);
        QCOMPARE(filesUnder(root.path()), QStringList());
    }
    void aWriterKilledAtAnyMomentLeavesWholeObjectsOnly()
    {
        const QTemporaryDir root;
        std::mt19937 random(20261122);
        QList<QByteArray> promised;
        for (int kill = 0; kill < 25; ++kill) {
            QProcess writer;
            writer.start(QStringLiteral(MELODY_BIN_DIR "/test_object_writer"), {root.path(), QString::number(kill)});
            QVERIFY(writer.waitForReadyRead(60'000));
            QTest::qSleep(int(random() % 40));
            writer.kill();
            QVERIFY(writer.waitForFinished());
            QList<QByteArray> names = writer.readAllStandardOutput().split('\n');
            names.removeLast(); // what follows the last line feed was not promised
            promised += names;
        }
        const auto store = *openFileStore(root.path());
        QCOMPARE(QDir(root.filePath(u"tmp"_s)).entryList(QDir::Files).size(), 0);
        for (const QByteArray &name : promised)
            QVERIFY2(store->view(name), name.constData());
        const QStringList files = filesUnder(root.path());
        QVERIFY(files.size() >= promised.size() && files.size() <= promised.size() + 25);
        for (const QString &file : files) {
            const QByteArray name = QFileInfo(file).fileName().toLatin1();
            QCOMPARE(QCryptographicHash::hash(store->view(name)->bytes, QCryptographicHash::Sha256).toHex(), name);
        }
        qInfo("%lld objects", qlonglong(files.size()));
    }
};

MELODY_TEST(FileStoreTest)
#include "file_store_test.moc"
