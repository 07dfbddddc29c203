// The stock Socket.IO client, told what to do a JSON object a line:
//   {"do": "connect", "name": "a", "url": "http://...", "options": {...}}
//   {"do": "emit", "name": "a", "event": "session:join", "argument": {...}}
//   {"do": "close", "name": "a"}
// It says what happens: connected, refused, lost, answer and event, each with the client's name.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const clients = new Map();
const say = (...words) => console.log(words.join(" "));

const actions = {
  connect({ name, url, options }) {
    const socket = io(url, { reconnectionDelay: 50, reconnectionDelayMax: 100, ...options });
    clients.set(name, socket);
    const by = () => socket.io.engine.transport.name;
    socket.on("connect", () => {
      say("connected", name, by());
      const upgraded = () => say("upgraded", name, by());
      if (by() === "websocket") upgraded();
      else socket.io.engine.once("upgrade", upgraded);
    });
    socket.on("connect_error", error => say("refused", name, error.message));
    socket.on("disconnect", reason => say("lost", name, reason));
    socket.onAny((event, payload) => say("event", name, event, JSON.stringify(payload)));
  },
  emit({ name, event, argument }) {
    clients.get(name).emit(event, argument, answer => say("answer", name, JSON.stringify(answer)));
  },
  close({ name }) {
    clients.get(name).close();
  },
};

createInterface({ input: process.stdin }).on("line", line => {
  const action = JSON.parse(line);
  actions[action.do](action);
});
say("ready");
