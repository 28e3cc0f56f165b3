/// One step of an evaluation: a node of the query with everything resolved that does not depend on time or data.
struct PlanNode: Sendable {
    /// Its place among all nodes of the plan.
    let id: Int
    let expression: Expression
    let work: PlanWork
    /// Whether the result is the same at all steps, so that it is evaluated at the first alone.
    var isRepeated = false

    var range: TextRange { expression.range }
}

/// What there is to do for a node.
indirect enum PlanWork: Sendable {
    // Numbers.
    case number(Double)
    case time
    case scalarOf(PlanNode)
    case scalarNegation(PlanNode)
    case scalarOperation(BinaryOperator, PlanNode, PlanNode)
    case string(String)

    // Vectors made row by row.
    case selector(SelectorPlan)
    /// `timestamp` of a selector: the times of the samples themselves.
    case sampleTimes(SelectorPlan)
    case window(WindowPlan)
    case elements(ElementFunction, PlanNode, [PlanNode])
    /// `timestamp` of anything else: the time of the step.
    case stepTimes(PlanNode)
    case negation(PlanNode)
    case withScalar(ScalarOperationPlan)

    // Vectors that need all rows at once.
    case vectorOf(PlanNode)
    case matched(MatchingPlan)
    case setOperation(BinaryOperator, PlanNode, PlanNode, signature: Signature)
    case aggregation(AggregationPlan)
    case countValues(CountValuesPlan)
    case rankedSelection(RankedSelectionPlan)
    case absent(PlanNode, AbsentLabels)
    case absentOverTime(WindowPlan, AbsentLabels)
    case sorted(PlanNode, isDescending: Bool)
    case labelReplace(PlanNode, LabelReplacePlan)
    case labelJoin(PlanNode, LabelJoinPlan)
    case histogramQuantile(quantile: PlanNode, PlanNode)
    case histogramFraction(lower: PlanNode, upper: PlanNode, PlanNode)

    // Ranges, as the answer of an instant query.
    case rangeSamples(RangeInput)
}
