-- A wrk script: POST /v1/models/inspect with a config.json that differs from request to request: what reading and
-- counting one configuration costs, with the answer's JSON. The column cpu-us of scripts/bench is the figure to watch.
local count = 0

function request()
    count = count + 1
    local body = string.format(
        '{"hf_config":{"model_type":"llama","hidden_size":4096,"intermediate_size":%d,"num_hidden_layers":32,' ..
        '"num_attention_heads":32,"num_key_value_heads":8,"vocab_size":128256,"max_position_embeddings":8192}}',
        14336 + count % 512)
    return wrk.format("POST", nil, { ["Content-Type"] = "application/json" }, body)
end

function done(summary, latency, requests)
    local errors = summary.errors
    io.write(string.format("not-2xx-3xx: %d, socket errors: %d\n", errors.status,
        errors.connect + errors.read + errors.write + errors.timeout))
end
