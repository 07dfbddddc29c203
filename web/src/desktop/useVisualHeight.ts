import { useEffect, useState } from "react";

/** How much of the window a phone's keyboard leaves free; null while nobody asks. */
export function useVisualHeight(asked: boolean): number | null {
  const [height, setHeight] = useState<number | null>(null);
  useEffect(() => {
    const view = window.visualViewport;
    if (!asked || view === null) return;
    const measure = () => setHeight(view.height);
    measure();
    view.addEventListener("resize", measure);
    return () => {
      view.removeEventListener("resize", measure);
      setHeight(null);
    };
  }, [asked]);
  return height;
}
