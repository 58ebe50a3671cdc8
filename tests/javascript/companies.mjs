/** Small organisations for tests of the modules. */

const POST = { title: "", role: "", unit: "", reports_to: "", line: "post", dotted_to: [], vacant: false, ml: false,
  mandate: "", manager_kind: "" };

export const post = (id, unit, reports_to = "", more = {}) => ({ ...POST, id, title: id, unit, reports_to, ...more });

export const unit = (id, part_of = "", head = "") => ({ id, name: id, kind: "team", part_of, head });

/** A firm with two teams: shop (lead and two) and lab (lead and one). */
export const firm = () => ({
  units: [unit("firm", "", "boss"), unit("shop", "firm", "shop-lead"), unit("lab", "firm", "lab-lead")],
  posts: [
    post("boss", "firm", "", { line: "top" }),
    post("shop-lead", "shop", "boss"),
    post("lab-lead", "lab", "boss"),
    post("clerk", "shop", "shop-lead"),
    post("modeller", "shop", "shop-lead", { ml: true }),
    post("researcher", "lab", "lab-lead", { ml: true }),
  ],
});

/** A tree of `levels` below the root with `span` children each. */
export function broad(span, levels, id = "r") {
  const children = levels ? Array.from({ length: span }, (_, i) => broad(span, levels - 1, `${id}.${i}`)) : [];
  return { id, children };
}
