// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "object_store_contract.h"

using namespace melody;

class FileStoreContract : public test::ObjectStoreContract {
    Q_OBJECT
private:
    std::unique_ptr<QTemporaryDir> m_root;

    std::unique_ptr<objects::ObjectStore> open() override
    {
        m_root = std::make_unique<QTemporaryDir>();
        auto store = objects::openFileStore(m_root->path());
        return store ? std::move(*store) : nullptr;
    }
};

MELODY_TEST(FileStoreContract)
#include "file_store_contract_test.moc"
