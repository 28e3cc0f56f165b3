internal import Diagnostics

/// Colours of a unified diff: amber and blue, which everybody tells apart; the marks stay.
enum DifferenceColors {
    private static let (removed, added, name, hunk) = (33, 34, 1, 2)

    /// The diff with colours; nothing in its lines can move the cursor.
    static func painted(_ text: String) -> String {
        // How many lines of the hunk are still to come: `--- x` is a removed line within one.
        var (old, new) = (0, 0)
        // By scalars: a carriage return belongs to its line, where it is made visible.
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        return lines.map { scalars in
            let line = Substring(scalars)
            guard let mark = scalars.first else { return "" }
            if mark == "@", old <= 0, new <= 0 {
                (old, new) = counts(line)
                return paint(line, hunk)
            }
            guard old > 0 || new > 0 else {
                // A tab ends a name that holds blanks.
                return mark == "\\"
                    ? paint(line, hunk) : paint(line.last == "\t" ? line.dropLast() : line, name)
            }
            switch mark {
            case "-":
                old -= 1
                return paint(line, removed)
            case "+":
                new -= 1
                return paint(line, added)
            case " ":
                (old, new) = (old - 1, new - 1)
                return visible(line)
            default: return paint(line, hunk)
            }
        }.joined(separator: "\n")
    }

    private static func paint(_ line: Substring, _ color: Int) -> String {
        "\u{1B}[\(color)m\(visible(line))\u{1B}[0m"
    }

    /// The two counts of `@@ -1,4 +1,5 @@`.
    private static func counts(_ line: Substring) -> (Int, Int) {
        let numbers = line.split(separator: " ").dropFirst().prefix(2).map { range in
            range.split(separator: ",").count > 1 ? Int(range.split(separator: ",")[1]) ?? 0 : 1
        }
        return numbers.count == 2 ? (numbers[0], numbers[1]) : (0, 0)
    }
}
