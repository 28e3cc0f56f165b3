internal import Diagnostics
internal import Render
internal import Values
internal import YAML

/// Who wrote a file, as far as the file tells.
enum FileOrigin: Equatable {
    /// A render for the server of that name.
    case server(String)
    /// A list of files, which a render writes and anybody else might.
    case kustomization
    case unknown

    init(of bytes: [UInt8]) {
        self = .unknown
        guard let text = String(validating: bytes, as: UTF8.self) else { return }
        if let mark = text.firstPlace(of: RenderedFile.markStart) {
            self = .server(
                String(text[mark.upperBound...].prefix { $0.isLetter || $0.isNumber || $0 == "-" })
            )
            return
        }
        guard let documents = try? YAML.documents(in: SourceFile(name: "", text: text)) else {
            // Damaged since, but the labels still say whose it was.
            if let server = Self.label("app.kubernetes.io/name", in: text),
                Self.label("app.kubernetes.io/managed-by", in: text) == "mcpctl"
            {
                self = .server(server)
            }
            return
        }
        if let server = documents.first?.server, documents.allSatisfy({ $0.server == server }) {
            self = .server(server)
        } else if documents.count == 1, documents[0].isPlainKustomization {
            self = .kustomization
        }
    }

    /// The value of the first label of that name in a text that is no YAML.
    private static func label(_ name: String, in text: String) -> String? {
        text.split(whereSeparator: \.isNewline).lazy.compactMap { line in
            let content = line.drop { $0 == " " }
            return content.hasPrefix(name + ": ") ? String(content.dropFirst(name.count + 2)) : nil
        }.first
    }

    /// Whose work would be lost, when it is not a render for one of those servers.
    func hand(besides owners: Set<String>) -> String? {
        switch self {
        case .server(let owner): owners.contains(owner) ? nil : "for the server '\(owner)'"
        case .kustomization: nil
        case .unknown: "by another hand"
        }
    }
}

extension Value {
    /// The server an object was rendered for, if we rendered it.
    fileprivate var server: String? {
        let labels = self["metadata"]?["labels"]
        guard labels?["app.kubernetes.io/managed-by"]?.string == "mcpctl" else { return nil }
        return labels?["app.kubernetes.io/name"]?.string
    }

    /// Whether it is a kustomization that lists files and does nothing else.
    fileprivate var isPlainKustomization: Bool {
        self["kind"]?.string == "Kustomization"
            && object?.keys.allSatisfy(["apiVersion", "kind", "resources"].contains) == true
    }
}
