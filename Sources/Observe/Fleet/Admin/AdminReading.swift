internal import Diagnostics
internal import GoText
internal import HTTP
internal import JSONRPC
internal import Values

/// What the admin channel tells of what runs: reads only.
struct AdminReading: Sendable {
    /// The methods that are asked, and where their lists are in the results.
    private static let methods = [
        ("breakers.list", "breakers"), ("caches.list", "caches"), ("sessions.list", "sessions"),
        ("ratelimits.list", "rateLimits"), ("tools.list", "tools"),
    ]

    var answer: EndpointAnswer
    /// Why nothing could be read.
    var problem: String?
    var breakers: [BreakerSnapshot]?
    var caches: [CacheSnapshot]?
    var sessions: [SessionSnapshot]?
    var sessionCount: Int?
    var rateLimits: [RateLimitSnapshot]?
    /// The names of tools, and whether they are enabled.
    var tools: [String: Bool]?
    /// Whether the channel takes several questions at once (JSON-RPC 2.0, section 6).
    var takesBatches = true

    /// Things of a kind beyond that many are not kept one by one.
    private static let limit = 500

    /// Asks everything at once, or one by one where that is not understood; what the server lacks stays out.
    static func read(_ url: String, _ asker: EndpointAsker, batches: Bool, wall: Int64) async -> AdminReading
    {
        if batches {
            let requests = methods.indices.map {
                RPCRequest(id: .int($0 + 1), methods[$0].0, .object(Object())).value
            }
            let answer = await ask(Array(Value.array(requests).json(.compact).utf8), url, asker)
            var reading = AdminReading(answer: answer)
            guard let body = answer.response?.body, !answer.isRefused, answer.status != 429 else {
                reading.problem = problem(answer)
                return reading
            }
            if let read = try? RPCBody(body), case .batch(let messages) = read {
                for message in messages {
                    guard case .success(.response(let response)) = message,
                        let id = response.id.value.int, methods.indices ~= id - 1
                    else { continue }
                    reading.take(response.result, methods[id - 1], wall: wall)
                }
                return reading
            }
        }
        return await readOneByOne(url, asker, wall: wall)
    }

    private static func readOneByOne(_ url: String, _ asker: EndpointAsker, wall: Int64) async -> AdminReading
    {
        var reading: AdminReading?
        for (index, method) in methods.enumerated() {
            let request = RPCRequest(id: .int(index + 1), method.0, .object(Object()))
            let answer = await ask(request.bytes, url, asker)
            var current = reading ?? AdminReading(answer: answer)
            current.takesBatches = false
            guard let body = answer.response?.body, !answer.isRefused, answer.status != 429,
                let response = try? RPCResponse(body, to: .int(index + 1))
            else {
                if index == 0 {
                    current.problem = problem(answer)
                    return current
                }
                continue
            }
            current.take(response.result, method, wall: wall)
            reading = current
        }
        guard let reading else {
            return AdminReading(answer: await ask([], url, asker), problem: "nothing answers")
        }
        return reading
    }

    private static func ask(_ body: [UInt8], _ url: String, _ asker: EndpointAsker) async -> EndpointAnswer {
        await asker.ask(url, accept: "application/json", limit: 4 << 20, .post, body: body)
    }

    private static func problem(_ answer: EndpointAnswer) -> String {
        if let failure = answer.failure { return failure.message }
        return answer.isRefused
            ? "HTTP \(answer.status ?? 401): it wants other credentials"
            : "HTTP \(answer.status ?? 0), and no answer of JSON-RPC"
    }

