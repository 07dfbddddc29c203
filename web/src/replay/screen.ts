import type RFB from "@novnc/novnc";
import type { Size } from "@/desktop/action";
import { SmoothCopy } from "./copy";
import { merged, type ScreenRecord } from "./recording";

/** The message with which a viewer asks for the next update: it has drawn what it was given. */
const UPDATE_REQUEST = 3;

/** What a stock viewer takes for its connection: it hears the greeting of a screen, then what is shown to it. */
class Channel {
  binaryType = "arraybuffer";
  protocol = "";
  readyState = "open";
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: ArrayBuffer }) => void) | null = null;
  onclose: ((event: { code: number; reason: string; wasClean: boolean }) => void) | null = null;
  onerror: (() => void) | null = null;
  private readonly answers: Uint8Array[];
  private readonly drawn: () => void;

  constructor(size: Size, drawn: () => void) {
    this.drawn = drawn;
    const screen = new Uint8Array(24);
    const view = new DataView(screen.buffer);
    view.setUint16(0, size.width);
    view.setUint16(2, size.height);
    // 32 bits a pixel, of depth 24, true colour of 8 bits each; a name of no characters.
    screen.set([32, 24, 0, 1, 0, 255, 0, 255, 0, 255, 16, 8, 0], 4);
    // One way to log in, which asks for nothing; granted; the screen.
    this.answers = [Uint8Array.of(1, 1), new Uint8Array(4), screen];
  }

  send(data: ArrayBufferView): void {
    const answer = this.answers.shift();
    if (answer !== undefined) setTimeout(() => this.show(answer));
    else if (new Uint8Array(data.buffer, data.byteOffset)[0] === UPDATE_REQUEST) this.drawn();
  }

  show(bytes: Uint8Array): void {
    this.onmessage?.({ data: bytes.slice().buffer });
  }

  close(): void {
    this.readyState = "closed";
    setTimeout(() => this.onclose?.({ code: 1000, reason: "", wasClean: true }));
  }
}

type Wanted = { chunk: string; records: readonly ScreenRecord[]; count: number };

/** A recorded screen in a stock viewer. It is always on its way to what was wanted last; what was in between is left out. */
export class RecordedScreen {
  private readonly rfb: RFB;
  private readonly channel: Channel;
  private readonly copy: SmoothCopy | null;
  private at: { chunk: string; count: number } | null = null;
  private wanted: Wanted | null = null;
  private ready = false;

  constructor(target: HTMLElement, Viewer: typeof RFB, size: Size, broken: () => void) {
    this.channel = new Channel(size, () => {
      this.ready = true;
      this.feed();
    });
    this.rfb = new Viewer(target, this.channel as unknown as WebSocket, {});
    this.rfb.viewOnly = true;
    this.rfb.focusOnClick = false;
    this.rfb.scaleViewport = true;
    this.rfb.background = "transparent";
    this.rfb.addEventListener("disconnect", broken);
    const canvas = target.querySelector("canvas");
    this.copy = canvas === null ? null : new SmoothCopy(target, canvas);
    // After the viewer has taken the channel, which it does in a turn of its own.
    setTimeout(() => this.channel.show(new TextEncoder().encode("RFB 003.008\n")));
  }

  /** Shows the screen as it was after the first `count` records of a chunk, which begins with a key. */
  show(chunk: string, records: readonly ScreenRecord[], count: number): void {
    this.wanted = { chunk, records, count };
    this.feed();
  }

  close(): void {
    this.copy?.close();
    this.rfb.disconnect();
  }

  private feed(): void {
    const { wanted, at } = this;
    if (!this.ready || wanted === null) return;
    this.wanted = null;
    const goesOn = at !== null && at.chunk === wanted.chunk && at.count <= wanted.count;
    const updates = merged(
      wanted.records
        .slice(goesOn ? at.count : 0, wanted.count)
        .filter((it) => it.type === "K" || it.type === "D")
        .map((it) => it.payload),
    );
    this.at = { chunk: wanted.chunk, count: wanted.count };
    if (updates.length === 0) return;
    this.ready = false;
    updates.forEach((update) => this.channel.show(update));
  }
}
