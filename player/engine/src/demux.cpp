// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "decoder.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}

#include <cstring>

namespace melody::player {
namespace {

// Reads init segment and fragment one after the other, out of memory.
class MemoryInput {
public:
    MemoryInput(const QByteArray &init, const QByteArray &chunk) : m_bytes(init + chunk)
    {
        constexpr int bufferBytes = 16 * 1024;
        auto *buffer = static_cast<unsigned char *>(av_malloc(bufferBytes));
        m_io = buffer ? avio_alloc_context(buffer, bufferBytes, 0, this, &read, nullptr, &seek) : nullptr;
        if (buffer && !m_io)
            av_free(buffer);
    }
    ~MemoryInput()
    {
        if (m_io)
            av_freep(&m_io->buffer);
        avio_context_free(&m_io);
    }
    MemoryInput(const MemoryInput &) = delete;
    MemoryInput &operator=(const MemoryInput &) = delete;
    [[nodiscard]] AVIOContext *io() const { return m_io; }

private:
    static int read(void *self, uint8_t *out, int wanted)
    {
        auto *input = static_cast<MemoryInput *>(self);
        const auto count = std::min<qint64>(wanted, input->m_bytes.size() - input->m_position);
        if (count <= 0)
            return AVERROR_EOF;
        std::memcpy(out, input->m_bytes.constData() + input->m_position, size_t(count));
        input->m_position += count;
        return int(count);
    }
    static int64_t seek(void *self, int64_t offset, int whence)
    {
        auto *input = static_cast<MemoryInput *>(self);
        const qint64 size = input->m_bytes.size();
        if (whence == AVSEEK_SIZE)
            return size;
        const qint64 target = whence == SEEK_CUR ? input->m_position + offset : (whence == SEEK_END ? size + offset : offset);
        if (target < 0 || target > size)
            return AVERROR(EINVAL);
        return input->m_position = target;
    }

    QByteArray m_bytes;
    qint64 m_position = 0;
    AVIOContext *m_io = nullptr;
};

struct CloseInput {
    void operator()(AVFormatContext *context) const { avformat_close_input(&context); }
};

tl::unexpected<Error> unreadable(const char *what)
{
    return fail(ErrorKind::Internal, QStringLiteral("chunk_unreadable"), QLatin1String(what));
}

Result<std::unique_ptr<AVFormatContext, CloseInput>> openInput(AVIOContext *io)
{
    AVFormatContext *context = avformat_alloc_context();
    if (!context || !io)
        return unreadable("out of memory");
    context->pb = io;
    context->flags |= AVFMT_FLAG_CUSTOM_IO | AVFMT_FLAG_NOPARSE | AVFMT_FLAG_NOFILLIN;
    AVDictionary *options = nullptr;
    av_dict_set(&options, "ignore_editlist", "1", 0); // the manifest says what is music
    const int opened = avformat_open_input(&context, nullptr, av_find_input_format("mov"), &options);
    av_dict_free(&options);
    if (opened < 0) // the context is freed then
        return unreadable("The chunk is not a fragment of an MP4 file.");
    return std::unique_ptr<AVFormatContext, CloseInput>(context);
}

} // namespace

Result<DemuxedChunk> demuxChunk(const QByteArray &init, const QByteArray &chunk)
{
    const MemoryInput input(init, chunk);
    const auto context = openInput(input.io());
    if (!context)
        return tl::unexpected(context.error());
    if ((*context)->nb_streams != 1 || (*context)->streams[0]->codecpar->codec_type != AVMEDIA_TYPE_AUDIO)
        return unreadable("The chunk does not hold exactly one sound track.");
    DemuxedChunk demuxed;
    demuxed.parameters.reset(avcodec_parameters_alloc());
    if (!demuxed.parameters || avcodec_parameters_copy(demuxed.parameters.get(), (*context)->streams[0]->codecpar) < 0)
        return unreadable("out of memory");
    for (;;) {
        AvPtr<AVPacket> packet(av_packet_alloc());
        if (!packet)
            return unreadable("out of memory");
        const int result = av_read_frame(context->get(), packet.get());
        if (result == AVERROR_EOF)
            break;
        if (result < 0)
            return unreadable("The chunk ends in the middle of a packet.");
        demuxed.packets.push_back(std::move(packet));
    }
    return demuxed;
}

} // namespace melody::player
