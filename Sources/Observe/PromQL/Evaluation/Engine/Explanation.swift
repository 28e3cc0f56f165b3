/// What one part of an expression matched and cost, with its parts.
package struct Explanation: Sendable {
    /// The part as it is printed.
    package let expression: String
    /// What it is: `instant vector`, `scalar`.
    package let type: String
    /// How it was evaluated, in a few words.
    package let method: String
    /// How many series came of it.
    package let series: Int
    /// How many samples were read from the source for it alone.
    package let samplesRead: Int
    /// How many steps it was evaluated for.
    package let steps: Int
    /// The time it took with its parts; `nil` for what was evaluated row by row within its parent.
    package let duration: Duration?
    package let parts: [Explanation]
}
