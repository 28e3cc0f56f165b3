internal import Diagnostics
internal import PromQL

/// Two sides whose labels can never be the same have no result.
struct ImpossibleMatching: SingleRuleCheck {
    static let id = "promql/vector_matching"
    static let summary = "two sides of an operation that never have the same labels"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.nodes.flatMap { node -> [RuleFinding] in
            guard case .binary(let operation) = node.kind, let matching = operation.matching,
                operation.symbol != .or
            else { return [] }
            let (left, right) = (LabelKnowledge(of: operation.left), LabelKnowledge(of: operation.right))
            let sides = [(left, operation.left, "left"), (right, operation.right, "right")]
            if matching.isOn {
                return matching.labels.flatMap { label -> [RuleFinding] in
                    let without = sides.filter { !$0.0.canHave(label) }
                    guard without.count == 1, let side = without.first else { return [] }
                    return [missing(label, side.0, side.1, side.2, operation, subject)]
                } + included(matching, left, right, operation, subject)
            }
            return differing(left, right, matching, operation, subject)
                + included(matching, left, right, operation, subject)
        }
    }

    private static func missing(
        _ label: String,
        _ knowledge: LabelKnowledge,
        _ side: Expression,
        _ name: String,
        _ operation: BinaryOperation,
        _ subject: CheckedRule
    ) -> RuleFinding {
        subject.finding(
            Self.self,
            "`on (\(label))` never matches: the \(name) side has no label `\(label)`",
            at: operation.symbolRange,
            notes: notes(knowledge, subject),
            hint: "keep the label on that side, or leave it out of `on`"
        )
    }

    private static func notes(_ knowledge: LabelKnowledge, _ subject: CheckedRule) -> [Diagnostic.Note] {
        knowledge.reason.map { node in
            [.init("`\(subject.text(of: node))` drops it", at: subject.rule.location(of: node.range))]
        } ?? []
    }

    /// Without `on`, both sides need the same labels.
    private static func differing(
        _ left: LabelKnowledge,
        _ right: LabelKnowledge,
        _ matching: VectorMatching,
        _ operation: BinaryOperation,
        _ subject: CheckedRule
    ) -> [RuleFinding] {
        guard left.isClosed, right.isClosed else { return [] }
        let ignored = Set(matching.labels)
        let (first, second) = (left.names.subtracting(ignored), right.names.subtracting(ignored))
        guard first != second else { return [] }
        let difference = first.symmetricDifference(second).sorted().joined(separator: ", ")
        // Labels that are kept may still be missing in every series, but hardly ever are.
        return [
            subject.finding(
                Self.self,
                "both sides have other labels (\(difference)), so hardly anything matches",
                at: operation.symbolRange,
                hint:
                    "match on what they share, as in `on (\(first.intersection(second).sorted().joined(separator: ", ")))`"
            )
        ]
    }

    /// `group_left (label)` takes a label over from the side with one.
    private static func included(
        _ matching: VectorMatching,
        _ left: LabelKnowledge,
        _ right: LabelKnowledge,
        _ operation: BinaryOperation,
        _ subject: CheckedRule
    ) -> [RuleFinding] {
        let one: LabelKnowledge
        switch matching.cardinality {
        case .manyToOne: one = right
        case .oneToMany: one = left
        case .oneToOne, .manyToMany: return []
        }
        return matching.include.filter { !one.canHave($0) }.map { label in
            subject.finding(
                Self.self,
                "there is no label `\(label)` to take over from the side with one",
                at: operation.symbolRange,
                notes: notes(one, subject)
            )
        }
    }
}

/// A share of two sums that keep other labels breaks as soon as somebody adds a label.
struct FragileDivision: SingleRuleCheck {
    static let id = "promql/fragile"
    static let summary = "an operation between sides that are aggregated differently"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.nodes.compactMap { node in
            guard case .binary(let operation) = node.kind, let matching = operation.matching, !matching.isOn,
                !operation.symbol.isSetOperator, matching.cardinality == .oneToOne
            else { return nil }
            let (left, right) = (operation.left.aggregation, operation.right.aggregation)
            if let left, let right {
                guard left.isWithout || right.isWithout,
                    left.isWithout != right.isWithout || Set(left.grouping) != Set(right.grouping)
                else { return nil }
                return subject.finding(
                    Self.self,
                    "both sides are aggregated by other labels: a label that is new on one of them ends all matches",
                    at: operation.symbolRange,
                    hint: "say what to match, as in `on (job)`"
                )
            }
            guard let only = left ?? right, only.isWithout else { return nil }
            let other = left == nil ? operation.left : operation.right
            guard case .selector = other.withoutParentheses.kind else { return nil }
            return subject.finding(
                Self.self,
                "one side is aggregated and the other is not: nothing matches once the series get a new label",
                at: operation.symbolRange,
                hint: "aggregate both sides alike, or say what to match with `on (…)`"
            )
        }
    }
}

/// The bounds of buckets are in the label `le`.
struct QuantileWithoutBuckets: SingleRuleCheck {
    static let id = "promql/histogram"
    static let summary = "histogram_quantile() without buckets, or with a quantile outside 0 to 1"

    static func findings(of subject: CheckedRule) -> [RuleFinding] {
        subject.tree.nodes.flatMap { node -> [RuleFinding] in
            guard case .call(let call) = node.kind, call.function.name == "histogram_quantile",
                call.arguments.count == 2
            else { return [] }
            var found: [RuleFinding] = []
            let knowledge = LabelKnowledge(of: call.arguments[1])
            let name = call.arguments[1].selectors.first?.selector.metricName
            let isClassic = name?.hasSuffix("_bucket") ?? false
            if !knowledge.canHave("le"), isClassic {
                found.append(
                    subject.finding(
                        Self.self,
                        "histogram_quantile() needs the label `le`, which is dropped before",
                        at: call.arguments[1].range,
                        hint: "keep it, as in `sum by (le) (…)`"
                    )
                )
            }
            if let quantile = call.arguments[0].number, !(0...1).contains(quantile) {
                found.append(
                    subject.finding(
                        Self.self,
                        "a quantile lies between 0 and 1",
                        at: call.arguments[0].range,
                        hint: quantile > 1 && quantile <= 100
                            ? "write \(quantile / 100) for \(quantile) percent" : nil
                    )
                )
            }
            if isClassic,
                case .selector = call.arguments[1].aggregation?.expression.withoutParentheses.kind
                    ?? call.arguments[1].withoutParentheses.kind
            {
                found.append(
                    subject.finding(
                        Self.self,
                        "the buckets count since the start of the process, so the quantile hardly moves any more",
                        at: call.arguments[1].range,
                        hint: "take rate() of the buckets first"
                    )
                )
            }
            return found
        }
    }
}
