import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { fbclidOf, gclidOf } from "./click-ids.ts";
import type { CrmOwner, CrmProperty } from "./crm.ts";
import type { Outcome } from "./leads.ts";
import { type Identity, identityOf } from "./names.ts";
import type { Person } from "./people.ts";
import { organicTraffic, trafficOf } from "./web-visits.ts";

/** A lead as a CRM gets it, and the accidents of its record. */
export interface CrmLead {
  readonly person: Person;
  readonly outcome: Outcome;
  readonly identity: Identity;
  readonly createdMs: number;
  readonly form: Readonly<Partial<Record<CrmProperty, string | null>>>;
  readonly ownerId: string;
  readonly assignedMs: number;
  /** Spam or a test, deleted; never one that became a sale. */
  readonly deletedMs: number | null;
  /** A second record of the person: created, and merged into the first. */
  readonly duplicate: { readonly createdMs: number; readonly mergedMs: number; readonly email: string } | null;
  /** Estimate of the sale when it starts, hundredths. */
  readonly estimateCents: number;
}

const DELETED_SHARE = 0.012;
const DAY_MS = 86_400_000;

export function crmLead(
  person: Person,
  outcome: Outcome,
  plans: readonly CampaignPlan[],
  owners: readonly CrmOwner[],
  seed: number,
): CrmLead {
  const random = createRandom(seed, `crm ${person.index}`);
  const identity = identityOf(person.index, person.market, seed);
  const createdMs = person.convertedMs + 2_000 + random.integer(20_000);
  const isDeleted = random.uniform() < DELETED_SHARE && outcome.stages.opportunityMs === null;
  const deletedMs = outcome.stages.closedMs + Math.round(20 * DAY_MS * random.uniform());
  const again = createdMs + Math.round(DAY_MS * (1 + 8 * random.uniform()));
  return {
    person,
    outcome,
    identity,
    createdMs,
    form: formOf(person, outcome, identity, plans, seed),
    ownerId: (owners[random.integer(owners.length)] as CrmOwner).id,
    assignedMs: createdMs + 60_000 * (1 + random.integer(300)),
    deletedMs: isDeleted && !person.isDuplicated ? deletedMs : null,
    duplicate: person.isDuplicated
      ? {
          createdMs: again,
          mergedMs: again + Math.round(DAY_MS * (2 + 15 * random.uniform())),
          email: identity.email.replace("@", "+bikes@"),
        }
      : null,
    estimateCents: Math.round((outcome.amountCents * (0.8 + 0.4 * random.uniform())) / 10_000) * 10_000,
  };
}

/** What the form sends: the person, and the last click that brought them, or how they came without one. */
function formOf(
  person: Person,
  outcome: Outcome,
  identity: Identity,
  plans: readonly CampaignPlan[],
  seed: number,
): CrmLead["form"] {
  const click = person.touches.findLast(({ kind }) => kind === "click");
  const plan = click ? (plans[click.campaign] as CampaignPlan) : undefined;
  const traffic = click && plan ? trafficOf(plan, click.day) : organicTraffic(person.index, seed);
  const isGoogle = plan?.account.platform === "google_ads";
  return {
    first_name: identity.firstName,
    last_name: identity.lastName,
    email: identity.email,
    phone: identity.phone,
    company: identity.company,
    country: identity.country,
    utm_source: traffic.source,
    utm_medium: traffic.medium,
    utm_campaign: traffic.campaign,
    gclid: click && isGoogle ? gclidOf(click.campaign, click.day, click.click) : null,
    fbclid: click && plan && !isGoogle ? fbclidOf(click.campaign, click.day, click.click) : null,
    landing_page: outcome.landingPage,
    fleet_size: String(outcome.fleetSize),
  };
}
