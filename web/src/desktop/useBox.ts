import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import type { Size } from "./action";

/** The size of an element in CSS pixels and the display's pixels per CSS pixel, both as they change. */
export function useBox<E extends HTMLElement>(): [Size, RefObject<E | null>, number] {
  const ref = useRef<E>(null);
  const [box, setBox] = useState<Size>({ width: 0, height: 0 });
  const [ratio, setRatio] = useState(() => window.devicePixelRatio || 1);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setBox((old) => (old.width === width && old.height === height ? old : { width, height }));
      setRatio(window.devicePixelRatio || 1);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    window.addEventListener("resize", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", measure);
    };
  }, []);
  return [box, ref, ratio];
}
