/** What the stream's address asks for, by the names that noVNC's page has. */
export type StreamOptions = {
  address: string;
  autoconnect: boolean;
  password: string | undefined;
  viewOnly: boolean;
  /** `scale` fits the picture into the window; `off` shows it as large as it is. */
  resize: "scale" | "off";
};

/** From the page's own address: its query, and its fragment, which a server never sees. */
export function streamOptions(page: URL): StreamOptions {
  const given = new URLSearchParams(page.search);
  for (const [name, value] of new URLSearchParams(page.hash.slice(1))) given.set(name, value);
  const on = (name: string) => ["true", "1", "yes", "on"].includes(given.get(name) ?? "");
  const path = given.get("path") ?? "websockify";
  const address = new URL(path, new URL("/", page));
  address.protocol = page.protocol === "https:" ? "wss:" : "ws:";
  // A path that is an address would lead the password to another server.
  address.host = page.host;
  return {
    address: address.href,
    autoconnect: on("autoconnect"),
    password: given.get("password") ?? undefined,
    viewOnly: on("view_only"),
    resize: given.get("resize") === "off" ? "off" : "scale",
  };
}
