// Drawings from data: the course of a mood over a group, and the picture that a camera reads.

import { bandWord, make, names, say, sayCount } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 320;
const HEIGHT = 140;
const LEFT = 34;
const RIGHT = 12;
const TOP = 10;
const BOTTOM = 24;
const MARGIN = 4; // light modules around a picture for cameras
const LEAST = 4; // replies that the axis has room for at least

function drawn(tag, attributes, ...children) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    node.setAttribute(name, value);
  }
  node.append(...children);
  return node;
}

/** A figure with the quartiles of an axis, at the start and after each reply. */
export function drawCourse(axis, course) {
  const last = Math.max(course.length - 1, LEAST);
  const x = (turn) => (LEFT + ((WIDTH - LEFT - RIGHT) * turn) / last).toFixed(1);
  const y = (value) => (TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / 100)).toFixed(1);
  const grid = [0, 50, 100].flatMap((value) => [
    drawn("line", { class: "grid", x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value) }),
    drawn("text", { x: LEFT - 6, y: Number(y(value)) + 4, "text-anchor": "end" }, String(value)),
  ]);
  const every = Math.ceil(last / 5);
  const turns = Array.from({ length: Math.floor(last / every) + 1 }, (_none, place) => place * every).map((turn) =>
    drawn("text", { x: x(turn), y: HEIGHT - 6, "text-anchor": "middle" }, String(turn)),
  );
  const upper = course.map((point, turn) => `${x(turn)},${y(point.high)}`);
  const lower = course.map((point, turn) => `${x(turn)},${y(point.low)}`).reverse();
  const middle = course.map((point, turn) => `${x(turn)},${y(point.middle)}`);
  const end = course.at(-1);
  const words = say("board-moods-line", {
    axis: names("axes")[axis],
    value: Math.round(end.middle),
    replies: sayCount("replies", course.length - 1),
    low: Math.round(end.low),
    high: Math.round(end.high),
  });
  const svg = drawn(
    "svg",
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words },
    ...grid,
    ...turns,
    drawn("polygon", { class: "half", points: [...upper, ...lower].join(" ") }),
    drawn("polyline", { class: "course", points: middle.join(" ") }),
    drawn("circle", { class: "dot", cx: x(course.length - 1), cy: y(end.middle), r: 5 }),
  );
  const caption = make("figcaption", {}, `${names("axes")[axis]}: `, make("b", {}, bandWord(axis, end.middle)));
  return make("figure", {}, caption, svg);
}

/** A picture for cameras from its lines of `0` and `1`, dark on light in every scheme. */
export function drawCamera(rows, words) {
  const size = rows.length + 2 * MARGIN;
  const dark = rows
    .flatMap((row, y) => [...row].map((bit, x) => (bit === "1" ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : "")))
    .join("");
  return drawn(
    "svg",
    { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": words, "shape-rendering": "crispEdges" },
    drawn("rect", { width: size, height: size, fill: "#fff" }),
    drawn("path", { d: dark, fill: "#000" }),
  );
}
