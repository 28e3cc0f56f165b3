extension FunctionSignature {
    /// Every function of the language: Prometheus' `promql/parser/functions.go`.
    package static let all: [FunctionSignature] = [
        // Counters and gauges over time.
        .init("rate", [.matrix]),
        .init("increase", [.matrix]),
        .init("irate", [.matrix]),
        .init("delta", [.matrix]),
        .init("idelta", [.matrix]),
        .init("deriv", [.matrix]),
        .init("predict_linear", [.matrix, .scalar]),
        .init("changes", [.matrix]),
        .init("resets", [.matrix]),
        .init("double_exponential_smoothing", [.matrix, .scalar, .scalar], isExperimental: true),

        // Aggregation over time.
        .init("avg_over_time", [.matrix]),
        .init("min_over_time", [.matrix]),
        .init("max_over_time", [.matrix]),
        .init("sum_over_time", [.matrix]),
        .init("count_over_time", [.matrix]),
        .init("stddev_over_time", [.matrix]),
        .init("stdvar_over_time", [.matrix]),
        .init("last_over_time", [.matrix]),
        .init("present_over_time", [.matrix]),
        .init("absent_over_time", [.matrix]),
        .init("quantile_over_time", [.scalar, .matrix]),
        .init("first_over_time", [.matrix], isExperimental: true),
        .init("mad_over_time", [.matrix], isExperimental: true),
        .init("ts_of_first_over_time", [.matrix], isExperimental: true),
        .init("ts_of_last_over_time", [.matrix], isExperimental: true),
        .init("ts_of_max_over_time", [.matrix], isExperimental: true),
        .init("ts_of_min_over_time", [.matrix], isExperimental: true),

        // Histograms.
        .init("histogram_quantile", [.scalar, .vector]),
        .init("histogram_quantiles", [.vector, .string, .scalar, .scalar], .upTo(9), isExperimental: true),
        .init("histogram_fraction", [.scalar, .scalar, .vector]),
        .init("histogram_avg", [.vector]),
        .init("histogram_count", [.vector]),
        .init("histogram_sum", [.vector]),
        .init("histogram_stddev", [.vector]),
        .init("histogram_stdvar", [.vector]),

        // Arithmetic.
        .init("abs", [.vector]),
        .init("ceil", [.vector]),
        .init("floor", [.vector]),
        .init("exp", [.vector]),
        .init("ln", [.vector]),
        .init("log2", [.vector]),
        .init("log10", [.vector]),
        .init("sqrt", [.vector]),
        .init("sgn", [.vector]),
        .init("round", [.vector, .scalar], .upTo(1)),
        .init("min_of", [.scalar, .scalar], to: .scalar, isExperimental: true),
        .init("max_of", [.scalar, .scalar], to: .scalar, isExperimental: true),
        .init("clamp", [.vector, .scalar, .scalar]),
        .init("clamp_max", [.vector, .scalar]),
        .init("clamp_min", [.vector, .scalar]),

        // Trigonometry.
        .init("acos", [.vector]),
        .init("acosh", [.vector]),
        .init("asin", [.vector]),
        .init("asinh", [.vector]),
        .init("atan", [.vector]),
        .init("atanh", [.vector]),
        .init("cos", [.vector]),
        .init("cosh", [.vector]),
        .init("sin", [.vector]),
        .init("sinh", [.vector]),
        .init("tan", [.vector]),
        .init("tanh", [.vector]),
        .init("deg", [.vector]),
        .init("rad", [.vector]),
        .init("pi", [], to: .scalar),

        // Dates, in UTC.
        .init("minute", [.vector], .upTo(1)),
        .init("hour", [.vector], .upTo(1)),
        .init("day_of_week", [.vector], .upTo(1)),
        .init("day_of_month", [.vector], .upTo(1)),
        .init("day_of_year", [.vector], .upTo(1)),
        .init("days_in_month", [.vector], .upTo(1)),
        .init("month", [.vector], .upTo(1)),
        .init("year", [.vector], .upTo(1)),

        // Time.
        .init("time", [], to: .scalar),
        .init("timestamp", [.vector]),
        .init("start_timestamp", [.vector]),
        .init("start", [], to: .scalar, isExperimental: true),
        .init("end", [], to: .scalar, isExperimental: true),
        .init("step", [], to: .scalar, isExperimental: true),
        .init("range", [], to: .scalar, isExperimental: true),

        // Labels and order.
        .init("label_replace", [.vector, .string, .string, .string, .string]),
        .init("label_join", [.vector, .string, .string, .string], .unlimited),
        .init("sort", [.vector]),
        .init("sort_desc", [.vector]),
        .init("sort_by_label", [.vector, .string], .unlimited, isExperimental: true),
        .init("sort_by_label_desc", [.vector, .string], .unlimited, isExperimental: true),
        .init("info", [.vector, .vector], .upTo(1), isExperimental: true),

        // Between types.
        .init("absent", [.vector]),
        .init("scalar", [.vector], to: .scalar),
        .init("vector", [.scalar]),
    ]
}
