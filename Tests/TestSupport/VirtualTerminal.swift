/// What a terminal makes of bytes: as much of ECMA-48 and xterm as a dashboard uses.
///
/// What it does not know is kept in ``unknown``, so that nothing slips through.
package struct VirtualTerminal {
    package struct Place: Equatable {
        /// Empty for the second half of a wide character.
        package var text = " "
        package var width = 1
        package var rendition = Rendition()
    }

    /// What SGR has set.
    package struct Rendition: Equatable {
        package var attributes: Set<Int> = []
        package var foreground: [Int] = []
        package var ground: [Int] = []

        package init(ground: [Int] = []) { self.ground = ground }

        /// Parameters in a fixed order.
        package var text: String {
            (attributes.sorted() + foreground + ground).map(String.init).joined(separator: ";")
        }
    }

    package let columns: Int
    package let rows: Int
    package private(set) var places: [[Place]]
    package private(set) var modes: Set<String> = []
    package private(set) var unknown: [String] = []
    private var row = 0
    private var column = 0
    private var rendition = Rendition()
    private let width: (Unicode.Scalar) -> Int

    package init(columns: Int, rows: Int, width: @escaping (Unicode.Scalar) -> Int) {
        (self.columns, self.rows, self.width) = (columns, rows, width)
        places = Array(repeating: Array(repeating: Place(), count: columns), count: rows)
    }

    package mutating func feed(_ bytes: [UInt8]) {
        var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\u{1B}": escape(&rest)
            case "\r": column = 0
            case "\n": row = min(row + 1, rows - 1)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                unknown.append("control \(scalar.value)")
            default: print(scalar)
            }
        }
    }

    private mutating func escape(_ rest: inout Substring.UnicodeScalarView) {
        guard rest.popFirst() == "[" else { return unknown.append("escape") }
        var parameters = ""
        while let scalar = rest.popFirst() {
            guard 0x40...0x7E ~= scalar.value else {
                parameters.unicodeScalars.append(scalar)
                continue
            }
            return perform(Character(scalar), parameters)
        }
        unknown.append("cut off")
    }

    private mutating func perform(_ final: Character, _ parameters: String) {
        let numbers = parameters.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
        let first = max(numbers.first ?? 1, 1)
        switch final {
        case "H":
            row = min(first, rows) - 1
            column = min(max(numbers.count > 1 ? numbers[1] : 1, 1), columns) - 1
        case "C": column = min(column + first, columns - 1)
        case "J" where parameters == "2":
            for line in places.indices { erase(line, from: 0) }
        case "K" where parameters.isEmpty: erase(row, from: column)
        case "m": select(parameters.isEmpty ? [0] : numbers)
        case "h" where parameters.hasPrefix("?"): modes.insert(parameters)
        case "l" where parameters.hasPrefix("?"): modes.remove(parameters)
        default: unknown.append(parameters + String(final))
        }
    }

    private mutating func erase(_ line: Int, from start: Int) {
        for place in start..<columns {
            put(Place(rendition: Rendition(ground: rendition.ground)), line, place)
        }
    }

    private mutating func select(_ numbers: [Int]) {
        var rest = numbers[...]
        while let number = rest.popFirst() {
            switch number {
            case 0: rendition = Rendition()
            case 1, 2, 7: rendition.attributes.insert(number)
            case 30...37, 90...97: rendition.foreground = [number]
            case 38, 48:
                let count = rest.first == 5 ? 2 : 4
                let color = [number] + rest.prefix(count)
                rest = rest.dropFirst(count)
                if number == 38 { rendition.foreground = color } else { rendition.ground = color }
            default: unknown.append("SGR \(number)")
            }
        }
    }

    private mutating func print(_ scalar: Unicode.Scalar) {
        let size = width(scalar)
        if size == 0 {
            // A mark stands above what was printed last.
            let last = column > 1 && places[row][column - 1].text.isEmpty ? column - 2 : column - 1
            if last >= 0 { places[row][last].text.unicodeScalars.append(scalar) }
            return
        }
        // Lines do not wrap: what is beyond the end is drawn over the last place.
        if column + size > columns { column = columns - size }
        put(Place(text: String(scalar), width: size, rendition: rendition), row, column)
        if size == 2 { put(Place(text: "", width: 0, rendition: rendition), row, column + 1, isHalf: true) }
        column += size
    }

    /// Half of a wide character that is drawn over takes the other half with it.
    private mutating func put(_ place: Place, _ line: Int, _ column: Int, isHalf: Bool = false) {
        if places[line][column].width == 0, !isHalf, column > 0 {
            places[line][column - 1] = Place(rendition: places[line][column - 1].rendition)
        }
        if places[line][column].width == 2, column + 1 < columns {
            places[line][column + 1] = Place(rendition: places[line][column + 1].rendition)
        }
        places[line][column] = place
    }

    /// One row, without blanks at its end.
    package func line(_ row: Int) -> String {
        var text = places[row].map(\.text).joined()
        while text.last == " " { text.removeLast() }
        return text
    }

    /// The rows, and then where they are drawn in anything but the terminal's own way: row, columns, parameters of SGR.
    package var transcript: String {
        var text = (0..<rows).map { line($0) + "\n" }.joined() + "--- renditions\n"
        for (row, line) in places.enumerated() {
            var runs: [String] = []
            var start = 0
            while start < columns {
                let rendition = line[start].rendition
                let end = line[start...].firstIndex { $0.rendition != rendition } ?? columns
                let isSeen =
                    rendition.text.contains(";") || line[start..<end].contains { $0.text != " " }
                    || !rendition.ground.isEmpty || rendition.attributes.contains(7)
                if !rendition.text.isEmpty, isSeen { runs.append("\(start)-\(end - 1):\(rendition.text)") }
                start = end
            }
            if !runs.isEmpty { text += "\(row)  " + runs.joined(separator: "  ") + "\n" }
        }
        return text
    }
}
