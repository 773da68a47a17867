import { describe, expect, it } from "vitest";
import { CLASS_MEANING, type GraphClass } from "../../../../functions/sources/facebook-ads/error-table.ts";
import { classOf, errorText, GraphError } from "../../../../functions/sources/facebook-ads/errors.ts";

const error = (code: number, subcode?: number, message = "", more: object = {}) => ({
  code,
  message,
  ...(subcode === undefined ? {} : { error_subcode: subcode }),
  ...more,
});

describe("classes of Graph's errors", () => {
  const cases: readonly (readonly [code: number, subcode: number | undefined, graphClass: GraphClass])[] = [
    [4, undefined, "throttled"],
    [17, undefined, "throttled"],
    [32, undefined, "throttled"],
    [613, undefined, "throttled"],
    [80000, undefined, "throttled"],
    [80004, 2446079, "throttled"],
    [80014, undefined, "throttled"],
    [4, 1504022, "throttled"],
    [4, 1504039, "throttled"],
    [17, 2446079, "throttled"],
    [613, 1487742, "throttled"],
    [1, undefined, "passing"],
    [2, undefined, "passing"],
    [2, 1504043, "passing"],
    [2, 1504044, "passing"],
    [-2, 2490547, "passing"],
    [1, 99, "too_big"],
    [100, 1504018, "too_big"],
    [2, 1504038, "too_big"],
    [100, 1487534, "too_big"],
    [-3, 1504045, "too_big"],
    [2, 1504041, "request"],
    [2, 1504042, "request"],
    [100, 3191001, "request"],
    [3018, undefined, "request"],
    [100, undefined, "request"],
    [80015, undefined, "request"],
    [2635, undefined, "version"],
    [100, 33, "not_visible"],
    [190, undefined, "token"],
    [190, 463, "token"],
    [10, undefined, "permission"],
    [200, undefined, "permission"],
    [294, undefined, "permission"],
  ];
  it.each(cases)("code %i, subcode %s is %s", (code, subcode, graphClass) => {
    expect(classOf(error(code, subcode), 400)).toBe(graphClass);
  });

  it("knows too much data by its words where the code is a general one", () => {
    expect(classOf(error(1, undefined, "Please reduce the amount of data you're asking for"), 500)).toBe("too_big");
  });

  it("takes an unknown error of a server, or one called transient, for passing, and any other for our request", () => {
    expect(classOf(error(999), 503)).toBe("passing");
    expect(classOf(error(999, undefined, "", { is_transient: true }), 400)).toBe("passing");
    expect(classOf(error(999), 400)).toBe("request");
  });

  it("tells a missing proof from a wrong field, although both are code 100", () => {
    expect(classOf(error(100, undefined, "API calls from the server require an appsecret_proof argument"), 400)).toBe(
      "token",
    );
    expect(classOf(error(100, undefined, "Tried accessing nonexisting field (link)"), 400)).toBe("request");
  });

  it("gives every class a kind for the ledger and a fix for a person", () => {
    const kinds = Object.fromEntries(Object.entries(CLASS_MEANING).map(([name, { kind }]) => [name, kind]));
    expect(kinds).toEqual({
      throttled: "transient",
      passing: "transient",
      too_big: "transient",
      request: "settings",
      version: "settings",
      not_visible: "auth",
      token: "auth",
      permission: "auth",
    });
    for (const { fix } of Object.values(CLASS_MEANING)) expect(fix).not.toBe("");
    expect(CLASS_MEANING.version.fix).toContain("GRAPH_VERSION");
  });

  it("words an error by code, message and trace id once each", () => {
    const text = errorText({
      code: 17,
      error_subcode: 2446079,
      message: "(#17) User request limit reached",
      fbtrace_id: "EJp",
    });
    expect(text).toBe("Facebook answered (#17/2446079) User request limit reached, fbtrace_id EJp");
  });

  it("keeps class, place and wait when its text or kind is rewritten", () => {
    const before = new GraphError("secret", { graphClass: "throttled", where: "GET /x", retryAfterMs: 5 });
    const after = before.withText(() => "hidden").asKind("quota");
    expect([after.message, after.kind, after.graphClass, after.where, after.retryAfterMs]).toEqual([
      "hidden",
      "quota",
      "throttled",
      "GET /x",
      5,
    ]);
  });
});
