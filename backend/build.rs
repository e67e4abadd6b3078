//! The release binary holds the web app, so it is built again when the web app was. (A debug build reads the files from
//! disk, and needs no telling.)

fn main() {
    let release = std::env::var("PROFILE").is_ok_and(|profile| profile == "release");
    println!("cargo:rerun-if-changed={}", if release { "../target/app" } else { "build.rs" });
}
