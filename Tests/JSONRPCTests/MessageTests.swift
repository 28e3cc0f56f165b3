import Diagnostics
import JSONRPC
import Testing
import Values

@Suite struct `A message` {
    @Test(arguments: [
        #"{"jsonrpc":"2.0","id":1,"method":"a","params":{"x":[1]}}"#,
        #"{"jsonrpc":"2.0","id":"é","method":"a"}"#,
        #"{"jsonrpc":"2.0","method":"note","params":[1,2]}"#, #"{"jsonrpc":"2.0","id":1.5,"result":null}"#,
        #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"m","data":{"at":3}}}"#,
    ])
    func `is written as it was read`(_ text: String) throws {
        let message = try RPCMessage(Array(text.utf8))
        #expect(message.value.json(.compact) == text)
    }

    @Test(arguments: [
        ("", RPCFault.Kind.empty), (" \n", .empty), ("<html>", .html), ("hello", .notJSON), ("{]", .notJSON),
        (#"{"jsonrpc":"2.0","id":1,"resu"#, .truncated), (#"{"jsonrpc":"2.0","id":1"#, .truncated),
        ("3", .notAnObject), (#"{"id":1,"result":1}"#, .wrongVersion),
        (#"{"jsonrpc":"1.0","id":1,"result":1}"#, .wrongVersion),
        (#"{"jsonrpc":2.0,"id":1,"result":1}"#, .wrongVersion), (#"{"jsonrpc":"2.0","id":1}"#, .neither),
        (#"{"jsonrpc":"2.0","id":1,"result":1,"error":{"code":1,"message":""}}"#, .both),
        (#"{"jsonrpc":"2.0","result":1}"#, .badID), (#"{"jsonrpc":"2.0","id":[],"result":1}"#, .badID),
        (#"{"jsonrpc":"2.0","id":true,"method":"a"}"#, .badID),
        (#"{"jsonrpc":"2.0","method":3}"#, .badMethod),
        (#"{"jsonrpc":"2.0","id":1,"method":"a","params":3}"#, .badParams),
        (#"{"jsonrpc":"2.0","id":1,"error":"no"}"#, .badError),
        (#"{"jsonrpc":"2.0","id":1,"error":{"code":"x","message":""}}"#, .badError),
        (#"{"jsonrpc":"2.0","id":1,"error":{"code":1}}"#, .badError), ("[]", .batch),
        (#"[{"jsonrpc":"2.0","method":"a"}]"#, .batch),
        (#"{"jsonrpc":"2.0","id":1,"id":2,"result":1}"#, .notJSON),
    ])
    func `that is none is told by what is wrong with it`(_ text: String, _ kind: RPCFault.Kind) {
        #expect { try RPCMessage(Array(text.utf8)) } throws: { ($0 as? RPCFault)?.kind == kind }
    }

    @Test func `is UTF-8, and has a limit`() {
        #expect { try RPCMessage([0x22, 0xFF, 0x22]) } throws: { ($0 as? RPCFault)?.kind == .notJSON }
        #expect { try RPCMessage(Array("[1,2,3]".utf8), limit: 4) } throws: {
            ($0 as? RPCFault)?.kind == .tooLarge
        }
    }

    @Test func `answers one request, or tells that it could not be read`() throws {
        let answer = Array(#"{"jsonrpc":"2.0","id":1,"result":{}}"#.utf8)
        #expect(try RPCResponse(answer, to: .int(1)).result == .object(Object()))
        #expect { try RPCResponse(answer, to: .string("1")) } throws: { ($0 as? RPCFault)?.kind == .wrongID }
        let refused = Array(#"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}"#.utf8)
        #expect(try RPCResponse(refused, to: .int(1)).error == RPCError(-32700, "no"))
        let asked = Array(#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#.utf8)
        #expect { try RPCResponse(asked, to: .int(1)) } throws: { ($0 as? RPCFault)?.kind == .neither }
    }

    @Test func `may be one of several`() throws {
        let text = #"[{"jsonrpc":"2.0","id":1,"method":"a"},3,{"jsonrpc":"2.0","id":2,"result":0}]"#
        guard case .batch(let messages) = try RPCBody(Array(text.utf8)) else {
            Issue.record("no batch")
            return
        }
        #expect(messages.count == 3)
        #expect { try messages[1].get() } throws: { ($0 as? RPCFault)?.kind == .notAnObject }
    }

    @Test func `that a server cannot read is answered with what the specification says`() throws {
        func answer(_ text: String) -> String {
            do throws(RPCFault) {
                _ = try RPCMessage(Array(text.utf8))
                return ""
            } catch {
                return "\(error.response.id) \(error.response.error?.code ?? 0)"
            }
        }
        #expect(answer("{") == "null -32700")
        #expect(answer("3") == "null -32600")
        #expect(answer(#"{"jsonrpc":"2.0","id":"x","method":"a","params":0}"#) == "\"x\" -32602")
    }
}
