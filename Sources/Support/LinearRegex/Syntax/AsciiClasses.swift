/// The classes of ASCII: Perl's `\d`, `\s` and `\w`, and those that POSIX names (POSIX.1-2017 section 9.3.5).
enum AsciiClasses {
    static let digit = ScalarSet([0x30...0x39])
    static let perlSpace = ScalarSet([0x9...0xA, 0xC...0xD, 0x20...0x20])
    static let word = ScalarSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    static let letterOrDigit = ScalarSet([0x30...0x39, 0x41...0x5A, 0x61...0x7A])

    static func named(_ name: some StringProtocol) -> ScalarSet? {
        switch name {
        case "alnum": letterOrDigit
        case "alpha": ScalarSet([0x41...0x5A, 0x61...0x7A])
        case "ascii": ScalarSet([0...0x7F])
        case "blank": ScalarSet([0x9...0x9, 0x20...0x20])
        case "cntrl": ScalarSet([0...0x1F, 0x7F...0x7F])
        case "digit": digit
        case "graph": ScalarSet([0x21...0x7E])
        case "lower": ScalarSet([0x61...0x7A])
        case "print": ScalarSet([0x20...0x7E])
        case "punct": ScalarSet([0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E])
        case "space": ScalarSet([0x9...0xD, 0x20...0x20])
        case "upper": ScalarSet([0x41...0x5A])
        case "word": word
        case "xdigit": ScalarSet([0x30...0x39, 0x41...0x46, 0x61...0x66])
        default: nil
        }
    }
}
