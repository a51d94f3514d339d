/// One method and path pattern with what answers it.
///
/// A class, so that a connection keeps the route of its request as one reference.
public final class Route: Sendable {
    /// Where a handler runs.
    public enum Execution: Hashable, Sendable {
        /// On the connection's event loop: for work of microseconds that never waits.
        case inline
        /// On a worker, while the loop serves others; a full queue answers 503.
        case worker
    }

    /// The method; a GET route also answers HEAD.
    public let method: HTTPMethod
    /// The path as registered, for example `/v1/models/{id...}`.
    public let pattern: String
    /// Where the handler runs.
    public let execution: Execution
    /// Whether the route is answered when all else is shed: health and metrics.
    public let isVital: Bool
    /// The most bytes of a body, if the route needs another limit than the server's.
    public let bodyLimit: Int?
    /// The position in `Router.routes`, by which counts are kept without comparing strings.
    public let number: Int
    let handler: @Sendable (HTTPRequest) -> HTTPResponse

    init(
        _ method: HTTPMethod,
        _ pattern: String,
        _ execution: Execution,
        isVital: Bool,
        bodyLimit: Int?,
        number: Int,
        handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) {
        self.method = method
        self.pattern = pattern
        self.execution = execution
        self.isVital = isVital
        self.bodyLimit = bodyLimit
        self.number = number
        self.handler = handler
    }
}

/// Finds the route of a request by its path's segments.
///
/// A pattern's segment is a literal, `{name}` for any one non-empty segment, or a final `{name...}`
/// for all the rest, since model ids contain `/`, plain or as `%2F`. Literals win over names, names
/// over the rest. `.` and `..` mean nothing here: there are no files behind the paths.
public struct Router: Sendable {
    /// Turns an error of the server's own into an answer; gets the request if its head could be
    /// read.
    public typealias Renderer = @Sendable (HTTPError, HTTPRequest?) -> HTTPResponse

    /// What a request's path leads to.
    public enum Match: Sendable {
        /// A route; the request now has its parameters.
        case route(Route)
        /// An answer that needs no route: 404, 405, or OPTIONS.
        case answer(HTTPResponse)
    }

    private struct Node {
        var literals: [(bytes: [UInt8], node: Int)] = []
        var parameter: (name: String, node: Int)?
        var rest: (name: String, node: Int)?
        var routes: [(method: HTTPMethod, route: Int)] = []
    }

    /// Every route in the order of registration, for contract tests and documentation.
    public private(set) var routes: [Route] = []
    /// Renders the server's own errors; plain text unless set.
    public var renderer: Renderer = { error, _ in .plain(error) }
    /// Runs when a head is complete, before anything else: the place to give a request its id.
    public var prepare: (@Sendable (inout HTTPRequest) -> Void)?
    /// Runs when a route is found and before the body is read; an answer ends the request (401,
    /// 415, 429).
    public var admission: (@Sendable (inout HTTPRequest, Route) -> HTTPResponse?)?
    /// Runs on every answer, errors included: the place for fields that all answers carry.
    public var finish: (@Sendable (inout HTTPResponse, HTTPRequest?) -> Void)?

    private var nodes = [Node()]

    /// A router without routes.
    public init() {}

    /// Adds a route; the first one registered for a method and pattern wins.
    ///
    /// - Parameters:
    ///   - method: The method; GET also answers HEAD.
    ///   - pattern: `/` and segments: literals, `{name}`, or a final `{name...}`.
    ///   - execution: Where the handler runs.
    ///   - isVital: Whether the route is answered when all else is shed.
    ///   - bodyLimit: The most bytes of a body; the server's limit if nil.
    ///   - handler: Makes the answer.
    public mutating func add(
        _ method: HTTPMethod,
        _ pattern: String,
        _ execution: Route.Execution = .inline,
        isVital: Bool = false,
        bodyLimit: Int? = nil,
        handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse
    ) {
        var node = 0
        let segments = pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
        for segment in segments where !(segments.count == 1 && segment.isEmpty) {
            node = child(of: node, segment)
        }
        if !nodes[node].routes.contains(where: { $0.method == method }) {
            nodes[node].routes.append((method, routes.count))
        }
        routes.append(
            Route(
                method,
                pattern,
                execution,
                isVital: isVital,
                bodyLimit: bodyLimit,
                number: routes.count,
                handler: handler
            )
        )
    }

    /// Finds what answers the request, and fills its parameters.
    public func match(_ request: inout HTTPRequest) -> Match {
        let target = request.head.target
        if target.isAsterisk {
            return .answer(allowing(Set(routes.map(\.method)), status: 204))
        }
        var search = Search(bytes: request.head.fields.bytes, end: target.path.upperBound)
        search.method = request.method
        visit(0, at: target.path.lowerBound, &search)
        if let route = search.found {
            request.parameters = search.parameters
            return .route(routes[route])
        }
        if search.allowed.isEmpty { return .answer(renderer(.notFound, request)) }
        if request.method == .options { return .answer(allowing(search.allowed, status: 204)) }
        var response = renderer(.methodNotAllowed, request)
        response.fields.set("Allow", to: Self.allow(search.allowed))
        return .answer(response)
    }

    /// An error as an answer, with the fields that belong to it.
    func render(_ error: HTTPError, _ request: HTTPRequest?) -> HTTPResponse {
        var response = renderer(error, request)
        for (name, value) in error.fields.pairs { response.fields.set(name, to: value) }
        return response
    }

