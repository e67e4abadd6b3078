//! The bundler: turns the compiled wasm, the style sheets, the icons and the texts of the help into what the browser loads.
//!
//! ```text
//! bundle <wasm> <frontend folder> <out folder>
//! ```
//!
//! A file of the app refers to another by its plain name, `/assets/app.css`. The bundler gives every asset a name
//! with a hash of its content and rewrites those references, so that the server may let browsers keep an asset for
//! ever and asks only for `index.html` anew. Assets are therefore treated in the order of who refers to whom: what
//! refers to nothing first, the page last.
//!
//! wasm-bindgen is linked as a library at the version that the app is compiled with, so the two cannot disagree.

mod assets;
mod help;
mod icons;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use assets::Assets;

/// The app's own name for what it takes from `node_modules`.
const FROM_NPM: &[(&str, &str)] = &[
    ("tabler.css", "@tabler/core/dist/css/tabler.min.css"),
    ("inter-latin.woff2", "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2"),
    ("inter-latin-ext.woff2", "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2"),
];

/// Where the page wants the icons.
const ICONS_MARK: &str = "<!-- icons -->";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() {
    let arguments: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [wasm, frontend, out] = arguments.as_slice() else {
        eprintln!("usage: bundle <wasm> <frontend folder> <out folder>");
        std::process::exit(2);
    };
    match bundle(wasm, frontend, out) {
        Ok(line) => println!("{line}"),
        Err(error) => {
            eprintln!("bundle: {error}");
            std::process::exit(1);
        }
    }
}

/// Writes the whole bundle and says in a line what became of it.
fn bundle(wasm: &Path, frontend: &Path, out: &Path) -> Result<String> {
    let mut assets = Assets::default();
    let page = read_text(&frontend.join("static/index.html"))?;
    let modules = frontend.join("node_modules");

    for (name, path) in FROM_NPM {
        assets
            .add(name, read(&modules.join(path)).map_err(|error| format!("{error}; run `npm ci --prefix frontend`"))?);
    }
    for (name, content) in bindgen(wasm)? {
        assets.add(&name, content);
    }
    for path in files(&frontend.join("static"))? {
        let name = file_name(&path);
        if name != "index.html" {
            assets.add(&name, read(&path)?);
        }
    }
    for (name, content) in help::assets(frontend)? {
        assets.add(&name, content);
    }
    assets.add("app.css", join_styles(&frontend.join("styles"))?);

    let page = page.replace(ICONS_MARK, &icons::sprite(&modules)?);
    assets.write(&page, out)
}

/// Runs wasm-bindgen in memory: the wasm without what only debuggers read, and its JavaScript glue.
fn bindgen(wasm: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let folder = std::env::temp_dir().join(format!("bundle-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let mut bindgen = wasm_bindgen_cli_support::Bindgen::new();
    bindgen
        .input_path(wasm)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .out_name("frontend")
        .generate(&folder)?;
    let made = ["frontend.js", "frontend_bg.wasm"]
        .into_iter()
        .map(|name| Ok((name.to_owned(), read(&folder.join(name))?)))
        .collect();
    fs::remove_dir_all(&folder)?;
    made
}

/// Our own style sheets in the order of their names, as one.
fn join_styles(folder: &Path) -> Result<Vec<u8>> {
    let mut joined = Vec::new();
    for path in files(folder)? {
        joined.extend(read(&path)?);
    }
    Ok(joined)
}

/// The files of a folder, sorted by name: the same input gives the same bundle.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

fn read_text(path: &Path) -> Result<String> {
    String::from_utf8(read(path)?).map_err(|error| format!("{}: {error}", path.display()).into())
}
