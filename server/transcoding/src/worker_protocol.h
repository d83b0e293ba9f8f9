// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What parent and child say to each other: one JSON object each way. The child may have been taken over by the file it
// read, so its answer is parsed as strictly as a stranger's.
#pragma once

#include <transcoding/media_worker.h>

namespace melody::transcoding {

using WorkerRequest = std::variant<AudioRequest, ArtworkRequest>;

inline constexpr qsizetype maxRequestBytes = 64 * 1024;
inline constexpr qsizetype maxAnswerBytes = 8 * 1024 * 1024;

[[nodiscard]] QByteArray encodeRequest(const WorkerRequest &request);
[[nodiscard]] Result<WorkerRequest> decodeRequest(QByteArrayView bytes);

[[nodiscard]] QByteArray encodeAnswer(const Result<AudioOutcome> &outcome);
[[nodiscard]] QByteArray encodeAnswer(const Result<ArtworkOutcome> &outcome);
// The outcome, or the Error that the child answered; Internal ("worker_answer") when it can't be understood.
[[nodiscard]] Result<AudioOutcome> decodeAudioAnswer(QByteArrayView bytes);
[[nodiscard]] Result<ArtworkOutcome> decodeArtworkAnswer(QByteArrayView bytes);

} // namespace melody::transcoding
