/// Finds a text inside others in linear time (Knuth, Morris, Pratt), by code points.
struct ByteSearch {
    private let needle: [UInt8]
    /// For each prefix of the needle, the length of the longest proper prefix that it ends with.
    private let borders: [Int]

    init(_ text: String) {
        needle = Array(text.utf8)
        var borders = [Int](repeating: 0, count: needle.count)
        var length = 0
        for index in needle.indices.dropFirst() {
            while length > 0, needle[index] != needle[length] { length = borders[length - 1] }
            if needle[index] == needle[length] { length += 1 }
            borders[index] = length
        }
        self.borders = borders
    }

    func isFound(in text: String) -> Bool {
        needle.isEmpty || !matches(in: Array(text.utf8), stopsAtFirst: true).isEmpty
    }

    /// The parts between the places where the needle stands.
    func split(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        var parts: [String] = []
        var start = 0
        for match in matches(in: bytes, stopsAtFirst: false) {
            parts.append(String(decoding: bytes[start..<match], as: UTF8.self))
            start = match + needle.count
        }
        parts.append(String(decoding: bytes[start...], as: UTF8.self))
        return parts
    }

    /// Where the needle starts, without overlaps.
    private func matches(in bytes: [UInt8], stopsAtFirst: Bool) -> [Int] {
        guard !needle.isEmpty else { return [] }
        var matches: [Int] = []
        var length = 0
        for (index, byte) in bytes.enumerated() {
            while length > 0, byte != needle[length] { length = borders[length - 1] }
            if byte == needle[length] { length += 1 }
            if length == needle.count {
                matches.append(index + 1 - length)
                if stopsAtFirst { return matches }
                length = 0
            }
        }
        return matches
    }
}
