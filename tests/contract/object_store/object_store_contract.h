// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <objects/object_store.h>
#include <support/test_main.h>

namespace melody::test {

// What every ObjectStore promises. Each slot gets a store of its own, empty.
class ObjectStoreContract : public QObject {
    Q_OBJECT
protected:
    virtual std::unique_ptr<objects::ObjectStore> open() = 0;

private Q_SLOTS:
    void anObjectIsNamedByTheHashOfItsBytesAndReadBack();
    void theSameBytesTwiceAreOneObject();
    void anEmptyObjectIsAnObject();
    void everyRangeInsideIsServedAndNoneOutside();
    void aFileIsStoredAsItIsAndStays();
    void whatIsNoPlainFileIsRefused();
    void namesThatAreNoNamesAreMalformed();
    void anAbsentObjectIsNotFound();
    void aRemovedObjectIsGoneButItsViewsLiveOn();
    void viewsOutliveTheStore();
    void manyThreadsMayPutAndReadAtOnce();
};

} // namespace melody::test
