/// The difference between two texts, line by line, as `diff -u` writes it.
struct UnifiedDiff {
    private enum Line {
        case same(Substring)
        case removed(Substring)
        case added(Substring)
    }

    private let lines: [Line]

    init(old: String, new: String) {
        let oldLines = Self.lines(of: old)
        let newLines = Self.lines(of: new)
        let difference = newLines.difference(from: oldLines)
        var removed: [Int: Substring] = [:]
        var added: [Int: Substring] = [:]
        for change in difference {
            switch change {
            case .remove(let offset, let line, _): removed[offset] = line
            case .insert(let offset, let line, _): added[offset] = line
            }
        }
        var lines: [Line] = []
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < oldLines.count || newIndex < newLines.count {
            if let line = removed[oldIndex] {
                lines.append(.removed(line))
                oldIndex += 1
            } else if let line = added[newIndex] {
                lines.append(.added(line))
                newIndex += 1
            } else {
                lines.append(.same(oldLines[oldIndex]))
                oldIndex += 1
                newIndex += 1
            }
        }
        self.lines = lines
    }

    private static func lines(of text: String) -> [Substring] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    func text(oldName: String, newName: String, context: Int = 3) -> String {
        var text = "--- \(oldName)\n+++ \(newName)\n"
        for range in hunks(context: context) {
            let before = lines[..<range.lowerBound]
            let (oldStart, newStart) = (Self.oldCount(before), Self.newCount(before))
            let (oldCount, newCount) = (Self.oldCount(lines[range]), Self.newCount(lines[range]))
            text += "@@ -\(Self.span(oldStart, oldCount)) +\(Self.span(newStart, newCount)) @@\n"
            for line in lines[range] {
                switch line {
                case .same(let words): text += " \(words)\n"
                case .removed(let words): text += "-\(words)\n"
                case .added(let words): text += "+\(words)\n"
                }
            }
        }
        return text
    }

    /// Stretches around the changes, joined where they touch.
    private func hunks(context: Int) -> [Range<Int>] {
        var hunks: [Range<Int>] = []
        for (index, line) in lines.enumerated() {
            if case .same = line { continue }
            let range = max(0, index - context)..<min(lines.count, index + context + 1)
            if let last = hunks.last, last.upperBound >= range.lowerBound {
                hunks[hunks.count - 1] = last.lowerBound..<range.upperBound
            } else {
                hunks.append(range)
            }
        }
        return hunks
    }

    private static func oldCount(_ lines: ArraySlice<Line>) -> Int {
        lines.reduce(0) { if case .added = $1 { $0 } else { $0 + 1 } }
    }

    private static func newCount(_ lines: ArraySlice<Line>) -> Int {
        lines.reduce(0) { if case .removed = $1 { $0 } else { $0 + 1 } }
    }

    private static func span(_ start: Int, _ count: Int) -> String {
        "\(count == 0 ? start : start + 1),\(count)"
    }
}
