// Light and dark, and all parts together.

const THEMES = ["auto", "light", "dark"];

function setTheme(name) {
  document.documentElement.dataset.theme = name;
  field("theme").textContent = { auto: "Auto", light: "Light", dark: "Dark" }[name];
  for (const chart of charts) chart.paint();
}

function prepareTheme() {
  let before = "auto";
  const now = () => document.documentElement.dataset.theme;
  field("theme").addEventListener("click", () => setTheme(THEMES[(THEMES.indexOf(now()) + 1) % 3]));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(now()));
  addEventListener("beforeprint", () => {
    before = now();
    setTheme("light");
  });
  addEventListener("afterprint", () => setTheme(before));
  setTheme("auto");
}

prepareFilter();
const parts = [
  healthPart(part("#by-folder"), "folder", "folder", (found) => byFolder(found.judged, found.folder)),
  rulesPart(),
  findingsPart(),
  figuresPart(),
  agePart(),
  missingPart(),
  linksPart(),
];
if (data.sorted_by) {
  field("by-kind").hidden = false;
  const groups = (found) => grouped(found.judged, (note) => note.kinds);
  parts.unshift(healthPart(field("by-kind"), data.sorted_by, "kind", groups));
}
prepareTheme();
draw();
