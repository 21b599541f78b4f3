/** Which of a dock's logs are meant: the newest, all, or those of a time. */
import type { StartUpload } from "../../data/commands";
import type { LogFile, LogList, LogModule } from "../../data/types";

export const SCOPES = ["latest", "all", "time", "alarm", "flight"] as const;
export type Scope = (typeof SCOPES)[number];

/** A choice; the moments are milliseconds, for the scopes that are of a time. */
export interface Choice {
  scope: Scope;
  from: number | null;
  to: number | null;
}

/** The logs' modules in the order in which they are shown. */
export const MODULES: readonly LogModule[] = ["dock", "aircraft"];

/** What is written around an alarm may say why it came. */
export const AROUND_ALARM = 15 * 60_000;

/** Of some flights only the pictures are known: they began before the first and ended after the last. */
export const AROUND_FLIGHT = 5 * 60_000;

export function readChoice(query: URLSearchParams): Choice {
  const [from, to] = [moment(query.get("from")), moment(query.get("to"))];
  const asked = SCOPES.find((scope) => scope === query.get("scope"));
  return { scope: asked ?? (from !== null || to !== null ? "time" : "latest"), from, to };
}

export function writeChoice({ scope, from, to }: Choice): Record<string, string | null> {
  const timed = isTimed(scope);
  return {
    scope: scope === "latest" ? null : scope,
    from: timed && from !== null ? new Date(from).toISOString() : null,
    to: timed && to !== null ? new Date(to).toISOString() : null,
  };
}

/** Return the choice of what was written from a while before a flight to a while after it. */
export function aroundFlight(first: string, last: string): Choice {
  return {
    scope: "flight",
    from: Date.parse(first) - AROUND_FLIGHT,
    to: Date.parse(last) + AROUND_FLIGHT,
  };
}

function moment(text: string | null | undefined): number | null {
  const value = Date.parse(text ?? "");
  return Number.isNaN(value) ? null : value;
}

export function isTimed(scope: Scope): boolean {
  return scope !== "latest" && scope !== "all";
}

/** Whether what was chosen says which logs: of a time none is known before it is given. */
export function isComplete({ scope, from, to }: Choice): boolean {
  return !isTimed(scope) || from !== null || to !== null;
}

/** Whether a time ends before it begins. */
export function isReversed({ from, to }: Choice): boolean {
  return from !== null && to !== null && to < from;
}

/** Return a name of a log that nothing else of the list has. */
export function nameOf(log: Pick<LogFile, "module" | "boot_index">): string {
  return `${log.module}:${log.boot_index}`;
}

/** Return the logs of a module, newest first; those without a time come last. */
export function logsOf(list: LogList, module: LogModule): LogFile[] {
  const at = (log: LogFile): number => Date.parse(log.start ?? log.end ?? "") || 0;
  return list.files
    .filter((log) => log.module === module)
    .sort((a, b) => at(b) - at(a) || b.boot_index - a.boot_index);
}

/** Whether a log was being written at a time; one that says no time might have been. */
export function isWithin(log: LogFile, { from, to }: Choice): boolean {
  const [start, end] = [moment(log.start), moment(log.end)];
  if (from !== null && end !== null && end < from) return false;
  return to === null || start === null || start <= to;
}

/** Return the names of the logs that are meant. */
export function chosenLogs(list: LogList, choice: Choice): Set<string> {
  if (!isComplete(choice)) return new Set();
  const logs = MODULES.flatMap((module) => {
    const all = logsOf(list, module);
    if (choice.scope === "latest") return all.slice(0, 1);
    return choice.scope === "all" ? all : all.filter((log) => isWithin(log, choice));
  });
  return new Set(logs.map(nameOf));
}

/** Return what asks for what is meant without naming logs, as while their list is not there. */
export function byChoice(choice: Choice): Omit<StartUpload, "device_id"> {
  if (!isTimed(choice.scope)) return { scope: choice.scope as "latest" | "all" };
  return {
    ...(choice.from === null ? {} : { start: new Date(choice.from).toISOString() }),
    ...(choice.to === null ? {} : { end: new Date(choice.to).toISOString() }),
  };
}

/** Return what to start: usually one upload; logs that are picked by hand cannot be together with others that are not listed yet. */
export function startsFor(
  list: LogList | undefined,
  choice: Choice,
  picked: ReadonlySet<string>,
  withAircraft: boolean,
): Omit<StartUpload, "device_id">[] {
  const aircraft = { power_aircraft: true };
  if (!list) return [byChoice(choice)];
  const logs = list.files
    .filter((log) => picked.has(nameOf(log)))
    .map(({ module, boot_index }) => ({ module, boot_index }));
  if (!withAircraft) return [{ logs }];
  if (!logs.length) return [{ ...byChoice(choice), ...aircraft, modules: ["aircraft"] }];
  if (isSame(picked, chosenLogs(list, choice)))
    return [{ ...byChoice(choice), ...aircraft, modules: ["dock", "aircraft"] }];
  return [
    { logs },
    { ...byChoice(choice), ...aircraft, modules: ["aircraft"], when_busy: "queue" },
  ];
}

/** Whether two sets are of the same names. */
export function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((name) => other.has(name));
}

/** Return the names with a row ticked or not, and with all between it and the row before if `range`. */
export function pick(
  picked: ReadonlySet<string>,
  rows: readonly string[],
  row: string,
  on: boolean,
  before: string | undefined,
): Set<string> {
  const names = new Set(picked);
  const [here, there] = [rows.indexOf(row), before === undefined ? -1 : rows.indexOf(before)];
  const first = there < 0 ? here : Math.min(here, there);
  const last = there < 0 ? here : Math.max(here, there);
  for (const name of rows.slice(first, last + 1)) {
    if (on) names.add(name);
    else names.delete(name);
  }
  return names;
}
