public import PlimsollCatalog
import PlimsollHTTP
public import PlimsollJSON

extension Service {
    /// Bytes of a body that describes a model: the header of nearly every file, and the index of
    /// the largest ones.
    static let inspectionBytes = 16 << 20

    /// `POST /v1/models/inspect`: a model that the catalog lacks, by its files' headers.
    func inspect(_ request: HTTPRequest) -> HTTPResponse {
        pure(request) { _, writer throws(APIError) in
            if !request.queryItems.isEmpty {
                throw APIError(.invalid, "everything goes into the body; leave the query empty")
            }
            InspectedModelJSON.write(try Self.inspected(request), &writer)
        }
    }

    /// Writes an inspected model as the service would answer it.
    ///
    /// - Parameters:
    ///   - model: The model.
    ///   - writer: Takes the answer.
    public static func write(_ model: InspectedModel, to writer: inout JSONWriter) {
        InspectedModelJSON.write(model, &writer)
    }

    private static func inspected(_ request: HTTPRequest) throws(APIError) -> InspectedModel {
        switch RequestDocument.mediaType(request) {
        case "application/octet-stream":
            do throws(InspectionError) {
                return try InspectedModel(
                    file: request.body,
                    headerLimit: inspectionBytes
                )
            } catch {
                throw APIError(error)
            }
        case "application/json":
            let limits = JSONLimits(bytes: inspectionBytes, nodes: 2_000_000)
            return try inspected(RequestDocument.json(request.body, limits: limits).root)
        default:
            throw APIError(
                unsupportedMediaType:
                    "the body has to be application/json (curl --json '{\"hf_config\": …}') or "
                    + "application/octet-stream, the first bytes of a .gguf or .safetensors file "
                    + "(head -c 15000000 FILE | curl --data-binary @- -H 'Content-Type: "
                    + "application/octet-stream')",
                accepted: ["application/json", "application/octet-stream"]
            )
        }
    }

    private static func inspected(_ value: JSONValue) throws(APIError) -> InspectedModel {
        let problems = JSONProblemList()
        let reader = JSONFieldReader(value, problems)
        let config = reader.object("hf_config")?.value
        let index = reader.object("safetensors_index")?.value
        let headers = reader.value("safetensors_header").flatMap { $0.isNull ? nil : $0 }
        reader.finish()
        if problems.isEmpty, config == nil, index == nil, headers == nil {
            reader.report(
                "hf_config",
                "is required: the contents of a config.json; or give safetensors_index or "
                    + "safetensors_header"
            )
        }
        if let error = APIError(problems) { throw error }
        do throws(InspectionError) {
            if let config, index == nil, headers == nil {
                return try InspectedModel(config: config)
            }
            return try InspectedModel(headers: try read(headers), index: index, config: config)
        } catch {
            throw APIError(error)
        }
    }

    /// One header, or a list of the headers of all files.
    private static func read(
        _ value: JSONValue?
    ) throws(InspectionError) -> [SafetensorsHeader] {
        guard let value else { return [] }
        var headers: [SafetensorsHeader] = []
        do throws(HeaderError) {
            guard value.kind == .array else { return [try SafetensorsHeader(value)] }
            for element in value.elements { headers.append(try SafetensorsHeader(element)) }
        } catch {
            throw .header(error)
        }
        return headers
    }
}

extension APIError {
    /// Why a model could not be inspected.
    init(_ error: InspectionError) {
        switch error {
        case .header(.json(let problem, _)) where problem.pointer.tokens.first == Self.headerField:
            self.init(problem)
        case .header(let error):
            var problems: [JSONProblem] = []
            if case .json(let problem, _) = error { problems = [problem] }
            self.init(.invalid, error.description, problems: problems)
        case .config(let error, let config): self.init(error, config)
        case .part(let problem): self.init(problem)
        case .unknownFormat(let detail): self.init(.invalid, detail)
        }
    }

    private static let headerField = "safetensors_header"

    private init(_ problem: JSONProblem) {
        self.init(
            .invalid,
            "\(problem.pointer.description): \(problem.detail)",
            problems: [problem]
        )
    }

    private init(_ error: ModelConfigError, _ config: JSONValue) {
        let place: JSONProblem
        switch error {
        case .missing(let key, let pointer):
            place = JSONProblem(
                pointer: pointer.appending(key),
                location: config.location,
                detail: error.sentence
            )
        case .invalid(let value, _):
            place = JSONProblem(
                pointer: value.pointer,
                location: value.location,
                detail: error.sentence
            )
        case .notModelled, .tooLarge:
            place = JSONProblem(
                pointer: config.pointer,
                location: config.location,
                detail: error.sentence
            )
        }
        let kind: Kind = if case .notModelled = error { .notModelled } else { .invalid }
        let path = place.pointer.description
        self.init(
            kind,
            (path.isEmpty ? "" : path + ": ") + place.detail,
            problems: [place]
        )
    }
}

extension APIError {
    /// Why a model's files could not be read, for the command line.
    public init(_ error: ModelFileError) {
        switch error {
        case .unreadable(let path, let reason): self.init(.invalid, "\(path): \(reason)")
        case .json(let path, let error): self.init(.malformed, "\(path): \(error.description)")
        case .inspection(let path, let error):
            let inner = APIError(error)
            self.init(inner.kind, "\(path): \(inner.detail)", problems: [])
        }
    }
}
