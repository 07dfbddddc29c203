import { describe, expect, it } from "vitest";
import { ending, IMAGE_BYTES, imageType, lastPart, previewKind, readText } from "./preview";

describe("how a file may be shown", () => {
  it.each([
    ["a.png", "image/png", 10, "image"],
    ["a.webp", "image/webp", 10, "image"],
    ["a.svg", "image/svg+xml", 10, "text"],
    ["a.html", "text/html; charset=utf-8", 10, "text"],
    ["a.json", "application/json", 10, "text"],
    ["notes.md", "application/octet-stream", 10, "text"],
    ["a.bin", "application/octet-stream", 10, "none"],
    ["a.pdf", "application/pdf", 10, "none"],
    ["a.bmp", "image/bmp", 10, "none"],
    ["a.png", "image/png", IMAGE_BYTES + 1, "none"],
    ["a.png", "image/png", 0, "none"],
    ["a.txt", "", 10, "text"],
  ])("%s of type %s and %d bytes: %s", (name, type, size, kind) =>
    expect(previewKind(name, type, size)).toBe(kind),
  );

  it("draws no picture that is something else inside", () => {
    const text = (it: string) => new TextEncoder().encode(it);
    expect(imageType(text("<svg onload=alert(1)>"))).toBeNull();
    expect(imageType(text("GIF89a..."))).toBe("image/gif");
    expect(imageType(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0))).toBe("image/jpeg");
    expect(imageType(Uint8Array.of(0x89, 0x50))).toBeNull();
    expect(imageType(text("RIFF....WEBPVP8 "))).toBe("image/webp");
    expect(imageType(new Uint8Array())).toBeNull();
  });

  it("shows no bytes as text that are none", () => {
    expect(readText(Uint8Array.of(65, 0, 66))).toBeNull();
    expect(readText(Uint8Array.from({ length: 100 }, () => 0xfe))).toBeNull();
    expect(readText(new Uint8Array())).toBe("");
  });

  it("forgives a character that was cut in two at the end", () => {
    expect(readText(new TextEncoder().encode("grün ü").subarray(0, 7))).toBe("grün ");
  });

  it("names a file by the last part of its path", () => {
    expect(lastPart("a2/pictures/poster.png")).toBe("poster.png");
    expect(ending("a.tar.GZ")).toBe("gz");
    expect(ending(".bashrc/none")).toBe("");
  });
});
