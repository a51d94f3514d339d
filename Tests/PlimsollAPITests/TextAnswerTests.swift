import Foundation
import PlimsollAPI
import PlimsollEngine
import PlimsollHTTP
import PlimsollJSON
import Testing

@Suite("Answers as text and as tables")
struct TextAnswerTests {
    private let contract: Contract

    init() throws { contract = try Contract.shared() }

    private func text(_ target: String, _ type: String = "text/plain") throws -> String {
        let answer = try contract.get(target, [(name: "Accept", value: type)])
        #expect(answer.status == 200)
        #expect(answer.mediaType == type)
        return String(decoding: answer.body, as: UTF8.self)
    }

    private func json(_ target: String) throws -> JSONValue {
        try JSONDocument(parsing: contract.get(target).body).root
    }

    /// The document's forms other than JSON.
    static let forms = ContractOperation.pure.flatMap { operation in
        ["text/plain", "text/csv"].filter { form in
            let answer = try? operation.response(200)
            return answer?["content"]?[form] != nil
        }
        .map { Form(operation: operation, type: $0) }
    }

    /// One form of an operation's answer.
    struct Form: Sendable, CustomTestStringConvertible {
        let operation: ContractOperation
        let type: String

        var testDescription: String { "\(operation.testDescription) as \(type)" }
    }

    @Test("every form that is documented is answered when it is asked for", arguments: forms)
    func documented(form: Form) throws {
        for request in try form.operation.requests() {
            var fields = [(name: "Accept", value: form.type)]
            if let type = request.fields["content-type"] { fields.append(("Content-Type", type)) }
            let answer = contract.router.respond(
                to: try HTTPRequest(
                    method: request.method,
                    target: request.rawTarget,
                    fields: fields,
                    body: request.body
                )
            )
            #expect(answer.status == 200)
            #expect(answer.mediaType == form.type)
            #expect(try form.operation.violations(of: answer) == [])
        }
    }

    private static let estimate =
        "/v1/estimates/inference?model=llama-3-70b&weights=int8&gpu=h100&gpus=2&batch=4"

