// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Artwork for QML: image://artwork/<image id>/<corner radius>/<width in QML>, sourceSize set. Fetched through the Api, decoded,
// cropped square and rounded off the GUI's thread, so that a scrolling view only moves textures (and needs no shader for
// the corners, which the software renderer has not).
#pragma once

#include <QtCore/QCache>
#include <QtCore/QThreadPool>
#include <QtQuick/QQuickAsyncImageProvider>
#include <remote/api.h>

namespace melody::app {

// Thread: as Qt's pixmap reader calls it. `api` must outlive it.
class ArtworkProvider : public QQuickAsyncImageProvider {
public:
    enum class Of { Contents, People };
    explicit ArtworkProvider(remote::Api &api, Of what = Of::Contents);
    ~ArtworkProvider() override;
    QQuickImageResponse *requestImageResponse(const QString &id, const QSize &requestedSize) override;

private:
    struct Shared;

    remote::Api &m_api;
    const Of m_what;
    std::shared_ptr<Shared> m_shared;
    std::shared_ptr<QThreadPool> m_pool; // never held by its own tasks
};

// The size of the server's that serves `pixels` best: the next larger one.
[[nodiscard]] int artworkSize(int pixels);
// Crops the middle square, scales it to `edge` and rounds the corners (radius in the same pixels). Null if it is no image.
[[nodiscard]] QImage artworkImage(const QByteArray &encoded, int edge, double radius);

} // namespace melody::app
