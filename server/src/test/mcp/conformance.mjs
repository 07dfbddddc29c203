// The official conformance suite against a server: conformance.mjs PORT TOKEN
// The suite cannot send a token, so it talks to a proxy that adds it and changes nothing else.
import { spawn } from "node:child_process";
import http from "node:http";

const [port, token] = process.argv.slice(2);
const folder = import.meta.dirname;

const proxy = http.createServer((request, response) => {
  const onward = http.request(
    {
      host: "127.0.0.1",
      port,
      path: request.url,
      method: request.method,
      headers: { ...request.headers, authorization: `Bearer ${token}` },
    },
    answer => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    },
  );
  onward.on("error", () => response.destroy());
  response.on("close", () => onward.destroy());
  request.pipe(onward);
});

proxy.listen(0, "127.0.0.1", () => {
  const suite = spawn(
    process.execPath,
    [
      `${folder}/node_modules/@modelcontextprotocol/conformance/dist/index.js`,
      "server",
      "--url",
      `http://127.0.0.1:${proxy.address().port}/mcp`,
      "--suite",
      "all",
      "--expected-failures",
      `${folder}/conformance.yml`,
    ],
    { cwd: folder, stdio: ["ignore", "inherit", "inherit"] },
  );
  suite.on("exit", code => {
    console.log(`exit ${code}`);
    process.exit();
  });
});
