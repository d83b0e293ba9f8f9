// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "fuzz_support.h"

#include "checkpoint.h"
#include "verifier.h"

using namespace melody;
using namespace melody::compliance;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    using fuzz::require;
    static const crypto::ContentKey key(QByteArray(32, 'k'));
    const QByteArrayView document(data, qsizetype(size));

    // What is read as a checkpoint is what we would write for it, and nobody signs without the key.
    if (auto checkpoint = parseDocument(document)) {
        require(documentOf(*checkpoint) == document, "one checkpoint has one text");
        sign(*checkpoint, key);
        require(isSignatureRight(*checkpoint), "what we signed is right");
        require(parseDocument(documentOf(*checkpoint)) == checkpoint, "a checkpoint comes back from its document");
    }
    CheckpointVerifier files({auditPublicKey(key)});
    files.takeFile(1, document);
    files.takeRow(1, document, document);
    files.finish(TimePoint());
    require(!files.findings().empty() && files.anchors().empty(), "a checkpoint without our signature proves nothing");

    // The same bytes as an entry.
    ChainVerifier chain({});
    require(!chain.take(document), "no entry by chance");
    return 0;
}
