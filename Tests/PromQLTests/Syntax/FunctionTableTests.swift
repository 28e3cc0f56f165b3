import PromQL
import Testing

@Suite struct FunctionTableTests {
    @Test func `all functions of Prometheus are there, the experimental ones marked`() {
        #expect(FunctionSignature.all.count == 90)
        #expect(FunctionSignature.all.count(where: \.isExperimental) == 17)
        #expect(Set(FunctionSignature.all.map(\.name)).count == 90)
        #expect(Aggregator.allCases.count == 14)
        #expect(FunctionSignature["rate"]?.arguments == [.matrix])
        #expect(FunctionSignature["Rate"] == nil)
    }

    @Test func `every function takes the arguments of its signature`() throws {
        let examples: [ValueType: String] = [.scalar: "1", .string: "\"a\"", .vector: "a", .matrix: "a[5m]"]
        for function in FunctionSignature.all where function.name != "info" {
            let arguments = function.arguments.compactMap { examples[$0] }
            let call = "\(function.name)(\(arguments.joined(separator: ", ")))"
            let tree = try PromQLParser(.everything).parse(call)
            #expect(tree.type == function.result && tree.description == call)
            let fewer = "\(function.name)(\(arguments.dropLast(2).joined(separator: ", ")))"
            let isOptional = function.variation != .none && arguments.count == 1
            let mayRead = isOptional || arguments.isEmpty
            #expect(((try? PromQLParser(.everything).parse(fewer)) != nil) == mayRead, "\(fewer)")
        }
    }
}
