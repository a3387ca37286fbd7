// Evaluates modules with OPA's JavaScript SDK, for as long as lines come in. A line is
//   {"id": …, "module": base64, "data": "JSON text", "questions": [{"entrypoint": …, "input": "JSON text"}, …]}
// and for each there comes out, in the same order,
//   {"id": …, "answers": [{"results": "JSON text"} or {"error": message}, …]}
// A question without input leaves it undefined; "term" in its place is a value that JSON does not have.
// Values go in and out as text: JavaScript's own numbers are doubles.
import { createInterface } from "node:readline";
import opa from "@open-policy-agent/opa-wasm";

console.log = console.error; // what policies print: the answers are all that is on stdout

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const json = (text) => encoder.encode(text).buffer;

// The SDK gives results as JavaScript's values. This sees where in the memory it reads them from.
function recording(policy) {
  const exports = { ...policy.wasmInstance.exports };
  const { opa_eval: evaluate } = exports;
  let address = 0;
  exports.opa_eval = (...args) => (address = evaluate(...args));
  policy.wasmInstance = { exports };
  return () => text(policy, address);
}

function text(policy, address) {
  const bytes = new Uint8Array(policy.mem.buffer);
  return decoder.decode(bytes.subarray(address, bytes.indexOf(0, address)));
}

// The SDK takes JSON alone; the ABI takes terms too, step by step.
function evaluateTerm(policy, term, entrypoint) {
  const { exports } = policy.wasmInstance;
  exports.opa_heap_ptr_set(policy.dataHeapPtr);
  const bytes = encoder.encode(term);
  const address = exports.opa_malloc(bytes.length);
  new Uint8Array(policy.mem.buffer).set(bytes, address);
  const input = exports.opa_value_parse(address, bytes.length);
  if (input === 0) {
    throw "the input is no term";
  }
  const context = exports.opa_eval_ctx_new();
  exports.opa_eval_ctx_set_input(context, input);
  exports.opa_eval_ctx_set_data(context, policy.dataAddr);
  exports.opa_eval_ctx_set_entrypoint(context, policy.entrypoints[entrypoint]);
  exports.eval(context);
  return text(policy, exports.opa_json_dump(exports.opa_eval_ctx_get_result(context)));
}

function answer(policy, results, { entrypoint, input, term }) {
  try {
    if (term !== undefined) {
      return { results: evaluateTerm(policy, term, entrypoint) };
    }
    policy.evaluate(input === undefined ? undefined : json(input), entrypoint);
    return { results: results() };
  } catch (error) {
    return { error: message(error) };
  }
}

// What a policy aborts with is thrown as a string, for which the SDK takes each byte for a character.
const message = (error) =>
  typeof error === "string"
    ? decoder.decode(Uint8Array.from(error, (byte) => byte.charCodeAt(0)))
    : String(error?.stack ?? error?.message ?? error);

async function evaluate({ module, data, questions }) {
  try {
    const policy = await opa.loadPolicy(Buffer.from(module, "base64"), { initial: 16 });
    policy.setData(json(data));
    const results = recording(policy);
    return questions.map((question) => answer(policy, results, question));
  } catch (error) {
    return questions.map(() => ({ error: message(error) }));
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = JSON.parse(line);
  const answers = await evaluate(request);
  process.stdout.write(JSON.stringify({ id: request.id, answers }) + "\n");
}
