// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The route table compiled into a tree of path segments. A literal segment wins over a parameter ("/v1/sessions/current" over
// "/v1/sessions/{id}"). Pure; thread: any, once it is built.
#pragma once

#include <http/route.h>

namespace melody::http {

class Router {
public:
    // Internal ("bad_route_table") names the row that can't be.
    [[nodiscard]] static Result<Router> compile(RouteTable routes);

    struct Match {
        const Route *route = nullptr;         // null: no such path, or not with this method
        QByteArray allow;                     // for 405: "GET, HEAD, PUT"; empty when there is no such path
        QHash<QString, QString> parameters{}; // percent-decoded
    };
    // `path` without the query. A GET route answers HEAD too, unless there is a HEAD route of its own.
    [[nodiscard]] Match match(Method method, QByteArrayView path) const;
    [[nodiscard]] const RouteTable &routes() const { return m_routes; }

private:
    struct Endpoint {
        int route = -1;
        QStringList parameters; // names, in the order of the path
    };
    struct Node {
        std::vector<std::pair<QByteArray, int>> literals; // segment, index of the node
        int parameter = -1;                               // index of the node behind {…}
        std::array<Endpoint, 6> endpoints;                // by Method
        [[nodiscard]] bool isEnd() const;
    };
    using Captured = std::vector<QByteArrayView>;

    Result<void> add(int route);
    [[nodiscard]] const Node *find(int node, QByteArrayView rest, Captured &captured) const;

    RouteTable m_routes;
    std::vector<Node> m_nodes{1};
};

[[nodiscard]] QByteArrayView methodName(Method method);

} // namespace melody::http
