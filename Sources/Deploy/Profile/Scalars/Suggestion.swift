internal import Diagnostics

/// The did-you-mean sentence.
enum Suggestion {
    static func nearest(to word: String, in candidates: [String]) -> String? {
        Diagnostics.nearest(to: word, in: candidates).map { "did you mean '\($0)'?" }
    }
}
