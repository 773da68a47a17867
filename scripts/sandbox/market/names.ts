import { createRandom } from "../../../functions/models/numeric/random.ts";
import { pickOne } from "./draws.ts";

const FIRST = [
  "Anna",
  "Ben",
  "Clara",
  "David",
  "Elif",
  "Felix",
  "Grace",
  "Hugo",
  "Ines",
  "Jonas",
  "Kira",
  "Liam",
  "Mona",
  "Nico",
];
const LAST = [
  "Abel",
  "Brandt",
  "Castro",
  "Dorn",
  "Evers",
  "Fischer",
  "Grant",
  "Hoang",
  "Ilic",
  "Jansen",
  "Kaya",
  "Lopez",
  "Moser",
];
const TRADES = ["Couriers", "Bakery", "Logistics", "Studios", "Gardens", "Pharmacy", "Facility", "Catering"];

/** Who an invented person is. */
export interface Identity {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly company: string;
  readonly country: string;
}

/** E-mails stand under `.example`, phone numbers in the ranges kept for fiction: +49 30 23125 xxx and +1 (area) 555-01xx. */
export function identityOf(person: number, market: "eu" | "us", seed: number): Identity {
  const random = createRandom(seed, `identity ${person}`);
  const firstName = pickOne(FIRST, random);
  const lastName = pickOne(LAST, random);
  const company = `${pickOne(LAST, random)} ${pickOne(TRADES, random)} ${market === "eu" ? "GmbH" : "Inc"}`;
  const domain = `${company.toLowerCase().replaceAll(" ", "-")}.example`;
  const email = `${firstName}.${lastName}.${person}@${domain}`.toLowerCase();
  const phone =
    market === "eu"
      ? `+49 30 23125 ${String(random.integer(1000)).padStart(3, "0")}`
      : `+1 (${201 + random.integer(700)}) 555-01${String(random.integer(100)).padStart(2, "0")}`;
  const isAbroad = random.uniform() < 0.15;
  const country = market === "eu" ? (isAbroad ? "AT" : "DE") : isAbroad ? "CA" : "US";
  return { firstName, lastName, email, phone, company, country };
}
