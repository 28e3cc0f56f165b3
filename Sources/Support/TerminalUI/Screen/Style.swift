/// How a cell looks, by what it means; the theme decides about colours.
package struct Style: Sendable, Hashable {
    /// What a text means.
    package enum Role: UInt8, Sendable, CaseIterable {
        case text, muted, heading, good, warning, bad, accent
    }

    package var role: Role
    /// Part of the row that is chosen.
    package var isSelected = false
    /// Older than it should be.
    package var isStale = false

    package init(_ role: Role) { self.role = role }

    package static let text = Self(.text)
    package static let muted = Self(.muted)
    package static let heading = Self(.heading)
    package static let good = Self(.good)
    package static let warning = Self(.warning)
    package static let bad = Self(.bad)
    package static let accent = Self(.accent)

    package func selected(_ isSelected: Bool = true) -> Self {
        var style = self
        style.isSelected = isSelected
        return style
    }

    package func stale(_ isStale: Bool = true) -> Self {
        var style = self
        style.isStale = isStale
        return style
    }

    /// A number for each style, from zero.
    var index: Int { Int(role.rawValue) * 4 + (isSelected ? 2 : 0) + (isStale ? 1 : 0) }

    static let all: [Self] = Role.allCases.flatMap { role in
        [
            Self(role), Self(role).stale(), Self(role).selected(), Self(role).selected().stale(),
        ]
    }
}
