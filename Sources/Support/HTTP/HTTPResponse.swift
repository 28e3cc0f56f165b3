/// A whole answer; that it came says nothing about its status.
package struct HTTPResponse: Sendable {
    package let status: Int
    package let headers: HTTPHeaders
    package let body: [UInt8]

    package var isSuccess: Bool { 200..<300 ~= status }
}
