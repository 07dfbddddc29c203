import { crc32 as stock } from "node:zlib";
import { describe, expect, it } from "vitest";
import { crc32, cursor, merged, pointer, readRecords } from "./recording";

function record(type: string, at: number, payload: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(17 + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, payload.length);
  bytes[4] = type.charCodeAt(0);
  view.setBigUint64(5, BigInt(at));
  bytes.set(payload, 13);
  // The checksum of an implementation that is not ours.
  view.setUint32(13 + payload.length, stock(bytes.subarray(4, 13 + payload.length)));
  return bytes;
}

function file(...records: Uint8Array[]): Uint8Array {
  return Uint8Array.from(records.flatMap((it) => [...it]));
}

const AT = Date.UTC(2026, 0, 31, 12, 0, 0, 123);
const update = (...body: number[]) => Uint8Array.of(0, 0, 0, 1, ...body);
const whole = file(
  record("K", AT, update(1, 2)),
  record("C", AT, new Uint8Array(4)),
  record("P", AT + 1, Uint8Array.of(1, 0, 0, 7)),
  record("D", AT + 250, update(3)),
  record("E", AT + 500, new TextEncoder().encode("closed")),
);

describe("a recording", () => {
  it("is read record by record", () => {
    const records = readRecords(whole);
    expect(records.map((it) => it.type).join("")).toBe("KCPDE");
    expect(records[3]).toMatchObject({ at: AT + 250, payload: update(3) });
    expect(pointer(records[2]!.payload)).toEqual({ x: 256, y: 7 });
  });

  it("ends wherever it was cut off", () => {
    for (let length = 0; length < whole.length; length++) {
      const types = readRecords(whole.subarray(0, length)).map((it) => it.type);
      expect("KCPD".startsWith(types.join(""))).toBe(true);
    }
  });

  it("ends before a record that is damaged, wherever it is", () => {
    const before = record("K", AT, update(1, 2)).length;
    for (let at = before; at < before + 21; at++) {
      const damaged = whole.slice();
      damaged[at]! ^= 0x40;
      expect(
        readRecords(damaged)
          .map((it) => it.type)
          .join(""),
      ).toBe("K");
    }
  });

  it("ends before a type that is not known", () => {
    const newer = file(record("K", AT, update(1)), record("Z", AT, update(1)), whole);
    expect(readRecords(newer)).toHaveLength(1);
  });

  it("makes nothing of a length that cannot be", () => {
    expect(readRecords(Uint8Array.from({ length: 64 }, () => 0xff))).toEqual([]);
  });

  it("is read from the middle of a larger buffer, too", () => {
    const moved = new Uint8Array(whole.length + 5);
    moved.set(whole, 5);
    expect(readRecords(moved.subarray(5))).toHaveLength(5);
  });

  it("has checksums as zlib makes them", () => {
    for (const text of ["", "a", "Many hands make light work."]) {
      const bytes = new TextEncoder().encode(text);
      expect(crc32(bytes)).toBe(stock(bytes));
    }
  });
});

describe("several updates", () => {
  it("become one with all their rectangles", () => {
    expect(merged([update(1, 2), Uint8Array.of(0, 0, 0, 2, 3, 4, 5)])).toEqual([
      Uint8Array.of(0, 0, 0, 3, 1, 2, 3, 4, 5),
    ]);
    expect(merged([])).toEqual([]);
  });

  it("become two when one cannot count so many rectangles", () => {
    const many = Uint8Array.of(0, 0, 0xff, 0xff, 9);
    expect(merged([many, update(1)])).toEqual([many, update(1)]);
  });

  it("leave out what is no update", () => {
    expect(merged([Uint8Array.of(2, 0, 0, 1), new Uint8Array(2), update(1)])).toEqual([update(1)]);
  });
});

describe("what lies over the screen", () => {
  it("is nothing when its bytes are too few", () => {
    expect(pointer(new Uint8Array(3))).toBeNull();
    expect(cursor(new Uint8Array(10))).toBeNull();
  });

  it("is a picture no larger than a pointer", () => {
    const png = new Uint8Array(60);
    new DataView(png.buffer).setUint16(0, 3);
    new DataView(png.buffer).setUint32(4 + 16, 24);
    expect(cursor(png)).toMatchObject({ x: 3, y: 0, width: 24 });
    new DataView(png.buffer).setUint32(4 + 16, 100_000);
    expect(cursor(png)).toBeNull();
  });
});
