import { useEffect, useState } from "react";
import type { Size } from "@/desktop/action";
import { cursor, pointer, type ScreenRecord } from "./recording";

type Props = { at: ScreenRecord | undefined; looks: ScreenRecord | undefined; size: Size };

/** The mouse pointer as it was: recordings keep it apart from the screen. */
export function PointerMark({ at, looks, size }: Props) {
  const [src, setSrc] = useState<string | null>(null);
  const where = at === undefined ? null : pointer(at.payload);
  const look = looks === undefined ? null : cursor(looks.payload);
  useEffect(() => {
    const shown = looks === undefined ? null : cursor(looks.payload);
    if (shown === null) return setSrc(null);
    const address = URL.createObjectURL(new Blob([shown.png.slice()], { type: "image/png" }));
    setSrc(address);
    return () => URL.revokeObjectURL(address);
  }, [looks]);
  if (where === null || look === null || src === null) return null;
  const percent = (value: number, of: number) => `${(100 * value) / of}%`;
  return (
    <img
      src={src}
      alt=""
      className="pointer-events-none absolute"
      style={{
        left: percent(where.x - look.x, size.width),
        top: percent(where.y - look.y, size.height),
        width: percent(look.width, size.width),
      }}
      onError={() => setSrc(null)}
    />
  );
}
