extension Program {
    static let completionVerb = "__complete"
    func completionAnswer(to words: ArraySlice<String>, environment: [String: String]) -> String { "" }
}
