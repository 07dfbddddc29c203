/** One input to a desktop, in pixels of the agent's picture. The forms are those of `contract/action`. */
export type Action =
  | { type: "move"; x: number; y: number }
  | {
      type: "click" | "double_click" | "triple_click";
      x: number;
      y: number;
      button: Button;
      modifiers: string[];
    }
  | { type: "mouse_down" | "mouse_up"; x: number; y: number; button: Button }
  | { type: "drag"; path: Point[]; button: Button; modifiers: string[] }
  | {
      type: "scroll";
      x: number;
      y: number;
      direction: Direction;
      ticks: number;
      modifiers: string[];
    }
  | { type: "type"; text: string }
  | { type: "type_secret"; name: string; what: "value" | "code" }
  | { type: "press"; keys: string; times?: number }
  | { type: "hold"; keys: string; millis: number }
  | { type: "wait"; millis: number };

export type Button = "left" | "middle" | "right";
export type Direction = "up" | "down" | "left" | "right";
export type Point = { x: number; y: number };
export type Size = { width: number; height: number };

/** Where on the screen an action happens: where it ends, for one that moves; null for keys and waits. */
export function place(action: Action | null): Point | null {
  if (action === null) return null;
  if (action.type === "drag") return action.path.at(-1) ?? null;
  return "x" in action ? { x: action.x, y: action.y } : null;
}
