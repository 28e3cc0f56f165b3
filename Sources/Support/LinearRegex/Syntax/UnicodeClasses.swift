internal import Synchronization

/// The classes that `\p{…}` names: general categories and scripts (Unicode Standard, sections 4.5 and 5.22).
enum UnicodeClasses {
    /// The members of a class by its name: `L`, `Nd`, `Greek`, `Any`; `nil` for a name that is none.
    static func members(of name: String) -> ScalarSet? {
        if name == "Any" { return .any }
        return found.withLock { found in
            if let set = found[name] { return set }
            guard let set = script(name) ?? category(name) else { return nil }
            found[name] = set
            return set
        }
    }

    private static let found = Mutex<[String: ScalarSet]>([:])

    private static func category(_ name: String) -> ScalarSet? {
        // Not assigned and surrogate scalars are no categories of Go's tables but `Cs`, which no text has.
        guard codes.contains(where: { $0.hasPrefix(name) }), (1...2).contains(name.utf8.count) else {
            return nil
        }
        var ranges: [ClosedRange<UInt32>] = []
        var start: UInt32?
        for value in 0...ScalarSet.last + 1 {
            let isMember =
                Unicode.Scalar(value).map {
                    code(of: $0.properties.generalCategory)?.hasPrefix(name) ?? false
                }
                ?? (name == "Cs" || name == "C") && value <= ScalarSet.last
            if isMember, start == nil { start = value }
            if !isMember, let first = start {
                ranges.append(first...value - 1)
                start = nil
            }
        }
        return ScalarSet(ranges)
    }

    private static let codes = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No", "Pc", "Pd", "Ps", "Pe", "Pi", "Pf",
        "Po",
        "Sm", "Sc", "Sk", "So", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co",
    ]

    /// The two letters of a category; `nil` for scalars that are not assigned.
    private static func code(of category: Unicode.GeneralCategory) -> String? {
        switch category {
        case .uppercaseLetter: "Lu"
        case .lowercaseLetter: "Ll"
        case .titlecaseLetter: "Lt"
        case .modifierLetter: "Lm"
        case .otherLetter: "Lo"
        case .nonspacingMark: "Mn"
        case .spacingMark: "Mc"
        case .enclosingMark: "Me"
        case .decimalNumber: "Nd"
        case .letterNumber: "Nl"
        case .otherNumber: "No"
        case .connectorPunctuation: "Pc"
        case .dashPunctuation: "Pd"
        case .openPunctuation: "Ps"
        case .closePunctuation: "Pe"
        case .initialPunctuation: "Pi"
        case .finalPunctuation: "Pf"
        case .otherPunctuation: "Po"
        case .mathSymbol: "Sm"
        case .currencySymbol: "Sc"
        case .modifierSymbol: "Sk"
        case .otherSymbol: "So"
        case .spaceSeparator: "Zs"
        case .lineSeparator: "Zl"
        case .paragraphSeparator: "Zp"
        case .control: "Cc"
        case .format: "Cf"
        case .surrogate: "Cs"
        case .privateUse: "Co"
        case .unassigned: nil
        @unknown default: nil
        }
    }

    private static func script(_ name: String) -> ScalarSet? {
        guard !name.utf8.isEmpty, !name.utf8.contains(UInt8(ascii: " ")) else { return nil }
        let prefix = "\(name) "
        guard let line = UnicodeScripts.table.split(separator: "\n").first(where: { $0.hasPrefix(prefix) })
        else { return nil }
        var next: UInt32 = 0
        let ranges = line.split(separator: " ").dropFirst().map { pair in
            let numbers = pair.split(separator: ".").map { UInt32($0, radix: 36) ?? 0 }
            let first = next + (numbers.first ?? 0)
            let last = first + (numbers.count > 1 ? numbers[1] : 0)
            next = last + 1
            return first...last
        }
        return ScalarSet(ranges)
    }
}
