// serve: the emulator as a program, for curl and the curious.

import { startReportingEmulator } from "./emulator.ts";
import { requireNamedFields } from "./named-fields.ts";
import { sampleCommands } from "./sample-commands.ts";

const USUAL_PORT = 8787;
const PORTS_TRIED = 20;

/** Runs the emulator until SIGINT, SIGTERM or `signal`. Documented in `types/testing.d.ts`. */
export async function serve(options = {}) {
  requireNamedFields("serve", options, ["port", "capillary", "pledg", "caxton", "signal", "print"]);
  const { port, signal, print = (line) => process.stdout.write(`${line}\n`), ...vendors } = options;
  let emulator = null;
  const report = (entry) => {
    print(requestLine(entry));
    // A server that runs for days must not remember them.
    emulator?.clearRequests();
  };
  emulator = await startNear(port, vendors, report);
  // Before the welcome: who reads it may stop the server at once.
  const stopped = stopRequested(signal);
  printWelcome(print, emulator, vendors);
  await stopped;
  await emulator.close();
  print("closed");
}

async function startNear(port, vendors, report) {
  if (port !== undefined) return startReportingEmulator({ ...vendors, port }, report);
  for (let candidate = USUAL_PORT; ; candidate += 1) {
    try {
      return await startReportingEmulator({ ...vendors, port: candidate }, report);
    } catch (error) {
      if (error.code !== "EADDRINUSE" || error.port !== candidate || candidate + 1 >= USUAL_PORT + PORTS_TRIED) throw error;
    }
  }
}

function printWelcome(print, emulator, vendors) {
  print(`Capillary emulator at ${emulator.url} (this machine only; stop with Ctrl+C)`);
  print(`Pledg emulator at ${emulator.pledg.url}`);
  print(`Caxton emulator at ${emulator.caxton.url}`);
  for (const { title, command } of sampleCommands(emulator, vendors)) {
    print(`\n# ${title}\n${command}`);
  }
  print("");
}

function requestLine({ method, path, status, verdict, milliseconds }) {
  return `${method} ${path} ${status ?? "no answer"} ${verdict} ${milliseconds} ms`;
}

function stopRequested(signal) {
  return new Promise((resolve) => {
    const stop = () => {
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      signal?.removeEventListener("abort", stop);
      resolve();
    };
    process.once("SIGINT", stop);
    process.once("SIGTERM", stop);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
