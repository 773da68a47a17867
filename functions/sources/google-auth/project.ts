import { readServiceAccount } from "./service-account.ts";
import type { GoogleAuthSettings } from "./settings.ts";

/** The Cloud project that limits belong to: the number that a client id begins with, or the project of the service account. */
export async function googleProject(
  settings: GoogleAuthSettings,
  secret: (reference: string) => string,
): Promise<string> {
  const { service_account_file: file, client_id: clientId = "" } = settings;
  if (file !== undefined) return (await readServiceAccount(file)).project_id;
  return (clientId.startsWith("env:") ? secret(clientId) : clientId).split(/[-.]/)[0] || "unknown";
}
