// The choice between the colours of the system, light and dark ones; kept in the browser.

const THEMES = { "": ["Auto", "as the system"], light: ["Light", "light"], dark: ["Dark", "dark"] };

function theme(name) {
  document.documentElement.dataset.theme = name;
  if (!name) delete document.documentElement.dataset.theme;
  document.getElementById("theme-name").textContent = THEMES[name][0];
  document.getElementById("theme").setAttribute("aria-label", `Colours: ${THEMES[name][1]}`);
  try { localStorage.setItem("plimsoll-theme", name); } catch { /* private mode */ }
}

let stored = "";
try { stored = localStorage.getItem("plimsoll-theme") ?? ""; } catch { /* private mode */ }
theme(stored in THEMES ? stored : "");
document.getElementById("theme").addEventListener("click", () => {
  const names = Object.keys(THEMES);
  theme(names[(names.indexOf(document.documentElement.dataset.theme ?? "") + 1) % names.length]);
});
