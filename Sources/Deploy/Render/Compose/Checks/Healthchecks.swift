internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A container whose health nobody can tell.
    static let healthchecks = ComposeCheck.ofEachService("healthcheck") { service in
        guard let check = service.value["healthcheck"] else {
            return [
                .warning(
                    "\(service.title) has no health check",
                    at: service.location,
                    hint: "ask it in its own runtime: test: [CMD, node, -e, …]; in a profile health.command"
                )
            ]
        }
        let place = check.location ?? service.location
        let first = check["test"]?.array?.first?.string ?? check.text("test")
        if check["disable"]?.bool == true || first == "NONE" {
            return [.warning("\(service.title) switches its health check off", at: place)]
        }
        guard let (words, isShell) = service.healthWords, !words.isEmpty else {
            return [.error("\(service.title): healthcheck.test asks nothing", at: place)]
        }
        if let test = check["test"]?.array, let form = test.first?.string,
            !["CMD", "CMD-SHELL"].contains(form)
        {
            return [
                .error(
                    "\(service.title): healthcheck.test must begin with CMD, CMD-SHELL or NONE",
                    at: place,
                    hint: "write test: [CMD, \(test.compactMap(\.string).joined(separator: ", "))]"
                )
            ]
        }
        if IdleCommand.neverFails(words) {
            return [
                .error(
                    "\(service.title): its health check can never fail, whatever the server does",
                    at: place
                )
            ]
        }
        return tool(in: words, isShell: isShell, service).map { tool in
            [
                Diagnostic.warning(
                    "\(service.title): its health check needs \(tool), which small images do not have",
                    at: place,
                    hint: "ask in the image's own runtime"
                )
                .withoutExcerpt()
            ]
        } ?? []
    }

    private static func tool(in words: [String], isShell: Bool, _ service: ComposeDocument.Service) -> String?
    {
        let used =
            isShell
            ? words.joined(separator: " ").split { !($0.isLetter || $0.isNumber || $0 == "_") }
            : words.prefix(1).map { $0[...] }
        let image = service.value.text("image") ?? ""
        // BusyBox has wget and nc.
        let hasBusyBox = ["alpine", "busybox", "prom/", "grafana/grafana"].contains(where: image.contains)
        return ["curl", "wget", "nc", "grpc_health_probe"].first { tool in
            used.contains { $0 == tool } && !(hasBusyBox && ["wget", "nc"].contains(tool))
        }
    }
}
