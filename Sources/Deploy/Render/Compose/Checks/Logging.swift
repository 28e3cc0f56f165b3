internal import Diagnostics
internal import Values

extension ComposeCheck {
    /// A log that grows until the disk is full: Docker's json-file has no limit of its own.
    static let logging = ComposeCheck.ofEachService("logging") { service in
        let logging = service.value["logging"]
        let driver = logging?.text("driver") ?? "json-file"
        guard driver == "json-file", logging?.at("options", "max-size") == nil else { return [] }
        return [
            .warning(
                "\(service.title): its log grows until the disk is full",
                at: service.place("logging"),
                hint: "write logging: {driver: json-file, options: {max-size: 10m, max-file: '3'}}"
            )
        ]
    }
}
