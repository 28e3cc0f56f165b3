import LinearRegex

// Reads lines of `w` or `p`, a pattern and a text, in hexadecimal; answers what LinearRegex makes of each:
// an error, or whether the text matches and what the groups captured.
func text(_ hexadecimal: Substring) -> String {
    var bytes: [UInt8] = []
    var digits = hexadecimal.utf8.makeIterator()
    while let high = digits.next(), let low = digits.next() {
        bytes.append(UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16) ?? 0)
    }
    return String(decoding: bytes, as: UTF8.self)
}

while let line = readLine() {
    let fields = line.split(separator: " ", omittingEmptySubsequences: false)
    do {
        let pattern = text(fields[1])
        let regex = fields[0] == "w" ? try LinearRegex(wholeText: pattern) : try LinearRegex(pattern)
        let matches = regex.matches(text(fields[2]))
        let match = regex.firstMatch(in: text(fields[2]))
        let groups = (match?.ranges ?? []).map { $0.map { "\($0.lowerBound)-\($0.upperBound)" } ?? "none" }
        print("\(matches) \(match != nil) \(groups.joined(separator: ","))")
    } catch {
        print("error \(error)")
    }
}
