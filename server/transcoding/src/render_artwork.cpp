// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "render_artwork.h"

#include "ffmpeg.h"
#include "image_header.h"

#include <QtCore/QFile>

extern "C" {
#include <libswscale/swscale.h>
}

using namespace Qt::StringLiterals;

namespace melody::transcoding {
namespace {

constexpr qint64 maxFileBytes = 32 * 1024 * 1024;
constexpr int maxEdge = 16'384;
constexpr qint64 maxPixels = 50'000'000;
constexpr int jpegQuantizer = 3; // 1 is best, 31 worst

tl::unexpected<Error> damaged()
{
    return reject("artwork_damaged", u"The picture is damaged."_s);
}

Result<Owned<AVFrame>> decode(const QByteArray &bytes, const ImageHeader &header)
{
    constexpr std::array codecs{AV_CODEC_ID_MJPEG, AV_CODEC_ID_PNG, AV_CODEC_ID_WEBP};
    const AVCodec *codec = avcodec_find_decoder(codecs.at(size_t(header.kind)));
    const Owned<AVCodecContext> decoder(avcodec_alloc_context3(codec));
    const Owned<AVPacket> packet(av_packet_alloc());
    Owned<AVFrame> frame(av_frame_alloc());
    if (!codec || !decoder || !packet || !frame || av_new_packet(packet.get(), int(bytes.size())) < 0)
        return ffmpegFailure("avcodec_alloc_context3", AVERROR(ENOMEM));
    std::ranges::copy(bytes, packet->data);
    decoder->max_pixels = maxPixels; // a file may hold another size than its header says
    decoder->thread_count = 1;
    decoder->err_recognition = AV_EF_EXPLODE;
    if (avcodec_open2(decoder.get(), codec, nullptr) < 0 || avcodec_send_packet(decoder.get(), packet.get()) < 0)
        return damaged();
    avcodec_send_packet(decoder.get(), nullptr);
    if (avcodec_receive_frame(decoder.get(), frame.get()) < 0 || frame->width < 1 || frame->height < 1)
        return damaged();
    return frame;
}

// The same or another size and pixel format.
Result<Owned<AVFrame>> convert(const AVFrame *from, int edge, AVPixelFormat format)
{
    Owned<AVFrame> to(av_frame_alloc());
    to->format = format;
    to->width = to->height = edge;
    if (const int code = av_frame_get_buffer(to.get(), 0); code < 0)
        return ffmpegFailure("av_frame_get_buffer", code);
    const auto source = AVPixelFormat(from->format);
    const std::unique_ptr<SwsContext, decltype(&sws_freeContext)> sws(sws_getContext(from->width, from->height, source, edge, edge, format,
                                                                                     edge > from->width ? SWS_BICUBIC : SWS_AREA, nullptr,
                                                                                     nullptr, nullptr),
                                                                      &sws_freeContext);
    if (!sws || sws_scale(sws.get(), from->data, from->linesize, 0, from->height, to->data, to->linesize) < 0)
        return reject("artwork_unsupported", u"The picture's kind of pixels can't be read."_s);
    return to;
}

void cropToSquare(AVFrame *frame)
{
    const int edge = std::min(frame->width, frame->height);
    const auto spareWidth = size_t(frame->width - edge);
    const auto spareHeight = size_t(frame->height - edge);
    frame->crop_left = spareWidth / 2;
    frame->crop_right = spareWidth - frame->crop_left;
    frame->crop_top = spareHeight / 2;
    frame->crop_bottom = spareHeight - frame->crop_top;
    // Pixels that can't be cropped unaligned are cropped near enough.
    av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED);
}

std::span<uint8_t, 4> pixelAt(const AVFrame *rgba, int x, int y)
{
    return std::span<uint8_t, 4>(rgba->data[0] + ptrdiff_t(y) * rgba->linesize[0] + ptrdiff_t(4) * x, 4);
}

void flattenOnWhite(const AVFrame *rgba)
{
    for (int y = 0; y < rgba->height; ++y) {
        for (int x = 0; x < rgba->width; ++x) {
            const auto pixel = pixelAt(rgba, x, y);
            for (size_t i = 0; i < 3; ++i)
                pixel[i] = uint8_t((pixel[i] * pixel[3] + 255 * (255 - pixel[3]) + 127) / 255);
            pixel[3] = 255;
        }
    }
}

// EXIF 2.32, tag 0x0112: which row and column of the picture come first. 1 is upright.
Result<Owned<AVFrame>> turnUpright(Owned<AVFrame> rgba, int orientation)
{
    if (orientation < 2 || orientation > 8)
        return rgba;
    const bool transposed = orientation >= 5;
    const bool mirrored = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
    const bool flipped = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    const int last = rgba->width - 1;
    Result<Owned<AVFrame>> upright = convert(rgba.get(), rgba->width, AV_PIX_FMT_RGBA);
    for (int y = 0; upright && y <= last; ++y) {
        for (int x = 0; x <= last; ++x) {
            const int column = transposed ? y : x;
            const int row = transposed ? x : y;
            const auto from = pixelAt(rgba.get(), mirrored ? last - column : column, flipped ? last - row : row);
            std::ranges::copy(from, pixelAt(upright->get(), x, y).begin());
        }
    }
    return upright;
}

// The most frequent colour, colourful ones counting more, so that a white border doesn't win over the picture.
QString dominantColor(const AVFrame *rgba)
{
    struct Bucket {
        int weight = 0;
        int count = 0;
        std::array<int, 3> sum{};
    };
    std::vector<Bucket> buckets(16 * 16 * 16);
    for (int y = 0; y < rgba->height; ++y) {
        for (int x = 0; x < rgba->width; ++x) {
            const auto pixel = pixelAt(rgba, x, y);
            const auto [low, high] = std::minmax({pixel[0], pixel[1], pixel[2]});
            Bucket &bucket = buckets[size_t(pixel[0] >> 4 << 8 | pixel[1] >> 4 << 4 | pixel[2] >> 4)];
            bucket.weight += 16 + high - low;
            bucket.count += 1;
            for (size_t i = 0; i < 3; ++i)
                bucket.sum[i] += pixel[i];
        }
    }
    const Bucket &best = *std::ranges::max_element(buckets, {}, &Bucket::weight);
    const auto channel = [&](size_t i) { return best.sum[i] / std::max(best.count, 1); };
    return u"#%1%2%3"_s.arg(channel(0), 2, 16, QChar(u'0')).arg(channel(1), 2, 16, QChar(u'0')).arg(channel(2), 2, 16, QChar(u'0'));
}

Result<void> writeJpeg(const AVFrame *rgba, const QString &path)
{
    const Result<Owned<AVFrame>> yuv = convert(rgba, rgba->width, AV_PIX_FMT_YUVJ420P);
    if (!yuv)
        return tl::unexpected(yuv.error());
    const AVCodec *codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
    const Owned<AVCodecContext> encoder(avcodec_alloc_context3(codec));
    const Owned<AVPacket> packet(av_packet_alloc());
    encoder->width = encoder->height = rgba->width;
    encoder->pix_fmt = AV_PIX_FMT_YUVJ420P;
    encoder->time_base = {1, 1};
    encoder->thread_count = 1;
    encoder->flags = AV_CODEC_FLAG_QSCALE | AV_CODEC_FLAG_BITEXACT; // bit exact: no "encoded by"
    encoder->global_quality = jpegQuantizer * FF_QP2LAMBDA;
    (*yuv)->quality = encoder->global_quality;
    int code = avcodec_open2(encoder.get(), codec, nullptr);
    if (code < 0 || (code = avcodec_send_frame(encoder.get(), yuv->get())) < 0 ||
        (code = avcodec_receive_packet(encoder.get(), packet.get())) < 0)
        return ffmpegFailure("JPEG", code);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) ||
        file.write(reinterpret_cast<const char *>(packet->data), packet->size) < packet->size || !file.flush())
        return fail(ErrorKind::Unavailable, u"staging_failed"_s, file.errorString());
    return {};
}

