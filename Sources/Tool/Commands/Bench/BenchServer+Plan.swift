internal import Arguments
internal import Diagnostics
internal import Discovery
internal import FileSystem
internal import HTTP
internal import LoadTest
internal import MCP
internal import Values

// What is done, and where.
extension BenchServer {
    var plan: LoadPlan {
        var plan = LoadPlan()
        plan.rate = rate.perSecond
        plan.duration = duration
        plan.count = count
        plan.warmUp = warmUp
        plan.inFlight = inFlight
        plan.sessions = sessions
        plan.mix = tools.map { tool in
            let own = arguments.last { $0.tool == tool.name } ?? arguments.last { $0.tool == nil }
            return .init(.tool(tool.name, arguments: own?.arguments ?? Object()), weight: tool.weight)
        }
        return plan
    }

    func endpoint() throws -> MCPEndpoint {
        var wish = TargetWish()
        access.set(&wish)
        let access = wish.changed(TargetAccess())
        do throws(TargetAccessProblem) {
            return .http(
                url: ProbeServer.withPath(url),
                headers: try access.requestHeaders(),
                tls: access.tls,
                proxy: access.proxy,
                socket: access.socket
            )
        } catch {
            throw InvalidInput(error.diagnostic)
        }
    }

    /// Throws when the server belongs to a protected environment whose name was not given.
    func refuseProtected() throws {
        let path = profile ?? "mcpctl.yaml"
        guard profile != nil || Files.exists(path) else { return }
        let tree = try ProfileFile.read(path).tree
        guard let place = ProtectedPlace(of: url, in: tree), place.environment != confirmation else { return }
        throw InvalidInput(
            .error(
                "the server is in the protected environment '\(place.environment)', and a load test is felt there",
                hint: "if that is meant: --confirm \(place.environment)"
            )
        )
    }
}

/// A part of a whole on the command line: `0.01`.
struct RatioArgument: ArgumentValue, Sendable {
    let ratio: Double

    static let expectation = "a number from 0 to 1"

    init?(argument: String) {
        guard let ratio = Double(argument), 0...1 ~= ratio else { return nil }
        self.ratio = ratio
    }

    var argumentText: String? { "\(ratio)" }
}
