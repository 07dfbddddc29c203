import { QueryClient } from "@tanstack/react-query";
import { Offline, Refused } from "@/api/rest";

const SOON_MILLIS = 1_000;
const LATER_MILLIS = 5_000;

/** How the pages ask the server. */
export function queries(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // The server is mostly on this machine: a browser that thinks itself offline reaches it all the same.
        networkMode: "always",
        // What the server refuses it refuses again; a server that is away comes back.
        retry: (failures, error) =>
          error instanceof Offline || (!(error instanceof Refused) && failures < 3),
        retryDelay: (failures) => Math.min(SOON_MILLIS * 2 ** failures, LATER_MILLIS),
        staleTime: 1_000,
      },
    },
  });
}
