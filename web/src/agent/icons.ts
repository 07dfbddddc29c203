import {
  AppWindow,
  CircleAlert,
  CircleCheck,
  Eye,
  FileInput,
  FileOutput,
  Hourglass,
  Keyboard,
  MessageSquareText,
  Mouse,
  MousePointer2,
  MousePointerClick,
  Spline,
  SquareTerminal,
  TextCursorInput,
  type LucideIcon,
} from "lucide-react";
import type { Kind } from "./sentence";

/** What each kind of step is drawn with. */
export const ICONS: Record<Kind, LucideIcon> = {
  click: MousePointerClick,
  move: MousePointer2,
  drag: Spline,
  scroll: Mouse,
  type: TextCursorInput,
  key: Keyboard,
  wait: Hourglass,
  look: Eye,
  command: SquareTerminal,
  read: FileOutput,
  write: FileInput,
  finish: CircleCheck,
  fail: CircleAlert,
  say: MessageSquareText,
  tool: AppWindow,
};
