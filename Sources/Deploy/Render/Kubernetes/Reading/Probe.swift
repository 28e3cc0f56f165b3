internal import Diagnostics
internal import Values

/// One probe of a container.
struct Probe {
    enum Purpose: String, CaseIterable {
        case startup, readiness, liveness
    }

    let purpose: Purpose
    let value: Value
    let container: Container

    /// As in `Deployment/qsys: container 'qsys': livenessProbe`.
    var title: String { "\(container.title): \(purpose.rawValue)Probe" }
    var location: SourceLocation? { value.location }

    static let handlerKeys = ["exec", "grpc", "httpGet", "tcpSocket"]

    /// The kinds of handler it has; exactly one is right.
    var handlers: [String] { (value.object?.keys ?? []).filter(Self.handlerKeys.contains) }

    /// The words of an exec probe.
    var command: [String]? { value.at("exec", "command")?.array?.compactMap(\.string) }

    /// The port it connects to, by name or number.
    var port: Value? {
        value.at("httpGet", "port") ?? value.at("tcpSocket", "port") ?? value.at("grpc", "port")
    }
    var path: Value? { value.at("httpGet", "path") }

    /// What it asks, without how often.
    var question: Value {
        var question = Object()
        for key in handlers { question[key] = value[key] }
        return .object(question)
    }
}

extension Container {
    func probe(_ purpose: Probe.Purpose) -> Probe? {
        guard let value = value["\(purpose.rawValue)Probe"], !value.isNull else { return nil }
        return Probe(purpose: purpose, value: value, container: self)
    }

    var probes: [Probe] { Probe.Purpose.allCases.compactMap(probe) }
}
