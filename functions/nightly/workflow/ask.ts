import { expr, type Steps, type Workflow } from "./shapes.ts";

/** Both sides wait as long for one answer: the most that Workflows allows. */
export const ANSWER_LIMIT_S = 1800;

const MAX_BUSY_ANSWERS = 20;
const MAX_CRASHES = 2;
const FIRST_WAIT_S = 30;
/** What a busy answer without a time is taken to mean. */
const BUSY_WAIT_S = 60;

/**
 * The subworkflow that asks a function for one step until it has ended, and returns how: again at once on `continue`,
 * after the time it names on 409, after 30 s and then twice as long on what passes (no answer, 429, 503 and the like:
 * as often as the graph says; 500: twice), never on anything else.
 */
export const ask: Workflow["ask"] = {
  params: ["url", "step", "run_id", "logical_date", "execution_id", "blocked", "retry"],
  steps: [
    {
      begin: {
        assign: [{ busy: 0 }, { passing: 0 }, { crashes: 0 }, { wait_s: FIRST_WAIT_S }],
      },
    },
    {
      when_needs_failed: {
        switch: [{ condition: expr("blocked"), next: "say_blocked" }],
        next: "again",
      },
    },
    { say_blocked: { return: "blocked" } },
    { again: { assign: [{ code: 200 }, { status: "failed" }, { retry_after_s: BUSY_WAIT_S }] } },
    {
      request: {
        try: { steps: requestSteps() },
        except: {
          as: "error",
          steps: [
            {
              note: {
                assign: [
                  // Without an answer there is no code.
                  { code: expr('default(map.get(error, "code"), 0)') },
                  { retry_after_s: expr(`default(map.get(error, ["body", "retry_after_s"]), ${BUSY_WAIT_S})`) },
                ],
              },
            },
          ],
        },
      },
    },
    {
      sort: {
        switch: [
          { condition: expr('code == 200 and status == "continue"'), next: "again" },
          { condition: expr("code == 200"), next: "say" },
          { condition: expr("code == 409"), next: "count_busy" },
          { condition: expr("code == 500"), next: "count_crash" },
          { condition: expr("code == 0 or code == 408 or code == 429 or code > 500"), next: "count_passing" },
        ],
        next: "say",
      },
    },
    { say: { return: expr("status") } },
    ...waitSteps(),
  ],
};

function requestSteps(): Steps {
  const body = {
    run_id: expr("run_id"),
    logical_date: expr("logical_date"),
    step: expr("step"),
    execution_id: expr("execution_id"),
  };
  const auth = { type: "OIDC", audience: expr("url") };
  return [
    {
      post: { call: "http.post", args: { url: expr("url"), auth, timeout: ANSWER_LIMIT_S, body }, result: "reply" },
    },
    { read: { assign: [{ status: expr("reply.body.status") }] } },
  ];
}

function waitSteps(): Steps {
  return [
    { count_busy: { assign: [{ busy: expr("busy + 1") }] } },
    { limit_busy: { switch: [{ condition: expr(`busy > ${MAX_BUSY_ANSWERS}`), next: "say" }], next: "wait_busy" } },
    { wait_busy: { call: "sys.sleep", args: { seconds: expr("retry_after_s") }, next: "again" } },
    { count_crash: { assign: [{ crashes: expr("crashes + 1") }] } },
    { limit_crash: { switch: [{ condition: expr(`crashes > ${MAX_CRASHES}`), next: "say" }], next: "wait" } },
    { count_passing: { assign: [{ passing: expr("passing + 1") }] } },
    { limit_passing: { switch: [{ condition: expr("passing > retry"), next: "say" }], next: "wait" } },
    { wait: { call: "sys.sleep", args: { seconds: expr("wait_s") } } },
    { longer: { assign: [{ wait_s: expr("wait_s * 2") }], next: "again" } },
  ];
}
