internal import GoText
internal import PromQL
internal import SampleStore

extension PreparedQuery {
    /// The answer as rules take it: a scalar is a sample without labels, and anything but numbers is an error.
    func ruleSamples(
        at time: Int64,
        from source: any SampleSource
    ) throws(RuleFailure) -> (samples: [VectorSample], annotations: [Annotation]) {
        let result: QueryResult
        do throws(QueryError) {
            result = try instant(at: time, source: source)
        } catch {
            throw RuleFailure(error)
        }
        switch result.value {
        case .vector(let samples): return (samples, result.annotations)
        case .scalar(let point):
            return (
                [VectorSample(labels: .empty, timestamp: point.timestamp, value: point.value)],
                result.annotations
            )
        case .string, .matrix: throw RuleFailure("rule result is not a vector or scalar")
        }
    }
}

extension TemplateEnvironment {
    /// Answers the queries of templates from a source.
    init(at time: Int64, externalURL: String, engine: QueryEngine, source: any SampleSource) {
        self.init(now: time, externalURL: externalURL) { text throws(TemplateQueryError) in
            let expression: Expression
            do throws(ParseErrors) {
                expression = try PromQLParser().parse(text)
            } catch {
                throw TemplateQueryError(error.description)
            }
            let samples: [VectorSample]
            do throws(QueryError) {
                samples = try engine.prepare(expression).templateSamples(at: time, from: source)
            } catch {
                throw TemplateQueryError(error.description)
            }
            return samples.map { sample in
                TemplateSample(
                    labels: Dictionary(sample.labels.pairs.map { ($0.name, $0.value) }) { first, _ in first },
                    value: sample.value
                )
            }
        }
    }
}

extension PreparedQuery {
    fileprivate func templateSamples(
        at time: Int64,
        from source: any SampleSource
    ) throws(QueryError) -> [VectorSample] {
        do throws(RuleFailure) {
            return try ruleSamples(at: time, from: source).samples
        } catch {
            throw .evaluation(error.message)
        }
    }
}
