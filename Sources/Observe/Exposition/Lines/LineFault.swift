/// Why reading a line came to nothing.
enum LineFailure: Error {
    case fault(LineFault)
    /// Too much of something, which ends the scrape; the offset in the body where it was too much.
    case overLimit(ExpositionError.Limit, offset: Int)
}

/// Why a line cannot be used, and at which of its bytes.
struct LineFault {
    var kind: FaultKind
    /// Offset in the body.
    var offset: Int

    init(_ kind: FaultKind, at offset: Int) { (self.kind, self.offset) = (kind, offset) }
}

/// What can be wrong with a line.
package enum FaultKind: Sendable, Hashable {
    case noMetricName, emptyMetricName, secondMetricName
    case noLabelName, noEqualsSign, noQuotedValue, unfinishedQuotes, noCommaOrBrace
    case repeatedLabel, nameAsLabel, notUTF8
    case noValue, noNumber, numberOutOfRange
    case badTimestamp, moreText
    case unknownType, foreignUnit
    case blankLine, comment, notOneSpace, carriageReturn
    case textAfterEnd, noEnd

    package var message: String {
        switch self {
        case .noMetricName: "a metric name must stand here"
        case .emptyMetricName: "the metric name is empty"
        case .secondMetricName: "the metric already has a name"
        case .noLabelName: "a label name or `}` must stand here"
        case .noEqualsSign: "a `=` must follow the label name"
        case .noQuotedValue: "the label value must begin with `\"`"
        case .unfinishedQuotes: "the quoted text does not end on this line"
        case .noCommaOrBrace: "a `,` or `}` must follow the label value"
        case .repeatedLabel: "the label is there twice"
        case .nameAsLabel: "`__name__` cannot be given as a label"
        case .notUTF8: "the text is not valid UTF-8"
        case .noValue: "the sample has no value"
        case .noNumber: "the value is not a number"
        case .numberOutOfRange: "the number is larger than any double"
        case .badTimestamp: "the timestamp is not a number in its range"
        case .moreText: "the line goes on where it must end"
        case .unknownType: "there is no such metric type in this format"
        case .foreignUnit: "the unit is not the last word of the metric name"
        case .blankLine: "OpenMetrics has no blank lines"
        case .comment: "OpenMetrics has no other comments than HELP, TYPE, UNIT and EOF"
        case .notOneSpace: "exactly one space must stand here"
        case .carriageReturn: "OpenMetrics lines end with a line feed alone"
        case .textAfterEnd: "nothing may follow `# EOF`"
        case .noEnd: "the body does not end with `# EOF`"
        }
    }

    package var hint: String? {
        switch self {
        case .noEnd: "the answer may have been cut off on its way"
        case .unfinishedQuotes: "a line feed in a label value is written as \\n"
        case .noNumber: "numbers are decimal, or one of NaN, +Inf and -Inf"
        case .unknownType:
            "the types are counter, gauge, histogram, summary, and untyped (text) or unknown, "
                + "info, stateset and gaugehistogram (OpenMetrics)"
        case .badTimestamp:
            "milliseconds since 1970 as a whole number in the text format, seconds in OpenMetrics"
        case .noMetricName, .emptyMetricName, .secondMetricName, .noLabelName, .noEqualsSign, .noQuotedValue,
            .noCommaOrBrace, .repeatedLabel, .nameAsLabel, .notUTF8, .noValue, .numberOutOfRange, .moreText,
            .foreignUnit, .blankLine, .comment, .notOneSpace, .carriageReturn, .textAfterEnd:
            nil
        }
    }
}
