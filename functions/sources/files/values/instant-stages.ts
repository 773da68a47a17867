import { literal } from "../read/sql-text.ts";
import type { Stage } from "./stages.ts";

/**
 * Steps from `<p>reading`, the day, and `<p>moment`'s clock, half and zone to `<p>instant`: midnight where there is no clock, the
 * file's zone where the text names none. A local time that a change of clocks skips or repeats is read as ICU does.
 */
export function instantStages(p: string, timeZone: string): readonly Stage[] {
  const part = (name: string): string => `${p}moment.${name}`;
  const hour = `try_cast(split_part(${part("clock")}, ':', 1) as integer)`;
  const isAfternoon = `upper(left(${part("half")}, 1)) = 'P'`;
  const sign = `case when starts_with(${part("zone")}, '-') then -1 else 1 end`;
  const hours = `coalesce(try_cast(substr(${part("zone")}, 2, 2) as integer), 0)`;
  const minutes = `coalesce(try_cast(substr(replace(${part("zone")}, ':', ''), 4, 2) as integer), 0)`;
  return [
    [
      `${p}clock`,
      `case when ${part("clock")} = '' then time '00:00:00'
        when ${part("half")} = '' or ${hour} between 1 and 12 then try_cast(replace(${part("clock")}, ',', '.') as time) end`,
    ],
    [
      `${p}shift`,
      `case when ${part("half")} = '' then 0 when ${isAfternoon} and ${hour} < 12 then 12
        when not ${isAfternoon} and ${hour} = 12 then -12 else 0 end`,
    ],
    [`${p}local`, `${p}reading + ${p}clock + to_hours(${p}shift)`],
    [`${p}offset`, `${sign} * (60 * ${hours} + ${minutes})`],
    [
      `${p}instant`,
      `case when ${part("zone")} = '' then timezone(${literal(timeZone)}, ${p}local)
        else timezone('UTC', ${p}local - to_minutes(${p}offset)) end`,
    ],
  ];
}
