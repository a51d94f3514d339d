// Reads the header of a model file by slicing it: weights stay on the disk.

const LARGEST_HEADER = 16 << 20;

class NeedMore extends Error {}

/** Walks little- or big-endian fields of a buffer. */
class Walker {
  constructor(buffer) {
    this.view = new DataView(buffer);
    this.position = 0;
    this.little = true;
    this.wide = true;
  }
  skip(length) {
    const start = this.position;
    if (start + length > this.view.byteLength) throw new NeedMore();
    this.position += length;
    return start;
  }
  u32() { return this.view.getUint32(this.skip(4), this.little); }
  u64() {
    const value = this.view.getBigUint64(this.skip(8), this.little);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new Error("a length in the header is out of range");
    return Number(value);
  }
  size() { return this.wide ? this.u64() : this.u32(); }
  text() {
    const length = this.size(), start = this.skip(length);
    return new TextDecoder().decode(new Uint8Array(this.view.buffer, start, length));
  }
}

const GGUF_WIDTHS = { 0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8 };
const GGUF_TEXT = 8, GGUF_LIST = 9;

/** What the tokenizer needs and no estimate does. */
const DROPPED = /^tokenizer\.ggml\.(merges|scores|token_type)$/;

/** The extent of a GGUF header, with the places of its metadata. */
function walkGGUF(buffer) {
  const walker = new Walker(buffer);
  walker.skip(4);
  let version = walker.u32();
  if ((version & 0xffff) === 0) {
    walker.little = false;
    walker.position = 4;
    version = walker.u32();
  }
  walker.wide = version !== 1;
  const tensors = walker.size(), countAt = walker.position, metadata = walker.size(), start = walker.position;
  const entries = [];
  for (let index = 0; index < metadata; index += 1) {
    const from = walker.position, key = walker.text();
    skipValue(walker, walker.u32());
    entries.push({ key, from, to: walker.position });
  }
  const tensorsAt = walker.position;
  for (let index = 0; index < tensors; index += 1) {
    walker.text();
    const dimensions = walker.u32();
    walker.skip((walker.wide ? 8 : 4) * dimensions + 4 + 8);
  }
  return { walker, countAt, start, entries, tensorsAt, end: walker.position };
}

function skipValue(walker, type, depth = 0) {
  if (type === GGUF_TEXT) return walker.skip(walker.size());
  if (type !== GGUF_LIST) {
    if (!(type in GGUF_WIDTHS)) throw new Error(`the header holds a value of the unknown type ${type}`);
    return walker.skip(GGUF_WIDTHS[type]);
  }
  if (depth > 4) throw new Error("lists are nested too deep in the header");
  const element = walker.u32(), length = walker.size();
  if (element in GGUF_WIDTHS) return walker.skip(GGUF_WIDTHS[element] * length);
  for (let index = 0; index < length; index += 1) skipValue(walker, element, depth + 1);
}

/** The header without what no estimate needs, where it would be too large to send. */
function slimmed(buffer, found) {
  const kept = found.entries.filter((entry) => !DROPPED.test(entry.key));
  const head = buffer.slice(0, found.start);
  const { wide, little } = found.walker;
  const view = new DataView(head);
  if (wide) view.setBigUint64(found.countAt, BigInt(kept.length), little); else view.setUint32(found.countAt, kept.length, little);
  return new Blob([head, ...kept.map((entry) => buffer.slice(entry.from, entry.to)), buffer.slice(found.tensorsAt, found.end)]);
}

/** The bytes of a file that the service needs to read it. */
async function fileHeader(file) {
  const first = new DataView(await file.slice(0, 8).arrayBuffer());
  if (first.byteLength < 8) throw new Error(`${file.name} is too short to be a model file.`);
  if (first.getUint32(0) !== 0x47475546) {
    const length = Number(first.getBigUint64(0, true));
    if (length > LARGEST_HEADER - 8 || length + 8 > file.size)
      throw new Error(`${file.name} is neither GGUF nor safetensors: it does not begin with either header.`);
    return file.slice(0, 8 + length);
  }
  for (let size = 1 << 20; ; size *= 4) {
    const buffer = await file.slice(0, size).arrayBuffer();
    try {
      const found = walkGGUF(buffer);
      return found.end <= LARGEST_HEADER / 2 ? file.slice(0, found.end) : slimmed(buffer, found);
    } catch (error) {
      if (!(error instanceof NeedMore)) throw error;
      if (size >= file.size || size > 256 << 20) throw new Error(`${file.name} ends inside its header.`);
    }
  }
}
