import type { Action, Direction, Point } from "./action";

/** What is drawn over a desktop to say where an action is, or was. */
export type Mark =
  | { kind: "ring"; at: Point; rings: number; right: boolean }
  | { kind: "path"; points: Point[] }
  | { kind: "arrow"; at: Point; direction: Direction }
  | { kind: "caption"; words: string };

/** As much of a text as a caption shows. */
const WORDS = 60;

export function mark(action: Action): Mark {
  switch (action.type) {
    case "move":
      return { kind: "ring", at: action, rings: 1, right: false };
    case "click":
    case "double_click":
    case "triple_click": {
      const rings = { click: 1, double_click: 2, triple_click: 3 }[action.type];
      return { kind: "ring", at: action, rings, right: action.button === "right" };
    }
    case "mouse_down":
    case "mouse_up":
      return { kind: "ring", at: action, rings: 1, right: action.button === "right" };
    case "drag":
      return { kind: "path", points: action.path };
    case "scroll":
      return { kind: "arrow", at: action, direction: action.direction };
    case "type":
      return { kind: "caption", words: `“${short(action.text)}”` };
    case "type_secret":
      return { kind: "caption", words: `${action.what} of ${action.name}` };
    case "press":
    case "hold":
      return { kind: "caption", words: action.keys };
    case "wait":
      return { kind: "caption", words: `waits ${action.millis / 1_000} s` };
  }
}

function short(text: string): string {
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > WORDS ? line.slice(0, WORDS) + "…" : line;
}

/** Where the arrow of a scroll ends, from its place, in CSS pixels. */
export function along(direction: Direction, length: number): Point {
  switch (direction) {
    case "up":
      return { x: 0, y: -length };
    case "down":
      return { x: 0, y: length };
    case "left":
      return { x: -length, y: 0 };
    case "right":
      return { x: length, y: 0 };
  }
}
