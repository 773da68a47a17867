import { z } from "zod";

/** Secrets stand in the environment; settings only name them. */
const secret = z.string().regex(/^env:[A-Za-z_]\w*$/, "expected env:NAME, never the secret itself");

/** Keys with which a source signs in at Google: an OAuth client with a refresh token, or the key file of a service account. */
export const googleAuthKeys = {
  /** Public; may stand in the file, or in the environment beside its secret. */
  client_id: z.string().min(1).optional(),
  client_secret: secret.optional(),
  refresh_token: secret.optional(),
  /** JSON key of a service account. */
  service_account_file: z.string().min(1).optional(),
  /** Google's token endpoint when absent. */
  token_url: z.url().optional(),
};

export type GoogleAuthSettings = z.output<z.ZodObject<typeof googleAuthKeys>>;

export const NO_SIGN_IN =
  "expected either client_id, client_secret and refresh_token, or service_account_file, to sign in at Google";

/** True where exactly one way to sign in is complete. */
export function hasOneSignIn(settings: GoogleAuthSettings): boolean {
  const client = [settings.client_id, settings.client_secret, settings.refresh_token];
  return settings.service_account_file === undefined
    ? client.every((key) => key !== undefined)
    : client.every((key) => key === undefined);
}
