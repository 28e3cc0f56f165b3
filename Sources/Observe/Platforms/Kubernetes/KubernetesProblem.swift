internal import Diagnostics
internal import HTTP
internal import Values

extension LiveProblem {
    /// What an answer that is no success says of an object, and what to do (Kubernetes API conventions, "Response
    /// Status Kind").
    init(_ response: HTTPResponse, about title: String, action: String) {
        let status = response.json
        let words = status?["message"]?.nonEmptyString ?? response.excerpt
        let said = words.isEmpty ? "" : ": \(shortened(words, to: 300))"
        switch response.status {
        case 401:
            self.init(
                "\(title): the cluster does not know who asks (401)\(said)",
                hint:
                    "log in again: the token or certificate of the kubeconfig's user is missing or has expired"
            )
        case 403:
            self.init(
                "\(title): the user may not \(action) it (403)\(said)",
                hint:
                    "a dry run needs the verbs get, list and patch: kubectl auth can-i patch --list shows what is allowed"
            )
        case 404:
            self.init(
                "\(title): there is no such thing in the cluster (404)\(said)",
                hint: "check the namespace"
            )
        case 409:
            self.init(
                "\(title): it changed or is going away at this moment (409)\(said)",
                hint: "look again in a while"
            )
        case 400, 415, 422:
            self.init(
                "\(title): the cluster would refuse it (\(response.status))\(said)",
                hint: "change the profile, or 'patches' in it, so that the object becomes valid"
            )
        case 429, 500...599:
            self.init(
                "\(title): the cluster cannot answer now (\(response.status))\(said)",
                hint: "look again in a while; kubectl get --raw /readyz?verbose tells how the API server is",
                isUnreachable: true
            )
        default:
            self.init(
                "\(title): the answer is not one of a Kubernetes API server (\(response.status))\(said)",
                hint: "check the server's address in the kubeconfig"
            )
        }
    }
}
