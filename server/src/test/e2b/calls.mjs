// Which public methods of E2B's classes were called, by whom it does not matter.
const called = new Set();

// What TypeScript calls private or protected stands on the prototype all the same.
const hidden = new Set([
  "constructor", "length", "name", "prototype", "resolveOpts", "boundOpts", "createSandbox", "forkSandbox", "connectSandbox",
  "resolveApiOpts", "fileUrl", "start", "runGit", "runShell", "getRemoteUrl", "resolveRemoteName", "withRemoteCredentials",
  "hasUpstream", "defaultTemplate", "defaultMcpTemplate",
]);

const all = new Set();

const note = (owner, label, name) => {
  const it = Object.getOwnPropertyDescriptor(owner, name);
  if (hidden.has(name) || name.startsWith("_") || all.has(`${label}.${name}`)) return;
  all.add(`${label}.${name}`);
  if (typeof it.value === "function") {
    const original = it.value;
    Object.defineProperty(owner, name, {
      ...it,
      value(...given) {
        called.add(`${label}.${name}`);
        return original.apply(this, given);
      },
    });
  } else if (it.get) {
    Object.defineProperty(owner, name, {
      ...it,
      get() {
        called.add(`${label}.${name}`);
        return it.get.call(this);
      },
    });
  }
};

export const watchAll = (first, last, label) => {
  for (let owner = first; owner && owner !== last; owner = Object.getPrototypeOf(owner)) {
    for (const name of Object.getOwnPropertyNames(owner)) note(owner, label, name);
  }
};

export const watchClass = (type, label) => watchAll(type, Function.prototype, label);
export const watchInstances = (type, label) => watchAll(type.prototype, Object.prototype, label);
export const uncalled = () => [...all].filter(it => !called.has(it)).sort();
