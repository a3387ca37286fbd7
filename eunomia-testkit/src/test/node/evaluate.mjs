// Evaluates requests with OPA's JavaScript SDK: node evaluate.mjs MODULE DATA REQUESTS
// REQUESTS has one {"entrypoint": …, "input": …} a line; one result set a line comes out.
import { readFileSync } from "node:fs";
import opa from "@open-policy-agent/opa-wasm";

const [module, data, requests] = process.argv.slice(2);
const policy = await opa.loadPolicy(readFileSync(module), { initial: 16 });
policy.setData(JSON.parse(readFileSync(data, "utf8")));
for (const line of readFileSync(requests, "utf8").split("\n")) {
  if (line.trim() !== "") {
    const { entrypoint, input } = JSON.parse(line);
    console.log(JSON.stringify(policy.evaluate(input, entrypoint)));
  }
}
