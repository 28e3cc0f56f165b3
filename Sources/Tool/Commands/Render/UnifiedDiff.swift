/// The difference between two files, line by line, as `diff -u` writes it and `patch -p0` reads it.
///
/// Lines are bytes: text that only looks the same is told apart, and so are the two kinds of line ends. What looks like
/// a secret is compared, and printed as `(hidden)`.
struct UnifiedDiff {
    /// A line with its line feed; only the last may have none.
    private struct Line: Equatable {
        let bytes: ArraySlice<UInt8>
        /// As it is printed.
        let shown: [UInt8]

        static func == (left: Line, right: Line) -> Bool { left.bytes == right.bytes }
    }

    private enum Change {
        case same(Line)
        case removed(Line)
        case added(Line)
    }

    private let changes: [Change]

    init(old: [UInt8], new: [UInt8], isYAML: Bool = true) {
        let (oldLines, newLines) = (Self.lines(of: old, isYAML), Self.lines(of: new, isYAML))
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in newLines.difference(from: oldLines) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var changes: [Change] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < oldLines.count || newIndex < newLines.count {
            if removed.contains(oldIndex) {
                changes.append(.removed(oldLines[oldIndex]))
                oldIndex += 1
            } else if added.contains(newIndex) {
                changes.append(.added(newLines[newIndex]))
                newIndex += 1
            } else {
                changes.append(.same(oldLines[oldIndex]))
                oldIndex += 1
                newIndex += 1
            }
        }
        self.changes = changes
    }

    private static func lines(of bytes: [UInt8], _ isYAML: Bool) -> [Line] {
        let secrets = SecretLines(in: String(decoding: bytes, as: UTF8.self), isYAML: isYAML)
        var lines: [Line] = []
        var rest = bytes[...]
        while !rest.isEmpty {
            let end = rest.firstIndex(of: UInt8(ascii: "\n")) ?? rest.endIndex - 1
            lines.append(
                Line(bytes: rest[...end], shown: secrets.hidden(rest[...end], number: lines.count + 1))
            )
            rest = rest[(end + 1)...]
        }
        return lines
    }

    func bytes(oldName: String, newName: String, context: Int = 3) -> [UInt8] {
        var bytes = Array("--- \(Self.quoted(oldName))\n+++ \(Self.quoted(newName))\n".utf8)
        for range in hunks(context: context) {
            let before = changes[..<range.lowerBound]
            let old = Self.span(Self.oldCount(before), Self.oldCount(changes[range]))
            let new = Self.span(Self.newCount(before), Self.newCount(changes[range]))
            bytes += "@@ -\(old) +\(new) @@\n".utf8
            for change in changes[range] {
                switch change {
                case .same(let line): Self.write(" ", line, to: &bytes)
                case .removed(let line): Self.write("-", line, to: &bytes)
                case .added(let line): Self.write("+", line, to: &bytes)
                }
            }
        }
        return bytes
    }

    private static func write(_ mark: String, _ line: Line, to bytes: inout [UInt8]) {
        bytes += mark.utf8
        bytes += line.shown
        if line.bytes.last != UInt8(ascii: "\n") { bytes += "\n\\ No newline at end of file\n".utf8 }
    }

    /// A tab ends a name that holds blanks.
    private static func quoted(_ name: String) -> String { name.contains(" ") ? name + "\t" : name }

    /// Stretches around the changes, joined where they touch.
    private func hunks(context: Int) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, change) in changes.enumerated() {
            if case .same = change { continue }
            let range = max(0, index - context)..<min(changes.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private static func oldCount(_ changes: ArraySlice<Change>) -> Int {
        changes.reduce(0) { if case .added = $1 { $0 } else { $0 + 1 } }
    }

    private static func newCount(_ changes: ArraySlice<Change>) -> Int {
        changes.reduce(0) { if case .removed = $1 { $0 } else { $0 + 1 } }
    }

    private static func span(_ start: Int, _ count: Int) -> String {
        "\(count == 0 ? start : start + 1),\(count)"
    }
}
