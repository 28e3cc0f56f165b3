package import Diagnostics
internal import Values
internal import YAML

/// A list of targets as Prometheus reads it with `file_sd` (Prometheus, "Configuration", `<file_sd_config>`).
package struct TargetFile: Sendable {
    /// Addresses with labels in common.
    package struct Group: Sendable {
        /// `host:port`, or a URL.
        package var addresses: [String] = []
        package var labels: [(name: String, value: String)] = []
    }

    package let groups: [Group]
    private static let targetLimit = 100_000

    /// Reads JSON from a file that is called so, and YAML from any other.
    ///
    /// Throws everything that is wrong with it, at its place.
    package init(_ bytes: [UInt8], name: String) throws(InvalidInput) {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InvalidInput(.error("\(name) is not UTF-8 text"))
        }
        let file = SourceFile(name: name, text: text)
        let root = try name.hasSuffix(".json") ? JSON.value(in: file) : YAML.document(in: file)
        guard let items = root.array else {
            throw InvalidInput(
                .error(
                    "a file of targets must be a list, not \(root.kind)",
                    at: root.location,
                    hint: "write - targets: [HOST:PORT]"
                )
            )
        }
        var problems: [Diagnostic] = []
        groups = items.map { Self.group($0, &problems) }
        let count = groups.reduce(0) { $0 + $1.addresses.count }
        if count > Self.targetLimit {
            problems.append(.error("\(name) has \(count) targets, more than \(Self.targetLimit)"))
        }
        guard problems.isEmpty else { throw InvalidInput(Array(problems.prefix(20))) }
    }

    private static func group(_ value: Value, _ problems: inout [Diagnostic]) -> Group {
        var group = Group()
        guard let object = value.object else {
            problems.append(
                .error("a group of targets must be a mapping, not \(value.kind)", at: value.location)
            )
            return group
        }
        for member in object where !["targets", "labels"].contains(member.key) {
            problems.append(
                .error(
                    "unknown key '\(shortened(member.key))'",
                    at: member.keyLocation,
                    hint: "a group has targets and labels"
                )
            )
        }
        if let targets = object["targets"], targets.array == nil {
            problems.append(
                .error("targets must be a list of addresses, not \(targets.kind)", at: targets.location)
            )
        }
        for item in object["targets"]?.array ?? [] {
            guard let text = item.string, isAddress(text) else {
                problems.append(
                    .error(
                        "a target must be HOST, HOST:PORT or a URL, not \(shortened(item.json(.compact)))",
                        at: item.location
                    )
                )
                continue
            }
            group.addresses.append(text)
        }
        if let labels = object["labels"], labels.object == nil, !labels.isNull {
            problems.append(.error("labels must be a mapping, not \(labels.kind)", at: labels.location))
        }
        for member in object["labels"]?.object ?? Object() {
            guard let text = member.value.string else {
                problems.append(
                    .error(
                        "the label '\(shortened(member.key))' must be a text, not \(member.value.kind)",
                        at: member.value.location,
                        hint: "put it in quotes"
                    )
                )
                continue
            }
            group.labels.append((member.key, text))
        }
        return group
    }

    private static func isAddress(_ text: String) -> Bool {
        if text.contains("://") { return HTTPAddress(text) != nil }
        return HTTPAddress("http://\(text)").map { $0.path.isEmpty && $0.query.isEmpty } == true
    }

    /// The targets, made in a source's mould.
    ///
    /// `__scheme__` and `__metrics_path__` mean what they mean to Prometheus; `__mcp_path__`, `__health_path__`,
    /// `__mcp_name__` and `__mcp_server__` say the rest. Other labels that begin with `__` are no labels of series.
    func targets(_ mould: TargetMould) -> [FleetTarget] {
        groups.flatMap { group in
            group.addresses.compactMap {
                FoundAddress($0, labels: group.labels, certificateName: nil).target(mould)
            }
        }
    }
}

/// An address with labels, as Prometheus tells and is told of targets.
struct FoundAddress {
    let address: String
    let labels: [(name: String, value: String)]
    let certificateName: String?

    init(_ address: String, labels: [(name: String, value: String)], certificateName: String?) {
        (self.address, self.labels, self.certificateName) = (address, labels, certificateName)
    }

    private subscript(name: String) -> String? {
        labels.first { $0.name == name && !$0.value.isEmpty }?.value
    }

    func target(_ mould: TargetMould) -> FleetTarget? {
        let own = labels.filter { !$0.name.hasPrefix("__") }
        let words = ["__mcp_server__", "server", "job", "app"].compactMap { self[$0] }
        if address.contains("://") {
            return mould.target(address, name: self["__mcp_name__"], server: words) { $0.labels = own }
        }
        guard let place = HTTPAddress("http://\(address)") else { return nil }
        var found = TargetMould.Found(host: place.host, port: place.port)
        found.name = self["__mcp_name__"]
        found.scheme = self["__scheme__"].flatMap { ["http", "https"].contains($0) ? $0 : nil }
        found.path = self["__mcp_path__"].map(Self.path)
        found.metricsPath = self["__metrics_path__"].map(Self.path)
        found.healthPath = self["__health_path__"].map(Self.path)
        found.serverWords = words
        found.labels = own
        found.certificateName = certificateName
        return mould.target(found)
    }

    private static func path(_ text: String) -> String { text.hasPrefix("/") ? text : "/\(text)" }
}