    @Test("the text of an estimate has its verdict, its reason and every term as in the JSON")
    func estimate() throws {
        let text = try text(Self.estimate)
        let json = try json(Self.estimate)
        #expect(text.hasPrefix("Llama 3 70B: fits\n"))
        let reason = try #require(json["fit"]?["reason"]?.string)
        #expect(text.contains("\n\(reason)\n"))
        for (term, label) in [
            ("weights_bytes", "weights"), ("kv_cache_bytes", "KV cache"),
            ("activation_bytes", "activation"), ("total_bytes", "total"),
        ] {
            let each = try #require(json["memory"]?["per_gpu"]?[term]?.int)
            let all = try #require(json["memory"]?["all_gpus"]?[term]?.int)
            let line = text.split(separator: "\n").first { $0.hasPrefix("  \(label)  ") }
            let cells = try #require(line).split(separator: "  ").map {
                $0.trimmingCharacters(in: .whitespaces)
            }
            #expect(cells.count == 3 && cells[0] == label)
            for (cell, bytes) in zip(cells.dropFirst(), [each, all]) {
                #expect(Self.isRounded(cell, of: bytes), "\(cell) of \(bytes)")
            }
        }
        #expect(!text.contains("\u{1B}"), "colours are for terminals")
    }

    /// Whether a text such as `2.50 GiB` is what so many bytes are, in hundredths of a GiB or
    /// whole MiB.
    private static func isRounded(_ text: String, of bytes: Int) -> Bool {
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let number = Double(parts[0]) else { return false }
        let gibi = Double(1 << 30)
        switch parts[1] {
        case "GiB":
            let places = parts[0].split(separator: ".").last?.count
            return places == 2 && abs(number * gibi - Double(bytes)) <= 0.005001 * gibi
        case "MiB": return abs(number - Double(bytes) / 1_048_576) <= 0.5
        default: return false
        }
    }

    @Test("every form of every answer is documented, and no other is answered")
    func exactly() throws {
        let forms = ["text/plain", "text/csv"]
        for operation in ContractOperation.all {
            let content = try operation.response(200)?["content"]
            // Pages and the contract itself have other forms than JSON.
            guard content?["application/json"] != nil else { continue }
            for request in try operation.requests().prefix(1) {
                for form in forms {
                    var fields = [(name: "Accept", value: form)]
                    if let type = request.fields["content-type"] {
                        fields.append(("Content-Type", type))
                    }
                    let answer = contract.router.respond(
                        to: try HTTPRequest(
                            method: request.method,
                            target: request.rawTarget,
                            fields: fields,
                            body: request.body
                        )
                    )
                    let isAnswered = answer.status == 200 && answer.mediaType == form
                    #expect(isAnswered == (content?[form] != nil), "\(operation) as \(form)")
                }
            }
        }
    }

    @Test("a nested object is lines below its heading, and never a line without end")
    func nested() throws {
        for target in [
            Self.estimate, "/v1/plans/sharding?request.model=llama-3-405b&gpu=l4&max_gpus=8",
            "/v1/estimates/training?model=llama-3-8b&gpu=h100&gpus=8&tokens=1e9",
        ] {
            let lines = try text(target).split(separator: "\n").filter { !$0.contains("- ") }
            let longest = lines.max { $0.count < $1.count } ?? ""
            #expect(longest.count < 260, "\(longest)")
        }
        let miss = try text("/v1/plans/sharding?request.model=llama-3-405b&gpu=l4&max_gpus=8")
        #expect(miss.contains("\nnearest miss\n"))
        #expect(miss.contains("\n  memory\n"))
        #expect(miss.contains("\n    weights  "))
    }

    @Test(
        "sizes that divide nothing and copies that are one are no columns",
        arguments: [
            ("/v1/plans/sharding?request.model=llama-3-8b&gpu=h100&gpus=1", "tensor"),
            ("/v1/recommendations?request.model=llama-3-8b&gpus=h100&formats=bf16", "replicas"),
        ]
    )
    func columns(target: String, absent: String) throws {
        let heading = try #require(
            try text(target).split(separator: "\n").first { $0.contains("a GPU needs") }
        )
        #expect(!heading.contains(absent))
        #expect(heading.contains("verdict"))
    }

    @Test("the front of a plan shows its layouts in columns, its best and how many are left out")
    func front() throws {
        let target =
            "/v1/plans/sharding?workload=training&request.model=llama-3-8b&gpu=h100&max_gpus=4"
        let lines = try text(target).split(separator: "\n").map(String.init)
        let start = try #require(lines.firstIndex(of: "pareto front"))
        #expect(lines[start + 1].hasPrefix("  GPUs "))
        #expect(lines[start + 1].contains("ZeRO stage  rank  why"))
        let count = try #require(try json(target)["pareto_front"]?.count)
        #expect(count > 12)
        #expect(lines[start + 14] == "  … and \(count - 12) more in the JSON")
    }

    @Test(
        "costs and recommendations as CSV have a row for each, with the numbers of the JSON",
        arguments: [
            (
                "/v1/estimates/cost?request.model=llama-3-70b&request.weights=fp8"
                    + "&options=2*h100,h200&tokens_per_day=1e6",
                "options", "usd_per_month"
            ),
            (
                "/v1/recommendations?request.model=llama-3-8b&limit=4",
                "recommendations", "memory.per_gpu.total_bytes"
            ),
        ]
    )
    func priced(target: String, list: String, path: String) throws {
        let rows = Self.parsed(try text(target, "text/csv"))
        let entries = try #require(try json(target)[list])
        #expect(entries.count > 1)
        #expect(rows.count == entries.count + 1)
        let column = try #require(rows[0].firstIndex(of: path))
        let gpus = try #require(rows[0].firstIndex(of: "gpu"))
        for (row, entry) in zip(rows.dropFirst(), entries.elements) {
            #expect(row.count == rows[0].count)
            #expect(row[gpus] == entry["gpu"]?.string)
            let value = path.split(separator: ".").reduce(entry as JSONValue?) { $0?[String($1)] }
            #expect(row[column] == value?.numberText)
        }
    }

    @Test("the lines of a table end at the same place where their columns are numbers")
    func alignment() throws {
        let lines = try text("/v1/gpus?limit=9").split(separator: "\n").map(String.init)
        let heading = try #require(lines.firstIndex { $0.hasPrefix("id ") })
        let end = try #require(lines[heading].range(of: "planned")).upperBound
        let column = lines[heading].distance(from: lines[heading].startIndex, to: end)
        for line in lines[(heading + 1)...] {
            #expect(line.prefix(column).hasSuffix("iB"), "\(line)")
        }
        #expect(lines.count == heading + 10)
    }

    @Test(
        "a list as CSV has a line for each entry and the members of the JSON",
        arguments: ["models", "gpus", "weight-formats", "runtimes", "prices"]
    )
    func lists(name: String) throws {
        let rows = Self.parsed(try text("/v1/\(name)", "text/csv"))
        let member = name.replacing("-", with: "_")
        let entries = try #require(try json("/v1/\(name)")[member])
        #expect(rows.count == entries.count + 1)
        #expect(rows.allSatisfy { $0.count == rows[0].count })
        #expect(Set(rows[0]).count == rows[0].count)
        let key = rows[0].contains("id") ? "id" : "gpu"
        let column = try #require(rows[0].firstIndex(of: key))
        #expect(rows.dropFirst().map { $0[column] } == entries.elements.map { $0[key]?.string })
    }

    @Test("nested members are columns with dots, and cells with commas are quoted")
    func cells() throws {
        let rows = Self.parsed(try text("/v1/gpus", "text/csv"))
        let gpus = try #require(try json("/v1/gpus")["gpus"]?.elements)
        let planned = try #require(rows[0].firstIndex(of: "memory.planned_bytes"))
        let notes = try #require(rows[0].firstIndex(of: "notes"))
        let formats = try #require(rows[0].firstIndex(of: "number_formats"))
        for (row, gpu) in zip(rows.dropFirst(), gpus) {
            #expect(row[planned] == gpu["memory"]?["planned_bytes"]?.numberText)
            #expect(row[notes] == gpu["notes"]?.string ?? "")
            let words = gpu["number_formats"]?.elements.compactMap(\.string)
            #expect(row[formats] == words?.joined(separator: " "))
        }
        #expect(rows.dropFirst().contains { $0[notes].contains(",") })
    }

    /// Rows of a CSV without line breaks in its cells.
    private static func parsed(_ text: String) -> [[String]] {
        text.split(separator: "\r\n").map { line in
            var cells = [""]
            var isQuoted = false
            var previous: Character?
            for character in line {
                if character == "\"" {
                    // A second quote in a row stands for one.
                    if !isQuoted, previous == "\"" { cells[cells.count - 1].append("\"") }
                    isQuoted.toggle()
                } else if character == ",", !isQuoted {
                    cells.append("")
                } else {
                    cells[cells.count - 1].append(character)
                }
                previous = character
            }
            return cells
        }
    }

    @Test(
        "forms that an answer has not are refused with those that it has",
        arguments: [
            ("/v1/estimates/inference?model=llama-3-8b", "text/csv"),
            ("/v1/gpus", "application/xml"), ("/v1/gpus", "text/csv;q=0"),
        ]
    )
    func refused(target: String, accept: String) throws {
        let answer = try contract.get(target, [(name: "Accept", value: accept)])
        #expect(answer.status == 406)
        let problem = try JSONDocument(parsing: answer.body).root
        #expect(problem["detail"]?.string?.contains("application/json") == true)
    }

    @Test("forms of one answer have tags of their own, and a tag is found again in its form")
    func tags() throws {
        let forms = ["application/json", "text/plain", "text/csv"]
        let tags = try forms.map {
            try contract.get("/v1/gpus", [(name: "Accept", value: $0)]).fields["etag"]
        }
        #expect(Set(tags).count == 3)
        for (form, tag) in zip(forms, tags) {
            let again = try contract.get(
                "/v1/gpus",
                [(name: "Accept", value: form), (name: "If-None-Match", value: try #require(tag))]
            )
            #expect(again.status == 304)
            #expect(again.fields["vary"] == "Accept")
        }
        #expect(try contract.get("/v1/gpus").fields["etag"] == tags[0])
    }
}
