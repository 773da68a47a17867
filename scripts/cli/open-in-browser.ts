import { spawn } from "node:child_process";
import { AppError } from "../../functions/lib/errors.ts";

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Hands a URL to the machine's browser and lets it go. Throws `settings` where there is no opener. */
export function openInBrowser(url: string): Promise<void> {
  const [command, ...options] = OPENERS[process.platform] ?? ["xdg-open"];
  return new Promise((done, fail) => {
    const child = spawn(command, [...options, url], { stdio: "ignore", detached: true });
    child.on("error", (cause) =>
      fail(
        new AppError(`expected ${command} to open the report, got an error`, {
          kind: "settings",
          where: url,
          fix: "open the file yourself",
          cause,
        }),
      ),
    );
    child.on("spawn", () => {
      child.unref();
      done();
    });
  });
}
