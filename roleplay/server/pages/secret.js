// The facilitator's secret: it comes in the fragment of the link, which no server is told, and leaves it at once.

import { Keeper } from "./page.js";

const SECRET = "roleplay.secret";

/** The secret of this tab, empty for none. */
export function takenSecret() {
  const keeper = new Keeper("sessionStorage");
  const given = location.hash.slice(1);
  if (given) {
    keeper.set(SECRET, given);
    history.replaceState(null, "", location.pathname);
  }
  return keeper.get(SECRET) ?? "";
}

/** Load the page again when another link is opened in its tab. */
export function watchForAnother() {
  addEventListener("hashchange", () => location.hash.length > 1 && location.reload());
}
