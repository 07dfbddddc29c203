import RFB from "@novnc/novnc";
import { streamOptions } from "./options";
import "./stream.css";

const options = streamOptions(new URL(location.href));
const screen = part("screen");
const notice = part("notice");
const words = part("words");
const asked = part("asked");
const password = part("password") as HTMLInputElement;
let rfb: RFB | undefined;

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

function tell(text: string, password = false) {
  words.textContent = text;
  asked.hidden = !password;
  notice.hidden = false;
}

function connect() {
  tell("Connecting …");
  let refused = false;
  let live = false;
  const line = new RFB(screen, options.address, {
    credentials: options.password === undefined ? undefined : { password: options.password },
  });
  rfb = line;
  line.viewOnly = options.viewOnly;
  line.scaleViewport = options.resize === "scale";
  line.background = "transparent";
  line.addEventListener("connect", () => {
    live = true;
    notice.hidden = true;
    line.focus();
  });
  line.addEventListener("credentialsrequired", () => {
    tell("This desktop has a password.", true);
    password.focus();
  });
  line.addEventListener("securityfailure", () => {
    refused = true;
    options.password = undefined;
  });
  line.addEventListener("desktopname", (event) => {
    document.title = (event as CustomEvent<{ name: string }>).detail.name;
  });
  line.addEventListener("disconnect", () => {
    rfb = undefined;
    document.title = "Not connected";
    if (refused) tell("That is not its password.", true);
    else if (live) tell("The stream has ended.");
    else tell("The desktop does not answer: is its stream running?");
  });
}

notice.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!asked.hidden) options.password = password.value;
  if (rfb !== undefined && options.password !== undefined) {
    rfb.sendCredentials({ password: options.password });
    tell("Connecting …");
  } else if (rfb === undefined) {
    connect();
  }
});
if (options.autoconnect) connect();
