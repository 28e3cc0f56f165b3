/// Replacement texts: `$1`, `${name}` and `$$`, as Go's `Regexp.Expand` reads them.
extension LinearRegex {
    /// The template with the groups of a match put in; an unknown group is empty.
    package func expand(_ template: String, _ match: RegexMatch, in text: String) -> String {
        var text = text
        return text.withUTF8 { text in
            var result: [UInt8] = []
            append(template, match, text, to: &result)
            return String(decoding: result, as: UTF8.self)
        }
    }

    /// The text with every match replaced, as Go's `Regexp.ReplaceAllString` does.
    package func replaceAll(in text: String, with template: String) -> String {
        var text = text
        return text.withUTF8 { text in
            var result: [UInt8] = []
            var position = 0
            var end = 0
            while position <= text.count, let match = firstMatch(in: text, from: position),
                let range = match.ranges[0]
            {
                result += text[end..<range.lowerBound]
                // An empty match right behind another is none.
                if range.upperBound > end || range.lowerBound == 0 {
                    append(template, match, text, to: &result)
                }
                end = range.upperBound
                // Always one scalar further at least.
                var next = position + 1
                while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
                position = max(next, end)
            }
            result += text[min(end, text.count)...]
            return String(decoding: result, as: UTF8.self)
        }
    }

    private func append(
        _ template: String,
        _ match: RegexMatch,
        _ text: UnsafeBufferPointer<UInt8>,
        to result: inout [UInt8]
    ) {
        var rest = Substring(template).utf8
        while let dollar = rest.firstIndex(of: UInt8(ascii: "$")) {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == UInt8(ascii: "$") {
                result.append(UInt8(ascii: "$"))
                rest = rest.dropFirst()
                continue
            }
            guard let (name, end) = Self.reference(in: rest) else {
                // No reference after all.
                result.append(UInt8(ascii: "$"))
                continue
            }
            rest = rest[end...]
            if let range = range(of: name, in: match) { result += text[range] }
        }
        result += rest
    }

    /// What the group of that number or name captured; of several with the name the first that took part.
    private func range(of name: String, in match: RegexMatch) -> Range<Int>? {
        if name.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) {
            // As in Go, a number with a leading zero is none.
            guard name == "0" || !name.hasPrefix("0"), let number = Int(name), number < match.ranges.count
            else { return nil }
            return match.ranges[number]
        }
        return zip(groupNames, match.ranges).first { $0 == name && $1 != nil }?.1
    }

    /// `name` or `{name}` at the start, and where it ends.
    private static func reference(in text: Substring.UTF8View) -> (String, String.Index)? {
        let isBraced = text.first == UInt8(ascii: "{")
        let body = isBraced ? text.dropFirst() : text
        let scalars = Substring(body).unicodeScalars
        // Go takes every letter and digit of Unicode into a name.
        let name = scalars.prefix { scalar in
            scalar == "_" || scalar.properties.isAlphabetic
                || scalar.properties.generalCategory == .decimalNumber
        }
        guard !name.isEmpty else { return nil }
        var end = name.endIndex
        if isBraced {
            guard end < scalars.endIndex, scalars[end] == "}" else { return nil }
            end = scalars.index(after: end)
        }
        return (String(Substring(name)), end)
    }
}
