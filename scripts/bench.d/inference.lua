-- A wrk script: POST /v1/estimates/inference with a body that differs from request to request, so that no cache of
-- whole answers can help. The values walk through combinations instead of being drawn at random: every run sends the same.
local models = { "llama-3-70b", "llama-3-8b", "mistral-7b", "qwen2.5-32b" }
local weights = { "bf16", "int8", "int4", "fp8" }
local contexts = { 2048, 4096, 8192, 16384, 32768 }
local count = 0

function request()
    count = count + 1
    local body = string.format(
        '{"model":"%s","weights":"%s","gpu":"h100-sxm-80gb","gpus":%d,"batch":%d,"context":%d}',
        models[count % #models + 1], weights[math.floor(count / 4) % #weights + 1],
        2 ^ (count % 4), count % 97 + 1, contexts[count % #contexts + 1])
    return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("not-2xx-3xx: %d, socket errors: %d\n", errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
