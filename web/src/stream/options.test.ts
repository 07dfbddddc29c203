import { expect, it } from "vitest";
import { streamOptions } from "./options";

it("the address of a stream says how it is shown", () => {
  expect(
    streamOptions(
      new URL(
        "https://6080-i1.example.org/vnc.html?autoconnect=true&view_only=true&resize=off&password=a%26b",
      ),
    ),
  ).toEqual({
    address: "wss://6080-i1.example.org/websockify",
    autoconnect: true,
    password: "a&b",
    viewOnly: true,
    resize: "off",
  });
});

it("without a word it waits, fits and lets its viewer work", () => {
  expect(streamOptions(new URL("http://localhost:6080/vnc.html"))).toEqual({
    address: "ws://localhost:6080/websockify",
    autoconnect: false,
    password: undefined,
    viewOnly: false,
    resize: "scale",
  });
});

it("a password may stand in the fragment", () => {
  expect(streamOptions(new URL("http://localhost/vnc.html#password=x")).password).toBe("x");
});

it("no path leads to another server", () => {
  expect(
    streamOptions(new URL("http://localhost:6080/vnc.html?path=wss://evil.example/x")).address,
  ).toBe("ws://localhost:6080/x");
});
