import init from "/assets/frontend.js";

init({ module_or_path: "/assets/frontend_bg.wasm" }).catch((error) => {
  console.error(error);
  document.querySelector(".splash")?.replaceWith(
    "Chappe could not start in this browser. — Chappe n’a pas pu démarrer dans ce navigateur.",
  );
});
