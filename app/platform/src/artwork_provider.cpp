// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include <platform/artwork_provider.h>

#include <QtCore/QBuffer>
#include <QtCore/QThreadPool>
#include <QtGui/QImageReader>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

namespace melody::app {
namespace {

using namespace Qt::StringLiterals;

constexpr int maxEdge = 1280;
constexpr int cacheKilobytes = 96 * 1024;
constexpr int maxDecodedMegabytes = 64;

// Qt may delete the response before the answer comes, so the answer holds a ticket and not the response.
class Response : public QQuickImageResponse {
public:
    struct Ticket {
        std::recursive_mutex mutex; // finished() may delete the response from inside
        Response *response = nullptr;

        void finish(const QImage &image)
        {
            const std::lock_guard lock(mutex);
            if (response == nullptr)
                return;
            response->m_image = image;
            Q_EMIT response->finished();
        }
    };

    Response() : m_ticket(std::make_shared<Ticket>()) { m_ticket->response = this; }
    ~Response() override
    {
        const std::lock_guard lock(m_ticket->mutex);
        m_ticket->response = nullptr;
    }
    [[nodiscard]] std::shared_ptr<Ticket> ticket() const { return m_ticket; }
    QQuickTextureFactory *textureFactory() const override
    {
        const std::lock_guard lock(m_ticket->mutex);
        return QQuickTextureFactory::textureFactoryForImage(m_image);
    }
    QString errorString() const override
    {
        const std::lock_guard lock(m_ticket->mutex);
        return m_image.isNull() ? u"no image"_s : QString();
    }

private:
    std::shared_ptr<Ticket> m_ticket;
    QImage m_image;
};

} // namespace

// Outlives the provider as long as an answer is on its way.
struct ArtworkProvider::Shared {
    std::mutex mutex;
    QCache<QString, QImage> images{cacheKilobytes};

    QImage find(const QString &key)
    {
        const std::lock_guard lock(mutex);
        const QImage *image = images.object(key);
        return image != nullptr ? *image : QImage();
    }
    void keep(const QString &key, const QImage &image)
    {
        const std::lock_guard lock(mutex);
        images.insert(key, new QImage(image), std::max(1, int(image.sizeInBytes() / 1024)));
    }
};

int artworkSize(int pixels)
{
    for (const int size : {64, 160, 320, 640}) {
        if (pixels <= size)
            return size;
    }
    return maxEdge;
}

QImage artworkImage(const QByteArray &encoded, int edge, double radius)
{
    QBuffer buffer;
    buffer.setData(encoded);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    QImageReader::setAllocationLimit(maxDecodedMegabytes);
    const QImage decoded = reader.read();
    if (decoded.isNull())
        return {};
    const QImage fitted = decoded.scaled(edge, edge, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation)
                              .convertToFormat(QImage::Format_ARGB32_Premultiplied);
    QImage image(edge, edge, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(0, 0, edge, edge, radius, radius);
    QBrush brush(fitted);
    brush.setTransform(QTransform::fromTranslate((edge - fitted.width()) / 2.0, (edge - fitted.height()) / 2.0));
    painter.fillPath(shape, brush);
    return image;
}

ArtworkProvider::ArtworkProvider(remote::Api &api, Of what)
    : m_api(api), m_what(what), m_shared(std::make_shared<Shared>()), m_pool(std::make_shared<QThreadPool>())
{
    m_pool->setMaxThreadCount(2);
}

ArtworkProvider::~ArtworkProvider() = default;

QQuickImageResponse *ArtworkProvider::requestImageResponse(const QString &id, const QSize &requestedSize)
{
    auto *response = new Response;
    const QStringList parts = id.split(u'/');
    const auto image = ImageId::parse(parts.value(0));
    const int edge = std::clamp(std::max(requestedSize.width(), requestedSize.height()), 1, maxEdge);
    const double width = std::max(1.0, parts.value(2).toDouble());
    const double radius = std::clamp(parts.value(1).toDouble() * edge / width, 0.0, edge / 2.0);
    const QString key = id + u'@' + QString::number(edge);
    const QImage known = m_shared->find(key);
    if (!image || !known.isNull()) {
        // Not from inside this call: the reader is not listening yet.
        QMetaObject::invokeMethod(
            response, [ticket = response->ticket(), known] { ticket->finish(known); }, Qt::QueuedConnection);
        return response;
    }
    auto answer = [ticket = response->ticket(), key, edge, radius, shared = m_shared, pool = m_pool](Result<QByteArray> bytes) {
        if (!bytes)
            return ticket->finish({});
        pool->start([ticket, key, edge, radius, encoded = std::move(*bytes), shared] {
            const QImage made = artworkImage(encoded, edge, radius);
            if (!made.isNull())
                shared->keep(key, made);
            ticket->finish(made);
        });
    };
    if (m_what == Of::People)
        m_api.avatar(*image, std::min(artworkSize(edge), 640), nullptr, std::move(answer));
    else
        m_api.image(*image, artworkSize(edge), nullptr, std::move(answer));
    return response;
}

} // namespace melody::app
