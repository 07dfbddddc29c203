import { describe, expect, it } from "vitest";
import { Offline, Refused } from "@/api/rest";
import { Link, ofClose, type LineEvents, type LinkState } from "./link";

/** A server to connect to, a clock to turn, and everything that was done. */
class World {
  now = 0;
  prepared = 0;
  open = 0;
  most = 0;
  fails: unknown = null;
  hangs = false;
  events: LineEvents | null = null;
  states: LinkState["is"][] = [];
  private timers: { at: number; then: () => void }[] = [];
  readonly link = new Link(
    {
      prepare: async (signal) => {
        this.prepared++;
        if (this.hangs) {
          await new Promise((_, no) => signal.addEventListener("abort", () => no(new Error())));
        }
        if (this.fails !== null) throw this.fails;
        return (events) => {
          this.open++;
          this.most = Math.max(this.most, this.open);
          this.events = events;
          return { close: () => void this.open-- };
        };
      },
      answers: async () => !this.hangs,
      later: (millis, then) => {
        const timer = { at: this.now + millis, then };
        this.timers.push(timer);
        return () => (this.timers = this.timers.filter((it) => it !== timer));
      },
    },
    (state) => this.states.push(state.is),
  );

  async pass(millis: number): Promise<void> {
    const until = this.now + millis;
    await settle();
    for (;;) {
      const next = this.timers.filter((it) => it.at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.now = next.at;
      this.timers = this.timers.filter((it) => it !== next);
      next.then();
      await settle();
    }
    this.now = until;
  }

  async connect(): Promise<void> {
    this.link.wake();
    await this.pass(0);
    this.events!.live();
  }

  lose(code = 1006): void {
    this.events!.closed(code);
  }
}

async function settle() {
  for (let i = 0; i < 8; i++) await Promise.resolve();
}

describe("a link to a screen", () => {
  it("connects once, however often it is woken", async () => {
    const world = new World();
    await world.connect();
    world.link.wake();
    await world.pass(60_000);
    expect(world.states).toEqual(["connecting", "live"]);
    expect([world.prepared, world.open]).toEqual([1, 1]);
  });

  it("connects again by itself, with a new ticket, never two at once", async () => {
    const world = new World();
    await world.connect();
    for (let i = 0; i < 5; i++) {
      await world.pass(5_000);
      world.lose();
      expect(world.link.state.is).toBe("waiting");
      await world.pass(200);
      world.events!.live();
    }
    expect(world.prepared).toBe(6);
    expect(world.most).toBe(1);
  });

  it("is back within three seconds of the network, however long it was away", async () => {
    for (let away = 0; away < 40; away++) {
      const world = new World();
      await world.connect();
      await world.pass(5_000);
      world.fails = new Offline();
      world.lose();
      await world.pass(1_000 + away * 777);
      world.fails = null;
      const open = world.open;
      expect(open).toBe(0);
      await world.pass(1_300);
      expect(world.open).toBe(1);
    }
  });

  it("does not wait for an answer to what was sent into a network that was not there", async () => {
    const world = new World();
    world.hangs = true;
    world.link.wake();
    await world.pass(60_000);
    expect([world.prepared, world.link.state.is]).toEqual([1, "waiting"]);
    world.hangs = false;
    await world.pass(500);
    expect(world.open).toBe(1);
    world.events!.live();
    await world.pass(60_000);
    expect([world.prepared, world.open]).toEqual([2, 1]);
  });

  it("is patient with a server that is slow and still answers, for a time", async () => {
    const world = new World();
    world.link.wake();
    await world.pass(0);
    await world.pass(9_000);
    expect([world.prepared, world.open]).toEqual([1, 1]);
    await world.pass(4_000);
    expect([world.prepared, world.most]).toEqual([2, 1]);
  });

  it("sleeps while nobody looks, and wakes at once", async () => {
    const world = new World();
    await world.connect();
    world.link.sleep();
    expect([world.link.state.is, world.open]).toEqual(["asleep", 0]);
    await world.pass(600_000);
    expect(world.prepared).toBe(1);
    world.link.wake();
    await world.pass(0);
    expect(world.open).toBe(1);
  });

  it("forgets a try that it no longer wants", async () => {
    const world = new World();
    world.link.wake();
    world.link.sleep();
    await world.pass(60_000);
    expect([world.open, world.link.state.is]).toEqual([0, "asleep"]);
  });

  it("ends where there is nothing to connect to, and says so", async () => {
    const world = new World();
    world.fails = new Refused("no-such-desktop", 404, "There is no desktop d-1.");
    world.link.wake();
    await world.pass(60_000);
    expect(world.link.state).toEqual({ is: "over", words: "This desktop is gone." });
    expect(world.prepared).toBe(1);
    world.link.renew();
    world.link.sleep();
    expect(world.link.state.is).toBe("over");
  });

  it("asks rarely for what does not pass by itself", async () => {
    const world = new World();
    world.fails = new Refused("too-many-viewers", 429, "200 are watching.");
    world.link.wake();
    await world.pass(20_000);
    expect(world.prepared).toBeLessThanOrEqual(5);
  });

  it("has words for every code", () => {
    for (const code of [1000, 1006, 1011, 4400, 4404, 4413, 4507]) {
      expect(ofClose(code).words).toMatch(/^[A-Z].*\.$/);
    }
  });
});
