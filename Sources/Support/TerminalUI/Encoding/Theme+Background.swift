extension Theme.Background {
    /// Of a colour, each part from 0 to 1, by its relative luminance (ITU-R BT.709).
    package init(red: Double, green: Double, blue: Double) {
        self = 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? .light : .dark
    }

    /// What `COLORFGBG` says, as rxvt and Konsole set it: `15;0`, `0;default;15`; nothing where it says nothing.
    package init?(environment: [String: String]) {
        guard let last = environment["COLORFGBG"]?.split(separator: ";").last, let color = Int(last) else {
            return nil
        }
        self = color == 7 || 9...15 ~= color ? .light : .dark
    }
}
