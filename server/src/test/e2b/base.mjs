// E2B's own client at a server: its address, its key, and the checks wanted if not all. Says "ok" or "failed" of each
// check, and at the end which public methods were not called.
import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { CommandExitError, NotFoundError, RateLimitError, Sandbox, SandboxNotFoundError, TimeoutError } from "e2b";
import { uncalled, watchClass, watchInstances } from "./calls.mjs";

const [address, key, ...only] = process.argv.slice(2);
Object.assign(process.env, { E2B_API_URL: address, E2B_SANDBOX_URL: address, E2B_API_KEY: key });

watchClass(Sandbox, "Sandbox");
watchInstances(Sandbox, "sandbox");

const s = await Sandbox.create("base", {
  timeoutMs: 120_000,
  metadata: { who: "mice & men", n: "1" },
  envs: { GREETING: "hello" },
});
for (const part of ["files", "commands", "pty", "git"]) watchInstances(s[part].constructor, part);

const eventually = async (what, within = 20_000) => {
  for (const end = Date.now() + within; ; await sleep(50)) {
    if (await what()) return;
    if (Date.now() > end) throw new Error(`not within ${within} ms: ${what}`);
  }
};

const checks = {
  async aCommandHasItsOutputErrorsAndEnd() {
    const it = await s.commands.run("echo $GREETING; echo wrong >&2; id -un; pwd");
    assert.deepEqual([it.stdout, it.stderr, it.exitCode], ["hello\nuser\n/home/user\n", "wrong\n", 0]);
    const own = await s.commands.run("echo $E2B_SANDBOX $E2B_SANDBOX_ID $E2B_TEMPLATE_ID");
    const noted = await s.commands.run("cd /run/e2b; echo $(cat .E2B_SANDBOX) $(cat .E2B_SANDBOX_ID) $(cat .E2B_TEMPLATE_ID)");
    assert.equal(noted.stdout, own.stdout);
    assert.equal(own.stdout, `true ${s.sandboxId} base\n`);
    await assert.rejects(s.commands.run("bash -c 'kill -9 $$'; exit $?"), e => e instanceof CommandExitError && e.exitCode === 137);
    await assert.rejects(s.commands.run("echo so; exit 7"), e => e instanceof CommandExitError && e.exitCode === 7 && e.stdout === "so\n");
    const big = await s.commands.run("seq 1 100000");
    assert.equal(big.stdout.length, 588_895);
  },
  async aCommandHasItsFolderVariablesAndUser() {
    const it = await s.commands.run("pwd; echo \"$WORD\"", { cwd: "/tmp", envs: { WORD: "ä \"q\" 'p' 多" }, user: "user" });
    assert.equal(it.stdout, "/tmp\nä \"q\" 'p' 多\n");
    await assert.rejects(s.commands.run("pwd", { cwd: "/nowhere" }), /cwd '\/nowhere' does not exist/);
    await assert.rejects(s.commands.run("id", { user: "root" }), /invalid username: 'root'/);
  },
  async aCommandThatTakesTooLongIsEnded() {
    await assert.rejects(s.commands.run("sleep 600", { timeoutMs: 500 }), TimeoutError);
    await eventually(async () => !(await s.commands.list()).some(it => (it.args ?? []).join(" ").includes("sleep 600")));
  },
  async aCommandInTheBackgroundIsListedAndKilled() {
    const it = await s.commands.run("sleep 601", { background: true });
    assert((await s.commands.list()).some(each => each.pid === it.pid));
    assert.equal(await s.commands.kill(it.pid), true);
    await assert.rejects(it.wait());
    assert.equal(await s.commands.kill(it.pid), false);
    assert.equal(await s.commands.kill(999_999), false);
    assert.equal((await s.commands.run("pgrep -fx 'sleep 601' || echo none")).stdout, "none\n");
  },
  async aCommandReadsWhatItIsTold() {
    assert.equal(s.commands.supportsStdinClose, true);
    const it = await s.commands.run("cat", { background: true, stdin: true });
    await s.commands.sendStdin(it.pid, "hü");
    await s.commands.sendStdin(it.pid, "!\n");
    await s.commands.closeStdin(it.pid);
    assert.equal((await it.wait()).stdout, "hü!\n");
  },
  async aCommandGoesOnWithoutItsClientAndIsHeardAgain() {
    const it = await s.commands.run("for i in 1 2 3 4 5 6 7 8; do echo $i; sleep 0.25; done", { background: true });
    await it.disconnect();
    const again = await s.commands.connect(it.pid);
    assert((await again.wait()).stdout.endsWith("7\n8\n"));
  },
  async commandsComeInGreatNumbers() {
    const many = await Promise.all(Array.from({ length: 60 }, (_, i) => s.commands.run(`echo ${i}`)));
    many.forEach((it, i) => assert.equal(it.stdout, `${i}\n`));
  },
  async tooManyProgramsAreRefusedAndNoneIsLost() {
    const own = await Sandbox.create("base", { timeoutMs: 60_000 });
    try {
      const all = await Promise.allSettled(
        Array.from({ length: 140 }, () => own.commands.run("sleep 300", { background: true })));
      const run = all.filter(it => it.status === "fulfilled");
      const refused = all.filter(it => it.status === "rejected");
      assert.equal(run.length, 128, `${run.length} run`);
      refused.forEach(it => assert(it.reason instanceof RateLimitError, String(it.reason)));
      assert.equal((await own.commands.list()).length, 128);
    } finally {
      await own.kill();
    }
  },
  async aTerminalIsTypedInResizedAndKilled() {
    let seen = "";
    const it = await s.pty.create({ cols: 80, rows: 24, onData: bytes => { seen += Buffer.from(bytes).toString(); } });
    await s.pty.sendInput(it.pid, Buffer.from("stty size; echo $((6*7))\n"));
    await eventually(() => seen.includes("24 80") && seen.includes("42"));
    await s.pty.resize(it.pid, { cols: 100, rows: 30 });
    await s.pty.sendInput(it.pid, Buffer.from("stty size\n"));
    await eventually(() => seen.includes("30 100"));
    await it.disconnect();
    let later = "";
    const again = await s.pty.connect(it.pid, { onData: bytes => { later += Buffer.from(bytes).toString(); } });
    await s.pty.sendInput(it.pid, Buffer.from("echo a''gain\n"));
    await eventually(() => later.includes("again"));
    assert.equal(await s.pty.kill(it.pid), true);
    await assert.rejects(again.wait());
  },
  async aFileIsWrittenAndRead() {
    const it = await s.files.write("a b.txt", "hällo");
    assert.equal(it.path, "/home/user/a b.txt");
    assert.equal(await s.files.read("a b.txt"), "hällo");
    assert.equal((await s.commands.run("cat 'a b.txt'")).stdout, "hällo");
    assert.equal(await s.files.read("a b.txt", { format: "bytes" }).then(b => Buffer.from(b).toString()), "hällo");
    assert.equal(await (await s.files.read("a b.txt", { format: "blob" })).text(), "hällo");
    assert.equal(await new Response(await s.files.read("a b.txt", { format: "stream" })).text(), "hällo");
    await s.files.write("empty", "");
    assert.equal(await s.files.read("empty"), "");
    assert.equal(await s.files.exists("a b.txt"), true);
    assert.equal(await s.files.exists("none"), false);
    await assert.rejects(s.files.read("none"), NotFoundError);
  },
  async bytesStayWhatTheyAre() {
    const bytes = new Uint8Array(3 << 20).map((_, i) => (i * 31) >> 3);
    await s.files.write("bytes", new Blob([bytes]));
    assert.deepEqual(Buffer.from(await s.files.read("bytes", { format: "bytes" })), Buffer.from(bytes));
    const sum = (await s.commands.run("wc -c < bytes")).stdout;
    assert.equal(sum.trim(), String(bytes.length));
  },
  async manyFilesAreWrittenAtOnce() {
    await s.files.write([{ path: "many/1.txt", data: "one" }, { path: "/home/user/many/2.txt", data: "two" }]);
    const more = await s.files.writeFiles([{ path: "many/3.txt", data: "three" }]);
    assert.equal(more[0].path, "/home/user/many/3.txt");
    assert.equal((await s.commands.run("cat many/*")).stdout, "onetwothree");
  },
  async foldersAreMadeListedMovedAndRemoved() {
    assert.equal(await s.files.makeDir("d/e"), true);
    assert.equal(await s.files.makeDir("d/e"), false);
    await s.files.write("d/x", "1");
    assert.deepEqual((await s.files.list("d")).map(it => `${it.name} ${it.type}`).sort(), ["e dir", "x file"]);
    assert((await s.files.list(".", { depth: 2 })).some(it => it.path === "/home/user/d/x"));
    assert.equal((await s.files.rename("d/x", "d/y")).path, "/home/user/d/y");
    const info = await s.files.getInfo("d/y");
    assert.deepEqual([info.type, Number(info.size), info.owner], ["file", 1, "user"]);
    await s.files.remove("d");
    assert.equal(await s.files.exists("d"), false);
    await assert.rejects(s.files.list("d"), NotFoundError);
  },
  async aFolderIsWatched() {
    await s.files.makeDir("w");
    const seen = [];
    const it = await s.files.watchDir("w", event => seen.push(`${event.type} ${event.name}`), { recursive: true });
    await s.files.write("w/f", "x");
    await eventually(() => seen.includes("write f"));
    await s.files.makeDir("w/sub");
    await eventually(() => seen.includes("create sub"));
    // Who watches learns of a new folder a moment after it is there.
    await eventually(async () => {
      await s.files.write("w/sub/g", "x");
      return seen.some(event => event.endsWith("sub/g"));
    });
    await s.files.rename("w/f", "w/h");
    await eventually(() => seen.includes("rename f"));
    await s.files.remove("w/h");
    await eventually(() => seen.includes("remove h"));
    await it.stop();
  },
  async aSignedAddressIsGoodForOneFileAndForItsTime() {
    await s.files.write("signed.txt", "mine");
    const door = new URL(process.env.E2B_SANDBOX_URL);
    const at = url => new URL(url.replace(/^https?:\/\/[^/]*/, ""), door);
    const down = at(await s.downloadUrl("signed.txt", { useSignatureExpiration: 60 }));
    assert.equal(await (await fetch(down)).text(), "mine");
    down.searchParams.set("path", "bytes");
    assert.equal((await fetch(down)).status, 401);
    const over = at(await s.downloadUrl("signed.txt", { useSignatureExpiration: -5 }));
    assert.equal((await fetch(over)).status, 401);
    const form = new FormData();
    form.append("file", new Blob(["yours"]), "whatever");
    const up = await fetch(at(await s.uploadUrl("up.txt")), { method: "POST", body: form });
    assert.equal(up.status, 200);
    assert.equal(await s.files.read("up.txt"), "yours");
  },
  async itIsListedFoundAndDescribed() {
    const info = await s.getInfo();
    assert.deepEqual([info.sandboxId, info.state, info.metadata], [s.sandboxId, "running", { who: "mice & men", n: "1" }]);
    assert.equal((await Sandbox.getFullInfo(s.sandboxId)).sandboxId, s.sandboxId);
    const found = async query => (await Sandbox.list({ query }).nextItems()).map(it => it.sandboxId);
    assert.deepEqual(await found({ metadata: { who: "mice & men" } }), [s.sandboxId]);
    assert.deepEqual(await found({ metadata: { who: "cats" } }), []);
    assert.deepEqual(await found({ state: ["paused"] }), []);
    assert.equal(await s.isRunning(), true);
    assert.equal(s.getHost(8080), `8080-${s.sandboxId}.${s.sandboxDomain}`);
    const metrics = await s.getMetrics();
    assert(metrics[0].cpuCount > 0 && metrics[0].memTotal > 0);
    const hour = 3_600_000;
    assert.equal((await s.getMetrics({ start: new Date(Date.now() - hour), end: new Date() })).length, 1);
    assert.equal((await s.getMetrics({ start: new Date(0), end: new Date(Date.now() - hour) })).length, 0);
  },
  async listsComeInPages() {
    const more = await Promise.all([1, 2].map(() => Sandbox.create("base", { metadata: { page: "yes" }, timeoutMs: 60_000 })));
    const pages = Sandbox.list({ limit: 1, query: { metadata: { page: "yes" } } });
    const seen = [];
    while (pages.hasNext) seen.push(...(await pages.nextItems()).map(it => it.sandboxId));
    assert.deepEqual(seen.sort(), more.map(it => it.sandboxId).sort());
    for (const it of more) assert.equal(await Sandbox.kill(it.sandboxId), true);
  },
  async itsTimeIsSetAndConnectingOnlyMakesItLonger() {
    await s.setTimeout(300_000);
    const left = async () => (await s.getInfo()).endAt.getTime() - Date.now();
    assert(Math.abs((await left()) - 300_000) < 30_000);
    const again = await Sandbox.connect(s.sandboxId, { timeoutMs: 60_000 });
    assert.equal((await again.commands.run("echo again")).stdout, "again\n");
    assert((await left()) > 200_000);
    await s.connect({ timeoutMs: 600_000 });
    assert((await left()) > 500_000);
  },
  async itStandsStillAndGoesOnWhereItWas() {
    const own = await Sandbox.create("base", { timeoutMs: 60_000 });
    const id = own.sandboxId;
    const it = await own.commands.run("i=0; while :; do i=$((i+1)); echo $i > n; sleep 0.02; done", { background: true });
    const end = it.wait().then(() => "well", e => e);
    await eventually(() => own.files.exists("n"));
    assert.equal(await own.pause(), true);
    assert((await end) instanceof Error);
    assert.equal(await own.isRunning(), false);
    assert.equal((await Sandbox.getInfo(id)).state, "paused");
    const paused = await Sandbox.list({ query: { state: ["paused"] } }).nextItems();
    assert.deepEqual(paused.map(each => each.sandboxId), [id]);
    assert.equal(await Sandbox.pause(id), false);
    assert.equal(await Sandbox.betaPause(id), false);
    await assert.rejects(own.commands.run("ls"), SandboxNotFoundError);
    await assert.rejects(Sandbox.setTimeout(id, 1000), /409/);
    const again = await Sandbox.connect(id, { timeoutMs: 60_000 });
    assert((await again.commands.list()).some(each => each.pid === it.pid));
    const before = await again.files.read("n");
    await eventually(async () => (await again.files.read("n")) !== before);
    assert.equal(await again.betaPause(), true);
    await again.connect();
    assert.equal((await again.getInfo()).state, "running");
    await again.kill();
    const left = await Sandbox.create("base", { timeoutMs: 1000, lifecycle: { onTimeout: "pause" } });
    await eventually(async () => (await left.getInfo()).state === "paused");
    assert.equal(await left.kill(), true);
    const waking = await Sandbox.create("base", { timeoutMs: 1000, lifecycle: { onTimeout: "pause", autoResume: true } });
    await eventually(async () => (await waking.getInfo()).state === "paused");
    assert.equal((await waking.commands.run("echo awake")).stdout, "awake\n");
    assert.equal((await waking.getInfo()).state, "running");
    await assert.rejects(waking.pause({ keepMemory: false }), /501/);
    assert.equal(await waking.kill(), true);
  },
  async gitWorksInIt() {
    const { git } = s;
    await s.commands.run("git init -q --bare -b main origin.git");
    await git.init("repo", { initialBranch: "main" });
    await git.configureUser("Brie", "brie@cheese.example");
    await git.setConfig("pull.rebase", "false");
    assert.equal(await git.getConfig("user.name"), "Brie");
    await git.remoteAdd("repo", "origin", "/home/user/origin.git");
    assert.equal(await git.remoteGet("repo", "origin"), "/home/user/origin.git");
    await s.files.write("repo/a.txt", "a\n");
    await git.add("repo");
    await git.commit("repo", "Add a");
    await git.push("repo", { remote: "origin", branch: "main", setUpstream: true });
    await git.createBranch("repo", "side");
    await git.checkoutBranch("repo", "main");
    assert.deepEqual((await git.branches("repo")).branches.sort(), ["main", "side"]);
    await git.deleteBranch("repo", "side");
    await s.files.write("repo/a.txt", "b\n");
    assert.equal((await git.status("repo")).isClean, false);
    await git.restore("repo", { paths: ["a.txt"] });
    assert.equal((await git.status("repo")).isClean, true);
    await git.reset("repo", { mode: "hard", target: "HEAD" });
    await git.clone("/home/user/origin.git", { path: "copy" });
    assert.equal(await s.files.read("copy/a.txt"), "a\n");
    await git.pull("repo", { remote: "origin", branch: "main" });
    await git.dangerouslyAuthenticate({ username: "brie", password: "cheddar", host: "git.example" });
  },
  async whatIsNotThereIsRefusedInE2BsWords() {
    await assert.rejects(Sandbox.create("base", { network: { denyOut: ["8.8.8.8"] } }), /501: this server does not do network.denyOut/);
    await assert.rejects(Sandbox.create("none"), /404: template 'none' not found/);
    await assert.rejects(Sandbox.create("base", { apiKey: "e2b_00" }), e => e.name === "AuthenticationError");
    await assert.rejects(Sandbox.connect("inone"), SandboxNotFoundError);
    assert.equal(await Sandbox.kill("inone"), false);
    await assert.rejects(Sandbox.setTimeout("inone", 1000), SandboxNotFoundError);
  },
  async itEndsAtItsTime() {
    const short = await Sandbox.create("base", { timeoutMs: 1000 });
    await eventually(async () => !(await short.isRunning()));
    await assert.rejects(short.getInfo(), SandboxNotFoundError);
  },
  async whatRanInItBreaksOffWithIt() {
    const own = await Sandbox.create("base", { timeoutMs: 60_000 });
    const it = await own.commands.run("sleep 602", { background: true });
    const end = it.wait().then(() => "well", e => e);
    assert.equal(await own.kill(), true);
    assert((await end) instanceof TimeoutError);
    assert.equal(await own.isRunning(), false);
    await assert.rejects(own.commands.run("ls"), e => /probably not running|not found|terminated/i.test(e.message));
  },
};

for (const [name, check] of Object.entries(checks)) {
  if (only.length && !only.includes(name)) continue;
  const since = Date.now();
  try {
    await check();
    console.log("ok", name, Date.now() - since);
  } catch (e) {
    console.log("failed", name, JSON.stringify(String(e.stack ?? e)));
  }
}
await s.kill();
console.log("uncalled", uncalled().join(" "));
console.log("end");
process.exit(0);
