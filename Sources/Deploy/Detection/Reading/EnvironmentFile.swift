internal import Diagnostics

/// A file of variables, as `.env`, of which only the names are ever looked at.
package enum EnvironmentFile {
    package static func isOne(_ path: String) -> Bool {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        return name == ".env" || name.hasPrefix(".env.") || name.hasSuffix(".env")
    }

    /// The same lines with everything but the names taken out.
    package static func namesOnly(_ text: String) -> String {
        text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            guard let name = name(in: line) else { return "" }
            return "\(name)="
        }.joined(separator: "\n")
    }

    /// The names with the lines they stand on.
    static func names(in file: SourceFile) -> [(name: String, location: SourceLocation)] {
        file.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated()
            .compactMap { index, line in
                name(in: line).map { ($0, SourceLocation(file: file, line: index + 1, column: 1)) }
            }
    }

    private static func name(in line: Substring) -> String? {
        var rest = line.drop { $0 == " " || $0 == "\t" }
        if rest.hasPrefix("export ") { rest = rest.dropFirst(7).drop { $0 == " " } }
        guard let equals = rest.firstIndex(of: "=") else { return nil }
        let name = rest[..<equals].reversed().drop { $0 == " " || $0 == "\t" }.reversed()
        let isName =
            name.first.map { $0.isASCII && ($0.isLetter || $0 == "_") } == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        return isName ? String(name) : nil
    }
}