    private mutating func take(_ result: Value?, _ method: (String, String), wall: Int64) {
        guard let result, let list = Self.list(in: result, method.1) else { return }
        switch method.0 {
        case "breakers.list":
            breakers = list.prefix(Self.limit).compactMap { Self.breaker($0.name, $0.object) }
        case "caches.list": caches = list.prefix(Self.limit).map { Self.cache($0.name, $0.object) }
        case "sessions.list":
            sessions = list.prefix(Self.limit).map { Self.session($0.name, $0.object) }
            sessionCount = result["total"]?.int ?? list.count
        case "ratelimits.list":
            rateLimits = list.prefix(Self.limit).map { Self.rateLimit($0.name, $0.object) }
        case "tools.list":
            tools = list.prefix(2000).reduce(into: [:]) { $0[$1.name] = $1.object["enabled"]?.bool ?? true }
        default: break
        }
    }

    /// A list of objects, or an object of objects by name; each with its name.
    private static func list(in result: Value, _ key: String) -> [(name: String, object: Object)]? {
        let value = result[key] ?? result["items"] ?? result
        if let array = value.array {
            return array.compactMap { entry in
                guard let object = entry.object, let name = (object["name"] ?? object["id"])?.string else {
                    return nil
                }
                return (name, object)
            }
        }
        guard result[key] != nil else { return nil }
        return value.object?.members.compactMap { member in member.value.object.map { (member.key, $0) } }
    }

    private static func number(_ object: Object, _ keys: String...) -> Double? {
        keys.lazy.compactMap { object[$0]?.number?.double }.first { $0.isFinite }
    }

    private static func whole(_ object: Object, _ keys: String...) -> Int? {
        keys.lazy.compactMap { object[$0]?.number?.double }.first { $0.isFinite && abs($0) < 1e15 }.map {
            Int($0)
        }
    }

    /// A moment as milliseconds since the epoch: RFC 3339, or seconds since it.
    private static func moment(_ object: Object, _ key: String) -> Int64? {
        switch object[key]?.content {
        case .string(let text)?: return CivilTime.milliseconds(ofRFC3339: text)
        case .number(let number)?:
            let value = number.double
            guard value.isFinite, value > 0, value < 1e15 else { return nil }
            return Int64(value < 1e11 ? value * 1000 : value)
        case .null?, .bool?, .array?, .object?, nil: return nil
        }
    }

    private static func breaker(_ name: String, _ object: Object) -> BreakerSnapshot? {
        var breaker = BreakerSnapshot(
            name: name,
            state: object["state"]?.string.flatMap { BreakerSnapshot.State(word: $0) }
        )
        breaker.failureCount = whole(object, "failureCount", "failure_count", "failures")
        breaker.failureThreshold = whole(object, "failureThreshold", "failure_threshold")
        breaker.notPermittedCalls = whole(object, "notPermittedCalls")
        breaker.openedAt = moment(object, "openedAt")
        breaker.nextAttemptAt = moment(object, "nextAttemptAt")
        return breaker
    }

    private static func cache(_ name: String, _ object: Object) -> CacheSnapshot {
        var cache = CacheSnapshot(name: name)
        cache.backend = object["backend"]?.string
        cache.hits = number(object, "hits")
        cache.misses = number(object, "misses")
        cache.size = whole(object, "size", "entries")
        cache.maximumSize = whole(object, "maxSize", "max_size")
        cache.timeToLive = number(object, "ttlSeconds", "ttl")
        return cache
    }

    private static func session(_ id: String, _ object: Object) -> SessionSnapshot {
        var session = SessionSnapshot(id: id)
        session.client =
            object["client"]?.string ?? object["client"]?["name"]?.string ?? object["user"]?.string
        session.protocolVersion = object["protocolVersion"]?.string
        session.createdAt = moment(object, "createdAt")
        session.idleSeconds = number(object, "idleSeconds")
        session.inFlight = whole(object, "inFlight")
        return session
    }

    private static func rateLimit(_ name: String, _ object: Object) -> RateLimitSnapshot {
        var limit = RateLimitSnapshot(name: name)
        limit.requestsPerMinute =
            number(object, "requestsPerMinute") ?? number(object, "requestsPerSecond").map { $0 * 60 }
        limit.burst = number(object, "burst")
        limit.remaining = number(object, "remaining")
        limit.rejected = number(object, "rejected")
        return limit
    }
}
