import { Command, Eye, Keyboard, Maximize, Minimize, Scaling } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/ui/button";
import { Menu, MenuItem, MenuLabel, MenuSeparator } from "@/ui/menu";
import { Tooltip } from "@/ui/tooltip";
import { ClipboardButton } from "./ClipboardButton";
import type { Zoom } from "./scale";
import type { Screen } from "./screen";
import type { Clipboard } from "./useClipboard";
import type { FullScreen } from "./useFullScreen";

type Props = {
  screen(): Screen | null;
  touched(): void;
  zoom: Zoom;
  setZoom(zoom: Zoom): void;
  watching: boolean;
  setWatching(watching: boolean): void;
  clipboard: Clipboard;
  full: FullScreen;
  /** Opens the field that opens a phone's keyboard; none where there is a keyboard. */
  onKeyboard?: (() => void) | undefined;
};

const CHORDS = [
  ["ctrl+alt+delete", "Ctrl+Alt+Del"],
  ["super", "Super"],
  ["alt+tab", "Alt+Tab"],
  ["escape", "Escape"],
  ["print", "Print Screen"],
] as const;
const CONSOLES = Array.from({ length: 12 }, (_, i) => `f${i + 1}`);

/** What a browser's mouse and keyboard cannot do by themselves. */
export function Toolbar(props: Props) {
  const { zoom, setZoom, watching, setWatching, full } = props;
  const press = (chord: string) => {
    props.touched();
    props.screen()?.press(chord);
  };
  return (
    <div role="toolbar" aria-label="Desktop" className="flex shrink-0 items-center gap-0.5">
      <Tool
        words={watching ? "Only watching: clicks do nothing" : "Watch only: let clicks do nothing"}
        pressed={watching}
        onClick={() => setWatching(!watching)}
      >
        <Eye />
      </Tool>
      <ClipboardButton
        clipboard={props.clipboard}
        screen={props.screen}
        touched={props.touched}
        disabled={watching}
      />
      {props.onKeyboard !== undefined && (
        <Tool words="Keyboard" pressed={false} onClick={props.onKeyboard}>
          <Keyboard />
        </Tool>
      )}
      <Menu
        align="end"
        trigger={
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label="Special keys"
            title="Special keys"
            disabled={watching}
          >
            <Command />
          </Button>
        }
      >
        <MenuLabel>Press in the desktop</MenuLabel>
        {CHORDS.map(([chord, words]) => (
          <MenuItem key={chord} onSelect={() => press(chord)}>
            {words}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuLabel>Ctrl+Alt with</MenuLabel>
        <div className="grid grid-cols-4">
          {CONSOLES.map((f) => (
            <MenuItem
              key={f}
              className="justify-center"
              aria-label={`Ctrl+Alt+${f.toUpperCase()}`}
              onSelect={() => press(`ctrl+alt+${f}`)}
            >
              {f.toUpperCase()}
            </MenuItem>
          ))}
        </div>
      </Menu>
      <Tool
        words={zoom === "fit" ? "Show at 100 %" : "Fit into the window"}
        pressed={zoom === "full"}
        onClick={() => setZoom(zoom === "fit" ? "full" : "fit")}
      >
        <Scaling />
      </Tool>
      <Tool
        words={full.on ? "Leave full screen (F11)" : "Full screen (F11)"}
        pressed={full.on}
        onClick={full.toggle}
      >
        {full.on ? <Minimize /> : <Maximize />}
      </Tool>
    </div>
  );
}

function Tool(props: { words: string; pressed: boolean; onClick(): void; children: ReactNode }) {
  return (
    <Tooltip words={props.words}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={props.words}
        aria-pressed={props.pressed}
        onClick={props.onClick}
        className="aria-pressed:bg-accent aria-pressed:text-accent-foreground"
      >
        {props.children}
      </Button>
    </Tooltip>
  );
}