    /// What speaks against a request before its body is read; nil if nothing does.
    func admit(_ request: inout HTTPRequest, _ route: Route) -> HTTPResponse? {
        if let answer = admission?(&request, route) { return answer }
        guard request.hasBody, request.head.contentCoding == .unsupported else { return nil }
        return render(.contentCodingUnsupported, request)
    }

    /// Runs a route's handler on a whole request: takes gzip off its body, within the limit, and
    /// puts it on the answer.
    func handle(_ route: Route, _ request: HTTPRequest, bodyLimit: Int) -> HTTPResponse {
        var response =
            request.isCoded
            ? handleCoded(route, request, bodyLimit: bodyLimit) : route.handler(request)
        Compression.apply(to: &response, request.fields)
        return response
    }

    private func handleCoded(_ route: Route, _ request: HTTPRequest, bodyLimit: Int)
        -> HTTPResponse
    {
        var plain = request
        do throws(Gzip.Failure) {
            plain.body = try Gzip.inflate(request.body, limit: bodyLimit)
        } catch {
            switch error {
            case .malformed: return render(.malformed(.contentCoding), request)
            case .tooLarge: return render(.contentTooLarge(limit: bodyLimit), request)
            }
        }
        return route.handler(plain)
    }

    /// Answers a whole request without a socket, as the server would: hooks, limits, HEAD and
    /// errors included.
    public func respond(to request: HTTPRequest, limits: HTTPLimits = HTTPLimits()) -> HTTPResponse
    {
        var request = request
        prepare?(&request)
        var response: HTTPResponse
        switch match(&request) {
        case .answer(let answer):
            response = answer
        case .route(let route):
            let limit = route.bodyLimit ?? limits.bodyBytes
            if let answer = admit(&request, route) {
                response = answer
            } else if request.body.count > limit {
                response = render(.contentTooLarge(limit: limit), request)
            } else {
                response = handle(route, request, bodyLimit: limit)
            }
        }
        finish?(&response, request)
        if !response.requestID.isEmpty {
            response.fields.append(ResponseEncoder.requestIDName, response.requestID)
        }
        if request.method == .head {
            response.body = []
        } else if let stream = response.stream {
            response.body = stream.collected()
        }
        response.stream = nil
        return response
    }

    private struct Search {
        let bytes: [UInt8]
        let end: Int
        var method = HTTPMethod.get
        var parameters = RouteParameters()
        var found: Int?
        var allowed: Set<HTTPMethod> = []

        init(bytes: [UInt8], end: Int) {
            self.bytes = bytes
            self.end = end
        }
    }

    /// Tries the branches of a node, best first, until a route takes the method.
    ///
    /// The depth is that of the
    /// patterns, whatever the path.
    private func visit(_ index: Int, at position: Int, _ search: inout Search) {
        let isRoot = index == 0 && search.end - position <= 1
        if position == search.end || isRoot {
            take(nodes[index].routes, &search)
            return
        }
        let start = position + 1
        var end = start
        while end < search.end, search.bytes[end] != Byte.slash { end += 1 }
        for (literal, node) in nodes[index].literals
        where PercentDecoding.matches(search.bytes, start..<end, literal) {
            visit(node, at: end, &search)
            // A path that has routes of its own is no value of a parameter, whatever the method.
            if search.found != nil || !search.allowed.isEmpty { return }
        }
        if let (name, node) = nodes[index].parameter, start < end {
            search.parameters.append(name, PercentDecoding.string(search.bytes, start..<end))
            visit(node, at: end, &search)
            if search.found != nil { return }
            search.parameters.removeLast()
        }
        if let (name, node) = nodes[index].rest, start < search.end {
            let rest = PercentDecoding.string(search.bytes, start..<search.end)
            search.parameters.append(name, rest)
            take(nodes[node].routes, &search)
            if search.found == nil { search.parameters.removeLast() }
        }
    }

    private func take(_ candidates: [(method: HTTPMethod, route: Int)], _ search: inout Search) {
        for (method, route) in candidates
        where method == search.method || method == .get && search.method == .head {
            search.found = route
            // A HEAD route of its own goes before the GET route.
            if method == search.method { return }
        }
        if search.found == nil {
            for (method, _) in candidates { search.allowed.insert(method) }
        }
    }

    private mutating func child(of node: Int, _ segment: Substring) -> Int {
        let next = nodes.count
        if segment.hasPrefix("{"), segment.hasSuffix("...}") {
            if let rest = nodes[node].rest { return rest.node }
            nodes[node].rest = (String(segment.dropFirst().dropLast(4)), next)
        } else if segment.hasPrefix("{"), segment.hasSuffix("}") {
            if let parameter = nodes[node].parameter { return parameter.node }
            nodes[node].parameter = (String(segment.dropFirst().dropLast()), next)
        } else {
            let bytes = Array(segment.utf8)
            if let literal = nodes[node].literals.first(where: { $0.bytes == bytes }) {
                return literal.node
            }
            nodes[node].literals.append((bytes, next))
        }
        nodes.append(Node())
        return next
    }

    private func allowing(_ methods: Set<HTTPMethod>, status: Int) -> HTTPResponse {
        HTTPResponse(status: status, fields: ["Allow": Self.allow(methods)])
    }

    /// The methods in a fixed order, with those that come for free.
    private static func allow(_ methods: Set<HTTPMethod>) -> String {
        HTTPMethod.allCases.filter {
            methods.contains($0) || $0 == .options || $0 == .head && methods.contains(.get)
        }
        .map(\.rawValue).joined(separator: ", ")
    }
}
