// The official TypeScript SDK's client at a real desktop.
//   client.mjs http URL TOKEN           opens a desktop, types on it, reads back; has a job done
//   client.mjs stdio COMMAND ARGUMENT*  goes on at that desktop, also when the server is replaced
import { once } from "node:events";
import { createInterface } from "node:readline";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

const [way, where, ...rest] = process.argv.slice(2);
const client = new Client({ name: "cheddar", version: "1" });
const say = (...words) => console.log(words.join(" "));
const pause = () => new Promise(resolve => setTimeout(resolve, 100));

async function call(name, args = {}, options = {}) {
  const result = await client.callTool({ name, arguments: args }, undefined, options);
  const words = result.content.find(it => it.type === "text")?.text ?? "";
  return { ...result, words, image: result.content.find(it => it.type === "image") };
}

async function appears(path) {
  for (let i = 0; i < 200; i++) {
    const file = await call("read_file", { path });
    if (!file.isError) return file.words;
    await pause();
  }
  throw new Error(`${path} does not appear`);
}

async function typeOnADesktop() {
  const { tools } = await client.listTools();
  say("tools", tools.length);
  const opened = await call("open_desktop");
  const picture = Buffer.from(opened.image.data, "base64");
  say("picture", opened.image.mimeType, picture.readUInt16BE(0).toString(16), opened.structuredContent.width);
  await call("run_command", {
    command: "setsid /opt/manyhands/bin/terminal -e sh -c 'touch ready; cat > typed.txt' > /dev/null 2>&1 &",
  });
  await appears("ready");
  await call("screenshot");
  let typed = await call("type_text", { text: "many hands 多手\n" });
  // The window may still be coming up: then the answer has the fresh screen.
  if (typed.isError) typed = await call("type_text", { text: "many hands 多手\n" });
  say("typed", typed.isError ? typed.words : "yes");
  await call("press_key", { keys: "ctrl+d", screenshot: false });
  for (let i = 0; i < 100 && (await appears("typed.txt")) === ""; i++) await pause();
  say("read", await appears("typed.txt"));
  const wrong = await call("click", { x: 5000, y: 1 });
  say("wrong", wrong.isError, wrong.words);
}

// The command ends with its call: nothing of it is left on the desktop.
async function takeBack() {
  const stop = new AbortController();
  const command = "echo $$ > started.txt; sleep 299 & sleep 300; touch late.txt";
  const running = call("run_command", { command, timeout_seconds: 300 }, { signal: stop.signal });
  const failed = running.then(() => "answered", e => e.message);
  await appears("started.txt");
  const look = "pgrep -f 'sleep 29[9]|sleep 30[0]' | wc -l";
  async function sleeping(enough) {
    let many = "";
    for (let i = 0; i < 100 && !enough(many); i++) {
      if (many !== "") await pause();
      many = (await call("run_command", { command: look })).structuredContent.stdout.trim();
    }
    return many;
  }
  // One is the shell's that has both words in its command.
  say("sleeping", await sleeping(many => Number(many) >= 3));
  stop.abort("enough");
  say("cancelled", await failed);
  say("left", await sleeping(many => many === "0"));
}

async function haveAJobDone() {
  const progress = [];
  const done = await call(
    "start_session",
    { prompt: "Open a terminal and run 'echo brie > cheese.txt'.", agents: 1, model: "scripted", wait_seconds: 60 },
    { onprogress: it => progress.push(it.progress), resetTimeoutOnProgress: true },
  );
  const growing = progress.every((it, i) => i === 0 || it > progress[i - 1]);
  say("job", done.structuredContent.status, progress.length > 1 && growing);
  const link = done.content.find(it => it.type === "resource_link");
  const { contents } = await client.readResource({ uri: link.uri });
  say("artifact", link.name, contents[0].text.trim());
}

async function goOn() {
  const lines = createInterface({ input: process.stdin });
  say("read", await appears("typed.txt"));
  await once(lines, "line");
  say("again", await appears("typed.txt"));
  lines.close();
}

if (way === "http") {
  const headers = { Authorization: `Bearer ${rest[0]}` };
  await client.connect(new StreamableHTTPClientTransport(new URL(where), { requestInit: { headers } }));
  await typeOnADesktop();
  await takeBack();
  await haveAJobDone();
} else {
  await client.connect(new StdioClientTransport({ command: where, args: rest, stderr: "inherit" }));
  await goOn();
}
await client.close();
say("closed");
process.exit();
