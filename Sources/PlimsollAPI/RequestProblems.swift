import PlimsollJSON

/// What is wrong with a request, and whether all of it is only that no formula describes it yet.
final class RequestProblems {
    /// Every problem, in the order they were found.
    let all = JSONProblemList()
    private var notModelledCount = 0

    /// Notes a value that is as documented but that no formula describes yet.
    func addNotModelled(at value: JSONValue, _ detail: String) {
        notModelledCount += 1
        all.add(at: value, detail)
    }

    /// The kind of the problem document: one wrong field makes the whole request invalid.
    var kind: APIError.Kind {
        notModelledCount == all.items.count + all.omittedCount ? .notModelled : .invalid
    }
}