Result<QByteArray> readPicture(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Internal, u"source_unreadable"_s, file.errorString());
    if (file.size() > maxFileBytes)
        return reject("artwork_too_large", u"A picture may have at most 32 MiB."_s);
    return file.readAll();
}

// The largest size that will be made: square, upright, opaque.
Result<Owned<AVFrame>> prepare(const QByteArray &bytes, int &edge)
{
    const std::optional<ImageHeader> header = readImageHeader(bytes);
    if (!header)
        return reject("artwork_unsupported", u"The picture is neither JPEG nor PNG nor WebP."_s);
    if (header->width > maxEdge || header->height > maxEdge || qint64(header->width) * header->height > maxPixels)
        return reject("artwork_too_large",
                      u"The picture has %1 x %2 pixels; at most 50 million are accepted."_s.arg(header->width).arg(header->height));
    Result<Owned<AVFrame>> picture = decode(bytes, *header);
    if (!picture)
        return picture;
    const AVDictionaryEntry *entry = av_dict_get((*picture)->metadata, "Orientation", nullptr, 0);
    const int orientation = entry ? QByteArray(entry->value).trimmed().toInt() : 1;
    cropToSquare(picture->get());
    const int side = std::min((*picture)->width, (*picture)->height);
    edge = artworkSizes.front();
    for (const int size : artworkSizes)
        edge = size <= side ? size : edge;
    return convert(picture->get(), edge, AV_PIX_FMT_RGBA).and_then([&](Owned<AVFrame> rgba) {
        flattenOnWhite(rgba.get());
        return turnUpright(std::move(rgba), orientation);
    });
}

} // namespace

Result<ArtworkOutcome> renderArtwork(const ArtworkRequest &request)
{
    const Result<QByteArray> bytes = readPicture(request.sourcePath);
    if (!bytes)
        return tl::unexpected(bytes.error());
    int largest = 0;
    Result<Owned<AVFrame>> picture = prepare(*bytes, largest);
    if (!picture)
        return tl::unexpected(picture.error());
    ArtworkOutcome outcome;
    for (auto size = artworkSizes.rbegin(); size != artworkSizes.rend(); ++size) {
        if (*size > largest)
            continue;
        // Each size is made from the next larger one.
        if (*size < largest)
            picture = convert(picture->get(), *size, AV_PIX_FMT_RGBA);
        if (!picture)
            return tl::unexpected(picture.error());
        if (const Result<void> written = writeJpeg(picture->get(), u"%1/%2.jpg"_s.arg(request.stagingDir).arg(*size)); !written)
            return tl::unexpected(written.error());
        outcome.sizes.prepend(*size);
    }
    outcome.color = dominantColor(picture->get());
    return outcome;
}

} // namespace melody::transcoding
