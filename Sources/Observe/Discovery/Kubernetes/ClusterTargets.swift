internal import Diagnostics
internal import Platforms
internal import Values

/// Objects of a Kubernetes cluster that are targets, watched.
struct ClusterTargets: TargetSource {
    let place: ClusterPlace
    /// `nil` is all.
    let namespace: String?
    let role: ClusterObjects.Role
    let selector: String?
    let mould: TargetMould
    var shortestWait = Duration.seconds(1)

    var title: String { "kubernetes \(place.title)" }

    private var path: String {
        let (group, plural) = role.path
        return namespace.map { "\(group)/namespaces/\(percentEncoded($0))/\(plural)" } ?? "\(group)/\(plural)"
    }

    func updates() -> AsyncStream<TargetUpdate> {
        .produced { continuation in
            var failures = 0
            var last: Diagnostic?
            while !Task.isCancelled {
                let ending = await follow {
                    continuation.yield(.targets($0))
                } calm: {
                    (failures, last) = (0, nil)
                }
                if case .expired = ending {
                    try? await Task.sleep(for: shortestWait)
                    continue
                }
                failures += 1
                let problem =
                    switch ending {
                    case .problem(let problem), .unauthorized(let problem): problem
                    case .expired: Diagnostic.error("")
                    }
                // What lasts is told once.
                if problem != last, !Task.isCancelled { continuation.yield(.problem(about(problem))) }
                last = problem
                let wait = min(shortestWait * (1 << min(failures - 1, 6)), .seconds(60))
                try? await Task.sleep(for: wait * Double.random(in: 0.75...1.25))
            }
        }
    }

    private func about(_ problem: Diagnostic) -> Diagnostic {
        var problem = problem
        problem.severity = .warning
        problem.message = "\(visible(place.title)): \(problem.message)"
        return problem
    }

    /// Lists and watches until something makes it begin again.
    private func follow(_ tell: ([FleetTarget]) -> Void, calm: () -> Void) async -> ClusterWatch.Ending {
        let place = place
        // A plugin may take as long as a person who logs in.
        let connected = await OwnThread.result { () -> Result<ClusterConnection, InvalidInput> in
            do throws(InvalidInput) { return .success(try place.connect()) } catch { return .failure(error) }
        }
        let connection: ClusterConnection
        switch connected {
        case .success(let made): connection = made
        case .failure(let error): return .problem(error.diagnostics.first ?? .error("no credentials"))
        case nil: return .problem(.error("the system gives no thread"))
        }
        var watch = ClusterWatch(connection: connection, path: path, selector: selector)
        do throws(ClusterWatch.Ending) {
            try await watch.list()
            tell(targets(watch.objects.values))
            while true {
                let start = ContinuousClock.now
                try await watch.follow { tell(targets($0)) }
                calm()
                // A server that ends watches at once must not be asked without a pause.
                if .now - start < .seconds(1) { try? await Task.sleep(for: shortestWait) }
                if Task.isCancelled { return .expired }
            }
        } catch {
            return error
        }
    }

    private func targets(_ objects: Dictionary<String, Value>.Values) -> [FleetTarget] {
        let reader = ClusterObjects(role: role)
        return objects.flatMap { reader.found(in: $0) }.compactMap { mould.target($0) }
            .sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }
}
