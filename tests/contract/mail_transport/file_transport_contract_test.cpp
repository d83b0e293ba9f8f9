// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "mail_transport_contract.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

using namespace melody;
using namespace Qt::StringLiterals;

class FileTransportContract : public test::MailTransportContract {
    Q_OBJECT
private:
    QTemporaryDir m_root;
    QString m_folder = m_root.filePath(u"mail"_s);
    std::unique_ptr<mail::Transport> m_transport = mail::createFileTransport(m_folder);

    mail::Transport &transport() override { return *m_transport; }
    QByteArrayList received() override
    {
        QByteArrayList messages;
        for (const QFileInfo &info : QDir(m_folder).entryInfoList({u"*.eml"_s})) {
            QFile file(info.filePath());
            if (file.open(QIODevice::ReadOnly))
                messages.append(file.readAll());
        }
        return messages;
    }

private Q_SLOTS:
    void nobodyElseMayReadTheFiles()
    {
        QVERIFY(m_transport->deliver(test::sampleEnvelope("private", "x\r\n", u"ana@example.org"_s)));
        const auto open = QFile::permissions(m_folder + u"/private.eml"_s) &
                          (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther);
        QCOMPARE(open, QFileDevice::Permissions());
    }
    void aFolderThatCanNotBeMadeIsTriedAgainLater()
    {
        const auto sent = mail::createFileTransport(u"/proc/no/such/folder"_s)->deliver(test::sampleEnvelope("x", "x", u"a@b"_s));
        QVERIFY(!sent);
        QCOMPARE(sent.error().kind, ErrorKind::Unavailable);
    }
};

MELODY_TEST(FileTransportContract)
#include "file_transport_contract_test.moc"
