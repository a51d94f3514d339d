import PlimsollJSON
import Testing

@Suite("Field reader")
struct JSONFieldReaderTests {
    enum Runtime: String, CaseIterable {
        case vllm, sglang
        case tensorRT = "tensorrt-llm"
    }

    /// Reads one object with a field of each type.
    private static func decode(_ root: JSONValue) -> JSONProblemList {
        let problems = JSONProblemList()
        let reader = JSONFieldReader(root, problems)
        _ = reader.string("id", required: true, length: 1...8)
        _ = reader.int("layers", in: 1...1_000)
        _ = reader.double("share", in: 0...1)
        _ = reader.double("price", in: .leastNonzeroMagnitude ... .infinity)
        _ = reader.bool("exact")
        _ = reader.choice("runtime", as: Runtime.self)
        _ = reader.strings("gpus", count: 1...2)
        _ = reader.ints("sizes", in: 1...Int.max)
        reader.object("parallel") { parallel in
            _ = parallel.int("tensor", in: 1...64)
            _ = parallel.int("pipeline")
        }
        reader.finish()
        return problems
    }

    static let messages: [(String, [String])] = [
        (#"{"id":"a"}"#, []),
        (
            #"{"id":"a","layers":null,"share":null,"price":null,"exact":null,"runtime":null,"gpus":null,"sizes":null,"parallel":null}"#,
            []
        ),
        (
            #"{"id":"a","layers":1e3,"share":1,"price":5e-1,"exact":true,"runtime":"VLLM","gpus":["x"],"sizes":[],"parallel":{"tensor":8.0}}"#,
            []
        ),
        (#"{}"#, ["(/id): is required"]),
        (#"{"id":null}"#, ["(/id): is required, and must not be null"]),
        (#"{"id":7}"#, ["(/id): expected a string, got 7"]),
        (#"{"id":""}"#, ["(/id): must be from 1 to 8 characters long, got 0"]),
        (#"{"id":"a","layers":0}"#, ["(/layers): must be from 1 to 1000, got 0"]),
        (
            #"{"id":"a","layers":1.5}"#,
            ["(/layers): expected a whole number from 1 to 1000, got 1.5"]
        ),
        (#"{"id":"a","layers":1e30}"#, ["(/layers): must be from 1 to 1000, got 1e30"]),
        (
            #"{"id":"a","layers":"8"}"#,
            [
                "(/layers): expected a whole number from 1 to 1000, got the string \"8\"; leave out the quotes"
            ]
        ),
        (
            #"{"id":"a","layers":"eight"}"#,
            ["(/layers): expected a whole number from 1 to 1000, got the string \"eight\""]
        ),
        (
            #"{"id":"a","layers":[8]}"#,
            ["(/layers): expected a whole number from 1 to 1000, got an array"]
        ),
        (#"{"id":"a","share":1.01}"#, ["(/share): must be from 0 to 1, got 1.01"]),
        (#"{"id":"a","share":true}"#, ["(/share): expected a number from 0 to 1, got true"]),
        (#"{"id":"a","price":0}"#, ["(/price): must be above 0, got 0"]),
        (#"{"id":"a","exact":1}"#, ["(/exact): expected true or false, got 1"]),
        (
            #"{"id":"a","runtime":"vlm"}"#,
            [
                "(/runtime): must be one of vllm, sglang, tensorrt-llm, got \"vlm\" (did you mean vllm?)"
            ]
        ),
        (
            #"{"id":"a","runtime":{}}"#,
            ["(/runtime): expected one of vllm, sglang, tensorrt-llm, got an object"]
        ),
        (#"{"id":"a","gpus":"h100"}"#, ["(/gpus): expected an array, got the string \"h100\""]),
        (#"{"id":"a","gpus":[]}"#, ["(/gpus): must have from 1 to 2 elements, got 0"]),
        (#"{"id":"a","gpus":["x",null]}"#, ["(/gpus/1): expected a string, got null"]),
        (
            #"{"id":"a","sizes":[1,0,"x"]}"#,
            [
                "(/sizes/1): must be at least 1, got 0",
                "(/sizes/2): expected a whole number at least 1, got the string \"x\"",
            ]
        ),
        (#"{"id":"a","parallel":4}"#, ["(/parallel): expected an object, got 4"]),
        (
            #"{"id":"a","parallel":{"tensor":0,"tensro":1,"pipeline":1e19}}"#,
            [
                "(/parallel/tensor): must be from 1 to 64, got 0",
                "(/parallel/pipeline): must be within 64 bits, got 1e19",
                "(/parallel/tensro): unknown field \"tensro\"; allowed are tensor, pipeline (did you mean tensor?)",
            ]
        ),
        (
            #"{"id":"a","zzz":{"deep":[1]}}"#,
            [
                "(/zzz): unknown field \"zzz\"; allowed are id, layers, share, price, exact, runtime, gpus, sizes, parallel"
            ]
        ),
        (
            #"{"Layers":0,"i\u0064":"a","exact":"yes"}"#,
            [
                "(/exact): expected true or false, got the string \"yes\"",
                "(/Layers): unknown field \"Layers\"; allowed are id, layers, share, price, exact, runtime, gpus, sizes, parallel (did you mean layers?)",
            ]
        ),
        ("[1]", [": expected an object, got an array"]),
    ]

    @Test("every problem is found and says what was given and what is allowed", arguments: messages)
    func reports(text: String, expected: [String]) throws {
        let problems = Self.decode(try JSONDocument(parsing: text).root)
        let found = problems.descriptions.map { String($0.drop { $0 != "(" && $0 != ":" }) }
        #expect(found == expected)
        #expect(problems.isEmpty == expected.isEmpty)
    }

    @Test("values are handed out as they stand")
    func values() throws {
        let text =
            #"{"n":70e9,"s":"x","t":true,"d":0.5,"r":"SGLang","o":{"k":1},"l":[1,2],"q":[{"k":1},{"k":2}],"z":null}"#
        let problems = JSONProblemList()
        let reader = JSONFieldReader(try JSONDocument(parsing: text).root, problems)
        #expect(reader.has("n"))
        #expect(!reader.has("z"))
        #expect(!reader.has("absent"))
        #expect(reader.int("n") == 70_000_000_000)
        #expect(reader.string("s") == "x")
        #expect(reader.bool("t") == true)
        #expect(reader.double("d") == 0.5)
        #expect(reader.choice("r", as: Runtime.self) == .sglang)
        #expect(reader.choice("r", of: ["sgLANG"]) == "sgLANG")
        #expect(reader.object("o") { $0.int("k") } == 1)
        #expect(reader.ints("l") == [1, 2])
        #expect(reader.objects("q")?.map { $0.int("k") } == [1, 2])
        #expect(reader.string("absent") == nil)
        reader.allow("z")
        reader.finish()
        #expect(problems.items == [])
    }

    @Test("a problem has the place of its value, a missing field that of its object")
    func places() throws {
        let problems = JSONProblemList()
        let root = try JSONDocument(parsing: "{\n \"a\": {\n  \"b\": 1 } }").root
        let reader = try #require(JSONFieldReader(root, problems).object("a"))
        reader.report("b", "is odd")
        _ = reader.int("c", required: true)
        #expect(
            problems.items.map(\.location?.description) == ["line 3, column 8", "line 2, column 7"]
        )
        #expect(problems.items.map(\.pointer.description) == ["/a/b", "/a/c"])
        #expect(problems.items[0].description == "line 3, column 8 (/a/b): is odd")
    }

    @Test(
        "only so many problems are kept, the others are counted",
        arguments: [1, 63, 64, 65, 128, 129, 3000]
    )
    func bounded(count: Int) throws {
        let text = "{" + (0..<count).map { "\"k\($0)\":\($0)" }.joined(separator: ",") + "}"
        let root = try JSONDocument(parsing: text).root
        let problems = JSONProblemList(limit: 10)
        let reader = JSONFieldReader(root, problems)
        reader.finish()
        #expect(problems.items.count == min(count, 10))
        #expect(problems.omittedCount == max(0, count - 10))
        #expect(problems.descriptions.last?.contains("more problems") == (count > 10))
        let none = JSONProblemList()
        let all = JSONFieldReader(root, none)
        for index in (0..<count).reversed() { #expect(all.int("k\(index)") == index) }
        all.finish()
        #expect(none.isEmpty)
        let others = JSONFieldReader(root, none)
        others.allowOthers()
        others.finish()
        #expect(none.isEmpty)
        let oneMissing = JSONProblemList()
        let most = JSONFieldReader(root, oneMissing)
        for index in 1..<max(count, 1) { _ = most.value("k\(index)") }
        most.finish()
        #expect(oneMissing.items.map(\.pointer.description) == ["/k0"])
    }
}

@Suite("Fields of queries and forms")
struct JSONFieldsTests {
    typealias Field = (path: [String], text: String)

    private static func fields(_ texts: [String]) -> [Field] {
        texts.map { text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let path = parts[0].split(separator: ".", omittingEmptySubsequences: false)
            return (path.map(String.init), String(parts.last ?? ""))
        }
    }

    @Test("a field reads as the type that is asked for")
    func types() throws {
        let document = try JSONDocument(
            fields: Self.fields([
                "model=org/m", "batch=8", "parallel.tensor=4", "x=0.25", "exact=true",
                "parallel.pipeline=2",
                "gpus=h100, a100", "one=l4", "none=", "sizes=1", "sizes=2,3", "runtime=vLLM",
            ])
        )
        let problems = JSONProblemList()
        let reader = JSONFieldReader(document.root, problems)
        #expect(reader.string("model") == "org/m")
        #expect(reader.int("batch", in: 1...9) == 8)
        #expect(reader.string("batch") == "8")
        #expect(reader.double("x") == 0.25)
        #expect(reader.bool("exact") == true)
        #expect(reader.object("parallel") { [$0.int("tensor"), $0.int("pipeline")] } == [4, 2])
        #expect(reader.strings("gpus", count: 2...2) == ["h100", "a100"])
        #expect(reader.string("gpus") == "h100, a100")
        #expect(reader.strings("one", count: 1...1) == ["l4"])
        #expect(reader.strings("none") == [])
        #expect(reader.ints("sizes", count: 3...3) == [1, 2, 3])
        #expect(reader.choice("runtime", of: ["vllm"]) == "vllm")
        reader.finish()
        #expect(problems.items == [])
        #expect(document.root["parallel"]?["tensor"]?.pointer.description == "/parallel/tensor")
        #expect(
            document.root["gpus"]?.elements.map(\.pointer.description) == ["/gpus/0", "/gpus/1"]
        )
        #expect(document.value(at: JSONPointer(["gpus", "1"]))?.string == "a100")
        #expect(document.root["batch"]?.location == nil)
        #expect(document.root["batch"]?.isLoose == true)
    }

    static let wrong: [([String], String)] = [
        (["n=08"], "(/n): expected a whole number from 1 to 9, got \"08\""),
        (["n=+8"], "(/n): expected a whole number from 1 to 9, got \"+8\""),
        (["n=8 "], "(/n): expected a whole number from 1 to 9, got \"8 \""),
        (["n="], "(/n): expected a whole number from 1 to 9, got \"\""),
        (["n=10"], "(/n): must be from 1 to 9, got \"10\""),
        (["n=1e999"], "(/n): expected a whole number from 1 to 9, got \"1e999\""),
        (
            ["n=1", "n=2"],
            "(/n): expected a whole number from 1 to 9, got several values; give the field once"
        ),
        (["n.m=1"], "(/n): expected a whole number from 1 to 9, got an object"),
        (["t=True"], "(/t): expected true or false, got \"True\""),
        (["l=1,,2"], "(/l/1): expected a whole number, got \"\""),
        (["o=1"], "(/o): expected an object, got \"1\""),
        (["m=1"], "(/m): unknown field \"m\"; allowed are n, t, l, o"),
    ]

    @Test("a text that does not spell the type is a problem", arguments: wrong)
    func problems(texts: [String], expected: String) throws {
        let problems = JSONProblemList()
        let root = try JSONDocument(fields: Self.fields(texts)).root
        let reader = JSONFieldReader(root, problems)
        _ = (reader.int("n", in: 1...9), reader.bool("t"), reader.ints("l"))
        reader.object("o") { _ in }
        reader.finish()
        #expect(problems.items.first.map { "(\($0.pointer)): \($0.detail)" } == expected)
        #expect(problems.items.count == 1)
    }

    static let contradictions: [([String], JSONError.Kind, String)] = [
        (["a=1", "a.b=2"], .conflictingFields("a", "a.b"), "/a"),
        (["a.b=2", "a=1"], .conflictingFields("a", "a.b"), "/a"),
        (["x.a.b.c=2", "x.a=1"], .conflictingFields("x.a", "x.a.b"), "/x/a"),
        (["=1"], .emptyFieldName, "/"), (["a..b=1"], .emptyFieldName, "/a//b"),
        ([String(repeating: "a.", count: 64) + "a=1"], .limit(.depth, allowed: 64), ""),
    ]

    @Test("fields that contradict each other are refused", arguments: contradictions)
    func refuses(texts: [String], kind: JSONError.Kind, pointer: String) {
        let error = #expect(throws: JSONError.self) { try JSONDocument(fields: Self.fields(texts)) }
        #expect(error?.kind == kind)
        #expect(error?.pointer.description == pointer)
        #expect(error?.location == nil)
    }

    @Test("limits hold for fields too")
    func limits() throws {
        func kind(_ texts: [String], _ limits: JSONLimits) -> JSONError.Kind? {
            #expect(throws: JSONError.self) {
                try JSONDocument(fields: Self.fields(texts), limits: limits)
            }?.kind
        }
        #expect(kind(["a=1,2,3"], JSONLimits(nodes: 4)) == .limit(.nodes, allowed: 4))
        #expect(kind(["a=12", "b=34"], JSONLimits(bytes: 4)) == .limit(.bytes, allowed: 4))
        #expect(kind(["a=123"], JSONLimits(stringLength: 2)) == .limit(.stringLength, allowed: 2))
        #expect(
            kind(["a=1", "b=2"], JSONLimits(membersPerObject: 1))
                == .limit(.membersPerObject, allowed: 1)
        )
        let empty = try JSONDocument(fields: [])
        #expect(empty.root.kind == .object)
        #expect(empty.root.count == 0)
    }
}
