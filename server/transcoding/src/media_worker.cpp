// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "render_artwork.h"
#include "sandbox.h"
#include "transcode.h"
#include "worker_protocol.h"

#include <QtCore/QFile>

#include <cstdio>

extern "C" {
#include <libavutil/log.h>
}

namespace melody::transcoding {

int runMediaWorker()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    // Complaints of decoders about a stranger's file are no news, and could fill a log.
    av_log_set_level(AV_LOG_QUIET);
    const Result<WorkerRequest> request = decodeRequest(input.read(maxRequestBytes));
    if (!request) {
        fprintf(stderr, "media-worker: %s\n", qPrintable(request.error().detail));
        return 2;
    }
    const auto lockIn = [](const auto &r) { return lockThisProcessIn(r.sourcePath, r.stagingDir); };
    if (!std::visit(lockIn, *request))
        fprintf(stderr, "media-worker: this kernel can't lock the process in; resource limits only\n");
    const auto *audio = std::get_if<AudioRequest>(&*request);
    const QByteArray answer = audio ? encodeAnswer(transcode(*audio)) : encodeAnswer(renderArtwork(std::get<ArtworkRequest>(*request)));
    const bool written = fwrite(answer.constData(), 1, size_t(answer.size()), stdout) == size_t(answer.size()) && fflush(stdout) == 0;
    return written ? 0 : 3;
}

} // namespace melody::transcoding
