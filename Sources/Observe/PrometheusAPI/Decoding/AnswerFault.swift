/// Where and why an answer is not what it has to be.
package struct AnswerFault: Error, Hashable {
    package let message: String
    /// In bytes.
    package let offset: Int

    init(_ message: String, at offset: Int) { (self.message, self.offset) = (message, offset) }
}
