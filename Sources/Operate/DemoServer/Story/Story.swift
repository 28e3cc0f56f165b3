/// One line of what happened: told by the script, or seen on the servers.
package struct StoryLine: Sendable, Hashable {
    /// Milliseconds after the demo began.
    package let after: Int64
    package let text: String
    /// Whether nobody arranged it: it followed.
    package let isObserved: Bool

    /// `00:12`.
    package var moment: String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        return "\(two(after / 60_000)):\(two(after / 1000 % 60))"
    }
}
