// Evaluates requests with OPA's JavaScript SDK: node evaluate.mjs MODULE DATA REQUESTS
// REQUESTS has one {"entrypoint": …, "input": "JSON text"} a line; one result set a line comes out.
// Data and inputs go in as text: JavaScript's own numbers are doubles.
import { readFileSync } from "node:fs";
import opa from "@open-policy-agent/opa-wasm";

const json = (text) => new TextEncoder().encode(text).buffer;

const [module, data, requests] = process.argv.slice(2);
const policy = await opa.loadPolicy(readFileSync(module), { initial: 16 });
policy.setData(json(readFileSync(data, "utf8")));
for (const line of readFileSync(requests, "utf8").split("\n")) {
  if (line.trim() !== "") {
    const { entrypoint, input } = JSON.parse(line);
    console.log(JSON.stringify(policy.evaluate(json(input), entrypoint)));
  }
}
