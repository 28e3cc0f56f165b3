/// How many columns of a terminal a text without control characters takes.
///
/// East Asian wide characters and emoji take two (UAX #11), combining ones none; fonts may differ.
package func columns(of text: some StringProtocol) -> Int {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.utf8.count }
    if text.unicodeScalars.allSatisfy(isSingle) { return text.unicodeScalars.count }
    return text.reduce(0) { sum, character in
        sum + (character.unicodeScalars.contains(where: isWide) ? 2 : isCombining(character) ? 0 : 1)
    }
}

/// How many columns one scalar takes that is drawn alone: none for controls and marks.
func columns(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2500..<0x25FD: return 1
    case 0..<0xA0, 0xAD: return 0
    default: break
    }
    if isWide(scalar) { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator, .surrogate,
        .unassigned:
        return 0
    default:
        // Vowels and final consonants of Hangul stand within the syllable before.
        return 0x1160...0x11FF ~= scalar.value ? 0 : 1
    }
}

/// Whether a scalar takes one column and joins no other: Latin letters, punctuation, arrows, marks, bars.
private func isSingle(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x300, 0x2010...0x2027, 0x2190...0x22FF, 0x2500...0x25FC,
        0x2713...0x2718, 0x2800...0x28FF:
        true
    default: false
    }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2500..<0x25FD: false
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
        0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF,
        0x20000...0x3FFFD:
        true
    default: scalar.properties.isEmojiPresentation
    }
}

/// A character of marks alone, at the beginning of a text.
private func isCombining(_ character: Character) -> Bool {
    character.unicodeScalars.allSatisfy { scalar in
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}
