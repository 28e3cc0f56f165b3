internal import Profile

/// How the Compose Specification writes texts and amounts.
enum ComposeText {
    /// A text that means itself: Compose fills in `${NAME}` and `$NAME` (Compose Specification, Interpolation).
    static func literal(_ text: String) -> String {
        text.utf8.contains(UInt8(ascii: "$")) ? text.replacing("$", with: "$$") : text
    }

    /// A variable of whoever starts Compose, who is told when it is missing: `docker compose up` stops then.
    static func required(_ name: String, message: String) -> String {
        "${\(name):?\(message.filter { $0 != "}" && $0 != "$" })}"
    }

    /// An amount in the largest of the units that has no fraction: `512m` (byte values; they count by 1024).
    static func bytes(_ count: Int) -> String {
        for (unit, factor) in [("g", 1 << 30), ("m", 1 << 20), ("k", 1 << 10)] where count % factor == 0 {
            return "\(count / factor)\(unit)"
        }
        return "\(count)b"
    }

    /// Cores with a fraction: `0.5`.
    static func cores(_ quantity: CPUQuantity) -> String {
        let (whole, rest) = quantity.millicores.quotientAndRemainder(dividingBy: 1000)
        guard rest > 0 else { return String(whole) }
        var digits = String(rest + 1000).dropFirst()
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(whole).\(digits)"
    }

    /// A length of time in whole seconds.
    static func seconds(_ count: Int) -> String { "\(count)s" }
}

extension Image {
    /// The whole reference of an image that says its own tag.
    var reference: String {
        repository + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
    }
}
