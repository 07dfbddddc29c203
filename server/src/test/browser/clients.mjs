// Says that the stock client is there.
import { io } from "socket.io-client";

console.log("io " + typeof io);
process.stdin.on("data", line => console.log("told " + String(line).trim()));
