internal import Arguments
internal import Diagnostics
internal import PrometheusAPI
internal import PromQL
internal import Rules
internal import SampleStore

/// The samples that rules look at, so that a server can be asked for them and for nothing else.
struct NeededSamples {
    private struct Need {
        let selector: VectorSelector
        var from: Int64
        var through: Int64
    }

    private let lookback: Int64
    private let subqueryStep: Int64
    /// By the text of the selector.
    private var needs: [String: Need] = [:]

    /// For rules that are evaluated between the two times, both included.
    init(of rules: [Rule], from: Int64, through: Int64, _ options: QueryOptions) {
        lookback = options.lookback
        subqueryStep = options.subqueryStep
        for rule in rules { look(at: rule.tree, from, through) }
    }

    private mutating func look(at node: Expression, _ from: Int64, _ through: Int64) {
        switch node.kind {
        case .selector(let selector): add(selector, window: lookback, from, through)
        case .range(let range): add(range.selector, window: range.window.milliseconds ?? 0, from, through)
        case .subquery(let subquery):
            let (from, through) = Self.moved(from, through, by: subquery.moment)
            let reach = (subquery.window.milliseconds ?? 0) + (subquery.step?.milliseconds ?? subqueryStep)
            look(at: subquery.expression, from - reach, through)
        case .number, .string, .call, .aggregation, .unary, .binary, .parentheses:
            for child in node.children { look(at: child, from, through) }
        }
    }

    private mutating func add(_ selector: VectorSelector, window: Int64, _ from: Int64, _ through: Int64) {
        let (from, through) = Self.moved(from, through, by: selector.moment)
        var plain = selector
        plain.moment = Moment()
        let text = Expression(.selector(plain), at: TextRange(0, 0)).description
        var need = needs[text] ?? Need(selector: plain, from: from - window, through: through)
        need.from = min(need.from, from - window)
        need.through = max(need.through, through)
        needs[text] = need
    }

    /// A rule is a query of one moment: `start()` and `end()` are that moment.
    private static func moved(_ from: Int64, _ through: Int64, by moment: Moment) -> (Int64, Int64) {
        let offset = moment.offset.milliseconds ?? 0
        if case .timestamp(let time)? = moment.anchor { return (time - offset, time - offset) }
        return (from - offset, through - offset)
    }

    /// Asks for the samples as they are, by range selectors ("Expression queries" of Prometheus' HTTP API).
    func read(from server: PrometheusServer, telling console: Console) async throws -> SampleStore {
        let client = PrometheusClient(server)
        var series: [Labels: [SampleBuffer]] = [:]
        for need in needs.sorted(by: { $0.key < $1.key }).map(\.value) {
            // The beginning of a range does not belong to it.
            let window = QueryDuration.fixed(milliseconds: need.through - need.from + 1)
            let range = RangeSelector(need.selector, at: TextRange(0, 0), window: window)
            let query = Expression(.range(range), at: TextRange(0, 0)).description
            let answer: RemoteAnswer
            do throws(PrometheusError) {
                answer = try await client.query(query, at: need.through)
            } catch {
                throw QueryFailure(
                    diagnostics: [error.diagnostic(query: query, named: "query")],
                    status: error.isUnavailable ? .unavailable : .failure
                )
            }
            console.tell(answer.warnings.map { .warning($0) })
            guard case .matrix(let found) = answer.value else { continue }
            for one in found { series[one.labels, default: []].append(one.samples) }
        }
        let store = SampleStore()
        store.append { appender in
            for (labels, buffers) in series {
                for (time, value) in Self.merged(buffers) { appender.append(value, at: time, to: labels) }
            }
        }
        return store
    }

    /// In order of time, each time once: selectors overlap.
    private static func merged(_ buffers: [SampleBuffer]) -> [(Int64, Double)] {
        var values: [Int64: Double] = [:]
        for buffer in buffers {
            for (time, value) in zip(buffer.timestamps, buffer.values) { values[time] = value }
        }
        return values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
}
