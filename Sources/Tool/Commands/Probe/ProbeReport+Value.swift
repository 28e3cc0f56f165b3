internal import HTTP
internal import MCP
internal import Values

extension ProbeReport {
    /// The report as data; its keys stay.
    var value: Value {
        [
            "endpoint": .string(endpoint),
            "conforming": .bool(isConforming && obstacle == nil),
            "problem": obstacle.map { .string($0.message) } ?? .null,
            "eras": .array(servers.map { .string($0.era.rawValue) }),
            "servers": .array(servers.map(\.value)),
            "tools": toolCount.map { .int($0) } ?? .null,
            "httpVersion": httpVersion.map { .string($0.rawValue) } ?? .null,
            "timings": timings.map(\.value) ?? .null,
            "sessions": ["opened": .int(sessions.opened), "ended": .int(sessions.ended)],
            "counts": Value(.object(counts)),
            "rules": .array(findings.map(\.value)),
        ]
    }

    private var counts: Object {
        var counts = Object()
        for verdict in Verdict.allCases { counts[verdict.rawValue] = .int(count(verdict)) }
        return counts
    }
}

extension ProbeReport.Finding {
    fileprivate var value: Value {
        [
            "id": .string(id),
            "title": .string(title),
            "level": .string(level.rawValue),
            "eras": .array(eras.map { .string($0.rawValue) }),
            "reference": ["revision": .string(reference.revision), "section": .string(reference.section)],
            "verdict": .string(verdict.rawValue),
            "applies": .bool(applies),
            "found": .string(message),
            "evidence": .array(
                evidence.map { ["request": .string($0.request), "answer": .string($0.answer)] }
            ),
        ]
    }
}

extension MCPServer {
    fileprivate var value: Value {
        [
            "era": .string(era.rawValue),
            "protocolVersion": .string(protocolVersion),
            "supportedVersions": .array(supportedVersions.map { .string($0) }),
            "name": name.map { .string($0) } ?? .null,
            "version": version.map { .string($0) } ?? .null,
            "capabilities": .object(capabilities),
        ]
    }
}

extension HTTPTimings {
    /// In seconds.
    fileprivate var value: Value {
        func seconds(_ span: Duration) -> Value { .number(Number(span / .seconds(1))) }
        return [
            "resolve": seconds(resolve), "connect": seconds(connect), "tls": seconds(tls),
            "firstByte": seconds(firstByte), "total": seconds(total), "isReused": .bool(isReused),
        ]
    }
}
