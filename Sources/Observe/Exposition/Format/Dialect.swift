/// Which of the two grammars a body follows.
package enum Dialect: Sendable, Hashable {
    /// Prometheus' text format, 0.0.4 and 1.0.0: blanks where one likes, any comment, milliseconds.
    case text
    /// OpenMetrics 1.0: one space, no blank lines, `# EOF` at the end, seconds.
    case openMetrics
}
