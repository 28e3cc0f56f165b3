/// One place of a screen.
package struct Cell: Sendable, Hashable {
    /// One character of one scalar, with the marks that stand above or below it.
    package internal(set) var text: Character = " "
    package internal(set) var style = Style.text
    /// 2 for a wide character, 0 for the place it covers.
    package internal(set) var width: UInt8 = 1

    package static let blank = Self()
}

/// What a terminal is given for one character of a text, and how many columns that takes.
///
/// Terminals do not agree on how wide sequences of emoji are (joined ones, flags, presentation selectors): only the
/// first scalar of such a sequence is drawn, whose width UAX #11 tells. Nothing is drawn for controls.
struct CellText {
    let text: Character
    let width: Int

    /// More marks than these belong to no language.
    private static let marks = 3

    init?(_ character: Character) {
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return nil }
        if first.value < 0x7F {
            guard first.value >= 0x20 else { return nil }
            self.init(text: scalars.count == 1 ? character : Self.plain(scalars, first), width: 1)
            return
        }
        let width = columns(of: first)
        guard width > 0 else { return nil }
        self.init(text: scalars.count == 1 ? character : Self.plain(scalars, first), width: width)
    }

    private init(text: Character, width: Int) { (self.text, self.width) = (text, width) }

    private static func plain(_ scalars: Character.UnicodeScalarView, _ first: Unicode.Scalar) -> Character {
        var kept = String.UnicodeScalarView([first])
        for scalar in scalars.dropFirst() where kept.count <= marks {
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .enclosingMark:
                // Presentation selectors are marks, and change widths.
                if !(0xFE00...0xFE0F ~= scalar.value) { kept.append(scalar) }
            default: continue
            }
        }
        let text = String(kept)
        // Marks that do not join their base would be characters of their own.
        return text.count == 1 ? Character(text) : Character(first)
    }
}
