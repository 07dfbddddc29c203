import type RFB from "@novnc/novnc";
import { send } from "@/api/rest";
import type { Size } from "./action";
import { key, keysym, strokes } from "./keys";
import type { Line, LineEvents } from "./link";
import { keepStill } from "./stills";

/** As much as the server takes at once. */
export const CLIPBOARD_BYTES = 256 * 1024;

export type ScreenOptions = {
  ticketPath: string;
  /** The name under which its last picture is kept. */
  name: string;
  watchOnly: boolean;
  /** Small pictures want less; from 0 to 9. */
  quality: number;
};

export type ScreenEvents = LineEvents & {
  sized(size: Size): void;
  copied(text: string): void;
  /** Something of the picture changed. */
  painted(): void;
};

/** Asks for a ticket and loads the viewer; the answer connects, with pictures drawn into `target`. */
export async function prepareScreen(
  target: HTMLElement,
  options: ScreenOptions,
  signal: AbortSignal,
): Promise<(events: ScreenEvents) => Screen> {
  const [{ default: Viewer }, ticket] = await Promise.all([
    import("@novnc/novnc"),
    send<{ path: string }>(
      "POST",
      options.ticketPath,
      options.watchOnly ? { view: "only" } : {},
      signal,
    ),
  ]);
  return (events) => {
    const address = new URL(ticket.path, location.href);
    address.protocol = address.protocol === "https:" ? "wss:" : "ws:";
    return new Screen(Viewer, target, new WebSocket(address, ["binary"]), options, events);
  };
}

/** One connection to a screen: pictures in, keys and clicks out. */
export class Screen implements Line {
  readonly canvas: HTMLCanvasElement | null;
  private readonly rfb: RFB;
  private readonly options: ScreenOptions;
  private readonly sizes: MutationObserver;
  private over = false;

  constructor(
    Viewer: typeof RFB,
    target: HTMLElement,
    socket: WebSocket,
    options: ScreenOptions,
    events: ScreenEvents,
  ) {
    let code = 1006;
    socket.addEventListener("close", (event) => (code = event.code));
    this.options = options;
    this.rfb = new Viewer(target, socket, {});
    this.rfb.background = "transparent";
    this.rfb.scaleViewport = true;
    this.rfb.viewOnly = options.watchOnly;
    this.rfb.qualityLevel = options.quality;
    this.rfb.compressionLevel = 2;
    const canvas = target.querySelector("canvas");
    this.canvas = canvas;
    this.sizes = new MutationObserver(() => {
      if (canvas !== null && canvas.width > 0)
        events.sized({ width: canvas.width, height: canvas.height });
    });
    if (canvas !== null) {
      this.sizes.observe(canvas, { attributes: true, attributeFilter: ["width", "height"] });
      tellPaints(canvas, () => events.painted());
      aimAtMiddles(canvas);
    }
    this.rfb.addEventListener("connect", () => events.live());
    this.rfb.addEventListener("disconnect", () => {
      if (this.over) return;
      this.over = true;
      this.still();
      events.closed(code);
    });
    this.rfb.addEventListener("clipboard", (event) =>
      events.copied((event as CustomEvent<{ text: string }>).detail.text),
    );
  }

  close(): void {
    this.sizes.disconnect();
    if (this.over) return;
    this.over = true;
    this.still();
    this.rfb.disconnect();
  }

  set watching(on: boolean) {
    this.rfb.viewOnly = on || this.options.watchOnly;
  }

  focus(): void {
    this.rfb.focus({ preventScroll: true });
  }

  /** `ctrl+alt+delete`. */
  press(chord: string): void {
    for (const { key, down } of strokes(chord)) this.rfb.sendKey(key.sym, key.code, down);
  }

  /** One key alone, for when the keys around it are held by hand. */
  tap(name: string): void {
    const { sym, code } = key(name);
    this.rfb.sendKey(sym, code);
  }

  type(text: string): void {
    for (const character of text) this.rfb.sendKey(keysym(character), null);
  }

  /** Puts a text into the desktop's clipboard; false when it is too long for it. */
  copy(text: string): boolean {
    if (new Blob([text]).size > CLIPBOARD_BYTES) return false;
    this.rfb.clipboardPasteFrom(text);
    return true;
  }

  private still(): void {
    if (this.canvas !== null) keepStill(this.options.name, this.canvas);
  }
}

/** The viewer says nothing about pictures: so what it draws with does. */
export function tellPaints(canvas: HTMLCanvasElement, painted: () => void): void {
  const context = canvas.getContext("2d");
  if (context === null) return;
  const draw = context.drawImage.bind(context) as (...what: unknown[]) => void;
  context.drawImage = (...what: unknown[]) => {
    draw(...what);
    painted();
  };
}

/** Browsers round the place of a pointer down; where a pixel here is more than one there, its middle is the better aim. */
function aimAtMiddles(canvas: HTMLCanvasElement): void {
  const bounds = canvas.getBoundingClientRect.bind(canvas);
  canvas.getBoundingClientRect = () => {
    const { x, y, width, height } = bounds();
    return new DOMRect(x - 0.5, y - 0.5, width, height);
  };
}
