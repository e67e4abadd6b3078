// Before the first paint: the theme and the language that were chosen, else the system's and the browser's.
// The app takes over from here (src/ui/theme.rs, src/i18n); the keys are theirs.
(() => {
  const read = (key) => {
    try { return localStorage.getItem(key); } catch { return null; } // storage can be forbidden
  };
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.bsTheme = read("chappe.theme") ?? (dark ? "dark" : "light");
  root.lang = read("chappe.language") ?? (navigator.language.startsWith("fr") ? "fr" : "en");
})();
