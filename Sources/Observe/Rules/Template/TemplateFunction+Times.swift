internal import GoText

/// Times and spans of time.
extension TemplateFunction {
    static let times: [TemplateFunction] = [
        TemplateFunction("humanizeTimestamp", [.any]) { call throws(Failure) in
            let value = try number(call[0])
            guard value.isFinite else { return .string(GoText.general(value, precision: 4)) }
            return .string(TemplateValue.time(try milliseconds(value)).text)
        },
        TemplateFunction("toTime", [.any]) { call throws(Failure) in
            let value = try number(call[0])
            guard value.isFinite else { throw Failure(reason: "value is NaN or Inf") }
            return .time(try milliseconds(value))
        },
        TemplateFunction("toDuration", [.any]) { call throws(Failure) in
            let value = try number(call[0])
            guard value.isFinite else { throw Failure(reason: "value is NaN or Inf") }
            guard (value * 1e9).magnitude < 9.223372036854775e18 else {
                throw Failure(
                    reason: "\(GoText.shortest(value)) cannot be represented as a nanoseconds duration since "
                        + "it overflows int64"
                )
            }
            return .duration(Int64(value * 1e9))
        },
        TemplateFunction("parseDuration", [.string]) { call throws(Failure) in
            let text = call.string(0)
            do throws(PromDuration.ParseError) {
                return .float(Double(try PromDuration(parsing: text).milliseconds) / 1000)
            } catch {
                throw Failure(reason: error.message(for: text))
            }
        },
        TemplateFunction("now", []) { .float(Double($0.environment.now) / 1000) },
    ]

    /// Prometheus goes through nanoseconds in 64 bits and keeps milliseconds of them.
    private static func milliseconds(_ seconds: Double) throws(Failure) -> Int64 {
        let nanoseconds = seconds * 1e9
        guard nanoseconds >= -9.223372036854775808e18, nanoseconds <= 9.223372036854775807e18 else {
            throw Failure(
                reason:
                    "\(GoText.shortest(seconds)) cannot be represented as a nanoseconds timestamp since it "
                    + "overflows int64"
            )
        }
        return (Int64(exactly: nanoseconds.rounded(.towardZero)) ?? .max) / 1_000_000
    }
}
