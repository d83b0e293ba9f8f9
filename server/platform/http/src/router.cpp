// SPDX-FileCopyrightText: 2026 The Melody developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "router.h"

#include <QtCore/QUrl>

namespace melody::http {
using namespace Qt::StringLiterals;
namespace {

constexpr int maxSegments = 16;
constexpr qsizetype maxBodyOfAnyRoute = 5 * 1024 * 1024;

constexpr std::array methods{Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete};

tl::unexpected<Error> badRow(const Route &route, const QString &why)
{
    return fail(ErrorKind::Internal, u"bad_route_table"_s,
                QString::fromLatin1(methodName(route.method)) + u' ' + QString::fromLatin1(route.path) + u": "_s + why);
}

Result<void> checkRow(const Route &route)
{
    if (!route.path.startsWith('/') || route.path.contains("//") || route.path.count('/') > maxSegments)
        return badRow(route, u"the path is none"_s);
    if (!route.handler || route.operation.isEmpty() || !route.roles)
        return badRow(route, u"handler, operation and roles are needed"_s);
    if (route.maxBodyBytes < 0 || route.maxBodyBytes > maxBodyOfAnyRoute)
        return badRow(route, u"no body may be larger than 2 MiB"_s);
    if (route.idempotent && (route.method != Method::Post || route.execution == Execution::Inline))
        return badRow(route, u"only a POST that runs on the pool can be idempotent"_s);
    if (route.audited && route.execution == Execution::Inline)
        return badRow(route, u"an audited route runs on the pool"_s);
    return {};
}

// The first segment and what follows it, without the slash between them.
std::pair<QByteArrayView, QByteArrayView> splitSegment(QByteArrayView path)
{
    const qsizetype slash = path.indexOf('/');
    return slash < 0 ? std::pair(path, QByteArrayView()) : std::pair(path.first(slash), path.sliced(slash + 1));
}

} // namespace

QByteArrayView methodName(Method method)
{
    static constexpr std::array<QByteArrayView, 6> names{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"};
    return names[size_t(method)];
}

bool Router::Node::isEnd() const
{
    return std::any_of(endpoints.begin(), endpoints.end(), [](const Endpoint &endpoint) { return endpoint.route >= 0; });
}

Result<Router> Router::compile(RouteTable routes)
{
    Router router;
    router.m_routes = std::move(routes);
    for (size_t i = 0; i < router.m_routes.size(); ++i) {
        if (const auto added = router.add(int(i)); !added)
            return tl::unexpected(added.error());
    }
    return router;
}

Result<void> Router::add(int index)
{
    const Route &route = m_routes[size_t(index)];
    if (const auto checked = checkRow(route); !checked)
        return checked;
    size_t node = 0;
    QStringList parameters;
    for (const QByteArray &segment : route.path.sliced(1).split('/')) {
        int next = -1;
        if (segment.startsWith('{') && segment.endsWith('}')) {
            parameters.append(QString::fromLatin1(segment.sliced(1, segment.size() - 2)));
            next = m_nodes[node].parameter;
        } else {
            const auto &literals = m_nodes[node].literals;
            const auto found =
                std::find_if(literals.begin(), literals.end(), [&](const auto &literal) { return literal.first == segment; });
            next = found == literals.end() ? -1 : found->second;
        }
        if (next < 0) {
            next = int(m_nodes.size());
            m_nodes.emplace_back();
            if (segment.startsWith('{'))
                m_nodes[node].parameter = next;
            else
                m_nodes[node].literals.emplace_back(segment, next);
        }
        node = size_t(next);
    }
    Endpoint &endpoint = m_nodes[node].endpoints[size_t(route.method)];
    if (endpoint.route >= 0)
        return badRow(route, u"the row is there twice"_s);
    endpoint = {index, parameters};
    return {};
}

const Router::Node *Router::find(int index, QByteArrayView rest, Captured &captured) const
{
    const Node &node = m_nodes[size_t(index)];
    const auto [segment, after] = splitSegment(rest);
    const bool last = segment.size() == rest.size();
    const auto follow = [&, remaining = after](int next) -> const Node * {
        if (!last)
            return find(next, remaining, captured);
        return m_nodes[size_t(next)].isEnd() ? &m_nodes[size_t(next)] : nullptr;
    };
    for (const auto &[literal, next] : node.literals) {
        if (literal == segment) {
            if (const Node *end = follow(next))
                return end;
        }
    }
    if (node.parameter < 0 || segment.isEmpty())
        return nullptr;
    captured.push_back(segment);
    if (const Node *end = follow(node.parameter))
        return end;
    captured.pop_back();
    return nullptr;
}

Router::Match Router::match(Method method, QByteArrayView path) const
{
    Match match;
    Captured captured;
    if (!path.startsWith('/') || std::count(path.begin(), path.end(), '/') > maxSegments)
        return match;
    const Node *node = find(0, path.sliced(1), captured);
    if (!node)
        return match;
    const Endpoint *endpoint = &node->endpoints[size_t(method)];
    const bool getAnswersHead = node->endpoints[size_t(Method::Get)].route >= 0;
    if (endpoint->route < 0 && method == Method::Head && getAnswersHead)
        endpoint = &node->endpoints[size_t(Method::Get)];
    if (endpoint->route >= 0) {
        match.route = &m_routes[size_t(endpoint->route)];
        for (qsizetype i = 0; i < endpoint->parameters.size(); ++i)
            match.parameters.insert(endpoint->parameters[i], QUrl::fromPercentEncoding(captured[size_t(i)].toByteArray()));
        return match;
    }
    for (const Method each : methods) {
        if (node->endpoints[size_t(each)].route >= 0 || (each == Method::Head && getAnswersHead))
            match.allow += (match.allow.isEmpty() ? "" : ", ") + methodName(each).toByteArray();
    }
    return match;
}

} // namespace melody::http
