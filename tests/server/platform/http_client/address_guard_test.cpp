// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "address_guard.h"

#include <support/test_main.h>

#include <arpa/inet.h>

using namespace melody;

namespace {

bool isPublic(const char *text)
{
    sockaddr_storage address{};
    if (auto *v4 = reinterpret_cast<sockaddr_in *>(&address); inet_pton(AF_INET, text, &v4->sin_addr) == 1)
        v4->sin_family = AF_INET;
    else if (auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address); inet_pton(AF_INET6, text, &v6->sin6_addr) == 1)
        v6->sin6_family = AF_INET6;
    else
        qFatal("%s is no address", text);
    return http_client::isPublicAddress(reinterpret_cast<const sockaddr &>(address));
}

} // namespace

class AddressGuardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void addressesOfTheInternetArePublic()
    {
        for (const char *address :
             {"1.1.1.1",    "8.8.8.8",         "9.255.255.255",   "11.0.0.0",     "100.63.255.255", "100.128.0.0",     "126.255.255.255",
              "128.0.0.0",  "169.253.255.255", "172.15.255.255",  "172.32.0.0",   "192.0.1.0",      "192.167.255.255", "198.17.255.255",
              "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450::1", "2400::",         "2001:4860::8888"})
            QVERIFY2(isPublic(address), address);
    }
    void addressesOfOurOwnNetworksAreNot()
    {
        for (const char *address :
             {"0.0.0.0",         "10.0.0.1",         "10.255.255.255",  "100.64.0.1",      "127.0.0.1",   "127.255.255.255",
              "169.254.169.254", "172.16.0.1",       "172.31.255.255",  "192.0.0.1",       "192.168.1.1", "198.18.0.1",
              "198.19.255.255",  "203.0.113.5",      "224.0.0.1",       "255.255.255.255", "::",          "::1",
              "::ffff:8.8.8.8",  "::ffff:127.0.0.1", "64:ff9b::7f00:1", "fc00::1",         "fd12::1",     "fe80::1",
              "ff02::1",         "2001::1",          "2001:db8::1",     "2002:7f00:1::",   "3fff::1"})
            QVERIFY2(!isPublic(address), address);
    }
    void otherFamiliesAreNot()
    {
        sockaddr address{};
        address.sa_family = AF_UNIX;
        QVERIFY(!http_client::isPublicAddress(address));
    }
};

MELODY_TEST(AddressGuardTest)
#include "address_guard_test.moc"
