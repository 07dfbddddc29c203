// Every public method of E2B's desktop client against a server of ours, with what it did looked at
// from another side. Says "check NAME ok" or "check NAME failed: ..." for each, then "done".
//   node desktop.mjs URL TOKEN
import assert from "node:assert/strict";
import { Sandbox as Plain } from "e2b";
import { uncalled, watchAll } from "./calls.mjs";
import { pixels } from "./pixels.mjs";

const [url, token] = process.argv.slice(2);
Object.assign(process.env, { E2B_API_KEY: token, E2B_API_URL: url, E2B_SANDBOX_URL: url });
const { CommandExitError, E2B, Sandbox } = await import("@e2b/desktop");

// What the desktop's class adds to the plain one's.
watchAll(Sandbox, Plain, "Sandbox");
watchAll(Sandbox.prototype, Plain.prototype, "sandbox");

const WALLPAPER = "2b3440";
const PATIENCE = 25_000;
const TIME = { timeoutMs: 240_000 };

/** What is waited for comes at some time, however busy the machine is. */
async function until(what, look) {
  console.log(`waits for ${what}`);
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await look().catch((error) => {
      if (Date.now() > end) throw error;
    });
    if (found) return found;
    assert(Date.now() < end, `${what} did not come`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

const windowOf = (desktop, name) =>
  until(`the window ${name}`, async () =>
    (await desktop.commands.run(`xdotool search --onlyvisible --name '${name}'`)).stdout
      .trim()
      .split("\n")
      .pop(),
  );

const api = async (path) => {
  const answer = await fetch(url + path, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(answer.status, 200, path);
  return answer;
};

const openDesktops = async () => (await (await api("/api/desktops")).json()).items;

/** A request to a port of the sandbox, made in there; what `reader` reads of the answer. */
async function inside(desktop, port, request, reader = "cat") {
  const line = `exec 3<>/dev/tcp/127.0.0.1/${port}; printf '${request}' >&3; { ${reader}; } <&3 | base64 -w0`;
  return Buffer.from((await desktop.commands.run(line)).stdout, "base64").toString("latin1");
}

let desktop;
const checks = {
  async create() {
    desktop = await Sandbox.create(TIME);
    watchAll(Object.getPrototypeOf(desktop.stream), Object.prototype, "stream");
    assert.deepEqual(await desktop.getScreenSize(), { width: 1024, height: 768 });
    assert.deepEqual(await desktop.getCursorPosition(), { x: 512, y: 384 });
  },

  async shownByTheServer() {
    const [shown, ...others] = await openDesktops();
    assert.deepEqual(others, []);
    await desktop.commands.run("exec xterm -geometry +0+0 -e sleep 600", { background: true });
    await until("the window in the server's own picture", async () => {
      const picture = await api(`/api/desktops/${shown.id}/screenshot?format=png`);
      const { width, at } = pixels(Buffer.from(await picture.arrayBuffer()));
      return width === 1024 && at(100, 200) === "12171e" && at(100, 700) === WALLPAPER;
    });
    await desktop.commands.run("pkill -x xterm");
  },

  async pointer() {
    const log = "/tmp/pointer.log";
    await desktop.commands.run(
      `exec stdbuf -oL xev -name Target -geometry 300x200+500+100 -event button -event mouse >${log}`,
      { background: true },
    );
    await windowOf(desktop, "Target");
    const heard = async () => {
      // An event's kind, its place on the screen and its button, in one line.
      const text = (await desktop.files.read(log)).replace(/\n +/g, " ");
      const events = text.matchAll(
        /(Button\w+|Motion\w+) event.*?root:\((\d+),(\d+)\),? state (\w+),(?: button (\d))?/g,
      );
      return [...events].map(([, kind, x, y, state, button]) => ({
        kind: kind.replace("Notify", ""),
        place: `${x},${y}`,
        held: state,
        button: Number(button ?? 0),
      }));
    };
    const presses = async () =>
      (await heard()).filter((one) => one.kind === "ButtonPress").map((one) => one.button);

    await desktop.moveMouse(600, 200);
    await desktop.moveMouse(600, 200);
    assert.deepEqual(await desktop.getCursorPosition(), { x: 600, y: 200 });
    await desktop.leftClick();
    await desktop.rightClick(610, 210);
    await desktop.middleClick(620, 220);
    await desktop.doubleClick(630, 230);
    await desktop.scroll("up", 3);
    await desktop.scroll("down");
    await desktop.scroll();
    const all = [1, 3, 2, 1, 1, 4, 4, 4, 5, 5];
    await until("every press", async () => (await presses()).length >= all.length);
    assert.deepEqual(await presses(), all);
    const places = (await heard()).filter((one) => one.kind === "ButtonPress");
    assert.deepEqual(
      places.slice(0, 4).map((one) => one.place),
      ["600,200", "610,210", "620,220", "630,230"],
    );

    await desktop.mousePress("middle");
    await desktop.mouseRelease("middle");
    await desktop.drag([640, 240], [660, 250]);
    await until("the end of the drag", async () =>
      (await heard()).some((one) => one.kind === "ButtonRelease" && one.place === "660,250"),
    );
    const after = (await heard()).slice(-3);
    assert.deepEqual(
      after.map((one) => `${one.kind} ${one.place} ${one.button}`),
      ["ButtonPress 640,240 1", "Motion 660,250 0", "ButtonRelease 660,250 1"],
    );
    assert.equal(after[1].held, "0x100");
    assert.equal((await presses()).at(-2), 2);
  },

  async screenshot() {
    const window = await windowOf(desktop, "Target");
    const bare = pixels(Buffer.from(await desktop.screenshot()));
    assert.deepEqual([bare.width, bare.height], [1024, 768]);
    assert.notEqual(bare.at(700, 250), WALLPAPER, "the window's place");
    assert.equal(bare.at(200, 600), WALLPAPER, "beside the window");
    await desktop.commands.run(`xdotool windowkill ${window}`);
    await until("the window's end", async () => {
      const blob = await desktop.screenshot("blob");
      return pixels(Buffer.from(await blob.arrayBuffer())).at(700, 250) === WALLPAPER;
    });
    const stream = await desktop.screenshot("stream");
    assert.equal(pixels(Buffer.from(await new Response(stream).arrayBuffer())).width, 1024);
    await until("the end of its files", async () => {
      const names = (await desktop.files.list("/tmp")).map((one) => one.name);
      return !names.some((name) => name.startsWith("screenshot-"));
    });
  },

  async keyboard() {
    await desktop.commands.run(`exec xterm -T 'To type into' -e sh -c 'cat >/tmp/typed'`, {
      background: true,
    });
    const window = await windowOf(desktop, "To type into");
    await until("the focus", async () => (await desktop.getCurrentWindowId()) === window);
    const text = `it's $HOME & "quoted" | \`x\` \\ ~ {}; äß€ 日✓😀`;
    await desktop.write(`${text}\n`, { chunkSize: 10, delayInMs: 10 });
    await desktop.write("with its own pace");
    await desktop.press("backspace");
    await desktop.press(["shift", "E"]);
    await desktop.press("enter");
    await desktop.press(["ctrl", "d"]);
    const wanted = `${text}\nwith its own pacE\n`;
    await until("what was typed", async () => {
      const typed = await desktop.files.read("/tmp/typed");
      return typed.length >= wanted.length;
    });
    assert.equal(await desktop.files.read("/tmp/typed"), wanted);
  },

  async windows() {
    await desktop.launch("xterm");
    const window = await until("xterm's window", async () =>
      (await desktop.getApplicationWindows("xterm")).at(-1),
    );
    await until("the focus", async () => (await desktop.getCurrentWindowId()) === window);
    await desktop.write("printf '\\033]0;A name of its own\\007'\n", {
      chunkSize: 25,
      delayInMs: 5,
    });
    await until("its title", async () =>
      (await desktop.getWindowTitle(window)).includes("A name of its own"),
    );
    await assert.rejects(desktop.getApplicationWindows("nobody"), CommandExitError);
  },

  async programs() {
    await desktop.files.write("note.txt", "words in a note");
    await desktop.open("note.txt");
    await windowOf(desktop, "note.txt");
    await desktop.launch("pcmanfm", "/var/tmp");
    await windowOf(desktop, "^tmp$");
    await desktop.files.write(
      "page.html",
      "<title>A page</title><body style='background:#00ff00'>",
    );
    await desktop.open("/home/user/page.html");
    await windowOf(desktop, "A page");
    await until(
      "the page's colour",
      async () => pixels(Buffer.from(await desktop.screenshot())).at(500, 500) === "00ff00",
    );
  },

  async stream() {
    assert.throws(() => desktop.stream.getUrl(), /not running/);
    await desktop.stream.start();
    await assert.rejects(desktop.stream.start(), /already running/);
    const page = new URL(desktop.stream.getUrl({ viewOnly: true, resize: "off" }));
    assert.equal(page.pathname, "/vnc.html");
    assert.equal(page.search, "?autoconnect=true&view_only=true&resize=off");
    assert(page.host.startsWith(`6080-${desktop.sandboxId}.`));
    assert.throws(() => desktop.stream.getAuthKey(), /auth key/);
    const html = await inside(
      desktop,
      6080,
      `GET ${page.pathname}${page.search} HTTP/1.1\\r\\n\\r\\n`,
    );
    assert.match(html, /^HTTP\/1.1 200 OK\r\n[^]*vnc\.js/);
    // The first line of what is behind it.
    const screen = 'until [[ $line = *RFB* ]]; do read -r line; echo "$line"; done';
    const upgrade =
      "GET /websockify HTTP/1.1\\r\\nUpgrade: websocket\\r\\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\\r\\n\\r\\n";
    assert.match(await inside(desktop, 6080, upgrade, screen), /101 [^]*RFB 003\.008\n$/);
    const kinds = () => inside(desktop, 5900, "RFB 003.008\\n", "head -c 14 | tail -c 2");
    assert.equal(await kinds(), "\x01\x01", "open inside the sandbox");
    await desktop.stream.stop();
    await until("its end", async () =>
      desktop.commands.run("pgrep -x x11vnc").then(
        () => false,
        () => true,
      ),
    );
    await desktop.stream.start({ requireAuth: true });
    const key = desktop.stream.getAuthKey();
    assert.match(key, /^\w{16}$/);
    assert(desktop.stream.getUrl({ authKey: key }).endsWith(`password=${key}`));
    assert.equal(await kinds(), "\x01\x02", "a password is asked for");
    const ports = (await desktop.commands.run("netstat -tln")).stdout;
    assert(!/(0\.0\.0\.0|::):(5900|6080) /.test(ports), ports);
    await desktop.commands.run(
      "exec xterm -T 'Behind it' -bg '#ff00ff' -geometry 200x80+0+0 -e sh -c 'cat >/tmp/streamed'",
      { background: true },
    );
    const window = await windowOf(desktop, "Behind it");
    await until("the focus", async () => (await desktop.getCurrentWindowId()) === window);
    console.log(`look ${desktop.stream.getUrl({ authKey: key })}`);
    await new Promise((resolve) => process.stdin.once("data", resolve));
    await until("what was typed in the browser", async () =>
      (await desktop.files.read("/tmp/streamed")).includes("through the stream\n"),
    );
    await desktop.stream.stop();
  },

  async streamOfOneWindow() {
    await assert.rejects(desktop.stream.start({ windowId: "1" }), CommandExitError);
    assert.match(await desktop.files.read("/tmp/x11vnc_stderr.log"), /whole screen/);
  },

  async waiting() {
    const began = Date.now();
    await desktop.wait(300);
    assert(Date.now() - began >= 300);
    assert.equal(await desktop.waitAndVerify("echo yes", (it) => it.stdout === "yes\n"), true);
    assert.equal(await desktop.waitAndVerify("false", () => true, 0.2, 0.1), false);
    await desktop.startXfce4();
    const sessions = (await desktop.commands.run("pgrep -xc xfce4-session")).stdout;
    assert.equal(sessions, "1\n");
  },

  async connect() {
    const again = await Sandbox.connect(desktop.sandboxId, TIME);
    await again.moveMouse(33, 44);
    assert.deepEqual(await desktop.getCursorPosition(), { x: 33, y: 44 });
    await desktop.kill();
    await assert.rejects(again.getScreenSize());
  },

  async createWithOptions() {
    const client = new E2B({ apiKey: token, apiUrl: url, sandboxUrl: url });
    const other = await client.Sandbox.create("desktop", {
      ...TIME,
      resolution: [1100, 620],
      dpi: 120,
      display: ":3",
      envs: { GREETING: "hello" },
    });
    assert.deepEqual(await other.getScreenSize(), { width: 1100, height: 620 });
    assert.equal((await other.commands.run("echo $DISPLAY $GREETING")).stdout, ":3 hello\n");
    const words = (await other.commands.run("xdpyinfo | grep resolution")).stdout;
    assert.match(words, /12\dx12\d dots/);
    const [{ size }] = await openDesktops();
    assert.deepEqual(size, { width: 1100, height: 620 });
    await other.kill();
  },

  async nothingWasLeftOut() {
    assert.deepEqual(uncalled(), []);
  },
};

for (const [name, check] of Object.entries(checks)) {
  const began = Date.now();
  console.log(`begins ${name}`);
  try {
    await check();
    console.log(`check ${name} ok ${Date.now() - began} ms`);
  } catch (error) {
    console.log(`check ${name} failed: ${String(error?.stack ?? error).replaceAll("\n", " | ")}`);
  }
}
console.log("done");
process.exit(0);
