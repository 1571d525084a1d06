// Rating of a talk: a form with a level and a reason for each criterion, and what came of it.

import { byId, isNew, make, say, sayCount, setText } from "./page.js";

const LEVELS = [1, 2, 3, 4, 5];
const NONE = "none";

/** Show the form of a panel in a list; what is chosen in it already stays. `draft` is what was chosen before. */
export function showRating(list, panel, draft) {
  if (!isNew(list, "panel", [panel.session, panel.criteria])) {
    return;
  }
  const kept = new Map((draft ?? panel.mine).map((mark) => [mark.criterion, mark]));
  list.replaceChildren(...panel.criteria.map((item) => criterion(item, `${list.id}-${item.id}`, kept.get(item.id))));
}

function criterion(item, id, mark) {
  const levels = [...LEVELS, NONE].map((level) => {
    const input = make("input", { type: "radio", name: id, value: level, id: `${id}-${level}` });
    input.checked = mark !== undefined && String(mark.level ?? NONE) === String(level);
    const text = level === NONE ? say("rate-none") : String(level);
    return make("span", { class: level === NONE ? "level none" : "level" }, input, make("label", { for: input.id }, text));
  });
  const reason = make("input", { type: "text", id: `${id}-reason`, maxlength: 500, autocomplete: "off" });
  reason.value = mark?.reason ?? "";
  const field = make("fieldset", { "data-criterion": item.id }, make("legend", {}, item.title));
  if (item.anchors.length) {
    const rows = item.anchors.map(([level, text]) => make("li", {}, make("b", {}, `${level} `), text));
    const summary = make("summary", {}, say("rate-anchors"));
    field.append(make("details", {}, summary, make("ul", { class: "anchors" }, ...rows)));
  }
  const anchor = make("p", { class: "anchor quiet", role: "status" });
  const told = new Map(item.anchors.map(([level, text]) => [String(level), text]));
  field.addEventListener("change", () => {
    setText(anchor, told.get(field.querySelector("input:checked")?.value) ?? "");
  });
  field.append(
    make("div", { class: "levels" }, ...levels),
    anchor,
    make("label", { for: reason.id, class: "quiet" }, say("rate-reason")),
    reason,
  );
  return make("li", {}, field);
}

/** What is chosen in the form now: `marks`, and the `missing` titles. */
export function readRating(list) {
  const marks = [];
  const missing = [];
  for (const field of list.querySelectorAll("fieldset")) {
    const chosen = field.querySelector("input[type=radio]:checked");
    if (chosen) {
      marks.push({
        criterion: field.dataset.criterion,
        level: chosen.value === NONE ? null : Number(chosen.value),
        reason: field.querySelector("input[type=text]").value.trim(),
      });
    } else {
      missing.push(field.querySelector("legend").textContent);
    }
  }
  return { marks, missing };
}

/** Show how everybody rated. */
export function showResults(panel) {
  if (!isNew(byId("results-list"), "results", panel)) {
    return;
  }
  setText(byId("results-of"), say("rated-talk", { title: panel.title }));
  byId("results-summary").replaceChildren(...panel.summary.map((text) => make("li", {}, text)));
  byId("results-list").replaceChildren(...panel.results.map(result));
}

function result(item) {
  const rows = [...LEVELS, null].map((level) => {
    const count = item.levels.filter(([given]) => given === level).length;
    const people = sayCount("people", count);
    const words = level === null ? say("results-none", { people }) : say("results-level", { level, people });
    const dots = make("span", { class: "dots", "aria-hidden": "true" }, "●".repeat(count));
    const name = make("span", { class: "level-name", "aria-hidden": "true" }, level ?? "–");
    const isMachine = level !== null && item.machine === level;
    const row = make("li", { class: isMachine ? "machine" : null }, name, dots, make("span", { class: "only-read" }, words));
    return level === null && !count ? null : row;
  });
  const machine = item.machine === null ? say("results-machine-none") : say("results-machine", { level: item.machine });
  const node = make("li", {}, make("h3", {}, item.title));
  node.append(
    item.levels.length ? make("ul", { class: "given" }, ...rows.filter(Boolean)) : make("p", {}, say("results-blank")),
    make("p", { class: "quiet" }, machine),
  );
  const reasons = item.levels.filter(([, reason]) => reason);
  if (reasons.length) {
    const told = reasons.map(([level, reason]) => make("li", {}, make("b", {}, `${level ?? "–"} `), reason));
    node.append(make("details", {}, make("summary", {}, say("results-reasons")), make("ul", {}, ...told)));
  }
  return node;
}
