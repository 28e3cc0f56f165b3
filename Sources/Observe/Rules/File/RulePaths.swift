package import Diagnostics
internal import FileSystem

/// Paths of rule files with wildcards, as Go's `filepath.Glob` reads them.
package enum RulePaths {
    /// The files that a pattern of a file of tests means, in order; relative ones start at the folder of that file.
    package static func files(matching pattern: String, besides testFile: String) -> [String] {
        guard !pattern.isEmpty else { return [] }
        if pattern.hasPrefix("/") { return matches(pattern) }
        let folder = testFile.contains("/") ? Files.parent(of: testFile) ?? "" : ""
        return matches(folder.isEmpty ? pattern : joined(folder, pattern))
    }

    /// Reads a file; a file that cannot be read is told with its name.
    package static func read(_ path: String) throws(InvalidInput) -> SourceFile {
        do throws(FileError) {
            return SourceFile(name: path, text: String(decoding: try Files.read(path), as: UTF8.self))
        } catch {
            throw InvalidInput(.error("\(path): \(error)"))
        }
    }

    private static func matches(_ pattern: String) -> [String] {
        guard pattern.contains(where: { "*?[".contains($0) }) else {
            return Files.exists(pattern) ? [pattern] : []
        }
        var found = [pattern.hasPrefix("/") ? "/" : ""]
        for part in pattern.split(separator: "/") {
            found = found.flatMap { folder in
                guard part.contains(where: { "*?[".contains($0) }) else {
                    let path = joined(folder, String(part))
                    return Files.exists(path) ? [path] : []
                }
                do throws(FileError) {
                    return try Files.names(in: folder.isEmpty ? "." : folder).sorted()
                        .filter { matches(Array($0.unicodeScalars), Array(part.unicodeScalars)) }
                        .map { joined(folder, $0) }
                } catch {
                    return []
                }
            }
        }
        return found
    }

    private static func joined(_ folder: String, _ name: String) -> String {
        folder.isEmpty || folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// `*`, `?`, `[a-z]` and `[^a-z]` within one name, in time bounded by the product of the lengths.
    static func matches(_ name: [Unicode.Scalar], _ pattern: [Unicode.Scalar]) -> Bool {
        var (position, place) = (0, 0)
        var retry: (position: Int, place: Int)?
        while position < name.count {
            if place < pattern.count, pattern[place] == "*" {
                retry = (position, place)
                place += 1
            } else if place < pattern.count,
                let next = element(of: pattern, at: place, matches: name[position])
            {
                (position, place) = (position + 1, next)
            } else if let last = retry {
                retry = (last.position + 1, last.place)
                (position, place) = (last.position + 1, last.place + 1)
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == "*" }
    }

    /// Where the pattern goes on after the element there, if that takes the scalar.
    private static func element(of pattern: [Unicode.Scalar], at place: Int, matches scalar: Unicode.Scalar)
        -> Int?
    {
        switch pattern[place] {
        case "?": return place + 1
        case "\\" where place + 1 < pattern.count: return pattern[place + 1] == scalar ? place + 2 : nil
        case "[":
            guard let end = pattern[(place + 1)...].dropFirst().firstIndex(of: "]") else { return nil }
            var set = pattern[(place + 1)..<end]
            let isNegated = set.first == "^"
            if isNegated { set = set.dropFirst() }
            var isInside = false
            var index = set.startIndex
            while index < set.endIndex {
                if index + 2 < set.endIndex, set[index + 1] == "-" {
                    isInside =
                        isInside
                        || (set[index].value...max(set[index].value, set[index + 2].value)).contains(
                            scalar.value
                        )
                    index += 3
                } else {
                    isInside = isInside || set[index] == scalar
                    index += 1
                }
            }
            return isInside != isNegated ? end + 1 : nil
        default: return pattern[place] == scalar ? place + 1 : nil
        }
    }
}
